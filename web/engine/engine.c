/** @file engine.c  The engine as a browser calls it: plain functions over numbers and memory.
 *
 *  One instance serves one worker. `create` gives a handle; the caller writes what it says into
 *  memory it asked for by `allocate`, and reads answers where a function says they are. A pointer
 *  that was given holds until the next call that may change what it points at, and growing memory
 *  moves the caller's view of it, never the pointer.
 *
 *      load      takes over a plan's tree (bh_plan_tree)
 *      open      reads it under settings and makes room for futures; tells the plan as JSON
 *      run       runs futures; `outcomes` and `series` say where their rows are
 *      summarise what the first n futures say, as doubles in the order that `open` names */
#include "base/json.h"
#include "base/err.h"

#include <bluehelm/ensemble.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT(name) __attribute__((export_name(name), used))

/** Names of the numbers of an option and of a cell, in the order in which they are written. */
#define OPTION_FIELDS                                                                              \
    "n failed success.value success.low success.high success_difference.value "                    \
    "success_difference.low success_difference.high in_time.value in_time.low in_time.high"
#define CELL_FIELDS                                                                                \
    "n mean.value mean.low mean.high q05 median q95 reached.value reached.low reached.high "       \
    "met.value met.low met.high difference.value difference.low difference.high n_pairs"
#define N_OPTION_FIELDS 11
#define N_CELL_FIELDS 17

struct bh_web {
    char *tree;
    size_t n_tree;
    struct bh_plan *plan;
    struct bh_ensemble *ensemble;
    struct bh_compared_option *options; /* [n_options] */
    struct bh_band_point *bands;        /* [n_options][n_series][n_points] */
    double *answer;                     /* [n_options][N_OPTION_FIELDS + n_outputs cells] */
    char *text;                         /* what `open` told */
};

/** What is asked for: the strings of `open`, sorted out by their first letter. */
struct asked {
    const char **set, **options, **series;
    size_t n_set, n_options, n_series;
};

static void
forget(struct bh_web *web)
{
    bh_ensemble_free(web->ensemble);
    bh_plan_free(web->plan);
    free(web->options);
    free(web->bands);
    free(web->answer);
    free(web->text);
    *web = (struct bh_web){.tree = web->tree, .n_tree = web->n_tree};
}

/** Sorts `n` bytes of strings ended by NUL: "s" before a setting, "o" an option, "q" a series. */
static bool
sort_out(const char *strings, size_t n, struct asked *asked)
{
    size_t most = 1;

    for (size_t i = 0; i < n; i++) {
        most += strings[i] == '\0';
    }
    asked->set = calloc(most, sizeof *asked->set);
    asked->options = calloc(most, sizeof *asked->options);
    asked->series = calloc(most, sizeof *asked->series);
    if (asked->set == NULL || asked->options == NULL || asked->series == NULL) {
        return false;
    }
    for (size_t i = 0; i < n; i += strlen(strings + i) + 1) {
        if (strings[i] == 's') {
            asked->set[asked->n_set++] = strings + i + 1;
        } else if (strings[i] == 'o') {
            asked->options[asked->n_options++] = strings + i + 1;
        } else if (strings[i] == 'q') {
            asked->series[asked->n_series++] = strings + i + 1;
        }
    }
    return true;
}

static void
asked_fini(struct asked *asked)
{
    free(asked->set);
    free(asked->options);
    free(asked->series);
}

static enum bh_status
make_ensemble(struct bh_web *web, const struct asked *asked, size_t n_futures, size_t every,
              struct bh_err *err)
{
    const struct bh_ensemble_request request = {
        .options = asked->n_options > 0 ? asked->options : NULL,
        .n_options = asked->n_options,
        .n_futures = n_futures,
        .series = asked->series,
        .n_series = asked->n_series,
        .every = every,
    };
    enum bh_status st = BH_OK;
    size_t n_outputs;

    BH_TRY(bh_ensemble_create(web->plan, &request, &web->ensemble, err));
    bh_ensemble_outputs(web->ensemble, &n_outputs);
    const size_t n = bh_ensemble_n_options(web->ensemble);
    const size_t n_points =
        bh_ensemble_n_series(web->ensemble) * bh_ensemble_n_points(web->ensemble);
    web->options = calloc(n, sizeof *web->options);
    web->bands = calloc(n * n_points + 1, sizeof *web->bands);
    web->answer = calloc(n, (N_OPTION_FIELDS + n_outputs * N_CELL_FIELDS) * sizeof *web->answer);
    st = web->options == NULL || web->bands == NULL || web->answer == NULL ? bh_no_memory(err)
                                                                           : BH_OK;
done:
    return st;
}

/* ---- telling --------------------------------------------------------------------------------- */

