/** @file search.c  Levers chosen by NSGA-II, each candidate scored on its own sampled futures.
 *
 *  Layer: explore.
 *
 *  Scenarios 1 .. n are those of the search, n + 1 .. 2n the fresh ones on which the set that is
 *  dominated by none is scored again. Every generation goes into the journal; resuming replays it,
 *  and as the search has no state but its generations, goes on as if it had never stopped. */
#include <bluehelm/search.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/statistics.h"
#include "base/text.h"
#include "base/threads.h"
#include "explore/choose.h"
#include "explore/hypervolume.h"
#include "explore/nsga2.h"
#include "explore/search_score.h"
#include "plan/compile.h"
#include "plan/names.h"
#include "store/journal.h"

#include <bluehelm/version.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define POPULATION_BY_DEFAULT 40
#define MOST_POPULATION 10000
#define MOST_FUTURES 100000
#define MOST_EVALUATIONS 10000000
#define MOST_OUTCOMES 50000000 /* of a generation: candidates x futures x goals */
#define POOR 0.1

struct bh_search_store {
    struct bh_arena arena;
};

struct work {
    const struct bh_model *model;
    const struct bh_search_settings *settings;
    struct bh_search *out;
    struct bh_search_lever *levers_told; /* these three are out->levers, goals and set */
    struct bh_search_goal *goals_told;
    struct bh_search_candidate *set;
    struct bh_search_score *set_scores; /* where those of set are */
    struct bh_arena *arena;
    struct bh_outputs outputs;
    struct bh_scorer scorer;
    struct bh_nsga2 nsga;
    size_t n_generations;
    struct bh_journal *journal;
    double *genes;  /* [2 population][n_levers] */
    double *levers; /* [population][n_levers] values of children */
    double *scores; /* [2 population][n_goals] as told: not signed */
    double *f;      /* [2 population][n_goals] minimised */
    struct bh_nsga2_rank *ranks;
    size_t *chosen;
    double worst[BH_MOST_GOALS], best[BH_MOST_GOALS]; /* of generation 0; of all so far */
    struct timespec began;
    size_t began_at; /* generation this run began with */
};

static const char *
word(const char *text)
{
    return text == NULL ? "" : text;
}

/* ---- goals and levers ----------------------------------------------------------------------- */

/** Tells that there is no goal `name`, and which there are. */
static enum bh_status
refuse_goal(const struct work *work, const char *name, struct bh_err *err)
{
    const char *names[64], *near[3];
    struct bh_text list = {0};
    size_t n = 0;

    names[n++] = "success";
    for (size_t i = 0; i < work->outputs.n && n < 64; i++) {
        names[n++] = work->outputs.rows[i].id;
    }
    const size_t n_near = bh_text_nearest(name, names, n, near);
    for (size_t i = 0; i < (n_near > 0 ? n_near : n); i++) {
        bh_text_printf(&list, "%s%s", i == 0 ? "" : ", ", n_near > 0 ? near[i] : names[i]);
    }
    bh_fail(err, BH_EINPUT, "no goal '%.60s'; %s: %.600s", name,
            n_near > 0 ? "nearest" : "there are", bh_text_string(&list));
    bh_text_fini(&list);
    return BH_EINPUT;
}

static enum bh_status
read_goal(struct work *work, size_t number, struct bh_search_goal *out, struct bh_err *err)
{
    const char *name = work->settings->goals[number];
    const char *colon = strchr(name, ':');
    const size_t length = colon == NULL ? strlen(name) : (size_t) (colon - name);
    struct bh_scored_goal *goal = &work->scorer.goals[number];
    size_t row = 0;

    for (size_t i = 0; i < number; i++) {
        if (strcmp(work->settings->goals[i], name) == 0) {
            return bh_fail(err, BH_EINPUT, "goal '%.60s' is given twice", name);
        }
    }
    if (strcmp(name, "success") == 0) {
        *goal = (struct bh_scored_goal){.of = BH_SCORE_SUCCESS, .sign = -1};
        *out = (struct bh_search_goal){name, "Futures that meet every required goal", "share", "",
                                       true};
        return BH_OK;
    }
    while (row < work->outputs.n && (strlen(work->outputs.rows[row].id) != length ||
                                     strncmp(work->outputs.rows[row].id, name, length) != 0)) {
        row++;
    }
    if (row == work->outputs.n || (colon != NULL && strcmp(colon, ":met") != 0)) {
        return refuse_goal(work, name, err);
    }
    const struct bh_output_row *output = &work->outputs.rows[row];
    if (colon != NULL && output->relation == BH_ANY) {
        return bh_fail(err, BH_EINPUT, "'%.60s': %.60s has no goal in the plan to be met", name,
                       output->id);
    }
    *goal = (struct bh_scored_goal){colon != NULL ? BH_SCORE_MET : BH_SCORE_MEAN, row,
                                    (double) work->model->days,
                                    colon != NULL || output->high_is_better ? -1 : 1};
    *out = (struct bh_search_goal){
        name,
        bh_arena_printf(work->arena, "%s%s", output->title, colon != NULL ? ": goal met" : ""),
        colon != NULL ? "share" : output->kind, colon != NULL ? "" : word(output->unit),
        goal->sign < 0};
    return out->title == NULL ? bh_no_memory(err) : BH_OK;
}

