/** @file journal.c  The journal of a search. */
#include "store/journal.h"

#include "base/err.h"
#include "base/file.h"
#include "base/text.h"
#include "store/database.h"
#include "store/lock.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define APPLICATION 0x42484c53 /* "BHLS" */
#define SCHEMA 1

struct bh_journal {
    sqlite3 *db;
    char *path;
    int lock;
    size_t population, n_levers, n_goals;
};

/** "a, b" of the goals. */
static void
join_goals(const struct bh_journal_search *search, struct bh_text *out)
{
    for (size_t i = 0; i < search->n_goals; i++) {
        bh_text_printf(out, "%s%s", i == 0 ? "" : ",", search->goals[i]);
    }
}

/* ---- creating ------------------------------------------------------------------------------- */

static enum bh_status
create_candidates(struct bh_journal *journal, const struct bh_journal_search *search,
                  struct bh_err *err)
{
    struct bh_text sql = {0}, name = {0};
    enum bh_status st;

    bh_text_add(&sql, "CREATE TABLE candidate(generation INTEGER, number INTEGER, genes BLOB");
    for (size_t i = 0; i < search->n_levers; i++) {
        bh_text_add(&sql, ", ");
        bh_database_quote(&sql, search->levers[i]);
        bh_text_add(&sql, " REAL");
    }
    for (size_t i = 0; i < search->n_goals; i++) {
        bh_text_clear(&name);
        bh_text_printf(&name, "goal %s", search->goals[i]);
        bh_text_add(&sql, ", ");
        bh_database_quote(&sql, bh_text_string(&name));
        bh_text_add(&sql, " REAL");
    }
    bh_text_add(&sql, ", PRIMARY KEY(generation, number)) WITHOUT ROWID");
    st = sql.failed || name.failed
             ? bh_no_memory(err)
             : bh_database_run(journal->db, journal->path, bh_text_string(&sql), err);
    bh_text_fini(&sql);
    bh_text_fini(&name);
    return st;
}

static enum bh_status
put_search(struct bh_journal *journal, const struct bh_journal_search *search, struct bh_err *err)
{
    struct bh_text goals = {0};
    sqlite3_stmt *stmt = NULL;
    char hash[20];
    enum bh_status st = BH_OK;

    join_goals(search, &goals);
    snprintf(hash, sizeof hash, "%016llx", (unsigned long long) search->plan_hash);
    const char *const texts[][2] = {
        {"version", search->version}, {"plan_id", search->plan_id},
        {"plan_hash", hash},          {"option", search->option},
        {"plan", search->plan_text},  {"goals", bh_text_string(&goals)}};
    const struct {
        const char *key;
        size_t value;
    } numbers[] = {
        {"schema", SCHEMA}, {"futures", search->n_futures}, {"population", search->population}};

    BH_TRY(bh_database_prepare(journal->db, journal->path, "INSERT INTO search VALUES(?, ?)", &stmt,
                               err));
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        bh_database_bind(stmt, "ss", texts[i][0], texts[i][1]);
        BH_TRY(bh_database_step(journal->db, journal->path, stmt, err));
    }
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        bh_database_bind(stmt, "si", numbers[i].key, (int64_t) numbers[i].value);
        BH_TRY(bh_database_step(journal->db, journal->path, stmt, err));
    }
done:
    sqlite3_finalize(stmt);
    bh_text_fini(&goals);
    return st;
}

static enum bh_status
fill(struct bh_journal *journal, const struct bh_journal_search *search, struct bh_err *err)
{
    char sql[200];
    enum bh_status st = BH_OK;

    snprintf(sql, sizeof sql,
             "PRAGMA journal_mode=OFF; BEGIN IMMEDIATE;"
             "PRAGMA application_id=%d; PRAGMA user_version=%d;"
             "CREATE TABLE search(key TEXT PRIMARY KEY, value) WITHOUT ROWID",
             APPLICATION, SCHEMA);
    BH_TRY(bh_database_run(journal->db, journal->path, sql, err));
    BH_TRY(create_candidates(journal, search, err));
    BH_TRY(put_search(journal, search, err));
    st = bh_database_run(journal->db, journal->path, "COMMIT", err);
done:
    return st;
}

/* ---- opening -------------------------------------------------------------------------------- */

static enum bh_status
check_mark(struct bh_journal *journal, struct bh_err *err)
{
    int64_t mark = 0, schema = 0;
    enum bh_status st = BH_OK;

    BH_TRY(bh_database_integer(journal->db, journal->path, "PRAGMA application_id", &mark, err));
    BH_TRY(bh_database_integer(journal->db, journal->path, "PRAGMA user_version", &schema, err));
    if (mark != APPLICATION) {
        st = bh_fail(err, BH_EFORMAT, "%s: is not the journal of a search", journal->path);
    } else if (schema > SCHEMA) {
        st = bh_fail(err, BH_EFORMAT, "%s: has schema %lld, this program reads up to %d",
                     journal->path, (long long) schema, SCHEMA);
    }
done:
    return st;
}

