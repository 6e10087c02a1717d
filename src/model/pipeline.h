/** @file pipeline.h  The two ways personnel comes about: contributed and local.
 *
 *  Layer: model.  Private to the forces module (forces.c), which calls these each day.
 *
 *  Persons are whole and always in exactly one stage:
 *      contributed  pledged + preparing + ready + deployed + rotating + withdrawn + lost = strength
 *      local        vetting + vetted + training + field + ready + deployed + left + lost
 *                   = recruited */
#ifndef BH_MODEL_PIPELINE_H
#define BH_MODEL_PIPELINE_H

#include "model/module.h"

/** What all units of one day share. */
struct bh_pipeline {
    const struct bh_frame *frame;
    struct bh_world *own;
    bh_f64 lift;      /* persons that can still be brought in today */
    bh_f64 planned;   /* persons planned so far for tomorrow, for tomorrow's lift */
    bh_f64 losses;    /* killed yesterday and not yet struck off */
    bh_f64 strength;  /* deployed persons among whom they fall */
};

#define bh_contribution_start BH_ISA_NAME(bh_contribution_start)
#define bh_contribution_step BH_ISA_NAME(bh_contribution_step)
#define bh_local_step BH_ISA_NAME(bh_local_step)

/** Sets contribution `c` to pledged. */
void bh_contribution_start(const struct bh_frame *frame, struct bh_world *own, size_t c);

/** Carries contribution `c` through a day; `deploys` is whether its force may deploy. */
void bh_contribution_step(struct bh_pipeline *pipeline, size_t c, bh_mask deploys);

/** Carries local force `f` through a day. */
void bh_local_step(struct bh_pipeline *pipeline, size_t f, bh_mask deploys);

/** Strikes this unit's part of yesterday's losses off `deployed`. Whole persons; over all units
 *  of a day exactly all losses are struck off, because the last unit takes what is left.
 *  @return the unit's losses. */
static inline bh_f64
bh_pipeline_losses(struct bh_pipeline *pipeline, bh_f64 *deployed)
{
    if (!bh_any(pipeline->losses > 0.0)) {
        pipeline->strength = pipeline->strength - *deployed;
        return bh_splat(0.0);
    }
    const bh_f64 part =
        pipeline->losses * *deployed / bh_max(pipeline->strength, bh_splat(1.0));
    const bh_f64 lost = bh_min(bh_floor(part + 0.5), bh_min(*deployed, pipeline->losses));

    pipeline->losses = pipeline->losses - lost;
    pipeline->strength = pipeline->strength - *deployed;
    *deployed = *deployed - lost;
    return lost;
}

#endif
