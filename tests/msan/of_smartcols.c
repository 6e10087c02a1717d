/** @file of_smartcols.c  libsmartcols writes nothing of ours; it prints what it was given. */
#include "library.h"

#include <libsmartcols/libsmartcols.h>
#include <string.h>

LIBRARY_CALL(struct libscols_table *, scols_new_table, void)
PASS_ON(struct libscols_table *, scols_new_table)

LIBRARY_CALL(struct libscols_column *, scols_table_new_column, struct libscols_table *table,
             const char *name, double width, int flags)
{
    check_handed_over(name, strlen(name) + 1);
    LIBRARY_BEGINS();
    struct libscols_column *column = __real_scols_table_new_column(table, name, width, flags);
    LIBRARY_ENDS();
    return column;
}

LIBRARY_CALL(int, scols_table_set_column_separator, struct libscols_table *table, const char *text)
PASS_ON(int, scols_table_set_column_separator, table, text)

LIBRARY_CALL(struct libscols_line *, scols_table_new_line, struct libscols_table *table,
             struct libscols_line *parent)
PASS_ON(struct libscols_line *, scols_table_new_line, table, parent)

LIBRARY_CALL(int, scols_line_set_data, struct libscols_line *line, size_t column, const char *text)
{
    check_handed_over(text, text == NULL ? 0 : strlen(text) + 1);
    LIBRARY_BEGINS();
    const int result = __real_scols_line_set_data(line, column, text);
    LIBRARY_ENDS();
    return result;
}

LIBRARY_CALL(int, scols_print_table, struct libscols_table *table)
PASS_ON(int, scols_print_table, table)

LIBRARY_CALL(void, scols_unref_table, struct libscols_table *table)
PASS_ON_VOID(scols_unref_table, table)
