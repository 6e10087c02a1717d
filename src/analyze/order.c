/** @file order.c  Cases in the order of a factor. */
#include "analyze/order.h"

#include <stdlib.h>
#include <string.h>

static int
by_value(const void *a, const void *b)
{
    const struct bh_order_entry *x = a, *y = b;

    if (x->value != y->value) {
        return x->value < y->value ? -1 : 1;
    }
    return (x->id > y->id) - (x->id < y->id);
}

void
bh_order_write(const struct bh_cases *cases, size_t factor, struct bh_order_entry *room,
               uint32_t *ids)
{
    if (cases->order != NULL) {
        memcpy(ids, cases->order[factor], cases->n * sizeof *ids);
        return;
    }
    for (size_t i = 0; i < cases->n; i++) {
        room[i] = (struct bh_order_entry){cases->factors[factor].values[i], (uint32_t) i};
    }
    qsort(room, cases->n, sizeof *room, by_value);
    for (size_t i = 0; i < cases->n; i++) {
        ids[i] = room[i].id;
    }
}

const uint32_t *const *
bh_order_all(const struct bh_cases *cases, struct bh_arena *arena)
{
    const uint32_t **out = bh_arena_alloc(arena, cases->n_factors * sizeof *out);
    struct bh_order_entry *room = malloc((cases->n + 1) * sizeof *room);

    for (size_t f = 0; room != NULL && out != NULL && f < cases->n_factors; f++) {
        uint32_t *ids = bh_arena_alloc(arena, cases->n * sizeof *ids);

        if (ids == NULL) {
            out = NULL;
            break;
        }
        bh_order_write(cases, f, room, ids);
        out[f] = ids;
    }
    free(room);
    return room == NULL ? NULL : out;
}
