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

/** Length of the word that begins `text`, of n bytes; a per cent sign stays with its number. */
static size_t
word_length(const char *text, size_t n)
{
    size_t length = strcspn(text, " ");

    while (length + 1 < n && text[length + 1] == '%') {
        length += 1 + strcspn(text + length + 1, " ");
    }
    return length < n ? length : n;
}

/** Writes one line of `n` bytes behind `first` spaces, broken between words; further lines stand
 *  behind `indent`. */
static void
put_wrapped(const char *text, size_t n, size_t first, size_t indent)
{
    bool has_word = false; /* on this line */
    size_t column = first;
    size_t at = 0;

    printf("%*s", (int) first, "");
    while (at < n) {
        const size_t word = word_length(text + at, n - at);
        const size_t columns = width(text + at, word);

        if (has_word && column + 1 + columns > COLUMNS) {
            printf("\n%*s", (int) indent, "");
            column = indent;
        } else if (has_word) {
            printf(" ");
            column++;
        }
        printf("%.*s", (int) word, text + at);
        has_word = has_word || word > 0;
        column += columns;
        at += word + 1;
    }
    printf("\n");
}

void
put_lines(const char *text, size_t indent)
{
    while (*text != '\0') {
        const size_t n = strcspn(text, "\n");

        put_wrapped(text, n, indent, indent + 2);
        text += n + (text[n] == '\n');
    }
}

int
paragraph_print(struct paragraph *paragraph, size_t first, size_t indent)
{
    const char *text = paragraph->text == NULL ? "" : paragraph->text;

    put_wrapped(text, strlen(text), first, indent);
    const bool failed = paragraph->failed;
    free(paragraph->text);
    *paragraph = (struct paragraph){NULL, 0, false};
    if (failed) {
        fprintf(stderr, "bluehelm: out of memory\n");
    }
    return failed ? EXIT_MEMORY : put_text("");
}
