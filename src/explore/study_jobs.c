/** @file study_jobs.c  A block of futures, in lane packs, into a slot. */
#include "explore/study_jobs.h"

#include <stdlib.h>
#include <string.h>

#define BLOCK BH_BLOCK

/** What a thread works with. Jobs of the same futures of other options follow each other, so what
 *  was drawn for one serves the next. */
struct bh_study_worker {
    struct bh_pack *pack;
    double *drawn; /* [BLOCK][bh_sample_width] of block `block` */
    size_t block;  /* BH_NONE: nothing drawn yet */
    size_t order[BLOCK]; /* futures of the block in the order in which they share packs */
};

/* ---- running --------------------------------------------------------------------------------- */

/** Which of the slot's results is that of future `i` of the block under the option at hand. */
static size_t
place_of(const struct bh_study_outline *study, const struct bh_study_slot *slot, size_t i)
{
    return study->described.is_summary ? slot->option * slot->n + i : i;
}

/** Makes future `i` of the worker's block lane `l` of a pack, its results to lie in the slot. */
static void
place(const struct bh_study_outline *study, struct bh_study_slot *slot,
      const struct bh_study_worker *worker, size_t i, size_t l, struct bh_job *job,
      struct bh_outcome *outcome)
{
    const size_t at = place_of(study, slot, i);
    const size_t n_variables = study->described.n_variables;
    const size_t number = worker->block * BLOCK + i;
    const double *drawn = worker->drawn + i * bh_sample_width(&study->design.sampler);
    double *values = slot->values + l * study->model->parameters.n;
    struct bh_store_future *future = &slot->futures[at];

    future->scenario = (uint32_t) (1 + number / study->n_replications);
    future->replication = (uint32_t) (number % study->n_replications);
    job->scenario[l] = bh_sample_luck(&study->design.sampler, future->scenario);
    job->replication[l] = future->replication;
    job->values[l] = values;
    bh_sample_place(study->model, job->option, drawn, values);
    bh_sample_place_levers(&study->design.sampler, drawn, values);
    for (size_t v = 0; v < n_variables; v++) {
        slot->variables[i * n_variables + v] = drawn[study->design.kept[v]];
    }
    outcome->finals[l] = slot->finals + at * study->outputs.n;
    outcome->series[l] =
        number < study->keep ? slot->recorded + l * study->n_series * study->n_points : NULL;
}

/** Makes what came out of lane `l` future `i` of the block, ready for the store. */
static void
collect(const struct bh_study_outline *study, struct bh_study_slot *slot, size_t i, size_t l,
        const struct bh_job *job, const struct bh_outcome *outcome)
{
    const size_t at = place_of(study, slot, i);
    const size_t n_recorded = study->n_series * study->n_points;
    struct bh_store_future *future = &slot->futures[at];
    float *series = slot->series + at * n_recorded;

    bh_outputs_finish(&study->outputs, job->option, job->values[l], outcome->finals[l]);
    future->status = outcome->failed[l] ? 1 : 0;
    memcpy(slot->reasons[at], outcome->reason[l], sizeof outcome->reason[l]);
    future->reason = slot->reasons[at];
    future->success =
        !outcome->failed[l] && bh_outputs_success(&study->outputs, outcome->finals[l]);
    future->outputs = outcome->finals[l];
    future->variables = slot->option == 0 && future->replication == 0
                            ? slot->variables + i * study->described.n_variables
                            : NULL;
    for (size_t k = 0; outcome->series[l] != NULL && k < n_recorded; k++) {
        series[k] = (float) outcome->series[l][k];
    }
    future->series = outcome->series[l] != NULL ? series : NULL;
    future->n_points = study->n_points;
}

/** Runs the block's futures order[first] .. order[first + n - 1] as one lane pack. */
static void
run_pack(const struct bh_study_jobs *jobs, struct bh_study_slot *slot, size_t first, size_t n,
         const struct bh_study_worker *worker)
{
    const struct bh_study_outline *study = jobs->study;
    const size_t *order = worker->order + first;
    bool records = false;
    struct bh_outcome outcome;
    struct bh_job job = {
        .model = study->model,
        .option = study->options[slot->option],
        .n = n,
        .finals = study->outputs.slots,
        .n_finals = study->outputs.n,
        .every = study->every,
    };

    for (size_t l = 0; l < n; l++) {
        place(study, slot, worker, order[l], l, &job, &outcome);
        records = records || outcome.series[l] != NULL;
    }
    job.slots = records ? study->series_slots : NULL;
    job.n_slots = records ? study->n_series : 0;
    jobs->engine->run(worker->pack, &job, &outcome);
    for (size_t l = 0; l < n; l++) {
        collect(study, slot, order[l], l, &job, &outcome);
    }
}

