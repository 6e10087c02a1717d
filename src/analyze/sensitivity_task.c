/** @file sensitivity_task.c  Indices, effects or correlation ratios of one output. */
#include "analyze/sensitivity_task.h"

#include "base/err.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define USUAL_RESAMPLES 1000
#define MANY_ROWS 8192 /* of a design; from here fewer resamples tell an interval as well */
#define FEWER_RESAMPLES 200
#define GIVEN_RESAMPLES 200 /* each passes over all rows of all variables */
#define FEWEST_STEP_ROWS 8  /* of the first line of a convergence table */
#define LOOSE 0.1
#define SMALL 0.02

bool
bh_sensitivity_is_loose(const struct bh_index *index)
{
    const double half = (index->high - index->low) / 2;

    return !(half <= LOOSE) || (index->value > SMALL && half > index->value / 2);
}

static size_t
resamples_of(const struct bh_sensitivity_task *task)
{
    const size_t usual =
        task->n_rows / (task->n_factors + 2) < MANY_ROWS ? USUAL_RESAMPLES : FEWER_RESAMPLES;
    const size_t n = task->n_resamples == 0 ? usual : task->n_resamples;

    return task->kind == BH_SENSITIVITY_GIVEN && n > GIVEN_RESAMPLES ? GIVEN_RESAMPLES : n;
}

static bool
keep_indices(const struct bh_sensitivity_task *task, const struct bh_index *from, size_t n,
             const struct bh_index **to)
{
    struct bh_index *copy = bh_arena_alloc(task->arena, (n + 1) * sizeof *copy);

    if (copy != NULL) {
        memcpy(copy, from, n * sizeof *copy);
    }
    *to = copy;
    return copy != NULL;
}

/** The convergence table: total indices from the first eighth, quarter and half of the base rows.
 *  */
static enum bh_status
converge(const struct bh_sensitivity_task *task, const struct bh_sobol_input *whole, size_t width,
         struct bh_sensitivity_option *out, struct bh_err *err)
{
    const size_t n = whole->n_rows / width;

    for (size_t step = 0; step < BH_SENSITIVITY_STEPS; step++) {
        const size_t rows = n >> (BH_SENSITIVITY_STEPS - 1 - step);
        struct bh_sobol_input part = *whole;
        struct bh_sobol sobol;

        part.n_rows = rows * width;
        part.wants_pairs = false;
        if (rows < FEWEST_STEP_ROWS || bh_sobol_analyze(&part, &sobol, NULL) != BH_OK) {
            continue;
        }
        out->step_rows[out->n_steps] = rows;
        const bool is_kept =
            keep_indices(task, sobol.total, task->n_factors, &out->step_total[out->n_steps]);
        bh_sobol_fini(&sobol);
        if (!is_kept) {
            return bh_no_memory(err);
        }
        out->n_steps++;
    }
    return BH_OK;
}

static enum bh_status
analyze_sobol(const struct bh_sensitivity_task *task, struct bh_sensitivity_option *out,
              struct bh_err *err)
{
    const size_t n = task->n_factors;
    const size_t width = (task->has_second_order ? 2 : 1) * n + 2;
    const struct bh_sobol_input input = {
        .y = task->y,
        .n_rows = task->n_rows,
        .n_factors = n,
        .has_second_order = task->has_second_order,
        .wants_pairs = task->wants_pairs,
        .n_resamples = resamples_of(task),
        .seed = task->seed,
    };
    struct bh_sobol sobol = {0};
    enum bh_status st = BH_OK;

    BH_TRY(bh_sobol_analyze(&input, &sobol, err));
    out->n_used = sobol.n_used;
    out->n_dropped = sobol.n_dropped;
    out->mean = sobol.mean;
    out->is_constant = sobol.is_constant;
    if (!keep_indices(task, sobol.first, n, &out->first) ||
        !keep_indices(task, sobol.total, n, &out->total) ||
        (sobol.pairs != NULL && !keep_indices(task, sobol.pairs, n * (n - 1) / 2, &out->pairs))) {
        st = bh_no_memory(err);
        goto done;
    }
    if (!sobol.is_constant) {
        st = converge(task, &input, width, out, err);
    }
done:
    bh_sobol_fini(&sobol);
    return st;
}

