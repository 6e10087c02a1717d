/** @file story.h  Tells one future as dated happenings.
 *
 *  Layer: explore.
 *
 *  The engine records every named quantity each day; the story is read off these series: a thing
 *  happens when a watched quantity crosses a level. Nothing in the engine knows of stories. */
#ifndef BH_EXPLORE_STORY_H
#define BH_EXPLORE_STORY_H

#include "base/arena.h"
#include "plan/model.h"

#include <bluehelm/future.h>

/** The daily record of one future: series `slot` is at series + column[slot] * days. */
struct bh_record {
    const struct bh_model *model;
    size_t option;
    const double *values; /* parameters of the future */
    const double *series;
    const size_t *column; /* [model->state.n]; BH_NONE when not recorded */
};

/** Writes the happenings of `record`, in order of day, on `arena`.
 *  @return false when out of memory. */
bool bh_story_tell(const struct bh_record *record, struct bh_arena *arena,
                   struct bh_happening **happenings, size_t *n);

#endif
