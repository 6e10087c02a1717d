/** @file study_design.c  Keys, groups and factors of the plan's assumptions; tables of the user's.
 *  */
#include "explore/study_design.h"

#include "base/csv.h"
#include "base/err.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "design/words.h"
#include "explore/outputs.h"
#include "plan/names.h"
#include "plan/quantity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST_EVEN_ROWS 4000 /* an even hypercube keeps the products of all pairs of rows */
#define EVEN_TRIES_PER_CELL 5
#define MOST_EVEN_TRIES 200000
#define MOST_POOL 1000
#define LUCK_MEANS "chance, with every assumption as it is"
#define TABLE_LIMIT ((size_t) 1 << 28)

/** Length of the part of `path` that names its group. */
static size_t
group_length(const char *path, enum bh_grouping by)
{
    size_t n = strcspn(path, ".");

    if (by == BH_EACH_ALONE) {
        return strlen(path);
    }
    if (by == BH_BY_ITEM && path[n] == '.') {
        n += 1 + strcspn(path + n + 1, ".");
    }
    return n;
}

/** Numbers the groups in order of their first column. */
static bool
make_groups(const struct bh_model *model, enum bh_grouping by, struct bh_arena *arena,
            struct bh_study_design *out)
{
    const size_t n = model->n_assumptions;
    uint32_t *groups = bh_arena_alloc(arena, (n + 1) * sizeof *groups);
    size_t *members = bh_arena_alloc(arena, (n + 1) * sizeof *members);
    struct bh_store_factor *rows = bh_arena_alloc(arena, (n + 2) * sizeof *rows);
    size_t n_groups = 0;

    if (groups == NULL || members == NULL || rows == NULL) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        const char *path = model->assumptions[i].path;
        const size_t length = group_length(path, by);
        size_t g = 0;

        while (g < n_groups &&
               (strncmp(rows[g].name, path, length) != 0 || rows[g].name[length] != '\0')) {
            g++;
        }
        if (g == n_groups) {
            rows[n_groups++] = (struct bh_store_factor){bh_arena_strndup(arena, path, length),
                                                        model->assumptions[i].meaning};
            if (rows[g].name == NULL) {
                return false;
            }
        }
        groups[i] = (uint32_t) g;
        members[g]++;
    }
    for (size_t g = 0; g < n_groups; g++) {
        if (members[g] > 1) {
            rows[g].meaning = bh_arena_printf(arena, "%zu assumptions together", members[g]);
        }
    }
    out->grid.groups = groups;
    out->grid.n_groups = n_groups;
    if (out->grid.has_luck) {
        rows[n_groups++] = (struct bh_store_factor){"luck", LUCK_MEANS};
    }
    out->factors = rows;
    out->n_factors = n_groups;
    return true;
}

static bool
make_keys(const struct bh_model *model, struct bh_arena *arena, struct bh_study_design *out)
{
    uint64_t *keys = bh_arena_alloc(arena, (model->n_assumptions + 1) * sizeof *keys);

    for (size_t i = 0; keys != NULL && i < model->n_assumptions; i++) {
        keys[i] = bh_hash64(model->assumptions[i].path, strlen(model->assumptions[i].path));
    }
    out->grid.keys = keys;
    return keys != NULL;
}

/** Describes the levers of a factorial design that are no assumptions of the plan. */
static bool
list_levers(const struct bh_model *model, struct bh_arena *arena, struct bh_study_design *out)
{
    const size_t n = out->grid.design == BH_FACTORIAL ? model->n_levers : 0;
    struct bh_store_variable *rows = bh_arena_alloc(arena, (n + 1) * sizeof *rows);
    size_t *kept = bh_arena_alloc(arena, (model->n_variables + n + 1) * sizeof *kept);

    if (rows == NULL || kept == NULL) {
        return false;
    }
    for (size_t i = 0; i < model->n_variables; i++) {
        kept[i] = i;
    }
    for (size_t l = 0; l < n; l++) {
        const struct bh_lever *lever = &model->levers[l];
        size_t i = 0;

        while (i < model->n_variables && model->assumptions[i].parameter != lever->parameter) {
            i++;
        }
        if (i == model->n_variables) {
            kept[model->n_variables + out->n_levers] = model->n_assumptions + l;
            rows[out->n_levers++] = (struct bh_store_variable){
                .path = lever->path,
                .meaning = lever->title,
                .kind = bh_kind_word(bh_names_row(model, lever->parameter)->kind),
                .distribution = "lever",
                .value = model->values[lever->parameter],
                .low = lever->low,
                .high = lever->high,
                .source = "",
                .confidence = "",
                .note = "",
            };
        }
    }
    out->levers = rows;
    out->kept = kept;
    return true;
}

