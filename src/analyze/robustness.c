/** @file robustness.c  Robustness of the options of a results file.
 *
 *  Layer: analyze. */
#include <bluehelm/robust.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"
#include "base/philox_scalar.h"
#include "base/statistics.h"
#include "base/text.h"
#include "store/store.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N_RESAMPLES 100
#define FUTURE_STREAM 0xffffff90u

enum { GOAL_AT_LEAST = 1, GOAL_AT_MOST, GOAL_ABOVE, GOAL_BELOW }; /* store.h, goal_relation */

struct bh_robustness_store {
    struct bh_arena arena;
};

struct work {
    struct bh_store *file;
    const struct bh_store_study *study;
    struct bh_robustness *out;
    struct bh_arena *arena;
    size_t n;       /* futures of an option */
    uint64_t *keys; /* [n] */
    double *values; /* [n] */
    double *f;      /* [n_options][n] */
    double *taken;  /* [n_options][n] of a resample */
};

static const char *
keep(struct work *w, const char *text)
{
    return bh_arena_strdup(w->arena, text);
}

/** Places a column of every option by future; NaN where it failed. */
static enum bh_status
read_matrix(struct work *w, const char *name, double never, size_t *n_never, struct bh_err *err)
{
    const size_t each = w->study->n_replications;
    enum bh_status st = BH_OK;

    *n_never = 0;
    for (size_t o = 0; o < w->study->n_options; o++) {
        double *row = w->f + o * w->n;
        size_t n = 0;

        for (size_t i = 0; i < w->n; i++) {
            row[i] = (double) NAN;
        }
        BH_TRY(bh_store_column(w->file, o, name, w->n, w->keys, w->values, &n, err));
        for (size_t i = 0; i < n; i++) {
            const size_t scenario = (size_t) (w->keys[i] >> 32) - 1;
            const size_t at = scenario * each + (size_t) (w->keys[i] & UINT32_MAX);
            const bool is_never = w->values[i] == (double) INFINITY && !isnan(never);

            *n_never += is_never;
            row[at] = is_never ? never : w->values[i];
        }
    }
done:
    return st;
}

/** The goal as a threshold that is met by being at it. */
static double
threshold_of(const struct bh_store_output *m)
{
    switch (m->goal_relation) {
    case GOAL_ABOVE:
        return nextafter(m->goal_value, (double) INFINITY);
    case GOAL_BELOW:
        return nextafter(m->goal_value, -(double) INFINITY);
    default:
        return m->goal_value;
    }
}

/** Futures taken with replacement, the same for every option. */
static void
resample(struct work *w, size_t number)
{
    for (size_t i = 0; i < w->n; i++) {
        const uint32_t counter[4] = {(uint32_t) i, FUTURE_STREAM, 0, 0};
        const uint32_t key[2] = {w->study->seed, (uint32_t) number};
        uint32_t words[4];

        bh_philox4x32(counter, key, words);
        const size_t from = (size_t) (((uint64_t) words[0] * w->n) >> 32);
        for (size_t o = 0; o < w->study->n_options; o++) {
            w->taken[o * w->n + i] = w->f[o * w->n + from];
        }
    }
}

/** In which share of resamples each option comes first by each metric. */
static enum bh_status
count_firsts(struct work *w, const struct bh_robust_input *input, double *firsts,
             struct bh_err *err)
{
    const size_t size = w->study->n_options * BH_ROBUST_METRICS;
    double *values = malloc(size * sizeof *values);
    size_t *ranks = malloc(size * sizeof *ranks);
    struct bh_robust_input part = *input;
    enum bh_status st = BH_OK;

    if (values == NULL || ranks == NULL) {
        st = bh_no_memory(err);
        goto done;
    }
    part.f = w->taken;
    for (size_t r = 0; r < N_RESAMPLES; r++) {
        resample(w, r);
        BH_TRY(bh_robust_metrics(&part, values, ranks, NULL, err));
        for (size_t i = 0; i < size; i++) {
            firsts[i] += ranks[i] == 1 ? 1.0 / N_RESAMPLES : 0;
        }
    }
done:
    free(values);
    free(ranks);
    return st;
}

static enum bh_status
measure(struct work *w, const struct bh_store_output *m, struct bh_robust_measure *out,
        struct bh_err *err)
{
    const size_t size = w->study->n_options * BH_ROBUST_METRICS;
    const bool is_time = strcmp(m->kind, "date") == 0 || strcmp(m->kind, "days") == 0;
    const bool has_goal = m->goal_relation != 0;
    const bool wants_low = m->goal_relation == GOAL_AT_MOST || m->goal_relation == GOAL_BELOW;
    double *values = bh_arena_alloc(w->arena, size * sizeof *values);
    size_t *ranks = bh_arena_alloc(w->arena, size * sizeof *ranks);
    double *firsts = bh_arena_alloc(w->arena, size * sizeof *firsts);
    enum bh_status st = BH_OK;

