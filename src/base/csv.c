/** @file csv.c  One pass splits the text into cells, a second turns columns into numbers or
 *  words. */
#include "base/csv.h"

#include "base/err.h"
#include "base/file.h"
#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST_SHOWN 40 /* bytes of a cell that a message shows */

struct cell {
    char *text; /* inside the reader's text; ended by a NUL once its line is read */
    size_t n, line, at; /* length; place, byte of the line from 1 */
};

/** The text being split, and the cells so far, row after row. */
struct reader {
    const char *path;
    char *p, *end, *line_start; /* a copy of the file, on the arena */
    size_t line;
    struct cell *cells;
    size_t n_cells, room;
    struct bh_arena *arena;
};

static size_t
column_of(const struct reader *r, const char *p)
{
    return (size_t) (p - r->line_start) + 1;
}

static enum bh_status
keep_cell(struct reader *r, char *text, size_t n, size_t at, struct bh_err *err)
{
    if (r->n_cells == r->room) {
        const size_t room = r->room == 0 ? 1024 : 2 * r->room;
        struct cell *more = realloc(r->cells, room * sizeof *more);

        if (more == NULL) {
            return bh_no_memory(err);
        }
        r->cells = more;
        r->room = room;
    }
    struct cell *cell = &r->cells[r->n_cells++];
    *cell = (struct cell){NULL, n, r->line, at};
    cell->text = text;
    return BH_OK;
}

/** Reads a cell in quotes, undoubling quotes in place; r->p stands behind the closing one after. */
static enum bh_status
read_quoted(struct reader *r, struct bh_err *err)
{
    char *const start = r->p;
    char *p = start + 1;
    char *to = p;

    while (p < r->end && *p != '\n' && (*p != '"' || (p + 1 < r->end && p[1] == '"'))) {
        *to++ = *p;
        p += *p == '"' ? 2 : 1;
    }
    if (p == r->end || *p != '"') {
        return bh_fail(err, BH_EINPUT,
                       "%s:%zu:%zu: the quote that begins here is not closed on its line", r->path,
                       r->line, column_of(r, start));
    }
    r->p = p + 1;
    if (r->p < r->end && *r->p != ',' && *r->p != '\n' && *r->p != '\r') {
        return bh_fail(err, BH_EINPUT,
                       "%s:%zu:%zu: found '%c' behind a closing quote, want a comma or the line's "
                       "end",
                       r->path, r->line, column_of(r, r->p), *r->p);
    }
    return keep_cell(r, start + 1, (size_t) (to - start) - 1, column_of(r, start), err);
}

/** Reads a cell without quotes; blanks around it do not count. */
static enum bh_status
read_plain(struct reader *r, struct bh_err *err)
{
    char *start = r->p;
    char *p = start;

    while (p < r->end && *p != ',' && *p != '\n' && *p != '"') {
        p++;
    }
    if (p < r->end && *p == '"') {
        return bh_fail(err, BH_EINPUT, "%s:%zu:%zu: found a quote inside a cell without quotes",
                       r->path, r->line, column_of(r, p));
    }
    r->p = p;
    while (start < p && (*start == ' ' || *start == '\t')) {
        start++;
    }
    while (p > start && (p[-1] == ' ' || p[-1] == '\t' || p[-1] == '\r')) {
        p--;
    }
    return keep_cell(r, start, (size_t) (p - start), column_of(r, start), err);
}

/** Reads one line into cells; r->p stands at the next line afterwards. */
static enum bh_status
read_line(struct reader *r, struct bh_err *err)
{
    const size_t first = r->n_cells;
    enum bh_status st = BH_OK;

    for (;;) {
        if (r->p < r->end && *r->p == '"') {
            BH_TRY(read_quoted(r, err));
        } else {
            BH_TRY(read_plain(r, err));
        }
        if (r->p < r->end && *r->p == '\r' && (r->p + 1 == r->end || r->p[1] == '\n')) {
            r->p++;
        }
        if (r->p == r->end || *r->p == '\n') {
            break;
        }
        if (*r->p != ',') {
            return bh_fail(err, BH_EINPUT, "%s:%zu:%zu: found a stray carriage return", r->path,
                           r->line, column_of(r, r->p));
        }
        r->p++; /* the comma */
    }
    r->p += r->p < r->end;
    for (size_t i = first; i < r->n_cells; i++) {
        r->cells[i].text[r->cells[i].n] = '\0';
    }
    r->line_start = r->p;
    r->line++;
done:
    return st;
}

