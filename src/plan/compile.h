/** @file compile.h  From a plan that was read to its compiled model, for the layers above.
 *  Layer: plan. */
#ifndef BH_PLAN_COMPILE_H
#define BH_PLAN_COMPILE_H

#include "plan/model.h"

#include <bluehelm/plan.h>

/** The compiled model. The plan must be sound. Lives as long as the plan. */
const struct bh_model *bh_plan_model(const struct bh_plan *plan);

#endif