    *out = (struct bh_robust_measure){
        .id = keep(w, m->id),
        .title = keep(w, m->title),
        .kind = keep(w, m->kind),
        .unit = keep(w, m->unit),
        .goal = keep(w, m->goal),
        .is_required = m->is_required,
        .low_is_better = has_goal ? wants_low : !m->high_is_better,
        .has_goal = has_goal,
        .values = values,
        .ranks = ranks,
        .firsts = firsts,
    };
    if (firsts == NULL || values == NULL || ranks == NULL || out->goal == NULL) {
        return bh_no_memory(err);
    }
    BH_TRY(read_matrix(w, m->id, is_time ? (double) w->study->days : (double) NAN, &out->n_never,
                       err));
    const struct bh_robust_input input = {
        .f = w->f,
        .n_plans = w->study->n_options,
        .n_futures = w->n,
        .low_is_better = out->low_is_better,
        .worst_weight = w->out->worst_weight,
        .has_threshold = has_goal,
        .threshold = threshold_of(m),
    };
    BH_TRY(bh_robust_metrics(&input, values, ranks, &out->n_dropped, err));
    st = count_firsts(w, &input, firsts, err);
done:
    return bh_err_wrap(err, st, "measure %s", m->id);
}

static enum bh_status
describe_options(struct work *w, struct bh_err *err)
{
    const size_t n_options = w->study->n_options;
    struct bh_robust_option *rows = bh_arena_alloc(w->arena, (n_options + 1) * sizeof *rows);
    size_t unused;
    enum bh_status st = BH_OK;

    if (rows == NULL) {
        return bh_no_memory(err);
    }
    BH_TRY(read_matrix(w, "success", (double) NAN, &unused, err));
    for (size_t o = 0; o < n_options; o++) {
        double met = 0;
        size_t n;

        rows[o].id = keep(w, w->study->options[o].id);
        rows[o].title = keep(w, w->study->options[o].title);
        BH_TRY(bh_store_count(w->file, o, &n, &rows[o].n_failed, err));
        for (size_t i = 0; i < w->n; i++) {
            met += w->f[o * w->n + i] == 1;
        }
        rows[o].success.value = n == 0 ? (double) NAN : met / (double) n;
        bh_wilson(met, (double) n, &rows[o].success.low, &rows[o].success.high);
    }
    w->out->options = rows;
    w->out->n_options = n_options;
done:
    return st;
}

/** Chooses measures: the one asked for, or the plan's own. */
static enum bh_status
choose(const struct work *w, const char *id, const struct bh_store_output **chosen, size_t *n,
       struct bh_err *err)
{
    const struct bh_store_study *study = w->study;
    const char **names = bh_arena_alloc(w->arena, (study->n_outputs + 1) * sizeof *names);
    const char *near[3];

    if (names == NULL) {
        return bh_no_memory(err);
    }
    for (size_t i = 0; i < study->n_outputs; i++) {
        const struct bh_store_output *m = &study->outputs[i];

        names[i] = m->id;
        if (id == NULL ? m->group == BH_OUTPUT_MEASURE : strcmp(m->id, id) == 0) {
            chosen[(*n)++] = m;
        }
    }
    if (*n > 0) {
        return BH_OK;
    }
    if (id == NULL) {
        return bh_fail(err, BH_EINPUT, "the plan has no measures of its own; name an output");
    }
    const size_t n_near = bh_text_nearest(id, names, study->n_outputs, near);
    return bh_fail(err, BH_EINPUT, "there is no measure '%s' in these results; %s: %s%s%s", id,
                   n_near > 0 ? "nearest" : "the first is", n_near > 0 ? near[0] : names[0],
                   n_near > 1 ? ", " : "", n_near > 1 ? near[1] : "");
}

static void
copy_study(struct work *w)
{
    const struct bh_store_study *s = w->study;
    struct bh_robustness *out = w->out;

    out->plan_title = keep(w, s->plan_title);
    out->plan_hash = bh_arena_printf(w->arena, "%016llx", (unsigned long long) s->plan_hash);
    out->design = keep(w, s->design);
    out->currency = keep(w, s->currency);
    out->start = keep(w, s->start);
    out->days = s->days;
    out->seed = s->seed;
    out->is_complete = bh_store_is_complete(w->file);
}

