/** @file served.h  What is served: a plan, its results, and those of its variants.
 *
 *  Layer: serve.  Knows plans, studies and files; knows nothing of HTTP. What is here does not
 *  change after bh_served_open, so every thread may read it. */
#ifndef BH_SERVE_SERVED_H
#define BH_SERVE_SERVED_H

#include "base/text.h"
#include "serve/runs.h"
#include "serve/variant.h"

#include <bluehelm/results.h>
#include <bluehelm/serve.h>

struct bh_served {
    const struct bh_serve_settings *settings; /* borrowed */
    char folder[BH_VARIANT_PATH_ROOM];        /* of the variants */
    struct bh_study_settings study;           /* what made the results of the base */
    struct bh_comparison *base;
    const char **options; /* [base->n_options] ids */
};

/** @return BH_OK; BH_EINPUT when results and plan do not belong together, or the results are of a
 *          design that does not stand for the plan's ranges; BH_EIO, BH_EFORMAT, BH_ENOMEM.
 *          Close it whatever is returned. `settings` must outlive it. */
BH_NODISCARD enum bh_status bh_served_open(const struct bh_serve_settings *settings,
                                           struct bh_served *out, struct bh_err *err);
void bh_served_close(struct bh_served *served);

/** Reads the plan with the settings of a variant over it. The caller frees *out.
 *  @return BH_OK, sound or not; as bh_plan_read. */
BH_NODISCARD enum bh_status bh_served_plan(const struct bh_served *served,
                                           const struct bh_variant *variant,
                                           struct bh_plan **out, struct bh_err *err);

/** Where the results of a variant are: for the base, those it was run for here, or those that are
 *  served. They may not be there. */
void bh_served_results(const struct bh_served *served, const char *name,
                       char path[BH_VARIANT_PATH_ROOM]);

/** Options of a variant side by side, when there are complete results of the variant as it is now.
 *  *out is NULL otherwise. @return BH_OK; BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_served_compare(const struct bh_served *served, const char *name,
                                              struct bh_comparison **out, struct bh_err *err);

/** Runs a variant into its results file: bh_runs_settings.work, with a struct bh_served as context.
 *  An unfinished study of the same variant is gone on with; any other in its place is replaced. */
enum bh_status bh_served_run(void *context, const struct bh_run_order *order,
                             const struct bh_run_watch *watch, struct bh_err *err);

#endif
