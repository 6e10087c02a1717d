/** @file negotiate.c  A negotiation: the central path, and many draws around it.
 *
 *  Draw 0 is the table as given; draws 1 .. take every number from its range. A draw is a function
 *  of (seed, draw) alone, so results do not depend on threads. Each draw leaves its outcomes by
 *  every rule and its course in rows of their own; quantiles are taken at the end. */
#include <bluehelm/negotiate.h>

#include "bargain/forecast.h"
#include "bargain/rules.h"
#include "base/err.h"
#include "base/philox_scalar.h"
#include "base/statistics.h"
#include "base/text.h"
#include "base/threads.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_DRAWS 1000
#define FEWEST_DRAWS 20
#define EASY_SPATIAL 50.0    /* actors; above, draws become fewer as their cost, n^3, grows */
#define EASY_CHALLENGE 100.0 /* the same for n^2 */
#define MOST_DRAWS 1000000
#define JITTER_MEANS 0.05    /* of capability and salience, where a table has no ranges */
#define JITTER_POSITION 0.02 /* of the scale */
#define DRAWS_A_JOB 8
#define LARGEST_COURSE 2e9 /* bytes */
#define LUCK_OF_INPUTS 0

struct bh_negotiation_store {
    struct bh_arena arena;
};

/** What is put together. */
struct study {
    const struct bh_table *table;
    struct bh_rules rules;
    struct bh_negotiation *result;
    struct bh_arena *arena;
    struct bh_play *plays; /* [n_threads] */
    size_t n_threads, n_draws;
    bool is_jittered;
    double *outcome;         /* [n_draws][BH_N_FORECAST_RULES * n_issues] */
    float *course;           /* [n_draws][n_rounds + 1][n_actors * n_issues], shares of the scale */
    float *mean;             /* [n_draws][n_rounds + 1][n_issues] */
    struct bh_err *failures; /* [n_threads] first failure of each */
};

/** Triangular on the range, the value its mode, at uniform u. */
static double
triangular(struct bh_range r, double u)
{
    const double span = r.high - r.low;

    if (!(span > 0.0)) {
        return r.value;
    }
    const double turn = (r.value - r.low) / span;
    return u < turn ? r.low + span * sqrt(u * turn)
                    : r.high - span * sqrt((1.0 - u) * (1.0 - turn));
}

/** Uniform number `what` of an actor in a draw. */
static double
luck(const struct study *study, uint32_t draw, size_t actor, size_t what)
{
    const uint32_t counter[4] = {(uint32_t) what, (uint32_t) actor, LUCK_OF_INPUTS, 0};
    const uint32_t key[2] = {study->rules.seed, draw};
    uint32_t words[4];

    bh_philox4x32(counter, key, words);
    return bh_philox_uniform(words[0], words[1]);
}

/** One number of a draw. */
static double
drawn(const struct study *study, struct bh_range range, double jitter, uint32_t draw, double u)
{
    if (draw == 0) {
        return range.value;
    }
    if (study->is_jittered) {
        return range.value + jitter * (2.0 * u - 1.0);
    }
    return triangular(range, u);
}

/** Keeps an actor's saliences within 0 and a sum of 1. */
static void
bound_saliences(double *salience, size_t d)
{
    double sum = 0.0;

    for (size_t k = 0; k < d; k++) {
        salience[k] = fmax(salience[k], 0.0);
        sum += salience[k];
    }
    for (size_t k = 0; k < d && sum > 1.0; k++) {
        salience[k] /= sum;
    }
}

