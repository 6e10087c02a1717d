/** @file study.c  The ensemble: options x scenarios x replications over threads, streamed to a
 *  results file.
 *
 *  Layer: explore.
 *
 *  A job is BLOCK futures of one option; jobs run over the options first, so that all options
 *  advance together: job j is option j mod n_options of block j / n_options. Threads fill result
 *  slots in any order; the caller's thread appends them to the store strictly in job order, so the
 *  file does not depend on the number of threads, and resuming is starting at the first job that
 *  was not committed. Memory is one slot for each job in flight. */
#include <bluehelm/study.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/date.h"
#include "base/statistics.h"
#include "base/text.h"
#include "base/threads.h"
#include "engine/engine.h"
#include "explore/choose.h"
#include "explore/outputs.h"
#include "explore/sample.h"
#include "explore/story.h"
#include "explore/study_design.h"
#include "plan/compile.h"
#include "plan/names.h"
#include "store/store.h"

#include <bluehelm/future.h>
#include <bluehelm/version.h>
#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BLOCK 64 /* futures in a job: a multiple of every lane count */
#define MAX_FUTURES 100000000u

/** The result of one job in flight. */
struct slot {
    struct bh_store_future futures[BLOCK];
    double *finals;    /* [BLOCK][n_outputs] */
    double *variables; /* [BLOCK][described.n_variables] */
    double *values;    /* [BH_MAX_LANES][n_parameters] */
    double *recorded;  /* [BH_MAX_LANES][n_series * n_points] */
    float *series;     /* [BLOCK][n_series * n_points] */
    char (*reasons)[160];
    size_t n;
};

/** What a thread works with. Jobs of the same futures of other options follow each other, so what
 *  was drawn for one serves the next. */
struct worker {
    struct bh_pack *pack;
    double *drawn; /* [BLOCK][bh_sample_width] of block `block` */
    size_t block;  /* BH_NONE: nothing drawn yet */
    size_t order[BLOCK]; /* futures of the block in the order in which they share packs */
};

struct study {
    const struct bh_model *model;
    const struct bh_study_settings *settings;
    const struct bh_engine *engine;
    struct bh_study_design design;
    struct bh_arena arena;
    struct bh_outputs outputs;
    size_t *options; /* [n_options] indices into the model's */
    size_t n_options;
    size_t n_replications, keep;
    size_t war_ends; /* the assumption that says when, or another one where that is known */
    uint32_t every;
    size_t n_points;
    size_t *series_slots; /* [n_series] */
    struct bh_store_series *series;
    size_t n_series;
    struct bh_store_study described;
    size_t first_job;
    struct slot *slots; /* [n_slots] */
    size_t n_slots;
    struct worker *workers; /* [n_threads] */
    size_t n_threads;
    struct bh_store *store;
    struct timespec began;
    size_t n_first, n_first_succeeded; /* convergence line: the first option in this run */
    bool failed; /* out of memory while listing names */
};

/* ---- what the study is ---------------------------------------------------------------------- */

static void
add_series(void *context, const char *name, size_t slot, const struct bh_state_field *field)
{
    struct study *study = context;

    if (field->visibility != BH_SERIES) {
        return;
    }
    if (study->series != NULL) {
        const char *copy = bh_arena_strdup(&study->arena, name);

        study->failed = study->failed || copy == NULL;
        study->series_slots[study->n_series] = slot;
        study->series[study->n_series] =
            (struct bh_store_series){copy, field->unit, field->meaning,
                                     bh_names_whose(study->model, slot)};
    }
    study->n_series++;
}

static bool
list_series(struct study *study)
{
    if (!bh_names_each(study->model, add_series, study)) {
        return false;
    }
    const size_t n = study->n_series + 1;

    study->series_slots = bh_arena_alloc(&study->arena, n * sizeof *study->series_slots);
    study->series = bh_arena_alloc(&study->arena, n * sizeof *study->series);
    if (study->series_slots == NULL || study->series == NULL) {
        return false;
    }
    study->n_series = 0;
    return bh_names_each(study->model, add_series, study) && !study->failed;
}

