/** @file compromise.h  The compromise rules: one outcome from weighted positions.
 *
 *  Layer: bargain.  Lane code, header only: each lane is one table.
 *
 *      choice   U(y) = -sum w |y - x| / sum w over the positions x,
 *               p(y) ~ exp(U(y)/temperature) over the distinct positions y, X = sum p y
 *               (kin of the probabilistic Condorcet election of KTAB)
 *      mean     X = sum w x / sum w
 *      median   the least position with half the weight at or below it
 *
 *  An actor of weight 0 holds no alternative. `total` is the sum of weights, above 0. Cost: n for
 *  the mean, n^2 for the others. */
#ifndef BH_BARGAIN_COMPROMISE_H
#define BH_BARGAIN_COMPROMISE_H

#include "base/lanes.h"
#include "base/lmath.h"

/** Positions and weights of n actors, `stride` lane packs from one actor to the next. */
struct bh_stand {
    const bh_f64 *position, *weight;
    size_t n, stride;
};

static inline bh_f64
bh_compromise_mean(const struct bh_stand *at, bh_f64 total)
{
    bh_f64 sum = bh_splat(0.0);

    for (size_t a = 0; a < at->n; a++) {
        sum = sum + at->weight[a * at->stride] * at->position[a * at->stride];
    }
    return sum / total;
}

/** `highest`: an upper bound of positions. */
static inline bh_f64
bh_compromise_median(const struct bh_stand *at, bh_f64 total, double highest)
{
    bh_f64 median = bh_splat(highest);

    for (size_t a = 0; a < at->n; a++) {
        const bh_f64 x = at->position[a * at->stride];
        bh_f64 below = bh_splat(0.0);

        for (size_t b = 0; b < at->n; b++) {
            below = below + bh_select(at->position[b * at->stride] <= x, at->weight[b * at->stride],
                                      bh_splat(0.0));
        }
        const bh_mask is_open = at->weight[a * at->stride] > 0.0;
        median = bh_select(is_open & (below >= 0.5 * total), bh_min(median, x), median);
    }
    return median;
}

/** `temperature` in units of position. */
static inline bh_f64
bh_compromise_choice(const struct bh_stand *at, bh_f64 total, bh_f64 temperature)
{
    bh_f64 sum = bh_splat(0.0);
    bh_f64 norm = bh_splat(0.0);

    for (size_t a = 0; a < at->n; a++) {
        const bh_f64 y = at->position[a * at->stride];
        bh_f64 distance = bh_splat(0.0);
        bh_mask is_new = at->weight[a * at->stride] > 0.0;

        for (size_t b = 0; b < at->n; b++) {
            const bh_f64 weight = at->weight[b * at->stride];
            const bh_f64 x = at->position[b * at->stride];

            distance = distance + weight * bh_abs(y - x);
            if (b < a) { /* a position held by two actors is one alternative */
                is_new = is_new & bh_not((x == y) & (weight > 0.0));
            }
        }
        const bh_f64 p =
            bh_select(is_new, bh_exp(-distance / (total * temperature)), bh_splat(0.0));
        sum = sum + p * y;
        norm = norm + p;
    }
    return sum / norm;
}

#endif
