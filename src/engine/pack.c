/** @file pack.c  One lane pack: its memory, its days, its records.
 *
 *  Layer: engine.  Compiled once per instruction set.
 *
 *  A pack holds two flat vectors of lane packs, parameters and state, and the histories that delays
 *  need. A job transposes its futures' parameters into the lanes, sets every module up, and carries
 *  them through the days; the order of a day is the array `modules`. */
#include "base/lanes.h"
#include "engine/engine.h"
#include "engine/invariants.h"
#include "model/evaluate.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** The day, in order. */
static const struct bh_module *const modules[] = {
    &bh_module_hostilities, &bh_module_politics,   &bh_module_conditions, &bh_module_finance,
    &bh_module_forces,      &bh_module_security,   &bh_module_population, &bh_module_governance,
    &bh_module_relief,      &bh_module_measures,
};
#define N_MODULES (sizeof modules / sizeof modules[0])

struct bh_pack {
    const struct bh_model *model;
    bh_f64 *parameter; /* [model->parameters.n] */
    bh_f64 *state;     /* [model->state.n] */
    bh_f64 *happened; /* [n_events] 1 once the event has happened */
    struct bh_world world;
    struct bh_view view;
    struct bh_parameters p;
    struct bh_luck luck;
    struct bh_constants constants;
    struct bh_frame frame;
    char *memory; /* the one allocation behind all vectors ... */
    size_t cleared_from, cleared_to; /* ... of which a job starts with this stretch at zero */
};

