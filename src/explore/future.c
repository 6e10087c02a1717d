/** @file future.c  One future for the public API: run, record every quantity, tell the story. */
#include <bluehelm/future.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/date.h"
#include "base/text.h"
#include "engine/engine.h"
#include "explore/choose.h"
#include "explore/outputs.h"
#include "explore/reopened.h"
#include "explore/sample.h"
#include "explore/story.h"
#include "plan/compile.h"
#include "plan/names.h"
#include "plan/quantity.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct bh_future_store {
    struct bh_arena arena;
    struct bh_reopened reopened; /* of a future of a results file: what its plan lives in */
};

/** What is being put together. Everything lies on the future's arena. */
struct draft {
    const struct bh_model *model;
    const struct bh_sampler *sampler;
    struct bh_future *future;
    struct bh_arena *arena;
    struct bh_outputs outputs;
    size_t option;
    double *values; /* parameters of this future */
    double *finals;
    size_t *column;                /* [state.n] column of a slot, or BH_NONE */
    size_t *slots;                 /* recorded slots */
    struct bh_future_series *series; /* one for each */
    size_t n_slots;
    double *record; /* [n_slots][days] */
    bool failed;    /* out of memory */
};

static void
count_name(void *context, const char *name, size_t slot, const struct bh_state_field *field)
{
    struct draft *draft = context;

    (void) name;
    (void) field;
    if (draft->column[slot] == BH_NONE) {
        draft->column[slot] = draft->n_slots++;
    }
}

static void
keep_name(void *context, const char *name, size_t slot, const struct bh_state_field *field)
{
    struct draft *draft = context;
    const size_t column = draft->column[slot];
    const char *copy = bh_arena_strdup(draft->arena, name);

    draft->failed = draft->failed || copy == NULL;
    draft->slots[column] = slot;
    draft->series[column] = (struct bh_future_series){
        .name = copy,
        .unit = field->unit,
        .meaning = field->meaning,
        .value = draft->record + column * draft->model->days,
    };
}

/** Plans the recording of every named quantity. */
static bool
plan_record(struct draft *draft)
{
    const struct bh_model *model = draft->model;

    draft->column = bh_arena_alloc(draft->arena, model->state.n * sizeof *draft->column);
    if (draft->column == NULL) {
        return false;
    }
    for (size_t i = 0; i < model->state.n; i++) {
        draft->column[i] = BH_NONE;
    }
    if (!bh_names_each(model, count_name, draft)) {
        return false;
    }
    const size_t n = draft->n_slots;
    draft->slots = bh_arena_alloc(draft->arena, (n + 1) * sizeof *draft->slots);
    draft->series = bh_arena_alloc(draft->arena, (n + 1) * sizeof *draft->series);
    draft->record = bh_arena_alloc(draft->arena, (n * model->days + 1) * sizeof *draft->record);
    if (draft->slots == NULL || draft->series == NULL || draft->record == NULL) {
        return false;
    }
    return bh_names_each(model, keep_name, draft) && !draft->failed;
}

static bool
prepare(struct draft *draft, const struct bh_future_request *request)
{
    const size_t n = draft->model->parameters.n;

    if (!bh_outputs_make(draft->model, draft->arena, &draft->outputs)) {
        return false;
    }
    draft->values = bh_arena_alloc(draft->arena, (n + 1) * sizeof *draft->values);
    draft->finals = bh_arena_alloc(draft->arena, draft->outputs.n * sizeof *draft->finals);
    double *drawn =
        bh_arena_alloc(draft->arena, (bh_sample_width(draft->sampler) + 1) * sizeof *drawn);
    if (draft->values == NULL || draft->finals == NULL || drawn == NULL) {
        return false;
    }
    bh_sample_draw(draft->sampler, request->scenario, drawn);
    bh_sample_place(draft->model, draft->option, drawn, draft->values);
    bh_sample_place_levers(draft->sampler, drawn, draft->values);
    return plan_record(draft);
}