/* ---- tables ---------------------------------------------------------------------------------- */

/** An even hypercube is made at once, as a table of points. */
static enum bh_status
make_even(struct bh_study_design *out, struct bh_arena *arena, struct bh_err *err)
{
    const struct bh_design_grid *grid = &out->grid;
    size_t n_tries = EVEN_TRIES_PER_CELL * grid->n_rows * grid->n_columns;
    double *points;

    if (grid->n_rows > MOST_EVEN_ROWS) {
        return bh_fail(err, BH_EINPUT,
                       "an even Latin hypercube takes at most %d futures, not %zu; nested or sobol "
                       "are even at any number",
                       MOST_EVEN_ROWS, grid->n_rows);
    }
    points = bh_arena_alloc(arena, grid->n_rows * grid->n_columns * sizeof *points);
    if (points == NULL) {
        return bh_no_memory(err);
    }
    n_tries = n_tries < MOST_EVEN_TRIES ? n_tries : MOST_EVEN_TRIES;
    out->sampler.points = points;
    return bh_design_even_hypercube(grid, n_tries, points, err);
}

static enum bh_status
find_assumption(const struct bh_model *model, const struct bh_csv *csv, size_t column,
                size_t *found, struct bh_err *err)
{
    const char *name = csv->columns[column].name;
    const char **names;
    const char *near[3];

    for (size_t i = 0; i < model->n_assumptions; i++) {
        if (strcmp(model->assumptions[i].path, name) == 0) {
            *found = i;
            return BH_OK;
        }
    }
    names = malloc((model->n_assumptions + 1) * sizeof *names);
    if (names == NULL) {
        return bh_no_memory(err);
    }
    for (size_t i = 0; i < model->n_assumptions; i++) {
        names[i] = model->assumptions[i].path;
    }
    const size_t n = bh_text_nearest(name, names, model->n_assumptions, near);
    free(names);
    return bh_fail(err, BH_EINPUT, "%s:1: column %s is no assumption of the plan%s%s", csv->path,
                   name, n > 0 ? "; nearest: " : "", n > 0 ? near[0] : "");
}

static enum bh_status
read_cell(const struct bh_model *model, const struct bh_csv *csv, size_t column, size_t row,
          const struct bh_assumption *a, double *value, struct bh_err *err)
{
    const struct bh_unit_context units = {model->currency, model->start};
    const struct bh_csv_column *c = &csv->columns[column];
    enum bh_status st = BH_OK;

    *value = c->values[row];
    if (c->is_text) {
        st = bh_quantity_parse(c->levels[(size_t) c->values[row]], a->kind, &units, value, err);
    }
    if (st == BH_OK && !(*value >= a->limit_low && *value <= a->limit_high)) {
        st =
            bh_fail(err, BH_EINPUT, "found %g, want %g to %g", *value, a->limit_low, a->limit_high);
    }
    return bh_err_wrap(err, st, "%s:%zu: %s", csv->path, csv->lines[row], c->name);
}

/** Values of the assumptions the table names; the others stay at their central value. */
static enum bh_status
fill_table(const struct bh_model *model, const struct bh_csv *csv, struct bh_study_design *out,
           struct bh_arena *arena, struct bh_err *err)
{
    const size_t n = model->n_assumptions;
    double *values = bh_arena_alloc(arena, (csv->n_rows * n + 1) * sizeof *values);
    enum bh_status st = BH_OK;

    if (values == NULL) {
        return bh_no_memory(err);
    }
    for (size_t row = 0; row < csv->n_rows; row++) {
        for (size_t i = 0; i < n; i++) {
            values[row * n + i] = model->assumptions[i].value;
        }
    }
    for (size_t c = 0; c < csv->n_columns; c++) {
        size_t found = 0;

        BH_TRY(find_assumption(model, csv, c, &found, err));
        for (size_t row = 0; row < csv->n_rows; row++) {
            BH_TRY(read_cell(model, csv, c, row, &model->assumptions[found],
                             &values[row * n + found], err));
        }
    }
    out->sampler.table = values;
    out->n_futures = csv->n_rows;
done:
    return st;
}

