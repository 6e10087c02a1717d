/** @file database.h  SQLite with our errors.  Layer: store, private. */
#ifndef BH_STORE_DATABASE_H
#define BH_STORE_DATABASE_H

#include "base/text.h"
#include "store/store.h"

#include <sqlite3.h>

/** What SQLite says of `db`, as our status and words. A full disk says what is kept. */
enum bh_status bh_database_fail(sqlite3 *db, const char *path, int code, struct bh_err *err);

/** Runs statements that give no rows. */
BH_NODISCARD enum bh_status bh_database_run(sqlite3 *db, const char *path, const char *sql,
                                            struct bh_err *err);

/** Prepares one statement; the caller finalizes it. `sql` NULL: there was no memory for it. */
BH_NODISCARD enum bh_status bh_database_prepare(sqlite3 *db, const char *path, const char *sql,
                                                sqlite3_stmt **out, struct bh_err *err);

/** Steps a statement that gives no row, and resets it. */
BH_NODISCARD enum bh_status bh_database_step(sqlite3 *db, const char *path, sqlite3_stmt *stmt,
                                             struct bh_err *err);

/** Steps a statement to its next row. *is_row says whether there is one: a step that fails is told,
 *  and is never taken for the end. */
BH_NODISCARD enum bh_status bh_database_next(sqlite3 *db, const char *path, sqlite3_stmt *stmt,
                                             bool *is_row, struct bh_err *err);

/** The first column of the first row of a statement, a whole number. */
BH_NODISCARD enum bh_status bh_database_integer(sqlite3 *db, const char *path, const char *sql,
                                                int64_t *value, struct bh_err *err);

/** Binds by the letters of `types`: s text, d double, i int64; NaN is bound as NULL. Texts are not
 *  copied, so that binding cannot fail: they must live until the statement was stepped. */
void bh_database_bind(sqlite3_stmt *stmt, const char *types, ...);

/** Writes `name` as a quoted SQL identifier. */
void bh_database_quote(struct bh_text *sql, const char *name);

#endif
