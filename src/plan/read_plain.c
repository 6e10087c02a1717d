/** @file read_plain.c  The values that settings mostly are, read without YAML, as YAML reads them.
 *
 *      12 %    2025-03-01    {value: 3 days, range: [1 day, 9 days], dist: pert}
 *
 *  A value here is one line of words, or mappings and lists in brackets with words in them. Words
 *  begin with a letter, a digit or a minus before a digit, and have no sign that means something to
 *  YAML. What is anything else is left to YAML: this reader never refuses. */
#include "plan/document.h"

#include <string.h>

#define MOST_DEPTH 8
#define MOST_BYTES 1024 /* of brackets; beyond, libyaml takes no key */

struct cursor {
    const char *text;
    size_t n, at;
    struct bh_tree_builder *builder;
};

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/** Whether a word may hold `c`: inside brackets less than outside. */
static bool
is_word(char c, bool in_brackets)
{
    if (!in_brackets) {
        return c >= 0x20 && c <= 0x7e && c != ':' && c != '#';
    }
    return is_letter(c) || is_digit(c) || (c != '\0' && strchr(" ._-%+/()", c) != NULL);
}

static void
skip_spaces(struct cursor *cursor)
{
    while (cursor->at < cursor->n && cursor->text[cursor->at] == ' ') {
        cursor->at++;
    }
}

/** Passes the sign `c`, if it comes next. */
static bool
pass(struct cursor *cursor, char c)
{
    const bool is_next = cursor->at < cursor->n && cursor->text[cursor->at] == c;

    cursor->at += is_next;
    return is_next;
}

static struct bh_tree_node
node_at(const struct cursor *cursor, enum bh_node_kind kind)
{
    return (struct bh_tree_node){
        .line = 1, .column = (uint32_t) cursor->at + 1, .kind = (uint8_t) kind};
}

/** Reads words up to a sign that ends them. */
static bool
read_words(struct cursor *cursor, bool in_brackets)
{
    const char *text = cursor->text + cursor->at;
    const size_t left = cursor->n - cursor->at;
    struct bh_tree_node node = node_at(cursor, BH_NODE_SCALAR);
    size_t n = 0;

    if (left == 0 || !(is_letter(text[0]) || is_digit(text[0]) ||
                       (text[0] == '-' && left > 1 && is_digit(text[1])))) {
        return false;
    }
    while (n < left && is_word(text[n], in_brackets)) {
        n++;
    }
    cursor->at += n;
    while (text[n - 1] == ' ') {
        n--;
    }
    node.n = (uint32_t) n;
    bh_tree_add(cursor->builder, node, text);
    return true;
}

static bool read_value(struct cursor *cursor);

/** Reads the members of a mapping or list whose bracket was passed, and the other bracket. */
static bool
read_members(struct cursor *cursor, bool is_map)
{
    const char end = is_map ? '}' : ']';

    for (size_t i = 0;; i++) {
        skip_spaces(cursor);
        if (i == 0 && pass(cursor, end)) {
            return true;
        }
        if (is_map && !(read_words(cursor, true) && pass(cursor, ':') && pass(cursor, ' '))) {
            return false;
        }
        if (!read_value(cursor)) {
            return false;
        }
        skip_spaces(cursor);
        if (pass(cursor, end)) {
            return true;
        }
        if (!pass(cursor, ',') || !pass(cursor, ' ')) {
            return false;
        }
    }
}

static bool
read_value(struct cursor *cursor)
{
    skip_spaces(cursor);
    const struct bh_tree_node list = node_at(cursor, BH_NODE_LIST);
    const bool is_map = pass(cursor, '{');

    if (!is_map && !pass(cursor, '[')) {
        return read_words(cursor, true);
    }
    if (cursor->builder->depth == MOST_DEPTH || cursor->n > MOST_BYTES) {
        return false;
    }
    struct bh_tree_node node = list;
    node.kind = is_map ? BH_NODE_MAP : BH_NODE_LIST;
    bh_tree_add(cursor->builder, node, NULL);
    if (!read_members(cursor, is_map)) {
        return false;
    }
    bh_tree_close(cursor->builder);
    return true;
}

bool
bh_read_plain(const char *text, size_t n, struct bh_document *document, enum bh_status *st)
{
    struct bh_tree_builder builder = {.document = document};
    struct cursor cursor = {.text = text, .n = n, .builder = &builder};

    skip_spaces(&cursor);
    const bool in_brackets =
        cursor.at < n && (text[cursor.at] == '{' || text[cursor.at] == '[');
    bool is_plain = in_brackets ? read_value(&cursor) : read_words(&cursor, false);
    skip_spaces(&cursor);
    is_plain = is_plain && cursor.at == n;
    *st = bh_tree_finish(&builder);
    if (!is_plain) {
        bh_document_fini(document);
    }
    return is_plain;
}
