/** @file study.c  The ensemble: options x scenarios x replications over threads and processes,
 *  streamed to a results file.
 *
 *  Layer: explore.
 *
 *  A study is a set of jobs (study_outline.h), a file an unordered set of finished ones. So all
 *  ways to share the work are one: list the jobs the file lacks, run them, append each when it is
 *  done. Resuming lists what is left; a shard lists its share; the processes of a crew take from
 *  the list of rank 0, a few jobs at a time, each into a file of its own, and rank 0 takes these
 *  files in when all are done. A process alone is a crew of one. Completing a file makes its bytes
 *  depend on its contents alone, so it does not matter who ran what, when. */
#include <bluehelm/study.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/statistics.h"
#include "base/threads.h"
#include "explore/choose.h"
#include "explore/study_jobs.h"
#include "explore/study_parts.h"
#include "plan/compile.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct study {
    const struct bh_study_settings *settings;
    const struct bh_crew *crew;
    struct bh_arena arena;
    struct bh_study_outline outline;
    const struct bh_engine *engine;
    struct bh_study_jobs jobs;
    struct bh_store *store;
    struct timespec began;
    size_t n_futures, n_before; /* of all jobs in question, and of those done before */
    uint32_t *todo;             /* [n_todo] jobs in question that the results file lacks */
    size_t n_todo;
    uint32_t *hand; /* [n_hand] of room `room`: jobs this process has taken, begun up to `at` */
    size_t n_hand, room, at;
    size_t n_mine, n_others;           /* jobs taken so far, by this process and by others */
    size_t n_first, n_first_succeeded; /* convergence line: the first option in this process */
};

/* ---- a crew of one --------------------------------------------------------------------------- */

/** The jobs that are left. */
struct list {
    const uint32_t *jobs;
    size_t n, at;
};

static enum bh_status
begin_alone(void *context, enum bh_status mine, const uint32_t *jobs, size_t n)
{
    *(struct list *) context = (struct list){.jobs = jobs, .n = n};
    return mine;
}

static size_t
take_alone(void *context, uint32_t *jobs, size_t room, size_t *n_taken)
{
    struct list *list = context;
    const size_t n = list->n - list->at < room ? list->n - list->at : room;

    if (n > 0) {
        memcpy(jobs, list->jobs + list->at, n * sizeof *jobs);
    }
    list->at += n;
    *n_taken = list->at;
    return n;
}

static void
leave_alone(void *context)
{
    (void) context;
}

/* ---- running jobs ---------------------------------------------------------------------------- */

/** Puts the next job into its slot, taking more from the crew when none is at hand. */
static bool
next(void *context, size_t number, size_t slot_index)
{
    struct study *study = context;
    struct bh_study_slot *slot = &study->jobs.slots[slot_index];
    size_t n_taken;

    (void) number;
    if (study->at == study->n_hand) {
        study->at = 0;
        study->n_hand =
            study->crew->take(study->crew->context, study->hand, study->room, &n_taken);
        if (study->n_hand == 0) {
            return false;
        }
        study->n_mine += study->n_hand;
        study->n_others = n_taken - study->n_mine;
    }
    slot->job = study->hand[study->at++];
    slot->n_others = study->n_others;
    return true;
}

static void
work(void *context, size_t number, size_t slot, size_t thread)
{
    struct study *study = context;

    (void) number;
    bh_study_jobs_run(&study->jobs, &study->jobs.slots[slot], thread);
}

/** Tells how far all are when `n_done` jobs of this run are done. */
static void
report(struct study *study, size_t n_done)
{
    struct bh_progress progress = {.total = study->n_futures};
    const size_t left = study->n_futures - study->n_before;
    double low, high;

    if (study->settings->progress == NULL) {
        return;
    }
    const size_t of_jobs = n_done * BH_BLOCK * bh_study_job_options(&study->outline);
    const size_t done = of_jobs < left && n_done < study->n_todo ? of_jobs : left;
    progress.done = study->n_before + done;
    progress.seconds = bh_seconds_since(&study->began);
    progress.per_second = progress.seconds > 0 ? (double) done / progress.seconds : 0;
    progress.seconds_left = progress.per_second > 0
                                ? (double) (left - done) / progress.per_second
                                : (double) INFINITY;
    bh_wilson((double) study->n_first_succeeded, (double) study->n_first, &low, &high);
    progress.estimate = 0.5 * (low + high);
    progress.half_width = 0.5 * (high - low);
    study->settings->progress(study->settings->context, &progress);
}

/** Appends a finished job; called in the order in which jobs were taken, on the caller's thread. */
static enum bh_status
consume(void *context, size_t number, size_t slot_index, struct bh_err *err)
{
    struct study *study = context;
    const struct bh_study_slot *slot = &study->jobs.slots[slot_index];
    const bool is_summary = study->outline.described.is_summary;
    enum bh_status st = BH_OK;

    /* futures of the first option stand first in the slot, if they are there */
    for (size_t i = 0; (is_summary || slot->option == 0) && i < slot->n; i++) {
        study->n_first++;
        study->n_first_succeeded += slot->futures[i].success;
    }
    if (is_summary) {
        BH_TRY(bh_store_append_sums(study->store, slot->job, slot->futures, slot->n, err));
    } else {
        BH_TRY(bh_store_append(study->store, slot->job, slot->option, slot->futures, slot->n,
                               err));
    }
    report(study, slot->n_others + number + 1);
done:
    return st;
}