static enum bh_status
read_goals(struct work *work, struct bh_err *err)
{
    const size_t n = work->settings->n_goals;
    struct bh_search_goal *goals = bh_arena_alloc(work->arena, (n + 1) * sizeof *goals);
    enum bh_status st = BH_OK;

    if (goals == NULL) {
        return bh_no_memory(err);
    }
    for (size_t g = 0; g < n; g++) {
        BH_TRY(read_goal(work, g, &goals[g], err));
    }
    work->out->goals = work->goals_told = goals;
    work->out->n_goals = n;
done:
    return st;
}

static double
planned_value(const struct work *work, size_t parameter)
{
    const struct bh_overrides *set = &work->model->options[work->scorer.option].set;
    double value = work->model->values[parameter];

    for (size_t i = 0; i < set->n; i++) {
        value = set->at[i].parameter == parameter ? set->at[i].value : value;
    }
    return value;
}

static enum bh_status
read_levers(struct work *work, struct bh_err *err)
{
    const struct bh_model *model = work->model;
    struct bh_search_lever *levers =
        bh_arena_alloc(work->arena, (model->n_levers + 1) * sizeof *levers);

    if (levers == NULL) {
        return bh_no_memory(err);
    }
    for (size_t i = 0; i < model->n_levers; i++) {
        const struct bh_lever *lever = &model->levers[i];

        if (!(lever->low < lever->high) || !isfinite(lever->low) || !isfinite(lever->high)) {
            return bh_fail(err, BH_EINPUT,
                           "lever %s: its range must rise between two finite values", lever->path);
        }
        levers[i] = (struct bh_search_lever){
            .path = lever->path,
            .title = lever->title,
            .kind = bh_kind_word(bh_names_row(model, lever->parameter)->kind),
            .low = lever->low,
            .high = lever->high,
            .plan = planned_value(work, lever->parameter),
        };
    }
    work->out->levers = work->levers_told = levers;
    work->out->n_levers = model->n_levers;
    return BH_OK;
}

/* ---- generations ---------------------------------------------------------------------------- */

/** Signs scores so that all are minimised. */
static void
sign_scores(struct work *work, size_t first, size_t n)
{
    const size_t n_goals = work->out->n_goals;

    for (size_t i = first * n_goals; i < (first + n) * n_goals; i++) {
        work->f[i] = work->scorer.goals[i % n_goals].sign * work->scores[i];
    }
}

/** Remembers the worst of the first generation and the best so far, for the hypervolume told. */
static void
note_extremes(struct work *work, size_t generation, size_t first)
{
    const size_t n_goals = work->out->n_goals;

    for (size_t i = 0; i < work->nsga.n; i++) {
        for (size_t g = 0; g < n_goals; g++) {
            const double f = work->f[(first + i) * n_goals + g];

            if (generation == 0) {
                work->worst[g] = fmax(work->worst[g], f); /* passes over NaN */
            }
            work->best[g] = fmin(work->best[g], f);
        }
    }
}

static void
tell_progress(struct work *work, size_t generation)
{
    struct bh_search_progress progress = {
        .evaluations = (generation + 1) * work->nsga.n,
        .total = work->n_generations * work->nsga.n,
        .generation = generation,
    };
    struct timespec now;
    double box = 1;

    if (work->settings->progress == NULL) {
        return;
    }
    for (size_t g = 0; g < work->out->n_goals; g++) {
        box *= work->worst[g] - work->best[g];
    }
    progress.hypervolume =
        box > 0 ? bh_hypervolume(work->nsga.n, work->out->n_goals, work->f, work->worst) / box : 0;
    clock_gettime(CLOCK_MONOTONIC, &now);
    const double seconds = (double) (now.tv_sec - work->began.tv_sec) +
                           1e-9 * (double) (now.tv_nsec - work->began.tv_nsec);
    progress.seconds_left = seconds * (double) (work->n_generations - generation - 1) /
                            (double) (generation + 1 - work->began_at);
    work->settings->progress(work->settings->context, &progress);
}

