/** @file compare_json.c  A comparison as JSON. */
#include <bluehelm/results.h>

#include "base/err.h"
#include "base/json.h"

static void
estimate(struct bh_json *json, const char *key, struct bh_estimate e)
{
    bh_json_object(json, key);
    bh_json_number(json, "value", e.value);
    bh_json_number(json, "low", e.low);
    bh_json_number(json, "high", e.high);
    bh_json_end_object(json);
}

static void
cell(struct bh_json *json, const char *key, const struct bh_cell *c)
{
    bh_json_object(json, key);
    bh_json_integer(json, "n", (int64_t) c->n);
    estimate(json, "mean", c->mean);
    bh_json_number(json, "q05", c->q05);
    bh_json_number(json, "median", c->median);
    bh_json_number(json, "q95", c->q95);
    estimate(json, "reached", c->reached);
    estimate(json, "met", c->met);
    estimate(json, "difference", c->difference);
    bh_json_integer(json, "n_pairs", (int64_t) c->n_pairs);
    bh_json_end_object(json);
}

static void
option(struct bh_json *json, const struct bh_comparison *c, const struct bh_compared_option *o)
{
    bh_json_object(json, NULL);
    bh_json_string(json, "id", o->id);
    bh_json_string(json, "title", o->title);
    bh_json_integer(json, "futures", (int64_t) o->n_futures);
    bh_json_integer(json, "failed", (int64_t) o->n_failed);
    estimate(json, "success", o->success);
    estimate(json, "success_difference", o->success_difference);
    estimate(json, "in_time", o->in_time);
    bh_json_object(json, "outputs");
    for (size_t i = 0; i < c->n_outputs; i++) {
        cell(json, c->outputs[i].id, &o->cells[i]);
    }
    bh_json_end_object(json);
    bh_json_end_object(json);
}

static void
outputs(struct bh_json *json, const struct bh_comparison *c)
{
    static const char *const groups[] = {"measure", "course", "sponsor", "line"};

    bh_json_array(json, "outputs");
    for (size_t i = 0; i < c->n_outputs; i++) {
        bh_json_object(json, NULL);
        bh_json_string(json, "id", c->outputs[i].id);
        bh_json_string(json, "title", c->outputs[i].title);
        bh_json_string(json, "unit", c->outputs[i].unit);
        bh_json_string(json, "kind", c->outputs[i].kind);
        bh_json_string(json, "group", groups[c->outputs[i].group]);
        bh_json_string(json, "goal", c->outputs[i].goal);
        bh_json_bool(json, "required", c->outputs[i].is_required);
        bh_json_bool(json, "high_is_better", c->outputs[i].high_is_better);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

enum bh_status
bh_comparison_json(const struct bh_comparison *c, char **text, struct bh_err *err)
{
    struct bh_text out = {0};
    struct bh_json json = bh_json_make(&out);

    bh_json_object(&json, NULL);
    bh_json_string(&json, "note", "Model output: it explores what a plan assumes; not a forecast.");
    bh_json_string(&json, "plan", c->plan_id);
    bh_json_string(&json, "title", c->plan_title);
    bh_json_string(&json, "plan_hash", c->plan_hash);
    bh_json_string(&json, "version", c->version);
    bh_json_string(&json, "currency", c->currency);
    bh_json_string(&json, "start", c->start);
    bh_json_integer(&json, "days", c->days);
    bh_json_integer(&json, "seed", c->seed);
    bh_json_integer(&json, "scenarios", (int64_t) c->n_scenarios);
    bh_json_integer(&json, "replications", (int64_t) c->n_replications);
    bh_json_string(&json, "design", c->design);
    bh_json_bool(&json, "complete", c->is_complete);
    bh_json_number(&json, "quantile_error", c->quantile_error);
    bh_json_string(&json, "baseline", c->options[c->baseline].id);
    outputs(&json, c);
    bh_json_array(&json, "options");
    for (size_t o = 0; o < c->n_options; o++) {
        option(&json, c, &c->options[o]);
    }
    bh_json_end_array(&json);
    bh_json_end_object(&json);
    bh_text_add(&out, "\n");
    *text = bh_text_take(&out);
    return *text == NULL ? bh_no_memory(err) : BH_OK;
}
