/** @file results.h  What a results file says: options side by side. */
#ifndef BLUEHELM_RESULTS_H
#define BLUEHELM_RESULTS_H

#include <bluehelm/err.h>
#include <bluehelm/estimate.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** One measure of one option over its futures. Values may be +inf ("never happened"): `reached` is
 *  the share of futures in which it is finite, and mean and spread are over these alone. */
struct bh_cell {
    size_t n;                 /* futures that ran */
    struct bh_estimate mean;  /* of finite values; Student's t */
    double q05, median, q95;  /* of all values, +inf included */
    struct bh_estimate reached; /* share finite; Wilson */
    struct bh_estimate met;     /* share meeting the goal; Wilson; NaN without a goal */
    struct bh_estimate difference; /* mean paired difference to the baseline option, same scenario
                                      and replication, both finite; NaN for the baseline itself */
    size_t n_pairs;
};

enum bh_output_group { BH_OUTPUT_MEASURE, BH_OUTPUT_BUILT_IN, BH_OUTPUT_SPONSOR, BH_OUTPUT_LINE };

struct bh_output {
    const char *id, *title, *unit, *kind; /* kind: number share persons days date money */
    const char *goal;                     /* ">= 180 days", or "" */
    enum bh_output_group group;
    bool is_required, high_is_better;
};

struct bh_compared_option {
    const char *id, *title, *summary;
    size_t n_futures, n_failed;
    struct bh_estimate success;            /* share that meets every required goal; Wilson */
    struct bh_estimate success_difference; /* to the baseline, paired (McNemar-type interval) */
    struct bh_estimate in_time;            /* share ready by the due date */
    const struct bh_cell *cells;           /* [n_outputs] */
};

/** Options side by side. Owned by the caller. */
struct bh_comparison {
    const char *plan_id, *plan_title, *plan_hash, *version, *currency, *start; /* start: ISO date */
    uint32_t days, seed;
    size_t n_scenarios, n_replications;
    const char *design;
    bool is_complete;
    size_t baseline; /* index of the option the differences are taken from */
    const struct bh_output *outputs;
    size_t n_outputs;
    const struct bh_compared_option *options;
    size_t n_options;
    struct bh_comparison_store *store; /* private */
    size_t n_ranges;  /* numbers of the plan that have a range */
    size_t n_assumed; /* of these: without a source (`assumed`), or of low confidence */
    bool is_summary;  /* the file keeps sums over its futures (explore --summary) */
    double quantile_error; /* how far quantiles may be from those of the futures, as a share of
                              them: 0, or of a summary half the width of its bins */
};

/** Reads `path` and compares its options against option id `baseline` (NULL: the first).
 *  @return BH_OK; BH_EIO, BH_EFORMAT (not a results file, damaged, or of a newer schema),
 *          BH_EINPUT (unknown baseline, no futures yet), BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_results_compare(const char *path, const char *baseline,
                                               struct bh_comparison **out, struct bh_err *err);
void bh_comparison_free(struct bh_comparison *comparison);

/** The comparison as JSON; *text is the caller's to free. Never and unknown are null. */
BH_NODISCARD enum bh_status bh_comparison_json(const struct bh_comparison *comparison, char **text,
                                               struct bh_err *err);

/** Writes a value for people, by kind: "1.24 billion USD", "62 %", "2025-03-04", "never".
 *  Rounded to what an estimate can bear (three significant digits at most).
 *  `start` is the ISO date that day numbers count from. Always ends `text` with NUL. */
void bh_results_show(double value, const char *kind, const char *unit, const char *currency,
                     const char *start, char *text, size_t room);

/** Writes "LOW to HIGH" of range[2], a unit both share said once ("2.25 to 5.08 billion USD"), or
 *  the one value when both read alike. Otherwise as bh_results_show. */
void bh_results_show_range(const double *range, const char *kind, const char *unit,
                           const char *currency, const char *start, char *text, size_t room);

/** The same for shares, which need no other words: 0.62 is "62 %", and "58 to 66 %". */
void bh_results_show_share(double share, char *text, size_t room);
void bh_results_show_shares(double low, double high, char *text, size_t room);

#ifdef __cplusplus
}
#endif
#endif
