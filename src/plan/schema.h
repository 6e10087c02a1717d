/** @file schema.h  The tables of keys and parameters, section by section, for the reader and the
 *  reference.  Layer: plan. */
#ifndef BH_PLAN_SCHEMA_H
#define BH_PLAN_SCHEMA_H

#include "plan/keys.h"
#include "plan/model.h"

enum bh_section {
#define X(NAME, pattern, class, title) BH_SECTION_##NAME,
    BH_SECTIONS(X)
#undef X
        BH_N_SECTIONS
};

enum bh_shape {
    BH_TEXT,
    BH_WORDS,
    BH_IDS,
    BH_EXPRESSION,
    BH_FLAG,
    BH_MAP,
    BH_LIST,
    BH_ANY_SHAPE
};

struct bh_key_row {
    enum bh_section section;
    const char *key;
    enum bh_shape shape;
    bool is_needed;
    const char *meaning;
};

struct bh_section_row {
    const char *pattern;
    enum bh_parameter_class class; /* BH_N_PARAMETER_CLASSES: no numbers */
    const char *title;
};

const struct bh_section_row *bh_schema_section(enum bh_section section);
/** All key rows; *n receives their number. */
const struct bh_key_row *bh_schema_keys(size_t *n);
/** Words for a shape: "text", "an expression", ... Static. */
const char *bh_schema_shape(enum bh_shape shape);

#endif
