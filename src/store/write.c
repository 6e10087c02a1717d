/** @file write.c  Creating a results file, appending jobs, completing it.
 *
 *  A writer is always inside a transaction, so it holds SQLite's write lock from the first moment
 *  to the last: a second writer is refused, readers are not. About twice a second the transaction
 *  is committed and the next begins. */
#include "store/file.h"

#include "base/clock.h"
#include "base/err.h"
#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zstd.h>

#define COMMIT_SECONDS 0.5
#define CACHE_KIB "16384" /* of pages; with SQLite's 2000 most are read several times */
#define ZSTD_LEVEL 1
#define HEADER_BYTES 100 /* of a SQLite file; the application id stands at byte 68 */

static enum bh_status
begin(struct bh_store *store, struct bh_err *err)
{
    const enum bh_status st = bh_database_run(store->db, store->path, "BEGIN IMMEDIATE", err);

    store->in_transaction = st == BH_OK;
    clock_gettime(CLOCK_MONOTONIC, &store->began);
    return st;
}

/** Writes the sums as they are now; what a failure left is rolled back, and no more is written. */
static enum bh_status
settle_sums(struct bh_store *store, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    store->is_torn = store->is_torn || store->has_lost_sums;
    if (!store->is_torn) {
        st = bh_store_write_sums(store, err);
        store->is_torn = st != BH_OK;
    }
    store->has_lost_sums = store->is_torn;
    return st;
}

enum bh_status
bh_store_pause(struct bh_store *store, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    if (!store->in_transaction) {
        return BH_OK;
    }
    if (store->sums.n_options > 0) { /* not of a complete file, whose sums nobody has read */
        BH_TRY(settle_sums(store, err));
    }
    BH_TRY(bh_database_run(store->db, store->path, store->is_torn ? "ROLLBACK" : "COMMIT", err));
    store->in_transaction = store->is_torn = false;
done:
    store->has_lost_sums = store->has_lost_sums || st != BH_OK; /* who knows what is on the disk */
    return st;
}

enum bh_status
bh_store_commit(struct bh_store *store, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    BH_TRY(bh_store_pause(store, err));
    st = begin(store, err);
done:
    return st;
}

static const char *
insert_sql(struct bh_text *sql, const char *head, size_t n)
{
    bh_text_clear(sql);
    bh_text_add(sql, head);
    for (size_t i = 0; i < n; i++) {
        bh_text_add(sql, i == 0 ? "?" : ", ?");
    }
    bh_text_add(sql, ")");
    return sql->failed ? NULL : bh_text_string(sql);
}

static enum bh_status
prepare_inserts(struct bh_store *store, struct bh_err *err)
{
    const struct bh_store_study *s = &store->study;
    struct bh_text sql = {0};
    enum bh_status st = BH_OK;

    if (!s->is_summary) {
        BH_TRY(bh_database_prepare(store->db, store->path,
                                   insert_sql(&sql, "INSERT INTO future VALUES(", 6 + s->n_outputs),
                                   &store->insert_future, err));
        BH_TRY(bh_database_prepare(
            store->db, store->path,
            insert_sql(&sql, "INSERT INTO scenario VALUES(", 1 + s->n_variables),
            &store->insert_scenario, err));
    }
    BH_TRY(bh_database_prepare(store->db, store->path,
                               insert_sql(&sql, "INSERT INTO path VALUES(", 5),
                               &store->insert_path, err));
    BH_TRY(bh_database_prepare(store->db, store->path, "INSERT INTO job VALUES(?)",
                               &store->insert_job, err));
    BH_TRY(bh_database_prepare(store->db, store->path,
                               "UPDATE study SET value = ? WHERE key = 'jobs_done'",
                               &store->update_jobs, err));
done:
    bh_text_fini(&sql);
    return st;
}

bool
bh_store_is_results(const char *path)
{
    unsigned char head[HEADER_BYTES] = {0};
    FILE *file = fopen(path, "rb");
    const size_t n = file == NULL ? 0 : fread(head, 1, sizeof head, file);
    const uint32_t mark = (uint32_t) head[68] << 24 | (uint32_t) head[69] << 16 |
                          (uint32_t) head[70] << 8 | head[71];

    if (file != NULL) {
        fclose(file);
    }
    return n == sizeof head && memcmp(head, "SQLite format 3", 16) == 0 &&
           mark == BH_STORE_APPLICATION;
}

static void
remove_file(const char *path)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    char name[4096];

    for (size_t i = 0; i < 4; i++) {
        if ((size_t) snprintf(name, sizeof name, "%s%s", path, endings[i]) < sizeof name) {
            unlink(name);
        }
    }
}

