/** @file order.h  Cases in the order of a factor.
 *
 *  Layer: analyze. */
#ifndef BH_ANALYZE_ORDER_H
#define BH_ANALYZE_ORDER_H

#include "base/arena.h"

#include <bluehelm/cases.h>

struct bh_order_entry { /* private */
    uint64_t key;
    uint32_t id;
};

/** Writes the cases in ascending order of a factor into `ids`, ties by number: a copy of
 *  cases->order where it is given. `room` is [2 * cases->n], `ids` [cases->n]. */
void bh_order_write(const struct bh_cases *cases, size_t factor, struct bh_order_entry *room,
                    uint32_t *ids);

/** The order of every factor, for cases->order; on the arena. NULL when out of memory. */
const uint32_t *const *bh_order_all(const struct bh_cases *cases, struct bh_arena *arena);

#endif