/** Evaluates generation `generation`, whose genes stand at `first`, or takes it from the journal.
 */
static enum bh_status
evaluate(struct work *work, size_t generation, size_t first, size_t n_known, struct bh_err *err)
{
    const size_t n = work->nsga.n, n_levers = work->out->n_levers, n_goals = work->out->n_goals;
    double *genes = work->genes + first * n_levers, *scores = work->scores + first * n_goals;
    enum bh_status st = BH_OK;

    if (generation < n_known) {
        BH_TRY(bh_journal_read(work->journal, generation, genes, scores, err));
    } else {
        for (size_t i = 0; i < n * n_levers; i++) {
            work->levers[i] = bh_scorer_lever(work->model, i % n_levers, genes[i]);
        }
        BH_TRY(bh_scorer_score(&work->scorer, work->levers, n, scores, err));
        BH_TRY(bh_journal_append(work->journal, generation, genes, work->levers, scores, err));
    }
    sign_scores(work, first, n);
    note_extremes(work, generation, first);
done:
    return st;
}

/** Keeps the better half of parents and children. */
static enum bh_status
select_best(struct work *work, struct bh_err *err)
{
    const size_t n = work->nsga.n, n_levers = work->out->n_levers, n_goals = work->out->n_goals;

    if (!bh_nsga2_rank(2 * n, n_goals, work->f, work->ranks) ||
        !bh_nsga2_choose(2 * n, work->ranks, n, work->chosen)) {
        return bh_no_memory(err);
    }
    for (size_t i = 0; i < n; i++) { /* ascending, so nothing is overwritten before it moves */
        const size_t from = work->chosen[i];

        memmove(work->genes + i * n_levers, work->genes + from * n_levers,
                n_levers * sizeof *work->genes);
        memmove(work->scores + i * n_goals, work->scores + from * n_goals,
                n_goals * sizeof *work->scores);
        memmove(work->f + i * n_goals, work->f + from * n_goals, n_goals * sizeof *work->f);
        work->ranks[i] = work->ranks[from];
    }
    return BH_OK;
}

static enum bh_status
evolve(struct work *work, size_t n_known, struct bh_err *err)
{
    const size_t n = work->nsga.n;
    enum bh_status st = BH_OK;

    clock_gettime(CLOCK_MONOTONIC, &work->began);
    work->began_at = n_known < work->n_generations ? n_known : 0;
    for (size_t g = 0; g < work->out->n_goals; g++) {
        work->worst[g] = -(double) INFINITY;
        work->best[g] = (double) INFINITY;
    }
    bh_nsga2_first(&work->nsga, work->genes);
    BH_TRY(evaluate(work, 0, 0, n_known, err));
    if (!bh_nsga2_rank(n, work->out->n_goals, work->f, work->ranks)) {
        return bh_no_memory(err);
    }
    tell_progress(work, 0);
    for (size_t g = 1; g < work->n_generations; g++) {
        bh_nsga2_children(&work->nsga, (uint32_t) g, work->genes, work->ranks,
                          work->genes + n * work->out->n_levers);
        BH_TRY(evaluate(work, g, n, n_known, err));
        BH_TRY(select_best(work, err));
        if (g + 1 > n_known) {
            tell_progress(work, g);
        }
    }
done:
    return st;
}

/* ---- the set and its worth on fresh futures ------------------------------------------------- */

/** Fills the scores of candidate `c` of `n` from a run on fresh futures.
 *  @return the share that succeeds */
static struct bh_estimate
score_fresh(const struct work *work, const struct bh_scoring *fresh, size_t c, size_t n,
            struct bh_search_score *scores, double *x)
{
    size_t n_ran = 0, n_good = 0;

    for (size_t g = 0; g < work->out->n_goals; g++) {
        const size_t count = bh_scoring_gather(fresh, c, n, g, x);
        const double p = work->scorer.goals[g].sign < 0 ? POOR : 1 - POOR;

        scores[g].fresh = bh_scorer_mean(x, count);
        scores[g].poor = (double) NAN;
        if (work->scorer.goals[g].of == BH_SCORE_MEAN && count > 0) {
            bh_sort(x, count);
            scores[g].poor = bh_quantile(x, count, p);
        }
        n_ran = count;
    }
    for (size_t s = 0; s < work->settings->n_futures; s++) {
        n_good += fresh->succeeded[s * n + c];
    }
    return bh_share_estimate(n_good, n_ran);
}

