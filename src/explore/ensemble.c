/** @file ensemble.c  Futures in memory, row by row; what rows of all options say.
 *
 *  Layer: explore.  Futures are drawn in blocks, as a study draws them; a block drawn for one
 *  option serves the next. */
#include <bluehelm/ensemble.h>

#include "base/arena.h"
#include "base/bands.h"
#include "base/err.h"
#include "base/outcome.h"
#include "base/text.h"
#include "engine/engine.h"
#include "explore/block.h"
#include "explore/choose.h"
#include "explore/outputs.h"
#include "explore/sample.h"
#include "plan/compile.h"
#include "plan/names.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST_FUTURES 1000000
#define N_FLAGS 2 /* of a row, behind its outputs: failed, success */

struct bh_ensemble {
    struct bh_arena arena;
    const struct bh_model *model;
    const struct bh_engine *engine;
    struct bh_pack *pack;
    struct bh_sampler sampler;
    struct bh_outputs outputs;
    struct bh_output *described; /* [outputs.n] */
    size_t *options;             /* [n_options] numbers in the model */
    size_t n_options, n_futures;
    size_t *slots; /* [n_series] */
    size_t n_series, n_points;
    uint32_t every;
    double *outcomes; /* [n_options][n_futures][outputs.n + N_FLAGS] */
    float *series;    /* [n_options][n_futures][n_series * n_points] */
    /* one block */
    double *drawn; /* [BH_BLOCK][bh_sample_width] of the futures from `first` */
    size_t first, n_drawn;
    size_t order[BH_BLOCK];
    size_t war_ends;
    /* one pack */
    double *values;   /* [BH_MAX_LANES][parameters] */
    double *finals;   /* [BH_MAX_LANES][outputs.n] */
    double *recorded; /* [BH_MAX_LANES][n_series * n_points] */
    struct bh_outcome outcome;
    /* summaries */
    struct bh_cell *cells; /* [n_options][outputs.n] */
    struct bh_column column, baseline;
    double *scratch;
    const float **ran; /* [n_futures] series of those that ran */
    float *tile;       /* [n_futures][BH_BANDS_AT_ONCE] */
};

/* ---- making ---------------------------------------------------------------------------------- */

static enum bh_status
choose_options(struct bh_ensemble *e, const struct bh_ensemble_request *request,
               struct bh_err *err)
{
    const size_t n =
        request->options == NULL ? e->model->counts.n_options : request->n_options;
    enum bh_status st = BH_OK;

    if (n == 0) {
        return bh_fail(err, BH_EINPUT, "no option to run");
    }
    e->options = bh_arena_alloc(&e->arena, n * sizeof *e->options);
    if (e->options == NULL) {
        return bh_no_memory(err);
    }
    for (size_t o = 0; o < n; o++) {
        e->options[o] = o;
        if (request->options != NULL) {
            BH_TRY(bh_choose_option(e->model, request->options[o], &e->options[o], err));
        }
    }
    e->n_options = n;
done:
    return st;
}

static enum bh_status
choose_series(struct bh_ensemble *e, const struct bh_ensemble_request *request, struct bh_err *err)
{
    struct bh_text nearest = {0};
    enum bh_status st = BH_OK;

    e->slots = bh_arena_alloc(&e->arena, (request->n_series + 1) * sizeof *e->slots);
    if (e->slots == NULL) {
        return bh_no_memory(err);
    }
    for (size_t s = 0; s < request->n_series && st == BH_OK; s++) {
        e->slots[s] = bh_names_find_state(e->model, request->series[s], &nearest);
        if (e->slots[s] == BH_NONE) {
            st = bh_fail(err, BH_EINPUT, "the plan has no quantity '%.100s'%s%s",
                         request->series[s], nearest.n > 0 ? "; nearest: " : "",
                         bh_text_string(&nearest));
        }
    }
    bh_text_fini(&nearest);
    e->n_series = request->n_series;
    return st;
}

