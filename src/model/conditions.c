/** @file conditions.c  Conditions that gate pledges, money, openings and withdrawals.
 *
 *  Layer: model.  Reads anything.
 *
 *  A condition is met when its expression has held for `for` days without a break; a latched one
 *  stays met. Conditions are evaluated in an order in which each comes after those it names, so
 *  they see each other's values of today. */
#include "model/evaluate.h"

static void
init(const struct bh_frame *frame, struct bh_world *own)
{
    for (size_t c = 0; c < frame->model->counts.n_conditions; c++) {
        own->condition[c].met = frame->p->condition[c].given;
        own->condition[c].streak = bh_splat(0.0);
        own->condition[c].first_met = bh_splat(-1.0);
    }
}

/** Whether a latched condition is met in all lanes, so that nothing of today changes it. With a
 *  `hold` its streak goes on: an event may yet take back what was met. */
static bool
is_settled(const struct bh_condition_parameters *p, const struct bh_condition_state *state)
{
    return !bh_any((state->met == 0.0) | (state->first_met < 0.0) | (p->hold > 1.0));
}

static void
step_condition(const struct bh_frame *frame, const struct bh_condition *condition,
               const struct bh_condition_parameters *p, struct bh_condition_state *state)
{
    const bh_mask holds = bh_holds(frame, &condition->when, false);
    const bh_f64 kept = condition->latch ? state->met : bh_splat(0.0);

    state->streak = bh_select(holds, state->streak + 1.0, bh_splat(0.0));
    const bh_mask met = (state->streak >= bh_max(p->hold, bh_splat(1.0))) | bh_is_set(kept) |
                        bh_is_set(p->given);
    state->met = bh_one_if(met);
    state->first_met =
        bh_select(met & (state->first_met < 0.0), bh_frame_day(frame), state->first_met);
}

static void
step(const struct bh_frame *frame, struct bh_world *own)
{
    const struct bh_model *model = frame->model;

    for (size_t i = 0; i < model->counts.n_conditions; i++) {
        const size_t c = model->condition_order[i];

        if (!model->conditions[c].latch ||
            !is_settled(&frame->p->condition[c], &own->condition[c])) {
            step_condition(frame, &model->conditions[c], &frame->p->condition[c],
                           &own->condition[c]);
        }
    }
}

const struct bh_module bh_module_conditions = {"conditions", NULL, init, step};
