/** @file load.c  Opening a results file, and reading what its study is. */
#include "store/file.h"

#include "base/date.h"
#include "base/err.h"
#include "base/file.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BUSY_MILLISECONDS 2000
#define MOST_DAYS 36525       /* as a plan may have */
#define LEAST_BYTES 8         /* of a row of table future: key, status, success, an output */
#define MOST_FUTURES 100000000 /* as a study may have */
#define N_GROUPS 4            /* of outputs */
#define N_RELATIONS 5         /* of an outcome to its goal, "none" among them */

enum bh_status
bh_store_connect(const char *path, bool writes, struct bh_store **out, struct bh_err *err)
{
    const int flags = writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    struct bh_store *store = calloc(1, sizeof *store);
    char *copy = strdup(path);

    if (store == NULL || copy == NULL) {
        free(store);
        free(copy);
        return bh_no_memory(err);
    }
    bh_arena_init(&store->arena);
    store->path = copy;
    store->lock = BH_NO_LOCK;
    const int code = sqlite3_open_v2(path, &store->db, flags, NULL);
    if (code != SQLITE_OK) {
        const enum bh_status st = bh_database_fail(store->db, path, code, err);

        bh_store_close(store);
        return st;
    }
    sqlite3_busy_timeout(store->db, BUSY_MILLISECONDS);
    *out = store;
    return BH_OK;
}

enum bh_status
bh_store_connect_writer(const char *path, struct bh_store **out, struct bh_err *err)
{
    int lock = BH_NO_LOCK;
    enum bh_status st = BH_OK;

    BH_TRY(bh_store_lock(path, &lock, err));
    bh_store_drop_stale_log(path);
    BH_TRY(bh_store_connect(path, true, out, err));
    (*out)->lock = lock;
    lock = BH_NO_LOCK;
done:
    bh_store_unlock(path, lock);
    return st;
}

static enum bh_status
ask_soundness(struct bh_store *store, struct bh_err *err)
{
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_database_prepare(store->db, store->path, "PRAGMA quick_check(1)", &stmt, err));
    const int code = sqlite3_step(stmt);
    const char *answer = code == SQLITE_ROW ? (const char *) sqlite3_column_text(stmt, 0) : NULL;
    if (answer == NULL) {
        st = bh_database_fail(store->db, store->path, sqlite3_errcode(store->db), err);
    } else if (strcmp(answer, "ok") != 0) {
        st = bh_fail(err, BH_EFORMAT, "%s: the results file is damaged (%s)", store->path,
                     answer);
    }
done:
    sqlite3_finalize(stmt);
    return st;
}

/** quick_check tells a page it found no memory for as a damaged one. So damage is asked for twice:
 *  memory is there again the second time, or making the question fails for lack of it. */
static enum bh_status
check_soundness(struct bh_store *store, struct bh_err *err)
{
    const enum bh_status st = ask_soundness(store, err);

    return st == BH_EFORMAT ? ask_soundness(store, err) : st;
}

static enum bh_status
check_mark(struct bh_store *store, struct bh_err *err)
{
    int64_t mark = 0, schema = 0;
    enum bh_status st = BH_OK;

    BH_TRY(bh_database_integer(store->db, store->path, "PRAGMA application_id", &mark, err));
    BH_TRY(bh_database_integer(store->db, store->path, "PRAGMA user_version", &schema, err));
    if (mark != BH_STORE_APPLICATION) {
        return bh_fail(err, BH_EFORMAT, "%s: is not a results file of bluehelm", store->path);
    }
    if (schema > BH_STORE_SCHEMA) {
        return bh_fail(err, BH_EFORMAT,
                       "%s: has schema %lld, this program reads up to %d; use a newer bluehelm",
                       store->path, (long long) schema, BH_STORE_SCHEMA);
    }
    st = check_soundness(store, err);
done:
    return st;
}

/* ---- reading tables into the study ---------------------------------------------------------- */

/** A SELECT being read. */
struct rows {
    struct bh_store *store;
    sqlite3_stmt *stmt;
    size_t n; /* rows there are */
    bool failed;
};

static const char *
text(struct rows *rows, int column)
{
    const char *found = (const char *) sqlite3_column_text(rows->stmt, column);
    const char *copy = bh_arena_strdup(&rows->store->arena, found == NULL ? "" : found);

    /* no text may be no memory for it */
    rows->failed = rows->failed || copy == NULL ||
                   (found == NULL && sqlite3_errcode(rows->store->db) == SQLITE_NOMEM);
    return copy;
}

static double
real(const struct rows *rows, int column)
{
    return sqlite3_column_type(rows->stmt, column) == SQLITE_NULL
               ? (double) NAN
               : sqlite3_column_double(rows->stmt, column);
}

