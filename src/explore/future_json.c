/** @file future_json.c  A future as JSON. */
#include <bluehelm/future.h>

#include "base/err.h"
#include "base/json.h"

static void
series(struct bh_json *json, const struct bh_future *future)
{
    bh_json_object(json, "series");
    for (size_t i = 0; i < future->n_series; i++) {
        bh_json_array(json, future->series[i].name);
        for (uint32_t day = 0; day < future->n_days; day++) {
            bh_json_number(json, NULL, future->series[i].value[day]);
        }
        bh_json_end_array(json);
    }
    bh_json_end_object(json);
}

static void
drawn(struct bh_json *json, const struct bh_future *future)
{
    bh_json_object(json, "drawn");
    for (size_t i = 0; i < future->n_assumptions; i++) {
        bh_json_number(json, future->drawn[i].path, future->drawn[i].value);
    }
    bh_json_end_object(json);
}

static void
happenings(struct bh_json *json, const struct bh_future *future)
{
    static const char *const tones[] = {"plain", "good", "bad"};

    bh_json_array(json, "happenings");
    for (size_t i = 0; i < future->n_happenings; i++) {
        bh_json_object(json, NULL);
        bh_json_integer(json, "day", future->happenings[i].day);
        bh_json_string(json, "date", future->happenings[i].date);
        bh_json_string(json, "tone", tones[future->happenings[i].tone]);
        bh_json_string(json, "text", future->happenings[i].text);
        bh_json_bool(json, "first_wrong", i == future->first_wrong);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

static void
outputs(struct bh_json *json, const struct bh_future *future)
{
    bh_json_array(json, "outputs");
    for (size_t i = 0; i < future->n_outputs; i++) {
        const struct bh_future_output *o = &future->outputs[i];

        bh_json_object(json, NULL);
        bh_json_string(json, "id", o->id);
        bh_json_string(json, "title", o->title);
        bh_json_number(json, "value", o->value);
        bh_json_string(json, "shown", o->shown);
        bh_json_bool(json, "required", o->is_required);
        if (o->has_goal) {
            bh_json_bool(json, "meets_goal", o->meets_goal);
        }
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

enum bh_status
bh_future_json(const struct bh_future *future, char **text, struct bh_err *err)
{
    struct bh_text out = {0};
    struct bh_json json = bh_json_make(&out);

    bh_json_object(&json, NULL);
    bh_json_string(&json, "option", future->option);
    bh_json_string(&json, "title", future->option_title);
    bh_json_bool(&json, "succeeded", future->succeeded);
    bh_json_array(&json, "assumptions");
    for (size_t i = 0; i < future->n_assumptions; i++) {
        bh_json_string(&json, NULL, future->assumptions[i]);
    }
    bh_json_end_array(&json);
    drawn(&json, future);
    outputs(&json, future);
    happenings(&json, future);
    series(&json, future);
    bh_json_end_object(&json);
    bh_text_add(&out, "\n");
    *text = bh_text_take(&out);
    return *text == NULL ? bh_no_memory(err) : BH_OK;
}