static enum bh_status
run(struct draft *draft, const struct bh_engine *engine, const struct bh_future_request *request,
    struct bh_err *err)
{
    const struct bh_job job = {
        .model = draft->model,
        .option = draft->option,
        .n = 1,
        .scenario = {bh_sample_luck(draft->sampler, request->scenario)},
        .replication = {request->replication},
        .values = {draft->values},
        .finals = draft->outputs.slots,
        .n_finals = draft->outputs.n,
        .slots = draft->slots,
        .n_slots = draft->n_slots,
        .every = 1,
        .check = true,
    };
    struct bh_outcome outcome = {.finals = {draft->finals}, .series = {draft->record}};
    struct bh_pack *pack = engine->create(draft->model);

    if (pack == NULL) {
        return bh_no_memory(err);
    }
    engine->run(pack, &job, &outcome);
    engine->free(pack);
    if (outcome.failed[0]) {
        return bh_fail(err, BH_ELIMIT, "the future failed on %s", outcome.reason[0]);
    }
    bh_outputs_finish(&draft->outputs, draft->option, draft->values, draft->finals);
    return BH_OK;
}

static bool
show_outputs(struct draft *draft)
{
    struct bh_future *future = draft->future;
    struct bh_future_output *rows =
        bh_arena_alloc(draft->arena, draft->outputs.n * sizeof *rows);
    char start[16];

    if (rows == NULL) {
        return false;
    }
    bh_date_format(draft->model->start, start);
    for (size_t i = 0; i < draft->outputs.n; i++) {
        const struct bh_output_row *row = &draft->outputs.rows[i];
        const double value = draft->finals[i];
        char shown[80];

        bh_results_show(value, row->kind, row->unit, draft->model->currency, start, shown,
                        sizeof shown);
        rows[i] = (struct bh_future_output){
            .id = row->id,
            .title = row->title,
            .unit = row->unit,
            .value = value,
            .shown = bh_arena_strdup(draft->arena, shown),
            .kind = row->kind,
            .has_goal = row->relation != BH_ANY,
            .meets_goal = bh_outputs_meets(row, value),
            .is_required = row->is_required,
        };
        if (rows[i].shown == NULL) {
            return false;
        }
    }
    future->outputs = rows;
    future->n_outputs = draft->outputs.n;
    future->succeeded = bh_outputs_success(&draft->outputs, draft->finals);
    return true;
}

/** "security.eta = 0.41" for each assumption, and the number itself. */
static bool
show_assumptions(struct draft *draft)
{
    const struct bh_model *model = draft->model;
    const char **lines = bh_arena_alloc(draft->arena, (model->n_variables + 1) * sizeof *lines);
    struct bh_future_drawn *drawn =
        bh_arena_alloc(draft->arena, (model->n_variables + 1) * sizeof *drawn);
    char start[16], shown[80];

    if (lines == NULL || drawn == NULL) {
        return false;
    }
    bh_date_format(model->start, start);
    for (size_t i = 0; i < model->n_variables; i++) {
        const struct bh_assumption *a = &model->assumptions[i];
        const double value = draft->values[a->parameter];

        drawn[i] = (struct bh_future_drawn){a->path, value};
        bh_results_show(value, bh_kind_word(a->kind), "", model->currency, start, shown,
                        sizeof shown);
        lines[i] = bh_arena_printf(draft->arena, "%s = %s", a->path, shown);
        if (lines[i] == NULL) {
            return false;
        }
    }
    draft->future->assumptions = lines;
    draft->future->drawn = drawn;
    draft->future->n_assumptions = model->n_variables;
    return true;
}

