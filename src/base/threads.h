/** @file threads.h  Jobs done by several threads, their results taken in order.
 *
 *  Layer: base.
 *
 *  Threads work on jobs 0 .. n_jobs-1 in any order, each into one of n_slots result slots; the
 *  calling thread consumes finished jobs strictly in order and so frees their slots. Memory is
 *  bounded by the slots, and what is consumed does not depend on the number of threads. */
#ifndef BH_BASE_THREADS_H
#define BH_BASE_THREADS_H

#include <bluehelm/err.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

struct bh_threads_work {
    size_t n_threads; /* >= 1 */
    size_t n_jobs;  /* at most so many */
    size_t n_slots; /* >= n_threads */
    /** Says what `job` is, into its free slot: called for jobs 0, 1, 2, ... when each is about to
     *  be taken, by one thread at a time. False ends the work before that job. NULL: the job's
     *  number says all. */
    bool (*next)(void *context, size_t job, size_t slot);
    /** Does `job` into `slot`; runs on thread 0 .. n_threads-1. Must not fail. */
    void (*work)(void *context, size_t job, size_t slot, size_t thread);
    /** Takes the result; called on the calling thread, for jobs 0, 1, 2, ... A failure stops. NULL
     *  when jobs leave their results in places of their own. */
    enum bh_status (*consume)(void *context, size_t job, size_t slot, struct bh_err *err);
    void *context;
    const volatile sig_atomic_t *cancel; /* non-zero stops after the jobs in hand; or NULL */
};

/** @return BH_OK when all was consumed; BH_ECANCELLED; what `consume` returned; BH_ENOMEM when
 *          threads cannot be made. */
BH_NODISCARD enum bh_status bh_threads_run_ordered(const struct bh_threads_work *work,
                                                   struct bh_err *err);

/** Number of processors this process may use, at least 1. */
size_t bh_threads_available(void);

#endif
