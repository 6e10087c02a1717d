/** @file subject.c  What discovery searches: futures of a results file, or rows of two CSV
 *  files. */
#include "analyze/subject.h"

#include "base/date.h"
#include "base/err.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the condition -------------------------------------------------------------------------- */

static const struct {
    const char *sign;
    int relation;
} signs[] = {{">=", 1}, {"<=", 2}, {">", 3}, {"<", 4}, {"=", 5}}; /* longer signs first */

static bool
satisfies(const struct bh_condition *c, double x)
{
    switch (c->relation) {
    case 1:
        return x >= c->value;
    case 2:
        return x <= c->value;
    case 3:
        return x > c->value;
    case 4:
        return x < c->value;
    default:
        return x == c->value;
    }
}

/** Reads "80 %", "180 days", "2025-03-01", "never", "3" as a value of `kind`. */
static enum bh_status
read_value(const char *text, const char *kind, const char *start, double *value, struct bh_err *err)
{
    int64_t day, first;
    const size_t n = bh_text_number(text, value);
    const char *unit = text + n + strspn(text + n, " ");

    if (strcmp(text, "never") == 0) {
        *value = (double) INFINITY;
        return BH_OK;
    }
    if (bh_date_parse(text, &day) && bh_date_parse(start, &first)) {
        *value = (double) (day - first);
        return BH_OK;
    }
    if (n == 0 || !(*unit == '\0' || strcmp(unit, "%") == 0 || strcmp(unit, "days") == 0)) {
        return bh_fail(err, BH_EINPUT,
                       "found '%.60s', want a value such as 12, 80 %%, 90 days, 2025-03-01, never",
                       text);
    }
    *value *= *unit == '%' ? 0.01 : strcmp(kind, "money") == 0 ? 100 : 1; /* money: cents */
    return BH_OK;
}

/** Splits "NAME < VALUE": *name on the arena, *rest behind the sign or NULL. */
static enum bh_status
split(const char *text, struct bh_arena *arena, const char **name, int *relation, const char **rest,
      struct bh_err *err)
{
    const size_t at = strcspn(text, "<>=");
    size_t n = at;

    while (n > 0 && text[n - 1] == ' ') {
        n--;
    }
    *name = bh_arena_strndup(arena, text, n);
    *rest = NULL;
    for (size_t i = 0; text[at] != '\0' && i < sizeof signs / sizeof signs[0]; i++) {
        const size_t length = strlen(signs[i].sign);

        if (strncmp(text + at, signs[i].sign, length) == 0) {
            *relation = signs[i].relation;
            *rest = text + at + length + strspn(text + at + length, " ");
            break;
        }
    }
    return *name == NULL ? bh_no_memory(err) : BH_OK;
}

/** "NAME; nearest: A, B" of what there is. */
static enum bh_status
fail_unknown(const char *what, const char *name, const char *const *names, size_t n,
             struct bh_err *err)
{
    const char *near[3];
    const size_t found = bh_text_nearest(name, names, n, near);

    if (found == 0) {
        return bh_fail(err, BH_EINPUT, "no %s '%.80s' here; the first of %zu is %s", what, name, n,
                       n > 0 ? names[0] : "none");
    }
    return bh_fail(err, BH_EINPUT, "no %s '%.80s' here; nearest: %s%s%s", what, name, near[0],
                   found > 1 ? ", " : "", found > 1 ? near[1] : "");
}

static enum bh_status
find_output(struct bh_subject *s, const char *name, const struct bh_store_output **out,
            struct bh_err *err)
{
    const struct bh_store_study *study = bh_store_study(s->file);
    const char **names = bh_arena_alloc(s->arena, (study->n_outputs + 1) * sizeof *names);

    if (names == NULL) {
        return bh_no_memory(err);
    }
    for (size_t i = 0; i < study->n_outputs; i++) {
        names[i] = study->outputs[i].id;
        if (strcmp(names[i], name) == 0) {
            *out = &study->outputs[i];
            return BH_OK;
        }
    }
    return fail_unknown("measure", name, names, study->n_outputs, err);
}

