/** @file order.c  Cases in the order of a factor.
 *
 *  Layer: analyze.  Radix sort from the lowest digit: a double's bits, with the sign bit flipped
 *  (all bits for negative numbers), order as whole numbers do. Six passes of eleven bits; each
 *  keeps equal keys in order, so ties fall to the lowest case. A pass in which all digits are
 *  equal is skipped. */
#include "analyze/order.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define DIGIT_BITS 11
#define DIGITS 6 /* of 64 bits */
#define BUCKETS (1u << DIGIT_BITS)

static uint64_t
key_of(double value)
{
    const double x = value + 0.0; /* -0 and 0 are one value */
    uint64_t bits;

    memcpy(&bits, &x, sizeof bits);
    return bits >> 63 != 0 ? ~bits : bits | UINT64_C(1) << 63;
}

static size_t
digit_of(uint64_t key, unsigned digit)
{
    return (size_t) (key >> (digit * DIGIT_BITS)) & (BUCKETS - 1);
}

/** Moves `n` entries into order of one digit. @return false when they all share it. */
static bool
sort_digit(const struct bh_order_entry *from, size_t n, unsigned digit, struct bh_order_entry *to)
{
    uint32_t start[BUCKETS] = {0};
    uint32_t sum = 0;

    assert(n > 0); /* bh_cases_check */
    for (size_t i = 0; i < n; i++) {
        start[digit_of(from[i].key, digit)]++;
    }
    if (start[digit_of(from[0].key, digit)] == n) {
        return false;
    }
    for (size_t b = 0; b < BUCKETS; b++) {
        const uint32_t count = start[b];

        start[b] = sum;
        sum += count;
    }
    for (size_t i = 0; i < n; i++) {
        to[start[digit_of(from[i].key, digit)]++] = from[i];
    }
    return true;
}

void
bh_order_write(const struct bh_cases *cases, size_t factor, struct bh_order_entry *room,
               uint32_t *ids)
{
    const size_t n = cases->n;
    struct bh_order_entry *from = room, *to = room + n;

    if (cases->order != NULL) {
        memcpy(ids, cases->order[factor], n * sizeof *ids);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        from[i] = (struct bh_order_entry){key_of(cases->factors[factor].values[i]), (uint32_t) i};
    }
    for (unsigned digit = 0; digit < DIGITS; digit++) {
        if (sort_digit(from, n, digit, to)) {
            struct bh_order_entry *const sorted = to;

            to = from;
            from = sorted;
        }
    }
    for (size_t i = 0; i < n; i++) {
        ids[i] = from[i].id;
    }
}

const uint32_t *const *
bh_order_all(const struct bh_cases *cases, struct bh_arena *arena)
{
    const uint32_t **out = bh_arena_alloc(arena, cases->n_factors * sizeof *out);
    struct bh_order_entry *room = malloc((2 * cases->n + 1) * sizeof *room);

    bool good = out != NULL && room != NULL;

    for (size_t f = 0; good && f < cases->n_factors; f++) {
        uint32_t *ids = bh_arena_alloc(arena, cases->n * sizeof *ids);

        good = ids != NULL;
        if (good) {
            bh_order_write(cases, f, room, ids);
            out[f] = ids;
        }
    }
    free(room);
    return good ? out : NULL;
}
