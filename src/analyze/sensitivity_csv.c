/** @file sensitivity_csv.c  Sensitivity of outputs of any model, from two tables.
 *
 *  Layer: analyze.  The design is recognised by its rows: a Saltelli design repeats A and B in
 *  known places, a Morris design changes one column from row to row. Anything else is read by
 *  classes. */
#include <bluehelm/sensitivity.h>

#include "analyze/sensitivity_task.h"
#include "base/csv.h"
#include "base/err.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define USUAL_LEVELS 4

struct work {
    const struct bh_sensitivity_request *request;
    const struct bh_csv *x, *y;
    struct bh_sensitivity *out;
    struct bh_arena *arena;
    struct bh_sensitivity_task task;
    uint32_t *groups; /* [x->n_columns] factor of each input */
    const char **names; /* [n_factors] */
    size_t n_factors;
};

static double
cell(const struct work *w, size_t row, size_t column)
{
    return w->x->columns[column].values[row];
}

/** Whether row `row` is base row `a` with factor `exchanged` from base row `b`. */
static bool
is_exchange(const struct work *w, size_t row, size_t a, size_t b, size_t exchanged)
{
    for (size_t c = 0; c < w->x->n_columns; c++) {
        if (cell(w, row, c) != cell(w, w->groups[c] == exchanged ? b : a, c)) {
            return false;
        }
    }
    return true;
}

static bool
is_saltelli(const struct work *w, bool has_second_order)
{
    const size_t d = w->n_factors, n = w->x->n_rows;
    const size_t width = (has_second_order ? 2 : 1) * d + 2;

    if (n == 0 || n % width != 0) {
        return false;
    }
    for (size_t first = 0; first < n; first += width) {
        const size_t last = first + width - 1;

        for (size_t j = 0; j < d; j++) {
            if (!is_exchange(w, first + 1 + j, first, last, j) ||
                (has_second_order && !is_exchange(w, first + 1 + d + j, last, first, j))) {
                return false;
            }
        }
    }
    return true;
}

/** Whether the next row differs from `row` in inputs of one factor only, and in some. */
static bool
changes_one(const struct work *w, size_t row)
{
    size_t found = w->n_factors;

    for (size_t c = 0; c < w->x->n_columns; c++) {
        if (cell(w, row, c) != cell(w, row + 1, c)) {
            if (found < w->n_factors && w->groups[c] != found) {
                return false;
            }
            found = w->groups[c];
        }
    }
    return found < w->n_factors;
}

static bool
is_morris(const struct work *w)
{
    const size_t d = w->n_factors, n = w->x->n_rows;

    if (d < 2 || n == 0 || n % (d + 1) != 0) { /* of one input any two rows would do */
        return false;
    }
    for (size_t row = 0; row + 1 < n; row++) {
        if (row % (d + 1) != d && !changes_one(w, row)) {
            return false;
        }
    }
    return true;
}

static void
recognise(struct work *w)
{
    w->task.kind = BH_SENSITIVITY_GIVEN;
    w->out->design = "points of no design this program knows";
    if (is_saltelli(w, true)) {
        w->task.kind = BH_SENSITIVITY_SOBOL;
        w->task.has_second_order = true;
        w->out->design = "saltelli, second order";
    } else if (is_saltelli(w, false)) {
        w->task.kind = BH_SENSITIVITY_SOBOL;
        w->out->design = "saltelli";
    } else if (is_morris(w)) {
        w->task.kind = BH_SENSITIVITY_MORRIS;
        w->out->design = "morris";
    }
    w->out->kind = w->task.kind;
}

static enum bh_status
check(const struct work *w, struct bh_err *err)
{
    if (w->x->n_rows != w->y->n_rows) {
        return bh_fail(err, BH_EINPUT,
                       "%s has %zu rows and %s has %zu; each row of inputs has one of "
                       "outputs",
                       w->x->path, w->x->n_rows, w->y->path, w->y->n_rows);
    }
    for (size_t c = 0; c < w->x->n_columns; c++) {
        for (size_t i = 0; i < w->x->n_rows; i++) {
            if (!isfinite(cell(w, i, c))) {
                return bh_fail(err, BH_EINPUT,
                               "%s:%zu: %s is not a finite number; inputs have to be", w->x->path,
                               w->x->lines[i], w->x->columns[c].name);
            }
        }
    }
    for (size_t c = 0; c < w->y->n_columns; c++) {
        const enum bh_status st = bh_csv_want_numbers(w->y, c, err);

        if (st != BH_OK) {
            return st;
        }
    }
    return BH_OK;
}

/** The factor named `name`, added when it is new. */
static size_t
factor_named(struct work *w, const char *name)
{
    size_t g = 0;

    while (g < w->n_factors && strcmp(w->names[g], name) != 0) {
        g++;
    }
    if (g == w->n_factors) {
        w->names[w->n_factors++] = name;
    }
    return g;
}

/** Reads which group each input is in; one that is not named is a factor by itself. */
static enum bh_status
read_groups(struct work *w, const struct bh_csv *table, struct bh_err *err)
{
    size_t input = 0, group = 0;
    enum bh_status st = BH_OK;

    BH_TRY(bh_csv_find(table, "input", &input, err));
    BH_TRY(bh_csv_find(table, "group", &group, err));
    if (!table->columns[input].is_text || !table->columns[group].is_text) {
        return bh_fail(err, BH_EINPUT, "%s: inputs and groups are numbers, want names",
                       table->path);
    }
    for (size_t i = 0; i < table->n_rows; i++) {
        const struct bh_csv_column *at = &table->columns[input];
        size_t column = 0;

        st = bh_csv_find(w->x, at->levels[(size_t) at->values[i]], &column, err);
        BH_TRY(bh_err_wrap(err, st, "%s:%zu", table->path, table->lines[i]));
        w->groups[column] = (uint32_t) i + 1;
    }
    for (size_t c = 0; c < w->x->n_columns; c++) {
        const struct bh_csv_column *at = &table->columns[group];
        const char *name = w->groups[c] == 0 ? w->x->columns[c].name
                                             : at->levels[(size_t) at->values[w->groups[c] - 1]];

        w->groups[c] = (uint32_t) factor_named(w, bh_arena_strdup(w->arena, name));
    }
done:
    return st;
}

