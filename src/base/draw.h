/** @file draw.h  Random counts and waiting times, each from one uniform.
 *
 *  Layer: base.  Lane code, header only.
 *
 *  Poisson, binomial and negative binomial are Panjer's (a, b, 0) class (Panjer 1981):
 *  p_k = (a + b/k) p_{k-1}. One inversion serves all three: the least k with u <= p_0 + ... + p_k.
 *  One uniform a draw, whatever comes out, so no stream ever depends on an outcome.
 *
 *  Where -log p_0 exceeds 600 the sum would start below the smallest double; such counts (means of
 *  many hundreds) are drawn from the normal quantile with the Cornish-Fisher term for skewness,
 *  rounded to whole. */
#ifndef BH_BASE_DRAW_H
#define BH_BASE_DRAW_H

#include "base/lanes.h"
#include "base/lmath.h"

#define BH_DRAW_DEEPEST 600.0    /* largest -log p_0 that is summed */
#define BH_DRAW_NEGLIGIBLE 1e-20 /* beyond the mean, p_k below this ends the sum */
#define BH_DRAW_MOST_STEPS 100000
#define BH_DRAW_STRIDE 4 /* steps between looks at whether every lane is done */

/** A member of the class: recurrence, -log p_0, mean, variance, skewness. */
struct bh_count {
    bh_f64 a, b, depth, mean, variance, skewness;
};

/** Sums probabilities up to u. Lanes with depth > BH_DRAW_DEEPEST give nonsense, not loops. Whether
 *  a lane is done is asked once in BH_DRAW_STRIDE steps; sums only rise, so a lane that is done
 *  counts no further in between. */
static inline bh_f64
bh_count_inverted(const struct bh_count *count, bh_f64 u)
{
    bh_f64 p = bh_exp(-count->depth);
    bh_f64 sum = p;
    bh_f64 k = bh_splat(0.0);
    bh_mask below = (u > sum) & (count->depth <= BH_DRAW_DEEPEST);

    for (int step = 1; step < BH_DRAW_MOST_STEPS && bh_any(below); step += BH_DRAW_STRIDE) {
        const bh_f64 one = bh_one_if(below);

        for (int i = 0; i < BH_DRAW_STRIDE; i++) {
            k = k + bh_select(u > sum, one, bh_splat(0.0));
            p = p * (count->a + count->b * (1.0 / (double) (step + i)));
            sum = sum + p;
        }
        const double last = (double) (step + BH_DRAW_STRIDE - 1);
        below = below & (u > sum) & ((p > BH_DRAW_NEGLIGIBLE) | (count->mean > last));
    }
    return k;
}

/** Normal quantile with the skewness term, rounded; for counts too deep to sum. */
static inline bh_f64
bh_count_approximated(const struct bh_count *count, bh_f64 u)
{
    const bh_f64 z = bh_normal_quantile(u);
    const bh_f64 bent = z + count->skewness * (z * z - 1.0) * (1.0 / 6);
    const bh_f64 k = bh_floor(count->mean + bh_sqrt(count->variance) * bent + 0.5);

    return bh_max(k, bh_splat(0.0));
}

static inline bh_f64
bh_count_drawn(const struct bh_count *count, bh_f64 u)
{
    const bh_mask is_deep = count->depth > BH_DRAW_DEEPEST;
    const bh_f64 summed = bh_count_inverted(count, u);

    if (!bh_any(is_deep)) {
        return summed;
    }
    return bh_select(is_deep, bh_count_approximated(count, u), summed);
}

/** Poisson count of the given mean >= 0. */
static inline bh_f64
bh_draw_poisson(bh_f64 mean, bh_f64 u)
{
    const struct bh_count count = {
        .a = bh_splat(0.0),
        .b = mean,
        .depth = mean,
        .mean = mean,
        .variance = mean,
        .skewness = 1.0 / bh_sqrt(bh_max(mean, bh_splat(1e-300))),
    };

    return bh_count_drawn(&count, u);
}

/** Binomial count: n whole trials, chance p in [0, 1]. Never outside 0 .. n. */
static inline bh_f64
bh_draw_binomial(bh_f64 n, bh_f64 p, bh_f64 u)
{
    const bh_f64 zero = bh_splat(0.0);
    const bh_mask flips = p > 0.5; /* count the rarer side: a short sum */
    const bh_f64 chance = bh_max(bh_select(flips, 1.0 - p, p), zero);
    const bh_f64 odds = chance / (1.0 - chance);
    const bh_f64 variance = n * chance * (1.0 - chance);
    const struct bh_count count = {
        .a = -odds,
        .b = (n + 1.0) * odds,
        .depth = -n * bh_log1p(-chance),
        .mean = n * chance,
        .variance = variance,
        .skewness = (1.0 - 2.0 * chance) / bh_sqrt(bh_max(variance, bh_splat(1e-300))),
    };
    const bh_f64 k = bh_min(bh_count_drawn(&count, bh_select(flips, 1.0 - u, u)), n);
    return bh_select(n > 0.0, bh_select(flips, n - k, k), zero);
}

/** Negative-binomial count of the given mean and size r: variance mean + mean^2/r. 0 where mean or
 *  size is not above 0. Sums of independent such counts with equal mean/size add means and sizes. */
static inline bh_f64
bh_draw_negative_binomial(bh_f64 size, bh_f64 mean, bh_f64 u)
{
    const bh_mask is_some = (size > 0.0) & (mean > 0.0);
    const bh_f64 r = bh_select(is_some, size, bh_splat(1.0));
    const bh_f64 m = bh_select(is_some, mean, bh_splat(0.0));
    const bh_f64 a = m / (r + m);
    const bh_f64 variance = m + m * m / r;
    const struct bh_count count = {
        .a = a,
        .b = (r - 1.0) * a,
        .depth = r * bh_log1p(m / r),
        .mean = m,
        .variance = variance,
        .skewness = (1.0 + a) / bh_sqrt(bh_max(r * a, bh_splat(1e-300))),
    };

    return bh_select(is_some, bh_count_drawn(&count, u), bh_splat(0.0));
}

/** Exponential waiting time of the given mean. */
static inline bh_f64
bh_draw_exponential(bh_f64 mean, bh_f64 u)
{
    return -mean * bh_log(u);
}

/** Standard normal number. */
static inline bh_f64
bh_draw_normal(bh_f64 u)
{
    return bh_normal_quantile(u);
}

#endif
