/** @file rows.c  Rows of comma-separated text. */
#include "bargain/rows.h"

#include "base/err.h"

#include <stdbool.h>
#include <string.h>

/** Where the reader stands. */
struct cursor {
    const char *at;
    const char *line_start;
    size_t line;
    char delimiter;
};

/** Fields at most: delimiters and line ends. Rows at most: line ends. */
static void
count(const char *text, char delimiter, size_t *n_fields, size_t *n_rows)
{
    *n_fields = 1;
    *n_rows = 1;
    for (; *text != '\0'; text++) {
        *n_fields += *text == delimiter || *text == '\n' || *text == '\r';
        *n_rows += *text == '\n' || *text == '\r';
    }
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/** Reads a quoted field into `into`. @return false when the quote is not closed. */
static bool
read_quoted(struct cursor *c, char *into)
{
    c->at++;
    while (!(c->at[0] == '"' && c->at[1] != '"')) {
        if (*c->at == '\0') {
            return false;
        }
        if (*c->at == '\n') {
            c->line++;
            c->line_start = c->at + 1;
        }
        c->at += *c->at == '"';
        *into++ = *c->at++;
    }
    c->at++;
    *into = '\0';
    while (*c->at != c->delimiter && strchr("\r\n", *c->at) == NULL) {
        c->at++; /* whatever follows a closing quote is blank or a slip; it is left out */
    }
    return true;
}

static void
read_plain(struct cursor *c, char *into)
{
    const char *start = c->at;

    while (*c->at != c->delimiter && strchr("\r\n", *c->at) == NULL) {
        c->at++; /* strchr finds the closing NUL too */
    }
    size_t n = (size_t) (c->at - start);
    while (n > 0 && is_blank(start[n - 1])) {
        n--;
    }
    memcpy(into, start, n);
    into[n] = '\0';
}

static void
end_line(struct cursor *c)
{
    if (*c->at == '\r') {
        c->at++;
    }
    if (*c->at == '\n') {
        c->at++;
    }
    c->line++;
    c->line_start = c->at;
}

/** Reads one row. @return false when a quote is not closed. */
static bool
read_row(struct cursor *c, struct bh_row *row, struct bh_field *fields, char **copy)
{
    row->line = c->line;
    row->field = fields;
    row->n = 0;
    for (;;) {
        while (is_blank(*c->at) && *c->at != c->delimiter) {
            c->at++;
        }
        fields[row->n] = (struct bh_field){*copy, (size_t) (c->at - c->line_start) + 1};
        if (*c->at == '"') {
            if (!read_quoted(c, *copy)) {
                return false;
            }
        } else {
            read_plain(c, *copy);
        }
        *copy += strlen(*copy) + 1;
        row->n++;
        if (*c->at != c->delimiter) {
            break;
        }
        c->at++;
    }
    return true;
}

static bool
has_text(const struct bh_row *row)
{
    for (size_t i = 0; i < row->n; i++) {
        if (row->field[i].text[0] != '\0') {
            return true;
        }
    }
    return false;
}

struct bh_table_place
bh_row_place(const struct bh_row *row, size_t field)
{
    return (struct bh_table_place){row->line, field < row->n ? row->field[field].column : 0};
}

enum bh_status
bh_rows_split(const char *name, const char *text, char delimiter, struct bh_arena *arena,
             struct bh_rows *out, struct bh_err *err)
{
    struct cursor c = {text, text, 1, delimiter};
    size_t n_fields, n_rows;

    count(text, delimiter, &n_fields, &n_rows);
    struct bh_row *rows = bh_arena_alloc(arena, n_rows * sizeof *rows);
    struct bh_field *fields = bh_arena_alloc(arena, n_fields * sizeof *fields);
    char *copy = bh_arena_alloc(arena, strlen(text) + n_fields + 1);
    if (rows == NULL || fields == NULL || copy == NULL) {
        return bh_no_memory(err);
    }
    out->n = 0;
    while (*c.at != '\0') {
        struct bh_row *row = &rows[out->n];

        if (!read_row(&c, row, fields, &copy)) {
            return bh_fail(err, BH_EINPUT, "%s:%zu: a quote is opened and not closed", name,
                           row->line);
        }
        if (*c.at != '\0') {
            end_line(&c);
        }
        fields += row->n;
        out->n += has_text(row);
    }
    out->row = rows;
    return BH_OK;
}
