/** @file study.h  A study: options x scenarios x replications, run and kept in a results file. */
#ifndef BLUEHELM_STUDY_H
#define BLUEHELM_STUDY_H

#include <bluehelm/err.h>
#include <bluehelm/plan.h>

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum bh_design { BH_MONTE_CARLO, BH_LATIN_HYPERCUBE };

/** How far a running study is. `estimate` is the share of successful futures of the first option
 *  so far and `half_width` half its 95 % interval (Wilson). */
struct bh_progress {
    size_t done; /* futures, all options; resumed ones included */
    size_t total;
    double seconds;      /* since this run began */
    double per_second;   /* futures a second in this run */
    double seconds_left; /* at that rate */
    double estimate;
    double half_width;
};

struct bh_study_settings {
    const char *out;           /* results file; required */
    size_t n_futures;          /* scenarios per option; 1 .. 1e8 */
    size_t n_replications;     /* runs of each scenario with other luck; 0 means 1 */
    enum bh_design design;
    const char *const *options; /* [n_options] ids to run; NULL: all */
    size_t n_options;
    size_t threads;   /* 0: one for each processor */
    const char *isa;  /* "avx512", "avx2", "base", "scalar"; NULL: the best this machine has */
    bool resume;      /* go on with an unfinished study in `out` */
    bool overwrite;   /* replace an existing results file */
    size_t keep;      /* futures per option whose series are kept; default 256 when 0 */
    size_t every;     /* days between kept points of a series; default 7 when 0 */
    void (*progress)(void *context, const struct bh_progress *progress); /* or NULL */
    void *context;
    const volatile sig_atomic_t *cancel; /* set by a signal handler; or NULL */
};

/** Runs a study of `plan` (which must be sound) and writes it to settings->out.
 *
 *  Everything finished is committed as it comes: after a cancel or a kill the file holds the
 *  futures done so far, and a run with `resume` completes it. The bytes of a complete file depend
 *  on the plan and on n_futures, n_replications, design, options, keep and every alone: not on
 *  threads, isa, compiler or interruptions.
 *
 *  @return BH_OK; BH_ECANCELLED when stopped by `cancel` (what is done is kept); BH_EINPUT for
 *          settings that do not fit (also: `out` exists, or holds another study); BH_EFORMAT,
 *          BH_EIO, BH_ENOMEM. A study that `out` already holds in full is BH_OK at once. */
BH_NODISCARD enum bh_status bh_study_run(const struct bh_plan *plan,
                                         const struct bh_study_settings *settings,
                                         struct bh_err *err);

/** Names of the lane engines this program holds and this machine can run, best first.
 *  @return their number; `names` receives at most `room` static strings. */
size_t bh_study_engines(const char **names, size_t room);

#ifdef __cplusplus
}
#endif
#endif