/** Runs jobs as long as the crew has some. */
static enum bh_status
run_jobs(struct study *study, struct bh_err *err)
{
    const size_t n_threads =
        study->settings->threads == 0 ? bh_threads_available() : study->settings->threads;

    /* a block of all options for each thread: what is drawn for one option serves the next */
    study->room = n_threads * bh_store_jobs_per_block(&study->outline.described);
    study->hand = bh_arena_alloc(&study->arena, study->room * sizeof *study->hand);
    if (study->hand == NULL ||
        !bh_study_jobs_make(&study->outline, study->engine, n_threads, &study->jobs)) {
        return bh_no_memory(err);
    }
    const struct bh_threads_work jobs = {
        .n_threads = n_threads,
        .n_jobs = study->outline.described.n_jobs,
        .n_slots = study->jobs.n_slots,
        .next = next,
        .work = work,
        .consume = consume,
        .context = study,
        .cancel = study->settings->cancel,
    };
    clock_gettime(CLOCK_MONOTONIC, &study->began);
    return bh_threads_run_ordered(&jobs, err);
}

/* ---- files ----------------------------------------------------------------------------------- */

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
create(struct study *study, struct bh_err *err)
{
    const struct bh_study_settings *settings = study->settings;
    enum bh_status st = BH_OK;

    if (bh_study_parts_exist(settings->out) && !settings->overwrite) {
        return bh_fail(err, BH_EINPUT,
                       "%s.parts: parts of an unfinished study are there; --resume goes on with "
                       "them, --overwrite removes them",
                       settings->out);
    }
    BH_TRY(bh_study_parts_are_free(settings->out, err)); /* before the old file is gone */
    BH_TRY(bh_store_create(settings->out, settings->overwrite, &study->outline.described,
                           &study->store, err));
    st = bh_study_parts_remove(settings->out, err);
done:
    return st;
}

/** Opens the results file, takes in what other processes left beside it. */
static enum bh_status
open_results(struct study *study, struct bh_err *err)
{
    const struct bh_study_settings *settings = study->settings;
    const struct bh_store_study *described = &study->outline.described;
    enum bh_status st = BH_OK;

    if (settings->extend && !can_grow(settings)) {
        return bh_fail(err, BH_EINPUT,
                       "a study of design %s cannot grow: its rows depend on their number; "
                       "monte carlo, nested latin hypercube, sobol, saltelli and morris can",
                       described->design);
    }
    if (settings->extend) {
        BH_TRY(bh_store_extend(settings->out, described, BH_BLOCK, &study->store, err));
    } else if (settings->resume) {
        BH_TRY(bh_store_resume(settings->out, described, &study->store, err));
    } else {
        BH_TRY(create(study, err));
    }
    st = bh_store_is_complete(study->store)
             ? bh_study_parts_remove(settings->out, err)
             : bh_study_parts_take(settings->out, study->store, err);
done:
    return st;
}

/** Lists the jobs in question that the results file lacks. */
static enum bh_status
list_jobs(struct study *study, struct bh_err *err)
{
    const struct bh_store_study *described = &study->outline.described;
    const size_t n_shards = described->n_parts == 0 ? 1 : described->n_parts;
    const size_t shard = described->n_parts == 0 ? 0 : described->part - 1;
    bool *is_done = malloc(described->n_jobs * sizeof *is_done + 1);
    enum bh_status st = BH_OK;

    study->todo =
        bh_arena_alloc(&study->arena, (described->n_jobs + 1) * sizeof *study->todo);
    if (is_done == NULL || study->todo == NULL) {
        st = bh_no_memory(err);
        goto done;
    }
    BH_TRY(bh_store_jobs(study->store, is_done, err));
    for (size_t job = 0; job < described->n_jobs; job++) {
        const size_t n = bh_study_job_futures(&study->outline, job) *
                         bh_study_job_options(&study->outline);

        if (bh_study_job_block(&study->outline, job) % n_shards != shard) {
            continue;
        }
        study->n_futures += n;
        study->n_before += is_done[job] ? n : 0;
        if (!is_done[job]) {
            study->todo[study->n_todo++] = (uint32_t) job;
        }
    }
done:
    free(is_done);
    return st;
}

/** Opens the file of another rank than 0. */
static enum bh_status
open_part(struct study *study, struct bh_err *err)
{
    struct bh_store_study described = study->outline.described;
    char *path = NULL;
    enum bh_status st = BH_OK;

    described.part = study->crew->rank;
    BH_TRY(bh_study_part_path(study->settings->out, study->crew->rank, &path, err));
    st = bh_store_create(path, false, &described, &study->store, err);
done:
    free(path);
    return st;
}

