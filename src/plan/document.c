/** @file document.c  Over libyaml's event and document APIs. */
#include "plan/document.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

static enum bh_status
broken(struct bh_place *place, size_t line, size_t column, const char *what, const char *detail)
{
    place->line = line;
    place->column = column;
    snprintf(place->text, sizeof place->text, "%s%s", what, detail);
    return BH_EINPUT;
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
    return broken(place, line, offset - start + 1, what, "");
}

static enum bh_status
broken_yaml(struct bh_place *place, const yaml_parser_t *parser)
{
    /* a loader that finds no memory for a tag says nothing at all */
    if (parser->error == YAML_MEMORY_ERROR || parser->problem == NULL) {
        return BH_ENOMEM;
    }
    return broken(place, parser->problem_mark.line + 1, parser->problem_mark.column + 1,
                  "this is not YAML: ", parser->problem);
}

/** What one event may add: refuses aliases and depth. */
static enum bh_status
check_event(const yaml_event_t *event, int *depth, int *documents, struct bh_place *place)
{
    const size_t line = event->start_mark.line + 1;
    const size_t column = event->start_mark.column + 1;

    if (event->type == YAML_ALIAS_EVENT) {
        return broken(place, line, column, "aliases are not accepted; write the value out", "");
    }
    if (event->type == YAML_DOCUMENT_START_EVENT && ++*documents > 1) {
        return broken(place, line, column, "a plan is one document; a second begins here", "");
    }
    *depth += event->type == YAML_MAPPING_START_EVENT || event->type == YAML_SEQUENCE_START_EVENT;
    *depth -= event->type == YAML_MAPPING_END_EVENT || event->type == YAML_SEQUENCE_END_EVENT;
    if (*depth > BH_PLAN_DEPTH) {
        return broken(place, line, column, "nested too deeply; at most 64 levels are read", "");
    }
    return BH_OK;
}

/** A first pass over the events, before any tree is built. */
static enum bh_status
check_events(const char *text, size_t n, struct bh_place *place)
{
    yaml_parser_t parser;
    yaml_event_t event;
    enum bh_status st = BH_OK;
    int depth = 0, documents = 0;
    bool more = true;

    if (!yaml_parser_initialize(&parser)) {
        return BH_ENOMEM;
    }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *) text, n);
    while (more && st == BH_OK) {
        if (!yaml_parser_parse(&parser, &event)) {
            st = broken_yaml(place, &parser);
            break;
        }
        st = check_event(&event, &depth, &documents, place);
        more = event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    if (st == BH_OK && documents == 0) {
        st = broken(place, 1, 1, "the file is empty; a plan needs at least a section 'plan'", "");
    }
    yaml_parser_delete(&parser);
    return st;
}

/** Refuses keys that come twice or are not scalars. Every node is looked at once. */
static enum bh_status
check_keys(yaml_document_t *document, struct bh_place *place)
{
    const yaml_node_t *node;

    for (int n = 1; (node = yaml_document_get_node(document, n)) != NULL; n++) {
        const struct bh_node map = {document, node};

        for (size_t i = 0; bh_node_is_map(map) && i < bh_node_count(map); i++) {
            const struct bh_node key = bh_node_key(map, i);
            const char *text = bh_node_text(key);

            if (text == NULL) {
                return broken(place, bh_node_line(key), bh_node_column(key),
                              "a key must be a plain word", "");
            }
            for (size_t j = 0; j < i; j++) {
                if (strcmp(text, bh_node_text(bh_node_key(map, j))) == 0) {
                    return broken(place, bh_node_line(key), bh_node_column(key),
                                  "this key comes twice: ", text);
                }
            }
        }
    }
    return BH_OK;
}

enum bh_status
bh_document_parse(const char *text, size_t n, yaml_document_t *document, struct bh_place *place)
{
    yaml_parser_t parser;
    size_t bad;

    if (memchr(text, '\0', n) != NULL) {
        return broken_at(place, text, (size_t) ((const char *) memchr(text, '\0', n) - text),
                         "a NUL byte: this is not a text file");
    }
    if (!bh_text_is_utf8(text, n, &bad)) {
        return broken_at(place, text, bad, "not UTF-8 text");
    }
    enum bh_status st = check_events(text, n, place);
    if (st != BH_OK) {
        return st;
    }
    if (!yaml_parser_initialize(&parser)) {
        return BH_ENOMEM;
    }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *) text, n);
    const int loaded = yaml_parser_load(&parser, document);
    st = loaded ? BH_OK : broken_yaml(place, &parser);
    yaml_parser_delete(&parser);
    if (st == BH_OK) {
        st = check_keys(document, place);
        if (st != BH_OK) {
            yaml_document_delete(document);
        }
    }
    return st;
}

struct bh_node
bh_document_root(yaml_document_t *document)
{
    return (struct bh_node){document, yaml_document_get_root_node(document)};
}

bool
bh_node_exists(struct bh_node node)
{
    return node.y != NULL;
}

bool
bh_node_is_map(struct bh_node node)
{
    return node.y != NULL && node.y->type == YAML_MAPPING_NODE;
}

bool
bh_node_is_list(struct bh_node node)
{
    return node.y != NULL && node.y->type == YAML_SEQUENCE_NODE;
}

bool
bh_node_is_scalar(struct bh_node node)
{
    return node.y != NULL && node.y->type == YAML_SCALAR_NODE;
}

const char *
bh_node_text(struct bh_node node)
{
    return bh_node_is_scalar(node) ? (const char *) node.y->data.scalar.value : NULL;
}

bool
bh_node_is_quoted(struct bh_node node)
{
    return bh_node_is_scalar(node) &&
           (node.y->data.scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
            node.y->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE);
}

size_t
bh_node_line(struct bh_node node)
{
    return node.y == NULL ? 0 : node.y->start_mark.line + 1;
}

size_t
bh_node_column(struct bh_node node)
{
    return node.y == NULL ? 0 : node.y->start_mark.column + 1;
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
    if (bh_node_is_map(node)) {
        return (size_t) (node.y->data.mapping.pairs.top - node.y->data.mapping.pairs.start);
    }
    if (bh_node_is_list(node)) {
        return (size_t) (node.y->data.sequence.items.top - node.y->data.sequence.items.start);
    }
    return 0;
}

static struct bh_node
node_of(struct bh_node like, int index)
{
    return (struct bh_node){like.document, yaml_document_get_node(like.document, index)};
}

struct bh_node
bh_node_key(struct bh_node map, size_t i)
{
    return node_of(map, map.y->data.mapping.pairs.start[i].key);
}

struct bh_node
bh_node_value(struct bh_node map, size_t i)
{
    return node_of(map, map.y->data.mapping.pairs.start[i].value);
}

struct bh_node
bh_node_item(struct bh_node list, size_t i)
{
    return node_of(list, list.y->data.sequence.items.start[i]);
}

struct bh_node
bh_node_at(struct bh_node map, const char *path)
{
    const size_t n = strcspn(path, ".");

    for (size_t i = 0; bh_node_is_map(map) && i < bh_node_count(map); i++) {
        const char *key = bh_node_text(bh_node_key(map, i));

        if (strlen(key) == n && strncmp(key, path, n) == 0) {
            const struct bh_node value = bh_node_value(map, i);

            return path[n] == '.' ? bh_node_at(value, path + n + 1) : value;
        }
    }
    return (struct bh_node){map.document, NULL};
}