/** Fills a play's inputs for a draw. */
static void
fill_inputs(const struct study *study, struct bh_play *play, uint32_t draw)
{
    const struct bh_table *t = study->table;
    const size_t d = t->n_issues;

    for (size_t a = 0; a < t->n_actors; a++) {
        const struct bh_range c = t->capability[a];

        play->inputs.capability[a] = drawn(study, c, JITTER_MEANS * c.value, draw,
                                           draw == 0 ? 0.5 : luck(study, draw, a, 0));
        for (size_t k = 0; k < d; k++) {
            const struct bh_range x = t->position[a * d + k];
            const struct bh_range s = t->salience[a * d + k];
            const double span = t->scale_high[k] - t->scale_low[k];
            const double u_x = draw == 0 ? 0.5 : luck(study, draw, a, 1 + 2 * k);
            const double u_s = draw == 0 ? 0.5 : luck(study, draw, a, 2 + 2 * k);
            const double position = drawn(study, x, JITTER_POSITION * span, draw, u_x);

            play->inputs.position[a * d + k] =
                fmin(fmax((position - t->scale_low[k]) / span, 0.0), 1.0);
            play->inputs.salience[a * d + k] = drawn(study, s, JITTER_MEANS * s.value, draw, u_s);
        }
        bound_saliences(play->inputs.salience + a * d, d);
    }
}

/** Writes where a draw stands after `round` into its rows. */
static void
keep_round(const struct study *study, struct bh_play *play, size_t draw, size_t round)
{
    const size_t size = study->table->n_actors * study->table->n_issues;
    const size_t rows = study->result->n_rounds + 1;
    float *course = study->course + (draw * rows + round) * size;
    float *mean = study->mean + (draw * rows + round) * study->table->n_issues;

    for (size_t i = 0; i < size; i++) {
        course[i] = (float) play->position[i];
    }
    for (size_t k = 0; k < study->table->n_issues; k++) {
        mean[k] = (float) bh_forecast_outcome(play, BH_FORECAST_PATH_MEAN, k);
    }
}

/** Plays draw number `draw` (from 1) to its end. */
static enum bh_status
play_draw(const struct study *study, struct bh_play *play, size_t draw, struct bh_err *err)
{
    const size_t d = study->table->n_issues;
    double *outcome = study->outcome + (draw - 1) * BH_N_FORECAST_RULES * d;
    bool goes_on = true;
    enum bh_status st = BH_OK;

    fill_inputs(study, play, (uint32_t) draw);
    play->draw = (uint32_t) draw;
    bh_play_start(play);
    keep_round(study, play, draw - 1, 0);
    while (goes_on) {
        BH_TRY(bh_play_round(play, &goes_on, err));
        if (play->round > 0 && play->round <= study->result->n_rounds) {
            keep_round(study, play, draw - 1, play->round);
        }
    }
    for (size_t r = play->round + 1; r <= study->result->n_rounds; r++) {
        keep_round(study, play, draw - 1, r);
    }
    for (size_t rule = 0; rule < BH_N_FORECAST_RULES; rule++) {
        for (size_t k = 0; k < d; k++) {
            outcome[rule * d + k] = bh_forecast_outcome(play, (enum bh_forecast_rule) rule, k);
        }
    }
done:
    return st;
}

static void
work(void *context, size_t job, size_t slot, size_t thread)
{
    const struct study *study = context;
    const size_t first = job * DRAWS_A_JOB + 1;

    (void) slot;
    for (size_t draw = first; draw < first + DRAWS_A_JOB && draw <= study->n_draws; draw++) {
        struct bh_err err = {BH_OK, ""};

        if (play_draw(study, &study->plays[thread], draw, &err) != BH_OK &&
            study->failures[thread].status == BH_OK) {
            study->failures[thread] = err;
        }
    }
}

/** The first failure of any thread, once all have stopped. */
static enum bh_status
first_failure(const struct study *study, struct bh_err *err)
{
    for (size_t t = 0; t < study->n_threads; t++) {
        const struct bh_err *failure = &study->failures[t];

        if (failure->status != BH_OK) {
            return bh_fail(err, failure->status, "%s", failure->text);
        }
    }
    return BH_OK;
}

/** Positions of all actors after a round, in the scales' own units. */
static void
store_positions(const struct study *study, const struct bh_play *play, double *position)
{
    const struct bh_table *t = study->table;

    for (size_t a = 0; a < t->n_actors; a++) {
        for (size_t k = 0; k < t->n_issues; k++) {
            const size_t at = a * t->n_issues + k;

            position[at] =
                t->scale_low[k] + play->position[at] * (t->scale_high[k] - t->scale_low[k]);
        }
    }
}

