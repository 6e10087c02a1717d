/** @file file.h  What the parts of the store share.  Layer: store, private. */
#ifndef BH_STORE_FILE_H
#define BH_STORE_FILE_H

#include "base/arena.h"
#include "base/sums.h"
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
    sqlite3_stmt *insert_future, *insert_scenario, *insert_path, *insert_job, *update_jobs;
    bool in_transaction;
    bool is_torn;          /* the transaction holds a part of a job: not to be committed */
    struct timespec began; /* of the transaction */
    void *squeezed;        /* compressed series */
    size_t room;
    /* writing a summary */
    struct bh_sums sums;   /* of the jobs committed and of those of this transaction; zeroed: not
                              to be written */
    bool has_lost_sums;    /* they are no more those of the jobs that the file will list */
    double *row;           /* [n_options][n_outputs + 1] scratch */
    const double **rows;   /* [n_options] scratch */
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
/** Sees to it that the file lists its jobs. Not inside a transaction. */
BH_NODISCARD enum bh_status bh_store_list_jobs(struct bh_store *store, struct bh_err *err);
/** Commits what is pending and begins nothing new, until bh_store_commit does. */
BH_NODISCARD enum bh_status bh_store_pause(struct bh_store *store, struct bh_err *err);
/** Adds the course of a future of `option` when there is one; lists a job as done. */
BH_NODISCARD enum bh_status bh_store_append_path(struct bh_store *store, size_t option,
                                                 const struct bh_store_future *future,
                                                 struct bh_err *err);
BH_NODISCARD enum bh_status bh_store_append_job(struct bh_store *store, size_t job,
                                                struct bh_err *err);
/** The tables of a summary; reading what they hold into a writer; writing it back, as each commit
 *  must; adding what the attached database `part` holds. */
BH_NODISCARD enum bh_status bh_store_create_sums(struct bh_store *store, struct bh_err *err);
BH_NODISCARD enum bh_status bh_store_open_sums(struct bh_store *store, struct bh_err *err);
BH_NODISCARD enum bh_status bh_store_write_sums(struct bh_store *store, struct bh_err *err);
BH_NODISCARD enum bh_status bh_store_add_part_sums(struct bh_store *store, struct bh_err *err);
/** Quantiles of the kept series into table `quantile`. */
BH_NODISCARD enum bh_status bh_store_summarise(struct bh_store *store, struct bh_err *err);

#endif
