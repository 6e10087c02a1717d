/** @file problems_json.c  The problems of a plan as JSON. */
#include <bluehelm/plan.h>

#include "base/json.h"

enum bh_status
bh_plan_problems_json(const struct bh_plan *plan, char **text, struct bh_err *err)
{
    struct bh_text out = {0};
    struct bh_json json = bh_json_make(&out);
    size_t n;
    const struct bh_problem *problems = bh_plan_problems(plan, &n);

    bh_json_object(&json, NULL);
    bh_json_bool(&json, "sound", bh_plan_is_sound(plan));
    bh_json_array(&json, "problems");
    for (size_t i = 0; i < n; i++) {
        bh_json_object(&json, NULL);
        bh_json_string(&json, "file", problems[i].file);
        bh_json_integer(&json, "line", (int64_t) problems[i].line);
        bh_json_integer(&json, "column", (int64_t) problems[i].column);
        bh_json_string(&json, "severity", problems[i].severity == BH_ERROR ? "error" : "warning");
        bh_json_string(&json, "text", problems[i].text);
        bh_json_end_object(&json);
    }
    bh_json_end_array(&json);
    return bh_json_finish(&json, text, err);
}
