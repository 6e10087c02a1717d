/** @file corner.h  Whether a case lies in a corner.
 *
 *  Layer: analyze. */
#ifndef BH_ANALYZE_CORNER_H
#define BH_ANALYZE_CORNER_H

#include <bluehelm/discover.h>

/** Whether a value keeps a limit. */
static inline bool
bh_limit_has(const struct bh_factor *factor, const struct bh_limit *limit, double x)
{
    return factor->kind == BH_FACTOR_CATEGORY ? (limit->levels >> (unsigned) x & 1) != 0
                                              : x >= limit->low && x <= limit->high;
}

/** Whether case `i` keeps all limits of a corner. */
static inline bool
bh_corner_has(const struct bh_cases *cases, const struct bh_corner *corner, size_t i)
{
    for (size_t l = 0; l < corner->n_limits; l++) {
        const struct bh_factor *factor = &cases->factors[corner->limits[l].factor];

        if (!bh_limit_has(factor, &corner->limits[l].limit, factor->values[i])) {
            return false;
        }
    }
    return true;
}

#endif
