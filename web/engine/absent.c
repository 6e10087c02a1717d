/** @file absent.c  What the library calls and the engine of a page has not: files, YAML,
 *  boundaries, designs other than Monte Carlo. An assertion that fails, or a call that cannot come,
 *  stops the engine. */
#include "base/err.h"
#include "base/file.h"
#include "design/sobol.h"
#include "plan/document.h"
#include "plan/reader.h"

#include <assert.h>

bool
bh_file_exists(const char *path)
{
    (void) path;
    return false;
}

bool
bh_file_is_directory(const char *path)
{
    (void) path;
    return false;
}

enum bh_status
bh_file_read(const char *path, size_t limit, char **data, size_t *n, struct bh_err *err)
{
    (void) limit;
    (void) data;
    (void) n;
    return bh_fail(err, BH_EIO, "%s: there are no files here", path);
}

enum bh_status
bh_read_yaml(const char *text, size_t n, struct bh_document *document, struct bh_place *place)
{
    (void) text;
    (void) n;
    (void) document;
    return bh_document_broken(place, 1, 1,
                              "this needs YAML; here words are read, and words in brackets", "");
}

void
bh_read_geometry(struct bh_reader *reader)
{
    (void) reader; /* the page has the boundaries from its document */
}

uint32_t
bh_sobol_digits(uint32_t index, uint32_t dimension)
{
    (void) index;
    (void) dimension;
    __builtin_trap();
}

uint32_t
bh_sobol_scrambled(uint32_t digits, uint64_t key)
{
    (void) digits;
    (void) key;
    __builtin_trap();
}

uint32_t
bh_sobol_reversed(uint32_t digits)
{
    (void) digits;
    __builtin_trap();
}

_Noreturn void
__assert_fail(const char *claim, const char *file, int line, const char *function)
{
    (void) claim;
    (void) file;
    (void) line;
    (void) function;
    __builtin_trap();
}
