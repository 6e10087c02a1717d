/** @file discover.h  Scenario discovery: in which corner of the assumptions do failures lie?
 *
 *  The functions of the first three parts take any matrix: factors (assumptions) by cases (futures),
 *  and for each case whether it is of interest (a failure, say). The last part asks a results file.
 *
 *  Vocabulary (Bryant & Lempert 2010, "Thinking inside the box", Technol. Forecast. Soc. Change 77):
 *    box       limits on some factors; a case is inside when it keeps all of them
 *    density   share of the cases inside that are of interest
 *    coverage  share of the cases of interest that are inside
 *    mass      share of all cases that are inside
 *    quasi-p   P[Bin(T, H_j/T_j) >= H]: T, H cases and cases of interest inside, T_j, H_j the same
 *              with one limit lifted. Small: the limit does more than luck would. */
#ifndef BLUEHELM_DISCOVER_H
#define BLUEHELM_DISCOVER_H

#include <bluehelm/err.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- cases ---------------------------------------------------------------------------------- */

enum bh_factor_kind { BH_FACTOR_REAL, BH_FACTOR_INTEGER, BH_FACTOR_CATEGORY };

#define BH_MOST_LEVELS 64 /* levels a category may have */

struct bh_factor {
    const char *name;
    enum bh_factor_kind kind;
    const double *values; /* [n]; no NaN. Integers are whole; a category holds level numbers */
    size_t n_levels;      /* categories: 1 .. BH_MOST_LEVELS */
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

/* ---- PRIM, the patient rule induction method (Friedman & Fisher 1999) ---------------------- */

/** What a peel or paste is judged by; mean is the density before and after.
 *  lenient 1: (mean' - mean)/|n' - n|; lenient 2: that times n'; original: mean'. */
enum bh_prim_objective { BH_PRIM_LENIENT1, BH_PRIM_LENIENT2, BH_PRIM_ORIGINAL };

struct bh_prim_settings {
    enum bh_prim_objective objective;
    double peel_alpha;  /* share of the box that a peel may cut, 0 < alpha < 0.5 */
    double paste_alpha; /* the same of what a paste may add */
    double mass_min;    /* least share of all cases in a box, 0 < mass < 1 */
};

/** lenient 1, 0.05, 0.05, 0.05. */
struct bh_prim_settings bh_prim_defaults(void);

struct bh_prim_step {
    size_t n, k; /* cases inside, of these of interest */
    double coverage, density, mass;
    size_t n_restricted; /* factors with a limit */
    bool is_paste;
    const struct bh_limit *limits; /* [n_factors] */
};

/** A box and the whole way to it: step 0 is the base set without limits. */
struct bh_prim_box {
    const struct bh_prim_step *steps;
    size_t n_steps;
    size_t n_factors;
    const struct bh_limit *whole; /* [n_factors] */
    struct bh_prim_memory *memory; /* private */
};

/** Peels, then pastes, among the cases of the base set.
 *
 *  Quantile q(v, a) of a sorted sample: h = (n - 1) a; the mean of the values at floor h and ceil h,
 *  which are moved apart (down for a > 0.5, else up) while they are equal. A peel of a real factor
 *  keeps x <= q(1 - alpha) or x >= q(alpha); of an integer the same with q cut to whole, strictly
 *  inside when that is the present limit, and the limit is the extreme value kept; of a category it
 *  drops one level. A paste moves one limit out to q(1 - alpha) or q(alpha) of what lies beyond it
 *  and keeps every other limit. The best by (objective, fewest limits) is taken, ties by kind
 *  (real, integer, category), then position of the factor, then upper before lower; a step
 *  must keep mass_min, change n and have an objective above 0, a paste must raise the density.
 *
 *  @param base  [n] the base set; NULL: all cases. Coverage and mass are of all cases.
 *  @return BH_OK; BH_EINPUT (no case of interest or nothing but; settings out of range; as
 *          bh_cases_check), BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_prim_find(const struct bh_cases *cases, const bool *base,
                                         const struct bh_prim_settings *settings,
                                         struct bh_prim_box **out, struct bh_err *err);
void bh_prim_free(struct bh_prim_box *box);

/** Quasi-p of each limit of a box: p[2 f] of the lower limit of factor f, p[2 f + 1] of the upper
 *  one, -1 where there is none; of a category p[2 f], all its levels back in. Cases are those of the
 *  base set. `p` is [2 n_factors]. @return BH_OK, BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_prim_quasi_p(const struct bh_cases *cases, const bool *base,
                                            const struct bh_limit *whole,
                                            const struct bh_limit *limits, double *p,
                                            struct bh_err *err);

/** How often each factor is restricted when PRIM runs on `n_resamples` random halves of the cases
 *  (groups stay whole), at the step nearest in coverage and at the one nearest in density to the
 *  given: shares of the resamples, each [n_factors]. Halves are drawn by Philox from `seed`.
 *  @return BH_OK; BH_EINPUT (halves hold no or only cases of interest), BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_prim_resample(const struct bh_cases *cases,
                                             const struct bh_prim_settings *settings,
                                             double coverage, double density, size_t n_resamples,
                                             uint32_t seed, double *by_coverage, double *by_density,
                                             struct bh_err *err);

#ifdef __cplusplus
}
#endif
#endif
