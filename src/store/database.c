/** @file database.c  SQLite with our errors. */
#include "store/database.h"

#include "base/err.h"

#include <math.h>
#include <stdarg.h>

enum bh_status
bh_database_fail(sqlite3 *db, const char *path, int code, struct bh_err *err)
{
    if (code == SQLITE_IOERR && sqlite3_extended_errcode(db) == SQLITE_IOERR_NOMEM) {
        return bh_no_memory(err);
    }
    switch (code & 0xff) {
    case SQLITE_FULL:
        return bh_fail(err, BH_EIO,
                       "%s: the disk is full; what was committed is kept, and --resume goes on "
                       "from there",
                       path);
    case SQLITE_NOTADB:
        return bh_fail(err, BH_EFORMAT, "%s: is not a results file", path);
    case SQLITE_CORRUPT:
        return bh_fail(err, BH_EFORMAT, "%s: the results file is damaged (%s)", path,
                       sqlite3_errmsg(db));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return bh_fail(err, BH_EIO, "%s: another process is writing to it", path);
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY:
        return bh_fail(err, BH_EIO, "%s: cannot be written (%s)", path, sqlite3_errmsg(db));
    case SQLITE_NOMEM:
        return bh_no_memory(err);
    case SQLITE_ERROR: /* our own SQL against tables that are not as they should be */
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
        return bh_fail(err, BH_EFORMAT, "%s: the results file is damaged (%s)", path,
                       sqlite3_errmsg(db));
    default:
        return bh_fail(err, BH_EIO, "%s: %s", path, sqlite3_errmsg(db));
    }
}

enum bh_status
bh_database_run(sqlite3 *db, const char *path, const char *sql, struct bh_err *err)
{
    const int code = sqlite3_exec(db, sql, NULL, NULL, NULL);

    return code == SQLITE_OK ? BH_OK : bh_database_fail(db, path, code, err);
}

enum bh_status
bh_database_prepare(sqlite3 *db, const char *path, const char *sql, sqlite3_stmt **out,
                    struct bh_err *err)
{
    if (sql == NULL) {
        return bh_no_memory(err);
    }
    const int code = sqlite3_prepare_v2(db, sql, -1, out, NULL);

    return code == SQLITE_OK ? BH_OK : bh_database_fail(db, path, code, err);
}

enum bh_status
bh_database_step(sqlite3 *db, const char *path, sqlite3_stmt *stmt, struct bh_err *err)
{
    const int code = sqlite3_step(stmt);
    enum bh_status st = BH_OK;

    if (code != SQLITE_DONE && code != SQLITE_ROW) {
        st = bh_database_fail(db, path, code, err);
    }
    sqlite3_reset(stmt);
    return st;
}

enum bh_status
bh_database_next(sqlite3 *db, const char *path, sqlite3_stmt *stmt, bool *is_row,
                 struct bh_err *err)
{
    const int code = sqlite3_step(stmt);

    *is_row = code == SQLITE_ROW;
    return *is_row || code == SQLITE_DONE ? BH_OK : bh_database_fail(db, path, code, err);
}

void
bh_database_bind(sqlite3_stmt *stmt, const char *types, ...)
{
    va_list values;

    va_start(values, types);
    for (int i = 1; *types != '\0'; types++, i++) {
        if (*types == 's') {
            const char *text = va_arg(values, const char *);

            sqlite3_bind_text(stmt, i, text == NULL ? "" : text, -1, SQLITE_STATIC);
        } else if (*types == 'i') {
            sqlite3_bind_int64(stmt, i, va_arg(values, int64_t));
        } else {
            const double x = va_arg(values, double);

            if (isnan(x)) {
                sqlite3_bind_null(stmt, i);
            } else {
                sqlite3_bind_double(stmt, i, x);
            }
        }
    }
    va_end(values);
}

void
bh_database_quote(struct bh_text *sql, const char *name)
{
    bh_text_add(sql, "\"");
    for (; *name != '\0'; name++) {
        bh_text_add_n(sql, *name == '"' ? "\"\"" : name, *name == '"' ? 2 : 1);
    }
    bh_text_add(sql, "\"");
}

enum bh_status
bh_database_integer(sqlite3 *db, const char *path, const char *sql, int64_t *value,
                    struct bh_err *err)
{
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_database_prepare(db, path, sql, &stmt, err));
    const int code = sqlite3_step(stmt);
    if (code == SQLITE_ROW) {
        *value = sqlite3_column_int64(stmt, 0);
    } else {
        st = bh_database_fail(db, path, code, err);
    }
done:
    sqlite3_finalize(stmt);
    return st;
}
