/** @file template.c  The page as it was built, and its one hole.
 *
 *  The file that web/CMakeLists.txt assembles lies in the library byte for byte. */
#include "report/template.h"

#include "base/err.h"
#include "base/file.h"
#include "base/text.h"

#include <bluehelm/report.h>
#include <assert.h>
#include <string.h>

#define HOLE "{{document}}"

extern const char bh_page_template[]; /* ends in a NUL */
__asm__(".pushsection .rodata\n"
        ".global bh_page_template\n"
        "bh_page_template:\n"
        ".incbin \"" BH_PAGE "\"\n"
        ".byte 0\n"
        ".popsection\n");

static enum bh_status
fill(const char *document, struct bh_text *out, struct bh_err *err)
{
    const char *hole = strstr(bh_page_template, HOLE);

    assert(hole != NULL);
    bh_text_add_n(out, bh_page_template, (size_t) (hole - bh_page_template));
    bh_text_add(out, document);
    bh_text_add(out, hole + strlen(HOLE));
    return out->failed ? bh_no_memory(err) : BH_OK;
}

enum bh_status
bh_report_page(const char *document, char **html, struct bh_err *err)
{
    struct bh_text out = {0};
    enum bh_status st = BH_OK;

    BH_TRY(fill(document, &out, err));
    st = bh_text_give(&out, html, err);
done:
    bh_text_fini(&out);
    return st;
}

enum bh_status
bh_template_write(const char *document, const char *path, struct bh_err *err)
{
    struct bh_text out = {0};
    enum bh_status st = BH_OK;

    BH_TRY(fill(document, &out, err));
    BH_TRY(bh_file_write(path, bh_text_string(&out), out.n, err));
done:
    bh_text_fini(&out);
    return st;
}
