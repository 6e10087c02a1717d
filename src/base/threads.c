/** @file threads.c  A ring of result slots between worker threads and one consumer.
 *
 *  Job j uses slot j mod n_slots. A worker takes the next job when that job's slot is free, that
 *  is, when job - n_slots was consumed. One mutex guards the counters; workers hold it only to take
 *  a job and to hand it in. */
#include "base/err.h"
#include "base/threads.h"

#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stdlib.h>

struct pool {
    const struct bh_threads_work *work;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    size_t next;     /* job to be taken */
    size_t n_jobs;   /* as far as it is known */
    size_t consumed; /* jobs consumed */
    bool *finished;  /* [n_slots] the job in this slot is done */
    bool stop;
};

struct worker {
    struct pool *pool;
    size_t index;
    pthread_t thread;
};

/** Takes the next job, waiting for its slot. The mutex is held. @return false when there is none
 *  any more. */
static bool
take(struct pool *pool, size_t *job)
{
    const struct bh_threads_work *work = pool->work;

    while (!pool->stop && pool->next < pool->n_jobs &&
           pool->next >= pool->consumed + work->n_slots) {
        pthread_cond_wait(&pool->changed, &pool->mutex);
    }
    if (pool->stop || pool->next == pool->n_jobs) {
        return false;
    }
    if (work->next != NULL &&
        !work->next(work->context, pool->next, pool->next % work->n_slots)) {
        pool->n_jobs = pool->next;
        pthread_cond_broadcast(&pool->changed);
        return false;
    }
    *job = pool->next++;
    return true;
}

static void *
work_until_done(void *argument)
{
    const struct worker *worker = argument;
    struct pool *pool = worker->pool;
    size_t job;

    pthread_mutex_lock(&pool->mutex);
    while (take(pool, &job)) {
        const size_t slot = job % pool->work->n_slots;

        pthread_mutex_unlock(&pool->mutex);
        pool->work->work(pool->work->context, job, slot, worker->index);
        pthread_mutex_lock(&pool->mutex);
        pool->finished[slot] = true;
        pthread_cond_broadcast(&pool->changed);
    }
    pthread_mutex_unlock(&pool->mutex);
    return NULL;
}

static bool
is_cancelled(const struct pool *pool)
{
    return pool->work->cancel != NULL && *pool->work->cancel != 0;
}

/** Waits until the job in `slot` is finished. @return false when there is no such job. */
static bool
wait_for(struct pool *pool, size_t job, size_t slot)
{
    pthread_mutex_lock(&pool->mutex);
    while (!pool->finished[slot] && job < pool->n_jobs) {
        pthread_cond_wait(&pool->changed, &pool->mutex);
    }
    const bool is_finished = pool->finished[slot];

    pthread_mutex_unlock(&pool->mutex);
    return is_finished;
}

/** Consumes in order until all is done, something fails, or a cancel comes. */
static enum bh_status
consume_all(struct pool *pool, struct bh_err *err)
{
    const struct bh_threads_work *work = pool->work;
    enum bh_status st = BH_OK;

    for (size_t job = 0; st == BH_OK; job++) {
        const size_t slot = job % work->n_slots;

        if (!wait_for(pool, job, slot)) {
            break;
        }
        if (is_cancelled(pool)) {
            st = bh_fail(err, BH_ECANCELLED, "stopped on request");
            break;
        }
        if (work->consume != NULL) {
            st = work->consume(work->context, job, slot, err);
        }
        pthread_mutex_lock(&pool->mutex);
        pool->finished[slot] = false;
        pool->consumed = job + 1;
        pthread_cond_broadcast(&pool->changed);
        pthread_mutex_unlock(&pool->mutex);
    }
    pthread_mutex_lock(&pool->mutex);
    pool->stop = true;
    pthread_cond_broadcast(&pool->changed);
    pthread_mutex_unlock(&pool->mutex);
    return st;
}

enum bh_status
bh_threads_run_ordered(const struct bh_threads_work *work, struct bh_err *err)
{
    struct pool pool = {.work = work, .n_jobs = work->n_jobs};
    struct worker *workers = calloc(work->n_threads, sizeof *workers);
    size_t started = 0;
    enum bh_status st;

    pool.finished = calloc(work->n_slots, sizeof *pool.finished);
    if (workers == NULL || pool.finished == NULL) {
        free(workers);
        free(pool.finished);
        return bh_no_memory(err);
    }
    pthread_mutex_init(&pool.mutex, NULL);
    pthread_cond_init(&pool.changed, NULL);
    for (; started < work->n_threads; started++) {
        workers[started].pool = &pool;
        workers[started].index = started;
        if (pthread_create(&workers[started].thread, NULL, work_until_done, &workers[started])) {
            break;
        }
    }
    st = started > 0 ? consume_all(&pool, err)
                     : bh_fail(err, BH_ENOMEM, "no thread could be started");
    for (size_t t = 0; t < started; t++) {
        pthread_join(workers[t].thread, NULL);
    }
    pthread_cond_destroy(&pool.changed);
    pthread_mutex_destroy(&pool.mutex);
    free(pool.finished);
    free(workers);
    return st;
}

size_t
bh_threads_available(void)
{
    cpu_set_t set;
    const int n = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;

    return n > 0 ? (size_t) n : 1;
}
