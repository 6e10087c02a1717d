/** @file sensitivity.c  What the options of a results file are sensitive to.
 *
 *  Layer: analyze.  Outputs come from the file by scenario; what the scenarios are comes from the
 *  design's words and the table of factors. */
#include <bluehelm/sensitivity.h>

#include "analyze/sensitivity_task.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/text.h"
#include "design/words.h"
#include "store/store.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct work {
    const struct bh_sensitivity_request *request;
    struct bh_store *file;
    const struct bh_store_study *study;
    struct bh_arena *arena;
    struct bh_sensitivity *out;
    struct bh_design_grid grid; /* design, levels and second order of the study */
    size_t pool;                /* trajectories were chosen from so many; 0: not chosen */
    const struct bh_store_output *measure; /* NULL: success */
    size_t n_rows;                         /* scenarios there are, whole blocks only */
    uint64_t *keys;
    double *values; /* [n_rows * replications] as read */
    double *y;      /* [n_rows] by scenario */
    double *x;      /* as bh_sensitivity_task wants them */
};

static const char *
keep(struct work *w, const char *text)
{
    return bh_arena_strdup(w->arena, text);
}

/* ---- what is asked --------------------------------------------------------------------------- */

static enum bh_status
find_measure(struct work *w, struct bh_err *err)
{
    const char *id = w->request->measure;
    const struct bh_store_study *study = w->study;
    const char **names;
    const char *near[3];

    if (id == NULL || strcmp(id, "success") == 0) {
        return BH_OK;
    }
    names = bh_arena_alloc(w->arena, (study->n_outputs + 1) * sizeof *names);
    if (names == NULL) {
        return bh_no_memory(err);
    }
    for (size_t i = 0; i < study->n_outputs; i++) {
        names[i] = study->outputs[i].id;
        if (strcmp(id, names[i]) == 0) {
            w->measure = &study->outputs[i];
            return BH_OK;
        }
    }
    names[study->n_outputs] = "success";
    const size_t n = bh_text_nearest(id, names, study->n_outputs + 1, near);
    return bh_fail(err, BH_EINPUT, "there is no measure '%s' in these results; %s: %s%s%s", id,
                   n > 0 ? "nearest" : "there are success and", n > 0 ? near[0] : names[0],
                   n > 1 ? ", " : "", n > 1 ? near[1] : "");
}

static bool
is_wanted(const struct work *w, const char *id)
{
    for (size_t i = 0; i < w->request->n_options; i++) {
        if (strcmp(w->request->options[i], id) == 0) {
            return true;
        }
    }
    return w->request->options == NULL;
}

static enum bh_status
check_options(const struct work *w, struct bh_err *err)
{
    const size_t n_wanted = w->request->options == NULL ? 0 : w->request->n_options;

    for (size_t i = 0; i < n_wanted; i++) {
        size_t o = 0;

        while (o < w->study->n_options &&
               strcmp(w->study->options[o].id, w->request->options[i]) != 0) {
            o++;
        }
        if (o == w->study->n_options) {
            return bh_fail(err, BH_EINPUT, "no option '%s' in these results; the first is %s",
                           w->request->options[i], w->study->options[0].id);
        }
    }
    return BH_OK;
}

/** What kind of study it is, and how many rows make a block. */
static enum bh_status
find_kind(struct work *w, struct bh_err *err)
{
    w->grid.groups = NULL;
    w->out->kind = BH_SENSITIVITY_GIVEN;
    w->grid.n_columns = 1;
    if (bh_design_read_words(w->study->design, &w->grid, &w->pool) && w->study->n_factors > 0) {
        if (w->grid.design == BH_SALTELLI || w->grid.design == BH_MORRIS) {
            w->out->kind =
                w->grid.design == BH_SALTELLI ? BH_SENSITIVITY_SOBOL : BH_SENSITIVITY_MORRIS;
            w->grid.n_columns = w->study->n_factors;
        }
    }
    if (w->request->wants_pairs && !w->grid.has_second_order) {
        return bh_fail(err, BH_EINPUT,
                       "pairs need a study of design saltelli with second order; this one is %s",
                       w->study->design);
    }
    return BH_OK;
}

static size_t
block_width(const struct work *w)
{
    return w->out->kind == BH_SENSITIVITY_GIVEN ? 1 : bh_design_width(&w->grid);
}

static bool
copy_factors(struct work *w)
{
    const bool is_given = w->out->kind == BH_SENSITIVITY_GIVEN;
    const size_t n = is_given ? w->study->n_variables : w->study->n_factors;
    struct bh_sensitivity_factor *rows = bh_arena_alloc(w->arena, (n + 1) * sizeof *rows);

    for (size_t i = 0; rows != NULL && i < n; i++) {
        rows[i].name = keep(w, is_given ? w->study->variables[i].path : w->study->factors[i].name);
        rows[i].meaning =
            keep(w, is_given ? w->study->variables[i].meaning : w->study->factors[i].meaning);
        if (rows[i].name == NULL || rows[i].meaning == NULL) {
            return false;
        }
    }
    w->out->factors = rows;
    w->out->n_factors = n;
    return rows != NULL;
}

