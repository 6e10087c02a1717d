/** @file expression.h  Expressions of the plan language, compiled to bytecodes.
 *
 *  Layer: plan.
 *
 *      or          a or b
 *      and         a and b
 *      not         not a
 *      comparison  a < b   <=  >  >=  ==  !=        (no chains)
 *      sum         a + b   a - b
 *      product     a * b   a / b
 *      sign        -a
 *      value       number [unit], date, true, false, name, (a), min(a, b), max(a, b), abs(a)
 *
 *  Rows bind from loosest to tightest. Names are quantities (names.h), `day` and `date` (both today
 *  as a day number, so that it compares with dates), and plan.PATH for a parameter. */
#ifndef BH_PLAN_EXPRESSION_H
#define BH_PLAN_EXPRESSION_H

#include "base/arena.h"
#include "plan/model.h"
#include "plan/quantity.h"

struct bh_expression_error {
    size_t column; /* in the text, from 1 */
    char text[400];
};

/** Compiles `text` for `model`, whose ids, counts and layouts are filled in.
 *  @return BH_OK; BH_EINPUT with `error`; BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_expression_compile(const char *text, const struct bh_model *model,
                                                  const struct bh_unit_context *units,
                                                  struct bh_arena *arena,
                                                  struct bh_expression *out,
                                                  struct bh_expression_error *error);

#endif