static void
tell_problems(struct bh_json *json, const struct bh_plan *plan)
{
    size_t n = 0;
    const struct bh_problem *problems = plan == NULL ? NULL : bh_plan_problems(plan, &n);

    bh_json_array(json, "problems");
    for (size_t i = 0; i < n; i++) {
        bh_json_object(json, NULL);
        bh_json_integer(json, "line", (int64_t) problems[i].line);
        bh_json_integer(json, "column", (int64_t) problems[i].column);
        bh_json_string(json, "severity", problems[i].severity == BH_ERROR ? "error" : "warning");
        bh_json_string(json, "text", problems[i].text);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

static void
tell_options(struct bh_json *json, const struct bh_plan *plan)
{
    const bool is_sound = plan != NULL && bh_plan_is_sound(plan);

    bh_json_array(json, "options");
    for (size_t o = 0; is_sound && o < bh_plan_n_options(plan); o++) {
        bh_json_object(json, NULL);
        bh_json_string(json, "id", bh_plan_option_id(plan, o));
        bh_json_string(json, "title", bh_plan_option_title(plan, o));
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

static void
tell_ensemble(struct bh_json *json, const struct bh_ensemble *ensemble)
{
    size_t n;
    const struct bh_output *outputs = bh_ensemble_outputs(ensemble, &n);

    bh_json_integer(json, "n_options", (int64_t) bh_ensemble_n_options(ensemble));
    bh_json_integer(json, "n_points", (int64_t) bh_ensemble_n_points(ensemble));
    bh_json_string(json, "option_fields", OPTION_FIELDS);
    bh_json_string(json, "cell_fields", CELL_FIELDS);
    bh_json_array(json, "outputs");
    for (size_t i = 0; i < n; i++) {
        bh_json_string(json, NULL, outputs[i].id);
    }
    bh_json_end_array(json);
}

/** What `open` found, as JSON; NULL when out of memory. */
static char *
tell(const struct bh_web *web, enum bh_status st, const struct bh_err *err)
{
    struct bh_text out = {0};
    struct bh_json json = bh_json_make(&out);

    bh_json_object(&json, NULL);
    bh_json_bool(&json, "sound", web->plan != NULL && bh_plan_is_sound(web->plan));
    bh_json_string(&json, "error", st == BH_OK ? NULL : err->text);
    tell_problems(&json, web->plan);
    tell_options(&json, web->plan);
    if (st == BH_OK && web->ensemble != NULL) {
        tell_ensemble(&json, web->ensemble);
    }
    bh_json_end_object(&json);
    return bh_text_take(&out);
}

static double *
put_estimate(double *to, struct bh_estimate x)
{
    *to++ = x.value;
    *to++ = x.low;
    *to++ = x.high;
    return to;
}

static double *
put_cell(double *to, const struct bh_cell *cell)
{
    *to++ = (double) cell->n;
    to = put_estimate(to, cell->mean);
    *to++ = cell->q05;
    *to++ = cell->median;
    *to++ = cell->q95;
    to = put_estimate(to, cell->reached);
    to = put_estimate(to, cell->met);
    to = put_estimate(to, cell->difference);
    *to++ = (double) cell->n_pairs;
    return to;
}

static double *
put_option(double *to, const struct bh_compared_option *option, size_t n_outputs)
{
    *to++ = (double) option->n_futures;
    *to++ = (double) option->n_failed;
    to = put_estimate(to, option->success);
    to = put_estimate(to, option->success_difference);
    to = put_estimate(to, option->in_time);
    for (size_t i = 0; i < n_outputs; i++) {
        to = put_cell(to, &option->cells[i]);
    }
    return to;
}

/* ---- what the browser calls ------------------------------------------------------------------ */

/** A handle; NULL when out of memory. */
EXPORT("create") struct bh_web *
bh_web_create(void)
{
    return calloc(1, sizeof(struct bh_web));
}

EXPORT("allocate") void *
bh_web_allocate(size_t n)
{
    return malloc(n);
}

EXPORT("release") void
bh_web_release(void *memory)
{
    free(memory);
}

/** Takes over `bytes`, from `allocate`. */
EXPORT("load") void
bh_web_load(struct bh_web *web, char *bytes, size_t n)
{
    forget(web);
    free(web->tree);
    web->tree = bytes;
    web->n_tree = n;
}

/** Reads the plan under the settings among `strings` and makes room for `n_futures` of the options
 *  and series among them; with no futures the plan is only read. @return JSON, or NULL when out of
 *  memory. */
EXPORT("open") const char *
bh_web_open(struct bh_web *web, const char *strings, size_t n, size_t n_futures, size_t every)
{
    struct asked asked = {0};
    struct bh_err err = {BH_OK, ""};
    enum bh_status st = BH_OK;

    forget(web);
    if (!sort_out(strings, n, &asked)) {
        st = bh_no_memory(&err);
        goto done;
    }
    BH_TRY(bh_plan_read_tree("plan", web->tree, web->n_tree, asked.set, asked.n_set, false,
                             &web->plan, &err));
    if (n_futures > 0 && bh_plan_is_sound(web->plan)) {
        BH_TRY(make_ensemble(web, &asked, n_futures, every, &err));
    }
done:
    asked_fini(&asked);
    web->text = tell(web, st, &err);
    return web->text;
}

EXPORT("run") void
bh_web_run(struct bh_web *web, size_t option, size_t first, size_t n)
{
    bh_ensemble_run(web->ensemble, option, first, n);
}

/** Rows of an option: doubles, n_outputs + 2 a future. */
EXPORT("outcomes") double *
bh_web_outcomes(struct bh_web *web, size_t option)
{
    return bh_ensemble_rows(web->ensemble, option).outcomes;
}

/** Rows of an option: floats, n_series * n_points a future. */
EXPORT("series") float *
bh_web_series(struct bh_web *web, size_t option)
{
    return bh_ensemble_rows(web->ensemble, option).series;
}

/** What the first `n` futures say: for each option OPTION_FIELDS, then CELL_FIELDS of each
 *  output. */
EXPORT("summarise") const double *
bh_web_summarise(struct bh_web *web, size_t n, size_t baseline)
{
    double *to = web->answer;
    size_t n_outputs;

    bh_ensemble_outputs(web->ensemble, &n_outputs);
    bh_ensemble_summarise(web->ensemble, n, baseline, web->options, web->bands);
    for (size_t o = 0; o < bh_ensemble_n_options(web->ensemble); o++) {
        to = put_option(to, &web->options[o], n_outputs);
    }
    return web->answer;
}

/** Mean, q05, q25, q50, q75, q95 of each point of each series of each option, of the last
 *  summary. */
EXPORT("bands") const struct bh_band_point *
bh_web_bands(const struct bh_web *web)
{
    return web->bands;
}