static enum bh_status
choose_options(struct study *study, struct bh_err *err)
{
    const struct bh_model *model = study->model;
    const struct bh_study_settings *settings = study->settings;
    const size_t n = model->counts.n_options;

    study->options = bh_arena_alloc(&study->arena, (n + 1) * sizeof *study->options);
    if (study->options == NULL) {
        return bh_fail(err, BH_ENOMEM, "out of memory");
    }
    for (size_t i = 0; i < settings->n_options; i++) {
        size_t found;
        const enum bh_status st = bh_choose_option(model, settings->options[i], &found, err);

        if (st != BH_OK) {
            return st;
        }
    }
    for (size_t o = 0; o < n; o++) {
        bool chosen = settings->options == NULL;

        for (size_t i = 0; i < settings->n_options; i++) {
            chosen = chosen || strcmp(settings->options[i], model->options[o].id) == 0;
        }
        if (chosen) {
            study->options[study->n_options++] = o;
        }
    }
    return study->n_options > 0 ? BH_OK : bh_fail(err, BH_EINPUT, "the plan has no options");
}

static const char *
word(const char *text)
{
    return text == NULL ? "" : text;
}

static const char *
confidence_word(enum bh_confidence confidence)
{
    static const char *const words[] = {"", "low", "medium", "high"};

    return words[confidence];
}

static struct bh_store_option *
describe_options(struct study *study)
{
    const struct bh_model *model = study->model;
    struct bh_store_option *rows =
        bh_arena_alloc(&study->arena, study->n_options * sizeof *rows);
    const size_t base = model->parameters.base[BH_PARAM_OPTION];

    for (size_t i = 0; rows != NULL && i < study->n_options; i++) {
        const size_t o = study->options[i];
        const struct bh_option *option = &model->options[o];
        const double *p = model->values + base + o * BH_PARAM_WIDTH_OPTION;

        rows[i] = (struct bh_store_option){
            .id = option->id,
            .title = word(option->title),
            .summary = word(option->summary),
            .authority =
                option->authority == BH_NONE ? "" : word(model->parties[option->authority].title),
            .due = p[bh_parameter_column(BH_PARAM_OPTION, "due")],
            .requirement = p[bh_parameter_column(BH_PARAM_OPTION, "requirement")],
        };
    }
    return rows;
}

static struct bh_store_variable
describe_variable(const struct bh_assumption *a)
{
    static const char *const shapes[] = {"uniform", "triangular", "pert",
                                         "normal",  "lognormal",  "discrete"};

    return (struct bh_store_variable){
        .path = a->path,
        .meaning = word(a->meaning),
        .kind = bh_kind_word(a->kind),
        .distribution = shapes[a->distribution],
        .value = a->value,
        .low = a->low,
        .high = a->high,
        .source = word(a->source),
        .confidence = confidence_word(a->confidence),
        .note = word(a->note),
    };
}

static bool
describe_register(struct study *study)
{
    const struct bh_model *model = study->model;
    const size_t n_levers = study->design.n_levers;
    struct bh_store_variable *variables =
        bh_arena_alloc(&study->arena, (model->n_variables + n_levers + 1) * sizeof *variables);
    struct bh_store_variable *givens =
        bh_arena_alloc(&study->arena, (model->n_givens + 1) * sizeof *givens);

    if (variables == NULL || givens == NULL) {
        return false;
    }
    for (size_t i = 0; i < model->n_variables; i++) {
        variables[i] = describe_variable(&model->assumptions[i]);
    }
    for (size_t l = 0; l < n_levers; l++) {
        variables[model->n_variables + l] = study->design.levers[l];
    }
    for (size_t i = 0; i < model->n_givens; i++) {
        const struct bh_given *g = &model->givens[i];

        givens[i] = (struct bh_store_variable){
            .path = g->path,
            .meaning = word(g->meaning),
            .kind = bh_kind_word(g->kind),
            .distribution = "",
            .value = g->value,
            .low = (double) NAN,
            .high = (double) NAN,
            .source = word(g->source),
            .confidence = confidence_word(g->confidence),
            .note = word(g->note),
        };
        if (g->assumption != BH_NONE) {
            givens[i] = describe_variable(&model->assumptions[g->assumption]);
        }
    }
    study->described.variables = variables;
    study->described.n_variables = model->n_variables + n_levers;
    study->described.givens = givens;
    study->described.n_givens = model->n_givens;
    return true;
}

