/** @file cases.h  A matrix of cases, and boxes around some of them.
 *
 *  Factors (assumptions) by cases (futures), from whatever model, and for each case whether it is
 *  of interest (a failure, say). prim.h, cart.h and stacking.h look for the corner in which those
 *  lie.
 *
 *  Vocabulary (Bryant & Lempert 2010, "Thinking inside the box", Technol. Forecast. Soc. Change
 *  77):
 *    box       limits on some factors; a case is inside when it keeps all of them
 *    density   share of the cases inside that are of interest
 *    coverage  share of the cases of interest that are inside
 *    mass      share of all cases that are inside */
#ifndef BLUEHELM_CASES_H
#define BLUEHELM_CASES_H

#include <bluehelm/err.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum bh_factor_kind { BH_FACTOR_REAL, BH_FACTOR_INTEGER, BH_FACTOR_CATEGORY };

#define BH_MOST_LEVELS 64 /* levels a category may have */

struct bh_factor {
    const char *name;
    enum bh_factor_kind kind;
    const double *values;      /* [n]; no NaN. Integers are whole; a category holds level numbers */
    size_t n_levels;           /* categories: 1 .. BH_MOST_LEVELS */
    const char *const *levels; /* [n_levels] names */
};

/** What is searched. All borrowed. */
struct bh_cases {
    size_t n; /* cases */
    const struct bh_factor *factors;
    size_t n_factors;
    const bool *is_hit;    /* [n] of interest? */
    const uint32_t *group; /* [n] ascending: cases of one group (one scenario, other luck) stay
                              together when cases are resampled; NULL: each is its own */
    const uint32_t *const *order; /* [n_factors][n] cases in ascending order of each factor, ties by
                                     number, for whoever searches often; NULL: sorted when needed */
};

/** A limit on one factor, both ends inside. Categories use `levels` alone: bit l, level l is in. */
struct bh_limit {
    double low, high;
    uint64_t levels;
};

/** Checks that cases can be searched: at least two, no NaN, integers whole, levels that exist.
 *  @return BH_OK; BH_EINPUT (err names factor and case, counted from 1), BH_ELIMIT. */
BH_NODISCARD enum bh_status bh_cases_check(const struct bh_cases *cases, struct bh_err *err);

/** The limits nothing is outside of: least and largest value, all levels. `limits` is
 *  [n_factors]. */
void bh_cases_whole(const struct bh_cases *cases, struct bh_limit *limits);

/** Whether a limit leaves anything out that `whole` has in. */
bool bh_limit_is_restricted(const struct bh_factor *factor, const struct bh_limit *limit,
                            const struct bh_limit *whole);

/** Which cases lie inside: `inside` is [n]. @return how many. */
size_t bh_cases_inside(const struct bh_cases *cases, const struct bh_limit *limits, bool *inside);

/** P[Bin(trials, share) >= hits], 0 <= share <= 1. Absolute error below 1e-11 for a million
 *  trials. */
double bh_binomial_tail(size_t hits, size_t trials, double share);

#ifdef __cplusplus
}
#endif
#endif