static enum bh_status
read_table(const struct bh_model *model, const char *path, struct bh_study_design *out,
           uint64_t *hash, struct bh_arena *arena, struct bh_err *err)
{
    struct bh_csv csv = {0};
    char *text = NULL;
    size_t n;
    enum bh_status st = BH_OK;

    if (path == NULL) {
        return bh_fail(err, BH_EINPUT, "no table of scenarios is given");
    }
    BH_TRY(bh_file_read(path, TABLE_LIMIT, &text, &n, err));
    *hash = bh_hash64(text, n);
    BH_TRY(bh_csv_parse(path, text, n, &csv, err));
    if (csv.n_rows == 0) {
        st = bh_fail(err, BH_EINPUT, "%s: has no rows; want one for each scenario", path);
        goto done;
    }
    st = fill_table(model, &csv, out, arena, err);
done:
    free(text);
    bh_csv_fini(&csv);
    return st;
}

/* ---- the whole ------------------------------------------------------------------------------- */

/** Rounds the number asked for up to whole blocks of rows that belong together. */
static enum bh_status
settle_rows(struct bh_study_design *out, size_t n_blocks, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    BH_TRY(bh_design_check(&out->grid, err));
    const size_t width = bh_design_width(&out->grid);
    const size_t blocks = n_blocks > 0 ? n_blocks : (out->n_futures + width - 1) / width;
    out->n_futures = out->grid.design == BH_FACTORIAL ? width : blocks * width;
    out->grid.n_rows = out->n_futures;
done:
    return st;
}

/** Chooses trajectories that lie far apart. */
static enum bh_status
pick(const struct bh_study_settings *settings, struct bh_arena *arena, struct bh_study_design *out,
     struct bh_err *err)
{
    const size_t n = out->n_futures / bh_design_width(&out->grid);
    size_t *chosen = bh_arena_alloc(arena, (n + 1) * sizeof *chosen);

    if (settings->design != BH_MORRIS || settings->by != BH_EACH_ALONE) {
        return bh_fail(err, BH_EINPUT,
                       "a pool of trajectories goes with design morris and each assumption alone");
    }
    if (settings->pool > MOST_POOL) {
        return bh_fail(err, BH_EINPUT, "the pool is %zu trajectories, at most %d are looked at",
                       settings->pool, MOST_POOL);
    }
    if (chosen == NULL) {
        return bh_no_memory(err);
    }
    out->grid.chosen = chosen;
    return bh_design_pick(&out->grid, settings->pool, n, chosen, err);
}

enum bh_status
bh_study_design_make(const struct bh_model *model, const struct bh_study_settings *settings,
                     struct bh_arena *arena, struct bh_study_design *out, struct bh_err *err)
{
    const bool is_saltelli = settings->design == BH_SALTELLI;
    char words[BH_DESIGN_WORDS_ROOM];
    uint64_t hash = 0;
    enum bh_status st = BH_OK;

    *out = (struct bh_study_design){
        .grid = {.design = settings->design,
                 .seed = model->seed,
                 .n_rows = settings->n_futures,
                 .n_columns =
                     settings->design == BH_FACTORIAL ? model->n_levers : model->n_assumptions,
                 .is_plain = settings->is_plain,
                 .has_second_order = is_saltelli && !settings->is_first_order,
                 .has_luck = is_saltelli,
                 .levels = settings->levels == 0 ? 4 : settings->levels},
        .n_futures = settings->n_futures,
        .sampler = {.model = model, .design = settings->design},
    };
    if (settings->design == BH_FACTORIAL && model->n_levers == 0) {
        return bh_fail(err, BH_EINPUT, "the plan has no levers to combine");
    }
    if (!make_keys(model, arena, out) || !make_groups(model, settings->by, arena, out) ||
        !list_levers(model, arena, out)) {
        return bh_no_memory(err);
    }
    if (!is_saltelli && settings->design != BH_MORRIS) {
        out->n_factors = 0;
        out->grid.groups = NULL;
    }
    BH_TRY(settle_rows(out, settings->n_blocks, err));
    if (settings->design == BH_OPTIMAL_HYPERCUBE) {
        BH_TRY(make_even(out, arena, err));
    } else if (settings->design == BH_OWN) {
        BH_TRY(read_table(model, settings->table, out, &hash, arena, err));
    }
    if (settings->pool > 0) {
        BH_TRY(pick(settings, arena, out, err));
    }
    bh_design_words(&out->grid, settings->by, hash, settings->pool, words);
    out->words = bh_arena_strdup(arena, words);
    out->sampler.n = out->n_futures;
    out->sampler.grid = &out->grid;
    st = out->words == NULL ? bh_no_memory(err) : BH_OK;
done:
    return st;
}