/** Numbers the positions held: actors within 1e-3 of the scale share one, the first holder's. */
static void
number_groups(const struct bh_table *t, const double *position, size_t *group)
{
    size_t n_groups = 0;

    for (size_t a = 0; a < t->n_actors; a++) {
        group[a] = n_groups;
        for (size_t b = 0; b < a && group[a] == n_groups; b++) {
            bool is_near = true;

            for (size_t k = 0; k < t->n_issues; k++) {
                const double gap = position[a * t->n_issues + k] - position[b * t->n_issues + k];

                is_near = is_near && fabs(gap) < 1e-3 * (t->scale_high[k] - t->scale_low[k]);
            }
            group[a] = is_near ? group[b] : group[a];
        }
        n_groups += group[a] == n_groups;
    }
}

/** What the central path leaves, growing round by round on plain memory. */
struct path {
    double *position, *standing;
    size_t *group;
    struct bh_encounter *encounters;
    size_t n_encounters;
};

static void
free_path(struct path *path)
{
    free(path->position);
    free(path->standing);
    free(path->group);
    free(path->encounters);
}

/** `memory` with room for `bytes`; when there is none, `memory` itself, and *has_failed is true. */
static void *
grown(void *memory, size_t bytes, bool *has_failed)
{
    void *more = realloc(memory, bytes + 1);

    if (more == NULL) {
        *has_failed = true;
        return memory;
    }
    return more;
}

static enum bh_status
add_round(const struct study *study, struct bh_play *play, struct path *path, struct bh_err *err)
{
    const size_t n = study->table->n_actors;
    const size_t size = n * study->table->n_issues;
    const size_t rows = play->round + 1;
    const size_t room = path->n_encounters + play->n_encounters;
    bool has_failed = false;
    enum bh_status st = BH_OK;

    path->position = grown(path->position, rows * size * sizeof *path->position, &has_failed);
    path->standing = grown(path->standing, rows * n * sizeof *path->standing, &has_failed);
    path->group = grown(path->group, rows * n * sizeof *path->group, &has_failed);
    path->encounters = grown(path->encounters, room * sizeof *path->encounters, &has_failed);
    if (has_failed) {
        return bh_no_memory(err);
    }
    memcpy(path->encounters + path->n_encounters, play->encounters,
           play->n_encounters * sizeof *path->encounters);
    path->n_encounters = room;
    BH_TRY(bh_play_stand(play, err));
    double *position = path->position + play->round * size;
    store_positions(study, play, position);
    memcpy(path->standing + play->round * n, play->standing, n * sizeof *path->standing);
    number_groups(study->table, position, path->group + play->round * n);
done:
    return st;
}

static void *
kept(struct study *study, const void *data, size_t bytes)
{
    void *copy = bh_arena_alloc(study->arena, bytes + 1);

    if (copy != NULL && bytes > 0) {
        memcpy(copy, data, bytes);
    }
    return copy;
}

/** Plays the table as given and keeps everything about it. */
static enum bh_status
play_centre(struct study *study, struct bh_err *err)
{
    struct bh_negotiation *result = study->result;
    struct bh_play *play = &study->plays[0];
    const size_t n = study->table->n_actors;
    struct path path = {0};
    bool goes_on = true;
    enum bh_status st = BH_OK;

    fill_inputs(study, play, 0);
    play->draw = 0;
    bh_play_start(play);
    BH_TRY(add_round(study, play, &path, err));
    while (goes_on) {
        const size_t before = play->round;

        BH_TRY(bh_play_round(play, &goes_on, err));
        if (play->round > before) {
            BH_TRY(add_round(study, play, &path, err));
        }
    }
    const size_t rows = play->round + 1;
    result->n_rounds = play->round;
    result->is_settled = play->is_settled;
    result->n_encounters = path.n_encounters;
    result->position =
        kept(study, path.position, rows * n * study->table->n_issues * sizeof(double));
    result->standing = kept(study, path.standing, rows * n * sizeof(double));
    result->group = kept(study, path.group, rows * n * sizeof(size_t));
    result->encounters = kept(study, path.encounters, path.n_encounters * sizeof *path.encounters);
    if (result->position == NULL || result->standing == NULL || result->group == NULL ||
        result->encounters == NULL) {
        st = bh_no_memory(err);
    }
done:
    free_path(&path);
    return st;
}