/** Whether the file says `wanted` at `key`; told when not. */
static enum bh_status
check_key(struct bh_journal *journal, const char *key, const char *wanted, struct bh_err *err)
{
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_database_prepare(journal->db, journal->path, "SELECT value FROM search WHERE key = ?",
                               &stmt, err));
    bh_database_bind(stmt, "s", key);
    bool is_row;
    BH_TRY(bh_database_next(journal->db, journal->path, stmt, &is_row, err));
    const char *found = is_row ? (const char *) sqlite3_column_text(stmt, 0) : NULL;
    if (found == NULL && sqlite3_errcode(journal->db) == SQLITE_NOMEM) {
        st = bh_no_memory(err);
    } else if (found == NULL || strcmp(found, wanted) != 0) {
        st = bh_fail(err, BH_EINPUT, "%s: holds a search with %s %.100s, this one has %.100s",
                     journal->path, key, found == NULL ? "(none)" : found, wanted);
    }
done:
    sqlite3_finalize(stmt);
    return st;
}

static enum bh_status
check_same(struct bh_journal *journal, const struct bh_journal_search *search, struct bh_err *err)
{
    struct bh_text goals = {0};
    char hash[20], futures[24], population[24];
    enum bh_status st = BH_OK;

    join_goals(search, &goals);
    snprintf(hash, sizeof hash, "%016llx", (unsigned long long) search->plan_hash);
    snprintf(futures, sizeof futures, "%zu", search->n_futures);
    snprintf(population, sizeof population, "%zu", search->population);
    BH_TRY(check_key(journal, "plan_hash", hash, err));
    BH_TRY(check_key(journal, "option", search->option, err));
    BH_TRY(check_key(journal, "goals", bh_text_string(&goals), err));
    BH_TRY(check_key(journal, "futures", futures, err));
    BH_TRY(check_key(journal, "population", population, err));
    BH_TRY(check_key(journal, "version", search->version, err));
done:
    bh_text_fini(&goals);
    return st;
}

static enum bh_status
connect(const char *path, const struct bh_journal_search *search, struct bh_journal **out,
        struct bh_err *err)
{
    struct bh_journal *journal = calloc(1, sizeof *journal);

