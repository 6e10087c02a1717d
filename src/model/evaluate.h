/** @file evaluate.h  Runs a compiled expression on a whole lane pack.
 *
 *  Layer: model.  A stack machine over the bytecodes of plan/model.h; the stack is a local array
 *  because the plan reader refuses expressions deeper than BH_EXPRESSION_DEPTH. Truth is 1.0. */
#ifndef BH_MODEL_EVALUATE_H
#define BH_MODEL_EVALUATE_H

#include "model/module.h"

#define bh_evaluate BH_ISA_NAME(bh_evaluate)

/** Value of `expression` today. Must not be empty. */
bh_f64 bh_evaluate(const struct bh_frame *frame, const struct bh_expression *expression);

/** Whether `expression` holds today; `otherwise` when the plan gives none. */
static inline bh_mask
bh_holds(const struct bh_frame *frame, const struct bh_expression *expression, bool otherwise)
{
    if (expression->n == 0) {
        return bh_is_set(bh_splat(otherwise ? 1.0 : 0.0));
    }
    return bh_is_set(bh_evaluate(frame, expression));
}

#endif
