/** @file read_table.c  Reads a table of actors, whatever its kind. */
#include "bargain/draft.h"

#include "base/err.h"
#include "base/file.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define LARGEST_FILE ((size_t) 16 << 20)

/** Text that is not UTF-8, with the likely reason. */
static enum bh_status
check_encoding(const char *name, const char *text, size_t n, struct bh_err *err)
{
    const unsigned char first = n > 0 ? (unsigned char) text[0] : 0;
    const unsigned char second = n > 1 ? (unsigned char) text[1] : 0;
    size_t bad;

    if ((first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff) ||
        memchr(text, '\0', n) != NULL) {
        return bh_fail(err, BH_EINPUT, "%s: the text is UTF-16 or binary, must be UTF-8", name);
    }
    if (!bh_text_is_utf8(text, n, &bad)) {
        return bh_fail(err, BH_EINPUT, "%s: byte %zu is not UTF-8; save the table as UTF-8", name,
                       bad + 1);
    }
    return BH_OK;
}

/** Whether the first lines begin with # and a capital letter or slash. */
static bool
is_equal_gain(const char *text)
{
    return text[0] == '#' && (text[1] == '/' || (text[1] >= 'A' && text[1] <= 'Z')) &&
           text[2] == ';';
}

enum bh_status
bh_table_read_text(const char *name, const char *text, size_t n, struct bh_table **out,
                   struct bh_err *err)
{
    struct bh_draft *draft = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(check_encoding(name, text, n, err));
    if (n >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) { /* a byte order mark says nothing here */
        text += 3;
        n -= 3;
    }
    draft = calloc(1, sizeof *draft);
    if (draft == NULL) {
        return bh_no_memory(err);
    }
    draft->file = name;
    const char *start = text + strspn(text, " \t\r\n");
    if (*start == '<') {
        BH_TRY(bh_read_xml(draft, start, n - (size_t) (start - text), err));
    } else if (is_equal_gain(start)) {
        BH_TRY(bh_read_equal_gain(draft, text, err));
    } else {
        BH_TRY(bh_read_csv(draft, text, err));
    }
    BH_TRY(bh_draft_finish(draft, out, err));
done:
    if (draft != NULL) {
        bh_arena_fini(&draft->arena);
    }
    free(draft);
    return st;
}

enum bh_status
bh_table_read(const char *path, struct bh_table **out, struct bh_err *err)
{
    char *text = NULL;
    size_t n;
    enum bh_status st = BH_OK;

    BH_TRY(bh_file_read(path, LARGEST_FILE, &text, &n, err));
    BH_TRY(bh_table_read_text(path, text, n, out, err));
done:
    free(text);
    return st;
}
