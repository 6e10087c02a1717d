/** @file diff_json.c  A comparison of two plans as JSON. */
#include <bluehelm/diff.h>

#include "base/err.h"
#include "base/json.h"

static void
change(struct bh_json *json, const struct bh_change *c)
{
    static const char *const kinds[] = {"changed", "added", "removed", "reworded"};

    bh_json_object(json, NULL);
    bh_json_string(json, "path", c->path);
    bh_json_string(json, "kind", kinds[c->kind]);
    bh_json_string(json, "before", c->before);
    bh_json_string(json, "after", c->after);
    bh_json_string(json, "source_before", c->source_before);
    bh_json_string(json, "source_after", c->source_after);
    bh_json_bool(json, "effect_alone", c->is_alone);
    bh_json_end_object(json);
}

static void
effect(struct bh_json *json, const struct bh_diff *d, const struct bh_diff_effect *e)
{
    bh_json_object(json, NULL);
    bh_json_string(json, "of", e->title);
    bh_json_integer(json, "pairs", (int64_t) e->n);
    bh_json_integer(json, "pairs_that_differ", (int64_t) e->n_differ);
    bh_json_estimate(json, "success", e->success);
    bh_json_object(json, "measures");
    for (size_t m = 0; m < d->n_measures; m++) {
        bh_json_estimate(json, d->measures[m].id, e->measures[m]);
    }
    bh_json_end_object(json);
    bh_json_end_object(json);
}

enum bh_status
bh_diff_json(const struct bh_diff *d, char **text, struct bh_err *err)
{
    struct bh_text out = {0};
    struct bh_json json = bh_json_results(&out);

    bh_json_string(&json, "first", d->first);
    bh_json_string(&json, "second", d->second);
    bh_json_integer(&json, "futures", (int64_t) d->n_futures);
    bh_json_integer(&json, "seed", d->seed);
    bh_json_array(&json, "changes");
    for (size_t i = 0; i < d->n_changes; i++) {
        change(&json, &d->changes[i]);
    }
    bh_json_end_array(&json);
    bh_json_array(&json, "options");
    for (size_t i = 0; i < d->n_options; i++) {
        bh_json_object(&json, NULL);
        bh_json_string(&json, "id", d->options[i].id);
        bh_json_estimate(&json, "success_before", d->options[i].success_before);
        bh_json_estimate(&json, "success_after", d->options[i].success_after);
        bh_json_array(&json, "effects");
        for (size_t e = 0; e < d->n_effects; e++) {
            effect(&json, d, &d->options[i].effects[e]);
        }
        bh_json_end_array(&json);
        bh_json_end_object(&json);
    }
    bh_json_end_array(&json);
    return bh_json_finish(&json, text, err);
}
