/** @file leverage.c  Whose move matters: the least change of one party that meets a condition. */
#include <bluehelm/leverage.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/json.h"
#include "base/text.h"
#include "base/threads.h"
#include "engine/engine.h"
#include "explore/choose.h"
#include "explore/depends.h"
#include "explore/sample.h"
#include "plan/compile.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_FUTURES 100
#define MOST_FUTURES 1000000
#define DEFAULT_SHARE 0.5
#define BISECTIONS 5         /* from half the largest change to 1/64 of it */
#define MOST_CAPABILITY 10.0 /* largest factor */

struct bh_leverage_store {
    struct bh_arena arena;
};

/** A change of one parameter, the same in every future. */
struct change {
    size_t parameter; /* BH_NONE: none */
    double add, times, low, high;
};

/** What all trials share. */
struct search {
    const struct bh_model *model;
    const struct bh_engine *engine;
    size_t option, condition, n_futures, n_threads;
    double by; /* day */
    struct bh_arena *arena;
    struct bh_pack **packs; /* [n_threads] */
    double *values;         /* [n_futures][parameters.n] */
    double *trial;          /* [n_threads][lanes][parameters.n] */
    double *first_met;      /* [n_futures] */
    size_t slot;            /* of the condition's first_met */
    struct change change;   /* of the trial under way */
    const volatile sig_atomic_t *cancel;
};

static double
changed(const struct change *c, double value)
{
    return fmin(fmax(value * c->times + c->add, c->low), c->high);
}

/** Runs the futures of one lane pack under the change. */
static void
work(void *context, size_t job_number, size_t result_slot, size_t thread)
{
    struct search *s = context;
    const size_t n = s->model->parameters.n;
    const size_t first = job_number * s->engine->lanes;
    struct bh_job job = {
        .model = s->model, .option = s->option, .finals = &s->slot, .n_finals = 1, .every = 1};
    struct bh_outcome outcome = {.failed = {false}};

    (void) result_slot;
    for (size_t f = first; f < s->n_futures && job.n < s->engine->lanes; f++) {
        double *values = s->trial + (thread * s->engine->lanes + job.n) * n;

        memcpy(values, s->values + f * n, n * sizeof *values);
        if (s->change.parameter != BH_NONE) {
            values[s->change.parameter] = changed(&s->change, values[s->change.parameter]);
        }
        job.scenario[job.n] = (uint32_t) (f + 1);
        job.values[job.n] = values;
        outcome.finals[job.n] = &s->first_met[f];
        job.n++;
    }
    s->engine->run(s->packs[thread], &job, &outcome);
    for (size_t l = 0; l < job.n; l++) {
        s->first_met[first + l] = outcome.failed[l] ? -1.0 : s->first_met[first + l];
    }
}

/** Share of futures in which the condition is met in time under a change. */
static enum bh_status
try_change(struct search *s, struct change change, double *share, struct bh_err *err)
{
    const struct bh_threads_work threads = {
        .n_threads = s->n_threads,
        .n_jobs = (s->n_futures + s->engine->lanes - 1) / s->engine->lanes,
        .n_slots = 2 * s->n_threads,
        .work = work,
        .context = s,
        .cancel = s->cancel,
    };
    size_t met = 0;
    enum bh_status st = BH_OK;

    s->change = change;
    BH_TRY(bh_threads_run_ordered(&threads, err));
    for (size_t f = 0; f < s->n_futures; f++) {
        met += s->first_met[f] >= 0.0 && s->first_met[f] <= s->by;
    }
    *share = (double) met / (double) s->n_futures;
done:
    return st;
}

/** One lever in one direction: a change of size 0 .. 1 of what is possible. */
struct lever {
    struct bh_leverage_row row;
    size_t parameter;
    double low, high; /* bounds of the parameter in any future */
    double end;       /* central value after the largest change */
};

