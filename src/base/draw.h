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

#define BH_DRAW_DEEPEST 600.0 /* largest -log p_0 that is summed */

/** 1/1, 1/2, ...: what a division would give, without its wait. */
static const double bh_reciprocals[] = {
    1.0 / 1, 1.0 / 2, 1.0 / 3, 1.0 / 4, 1.0 / 5, 1.0 / 6, 1.0 / 7, 1.0 / 8,
    1.0 / 9, 1.0 / 10, 1.0 / 11, 1.0 / 12, 1.0 / 13, 1.0 / 14, 1.0 / 15, 1.0 / 16,
    1.0 / 17, 1.0 / 18, 1.0 / 19, 1.0 / 20, 1.0 / 21, 1.0 / 22, 1.0 / 23, 1.0 / 24,
    1.0 / 25, 1.0 / 26, 1.0 / 27, 1.0 / 28, 1.0 / 29, 1.0 / 30, 1.0 / 31, 1.0 / 32,
    1.0 / 33, 1.0 / 34, 1.0 / 35, 1.0 / 36, 1.0 / 37, 1.0 / 38, 1.0 / 39, 1.0 / 40,
    1.0 / 41, 1.0 / 42, 1.0 / 43, 1.0 / 44, 1.0 / 45, 1.0 / 46, 1.0 / 47, 1.0 / 48,
    1.0 / 49, 1.0 / 50, 1.0 / 51, 1.0 / 52, 1.0 / 53, 1.0 / 54, 1.0 / 55, 1.0 / 56,
    1.0 / 57, 1.0 / 58, 1.0 / 59, 1.0 / 60, 1.0 / 61, 1.0 / 62, 1.0 / 63, 1.0 / 64,
    1.0 / 65, 1.0 / 66, 1.0 / 67, 1.0 / 68, 1.0 / 69, 1.0 / 70, 1.0 / 71, 1.0 / 72,
    1.0 / 73, 1.0 / 74, 1.0 / 75, 1.0 / 76, 1.0 / 77, 1.0 / 78, 1.0 / 79, 1.0 / 80,
    1.0 / 81, 1.0 / 82, 1.0 / 83, 1.0 / 84, 1.0 / 85, 1.0 / 86, 1.0 / 87, 1.0 / 88,
    1.0 / 89, 1.0 / 90, 1.0 / 91, 1.0 / 92, 1.0 / 93, 1.0 / 94, 1.0 / 95, 1.0 / 96,
    1.0 / 97, 1.0 / 98, 1.0 / 99, 1.0 / 100, 1.0 / 101, 1.0 / 102, 1.0 / 103, 1.0 / 104,
    1.0 / 105, 1.0 / 106, 1.0 / 107, 1.0 / 108, 1.0 / 109, 1.0 / 110, 1.0 / 111, 1.0 / 112,
    1.0 / 113, 1.0 / 114, 1.0 / 115, 1.0 / 116, 1.0 / 117, 1.0 / 118, 1.0 / 119, 1.0 / 120,
    1.0 / 121, 1.0 / 122, 1.0 / 123, 1.0 / 124, 1.0 / 125, 1.0 / 126, 1.0 / 127, 1.0 / 128,
};
#define BH_RECIPROCALS (sizeof bh_reciprocals / sizeof bh_reciprocals[0])

/** A member of the class: recurrence, -log p_0, mean. */
struct bh_count {
    bh_f64 a, b, depth, mean;
};

/** Where a count of this mean may be above 0 at u: P(K >= 1) <= E K (Markov's inequality). */
static inline bh_mask
bh_count_may_be_some(bh_f64 mean, bh_f64 u)
{
    return u > 1.0 - mean;
}

/** A sum on its way up to u, in units of p_0: terms t_k = p_k/p_0 and v = u/p_0, so that nothing
 *  needs p_0 itself and the first sum is 1. */
struct bh_inversion {
    bh_f64 a, b;
    bh_f64 v;   /* what the sum is to reach; 0 once the sum has stopped rising */
    bh_f64 t;   /* the latest term */
    bh_f64 sum; /* t_0 + ... + t */
    bh_u64 k;   /* sums so far that were below v */
};

/** Lanes with depth > BH_DRAW_DEEPEST end at once, with 0. */
static inline struct bh_inversion
bh_inversion_start(const struct bh_count *count, bh_f64 u)
{
    const bh_f64 v = u * bh_exp_inside(count->depth); /* anything, where deeper than is summed */

    return (struct bh_inversion){
        .a = count->a,
        .b = count->b,
        .v = bh_select(count->depth <= BH_DRAW_DEEPEST, v, bh_splat(0.0)),
        .t = bh_splat(1.0),
        .sum = bh_splat(1.0),
        .k = bh_splat_u64(0),
    };
}

static inline bh_mask
bh_inversion_goes_on(const struct bh_inversion *at)
{
    return at->v > at->sum;
}

