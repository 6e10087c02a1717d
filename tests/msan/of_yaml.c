/** @file of_yaml.c  What libyaml writes: the parser, and events with their texts. */
#include "library.h"

#include <yaml.h>

LIBRARY_CALL(int, yaml_parser_initialize, yaml_parser_t *parser)
{
    LIBRARY_BEGINS();
    const int is_good = __real_yaml_parser_initialize(parser);
    LIBRARY_ENDS();
    written(parser, sizeof *parser); /* "Initialize a parser": all of it */
    return is_good;
}

LIBRARY_CALL(void, yaml_parser_set_encoding, yaml_parser_t *parser, yaml_encoding_t encoding)
PASS_ON_VOID(yaml_parser_set_encoding, parser, encoding)

LIBRARY_CALL(void, yaml_parser_set_input_string, yaml_parser_t *parser, const unsigned char *text,
             size_t n)
{
    check_handed_over(text, n);
    LIBRARY_BEGINS();
    __real_yaml_parser_set_input_string(parser, text, n);
    LIBRARY_ENDS();
}

static void
written_event(const yaml_event_t *event)
{
    written(event, sizeof *event);
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        written_text(event->data.scalar.anchor);
        written_text(event->data.scalar.tag);
        written(event->data.scalar.value, event->data.scalar.length + 1); /* and its NUL */
        break;
    case YAML_ALIAS_EVENT:
        written_text(event->data.alias.anchor);
        break;
    case YAML_SEQUENCE_START_EVENT:
        written_text(event->data.sequence_start.anchor);
        written_text(event->data.sequence_start.tag);
        break;
    case YAML_MAPPING_START_EVENT:
        written_text(event->data.mapping_start.anchor);
        written_text(event->data.mapping_start.tag);
        break;
    default:
        break;
    }
}

LIBRARY_CALL(int, yaml_parser_parse, yaml_parser_t *parser, yaml_event_t *event)
{
    LIBRARY_BEGINS();
    const int is_good = __real_yaml_parser_parse(parser, event);
    LIBRARY_ENDS();
    written(parser, sizeof *parser);
    if (is_good) {
        written_event(event);
    } else {
        written_text(parser->problem);
    }
    return is_good;
}

LIBRARY_CALL(void, yaml_event_delete, yaml_event_t *event)
PASS_ON_VOID(yaml_event_delete, event)

LIBRARY_CALL(void, yaml_parser_delete, yaml_parser_t *parser)
PASS_ON_VOID(yaml_parser_delete, parser)