/** Whether all of `text` is a number, missing ones included. */
static bool
number(const char *text, double *value)
{
    static const struct {
        const char *word;
        double value;
    } words[] = {
        {"", (double) NAN},       {"nan", (double) NAN},      {"NaN", (double) NAN},
        {"NA", (double) NAN},     {"inf", (double) INFINITY}, {"+inf", (double) INFINITY},
        {"-inf", -(double) INFINITY},
    };

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(text, words[i].word) == 0) {
            *value = words[i].value;
            return true;
        }
    }
    const size_t n = bh_text_number(text, value);
    return n > 0 && text[n] == '\0';
}

static enum bh_status
check_header(const struct reader *r, size_t n_columns, struct bh_err *err)
{
    bool names_anything = false;
    double unused;

    for (size_t c = 0; c < n_columns; c++) {
        const struct cell *cell = &r->cells[c];

        if (cell->text[0] == '\0') {
            return bh_fail(err, BH_EINPUT, "%s:%zu:%zu: column %zu has no name", r->path,
                           cell->line, cell->at, c + 1);
        }
        for (size_t before = 0; before < c; before++) {
            if (strcmp(r->cells[before].text, cell->text) == 0) {
                return bh_fail(err, BH_EINPUT,
                               "%s:%zu:%zu: columns %zu and %zu have the same name, %.*s", r->path,
                               cell->line, cell->at, before + 1, c + 1, MOST_SHOWN, cell->text);
            }
        }
        names_anything = names_anything || !number(cell->text, &unused);
    }
    return names_anything
               ? BH_OK
               : bh_fail(err, BH_EINPUT,
                         "%s:1:1: the first line holds numbers only; want the names of the columns",
                         r->path);
}

static enum bh_status
read_cells(struct reader *r, size_t *n_columns, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    BH_TRY(read_line(r, err));
    *n_columns = r->n_cells;
    BH_TRY(check_header(r, *n_columns, err));
    while (r->p < r->end) {
        const size_t before = r->n_cells;
        const size_t line = r->line;

        BH_TRY(read_line(r, err));
        const size_t n = r->n_cells - before;
        if (n != *n_columns) {
            return bh_fail(err, BH_EINPUT,
                           "%s:%zu:1: found %zu cell%s, want %zu, one for each column", r->path,
                           line, n, n == 1 ? "" : "s", *n_columns);
        }
    }
done:
    return st;
}

static int
by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *) a, *(const char *const *) b);
}

/** Numbers the distinct words of column `c` in order of bytes. */
static bool
make_levels(const struct reader *r, struct bh_csv *csv, size_t c)
{
    struct bh_csv_column *column = &csv->columns[c];
    const char **levels = bh_arena_alloc(r->arena, csv->n_rows * sizeof *levels);
    size_t n = 0;

    if (levels == NULL) {
        return false;
    }
    for (size_t i = 0; i < csv->n_rows; i++) {
        levels[i] = r->cells[(i + 1) * csv->n_columns + c].text;
    }
    qsort(levels, csv->n_rows, sizeof *levels, by_bytes);
    for (size_t i = 0; i < csv->n_rows; i++) {
        if (n == 0 || strcmp(levels[n - 1], levels[i]) != 0) {
            levels[n++] = levels[i];
        }
    }
    for (size_t i = 0; i < csv->n_rows; i++) {
        const char *const *found = bsearch(&r->cells[(i + 1) * csv->n_columns + c].text, levels, n,
                                           sizeof *levels, by_bytes);

        column->values[i] = (double) (found - levels);
    }
    column->levels = levels;
    column->n_levels = n;
    return true;
}

static bool
make_column(const struct reader *r, struct bh_csv *csv, size_t c)
{
    struct bh_csv_column *column = &csv->columns[c];

    column->name = r->cells[c].text;
    column->values = bh_arena_alloc(r->arena, (csv->n_rows + 1) * sizeof *column->values);
    if (column->values == NULL) {
        return false;
    }
    for (size_t i = 0; i < csv->n_rows; i++) {
        const struct cell *cell = &r->cells[(i + 1) * csv->n_columns + c];

        if (!number(cell->text, &column->values[i])) {
            column->is_text = true;
            column->text_row = i;
            column->text_cell = cell->text;
            column->text_at = cell->at;
            return make_levels(r, csv, c);
        }
    }
    return true;
}