/** Starts reading all of `table` in order of number, and makes room for its rows. */
static enum bh_status
open_rows(struct bh_store *store, const char *table, size_t size, struct rows *rows, void *array,
          struct bh_err *err)
{
    char sql[120];
    int64_t n = 0;
    enum bh_status st = BH_OK;
    void *memory;

    *rows = (struct rows){.store = store};
    snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", table);
    BH_TRY(bh_database_integer(store->db, store->path, sql, &n, err));
    snprintf(sql, sizeof sql, "SELECT * FROM %s ORDER BY number", table);
    BH_TRY(bh_database_prepare(store->db, store->path, sql, &rows->stmt, err));
    rows->n = (size_t) n;
    memory = bh_arena_alloc(&store->arena, (rows->n + 1) * size);
    if (memory == NULL) {
        st = bh_no_memory(err);
        goto done;
    }
    memcpy(array, &memory, sizeof memory);
done:
    return st;
}

static bool
next(struct rows *rows)
{
    return sqlite3_step(rows->stmt) == SQLITE_ROW;
}

static enum bh_status
close_rows(struct rows *rows, struct bh_err *err)
{
    const int code = sqlite3_errcode(rows->store->db);
    enum bh_status st = BH_OK;

    if (rows->failed) {
        st = bh_no_memory(err);
    } else if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW) {
        st = bh_database_fail(rows->store->db, rows->store->path, code, err);
    }
    sqlite3_finalize(rows->stmt);
    return st;
}

static enum bh_status
load_options(struct bh_store *store, struct bh_err *err)
{
    struct bh_store_option *at = NULL;
    struct rows rows;
    size_t i = 0;
    enum bh_status st = BH_OK;

    BH_TRY(open_rows(store, "option", sizeof *at, &rows, &at, err));
    for (; i < rows.n && next(&rows); i++) {
        at[i] = (struct bh_store_option){
            .id = text(&rows, 1),        .title = text(&rows, 2), .summary = text(&rows, 3),
            .authority = text(&rows, 4), .due = real(&rows, 5),   .requirement = real(&rows, 6)};
    }
    store->study.options = at;
    store->study.n_options = i;
    st = close_rows(&rows, err);
done:
    return st;
}

static enum bh_status
load_variables(struct bh_store *store, const char *table, const struct bh_store_variable **out,
               size_t *n, struct bh_err *err)
{
    struct bh_store_variable *at = NULL;
    struct rows rows;
    size_t i = 0;
    enum bh_status st = BH_OK;

    BH_TRY(open_rows(store, table, sizeof *at, &rows, &at, err));
    for (; i < rows.n && next(&rows); i++) {
        at[i] = (struct bh_store_variable){
            .path = text(&rows, 1),        .meaning = text(&rows, 2), .kind = text(&rows, 3),
            .distribution = text(&rows, 4), .value = real(&rows, 5),  .low = real(&rows, 6),
            .high = real(&rows, 7),        .source = text(&rows, 8),
            .confidence = text(&rows, 9),  .note = text(&rows, 10)};
    }
    *out = at;
    *n = i;
    st = close_rows(&rows, err);
done:
    return st;
}

static enum bh_status
load_sources(struct bh_store *store, struct bh_err *err)
{
    struct bh_store_source *at = NULL;
    struct rows rows;
    size_t i = 0;
    enum bh_status st = BH_OK;

    BH_TRY(open_rows(store, "source", sizeof *at, &rows, &at, err));
    for (; i < rows.n && next(&rows); i++) {
        at[i] = (struct bh_store_source){text(&rows, 1), text(&rows, 2), text(&rows, 3),
                                         text(&rows, 4), text(&rows, 5), text(&rows, 6)};
    }
    store->study.sources = at;
    store->study.n_sources = i;
    st = close_rows(&rows, err);
done:
    return st;
}

/** Whether there is a table of this name. */
static enum bh_status
find_table(struct bh_store *store, const char *name, bool *is_there, struct bh_err *err)
{
    char sql[120];
    int64_t n = 0;

    snprintf(sql, sizeof sql, "SELECT count(*) FROM sqlite_master WHERE name = '%s'", name);
    const enum bh_status st = bh_database_integer(store->db, store->path, sql, &n, err);

    *is_there = n > 0;
    return st;
}

static enum bh_status
load_factors(struct bh_store *store, struct bh_err *err)
{
    struct bh_store_factor *at = NULL;
    struct rows rows;
    bool is_there = false;
    size_t i = 0;
    enum bh_status st = BH_OK;

    BH_TRY(find_table(store, "factor", &is_there, err));
    if (!is_there) {
        return BH_OK;
    }
    BH_TRY(open_rows(store, "factor", sizeof *at, &rows, &at, err));
    for (; i < rows.n && next(&rows); i++) {
        at[i] = (struct bh_store_factor){text(&rows, 1), text(&rows, 2)};
    }
    store->study.factors = at;
    store->study.n_factors = i;
    st = close_rows(&rows, err);
done:
    return st;
}