/** Puts what this process has done on the disk, before it waits for others. A part is closed. */
static enum bh_status
keep(struct study *study, struct bh_err *err)
{
    struct bh_store *store = study->store;

    if (study->crew->rank == 0 && study->outline.described.part == 0) {
        return bh_store_commit(store, err);
    }
    study->store = NULL;
    return bh_store_put_away(store, err);
}

/* ---- the whole ------------------------------------------------------------------------------- */

static enum bh_status
check_sharing(const struct bh_study_settings *settings, struct bh_err *err)
{
    if (settings->n_shards == 0 && settings->shard == 0) {
        return BH_OK;
    }
    if (settings->shard < 1 || settings->shard > settings->n_shards) {
        return bh_fail(err, BH_EINPUT, "shard is %zu of %zu, must be 1 to %zu", settings->shard,
                       settings->n_shards, settings->n_shards);
    }
    if (settings->extend) {
        return bh_fail(err, BH_EINPUT, "a shard cannot be extended; extend the merged study");
    }
    return settings->crew == NULL
               ? BH_OK
               : bh_fail(err, BH_EINPUT, "a shard is run by one process, not by a crew");
}

/** Everything before work begins. Rank 0 makes the results file and the list of jobs. */
static enum bh_status
prepare(struct study *study, const struct bh_plan *plan, struct bh_err *err)
{
    const struct bh_study_settings *settings = study->settings;
    enum bh_status st = BH_OK;

    BH_TRY(check_sharing(settings, err));
    BH_TRY(bh_choose_engine(settings->isa, &study->engine, err));
    BH_TRY(bh_study_outline_make(bh_plan_model(plan), settings, &study->arena, &study->outline,
                                 err));
    study->outline.described.part = settings->shard;
    study->outline.described.n_parts = settings->n_shards;
    if (study->crew->rank == 0) {
        BH_TRY(open_results(study, err));
        BH_TRY(list_jobs(study, err));
        if (study->crew->n_ranks > 1) {
            BH_TRY(bh_study_parts_make_folder(settings->out, err));
        }
    }
done:
    return st;
}

/** What this process does of the jobs. */
static enum bh_status
do_share(struct study *study, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    if (study->crew->rank > 0) {
        BH_TRY(open_part(study, err));
    }
    st = run_jobs(study, err);
    const enum bh_status kept = keep(study, st == BH_OK ? err : NULL);
    st = st == BH_OK ? kept : st;
done:
    return st;
}

/** Rank 0, when all have done what they could: the results file takes in the parts, and is
 *  completed if nothing is missing. */
static enum bh_status
finish(struct study *study, const struct bh_plan *plan, struct bh_err *err)
{
    const char *out = study->settings->out;
    const size_t n_jobs = study->outline.described.n_jobs;
    struct bh_store *store = study->store;
    enum bh_status st = BH_OK;

    if (bh_store_is_complete(store)) { /* and was before: the parts are empty */
        return bh_study_parts_remove(out, err);
    }
    st = bh_study_parts_take(out, store, err);
    if (st != BH_OK) {
        bh_err_wrap(err, st, "%s: is not complete; what is done is kept, and --resume goes on when "
                    "this is put right", out);
        goto done;
    }
    if (bh_store_jobs_done(store) < n_jobs) {
        st = bh_fail(err, BH_EIO,
                     "%s: %zu of %zu jobs are missing: a process failed, or its part is not in "
                     "%s.parts; what is done is kept, and --resume goes on from there",
                     out, n_jobs - (size_t) bh_store_jobs_done(store), n_jobs, out);
        goto done;
    }
    study->store = NULL;
    st = bh_study_finish(store, plan, study->settings->isa, err);
done:
    return st;
}

static enum bh_status
run(struct study *study, const struct bh_plan *plan, struct bh_err *err)
{
    const struct bh_crew *crew = study->crew;
    enum bh_status st = prepare(study, plan, err);
    const enum bh_status others = crew->begin(crew->context, st, study->todo, study->n_todo);

    if (st != BH_OK || (others != BH_OK && crew->rank > 0)) {
        return st;
    }
    if (others != BH_OK) {
        return bh_fail(err, others, "another process could not begin; nothing was run");
    }
    st = do_share(study, err);
    crew->leave(crew->context); /* what others could not do is missing in the results file */
    if (st == BH_OK && crew->rank == 0 && study->outline.described.part == 0) {
        st = finish(study, plan, err);
    }
    return st;
}

enum bh_status
bh_study_run(const struct bh_plan *plan, const struct bh_study_settings *settings,
             struct bh_err *err)
{
    struct list list = {0};
    const struct bh_crew alone = {&list, 0, 1, begin_alone, take_alone, leave_alone};
    struct study study = {
        .settings = settings,
        .crew = settings->crew == NULL ? &alone : settings->crew,
    };

    bh_arena_init(&study.arena);
    enum bh_status st = run(&study, plan, err);
    bh_study_jobs_fini(&study.jobs);
    bh_store_close(study.store);
    bh_arena_fini(&study.arena);
    if (study.crew->rank > 0) {
        st = bh_err_wrap(err, st, "process %zu", study.crew->rank);
    }
    return st;
}

size_t
bh_study_engines(const char **names, size_t room)
{
    return bh_engine_names(names, room);
}