/** Puts a draft in the place of what may be at `path`, whose lock the caller holds. Until the names
 *  of what is left of the old file are gone from the disk, the new one has no log: see lock.h. */
static enum bh_status
put_in_place(const char *drafted, const char *path, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    BH_TRY(bh_file_replace(drafted, path, err));
    bh_store_drop_stale_log(path);
done:
    return st;
}

enum bh_status
bh_store_replace(const char *path, const char *with, struct bh_err *err)
{
    int lock = BH_NO_LOCK;
    enum bh_status st = BH_OK;

    BH_TRY(bh_store_lock(path, &lock, err));
    if (bh_file_exists(path)) {
        bh_store_make_whole(path);
    }
    st = put_in_place(with, path, err);
done:
    bh_store_unlock(path, lock);
    return st;
}

void
bh_store_remove_locked(const char *path)
{
    if (bh_store_is_results(path) || !bh_file_exists(path)) {
        remove_file(path);
    }
}

void
bh_store_remove(const char *path)
{
    int lock = BH_NO_LOCK;

    if (bh_store_is_results(path) && bh_store_lock(path, &lock, NULL) == BH_OK) {
        bh_store_remove_locked(path);
        bh_store_unlock(path, lock);
    }
}

/** Whether a results file may be made at `path`. */
static enum bh_status
check_free(const char *path, bool overwrite, struct bh_err *err)
{
    if (!bh_file_exists(path)) {
        return BH_OK;
    }
    if (bh_file_is_directory(path)) {
        return bh_fail(err, BH_EIO, "%s: is a directory", path);
    }
    if (!overwrite) {
        return bh_fail(err, BH_EINPUT,
                       "%s: exists; --resume goes on with it, --overwrite replaces it", path);
    }
    if (!bh_store_is_results(path)) {
        return bh_fail(err, BH_EINPUT, "%s: is not a results file and is not replaced", path);
    }
    return BH_OK;
}

/** Writes a results file that describes the study and holds no future yet. The file is nobody
 *  else's: it needs no journal. */
static enum bh_status
draft(const char *path, const struct bh_store_study *study, struct bh_err *err)
{
    struct bh_store *store = NULL;
    char sql[200];
    enum bh_status st = BH_OK;

    snprintf(sql, sizeof sql,
             "PRAGMA journal_mode=OFF; PRAGMA page_size=4096; PRAGMA encoding='UTF-8'; "
             "PRAGMA application_id=%d; PRAGMA user_version=%d;",
             BH_STORE_APPLICATION, BH_STORE_SCHEMA);
    remove_file(path);
    BH_TRY(bh_store_connect(path, true, &store, err));
    store->study = *study;
    BH_TRY(bh_database_run(store->db, path, sql, err));
    st = bh_store_describe(store, err);
done:
    bh_store_close(store);
    return st;
}

/** Makes a described file ready for futures, under the write lock. Nobody reads a part on the way:
 *  it is locked whole, so that its journal needs no memory that processes share (which network file
 *  systems lack). */
static enum bh_status
open_writer(struct bh_store *store, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    if (store->study.part > 0) {
        BH_TRY(bh_database_run(store->db, store->path, "PRAGMA locking_mode=EXCLUSIVE", err));
    }
    BH_TRY(bh_database_run(store->db, store->path,
                           "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                           "PRAGMA cache_size=-" CACHE_KIB,
                           err));
    BH_TRY(bh_store_list_jobs(store, err));
    BH_TRY(prepare_inserts(store, err));
    if (store->study.is_summary) {
        BH_TRY(bh_store_open_sums(store, err));
    }
    st = begin(store, err);
done:
    return st;
}

enum bh_status
bh_store_create(const char *path, bool overwrite, const struct bh_store_study *study,
                struct bh_store **out, struct bh_err *err)
{
    struct bh_store *store = NULL;
    struct bh_text temporary = {0};
    int lock = BH_NO_LOCK;
    enum bh_status st = BH_OK;