static void
copy_study(struct work *w)
{
    const struct bh_store_study *s = w->study;
    struct bh_sensitivity *out = w->out;
    const struct bh_store_output *m = w->measure;

    out->plan_title = keep(w, s->plan_title);
    out->plan_hash = bh_arena_printf(w->arena, "%016llx", (unsigned long long) s->plan_hash);
    out->design = keep(w, s->design);
    out->currency = keep(w, s->currency);
    out->start = keep(w, s->start);
    out->days = s->days;
    out->seed = s->seed;
    out->n_replications = s->n_replications;
    out->is_complete = bh_store_is_complete(w->file);
    out->measure = m == NULL ? "success" : keep(w, m->id);
    out->measure_title = m == NULL ? "Success: every required goal is met" : keep(w, m->title);
    out->measure_kind = m == NULL ? "share" : keep(w, m->kind);
    out->measure_unit = m == NULL ? "" : keep(w, m->unit);
}

/* ---- outputs by scenario --------------------------------------------------------------------- */

/** What an output counts as: "never" of a day or date is the last day. */
static double
counted(const struct work *w, double value, size_t *n_never)
{
    const bool is_time = w->measure != NULL && (strcmp(w->measure->kind, "date") == 0 ||
                                                strcmp(w->measure->kind, "days") == 0);

    if (is_time && value == (double) INFINITY) {
        (*n_never)++;
        return (double) w->study->days;
    }
    return value;
}

/** Fills w->y: the mean over the replications of each scenario, NaN where one is missing. */
static enum bh_status
read_outputs(struct work *w, size_t option, size_t *n_never, struct bh_err *err)
{
    const size_t each = w->study->n_replications;
    const char *name = w->measure == NULL ? "success" : w->measure->id;
    size_t n = 0;
    enum bh_status st = BH_OK;

    BH_TRY(bh_store_column(w->file, option, name, w->study->n_futures * each, w->keys, w->values,
                           &n, err));
    *n_never = 0;
    for (size_t i = 0; i < w->n_rows; i++) {
        w->y[i] = (double) NAN;
    }
    for (size_t i = 0; i < n;) {
        const size_t row = (size_t) (w->keys[i] >> 32) - 1;
        size_t count = 0;
        double sum = 0;

        while (i < n && (size_t) (w->keys[i] >> 32) - 1 == row) {
            sum += counted(w, w->values[i], n_never);
            i++;
            count++;
        }
        if (row < w->n_rows && count == each) {
            w->y[row] = sum / (double) each;
        }
    }
done:
    return st;
}

/** How many whole blocks of scenarios every option has. */
static enum bh_status
count_rows(struct work *w, struct bh_err *err)
{
    const size_t width = block_width(w);
    size_t least = w->study->n_futures;
    enum bh_status st = BH_OK;

    for (size_t o = 0; o < w->study->n_options; o++) {
        size_t n, n_failed;

        BH_TRY(bh_store_count(w->file, o, &n, &n_failed, err));
        const size_t scenarios = (n + n_failed) / w->study->n_replications;
        least = scenarios < least ? scenarios : least;
    }
    w->n_rows = least / width * width;
    if (w->n_rows / width < 2) {
        st = bh_fail(err, BH_EINPUT,
                     "%zu futures of each option are too few to tell anything; "
                     "go on with the study",
                     least);
    }
done:
    return st;
}

/* ---- one option ----------------------------------------------------------------------------- */

/** Chooses again what the study chose. */
static enum bh_status
choose_trajectories(struct work *w, struct bh_err *err)
{
    const size_t n = w->study->n_futures / block_width(w);
    size_t *chosen;

    if (w->pool == 0) {
        return BH_OK;
    }
    chosen = bh_arena_alloc(w->arena, (n + 1) * sizeof *chosen);
    if (chosen == NULL) {
        return bh_no_memory(err);
    }
    w->grid.chosen = chosen;
    return bh_design_pick(&w->grid, w->pool, n, chosen, err);
}

/** The points of a Morris study on the unit scale. Groups move as one column: only which of them
 *  moves, and for single assumptions which way, matters to the effects. */
static void
make_trajectories(struct work *w)
{
    const size_t width = block_width(w), n = w->out->n_factors;

    for (size_t row = 0; row < w->n_rows; row++) {
        for (size_t c = 0; c < n; c++) {
            size_t before;
            const int sign = bh_design_step(&w->grid, row / width, c, &before);
            const bool has_moved = row % width > before;

            w->x[row * n + c] = (sign > 0) == has_moved ? 1 : 0;
        }
    }
}

