/** @file study_outline.h  What a study is, before anything runs: its options, design, outputs and
 *  kept series, and how a results file describes it.
 *
 *  Layer: explore.
 *
 *  A study is cut into jobs of BH_BLOCK futures of one option. Jobs run over the options
 *  first, so that all options advance together: job j is option j mod n_options of block
 *  j / n_options. In a summary a job is block j of all options, since sums of differences want
 *  them together. Everything else that knows of jobs counts them. */
#ifndef BH_EXPLORE_STUDY_OUTLINE_H
#define BH_EXPLORE_STUDY_OUTLINE_H

#include "base/arena.h"
#include "explore/block.h"
#include "explore/outputs.h"
#include "explore/study_design.h"
#include "store/store.h"

#include <bluehelm/study.h>

struct bh_study_outline {
    const struct bh_model *model;
    struct bh_arena *arena;
    struct bh_study_design design;
    struct bh_outputs outputs;
    size_t *options; /* [n_options] indices into the model's */
    size_t n_options;
    size_t n_replications, keep;
    uint32_t every;
    size_t n_points;
    size_t *series_slots; /* [n_series] */
    struct bh_store_series *series;
    size_t n_series;
    struct bh_store_study described;
    bool failed; /* out of memory while listing names */
};

/** Checks `settings` and outlines their study of `model`; everything lies on `arena`. `out` must
 *  stay where it is.
 *  @return BH_OK; BH_EINPUT for settings that do not fit, an option that is not there, a design
 *          that cannot be made; BH_EIO (a table of scenarios), BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_study_outline_make(const struct bh_model *model,
                                                  const struct bh_study_settings *settings,
                                                  struct bh_arena *arena,
                                                  struct bh_study_outline *out,
                                                  struct bh_err *err);

/** Futures of each option. */
size_t bh_study_futures_per_option(const struct bh_study_outline *study);

/** Options of a job: 1, or all of a summary. */
size_t bh_study_job_options(const struct bh_study_outline *study);

/** The block that job `job` is of. */
size_t bh_study_job_block(const struct bh_study_outline *study, size_t job);

/** Futures of job `job`, of each of its options. */
size_t bh_study_job_futures(const struct bh_study_outline *study, size_t job);

#endif