static struct change
change_of(const struct lever *lever, double size)
{
    const double to = lever->row.now + size * (lever->end - lever->row.now);
    struct change change = {lever->parameter, 0.0, 1.0, lever->low, lever->high};

    if (lever->row.kind == BH_LEVER_CAPABILITY) {
        change.times = to / lever->row.now;
    } else {
        change.add = to - lever->row.now;
    }
    return change;
}

static double
effort_of(const struct lever *lever, double needed)
{
    const double change = fabs(needed - lever->row.now);

    switch (lever->row.kind) {
    case BH_LEVER_POSITION:
        return change / 100.0;
    case BH_LEVER_CAPABILITY:
        return change / lever->row.now;
    case BH_LEVER_SALIENCE:
        break;
    }
    return change;
}

/** Fills the row of a lever: the least change that suffices, or none. */
static enum bh_status
pull(struct search *s, double target, struct lever *lever, struct bh_err *err)
{
    double tried[2] = {1.0, 0.5};
    double enough = (double) NAN;
    double short_of = 0.0;
    double share = 0.0;
    enum bh_status st = BH_OK;

    for (size_t i = 0; i < 2; i++) {
        BH_TRY(try_change(s, change_of(lever, tried[i]), &share, err));
        if (share >= target) {
            enough = tried[i];
            lever->row.share = share;
        } else {
            lever->row.share = isnan(enough) ? fmax(lever->row.share, share) : lever->row.share;
            short_of = isnan(enough) ? short_of : tried[i];
        }
    }
    for (int i = 0; i < BISECTIONS && !isnan(enough); i++) {
        const double middle = 0.5 * (enough + short_of);

        BH_TRY(try_change(s, change_of(lever, middle), &share, err));
        if (share >= target) {
            enough = middle;
            lever->row.share = share;
        } else {
            short_of = middle;
        }
    }
    if (!isnan(enough)) {
        lever->row.needed = lever->row.now + enough * (lever->end - lever->row.now);
        lever->row.effort = effort_of(lever, lever->row.needed);
    }
done:
    return st;
}

/** Levers while they are listed. */
struct list {
    struct lever *at;
    size_t n;
};

/** Adds both directions of a parameter between `low` and `high`; none where there is no room. */
static void
add_lever(struct list *list, struct lever lever, double low, double high)
{
    lever.row.needed = (double) NAN;
    lever.row.effort = (double) INFINITY;
    for (int up = 0; up < 2; up++) {
        lever.row.upward = up == 1;
        lever.end = up ? high : low;
        if (up ? lever.end > lever.row.now : lever.end < lever.row.now) {
            list->at[list->n++] = lever;
        }
    }
}

static double
central(const struct search *s, size_t parameter)
{
    return s->values[s->n_futures * s->model->parameters.n + parameter];
}

/** Levers of a party's stance on an issue. */
static void
add_stance(const struct search *s, struct list *list, size_t party, size_t issue)
{
    const struct bh_model *model = s->model;
    const size_t stance = party * model->counts.n_issues + issue;
    const size_t base = bh_parameter_index(model, BH_PARAM_STANCE, BH_PARAM_WIDTH_STANCE, stance);
    const size_t position = base + bh_parameter_column(BH_PARAM_STANCE, "position");
    const size_t salience = base + bh_parameter_column(BH_PARAM_STANCE, "salience");
    const double low = central(s, base + bh_parameter_column(BH_PARAM_STANCE, "limit_low"));
    const double high = central(s, base + bh_parameter_column(BH_PARAM_STANCE, "limit_high"));
    struct lever lever = {.row = {.party = model->parties[party].id,
                                  .party_title = model->parties[party].title,
                                  .issue = model->issues[issue].id}};

    if (!model->stances[stance].is_present) {
        return;
    }
    lever.parameter = position;
    lever.low = 0.0;
    lever.high = 100.0;
    lever.row.kind = BH_LEVER_POSITION;
    lever.row.now = central(s, position);
    add_lever(list, lever, low, high);
    lever.parameter = salience;
    lever.high = 1.0;
    lever.row.kind = BH_LEVER_SALIENCE;
    lever.row.now = central(s, salience);
    add_lever(list, lever, 0.0, 1.0);
}