static enum bh_status
load_geometry(struct bh_store *store, struct bh_err *err)
{
    struct bh_store_shape *at = NULL;
    struct rows rows;
    bool is_there = false;
    size_t i = 0;
    enum bh_status st = BH_OK;

    BH_TRY(find_table(store, "geometry", &is_there, err));
    if (!is_there) {
        return BH_OK;
    }
    BH_TRY(open_rows(store, "geometry", sizeof *at, &rows, &at, err));
    for (; i < rows.n && next(&rows); i++) {
        at[i] = (struct bh_store_shape){text(&rows, 1), text(&rows, 2)};
    }
    store->study.shapes = at;
    store->study.n_shapes = i;
    st = close_rows(&rows, err);
done:
    return st;
}

/** Whether an output's group and relation are such as this program writes: tables are indexed by
 *  them. */
static bool
is_known(const struct bh_store_output *output)
{
    return output->group >= 0 && output->group < N_GROUPS && output->goal_relation >= 0 &&
           output->goal_relation < N_RELATIONS;
}

static enum bh_status
load_outputs(struct bh_store *store, struct bh_err *err)
{
    struct bh_store_output *at = NULL;
    struct rows rows;
    size_t i = 0;
    enum bh_status st = BH_OK;

    BH_TRY(open_rows(store, "output", sizeof *at, &rows, &at, err));
    for (; i < rows.n && next(&rows); i++) {
        at[i] = (struct bh_store_output){
            .id = text(&rows, 1),
            .title = text(&rows, 2),
            .unit = text(&rows, 3),
            .kind = text(&rows, 4),
            .group = sqlite3_column_int(rows.stmt, 5),
            .goal = text(&rows, 6),
            .goal_relation = sqlite3_column_int(rows.stmt, 7),
            .goal_value = real(&rows, 8),
            .is_required = sqlite3_column_int(rows.stmt, 9) != 0,
            .high_is_better = sqlite3_column_int(rows.stmt, 10) != 0,
        };
    }
    store->study.outputs = at;
    store->study.n_outputs = i;
    st = close_rows(&rows, err);
    for (size_t o = 0; st == BH_OK && o < i; o++) {
        if (!is_known(&at[o])) {
            st = bh_fail(err, BH_EFORMAT,
                         "%s: the results file is damaged (output %zu is of no known group or "
                         "goal)",
                         store->path, o + 1);
        }
    }
done:
    return st;
}

static enum bh_status
load_series(struct bh_store *store, struct bh_err *err)
{
    struct bh_store_series *at = NULL;
    struct rows rows;
    size_t i = 0;
    enum bh_status st = BH_OK;

    BH_TRY(open_rows(store, "series", sizeof *at, &rows, &at, err));
    for (; i < rows.n && next(&rows); i++) {
        at[i] = (struct bh_store_series){text(&rows, 1), text(&rows, 2), text(&rows, 3),
                                         text(&rows, 4)};
    }
    store->study.series = at;
    store->study.n_series = i;
    st = close_rows(&rows, err);
done:
    return st;
}

/** One row of table `study` into its field. */
static void
load_key(struct rows *rows, struct bh_store *store, const char *key)
{
    struct bh_store_study *s = &store->study;
    const struct {
        const char *key;
        const char **text;
    } texts[] = {{"version", &s->version},       {"plan_id", &s->plan_id},
                 {"plan_title", &s->plan_title}, {"plan", &s->plan_text},
                 {"currency", &s->currency},     {"start", &s->start},
                 {"design", &s->design},         {"geometry", &s->geometry}};
    const struct {
        const char *key;
        size_t *number;
    } numbers[] = {{"futures", &s->n_futures}, {"replications", &s->n_replications},
                   {"keep", &s->keep},         {"every", &s->every},
                   {"jobs", &s->n_jobs},       {"jobs_done", &store->jobs_done},
                    {"part", &s->part},         {"parts", &s->n_parts},
                    {"geometry_unused", &s->n_unused}};
    const int64_t number = sqlite3_column_int64(rows->stmt, 1);

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (strcmp(key, texts[i].key) == 0) {
            *texts[i].text = text(rows, 1);
        }
    }
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        if (strcmp(key, numbers[i].key) == 0) {
            *numbers[i].number = number < 0 ? 0 : (size_t) number;
        }
    }
    if (strcmp(key, "days") == 0) {
        s->days = number < 0 || number > MOST_DAYS ? 0 : (uint32_t) number;
    } else if (strcmp(key, "seed") == 0) {
        s->seed = (uint32_t) number;
    } else if (strcmp(key, "plan_hash") == 0) {
        s->plan_hash = strtoull(text(rows, 1), NULL, 16);
    } else if (strcmp(key, "summary") == 0) {
        s->is_summary = true;
    } else if (strcmp(key, "state") == 0) {
        store->is_complete = strcmp(text(rows, 1), "complete") == 0;
    }
}