    bh_text_printf(&temporary, "%s.tmp", path);
    if (temporary.failed) {
        return bh_no_memory(err);
    }
    BH_TRY(bh_store_lock(path, &lock, err));
    BH_TRY(check_free(path, overwrite, err));
    if (bh_file_exists(path)) {
        bh_store_make_whole(path); /* lest half a change of the old be undone in the new */
    }
    /* the file appears whole: a kill leaves none, or one that can be resumed */
    BH_TRY(draft(bh_text_string(&temporary), study, err));
    BH_TRY(put_in_place(bh_text_string(&temporary), path, err));
    st = bh_store_connect(path, true, &store, err);
    if (st == BH_OK) {
        store->study = *study;
        st = open_writer(store, err);
    }
    if (st != BH_OK) { /* what is in place is whole and can be resumed, as after a kill here */
        bh_store_close(store);
        goto done;
    }
    store->lock = lock;
    lock = BH_NO_LOCK;
    *out = store;
done:
    if (st != BH_OK && !temporary.failed) {
        remove_file(bh_text_string(&temporary));
    }
    bh_store_unlock(path, lock);
    bh_text_fini(&temporary);
    return st;
}

/** Whether two studies are the same; the first difference is told. */
static enum bh_status
check_same(const char *path, const struct bh_store_study *file, const struct bh_store_study *now,
           struct bh_err *err)
{
    const struct {
        const char *what;
        uint64_t in_file, now;
    } numbers[] = {
        {"futures", file->n_futures, now->n_futures},
        {"replications", file->n_replications, now->n_replications},
        {"keep", file->keep, now->keep},
        {"every", file->every, now->every},
        {"options", file->n_options, now->n_options},
        {"outputs", file->n_outputs, now->n_outputs},
        {"jobs", file->n_jobs, now->n_jobs},
    };

    if (file->is_summary != now->is_summary) {
        return bh_fail(err, BH_EINPUT, "%s: holds a study that keeps %s, this one keeps %s", path,
                       file->is_summary ? "sums (--summary)" : "every future",
                       now->is_summary ? "sums (--summary)" : "every future");
    }
    if (file->plan_hash != now->plan_hash) {
        return bh_fail(err, BH_EINPUT,
                       "%s: holds a study of another plan (%s, hash %016llx; this one is %s, hash "
                       "%016llx)",
                       path, file->plan_id, (unsigned long long) file->plan_hash, now->plan_id,
                       (unsigned long long) now->plan_hash);
    }
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        if (numbers[i].in_file != numbers[i].now) {
            return bh_fail(err, BH_EINPUT, "%s: holds a study with %llu %s, this one has %llu",
                           path, (unsigned long long) numbers[i].in_file, numbers[i].what,
                           (unsigned long long) numbers[i].now);
        }
    }
    if (strcmp(file->design, now->design) != 0) {
        return bh_fail(err, BH_EINPUT, "%s: holds a study of design %s, this one is %s", path,
                       file->design, now->design);
    }
    if (strcmp(file->version, now->version) != 0) {
        return bh_fail(err, BH_EINPUT, "%s: was begun by version %s, this is %s", path,
                       file->version, now->version);
    }
    return BH_OK;
}

static enum bh_status
check_part(const char *path, const struct bh_store_study *file, const struct bh_store_study *now,
           struct bh_err *err)
{
    if (file->part != now->part || file->n_parts != now->n_parts) {
        return bh_fail(err, BH_EINPUT, "%s: is part %zu of %zu, this one is part %zu of %zu%s",
                       path, file->part, file->n_parts, now->part, now->n_parts,
                       file->n_parts == 0 || now->n_parts == 0 ? " (0: the whole study)" : "");
    }
    return BH_OK;
}

static enum bh_status
check_options(const char *path, const struct bh_store_study *file,
              const struct bh_store_study *now, struct bh_err *err)
{
    for (size_t i = 0; i < now->n_options; i++) {
        if (strcmp(file->options[i].id, now->options[i].id) != 0) {
            return bh_fail(err, BH_EINPUT, "%s: holds a study of option %s where this one has %s",
                           path, file->options[i].id, now->options[i].id);
        }
    }
    return BH_OK;
}

/** The plan names the file of boundaries, its hash does not know what is in it. */
static enum bh_status
check_boundaries(const char *path, const struct bh_store_study *file,
                 const struct bh_store_study *now, struct bh_err *err)
{
    bool is_same = file->n_shapes == now->n_shapes && file->n_unused == now->n_unused;

    for (size_t i = 0; is_same && i < now->n_shapes; i++) {
        is_same = strcmp(file->shapes[i].area, now->shapes[i].area) == 0 &&
                  strcmp(file->shapes[i].coordinates, now->shapes[i].coordinates) == 0;
    }
    return is_same ? BH_OK
                   : bh_fail(err, BH_EINPUT,
                             "%s: holds a study with other boundaries than %s has now; put back "
                             "the boundaries it was begun with, or explore into another file",
                             path, now->geometry == NULL ? "its plan" : now->geometry);
}

