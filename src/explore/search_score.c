/** @file search_score.c  Scoring candidates: each on its own outcomes.
 *
 *  Candidates are one batch (batch.h): every candidate in every scenario, in order of scenario, so
 *  that a scenario is drawn once for all candidates and they meet the same assumptions and luck. */
#include "explore/search_score.h"

#include "base/err.h"
#include "explore/batch.h"
#include "plan/names.h"

#include <math.h>
#include <stdlib.h>

double
bh_scorer_lever(const struct bh_model *model, size_t i, double x)
{
    const struct bh_lever *lever = &model->levers[i];
    const double value = lever->low + x * (lever->high - lever->low);

    switch (bh_names_row(model, lever->parameter)->kind) {
    case BH_PERSONS:
    case BH_DAYS:
    case BH_DATE:
    case BH_MONEY:
        return floor(value + 0.5);
    case BH_SWITCH:
        return x >= 0.5 ? 1 : 0;
    case BH_NUMBER:
    case BH_SHARE:
        break;
    }
    return value;
}

#define AS_PLANNED UINT64_MAX /* variant of an item that no lever touches */

static void
set_levers(const void *context, const struct bh_batch_item *item, const double *drawn,
           double *values)
{
    const struct bh_scoring *scoring = context;
    const struct bh_model *model = scoring->scorer->model;

    (void) drawn;
    for (size_t i = 0; item->variant != AS_PLANNED && i < model->n_levers; i++) {
        values[model->levers[i].parameter] = scoring->levers[item->variant * model->n_levers + i];
    }
}

static void
keep_outcome(void *context, size_t i, const struct bh_batch_result *result)
{
    const struct bh_scoring *scoring = context;
    const struct bh_scorer *scorer = scoring->scorer;

    scoring->succeeded[i] = result->success;
    for (size_t g = 0; g < scorer->n_goals; g++) {
        const struct bh_scored_goal *goal = &scorer->goals[g];
        double *at = &scoring->outcomes[i * scorer->n_goals + g];

        if (result->reason != NULL) {
            *at = (double) NAN;
        } else if (goal->of == BH_SCORE_SUCCESS) {
            *at = result->success ? 1 : 0;
        } else if (goal->of == BH_SCORE_MET) {
            *at = bh_outputs_meets(&scorer->outputs->rows[goal->row], result->finals[goal->row]);
        } else {
            const double x = result->finals[goal->row];

            *at = isfinite(x) ? x : goal->never;
        }
    }
}

static enum bh_status
run_items(const struct bh_scorer *scorer, struct bh_scoring *scoring,
          const struct bh_batch_item *items, size_t n, struct bh_err *err)
{
    const struct bh_batch batch = {
        .model = scorer->model,
        .engine = scorer->engine,
        .outputs = scorer->outputs,
        .sampler = {.model = scorer->model, .design = BH_MONTE_CARLO},
        .option = scorer->option,
        .n_threads = scorer->n_threads,
        .items = items,
        .n = n,
        .change = set_levers,
        .keep = keep_outcome,
        .context = scoring,
        .cancel = scorer->cancel,
    };

    return bh_batch_run(&batch, err);
}

void
bh_scoring_free(struct bh_scoring *scoring)
{
    free(scoring->outcomes);
    free(scoring->succeeded);
}

enum bh_status
bh_scorer_run(const struct bh_scorer *scorer, const double *levers, size_t n, size_t first,
              struct bh_scoring *scoring, struct bh_err *err)
{
    const size_t n_items = n * scorer->n_futures;
    struct bh_batch_item *items = malloc(n_items * sizeof *items);
    enum bh_status st = BH_OK;

    *scoring = (struct bh_scoring){
        .scorer = scorer,
        .levers = levers,
        .outcomes = malloc(n_items * scorer->n_goals * sizeof *scoring->outcomes),
        .succeeded = malloc(n_items * sizeof *scoring->succeeded),
    };
    if (items == NULL || scoring->outcomes == NULL || scoring->succeeded == NULL) {
        st = bh_no_memory(err);
        goto done;
    }
    for (size_t i = 0; i < n_items; i++) {
        items[i] = (struct bh_batch_item){.scenario = (uint32_t) (first + i / n),
                                          .variant = levers == NULL ? AS_PLANNED : i % n};
    }
    st = run_items(scorer, scoring, items, n_items, err);
done:
    free(items);
    if (st != BH_OK) {
        bh_scoring_free(scoring);
        *scoring = (struct bh_scoring){.scorer = scorer};
    }
    return st;
}

size_t
bh_scoring_gather(const struct bh_scoring *scoring, size_t c, size_t n, size_t g, double *x)
{
    const size_t n_goals = scoring->scorer->n_goals;
    size_t count = 0;

    for (size_t s = 0; s < scoring->scorer->n_futures; s++) {
        const double outcome = scoring->outcomes[(s * n + c) * n_goals + g];

        if (!isnan(outcome)) {
            x[count++] = outcome;
        }
    }
    return count;
}

double
bh_scorer_mean(const double *x, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++) {
        sum += x[i];
    }
    return n > 0 ? sum / (double) n : (double) NAN;
}

enum bh_status
bh_scorer_score(const struct bh_scorer *scorer, const double *levers, size_t n, double *scores,
                struct bh_err *err)
{
    const size_t n_goals = scorer->n_goals;
    struct bh_scoring scoring;
    double *x = malloc(scorer->n_futures * sizeof *x);
    enum bh_status st = x == NULL ? bh_no_memory(err) : BH_OK;

    if (st == BH_OK) {
        st = bh_scorer_run(scorer, levers, n, 1, &scoring, err);
    }
    for (size_t i = 0; st == BH_OK && i < n * n_goals; i++) {
        scores[i] = bh_scorer_mean(x, bh_scoring_gather(&scoring, i / n_goals, n, i % n_goals, x));
    }
    if (st == BH_OK) {
        bh_scoring_free(&scoring);
    }
    free(x);
    return st;
}