/** Four counts further; `part` is 1/k of each. The ratios do not wait for one another, so term and
 *  sum move on by one operation each. Sums rise, so a lane that has reached v counts no more. A
 *  lane also ends when its sum stops rising, which leaves a v above all sums at the end of the
 *  tail. */
static inline void
bh_inversion_step(struct bh_inversion *at, const double part[4])
{
    const bh_f64 r1 = at->a + at->b * part[0];
    const bh_f64 r12 = r1 * (at->a + at->b * part[1]);
    const bh_f64 r3 = at->a + at->b * part[2];
    const bh_f64 r34 = r3 * (at->a + at->b * part[3]);
    const bh_f64 one = at->t * r1;
    const bh_f64 two = one + at->t * r12;
    const bh_f64 three = two + at->t * (r12 * r3);
    const bh_f64 last = at->t * (r12 * r34);
    const bh_f64 sum = at->sum + (three + last);

    at->k = bh_count_if(at->k, at->v > at->sum);
    at->k = bh_count_if(at->k, at->v > at->sum + one);
    at->k = bh_count_if(at->k, at->v > at->sum + two);
    at->k = bh_count_if(at->k, at->v > at->sum + three);
    at->v = bh_select(sum > at->sum, at->v, bh_splat(0.0));
    at->sum = sum;
    at->t = last;
}

/** Steps on from count `k` until every lane has ended. */
static inline void
bh_inversion_finish(struct bh_inversion *at, size_t k)
{
    for (; k < BH_RECIPROCALS && bh_any(bh_inversion_goes_on(at)); k += 4) {
        bh_inversion_step(at, bh_reciprocals + k);
    }
    for (; bh_any(bh_inversion_goes_on(at)); k += 4) {
        const double n = (double) k;
        const double part[4] = {1.0 / (n + 1.0), 1.0 / (n + 2.0), 1.0 / (n + 3.0), 1.0 / (n + 4.0)};

        bh_inversion_step(at, part);
    }
}

/** The least k with u <= p_0 + ... + p_k. Lanes with depth > BH_DRAW_DEEPEST give 0. */
static inline bh_f64
bh_count_inverted(const struct bh_count *count, bh_f64 u)
{
    if (!bh_any(bh_count_may_be_some(count->mean, u))) {
        return bh_splat(0.0);
    }
    struct bh_inversion at = bh_inversion_start(count, u);

    bh_inversion_finish(&at, 0);
    return bh_from_count(at.k);
}

/** Normal quantile with the skewness term, rounded; for counts too deep to sum. Of the whole class,
 *  variance = mean/(1 - a) and skewness = (1 + a)/(1 - a)/sqrt(variance). */
static inline bh_f64
bh_count_approximated(const struct bh_count *count, bh_f64 u)
{
    const bh_f64 spread = bh_sqrt(count->mean / (1.0 - count->a));
    const bh_f64 skewness = (1.0 + count->a) / ((1.0 - count->a) * spread);
    const bh_f64 z = bh_normal_quantile(u);
    const bh_f64 bent = z + skewness * (z * z - 1.0) * (1.0 / 6);
    const bh_f64 k = bh_floor(count->mean + spread * bent + 0.5);

    return bh_max(k, bh_splat(0.0));
}

/** `summed` where the count was summed, its approximation where it is too deep. */
static inline bh_f64
bh_count_or_approximated(const struct bh_count *count, bh_f64 u, bh_f64 summed)
{
    const bh_mask is_deep = count->depth > BH_DRAW_DEEPEST;

    if (!bh_any(is_deep)) {
        return summed;
    }
    return bh_select(is_deep, bh_count_approximated(count, u), summed);
}

static inline bh_f64
bh_count_drawn(const struct bh_count *count, bh_f64 u)
{
    return bh_count_or_approximated(count, u, bh_count_inverted(count, u));
}

/** Several packs of counts that are drawn at once. */
enum { BH_DRAW_BATCH = 8 };
struct bh_batch {
    size_t n; /* packs, at most BH_DRAW_BATCH */
    struct bh_count of[BH_DRAW_BATCH];
    bh_f64 u[BH_DRAW_BATCH];
    bh_f64 k[BH_DRAW_BATCH]; /* what is drawn */
};

/** Lanes of several packs that have far to go, put together into one. */
struct bh_crowd {
    struct bh_inversion at;
    bh_f64 *home[BH_LANES]; /* the pack that each lane came from ... */
    int lane[BH_LANES];     /* ... and its place there */
    int n;
};

static inline void
bh_crowd_take(struct bh_crowd *crowd, const struct bh_inversion *from, int lane, bh_f64 *home)
{
    bh_set_lane(&crowd->at.a, crowd->n, bh_lane(&from->a, lane));
    bh_set_lane(&crowd->at.b, crowd->n, bh_lane(&from->b, lane));
    bh_set_lane(&crowd->at.v, crowd->n, bh_lane(&from->v, lane));
    bh_set_lane(&crowd->at.t, crowd->n, bh_lane(&from->t, lane));
    bh_set_lane(&crowd->at.sum, crowd->n, bh_lane(&from->sum, lane));
    crowd->home[crowd->n] = home;
    crowd->lane[crowd->n] = lane;
    crowd->n++;
}

