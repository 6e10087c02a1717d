/** @file base64.c  Three bytes become four letters of six bits each. */
#include "base/base64.h"

#include <stdint.h>

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void
bh_base64_add(struct bh_text *out, const void *bytes, size_t n)
{
    const unsigned char *from = bytes;

    for (size_t i = 0; i < n; i += 3) {
        const size_t left = n - i;
        const uint32_t three = (uint32_t) from[i] << 16 |
                               (left > 1 ? (uint32_t) from[i + 1] << 8 : 0) |
                               (left > 2 ? (uint32_t) from[i + 2] : 0);
        const char four[] = {letters[three >> 18], letters[three >> 12 & 63],
                             left > 1 ? letters[three >> 6 & 63] : '=',
                             left > 2 ? letters[three & 63] : '='};

        bh_text_add_n(out, four, sizeof four);
    }
}
