/** @file fuzz_plan.c  Plans. A plan that is found sound must print so that it reads back to the
 *  same plan, and its first future must run. */
#include "fuzz.h"

#include "plan/compile.h"

#include <bluehelm/future.h>
#include <bluehelm/plan.h>

#define MOST_DAYS 800 /* of a plan whose future is run: the fuzzer is to read, not to simulate */

static void
run_future(const struct bh_plan *plan)
{
    const struct bh_future_request request = {.scenario = 1};
    struct bh_future *future = NULL;
    char *json = NULL;

    if (bh_future_run(plan, &request, &future, NULL) == BH_OK) {
        bh_hold(bh_future_json(future, &json, NULL) == BH_OK);
    }
    free(json);
    bh_future_free(future);
}

static void
read_again(const struct bh_plan *plan)
{
    struct bh_plan *again = NULL;
    char *first = NULL, *second = NULL, *json = NULL;

    bh_hold(bh_plan_show(plan, false, &first, NULL) == BH_OK);
    bh_hold(bh_plan_show(plan, true, &json, NULL) == BH_OK);
    bh_hold(bh_plan_read_text("again", first, strlen(first), NULL, 0, false, &again, NULL) ==
            BH_OK);
    bh_hold(bh_plan_is_sound(again));
    bh_hold(bh_plan_show(again, false, &second, NULL) == BH_OK);
    bh_hold(strcmp(first, second) == 0);
    if (bh_plan_model(plan)->days <= MOST_DAYS) {
        run_future(plan);
    }
    free(first);
    free(second);
    free(json);
    bh_plan_free(again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct bh_plan *plan = NULL;
    char *text = bh_fuzz_text(data, n);
    char *problems = NULL;

    if (bh_plan_read_text("plan.yaml", text, n, NULL, 0, false, &plan, NULL) == BH_OK) {
        bh_hold(bh_plan_problems_json(plan, &problems, NULL) == BH_OK);
        if (bh_plan_is_sound(plan)) {
            read_again(plan);
        }
    }
    free(problems);
    bh_plan_free(plan);
    free(text);
    return 0;
}
