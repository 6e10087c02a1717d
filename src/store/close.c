/** @file close.c  Closing a results file. */
#include "store/file.h"

#include <stdlib.h>

void
bh_store_close(struct bh_store *store)
{
    if (store == NULL) {
        return;
    }
    if (store->in_transaction) {
        if (bh_store_pause(store, NULL) != BH_OK) {
            sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
        }
    }
    sqlite3_finalize(store->insert_future);
    sqlite3_finalize(store->insert_scenario);
    sqlite3_finalize(store->insert_path);
    sqlite3_finalize(store->insert_job);
    sqlite3_finalize(store->update_jobs);
    sqlite3_close(store->db);
    bh_store_unlock(store->path, store->lock);
    bh_arena_fini(&store->arena);
    free(store->squeezed);
    bh_sums_fini(&store->sums);
    free(store->row);
    free(store->rows);
    free(store->path);
    free(store);
}
