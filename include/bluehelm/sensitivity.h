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
    struct bh_index *pairs; /* [n_factors (n_factors - 1) / 2]: (0,1) (0,2) ..., or NULL */
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
 *  for all indices. Where fewer than ten terms of Azzini's S1 differ from 0, as for an outcome that
 *  is yes or no, its interval is widened to that of a Poisson count of them.
 *  @return BH_OK, also when all outputs are alike; BH_EINPUT when n_rows is no whole number of
 *  blocks,
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
    size_t n_factors, n_used, n_dropped; /* trajectories; dropped for an output not finite */
    struct bh_effect *effects;           /* [n_factors] */
};

/** Elementary effects (Morris 1991; mu_star of Campolongo et al. 2007):
 *
 *      effect = (y where x is higher - y where x is lower) / step
 *      scaled = that difference / range(x) * sd(x) / sd(y), all within the trajectory
 *
 *  @return BH_OK; BH_EINPUT when n_rows is no whole number of trajectories, no trajectory is left,
 *  a
 *          row changes nothing or several groups at once (err: which), or levels is odd;
 *          BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_morris_analyze(const struct bh_morris_input *input,
                                              struct bh_morris *out, struct bh_err *err);
void bh_morris_fini(struct bh_morris *morris);

/** Points and outputs of any design, and how to read them. Borrowed. */
struct bh_given_input {
    const double *x; /* [n_columns][n_rows], column by column; finite */
    const double *y; /* [n_rows]; rows whose output is not finite are dropped */
    size_t n_rows, n_columns;
    size_t n_resamples;
    uint32_t seed;
};

/** First-order indices from points that were not made for them, such as a Latin hypercube's.
 *
 *      S1_j = 1 - (SSW / (n - m)) / (SST / (n - 1))
 *
 *  with the sums of squares of y within m classes of x_j and over all: the correlation ratio with
 *  its bias taken out (Kelley 1935). Classes hold equally many rows, m about half the root of n, 4
 *  to 32; equal values of x_j stay in one class, so few values make a class each. It may come out a
 *  little below 0.
 *  @param first [n_columns] out; NaN where x_j or y has one value only
 *  @param n_used rows used, out
 *  @return BH_OK; BH_EINPUT for fewer than 20 rows that can be used, BH_ENOMEM */
BH_NODISCARD enum bh_status bh_given_first(const struct bh_given_input *input,
                                           struct bh_index *first, size_t *n_used,
                                           struct bh_err *err);

/** What the largest of n_columns such indices comes out at when none plays a part: sqrt(2 (m - 1))
 *  / n, the standard error of one of them, times sqrt(2 log n_columns). */
double bh_given_noise(size_t n_rows, size_t n_columns);

/* ---- of a results file ---------------------------------------------------------------------- */

enum bh_sensitivity_kind {
    BH_SENSITIVITY_SOBOL,  /* a Saltelli study: S1, ST, perhaps pairs; luck is its last factor */
    BH_SENSITIVITY_MORRIS, /* a Morris study: elementary effects */
    BH_SENSITIVITY_GIVEN   /* any other: S1 by classes */
};

#define BH_SENSITIVITY_STEPS 4 /* of the convergence table: an eighth, a quarter, half, all rows */

struct bh_sensitivity_factor {
    const char *name, *meaning; /* path of an assumption, a section or item of the plan, or luck */
};

struct bh_sensitivity_option {
    const char *id, *title;
    size_t n_failed;          /* futures of the option that failed */
    size_t n_used, n_dropped; /* base rows, trajectories or scenarios */
    size_t n_never;           /* outputs that never happened, counted as the last day */
    double mean;              /* of the output over what was used */
    bool is_constant;         /* the output never varies: nothing below is there to tell */
    const struct bh_index *first, *total; /* [n_factors] or NULL */
    const struct bh_index *pairs;         /* as bh_sobol.pairs, or NULL */
    const struct bh_effect *effects;      /* [n_factors] or NULL */
    size_t n_steps;                       /* of the convergence table; 0 where there is none */
    size_t step_rows[BH_SENSITIVITY_STEPS];
    const struct bh_index *step_total[BH_SENSITIVITY_STEPS]; /* [n_factors] each */
    double noise; /* given: what the largest index comes out at by chance; else 0 */
};

/** What the options of a study are sensitive to. Owned by the caller. */
struct bh_sensitivity {
    enum bh_sensitivity_kind kind;
    const char *plan_title, *plan_hash, *design;
    uint32_t days, seed;
    bool is_complete;
    const char *measure, *measure_title, *measure_kind, *measure_unit, *currency, *start;
    size_t n_replications;
    const struct bh_sensitivity_factor *factors;
    size_t n_factors;
    const struct bh_sensitivity_option *options;
    size_t n_options;
    struct bh_sensitivity_store *store; /* private */
};

struct bh_sensitivity_request {
    const char *measure; /* id of an output, or "success"; NULL: success */
    const char *const *options; /* [n_options] ids; NULL: all */
    size_t n_options;
    bool wants_pairs;
    const char *groups; /* of tables: CSV with columns input and group; NULL: each input alone */
    size_t n_resamples; /* 0: 1000, or 200 where there are very many rows */
};

/** Reads `path` and analyses one measure for every option. Replications of a scenario are averaged;
 *  a scenario with a failed future drops its base row or trajectory. "Never" counts as the last
 *  day.
 *  @return BH_OK; BH_EIO, BH_EFORMAT; BH_EINPUT (unknown measure or option with the nearest names,
 *  too
 *          few futures yet, pairs of a study without them); BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_sensitivity_read(const char *path,
                                                const struct bh_sensitivity_request *request,
                                                struct bh_sensitivity **out, struct bh_err *err);
/** The same of another model: two CSV files (base/csv.h: a line of names, then rows), inputs and
 *  outputs row by row. The design is recognised from the rows of inputs; every column of outputs is
 *  analysed as an "option" (request->measure: that one alone). `levels` is that of a Morris design,
 *  4 when 0. Columns of words are classes.
 *  @return as above; BH_EINPUT names file, line and column. */
BH_NODISCARD enum bh_status bh_sensitivity_read_csv(const char *inputs, const char *outputs,
                                                    const struct bh_sensitivity_request *request,
                                                    uint32_t levels, struct bh_sensitivity **out,
                                                    struct bh_err *err);
void bh_sensitivity_free(struct bh_sensitivity *sensitivity);

/** The index that says most of factor `i`: ST, else mu_star, else S1. */
const struct bh_index *bh_sensitivity_main(const struct bh_sensitivity_option *option, size_t i);

/** Keeps the factors whose main index is among the `most` largest of some option, in their order,
 *  and drops the others and the pairs. @return BH_OK; BH_ENOMEM, nothing changed. */
BH_NODISCARD enum bh_status bh_sensitivity_trim(struct bh_sensitivity *sensitivity, size_t most,
                                                struct bh_err *err);

/** As JSON; *text is the caller's to free. */
BH_NODISCARD enum bh_status bh_sensitivity_json(const struct bh_sensitivity *sensitivity,
                                                char **text, struct bh_err *err);

/** Whether an index is told too loosely to use: its interval reaches more than 0.1 to a side, or
 *  more than half its value where that is above 0.02. */
bool bh_sensitivity_is_loose(const struct bh_index *index);

#ifdef __cplusplus
}
#endif
#endif
