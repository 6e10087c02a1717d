/** @file search_score.h  What a candidate of a search is worth.  Layer: explore.
 *
 *  A candidate is a setting of every lever of the plan. Its goals are means over its own outcomes
 * in n_futures scenarios and depend on no other candidate. */
#ifndef BH_EXPLORE_SEARCH_SCORE_H
#define BH_EXPLORE_SEARCH_SCORE_H

#include "engine/engine.h"
#include "explore/outputs.h"

#include <bluehelm/search.h>
#include <signal.h>

enum bh_scored { BH_SCORE_SUCCESS, BH_SCORE_MEAN, BH_SCORE_MET };

/** A goal as it is computed. */
struct bh_scored_goal {
    enum bh_scored of;
    size_t row;   /* of outputs; not for BH_SCORE_SUCCESS */
    double never; /* what +infinity counts as in a mean */
    double sign;  /* -1: high is better */
};

struct bh_scorer {
    const struct bh_model *model;
    const struct bh_engine *engine;
    const struct bh_outputs *outputs;
    size_t option, n_futures, n_threads, n_goals;
    struct bh_scored_goal goals[BH_MOST_GOALS];
    const volatile sig_atomic_t *cancel;
};

/** Outcomes of a batch of candidates: candidate c in its future s is item s * n + c. */
struct bh_scoring {
    const struct bh_scorer *scorer;
    const double *levers; /* [n][n_levers], borrowed */
    double *outcomes;     /* [n * n_futures][n_goals]; NaN: did not run */
    bool *succeeded;      /* [n * n_futures] */
};

/** Value of lever `i` for gene x in 0..1, typed as its parameter is: whole persons, days, dates and
 *  cents; switches off below 0.5. */
double bh_scorer_lever(const struct bh_model *model, size_t i, double x);

/** Runs `n` candidates (levers [n][n_levers]; NULL: the plan as it stands, n is 1) in scenarios
 *  first .. first + n_futures - 1. The caller frees with bh_scoring_free. */
BH_NODISCARD enum bh_status bh_scorer_run(const struct bh_scorer *scorer, const double *levers,
                                          size_t n, size_t first, struct bh_scoring *scoring,
                                          struct bh_err *err);
void bh_scoring_free(struct bh_scoring *scoring);

/** Outcomes of goal `g` of candidate `c` of `n` that ran, in order of scenario, into x [n_futures].
 *  @return how many. */
size_t bh_scoring_gather(const struct bh_scoring *scoring, size_t c, size_t n, size_t g, double *x);

/** Mean of n numbers; NaN for none. */
double bh_scorer_mean(const double *x, size_t n);

/** Scores `n` candidates in scenarios 1 .. n_futures. scores is [n][n_goals]. */
BH_NODISCARD enum bh_status bh_scorer_score(const struct bh_scorer *scorer, const double *levers,
                                            size_t n, double *scores, struct bh_err *err);

#endif
