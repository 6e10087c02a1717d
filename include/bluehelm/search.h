/** @file search.h  Choosing levers for several goals at once over sampled futures. */
#ifndef BLUEHELM_SEARCH_H
#define BLUEHELM_SEARCH_H

#include <bluehelm/plan.h>
#include <bluehelm/results.h>
#include <bluehelm/study.h>

#ifdef __cplusplus
extern "C" {
#endif

#define BH_MOST_GOALS 6

struct bh_search_progress {
    size_t evaluations, total; /* candidates scored; those of an earlier run included */
    size_t generation;
    double
        hypervolume; /* of the set so far, as a share of the box between its own best and worst */
    double seconds_left;
};

struct bh_search_settings {
    const char *out;          /* journal; required */
    const char *option;       /* id; NULL: the plan's first */
    const char *const *goals; /* [n_goals]: "success", an output's id (its mean over futures), or
                                 "ID:met" (the share of futures that meet its goal) */
    size_t n_goals;           /* 1 .. BH_MOST_GOALS */
    size_t n_futures;         /* each candidate is scored on: 1 .. 1e5 */
    size_t n_evaluations;     /* candidates scored, at least one generation */
    size_t population;        /* of a generation, even, 4 .. 10000; 0 means 40 */
    size_t threads;
    const char *isa;
    bool resume, overwrite;
    void (*progress)(void *context, const struct bh_search_progress *progress);
    void *context;
    const volatile sig_atomic_t *cancel;
};

struct bh_search_lever {
    const char *path, *title, *kind; /* kind as in struct bh_output */
    double low, high, plan;          /* plan: its value in the plan as it stands, central */
};

struct bh_search_goal {
    const char *name, *title, *kind, *unit;
    bool high_is_better;
};

/** What a goal comes to over a candidate's futures. */
struct bh_search_score {
    double searched; /* on the futures of the search, which chose it */
    double fresh;    /* on as many others: what the choice is worth */
    double poor;     /* of the fresh ones: the 10 % point on the worse side; NaN for shares */
};

struct bh_search_candidate {
    const double *levers;                 /* [n_levers] in stored units */
    const struct bh_search_score *scores; /* [n_goals] */
    struct bh_estimate success; /* share of fresh futures that meet every required goal; Wilson */
};

/** What a search found. Owned by the caller. */
struct bh_search {
    const char *plan_title, *option, *option_title, *start, *currency;
    size_t n_futures, n_evaluations, population;
    uint32_t seed;
    const struct bh_search_lever *levers;
    size_t n_levers;
    const struct bh_search_goal *goals;
    size_t n_goals;
    const struct bh_search_candidate
        *set; /* [n_set] dominated by none, in order of the first goal */
    size_t n_set;
    struct bh_search_candidate as_planned; /* the plan as it stands, beside them */
    struct bh_search_store *store;         /* private */
};

/** Searches the levers of `plan` (its section `levers`) with NSGA-II. Every candidate is scored on
 * the same sampled futures (common luck), and each on its own outcomes alone. The set dominated by
 * none is scored again on fresh futures, because the best of many noisy scores flatters itself.
 *  Every generation is committed to the journal; with `resume` a search goes on exactly where an
 *  uninterrupted one would. Results depend on plan, option, goals, n_futures, n_evaluations and
 *  population alone.
 *  @return BH_OK; BH_ECANCELLED (what is done is kept); BH_EINPUT (no levers, unknown goal or
 * option, numbers out of range, `out` exists or holds another search); BH_EIO; BH_EFORMAT;
 *          BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_search_run(const struct bh_plan *plan,
                                          const struct bh_search_settings *settings,
                                          struct bh_search **out, struct bh_err *err);
void bh_search_free(struct bh_search *search);

/** The result as JSON; *text is the caller's to free. */
BH_NODISCARD enum bh_status bh_search_json(const struct bh_search *search, char **text,
                                           struct bh_err *err);

/** Writes the trade-offs as a self-contained HTML page. */
BH_NODISCARD enum bh_status bh_search_page(const struct bh_search *search, const char *html,
                                           struct bh_err *err);

#ifdef __cplusplus
}
#endif
#endif
