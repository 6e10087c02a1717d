/** @file schema.c  The tables of plan/keys.h as data. */
#include "plan/schema.h"

#include <assert.h>

#define BH_ANY BH_ANY_SHAPE /* keys.h says ANY; model.h has a BH_ANY of its own */
static const struct bh_section_row sections[BH_N_SECTIONS] = {
#define X(NAME, pattern, class, title) {pattern, class, title},
    BH_SECTIONS(X)
#undef X
};

static const struct bh_key_row keys[] = {
#define K(SECTION, key, SHAPE, need, meaning)                                                      \
    {BH_SECTION_##SECTION, key, BH_##SHAPE, need, meaning},
    BH_KEYS(K)
#undef K
};
#undef BH_ANY

const struct bh_section_row *
bh_schema_section(enum bh_section section)
{
    assert(section < BH_N_SECTIONS);
    return &sections[section];
}

const struct bh_key_row *
bh_schema_keys(size_t *n)
{
    *n = sizeof keys / sizeof keys[0];
    return keys;
}

const char *
bh_schema_shape(enum bh_shape shape)
{
    static const char *const words[] = {"text",          "text or a list of texts",
                                        "an id or a list of ids", "an expression",
                                        "true or false", "a mapping",
                                        "a list",        "see below"};

    return words[shape];
}
