/** @file obstacles.h  The obstacle study of one option.  Layer: explore. */
#ifndef BH_EXPLORE_OBSTACLES_H
#define BH_EXPLORE_OBSTACLES_H

#include "engine/engine.h"
#include "explore/outputs.h"

#include <bluehelm/obstacles.h>

/** What the options of a study share. */
struct bh_obstacle_study {
    const struct bh_model *model;
    const struct bh_engine *engine;
    const struct bh_obstacles_settings *settings;
    struct bh_outputs outputs;
    struct bh_obstacles *out;
    struct bh_arena *arena; /* of the result */
    const size_t *by_id;    /* [n_obstacles] in order of id: lifts are put on in this order, so that
                               two    that set the same number do not depend on the plan's order */
    /** What became of the futures of the option at hand when they are known already: [futures] of
     *  enum bh_known; NULL: they are run. */
    const unsigned char *known;
};

enum bh_known { BH_KNOWN_BROKEN, BH_KNOWN_FAILURE, BH_KNOWN_SUCCESS };

/** Whether lifting `obstacle` changes a parameter that futures of `option` depend on. False for
 *  parameters of forces and options that are not the option's, unless an expression names such a
 *  parameter (plan.PATH). */
bool bh_obstacle_plays_part(const struct bh_model *model, size_t option, size_t obstacle);

/** Studies option `option` of the model, number `number` of the study, into `row`, whose id and
 *  title are set.
 *  @return BH_OK; BH_ECANCELLED; BH_ENOMEM; BH_EINPUT when a known failure turns out otherwise. */
BH_NODISCARD enum bh_status bh_obstacles_option(const struct bh_obstacle_study *study,
                                                size_t number, size_t option,
                                                struct bh_obstacles_option *row,
                                                struct bh_err *err);

#endif
