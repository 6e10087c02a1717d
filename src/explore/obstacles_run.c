/** @file obstacles_run.c  An obstacle study of all options: of a plan, or of a results file.
 *
 *  Layer: explore. */
#include "base/date.h"
#include "base/err.h"
#include "base/text.h"
#include "explore/choose.h"
#include "explore/obstacles.h"
#include "explore/reopened.h"
#include "plan/compile.h"
#include "plan/names.h"
#include "plan/quantity.h"
#include "store/obstacles.h"
#include "store/store.h"

#include <bluehelm/version.h>
#include <stdlib.h>
#include <string.h>

#define MOST_FUTURES 1000000u

/** What the results file knows of the futures of its option `option`. */
static enum bh_status
read_known(struct bh_store *file, size_t option, size_t n_futures, size_t n_replications,
           unsigned char *known, struct bh_err *err)
{
    const size_t n = n_futures * n_replications;
    uint64_t *keys = malloc((n + 1) * sizeof *keys);
    double *success = malloc((n + 1) * sizeof *success);
    size_t n_read = 0;
    enum bh_status st = BH_OK;

    if (keys == NULL || success == NULL) {
        st = bh_no_memory(err);
        goto done;
    }
    memset(known, BH_KNOWN_BROKEN, n);
    BH_TRY(bh_store_column(file, option, "success", n, keys, success, &n_read, err));
    for (size_t i = 0; i < n_read; i++) {
        const size_t scenario = (size_t) (keys[i] >> 32), replication = (size_t) (uint32_t) keys[i];

        if (scenario >= 1 && scenario <= n_futures && replication < n_replications) {
            known[(scenario - 1) * n_replications + replication] =
                success[i] > 0 ? BH_KNOWN_SUCCESS : BH_KNOWN_FAILURE;
        }
    }
done:
    free(keys);
    free(success);
    return st;
}

static enum bh_status
study_options(struct bh_obstacle_study *study, const size_t *options, struct bh_store *file,
              struct bh_err *err)
{
    const size_t n_futures = study->out->n_scenarios, n_replications = study->out->n_replications;
    unsigned char *known =
        file == NULL ? NULL : bh_arena_alloc(study->arena, n_futures * n_replications);
    struct bh_obstacles_option *rows =
        bh_arena_alloc(study->arena, study->out->n_options * sizeof *rows);
    enum bh_status st = rows == NULL || (file != NULL && known == NULL) ? bh_no_memory(err) : BH_OK;

    study->out->options = rows;
    study->known = known;
    for (size_t i = 0; i < study->out->n_options && st == BH_OK; i++) {
        const struct bh_option *option = &study->model->options[options[i]];

        rows[i].id = bh_arena_strdup(study->arena, option->id);
        rows[i].title = bh_arena_strdup(study->arena, option->title);
        st = rows[i].id == NULL || rows[i].title == NULL ? bh_no_memory(err) : BH_OK;
        if (st == BH_OK && file != NULL) {
            st = read_known(file, i, n_futures, n_replications, known, err);
        }
        if (st == BH_OK) {
            st = bh_obstacles_option(study, i, options[i], &rows[i], err);
        }
    }
    return st;
}

/* ---- the whole ------------------------------------------------------------------------------ */

/** "conditions.decision.given: true, ..." on the arena. */
static const char *
lifted_words(const struct bh_model *model, const struct bh_obstacle *obstacle,
             struct bh_arena *arena)
{
    const struct bh_unit_context units = {model->currency, model->start};
    struct bh_text text = {0};

    for (size_t i = 0; i < obstacle->lift.n; i++) {
        const struct bh_override *o = &obstacle->lift.at[i];

        bh_text_printf(&text, "%s%s: ", i == 0 ? "" : ", ", o->path);
        bh_quantity_print(o->value, bh_names_row(model, o->parameter)->kind, &units, &text);
        bh_text_add(&text, o->assumption == BH_NONE ? "" : " (with its range)");
    }
    const char *copy = text.failed ? NULL : bh_arena_strdup(arena, bh_text_string(&text));
    bh_text_fini(&text);
    return copy;
}

