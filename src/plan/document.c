/** @file document.c  The tree: built node by node, checked, read by name. */
#include "plan/document.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- building -------------------------------------------------------------------------------- */

/** Room for one more of `size` bytes in an array of `n`. @return false when out of memory. */
static bool
make_room(void **array, size_t n, size_t *room, size_t size)
{
    if (n < *room) {
        return true;
    }
    const size_t more = *room < 16 ? 16 : *room * 2;
    void *larger = realloc(*array, more * size);

    if (larger != NULL) {
        *array = larger;
        *room = more;
    }
    return larger != NULL;
}

/** Lets the node about to be added wait for the end of the collection it is in. */
static bool
wait_for_end(struct bh_tree_builder *builder)
{
    void *waiting = builder->waiting;
    const bool has_room =
        make_room(&waiting, builder->n_waiting, &builder->room, sizeof *builder->waiting);

    builder->waiting = waiting;
    if (has_room) {
        builder->waiting[builder->n_waiting++] = (uint32_t) builder->document->n;
    }
    return has_room;
}

void
bh_tree_add(struct bh_tree_builder *builder, struct bh_tree_node node, const char *text)
{
    struct bh_document *document = builder->document;
    void *nodes = document->nodes;

    if (!builder->failed) {
        builder->failed =
            !make_room(&nodes, document->n, &document->room, sizeof *document->nodes) ||
            !wait_for_end(builder);
        document->nodes = nodes;
    }
    if (builder->failed) {
        return;
    }
    if (text != NULL) {
        node.first = (uint32_t) document->text.n;
        bh_text_add_n(&document->text, text, node.n);
        bh_text_add_n(&document->text, "", 1);
        builder->failed = document->text.failed;
    } else {
        assert(builder->depth < BH_PLAN_DEPTH);
        builder->open[builder->depth].node = (uint32_t) document->n;
        builder->open[builder->depth++].first = builder->n_waiting;
    }
    document->nodes[document->n++] = node;
}

void
bh_tree_close(struct bh_tree_builder *builder)
{
    struct bh_document *document = builder->document;
    void *members = document->members;

    if (builder->failed) {
        return;
    }
    assert(builder->depth > 0);
    const size_t first = builder->open[--builder->depth].first;
    struct bh_tree_node *node = &document->nodes[builder->open[builder->depth].node];
    const size_t n = builder->n_waiting - first;

    node->first = (uint32_t) document->n_members;
    node->n = (uint32_t) (node->kind == BH_NODE_MAP ? n / 2 : n);
    for (size_t i = first; i < builder->n_waiting && !builder->failed; i++) {
        builder->failed = !make_room(&members, document->n_members, &document->members_room,
                                     sizeof *document->members);
        document->members = members;
        if (!builder->failed) {
            document->members[document->n_members++] = builder->waiting[i];
        }
    }
    builder->n_waiting = first;
}

enum bh_status
bh_tree_finish(struct bh_tree_builder *builder)
{
    free(builder->waiting);
    builder->waiting = NULL;
    if (builder->failed) {
        bh_document_fini(builder->document);
    }
    return builder->failed ? BH_ENOMEM : BH_OK;
}

void
bh_document_fini(struct bh_document *document)
{
    free(document->nodes);
    free(document->members);
    bh_text_fini(&document->text);
    *document = (struct bh_document){0};
}

/* ---- parsing and checking -------------------------------------------------------------------- */

enum bh_status
bh_document_broken(struct bh_place *place, size_t line, size_t column, const char *what,
                   const char *detail)
{
    place->line = line;
    place->column = column;
    snprintf(place->text, sizeof place->text, "%s%s", what, detail);
    return BH_EINPUT;
}

enum bh_status
bh_document_empty(struct bh_place *place)
{
    return bh_document_broken(place, 1, 1,
                              "the file is empty; a plan needs at least a section 'plan'", "");
}

/** Place of byte `offset`. */
static enum bh_status
broken_at(struct bh_place *place, const char *text, size_t offset, const char *what)
{
    size_t line = 1;
    size_t start = 0;

    for (size_t i = 0; i < offset; i++) {
        if (text[i] == '\n') {
            line++;
            start = i + 1;
        }
    }
    return bh_document_broken(place, line, offset - start + 1, what, "");
}

static enum bh_status
broken_key(struct bh_place *place, struct bh_node key, const char *what, const char *detail)
{
    return bh_document_broken(place, bh_node_line(key), bh_node_column(key), what, detail);
}