static void
open_windows(struct bh_pack *pack)
{
    const struct bh_model *model = pack->model;
    const size_t *state = model->state.base;
    const size_t *parameter = model->parameters.base;

#define C(NAME, name, count, prefix)                                                               \
    pack->world.name =                                                                             \
        (struct bh_##name##_state *) (void *) (pack->state + state[BH_STATE_##NAME]);              \
    pack->view.name = pack->world.name;
    BH_STATE_CLASSES(C)
#undef C
#define C(NAME, name, count, section)                                                              \
    pack->p.name = (const struct bh_##name##_parameters *) (const void *)                          \
        (pack->parameter + parameter[BH_PARAM_##NAME]);
    BH_PARAMETER_CLASSES(C)
#undef C
    pack->view.slot = pack->state;
    pack->p.at = pack->parameter;
}

/** Memory handed out from one stretch, or, with no base, only measured. */
struct stretch {
    char *base;
    size_t used;
};

/** `n` objects of `size` bytes, at a multiple of the widest lane pack. */
static void *
take(struct stretch *stretch, size_t n, size_t size)
{
    const size_t from = stretch->used;

    stretch->used += (n * size + 63) / 64 * 64;
    return stretch->base == NULL ? NULL : stretch->base + from;
}

/** Gives every vector of the pack its place. */
static void
lay_out(struct bh_pack *pack, struct stretch *memory)
{
    const struct bh_model *model = pack->model;
    const struct bh_counts *counts = &model->counts;
    const size_t cohorts = model->n_local * model->days;

    pack->parameter = take(memory, model->parameters.n, sizeof(bh_f64));
    pack->constants.power = take(memory, counts->n_parties, sizeof(bh_f64));
    pack->constants.area = take(memory, counts->n_areas, sizeof *pack->constants.area);
    pack->constants.is_credited = take(memory, model->days, sizeof(bool));
    pack->world.payer = take(memory, counts->n_ledger, sizeof(size_t));
    pack->world.n_payers = take(memory, counts->n_lines, sizeof(size_t));
    pack->world.bargaining = take(memory, 1, bh_politics_bytes(model));
    pack->cleared_from = memory->used;
    pack->state = take(memory, model->state.n, sizeof(bh_f64));
    pack->happened = take(memory, model->n_events, sizeof(bh_f64));
    pack->world.incidents_ring = take(memory, BH_WINDOW_DAYS * counts->n_areas, sizeof(bh_f64));
    pack->world.entered_vetting = take(memory, cohorts, sizeof(bh_f64));
    pack->world.entered_course = take(memory, cohorts, sizeof(bh_f64));
    pack->world.entered_field = take(memory, cohorts, sizeof(bh_f64));
    pack->world.is_able = take(memory, counts->n_sponsors, sizeof(bool));
    pack->cleared_to = memory->used;
}

static void
pack_free(struct bh_pack *pack)
{
    if (pack != NULL) {
        free(pack->memory);
        free(pack);
    }
}

static struct bh_pack *
pack_create(const struct bh_model *model)
{
    struct bh_pack *pack = aligned_alloc(64, (sizeof *pack + 63) / 64 * 64);
    struct stretch memory = {NULL, 0};

    if (pack == NULL) {
        return NULL;
    }
    memset(pack, 0, sizeof *pack);
    pack->model = model;
    lay_out(pack, &memory);
    pack->memory = aligned_alloc(64, memory.used + 64);
    if (pack->memory == NULL) {
        pack_free(pack);
        return NULL;
    }
    memory = (struct stretch){pack->memory, 0};
    lay_out(pack, &memory);
    open_windows(pack);
    return pack;
}

/** Loads a job: parameters into lanes, luck, an empty world. Lanes beyond the job's futures repeat
 *  its first, and are thrown away. */
static void
load(struct bh_pack *pack, const struct bh_job *job)
{
    const struct bh_model *model = pack->model;
    uint32_t scenario[BH_LANES];
    uint32_t replication[BH_LANES];

    for (size_t l = 0; l < BH_LANES; l++) {
        const size_t from = l < job->n ? l : 0;

        scenario[l] = job->scenario[from];
        replication[l] = job->replication[from];
        for (size_t i = 0; i < model->parameters.n; i++) {
            bh_set_lane(&pack->parameter[i], (int) l, job->values[from][i]);
        }
    }
    pack->luck = bh_luck_make(model->seed, scenario, replication);
    memset(pack->memory + pack->cleared_from, 0, pack->cleared_to - pack->cleared_from);
    pack->frame = (struct bh_frame){
        .model = model,
        .option = &model->options[job->option],
        .choice = &pack->p.option[job->option],
        .p = &pack->p,
        .w = &pack->view,
        .luck = &pack->luck,
        .k = &pack->constants,
    };
}

/** Works out what follows from the parameters as they are now. */
static void
prepare(struct bh_pack *pack)
{
    for (size_t m = 0; m < N_MODULES; m++) {
        if (modules[m]->prepare != NULL) {
            modules[m]->prepare(&pack->frame, &pack->constants);
        }
    }
}

/** Sets every module up. Relief goes first because others weigh by who is present. */
static void
set_up(struct bh_pack *pack)
{
    prepare(pack);
    bh_module_relief.init(&pack->frame, &pack->world);
    for (size_t m = 0; m < N_MODULES; m++) {
        if (modules[m] != &bh_module_relief) {
            modules[m]->init(&pack->frame, &pack->world);
        }
    }
}

/** Lets the plan's events happen, each on the first day its condition is true. */
static void
step_events(struct bh_pack *pack)
{
    for (size_t e = 0; e < pack->model->n_events; e++) {
        const struct bh_event *event = &pack->model->events[e];
        const bh_mask waits = bh_not(bh_is_set(pack->happened[e]));

        if (!bh_any(waits)) {
            continue;
        }
        const bh_mask now = waits & bh_holds(&pack->frame, &event->when, false);
        if (!bh_any(now)) {
            continue;
        }
        pack->happened[e] = pack->happened[e] + bh_one_if(now);
        for (size_t i = 0; i < event->set.n; i++) {
            bh_f64 *at = &pack->parameter[event->set.at[i].parameter];
            *at = bh_select(now, bh_splat(event->set.at[i].value), *at);
        }
        for (size_t i = 0; i < event->n_shifts; i++) {
            const struct bh_shift *shift = &event->shifts[i];
            bh_f64 *at = &pack->state[shift->state];
            const bh_f64 moved =
                bh_min(bh_max(*at + shift->by, bh_splat(shift->least)), bh_splat(shift->most));
            *at = bh_select(now, moved, *at);
        }
        if (event->set.n > 0) {
            prepare(pack);
        }
    }
}

static void
record(const struct bh_pack *pack, const struct bh_job *job, struct bh_outcome *out)
{
    const size_t n_points = bh_engine_points(pack->model->days, job->every);
    const size_t point = pack->frame.day / job->every;

    for (size_t s = 0; s < job->n_slots; s++) {
        const bh_f64 value = pack->state[job->slots[s]];

        for (size_t l = 0; l < job->n; l++) {
            if (out->series[l] != NULL) {
                out->series[l][s * n_points + point] = bh_lane(&value, (int) l);
            }
        }
    }
}

static void
fail(struct bh_outcome *out, size_t lane, uint32_t day, const char *why)
{
    if (!out->failed[lane]) {
        out->failed[lane] = true;
        snprintf(out->reason[lane], sizeof out->reason[lane], "day %u: %s", day, why);
    }
}

/** Marks the lanes in which an invariant broke today. */
static void
check(struct bh_pack *pack, const struct bh_job *job, struct bh_outcome *out)
{
    for (size_t i = 0; i < bh_n_invariants; i++) {
        const bh_mask good = bh_invariants[i].holds(&pack->frame);

        if (!bh_any(bh_not(good))) {
            continue;
        }
        const bh_f64 flags = bh_one_if(good);
        for (size_t l = 0; l < job->n; l++) {
            if (!(bh_lane(&flags, (int) l) > 0.0)) {
                fail(out, l, pack->frame.day, bh_invariants[i].claim);
            }
        }
    }
}

/** Reads the last day; a quantity that is not a number fails its future. */
static void
finish(const struct bh_pack *pack, const struct bh_job *job, struct bh_outcome *out)
{
    for (size_t i = 0; i < job->n_finals; i++) {
        for (size_t l = 0; l < job->n; l++) {
            out->finals[l][i] = bh_lane(&pack->state[job->finals[i]], (int) l);
        }
    }
    for (size_t s = 0; s < pack->model->state.n; s++) {
        const bh_f64 x = pack->state[s];

        if (!bh_any(bh_not(x == x))) {
            continue;
        }
        for (size_t l = 0; l < job->n; l++) {
            if (isnan(bh_lane(&x, (int) l))) {
                fail(out, l, pack->frame.day, "a quantity is not a number");
            }
        }
    }
}

static void
pack_run(struct bh_pack *pack, const struct bh_job *job, struct bh_outcome *out)
{
    assert(job->model == pack->model && job->n >= 1 && job->n <= BH_LANES && job->every >= 1);
    for (size_t l = 0; l < job->n; l++) {
        out->failed[l] = false;
        out->reason[l][0] = '\0';
    }
    load(pack, job);
    set_up(pack);
    for (uint32_t day = 0; day < pack->model->days; day++) {
        pack->frame.day = day;
        bh_luck_turn_to(&pack->luck, day);
        step_events(pack);
        for (size_t m = 0; m < N_MODULES; m++) {
            modules[m]->step(&pack->frame, &pack->world);
        }
        if (job->n_slots > 0 && day % job->every == 0) {
            record(pack, job, out);
        }
        if (job->check) {
            check(pack, job, out);
        }
    }
    finish(pack, job, out);
}

#define STRING_OF(x) #x
#define STRING(x) STRING_OF(x)
#define bh_engine_pack BH_ISA_NAME(bh_engine_pack)

extern const struct bh_engine bh_engine_pack;
const struct bh_engine bh_engine_pack = {STRING(BH_ISA), BH_LANES, pack_create, pack_free,
                                         pack_run};
