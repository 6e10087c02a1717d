/** @file extend.c  Growing a study that is already in a file. */
#include "store/file.h"

#include "base/err.h"
#include "base/file.h"

#include <string.h>

/** Changes what the file says of its size, and takes out the futures of a last job that was not
 *  full, all or nothing. */
static enum bh_status
grow(struct bh_store *store, const struct bh_store_study *now, size_t whole, size_t jobs_kept,
     struct bh_err *err)
{
    const int64_t per_scenario = (int64_t) now->n_replications, first = (int64_t) whole;
    const struct {
        const char *sql, *types; /* and of the values it binds */
        int64_t values[2];
        bool is_of_rows; /* a table that summaries have not */
    } steps[] = {
        {"UPDATE study SET value = ? WHERE key = 'futures'", "i", {(int64_t) now->n_futures},
         false},
        {"UPDATE study SET value = ? WHERE key = 'jobs'", "i", {(int64_t) now->n_jobs}, false},
        {"DELETE FROM job WHERE number >= ?", "i", {(int64_t) jobs_kept}, false},
        {"DELETE FROM future WHERE (scenario - 1) * ? + replication >= ?", "ii",
         {per_scenario, first}, true},
        {"DELETE FROM path WHERE (scenario - 1) * ? + replication >= ?", "ii",
         {per_scenario, first}, false},
        {"DELETE FROM scenario WHERE (number - 1) * ? >= ?", "ii", {per_scenario, first}, true},
        {"UPDATE study SET value = (SELECT count(*) FROM job) WHERE key = 'jobs_done'", "", {0},
         false},
        {"UPDATE study SET value = 'running' WHERE key = 'state'", "", {0}, false},
    };
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;

    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        if (now->is_summary && steps[i].is_of_rows) {
            continue;
        }
        BH_TRY(bh_database_prepare(store->db, store->path, steps[i].sql, &stmt, err));
        bh_database_bind(stmt, steps[i].types, steps[i].values[0], steps[i].values[1]);
        BH_TRY(bh_database_step(store->db, store->path, stmt, err));
        sqlite3_finalize(stmt);
        stmt = NULL;
    }
done:
    sqlite3_finalize(stmt);
    return st;
}

enum bh_status
bh_store_extend(const char *path, const struct bh_store_study *study, size_t n_block,
                struct bh_store **out, struct bh_err *err)
{
    struct bh_store *store = NULL;
    struct bh_store_study smaller = *study;
    int64_t n_kept = 0;
    enum bh_status st = BH_OK;

    if (!bh_file_exists(path)) {
        return bh_store_resume(path, study, out, err);
    }
    BH_TRY(bh_store_open(path, &store, err));
    if (store->study.n_futures > study->n_futures) {
        st = bh_fail(err, BH_EINPUT, "%s: already has %zu futures, more than the %zu asked for",
                     path, store->study.n_futures, study->n_futures);
        goto done;
    }
    const size_t n_old = store->study.n_futures * study->n_replications;
    const size_t n_new = study->n_futures * study->n_replications;
    if (study->is_summary && n_new > n_old && n_old % n_block != 0) {
        st = bh_fail(err, BH_EINPUT,
                     "%s: its last %zu futures of an option cannot be taken out of the sums; a "
                     "summary grows from a multiple of %zu futures",
                     path, n_old % n_block, n_block);
        goto done;
    }
    smaller.n_futures = store->study.n_futures;
    smaller.n_jobs = (n_old + n_block - 1) / n_block * bh_store_jobs_per_block(study);
    bh_store_close(store);
    store = NULL;
    BH_TRY(bh_store_resume(path, &smaller, &store, err));
    if (n_new > n_old) {
        const size_t whole = n_old / n_block;

        if (store->is_complete) {
            BH_TRY(bh_store_reopen(store, err));
        }
        BH_TRY(grow(store, study, whole * n_block, whole * bh_store_jobs_per_block(study),
                    err));
        BH_TRY(bh_database_integer(store->db, path, "SELECT count(*) FROM job", &n_kept, err));
        store->is_complete = false;
        store->jobs_done = (size_t) n_kept;
        store->study.n_futures = study->n_futures;
        store->study.n_jobs = study->n_jobs;
    }
    *out = store;
    store = NULL;
done:
    bh_store_close(store);
    return st;
}
