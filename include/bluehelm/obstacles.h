/** @file obstacles.h  What breaks each option: failed futures run again with obstacles lifted.
 *
 *  An obstacle is a named relaxation of the plan (its section `obstacles`): a condition taken as
 *  met, a sponsor that never runs dry, a party open from the start, numbers set to other values.
 *  Every failed future of an option is run again, on the same assumptions and the same luck, with
 *  each obstacle lifted alone, with each pair, and with all. What is counted is counterfactual in
 * the model's terms.
 *
 *  A set of obstacles *reaches* a failed future when lifting the set, or a part of it that was
 *  tried, makes it succeed. So a larger set never reaches less, although the model does not promise
 *  that lifting more always helps; `harmed` counts where it does not. */
#ifndef BLUEHELM_OBSTACLES_H
#define BLUEHELM_OBSTACLES_H

#include <bluehelm/plan.h>
#include <bluehelm/results.h>
#include <bluehelm/study.h>

#ifdef __cplusplus
extern "C" {
#endif

#define BH_MOST_OBSTACLES 64
#define BH_NO_OBSTACLE ((size_t) -1)

struct bh_obstacle_title {
    const char *id, *title;
    const char *lifted; /* what lifting means: "conditions.x.given: true, ..." */
};

/** One obstacle lifted alone in one option. Numbers of futures. */
struct bh_obstacle_alone {
    bool plays_part;  /* false: nothing the option depends on is changed by lifting it */
    size_t saved;     /* failures that succeed */
    size_t unchanged; /* failures in which not one output changes at all */
    size_t harmed;    /* of option.n_tested successes: those that fail */
    size_t shared;    /* failures no single obstacle saves and this one with one other does */
    const char
        *broken; /* title of the goal that harmed futures miss most; "" when none is harmed */
};

/** One step of the line: lifted on top of the steps before. */
struct bh_obstacle_step {
    size_t obstacle;
    size_t reached; /* failures reached by the steps so far */
    size_t rival;   /* another that would have done as well here, within 95 %; or BH_NO_OBSTACLE */
};

struct bh_obstacles_option {
    const char *id, *title;
    size_t n_futures;  /* that ran */
    size_t n_broken;   /* that did not run; counted nowhere else */
    size_t n_failures; /* futures that miss a required goal */
    size_t n_tested;   /* successes run again with each obstacle lifted alone */
    size_t by_luck; /* failures that succeed with nothing lifted and other luck: what chance does */
    const struct bh_obstacle_alone *alone; /* [n_obstacles] */
    /** [n_obstacles * n_obstacles], symmetric: failures no single obstacle saves and this pair
     * does. */
    const size_t *together;
    /** [n_obstacles * n_obstacles], at a * n + b: those of `together` in which b stands behind a:
     *  lifting b alone changes not one output, lifting a alone does. */
    const size_t *behind;
    const struct bh_obstacle_step *steps; /* [n_steps] each the one that reaches most next */
    size_t n_steps;
    size_t all_saved;   /* failures that succeed with all lifted */
    size_t any_saved;   /* failures saved by all together or by a single one */
    size_t most_missed; /* with all lifted: the failures among the rest that miss `missed` */
    const char *missed; /* title of the goal missed most often among them; "" when none is */
};

/** An obstacle study. Owned by the caller. */
struct bh_obstacles {
    const char *plan_id, *plan_title, *start, *design;
    uint64_t plan_hash;
    uint32_t days, seed;
    size_t n_scenarios, n_replications;
    const struct bh_obstacle_title *obstacles; /* [n_obstacles], in the plan's order */
    size_t n_obstacles;
    const struct bh_obstacles_option *options; /* [n_options] */
    size_t n_options;
    size_t n_runs;                    /* futures run for it */
    struct bh_obstacles_store *store; /* private */
};

struct bh_obstacles_settings {
    size_t n_futures;      /* scenarios per option, 1 .. 1e6; for a results file: the file's own */
    size_t n_replications; /* 0 means 1; for a results file: the file's own */
    enum bh_design design;
    const char *const *options; /* [n_options] ids; NULL: all */
    size_t n_options;
    size_t n_tested; /* successes per option tried for harm; 0 means 200 */
    size_t threads;  /* 0: one for each processor */
    const char *isa; /* as in bh_study_settings */
    /** Called now and then: option number, and futures run for it so far. */
    void (*progress)(void *context, size_t option, size_t n_options, size_t done);
    void *context;
    const volatile sig_atomic_t *cancel;
};

/** Studies the obstacles of `plan`, which must be sound.
 *  The result depends on plan, n_futures, n_replications, design, options and n_tested alone.
 *  @return BH_OK; BH_ECANCELLED; BH_EINPUT (no obstacles in the plan, unknown option, numbers out
 *          of range); BH_ELIMIT (more than BH_MOST_OBSTACLES); BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_obstacles_run(const struct bh_plan *plan,
                                             const struct bh_obstacles_settings *settings,
                                             struct bh_obstacles **out, struct bh_err *err);

/** The same for the plan and the futures of the complete results file `results`, and keeps it there
 *  (in place of an earlier one). settings->options must be NULL.
 *  @return as above; BH_EIO, BH_EFORMAT for the file; BH_EINPUT when the file is not complete or
 *          holds other successes than this program finds. The file is unchanged on failure. */
BH_NODISCARD enum bh_status bh_obstacles_study(const char *results,
                                               const struct bh_obstacles_settings *settings,
                                               struct bh_obstacles **out, struct bh_err *err);

/** The obstacle study kept in `results`; *out is NULL when there is none.
 *  @return BH_OK; BH_EIO, BH_EFORMAT, BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_obstacles_read(const char *results, struct bh_obstacles **out,
                                              struct bh_err *err);

void bh_obstacles_free(struct bh_obstacles *obstacles);

/** n of `of` futures as a share with its 95 % interval (Wilson 1927). NaN when `of` is 0. */
struct bh_estimate bh_obstacles_share(size_t n, size_t of);

/** Parts of what is told of an option. */
enum bh_obstacles_part {
    BH_TELL_FAILURES = 1, /* how many futures fail */
    BH_TELL_LINE = 2,     /* in which order obstacles help */
    BH_TELL_PAIRS = 4,    /* which stand in line behind which */
    BH_TELL_HIDDEN = 8,   /* which never matter first */
    BH_TELL_REST = 16,    /* what nothing here saves, what plays no part */
    BH_TELL_HARM = 32,    /* what lifting breaks */
    BH_TELL_ALL = 63
};

/** What the study says of option number `option`: `parts` (a sum of the above) in sentences, one to
 * a line. *text is the caller's to free. */
BH_NODISCARD enum bh_status bh_obstacles_tell(const struct bh_obstacles *obstacles, size_t option,
                                              unsigned parts, char **text, struct bh_err *err);

/** The study as JSON; *text is the caller's to free. */
BH_NODISCARD enum bh_status bh_obstacles_json(const struct bh_obstacles *obstacles, char **text,
                                              struct bh_err *err);

#ifdef __cplusplus
}
#endif
#endif
