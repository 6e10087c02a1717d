/** @file constants.h  What follows from the parameters alone, so that no day works it out again.
 *
 *  Layer: model.  Compiled once per lane width.
 *
 *  Each module makes its own part in `prepare`, before the first day and again after an event that
 *  sets parameters. Nothing here is state: a future is the same whenever it is made. */
#ifndef BH_MODEL_CONSTANTS_H
#define BH_MODEL_CONSTANTS_H

#include "base/draw.h"
#include "base/lanes.h"

/** Of an area. */
struct bh_area_constants {
    bh_f64 keeps; /* incidents a day that a unit of memory triggers in the area itself ... */
    bh_f64 gives; /* ... and in each neighbour */
};

struct bh_constants {
    /* finance */
    bool *is_credited; /* [days] money is appropriated then, in some lane */
    /* hostilities */
    bh_f64 log_protection; /* log(1 - relapse_protection) */
    /* politics */
    bh_f64 *power; /* [n_parties] capability^power_exponent, 0 for capability 0 */
    /* security */
    bh_f64 decay;                            /* e^-beta */
    struct bh_negative_binomial victims;     /* civilian deaths of an incident, in ceasefire */
    struct bh_negative_binomial war_victims; /* and in war */
    struct bh_area_constants *area;          /* [n_areas] */
    /* population: parts of the gap to its target that a concern closes in a day */
    bh_f64 safety_pace, quality_pace, autonomy_pace, dignity_pace;
    bh_f64 per_v_ref, per_weights; /* 1/v_ref, 1/sum of the concerns' weights */
    /* governance */
    bh_f64 per_v_access;
    /* relief */
    bh_f64 per_water_need, per_nutrition_memory, per_emergency_index, per_rebuild;
};

#endif
