/** @file study.h  A study: options x scenarios x replications, run and kept in a results file. */
#ifndef BLUEHELM_STUDY_H
#define BLUEHELM_STUDY_H

#include <bluehelm/err.h>
#include <bluehelm/design.h>
#include <bluehelm/plan.h>

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif



/** Which assumptions a Saltelli or Morris design changes together. */
enum bh_grouping {
    BH_EACH_ALONE,
    BH_BY_SECTION, /* those whose paths share the first word: "areas", "parties" */
    BH_BY_ITEM     /* the first two: "areas.rafah" */
};

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
    size_t n_futures;          /* scenarios per option; 1 .. 1e8; made a whole number of the rows
                                  that belong together (bh_design_width) */
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
    /* more about the design; see design.h */
    bool is_plain;          /* Sobol' and Saltelli: points not scrambled */
    bool is_first_order;    /* Saltelli: without the rows that second-order indices need */
    enum bh_grouping by;    /* Saltelli and Morris */
    uint32_t levels;        /* Morris and factorial; default 4 when 0 */
    size_t pool;            /* Morris, each assumption alone: trajectories are those of so many that
                               lie farthest apart; 0: not chosen */
    const char *table;      /* BH_OWN: CSV, a column for each assumption it sets, by path */
    size_t n_blocks;        /* instead of n_futures: so many base rows or trajectories; or 0 */
    bool extend;            /* go on with `out`, a study that differs in having fewer futures */
    bool is_summary;        /* keep sums over all futures instead of a row for each; see
                               bh_study_run */
    /* more than one process */
    size_t shard, n_shards;      /* run share 1 .. n_shards only, into a part; 0, 0: all of it */
    const struct bh_crew *crew;  /* share the study with other processes; NULL: alone */
};

/** Processes that run one study together, as this one sees them. The calls marked "all" are made by
 *  every process of the crew, in the same order, and wait for all. */
struct bh_crew {
    void *context;
    size_t rank; /* of this process, 0 .. n_ranks-1. Rank 0 holds the results file and the jobs. */
    size_t n_ranks;
    /** All: tells the others how things stand here. Rank 0 also offers jobs[n], in the order in
     *  which they are to be taken; borrowed until `leave`. @return BH_OK when that is what all say;
     *  else what one of the others says, and no process goes on. */
    enum bh_status (*begin)(void *context, enum bh_status mine, const uint32_t *jobs, size_t n);
    /** The next jobs for this process into jobs[room]. @return how many, 0 when none are left.
     *  `n_taken` receives how many all processes have taken so far. Called by one thread at a
     *  time. */
    size_t (*take)(void *context, uint32_t *jobs, size_t room, size_t *n_taken);
    /** All: this process takes no more and has closed its part. Also after a failure behind
     *  `begin`. */
    void (*leave)(void *context);
};

/** Runs a study of `plan` (which must be sound) and writes it to settings->out.
 *
 *  Everything finished is committed as it comes: after a cancel or a kill the file holds the
 *  futures done so far, and a run with `resume` completes it. With `extend`, a study whose design
 *  is a function of the row (all but a Latin hypercube, plain or even, a factorial and a table)
 *  grows to n_futures; its earlier rows stay as they are, and the file is that of one run to
 *  n_futures. The bytes of a complete file depend on the plan and on n_futures, n_replications,
 *  design, options, keep and every alone: not on threads, isa, compiler or interruptions, nor on
 *  how many processes shared the work.
 *
 *  With is_summary, the file holds what bh_results_compare tells, as exact sums that depend on
 *  which futures were run alone, and the courses of the first `keep` futures: its size and the
 *  memory do not grow with n_futures. What needs single futures refuses such a file. At most 32
 *  options; no Saltelli or Morris design; it grows from whole blocks of 64 futures.
 *
 *  With n_shards, only every n_shards-th block of futures is run, and `out` is a part: unfinished
 *  by itself, made one with the others by bh_study_merge. With a crew, rank 0 writes to `out` and
 *  rank r to `out`.parts/r.bh; at the end rank 0 takes these in and removes them. Whatever process
 *  dies, every part keeps what was committed; `resume`, with any crew or none, takes the parts in
 *  and runs the rest.
 *
 *  @return BH_OK; BH_ECANCELLED when stopped by `cancel` (what is done is kept); BH_EINPUT for
 *          settings that do not fit (also: `out` exists, or holds another study); BH_EFORMAT,
 *          BH_EIO, BH_ENOMEM. A study that `out` already holds in full is BH_OK at once. In a crew,
 *          BH_OK of another rank than 0 says that this rank has done its part. */
BH_NODISCARD enum bh_status bh_study_run(const struct bh_plan *plan,
                                         const struct bh_study_settings *settings,
                                         struct bh_err *err);

/** What made the study in `results`: futures, replications, design and what belongs to it, keep and
 *  every. All else of *settings is zero. A study of another plan with these settings draws the same
 *  scenarios with the same luck, as far as the plans have the same ranges.
 *  @return BH_OK; BH_EIO, BH_EFORMAT; BH_EINPUT when its scenarios came from a table of the
 *          user's, which a results file names only by its hash; BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_study_recall(const char *results,
                                            struct bh_study_settings *settings,
                                            struct bh_err *err);

/** Reads the plan that `results` holds, with the settings `set` put over it, as bh_plan_read does;
 *  `results` stands for the file in messages, and places are those of the plan's canonical form.
 *  @return BH_OK, with problems or not; BH_EIO, BH_EFORMAT, BH_ENOMEM. The caller frees *out. */
BH_NODISCARD enum bh_status bh_study_plan(const char *results, const char *const *set,
                                          size_t n_set, struct bh_plan **out, struct bh_err *err);

/** Makes one results file `out` of the parts of a study: shards, or parts left by a crew, in any
 *  order. `out` appears whole or not at all, with the bytes of one process's study. The parts stay.
 *  @return BH_OK; BH_EINPUT when a file is no part, parts are of different studies, two hold the
 *          same futures, or some are missing or unfinished (err names them), or when `out` exists
 *          and is not to be replaced; BH_EFORMAT, BH_EIO, BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_study_merge(const char *out, const char *const *parts, size_t n,
                                           bool overwrite, struct bh_err *err);

/** Names of the lane engines this program holds and this machine can run, best first.
 *  @return their number; `names` receives at most `room` static strings. */
size_t bh_study_engines(const char **names, size_t room);

#ifdef __cplusplus
}
#endif
#endif