static void
add_capability(const struct search *s, struct list *list, size_t party)
{
    const struct bh_model *model = s->model;
    const size_t parameter =
        bh_parameter_index(model, BH_PARAM_PARTY, BH_PARAM_WIDTH_PARTY, party) +
        bh_parameter_column(BH_PARAM_PARTY, "capability");
    const struct lever lever = {.row = {.party = model->parties[party].id,
                                        .party_title = model->parties[party].title,
                                        .kind = BH_LEVER_CAPABILITY,
                                        .now = central(s, parameter)},
                                .parameter = parameter,
                                .low = 0.0,
                                .high = 1e9};

    if (lever.row.now > 0.0) {
        add_lever(list, lever, 0.0, MOST_CAPABILITY * lever.row.now);
    }
}

/** All levers of all parties on the issues marked. */
static void
list_levers(const struct search *s, const bool *issues, struct list *list)
{
    const struct bh_counts *counts = &s->model->counts;

    for (size_t p = 0; p < counts->n_parties; p++) {
        bool has_stance = false;

        for (size_t i = 0; i < counts->n_issues; i++) {
            if (issues[i]) {
                add_stance(s, list, p, i);
                has_stance = has_stance || s->model->stances[p * counts->n_issues + i].is_present;
            }
        }
        if (has_stance) {
            add_capability(s, list, p);
        }
    }
}

/** Least effort first; where none suffices, the larger share first; else in the order listed. */
static void
sort_rows(struct bh_leverage_row *rows, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        const struct bh_leverage_row row = rows[i];
        size_t at = i;

        while (at > 0 && (row.effort < rows[at - 1].effort ||
                          (row.effort == rows[at - 1].effort && isinf(row.effort) &&
                           row.share > rows[at - 1].share))) {
            rows[at] = rows[at - 1];
            at--;
        }
        rows[at] = row;
    }
}

static void
free_search(struct search *s)
{
    for (size_t t = 0; s->packs != NULL && t < s->n_threads; t++) {
        if (s->packs[t] != NULL) {
            s->engine->free(s->packs[t]);
        }
    }
    free(s->values);
}

/** Draws the scenarios; the row behind them holds central values. */
static enum bh_status
draw_scenarios(struct search *s, struct bh_err *err)
{
    const struct bh_sampler sampler = {.model = s->model, .design = BH_MONTE_CARLO};
    const size_t n = s->model->parameters.n;
    double *drawn = bh_arena_alloc(s->arena, (s->model->n_assumptions + 1) * sizeof *drawn);

    s->values = calloc((s->n_futures + 1) * n, sizeof *s->values);
    if (drawn == NULL || s->values == NULL) {
        return bh_no_memory(err);
    }
    for (size_t f = 0; f <= s->n_futures; f++) {
        const uint32_t scenario = f < s->n_futures ? (uint32_t) (f + 1) : 0;

        bh_sample_draw(&sampler, scenario, drawn);
        bh_sample_place(s->model, s->option, drawn, s->values + f * n);
    }
    return BH_OK;
}

static enum bh_status
prepare(struct search *s, struct bh_err *err)
{
    const size_t lanes = s->n_threads * s->engine->lanes;
    enum bh_status st = BH_OK;

    s->slot = bh_state_slot(&s->model->state, BH_STATE_CONDITION, s->condition, "first_met");
    s->packs = bh_arena_alloc(s->arena, s->n_threads * sizeof *s->packs);
    s->first_met = bh_arena_alloc(s->arena, s->n_futures * sizeof *s->first_met);
    s->trial = bh_arena_alloc(s->arena, lanes * s->model->parameters.n * sizeof *s->trial);
    if (s->packs == NULL || s->first_met == NULL || s->trial == NULL) {
        return bh_no_memory(err);
    }
    for (size_t t = 0; t < s->n_threads; t++) {
        s->packs[t] = s->engine->create(s->model);
        if (s->packs[t] == NULL) {
            return bh_no_memory(err);
        }
    }
    BH_TRY(draw_scenarios(s, err));
done:
    return st;
}