static enum bh_status
make_factors(struct work *w, struct bh_err *err)
{
    const size_t d = w->x->n_columns;
    struct bh_sensitivity_factor *factors = bh_arena_alloc(w->arena, (d + 1) * sizeof *factors);
    struct bh_csv table = {0};
    enum bh_status st = BH_OK;

    w->groups = bh_arena_alloc(w->arena, (d + 1) * sizeof *w->groups);
    w->names = bh_arena_alloc(w->arena, (d + 1) * sizeof *w->names);
    if (factors == NULL || w->groups == NULL || w->names == NULL) {
        return bh_no_memory(err);
    }
    if (w->request->groups != NULL) {
        BH_TRY(bh_csv_read(w->request->groups, &table, err));
        BH_TRY(read_groups(w, &table, err));
    }
    for (size_t c = 0; w->request->groups == NULL && c < d; c++) {
        w->groups[c] = (uint32_t) c;
        w->names[w->n_factors++] = bh_arena_strdup(w->arena, w->x->columns[c].name);
    }
    for (size_t g = 0; g < w->n_factors; g++) {
        factors[g] = (struct bh_sensitivity_factor){w->names[g], ""};
    }
    w->out->factors = factors;
    w->out->n_factors = w->n_factors;
done:
    bh_csv_fini(&table);
    return st;
}

/** The inputs as the task wants them. */
static enum bh_status
lay_out(struct work *w, struct bh_err *err)
{
    const size_t n = w->x->n_rows, d = w->x->n_columns;
    double *x = bh_arena_alloc(w->arena, (n * d + 1) * sizeof *x);

    if (x == NULL) {
        return bh_no_memory(err);
    }
    if (w->task.kind == BH_SENSITIVITY_GIVEN && w->n_factors != d) {
        return bh_fail(
            err, BH_EINPUT,
            "%s: groups go with rows of a Saltelli or Morris design of these groups, which "
            "these are not",
            w->x->path);
    }
    for (size_t c = 0; c < d; c++) {
        for (size_t i = 0; i < n; i++) {
            x[w->task.kind == BH_SENSITIVITY_MORRIS ? i * d + c : c * n + i] = cell(w, i, c);
        }
    }
    w->task.x = x;
    w->task.groups = w->groups;
    w->task.n_columns = d;
    w->task.n_factors = w->n_factors;
    return BH_OK;
}

/** Columns asked for with request->measure, else all. */
static enum bh_status
analyze(struct work *w, struct bh_err *err)
{
    const char *wanted = w->request->measure;
    struct bh_sensitivity_option *options =
        bh_arena_alloc(w->arena, (w->y->n_columns + 1) * sizeof *options);
    size_t first = 0, last = w->y->n_columns;
    enum bh_status st = BH_OK;

    if (options == NULL) {
        return bh_no_memory(err);
    }
    if (wanted != NULL) {
        BH_TRY(bh_csv_find(w->y, wanted, &first, err));
        last = first + 1;
    }
    w->out->options = options;
    for (size_t c = first; c < last; c++) {
        struct bh_sensitivity_option *option = &options[w->out->n_options++];

        option->id = bh_arena_strdup(w->arena, w->y->columns[c].name);
        option->title = option->id;
        w->task.y = w->y->columns[c].values;
        if (option->id == NULL) {
            return bh_no_memory(err);
        }
        st = bh_sensitivity_task_run(&w->task, option, err);
        BH_TRY(bh_err_wrap(err, st, "%s: %s", w->y->path, option->id));
    }
done:
    return st;
}

enum bh_status
bh_sensitivity_read_csv(const char *inputs, const char *outputs,
                        const struct bh_sensitivity_request *request, uint32_t levels,
                        struct bh_sensitivity **out, struct bh_err *err)
{
    struct bh_csv x = {0}, y = {0};
    struct work w = {.request = request, .x = &x, .y = &y, .out = bh_sensitivity_create()};
    enum bh_status st = BH_OK;

    if (w.out == NULL) {
        return bh_no_memory(err);
    }
    w.arena = &w.out->store->arena;
    w.out->plan_title = "";
    w.out->is_complete = true;
    BH_TRY(bh_csv_read(inputs, &x, err));
    BH_TRY(bh_csv_read(outputs, &y, err));
    BH_TRY(check(&w, err));
    BH_TRY(make_factors(&w, err));
    recognise(&w);
    BH_TRY(lay_out(&w, err));
    w.task.n_rows = x.n_rows;
    w.task.levels = levels == 0 ? USUAL_LEVELS : levels;
    w.task.wants_pairs = request->wants_pairs;
    w.task.n_resamples = request->n_resamples;
    w.task.arena = w.arena;
    BH_TRY(analyze(&w, err));
    *out = w.out;
    w.out = NULL;
done:
    bh_csv_fini(&x);
    bh_csv_fini(&y);
    bh_sensitivity_free(w.out);
    return st;
}