static bool
describe_outputs(struct study *study)
{
    struct bh_store_output *rows =
        bh_arena_alloc(&study->arena, study->outputs.n * sizeof *rows);

    for (size_t i = 0; rows != NULL && i < study->outputs.n; i++) {
        const struct bh_output_row *row = &study->outputs.rows[i];

        rows[i] = (struct bh_store_output){
            .id = row->id,
            .title = word(row->title),
            .unit = word(row->unit),
            .kind = row->kind,
            .group = (int) row->group,
            .goal = row->goal,
            .goal_relation = (int) row->relation,
            .goal_value = row->goal_value,
            .is_required = row->is_required,
            .high_is_better = row->high_is_better,
        };
    }
    study->described.outputs = rows;
    study->described.n_outputs = study->outputs.n;
    return rows != NULL;
}

static bool
describe_sources(struct study *study)
{
    const struct bh_model *model = study->model;
    struct bh_store_source *rows =
        bh_arena_alloc(&study->arena, (model->n_sources + 1) * sizeof *rows);

    for (size_t i = 0; rows != NULL && i < model->n_sources; i++) {
        const struct bh_source *s = &model->sources[i];

        rows[i] = (struct bh_store_source){word(s->id),   word(s->title), word(s->publisher),
                                           word(s->year), word(s->url),   word(s->accessed)};
    }
    study->described.sources = rows;
    study->described.n_sources = model->n_sources;
    return rows != NULL;
}

/** Everything that defines the study, for the results file. */
static bool
describe(struct study *study)
{
    const struct bh_model *model = study->model;
    const size_t n_futures = study->design.n_futures;
    const size_t n_blocks = (n_futures * study->n_replications + BLOCK - 1) / BLOCK;
    char start[16];

    bh_date_format(model->start, start);
    study->described = (struct bh_store_study){
        .version = BH_VERSION,
        .plan_id = model->id,
        .plan_title = word(model->title),
        .plan_text = model->canonical,
        .currency = model->currency,
        .start = bh_arena_strdup(&study->arena, start),
        .design = study->design.words,
        .plan_hash = model->hash,
        .days = model->days,
        .seed = model->seed,
        .n_futures = n_futures,
        .n_replications = study->n_replications,
        .keep = study->keep,
        .every = study->every,
        .n_jobs = n_blocks * study->n_options,
        .options = describe_options(study),
        .n_options = study->n_options,
        .series = study->series,
        .n_series = study->n_series,
        .factors = study->design.factors,
        .n_factors = study->design.n_factors,
    };
    return study->described.options != NULL && study->described.start != NULL &&
           describe_register(study) && describe_outputs(study) && describe_sources(study);
}

/* ---- running jobs --------------------------------------------------------------------------- */

/** Number of futures of an option. */
static size_t
futures_per_option(const struct study *study)
{
    return study->design.n_futures * study->n_replications;
}

static bool
is_kept(const struct study *study, size_t index)
{
    return index < study->keep;
}

