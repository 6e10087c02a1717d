/** @file runs.c  Studies that run in the background.
 *
 *  One mutex guards the list; the working thread holds it to take a run and to note its progress.
 *  `changed` is signalled with every change. The flag that stops a study is set by the working
 *  thread itself, when it tells progress and finds that a cancel was asked for: so the study's flag
 *  needs no lock and no atomics. */
#include "serve/runs.h"

#include "base/err.h"
#include "base/json.h"

#include <assert.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum run_state { WAITING, RUNNING, DONE, FAILED, STOPPED };

struct run {
    struct bh_run_order order;
    enum run_state state;
    struct bh_progress progress;
    bool wants_cancel;
    char text[sizeof ((struct bh_err *) NULL)->text]; /* why it failed */
};

struct bh_runs {
    struct bh_runs_settings settings;
    pthread_mutex_t mutex;
    pthread_cond_t changed; /* waits on the monotonic clock */
    pthread_t thread;
    struct run list[BH_RUNS_MOST]; /* in the order asked for */
    size_t n;
    uint64_t version;
    bool is_stopping;
    volatile sig_atomic_t cancel; /* of the run in hand; the working thread's own */
};

/* ---- with the mutex held -------------------------------------------------------------------- */

static void
tell_change(struct bh_runs *runs)
{
    runs->version++;
    pthread_cond_broadcast(&runs->changed);
}

static bool
is_busy(const struct run *run)
{
    return run->state == WAITING || run->state == RUNNING;
}

/** The run of that name, or NULL. */
static struct run *
find(struct bh_runs *runs, const char *name)
{
    for (size_t i = 0; i < runs->n; i++) {
        if (strcmp(runs->list[i].order.name, name) == 0) {
            return &runs->list[i];
        }
    }
    return NULL;
}

static struct run *
first_of(struct bh_runs *runs, enum run_state state)
{
    for (size_t i = 0; i < runs->n; i++) {
        if (runs->list[i].state == state) {
            return &runs->list[i];
        }
    }
    return NULL;
}

static size_t
count(const struct bh_runs *runs, enum run_state state)
{
    size_t n = 0;

    for (size_t i = 0; i < runs->n; i++) {
        n += runs->list[i].state == state;
    }
    return n;
}

static void
drop(struct bh_runs *runs, struct run *run)
{
    const size_t behind = runs->n - (size_t) (run - runs->list) - 1;

    memmove(run, run + 1, behind * sizeof *run);
    runs->n--;
}

/** Makes room for one more: the oldest that has ended goes. */
static void
make_room(struct bh_runs *runs)
{
    for (size_t i = 0; i < runs->n && runs->n == BH_RUNS_MOST; i++) {
        if (!is_busy(&runs->list[i])) {
            drop(runs, &runs->list[i]);
        }
    }
    assert(runs->n < BH_RUNS_MOST); /* few can be busy */
}

/* ---- the working thread --------------------------------------------------------------------- */

static void
note_progress(void *context, const struct bh_progress *progress)
{
    struct bh_runs *runs = context;

    pthread_mutex_lock(&runs->mutex);
    struct run *run = first_of(runs, RUNNING);
    assert(run != NULL);
    run->progress = *progress;
    if (run->wants_cancel) {
        runs->cancel = 1;
    }
    tell_change(runs);
    pthread_mutex_unlock(&runs->mutex);
}

/** Waits for the next run and marks it running. @return false when stopping. */
static bool
take(struct bh_runs *runs, struct bh_run_order *order)
{
    struct run *run = NULL;

    pthread_mutex_lock(&runs->mutex);
    while (!runs->is_stopping && (run = first_of(runs, WAITING)) == NULL) {
        pthread_cond_wait(&runs->changed, &runs->mutex);
    }
    const bool is_taken = !runs->is_stopping;
    if (is_taken) {
        assert(run != NULL);
        run->state = RUNNING;
        *order = run->order;
        tell_change(runs);
    }
    pthread_mutex_unlock(&runs->mutex);
    return is_taken;
}

static void
note_end(struct bh_runs *runs, enum bh_status status, const struct bh_err *err)
{
    pthread_mutex_lock(&runs->mutex);
    struct run *run = first_of(runs, RUNNING);
    assert(run != NULL);
    run->state = status == BH_OK ? DONE : status == BH_ECANCELLED ? STOPPED : FAILED;
    if (run->state == FAILED) {
        snprintf(run->text, sizeof run->text, "%s", err->text);
    }
    tell_change(runs);
    pthread_mutex_unlock(&runs->mutex);
}

static void *
work(void *argument)
{
    struct bh_runs *runs = argument;
    struct bh_run_order order;

    while (take(runs, &order)) {
        const struct bh_run_watch watch = {note_progress, runs, &runs->cancel};
        struct bh_err err = {BH_OK, ""};

        runs->cancel = 0;
        note_end(runs, runs->settings.work(runs->settings.context, &order, &watch, &err), &err);
    }
    return NULL;
}

/* ---- from everywhere ------------------------------------------------------------------------ */

static void
make_condition(pthread_cond_t *condition)
{
    pthread_condattr_t attributes;

    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(condition, &attributes);
    pthread_condattr_destroy(&attributes);
}

