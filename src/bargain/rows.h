/** @file rows.h  Rows of text between commas, as other programs write tables of actors.
 *
 *  Layer: bargain.  Rows may differ in length, a quoted field may hold line ends, and old ends of
 *  line are read too; base/csv.h reads a matrix and takes none of these. */
#ifndef BH_BARGAIN_ROWS_H
#define BH_BARGAIN_ROWS_H

#include "bargain/draft.h"
#include "base/arena.h"

#include <bluehelm/err.h>
#include <stddef.h>

struct bh_field {
    const char *text; /* without quotes and without blanks around it */
    size_t column;    /* of its first character, from 1 */
};

struct bh_row {
    const struct bh_field *field; /* [n] */
    size_t n;
    size_t line; /* from 1 */
};

struct bh_rows {
    const struct bh_row *row; /* [n]; rows without any text are left out */
    size_t n;
};

/** Where field `field` of a row stands, for messages; column 0 when the row is shorter. */
struct bh_table_place bh_row_place(const struct bh_row *row, size_t field);

/** Splits `text` at `delimiter`. Fields may be quoted with ", doubled inside. Everything lies on
 *  the arena. `name` is the file in messages.
 *  @return BH_OK; BH_EINPUT when a quote is not closed; BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_rows_split(const char *name, const char *text, char delimiter,
                                         struct bh_arena *arena, struct bh_rows *out,
                                         struct bh_err *err);

#endif
