/** @file compare.c  Options side by side, from a results file.
 *
 *  Layer: analyze.  One output is read at a time, for two options at most, so that memory is that
 *  of two columns however many outputs there are. Differences are taken between the same scenario
 *  and replication of two options: the same assumptions and the same luck. Of a summary the same
 *  is told from its sums. */
#include <bluehelm/results.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/outcome.h"
#include "base/sums.h"
#include "base/text.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct bh_comparison_store {
    struct bh_arena arena;
};

struct work {
    struct bh_store *file;
    const struct bh_store_study *study;
    struct bh_comparison *out;
    struct bh_compared_option *options;
    struct bh_cell *cells; /* [n_options][n_outputs]: those of the options */
    struct bh_arena *arena;
    struct bh_column baseline, column;
    size_t room; /* of each column */
    double *scratch;
    struct bh_sums sums; /* of a summary */
};

static enum bh_status
make_column(struct bh_column *column, size_t room, struct bh_err *err)
{
    column->keys = malloc((room + 1) * sizeof *column->keys);
    column->values = malloc((room + 1) * sizeof *column->values);
    return column->keys != NULL && column->values != NULL ? BH_OK : bh_no_memory(err);
}

static void
free_column(struct bh_column *column)
{
    free(column->keys);
    free(column->values);
}

static enum bh_status
read_column(struct work *work, size_t option, const char *name, struct bh_column *column,
            struct bh_err *err)
{
    return bh_store_column(work->file, option, name, work->room, column->keys, column->values,
                           &column->n, err);
}

static enum bh_status
compare_output(struct work *work, size_t number, struct bh_err *err)
{
    const struct bh_store_output *output = &work->study->outputs[number];
    const struct bh_goal goal = {output->goal_relation, output->goal_value};
    enum bh_status st = BH_OK;

    BH_TRY(read_column(work, work->out->baseline, output->id, &work->baseline, err));
    for (size_t o = 0; o < work->study->n_options; o++) {
        struct bh_cell *cell = &work->cells[o * work->study->n_outputs + number];

        BH_TRY(read_column(work, o, output->id, &work->column, err));
        *cell = bh_cell_of(&work->column, goal, work->scratch);
        if (o != work->out->baseline) {
            cell->difference = bh_column_difference(&work->column, &work->baseline, work->scratch,
                                                    &cell->n_pairs);
        }
        if (strcmp(output->id, "in_time") == 0) {
            work->options[o].in_time = bh_cell_share(cell);
        }
    }
done:
    return st;
}

static enum bh_status
compare_success(struct work *work, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    BH_TRY(read_column(work, work->out->baseline, "success", &work->baseline, err));
    for (size_t o = 0; o < work->study->n_options; o++) {
        size_t n_pairs;

        BH_TRY(read_column(work, o, "success", &work->column, err));
        work->options[o].success = bh_column_share(&work->column);
        work->options[o].success_difference =
            bh_column_difference(&work->column, &work->baseline, work->scratch, &n_pairs);
    }
done:
    return st;
}

/* ---- from sums ------------------------------------------------------------------------------ */

/** Fills an option's cells and shares; column n_outputs is success. */
static void
compare_sums(struct work *work, size_t o)
{
    const struct bh_sums *sums = &work->sums;
    const size_t baseline = work->out->baseline, n_outputs = work->study->n_outputs;
    struct bh_compared_option *option = &work->options[o];
    size_t n_pairs;

    option->success = bh_sums_share(sums, o, n_outputs);
    option->success_difference =
        o == baseline ? (struct bh_estimate){0, 0, 0}
                      : bh_sums_difference(sums, o, baseline, n_outputs, &n_pairs);
    for (size_t i = 0; i < n_outputs; i++) {
        struct bh_cell *cell = &work->cells[o * n_outputs + i];

        *cell = bh_sums_cell(sums, o, i);
        cell->difference = bh_sums_difference(sums, o, baseline, i, &cell->n_pairs);
        if (strcmp(work->study->outputs[i].id, "in_time") == 0) {
            option->in_time = bh_sums_share(sums, o, i);
        }
    }
}

/* ---- the study ------------------------------------------------------------------------------ */

static const char *
keep(struct work *work, const char *text)
{
    return bh_arena_strdup(work->arena, text);
}

static enum bh_status
copy_outputs(struct work *work, struct bh_err *err)
{
    const struct bh_store_study *study = work->study;
    struct bh_output *outputs =
        bh_arena_alloc(work->arena, (study->n_outputs + 1) * sizeof *outputs);

    for (size_t i = 0; outputs != NULL && i < study->n_outputs; i++) {
        const struct bh_store_output *o = &study->outputs[i];

        outputs[i] = (struct bh_output){
            .id = keep(work, o->id),
            .title = keep(work, o->title),
            .unit = keep(work, o->unit),
            .kind = keep(work, o->kind),
            .goal = keep(work, o->goal),
            .group = (enum bh_output_group) o->group,
            .is_required = o->is_required,
            .high_is_better = o->high_is_better,
        };
        if (outputs[i].id == NULL || outputs[i].goal == NULL) {
            outputs = NULL;
        }
    }
    work->out->outputs = outputs;
    work->out->n_outputs = study->n_outputs;
    return outputs == NULL ? bh_no_memory(err) : BH_OK;
}