static enum bh_status
analyze(struct work *w, const char *id, struct bh_err *err)
{
    const struct bh_store_study *study = w->study = bh_store_study(w->file);
    const struct bh_store_output **chosen =
        bh_arena_alloc(w->arena, (study->n_outputs + 1) * sizeof *chosen);
    struct bh_robust_measure *measures =
        bh_arena_alloc(w->arena, (study->n_outputs + 1) * sizeof *measures);
    size_t n_chosen = 0;
    enum bh_status st = BH_OK;

    w->n = study->n_futures * study->n_replications;
    w->keys = malloc((w->n + 1) * sizeof *w->keys);
    w->values = malloc((w->n + 1) * sizeof *w->values);
    w->f = malloc((w->n * study->n_options + 1) * sizeof *w->f);
    w->taken = malloc((w->n * study->n_options + 1) * sizeof *w->taken);
    if (chosen == NULL || measures == NULL || w->keys == NULL || w->values == NULL ||
        w->f == NULL || w->taken == NULL) {
        return bh_no_memory(err);
    }
    copy_study(w);
    BH_TRY(choose(w, id, chosen, &n_chosen, err));
    BH_TRY(describe_options(w, err));
    for (size_t i = 0; i < n_chosen; i++) {
        BH_TRY(measure(w, chosen[i], &measures[i], err));
    }
    w->out->n_futures = w->n;
    w->out->measures = measures;
    w->out->n_measures = n_chosen;
done:
    return st;
}

enum bh_status
bh_robustness_read(const char *path, const char *measure_id, double worst_weight,
                   struct bh_robustness **out, struct bh_err *err)
{
    struct work w = {.out = calloc(1, sizeof *w.out)};
    enum bh_status st = BH_OK;

    if (w.out == NULL || (w.out->store = calloc(1, sizeof *w.out->store)) == NULL) {
        free(w.out);
        return bh_no_memory(err);
    }
    w.arena = &w.out->store->arena;
    bh_arena_init(w.arena);
    w.out->worst_weight = worst_weight;
    BH_TRY(bh_store_open_futures(path, "robustness", &w.file, err));
    BH_TRY(analyze(&w, measure_id, err));
    *out = w.out;
    w.out = NULL;
done:
    free(w.keys);
    free(w.values);
    free(w.f);
    free(w.taken);
    bh_store_close(w.file);
    bh_robustness_free(w.out);
    return st;
}

void
bh_robustness_free(struct bh_robustness *robustness)
{
    if (robustness != NULL) {
        bh_arena_fini(&robustness->store->arena);
        free(robustness->store);
        free(robustness);
    }
}

/* ---- agreement ------------------------------------------------------------------------------- */

/** Whether a metric tells some two options apart. */
static bool
tells_apart(const struct bh_robustness *r, const struct bh_robust_measure *m, size_t metric)
{
    for (size_t o = 0; o < r->n_options; o++) {
        if (m->ranks[o * BH_ROBUST_METRICS + metric] > 1) {
            return true;
        }
    }
    return false;
}

/** Whether metric `k`, which tells options apart, puts option `o` first. */
static bool
is_first(const struct bh_robustness *r, const struct bh_robust_measure *m, size_t o, size_t k)
{
    return tells_apart(r, m, k) && m->ranks[o * BH_ROBUST_METRICS + k] == 1;
}

/** A text of bounded room, cut at its end: nothing here can lack memory. */
struct sentence {
    char *text;
    size_t room, n;
};

BH_PRINTF(2, 3)
static void
say(struct sentence *sentence, const char *format, ...)
{
    va_list values;

    va_start(values, format);
    const int n = vsnprintf(sentence->text + sentence->n, sentence->room - sentence->n, format,
                            values);
    va_end(values);
    sentence->n += n > 0 ? (size_t) n : 0;
    if (sentence->n >= sentence->room) {
        sentence->n = sentence->room - 1;
    }
}

/** "handover by 6 of 10 (maximin, ...)" */
static void
say_firsts(struct sentence *sentence, const struct bh_robustness *r,
           const struct bh_robust_measure *m, size_t o, size_t n, size_t n_telling)
{
    const char *before = "";

    say(sentence, "%s%s by %zu of %zu (", sentence->n == 0 ? "" : "; ", r->options[o].id, n,
        n_telling);
    for (size_t k = 0; k < BH_ROBUST_METRICS; k++) {
        if (is_first(r, m, o, k)) {
            say(sentence, "%s%s", before, bh_robust_about((enum bh_robust_metric) k)->id);
            before = ", ";
        }
    }
    say(sentence, ")");
}