static enum bh_status
read_condition(struct bh_subject *s, const char *of, struct bh_err *err)
{
    const struct bh_store_output *output = NULL;
    struct bh_condition *c = &s->condition;
    const char *rest;
    enum bh_status st = BH_OK;

    if (of == NULL || strcmp(of, "failure") == 0 || strcmp(of, "success") == 0) {
        *c = (struct bh_condition){"success", 5, of != NULL && of[0] == 's', false};
        return BH_OK;
    }
    BH_TRY(split(of, s->arena, &c->name, &c->relation, &rest, err));
    BH_TRY(find_output(s, c->name, &output, err));
    if (rest != NULL) {
        st = read_value(rest, output->kind, bh_store_study(s->file)->start, &c->value, err);
    } else if (output->goal_relation == 0) {
        st = bh_fail(err, BH_EINPUT,
                     "measure %s has no goal; say which values are of interest, "
                     "as in '%s < 3'",
                     c->name, c->name);
    } else {
        c->relation = output->goal_relation;
        c->value = output->goal_value;
        c->is_negated = true;
    }
done:
    return st;
}

/* ---- factors of a results file -------------------------------------------------------------- */

/** Takes one variable as a factor; "never" becomes a number later than every other. */
static void
make_factor(struct bh_subject *s, size_t variable, size_t factor)
{
    const struct bh_store_variable *v = &bh_store_study(s->file)->variables[variable];
    struct bh_searched_factor *info = &s->info[factor];
    double *x = s->scenarios.values + variable * s->scenarios.n;
    const bool is_whole = strcmp(v->kind, "date") == 0 || strcmp(v->kind, "days") == 0 ||
                          strcmp(v->kind, "persons") == 0 || strcmp(v->kind, "switch") == 0;

    *info = (struct bh_searched_factor){.path = bh_arena_strdup(s->arena, v->path),
                                        .meaning = bh_arena_strdup(s->arena, v->meaning),
                                        .kind = bh_arena_strdup(s->arena, v->kind),
                                        .source = bh_arena_strdup(s->arena, v->source),
                                        .confidence = bh_arena_strdup(s->arena, v->confidence),
                                        .value = v->value,
                                        .low = v->low,
                                        .high = v->high,
                                        .latest = 0};
    for (size_t i = 0; i < s->scenarios.n; i++) {
        info->is_sampled_never = info->is_sampled_never || isinf(x[i]);
        info->latest = isinf(x[i]) ? info->latest : fmax(info->latest, x[i]);
    }
    for (size_t i = 0; i < s->scenarios.n; i++) {
        x[i] = isinf(x[i]) ? info->latest + 1 : x[i];
    }
    s->factors[factor] = (struct bh_factor){
        .name = info->path, .kind = is_whole ? BH_FACTOR_INTEGER : BH_FACTOR_REAL, .values = x};
}

static enum bh_status
find_variable(const struct bh_store_study *study, struct bh_arena *arena, const char *name,
              size_t *out, struct bh_err *err)
{
    const char **names = bh_arena_alloc(arena, (study->n_variables + 1) * sizeof *names);

    if (names == NULL) {
        return bh_no_memory(err);
    }
    for (size_t v = 0; v < study->n_variables; v++) {
        names[v] = study->variables[v].path;
        if (strcmp(names[v], name) == 0) {
            *out = v;
            return BH_OK;
        }
    }
    return fail_unknown("assumption with a range", name, names, study->n_variables, err);
}

static bool
make_room(struct bh_subject *s, size_t n_factors)
{
    s->n_factors = n_factors;
    s->info = bh_arena_alloc(s->arena, (n_factors + 1) * sizeof *s->info);
    s->factors = bh_arena_alloc(s->arena, (n_factors + 1) * sizeof *s->factors);
    return s->info != NULL && s->factors != NULL;
}

