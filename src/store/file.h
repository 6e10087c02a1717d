/** @file file.h  What the parts of the store share.  Layer: store, private. */
#ifndef BH_STORE_FILE_H
#define BH_STORE_FILE_H

#include "base/arena.h"
#include "store/database.h"
#include "store/lock.h"

#include <time.h>

/* Marks the file for `file` and SQLite tools: "BHLM". */
#define BH_STORE_APPLICATION 0x42484c4d

struct bh_store {
    sqlite3 *db;
    char *path;
    int lock; /* BH_NO_LOCK: for reading, or of a file that is nobody else's */
    struct bh_arena arena;       /* of `study` when it was read from the file */
    struct bh_store_study study; /* borrowed strings when writing */
    bool is_complete;
    size_t jobs_done;
    /* writing */
    sqlite3_stmt *insert_future, *insert_scenario, *insert_path, *update_jobs;
    bool in_transaction;
    bool is_torn;          /* the transaction holds a part of a job: not to be committed */
    struct timespec began; /* of the transaction */
    void *squeezed;        /* compressed series */
    size_t room;
};

/** Opens the database file itself and sets it up for writing or reading. */
BH_NODISCARD enum bh_status bh_store_connect(const char *path, bool writes, struct bh_store **out,
                                             struct bh_err *err);
/** Checks mark, schema and soundness, and reads what the study is. */
BH_NODISCARD enum bh_status bh_store_load(struct bh_store *store, struct bh_err *err);
/** Locks the file at `path` and opens it for writing. */
BH_NODISCARD enum bh_status bh_store_connect_writer(const char *path, struct bh_store **out,
                                                    struct bh_err *err);
/** Creates the tables and describes the study in them. */
BH_NODISCARD enum bh_status bh_store_describe(struct bh_store *store, struct bh_err *err);
/** Makes an open file ready for more jobs: journal, statements, a transaction. */
BH_NODISCARD enum bh_status bh_store_reopen(struct bh_store *store, struct bh_err *err);
/** Quantiles of the kept series into table `quantile`. */
BH_NODISCARD enum bh_status bh_store_summarise(struct bh_store *store, struct bh_err *err);

#endif