static enum bh_status
describe(struct bh_obstacle_study *study, struct bh_err *err)
{
    const struct bh_model *model = study->model;
    struct bh_obstacles *out = study->out;
    struct bh_obstacle_title *rows =
        bh_arena_alloc(study->arena, study->model->n_obstacles * sizeof *rows);
    char start[16];

    bh_date_format(model->start, start);
    out->plan_id = bh_arena_strdup(study->arena, model->id);
    out->plan_title = bh_arena_strdup(study->arena, model->title);
    out->start = bh_arena_strdup(study->arena, start);
    out->plan_hash = model->hash;
    out->days = model->days;
    out->seed = model->seed;
    out->obstacles = rows;
    out->n_obstacles = study->model->n_obstacles;
    bool failed =
        rows == NULL || out->plan_id == NULL || out->plan_title == NULL || out->start == NULL;
    for (size_t i = 0; i < study->model->n_obstacles && !failed; i++) {
        rows[i].id = bh_arena_strdup(study->arena, model->obstacles[i].id);
        rows[i].title = bh_arena_strdup(study->arena, model->obstacles[i].title);
        rows[i].lifted = lifted_words(model, &model->obstacles[i], study->arena);
        failed = rows[i].id == NULL || rows[i].title == NULL || rows[i].lifted == NULL;
    }
    return failed ? bh_no_memory(err) : BH_OK;
}

static enum bh_status
check_settings(const struct bh_model *model, const struct bh_obstacles_settings *settings,
               struct bh_err *err)
{
    const size_t n_replications = settings->n_replications == 0 ? 1 : settings->n_replications;

    if (model->n_obstacles == 0) {
        return bh_fail(err, BH_EINPUT,
                       "the plan has no obstacles; give it a section 'obstacles' "
                       "(docs/plan-reference.md)");
    }
    if (model->n_obstacles > BH_MOST_OBSTACLES) {
        return bh_fail(err, BH_ELIMIT, "the plan has %zu obstacles, at most %d are studied",
                       model->n_obstacles, BH_MOST_OBSTACLES);
    }
    if (settings->n_futures < 1 || settings->n_futures > MOST_FUTURES ||
        n_replications > MOST_FUTURES / settings->n_futures) {
        return bh_fail(err, BH_EINPUT,
                       "futures times replications is %zu times %zu, must be 1 to %u",
                       settings->n_futures, n_replications, MOST_FUTURES);
    }
    if (settings->threads > 1024) {
        return bh_fail(err, BH_EINPUT, "threads is %zu, must be 0 to 1024", settings->threads);
    }
    return BH_OK;
}

/** Obstacles in order of id, so that lifts that set the same number do not depend on the plan's
 *  order. */
static const size_t *
sort_by_id(const struct bh_model *model, struct bh_arena *arena)
{
    size_t *order = bh_arena_alloc(arena, model->n_obstacles * sizeof *order);

    for (size_t i = 0; order != NULL && i < model->n_obstacles; i++) {
        size_t at = i;

        for (; at > 0 && strcmp(model->obstacles[order[at - 1]].id, model->obstacles[i].id) > 0;
             at--) {
            order[at] = order[at - 1];
        }
        order[at] = i;
    }
    return order;
}

static enum bh_status
choose_options(struct bh_obstacle_study *study, size_t **options, struct bh_err *err)
{
    const struct bh_obstacles_settings *settings = study->settings;
    const size_t n =
        settings->options == NULL ? study->model->counts.n_options : settings->n_options;
    enum bh_status st = BH_OK;

    *options = bh_arena_alloc(study->arena, (n + 1) * sizeof **options);
    if (*options == NULL) {
        return bh_no_memory(err);
    }
    for (size_t i = 0; i < n; i++) {
        (*options)[i] = i;
        if (settings->options != NULL) {
            BH_TRY(bh_choose_option(study->model, settings->options[i], &(*options)[i], err));
        }
    }
    study->out->n_options = n;
done:
    return st;
}

