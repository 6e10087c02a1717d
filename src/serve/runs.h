/** @file runs.h  Studies that run in the background, one after the other.
 *
 *  Layer: serve.  Knows names and numbers of futures, and not what a study is: what is to be done
 *  is a function it is given. One thread works, since a study uses all processors by itself. All
 *  functions may be called from any thread.
 *
 *  Invariant: a name has at most one run in the list; those that wait start in the order in which
 *  they were asked for. */
#ifndef BH_SERVE_RUNS_H
#define BH_SERVE_RUNS_H

#include "base/text.h"

#include <bluehelm/study.h>
#include <stdint.h>

#define BH_RUNS_MOST 72     /* remembered; more than there can be variants */
#define BH_RUNS_WAITING 4   /* at most so many wait behind the one that runs */
#define BH_RUNS_NAME_ROOM 64

struct bh_runs;

/** What a run is to do. */
struct bh_run_order {
    char name[BH_RUNS_NAME_ROOM];
    size_t n_futures;
};

/** How a run tells its progress, and learns whether to go on. */
struct bh_run_watch {
    void (*progress)(void *context, const struct bh_progress *progress);
    void *context;
    const volatile sig_atomic_t *cancel; /* only looked at by the thread that calls `progress` */
};

struct bh_runs_settings {
    /** Does what is ordered, on the working thread. @return BH_ECANCELLED when it was stopped. */
    enum bh_status (*work)(void *context, const struct bh_run_order *order,
                           const struct bh_run_watch *watch, struct bh_err *err);
    void *context;
};

/** Starts the working thread. @return BH_OK, BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_runs_create(const struct bh_runs_settings *settings,
                                           struct bh_runs **out, struct bh_err *err);

/** Stops: what runs is cancelled and waited for, what waits is dropped, and bh_runs_wait returns
 *  false everywhere. Further orders are refused. */
void bh_runs_stop(struct bh_runs *runs);
/** Frees what has stopped. NULL is fine. */
void bh_runs_free(struct bh_runs *runs);

/** Puts a run at the end of the line.
 *  @return BH_OK; BH_EINPUT when one of that name runs or waits; BH_ELIMIT when BH_RUNS_WAITING
 *          wait; BH_ECANCELLED when stopping. */
BH_NODISCARD enum bh_status bh_runs_order(struct bh_runs *runs, const struct bh_run_order *order,
                                          struct bh_err *err);
/** Cancels the run of that name, running or waiting. @return whether there was one. */
bool bh_runs_cancel(struct bh_runs *runs, const char *name);
/** Whether one of that name runs or waits. */
bool bh_runs_is_busy(struct bh_runs *runs, const char *name);
/** Drops what is remembered of that name, unless it runs or waits. */
void bh_runs_forget(struct bh_runs *runs, const char *name);

/** Writes the list, on one line:
 *  {"runs": [{"variant": , "state": waiting|running|done|failed|stopped, "futures": , "done": ,
 *  "total": , "per_second": , "seconds_left": , "estimate": , "half_width": , "text": }]}
 *  in the order in which they were asked for; numbers as in struct bh_progress. */
void bh_runs_json(struct bh_runs *runs, struct bh_text *out);

/** Waits until the list differs from that of `*version`, at most `seconds`, and sets `*version`.
 *  Versions begin at 1. @return false when the runs have stopped. */
bool bh_runs_wait(struct bh_runs *runs, uint64_t *version, double seconds);

#endif