enum bh_status
bh_runs_create(const struct bh_runs_settings *settings, struct bh_runs **out, struct bh_err *err)
{
    struct bh_runs *runs = calloc(1, sizeof *runs);

    if (runs == NULL) {
        return bh_no_memory(err);
    }
    runs->settings = *settings;
    runs->version = 1;
    pthread_mutex_init(&runs->mutex, NULL);
    make_condition(&runs->changed);
    if (pthread_create(&runs->thread, NULL, work, runs) != 0) {
        bh_runs_free(runs);
        return bh_fail(err, BH_ENOMEM, "no thread could be started");
    }
    *out = runs;
    return BH_OK;
}

void
bh_runs_stop(struct bh_runs *runs)
{
    pthread_mutex_lock(&runs->mutex);
    runs->is_stopping = true;
    for (size_t i = 0; i < runs->n; i++) {
        runs->list[i].wants_cancel = true;
        if (runs->list[i].state == WAITING) {
            runs->list[i].state = STOPPED;
        }
    }
    tell_change(runs);
    pthread_mutex_unlock(&runs->mutex);
    pthread_join(runs->thread, NULL);
}

void
bh_runs_free(struct bh_runs *runs)
{
    if (runs != NULL) {
        pthread_cond_destroy(&runs->changed);
        pthread_mutex_destroy(&runs->mutex);
        free(runs);
    }
}

enum bh_status
bh_runs_order(struct bh_runs *runs, const struct bh_run_order *order, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    pthread_mutex_lock(&runs->mutex);
    struct run *same = find(runs, order->name);
    if (runs->is_stopping) {
        st = bh_fail(err, BH_ECANCELLED, "the server is stopping");
    } else if (same != NULL && is_busy(same)) {
        st = bh_fail(err, BH_EINPUT, "%s is being run already", order->name);
    } else if (count(runs, WAITING) >= BH_RUNS_WAITING) {
        st = bh_fail(err, BH_ELIMIT, "%d runs are waiting already; no more are taken",
                     BH_RUNS_WAITING);
    } else {
        if (same != NULL) {
            drop(runs, same);
        }
        make_room(runs);
        runs->list[runs->n++] = (struct run){.order = *order};
        tell_change(runs);
    }
    pthread_mutex_unlock(&runs->mutex);
    return st;
}

bool
bh_runs_cancel(struct bh_runs *runs, const char *name)
{
    pthread_mutex_lock(&runs->mutex);
    struct run *run = find(runs, name);
    const bool was_busy = run != NULL && is_busy(run);
    if (was_busy) {
        run->wants_cancel = true;
        run->state = run->state == WAITING ? STOPPED : run->state;
        tell_change(runs);
    }
    pthread_mutex_unlock(&runs->mutex);
    return was_busy;
}

bool
bh_runs_is_busy(struct bh_runs *runs, const char *name)
{
    pthread_mutex_lock(&runs->mutex);
    const struct run *run = find(runs, name);
    const bool busy = run != NULL && is_busy(run);
    pthread_mutex_unlock(&runs->mutex);
    return busy;
}

void
bh_runs_forget(struct bh_runs *runs, const char *name)
{
    pthread_mutex_lock(&runs->mutex);
    struct run *run = find(runs, name);
    if (run != NULL && !is_busy(run)) {
        drop(runs, run);
        tell_change(runs);
    }
    pthread_mutex_unlock(&runs->mutex);
}

static void
write_run(struct bh_json *json, const struct run *run)
{
    static const char *const words[] = {"waiting", "running", "done", "failed", "stopped"};

    bh_json_object(json, NULL);
    bh_json_string(json, "variant", run->order.name);
    bh_json_string(json, "state", words[run->state]);
    bh_json_integer(json, "futures", (int64_t) run->order.n_futures);
    bh_json_integer(json, "done", (int64_t) run->progress.done);
    bh_json_integer(json, "total", (int64_t) run->progress.total);
    bh_json_number(json, "per_second", run->progress.per_second);
    bh_json_number(json, "seconds_left", run->progress.seconds_left);
    bh_json_number(json, "estimate", run->progress.estimate);
    bh_json_number(json, "half_width", run->progress.half_width);
    bh_json_string(json, "text", run->text);
    bh_json_end_object(json);
}

void
bh_runs_json(struct bh_runs *runs, struct bh_text *out)
{
    struct bh_json json = bh_json_make_dense(out);

    bh_json_object(&json, NULL);
    bh_json_array(&json, "runs");
    pthread_mutex_lock(&runs->mutex);
    for (size_t i = 0; i < runs->n; i++) {
        write_run(&json, &runs->list[i]);
    }
    pthread_mutex_unlock(&runs->mutex);
    bh_json_end_array(&json);
    bh_json_end_object(&json);
}

/** The moment so many seconds from now. */
static struct timespec
moment_in(double seconds)
{
    struct timespec moment;
    const double whole = floor(seconds);

    clock_gettime(CLOCK_MONOTONIC, &moment);
    moment.tv_sec += (time_t) whole;
    moment.tv_nsec += (long) (1e9 * (seconds - whole));
    moment.tv_sec += moment.tv_nsec / 1000000000;
    moment.tv_nsec %= 1000000000;
    return moment;
}

bool
bh_runs_wait(struct bh_runs *runs, uint64_t *version, double seconds)
{
    const struct timespec until = moment_in(seconds);
    int code = 0;

    pthread_mutex_lock(&runs->mutex);
    while (code == 0 && !runs->is_stopping && runs->version == *version) {
        code = pthread_cond_timedwait(&runs->changed, &runs->mutex, &until);
    }
    *version = runs->version;
    const bool goes_on = !runs->is_stopping;
    pthread_mutex_unlock(&runs->mutex);
    return goes_on;
}