static enum bh_status
make(struct bh_obstacle_study *study, struct bh_store *file, struct bh_err *err)
{
    size_t *options;
    enum bh_status st = BH_OK;

    BH_TRY(check_settings(study->model, study->settings, err));
    BH_TRY(bh_choose_engine(study->settings->isa, &study->engine, err));
    study->out->n_scenarios = study->settings->n_futures;
    study->out->n_replications =
        study->settings->n_replications == 0 ? 1 : study->settings->n_replications;
    BH_TRY(choose_options(study, &options, err));
    BH_TRY(describe(study, err));
    study->by_id = sort_by_id(study->model, study->arena);
    if (study->by_id == NULL || !bh_outputs_make(study->model, study->arena, &study->outputs)) {
        st = bh_no_memory(err);
        goto done;
    }
    st = study_options(study, options, file, err);
done:
    return st;
}

/** Studies the scenarios of `sampler`, whose design is called `design`; when `file` is given, its
 *  options and what it knows of their futures. */
static enum bh_status
study_scenarios(const struct bh_sampler *sampler, const char *design,
                const struct bh_obstacles_settings *settings, struct bh_store *file,
                struct bh_obstacles **out, struct bh_err *err)
{
    struct bh_obstacles *result = bh_obstacles_new();
    struct bh_obstacle_study study = {
        .model = sampler->model, .sampler = sampler, .settings = settings, .out = result};
    enum bh_status st = BH_OK;

    if (result == NULL) {
        return bh_no_memory(err);
    }
    study.arena = bh_obstacles_arena(result);
    result->design = bh_arena_strdup(study.arena, design);
    st = result->design == NULL ? bh_no_memory(err) : make(&study, file, err);
    if (st == BH_OK) {
        *out = result;
    } else {
        bh_obstacles_free(result);
    }
    return st;
}

enum bh_status
bh_obstacles_run(const struct bh_plan *plan, const struct bh_obstacles_settings *settings,
                 struct bh_obstacles **out, struct bh_err *err)
{
    const struct bh_sampler sampler = {
        .model = bh_plan_model(plan), .design = settings->design, .n = settings->n_futures};
    const bool is_stratified = settings->design == BH_LATIN_HYPERCUBE;

    return study_scenarios(&sampler, is_stratified ? "latin hypercube" : "monte carlo", settings,
                           NULL, out, err);
}

enum bh_status
bh_obstacles_study(const char *results, const struct bh_obstacles_settings *settings,
                   struct bh_obstacles **out, struct bh_err *err)
{
    struct bh_reopened opened = {0};
    struct bh_obstacles *found = NULL;
    struct bh_obstacles_settings own = *settings;
    const char **options = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_reopened_open(results, &opened, err));
    BH_TRY(bh_store_need_futures(opened.file, "an obstacle study", err));
    const struct bh_store_study *study = bh_store_study(opened.file);
    if (!bh_store_is_complete(opened.file)) {
        st = bh_fail(err, BH_EINPUT, "%s: the study is not complete; go on with explore --resume",
                     results);
        goto done;
    }
    options = calloc(study->n_options + 1, sizeof *options);
    if (options == NULL) {
        st = bh_no_memory(err);
        goto done;
    }
    for (size_t i = 0; i < study->n_options; i++) {
        options[i] = study->options[i].id;
    }
    own.options = options;
    own.n_options = study->n_options;
    own.n_futures = study->n_futures;
    own.n_replications = study->n_replications;
    BH_TRY(study_scenarios(&opened.design.sampler, study->design, &own, opened.file, &found, err));
    bh_store_close(opened.file);
    opened.file = NULL;
    BH_TRY(bh_store_keep_obstacles(results, found, err));
    *out = found;
    found = NULL;
done:
    bh_obstacles_free(found);
    free(options);
    bh_reopened_close(&opened);
    return bh_err_wrap(err, st, "obstacles of %s", results);
}
