/** @file sensitivity_json.c  A sensitivity analysis as JSON. */
#include <bluehelm/sensitivity.h>

#include "base/json.h"

static void
put_index(struct bh_json *json, const char *key, const struct bh_index *index)
{
    bh_json_object(json, key);
    bh_json_number(json, "value", index->value);
    bh_json_number(json, "low", index->low);
    bh_json_number(json, "high", index->high);
    bh_json_number(json, "half_width", index->half_width);
    bh_json_end_object(json);
}

static void
put_factor(struct bh_json *json, const struct bh_sensitivity *s,
           const struct bh_sensitivity_option *o, size_t i)
{
    bh_json_object(json, NULL);
    bh_json_string(json, "name", s->factors[i].name);
    bh_json_string(json, "meaning", s->factors[i].meaning);
    if (o->first != NULL) {
        put_index(json, "S1", &o->first[i]);
    }
    if (o->total != NULL) {
        put_index(json, "ST", &o->total[i]);
    }
    if (o->effects != NULL) {
        bh_json_number(json, "mu", o->effects[i].mu);
        put_index(json, "mu_star", &o->effects[i].mu_star);
        bh_json_number(json, "sigma", o->effects[i].sigma);
    }
    bh_json_end_object(json);
}

static void
put_pairs(struct bh_json *json, const struct bh_sensitivity *s,
          const struct bh_sensitivity_option *o)
{
    size_t at = 0;

    bh_json_array(json, "pairs");
    for (size_t j = 0; j < s->n_factors; j++) {
        for (size_t k = j + 1; k < s->n_factors; k++, at++) {
            bh_json_object(json, NULL);
            bh_json_string(json, "first", s->factors[j].name);
            bh_json_string(json, "second", s->factors[k].name);
            put_index(json, "S2", &o->pairs[at]);
            bh_json_end_object(json);
        }
    }
    bh_json_end_array(json);
}

static void
put_convergence(struct bh_json *json, const struct bh_sensitivity *s,
                const struct bh_sensitivity_option *o)
{
    bh_json_array(json, "convergence");
    for (size_t step = 0; step < o->n_steps; step++) {
        bh_json_object(json, NULL);
        bh_json_integer(json, "base_rows", (int64_t) o->step_rows[step]);
        bh_json_array(json, "ST");
        for (size_t i = 0; i < s->n_factors; i++) {
            put_index(json, NULL, &o->step_total[step][i]);
        }
        bh_json_end_array(json);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

static void
put_option(struct bh_json *json, const struct bh_sensitivity *s,
           const struct bh_sensitivity_option *o)
{
    bh_json_object(json, NULL);
    bh_json_string(json, "id", o->id);
    bh_json_string(json, "title", o->title);
    bh_json_integer(json, "failed", (int64_t) o->n_failed);
    bh_json_integer(json, "used", (int64_t) o->n_used);
    bh_json_integer(json, "dropped", (int64_t) o->n_dropped);
    bh_json_integer(json, "never", (int64_t) o->n_never);
    bh_json_number(json, "mean", o->mean);
    bh_json_bool(json, "constant", o->is_constant);
    if (s->kind == BH_SENSITIVITY_GIVEN) { /* an S1 below this may be chance */
        bh_json_number(json, "noise", o->noise);
    }
    bh_json_array(json, "factors");
    for (size_t i = 0; i < s->n_factors; i++) {
        put_factor(json, s, o, i);
    }
    bh_json_end_array(json);
    if (o->pairs != NULL) {
        put_pairs(json, s, o);
    }
    put_convergence(json, s, o);
    bh_json_end_object(json);
}

enum bh_status
bh_sensitivity_json(const struct bh_sensitivity *s, char **text, struct bh_err *err)
{
    static const char *const kinds[] = {"sobol", "morris", "given"};
    struct bh_text out = {0};
    struct bh_json json = bh_json_results(&out);

    bh_json_string(&json, "title", s->plan_title);
    bh_json_string(&json, "plan_hash", s->plan_hash);
    bh_json_string(&json, "kind", kinds[s->kind]);
    bh_json_string(&json, "design", s->design);
    bh_json_bool(&json, "complete", s->is_complete);
    bh_json_string(&json, "measure", s->measure);
    bh_json_integer(&json, "replications", (int64_t) s->n_replications);
    bh_json_array(&json, "options");
    for (size_t o = 0; o < s->n_options; o++) {
        put_option(&json, s, &s->options[o]);
    }
    bh_json_end_array(&json);
    return bh_json_finish(&json, text, err);
}
