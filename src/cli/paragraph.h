/** @file paragraph.h  Running text on the terminal, wrapped.
 *
 *  Layer: cli.  Text is added piece by piece, then printed in lines of at most 100 columns. Colours
 *  do not count as width. Start with {0}. A failure (out of memory) is told by paragraph_print. */
#ifndef BH_CLI_PARAGRAPH_H
#define BH_CLI_PARAGRAPH_H

#include <bluehelm/err.h>

#include <stdbool.h>
#include <stddef.h>

struct paragraph {
    char *text;
    size_t n;
    bool failed;
};

void paragraph_add(struct paragraph *paragraph, const char *format, ...) BH_PRINTF(2, 3);
/** Prints the text behind `first` spaces, further lines behind `indent`, and empties it. @return an
 *  exit code. */
int paragraph_print(struct paragraph *paragraph, size_t first, size_t indent);

/** Writes each line of `text` behind `indent` spaces, broken between words at 100 columns; the
 *  rest of a broken line stands two spaces further in. */
void put_lines(const char *text, size_t indent);

#endif
