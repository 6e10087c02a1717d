/** @file obstacles.c  An obstacle study in memory. */
#include "store/obstacles.h"

#include "base/statistics.h"

#include <math.h>
#include <stdlib.h>

struct bh_obstacles_store {
    struct bh_arena arena;
};

struct bh_obstacles *
bh_obstacles_new(void)
{
    struct bh_obstacles *out = calloc(1, sizeof *out);

    if (out != NULL && (out->store = calloc(1, sizeof *out->store)) == NULL) {
        free(out);
        out = NULL;
    }
    return out;
}

struct bh_arena *
bh_obstacles_arena(struct bh_obstacles *obstacles)
{
    return &obstacles->store->arena;
}

void
bh_obstacles_free(struct bh_obstacles *obstacles)
{
    if (obstacles != NULL) {
        bh_arena_fini(&obstacles->store->arena);
        free(obstacles->store);
        free(obstacles);
    }
}

struct bh_estimate
bh_obstacles_share(size_t n, size_t of)
{
    struct bh_estimate out = {of > 0 ? (double) n / (double) of : (double) NAN, (double) NAN,
                              (double) NAN};

    if (of > 0) {
        bh_wilson((double) n, (double) of, &out.low, &out.high);
        out.low = n == 0 ? 0 : out.low; /* exactly, not by rounding */
        out.high = n == of ? 1 : out.high;
    }
    return out;
}