bool
bh_robust_agreement(const struct bh_robustness *r, const struct bh_robust_measure *m, char *text,
                    size_t room)
{
    struct sentence sentence = {text, room, 0};
    size_t n_telling = 0;

    text[0] = '\0';
    for (size_t k = 0; k < BH_ROBUST_METRICS; k++) {
        n_telling += tells_apart(r, m, k);
    }
    for (size_t o = 0; o < r->n_options; o++) {
        size_t n = 0;

        for (size_t k = 0; k < BH_ROBUST_METRICS; k++) {
            n += is_first(r, m, o, k);
        }
        if (n > 0 && n == n_telling) {
            sentence.n = 0;
            say(&sentence, "%s is first by all %zu that tell options apart", r->options[o].id, n);
            return true;
        }
        if (n > 0) {
            say_firsts(&sentence, r, m, o, n, n_telling);
        }
    }
    return false;
}

/* ---- JSON ------------------------------------------------------------------------------------ */

static void
put_measure(struct bh_json *json, const struct bh_robustness *r, const struct bh_robust_measure *m)
{
    char agreement[2000];

    bh_json_object(json, NULL);
    bh_json_string(json, "id", m->id);
    bh_json_string(json, "title", m->title);
    bh_json_string(json, "goal", m->goal);
    bh_json_bool(json, "required", m->is_required);
    bh_json_bool(json, "low_is_better", m->low_is_better);
    bh_json_integer(json, "dropped", (int64_t) m->n_dropped);
    bh_json_integer(json, "never", (int64_t) m->n_never);
    bh_json_bool(json, "agree", bh_robust_agreement(r, m, agreement, sizeof agreement));
    bh_json_string(json, "first", agreement);
    bh_json_array(json, "metrics");
    for (size_t k = 0; k < BH_ROBUST_METRICS; k++) {
        const struct bh_robust_about *about = bh_robust_about((enum bh_robust_metric) k);

        bh_json_object(json, NULL);
        bh_json_string(json, "id", about->id);
        bh_json_string(json, "title", about->title);
        bh_json_bool(json, "high_is_better", about->high_is_better);
        bh_json_object(json, "values");
        for (size_t o = 0; o < r->n_options; o++) {
            bh_json_number(json, r->options[o].id, m->values[o * BH_ROBUST_METRICS + k]);
        }
        bh_json_end_object(json);
        bh_json_object(json, "ranks");
        for (size_t o = 0; o < r->n_options; o++) {
            bh_json_integer(json, r->options[o].id, (int64_t) m->ranks[o * BH_ROBUST_METRICS + k]);
        }
        bh_json_end_object(json);
        bh_json_object(json, "first_in_resamples");
        for (size_t o = 0; o < r->n_options; o++) {
            bh_json_number(json, r->options[o].id, m->firsts[o * BH_ROBUST_METRICS + k]);
        }
        bh_json_end_object(json);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
    bh_json_end_object(json);
}

enum bh_status
bh_robustness_json(const struct bh_robustness *r, char **text, struct bh_err *err)
{
    struct bh_text out = {0};
    struct bh_json json = bh_json_make(&out);

    bh_json_object(&json, NULL);
    bh_json_string(
        &json, "note",
        "Model output: it explores what a plan assumes; not a forecast. Where low is better "
        "values are turned round: more is better in every metric but the regrets.");
    bh_json_string(&json, "title", r->plan_title);
    bh_json_string(&json, "plan_hash", r->plan_hash);
    bh_json_integer(&json, "futures", (int64_t) r->n_futures);
    bh_json_number(&json, "worst_weight", r->worst_weight);
    bh_json_array(&json, "options");
    for (size_t o = 0; o < r->n_options; o++) {
        bh_json_object(&json, NULL);
        bh_json_string(&json, "id", r->options[o].id);
        bh_json_string(&json, "title", r->options[o].title);
        bh_json_integer(&json, "failed", (int64_t) r->options[o].n_failed);
        bh_json_number(&json, "success", r->options[o].success.value);
        bh_json_number(&json, "success_low", r->options[o].success.low);
        bh_json_number(&json, "success_high", r->options[o].success.high);
        bh_json_end_object(&json);
    }
    bh_json_end_array(&json);
    bh_json_array(&json, "measures");
    for (size_t i = 0; i < r->n_measures; i++) {
        put_measure(&json, r, &r->measures[i]);
    }
    bh_json_end_array(&json);
    return bh_json_finish(&json, text, err);
}
