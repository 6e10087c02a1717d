/** @file negotiate.h  A table of actors, and what bargaining among them would give.
 *
 *  A table names actors, their capability, and for each issue their position and salience; any of
 *  these numbers may have a range. A negotiation gives the outcome by every compromise rule, and
 *  the path of a challenge model: who challenges whom, who moves, and which coalitions stand. */
#ifndef BLUEHELM_NEGOTIATE_H
#define BLUEHELM_NEGOTIATE_H

#include <bluehelm/err.h>

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define BH_TABLE_MOST_ACTORS 1000
#define BH_TABLE_MOST_ISSUES 32

/** A number with its range; low = value = high where the table has none. */
struct bh_range {
    double value, low, high;
};

/** A table that was read and is sound. Everything belongs to the table. */
struct bh_table {
    const char *title; /* or "" */
    size_t n_actors, n_issues;
    const char *const *actors;            /* [n_actors] names, all different */
    const char *const *notes;             /* [n_actors] descriptions, or "" */
    const char *const *issues;            /* [n_issues] */
    const double *scale_low, *scale_high; /* [n_issues] what 0 % and 100 % of a scale are */
    const struct bh_range *capability;    /* [n_actors] >= 0 */
    const struct bh_range *position;      /* [n_actors * n_issues] within the issue's scale */
    const struct bh_range *salience; /* [n_actors * n_issues] 0 to 1; an actor's sum at most 1 */
    const double *accommodation; /* [n_actors * n_actors] how ideals follow positions, or NULL */
    const char *const *settings; /* [n_settings * 2] names and values of model options */
    size_t n_settings;
    bool has_ranges;
    const char *const *remarks; /* [n_remarks] what the reader had to decide, in words */
    size_t n_remarks;
    struct bh_table_store *store; /* private */
};

/** Reads a table: CSV (a header, then a row for each actor), a scenario file of KTAB (CSV or XML),
 *  or an equal-gain file (lines beginning with #A, #P, #M, #D). The kind is seen from the contents.
 *  @return BH_OK; BH_EINPUT (err says file:line:column, what was found and what is wanted), BH_EIO,
 *          BH_ELIMIT (file over 16 MiB, more than 1 000 actors or 32 issues), BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_table_read(const char *path, struct bh_table **out,
                                          struct bh_err *err);
/** The same for text in memory; `name` stands for the file in messages. */
BH_NODISCARD enum bh_status bh_table_read_text(const char *name, const char *text, size_t n,
                                               struct bh_table **out, struct bh_err *err);
void bh_table_free(struct bh_table *table);

/** How a negotiation is run. All 0 is a good start. */
struct bh_negotiation_settings {
    const char *model;      /* of the path: "spatial" (NULL too) or "challenge" */
    const char *const *set; /* [n_set] "Name=Value" of that model's options */
    size_t n_set;
    size_t rounds;        /* 0: spatial until settled (at most 100), challenge 10; else 1 .. 100 */
    size_t draws;         /* tables drawn for the spread; 0: 1000, fewer for large tables */
    bool exact;           /* no draws: the table's values alone */
    uint32_t seed;        /* of the draws */
    const char *at_least; /* "ISSUE=VALUE": in what share of draws is the outcome that or more? One
                             issue: "VALUE" will do. NULL: not asked. Wants draws. */
    size_t threads;       /* 0: one for each processor */
    const volatile sig_atomic_t *cancel; /* set by a signal handler; or NULL */
};

/** An outcome of the values as given, and over all draws. The latter are NaN with `exact`. */
struct bh_forecast_value {
    double value, q05, q25, median, q75, q95; /* in the issue's own scale */
};

/** Ways to an outcome, of every issue. */
enum bh_forecast_rule {
    BH_FORECAST_CHOICE,      /* choice among positions, weight capability^0.5 salience */
    BH_FORECAST_MEAN,        /* mean of positions, weight capability^0.5 salience */
    BH_FORECAST_MEAN_LINEAR, /* mean of positions, weight capability salience */
    BH_FORECAST_MEDIAN,      /* median of positions, weight capability salience */
    BH_FORECAST_PATH_MEAN,   /* where the path ends: mean, weight capability salience */
    BH_FORECAST_PATH_MEDIAN, /* where the path ends: median, weight capability salience */
    BH_N_FORECAST_RULES
};
/** "choice", ..., and a line about it. Static strings. */
const char *bh_forecast_rule_name(enum bh_forecast_rule rule);
const char *bh_forecast_rule_meaning(enum bh_forecast_rule rule);

