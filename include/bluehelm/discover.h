/** @file discover.h  In which corner of the assumptions does each option fail?
 *
 *  Asks a results file (or two CSV files) and answers in its words. The search is PRIM on subsets
 *  of the assumptions that matter (prim.h); a limit is kept only when its quasi-p is at most
 *  `significance` divided by the number of assumptions searched, so that luck among many does not
 *  pass for a finding.
 *
 *  Which box is told: of the boxes whose limits all hold, the one that best tells failures from
 *  successes (bh_prim_separation); of those within BH_DISCOVER_SLACK of the best, the one with
 *  fewest limits. The whole trajectory on the same assumptions is kept, so a reader may take
 *  another step. A further corner is sought among the futures outside the ones found, and told when
 *  it is denser than the whole.
 *
 *  How a box does on futures it was not found in: futures are split at random into two halves (all
 *  replications of a scenario in one); the same search in each half is tested on the other. */
#ifndef BLUEHELM_DISCOVER_H
#define BLUEHELM_DISCOVER_H

#include <bluehelm/cart.h>
#include <bluehelm/prim.h>
#include <bluehelm/results.h>
#include <bluehelm/stacking.h>

#ifdef __cplusplus
extern "C" {
#endif

#define BH_DISCOVER_SLACK 0.02
#define BH_DISCOVER_MOST_CORNERS 4
#define BH_DISCOVER_MOST_LIMITS 6

enum bh_discover_method { BH_DISCOVER_PRIM, BH_DISCOVER_CART, BH_DISCOVER_STACK };

struct bh_discover_settings {
    enum bh_discover_method method;
    const char *option; /* id; NULL: every option */
    const char *of;     /* "failure" (NULL), "success", "MEASURE" (its goal is missed), or
                                 "MEASURE < VALUE" with < <= > >= =; of CSV files: a column */
    struct bh_prim_settings prim;
    double significance; /* 0 < s <= 1 */
    size_t most_corners; /* 1 .. BH_DISCOVER_MOST_CORNERS */
    size_t most_limits;  /* of a told box, or factors to stack; 1 .. BH_DISCOVER_MOST_LIMITS */
    double leaf_min;     /* CART: least share of the cases in a leaf */
    const char *const *factors; /* [n_factors] names to search; NULL: all that vary */
    size_t n_factors;
    size_t step;         /* of the first corner's trajectory, instead of the rule; 0: the rule */
    uint32_t seed;       /* of the halves */
    size_t n_resamples;  /* random halves to say how often a limit comes again; 0: not asked */
    size_t most_futures; /* of an option that are searched, the first ones; 0: all */
};

/** PRIM of failure, every option, PRIM's defaults, 0.05, 2 corners of at most 3 limits, leaves of
 *  at least 0.05. */
struct bh_discover_settings bh_discover_defaults(void);

/** What was searched. Of CSV files `path` and `meaning` are the column's name. */
struct bh_searched_factor {
    const char *path, *meaning, *kind, *source, *confidence; /* kind as in results.h */
    double value, low, high; /* of the plan; the range searched for CSV files */
    bool is_sampled_never;   /* some futures have "never": counts as later than every date */
    double latest;           /* then: the largest that is not never */
    size_t n_levels;         /* of a category; 0 otherwise */
    const char *const *levels;
};

struct bh_corner_limit {
    size_t factor; /* of bh_discovery.factors */
    struct bh_limit limit, whole;
    double quasi_p[2];   /* below, above; -1 where there is no limit */
    double below, above; /* share of all cases that the lower end, the upper end leaves out; of a
                            category `above`, what the levels left out hold */
    double again_by_coverage,
        again_by_density;        /* bh_prim_resample of all factors; NaN: not asked, or
                                                   not the first corner */
    struct bh_limit least, most; /* of each end over the halves that agree (n_agree > 0) */
};

/** Cases and cases of interest. */
struct bh_tally {
    size_t n, k;
};

/** How often a required goal is missed. Shares of futures. */
struct bh_goal {
    const char *title;
    double missed;                           /* of all */
    double inside[BH_DISCOVER_MOST_CORNERS]; /* of those inside each corner */
    double elsewhere;                        /* of those in no corner */
    double alone; /* of those of interest: that miss it and no other required goal */
};

struct bh_corner {
    struct bh_corner_limit *limits;
    size_t n_limits;
    struct bh_tally inside; /* without what earlier corners hold */
    struct bh_tally unseen; /* inside the corner found in the other half; n = 0: none found there */
    bool holds_plan;        /* the plan's own values lie inside */
    bool is_confirmed; /* of unseen futures more are of interest inside than among all that earlier
                          corners left, by the binomial tail at 5 % */
    size_t n_agree;    /* 0 .. 2: halves whose corner limits the same factors */
    struct bh_prim_box *trajectory; /* on the limited factors, in order of `limits` */
    size_t step;                    /* which of its steps this is */
    struct bh_prim_front *front;    /* boxes to choose from, all holding */
};

struct bh_searched_option {
    const char *id, *title;
    struct bh_tally whole;
    size_t n_dropped; /* futures that failed to run or have no value */
    double
        luck; /* share of the variance of being of interest that is between replications of the same
                    scenario, 0 .. 1: what no assumption explains; NaN with one replication */
    struct bh_corner *corners;
    size_t n_corners;
    struct bh_goal *goals;
    size_t n_goals;
    struct bh_tally elsewhere; /* outside all corners */
    struct bh_cart *tree;      /* CART only */
    double tree_separation;    /* of its leaves denser than the whole (bh_prim_separation) ... */
    double tree_unseen; /* ... and of trees of each half on the other; NaN: a half has no tree */
    struct bh_stack *stack;     /* stacking only */
    struct bh_tally *in_shared; /* [2]: inside and outside of bh_discovery.shared; or NULL */
};

/** How far options fail in the same futures (same assumptions, same luck). */
struct bh_together {
    size_t n;         /* futures all options ran */
    size_t all, none; /* in which every option is of interest; in which none is */
    size_t odd_one;   /* of three or more options the one without which the others agree most */
    size_t without_odd_one; /* in how many futures the others then agree */
};

/** Owned by the caller; free it with bh_discovery_free. */
struct bh_discovery {
    const char *title;
    const char *of, *of_many; /* what is of interest, of one and of many: "fails", "fail" */
    const char *currency, *start, *plan_hash;
    uint32_t seed;
    bool is_complete, is_plan;      /* is_plan: from a results file */
    size_t n_replications, n_fixed; /* n_fixed: numbers of the plan without a range */
    struct bh_searched_factor *factors;
    size_t n_factors;
    struct bh_searched_option *options;
    size_t n_options;
    size_t shared; /* option whose first corner in_shared is counted for: of those with one, the one
                      that fails least; SIZE_MAX: none */
    struct bh_together together; /* n = 0 for fewer than two options */
    struct bh_discover_settings settings;
    struct bh_discovery_memory *memory; /* private */
};

/** Searches a results file. An option in which nothing or everything is of interest has no corner
 *  and is no error.
 *  @return BH_OK; BH_EINPUT (unknown option, measure or assumption, with the nearest names;
 *  settings
 *          out of range; no futures; nothing varies), BH_EIO, BH_EFORMAT, BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_discover(const char *results,
                                        const struct bh_discover_settings *settings,
                                        struct bh_discovery **out, struct bh_err *err);

/** Searches two CSV files with as many rows: factors, and outcomes. `settings->of` names a column
 *  of `y` of zeros and ones (NULL: its only column), or holds a condition on one.
 *  @return as bh_discover; messages name file, line and column. */
BH_NODISCARD enum bh_status bh_discover_csv(const char *x, const char *y,
                                            const struct bh_discover_settings *settings,
                                            struct bh_discovery **out, struct bh_err *err);
void bh_discovery_free(struct bh_discovery *discovery);

/** What a limit leaves, in words: "7.3e-05 or more", "2025-02-01 or later", "rail or road". */
void bh_discovery_limit(const struct bh_discovery *discovery, const struct bh_corner_limit *limit,
                        char *text, size_t room);
/** The range that was searched, in words. */
void bh_discovery_range(const struct bh_discovery *discovery, size_t factor, char *text,
                        size_t room);

/** Everything as JSON; *text is the caller's to free. */
BH_NODISCARD enum bh_status bh_discovery_json(const struct bh_discovery *discovery, char **text,
                                              struct bh_err *err);
/** The same for a picture: without the limits of each box on the way and without the front. */
BH_NODISCARD enum bh_status bh_discovery_brief_json(const struct bh_discovery *discovery,
                                                    char **text, struct bh_err *err);

#ifdef __cplusplus
}
#endif
#endif
