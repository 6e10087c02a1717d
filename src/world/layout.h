/** @file layout.h  Where each quantity lies: counts of entities, classes, flat indices.
 *
 *  Layer: world.  The parameters of a plan and the state of a future are two flat vectors. A class
 *  of entities is one stretch of such a vector, an entity one row of it, a field one column:
 *
 *      index = base[class] + entity * width[class] + field
 *
 *  The same layout holds for every lane width, because an index counts lane packs, not bytes.
 *  Two-dimensional classes are numbered row by row: stance = party * n_issues + issue,
 *  ledger = sponsor * n_lines + line, post = force * n_areas + area. */
#ifndef BH_WORLD_LAYOUT_H
#define BH_WORLD_LAYOUT_H

#include "world/tables.h"

#include <stddef.h>

/** How many entities of each kind a plan has. `one` is 1. */
struct bh_counts {
    size_t one;
    size_t n_areas;
    size_t n_parties;
    size_t n_issues;
    size_t n_stances;
    size_t n_conditions;
    size_t n_sponsors;
    size_t n_appropriations;
    size_t n_lines;
    size_t n_ledger;
    size_t n_forces;
    size_t n_contributions;
    size_t n_posts;
    size_t n_options;
    size_t n_crossings;
    size_t n_measures;
};

enum bh_line {
#define L(ID, id, owes, title) BH_LINE_##ID,
    BH_COST_LINES(L)
#undef L
        BH_N_LINES
};

enum bh_state_class {
#define C(NAME, name, count, prefix) BH_STATE_##NAME,
    BH_STATE_CLASSES(C)
#undef C
        BH_N_STATE_CLASSES
};

/** Width (fields) of each state class. */
#define S(field, flag, unit, meaning) +1
enum bh_state_width {
#define C(NAME, name, count, prefix) BH_STATE_WIDTH_##NAME = 0 BH_##NAME##_STATE(S),
    BH_STATE_CLASSES(C)
#undef C
};
#undef S

/** Bases of the state classes; `n` is the length of the whole vector in lane packs. */
struct bh_state_layout {
    size_t base[BH_N_STATE_CLASSES];
    size_t n;
};

/** Lays out the state vector for `counts`. Cannot fail. */
struct bh_state_layout bh_state_layout_make(const struct bh_counts *counts);

/** Number of entities of `class`. */
size_t bh_state_count(const struct bh_counts *counts, enum bh_state_class class);

/** One row of the vocabulary. */
enum bh_visibility { BH_HIDDEN, BH_NAMED, BH_SERIES };
struct bh_state_field {
    const char *name;
    enum bh_visibility visibility;
    const char *unit;
    const char *meaning;
};
struct bh_state_class_info {
    const char *prefix;
    size_t width;
    const struct bh_state_field *fields; /* [width], static */
};

/** The static description of `class`. */
const struct bh_state_class_info *bh_state_class_info(enum bh_state_class class);

/** State index of `field` of entity `entity` of `class`. The field must exist (our own names). */
size_t bh_state_slot(const struct bh_state_layout *layout, enum bh_state_class class,
                     size_t entity, const char *field);

/** The field that slot `slot` of the state vector holds. */
const struct bh_state_field *bh_state_field_at(const struct bh_state_layout *layout,
                                               const struct bh_counts *counts, size_t slot);

/** Id and title of cost line `line`. Static strings. */
const char *bh_line_id(enum bh_line line);
const char *bh_line_title(enum bh_line line);
/** Whether what a line was not paid stays owed (arrears) or lapses. */
int bh_line_owes(enum bh_line line);

#endif