/** Quantiles of `x` [n], which is sorted. */
static void
take_quantiles(double *x, size_t n, struct bh_forecast_value *out)
{
    bh_sort(x, n);
    out->q05 = bh_quantile(x, n, 0.05);
    out->q25 = bh_quantile(x, n, 0.25);
    out->median = bh_quantile(x, n, 0.50);
    out->q75 = bh_quantile(x, n, 0.75);
    out->q95 = bh_quantile(x, n, 0.95);
}

/** A value in the scale's units, without spread. */
static struct bh_forecast_value
plain_value(const struct bh_table *t, size_t issue, double share)
{
    const double none = (double) NAN;
    const double value = t->scale_low[issue] + share * (t->scale_high[issue] - t->scale_low[issue]);

    return (struct bh_forecast_value){value, none, none, none, none, none};
}

static double
to_scale(const struct bh_table *t, size_t issue, double share)
{
    return t->scale_low[issue] + share * (t->scale_high[issue] - t->scale_low[issue]);
}

/** Central outcomes; the first play must stand at the end of the central path. */
static enum bh_status
tell_centre(struct study *study, struct bh_err *err)
{
    const struct bh_table *t = study->table;
    const size_t d = t->n_issues;
    const size_t size = t->n_actors * d;
    struct bh_negotiation *result = study->result;
    const size_t rows = result->n_rounds + 1;
    struct bh_play *play = &study->plays[0];

    result->forecast =
        bh_arena_alloc(study->arena, BH_N_FORECAST_RULES * d * sizeof *result->forecast);
    result->path = bh_arena_alloc(study->arena, rows * d * sizeof *result->path);
    result->course = bh_arena_alloc(study->arena, rows * size * sizeof *result->course);
    if (result->forecast == NULL || result->path == NULL || result->course == NULL) {
        return bh_no_memory(err);
    }
    for (size_t rule = 0; rule < BH_N_FORECAST_RULES; rule++) {
        for (size_t k = 0; k < d; k++) {
            result->forecast[rule * d + k] =
                plain_value(t, k, bh_forecast_outcome(play, (enum bh_forecast_rule) rule, k));
        }
    }
    for (size_t r = 0; r < rows; r++) {
        for (size_t i = 0; i < size; i++) {
            const size_t k = i % d;
            const double x = result->position[r * size + i];

            result->course[r * size + i] = plain_value(t, k, 0.0);
            result->course[r * size + i].value = x;
            play->position[i] = (x - t->scale_low[k]) / (t->scale_high[k] - t->scale_low[k]);
        }
        for (size_t k = 0; k < d; k++) {
            result->path[r * d + k] =
                plain_value(t, k, bh_forecast_outcome(play, BH_FORECAST_PATH_MEAN, k));
        }
    }
    return BH_OK;
}

/** Quantiles of what all draws left. */
static enum bh_status
tell_spread(struct study *study, struct bh_err *err)
{
    const struct bh_table *t = study->table;
    const size_t d = t->n_issues;
    const size_t size = t->n_actors * d;
    const size_t n = study->n_draws;
    struct bh_negotiation *result = study->result;
    const size_t rows = result->n_rounds + 1;
    double *x = malloc((n + 1) * sizeof *x);

    if (x == NULL) {
        return bh_no_memory(err);
    }
    for (size_t i = 0; i < BH_N_FORECAST_RULES * d; i++) {
        for (size_t draw = 0; draw < n; draw++) {
            x[draw] = to_scale(t, i % d, study->outcome[draw * BH_N_FORECAST_RULES * d + i]);
        }
        take_quantiles(x, n, &result->forecast[i]);
    }
    for (size_t i = 0; i < rows * size; i++) {
        for (size_t draw = 0; draw < n; draw++) {
            x[draw] = to_scale(t, i % d, (double) study->course[draw * rows * size + i]);
        }
        take_quantiles(x, n, &result->course[i]);
    }
    for (size_t i = 0; i < rows * d; i++) {
        for (size_t draw = 0; draw < n; draw++) {
            x[draw] = to_scale(t, i % d, (double) study->mean[draw * rows * d + i]);
        }
        take_quantiles(x, n, &result->path[i]);
    }
    free(x);
    return BH_OK;
}

