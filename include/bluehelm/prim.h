/** @file prim.h  The patient rule induction method (Friedman & Fisher 1999) on any matrix.
 *
 *  quasi-p (Bryant & Lempert 2010): P[Bin(T, H_j/T_j) >= H]; T, H cases and cases of interest
 *  inside a box, T_j, H_j the same with one limit lifted. Small: the limit does more than luck
 *  would. */
#ifndef BLUEHELM_PRIM_H
#define BLUEHELM_PRIM_H

#include <bluehelm/cases.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What a peel or paste is judged by; mean is the density before and after.
 *  lenient 1: (mean' - mean)/|n' - n|; lenient 2: that times n'; original: mean'. */
enum bh_prim_objective { BH_PRIM_LENIENT1, BH_PRIM_LENIENT2, BH_PRIM_ORIGINAL };

struct bh_prim_settings {
    enum bh_prim_objective objective;
    double peel_alpha;  /* share of the box that a peel may cut, 0 < alpha < 0.5 */
    double paste_alpha; /* the same of what a paste may add */
    double mass_min;    /* least share of all cases in a box, 0 < mass < 1 */
    bool goes_on; /* peel down to mass_min though no peel raises the density: with few factors a
                     chance bump of one peel must not end the search */
};

/** lenient 1, 0.05, 0.05, 0.05, stops at the first bump. */
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
    const struct bh_limit *whole;  /* [n_factors] */
    struct bh_prim_memory *memory; /* private */
};

/** Peels, then pastes, among the cases of the base set.
 *
 *  Quantile q(v, a) of a sorted sample: h = (n - 1) a; the mean of the values at floor h and ceil
 *  h, which are moved apart (down for a > 0.5, else up) while they are equal. A peel of a real
 *  factor keeps x <= q(1 - alpha) or x >= q(alpha); of an integer the same with q cut to whole,
 *  strictly inside when that is the present limit, and the limit is the extreme value kept; of a
 *  category it drops one level. A paste moves one limit out to q(1 - alpha) or q(alpha) of what
 *  lies beyond it and keeps every other limit. The best by (objective, fewest limits) is taken,
 *  ties by kind (real, integer, category), then position of the factor, then upper before lower; a
 *  step must keep mass_min, change n and have an objective above 0 (unless the search goes on), a
 *  paste must raise the density.
 *
 *  @param base  [n] the base set; NULL: all cases. Coverage and mass are of all cases.
 *  @return BH_OK; BH_EINPUT (no case of interest or nothing but; settings out of range; as
 *          bh_cases_check), BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_prim_find(const struct bh_cases *cases, const bool *base,
                                         const struct bh_prim_settings *settings,
                                         struct bh_prim_box **out, struct bh_err *err);
void bh_prim_free(struct bh_prim_box *box);

/** Quasi-p of each limit of a box: p[2 f] of the lower limit of factor f, p[2 f + 1] of the upper
 *  one, -1 where there is none; of a category p[2 f], all its levels back in. Cases are those of
 *  the base set. `p` is [2 n_factors]. @return BH_OK, BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_prim_quasi_p(const struct bh_cases *cases, const bool *base,
                                            const struct bh_limit *whole,
                                            const struct bh_limit *limits, double *p,
                                            struct bh_err *err);

/** What to resample: around which box, how often, from which seed. */
struct bh_prim_resampling {
    double coverage, density; /* of the box */
    size_t n;                 /* random halves; Bryant & Lempert take 10 */
    uint32_t seed;
};

/** How often each factor is restricted when PRIM runs on random halves of the cases (groups stay
 *  whole), at the step nearest in coverage and at the one nearest in density to the given: shares
 *  of the halves, each [n_factors]. Halves are drawn by Philox.
 *  @return BH_OK; BH_EINPUT (a half holds no or only cases of interest), BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_prim_resample(const struct bh_cases *cases,
                                             const struct bh_prim_settings *settings,
                                             const struct bh_prim_resampling *asked,
                                             double *by_coverage, double *by_density,
                                             struct bh_err *err);

/** What the constrained search may use. */
struct bh_prim_constraint {
    double
        ever; /* a factor is tried when some limit on it has quasi-p <= this, in the free trajectory
                     or in that on this factor alone */
    double keep;         /* a box is kept when every limit has quasi-p <= this */
    size_t most_factors; /* tried: those of least quasi-p; 1 .. 16 */
    size_t most_limits;  /* factors limited at once; 1 .. most_factors */
};

/** One box of the front: its limits are on `factors` alone. */
struct bh_prim_choice {
    const size_t *factors; /* [n_factors] positions in the cases, ascending */
    size_t n_factors;
    size_t n, k;
    double coverage, density, mass;
    const struct bh_limit *limits; /* [n_factors], of `factors` */
};

/** Boxes of which none is at least as good as another in coverage, density and fewness of limits,
 *  by number of limits, then falling coverage. */
struct bh_prim_front {
    const struct bh_prim_choice *choices;
    size_t n_choices;
    struct bh_prim_front_memory *memory; /* private */
};

/** PRIM on every subset of the factors that matter, so that no limit stays that does not
 *  (constrained PRIM: Kwakkel 2019, Futures & Foresight Science 1). The front may be empty.
 *  @return as bh_prim_find. */
BH_NODISCARD enum bh_status bh_prim_constrained(const struct bh_cases *cases, const bool *base,
                                                const struct bh_prim_settings *settings,
                                                const struct bh_prim_constraint *constraint,
                                                struct bh_prim_front **out, struct bh_err *err);
void bh_prim_front_free(struct bh_prim_front *front);

/** How well a box tells cases of interest from the others: coverage less the share of the others
 *  that are inside (Youden 1950); 0 for no box, 1 for a perfect one. */
double bh_prim_separation(size_t n, size_t k, size_t n_all, size_t k_all);

#ifdef __cplusplus
}
#endif
#endif
