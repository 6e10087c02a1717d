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
        sqlite3_exec(store->db, store->is_torn ? "ROLLBACK" : "COMMIT", NULL, NULL, NULL);
    }
    sqlite3_finalize(store->insert_future);
    sqlite3_finalize(store->insert_scenario);
    sqlite3_finalize(store->insert_path);
    sqlite3_finalize(store->update_jobs);
    sqlite3_close(store->db);
    bh_store_unlock(store->path, store->lock);
    bh_arena_fini(&store->arena);
    free(store->squeezed);
    free(store->path);
    free(store);
}
