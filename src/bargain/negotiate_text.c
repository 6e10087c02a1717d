/** @file negotiate_text.c  A negotiation as JSON and CSV. */
#include <bluehelm/negotiate.h>

#include "base/err.h"
#include "base/json.h"
#include "base/text.h"

#include <math.h>
#include <string.h>

static void
add_value(struct bh_json *json, const char *key, const struct bh_forecast_value *v)
{
    bh_json_object(json, key);
    bh_json_number(json, "value", v->value);
    bh_json_number(json, "q05", v->q05);
    bh_json_number(json, "q25", v->q25);
    bh_json_number(json, "median", v->median);
    bh_json_number(json, "q75", v->q75);
    bh_json_number(json, "q95", v->q95);
    bh_json_end_object(json);
}

static void
add_range(struct bh_json *json, const char *key, const struct bh_range *r)
{
    bh_json_object(json, key);
    bh_json_number(json, "value", r->value);
    bh_json_number(json, "low", r->low);
    bh_json_number(json, "high", r->high);
    bh_json_end_object(json);
}

static void
add_table(struct bh_json *json, const struct bh_table *t)
{
    bh_json_array(json, "issues");
    for (size_t k = 0; k < t->n_issues; k++) {
        bh_json_object(json, NULL);
        bh_json_string(json, "name", t->issues[k]);
        bh_json_number(json, "low", t->scale_low[k]);
        bh_json_number(json, "high", t->scale_high[k]);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
    bh_json_array(json, "actors");
    for (size_t a = 0; a < t->n_actors; a++) {
        bh_json_object(json, NULL);
        bh_json_string(json, "name", t->actors[a]);
        add_range(json, "capability", &t->capability[a]);
        bh_json_array(json, "stances");
        for (size_t k = 0; k < t->n_issues; k++) {
            bh_json_object(json, NULL);
            add_range(json, "position", &t->position[a * t->n_issues + k]);
            add_range(json, "salience", &t->salience[a * t->n_issues + k]);
            bh_json_end_object(json);
        }
        bh_json_end_array(json);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

static void
add_forecast(struct bh_json *json, const struct bh_negotiation *n)
{
    bh_json_array(json, "forecast");
    for (size_t rule = 0; rule < BH_N_FORECAST_RULES; rule++) {
        for (size_t k = 0; k < n->table->n_issues; k++) {
            bh_json_object(json, NULL);
            bh_json_string(json, "rule", bh_forecast_rule_name((enum bh_forecast_rule) rule));
            bh_json_string(json, "issue", n->table->issues[k]);
            add_value(json, "outcome", &n->forecast[rule * n->table->n_issues + k]);
            bh_json_end_object(json);
        }
    }
    bh_json_end_array(json);
}

static void
add_gate(struct bh_json *json, const struct bh_negotiation *n)
{
    if (n->gate_issue == n->table->n_issues) {
        return;
    }
    bh_json_object(json, "at_least");
    bh_json_string(json, "issue", n->table->issues[n->gate_issue]);
    bh_json_number(json, "value", n->gate_value);
    bh_json_array(json, "shares");
    for (size_t rule = 0; rule < BH_N_FORECAST_RULES; rule++) {
        bh_json_object(json, NULL);
        bh_json_string(json, "rule", bh_forecast_rule_name((enum bh_forecast_rule) rule));
        bh_json_number(json, "share", n->gate[rule].share);
        bh_json_number(json, "low", n->gate[rule].low);
        bh_json_number(json, "high", n->gate[rule].high);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
    bh_json_end_object(json);
}

static void
add_rounds(struct bh_json *json, const struct bh_negotiation *n)
{
    const size_t size = n->table->n_actors * n->table->n_issues;

    bh_json_array(json, "rounds");
    for (size_t r = 0; r <= n->n_rounds; r++) {
        bh_json_object(json, NULL);
        bh_json_integer(json, "round", (int64_t) r);
        bh_json_array(json, "positions"); /* actor by actor, issue by issue */
        for (size_t i = 0; i < size; i++) {
            bh_json_number(json, NULL, n->position[r * size + i]);
        }
        bh_json_end_array(json);
        bh_json_array(json, "standing");
        for (size_t a = 0; a < n->table->n_actors; a++) {
            bh_json_number(json, NULL, n->standing[r * n->table->n_actors + a]);
        }
        bh_json_end_array(json);
        bh_json_array(json, "coalition");
        for (size_t a = 0; a < n->table->n_actors; a++) {
            bh_json_integer(json, NULL, (int64_t) n->group[r * n->table->n_actors + a]);
        }
        bh_json_end_array(json);
        bh_json_array(json, "mean");
        for (size_t k = 0; k < n->table->n_issues; k++) {
            add_value(json, NULL, &n->path[r * n->table->n_issues + k]);
        }
        bh_json_end_array(json);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

static void
add_encounters(struct bh_json *json, const struct bh_negotiation *n)
{
    bh_json_array(json, "encounters");
    for (size_t i = 0; i < n->n_encounters; i++) {
        const struct bh_encounter *e = &n->encounters[i];

        bh_json_object(json, NULL);
        bh_json_integer(json, "round", (int64_t) e->round);
        bh_json_string(json, "issue",
                       e->issue < n->table->n_issues ? n->table->issues[e->issue] : NULL);
        bh_json_string(json, "challenger", n->table->actors[e->challenger]);
        bh_json_string(json, "target", n->table->actors[e->target]);
        bh_json_string(json, "kind", bh_encounter_kind_name(e->kind));
        bh_json_number(json, "chance", e->chance);
        bh_json_number(json, "gain", e->gain);
        bh_json_bool(json, "challenger_moved", e->challenger_moved);
        bh_json_bool(json, "target_moved", e->target_moved);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

enum bh_status
bh_negotiation_json(const struct bh_negotiation *n, char **text, struct bh_err *err)
{
    struct bh_text out = {0};
    struct bh_json json = bh_json_make(&out);

    bh_json_object(&json, NULL);
    bh_json_string(&json, "title", n->table->title);
    bh_json_string(&json, "model", n->model);
    bh_json_object(&json, "options");
    for (size_t i = 0; i < n->n_settings; i++) {
        bh_json_string(&json, n->settings[2 * i], n->settings[2 * i + 1]);
    }
    bh_json_end_object(&json);
    bh_json_bool(&json, "settled", n->is_settled);
    bh_json_integer(&json, "draws", (int64_t) n->n_draws);
    bh_json_bool(&json, "jittered", n->is_jittered);
    bh_json_array(&json, "remarks");
    for (size_t i = 0; i < n->table->n_remarks; i++) {
        bh_json_string(&json, NULL, n->table->remarks[i]);
    }
    bh_json_end_array(&json);
    add_table(&json, n->table);
    add_forecast(&json, n);
    add_gate(&json, n);
    add_rounds(&json, n);
    add_encounters(&json, n);
    return bh_json_finish(&json, text, err);
}

/** A field of CSV, quoted where it must be. */
static void
add_field(struct bh_text *out, const char *words)
{
    if (strpbrk(words, ",\"\r\n") == NULL) {
        bh_text_add(out, words);
        return;
    }
    bh_text_add(out, "\"");
    for (; *words != '\0'; words++) {
        bh_text_add_n(out, words, 1);
        if (*words == '"') {
            bh_text_add(out, "\"");
        }
    }
    bh_text_add(out, "\"");
}

static void
add_number(struct bh_text *out, double value)
{
    if (isnan(value)) {
        bh_text_add(out, ",");
    } else {
        bh_text_printf(out, ",%.10g", value);
    }
}

enum bh_status
bh_negotiation_csv(const struct bh_negotiation *n, char **text, struct bh_err *err)
{
    const size_t d = n->table->n_issues;
    struct bh_text out = {0};

    bh_text_add(&out, "round,issue,actor,position,q05,median,q95,standing,coalition\n");
    for (size_t r = 0; r <= n->n_rounds; r++) {
        for (size_t k = 0; k < d; k++) {
            for (size_t a = 0; a < n->table->n_actors; a++) {
                const size_t row = r * n->table->n_actors + a;
                const struct bh_forecast_value *v = &n->course[row * d + k];

                bh_text_printf(&out, "%zu,", r);
                add_field(&out, n->table->issues[k]);
                bh_text_add(&out, ",");
                add_field(&out, n->table->actors[a]);
                add_number(&out, v->value);
                add_number(&out, v->q05);
                add_number(&out, v->median);
                add_number(&out, v->q95);
                add_number(&out, n->standing[row]);
                bh_text_printf(&out, ",%zu\n", n->group[row] + 1);
            }
        }
    }
    return bh_text_give(&out, text, err);
}
