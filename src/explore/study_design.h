/** @file study_design.h  The design of a study: which scenarios, in which groups, from which table.
 *
 *  Layer: explore. */
#ifndef BH_EXPLORE_STUDY_DESIGN_H
#define BH_EXPLORE_STUDY_DESIGN_H

#include "base/arena.h"
#include "explore/sample.h"
#include "store/store.h"

struct bh_study_design {
    struct bh_design_grid grid;
    struct bh_sampler sampler;
    const char *words;  /* design/words.h */
    size_t n_futures;   /* what was asked for, made a whole number of rows that belong together */
    const struct bh_store_factor *factors; /* what a Saltelli or Morris design changes; else none */
    size_t n_factors;
    /* What the results file keeps of a scenario: the plan's own assumptions, and levers of a
     * factorial design that are none of them. */
    const struct bh_store_variable *levers; /* [n_levers] these levers, described */
    size_t n_levers;
    const size_t *kept; /* [model->n_variables + n_levers] their places in what is drawn */
};

/** Makes the design of `settings` for `model`; everything lies on `arena`. `out` must stay where it
 *  is.
 *  @return BH_OK; BH_EINPUT (the design cannot be made, or the user's table does not fit the plan:
 *          file, line, column), BH_EIO, BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_study_design_make(const struct bh_model *model,
                                                 const struct bh_study_settings *settings,
                                                 struct bh_arena *arena,
                                                 struct bh_study_design *out, struct bh_err *err);

#endif
