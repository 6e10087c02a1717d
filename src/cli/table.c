/** @file table.c  Tables on the terminal, by libsmartcols. */
#include "table.h"

#include "cli.h"

#include <stdio.h>

struct table
table_make(const char *const *titles, size_t n)
{
    struct table table = {.body = scols_new_table()};

    table.failed = table.body == NULL;
    for (size_t i = 0; i < n && !table.failed; i++) {
        table.failed =
            scols_table_new_column(table.body, titles[i], 0,
                                   i == 0 ? SCOLS_FL_NOEXTREMES : SCOLS_FL_RIGHT) == NULL;
    }
    if (!table.failed) {
        scols_table_set_column_separator(table.body, "  ");
        scols_table_enable_nowrap(table.body, 1);
    }
    return table;
}

void
table_flush_left(struct table *table, size_t column)
{
    struct libscols_column *at = scols_table_get_column(table->body, column);

    if (at != NULL) {
        scols_column_set_flags(at, 0);
    }
}

void
table_row(struct table *table)
{
    if (!table->failed) {
        table->line = scols_table_new_line(table->body, NULL);
        table->failed = table->line == NULL;
        table->column = 0;
    }
}

void
table_cell(struct table *table, const char *text)
{
    if (!table->failed) {
        table->failed = scols_line_set_data(table->line, table->column++, text) != 0;
    }
}

int
table_print(struct table *table)
{
    fflush(stdout);
    table->failed = table->failed || scols_print_table(table->body) != 0;
    if (table->body != NULL) {
        scols_unref_table(table->body);
    }
    if (table->failed) {
        fprintf(stderr, "bluehelm: a table cannot be printed\n");
        return EXIT_IO;
    }
    return put_text("");
}