static bool
describe_outputs(struct bh_ensemble *e)
{
    e->described = bh_arena_alloc(&e->arena, (e->outputs.n + 1) * sizeof *e->described);
    for (size_t i = 0; e->described != NULL && i < e->outputs.n; i++) {
        const struct bh_output_row *row = &e->outputs.rows[i];

        e->described[i] = (struct bh_output){
            .id = row->id,
            .title = row->title == NULL ? "" : row->title,
            .unit = row->unit == NULL ? "" : row->unit,
            .kind = row->kind,
            .goal = row->goal,
            .group = row->group,
            .is_required = row->is_required,
            .high_is_better = row->high_is_better,
        };
    }
    return e->described != NULL;
}

static bool
make_column(struct bh_column *column, size_t n)
{
    column->keys = calloc(n + 1, sizeof *column->keys);
    column->values = calloc(n + 1, sizeof *column->values);
    return column->keys != NULL && column->values != NULL;
}

static bool
make_memory(struct bh_ensemble *e)
{
    const size_t n_series = e->n_series * e->n_points;
    const size_t width = e->outputs.n + N_FLAGS;

    e->pack = e->engine->create(e->model);
    e->outcomes = calloc(e->n_futures, e->n_options * width * sizeof *e->outcomes);
    e->series = calloc(e->n_futures, (e->n_options * n_series + 1) * sizeof *e->series);
    e->drawn = calloc(BH_BLOCK, (bh_sample_width(&e->sampler) + 1) * sizeof *e->drawn);
    e->values = calloc(BH_MAX_LANES, e->model->parameters.n * sizeof *e->values);
    e->finals = calloc(BH_MAX_LANES, e->outputs.n * sizeof *e->finals);
    e->recorded = calloc(BH_MAX_LANES, (n_series + 1) * sizeof *e->recorded);
    e->cells = calloc(e->n_options, e->outputs.n * sizeof *e->cells);
    e->scratch = calloc(e->n_futures + 1, sizeof *e->scratch);
    e->ran = calloc(e->n_futures, sizeof *e->ran);
    e->tile = calloc(e->n_futures, BH_BANDS_AT_ONCE * sizeof *e->tile);
    return e->pack != NULL && e->outcomes != NULL && e->series != NULL && e->drawn != NULL &&
           e->values != NULL && e->finals != NULL && e->recorded != NULL && e->cells != NULL &&
           e->scratch != NULL && e->ran != NULL && e->tile != NULL &&
           make_column(&e->column, e->n_futures) && make_column(&e->baseline, e->n_futures);
}

static enum bh_status
make(struct bh_ensemble *e, const struct bh_ensemble_request *request, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    if (request->n_futures < 1 || request->n_futures > MOST_FUTURES) {
        return bh_fail(err, BH_EINPUT, "futures is %zu, must be 1 to %d", request->n_futures,
                       MOST_FUTURES);
    }
    e->every = request->every == 0 ? 7 : (uint32_t) request->every;
    e->n_points = bh_engine_points(e->model->days, e->every);
    e->n_futures = request->n_futures;
    e->sampler = (struct bh_sampler){.model = e->model, .design = BH_MONTE_CARLO};
    e->war_ends = bh_block_war_ends(e->model);
    BH_TRY(bh_choose_engine(request->isa, &e->engine, err));
    BH_TRY(choose_options(e, request, err));
    BH_TRY(choose_series(e, request, err));
    if (!bh_outputs_make(e->model, &e->arena, &e->outputs) || !describe_outputs(e) ||
        !make_memory(e)) {
        return bh_no_memory(err);
    }
done:
    return st;
}

enum bh_status
bh_ensemble_create(const struct bh_plan *plan, const struct bh_ensemble_request *request,
                   struct bh_ensemble **out, struct bh_err *err)
{
    struct bh_ensemble *e = calloc(1, sizeof *e);

    if (e == NULL) {
        return bh_no_memory(err);
    }
    e->model = bh_plan_model(plan);
    bh_arena_init(&e->arena);
    const enum bh_status st = make(e, request, err);
    if (st != BH_OK) {
        bh_ensemble_free(e);
        return st;
    }
    *out = e;
    return BH_OK;
}

void
bh_ensemble_free(struct bh_ensemble *ensemble)
{
    if (ensemble == NULL) {
        return;
    }
    if (ensemble->pack != NULL) {
        ensemble->engine->free(ensemble->pack);
    }
    free(ensemble->outcomes);
    free(ensemble->series);
    free(ensemble->drawn);
    free(ensemble->values);
    free(ensemble->finals);
    free(ensemble->recorded);
    free(ensemble->cells);
    free(ensemble->scratch);
    free(ensemble->ran);
    free(ensemble->tile);
    free(ensemble->column.keys);
    free(ensemble->column.values);
    free(ensemble->baseline.keys);
    free(ensemble->baseline.values);
    bh_arena_fini(&ensemble->arena);
    free(ensemble);
}

