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
    /* security */
    bh_f64 decay;                            /* e^-beta */
    struct bh_negative_binomial victims;     /* civilian deaths of one incident, under a ceasefire */
    struct bh_negative_binomial war_victims; /* and in war */
    struct bh_area_constants *area;          /* [n_areas] */
};

#endif