static enum bh_status
make_factors(struct bh_subject *s, const struct bh_discover_settings *settings, struct bh_err *err)
{
    const struct bh_store_study *study = bh_store_study(s->file);
    const size_t n = settings->factors == NULL ? study->n_variables : settings->n_factors;
    enum bh_status st = BH_OK;

    if (n == 0) {
        return bh_fail(err, BH_EINPUT,
                       "no number of this plan has a range, so there is nothing to "
                       "search");
    }
    if (!make_room(s, n)) {
        return bh_no_memory(err);
    }
    for (size_t f = 0; f < n; f++) {
        size_t variable = f;

        if (settings->factors != NULL) {
            BH_TRY(find_variable(study, s->arena, settings->factors[f], &variable, err));
        }
        make_factor(s, variable, f);
    }
done:
    return st;
}

enum bh_status
bh_subject_open(const char *results, const struct bh_discover_settings *settings,
                struct bh_arena *arena, struct bh_subject *out, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    *out = (struct bh_subject){.arena = arena, .most_futures = settings->most_futures};
    BH_TRY(bh_store_open_futures(results, "discover", &out->file, err));
    BH_TRY(bh_store_scenarios(out->file, &out->scenarios, err));
    BH_TRY(make_factors(out, settings, err));
    BH_TRY(read_condition(out, settings->of, err));
done:
    if (st != BH_OK) {
        bh_subject_close(out);
    }
    return st;
}

/* ---- CSV files ------------------------------------------------------------------------------ */

static enum bh_status
check_csv_column(const struct bh_csv *csv, size_t c, struct bh_err *err)
{
    const struct bh_csv_column *column = &csv->columns[c];

    for (size_t i = 0; i < csv->n_rows; i++) {
        if (isnan(column->values[i])) {
            return bh_fail(err, BH_EINPUT,
                           "%s:%zu: column %s: no number; drop the row or fill it in", csv->path,
                           csv->lines[i], column->name);
        }
        if (isinf(column->values[i])) {
            return bh_fail(err, BH_EINPUT, "%s:%zu: column %s: found an infinite number", csv->path,
                           csv->lines[i], column->name);
        }
    }
    return BH_OK;
}

/** Names of levels that outlive the file; NULL when out of memory. */
static const char *const *
keep_levels(struct bh_subject *s, const struct bh_csv_column *column)
{
    const char **levels = bh_arena_alloc(s->arena, (column->n_levels + 1) * sizeof *levels);

    for (size_t l = 0; levels != NULL && l < column->n_levels; l++) {
        levels[l] = bh_arena_strdup(s->arena, column->levels[l]);
    }
    return levels;
}

/** Words are categories, whole numbers integers, the rest real. */
static void
make_csv_factor(struct bh_subject *s, const struct bh_csv_column *column, size_t factor)
{
    struct bh_factor *f = &s->factors[factor];
    double low = column->values[0];
    double high = low;
    bool is_whole = true;

    for (size_t i = 0; i < s->x.n_rows; i++) {
        const double x = column->values[i];

        low = fmin(low, x);
        high = fmax(high, x);
        is_whole = is_whole && x == floor(x);
    }
    *f = (struct bh_factor){.name = column->name,
                            .kind = column->is_text ? BH_FACTOR_CATEGORY
                                    : is_whole      ? BH_FACTOR_INTEGER
                                                    : BH_FACTOR_REAL,
                            .values = column->values,
                            .n_levels = column->n_levels,
                            .levels = column->levels};
    const char *name = bh_arena_strdup(s->arena, column->name);
    s->info[factor] = (struct bh_searched_factor){.path = name,
                                                  .meaning = name,
                                                  .kind = "number",
                                                  .source = "",
                                                  .confidence = "",
                                                  .value = (double) NAN,
                                                  .low = low,
                                                  .high = high,
                                                  .n_levels = column->n_levels,
                                                  .levels = keep_levels(s, column)};
}

static enum bh_status
make_csv_factors(struct bh_subject *s, const struct bh_discover_settings *settings,
                 struct bh_err *err)
{
    const size_t n = settings->factors == NULL ? s->x.n_columns : settings->n_factors;
    enum bh_status st = BH_OK;

