/** @file cost.h  What a study will take: time, processors and disk, from a short sample of it. */
#ifndef BLUEHELM_COST_H
#define BLUEHELM_COST_H

#include <bluehelm/err.h>
#include <bluehelm/estimate.h>
#include <bluehelm/plan.h>
#include <bluehelm/study.h>

#ifdef __cplusplus
extern "C" {
#endif

struct bh_cost_settings {
    /** The study; of `out` the folder alone is used, where samples are written and removed again:
     *  disks differ. NULL: the current one. threads, resume, overwrite, shards and crew mean
     *  nothing here. */
    struct bh_study_settings study;
    size_t n_machines; /* 0 means 1 */
    size_t n_cores;    /* of each machine, one thread or rank on each; 0: as many as here */
    double seconds;    /* about how long the sample may run; 0 means 4 */
};

/** All with 95 % intervals from the spread inside the sample and, for more cores than there are
 *  here, from what a core does alone and beside all others of this machine. They hold for
 *  machines, disks and compilers like these, with nothing else running. */
struct bh_cost {
    size_t n_futures; /* of all options */
    size_t n_options, n_machines, n_cores;
    struct bh_estimate run_seconds;    /* wall clock, until the last future is done */
    struct bh_estimate finish_seconds; /* parts made one, quantiles, the file written compactly */
    struct bh_estimate core_hours;     /* cores times wall clock of the running */
    struct bh_estimate bytes;          /* of the results file */
    double most_bytes;                 /* of disk on the way: parts, the file, its compact copy */
    size_t n_sampled;                  /* futures run to know this */
    size_t n_sampled_threads;          /* on so many threads at once */
    double sampled_seconds;
};

/** Estimates what settings->study of `plan` (sound) takes. Scenarios of the sample are drawn by
 *  Monte Carlo whatever the study's design.
 *  @return BH_OK; BH_EINPUT as bh_study_run; BH_ECANCELLED; BH_EIO, BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_study_cost(const struct bh_plan *plan,
                                          const struct bh_cost_settings *settings,
                                          struct bh_cost *cost, struct bh_err *err);

/** The estimate as JSON; *text is the caller's to free. */
BH_NODISCARD enum bh_status bh_cost_json(const struct bh_cost *cost, char **text,
                                         struct bh_err *err);

#ifdef __cplusplus
}
#endif
#endif
