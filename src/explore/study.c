/** @file study.c  The ensemble: options x scenarios x replications over threads, streamed to a
 *  results file.
 *
 *  Layer: explore.
 *
 *  Threads run jobs (study_outline.h) into result slots in any order; the caller's thread appends
 *  them to the store strictly in job order, so the file does not depend on the number of threads,
 *  and resuming is starting at the first job that was not committed. */
#include <bluehelm/study.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/statistics.h"
#include "base/threads.h"
#include "explore/choose.h"
#include "explore/study_jobs.h"
#include "explore/study_outline.h"
#include "plan/compile.h"
#include "store/store.h"

#include <bluehelm/future.h>
#include <math.h>
#include <string.h>
#include <time.h>

struct study {
    const struct bh_study_settings *settings;
    struct bh_arena arena;
    struct bh_study_outline outline;
    const struct bh_engine *engine;
    struct bh_study_jobs jobs;
    size_t first_job;
    struct bh_store *store;
    struct timespec began;
    size_t n_first, n_first_succeeded; /* convergence line: the first option in this run */
};

/* ---- running jobs --------------------------------------------------------------------------- */

/** Fills the slot of job `first_job + job`. */
static void
work(void *context, size_t job, size_t slot_index, size_t thread)
{
    struct study *study = context;
    struct bh_study_slot *slot = &study->jobs.slots[slot_index];

    slot->job = study->first_job + job;
    bh_study_jobs_run(&study->jobs, slot, thread);
}

static void
report(struct study *study, size_t jobs_done)
{
    const struct bh_study_outline *outline = &study->outline;
    const size_t per_option = bh_study_futures_per_option(outline);
    const size_t blocks = jobs_done / outline->n_options;
    size_t done = (blocks * outline->n_options + jobs_done % outline->n_options) * BH_STUDY_BLOCK;
    struct bh_progress progress = {.total = per_option * outline->n_options};

    if (study->settings->progress == NULL) {
        return;
    }
    done = done < progress.total ? done : progress.total;
    const double before = (double) (study->first_job * BH_STUDY_BLOCK);
    progress.done = done;
    progress.seconds = bh_seconds_since(&study->began);
    progress.per_second =
        progress.seconds > 0 ? ((double) done - before) / progress.seconds : 0;
    progress.seconds_left = progress.per_second > 0
                                ? (double) (progress.total - done) / progress.per_second
                                : (double) INFINITY;
    double low, high;
    bh_wilson((double) study->n_first_succeeded, (double) study->n_first, &low, &high);
    progress.estimate = 0.5 * (low + high);
    progress.half_width = 0.5 * (high - low);
    study->settings->progress(study->settings->context, &progress);
}

/** Appends a finished job; called in job order on the caller's thread. */
static enum bh_status
consume(void *context, size_t job, size_t slot_index, struct bh_err *err)
{
    struct study *study = context;
    const struct bh_study_slot *slot = &study->jobs.slots[slot_index];
    enum bh_status st = BH_OK;

    (void) job;
    for (size_t i = 0; slot->option == 0 && i < slot->n; i++) {
        study->n_first++;
        study->n_first_succeeded += slot->futures[i].success;
    }
    BH_TRY(bh_store_append(study->store, slot->job, slot->option, slot->futures, slot->n, err));
    report(study, slot->job + 1);
done:
    return st;
}

/* ---- the whole ------------------------------------------------------------------------------ */

/** Whether rows of a design do not depend on how many there are. */
static bool
can_grow(const struct bh_study_settings *settings)
{
    const enum bh_design design = settings->design;

    return settings->pool == 0 &&
           (design == BH_MONTE_CARLO || design == BH_NESTED_HYPERCUBE || design == BH_SOBOL ||
            design == BH_SALTELLI || design == BH_MORRIS);
}

static enum bh_status
open_store(struct study *study, struct bh_err *err)
{
    const struct bh_study_settings *settings = study->settings;

    if (settings->extend) {
        if (!can_grow(settings)) {
            return bh_fail(err, BH_EINPUT,
                           "a study of design %s cannot grow: its rows depend on their number; "
                           "monte carlo, nested latin hypercube, sobol, saltelli and morris can",
                           study->outline.design.words);
        }
        return bh_store_extend(settings->out, &study->outline.described, BH_STUDY_BLOCK, &study->first_job,
                               &study->store, err);
    }
    if (settings->resume) {
        return bh_store_resume(settings->out, &study->outline.described, &study->first_job, &study->store,
                               err);
    }
    return bh_store_create(settings->out, settings->overwrite, &study->outline.described, &study->store,
                           err);
}

/** Tells, for each option, the future in which every assumption has its central value. */
static enum bh_status
tell_stories(struct study *study, const struct bh_plan *plan, struct bh_err *err)
{
    enum bh_status st = BH_OK;
    struct bh_future *future = NULL;

    for (size_t i = 0; i < study->outline.n_options; i++) {
        const struct bh_future_request request = {
            .option = study->outline.described.options[i].id,
            .isa = study->settings->isa,
        };

        BH_TRY(bh_future_run(plan, &request, &future, err));
        for (size_t h = 0; h < future->n_happenings; h++) {
            BH_TRY(bh_store_happening(study->store, i, 0, 0, future->happenings[h].day,
                                      (int) future->happenings[h].tone,
                                      future->happenings[h].text, err));
        }
        bh_future_free(future);
        future = NULL;
    }
done:
    bh_future_free(future);
    return st;
}

static enum bh_status
run(struct study *study, const struct bh_plan *plan, struct bh_err *err)
{
    const size_t left = study->outline.described.n_jobs - study->first_job;
    enum bh_status st = BH_OK;

    if (left == 0 && bh_store_is_complete(study->store)) {
        return BH_OK;
    }
    const size_t n_threads =
        study->settings->threads == 0 ? bh_threads_available() : study->settings->threads;
    if (!bh_study_jobs_make(&study->outline, study->engine, n_threads, &study->jobs)) {
        return bh_no_memory(err);
    }
    clock_gettime(CLOCK_MONOTONIC, &study->began);
    const struct bh_threads_work jobs = {
        .n_threads = n_threads,
        .n_jobs = left,
        .n_slots = study->jobs.n_slots,
        .work = work,
        .consume = consume,
        .context = study,
        .cancel = study->settings->cancel,
    };
    BH_TRY(bh_threads_run_ordered(&jobs, err));
    BH_TRY(tell_stories(study, plan, err));
    st = bh_store_complete(study->store, err);
    study->store = NULL; /* completing closes it, whatever comes of it */
done:
    return st;
}

enum bh_status
bh_study_run(const struct bh_plan *plan, const struct bh_study_settings *settings,
             struct bh_err *err)
{
    struct study study = {.settings = settings};
    enum bh_status st = BH_OK;

    bh_arena_init(&study.arena);
    BH_TRY(bh_choose_engine(settings->isa, &study.engine, err));
    BH_TRY(bh_study_outline_make(bh_plan_model(plan), settings, &study.arena, &study.outline, err));
    BH_TRY(open_store(&study, err));
    st = run(&study, plan, err);
done:
    bh_study_jobs_fini(&study.jobs);
    bh_store_close(study.store);
    bh_arena_fini(&study.arena);
    return st;
}

size_t
bh_study_engines(const char **names, size_t room)
{
    return bh_engine_names(names, room);
}
