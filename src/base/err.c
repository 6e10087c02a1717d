/** @file err.c  Filling in the words of a failure. */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum bh_status
(bh_fail)(struct bh_err *err, enum bh_status status, const char *format, ...)
{
    if (err != NULL) {
        va_list arguments;

        err->status = status;
        va_start(arguments, format);
        vsnprintf(err->text, sizeof err->text, format, arguments);
        va_end(arguments);
    }
    return status;
}

enum bh_status
bh_err_wrap(struct bh_err *err, enum bh_status status, const char *format, ...)
{
    char before[sizeof err->text];
    char after[sizeof err->text];
    va_list arguments;

    if (err == NULL || status == BH_OK) {
        return status;
    }
    va_start(arguments, format);
    vsnprintf(before, sizeof before, format, arguments);
    va_end(arguments);
    memcpy(after, err->text, sizeof after);
    const int n = snprintf(err->text, sizeof err->text, "%s: ", before);
    if (n > 0 && (size_t) n < sizeof err->text) {
        const size_t room = sizeof err->text - (size_t) n;
        const size_t length = strnlen(after, room - 1);

        memcpy(err->text + n, after, length);
        err->text[(size_t) n + length] = '\0';
    }
    return status;
}
