/** @file prim_statistics.c  How sure a box is: quasi-p and resampling.
 *
 *  Layer: analyze.  Bryant & Lempert (2010), section 4.3. */
#include <bluehelm/prim.h>

#include "analyze/resample.h"
#include "base/err.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

/* ---- quasi-p -------------------------------------------------------------------------------- */

#define SIDES 2
#define NO_SIDE UINT32_MAX
#define MANY_SIDES (UINT32_MAX - 1)

/** Which limit of factor f a value breaks: 2 f below, 2 f + 1 above, NO_SIDE none. */
static uint32_t
broken_side(const struct bh_factor *factor, const struct bh_limit *limit, size_t f, double x)
{
    if (factor->kind == BH_FACTOR_CATEGORY) {
        return (limit->levels >> (unsigned) x & 1) != 0 ? NO_SIDE : (uint32_t) (SIDES * f);
    }
    return x < limit->low    ? (uint32_t) (SIDES * f)
           : x > limit->high ? (uint32_t) (SIDES * f + 1)
                             : NO_SIDE;
}

/** Writes for each case the one limit it breaks, NO_SIDE or MANY_SIDES. */
static void
mark_sides(const struct bh_cases *cases, const struct bh_limit *whole,
           const struct bh_limit *limits, uint32_t *side)
{
    for (size_t i = 0; i < cases->n; i++) {
        side[i] = NO_SIDE;
    }
    for (size_t f = 0; f < cases->n_factors; f++) {
        const struct bh_factor *factor = &cases->factors[f];

        if (!bh_limit_is_restricted(factor, &limits[f], &whole[f])) {
            continue;
        }
        for (size_t i = 0; i < cases->n; i++) {
            const uint32_t broken = broken_side(factor, &limits[f], f, factor->values[i]);

            if (broken != NO_SIDE) {
                side[i] = side[i] == NO_SIDE ? broken : MANY_SIDES;
            }
        }
    }
}

/** Whether the limit of number `side` leaves anything out. */
static bool
is_limit(const struct bh_cases *cases, const struct bh_limit *whole, const struct bh_limit *limits,
         size_t side)
{
    const size_t f = side / SIDES;
    const bool is_upper = side % SIDES == 1;

    if (cases->factors[f].kind == BH_FACTOR_CATEGORY) {
        return !is_upper && limits[f].levels != whole[f].levels;
    }
    return is_upper ? limits[f].high < whole[f].high : limits[f].low > whole[f].low;
}

/** Cases and cases of interest. */
struct count {
    size_t n, k;
};

enum bh_status
bh_prim_quasi_p(const struct bh_cases *cases, const bool *base, const struct bh_limit *whole,
                const struct bh_limit *limits, double *p, struct bh_err *err)
{
    const size_t n_sides = SIDES * cases->n_factors;
    uint32_t *side = malloc(cases->n * sizeof *side);
    struct count *only = calloc(n_sides, sizeof *only); /* what breaks this limit alone */
    struct count inside = {0, 0};
    enum bh_status st = BH_OK;

    if (side == NULL || only == NULL) {
        st = bh_no_memory(err);
        goto done;
    }
    mark_sides(cases, whole, limits, side);
    for (size_t i = 0; i < cases->n; i++) {
        if (side[i] != MANY_SIDES && (base == NULL || base[i])) {
            struct count *at = side[i] == NO_SIDE ? &inside : &only[side[i]];

            at->n++;
            at->k += cases->is_hit[i];
        }
    }
    for (size_t s = 0; s < n_sides; s++) {
        const size_t n = inside.n + only[s].n;
        const size_t k = inside.k + only[s].k;

        p[s] = -1;
        if (is_limit(cases, whole, limits, s)) {
            p[s] = n == 0 ? 1 : bh_binomial_tail(inside.k, inside.n, (double) k / (double) n);
        }
    }
done:
    free(side);
    free(only);
    return st;
}

/* ---- resampling ----------------------------------------------------------------------------- */

/** The step nearest in coverage, or in density; of equally near ones the nearest in the other, so
 *  that the whole set does not stand for every box of full coverage. */
static const struct bh_prim_step *
nearest(const struct bh_prim_box *box, double coverage, double density, bool is_coverage)
{
    const struct bh_prim_step *best = &box->steps[0];
    double best_far = (double) INFINITY, best_other = (double) INFINITY;

    for (size_t i = 0; i < box->n_steps; i++) {
        const double by_coverage = fabs(box->steps[i].coverage - coverage);
        const double by_density = fabs(box->steps[i].density - density);
        const double far = is_coverage ? by_coverage : by_density;
        const double other = is_coverage ? by_density : by_coverage;

        if (far < best_far || (far == best_far && other < best_other)) {
            best = &box->steps[i];
            best_far = far;
            best_other = other;
        }
    }
    return best;
}

static void
add_restricted(const struct bh_cases *cases, const struct bh_prim_box *box,
               const struct bh_prim_step *step, double *counts)
{
    for (size_t f = 0; f < cases->n_factors; f++) {
        if (bh_limit_is_restricted(&cases->factors[f], &step->limits[f], &box->whole[f])) {
            counts[f] += 1;
        }
    }
}

enum bh_status
bh_prim_resample(const struct bh_cases *cases, const struct bh_prim_settings *settings,
                 const struct bh_prim_resampling *asked, double *by_coverage, double *by_density,
                 struct bh_err *err)
{
    const double coverage = asked->coverage, density = asked->density;
    struct bh_resampler resampler = {0};
    enum bh_status st = BH_OK;

    for (size_t f = 0; f < cases->n_factors; f++) {
        by_coverage[f] = 0;
        by_density[f] = 0;
    }
    BH_TRY(bh_resampler_make(cases, &resampler, err));
    for (size_t r = 0; r < asked->n; r++) {
        struct bh_prim_box *box = NULL;
        const struct bh_cases *half =
            bh_resampler_part(&resampler, asked->seed, (uint32_t) r, 2, 0);

        BH_TRY(bh_prim_find(half, NULL, settings, &box, err));
        add_restricted(half, box, nearest(box, coverage, density, true), by_coverage);
        add_restricted(half, box, nearest(box, coverage, density, false), by_density);
        bh_prim_free(box);
    }
    for (size_t f = 0; f < cases->n_factors && asked->n > 0; f++) {
        by_coverage[f] /= (double) asked->n;
        by_density[f] /= (double) asked->n;
    }
done:
    bh_resampler_fini(&resampler);
    return st;
}