static enum bh_status
find_condition(const struct bh_model *model, const char *id, size_t *out, struct bh_err *err)
{
    const char *near[3];
    const char *names[256];
    size_t n = 0;

    for (size_t c = 0; c < model->counts.n_conditions; c++) {
        if (strcmp(model->conditions[c].id, id) == 0) {
            *out = c;
            return BH_OK;
        }
        if (n < sizeof names / sizeof names[0]) {
            names[n++] = model->conditions[c].id;
        }
    }
    const size_t found = bh_text_nearest(id, names, n, near);
    return bh_fail(err, BH_EINPUT, "there is no condition '%.60s'%s%s", id,
                   found > 0 ? "; nearest: " : "", found > 0 ? near[0] : "");
}

/** The settings as a search; `result` receives what they say. */
static enum bh_status
read_settings(const struct bh_leverage_settings *settings, struct search *s,
              struct bh_leverage *result, struct bh_err *err)
{
    const struct bh_model *model = s->model;
    int64_t by = model->start + model->days - 1;
    enum bh_status st = BH_OK;

    BH_TRY(bh_choose_engine(settings->isa, &s->engine, err));
    BH_TRY(bh_choose_option(model, settings->option, &s->option, err));
    BH_TRY(find_condition(model, settings->condition, &s->condition, err));
    if (settings->by != NULL && (!bh_date_parse(settings->by, &by) || by < model->start ||
                                 by >= model->start + model->days)) {
        return bh_fail(err, BH_EINPUT, "'%.40s' is no date within the plan", settings->by);
    }
    result->target = settings->share == 0.0 ? DEFAULT_SHARE : settings->share;
    s->n_futures = settings->futures == 0 ? DEFAULT_FUTURES : settings->futures;
    if (!(result->target > 0.0 && result->target <= 1.0)) {
        return bh_fail(err, BH_EINPUT, "share is %g, must be above 0 and at most 1",
                       result->target);
    }
    if (s->n_futures > MOST_FUTURES) {
        return bh_fail(err, BH_EINPUT, "futures is %zu, must be 1 to %d", s->n_futures,
                       MOST_FUTURES);
    }
    const size_t threads = settings->threads == 0 ? bh_threads_available() : settings->threads;
    s->n_threads = threads < 64 ? threads : 64;
    s->by = (double) (by - model->start);
    s->cancel = settings->cancel;
    bh_date_format(by, result->by);
    result->option = model->options[s->option].id;
    result->option_title = model->options[s->option].title;
    result->condition = model->conditions[s->condition].id;
    result->condition_title = model->conditions[s->condition].title;
    result->futures = s->n_futures;
done:
    return st;
}

/** Tries every lever and keeps its row. */
static enum bh_status
pull_all(struct search *s, const bool *issues, struct bh_leverage *result, struct bh_err *err)
{
    const struct bh_counts *counts = &s->model->counts;
    const size_t room = counts->n_parties * (4 * counts->n_issues + 2) + 1;
    struct list list = {bh_arena_alloc(s->arena, room * sizeof *list.at), 0};
    struct bh_leverage_row *rows = bh_arena_alloc(s->arena, room * sizeof *rows);
    enum bh_status st = BH_OK;

    if (list.at == NULL || rows == NULL) {
        return bh_no_memory(err);
    }
    list_levers(s, issues, &list);
    for (size_t i = 0; i < list.n; i++) {
        BH_TRY(pull(s, result->target, &list.at[i], err));
        rows[i] = list.at[i].row;
    }
    sort_rows(rows, list.n);
    result->rows = rows;
    result->n_rows = list.n;
done:
    return st;
}

