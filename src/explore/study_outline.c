/** @file study_outline.c  Settings and a model, made into what a study is. */
#include "explore/study_outline.h"

#include "base/date.h"
#include "base/err.h"
#include "engine/engine.h"
#include "explore/choose.h"
#include "plan/names.h"

#include <bluehelm/version.h>
#include <math.h>
#include <string.h>

#define MAX_FUTURES 100000000u
#define USUAL_KEPT 256
#define USUAL_DAYS 7 /* between kept points of a series */

size_t
bh_study_futures_per_option(const struct bh_study_outline *study)
{
    return study->design.n_futures * study->n_replications;
}

size_t
bh_study_job_options(const struct bh_study_outline *study)
{
    return study->described.is_summary ? study->n_options : 1;
}

size_t
bh_study_job_block(const struct bh_study_outline *study, size_t job)
{
    return job / bh_store_jobs_per_block(&study->described);
}

size_t
bh_study_job_futures(const struct bh_study_outline *study, size_t job)
{
    const size_t before = bh_study_job_block(study, job) * BH_BLOCK;
    const size_t left = bh_study_futures_per_option(study) - before;

    return left < BH_BLOCK ? left : BH_BLOCK;
}

/* ---- what the results file says of it -------------------------------------------------------- */

static void
add_series(void *context, const char *name, size_t slot, const struct bh_state_field *field)
{
    struct bh_study_outline *study = context;

    if (field->visibility != BH_SERIES) {
        return;
    }
    if (study->series != NULL) {
        const char *copy = bh_arena_strdup(study->arena, name);

        study->failed = study->failed || copy == NULL;
        study->series_slots[study->n_series] = slot;
        study->series[study->n_series] =
            (struct bh_store_series){copy, field->unit, field->meaning,
                                     bh_names_whose(study->model, slot)};
    }
    study->n_series++;
}

static bool
list_series(struct bh_study_outline *study)
{
    if (!bh_names_each(study->model, add_series, study)) {
        return false;
    }
    const size_t n = study->n_series + 1;

    study->series_slots = bh_arena_alloc(study->arena, n * sizeof *study->series_slots);
    study->series = bh_arena_alloc(study->arena, n * sizeof *study->series);
    if (study->series_slots == NULL || study->series == NULL) {
        return false;
    }
    study->n_series = 0;
    return bh_names_each(study->model, add_series, study) && !study->failed;
}

static enum bh_status
choose_options(struct bh_study_outline *study, const struct bh_study_settings *settings,
               struct bh_err *err)
{
    const struct bh_model *model = study->model;
    const size_t n = model->counts.n_options;

