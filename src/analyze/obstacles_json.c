/** @file obstacles_json.c  An obstacle study as JSON. */
#include <bluehelm/obstacles.h>

#include "base/err.h"
#include "base/json.h"

#include <stdio.h>

static void
count(struct bh_json *json, const char *key, size_t n)
{
    bh_json_integer(json, key, (int64_t) n);
}

static void
share(struct bh_json *json, const char *key, size_t n, size_t of)
{
    const struct bh_estimate e = bh_obstacles_share(n, of);

    bh_json_object(json, key);
    count(json, "n", n);
    count(json, "of", of);
    bh_json_number(json, "value", e.value);
    bh_json_number(json, "low", e.low);
    bh_json_number(json, "high", e.high);
    bh_json_end_object(json);
}

static void
alone(struct bh_json *json, const struct bh_obstacles *o, const struct bh_obstacles_option *row)
{
    bh_json_object(json, "alone");
    for (size_t a = 0; a < o->n_obstacles; a++) {
        const struct bh_obstacle_alone *x = &row->alone[a];

        bh_json_object(json, o->obstacles[a].id);
        bh_json_bool(json, "plays_part", x->plays_part);
        share(json, "saved", x->saved, row->n_failures);
        share(json, "only_with_another", x->shared, row->n_failures);
        share(json, "unchanged", x->unchanged, row->n_failures);
        share(json, "harmed", x->harmed, row->n_tested);
        bh_json_string(json, "harmed_miss", x->broken);
        bh_json_end_object(json);
    }
    bh_json_end_object(json);
}

static void
pairs(struct bh_json *json, const struct bh_obstacles *o, const struct bh_obstacles_option *row)
{
    const size_t n = o->n_obstacles;

    bh_json_array(json, "pairs");
    for (size_t a = 0; a < n; a++) {
        for (size_t b = a + 1; b < n; b++) {
            if (row->together[a * n + b] > 0) {
                bh_json_object(json, NULL);
                bh_json_string(json, "a", o->obstacles[a].id);
                bh_json_string(json, "b", o->obstacles[b].id);
                share(json, "together", row->together[a * n + b], row->n_failures);
                count(json, "b_behind_a", row->behind[a * n + b]);
                count(json, "a_behind_b", row->behind[b * n + a]);
                bh_json_end_object(json);
            }
        }
    }
    bh_json_end_array(json);
}

static void
line(struct bh_json *json, const struct bh_obstacles *o, const struct bh_obstacles_option *row)
{
    bh_json_array(json, "line");
    for (size_t s = 0; s < row->n_steps; s++) {
        const struct bh_obstacle_step *step = &row->steps[s];

        bh_json_object(json, NULL);
        bh_json_string(json, "obstacle", o->obstacles[step->obstacle].id);
        share(json, "reached", step->reached, row->n_failures);
        bh_json_string(json, "not_told_apart_from",
                       step->rival == BH_NO_OBSTACLE ? NULL : o->obstacles[step->rival].id);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

static void
option(struct bh_json *json, const struct bh_obstacles *o, const struct bh_obstacles_option *row)
{
    bh_json_object(json, NULL);
    bh_json_string(json, "id", row->id);
    bh_json_string(json, "title", row->title);
    count(json, "futures", row->n_futures);
    count(json, "not_run", row->n_broken);
    share(json, "failures", row->n_failures, row->n_futures);
    share(json, "saved_by_other_luck", row->by_luck, row->n_failures);
    alone(json, o, row);
    pairs(json, o, row);
    line(json, o, row);
    share(json, "saved_by_all", row->all_saved, row->n_failures);
    share(json, "saved_by_nothing", row->n_failures - row->any_saved, row->n_failures);
    bh_json_string(json, "still_missed", row->missed);
    count(json, "still_missed_by", row->most_missed);
    bh_json_end_object(json);
}

enum bh_status
bh_obstacles_json(const struct bh_obstacles *o, char **text, struct bh_err *err)
{
    struct bh_text out = {0};
    struct bh_json json = bh_json_make(&out);
    char hash[20];

    snprintf(hash, sizeof hash, "%016llx", (unsigned long long) o->plan_hash);
    bh_json_object(&json, NULL);
    bh_json_string(&json, "reading", "counterfactual in the model's terms; not a forecast");
    bh_json_string(&json, "plan", o->plan_id);
    bh_json_string(&json, "plan_hash", hash);
    bh_json_integer(&json, "seed", o->seed);
    bh_json_string(&json, "design", o->design);
    count(&json, "scenarios", o->n_scenarios);
    count(&json, "replications", o->n_replications);
    count(&json, "futures_run", o->n_runs);
    bh_json_array(&json, "obstacles");
    for (size_t i = 0; i < o->n_obstacles; i++) {
        bh_json_object(&json, NULL);
        bh_json_string(&json, "id", o->obstacles[i].id);
        bh_json_string(&json, "title", o->obstacles[i].title);
        bh_json_string(&json, "lifted", o->obstacles[i].lifted);
        bh_json_end_object(&json);
    }
    bh_json_end_array(&json);
    bh_json_array(&json, "options");
    for (size_t i = 0; i < o->n_options; i++) {
        option(&json, o, &o->options[i]);
    }
    bh_json_end_array(&json);
    return bh_json_finish(&json, text, err);
}