/** Whether the numbers of the study are such as this program writes. What reads a results file
 *  counts on that: it sizes memory and loops by them. */
static bool
is_plausible(const struct bh_store *store)
{
    const struct bh_store_study *s = &store->study;
    int64_t day;

    return s->version != NULL && s->plan_id != NULL && s->plan_title != NULL &&
           s->plan_text != NULL && s->currency != NULL && s->design != NULL && s->start != NULL &&
           bh_date_parse(s->start, &day) && s->days >= 1 && s->days <= MOST_DAYS &&
           s->every >= 1 && s->every <= MOST_DAYS && s->n_futures >= 1 &&
           s->n_futures <= MOST_FUTURES && s->n_replications >= 1 &&
           s->n_replications <= MOST_FUTURES / s->n_futures && store->jobs_done <= s->n_jobs;
}

/** Whether a complete study can be as large as it says: every future takes some bytes. */
static enum bh_status
check_size(struct bh_store *store, struct bh_err *err)
{
    const struct bh_store_study *s = &store->study;
    const uint64_t n = (uint64_t) s->n_futures * s->n_replications * s->n_options;
    int64_t pages = 0, page_bytes = 0;
    enum bh_status st = BH_OK;

    BH_TRY(bh_database_integer(store->db, store->path, "PRAGMA page_count", &pages, err));
    BH_TRY(bh_database_integer(store->db, store->path, "PRAGMA page_size", &page_bytes, err));
    if (store->is_complete && !s->is_summary &&
        n > (uint64_t) pages * (uint64_t) page_bytes / LEAST_BYTES) {
        st = bh_fail(err, BH_EFORMAT,
                     "%s: the results file is damaged (too small for %llu futures)", store->path,
                     (unsigned long long) n);
    }
done:
    return st;
}

static enum bh_status
load_study(struct bh_store *store, struct bh_err *err)
{
    struct rows rows = {.store = store};
    enum bh_status st = BH_OK;

    BH_TRY(bh_database_prepare(store->db, store->path, "SELECT key, value FROM study", &rows.stmt,
                               err));
    while (next(&rows)) {
        const char *key = (const char *) sqlite3_column_text(rows.stmt, 0);

        load_key(&rows, store, key == NULL ? "" : key);
    }
    st = close_rows(&rows, err);
    if (st == BH_OK && !is_plausible(store)) {
        st = bh_fail(err, BH_EFORMAT, "%s: the results file is damaged (no study in it)",
                     store->path);
    }
done:
    return st;
}

enum bh_status
bh_store_load(struct bh_store *store, struct bh_err *err)
{
    struct bh_store_study *s = &store->study;
    enum bh_status st = BH_OK;

    BH_TRY(check_mark(store, err));
    BH_TRY(load_study(store, err));
    BH_TRY(load_options(store, err));
    BH_TRY(load_variables(store, "variable", &s->variables, &s->n_variables, err));
    BH_TRY(load_variables(store, "given", &s->givens, &s->n_givens, err));
    BH_TRY(load_sources(store, err));
    BH_TRY(load_outputs(store, err));
    BH_TRY(load_series(store, err));
    BH_TRY(load_factors(store, err));
    BH_TRY(load_geometry(store, err));
    st = check_size(store, err);
done:
    return st;
}

enum bh_status
bh_store_open(const char *path, struct bh_store **out, struct bh_err *err)
{
    struct bh_store *store = NULL;
    enum bh_status st = BH_OK;

    if (!bh_file_exists(path)) {
        return bh_fail(err, BH_EIO, "%s: there is no such file", path);
    }
    if (bh_file_is_directory(path)) {
        return bh_fail(err, BH_EIO, "%s: is a directory, not a results file", path);
    }
    bh_store_mend(path);
    BH_TRY(bh_store_connect(path, false, &store, err));
    BH_TRY(bh_store_load(store, err));
    *out = store;
    store = NULL;
done:
    bh_store_close(store);
    return st;
}

enum bh_status
bh_store_need_futures(const struct bh_store *store, const char *need, struct bh_err *err)
{
    return !store->study.is_summary
               ? BH_OK
               : bh_fail(err, BH_EINPUT,
                         "%s: keeps sums, and %s needs every future; explore the plan without "
                         "--summary (some thousand futures) and use that file",
                         store->path, need);
}

enum bh_status
bh_store_open_futures(const char *path, const char *need, struct bh_store **out,
                      struct bh_err *err)
{
    struct bh_store *store = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_store_open(path, &store, err));
    BH_TRY(bh_store_need_futures(store, need, err));
    *out = store;
    store = NULL;
done:
    bh_store_close(store);
    return st;
}