    if (!make_room(s, n)) {
        return bh_no_memory(err);
    }
    for (size_t f = 0; f < n; f++) {
        size_t c = f;

        if (settings->factors != NULL) {
            BH_TRY(bh_csv_find(&s->x, settings->factors[f], &c, err));
        }
        BH_TRY(check_csv_column(&s->x, c, err));
        make_csv_factor(s, &s->x.columns[c], f);
        if (s->info[f].path == NULL || s->info[f].levels == NULL) {
            return bh_no_memory(err);
        }
    }
done:
    return st;
}

/** Which outcome, and which of its values are of interest. */
static enum bh_status
read_csv_condition(struct bh_subject *s, const char *of, struct bh_err *err)
{
    struct bh_condition *c = &s->condition;
    const char *rest = NULL;
    size_t column = 0;
    enum bh_status st = BH_OK;

    *c = (struct bh_condition){s->y.columns[0].name, 5, 1, false};
    if (of != NULL) {
        BH_TRY(split(of, s->arena, &c->name, &c->relation, &rest, err));
        BH_TRY(bh_csv_find(&s->y, c->name, &column, err));
    } else if (s->y.n_columns != 1) {
        return bh_fail(err, BH_EINPUT,
                       "%s: has %zu columns; say which one is of interest with --of", s->y.path,
                       s->y.n_columns);
    }
    BH_TRY(bh_csv_want_numbers(&s->y, column, err));
    BH_TRY(check_csv_column(&s->y, column, err));
    if (rest != NULL) {
        st = read_value(rest, "number", "", &c->value, err);
        goto done;
    }
    c->relation = 5;
    for (size_t i = 0; i < s->y.n_rows; i++) {
        const double y = s->y.columns[column].values[i];

        if (y != 0 && y != 1) {
            return bh_fail(err, BH_EINPUT,
                           "%s:%zu: column %s: found %g, want 0 or 1; or say which values are of "
                           "interest, as in --of '%s < 3'",
                           s->y.path, s->y.lines[i], c->name, y, c->name);
        }
    }
done:
    return st;
}

enum bh_status
bh_subject_open_csv(const char *x, const char *y, const struct bh_discover_settings *settings,
                    struct bh_arena *arena, struct bh_subject *out, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    *out = (struct bh_subject){.arena = arena};
    BH_TRY(bh_csv_read(x, &out->x, err));
    BH_TRY(bh_csv_read(y, &out->y, err));
    if (out->x.n_rows != out->y.n_rows) {
        st = bh_fail(err, BH_EINPUT, "%s has %zu rows and %s has %zu; want as many in both", x,
                     out->x.n_rows, y, out->y.n_rows);
        goto done;
    }
    if (out->x.n_rows < 2) {
        st = bh_fail(err, BH_EINPUT, "%s: found %zu row%s below the names, want at least 2", x,
                     out->x.n_rows, out->x.n_rows == 1 ? "" : "s");
        goto done;
    }
    BH_TRY(make_csv_factors(out, settings, err));
    BH_TRY(read_csv_condition(out, settings->of, err));
done:
    if (st != BH_OK) {
        bh_subject_close(out);
    }
    return st;
}

void
bh_subject_close(struct bh_subject *s)
{
    bh_store_close(s->file);
    bh_store_scenarios_fini(&s->scenarios);
    bh_csv_fini(&s->x);
    bh_csv_fini(&s->y);
    s->file = NULL;
}

/* ---- the cases of one option ---------------------------------------------------------------- */

static enum bh_status
csv_cases(struct bh_subject *s, struct bh_arena *arena, struct bh_subject_cases *out,
          struct bh_err *err)
{
    bool *is_hit = bh_arena_alloc(arena, s->x.n_rows);
    size_t column = 0;
    enum bh_status st = BH_OK;

    BH_TRY(bh_csv_find(&s->y, s->condition.name, &column, err));
    if (is_hit == NULL) {
        return bh_no_memory(err);
    }
    for (size_t i = 0; i < s->x.n_rows; i++) {
        is_hit[i] = satisfies(&s->condition, s->y.columns[column].values[i]);
    }
    *out =
        (struct bh_subject_cases){.cases = {.n = s->x.n_rows,
                                            .factors = s->factors,
                                            .n_factors = s->n_factors,
                                            .is_hit = is_hit}};
done:
    return st;
}

