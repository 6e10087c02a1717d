/** @file paragraph.c  Running text on the terminal, wrapped. */
#include "paragraph.h"

#include "cli.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COLUMNS 100
#define ESCAPE '\033' /* a colour begins with it and ends in m */

void
paragraph_add(struct paragraph *paragraph, const char *format, ...)
{
    va_list values;
    char *more = NULL;

    va_start(values, format);
    const int n = vasprintf(&more, format, values);
    va_end(values);
    char *text = n < 0 ? NULL : realloc(paragraph->text, paragraph->n + (size_t) n + 1);
    paragraph->failed = paragraph->failed || text == NULL;
    if (text != NULL) {
        memcpy(text + paragraph->n, more, (size_t) n + 1);
        paragraph->text = text;
        paragraph->n += (size_t) n;
    }
    if (n >= 0) {
        free(more);
    }
}

/** Columns of a word of `n` bytes: characters of UTF-8, without colours. */
static size_t
width(const char *word, size_t n)
{
    bool is_colour = false;
    size_t columns = 0;

    for (size_t i = 0; i < n; i++) {
        is_colour = is_colour || word[i] == ESCAPE;
        columns += !is_colour && ((unsigned char) word[i] & 0xc0) != 0x80;
        is_colour = is_colour && word[i] != 'm';
    }
    return columns;
}

int
paragraph_print(struct paragraph *paragraph, size_t first, size_t indent)
{
    const char *at = paragraph->text == NULL ? "" : paragraph->text;
    size_t column = first;

    printf("%*s", (int) first, "");
    while (*at != '\0') {
        const size_t n = strcspn(at, " ");
        const size_t columns = width(at, n);

        if (column > indent && column > first && column + 1 + columns > COLUMNS) {
            printf("\n%*s", (int) indent, "");
            column = indent;
        } else if (column > first) {
            printf(" ");
            column++;
        }
        printf("%.*s", (int) n, at);
        column += columns;
        at += n + strspn(at + n, " ");
    }
    printf("\n");
    const bool failed = paragraph->failed;
    free(paragraph->text);
    *paragraph = (struct paragraph){NULL, 0, false};
    if (failed) {
        fprintf(stderr, "bluehelm: out of memory\n");
    }
    return failed ? EXIT_MEMORY : put_text("");
}