enum bh_status
bh_document_check(const struct bh_document *document, struct bh_place *place)
{
    for (size_t n = 0; n < document->n; n++) {
        const struct bh_node map = {document, &document->nodes[n]};

        for (size_t i = 0; bh_node_is_map(map) && i < bh_node_count(map); i++) {
            const struct bh_node key = bh_node_key(map, i);
            const char *text = bh_node_text(key);

            if (text == NULL) {
                return broken_key(place, key, "a key must be a plain word", "");
            }
            for (size_t j = 0; j < i; j++) {
                if (strcmp(text, bh_node_text(bh_node_key(map, j))) == 0) {
                    return broken_key(place, key, "this key comes twice: ", text);
                }
            }
        }
    }
    return BH_OK;
}

/** Whether there is nothing but spaces. */
static bool
is_blank(const char *text, size_t n)
{
    size_t i = 0;

    while (i < n && text[i] == ' ') {
        i++;
    }
    return i == n;
}

enum bh_status
bh_document_parse(const char *text, size_t n, struct bh_document *document, struct bh_place *place)
{
    enum bh_status st = BH_OK;
    size_t bad;

    *document = (struct bh_document){0};
    if (memchr(text, '\0', n) != NULL) {
        return broken_at(place, text, (size_t) ((const char *) memchr(text, '\0', n) - text),
                         "a NUL byte: this is not a text file");
    }
    if (!bh_text_is_utf8(text, n, &bad)) {
        return broken_at(place, text, bad, "not UTF-8 text");
    }
    if (is_blank(text, n)) {
        return bh_document_empty(place);
    }
    if (!bh_read_plain(text, n, document, &st)) {
        st = bh_read_yaml(text, n, document, place);
    }
    if (st == BH_OK) {
        st = bh_document_check(document, place);
    }
    if (st != BH_OK) {
        bh_document_fini(document);
    }
    return st;
}

/* ---- reading --------------------------------------------------------------------------------- */

struct bh_node
bh_document_root(const struct bh_document *document)
{
    return (struct bh_node){document, document->n > 0 ? document->nodes : NULL};
}

bool
bh_node_exists(struct bh_node node)
{
    return node.at != NULL;
}

bool
bh_node_is_map(struct bh_node node)
{
    return node.at != NULL && node.at->kind == BH_NODE_MAP;
}

bool
bh_node_is_list(struct bh_node node)
{
    return node.at != NULL && node.at->kind == BH_NODE_LIST;
}

bool
bh_node_is_scalar(struct bh_node node)
{
    return node.at != NULL && node.at->kind == BH_NODE_SCALAR;
}

const char *
bh_node_text(struct bh_node node)
{
    return bh_node_is_scalar(node) ? node.document->text.data + node.at->first : NULL;
}

bool
bh_node_is_quoted(struct bh_node node)
{
    return bh_node_is_scalar(node) && node.at->is_quoted;
}

size_t
bh_node_line(struct bh_node node)
{
    return node.at == NULL ? 0 : node.at->line;
}

size_t
bh_node_column(struct bh_node node)
{
    return node.at == NULL ? 0 : node.at->column;
}

void
bh_node_describe(struct bh_node node, char *text, size_t room)
{
    if (bh_node_is_scalar(node)) {
        snprintf(text, room, "'%.60s'", bh_node_text(node));
    } else {
        snprintf(text, room, "%s", bh_node_is_map(node) ? "a mapping" : "a list");
    }
}

size_t
bh_node_count(struct bh_node node)
{
    return bh_node_is_map(node) || bh_node_is_list(node) ? node.at->n : 0;
}

/** Member `i` of the row of members that `node` has. */
static struct bh_node
member(struct bh_node node, size_t i)
{
    const struct bh_document *document = node.document;

    return (struct bh_node){document, &document->nodes[document->members[node.at->first + i]]};
}

struct bh_node
bh_node_key(struct bh_node map, size_t i)
{
    return member(map, 2 * i);
}

struct bh_node
bh_node_value(struct bh_node map, size_t i)
{
    return member(map, 2 * i + 1);
}

struct bh_node
bh_node_item(struct bh_node list, size_t i)
{
    return member(list, i);
}

struct bh_node
bh_node_at(struct bh_node map, const char *path)
{
    const size_t n = strcspn(path, ".");

    for (size_t i = 0; bh_node_is_map(map) && i < bh_node_count(map); i++) {
        const char *key = bh_node_text(bh_node_key(map, i));

        assert(key != NULL); /* bh_document_check */
        if (strlen(key) == n && strncmp(key, path, n) == 0) {
            const struct bh_node value = bh_node_value(map, i);

            return path[n] == '.' ? bh_node_at(value, path + n + 1) : value;
        }
    }
    return (struct bh_node){map.document, NULL};
}
