/** @file robust.h  Which plan holds: robustness metrics over futures.  Experimental: may change
 *  until version 1.
 *
 *  Robustness has many meanings and they need not agree; so all are computed, each says its sense,
 *  and disagreement is reported, not averaged away (McPhail et al. 2018, "Robustness metrics: how
 *  are they calculated, when should they be used and why do they give different results?"). */
#ifndef BLUEHELM_ROBUST_H
#define BLUEHELM_ROBUST_H

#include <bluehelm/err.h>
#include <bluehelm/results.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum bh_robust_metric {
    BH_ROBUST_MAXIMIN,
    BH_ROBUST_MAXIMAX,
    BH_ROBUST_HURWICZ,
    BH_ROBUST_LAPLACE,
    BH_ROBUST_WORST_REGRET,
    BH_ROBUST_P90_REGRET,
    BH_ROBUST_MEAN_VARIANCE,
    BH_ROBUST_UNDESIRABLE,
    BH_ROBUST_SKEW,
    BH_ROBUST_KURTOSIS,
    BH_ROBUST_SATISFICING,
    BH_ROBUST_METRICS
};

/** A metric in words. Static. */
struct bh_robust_about {
    const char *id, *title;
    const char *what;    /* what it is, one line */
    bool high_is_better; /* its sense: regrets are better when low, all else when high */
    bool is_ratio;       /* has no unit of the measure: a ratio or a share */
};
const struct bh_robust_about *bh_robust_about(enum bh_robust_metric metric);

/** Plans by futures. Borrowed. */
struct bh_robust_input {
    const double *f; /* [n_plans][n_futures]: the same futures for each plan */
    size_t n_plans, n_futures;
    bool low_is_better;   /* f is turned round first, so that more is better */
    double worst_weight;  /* Hurwicz: weight of the worst future, 0 to 1 */
    bool has_threshold;
    double threshold;     /* satisficing: f >= threshold (<= when low is better) */
    bool uses_nearest;    /* percentiles: nearest rank (half to even) instead of linear */
};

/** Every metric of every plan.
 *
 *  With f turned round where low is better, over the futures of a plan (p10 its 10th percentile
 *  ...):
 *
 *      maximin      min f                      worst regret   max (best plan in that future - f)
 *      maximax      max f                      p90 regret     90th percentile of it
 *      Hurwicz      a min f + (1 - a) max f    mean-variance  (mean + 1) / (sd + 1), sd with n - 1
 *      Laplace      mean f                     undesirable    mean of f - median over the worse
 *                                                             [n/2 + .51] (Kwakkel et al. 2016)
 *      skew         (p50 - (p90 + p10)/2) / ((p90 - p10)/2)        Voudouris et al. (2014)
 *      kurtosis     (p90 - p10) / (p75 - p25)
 *      satisficing  share of futures that meet the threshold       Starr (1963); NaN without one
 *
 *  Skew as RAPID has it: positive when the middle lies nearer the good end. A future with a value
 *  that is not finite for some plan is left out for all and counted. Where a spread is 0 skew and
 *  kurtosis are NaN. Mean-variance misbehaves for negative f.
 *
 *  @param values    [n_plans][BH_ROBUST_METRICS] out
 *  @param ranks     [n_plans][BH_ROBUST_METRICS] out: 1 is best, equals share; 0 where NaN. May be
 *  NULL
 *  @param n_dropped futures left out. May be NULL
 *  @return BH_OK; BH_EINPUT (no plan, no future left, weight outside 0 to 1), BH_ENOMEM */
BH_NODISCARD enum bh_status bh_robust_metrics(const struct bh_robust_input *input, double *values,
                                              size_t *ranks, size_t *n_dropped,
                                              struct bh_err *err);

/* ---- of a results file ---------------------------------------------------------------------- */

struct bh_robust_measure {
    const char *id, *title, *kind, *unit, *goal; /* goal in words, "" for none */
    bool is_required, low_is_better, has_goal;
    size_t n_dropped; /* futures left out for all options: one of them failed there */
    size_t n_never;   /* values that never happened, counted as the last day */
    const double *values; /* [n_options][BH_ROBUST_METRICS] */
    const size_t *ranks;  /* likewise */
    const double *firsts; /* likewise: in which share of resamples of the futures it comes first */
};

struct bh_robust_option {
    const char *id, *title;
    size_t n_failed;
    struct bh_estimate success; /* share of futures meeting every required goal; Wilson */
};

/** Robustness of the options of a study, measure by measure. Owned by the caller. */
struct bh_robustness {
    const char *plan_title, *plan_hash, *design, *currency, *start;
    uint32_t days, seed;
    bool is_complete;
    size_t n_futures; /* of each option, replications included */
    double worst_weight;
    const struct bh_robust_option *options;
    size_t n_options;
    const struct bh_robust_measure *measures;
    size_t n_measures;
    struct bh_robustness_store *store; /* private */
};

/** Reads `path`. Regrets are taken between options in the same scenario and replication: the same
 *  assumptions and the same luck. A measure's goal is its threshold.
 *  @param measure      id of one output; NULL: the plan's own measures
 *  @param worst_weight of Hurwicz, 0 to 1
 *  @return BH_OK; BH_EIO, BH_EFORMAT; BH_EINPUT (unknown measure with the nearest names, no
 *  futures,
 *          weight), BH_ENOMEM */
BH_NODISCARD enum bh_status bh_robustness_read(const char *path, const char *measure,
                                               double worst_weight, struct bh_robustness **out,
                                               struct bh_err *err);
void bh_robustness_free(struct bh_robustness *robustness);

/** Which options come first, metric by metric: "handover by 6 of 10 (maximin, ...); none by 4
 *  (...)". Metrics that tell no two options apart do not count; a first place may be shared. Where
 *  one option is first by all that count, it alone is named. Always ends `text` with NUL.
 *  @return true when some option is first by all metrics that count */
bool bh_robust_agreement(const struct bh_robustness *robustness,
                         const struct bh_robust_measure *measure, char *text, size_t room);

/** As JSON; *text is the caller's to free. */
BH_NODISCARD enum bh_status bh_robustness_json(const struct bh_robustness *robustness, char **text,
                                               struct bh_err *err);

#ifdef __cplusplus
}
#endif
#endif