    if (journal == NULL || (journal->path = strdup(path)) == NULL) {
        free(journal);
        return bh_no_memory(err);
    }
    journal->lock = BH_NO_LOCK;
    journal->population = search->population;
    journal->n_levers = search->n_levers;
    journal->n_goals = search->n_goals;
    const int code =
        sqlite3_open_v2(path, &journal->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    if (code != SQLITE_OK) {
        const enum bh_status st = bh_database_fail(journal->db, path, code, err);

        bh_journal_close(journal);
        return st;
    }
    *out = journal;
    return BH_OK;
}

/** Whether the file at `path` is there and holds nothing: a search was killed before it began. */
static bool
is_empty(const char *path)
{
    struct stat found;

    return stat(path, &found) == 0 && S_ISREG(found.st_mode) && found.st_size == 0;
}

/** Puts a journal without generations at `path`: it appears whole. */
static enum bh_status
create(const char *path, const struct bh_journal_search *search, struct bh_err *err)
{
    struct bh_journal *journal = NULL;
    struct bh_text temporary = {0};
    enum bh_status st = BH_OK;

    bh_text_printf(&temporary, "%s.tmp", path);
    if (temporary.failed) {
        st = bh_no_memory(err);
        goto done;
    }
    unlink(bh_text_string(&temporary));
    BH_TRY(connect(bh_text_string(&temporary), search, &journal, err));
    BH_TRY(fill(journal, search, err));
    bh_journal_close(journal);
    journal = NULL;
    st = bh_file_replace(bh_text_string(&temporary), path, err);
done:
    bh_journal_close(journal);
    if (st != BH_OK && !temporary.failed) {
        unlink(bh_text_string(&temporary));
    }
    bh_text_fini(&temporary);
    return st;
}

/** Whether a file that is in the way may be replaced: only a journal is. */
static enum bh_status
make_way(const char *path, const struct bh_journal_search *search, struct bh_err *err)
{
    struct bh_journal *old = NULL;
    enum bh_status st = connect(path, search, &old, err);

    if (st == BH_OK) {
        st = check_mark(old, err);
    }
    bh_journal_close(old);
    return st;
}

enum bh_status
bh_journal_open(const char *path, bool resume, bool overwrite,
                const struct bh_journal_search *search, struct bh_journal **out,
                size_t *n_generations, struct bh_err *err)
{
    struct bh_journal *journal = NULL;
    int64_t n = 0;
    int lock = BH_NO_LOCK;
    enum bh_status st = BH_OK;

    if (bh_file_is_directory(path)) {
        return bh_fail(err, BH_EIO, "%s: is a directory", path);
    }
    BH_TRY(bh_store_lock(path, &lock, err));
    bool is_new = !bh_file_exists(path);
    if (!is_new && !resume && !overwrite) {
        st = bh_fail(err, BH_EINPUT,
                     "%s: exists; --resume goes on with it, --overwrite replaces it", path);
        goto done;
    }
    if (!is_new && !resume) {
        BH_TRY(make_way(path, search, err));
        is_new = true;
    }
    is_new = is_new || (resume && is_empty(path));
    if (is_new) {
        BH_TRY(create(path, search, err));
    }
    BH_TRY(connect(path, search, &journal, err));
    if (!is_new) {
        BH_TRY(check_mark(journal, err));
        BH_TRY(check_same(journal, search, err));
        BH_TRY(bh_database_integer(journal->db, journal->path,
                                   "SELECT coalesce(max(generation) + 1, 0) FROM candidate", &n,
                                   err));
    }
    journal->lock = lock;
    lock = BH_NO_LOCK;
    *n_generations = (size_t) n;
    *out = journal;
    journal = NULL;
done:
    bh_journal_close(journal);
    bh_store_unlock(path, lock);
    return st;
}

/* ---- generations ---------------------------------------------------------------------------- */

static enum bh_status
put_candidates(struct bh_journal *journal, size_t generation, const double *genes,
               const double *levers, const double *goals, struct bh_err *err)
{
    const size_t n = journal->n_levers, m = journal->n_goals;
    struct bh_text sql = {0};
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;

    bh_text_add(&sql, "INSERT INTO candidate VALUES(?, ?, ?");
    for (size_t i = 0; i < n + m; i++) {
        bh_text_add(&sql, ", ?");
    }
    bh_text_add(&sql, ")");
    BH_TRY(bh_database_prepare(journal->db, journal->path,
                               sql.failed ? NULL : bh_text_string(&sql), &stmt, err));
    for (size_t i = 0; i < journal->population; i++) {
        sqlite3_bind_int64(stmt, 1, (int64_t) generation);
        sqlite3_bind_int64(stmt, 2, (int64_t) i);
        sqlite3_bind_blob(stmt, 3, genes + i * n, (int) (n * sizeof *genes), SQLITE_STATIC);
        for (size_t k = 0; k < n; k++) {
            sqlite3_bind_double(stmt, 4 + (int) k, levers[i * n + k]);
        }
        for (size_t k = 0; k < m; k++) {
            sqlite3_bind_double(stmt, 4 + (int) (n + k), goals[i * m + k]); /* NaN becomes NULL */
        }
        BH_TRY(bh_database_step(journal->db, journal->path, stmt, err));
    }
done:
    sqlite3_finalize(stmt);
    bh_text_fini(&sql);
    return st;
}

enum bh_status
bh_journal_append(struct bh_journal *journal, size_t generation, const double *genes,
                  const double *levers, const double *goals, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    BH_TRY(bh_database_run(journal->db, journal->path, "BEGIN IMMEDIATE", err));
    st = put_candidates(journal, generation, genes, levers, goals, err);
    if (st == BH_OK) {
        st = bh_database_run(journal->db, journal->path, "COMMIT", err);
    }
    if (st != BH_OK) {
        sqlite3_exec(journal->db, "ROLLBACK", NULL, NULL, NULL);
    }
done:
    return st;
}

enum bh_status
bh_journal_read(struct bh_journal *journal, size_t generation, double *genes, double *goals,
                struct bh_err *err)
{
    const size_t n = journal->n_levers, m = journal->n_goals;
    sqlite3_stmt *stmt = NULL;
    size_t at = 0;
    bool is_row = true;
    enum bh_status st = BH_OK;

    BH_TRY(bh_database_prepare(journal->db, journal->path,
                               "SELECT * FROM candidate WHERE generation = ? ORDER BY number",
                               &stmt, err));
    bh_database_bind(stmt, "i", (int64_t) generation);
    while (at < journal->population) {
        BH_TRY(bh_database_next(journal->db, journal->path, stmt, &is_row, err));
        if (!is_row || sqlite3_column_bytes(stmt, 2) != (int) (n * sizeof *genes)) {
            break;
        }
        memcpy(genes + at * n, sqlite3_column_blob(stmt, 2), n * sizeof *genes);
        for (size_t k = 0; k < m; k++) {
            const int column = 3 + (int) (n + k);

            goals[at * m + k] = sqlite3_column_type(stmt, column) == SQLITE_NULL
                                    ? (double) NAN
                                    : sqlite3_column_double(stmt, column);
        }
        at++;
    }
    if (at != journal->population) {
        st = bh_fail(err, BH_EFORMAT, "%s: the journal is damaged (generation %zu has %zu of %zu)",
                     journal->path, generation, at, journal->population);
    }
done:
    sqlite3_finalize(stmt);
    return st;
}

void
bh_journal_close(struct bh_journal *journal)
{
    if (journal != NULL) {
        sqlite3_close(journal->db);
        bh_store_unlock(journal->path, journal->lock);
        free(journal->path);
        free(journal);
    }
}
