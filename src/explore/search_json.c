/** @file search_json.c  What a search found as JSON. */
#include <bluehelm/search.h>

#include "base/err.h"
#include "base/json.h"

static void
candidate(struct bh_json *json, const char *key, const struct bh_search *s,
          const struct bh_search_candidate *c)
{
    bh_json_object(json, key);
    bh_json_object(json, "levers");
    for (size_t i = 0; i < s->n_levers; i++) {
        bh_json_number(json, s->levers[i].path, c->levers[i]);
    }
    bh_json_end_object(json);
    bh_json_object(json, "goals");
    for (size_t g = 0; g < s->n_goals; g++) {
        bh_json_object(json, s->goals[g].name);
        bh_json_number(json, "searched", c->scores[g].searched);
        bh_json_number(json, "fresh", c->scores[g].fresh);
        bh_json_number(json, "poor", c->scores[g].poor);
        bh_json_end_object(json);
    }
    bh_json_end_object(json);
    bh_json_estimate(json, "success", c->success);
    bh_json_end_object(json);
}

static void
levers(struct bh_json *json, const struct bh_search *s)
{
    bh_json_array(json, "levers");
    for (size_t i = 0; i < s->n_levers; i++) {
        bh_json_object(json, NULL);
        bh_json_string(json, "path", s->levers[i].path);
        bh_json_string(json, "title", s->levers[i].title);
        bh_json_string(json, "kind", s->levers[i].kind);
        bh_json_number(json, "low", s->levers[i].low);
        bh_json_number(json, "high", s->levers[i].high);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

enum bh_status
bh_search_json(const struct bh_search *s, char **text, struct bh_err *err)
{
    struct bh_text out = {0};
    struct bh_json json = bh_json_results(&out);

    bh_json_string(&json, "plan", s->plan_title);
    bh_json_string(&json, "option", s->option);
    bh_json_string(&json, "option_title", s->option_title);
    bh_json_integer(&json, "futures", (int64_t) s->n_futures);
    bh_json_integer(&json, "evaluations", (int64_t) s->n_evaluations);
    bh_json_integer(&json, "population", (int64_t) s->population);
    bh_json_integer(&json, "seed", s->seed);
    bh_json_array(&json, "goals");
    for (size_t g = 0; g < s->n_goals; g++) {
        bh_json_object(&json, NULL);
        bh_json_string(&json, "name", s->goals[g].name);
        bh_json_string(&json, "title", s->goals[g].title);
        bh_json_string(&json, "kind", s->goals[g].kind);
        bh_json_string(&json, "unit", s->goals[g].unit);
        bh_json_bool(&json, "high_is_better", s->goals[g].high_is_better);
        bh_json_end_object(&json);
    }
    bh_json_end_array(&json);
    levers(&json, s);
    candidate(&json, "as_planned", s, &s->as_planned);
    bh_json_array(&json, "set");
    for (size_t i = 0; i < s->n_set; i++) {
        candidate(&json, NULL, s, &s->set[i]);
    }
    bh_json_end_array(&json);
    return bh_json_finish(&json, text, err);
}
