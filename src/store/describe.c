/** @file describe.c  The tables of a results file, and what defines its study. */
#include "store/file.h"

#include "base/err.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char tables[] =
    "CREATE TABLE study(key TEXT PRIMARY KEY, value) WITHOUT ROWID;"
    "CREATE TABLE option(number INTEGER PRIMARY KEY, id TEXT, title TEXT, summary TEXT,"
    " authority TEXT, due REAL, requirement REAL);"
    "CREATE TABLE variable(number INTEGER PRIMARY KEY, path TEXT, meaning TEXT, kind TEXT,"
    " distribution TEXT, value REAL, low REAL, high REAL, source TEXT, confidence TEXT, note TEXT);"
    "CREATE TABLE given(number INTEGER PRIMARY KEY, path TEXT, meaning TEXT, kind TEXT,"
    " distribution TEXT, value REAL, low REAL, high REAL, source TEXT, confidence TEXT, note TEXT);"
    "CREATE TABLE source(number INTEGER PRIMARY KEY, id TEXT, title TEXT, publisher TEXT,"
    " year TEXT, url TEXT, accessed TEXT);"
    "CREATE TABLE output(number INTEGER PRIMARY KEY, id TEXT, title TEXT, unit TEXT, kind TEXT,"
    " grp INTEGER, goal TEXT, goal_relation INTEGER, goal_value REAL, required INTEGER,"
    " high_is_better INTEGER);"
    "CREATE TABLE series(number INTEGER PRIMARY KEY, name TEXT, unit TEXT, meaning TEXT,"
    " whose TEXT);"
    "CREATE TABLE path(option INTEGER, scenario INTEGER, replication INTEGER, n_points INTEGER,"
    " data BLOB, PRIMARY KEY(option, scenario, replication)) WITHOUT ROWID;"
    "CREATE TABLE quantile(series INTEGER, option INTEGER, day INTEGER, n INTEGER, mean REAL,"
    " q05 REAL, q25 REAL, q50 REAL, q75 REAL, q95 REAL,"
    " PRIMARY KEY(series, option, day)) WITHOUT ROWID;"
    "CREATE TABLE happening(option INTEGER, scenario INTEGER, replication INTEGER, day INTEGER,"
    " tone INTEGER, text TEXT);"
    "CREATE TABLE job(number INTEGER PRIMARY KEY);";

static enum bh_status
start(struct bh_store *store, const char *sql, sqlite3_stmt **stmt, struct bh_err *err)
{
    return bh_database_prepare(store->db, store->path, sql, stmt, err);
}

static enum bh_status
put(struct bh_store *store, sqlite3_stmt *stmt, struct bh_err *err)
{
    return bh_database_step(store->db, store->path, stmt, err);
}

/** Column definitions of tables whose columns are the study's own names. */
static enum bh_status
create_wide(struct bh_store *store, struct bh_err *err)
{
    const struct bh_store_study *study = &store->study;
    struct bh_text sql = {0};

    bh_text_add(&sql, "CREATE TABLE scenario(number INTEGER PRIMARY KEY");
    for (size_t i = 0; i < study->n_variables; i++) {
        bh_text_add(&sql, ", ");
        bh_database_quote(&sql, study->variables[i].path);
        bh_text_add(&sql, " REAL");
    }
    bh_text_add(&sql, "); CREATE TABLE future(option INTEGER, scenario INTEGER, replication "
                      "INTEGER, status INTEGER, reason TEXT, success INTEGER");
    for (size_t i = 0; i < study->n_outputs; i++) {
        bh_text_add(&sql, ", ");
        bh_database_quote(&sql, study->outputs[i].id);
        bh_text_add(&sql, " REAL");
    }
    bh_text_add(&sql, ", PRIMARY KEY(option, scenario, replication)) WITHOUT ROWID;");
    const enum bh_status st =
        sql.failed ? bh_no_memory(err)
                   : bh_database_run(store->db, store->path, bh_text_string(&sql), err);
    bh_text_fini(&sql);
    return st;
}

