/** @file csv.h  Rows of comma-separated text (RFC 4180).
 *
 *  Layer: bargain. */
#ifndef BH_BARGAIN_CSV_H
#define BH_BARGAIN_CSV_H

#include "base/arena.h"

#include <bluehelm/err.h>
#include <stddef.h>

struct bh_csv_field {
    const char *text; /* without quotes and without blanks around it */
    size_t column;    /* of its first character, from 1 */
};

struct bh_csv_row {
    const struct bh_csv_field *field; /* [n] */
    size_t n;
    size_t line; /* from 1 */
};

struct bh_csv {
    const struct bh_csv_row *row; /* [n]; rows without any text are left out */
    size_t n;
};

/** Splits `text` at `delimiter`. Fields may be quoted with ", doubled inside. Everything lies on
 *  the arena. `name` is the file in messages.
 *  @return BH_OK; BH_EINPUT when a quote is not closed; BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_csv_split(const char *name, const char *text, char delimiter,
                                         struct bh_arena *arena, struct bh_csv *out,
                                         struct bh_err *err);

#endif
