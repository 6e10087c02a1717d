/** @file diff.h  Two versions of a plan: what changed, and what that does, on the same luck. */
#ifndef BLUEHELM_DIFF_H
#define BLUEHELM_DIFF_H

#include <bluehelm/plan.h>
#include <bluehelm/results.h>
#include <bluehelm/study.h>

#ifdef __cplusplus
extern "C" {
#endif

enum bh_change_kind {
    BH_CHANGED, /* another value */
    BH_ADDED,   /* only the second plan has it */
    BH_REMOVED, /* only the first plan has it */
    BH_REWORDED /* words alone: a title, a note, a source, a confidence; or the seed */
};

/** A path where the two plans differ. */
struct bh_change {
    enum bh_change_kind kind;
    const char *path;
    const char *before, *after;               /* for people; "" where there is none */
    const char *source_before, *source_after; /* ids, "assumed" or "" */
    bool is_alone;                            /* a number: its effect alone is known */
};

/** What a change does to one option: second minus first, future by future on the same assumptions
 * and luck, with 95 % intervals (Student). */
struct bh_diff_effect {
    const char *title; /* the change's path, or "all numbers together", "the second plan" */
    size_t change;     /* index into changes; n_changes for the last two */
    size_t n;          /* pairs of futures */
    size_t n_differ;   /* pairs in which any output differs */
    struct bh_estimate success;         /* difference of the share that succeeds */
    const struct bh_estimate *measures; /* [n_measures] over pairs in which both are finite */
};

struct bh_diff_option {
    const char *id, *title;
    struct bh_estimate success_before, success_after; /* Wilson */
    const struct bh_diff_effect *effects;             /* [n_effects] */
};

struct bh_diff {
    const char *first, *second; /* titles */
    const char *start, *currency;
    size_t n_futures;
    uint32_t seed;
    const struct bh_change *changes; /* [n_changes], in order of path */
    size_t n_changes;
    const struct bh_output *measures; /* [n_measures] the required measures both plans have */
    size_t n_measures;
    const struct bh_diff_option *options; /* [n_options] those both plans have */
    size_t n_options;
    size_t n_effects;            /* of each option: single numbers, all numbers, the second plan */
    struct bh_diff_store *store; /* private */
};

struct bh_diff_settings {
    size_t n_futures;           /* 1 .. 1e6 */
    const char *const *options; /* [n_options] ids; NULL: all that both have */
    size_t n_options;
    size_t threads;
    const char *isa;
    const volatile sig_atomic_t *cancel;
};

/** Compares two sound plans. Both run under the first plan's seed, so scenario by scenario a shared
 *  assumption is drawn from the same uniform and luck is the same.
 *  @return BH_OK; BH_ECANCELLED; BH_EINPUT (no option in common, numbers out of range); BH_ENOMEM.
 */
BH_NODISCARD enum bh_status bh_diff_run(const struct bh_plan *first, const struct bh_plan *second,
                                        const struct bh_diff_settings *settings,
                                        struct bh_diff **out, struct bh_err *err);
void bh_diff_free(struct bh_diff *diff);

/** The comparison as JSON; *text is the caller's to free. */
BH_NODISCARD enum bh_status bh_diff_json(const struct bh_diff *diff, char **text,
                                         struct bh_err *err);

#ifdef __cplusplus
}
#endif
#endif
