/** @file ensemble.h  Runs many futures of a plan inside a test, through the engine. */
#ifndef BH_TESTS_ENSEMBLE_H
#define BH_TESTS_ENSEMBLE_H

#include "base/arena.h"
#include "engine/engine.h"
#include "explore/outputs.h"
#include "explore/sample.h"
#include "plan/compile.h"

#include <bluehelm/plan.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** A plan and what its futures gave. finals is [n][outputs.n]. */
struct ensemble {
    struct bh_plan *plan;
    const struct bh_model *model;
    struct bh_arena arena;
    struct bh_outputs outputs;
    double *finals;
    size_t n, n_failed;
    char reason[200];
};

/** Changes the sampled values of a future before it runs; may be NULL. */
typedef void ensemble_change(const struct bh_model *model, uint32_t scenario, double *values);

static inline void
ensemble_tell(const struct bh_plan *plan)
{
    size_t n;
    const struct bh_problem *problems = bh_plan_problems(plan, &n);

    for (size_t i = 0; i < n; i++) {
        printf("# %s:%zu:%zu: %s\n", problems[i].file, problems[i].line, problems[i].column,
               problems[i].text);
    }
}

/** Reads a plan text (or the file `path` when text is NULL); exits when it is not sound. */
static inline struct ensemble
ensemble_open(const char *path, const char *text, const char *const *set, size_t n_set)
{
    struct ensemble out = {0};
    struct bh_err err = {BH_OK, ""};
    const enum bh_status st = text == NULL ? bh_plan_read(path, set, n_set, false, &out.plan, &err)
                                           : bh_plan_read_text(path, text, strlen(text), set, n_set,
                                                               false, &out.plan, &err);

    if (st != BH_OK || !bh_plan_is_sound(out.plan)) {
        printf("not ok reading %s: %s\n", path, err.text);
        if (st == BH_OK) {
            ensemble_tell(out.plan);
        }
        exit(1);
    }
    out.model = bh_plan_model(out.plan);
    if (!bh_outputs_make(out.model, &out.arena, &out.outputs)) {
        exit(1);
    }
    return out;
}

static inline void
ensemble_close(struct ensemble *ensemble)
{
    free(ensemble->finals);
    bh_arena_fini(&ensemble->arena);
    bh_plan_free(ensemble->plan);
}

/** Runs scenarios 1 .. n of `option`, invariants checked every day. */
static inline void
ensemble_run(struct ensemble *e, size_t option, size_t n, ensemble_change *change)
{
    const struct bh_engine *engine = bh_engine_find(NULL);
    const struct bh_sampler sampler = {.model = e->model, .design = BH_MONTE_CARLO};
    const size_t n_values = e->model->parameters.n;
    struct bh_pack *pack = engine->create(e->model);
    double *values = malloc(BH_MAX_LANES * n_values * sizeof *values);
    double *drawn = malloc((e->model->n_assumptions + 1) * sizeof *drawn);

    free(e->finals);
    e->finals = calloc(n * e->outputs.n, sizeof *e->finals);
    e->n = n;
    e->n_failed = 0;
    for (size_t at = 0; at < n; at += engine->lanes) {
        struct bh_job job = {.model = e->model,
                             .option = option,
                             .n = n - at < engine->lanes ? n - at : engine->lanes,
                             .finals = e->outputs.slots,
                             .n_finals = e->outputs.n,
                             .every = 1,
                             .check = true};
        struct bh_outcome outcome = {.failed = {false}};

        for (size_t l = 0; l < job.n; l++) {
            job.scenario[l] = (uint32_t) (at + l + 1);
            job.values[l] = values + l * n_values;
            bh_sample_draw(&sampler, job.scenario[l], drawn);
            bh_sample_place(e->model, option, drawn, values + l * n_values);
            if (change != NULL) {
                change(e->model, job.scenario[l], values + l * n_values);
            }
            outcome.finals[l] = e->finals + (at + l) * e->outputs.n;
        }
        engine->run(pack, &job, &outcome);
        for (size_t l = 0; l < job.n; l++) {
            if (outcome.failed[l]) {
                e->n_failed++;
                snprintf(e->reason, sizeof e->reason, "scenario %u: %.150s", job.scenario[l],
                         outcome.reason[l]);
            }
            bh_outputs_finish(&e->outputs, option, values + l * n_values, outcome.finals[l]);
        }
    }
    free(values);
    free(drawn);
    engine->free(pack);
}

static inline size_t
ensemble_output(const struct ensemble *e, const char *id)
{
    for (size_t i = 0; i < e->outputs.n; i++) {
        if (strcmp(e->outputs.rows[i].id, id) == 0) {
            return i;
        }
    }
    printf("not ok there is no output %s\n", id);
    exit(1);
}

static inline double
ensemble_value(const struct ensemble *e, size_t future, const char *id)
{
    return e->finals[future * e->outputs.n + ensemble_output(e, id)];
}

/** Mean of an output over the futures of an ensemble. */
static inline double
ensemble_mean(const struct ensemble *e, const char *id)
{
    double sum = 0;

    for (size_t i = 0; i < e->n; i++) {
        sum += ensemble_value(e, i, id);
    }
    return sum / (double) e->n;
}

/** Mean of the paired differences b - a, in its standard errors (0 when all are equal). */
static inline double
ensemble_z(const struct ensemble *a, const struct ensemble *b, const char *id)
{
    double sum = 0, sum2 = 0;
    const double n = (double) a->n;

    for (size_t i = 0; i < a->n; i++) {
        const double d = ensemble_value(b, i, id) - ensemble_value(a, i, id);

        sum += d;
        sum2 += d * d;
    }
    const double variance = (sum2 - sum * sum / n) / (n - 1);
    return variance > 0 ? sum / n / sqrt(variance / n) : sum == 0 ? 0 : copysign(INFINITY, sum);
}

/** Sets a parameter of every entity of a class. */
static inline void
ensemble_set(const struct bh_model *model, enum bh_parameter_class class, const char *field,
             double value, double *values)
{
    const size_t width = bh_parameter_class_info(class)->width;
    const size_t column = bh_parameter_column(class, field);

    for (size_t i = 0; i < bh_parameter_count(&model->counts, class); i++) {
        values[model->parameters.base[class] + i * width + column] = value;
    }
}

/** Multiplies a parameter of every entity of a class. */
static inline void
ensemble_scale(const struct bh_model *model, enum bh_parameter_class class, const char *field,
               double factor, double *values)
{
    const size_t width = bh_parameter_class_info(class)->width;
    const size_t column = bh_parameter_column(class, field);

    for (size_t i = 0; i < bh_parameter_count(&model->counts, class); i++) {
        values[model->parameters.base[class] + i * width + column] *= factor;
    }
}

#endif
