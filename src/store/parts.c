/** @file parts.c  Which jobs an unfinished file holds, and taking them into another file.
 *
 *  An unfinished file lists its jobs in table `job`, in no order: it may be the whole study on its
 *  way, one shard of it, or what one process of several has done. So all of these are taken in
 *  alike, each in one transaction, and what is missing afterwards is run. */
#include "store/file.h"

#include "base/err.h"

#include <string.h>

enum bh_status
bh_store_list_jobs(struct bh_store *store, struct bh_err *err)
{
    static const char fill[] =
        "BEGIN IMMEDIATE; CREATE TABLE job(number INTEGER PRIMARY KEY);"
        "WITH RECURSIVE done(n) AS (SELECT value FROM study WHERE key = 'jobs_done'),"
        " counted(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM counted, done WHERE i + 1 < n)"
        " INSERT INTO job SELECT i FROM counted, done WHERE i < n; COMMIT";
    int64_t is_listed = 0;
    enum bh_status st = BH_OK;

    BH_TRY(bh_database_integer(store->db, store->path,
                               "SELECT count(*) FROM sqlite_schema WHERE name = 'job'", &is_listed,
                               err));
    if (!is_listed) { /* the file was complete: its jobs are the first jobs_done */
        st = bh_database_run(store->db, store->path, fill, err);
    }
done:
    return st;
}

enum bh_status
bh_store_jobs(struct bh_store *store, bool *done_jobs, struct bh_err *err)
{
    const size_t n = store->study.n_jobs;
    sqlite3_stmt *stmt = NULL;
    int64_t is_listed = 0;
    int code = SQLITE_DONE;
    enum bh_status st = BH_OK;

    memset(done_jobs, 0, n * sizeof *done_jobs);
    BH_TRY(bh_database_integer(store->db, store->path,
                               "SELECT count(*) FROM sqlite_schema WHERE name = 'job'", &is_listed,
                               err));
    if (!is_listed) {
        for (size_t job = 0; job < n && job < store->jobs_done; job++) {
            done_jobs[job] = true;
        }
        return BH_OK;
    }
    BH_TRY(bh_database_prepare(store->db, store->path, "SELECT number FROM job", &stmt, err));
    while ((code = sqlite3_step(stmt)) == SQLITE_ROW) {
        const int64_t job = sqlite3_column_int64(stmt, 0);

        if (job < 0 || (uint64_t) job >= n) {
            st = bh_fail(err, BH_EFORMAT, "%s: the results file is damaged (job %lld of %zu)",
                         store->path, (long long) job, n);
            goto done;
        }
        done_jobs[job] = true;
    }
    st = code == SQLITE_DONE ? BH_OK : bh_database_fail(store->db, store->path, code, err);
done:
    sqlite3_finalize(stmt);
    return st;
}

/** Runs `ATTACH ? AS part`. */
static enum bh_status
attach(struct bh_store *store, const char *part, struct bh_err *err)
{
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_database_prepare(store->db, store->path, "ATTACH ? AS part", &stmt, err));
    bh_database_bind(stmt, "s", part);
    st = bh_database_step(store->db, part, stmt, err);
done:
    sqlite3_finalize(stmt);
    return st;
}

/** What the attached part holds, into the file. */
static enum bh_status
take_attached(struct bh_store *store, struct bh_err *err)
{
    /* what is taken must be on the disk before anybody removes the part */
    static const char begin[] = "PRAGMA synchronous=FULL; BEGIN IMMEDIATE;"
                                "INSERT INTO path SELECT * FROM part.path;"
                                "INSERT INTO job SELECT number FROM part.job";
    static const char futures[] = "INSERT INTO future SELECT * FROM part.future;"
                                  "INSERT INTO scenario SELECT * FROM part.scenario";
    static const char end[] =
        "UPDATE study SET value = (SELECT count(*) FROM job) WHERE key = 'jobs_done'; COMMIT";
    enum bh_status st = BH_OK;

    BH_TRY(bh_database_run(store->db, store->path, begin, err));
    if (store->study.is_summary) {
        BH_TRY(bh_store_add_part_sums(store, err));
        BH_TRY(bh_store_write_sums(store, err));
    } else {
        BH_TRY(bh_database_run(store->db, store->path, futures, err));
    }
    st = bh_database_run(store->db, store->path, end, err);
done:
    return st;
}

enum bh_status
bh_store_take(struct bh_store *store, const char *part, struct bh_err *err)
{
    int64_t n_jobs = 0;
    enum bh_status st = BH_OK;

    BH_TRY(bh_store_pause(store, err));
    BH_TRY(attach(store, part, err));
    st = take_attached(store, err);
    if (st != BH_OK) {
        store->has_lost_sums = true;
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
        bh_err_wrap(err, st, "taking in %s", part);
    }
    sqlite3_exec(store->db, "DETACH part; PRAGMA synchronous=NORMAL", NULL, NULL, NULL);
    if (st == BH_OK) {
        st = bh_database_integer(store->db, store->path, "SELECT count(*) FROM job", &n_jobs, err);
        store->jobs_done = st == BH_OK ? (size_t) n_jobs : store->jobs_done;
    }
    if (st == BH_OK) {
        st = bh_store_commit(store, err); /* the next transaction */
    }
done:
    return st;
}

enum bh_status
bh_store_put_away(struct bh_store *store, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    BH_TRY(bh_store_pause(store, err));
    st = bh_database_run(store->db, store->path,
                         "PRAGMA synchronous=FULL; PRAGMA wal_checkpoint(TRUNCATE); "
                         "PRAGMA journal_mode=DELETE",
                         err);
done:
    bh_store_close(store);
    return st;
}
