/** @file study_jobs.h  Jobs of a study, run into result slots that are ready for the store.
 *
 *  Layer: explore.  What a job gives depends on its number alone, not on the slot, the thread or
 *  the jobs before it. Memory is one slot for each job in flight. */
#ifndef BH_EXPLORE_STUDY_JOBS_H
#define BH_EXPLORE_STUDY_JOBS_H

#include "engine/engine.h"
#include "explore/study_outline.h"

/** A job in flight and its result. Futures stand one option after the other. */
struct bh_study_slot {
    size_t job;    /* set by the caller, as is the next; the rest by bh_study_jobs_run */
    size_t n_others; /* jobs that other processes had taken when this one was */
    size_t option; /* number of the option in the study; of a summary's job the last one */
    struct bh_store_future *futures; /* [options of a job][n] */
    size_t n;          /* of each option */
    double *finals;    /* [options of a job][BLOCK][n_outputs] */
    double *variables; /* [BLOCK][described.n_variables] */
    double *values;    /* [BH_MAX_LANES][n_parameters] */
    double *recorded;  /* [BH_MAX_LANES][n_series * n_points] */
    float *series;     /* [options of a job][BLOCK][n_series * n_points] */
    char (*reasons)[160]; /* [options of a job][BLOCK] */
};

struct bh_study_worker; /* what one thread works with */

struct bh_study_jobs {
    const struct bh_study_outline *study;
    const struct bh_engine *engine;
    size_t war_ends; /* the assumption that says when, or another one where that is known */
    struct bh_study_slot *slots; /* [n_slots] */
    size_t n_slots;
    struct bh_study_worker *workers; /* [n_threads] */
    size_t n_threads;
};

/** Makes slots and workers on the study's arena. `out` is closed by bh_study_jobs_fini, also after
 *  a failure. @return false when out of memory. */
bool bh_study_jobs_make(const struct bh_study_outline *study, const struct bh_engine *engine,
                        size_t n_threads, struct bh_study_jobs *out);
/** Zeroed is legal. */
void bh_study_jobs_fini(struct bh_study_jobs *jobs);

/** Runs the job that stands in `slot`, on thread 0 .. n_threads-1. */
void bh_study_jobs_run(struct bh_study_jobs *jobs, struct bh_study_slot *slot, size_t thread);

#endif