static bool
tell(struct draft *draft)
{
    struct bh_future *future = draft->future;
    const struct bh_record record = {draft->model, draft->option, draft->values, draft->record,
                                     draft->column};
    struct bh_happening *told = NULL;

    if (!bh_story_tell(&record, draft->arena, &told, &future->n_happenings)) {
        return false;
    }
    future->happenings = told;
    future->first_wrong = 0;
    while (future->first_wrong < future->n_happenings &&
           told[future->first_wrong].tone != BH_TONE_BAD) {
        future->first_wrong++;
    }
    return true;
}

static enum bh_status
make(struct draft *draft, const struct bh_engine *engine, const struct bh_future_request *request,
     struct bh_err *err)
{
    enum bh_status st = BH_OK;

    if (!prepare(draft, request)) {
        return bh_no_memory(err);
    }
    BH_TRY(run(draft, engine, request, err));
    draft->future->series = draft->series;
    draft->future->n_series = draft->n_slots;
    if (!show_outputs(draft) || !show_assumptions(draft) || !tell(draft)) {
        return bh_no_memory(err);
    }
done:
    return st;
}

/** Runs one future into `future`, which is empty but for its store. */
static enum bh_status
fill(struct bh_future *future, const struct bh_sampler *sampler,
     const struct bh_future_request *request, struct bh_err *err)
{
    const struct bh_model *model = sampler->model;
    const struct bh_engine *engine;
    struct draft draft = {.model = model,
                          .sampler = sampler,
                          .future = future,
                          .arena = &future->store->arena};
    enum bh_status st = BH_OK;

    BH_TRY(bh_choose_engine(request->isa, &engine, err));
    BH_TRY(bh_choose_option(model, request->option, &draft.option, err));
    future->plan_title = model->title;
    future->option = model->options[draft.option].id;
    future->option_title = model->options[draft.option].title;
    future->n_days = model->days;
    st = make(&draft, engine, request, err);
done:
    return st;
}

/** An empty future with a store; NULL when memory is out. */
static struct bh_future *
future_new(void)
{
    struct bh_future *future = calloc(1, sizeof *future);

    if (future == NULL || (future->store = calloc(1, sizeof *future->store)) == NULL) {
        free(future);
        return NULL;
    }
    bh_arena_init(&future->store->arena);
    return future;
}

enum bh_status
bh_future_run(const struct bh_plan *plan, const struct bh_future_request *request,
              struct bh_future **out, struct bh_err *err)
{
    const struct bh_sampler sampler = {.model = bh_plan_model(plan), .design = BH_MONTE_CARLO};
    struct bh_future *future = future_new();
    enum bh_status st = BH_OK;

    assert(bh_plan_is_sound(plan));
    if (future == NULL) {
        return bh_no_memory(err);
    }
    BH_TRY(fill(future, &sampler, request, err));
    *out = future;
    future = NULL;
done:
    bh_future_free(future);
    return st;
}

enum bh_status
bh_future_replay(const char *results, const struct bh_future_request *request,
                 struct bh_future **out, struct bh_err *err)
{
    struct bh_future *future = future_new();
    enum bh_status st = BH_OK;

    if (future == NULL) {
        return bh_no_memory(err);
    }
    struct bh_reopened *reopened = &future->store->reopened;
    BH_TRY(bh_reopened_open(results, reopened, err));
    const struct bh_store_study *study = bh_store_study(reopened->file);
    if (request->scenario > study->n_futures || request->replication >= study->n_replications) {
        st = bh_fail(err, BH_EINPUT,
                     "%s: there is no future %u of replication %u, it has scenarios 1 to %zu and "
                     "replications 0 to %zu",
                     results, request->scenario, request->replication, study->n_futures,
                     study->n_replications - 1);
        goto done;
    }
    BH_TRY(fill(future, &reopened->design.sampler, request, err));
    *out = future;
    future = NULL;
done:
    bh_future_free(future);
    return st;
}

void
bh_future_free(struct bh_future *future)
{
    if (future != NULL) {
        bh_reopened_close(&future->store->reopened);
        bh_arena_fini(&future->store->arena);
        free(future->store);
        free(future);
    }
}
