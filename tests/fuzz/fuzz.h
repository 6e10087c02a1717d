/** @file fuzz.h  What the fuzzers share.
 *
 *  A fuzzer is one file with LLVMFuzzerTestOneInput. The preset `fuzz` links it with libFuzzer
 *  (tests/fuzz/run.sh), every other build with replay.c, which runs the inputs that are kept in
 *  regressions/NAME. Oracle: no input whatever may break a promise of the code under test, a
 *  sanitizer, or a property that bh_hold names. */
#ifndef BH_TESTS_FUZZ_H
#define BH_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerInitialize(int *argc, char ***argv);

/** Ends the program, naming the property, unless it holds. */
#define bh_hold(property)                                                                          \
    do {                                                                                           \
        if (!(property)) {                                                                         \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #property);          \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/** A copy that ends in NUL, so that a reader of strings that runs over is caught. */
static inline char *
bh_fuzz_text(const uint8_t *data, size_t n)
{
    char *text = malloc(n + 1);

    bh_hold(text != NULL);
    if (n > 0) {
        memcpy(text, data, n);
    }
    text[n] = '\0';
    return text;
}

#endif
