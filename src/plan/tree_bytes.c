/** @file tree_bytes.c  A plan's tree as bytes: the plan as it was read, without its layout.
 *
 *      "BHT1"  then every node in the order of the text:
 *      head    number: n << 3 | is_quoted << 2 | kind    n bytes, items or pairs; kind 0 scalar,
 *                                                        1 list, 2 mapping
 *      line    number: lines since the node before
 *      column  number
 *      text    the n bytes of a scalar
 *
 *  A number is written 7 bits a byte, the lowest first, the top bit set on all bytes but the last.
 *  A list is followed by its n items, a mapping by n times a key and its value. */
#include "plan/document.h"

#include <string.h>

#define MAGIC "BHT1"
#define MAGIC_BYTES 4

static void
write_number(struct bh_text *bytes, uint64_t x)
{
    char digits[10];
    size_t n = 0;

    do {
        digits[n++] = (char) ((x & 0x7f) | (x > 0x7f ? 0x80 : 0));
        x >>= 7;
    } while (x > 0);
    bh_text_add_n(bytes, digits, n);
}

void
bh_tree_write(const struct bh_document *document, struct bh_text *bytes)
{
    uint32_t line = 1;

    bh_text_add_n(bytes, MAGIC, MAGIC_BYTES);
    for (size_t i = 0; i < document->n; i++) {
        const struct bh_tree_node *node = &document->nodes[i];

        write_number(bytes, (uint64_t) node->n << 3 | (uint64_t) node->is_quoted << 2 | node->kind);
        write_number(bytes, node->line - line);
        write_number(bytes, node->column);
        line = node->line;
        if (node->kind == BH_NODE_SCALAR) {
            bh_text_add_n(bytes, document->text.data + node->first, node->n);
        }
    }
}

struct source {
    const char *bytes;
    size_t n, at;
    bool failed; /* the bytes are not a tree */
};

static uint32_t
read_number(struct source *source, uint64_t most)
{
    uint64_t x = 0;

    for (unsigned shift = 0; shift < 63 && source->at < source->n; shift += 7) {
        const unsigned char byte = (unsigned char) source->bytes[source->at++];

        x |= (uint64_t) (byte & 0x7f) << shift;
        if (byte < 0x80) {
            source->failed = source->failed || x > most;
            return (uint32_t) x;
        }
    }
    source->failed = true;
    return 0;
}

/** Reads one node and adds it; `line` is that of the node before. @return its number of members. */
static size_t
read_node(struct source *source, struct bh_tree_builder *builder, uint32_t *line)
{
    const uint32_t head = read_number(source, UINT32_MAX);
    const size_t left = source->n - source->at;
    struct bh_tree_node node = {
        .n = head >> 3,
        .kind = (uint8_t) (head & 3),
        .is_quoted = (head & 4) != 0,
    };
    size_t bad;

    *line += read_number(source, UINT32_MAX - *line);
    node.line = *line;
    node.column = read_number(source, UINT32_MAX);
    source->failed = source->failed || node.kind > BH_NODE_MAP || node.n > left;
    if (source->failed) {
        return 0;
    }
    if (node.kind != BH_NODE_SCALAR) {
        source->failed = builder->depth == BH_PLAN_DEPTH;
        if (!source->failed) {
            bh_tree_add(builder, node, NULL);
        }
        return node.kind == BH_NODE_MAP ? 2 * (size_t) node.n : node.n;
    }
    const char *text = source->bytes + source->at;
    source->failed = node.n > source->n - source->at || memchr(text, '\0', node.n) != NULL ||
                     !bh_text_is_utf8(text, node.n, &bad);
    if (!source->failed) {
        bh_tree_add(builder, node, text);
        source->at += node.n;
    }
    return 0;
}

/** Reads the tree, closing every collection when its last member is there. */
static void
read_nodes(struct source *source, struct bh_tree_builder *builder)
{
    size_t left[BH_PLAN_DEPTH + 1] = {1}; /* members still to come, level by level */
    uint32_t line = 1;

    while (!source->failed && !builder->failed && left[0] > 0) {
        const size_t depth = builder->depth;

        if (left[depth] == 0) {
            bh_tree_close(builder);
            left[depth - 1]--;
            continue;
        }
        const size_t members = read_node(source, builder, &line);
        if (builder->depth > depth) {
            left[builder->depth] = members;
        } else {
            left[depth]--;
        }
    }
    source->failed = source->failed || (!builder->failed && source->at != source->n);
}

enum bh_status
bh_tree_read(const char *bytes, size_t n, struct bh_document *document)
{
    struct source source = {.bytes = bytes, .n = n, .at = MAGIC_BYTES};
    struct bh_tree_builder builder = {.document = document};
    struct bh_place place;

    *document = (struct bh_document){0};
    if (n < MAGIC_BYTES || memcmp(bytes, MAGIC, MAGIC_BYTES) != 0) {
        return BH_EFORMAT;
    }
    read_nodes(&source, &builder);
    const enum bh_status st = bh_tree_finish(&builder);
    if (st == BH_OK && (source.failed || bh_document_check(document, &place) != BH_OK)) {
        bh_document_fini(document);
        return BH_EFORMAT;
    }
    return st;
}