static enum bh_status
copy_options(struct work *work, size_t *most, struct bh_err *err)
{
    const struct bh_store_study *study = work->study;
    enum bh_status st = BH_OK;

    work->options = bh_arena_alloc(work->arena, (study->n_options + 1) * sizeof *work->options);
    work->cells =
        bh_arena_alloc(work->arena, study->n_options * study->n_outputs * sizeof *work->cells);
    if (work->options == NULL || work->cells == NULL) {
        return bh_no_memory(err);
    }
    for (size_t o = 0; o < study->n_options; o++) {
        struct bh_compared_option *option = &work->options[o];

        option->id = keep(work, study->options[o].id);
        option->title = keep(work, study->options[o].title);
        option->summary = keep(work, study->options[o].summary);
        option->cells = work->cells + o * study->n_outputs;
        if (study->is_summary) {
            option->n_futures = work->sums.n_ran[o];
            option->n_failed = work->sums.n_failed[o];
        } else {
            BH_TRY(bh_store_count(work->file, o, &option->n_futures, &option->n_failed, err));
        }
        *most = option->n_futures > *most ? option->n_futures : *most;
    }
    work->out->options = work->options;
    work->out->n_options = study->n_options;
done:
    return st;
}

static void
copy_study(struct work *work)
{
    const struct bh_store_study *s = work->study;
    struct bh_comparison *out = work->out;

    out->plan_id = keep(work, s->plan_id);
    out->plan_title = keep(work, s->plan_title);
    out->plan_hash =
        bh_arena_printf(work->arena, "%016llx", (unsigned long long) s->plan_hash);
    out->version = keep(work, s->version);
    out->currency = keep(work, s->currency);
    out->start = keep(work, s->start);
    out->design = keep(work, s->design);
    out->days = s->days;
    out->seed = s->seed;
    out->n_scenarios = s->n_futures;
    out->n_replications = s->n_replications;
    out->is_complete = bh_store_is_complete(work->file);
    out->is_summary = s->is_summary;
    out->quantile_error = s->is_summary ? BH_BINS_ERROR : 0;
    out->n_ranges = work->study->n_variables;
    for (size_t i = 0; i < work->study->n_variables; i++) {
        const struct bh_store_variable *v = &work->study->variables[i];

        out->n_assumed += strcmp(v->source, "assumed") == 0 || strcmp(v->confidence, "low") == 0;
    }
}

static enum bh_status
find_baseline(struct work *work, const char *id, struct bh_err *err)
{
    const struct bh_store_study *study = work->study;

    for (size_t o = 0; o < study->n_options; o++) {
        if (id == NULL || strcmp(study->options[o].id, id) == 0) {
            work->out->baseline = o;
            return BH_OK;
        }
    }
    return bh_fail(err, BH_EINPUT, "no option '%s' in these results", id == NULL ? "" : id);
}

/** The numbers, from rows of at most `most` futures an option. */
static enum bh_status
compare_rows(struct work *work, size_t most, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    work->room = most;
    BH_TRY(make_column(&work->baseline, most, err));
    BH_TRY(make_column(&work->column, most, err));
    work->scratch = malloc((most + 1) * sizeof *work->scratch);
    if (work->scratch == NULL) {
        return bh_no_memory(err);
    }
    BH_TRY(compare_success(work, err));
    for (size_t i = 0; i < work->study->n_outputs; i++) {
        BH_TRY(compare_output(work, i, err));
    }
done:
    return st;
}

static enum bh_status
compare(struct work *work, const char *baseline, struct bh_err *err)
{
    enum bh_status st = BH_OK;
    size_t most = 0;

    work->study = bh_store_study(work->file);
    copy_study(work);
    if (work->study->is_summary) {
        BH_TRY(bh_store_sums(work->file, &work->sums, err));
    }
    BH_TRY(find_baseline(work, baseline, err));
    BH_TRY(copy_outputs(work, err));
    BH_TRY(copy_options(work, &most, err));
    if (most == 0) {
        return bh_fail(err, BH_EINPUT, "no futures in these results yet");
    }
    if (!work->study->is_summary) {
        return compare_rows(work, most, err);
    }
    for (size_t o = 0; o < work->study->n_options; o++) {
        compare_sums(work, o);
    }
done:
    return st;
}

enum bh_status
bh_results_compare(const char *path, const char *baseline, struct bh_comparison **out,
                   struct bh_err *err)
{
    struct work work = {.out = calloc(1, sizeof *work.out)};
    enum bh_status st = BH_OK;

    if (work.out == NULL || (work.out->store = calloc(1, sizeof *work.out->store)) == NULL) {
        free(work.out);
        return bh_no_memory(err);
    }
    work.arena = &work.out->store->arena;
    bh_arena_init(work.arena);
    BH_TRY(bh_store_open(path, &work.file, err));
    BH_TRY(compare(&work, baseline, err));
    if (work.arena->has_failed) {
        st = bh_no_memory(err);
        goto done;
    }
    *out = work.out;
    work.out = NULL;
done:
    free_column(&work.baseline);
    free_column(&work.column);
    free(work.scratch);
    bh_sums_fini(&work.sums);
    bh_store_close(work.file);
    bh_comparison_free(work.out);
    return st;
}

void
bh_comparison_free(struct bh_comparison *comparison)
{
    if (comparison != NULL) {
        bh_arena_fini(&comparison->store->arena);
        free(comparison->store);
        free(comparison);
    }
}
