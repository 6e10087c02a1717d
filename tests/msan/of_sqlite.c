/** @file of_sqlite.c  What SQLite writes: handles, texts and blobs of columns, messages, copies of
 *  databases. What is bound to a statement is checked: it would end in a file. */
#include "library.h"

#include <sqlite3.h>
#include <stdarg.h>
#include <string.h>

/* ---- opening and closing --------------------------------------------------------------------- */

LIBRARY_CALL(int, sqlite3_open, const char *path, sqlite3 **db)
{
    LIBRARY_BEGINS();
    const int code = __real_sqlite3_open(path, db);
    LIBRARY_ENDS();
    written(db, sizeof *db); /* "even if an error occurs" */
    return code;
}

LIBRARY_CALL(int, sqlite3_open_v2, const char *path, sqlite3 **db, int flags, const char *vfs)
{
    LIBRARY_BEGINS();
    const int code = __real_sqlite3_open_v2(path, db, flags, vfs);
    LIBRARY_ENDS();
    written(db, sizeof *db);
    return code;
}

LIBRARY_CALL(int, sqlite3_close, sqlite3 *db)
PASS_ON(int, sqlite3_close, db)

LIBRARY_CALL(int, sqlite3_busy_timeout, sqlite3 *db, int milliseconds)
PASS_ON(int, sqlite3_busy_timeout, db, milliseconds)

LIBRARY_CALL(const char *, sqlite3_errmsg, sqlite3 *db)
{
    LIBRARY_BEGINS();
    const char *text = __real_sqlite3_errmsg(db);
    LIBRARY_ENDS();
    return written_text(text);
}

/* ---- statements ------------------------------------------------------------------------------ */

typedef int each_row(void *, int, char **, char **);

LIBRARY_CALL(int, sqlite3_exec, sqlite3 *db, const char *sql, each_row *row, void *context,
             char **problem)
{
    check_handed_over(sql, strlen(sql) + 1);
    LIBRARY_BEGINS();
    const int code = __real_sqlite3_exec(db, sql, row, context, problem);
    LIBRARY_ENDS();
    if (problem != NULL) {
        written(problem, sizeof *problem);
        written_text(*problem);
    }
    return code;
}

LIBRARY_CALL(int, sqlite3_prepare_v2, sqlite3 *db, const char *sql, int n, sqlite3_stmt **stmt,
             const char **rest)
{
    check_handed_over(sql, n < 0 ? strlen(sql) + 1 : (size_t) n);
    LIBRARY_BEGINS();
    const int code = __real_sqlite3_prepare_v2(db, sql, n, stmt, rest);
    LIBRARY_ENDS();
    written(stmt, sizeof *stmt); /* NULL when there is an error */
    written(rest, rest == NULL ? 0 : sizeof *rest);
    return code;
}

LIBRARY_CALL(int, sqlite3_step, sqlite3_stmt *stmt)
PASS_ON(int, sqlite3_step, stmt)

LIBRARY_CALL(int, sqlite3_reset, sqlite3_stmt *stmt)
PASS_ON(int, sqlite3_reset, stmt)

LIBRARY_CALL(int, sqlite3_finalize, sqlite3_stmt *stmt)
PASS_ON(int, sqlite3_finalize, stmt)

LIBRARY_CALL(int, sqlite3_clear_bindings, sqlite3_stmt *stmt)
PASS_ON(int, sqlite3_clear_bindings, stmt)

/* ---- what is handed over --------------------------------------------------------------------- */

typedef void let_go(void *);

LIBRARY_CALL(int, sqlite3_bind_blob, sqlite3_stmt *stmt, int at, const void *bytes, int n,
             let_go *end)
{
    check_handed_over(bytes, (size_t) n);
    LIBRARY_BEGINS();
    const int code = __real_sqlite3_bind_blob(stmt, at, bytes, n, end);
    LIBRARY_ENDS();
    return code;
}

LIBRARY_CALL(int, sqlite3_bind_text, sqlite3_stmt *stmt, int at, const char *text, int n,
             let_go *end)
{
    check_handed_over(text, text == NULL ? 0 : n < 0 ? strlen(text) + 1 : (size_t) n);
    LIBRARY_BEGINS();
    const int code = __real_sqlite3_bind_text(stmt, at, text, n, end);
    LIBRARY_ENDS();
    return code;
}

/* ---- columns --------------------------------------------------------------------------------- */

LIBRARY_CALL(const void *, sqlite3_column_blob, sqlite3_stmt *stmt, int column)
{
    LIBRARY_BEGINS();
    const void *bytes = __real_sqlite3_column_blob(stmt, column);
    const int n = sqlite3_column_bytes(stmt, column); /* after the blob, as SQLite asks */
    LIBRARY_ENDS();
    return written(bytes, (size_t) n);
}

LIBRARY_CALL(const unsigned char *, sqlite3_column_text, sqlite3_stmt *stmt, int column)
{
    LIBRARY_BEGINS();
    const unsigned char *text = __real_sqlite3_column_text(stmt, column);
    const int n = sqlite3_column_bytes(stmt, column);
    LIBRARY_ENDS();
    return written(text, (size_t) n + 1); /* always ended by a NUL */
}

LIBRARY_CALL(double, sqlite3_column_double, sqlite3_stmt *stmt, int column)
PASS_ON(double, sqlite3_column_double, stmt, column)

LIBRARY_CALL(int, sqlite3_column_int, sqlite3_stmt *stmt, int column)
PASS_ON(int, sqlite3_column_int, stmt, column)

LIBRARY_CALL(sqlite3_int64, sqlite3_column_int64, sqlite3_stmt *stmt, int column)
PASS_ON(sqlite3_int64, sqlite3_column_int64, stmt, column)

LIBRARY_CALL(int, sqlite3_column_bytes, sqlite3_stmt *stmt, int column)
PASS_ON(int, sqlite3_column_bytes, stmt, column)

/* ---- whole databases and texts in memory, which the tests use ------------------------------- */

LIBRARY_CALL(unsigned char *, sqlite3_serialize, sqlite3 *db, const char *schema,
             sqlite3_int64 *n, unsigned int flags)
{
    LIBRARY_BEGINS();
    unsigned char *bytes = __real_sqlite3_serialize(db, schema, n, flags);
    LIBRARY_ENDS();
    written(n, sizeof *n);
    written(bytes, (size_t) *n);
    return bytes;
}

LIBRARY_CALL(int, sqlite3_deserialize, sqlite3 *db, const char *schema, unsigned char *bytes,
             sqlite3_int64 n, sqlite3_int64 room, unsigned flags)
{
    check_handed_over(bytes, (size_t) n);
    LIBRARY_BEGINS();
    const int code = __real_sqlite3_deserialize(db, schema, bytes, n, room, flags);
    LIBRARY_ENDS();
    return code;
}

LIBRARY_CALL(char *, sqlite3_mprintf, const char *format, ...)
{
    va_list values;

    va_start(values, format);
    LIBRARY_BEGINS();
    char *text = sqlite3_vmprintf(format, values);
    LIBRARY_ENDS();
    va_end(values);
    written_text(text);
    return text;
}

LIBRARY_CALL(char *, sqlite3_snprintf, int room, char *to, const char *format, ...)
{
    va_list values;

    va_start(values, format);
    LIBRARY_BEGINS();
    sqlite3_vsnprintf(room, to, format, values);
    LIBRARY_ENDS();
    va_end(values);
    written_text(to);
    return to;
}