/** Whether candidate `i` of the last generation is not dominated and not the same as an earlier. */
static bool
is_kept(const struct work *work, const double *levers, size_t i)
{
    const size_t n_levers = work->out->n_levers;

    if (work->ranks[i].rank != 0) {
        return false;
    }
    for (size_t j = 0; j < i; j++) {
        if (work->ranks[j].rank == 0 &&
            memcmp(levers + i * n_levers, levers + j * n_levers, n_levers * sizeof *levers) == 0) {
            return false;
        }
    }
    return true;
}

/** Lists the set, in order of the first goal, best first. */
static enum bh_status
list_set(struct work *work, struct bh_err *err)
{
    const size_t n = work->nsga.n, n_levers = work->out->n_levers, n_goals = work->out->n_goals;
    struct bh_search_candidate *set = bh_arena_alloc(work->arena, n * sizeof *set);
    double *levers = bh_arena_alloc(work->arena, n * n_levers * sizeof *levers);
    struct bh_search_score *scores = bh_arena_alloc(work->arena, n * n_goals * sizeof *scores);
    size_t count = 0;

    if (set == NULL || levers == NULL || scores == NULL) {
        return bh_no_memory(err);
    }
    for (size_t i = 0; i < n * n_levers; i++) {
        levers[i] = bh_scorer_lever(work->model, i % n_levers, work->genes[i]);
    }
    for (size_t i = 0; i < n; i++) {
        if (!is_kept(work, levers, i)) {
            continue;
        }
        size_t at = count++;
        const double first = work->f[i * n_goals];

        for (size_t g = 0; g < n_goals; g++) {
            scores[i * n_goals + g].searched = work->scores[i * n_goals + g];
        }
        for (; at > 0 && work->scorer.goals[0].sign * set[at - 1].scores[0].searched > first;
             at--) {
            set[at] = set[at - 1];
        }
        set[at] = (struct bh_search_candidate){.levers = levers + i * n_levers,
                                               .scores = scores + i * n_goals};
    }
    work->set_scores = scores;
    work->out->set = work->set = set;
    work->out->n_set = count;
    return BH_OK;
}

/** The scores of a candidate of the set, to be written. */
static struct bh_search_score *
scores_of(const struct work *work, const struct bh_search_candidate *candidate)
{
    return work->set_scores + (candidate->scores - work->set_scores);
}

/** Runs the set again on fresh futures. */
static enum bh_status
rescore(struct work *work, struct bh_err *err)
{
    const size_t n = work->out->n_set, n_levers = work->out->n_levers;
    struct bh_search_candidate *set = work->set;
    double *levers = malloc(n * n_levers * sizeof *levers);
    double *x = malloc(work->settings->n_futures * sizeof *x);
    struct bh_scoring fresh = {.outcomes = NULL};
    enum bh_status st = BH_OK;

    if (levers == NULL || x == NULL) {
        st = bh_no_memory(err);
        goto done;
    }
    for (size_t c = 0; c < n; c++) {
        memcpy(levers + c * n_levers, set[c].levers, n_levers * sizeof *levers);
    }
    BH_TRY(bh_scorer_run(&work->scorer, levers, n, 1 + work->settings->n_futures, &fresh, err));
    for (size_t c = 0; c < n; c++) {
        set[c].success = score_fresh(work, &fresh, c, n, scores_of(work, &set[c]), x);
    }
done:
    bh_scoring_free(&fresh);
    free(levers);
    free(x);
    return st;
}