/** Runs the block's futures order[first] .. order[first + n - 1] as one lane pack. */
static void
run_pack(const struct study *study, struct slot *slot, size_t option, size_t first, size_t n,
         const struct worker *worker)
{
    const size_t n_variables = study->described.n_variables;
    const size_t n_drawn = bh_sample_width(&study->design.sampler);
    const size_t n_values = study->model->parameters.n;
    const size_t n_recorded = study->n_series * study->n_points;
    const size_t n_outputs = study->outputs.n;
    const size_t *order = worker->order + first;
    bool records = false;
    struct bh_outcome outcome;
    struct bh_job job = {
        .model = study->model,
        .option = option,
        .n = n,
        .finals = study->outputs.slots,
        .n_finals = n_outputs,
        .every = study->every,
    };

    for (size_t l = 0; l < n; l++) {
        struct bh_store_future *future = &slot->futures[order[l]];
        const size_t number = worker->block * BLOCK + order[l];

        future->scenario = (uint32_t) (1 + number / study->n_replications);
        future->replication = (uint32_t) (number % study->n_replications);
        job.scenario[l] = bh_sample_luck(&study->design.sampler, future->scenario);
        job.replication[l] = future->replication;
        job.values[l] = slot->values + l * n_values;
        const double *drawn = worker->drawn + order[l] * n_drawn;

        bh_sample_place(study->model, option, drawn, slot->values + l * n_values);
        bh_sample_place_levers(&study->design.sampler, drawn, slot->values + l * n_values);
        for (size_t v = 0; v < n_variables; v++) {
            slot->variables[order[l] * n_variables + v] = drawn[study->design.kept[v]];
        }
        outcome.finals[l] = slot->finals + order[l] * n_outputs;
        outcome.series[l] = is_kept(study, number) ? slot->recorded + l * n_recorded : NULL;
        records = records || outcome.series[l] != NULL;
    }
    job.slots = records ? study->series_slots : NULL;
    job.n_slots = records ? study->n_series : 0;
    study->engine->run(worker->pack, &job, &outcome);
    for (size_t l = 0; l < n; l++) {
        struct bh_store_future *future = &slot->futures[order[l]];
        float *series = slot->series + order[l] * n_recorded;

        bh_outputs_finish(&study->outputs, option, job.values[l], outcome.finals[l]);
        future->status = outcome.failed[l] ? 1 : 0;
        memcpy(slot->reasons[order[l]], outcome.reason[l], sizeof outcome.reason[l]);
        future->success =
            !outcome.failed[l] && bh_outputs_success(&study->outputs, outcome.finals[l]);
        for (size_t i = 0; outcome.series[l] != NULL && i < n_recorded; i++) {
            series[i] = (float) outcome.series[l][i];
        }
        future->series = outcome.series[l] != NULL ? series : NULL;
    }
}

/** Puts futures whose war ends at about the same time side by side: a pack takes as long as its
 *  slowest lane, and a day of war draws far more than a day without. No result depends on it. */
static void
order_block(const struct study *study, struct worker *worker, size_t n)
{
    const size_t stride = bh_sample_width(&study->design.sampler);
    const double *ends = worker->drawn + study->war_ends;

    for (size_t i = 0; i < n; i++) {
        size_t at = i;

        for (; at > 0 && ends[worker->order[at - 1] * stride] > ends[i * stride]; at--) {
            worker->order[at] = worker->order[at - 1];
        }
        worker->order[at] = i;
    }
}

/** Draws the scenarios of `n` futures of a block, unless they are there. */
static void
draw_block(const struct study *study, struct worker *worker, size_t block, size_t n)
{
    if (worker->block == block) {
        return;
    }
    for (size_t i = 0; i < n; i++) {
        const size_t scenario = 1 + (block * BLOCK + i) / study->n_replications;

        bh_sample_draw(&study->design.sampler, (uint32_t) scenario,
                       worker->drawn + i * bh_sample_width(&study->design.sampler));
    }
    worker->block = block;
    order_block(study, worker, n);
}