static enum bh_status
analyze_morris(const struct bh_sensitivity_task *task, struct bh_sensitivity_option *out,
               struct bh_err *err)
{
    const size_t n = task->n_factors;
    const struct bh_morris_input input = {
        .x = task->x,
        .y = task->y,
        .n_rows = task->n_rows,
        .n_columns = task->groups == NULL ? n : task->n_columns,
        .groups = task->groups,
        .n_groups = n,
        .levels = task->levels,
        .n_resamples = resamples_of(task),
        .seed = task->seed,
    };
    struct bh_effect *effects = bh_arena_alloc(task->arena, (n + 1) * sizeof *effects);
    struct bh_morris morris = {0};
    enum bh_status st = BH_OK;

    if (effects == NULL) {
        return bh_no_memory(err);
    }
    BH_TRY(bh_morris_analyze(&input, &morris, err));
    out->n_used = morris.n_used;
    out->n_dropped = morris.n_dropped;
    out->is_constant = true;
    memcpy(effects, morris.effects, n * sizeof *effects);
    for (size_t i = 0; i < n; i++) {
        out->is_constant = out->is_constant && effects[i].mu_star.value == 0;
        if (task->is_grouped) {
            effects[i].mu = (double) NAN;
            effects[i].sigma = (double) NAN;
        }
    }
    out->effects = effects;
done:
    bh_morris_fini(&morris);
    return st;
}

static enum bh_status
analyze_given(const struct bh_sensitivity_task *task, struct bh_sensitivity_option *out,
              struct bh_err *err)
{
    const size_t n = task->n_factors;
    const struct bh_given_input input = {
        .x = task->x,
        .y = task->y,
        .n_rows = task->n_rows,
        .n_columns = n,
        .n_resamples = resamples_of(task),
        .seed = task->seed,
    };
    struct bh_index *first = bh_arena_alloc(task->arena, (n + 1) * sizeof *first);
    enum bh_status st = BH_OK;

    if (first == NULL) {
        return bh_no_memory(err);
    }
    BH_TRY(bh_given_first(&input, first, &out->n_used, err));
    out->n_dropped = task->n_rows - out->n_used;
    out->is_constant = true;
    for (size_t i = 0; i < n; i++) {
        out->is_constant = out->is_constant && isnan(first[i].value);
    }
    out->first = first;
    out->noise = bh_given_noise(out->n_used, n);
done:
    return st;
}

static double
mean_of_outputs(const struct bh_sensitivity_task *task)
{
    double sum = 0;
    size_t n = 0;

    for (size_t i = 0; i < task->n_rows; i++) {
        if (isfinite(task->y[i])) {
            sum += task->y[i];
            n++;
        }
    }
    return n == 0 ? (double) NAN : sum / (double) n;
}

enum bh_status
bh_sensitivity_task_run(const struct bh_sensitivity_task *task, struct bh_sensitivity_option *out,
                        struct bh_err *err)
{
    out->mean = mean_of_outputs(task);
    switch (task->kind) {
    case BH_SENSITIVITY_SOBOL:
        return analyze_sobol(task, out, err);
    case BH_SENSITIVITY_MORRIS:
        return analyze_morris(task, out, err);
    case BH_SENSITIVITY_GIVEN:
        break;
    }
    return analyze_given(task, out, err);
}

struct bh_sensitivity *
bh_sensitivity_create(void)
{
    struct bh_sensitivity *out = calloc(1, sizeof *out);
    struct bh_sensitivity_store *store = calloc(1, sizeof *store);

    if (out == NULL || store == NULL) {
        free(out);
        free(store);
        return NULL;
    }
    bh_arena_init(&store->arena);
    out->store = store;
    return out;
}

void
bh_sensitivity_free(struct bh_sensitivity *sensitivity)
{
    if (sensitivity != NULL) {
        bh_arena_fini(&sensitivity->store->arena);
        free(sensitivity->store);
        free(sensitivity);
    }
}