/** Runs the plan as it stands on both sets of futures. */
static enum bh_status
score_plan(struct work *work, struct bh_err *err)
{
    const size_t n_goals = work->out->n_goals, n_levers = work->out->n_levers;
    struct bh_search_candidate *plan = &work->out->as_planned;
    struct bh_search_score *scores = bh_arena_alloc(work->arena, n_goals * sizeof *scores);
    double *levers = bh_arena_alloc(work->arena, n_levers * sizeof *levers);
    double *x = malloc(work->settings->n_futures * sizeof *x);
    struct bh_scoring searched = {.outcomes = NULL}, fresh = {.outcomes = NULL};
    enum bh_status st = BH_OK;

    if (scores == NULL || levers == NULL || x == NULL) {
        st = bh_no_memory(err);
        goto done;
    }
    for (size_t i = 0; i < n_levers; i++) {
        levers[i] = work->out->levers[i].plan;
    }
    plan->scores = scores;
    plan->levers = levers;
    BH_TRY(bh_scorer_run(&work->scorer, NULL, 1, 1, &searched, err));
    BH_TRY(bh_scorer_run(&work->scorer, NULL, 1, 1 + work->settings->n_futures, &fresh, err));
    for (size_t g = 0; g < n_goals; g++) {
        scores[g].searched = bh_scorer_mean(x, bh_scoring_gather(&searched, 0, 1, g, x));
    }
    plan->success = score_fresh(work, &fresh, 0, 1, scores, x);
done:
    bh_scoring_free(&searched);
    bh_scoring_free(&fresh);
    free(x);
    return st;
}

/* ---- the whole ------------------------------------------------------------------------------ */

static enum bh_status
check_settings(const struct bh_model *model, const struct bh_search_settings *s, struct bh_err *err)
{
    const size_t population = s->population == 0 ? POPULATION_BY_DEFAULT : s->population;

    if (s->out == NULL || s->out[0] == '\0') {
        return bh_fail(err, BH_EINPUT, "no journal given");
    }
    if (model->n_levers == 0) {
        return bh_fail(err, BH_EINPUT,
                       "the plan has no levers; give it a section 'levers' "
                       "(docs/plan-reference.md)");
    }
    if (s->n_goals < 1 || s->n_goals > BH_MOST_GOALS) {
        return bh_fail(err, BH_EINPUT, "%zu goals are given, must be 1 to %d", s->n_goals,
                       BH_MOST_GOALS);
    }
    if (population < 4 || population > MOST_POPULATION || population % 2 != 0) {
        return bh_fail(err, BH_EINPUT, "population is %zu, must be even, 4 to %d", population,
                       MOST_POPULATION);
    }
    if (s->n_futures < 1 || s->n_futures > MOST_FUTURES) {
        return bh_fail(err, BH_EINPUT, "futures is %zu, must be 1 to %d", s->n_futures,
                       MOST_FUTURES);
    }
    if (s->n_evaluations < population || s->n_evaluations > MOST_EVALUATIONS) {
        return bh_fail(err, BH_EINPUT,
                       "evaluations is %zu, must be at least one generation (%zu), at most %d",
                       s->n_evaluations, population, MOST_EVALUATIONS);
    }
    if (population * s->n_futures * s->n_goals > MOST_OUTCOMES) {
        return bh_fail(err, BH_EINPUT, "population times futures times goals is over %d",
                       MOST_OUTCOMES);
    }
    if (s->threads > 1024) {
        return bh_fail(err, BH_EINPUT, "threads is %zu, must be 0 to 1024", s->threads);
    }
    return BH_OK;
}

static bool
make_room(struct work *work)
{
    const size_t n = work->nsga.n, n_levers = work->out->n_levers, n_goals = work->out->n_goals;
    struct bh_arena *arena = work->arena;

    work->genes = bh_arena_alloc(arena, 2 * n * n_levers * sizeof *work->genes);
    work->levers = bh_arena_alloc(arena, n * n_levers * sizeof *work->levers);
    work->scores = bh_arena_alloc(arena, 2 * n * n_goals * sizeof *work->scores);
    work->f = bh_arena_alloc(arena, 2 * n * n_goals * sizeof *work->f);
    work->ranks = bh_arena_alloc(arena, 2 * n * sizeof *work->ranks);
    work->chosen = bh_arena_alloc(arena, n * sizeof *work->chosen);
    return work->genes != NULL && work->levers != NULL && work->scores != NULL && work->f != NULL &&
           work->ranks != NULL && work->chosen != NULL;
}

static enum bh_status
open_journal(struct work *work, size_t *n_known, struct bh_err *err)
{
    const struct bh_search_settings *s = work->settings;
    const char **paths = bh_arena_alloc(work->arena, (work->out->n_levers + 1) * sizeof *paths);
    const struct bh_journal_search search = {
        .version = BH_VERSION,
        .plan_id = work->model->id,
        .plan_text = work->model->canonical,
        .option = work->model->options[work->scorer.option].id,
        .plan_hash = work->model->hash,
        .n_futures = s->n_futures,
        .population = work->nsga.n,
        .levers = paths,
        .n_levers = work->out->n_levers,
        .goals = s->goals,
        .n_goals = s->n_goals,
    };

    if (paths == NULL) {
        return bh_no_memory(err);
    }
    for (size_t i = 0; i < work->out->n_levers; i++) {
        paths[i] = work->out->levers[i].path;
    }
    return bh_journal_open(s->out, s->resume, s->overwrite, &search, &work->journal, n_known, err);
}

