/** @file sensitivity.h  Which inputs an output depends on: Sobol' indices, elementary effects.
 *  Experimental: may change until version 1.
 *
 *  The first half takes any matrix, whatever model it came from; the second reads results files of
 *  Saltelli and Morris studies (bluehelm/study.h). */
#ifndef BLUEHELM_SENSITIVITY_H
#define BLUEHELM_SENSITIVITY_H

#include <bluehelm/design.h>
#include <bluehelm/err.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** An index with what resampling says of it. Without resamples all but `value` are NaN. */
struct bh_index {
    double value;
    double half_width; /* 1.96 standard deviations of the resampled values */
    double low, high;  /* their 2.5 % and 97.5 % quantiles (type 7) */
};

enum bh_estimator {
    BH_ESTIMATOR_BEST,     /* Azzini where its rows exist, else standard */
    BH_ESTIMATOR_STANDARD, /* S1: Saltelli et al. (2010); ST: Jansen (1999) */
    BH_ESTIMATOR_AZZINI    /* Azzini, Mara & Rosati (2021); needs the second-order rows */
};

/** Outputs of a Saltelli design (bluehelm/design.h) and how to read them. Borrowed. */
struct bh_sobol_input {
    const double *y; /* [n_rows] in the order of the design */
    size_t n_rows, n_factors;
    bool has_second_order; /* rows BA_j are there */
    bool wants_pairs;      /* compute second-order indices; needs them */
    enum bh_estimator estimator;
    size_t n_resamples;        /* of whole base rows; 0: no intervals */
    const uint32_t *resamples; /* [n_resamples][base rows] numbers of base rows to take, or NULL */
    uint32_t seed;             /* of own resamples */
};

/** Sobol' indices. Free with bh_sobol_fini. */
struct bh_sobol {
    size_t n_factors, n_used, n_dropped; /* base rows; dropped for an output that is not finite */
    double mean, variance;               /* of the rows A and B that were used */
    bool is_constant;                    /* all outputs alike: indices are NaN */
    struct bh_index *first, *total;      /* [n_factors] */
    struct bh_index *pairs; /* [n_factors (n_factors - 1) / 2] (0,1), (0,2) ... (1,2) ...; or NULL */
    double *resampled_first, *resampled_total; /* [n_factors][n_resamples], or NULL */
    void *memory;                              /* private */
};

/** First-order, total and second-order indices.
 *
 *      standard   S1_j = mean(B (AB_j - A)) / V        V = variance of A and B together
 *                 ST_j = mean((A - AB_j)^2) / 2V
 *      Azzini     S1_j = 2 sum (BA_j - B)(A - AB_j) / D_j
 *                 ST_j = sum [(B - BA_j)^2 + (A - AB_j)^2] / D_j
 *                 D_j  = sum [(A - B)^2 + (BA_j - AB_j)^2]
 *      pairs      S2_jk = mean(BA_j AB_k - A B) / V - S1_j - S1_k     with the standard S1
 *
 *  of outputs brought to mean 0 and variance 1. A base row with an output that is not finite is
 *  dropped whole and counted. Each resample takes as many base rows with replacement, the same ones
 *  for all indices.
 *  @return BH_OK, also when all outputs are alike; BH_EINPUT when n_rows is no whole number of blocks,
 *          fewer than 2 base rows are left, rows are missing for what is asked, or `resamples` are
 *          given and a row was dropped or a number is out of range; BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_sobol_analyze(const struct bh_sobol_input *input,
                                             struct bh_sobol *out, struct bh_err *err);
void bh_sobol_fini(struct bh_sobol *sobol);

/** Runs of a Morris design. Borrowed. */
struct bh_morris_input {
    const double *x; /* [n_rows][n_columns], unit or natural scale; rows of a trajectory follow */
    const double *y; /* [n_rows] */
    size_t n_rows, n_columns;
    const uint32_t *groups; /* [n_columns] 0 .. n_groups-1, or NULL: each column alone */
    size_t n_groups;
    uint32_t levels; /* p: the step is p / (2 (p - 1)) of the unit scale */
    bool is_scaled;  /* effects in standard deviations instead (Sin & Gernaey 2009) */
    size_t n_resamples;
    uint32_t seed;
};

struct bh_effect {
    double mu;                /* mean effect of going up; NaN for a group of several columns */
    struct bh_index mu_star;  /* mean size of effects */
    double sigma;             /* their standard deviation (n - 1); NaN for such a group */
};

/** Elementary effects. Free with bh_morris_fini. */
struct bh_morris {
    size_t n_factors, n_used, n_dropped; /* trajectories; dropped for an output that is not finite */
    struct bh_effect *effects;           /* [n_factors] */
};

/** Elementary effects (Morris 1991; mu_star of Campolongo et al. 2007):
 *
 *      effect = (y where x is higher - y where x is lower) / step
 *      scaled = that difference / range(x) * sd(x) / sd(y), all within the trajectory
 *
 *  @return BH_OK; BH_EINPUT when n_rows is no whole number of trajectories, no trajectory is left, a
 *          row changes nothing or several groups at once (err: which), or levels is odd; BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_morris_analyze(const struct bh_morris_input *input,
                                              struct bh_morris *out, struct bh_err *err);
void bh_morris_fini(struct bh_morris *morris);

#ifdef __cplusplus
}
#endif
#endif