enum bh_status
bh_store_reopen(struct bh_store *store, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    BH_TRY(open_writer(store, err));
    st = bh_database_run(store->db, store->path, "DELETE FROM happening; DELETE FROM quantile",
                         err);
done:
    return st;
}

enum bh_status
bh_store_check_same(const char *path, const struct bh_store_study *file,
                    const struct bh_store_study *now, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    BH_TRY(check_same(path, file, now, err));
    BH_TRY(check_options(path, file, now, err));
    st = check_boundaries(path, file, now, err);
done:
    return st;
}

enum bh_status
bh_store_resume(const char *path, const struct bh_store_study *study, struct bh_store **out,
                struct bh_err *err)
{
    struct bh_store *store = NULL;
    enum bh_status st = BH_OK;

    if (!bh_file_exists(path)) {
        return bh_store_create(path, false, study, out, err);
    }
    BH_TRY(bh_store_connect_writer(path, &store, err));
    BH_TRY(bh_store_load(store, err));
    BH_TRY(bh_store_check_same(path, &store->study, study, err));
    BH_TRY(check_part(path, &store->study, study, err));
    if (!store->is_complete) {
        BH_TRY(bh_store_reopen(store, err));
    }
    *out = store;
    store = NULL;
done:
    bh_store_close(store);
    return st;
}

/* ---- appending ------------------------------------------------------------------------------ */

static void
bind_doubles(sqlite3_stmt *stmt, int from, const double *x, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (x[i] != x[i]) {
            sqlite3_bind_null(stmt, from + (int) i);
        } else {
            sqlite3_bind_double(stmt, from + (int) i, x[i]);
        }
    }
}

static enum bh_status
put_scenario(struct bh_store *store, const struct bh_store_future *f, struct bh_err *err)
{
    sqlite3_bind_int64(store->insert_scenario, 1, f->scenario);
    bind_doubles(store->insert_scenario, 2, f->variables, store->study.n_variables);
    return bh_database_step(store->db, store->path, store->insert_scenario, err);
}

static enum bh_status
put_future(struct bh_store *store, size_t option, const struct bh_store_future *f,
           struct bh_err *err)
{
    sqlite3_stmt *stmt = store->insert_future;

    sqlite3_bind_int64(stmt, 1, (int64_t) option);
    sqlite3_bind_int64(stmt, 2, f->scenario);
    sqlite3_bind_int64(stmt, 3, f->replication);
    sqlite3_bind_int(stmt, 4, f->status);
    if (f->status == 0) {
        sqlite3_bind_null(stmt, 5);
        sqlite3_bind_int(stmt, 6, f->success);
        bind_doubles(stmt, 7, f->outputs, store->study.n_outputs);
    } else { /* a failed future has a reason and no numbers */
        sqlite3_clear_bindings(stmt);
        sqlite3_bind_int64(stmt, 1, (int64_t) option);
        sqlite3_bind_int64(stmt, 2, f->scenario);
        sqlite3_bind_int64(stmt, 3, f->replication);
        sqlite3_bind_int(stmt, 4, f->status);
        sqlite3_bind_text(stmt, 5, f->reason, -1, SQLITE_STATIC);
    }
    return bh_database_step(store->db, store->path, stmt, err);
}

static enum bh_status
put_path(struct bh_store *store, size_t option, const struct bh_store_future *f,
         struct bh_err *err)
{
    const size_t size = store->study.n_series * f->n_points * sizeof(float);
    const size_t room = ZSTD_compressBound(size);

    if (room > store->room) {
        void *more = realloc(store->squeezed, room);

        if (more == NULL) {
            return bh_no_memory(err);
        }
        store->squeezed = more;
        store->room = room;
    }
    const size_t n = ZSTD_compress(store->squeezed, store->room, f->series, size, ZSTD_LEVEL);
    if (ZSTD_isError(n)) {
        return bh_fail(err, BH_ENOMEM, "series cannot be compressed: %s", ZSTD_getErrorName(n));
    }
    sqlite3_stmt *stmt = store->insert_path;
    sqlite3_bind_int64(stmt, 1, (int64_t) option);
    sqlite3_bind_int64(stmt, 2, f->scenario);
    sqlite3_bind_int64(stmt, 3, f->replication);
    sqlite3_bind_int64(stmt, 4, (int64_t) f->n_points);
    sqlite3_bind_blob(stmt, 5, store->squeezed, (int) n, SQLITE_STATIC);
    return bh_database_step(store->db, store->path, stmt, err);
}