size_t
bh_ensemble_n_options(const struct bh_ensemble *ensemble)
{
    return ensemble->n_options;
}

size_t
bh_ensemble_n_futures(const struct bh_ensemble *ensemble)
{
    return ensemble->n_futures;
}

size_t
bh_ensemble_n_series(const struct bh_ensemble *ensemble)
{
    return ensemble->n_series;
}

size_t
bh_ensemble_n_points(const struct bh_ensemble *ensemble)
{
    return ensemble->n_points;
}

const struct bh_output *
bh_ensemble_outputs(const struct bh_ensemble *ensemble, size_t *n)
{
    *n = ensemble->outputs.n;
    return ensemble->described;
}

struct bh_ensemble_rows
bh_ensemble_rows(struct bh_ensemble *ensemble, size_t option)
{
    const size_t width = ensemble->outputs.n + N_FLAGS;
    const size_t series_width = ensemble->n_series * ensemble->n_points;

    return (struct bh_ensemble_rows){
        .outcomes = ensemble->outcomes + option * ensemble->n_futures * width,
        .width = width,
        .series = ensemble->series + option * ensemble->n_futures * series_width,
        .series_width = series_width,
    };
}

/* ---- running --------------------------------------------------------------------------------- */

/** Draws the futures [first, first + n) unless they are there, and orders them. */
static void
draw(struct bh_ensemble *e, size_t first, size_t n)
{
    const size_t stride = bh_sample_width(&e->sampler);

    if (e->n_drawn == n && e->first == first) {
        return;
    }
    for (size_t i = 0; i < n; i++) {
        bh_sample_draw(&e->sampler, (uint32_t) (first + i + 1), e->drawn + i * stride);
    }
    e->first = first;
    e->n_drawn = n;
    bh_block_order(e->drawn + e->war_ends, stride, n, e->order);
}

/** Writes lane `l` of the pack that just ran as the row of future `future`. */
static void
keep(struct bh_ensemble *e, struct bh_ensemble_rows rows, size_t option, size_t future, size_t l)
{
    const size_t n = e->outputs.n;
    const bool failed = e->outcome.failed[l];
    double *row = rows.outcomes + future * rows.width;
    float *series = rows.series + future * rows.series_width;

    bh_outputs_finish(&e->outputs, option, e->values + l * e->model->parameters.n,
                      e->outcome.finals[l]);
    for (size_t i = 0; i < n; i++) {
        row[i] = e->outcome.finals[l][i] + 0.0; /* -0 becomes 0, as in a results file */
    }
    row[n] = failed ? 1 : 0;
    row[n + 1] = !failed && bh_outputs_success(&e->outputs, row) ? 1 : 0;
    for (size_t i = 0; i < rows.series_width; i++) {
        series[i] = (float) e->outcome.series[l][i];
    }
}

/** Runs order[begin] .. order[begin + n - 1] of the block as one pack. */
static void
run_pack(struct bh_ensemble *e, size_t number, size_t begin, size_t n)
{
    const size_t option = e->options[number];
    const size_t n_recorded = e->n_series * e->n_points;
    struct bh_job job = {
        .model = e->model,
        .option = option,
        .n = n,
        .finals = e->outputs.slots,
        .n_finals = e->outputs.n,
        .slots = e->slots,
        .n_slots = e->n_series,
        .every = e->every,
    };

    for (size_t l = 0; l < n; l++) {
        const size_t i = e->order[begin + l];
        double *values = e->values + l * e->model->parameters.n;

        bh_sample_place(e->model, option, e->drawn + i * bh_sample_width(&e->sampler), values);
        job.scenario[l] = (uint32_t) (e->first + i + 1);
        job.values[l] = values;
        e->outcome.finals[l] = e->finals + l * e->outputs.n;
        e->outcome.series[l] = e->recorded + l * n_recorded;
    }
    e->engine->run(e->pack, &job, &e->outcome);
    for (size_t l = 0; l < n; l++) {
        keep(e, bh_ensemble_rows(e, number), option, e->first + e->order[begin + l], l);
    }
}

