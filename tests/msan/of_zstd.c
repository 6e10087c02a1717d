/** @file of_zstd.c  What zstd packs and unpacks. */
#include "library.h"

#include <zstd.h>

LIBRARY_CALL(size_t, ZSTD_compress, void *to, size_t room, const void *from, size_t n, int level)
{
    check_handed_over(from, n);
    LIBRARY_BEGINS();
    const size_t size = __real_ZSTD_compress(to, room, from, n, level);
    LIBRARY_ENDS();
    if (!ZSTD_isError(size)) {
        written(to, size);
    }
    return size;
}

LIBRARY_CALL(size_t, ZSTD_decompress, void *to, size_t room, const void *from, size_t n)
{
    check_handed_over(from, n);
    LIBRARY_BEGINS();
    const size_t size = __real_ZSTD_decompress(to, room, from, n);
    LIBRARY_ENDS();
    if (!ZSTD_isError(size)) {
        written(to, size);
    }
    return size;
}

LIBRARY_CALL(const char *, ZSTD_getErrorName, size_t code)
{
    return written_text(__real_ZSTD_getErrorName(code));
}
