/** @file batch.c  Chosen futures under chosen changes, in full lane packs. */
#include "explore/batch.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/threads.h"

#include <string.h>

#define BLOCK 64 /* items in a job: a multiple of every lane count */

/** What a thread works with. */
struct worker {
    struct bh_pack *pack;
    double *drawn;  /* [bh_sample_width] of `scenario` */
    double *values; /* [BH_MAX_LANES][n_parameters] */
    double *finals; /* [BH_MAX_LANES][n_outputs] */
    uint32_t scenario;
    bool has_drawn;
};

struct run {
    const struct bh_batch *batch;
    struct worker *workers; /* [n_threads] */
    struct bh_arena arena;
};

/** Puts the parameters of `item` into a lane. */
static void
place(const struct bh_batch *batch, struct worker *worker, const struct bh_batch_item *item,
      double *values)
{
    if (!worker->has_drawn || worker->scenario != item->scenario) {
        bh_sample_draw(&batch->sampler, item->scenario, worker->drawn);
        worker->scenario = item->scenario;
        worker->has_drawn = true;
    }
    bh_sample_place(batch->model, batch->option, worker->drawn, values);
    bh_sample_place_levers(&batch->sampler, worker->drawn, values);
    if (batch->change != NULL) {
        batch->change(batch->context, item, worker->drawn, values);
    }
}

/** Runs items [first, first + n) as one lane pack. */
static void
run_pack(const struct bh_batch *batch, struct worker *worker, size_t first, size_t n)
{
    const size_t n_values = batch->model->parameters.n;
    struct bh_outcome outcome = {.failed = {false}};
    struct bh_job job = {
        .model = batch->model,
        .option = batch->option,
        .n = n,
        .finals = batch->outputs->slots,
        .n_finals = batch->outputs->n,
        .every = 1,
    };

    for (size_t l = 0; l < n; l++) {
        const struct bh_batch_item *item = &batch->items[first + l];
        double *values = worker->values + l * n_values;

        place(batch, worker, item, values);
        job.scenario[l] = bh_sample_luck(&batch->sampler, item->scenario);
        job.replication[l] = item->replication;
        job.values[l] = values;
        outcome.finals[l] = worker->finals + l * batch->outputs->n;
    }
    batch->engine->run(worker->pack, &job, &outcome);
    for (size_t l = 0; l < n; l++) {
        bh_outputs_finish(batch->outputs, batch->option, job.values[l], outcome.finals[l]);
        const struct bh_batch_result result = {
            .finals = outcome.finals[l],
            .reason = outcome.failed[l] ? outcome.reason[l] : NULL,
            .success = !outcome.failed[l] && bh_outputs_success(batch->outputs, outcome.finals[l]),
        };

        batch->keep(batch->context, first + l, &result);
    }
}

static void
work(void *context, size_t job, size_t slot, size_t thread)
{
    struct run *run = context;
    const struct bh_batch *batch = run->batch;
    const size_t begin = job * BLOCK;
    const size_t end = batch->n - begin < BLOCK ? batch->n : begin + BLOCK;

    (void) slot;
    for (size_t first = begin; first < end; first += batch->engine->lanes) {
        const size_t left = end - first;

        run_pack(batch, &run->workers[thread], first,
                 left < batch->engine->lanes ? left : batch->engine->lanes);
    }
}

static enum bh_status
consume(void *context, size_t job, size_t slot, struct bh_err *err)
{
    struct run *run = context;
    const size_t done = (job + 1) * BLOCK;

    (void) slot;
    (void) err;
    if (run->batch->progress != NULL) {
        run->batch->progress(run->batch->context, done < run->batch->n ? done : run->batch->n);
    }
    return BH_OK;
}

static bool
make_workers(struct run *run)
{
    const struct bh_batch *batch = run->batch;
    const struct bh_model *model = batch->model;

    run->workers = bh_arena_alloc(&run->arena, batch->n_threads * sizeof *run->workers);
    for (size_t t = 0; run->workers != NULL && t < batch->n_threads; t++) {
        struct worker *w = &run->workers[t];

        w->pack = batch->engine->create(model);
        w->drawn = bh_arena_alloc(&run->arena,
                                  (bh_sample_width(&batch->sampler) + 1) * sizeof *w->drawn);
        w->values =
            bh_arena_alloc(&run->arena, BH_MAX_LANES * model->parameters.n * sizeof *w->values);
        w->finals =
            bh_arena_alloc(&run->arena, BH_MAX_LANES * batch->outputs->n * sizeof *w->finals);
        if (w->pack == NULL || w->drawn == NULL || w->values == NULL || w->finals == NULL) {
            return false;
        }
    }
    return run->workers != NULL;
}

enum bh_status
bh_batch_run(const struct bh_batch *batch, struct bh_err *err)
{
    struct run run = {.batch = batch};
    const struct bh_threads_work jobs = {
        .n_threads = batch->n_threads,
        .n_jobs = (batch->n + BLOCK - 1) / BLOCK,
        .n_slots = 4 * batch->n_threads,
        .work = work,
        .consume = consume,
        .context = &run,
        .cancel = batch->cancel,
    };
    enum bh_status st = BH_OK;

    if (batch->n == 0) {
        return BH_OK;
    }
    bh_arena_init(&run.arena);
    st = make_workers(&run) ? bh_threads_run_ordered(&jobs, err)
                            : bh_no_memory(err);
    for (size_t t = 0; run.workers != NULL && t < batch->n_threads; t++) {
        batch->engine->free(run.workers[t].pack);
    }
    bh_arena_fini(&run.arena);
    return st;
}