/** Counts the draws at the threshold or above, by rule. */
static void
count_gate(struct study *study)
{
    struct bh_negotiation *result = study->result;
    const size_t d = study->table->n_issues;

    for (size_t rule = 0; rule < BH_N_FORECAST_RULES && result->gate_issue < d; rule++) {
        struct bh_gate *gate = &result->gate[rule];
        size_t n = 0;

        for (size_t draw = 0; draw < study->n_draws; draw++) {
            const double share =
                study->outcome[(draw * BH_N_FORECAST_RULES + rule) * d + result->gate_issue];

            n += to_scale(study->table, result->gate_issue, share) >= result->gate_value;
        }
        gate->share = (double) n / (double) study->n_draws;
        bh_wilson((double) n, (double) study->n_draws, &gate->low, &gate->high);
    }
}

/** Reads "ISSUE=VALUE" or "VALUE". */
static enum bh_status
read_gate(const struct study *study, const char *text, struct bh_err *err)
{
    struct bh_negotiation *result = study->result;
    const struct bh_table *t = study->table;
    const char *equals = text == NULL ? NULL : strrchr(text, '=');
    const char *number = equals == NULL ? text : equals + 1;
    size_t issue = 0;

    result->gate_issue = t->n_issues;
    if (text == NULL) {
        return BH_OK;
    }
    while (equals != NULL && issue < t->n_issues &&
           !(strlen(t->issues[issue]) == (size_t) (equals - text) &&
             strncmp(t->issues[issue], text, (size_t) (equals - text)) == 0)) {
        issue++;
    }
    const size_t length = bh_text_number(number, &result->gate_value);
    if (issue == t->n_issues || (equals == NULL && t->n_issues > 1) || length == 0 ||
        number[length] != '\0' || study->n_draws == 0) {
        return bh_fail(
            err, BH_EINPUT,
            "'%.80s' must be ISSUE=VALUE with an issue of the table, such as '%.80s=%g', "
            "and wants draws",
            text, t->issues[0], t->scale_high[0]);
    }
    result->gate_issue = issue;
    return BH_OK;
}

/** Plays all draws over threads. */
static enum bh_status
play_draws(struct study *study, const struct bh_negotiation_settings *settings, struct bh_err *err)
{
    const size_t rows = study->result->n_rounds + 1;
    const size_t d = study->table->n_issues;
    const size_t size = study->table->n_actors * d;
    const struct bh_threads_work threads = {
        .n_threads = study->n_threads,
        .n_jobs = (study->n_draws + DRAWS_A_JOB - 1) / DRAWS_A_JOB,
        .n_slots = 2 * study->n_threads,
        .work = work,
        .context = study,
        .cancel = settings->cancel,
    };
    enum bh_status st = BH_OK;

    if ((double) study->n_draws * (double) (rows * (size + d)) * sizeof(float) > LARGEST_COURSE) {
        return bh_fail(err, BH_ELIMIT,
                       "%zu draws of %zu rounds of this table do not fit in memory; "
                       "ask for fewer",
                       study->n_draws, rows - 1);
    }
    study->outcome = calloc(study->n_draws * BH_N_FORECAST_RULES * d, sizeof *study->outcome);
    study->course = calloc(study->n_draws * rows * size, sizeof *study->course);
    study->mean = calloc(study->n_draws * rows * d, sizeof *study->mean);
    if (study->outcome == NULL || study->course == NULL || study->mean == NULL) {
        st = bh_no_memory(err);
        goto done;
    }
    BH_TRY(bh_threads_run_ordered(&threads, err));
    BH_TRY(first_failure(study, err));
    BH_TRY(tell_spread(study, err));
    count_gate(study);
done:
    free(study->outcome);
    free(study->course);
    free(study->mean);
    return st;
}

/** Keeps the names and words of the options in use. */
struct setting_list {
    struct bh_arena *arena;
    const char **at;
    size_t n;
    bool failed;
};

static void
keep_setting(void *context, const char *name, const char *word)
{
    struct setting_list *list = context;

    list->at[list->n++] = name;
    list->at[list->n] = bh_arena_strdup(list->arena, word);
    list->failed = list->failed || list->at[list->n] == NULL;
    list->n++;
}