enum bh_status
bh_store_append_path(struct bh_store *store, size_t option, const struct bh_store_future *future,
                     struct bh_err *err)
{
    return future->series != NULL && future->status == 0 ? put_path(store, option, future, err)
                                                         : BH_OK;
}

enum bh_status
bh_store_append_job(struct bh_store *store, size_t job, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    bh_database_bind(store->insert_job, "i", (int64_t) job);
    BH_TRY(bh_database_step(store->db, store->path, store->insert_job, err));
    bh_database_bind(store->update_jobs, "i", (int64_t) store->jobs_done + 1);
    BH_TRY(bh_database_step(store->db, store->path, store->update_jobs, err));
    store->jobs_done++;
done:
    return st;
}

enum bh_status
bh_store_append(struct bh_store *store, size_t job, size_t option,
                const struct bh_store_future *futures, size_t n, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    for (size_t i = 0; i < n; i++) {
        const struct bh_store_future *f = &futures[i];

        if (f->variables != NULL) {
            BH_TRY(put_scenario(store, f, err));
        }
        BH_TRY(put_future(store, option, f, err));
        BH_TRY(bh_store_append_path(store, option, f, err));
    }
    BH_TRY(bh_store_append_job(store, job, err));
    if (bh_seconds_since(&store->began) > COMMIT_SECONDS) {
        st = bh_store_commit(store, err);
    }
    return st;
done:
    store->is_torn = true;
    return st;
}

enum bh_status
bh_store_happening(struct bh_store *store, size_t option, uint32_t scenario, uint32_t replication,
                   uint32_t day, int tone, const char *text, struct bh_err *err)
{
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_database_prepare(store->db, store->path,
                               "INSERT INTO happening VALUES(?, ?, ?, ?, ?, ?)", &stmt, err));
    bh_database_bind(stmt, "iiiiis", (int64_t) option, (int64_t) scenario, (int64_t) replication,
                     (int64_t) day, (int64_t) tone, text);
    st = bh_database_step(store->db, store->path, stmt, err);
done:
    sqlite3_finalize(stmt);
    return st;
}

/* ---- completing ----------------------------------------------------------------------------- */

/** Marks the study in the file at `path` complete. The file is nobody else's: it needs no journal.
 *  The schema's version counts rewrites; a study that was extended is rewritten more often than one
 *  that was not. */
static enum bh_status
mark_complete(const char *path, struct bh_err *err)
{
    sqlite3 *db = NULL;
    const int code = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL);
    enum bh_status st = BH_OK;

    if (code != SQLITE_OK) {
        st = bh_database_fail(db, path, code, err);
        goto done;
    }
    st = bh_database_run(db, path,
                         "PRAGMA journal_mode=OFF; PRAGMA schema_version=1; "
                         "UPDATE study SET value = 'complete' WHERE key = 'state'",
                         err);
done:
    sqlite3_close(db);
    return st;
}

/** Writes the contents anew into `temporary`, as those of a complete study: the bytes depend on
 *  the contents alone. Until it takes the place of the running file, that one stays unfinished. */
static enum bh_status
rewrite(struct bh_store *store, const char *temporary, struct bh_err *err)
{
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;

    unlink(temporary);
    BH_TRY(bh_database_prepare(store->db, store->path, "VACUUM INTO ?", &stmt, err));
    bh_database_bind(stmt, "s", temporary);
    BH_TRY(bh_database_step(store->db, store->path, stmt, err));
    st = mark_complete(temporary, err);
done:
    sqlite3_finalize(stmt);
    return st;
}

enum bh_status
bh_store_complete(struct bh_store *store, struct bh_err *err)
{
    struct bh_text name = {0};
    char *path = strdup(store->path);
    int lock = BH_NO_LOCK;
    enum bh_status st = BH_OK;

    bh_text_printf(&name, "%s.tmp", store->path);
    if (path == NULL || name.failed) {
        st = bh_no_memory(err);
        goto done;
    }
    BH_TRY(bh_store_summarise(store, err));
    BH_TRY(bh_database_run(store->db, store->path, "DROP TABLE job", err));
    BH_TRY(bh_store_pause(store, err));
    BH_TRY(rewrite(store, bh_text_string(&name), err));
    lock = store->lock;
    store->lock = BH_NO_LOCK;
    bh_store_close(store); /* the log goes, unless somebody reads just now */
    store = NULL;
    st = put_in_place(bh_text_string(&name), path, err);
done:
    if (st != BH_OK && !name.failed && name.n > 4) {
        unlink(bh_text_string(&name));
    }
    bh_store_close(store);
    bh_store_unlock(path, lock);
    bh_text_fini(&name);
    free(path);
    return st;
}
