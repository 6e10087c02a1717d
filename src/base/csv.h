/** @file csv.h  A matrix from a CSV file: named columns of numbers or of words.
 *
 *  Layer: base.
 *
 *  Format (RFC 4180, strictly): comma-separated, UTF-8 with or without a mark, lines end in LF or
 *  CRLF, cells may stand in double quotes, in which "" is a quote. The first line names the
 *  columns; names are not empty and not said twice. Every line has as many cells as the first. An
 *  empty last line is no row.
 *
 *  A cell is a number when all of it is one; nan, NaN, NA and nothing at all are a missing number,
 *  inf, +inf and -inf are infinite ones. A column in which some cell is none of these holds
 *  words. */
#ifndef BH_BASE_CSV_H
#define BH_BASE_CSV_H

#include "base/arena.h"

#include <stdbool.h>

#define BH_CSV_LIMIT ((size_t) 1 << 31) /* largest file, bytes */

struct bh_csv_column {
    const char *name;
    bool is_text;
    double *values;      /* [n_rows]: numbers (NaN: missing); for words the index into levels */
    const char **levels; /* [n_levels] distinct words in order of bytes; NULL for numbers */
    size_t n_levels;
    size_t text_row; /* of a column of words: the first row whose cell is no number */
    const char *text_cell;
    size_t text_at; /* where that cell begins, byte of its line, from 1 */
};

struct bh_csv {
    const char *path;
    size_t n_rows, n_columns;
    struct bh_csv_column *columns; /* [n_columns] */
    size_t *lines;                 /* [n_rows] line of each row, from 1 */
    struct bh_arena arena;         /* owns all of the above */
};

/** Reads `path` whole. *out is filled only on success; free it with bh_csv_fini.
 *  @return BH_OK; BH_EINPUT (err: file:line:column, what was found, what is wanted), BH_EIO,
 *          BH_ELIMIT (larger than BH_CSV_LIMIT), BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_csv_read(const char *path, struct bh_csv *out, struct bh_err *err);

/** The same from memory; `path` is what messages call it. `text` is not kept. */
BH_NODISCARD enum bh_status bh_csv_parse(const char *path, const char *text, size_t n,
                                         struct bh_csv *out, struct bh_err *err);
void bh_csv_fini(struct bh_csv *csv);

/** Finds column `name`. @return BH_EINPUT when there is none (err: the nearest names). */
BH_NODISCARD enum bh_status bh_csv_find(const struct bh_csv *csv, const char *name, size_t *column,
                                        struct bh_err *err);

/** BH_OK when `column` holds numbers; otherwise BH_EINPUT, with the place of the cell that is
 *  none. */
BH_NODISCARD enum bh_status bh_csv_want_numbers(const struct bh_csv *csv, size_t column,
                                                struct bh_err *err);

#endif
