/** @file fuzz_tree.c  The bytes of a plan as read, which a page carries. A plan that is found sound
 *  in them keeps them: its own bytes read back to the same plan. */
#include "fuzz.h"

#include "plan/compile.h"

#include <bluehelm/plan.h>

static void
read_again(const struct bh_plan *plan)
{
    struct bh_plan *again = NULL;
    void *bytes = NULL;
    size_t n = 0;

    bh_hold(bh_plan_tree(plan, &bytes, &n, NULL) == BH_OK);
    bh_hold(bh_plan_read_tree("again", bytes, n, NULL, 0, false, &again, NULL) == BH_OK);
    bh_hold(bh_plan_is_sound(again));
    bh_hold(bh_plan_model(again)->hash == bh_plan_model(plan)->hash);
    bh_plan_free(again);
    free(bytes);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const char *const sets[] = {"plan.horizon=60 days"};
    struct bh_plan *plan = NULL;
    char *bytes = bh_fuzz_text(data, n);

    if (bh_plan_read_tree("tree", bytes, n, NULL, 0, false, &plan, NULL) == BH_OK &&
        bh_plan_is_sound(plan)) {
        read_again(plan);
    }
    bh_plan_free(plan);
    plan = NULL;
    if (bh_plan_read_tree("tree", bytes, n, sets, 1, false, &plan, NULL) == BH_OK) {
        bh_plan_free(plan);
    }
    free(bytes);
    return 0;
}