static enum bh_status
prepare(struct work *work, struct bh_err *err)
{
    const struct bh_search_settings *s = work->settings;
    enum bh_status st = BH_OK;

    BH_TRY(check_settings(work->model, s, err));
    BH_TRY(bh_choose_engine(s->isa, &work->scorer.engine, err));
    BH_TRY(bh_choose_option(work->model, s->option, &work->scorer.option, err));
    if (!bh_outputs_make(work->model, work->arena, &work->outputs)) {
        return bh_no_memory(err);
    }
    work->scorer.model = work->model;
    work->scorer.outputs = &work->outputs;
    work->scorer.n_futures = s->n_futures;
    work->scorer.n_goals = s->n_goals;
    work->scorer.n_threads = s->threads == 0 ? bh_threads_available() : s->threads;
    work->scorer.cancel = s->cancel;
    BH_TRY(read_goals(work, err));
    BH_TRY(read_levers(work, err));
    work->nsga = (struct bh_nsga2){
        .n_variables = work->out->n_levers,
        .n_goals = work->out->n_goals,
        .n = s->population == 0 ? POPULATION_BY_DEFAULT : s->population,
        .seed = work->model->seed,
    };
    work->n_generations = s->n_evaluations / work->nsga.n;
    st = make_room(work) ? BH_OK : bh_no_memory(err);
done:
    return st;
}

/** Copies what still belongs to the plan, which need not outlive the result. @return false when
 *  out of memory. */
static bool
own_words(struct work *work)
{
    struct bh_search *out = work->out;
    char start[16];

#define OWN(text) ((text) = bh_arena_strdup(work->arena, word(text)))
    bh_date_format(work->model->start, start);
    out->start = start;
    out->plan_title = work->model->title;
    out->option = work->model->options[work->scorer.option].id;
    out->option_title = work->model->options[work->scorer.option].title;
    out->currency = work->model->currency;
    OWN(out->start);
    OWN(out->plan_title);
    OWN(out->option);
    OWN(out->option_title);
    OWN(out->currency);
    for (size_t i = 0; i < out->n_levers; i++) {
        OWN(work->levers_told[i].path);
        OWN(work->levers_told[i].title);
    }
    for (size_t g = 0; g < out->n_goals; g++) {
        OWN(work->goals_told[g].name);
        OWN(work->goals_told[g].title);
        OWN(work->goals_told[g].unit);
    }
#undef OWN
    return !work->arena->has_failed;
}

static enum bh_status
make(struct work *work, struct bh_err *err)
{
    size_t n_known = 0;
    enum bh_status st = BH_OK;

    BH_TRY(prepare(work, err));
    BH_TRY(open_journal(work, &n_known, err));
    BH_TRY(evolve(work, n_known, err));
    BH_TRY(list_set(work, err));
    BH_TRY(rescore(work, err));
    BH_TRY(score_plan(work, err));
    work->out->n_futures = work->settings->n_futures;
    work->out->n_evaluations = work->n_generations * work->nsga.n;
    work->out->population = work->nsga.n;
    work->out->seed = work->model->seed;
    st = own_words(work) ? BH_OK : bh_no_memory(err);
done:
    return st;
}

enum bh_status
bh_search_run(const struct bh_plan *plan, const struct bh_search_settings *settings,
              struct bh_search **out, struct bh_err *err)
{
    struct bh_search *search = calloc(1, sizeof *search);
    struct work work = {.model = bh_plan_model(plan), .settings = settings, .out = search};
    enum bh_status st;

    if (search == NULL || (search->store = calloc(1, sizeof *search->store)) == NULL) {
        free(search);
        return bh_no_memory(err);
    }
    work.arena = &search->store->arena;
    st = make(&work, err);
    bh_journal_close(work.journal);
    if (st == BH_OK) {
        *out = search;
    } else {
        bh_search_free(search);
    }
    return st;
}

void
bh_search_free(struct bh_search *search)
{
    if (search != NULL) {
        bh_arena_fini(&search->store->arena);
        free(search->store);
        free(search);
    }
}