void
bh_ensemble_run(struct bh_ensemble *ensemble, size_t option, size_t first, size_t n)
{
    const size_t lanes = ensemble->engine->lanes;

    for (size_t done = 0; done < n; done += BH_BLOCK) {
        const size_t block = n - done < BH_BLOCK ? n - done : BH_BLOCK;

        draw(ensemble, first + done, block);
        for (size_t begin = 0; begin < block; begin += lanes) {
            run_pack(ensemble, option, begin, block - begin < lanes ? block - begin : lanes);
        }
    }
}

/* ---- summaries ------------------------------------------------------------------------------- */

/** Column `at` of the rows of the futures that ran. */
static void
gather(struct bh_ensemble *e, size_t option, size_t at, size_t n, struct bh_column *column)
{
    const struct bh_ensemble_rows rows = bh_ensemble_rows(e, option);

    column->n = 0;
    for (size_t f = 0; f < n; f++) {
        const double *row = rows.outcomes + f * rows.width;

        if (row[e->outputs.n] == 0) {
            column->keys[column->n] = (uint64_t) (f + 1) << 32;
            column->values[column->n++] = row[at];
        }
    }
}

static void
summarise_output(struct bh_ensemble *e, size_t at, size_t n, size_t baseline,
                 struct bh_compared_option *options)
{
    const struct bh_output_row *row = &e->outputs.rows[at];
    const struct bh_goal goal = {(int) row->relation, row->goal_value};

    gather(e, baseline, at, n, &e->baseline);
    for (size_t o = 0; o < e->n_options; o++) {
        struct bh_cell *cell = &e->cells[o * e->outputs.n + at];

        gather(e, o, at, n, &e->column);
        *cell = bh_cell_of(&e->column, goal, e->scratch);
        if (o != baseline) {
            cell->difference =
                bh_column_difference(&e->column, &e->baseline, e->scratch, &cell->n_pairs);
        }
        if (at == e->outputs.in_time) {
            options[o].in_time = bh_cell_share(cell);
        }
    }
}

static void
summarise_series(struct bh_ensemble *e, size_t option, size_t n, struct bh_band_point *bands)
{
    const struct bh_ensemble_rows rows = bh_ensemble_rows(e, option);
    const struct bh_band_point nothing = {(double) NAN, (double) NAN, (double) NAN,
                                          (double) NAN, (double) NAN, (double) NAN};
    size_t n_ran = 0;

    for (size_t f = 0; f < n; f++) {
        if (rows.outcomes[f * rows.width + e->outputs.n] == 0) {
            e->ran[n_ran++] = rows.series + f * rows.series_width;
        }
    }
    for (size_t i = 0; i < rows.series_width && n_ran == 0; i++) {
        bands[i] = nothing;
    }
    if (n_ran > 0) {
        bh_bands_of(e->ran, n_ran, rows.series_width, e->tile, bands);
    }
}

void
bh_ensemble_summarise(struct bh_ensemble *ensemble, size_t n, size_t baseline,
                      struct bh_compared_option *options, struct bh_band_point *bands)
{
    struct bh_ensemble *e = ensemble;
    const size_t n_outputs = e->outputs.n;
    size_t n_pairs;

    gather(e, baseline, n_outputs + 1, n, &e->baseline);
    for (size_t o = 0; o < e->n_options; o++) {
        const struct bh_option *option = &e->model->options[e->options[o]];

        gather(e, o, n_outputs + 1, n, &e->column);
        options[o] = (struct bh_compared_option){
            .id = option->id,
            .title = option->title,
            .summary = option->summary,
            .n_futures = e->column.n,
            .n_failed = n - e->column.n,
            .success = bh_column_share(&e->column),
            .success_difference =
                bh_column_difference(&e->column, &e->baseline, e->scratch, &n_pairs),
            .cells = &e->cells[o * n_outputs],
        };
        if (bands != NULL) {
            summarise_series(e, o, n, bands + o * e->n_series * e->n_points);
        }
    }
    for (size_t i = 0; i < n_outputs; i++) {
        summarise_output(e, i, n, baseline, options);
    }
}
