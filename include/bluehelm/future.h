/** @file future.h  One future of one option, told day by day. */
#ifndef BLUEHELM_FUTURE_H
#define BLUEHELM_FUTURE_H

#include <bluehelm/err.h>
#include <bluehelm/plan.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct bh_future_request {
    const char *option;  /* id; NULL: the plan's first */
    uint32_t scenario;   /* 0: every assumption at its central value; 1 ..: as in a study */
    uint32_t replication;
    const char *isa; /* or NULL */
};

enum bh_tone { BH_TONE_PLAIN, BH_TONE_GOOD, BH_TONE_BAD };

/** Something that happened. */
struct bh_happening {
    uint32_t day;  /* from the plan's start */
    char date[12]; /* ISO */
    enum bh_tone tone;
    const char *text; /* "Regional commitment is met" */
};

struct bh_future_series {
    const char *name; /* "area.rafah.food_met" */
    const char *unit;
    const char *meaning;
    const double *value; /* [n_days] */
};

struct bh_future_output {
    const char *id;    /* measure id, or a built-in such as "cost" */
    const char *title;
    const char *unit;
    double value; /* +inf: never */
    const char *shown; /* for people: "2025-03-04", "62 %", "1.2 billion USD", "never" */
    bool has_goal, meets_goal, is_required;
    const char *kind; /* number share persons days date money */
};

/** What an assumption was in this future, in the unit the plan reference gives (days from the
 *  start, cents, shares). */
struct bh_future_drawn {
    const char *path;
    double value;
};

/** A future. Owned by the caller; free with bh_future_free. */
struct bh_future {
    const char *plan_title, *option, *option_title;
    uint32_t n_days;
    const struct bh_future_series *series;
    size_t n_series;
    const struct bh_happening *happenings; /* in order of day */
    size_t n_happenings;
    size_t first_wrong; /* index of what first went wrong; n_happenings when nothing did */
    const struct bh_future_output *outputs;
    size_t n_outputs;
    bool succeeded; /* every required measure meets its goal */
    const char *const *assumptions; /* "security.eta = 0.41": what was drawn, rounded */
    size_t n_assumptions;
    struct bh_future_store *store; /* private */
    const struct bh_future_drawn *drawn; /* [n_assumptions] the same, exactly */
};

/** Runs one future; scenarios 1, 2, ... are those of a Monte Carlo study. The plan must be sound.
 *  @return BH_OK; BH_EINPUT for an unknown option (err names the nearest); BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_future_run(const struct bh_plan *plan,
                                          const struct bh_future_request *request,
                                          struct bh_future **out, struct bh_err *err);

/** Runs one future of a study again, from its results file, with what its design drew. Scenario 0
 *  is the plan's central values.
 *  @return as bh_future_run; BH_EINPUT also when the study has no such future, or its scenarios
 *          came from a table of the user's; BH_EIO, BH_EFORMAT. */
BH_NODISCARD enum bh_status bh_future_replay(const char *results,
                                             const struct bh_future_request *request,
                                             struct bh_future **out, struct bh_err *err);
void bh_future_free(struct bh_future *future);

/** The future as JSON; *text is the caller's to free. */
BH_NODISCARD enum bh_status bh_future_json(const struct bh_future *future, char **text,
                                           struct bh_err *err);

#ifdef __cplusplus
}
#endif
#endif