/** 1 000 draws, fewer where a table is so large that they would take minutes. */
static size_t
default_draws(const struct study *study)
{
    const bool is_spatial = study->rules.is_spatial;
    const double ease =
        (is_spatial ? EASY_SPATIAL : EASY_CHALLENGE) / (double) study->table->n_actors;
    const double draws = DEFAULT_DRAWS * ease * ease * (is_spatial ? ease : 1.0);

    return (size_t) fmin(fmax(draws, FEWEST_DRAWS), DEFAULT_DRAWS);
}

static enum bh_status
prepare(struct study *study, const struct bh_negotiation_settings *settings, struct bh_err *err)
{
    struct bh_negotiation *result = study->result;
    const size_t threads = settings->threads == 0 ? bh_threads_available() : settings->threads;

    study->n_draws = settings->exact        ? 0
                     : settings->draws == 0 ? default_draws(study)
                                            : settings->draws;
    if (study->n_draws > MOST_DRAWS) {
        return bh_fail(err, BH_EINPUT, "%zu draws, at most %d", study->n_draws, MOST_DRAWS);
    }
    study->n_threads = threads < 64 ? threads : 64;
    study->is_jittered = !study->table->has_ranges && study->n_draws > 0;
    study->plays = bh_arena_alloc(study->arena, study->n_threads * sizeof *study->plays);
    study->failures = bh_arena_alloc(study->arena, study->n_threads * sizeof *study->failures);
    struct setting_list list = {
        .arena = study->arena,
        .at = bh_arena_alloc(study->arena, 2 * (BH_N_SPATIAL_OPTIONS + 2) * sizeof *list.at)};
    if (study->plays == NULL || study->failures == NULL || list.at == NULL) {
        return bh_no_memory(err);
    }
    for (size_t t = 0; t < study->n_threads; t++) {
        if (!bh_play_make(&study->plays[t], study->table, &study->rules, study->arena)) {
            return bh_no_memory(err);
        }
    }
    bh_rules_each(&study->rules, keep_setting, &list);
    result->settings = list.at;
    result->n_settings = list.n / 2;
    result->table = study->table;
    result->model = study->rules.is_spatial ? "spatial" : "challenge";
    result->n_draws = study->n_draws;
    result->is_jittered = study->is_jittered;
    return list.failed ? bh_no_memory(err) : BH_OK;
}

enum bh_status
bh_negotiation_run(const struct bh_table *table, const struct bh_negotiation_settings *settings,
                   struct bh_negotiation **out, struct bh_err *err)
{
    struct bh_negotiation *result = calloc(1, sizeof *result);
    struct study study = {.table = table, .result = result};
    enum bh_status st = BH_OK;

    if (result == NULL || (result->store = calloc(1, sizeof *result->store)) == NULL) {
        free(result);
        return bh_no_memory(err);
    }
    study.arena = &result->store->arena;
    BH_TRY(bh_rules_make(table, settings, &study.rules, err));
    BH_TRY(prepare(&study, settings, err));
    BH_TRY(read_gate(&study, settings->at_least, err));
    BH_TRY(play_centre(&study, err));
    BH_TRY(tell_centre(&study, err));
    if (study.n_draws > 0) {
        BH_TRY(play_draws(&study, settings, err));
    }
    *out = result; /* moved */
    result = NULL;
done:
    bh_negotiation_free(result);
    return st;
}

void
bh_negotiation_free(struct bh_negotiation *negotiation)
{
    if (negotiation != NULL) {
        bh_arena_fini(&negotiation->store->arena);
        free(negotiation->store);
        free(negotiation);
    }
}

const char *
bh_encounter_kind_name(enum bh_encounter_kind kind)
{
    switch (kind) {
    case BH_ENCOUNTER_BARGAIN:
        return "bargain";
    case BH_ENCOUNTER_CONFRONTATION:
        return "confrontation";
    case BH_ENCOUNTER_COMPROMISE:
        return "compromise";
    case BH_ENCOUNTER_CAPITULATION:
        break;
    }
    return "capitulation";
}