static enum bh_status
make_columns(const struct reader *r, struct bh_csv *csv, size_t n_columns, struct bh_err *err)
{
    csv->n_columns = n_columns;
    csv->n_rows = r->n_cells / n_columns - 1;
    csv->path = bh_arena_strdup(r->arena, r->path);
    csv->columns = bh_arena_alloc(r->arena, n_columns * sizeof *csv->columns);
    csv->lines = bh_arena_alloc(r->arena, (csv->n_rows + 1) * sizeof *csv->lines);
    if (csv->path == NULL || csv->columns == NULL || csv->lines == NULL) {
        return bh_no_memory(err);
    }
    for (size_t i = 0; i < csv->n_rows; i++) {
        csv->lines[i] = r->cells[(i + 1) * n_columns].line;
    }
    for (size_t c = 0; c < n_columns; c++) {
        if (!make_column(r, csv, c)) {
            return bh_no_memory(err);
        }
    }
    return BH_OK;
}

/** The line and column of a byte that is wrong. */
static enum bh_status
refuse_byte(const struct reader *r, const char *at, const char *what, struct bh_err *err)
{
    size_t line = 1;
    const char *start = r->p;

    for (const char *p = r->p; p < at; p++) {
        if (*p == '\n') {
            line++;
            start = p + 1;
        }
    }
    return bh_fail(err, BH_EINPUT, "%s:%zu:%zu: %s", r->path, line, (size_t) (at - start) + 1,
                   what);
}

enum bh_status
bh_csv_parse(const char *path, const char *text, size_t n, struct bh_csv *out, struct bh_err *err)
{
    struct bh_csv csv = {0};
    const size_t mark = n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    const size_t length = n - mark;
    struct reader r = {.path = path, .line = 1, .arena = &csv.arena};
    enum bh_status st = BH_OK;
    size_t n_columns, bad;

    bh_arena_init(&csv.arena);
    r.p = r.line_start = bh_arena_strndup(&csv.arena, text + mark, length);
    if (r.p == NULL) {
        return bh_no_memory(err);
    }
    r.end = r.p + length;
    const char *nul = memchr(text + mark, '\0', length);
    if (length == 0) {
        st = bh_fail(err, BH_EINPUT, "%s: is empty; want a line of column names, then rows", path);
    } else if (nul != NULL) {
        st = refuse_byte(&r, r.p + (nul - text) - mark, "found a NUL byte, want text", err);
    } else if (!bh_text_is_utf8(r.p, length, &bad)) {
        st = refuse_byte(&r, r.p + bad, "found a byte that is not UTF-8", err);
    }
    if (st != BH_OK) {
        goto done;
    }
    BH_TRY(read_cells(&r, &n_columns, err));
    BH_TRY(make_columns(&r, &csv, n_columns, err));
    *out = csv;
done:
    free(r.cells);
    if (st != BH_OK) {
        bh_arena_fini(&csv.arena);
    }
    return st;
}

enum bh_status
bh_csv_read(const char *path, struct bh_csv *out, struct bh_err *err)
{
    char *text = NULL;
    size_t n = 0;
    enum bh_status st = bh_file_read(path, BH_CSV_LIMIT, &text, &n, err);

    if (st == BH_OK) {
        st = bh_csv_parse(path, text, n, out, err);
    }
    free(text);
    return st;
}

void
bh_csv_fini(struct bh_csv *csv)
{
    bh_arena_fini(&csv->arena);
    *csv = (struct bh_csv){0};
}

enum bh_status
bh_csv_find(const struct bh_csv *csv, const char *name, size_t *column, struct bh_err *err)
{
    const char *near[3];
    const char **names;

    for (size_t c = 0; c < csv->n_columns; c++) {
        if (strcmp(csv->columns[c].name, name) == 0) {
            *column = c;
            return BH_OK;
        }
    }
    names = malloc(csv->n_columns * sizeof *names);
    if (names == NULL) {
        return bh_no_memory(err);
    }
    for (size_t c = 0; c < csv->n_columns; c++) {
        names[c] = csv->columns[c].name;
    }
    const size_t n = bh_text_nearest(name, names, csv->n_columns, near);
    free(names);
    return n == 0 ? bh_fail(err, BH_EINPUT, "%s: has no column '%s'; the first of %zu is %s",
                            csv->path, name, csv->n_columns, csv->columns[0].name)
                  : bh_fail(err, BH_EINPUT, "%s: has no column '%s'; nearest: %s%s%s%s%s",
                            csv->path, name, near[0], n > 1 ? ", " : "", n > 1 ? near[1] : "",
                            n > 2 ? ", " : "", n > 2 ? near[2] : "");
}

enum bh_status
bh_csv_want_numbers(const struct bh_csv *csv, size_t column, struct bh_err *err)
{
    const struct bh_csv_column *c = &csv->columns[column];

    if (!c->is_text) {
        return BH_OK;
    }
    return bh_fail(err, BH_EINPUT, "%s:%zu:%zu: column %s: found '%.*s', want a number", csv->path,
                   csv->lines[c->text_row], c->text_at, c->name, MOST_SHOWN, c->text_cell);
}