enum bh_encounter_kind {
    BH_ENCOUNTER_BARGAIN,       /* spatial: a bargain is proposed */
    BH_ENCOUNTER_CONFRONTATION, /* challenge: the target expects to lose and moves */
    BH_ENCOUNTER_COMPROMISE,    /* challenge: the target moves part of the way */
    BH_ENCOUNTER_CAPITULATION   /* challenge: the target moves all the way */
};
const char *bh_encounter_kind_name(enum bh_encounter_kind kind);

/** Who challenged whom in a round of the central path, why, and what came of it. */
struct bh_encounter {
    size_t round;              /* from 1 */
    size_t issue;              /* challenge model; n_issues: all issues together */
    size_t challenger, target; /* actors */
    enum bh_encounter_kind kind;
    double chance; /* spatial: that the challenger prevails, as it sees it; else NaN */
    double
        gain; /* the challenger's expected gain in utility, as it (challenge: the target) sees it */
    bool challenger_moved, target_moved; /* by this encounter */
};

/** Share of draws in which an outcome is at a threshold or above, with its 95 % interval (Wilson).
 */
struct bh_gate {
    double share, low, high;
};

/** A negotiation. Owned by the caller; the table must outlive it. */
struct bh_negotiation {
    const struct bh_table *table;
    const char *model;
    size_t n_rounds;        /* played on the central path */
    bool is_settled;        /* the spatial model's stop rule ended it */
    const double *position; /* [(n_rounds + 1) * n_actors * n_issues] row 0: as given */
    const double *standing; /* [(n_rounds + 1) * n_actors] chance that the actor's position wins an
                               election among those held (spatial; challenge: share of capability x
                               salience at it) */
    const size_t *group;    /* [(n_rounds + 1) * n_actors] coalition: number of the position held */
    const struct bh_encounter *encounters; /* [n_encounters], by round */
    size_t n_encounters;
    struct bh_forecast_value *forecast; /* [BH_N_FORECAST_RULES * n_issues] */
    struct bh_forecast_value *path;     /* [(n_rounds + 1) * n_issues] weighted mean by round; draws
                                           that     settled earlier stay where they ended */
    struct bh_forecast_value *course;   /* [(n_rounds + 1) * n_actors * n_issues] by actor */
    struct bh_gate gate[BH_N_FORECAST_RULES]; /* when at_least was asked */
    size_t gate_issue;                        /* n_issues: not asked */
    double gate_value;
    size_t n_draws;
    bool is_jittered; /* the table has no ranges: capability and salience +-5 %, position +-2 % */
    const char *const *settings; /* [n_settings * 2] the model's options as used */
    size_t n_settings;
    struct bh_negotiation_store *store; /* private */
};

/** Runs a negotiation.
 *
 *  Each draw takes every number from its range (triangular, the value its mode). One run of a
 *  challenge model is worth little: +-5 % on capability and salience and +-2 points on position
 * move its outcome by 5 to 20 points; hence draws also for a table without ranges. Actors without
 * capability or salience keep their positions and count for nothing.
 *
 *  @return BH_OK; BH_EINPUT for settings that do not fit; BH_ELIMIT (spatial: more than 250 actors
 *          or an election that does not settle); BH_ECANCELLED; BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_negotiation_run(const struct bh_table *table,
                                               const struct bh_negotiation_settings *settings,
                                               struct bh_negotiation **out, struct bh_err *err);
void bh_negotiation_free(struct bh_negotiation *negotiation);

/** Everything as JSON; the path as CSV (round,issue,actor,position,q05,median,q95,standing,group).
 *  *text is the caller's to free. */
BH_NODISCARD enum bh_status bh_negotiation_json(const struct bh_negotiation *negotiation,
                                                char **text, struct bh_err *err);
BH_NODISCARD enum bh_status bh_negotiation_csv(const struct bh_negotiation *negotiation,
                                               char **text, struct bh_err *err);
/** A page with forecast, pictures of positions over rounds, and encounters. The file appears
 *  complete or not at all. */
BH_NODISCARD enum bh_status bh_negotiation_html(const struct bh_negotiation *negotiation,
                                                const char *path, struct bh_err *err);

/** The options of the spatial model and of the challenge model, one a line, for help texts.
 *  *text is the caller's to free. */
BH_NODISCARD enum bh_status bh_negotiation_options(char **text, struct bh_err *err);

#ifdef __cplusplus
}
#endif
#endif
