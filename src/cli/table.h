/** @file table.h  Tables on the terminal, by libsmartcols.
 *
 *  Layer: cli.  A row is added, then its cells from the left. A failure (out of memory) is kept
 *  and told by table_print. */
#ifndef BH_CLI_TABLE_H
#define BH_CLI_TABLE_H

#include <libsmartcols/libsmartcols.h>
#include <stdbool.h>
#include <stddef.h>

struct table {
    struct libscols_table *body;
    struct libscols_line *line;
    size_t column;
    bool failed;
};

/** A table with columns of these titles; the first is flush left, the others flush right. */
struct table table_make(const char *const *titles, size_t n);
/** Makes a column flush left, as words want it. */
void table_flush_left(struct table *table, size_t column);
void table_row(struct table *table);
/** The next cell of the row, copied. */
void table_cell(struct table *table, const char *text);
/** Prints the table and frees it. @return an exit code. */
int table_print(struct table *table);

#endif
