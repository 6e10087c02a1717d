/** @file politics.h  What the files of the politics module share.
 *
 *  Layer: model.  For politics.c and politics_play.c alone. */
#ifndef BH_MODEL_POLITICS_H
#define BH_MODEL_POLITICS_H

#include "model/module.h"

/** One round of bargaining on one issue. */
struct bh_round {
    const struct bh_frame *frame;
    struct bh_world *own;
    size_t issue;
};

/** Plays one turn of the plan's challenge model among the open parties: on `issue`, or, with
 *  BH_NONE, on all issues due today together. Positions and ideals move, within red lines. Weights
 *  of the stances must be set; a weight of 0 takes no part. */
#define bh_politics_play BH_ISA_NAME(bh_politics_play)
void bh_politics_play(const struct bh_frame *frame, struct bh_world *own, size_t issue);

#endif
