/** @file measures.c  The plan's measures: one number per future each.
 *
 *  Layer: model.  Reads anything, last of the day.
 *
 *  A measure takes an expression over a window of days: its value on a day or at the end, mean,
 *  total, least, most; or, with a comparison, the first day on which that holds (+infinity: never),
 *  the longest stretch of days, or the number of days. */
#include "model/evaluate.h"

#include <math.h>

static bh_f64
start_value(enum bh_take take)
{
    switch (take) {
    case BH_TAKE_FIRST:
    case BH_TAKE_MINIMUM:
        return bh_splat((double) INFINITY);
    case BH_TAKE_MAXIMUM:
        return bh_splat((double) -INFINITY);
    case BH_TAKE_AT:
    case BH_TAKE_END:
    case BH_TAKE_MEAN:
    case BH_TAKE_TOTAL:
    case BH_TAKE_LONGEST:
    case BH_TAKE_DAYS:
        break;
    }
    return bh_splat(0.0);
}

static bh_mask
compares(const struct bh_measure *measure, bh_f64 x)
{
    const bh_f64 threshold = bh_splat(measure->threshold);

    switch (measure->relation) {
    case BH_AT_LEAST:
        return x >= threshold;
    case BH_AT_MOST:
        return x <= threshold;
    case BH_ABOVE:
        return x > threshold;
    case BH_BELOW:
        return x < threshold;
    case BH_ANY:
        break;
    }
    return bh_is_set(x);
}

/** The takes that ask a yes-or-no question each day. */
static void
take_comparison(const struct bh_frame *frame, const struct bh_measure *measure,
                struct bh_outcome_state *state, bh_f64 x)
{
    const bh_mask holds = compares(measure, x);

    state->streak = bh_select(holds, state->streak + 1.0, bh_splat(0.0));
    if (measure->take == BH_TAKE_FIRST) {
        const bh_f64 day = bh_select(holds, bh_frame_day(frame), bh_splat((double) INFINITY));
        state->value = bh_min(state->value, day);
    } else if (measure->take == BH_TAKE_LONGEST) {
        state->value = bh_max(state->value, state->streak);
    } else {
        state->value = state->value + bh_one_if(holds);
    }
}

static void
take_value(const struct bh_frame *frame, const struct bh_measure *measure,
           struct bh_outcome_state *state)
{
    const bh_f64 x = bh_evaluate(frame, &measure->of);

    state->seen = state->seen + 1.0;
    switch (measure->take) {
    case BH_TAKE_AT:
    case BH_TAKE_END:
        state->value = x;
        break;
    case BH_TAKE_MEAN:
        state->value = state->value + (x - state->value) / state->seen;
        break;
    case BH_TAKE_TOTAL:
        state->value = state->value + x;
        break;
    case BH_TAKE_MINIMUM:
        state->value = bh_min(state->value, x);
        break;
    case BH_TAKE_MAXIMUM:
        state->value = bh_max(state->value, x);
        break;
    case BH_TAKE_FIRST:
    case BH_TAKE_LONGEST:
    case BH_TAKE_DAYS:
        take_comparison(frame, measure, state, x);
        break;
    }
}

/** Whether `measure` looks at the world today. */
static bool
is_taken(const struct bh_frame *frame, const struct bh_measure *measure)
{
    const double day = (double) frame->day;

    if (measure->take == BH_TAKE_AT) {
        return day == measure->at;
    }
    if (measure->take == BH_TAKE_END) {
        return frame->day + 1 == frame->model->days;
    }
    return day >= measure->from && day <= measure->to;
}

static void
init(const struct bh_frame *frame, struct bh_world *own)
{
    for (size_t m = 0; m < frame->model->counts.n_measures; m++) {
        own->outcome[m].value = start_value(frame->model->measures[m].take);
    }
}

static void
step(const struct bh_frame *frame, struct bh_world *own)
{
    for (size_t m = 0; m < frame->model->counts.n_measures; m++) {
        if (is_taken(frame, &frame->model->measures[m])) {
            take_value(frame, &frame->model->measures[m], &own->outcome[m]);
        }
    }
}

const struct bh_module bh_module_measures = {"measures", NULL, init, step};
