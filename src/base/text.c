/** @file text.c  Growing strings, nearest names, UTF-8. */
#include "base/text.h"

#include "base/err.h"

#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_NAME 120 /* longer words are not compared */

void
bh_text_fini(struct bh_text *text)
{
    free(text->data);
    *text = (struct bh_text){0};
}

void
bh_text_clear(struct bh_text *text)
{
    text->n = 0;
    if (text->data != NULL) {
        text->data[0] = '\0';
    }
}

/** Makes room for n more bytes and the NUL. */
static bool
reserve(struct bh_text *text, size_t n)
{
    if (text->failed || n > SIZE_MAX / 2 - text->n) {
        text->failed = true;
        return false;
    }
    if (text->n + n + 1 > text->room) {
        const size_t room = 2 * (text->n + n + 1) + 64;
        char *data = realloc(text->data, room);

        if (data == NULL) {
            text->failed = true;
            return false;
        }
        text->data = data;
        text->room = room;
    }
    return true;
}

void
bh_text_add_n(struct bh_text *text, const char *bytes, size_t n)
{
    if (reserve(text, n)) {
        memcpy(text->data + text->n, bytes, n);
        text->n += n;
        text->data[text->n] = '\0';
    }
}

void
bh_text_add(struct bh_text *text, const char *string)
{
    bh_text_add_n(text, string, strlen(string));
}

void
bh_text_printf(struct bh_text *text, const char *format, ...)
{
    va_list arguments, again;

    va_start(arguments, format);
    va_copy(again, arguments);
    const int n = vsnprintf(NULL, 0, format, arguments);
    if (n < 0) {
        text->failed = true;
    } else if (reserve(text, (size_t) n)) {
        vsnprintf(text->data + text->n, (size_t) n + 1, format, again);
        text->n += (size_t) n;
    }
    va_end(again);
    va_end(arguments);
}

const char *
bh_text_string(const struct bh_text *text)
{
    return text->data == NULL ? "" : text->data;
}

char *
bh_text_take(struct bh_text *text)
{
    char *data;

    bh_text_add(text, "");
    data = text->failed ? NULL : text->data;
    if (data == NULL) {
        free(text->data);
    }
    *text = (struct bh_text){0};
    return data;
}

enum bh_status
bh_text_give(struct bh_text *text, char **out, struct bh_err *err)
{
    char *string = bh_text_take(text);

    if (string == NULL) {
        return bh_no_memory(err);
    }
    *out = string;
    return BH_OK;
}

static size_t
least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t
bh_text_distance(const char *a, const char *b)
{
    size_t rows[3][LONGEST_NAME + 1];
    const size_t n = strlen(a), m = strlen(b);

    if (n > LONGEST_NAME || m > LONGEST_NAME) {
        return n == m && strcmp(a, b) == 0 ? 0 : LONGEST_NAME;
    }
    for (size_t j = 0; j <= m; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= n; i++) {
        size_t *now = rows[i % 3];
        const size_t *before = rows[(i - 1) % 3], *earlier = rows[(i + 1) % 3];

        now[0] = i;
        for (size_t j = 1; j <= m; j++) {
            const size_t replaced = before[j - 1] + (a[i - 1] != b[j - 1]);

            now[j] = least(replaced, 1 + least(before[j], now[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                now[j] = least(now[j], earlier[j - 2] + 1);
            }
        }
    }
    return rows[n % 3][m];
}

size_t
bh_text_nearest(const char *word, const char *const *names, size_t n, const char *out[3])
{
    size_t distances[3] = {0};
    size_t found = 0;
    const size_t third = strlen(word) / 3;
    const size_t limit = third > 2 ? third : 2;

    for (size_t i = 0; i < n; i++) {
        const size_t distance = bh_text_distance(word, names[i]);
        size_t at = found < 3 ? found : 2;

        if (distance > limit || (found == 3 && distance >= distances[2])) {
            continue;
        }
        for (; at > 0 && distances[at - 1] > distance; at--) {
            distances[at] = distances[at - 1];
            out[at] = out[at - 1];
        }
        distances[at] = distance;
        out[at] = names[i];
        found += found < 3;
    }
    return found;
}

/** Length of the UTF-8 sequence at `s` with n bytes left; 0 when it is none. */
static size_t
sequence_length(const unsigned char *s, size_t n)
{
    static const uint32_t least_code[5] = {0, 0, 0x80, 0x800, 0x10000};
    const size_t length = s[0] < 0x80 ? 1 : s[0] >> 5 == 6 ? 2 : s[0] >> 4 == 14 ? 3
                          : s[0] >> 3 == 30                                      ? 4
                                                                                 : 0;

    if (length <= 1 || length > n) {
        return length <= n ? length : 0;
    }
    uint32_t code = s[0] & (0xffu >> (length + 1));
    for (size_t i = 1; i < length; i++) {
        if (s[i] >> 6 != 2) {
            return 0;
        }
        code = code << 6 | (s[i] & 0x3fu);
    }
    const bool is_surrogate = code >= 0xd800 && code <= 0xdfff;
    return code < least_code[length] || code > 0x10ffff || is_surrogate ? 0 : length;
}

bool
bh_text_is_utf8(const char *bytes, size_t n, size_t *bad)
{
    const unsigned char *s = (const unsigned char *) bytes;

    for (size_t i = 0; i < n;) {
        const size_t length = sequence_length(s + i, n - i);

        if (length == 0) {
            *bad = i;
            return false;
        }
        i += length;
    }
    return true;
}

static size_t
digits(const char *text)
{
    return strspn(text, "0123456789");
}

size_t
bh_text_number(const char *text, double *value)
{
    size_t n = text[0] == '-' || text[0] == '+';
    const size_t whole = digits(text + n);
    char copy[64];
    size_t part = 0;

    n += whole;
    if (text[n] == '.') {
        part = digits(text + n + 1);
        n += part > 0 ? part + 1 : 0;
    }
    if (whole + part == 0) {
        return 0;
    }
    if (text[n] == 'e' || text[n] == 'E') {
        const size_t sign = text[n + 1] == '-' || text[n + 1] == '+';
        const size_t power = digits(text + n + 1 + sign);

        n += power > 0 ? 1 + sign + power : 0;
    }
    if (n >= sizeof copy) {
        return 0;
    }
    memcpy(copy, text, n);
    copy[n] = '\0';
    const double x = strtod(copy, NULL);
    if (!isfinite(x)) {
        return 0;
    }
    *value = x;
    return n;
}