/** Fills the slot of job `first_job + job`. */
static void
work(void *context, size_t job, size_t slot_index, size_t thread)
{
    struct study *study = context;
    struct slot *slot = &study->slots[slot_index];
    const size_t number = study->first_job + job;
    const size_t block = number / study->n_options;
    const size_t option = study->options[number % study->n_options];
    const size_t total = futures_per_option(study);
    const size_t lanes = study->engine->lanes;

    slot->n = total - block * BLOCK < BLOCK ? total - block * BLOCK : BLOCK;
    draw_block(study, &study->workers[thread], block, slot->n);
    for (size_t first = 0; first < slot->n; first += lanes) {
        const size_t n = slot->n - first < lanes ? slot->n - first : lanes;

        run_pack(study, slot, option, first, n, &study->workers[thread]);
    }
}

static void
report(struct study *study, size_t jobs_done)
{
    const size_t per_option = futures_per_option(study);
    const size_t blocks = jobs_done / study->n_options;
    size_t done = blocks * BLOCK * study->n_options + jobs_done % study->n_options * BLOCK;
    struct bh_progress progress = {.total = per_option * study->n_options};

    if (study->settings->progress == NULL) {
        return;
    }
    done = done < progress.total ? done : progress.total;
    const double before = (double) (study->first_job * BLOCK);
    progress.done = done;
    progress.seconds = bh_seconds_since(&study->began);
    progress.per_second =
        progress.seconds > 0 ? ((double) done - before) / progress.seconds : 0;
    progress.seconds_left = progress.per_second > 0
                                ? (double) (progress.total - done) / progress.per_second
                                : (double) INFINITY;
    double low, high;
    bh_wilson((double) study->n_first_succeeded, (double) study->n_first, &low, &high);
    progress.estimate = 0.5 * (low + high);
    progress.half_width = 0.5 * (high - low);
    study->settings->progress(study->settings->context, &progress);
}

/** Appends a finished job; called in job order on the caller's thread. */
static enum bh_status
consume(void *context, size_t job, size_t slot_index, struct bh_err *err)
{
    struct study *study = context;
    struct slot *slot = &study->slots[slot_index];
    const size_t number = study->first_job + job;
    const size_t option = number % study->n_options;
    enum bh_status st = BH_OK;

    for (size_t i = 0; i < slot->n; i++) {
        struct bh_store_future *future = &slot->futures[i];

        future->reason = slot->reasons[i];
        future->outputs = slot->finals + i * study->outputs.n;
        future->variables = option == 0 && future->replication == 0
                                ? slot->variables + i * study->described.n_variables
                                : NULL;
        future->n_points = study->n_points;
        if (option == 0) {
            study->n_first++;
            study->n_first_succeeded += future->success;
        }
    }
    BH_TRY(bh_store_append(study->store, number, option, slot->futures, slot->n, err));
    report(study, number + 1);
done:
    return st;
}

/* ---- memory --------------------------------------------------------------------------------- */

static bool
make_slot(struct study *study, struct slot *slot)
{
    struct bh_arena *arena = &study->arena;
    const size_t n_recorded = study->n_series * study->n_points;

    slot->finals = bh_arena_alloc(arena, BLOCK * study->outputs.n * sizeof(double));
    slot->variables =
        bh_arena_alloc(arena, (BLOCK * study->described.n_variables + 1) * sizeof(double));
    slot->values =
        bh_arena_alloc(arena, BH_MAX_LANES * study->model->parameters.n * sizeof(double));
    slot->recorded = bh_arena_alloc(arena, (BH_MAX_LANES * n_recorded + 1) * sizeof(double));
    slot->series = bh_arena_alloc(arena, (BLOCK * n_recorded + 1) * sizeof(float));
    slot->reasons = bh_arena_alloc(arena, BLOCK * sizeof *slot->reasons);
    return slot->finals != NULL && slot->variables != NULL && slot->values != NULL &&
           slot->recorded != NULL && slot->series != NULL && slot->reasons != NULL;
}