/** Draws the scenarios of `n` futures of a block, unless they are there. */
static void
draw_block(const struct bh_study_jobs *jobs, struct bh_study_worker *worker, size_t block, size_t n)
{
    const struct bh_study_outline *study = jobs->study;

    if (worker->block == block) {
        return;
    }
    const size_t stride = bh_sample_width(&study->design.sampler);
    for (size_t i = 0; i < n; i++) {
        const size_t scenario = 1 + (block * BLOCK + i) / study->n_replications;

        bh_sample_draw(&study->design.sampler, (uint32_t) scenario, worker->drawn + i * stride);
    }
    worker->block = block;
    bh_block_order(worker->drawn + jobs->war_ends, stride, n, worker->order);
}

void
bh_study_jobs_run(struct bh_study_jobs *jobs, struct bh_study_slot *slot, size_t thread)
{
    const struct bh_study_outline *study = jobs->study;
    struct bh_study_worker *worker = &jobs->workers[thread];
    const size_t lanes = jobs->engine->lanes;
    const size_t n_options = bh_study_job_options(study);
    const size_t first_option = slot->job % bh_store_jobs_per_block(&study->described);

    slot->n = bh_study_job_futures(study, slot->job);
    draw_block(jobs, worker, bh_study_job_block(study, slot->job), slot->n);
    for (size_t o = 0; o < n_options; o++) {
        slot->option = first_option + o;
        for (size_t first = 0; first < slot->n; first += lanes) {
            const size_t n = slot->n - first < lanes ? slot->n - first : lanes;

            run_pack(jobs, slot, first, n, worker);
        }
    }
}

/* ---- memory ---------------------------------------------------------------------------------- */

static bool
make_slot(const struct bh_study_outline *study, struct bh_study_slot *slot)
{
    struct bh_arena *arena = study->arena;
    const size_t n_recorded = study->n_series * study->n_points;
    const size_t n_futures = BLOCK * bh_study_job_options(study);

    slot->futures = bh_arena_alloc(arena, n_futures * sizeof *slot->futures);
    slot->finals = bh_arena_alloc(arena, n_futures * study->outputs.n * sizeof(double));
    slot->variables =
        bh_arena_alloc(arena, (BLOCK * study->described.n_variables + 1) * sizeof(double));
    slot->values =
        bh_arena_alloc(arena, BH_MAX_LANES * study->model->parameters.n * sizeof(double));
    slot->recorded = bh_arena_alloc(arena, (BH_MAX_LANES * n_recorded + 1) * sizeof(double));
    /* large, and touched by the few jobs alone whose courses are kept */
    slot->series = calloc(n_futures * n_recorded + 1, sizeof(float));
    slot->reasons = bh_arena_alloc(arena, n_futures * sizeof *slot->reasons);
    return slot->futures != NULL && slot->finals != NULL && slot->variables != NULL &&
           slot->values != NULL && slot->recorded != NULL && slot->series != NULL &&
           slot->reasons != NULL;
}

bool
bh_study_jobs_make(const struct bh_study_outline *study, const struct bh_engine *engine,
                   size_t n_threads, struct bh_study_jobs *out)
{
    const size_t width = bh_sample_width(&study->design.sampler);

    *out = (struct bh_study_jobs){
        .study = study,
        .engine = engine,
        .war_ends = bh_block_war_ends(study->model),
        .n_slots = 2 * n_threads + 2,
        .n_threads = n_threads,
    };
    out->slots = bh_arena_alloc(study->arena, out->n_slots * sizeof *out->slots);
    out->workers = bh_arena_alloc(study->arena, n_threads * sizeof *out->workers);
    if (out->slots == NULL || out->workers == NULL) {
        return false;
    }
    for (size_t i = 0; i < out->n_slots; i++) {
        if (!make_slot(study, &out->slots[i])) {
            return false;
        }
    }
    for (size_t t = 0; t < n_threads; t++) {
        struct bh_study_worker *worker = &out->workers[t];

        worker->pack = engine->create(study->model);
        worker->drawn =
            bh_arena_alloc(study->arena, (BLOCK * width + 1) * sizeof *worker->drawn);
        worker->block = BH_NONE;
        if (worker->pack == NULL || worker->drawn == NULL) {
            return false;
        }
    }
    return true;
}

void
bh_study_jobs_fini(struct bh_study_jobs *jobs)
{
    for (size_t t = 0; jobs->workers != NULL && t < jobs->n_threads; t++) {
        jobs->engine->free(jobs->workers[t].pack);
    }
    for (size_t i = 0; jobs->slots != NULL && i < jobs->n_slots; i++) {
        free(jobs->slots[i].series);
    }
    *jobs = (struct bh_study_jobs){0};
}
