/** @file subject.h  What discovery searches, from wherever it comes.
 *
 *  Layer: analyze.  A subject has factors that all its options share, and reads one option's cases
 *  of interest at a time. */
#ifndef BH_ANALYZE_SUBJECT_H
#define BH_ANALYZE_SUBJECT_H

#include "base/arena.h"
#include "base/csv.h"
#include "store/store.h"

#include <bluehelm/discover.h>

/** What is of interest: a value compared with another. */
struct bh_condition {
    const char *name; /* "success" or an output's id, a column */
    int relation;     /* as bh_store_output.goal_relation; 5: equal */
    double value;
    bool is_negated; /* of interest is what does not satisfy it */
};

struct bh_subject {
    struct bh_arena *arena; /* borrowed; owns what is below */
    struct bh_store *file;  /* or NULL */
    struct bh_store_scenarios scenarios;
    struct bh_csv x, y;
    struct bh_searched_factor *info; /* [n_factors] */
    struct bh_factor *factors;       /* [n_factors], columns over scenarios or rows */
    size_t n_factors;
    struct bh_condition condition;
    size_t most_futures; /* of an option; 0: all */
};

/** One option's cases: those that ran and have a value. On the arena given. */
struct bh_subject_cases {
    struct bh_cases cases;
    size_t n_dropped;
    uint64_t *keys; /* [n] scenario << 32 | replication */
};

BH_NODISCARD enum bh_status bh_subject_open(const char *results,
                                            const struct bh_discover_settings *settings,
                                            struct bh_arena *arena, struct bh_subject *out,
                                            struct bh_err *err);
BH_NODISCARD enum bh_status bh_subject_open_csv(const char *x, const char *y,
                                                const struct bh_discover_settings *settings,
                                                struct bh_arena *arena, struct bh_subject *out,
                                                struct bh_err *err);
void bh_subject_close(struct bh_subject *subject);

/** The cases of option `option` (0 for CSV files). */
BH_NODISCARD enum bh_status bh_subject_cases(struct bh_subject *subject, size_t option,
                                             struct bh_arena *arena, struct bh_subject_cases *out,
                                             struct bh_err *err);

/** How often each required goal is missed, into the goals of `option`, the `number`th, whose
 *  corners are found. Nothing for CSV files. */
BH_NODISCARD enum bh_status bh_subject_goals(struct bh_subject *subject, size_t number,
                                             const struct bh_subject_cases *cases,
                                             struct bh_searched_option *option,
                                             struct bh_arena *arena, struct bh_err *err);

/** What is of interest, as a verb for one and for many: "fails", "fail"; "has food < 0.8", "have
 *  food < 0.8". NULL when out of memory. */
void bh_subject_words(const struct bh_subject *subject, const char *of, const char **one,
                      const char **many);

/** BH_EINPUT: there is no such option, with the nearest. */
enum bh_status bh_subject_unknown_option(const struct bh_subject *subject, const char *id,
                                         struct bh_err *err);

#endif
