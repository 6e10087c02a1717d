/** @file read_yaml.c  YAML to the tree of document.h, over libyaml's events. Nothing else of the
 *  library knows libyaml. An anchor names nothing, as aliases are refused. */
#include "plan/document.h"

#include <string.h>
#include <yaml.h>

static enum bh_status
broken_yaml(struct bh_place *place, const yaml_parser_t *parser)
{
    /* a scanner that finds no memory may say nothing at all */
    if (parser->error == YAML_MEMORY_ERROR || parser->problem == NULL) {
        return BH_ENOMEM;
    }
    return bh_document_broken(place, parser->problem_mark.line + 1, parser->problem_mark.column + 1,
                              "this is not YAML: ", parser->problem);
}

/** What one event may add: refuses aliases, a second document, and depth. */
static enum bh_status
check_event(const yaml_event_t *event, int *depth, int *documents, struct bh_place *place)
{
    const size_t line = event->start_mark.line + 1;
    const size_t column = event->start_mark.column + 1;

    if (event->type == YAML_ALIAS_EVENT) {
        return bh_document_broken(place, line, column,
                                  "aliases are not accepted; write the value out", "");
    }
    if (event->type == YAML_DOCUMENT_START_EVENT && ++*documents > 1) {
        return bh_document_broken(place, line, column,
                                  "a plan is one document; a second begins here", "");
    }
    *depth += event->type == YAML_MAPPING_START_EVENT || event->type == YAML_SEQUENCE_START_EVENT;
    *depth -= event->type == YAML_MAPPING_END_EVENT || event->type == YAML_SEQUENCE_END_EVENT;
    if (*depth > BH_PLAN_DEPTH) {
        return bh_document_broken(place, line, column,
                                  "nested too deeply; at most 64 levels are read", "");
    }
    return BH_OK;
}

static void
add_event(struct bh_tree_builder *builder, const yaml_event_t *event)
{
    struct bh_tree_node node = {
        .line = (uint32_t) event->start_mark.line + 1,
        .column = (uint32_t) event->start_mark.column + 1,
    };

    if (event->type == YAML_SCALAR_EVENT) {
        node.kind = BH_NODE_SCALAR;
        node.n = (uint32_t) event->data.scalar.length;
        node.is_quoted = event->data.scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
                         event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
        bh_tree_add(builder, node, (const char *) event->data.scalar.value);
    } else if (event->type == YAML_MAPPING_START_EVENT ||
               event->type == YAML_SEQUENCE_START_EVENT) {
        node.kind = event->type == YAML_MAPPING_START_EVENT ? BH_NODE_MAP : BH_NODE_LIST;
        bh_tree_add(builder, node, NULL);
    } else if (event->type == YAML_MAPPING_END_EVENT || event->type == YAML_SEQUENCE_END_EVENT) {
        bh_tree_close(builder);
    }
}

/** Carries the events of `parser` into the tree. */
static enum bh_status
read_events(yaml_parser_t *parser, struct bh_tree_builder *builder, struct bh_place *place)
{
    enum bh_status st = BH_OK;
    int depth = 0, documents = 0;
    bool more = true;

    while (more && st == BH_OK) {
        yaml_event_t event;

        if (!yaml_parser_parse(parser, &event)) {
            return broken_yaml(place, parser);
        }
        st = check_event(&event, &depth, &documents, place);
        if (st == BH_OK) {
            add_event(builder, &event);
        }
        more = event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    if (st == BH_OK && documents == 0) {
        st = bh_document_empty(place);
    }
    return st;
}

enum bh_status
bh_read_yaml(const char *text, size_t n, struct bh_document *document, struct bh_place *place)
{
    struct bh_tree_builder builder = {.document = document};
    yaml_parser_t parser;

    if (!yaml_parser_initialize(&parser)) {
        return BH_ENOMEM;
    }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *) text, n);
    const enum bh_status st = read_events(&parser, &builder, place);
    yaml_parser_delete(&parser);
    const enum bh_status built = bh_tree_finish(&builder);
    return st != BH_OK ? st : built;
}
