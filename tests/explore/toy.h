/** @file toy.h  Plans small enough to know what every future must come to. */
#ifndef BH_TESTS_TOY_H
#define BH_TESTS_TOY_H

#include "harness.h"

#include <bluehelm/plan.h>
#include <stdlib.h>
#include <string.h>

/** No incidents, no relapse, no force: what happens is the end of the war, drawn from its range,
 * and conditions that only an obstacle can meet. `rest` holds levers, obstacles and measures. */
#define TOY(rest)                                                                                  \
    "plan: {schema: 1, id: toy, title: Toy, start: 2025-01-01, horizon: 300 days, seed: 11}\n"     \
    "areas: {a: {name: A, residents: 1000, fighters: 0, services: 1, housing_intact: 1}}\n"        \
    "hostilities: {ends: {value: 2025-04-11, range: [2025-01-01, 2025-07-20], source: assumed}, "  \
    "relapse_base: 0}\n"                                                                           \
    "conditions:\n"                                                                                \
    "  first: {title: First, when: 'false'}\n"                                                     \
    "  second: {title: Second, when: 'false'}\n"                                                   \
    "  both: {title: Both, when: condition.first and condition.second}\n"                          \
    "options: {only: {title: Only, forces: []}}\n" rest

static inline struct bh_plan *
toy_read(const char *text)
{
    struct bh_plan *plan = NULL;
    struct bh_err err = {BH_OK, ""};
    size_t n;

    if (bh_plan_read_text("toy", text, strlen(text), NULL, 0, false, &plan, &err) != BH_OK) {
        printf("not ok reading the toy plan: %s\n", err.text);
        exit(1);
    }
    if (!bh_plan_is_sound(plan)) {
        printf("not ok the toy plan is not sound: %s\n", bh_plan_problems(plan, &n)->text);
        exit(1);
    }
    return plan;
}

#endif
