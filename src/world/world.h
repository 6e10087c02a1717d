/** @file world.h  The state of one lane pack of futures, as structs.
 *
 *  Layer: world.  Compiled once per lane width.
 *
 *  The state vector of world/layout.h is an array of lane packs; the structs here are windows on
 *  its stretches, made from the same tables. `struct bh_world` lets a module write its own
 *  classes; `struct bh_view` is the same seen by readers.
 *
 *  Invariant: window `name` starts at slot bh_state_layout.base[BH_STATE_NAME]. */
#ifndef BH_WORLD_WORLD_H
#define BH_WORLD_WORLD_H

#include "base/lanes.h"
#include "world/layout.h"

#define S(field, flag, unit, meaning) bh_f64 field;
#define C(NAME, name, count, prefix)                                                               \
    struct bh_##name##_state {                                                                     \
        BH_##NAME##_STATE(S)                                                                       \
    };
BH_STATE_CLASSES(C)
#undef C
#undef S

/** Days of incidents remembered for the 30-day counts. */
#define BH_WINDOW_DAYS 30

/** Writable windows. `incidents_ring` is [BH_WINDOW_DAYS][n_areas]; the cohort histories are
 *  [n_local][days]: persons who entered vetting, the course, the field phase on each day. */
struct bh_world {
#define C(NAME, name, count, prefix) struct bh_##name##_state *name;
    BH_STATE_CLASSES(C)
#undef C
    bh_f64 *incidents_ring;
    bh_f64 *entered_vetting;
    bh_f64 *entered_course;
    bh_f64 *entered_field;
    bool *is_able;    /* [n_sponsors] finance's: it can pay today in some lane */
    size_t *payer;    /* [n_lines][n_sponsors] those of them that pay for a line; of these */
    size_t *n_payers; /* [n_lines] are in use */
    void *bargaining; /* workspace of rounds, bh_politics_bytes */
};

/** The same windows for reading. */
struct bh_view {
#define C(NAME, name, count, prefix) const struct bh_##name##_state *name;
    BH_STATE_CLASSES(C)
#undef C
    const bh_f64 *slot; /* the whole vector */
};

#endif
