/** @file never.c  Warns of conditions that no future can meet.
 *
 *  Interval arithmetic over the expression: a quantity lies between the bounds of its unit, the day
 *  between the first and the last, a parameter anywhere (options and events may set it). A
 *  condition whose expression cannot become true under these bounds is false in every future. */
#include "plan/reader.h"

#include <math.h>
#include <string.h>

struct interval {
    double low, high;
};

static const struct interval truth = {0, 1};
static const struct interval anything = {-(double) INFINITY, (double) INFINITY};

static bool
is_flag(const char *field)
{
    static const char *const flags[] = {"war", "ceasefire", "met", "open", "authority"};

    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        if (strcmp(field, flags[i]) == 0) {
            return true;
        }
    }
    return false;
}

/** Bounds of the quantity in slot `slot`. */
static struct interval
bounds_of(const struct bh_model *model, size_t slot)
{
    size_t c = 0;

    while (c + 1 < BH_N_STATE_CLASSES && model->state.base[c + 1] <= slot) {
        c++;
    }
    const struct bh_state_class_info *info = bh_state_class_info((enum bh_state_class) c);
    const struct bh_state_field *field = &info->fields[(slot - model->state.base[c]) % info->width];

    if (is_flag(field->name) || strcmp(field->unit, "share") == 0) {
        return truth;
    }
    if (strcmp(field->unit, "points") == 0) {
        return (struct interval){0, 100};
    }
    if (strcmp(field->unit, "day") == 0) {
        return (struct interval){-1, model->days};
    }
    return (struct interval){-1, (double) INFINITY}; /* -1: not yet */
}

/** 1 where certain, 0 where impossible, 0 to 1 else. */
static struct interval
decided(bool is_certain, bool is_possible)
{
    return (struct interval){is_certain ? 1 : 0, is_possible ? 1 : 0};
}

static struct interval
compared(enum bh_op op, struct interval a, struct interval b)
{
    switch (op) {
    case BH_OP_LESS:
        return decided(a.high < b.low, a.low < b.high);
    case BH_OP_LESS_EQUAL:
        return decided(a.high <= b.low, a.low <= b.high);
    case BH_OP_GREATER:
        return decided(a.low > b.high, a.high > b.low);
    case BH_OP_GREATER_EQUAL:
        return decided(a.low >= b.high, a.high >= b.low);
    case BH_OP_EQUAL:
        return decided(false, a.low <= b.high && b.low <= a.high);
    default:
        return truth;
    }
}

static struct interval
combined(enum bh_op op, struct interval a, struct interval b)
{
    switch (op) {
    case BH_OP_ADD:
        return (struct interval){a.low + b.low, a.high + b.high};
    case BH_OP_SUBTRACT:
        return (struct interval){a.low - b.high, a.high - b.low};
    case BH_OP_MIN:
        return (struct interval){fmin(a.low, b.low), fmin(a.high, b.high)};
    case BH_OP_MAX:
        return (struct interval){fmax(a.low, b.low), fmax(a.high, b.high)};
    case BH_OP_AND:
        return decided(a.low > 0 && b.low > 0, a.high > 0 && b.high > 0);
    case BH_OP_OR:
        return decided(a.low > 0 || b.low > 0, a.high > 0 || b.high > 0);
    case BH_OP_MULTIPLY:
    case BH_OP_DIVIDE:
        return anything;
    default:
        return compared(op, a, b);
    }
}

static struct interval
pushed(const struct bh_model *model, const struct bh_code *code)
{
    switch (code->op) {
    case BH_OP_NUMBER:
        return (struct interval){code->number, code->number};
    case BH_OP_STATE:
        return bounds_of(model, code->arg);
    case BH_OP_DAY:
        return (struct interval){0, model->days > 0 ? model->days - 1.0 : 0};
    default:
        return anything;
    }
}

static struct interval
changed(enum bh_op op, struct interval a)
{
    if (op == BH_OP_NEGATE) {
        return (struct interval){-a.high, -a.low};
    }
    if (op == BH_OP_NOT) {
        return decided(a.high <= 0, a.low <= 0);
    }
    return (struct interval){0, fmax(fabs(a.low), fabs(a.high))};
}

static bool
can_be_true(const struct bh_model *model, const struct bh_expression *expression)
{
    struct interval stack[BH_EXPRESSION_DEPTH + 1] = {{0, 0}};
    size_t top = 0;

    for (size_t i = 0; i < expression->n; i++) {
        const struct bh_code *code = &expression->code[i];

        if (code->op <= BH_OP_DAY) {
            stack[top++] = pushed(model, code);
        } else if (code->op <= BH_OP_ABS) {
            stack[top - 1] = changed(code->op, stack[top - 1]);
        } else {
            top--;
            stack[top - 1] = combined(code->op, stack[top - 1], stack[top]);
        }
    }
    return top == 0 || stack[0].high > 0;
}

void
bh_check_never(struct bh_reader *reader)
{
    for (size_t c = 0; c < reader->conditions.n; c++) {
        const struct bh_condition *condition = &reader->model->conditions[c];

        if (!can_be_true(reader->model, &condition->when)) {
            bh_reader_warning(reader, bh_node_at(reader->conditions.at[c].node, "when"),
                              "conditions.%s can never be met: '%s' is false whatever happens in "
                              "the %u days of the plan",
                              condition->id, condition->when.text, reader->model->days);
        }
    }
}