    study->options = bh_arena_alloc(study->arena, (n + 1) * sizeof *study->options);
    if (study->options == NULL) {
        return bh_no_memory(err);
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
describe_options(struct bh_study_outline *study)
{
    const struct bh_model *model = study->model;
    struct bh_store_option *rows =
        bh_arena_alloc(study->arena, study->n_options * sizeof *rows);
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
describe_register(struct bh_study_outline *study)
{
    const struct bh_model *model = study->model;
    const size_t n_levers = study->design.n_levers;
    struct bh_store_variable *variables =
        bh_arena_alloc(study->arena, (model->n_variables + n_levers + 1) * sizeof *variables);
    struct bh_store_variable *givens =
        bh_arena_alloc(study->arena, (model->n_givens + 1) * sizeof *givens);

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
describe_outputs(struct bh_study_outline *study)
{
    struct bh_store_output *rows =
        bh_arena_alloc(study->arena, study->outputs.n * sizeof *rows);

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
describe_sources(struct bh_study_outline *study)
{
    const struct bh_model *model = study->model;
    struct bh_store_source *rows =
        bh_arena_alloc(study->arena, (model->n_sources + 1) * sizeof *rows);

    for (size_t i = 0; rows != NULL && i < model->n_sources; i++) {
        const struct bh_source *s = &model->sources[i];

        rows[i] = (struct bh_store_source){word(s->id),   word(s->title), word(s->publisher),
                                           word(s->year), word(s->url),   word(s->accessed)};
    }
    study->described.sources = rows;
    study->described.n_sources = model->n_sources;
    return rows != NULL;
}

static bool
describe_geometry(struct bh_study_outline *study)
{
    const struct bh_geometry none = {0}, *g = study->model->geometry;
    const struct bh_geometry *from = g == NULL ? &none : g;
    struct bh_store_shape *rows =
        bh_arena_alloc(study->arena, (from->n_shapes + 1) * sizeof *rows);

    for (size_t i = 0; rows != NULL && i < from->n_shapes; i++) {
        rows[i] = (struct bh_store_shape){from->shapes[i].area, from->shapes[i].coordinates};
    }
    study->described.geometry = from->file;
    study->described.n_unused = from->n_unused;
    study->described.shapes = rows;
    study->described.n_shapes = from->n_shapes;
    return rows != NULL;
}

/** Everything that defines the study, for the results file. */
static bool
describe(struct bh_study_outline *study, bool is_summary)
{
    const struct bh_model *model = study->model;
    const size_t per_option = bh_study_futures_per_option(study);
    const size_t n_blocks = (per_option + BH_BLOCK - 1) / BH_BLOCK;
    char start[16];

    bh_date_format(model->start, start);
    study->described = (struct bh_store_study){
        .version = BH_VERSION,
        .plan_id = model->id,
        .plan_title = word(model->title),
        .plan_text = model->canonical,
        .currency = model->currency,
        .start = bh_arena_strdup(study->arena, start),
        .design = study->design.words,
        .plan_hash = model->hash,
        .days = model->days,
        .seed = model->seed,
        .n_futures = study->design.n_futures,
        .n_replications = study->n_replications,
        .keep = study->keep,
        .every = study->every,
        .is_summary = is_summary,
        .options = describe_options(study),
        .n_options = study->n_options,
        .series = study->series,
        .n_series = study->n_series,
        .factors = study->design.factors,
        .n_factors = study->design.n_factors,
    };
    study->described.n_jobs = n_blocks * bh_store_jobs_per_block(&study->described);
    return study->described.options != NULL && study->described.start != NULL &&
           describe_register(study) && describe_outputs(study) && describe_sources(study) &&
           describe_geometry(study);
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
check_summary(const struct bh_study_outline *study, const struct bh_study_settings *settings,
              struct bh_err *err)
{
    if (!settings->is_summary) {
        return BH_OK;
    }
    if (settings->design == BH_SALTELLI || settings->design == BH_MORRIS) {
        return bh_fail(err, BH_EINPUT,
                       "a summary of design %s is of no use: sensitivity needs every future",
                       study->design.words);
    }
    return study->n_options <= BH_STORE_MOST_SUMMED
               ? BH_OK
               : bh_fail(err, BH_EINPUT,
                         "a summary keeps differences of at most %d options, these are %zu; "
                         "choose some by --option",
                         BH_STORE_MOST_SUMMED, study->n_options);
}

enum bh_status
bh_study_outline_make(const struct bh_model *model, const struct bh_study_settings *settings,
                      struct bh_arena *arena, struct bh_study_outline *out, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    *out = (struct bh_study_outline){.model = model, .arena = arena};
    BH_TRY(check_settings(settings, err));
    BH_TRY(bh_study_design_make(model, settings, arena, &out->design, err));
    out->n_replications = settings->n_replications == 0 ? 1 : settings->n_replications;
    BH_TRY(check_futures(out->design.n_futures, out->n_replications, err));
    out->keep = settings->keep == 0 ? USUAL_KEPT : settings->keep;
    out->every = settings->every == 0 ? USUAL_DAYS : (uint32_t) settings->every;
    out->n_points = bh_engine_points(model->days, out->every);
    BH_TRY(choose_options(out, settings, err));
    BH_TRY(check_summary(out, settings, err));
    if (!list_series(out) || !bh_outputs_make(model, arena, &out->outputs) ||
        !describe(out, settings->is_summary)) {
        st = bh_no_memory(err);
    }
done:
    return st;
}
