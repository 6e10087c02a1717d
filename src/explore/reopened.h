/** @file reopened.h  A results file opened to run its futures again.
 *
 *  Layer: explore.  A results file holds its plan as text and its design in words; both are made
 *  again, so that any scenario of the study can be drawn exactly as it was. */
#ifndef BH_EXPLORE_REOPENED_H
#define BH_EXPLORE_REOPENED_H

#include "base/arena.h"
#include "explore/study_design.h"
#include "store/store.h"

struct bh_reopened {
    struct bh_store *file;
    struct bh_plan *plan;
    struct bh_arena arena;
    struct bh_study_design design; /* its sampler draws the scenarios of the study */
};

/** Reads the plan that the results file at `results` holds. The caller frees *plan.
 *  @return BH_OK; BH_EINPUT when this program does not read it as the one that wrote it did. */
BH_NODISCARD enum bh_status bh_reopened_plan(const char *results,
                                             const struct bh_store_study *study,
                                             struct bh_plan **plan, struct bh_err *err);

/** Opens `results`. `out` must stay where it is; on failure there is nothing to close.
 *  @return BH_OK; BH_EIO, BH_EFORMAT; BH_EINPUT when this program does not read the plan as the one
 *          that wrote it did, or when scenarios came from a table, which a results file names only
 *          by its hash; BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_reopened_open(const char *results, struct bh_reopened *out,
                                             struct bh_err *err);

/** Closes it. Zeroed or closed already is legal. */
void bh_reopened_close(struct bh_reopened *reopened);

#endif