static enum bh_status
find_leverage(struct search *s, struct bh_leverage *result, struct bh_err *err)
{
    const struct change none = {.parameter = BH_NONE};
    const struct bh_counts *counts = &s->model->counts;
    bool *issues = bh_arena_alloc(s->arena, counts->n_issues + 1);
    bool *visited = bh_arena_alloc(s->arena, counts->n_conditions + 1);
    enum bh_status st = BH_OK;

    if (issues == NULL || visited == NULL) {
        return bh_no_memory(err);
    }
    if (!bh_depends_on_issues(s->model, s->condition, issues, visited)) {
        return bh_fail(err, BH_EINPUT, "condition '%s' hangs on no issue", result->condition);
    }
    BH_TRY(prepare(s, err));
    BH_TRY(try_change(s, none, &result->baseline, err));
    if (result->baseline < result->target) {
        BH_TRY(pull_all(s, issues, result, err));
    }
done:
    return st;
}

enum bh_status
bh_leverage_run(const struct bh_plan *plan, const struct bh_leverage_settings *settings,
                struct bh_leverage **out, struct bh_err *err)
{
    struct search search = {.model = bh_plan_model(plan)};
    struct bh_leverage *result = calloc(1, sizeof *result);
    enum bh_status st = BH_OK;

    if (result == NULL || (result->store = calloc(1, sizeof *result->store)) == NULL) {
        free(result);
        return bh_no_memory(err);
    }
    search.arena = &result->store->arena;
    BH_TRY(read_settings(settings, &search, result, err));
    BH_TRY(find_leverage(&search, result, err));
    *out = result; /* moved */
    result = NULL;
done:
    free_search(&search);
    bh_leverage_free(result);
    return st;
}

void
bh_leverage_free(struct bh_leverage *leverage)
{
    if (leverage != NULL) {
        bh_arena_fini(&leverage->store->arena);
        free(leverage->store);
        free(leverage);
    }
}

static const char *
kind_name(enum bh_lever_kind kind)
{
    switch (kind) {
    case BH_LEVER_POSITION:
        return "position";
    case BH_LEVER_SALIENCE:
        return "salience";
    case BH_LEVER_CAPABILITY:
        break;
    }
    return "capability";
}

enum bh_status
bh_leverage_json(const struct bh_leverage *l, char **text, struct bh_err *err)
{
    struct bh_text out = {0};
    struct bh_json json = bh_json_make(&out);

    bh_json_object(&json, NULL);
    bh_json_string(&json, "option", l->option);
    bh_json_string(&json, "condition", l->condition);
    bh_json_string(&json, "by", l->by);
    bh_json_number(&json, "target", l->target);
    bh_json_number(&json, "baseline", l->baseline);
    bh_json_integer(&json, "futures", (int64_t) l->futures);
    bh_json_array(&json, "levers");
    for (size_t i = 0; i < l->n_rows; i++) {
        const struct bh_leverage_row *row = &l->rows[i];

        bh_json_object(&json, NULL);
        bh_json_string(&json, "party", row->party);
        bh_json_string(&json, "issue", row->issue);
        bh_json_string(&json, "lever", kind_name(row->kind));
        bh_json_string(&json, "direction", row->upward ? "up" : "down");
        bh_json_number(&json, "now", row->now);
        bh_json_number(&json, "needed", row->needed);
        bh_json_number(&json, "effort", row->effort);
        bh_json_number(&json, "share", row->share);
        bh_json_bool(&json, "suffices", isfinite(row->effort));
        bh_json_end_object(&json);
    }
    bh_json_end_array(&json);
    return bh_json_finish(&json, text, err);
}