/** The assumption on the end of the war; where the plan makes none, any will do. */
static size_t
assumption_of_war_ends(const struct bh_model *model)
{
    const size_t ends = model->parameters.base[BH_PARAM_HOSTILITIES] +
                        bh_parameter_column(BH_PARAM_HOSTILITIES, "ends");
    size_t a = 0;

    while (a < model->n_variables && model->assumptions[a].parameter != ends) {
        a++;
    }
    return a < model->n_variables ? a : 0;
}

static bool
make_workers(struct study *study)
{
    study->war_ends = assumption_of_war_ends(study->model);
    study->n_slots = 2 * study->n_threads + 2;
    study->slots = bh_arena_alloc(&study->arena, study->n_slots * sizeof *study->slots);
    study->workers = bh_arena_alloc(&study->arena, study->n_threads * sizeof *study->workers);
    if (study->slots == NULL || study->workers == NULL) {
        return false;
    }
    for (size_t i = 0; i < study->n_slots; i++) {
        if (!make_slot(study, &study->slots[i])) {
            return false;
        }
    }
    for (size_t t = 0; t < study->n_threads; t++) {
        struct worker *worker = &study->workers[t];

        worker->pack = study->engine->create(study->model);
        worker->drawn = bh_arena_alloc(
            &study->arena,
            (BLOCK * bh_sample_width(&study->design.sampler) + 1) * sizeof *worker->drawn);
        worker->block = BH_NONE;
        if (worker->pack == NULL || worker->drawn == NULL) {
            return false;
        }
    }
    return true;
}

static void
study_fini(struct study *study)
{
    for (size_t t = 0; study->workers != NULL && t < study->n_threads; t++) {
        study->engine->free(study->workers[t].pack);
    }
    bh_store_close(study->store);
    bh_arena_fini(&study->arena);
}

/* ---- the whole ------------------------------------------------------------------------------ */

static enum bh_status
check_futures(size_t n_futures, size_t n_replications, struct bh_err *err)
{
    if (n_futures < 1 || n_futures > MAX_FUTURES) {
        return bh_fail(err, BH_EINPUT, "futures is %zu, must be 1 to %u", n_futures, MAX_FUTURES);
    }
    if (n_replications > MAX_FUTURES / n_futures) {
        return bh_fail(err, BH_EINPUT, "futures times replications must be at most %u",
                       MAX_FUTURES);
    }
    return BH_OK;
}

static enum bh_status
check_settings(const struct bh_study_settings *settings, struct bh_err *err)
{
    if (settings->out == NULL || settings->out[0] == '\0') {
        return bh_fail(err, BH_EINPUT, "no results file given");
    }
    if (settings->n_blocks > MAX_FUTURES) {
        return bh_fail(err, BH_EINPUT, "base rows is %zu, must be 1 to %u", settings->n_blocks,
                       MAX_FUTURES);
    }
    if (settings->n_blocks == 0) {
        const enum bh_status st = check_futures(settings->n_futures, 1, err);

        if (st != BH_OK) {
            return st;
        }
    }
    if (settings->threads > 1024) {
        return bh_fail(err, BH_EINPUT, "threads is %zu, must be 0 to 1024", settings->threads);
    }
    return BH_OK;
}

static enum bh_status
prepare(struct study *study, struct bh_err *err)
{
    const struct bh_study_settings *settings = study->settings;
    enum bh_status st = BH_OK;

    BH_TRY(bh_choose_engine(settings->isa, &study->engine, err));
    BH_TRY(bh_study_design_make(study->model, settings, &study->arena, &study->design, err));
    study->n_replications = settings->n_replications == 0 ? 1 : settings->n_replications;
    BH_TRY(check_futures(study->design.n_futures, study->n_replications, err));
    study->keep = settings->keep == 0 ? 256 : settings->keep;
    study->every = settings->every == 0 ? 7 : (uint32_t) settings->every;
    study->n_points = bh_engine_points(study->model->days, study->every);
    study->n_threads = settings->threads == 0 ? bh_threads_available() : settings->threads;
    BH_TRY(choose_options(study, err));
    if (!list_series(study) || !bh_outputs_make(study->model, &study->arena, &study->outputs) ||
        !describe(study)) {
        return bh_fail(err, BH_ENOMEM, "out of memory");
    }
done:
    return st;
}