/** Finishes the lanes of a crowd from count `k` on, and sends them home. */
static inline void
bh_crowd_finish(struct bh_crowd *crowd, size_t k)
{
    for (int l = crowd->n; l < BH_LANES; l++) {
        bh_set_lane(&crowd->at.v, l, 0.0);
    }
    crowd->at.k = bh_splat_u64(0);
    bh_inversion_finish(&crowd->at, k);
    const bh_f64 further = bh_from_count(crowd->at.k);
    for (int l = 0; l < crowd->n; l++) {
        bh_f64 *home = crowd->home[l];

        bh_set_lane(home, crowd->lane[l],
                    bh_lane(home, crowd->lane[l]) + bh_lane(&further, l));
    }
    crowd->n = 0;
}

/** Draws a batch: the same counts as one by one. Most lanes end within the first four steps, which
 *  all packs take side by side. Those with far to go, few and of different lengths, are crowded
 *  into full packs, so that no pack waits for its slowest lane. A lane's steps are its own; it does
 *  not matter beside which others it stands. */
static inline void
bh_batch_draw(struct bh_batch *batch)
{
    struct bh_inversion at[BH_DRAW_BATCH];
    struct bh_crowd crowd = {.n = 0};

    for (size_t i = 0; i < batch->n; i++) {
        at[i] = bh_inversion_start(&batch->of[i], batch->u[i]);
        bh_inversion_step(&at[i], bh_reciprocals);
        batch->k[i] = bh_from_count(at[i].k);
    }
    for (size_t i = 0; i < batch->n; i++) {
        for (unsigned far = bh_mask_bits(bh_inversion_goes_on(&at[i])); far != 0; far &= far - 1) {
            bh_crowd_take(&crowd, &at[i], __builtin_ctz(far), &batch->k[i]);
            if (crowd.n == BH_LANES) {
                bh_crowd_finish(&crowd, 4);
            }
        }
    }
    if (crowd.n > 0) {
        bh_crowd_finish(&crowd, 4);
    }
    for (size_t i = 0; i < batch->n; i++) {
        batch->k[i] = bh_count_or_approximated(&batch->of[i], batch->u[i], batch->k[i]);
    }
}

/** Poisson of the given mean >= 0. */
static inline struct bh_count
bh_poisson(bh_f64 mean)
{
    return (struct bh_count){bh_splat(0.0), mean, mean, mean};
}

static inline bh_f64
bh_draw_poisson(bh_f64 mean, bh_f64 u)
{
    const struct bh_count count = bh_poisson(mean);

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
    const struct bh_count count = {
        .a = -odds,
        .b = (n + 1.0) * odds,
        .depth = -n * bh_log1p(-chance),
        .mean = n * chance,
    };
    const bh_f64 k = bh_min(bh_count_drawn(&count, bh_select(flips, 1.0 - u, u)), n);
    return bh_select(n > 0.0, bh_select(flips, n - k, k), zero);
}

/** A negative-binomial law: mean, size r (variance mean + mean^2/r), and what all sums of such
 *  counts share. Prepared once, drawn from often. Where mean or size is not above 0, every count
 *  is 0. */
struct bh_negative_binomial {
    bh_f64 mean, size, a, depth; /* of one count */
};

static inline struct bh_negative_binomial
bh_negative_binomial_make(bh_f64 size, bh_f64 mean)
{
    const bh_mask is_some = (size > 0.0) & (mean > 0.0);
    const bh_f64 m = bh_select(is_some, mean, bh_splat(0.0));
    const bh_f64 r = bh_select(is_some, size, bh_splat(1.0));

    return (struct bh_negative_binomial){m, r, m / (r + m), r * bh_log1p(m / r)};
}

/** Law a where the mask is set, b elsewhere. */
static inline struct bh_negative_binomial
bh_negative_binomial_select(bh_mask mask, const struct bh_negative_binomial *a,
                            const struct bh_negative_binomial *b)
{
    return (struct bh_negative_binomial){
        .mean = bh_select(mask, a->mean, b->mean),
        .size = bh_select(mask, a->size, b->size),
        .a = bh_select(mask, a->a, b->a),
        .depth = bh_select(mask, a->depth, b->depth),
    };
}

/** Sum of `n` >= 0 independent counts of one law: negative binomial with n times mean and size. */
static inline struct bh_count
bh_negative_binomial_sum(const struct bh_negative_binomial *law, bh_f64 n)
{
    return (struct bh_count){
        .a = law->a,
        .b = (n * law->size - 1.0) * law->a,
        .depth = n * law->depth,
        .mean = n * law->mean,
    };
}

static inline bh_f64
bh_draw_negative_binomial(const struct bh_negative_binomial *law, bh_f64 n, bh_f64 u)
{
    const struct bh_count count = bh_negative_binomial_sum(law, n);

    return bh_count_drawn(&count, u);
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
