/** @file text.h  Growing strings, nearest names, UTF-8.
 *
 *  Layer: base. */
#ifndef BH_BASE_TEXT_H
#define BH_BASE_TEXT_H

#include <bluehelm/err.h>
#include <stdbool.h>
#include <stddef.h>

/** A string that grows. Start with {0}; free with bh_text_fini. Out of memory sets `failed` and
 *  keeps what is there, so that a writer checks once, at the end. */
struct bh_text {
    char *data; /* NUL-terminated once something was written */
    size_t n, room;
    bool failed;
};

void bh_text_fini(struct bh_text *text);
void bh_text_clear(struct bh_text *text);
void bh_text_add(struct bh_text *text, const char *string);
void bh_text_add_n(struct bh_text *text, const char *bytes, size_t n);
void bh_text_printf(struct bh_text *text, const char *format, ...) BH_PRINTF(2, 3);
/** The string so far; "" when empty. */
const char *bh_text_string(const struct bh_text *text);
/** Hands the string over to the caller (free it); NULL when writing failed. `text` is empty
 *  after. */
char *bh_text_take(struct bh_text *text);

/** Hands the string over as *out, the caller's to free. @return BH_OK; BH_ENOMEM when writing
 *  failed, *out untouched. `text` is empty after. */
BH_NODISCARD enum bh_status bh_text_give(struct bh_text *text, char **out, struct bh_err *err);

/** Optimal-string-alignment distance (insert, delete, replace, swap neighbours). */
size_t bh_text_distance(const char *a, const char *b);

/** Up to three of `names` that `word` may have meant, nearest first: within a third of its length,
 *  at least 2. @return how many. */
size_t bh_text_nearest(const char *word, const char *const *names, size_t n, const char *out[3]);

/** Whether the bytes are UTF-8; `bad` receives the offset of the first that is not. */
bool bh_text_is_utf8(const char *bytes, size_t n, size_t *bad);

/** Reads a decimal number (sign, digits, point, exponent; nothing else), whatever the locale.
 *  @return characters read, 0 when there is no number or it is not finite. */
size_t bh_text_number(const char *text, double *value);

#endif