/** Whether rows of a design do not depend on how many there are. */
static bool
can_grow(const struct bh_study_settings *settings)
{
    const enum bh_design design = settings->design;

    return settings->pool == 0 &&
           (design == BH_MONTE_CARLO || design == BH_NESTED_HYPERCUBE || design == BH_SOBOL ||
            design == BH_SALTELLI || design == BH_MORRIS);
}

static enum bh_status
open_store(struct study *study, struct bh_err *err)
{
    const struct bh_study_settings *settings = study->settings;

    if (settings->extend) {
        if (!can_grow(settings)) {
            return bh_fail(err, BH_EINPUT,
                           "a study of design %s cannot grow: its rows depend on their number; "
                           "monte carlo, nested latin hypercube, sobol, saltelli and morris can",
                           study->design.words);
        }
        return bh_store_extend(settings->out, &study->described, BLOCK, &study->first_job,
                               &study->store, err);
    }
    if (settings->resume) {
        return bh_store_resume(settings->out, &study->described, &study->first_job, &study->store,
                               err);
    }
    return bh_store_create(settings->out, settings->overwrite, &study->described, &study->store,
                           err);
}

/** Tells, for each option, the future in which every assumption has its central value. */
static enum bh_status
tell_stories(struct study *study, const struct bh_plan *plan, struct bh_err *err)
{
    enum bh_status st = BH_OK;
    struct bh_future *future = NULL;

    for (size_t i = 0; i < study->n_options; i++) {
        const struct bh_future_request request = {
            .option = study->model->options[study->options[i]].id,
            .isa = study->settings->isa,
        };

        BH_TRY(bh_future_run(plan, &request, &future, err));
        for (size_t h = 0; h < future->n_happenings; h++) {
            BH_TRY(bh_store_happening(study->store, i, 0, 0, future->happenings[h].day,
                                      (int) future->happenings[h].tone,
                                      future->happenings[h].text, err));
        }
        bh_future_free(future);
        future = NULL;
    }
done:
    bh_future_free(future);
    return st;
}

static enum bh_status
run(struct study *study, const struct bh_plan *plan, struct bh_err *err)
{
    const size_t left = study->described.n_jobs - study->first_job;
    enum bh_status st = BH_OK;

    if (left == 0 && bh_store_is_complete(study->store)) {
        return BH_OK;
    }
    if (!make_workers(study)) {
        return bh_fail(err, BH_ENOMEM, "out of memory");
    }
    clock_gettime(CLOCK_MONOTONIC, &study->began);
    const struct bh_threads_work jobs = {
        .n_threads = study->n_threads,
        .n_jobs = left,
        .n_slots = study->n_slots,
        .work = work,
        .consume = consume,
        .context = study,
        .cancel = study->settings->cancel,
    };
    BH_TRY(bh_threads_run_ordered(&jobs, err));
    BH_TRY(tell_stories(study, plan, err));
    st = bh_store_complete(study->store, err);
    study->store = NULL; /* completing closes it, whatever comes of it */
done:
    return st;
}

enum bh_status
bh_study_run(const struct bh_plan *plan, const struct bh_study_settings *settings,
             struct bh_err *err)
{
    struct study study = {.model = bh_plan_model(plan), .settings = settings};
    enum bh_status st = BH_OK;

    BH_TRY(check_settings(settings, err));
    bh_arena_init(&study.arena);
    st = prepare(&study, err);
    if (st == BH_OK) {
        st = open_store(&study, err);
    }
    if (st == BH_OK) {
        st = run(&study, plan, err);
    }
    study_fini(&study);
done:
    return st;
}

size_t
bh_study_engines(const char **names, size_t room)
{
    return bh_engine_names(names, room);
}
