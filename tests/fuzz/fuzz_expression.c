/** @file fuzz_expression.c  Expressions, and the same text as a quantity of every kind. What
 *  compiles stays within the engine's stack, and a quantity prints so that it reads back the same.
 *  */
#include "fuzz.h"

#include "base/arena.h"
#include "plan/compile.h"
#include "plan/expression.h"
#include "plan/quantity.h"

#include <bluehelm/plan.h>
#include <math.h>

static const struct bh_model *
example(void)
{
    static struct bh_plan *plan;

    if (plan == NULL) {
        char *text = NULL;

        bh_hold(bh_plan_template("example", &text, NULL) == BH_OK);
        bh_hold(bh_plan_read_text("example", text, strlen(text), NULL, 0, false, &plan, NULL) ==
                BH_OK);
        free(text);
    }
    return bh_plan_model(plan);
}

static void
read_quantity(const char *text, const struct bh_unit_context *units)
{
    for (int kind = BH_NUMBER; kind <= BH_SWITCH; kind++) {
        struct bh_text printed = {0};
        double value = 0, again = 0;

        if (bh_quantity_parse(text, (enum bh_kind) kind, units, &value, NULL) == BH_OK) {
            bh_quantity_print(value, (enum bh_kind) kind, units, &printed);
            bh_hold(bh_quantity_parse(bh_text_string(&printed), (enum bh_kind) kind, units, &again,
                                      NULL) == BH_OK);
            bh_hold(value == again || (isnan(value) && isnan(again)));
        }
        bh_text_fini(&printed);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    const struct bh_model *model = example();
    const struct bh_unit_context units = {model->currency, model->start};
    struct bh_expression_error error = {0};
    struct bh_expression expression = {0};
    struct bh_arena arena;
    char *text = bh_fuzz_text(data, n);

    bh_arena_init(&arena);
    const enum bh_status st =
        bh_expression_compile(text, model, &units, &arena, &expression, &error);
    if (st == BH_OK) {
        bh_hold(expression.n > 0 && strcmp(expression.text, text) == 0);
    } else {
        bh_hold(st == BH_EINPUT && error.text[0] != '\0' && error.column >= 1 &&
                error.column <= n + 1);
    }
    read_quantity(text, &units);
    bh_arena_fini(&arena);
    free(text);
    return 0;
}
