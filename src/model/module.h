/** @file module.h  What a module of the model is, and what it is given each day.
 *
 *  Layer: model.  Compiled once per lane width.
 *
 *  A module reads the world through `frame->w`: what earlier modules made today and later ones
 *  made yesterday. It writes through `own` the classes that belong to it, and no others.
 *  All randomness comes from frame->luck by (day, stream, entity), so a
 *  module may draw or not draw as it likes without moving anybody's luck. */
#ifndef BH_MODEL_MODULE_H
#define BH_MODEL_MODULE_H

#include "base/lanes.h"
#include "base/philox.h"
#include "model/constants.h"
#include "model/parameters.h"
#include "world/world.h"

#define BH_DAYS_PER_MONTH 30.4375
#define BH_DAYS_PER_YEAR 365.25

struct bh_frame {
    const struct bh_model *model;
    const struct bh_option *option;
    const struct bh_option_parameters *choice; /* parameters of that option */
    const struct bh_parameters *p;
    const struct bh_view *w;
    const struct bh_luck *luck;
    const struct bh_constants *k;
    uint32_t day;
};

struct bh_module {
    const char *name;
    /** Works out its constants from the parameters; NULL where it has none. */
    void (*prepare)(const struct bh_frame *frame, struct bh_constants *own);
    /** Sets the module's state at the start of day 0, before any step. */
    void (*init)(const struct bh_frame *frame, struct bh_world *own);
    /** Carries it through one day. */
    void (*step)(const struct bh_frame *frame, struct bh_world *own);
};

/** The modules, in model/<name>.c. */
#define bh_module_hostilities BH_ISA_NAME(bh_module_hostilities)
#define bh_module_politics BH_ISA_NAME(bh_module_politics)
#define bh_module_conditions BH_ISA_NAME(bh_module_conditions)
#define bh_module_finance BH_ISA_NAME(bh_module_finance)
#define bh_module_forces BH_ISA_NAME(bh_module_forces)
#define bh_module_security BH_ISA_NAME(bh_module_security)
#define bh_module_population BH_ISA_NAME(bh_module_population)
#define bh_module_governance BH_ISA_NAME(bh_module_governance)
#define bh_module_relief BH_ISA_NAME(bh_module_relief)
#define bh_module_measures BH_ISA_NAME(bh_module_measures)
extern const struct bh_module bh_module_hostilities, bh_module_politics, bh_module_conditions,
    bh_module_finance, bh_module_forces, bh_module_security, bh_module_population,
    bh_module_governance, bh_module_relief, bh_module_measures;

/** Bytes of workspace the plan's rule of bargaining needs, world->bargaining. */
#define bh_politics_bytes BH_ISA_NAME(bh_politics_bytes)
size_t bh_politics_bytes(const struct bh_model *model);

/** The day as a lane pack. */
static inline bh_f64
bh_frame_day(const struct bh_frame *frame)
{
    return bh_splat((double) frame->day);
}

/** Outcome of the political-horizon issue as 0..1; 0.5, which has no effect, when no issue is the
 *  horizon. */
static inline bh_f64
bh_frame_horizon(const struct bh_frame *frame)
{
    const size_t issue = frame->model->horizon_issue;

    return issue == BH_NONE ? bh_splat(0.5) : frame->w->issue[issue].outcome * 0.01;
}

/** Whether every condition of `list` is met today. */
static inline bh_mask
bh_frame_all_met(const struct bh_frame *frame, struct bh_list list)
{
    bh_mask met = bh_splat(0.0) < bh_splat(1.0);

    for (size_t i = 0; i < list.n; i++) {
        met = met & bh_is_set(frame->w->condition[list.at[i]].met);
    }
    return met;
}

#endif
