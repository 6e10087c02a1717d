/** @file leverage.h  Whose move matters: the least change of one party that meets a condition. */
#ifndef BLUEHELM_LEVERAGE_H
#define BLUEHELM_LEVERAGE_H

#include <bluehelm/err.h>
#include <bluehelm/plan.h>

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct bh_leverage_settings {
    const char *option;    /* id; NULL: the plan's first */
    const char *condition; /* id; required */
    const char *by;        /* ISO date by which it is to be met; NULL: the plan's last day */
    double share;          /* of futures in which it is to be met, 0 to 1; 0 means 0.5 */
    size_t futures;        /* 0 means 100 */
    size_t threads;        /* 0: one for each processor */
    const char *isa;       /* or NULL */
    const volatile sig_atomic_t *cancel; /* or NULL */
};

enum bh_lever_kind {
    BH_LEVER_POSITION,  /* moved by so many points in every future, within red lines */
    BH_LEVER_SALIENCE,  /* moved by so much in every future, within 0 and 1 */
    BH_LEVER_CAPABILITY /* multiplied by a factor in every future, 0 to 10 */
};

/** One party's lever in one direction. */
struct bh_leverage_row {
    const char *party, *party_title;
    const char *issue; /* NULL: capability, which counts on all issues */
    enum bh_lever_kind kind;
    bool upward;
    double now;    /* central value */
    double needed; /* central value after the least change that suffices; NaN: none does */
    double effort; /* of it: points / 100, salience, or |factor - 1|; +inf: none suffices */
    double share;  /* of futures meeting the condition then, or after the largest change tried */
};

/** Owned by the caller. Strings belong to the plan. */
struct bh_leverage {
    const char *option, *option_title, *condition, *condition_title;
    char by[12];
    double target;   /* share wanted */
    double baseline; /* share without any change */
    size_t futures;
    const struct bh_leverage_row *rows; /* [n_rows] least effort first */
    size_t n_rows;
    struct bh_leverage_store *store; /* private */
};

/** Looks for the least change of each party's position, salience (on the issues the condition
 * depends on) and capability that makes the condition met by the date in the wanted share of
 * futures, all on the same scenarios and luck.
 *
 *  The largest change and half of it are tried; between a change that suffices and one that does
 * not the least is found by bisection, to 1/64 of the largest. A change that suffices only
 * somewhere else is not found. With `baseline` at the target or above there is nothing to look for:
 * no rows.
 *
 *  @return BH_OK; BH_EINPUT (unknown option or condition; date outside the plan; a condition that
 * no issue bears on; share or futures out of range); BH_ECANCELLED; BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_leverage_run(const struct bh_plan *plan,
                                            const struct bh_leverage_settings *settings,
                                            struct bh_leverage **out, struct bh_err *err);
void bh_leverage_free(struct bh_leverage *leverage);

/** As JSON; *text is the caller's to free. */
BH_NODISCARD enum bh_status bh_leverage_json(const struct bh_leverage *leverage, char **text,
                                             struct bh_err *err);

#ifdef __cplusplus
}
#endif
#endif