static enum bh_status
put_key(struct bh_store *store, sqlite3_stmt *stmt, const char *key, const char *text,
        int64_t number, struct bh_err *err)
{
    if (text != NULL) {
        bh_database_bind(stmt, "ss", key, text);
    } else {
        bh_database_bind(stmt, "si", key, number);
    }
    return put(store, stmt, err);
}

static enum bh_status
put_study(struct bh_store *store, struct bh_err *err)
{
    const struct bh_store_study *s = &store->study;
    char hash[20];
    snprintf(hash, sizeof hash, "%016llx", (unsigned long long) s->plan_hash);
    const struct {
        const char *key, *text;
        size_t number;
    } rows[] = {
        {"schema", NULL, BH_STORE_SCHEMA}, {"version", s->version, 0},
        {"plan_id", s->plan_id, 0},        {"plan_title", s->plan_title, 0},
        {"plan_hash", hash, 0},            {"plan", s->plan_text, 0},
        {"currency", s->currency, 0},      {"start", s->start, 0},
        {"design", s->design, 0},          {"days", NULL, s->days},
        {"seed", NULL, s->seed},           {"futures", NULL, s->n_futures},
        {"replications", NULL, s->n_replications}, {"keep", NULL, s->keep},
        {"every", NULL, s->every},         {"jobs", NULL, s->n_jobs},
        {"jobs_done", NULL, 0},            {"state", "running", 0},
        {"part", NULL, s->part},           {"parts", NULL, s->n_parts},
    };
    const size_t n = sizeof rows / sizeof rows[0] - (s->part == 0 ? 2 : 0);
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(start(store, "INSERT INTO study VALUES(?, ?)", &stmt, err));
    for (size_t i = 0; i < n; i++) {
        BH_TRY(put_key(store, stmt, rows[i].key, rows[i].text, (int64_t) rows[i].number, err));
    }
    if (s->is_summary) {
        BH_TRY(put_key(store, stmt, "summary", NULL, 1, err));
    }
done:
    sqlite3_finalize(stmt);
    return st;
}

static enum bh_status
put_options(struct bh_store *store, struct bh_err *err)
{
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(start(store, "INSERT INTO option VALUES(?, ?, ?, ?, ?, ?, ?)", &stmt, err));
    for (size_t i = 0; i < store->study.n_options; i++) {
        const struct bh_store_option *o = &store->study.options[i];

        bh_database_bind(stmt, "issssdd", (int64_t) i, o->id, o->title, o->summary, o->authority,
                         o->due, o->requirement);
        BH_TRY(put(store, stmt, err));
    }
done:
    sqlite3_finalize(stmt);
    return st;
}

static enum bh_status
put_variables(struct bh_store *store, const char *sql, const struct bh_store_variable *rows,
              size_t n, struct bh_err *err)
{
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(start(store, sql, &stmt, err));
    for (size_t i = 0; i < n; i++) {
        const struct bh_store_variable *v = &rows[i];

        bh_database_bind(stmt, "issssdddsss", (int64_t) i, v->path, v->meaning, v->kind,
                         v->distribution, v->value, v->low, v->high, v->source, v->confidence,
                         v->note);
        BH_TRY(put(store, stmt, err));
    }
done:
    sqlite3_finalize(stmt);
    return st;
}

static enum bh_status
put_sources(struct bh_store *store, struct bh_err *err)
{
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(start(store, "INSERT INTO source VALUES(?, ?, ?, ?, ?, ?, ?)", &stmt, err));
    for (size_t i = 0; i < store->study.n_sources; i++) {
        const struct bh_store_source *s = &store->study.sources[i];

        bh_database_bind(stmt, "issssss", (int64_t) i, s->id, s->title, s->publisher, s->year,
                         s->url, s->accessed);
        BH_TRY(put(store, stmt, err));
    }
done:
    sqlite3_finalize(stmt);
    return st;
}

static enum bh_status
put_outputs(struct bh_store *store, struct bh_err *err)
{
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(start(store, "INSERT INTO output VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", &stmt, err));
    for (size_t i = 0; i < store->study.n_outputs; i++) {
        const struct bh_store_output *o = &store->study.outputs[i];

        bh_database_bind(stmt, "issssisidii", (int64_t) i, o->id, o->title, o->unit, o->kind,
                         (int64_t) o->group, o->goal, (int64_t) o->goal_relation, o->goal_value,
                         (int64_t) o->is_required, (int64_t) o->high_is_better);
        BH_TRY(put(store, stmt, err));
    }
done:
    sqlite3_finalize(stmt);
    return st;
}

