/** @file outputs.h  The numbers every future ends in: the plan's measures, then built-in ones.
 *
 *  Layer: explore.
 *
 *  Built-in, in this order: ready_day, in_time, cost, unfunded, relapses, civilian_deaths,
 *  force_deaths, excess_deaths, displaced_end, peak_force, paid.<sponsor> ..., cost.<line> ... */
#ifndef BH_EXPLORE_OUTPUTS_H
#define BH_EXPLORE_OUTPUTS_H

#include "base/arena.h"
#include "plan/model.h"

#include <bluehelm/results.h>
#include <stdbool.h>

struct bh_output_row {
    const char *id, *title, *unit, *kind; /* kind as in results.h */
    const char *goal;                     /* in words, or "" */
    enum bh_output_group group;
    enum bh_relation relation;
    double goal_value;
    bool is_required, high_is_better;
    size_t slot; /* state index read on the last day */
};

struct bh_outputs {
    const struct bh_output_row *rows; /* [n] */
    const size_t *slots;              /* [n]: rows' slots, as the engine wants them */
    size_t n;
    size_t in_time; /* row of in_time */
    size_t due;     /* parameter class base is model's; index of the first option's `due` */
    size_t due_stride;
};

/** Lists the outputs of `model` on `arena`. @return false when out of memory. */
bool bh_outputs_make(const struct bh_model *model, struct bh_arena *arena, struct bh_outputs *out);

/** Turns what the engine read on the last day into outputs, in place: -1 ("not yet") of a day
 *  becomes +infinity, and in_time is settled from ready_day and the option's due date.
 *  `values` are the future's parameters. */
void bh_outputs_finish(const struct bh_outputs *outputs, size_t option, const double *values,
                       double *finals);

/** Whether `value` meets the goal of `row`. True when there is none. */
bool bh_outputs_meets(const struct bh_output_row *row, double value);

/** Whether every required output meets its goal. With none required no future can fail. */
bool bh_outputs_success(const struct bh_outputs *outputs, const double *finals);

/** The word results.h uses for `kind`. */
const char *bh_kind_word(enum bh_kind kind);

#endif
