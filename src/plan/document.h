/** @file document.h  A YAML file as a tree of nodes that know their place.
 *
 *  Layer: plan.  Over libyaml's document API. Refused: aliases (write the value out), duplicate
 *  keys, keys that are not scalars, nesting beyond 64, text that is not UTF-8, NUL bytes, an empty
 *  file, several documents. Types are never guessed: a scalar is its text. */
#ifndef BH_PLAN_DOCUMENT_H
#define BH_PLAN_DOCUMENT_H

#include <bluehelm/err.h>
#include <stdbool.h>
#include <stddef.h>
#include <yaml.h>

#define BH_PLAN_BYTES ((size_t) 16 << 20) /* largest plan file */
#define BH_PLAN_DEPTH 64

/** A node; `y` is NULL where there is none. */
struct bh_node {
    yaml_document_t *document;
    const yaml_node_t *y;
};

/** Where a document is broken. */
struct bh_place {
    size_t line, column;
    char text[300];
};

/** Parses `text`. On failure nothing needs freeing and `place` says what and where.
 *  @return BH_OK; BH_EINPUT; BH_ENOMEM (`place` untouched). */
BH_NODISCARD enum bh_status bh_document_parse(const char *text, size_t n,
                                              yaml_document_t *document, struct bh_place *place);

struct bh_node bh_document_root(yaml_document_t *document);

bool bh_node_exists(struct bh_node node);
bool bh_node_is_map(struct bh_node node);
bool bh_node_is_list(struct bh_node node);
bool bh_node_is_scalar(struct bh_node node);
/** Text of a scalar; NULL for anything else. */
const char *bh_node_text(struct bh_node node);
/** Whether the scalar stands in quotes. */
bool bh_node_is_quoted(struct bh_node node);
size_t bh_node_line(struct bh_node node);
size_t bh_node_column(struct bh_node node);
/** "a mapping", "a list", or the text in quotes, for messages; in `text`. */
void bh_node_describe(struct bh_node node, char *text, size_t room);

/** Number of members of a mapping or list; 0 for anything else. */
size_t bh_node_count(struct bh_node node);
struct bh_node bh_node_key(struct bh_node map, size_t i);
struct bh_node bh_node_value(struct bh_node map, size_t i);
struct bh_node bh_node_item(struct bh_node list, size_t i);
/** The member at `path`, dots opening nested mappings. */
struct bh_node bh_node_at(struct bh_node map, const char *path);

#endif
