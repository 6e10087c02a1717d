/** @file harness.h  What test programs share: one line for each thing tested.
 *
 *  bh_expect prints "ok NAME" or "not ok NAME" with the place and what was found; a test program
 *  ends with `return bh_finish();`. Every test says in a comment where its expected values come
 *  from. */
#ifndef BH_TESTS_HARNESS_H
#define BH_TESTS_HARNESS_H

#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int bh_failures;

/** The folder with other programs' answers, which is not part of the project: $BH_ORACLES, or
 *  ../shared/oracles beside the checkout. A test that finds none there says that it is skipped. */
static inline const char *
bh_oracles(void)
{
    const char *given = getenv("BH_ORACLES");

    return given != NULL ? given : BH_SOURCE_DIR "/../shared/oracles";
}

__attribute__((format(printf, 4, 5))) static inline bool
bh_expect_at(const char *file, int line, bool is_good, const char *format, ...)
{
    va_list values;

    printf("%s ", is_good ? "ok" : "not ok");
    va_start(values, format);
    vprintf(format, values);
    va_end(values);
    if (is_good) {
        printf("\n");
    } else {
        printf("  (%s:%d)\n", file, line);
        bh_failures++;
    }
    fflush(stdout);
    return is_good;
}

/** Tests a condition; the words name what is tested. */
#define bh_expect(condition, ...) bh_expect_at(__FILE__, __LINE__, (condition), __VA_ARGS__)

/** Tests that two texts are equal. */
static inline bool
bh_expect_text_at(const char *file, int line, const char *name, const char *found,
                  const char *wanted)
{
    const bool is_equal = strcmp(found, wanted) == 0;

    if (!is_equal) {
        printf("# found:  %s\n# wanted: %s\n", found, wanted);
    }
    return bh_expect_at(file, line, is_equal, "%s", name);
}
#define bh_expect_text(name, found, wanted)                                                        \
    bh_expect_text_at(__FILE__, __LINE__, name, found, wanted)

static inline int
bh_finish(void)
{
    return bh_failures == 0 ? 0 : 1;
}

#endif