static enum bh_status
put_series(struct bh_store *store, struct bh_err *err)
{
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(start(store, "INSERT INTO series VALUES(?, ?, ?, ?, ?)", &stmt, err));
    for (size_t i = 0; i < store->study.n_series; i++) {
        const struct bh_store_series *s = &store->study.series[i];

        bh_database_bind(stmt, "issss", (int64_t) i, s->name, s->unit, s->meaning, s->whose);
        BH_TRY(put(store, stmt, err));
    }
done:
    sqlite3_finalize(stmt);
    return st;
}

/** The table of factors exists in studies that have some. */
static enum bh_status
put_factors(struct bh_store *store, struct bh_err *err)
{
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;

    if (store->study.n_factors == 0) {
        return BH_OK;
    }
    BH_TRY(bh_database_run(store->db, store->path,
                           "CREATE TABLE factor(number INTEGER PRIMARY KEY, name, meaning)", err));
    BH_TRY(start(store, "INSERT INTO factor VALUES(?, ?, ?)", &stmt, err));
    for (size_t i = 0; i < store->study.n_factors; i++) {
        const struct bh_store_factor *f = &store->study.factors[i];

        bh_database_bind(stmt, "iss", (int64_t) i, f->name, f->meaning);
        BH_TRY(put(store, stmt, err));
    }
done:
    sqlite3_finalize(stmt);
    return st;
}

/** The table of boundaries exists in studies of plans that have some. */
static enum bh_status
put_geometry(struct bh_store *store, struct bh_err *err)
{
    const struct bh_store_study *s = &store->study;
    sqlite3_stmt *stmt = NULL, *keys = NULL;
    enum bh_status st = BH_OK;

    if (s->geometry == NULL) {
        return BH_OK;
    }
    BH_TRY(start(store, "INSERT INTO study VALUES(?, ?)", &keys, err));
    BH_TRY(put_key(store, keys, "geometry", s->geometry, 0, err));
    BH_TRY(put_key(store, keys, "geometry_unused", NULL, (int64_t) s->n_unused, err));
    BH_TRY(bh_database_run(store->db, store->path,
                           "CREATE TABLE geometry(number INTEGER PRIMARY KEY, area, coordinates)",
                           err));
    BH_TRY(start(store, "INSERT INTO geometry VALUES(?, ?, ?)", &stmt, err));
    for (size_t i = 0; i < s->n_shapes; i++) {
        bh_database_bind(stmt, "iss", (int64_t) i, s->shapes[i].area, s->shapes[i].coordinates);
        BH_TRY(put(store, stmt, err));
    }
done:
    sqlite3_finalize(stmt);
    sqlite3_finalize(keys);
    return st;
}

enum bh_status
bh_store_describe(struct bh_store *store, struct bh_err *err)
{
    const struct bh_store_study *study = &store->study;
    enum bh_status st = BH_OK;

    BH_TRY(bh_database_run(store->db, store->path, "BEGIN IMMEDIATE", err));
    BH_TRY(bh_database_run(store->db, store->path, tables, err));
    BH_TRY(study->is_summary ? bh_store_create_sums(store, err) : create_wide(store, err));
    BH_TRY(put_study(store, err));
    BH_TRY(put_options(store, err));
    BH_TRY(put_variables(store, "INSERT INTO variable VALUES(?,?,?,?,?,?,?,?,?,?,?)",
                         study->variables, study->n_variables, err));
    BH_TRY(put_variables(store, "INSERT INTO given VALUES(?,?,?,?,?,?,?,?,?,?,?)", study->givens,
                         study->n_givens, err));
    BH_TRY(put_sources(store, err));
    BH_TRY(put_outputs(store, err));
    BH_TRY(put_series(store, err));
    BH_TRY(put_factors(store, err));
    BH_TRY(put_geometry(store, err));
    BH_TRY(bh_database_run(store->db, store->path, "COMMIT", err));
done:
    return st;
}
