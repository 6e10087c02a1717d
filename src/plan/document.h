/** @file document.h  A plan as a tree of nodes that know their place.
 *
 *  Layer: plan.  The tree is ours; where it comes from is a reader's business:
 *      YAML text       read_yaml.c, the only file that knows libyaml
 *      a short value   read_plain.c, what needs no YAML
 *      bytes           tree_bytes.c, the plan as it was read, for a place without YAML
 *  Refused: aliases (write the value out), duplicate keys, keys that are not scalars, nesting
 *  beyond 64, text that is not UTF-8, NUL bytes, an empty file, several documents. Types are never
 *  guessed: a scalar is its text. */
#ifndef BH_PLAN_DOCUMENT_H
#define BH_PLAN_DOCUMENT_H

#include "base/text.h"

#include <bluehelm/err.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BH_PLAN_BYTES ((size_t) 16 << 20) /* largest plan file */
#define BH_PLAN_DEPTH 64

enum bh_node_kind { BH_NODE_SCALAR, BH_NODE_LIST, BH_NODE_MAP };

/** One node as it is kept. `first` is where its text begins in the document's text, or its members
 *  in the document's members: items of a list, key and value by turns of a mapping. */
struct bh_tree_node {
    uint32_t line, column; /* from 1 */
    uint32_t first;
    uint32_t n; /* bytes of a scalar; items; pairs */
    uint8_t kind;
    bool is_quoted;
};

/** A tree. {0} is an empty one, which has no root. */
struct bh_document {
    struct bh_tree_node *nodes; /* [n], in the order of the text; the root is the first */
    size_t n, room;
    uint32_t *members; /* [n_members] places in `nodes` */
    size_t n_members, members_room;
    struct bh_text text; /* of all scalars, each ended by NUL */
};

/** A node; `at` is NULL where there is none. */
struct bh_node {
    const struct bh_document *document;
    const struct bh_tree_node *at;
};

/** Where a document is broken. */
struct bh_place {
    size_t line, column;
    char text[300];
};

/** Parses `text`, YAML. On failure nothing needs freeing and `place` says what and where.
 *  @return BH_OK; BH_EINPUT; BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_document_parse(const char *text, size_t n,
                                              struct bh_document *document,
                                              struct bh_place *place);
void bh_document_fini(struct bh_document *document);

struct bh_node bh_document_root(const struct bh_document *document);

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

/* ---- building, for the readers --------------------------------------------------------------- */

/** A tree being built: nodes come in the order of the text. */
struct bh_tree_builder {
    struct bh_document *document;
    uint32_t *waiting; /* [n_waiting] members of collections that are still open */
    size_t n_waiting, room;
    struct {
        uint32_t node;
        size_t first; /* in `waiting` */
    } open[BH_PLAN_DEPTH];
    size_t depth;
    bool failed; /* out of memory: what comes after is ignored */
};

/** Adds a scalar of `n` bytes, or opens a collection (`text` NULL) that the matching
 *  bh_tree_close ends. At most BH_PLAN_DEPTH may be open. */
void bh_tree_add(struct bh_tree_builder *builder, struct bh_tree_node node, const char *text);
void bh_tree_close(struct bh_tree_builder *builder);
/** Ends building. @return BH_OK, or BH_ENOMEM; the document is then empty. */
BH_NODISCARD enum bh_status bh_tree_finish(struct bh_tree_builder *builder);

/** Says where a document is broken. @return BH_EINPUT. */
enum bh_status bh_document_broken(struct bh_place *place, size_t line, size_t column,
                                  const char *what, const char *detail);
enum bh_status bh_document_empty(struct bh_place *place);

/** What every tree must keep to, wherever it is from: keys are scalars and come once. */
BH_NODISCARD enum bh_status bh_document_check(const struct bh_document *document,
                                              struct bh_place *place);

/** Reads YAML that is UTF-8 and has no NUL byte into an empty document; keys are not checked.
 *  @return BH_OK; BH_EINPUT with `place`; BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_read_yaml(const char *text, size_t n, struct bh_document *document,
                                         struct bh_place *place);

/** Reads a value that needs no YAML to be read: words such as "12 %", or lists and mappings of
 *  words on one line. @return whether it is one; then the document and *st (BH_OK, BH_ENOMEM) are
 *  what bh_read_yaml would make them. */
bool bh_read_plain(const char *text, size_t n, struct bh_document *document, enum bh_status *st);

/** Appends the tree as bytes (tree_bytes.c describes them). */
void bh_tree_write(const struct bh_document *document, struct bh_text *bytes);
/** Reads such bytes into an empty document, as bh_document_parse reads text.
 *  @return BH_OK; BH_EFORMAT when they are none; BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_tree_read(const char *bytes, size_t n, struct bh_document *document);

#endif