/** Joins values and scenarios: keeps futures that have a value and a scenario. */
static size_t
join(const struct bh_subject *s, struct bh_subject_cases *out, const double *y, size_t n,
     uint32_t *row, bool *is_hit, uint32_t *group)
{
    const size_t most = s->most_futures > 0 ? s->most_futures : n;
    size_t kept = 0;
    size_t i = 0;

    for (size_t at = 0; i < n && kept < most; i++) {
        const uint32_t scenario = (uint32_t) (out->keys[i] >> 32);

        while (at < s->scenarios.n && s->scenarios.numbers[at] < scenario) {
            at++;
        }
        if (isnan(y[i]) || at == s->scenarios.n || s->scenarios.numbers[at] != scenario) {
            continue;
        }
        row[kept] = (uint32_t) at;
        group[kept] = scenario;
        out->keys[kept] = out->keys[i];
        is_hit[kept++] = satisfies(&s->condition, y[i]) != s->condition.is_negated;
    }
    out->n_dropped += i - kept;
    return kept;
}

/** Whether the futures are the scenarios, each once and in their order. */
static bool
is_plain(const struct bh_subject *s, const uint32_t *row, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (row[i] != i) {
            return false;
        }
    }
    return n == s->scenarios.n;
}

/** The factors' columns, one row for each future. */
static enum bh_status
gather(const struct bh_subject *s, const uint32_t *row, size_t n, struct bh_arena *arena,
       const struct bh_factor **out, struct bh_err *err)
{
    struct bh_factor *factors;

    if (is_plain(s, row, n)) {
        *out = s->factors; /* nothing to copy */
        return BH_OK;
    }
    factors = bh_arena_alloc(arena, s->n_factors * sizeof *factors);
    if (factors == NULL) {
        return bh_no_memory(err);
    }
    for (size_t f = 0; f < s->n_factors; f++) {
        double *x = bh_arena_alloc(arena, n * sizeof *x);

        if (x == NULL) {
            return bh_no_memory(err);
        }
        for (size_t i = 0; i < n; i++) {
            x[i] = s->factors[f].values[row[i]];
        }
        factors[f] = s->factors[f];
        factors[f].values = x;
    }
    *out = factors;
    return BH_OK;
}

static enum bh_status
future_cases(struct bh_subject *s, size_t option, struct bh_arena *arena,
             struct bh_subject_cases *out, struct bh_err *err)
{
    enum bh_status st = BH_OK;
    size_t room = 0, n = 0;

    *out = (struct bh_subject_cases){.n_dropped = 0};
    BH_TRY(bh_store_count(s->file, option, &room, &out->n_dropped, err));
    double *y = bh_arena_alloc(arena, room * sizeof *y);
    uint32_t *row = bh_arena_alloc(arena, room * sizeof *row);
    uint32_t *group = bh_arena_alloc(arena, room * sizeof *group);
    bool *is_hit = bh_arena_alloc(arena, room * sizeof *is_hit);
    out->keys = bh_arena_alloc(arena, room * sizeof *out->keys);
    if (y == NULL || row == NULL || group == NULL || is_hit == NULL || out->keys == NULL) {
        return bh_no_memory(err);
    }
    BH_TRY(bh_store_column(s->file, option, s->condition.name, room, out->keys, y, &n, err));
    out->cases = (struct bh_cases){.n_factors = s->n_factors, .is_hit = is_hit, .group = group};
    out->cases.n = join(s, out, y, n, row, is_hit, group);
    BH_TRY(gather(s, row, out->cases.n, arena, &out->cases.factors, err));
done:
    return st;
}

enum bh_status
bh_subject_cases(struct bh_subject *subject, size_t option, struct bh_arena *arena,
                 struct bh_subject_cases *out, struct bh_err *err)
{
    return subject->file == NULL ? csv_cases(subject, arena, out, err)
                                 : future_cases(subject, option, arena, out, err);
}