static enum bh_status
analyze_option(struct work *w, size_t option, struct bh_sensitivity_option *out, struct bh_err *err)
{
    size_t n;
    enum bh_status st = BH_OK;

    out->id = keep(w, w->study->options[option].id);
    out->title = keep(w, w->study->options[option].title);
    BH_TRY(bh_store_count(w->file, option, &n, &out->n_failed, err));
    BH_TRY(read_outputs(w, option, &out->n_never, err));
    const struct bh_sensitivity_task task = {
        .kind = w->out->kind,
        .y = w->y,
        .x = w->x,
        .n_rows = w->n_rows,
        .n_factors = w->out->n_factors,
        .has_second_order = w->grid.has_second_order,
        .wants_pairs = w->request->wants_pairs,
        .is_grouped = strstr(w->study->design, ", by ") != NULL,
        .levels = w->grid.levels,
        .n_resamples = w->request->n_resamples,
        .seed = w->study->seed,
        .arena = w->arena,
    };
    st = bh_sensitivity_task_run(&task, out, err);
done:
    return bh_err_wrap(err, st, "option %s", w->study->options[option].id);
}

/* ---- the whole ------------------------------------------------------------------------------- */

/** What each factor, which is a variable here, was in each row. */
static enum bh_status
read_drawn(struct work *w, struct bh_err *err)
{
    struct bh_store_scenarios scenarios;
    enum bh_status st = bh_store_scenarios(w->file, &scenarios, err);

    if (st != BH_OK) {
        return st;
    }
    if (scenarios.n < w->n_rows) {
        st = bh_fail(err, BH_EFORMAT, "holds %zu scenarios, want %zu", scenarios.n, w->n_rows);
    }
    for (size_t i = 0; st == BH_OK && i < w->out->n_factors; i++) {
        memcpy(w->x + i * w->n_rows, scenarios.values + i * scenarios.n, w->n_rows * sizeof *w->x);
    }
    bh_store_scenarios_fini(&scenarios);
    return st;
}

/** Inputs of the rows, where the kind needs them. */
static enum bh_status
read_inputs(struct work *w, struct bh_err *err)
{
    const size_t n_factors = w->out->n_factors;
    uint64_t *keys = bh_arena_alloc(w->arena, (n_factors + 1) * sizeof *keys);
    enum bh_status st = BH_OK;

    if (w->out->kind == BH_SENSITIVITY_SOBOL) {
        return BH_OK;
    }
    w->x = malloc((w->n_rows * n_factors + 1) * sizeof *w->x);
    if (w->x == NULL || keys == NULL) {
        return bh_no_memory(err);
    }
    if (w->out->kind == BH_SENSITIVITY_MORRIS) {
        for (size_t i = 0; i < n_factors; i++) {
            keys[i] = bh_hash64(w->out->factors[i].name, strlen(w->out->factors[i].name));
        }
        w->grid.keys = keys;
        w->grid.seed = w->study->seed;
        BH_TRY(choose_trajectories(w, err));
        make_trajectories(w);
        return BH_OK;
    }
    BH_TRY(read_drawn(w, err));
done:
    return st;
}

static enum bh_status
analyze(struct work *w, struct bh_err *err)
{
    struct bh_sensitivity_option *options;
    enum bh_status st = BH_OK;

    w->study = bh_store_study(w->file);
    BH_TRY(find_measure(w, err));
    BH_TRY(check_options(w, err));
    BH_TRY(find_kind(w, err));
    copy_study(w);
    BH_TRY(count_rows(w, err));
    const size_t n_values = w->study->n_futures * w->study->n_replications + 1;
    w->keys = malloc(n_values * sizeof *w->keys);
    w->values = malloc(n_values * sizeof *w->values);
    w->y = malloc((w->n_rows + 1) * sizeof *w->y);
    options = bh_arena_alloc(w->arena, (w->study->n_options + 1) * sizeof *options);
    if (w->keys == NULL || w->values == NULL || w->y == NULL || options == NULL ||
        !copy_factors(w)) {
        return bh_no_memory(err);
    }
    if (w->out->n_factors == 0) {
        return bh_fail(err, BH_EINPUT,
                       "no number of this plan has a range: there is nothing whose part to tell");
    }
    BH_TRY(read_inputs(w, err));
    w->out->options = options;
    for (size_t o = 0; o < w->study->n_options; o++) {
        if (is_wanted(w, w->study->options[o].id)) {
            BH_TRY(analyze_option(w, o, &options[w->out->n_options++], err));
        }
    }
done:
    return st;
}

enum bh_status
bh_sensitivity_read(const char *path, const struct bh_sensitivity_request *request,
                    struct bh_sensitivity **out, struct bh_err *err)
{
    struct work w = {.request = request, .out = bh_sensitivity_create()};
    enum bh_status st = BH_OK;

    if (w.out == NULL) {
        return bh_no_memory(err);
    }
    w.arena = &w.out->store->arena;
    BH_TRY(bh_store_open_futures(path, "sensitivity", &w.file, err));
    BH_TRY(analyze(&w, err));
    *out = w.out;
    w.out = NULL;
done:
    free(w.keys);
    free(w.values);
    free(w.y);
    free(w.x);
    bh_store_close(w.file);
    bh_sensitivity_free(w.out);
    return st;
}
