/** @file evaluate.c  The stack machine for expressions. */
#include "model/evaluate.h"

#include <assert.h>

static bh_f64
compare(enum bh_op op, bh_f64 a, bh_f64 b)
{
    switch (op) {
    case BH_OP_LESS:
        return bh_one_if(a < b);
    case BH_OP_LESS_EQUAL:
        return bh_one_if(a <= b);
    case BH_OP_GREATER:
        return bh_one_if(a > b);
    case BH_OP_GREATER_EQUAL:
        return bh_one_if(a >= b);
    case BH_OP_EQUAL:
        return bh_one_if(a == b);
    default:
        return bh_one_if(a != b);
    }
}

static bh_f64
binary(enum bh_op op, bh_f64 a, bh_f64 b)
{
    switch ((int) op) {
    case BH_OP_ADD:
        return a + b;
    case BH_OP_SUBTRACT:
        return a - b;
    case BH_OP_MULTIPLY:
        return a * b;
    case BH_OP_DIVIDE:
        return a / b;
    case BH_OP_MIN:
        return bh_min(a, b);
    case BH_OP_MAX:
        return bh_max(a, b);
    case BH_OP_AND:
        return bh_one_if(bh_is_set(a) & bh_is_set(b));
    case BH_OP_OR:
        return bh_one_if(bh_is_set(a) | bh_is_set(b));
    default:
        return compare(op, a, b);
    }
}

bh_f64
bh_evaluate(const struct bh_frame *frame, const struct bh_expression *expression)
{
    bh_f64 stack[BH_EXPRESSION_DEPTH];
    size_t top = 0; /* values on the stack */

    assert(expression->n > 0);
    for (const struct bh_code *c = expression->code; c < expression->code + expression->n; c++) {
        switch ((int) c->op) {
        case BH_OP_NUMBER:
            stack[top++] = bh_splat(c->number);
            break;
        case BH_OP_STATE:
            stack[top++] = frame->w->slot[c->arg];
            break;
        case BH_OP_PARAMETER:
            stack[top++] = frame->p->at[c->arg];
            break;
        case BH_OP_DAY:
            stack[top++] = bh_frame_day(frame);
            break;
        case BH_OP_NEGATE:
            stack[top - 1] = -stack[top - 1];
            break;
        case BH_OP_NOT:
            stack[top - 1] = bh_one_if(bh_not(bh_is_set(stack[top - 1])));
            break;
        case BH_OP_ABS:
            stack[top - 1] = bh_abs(stack[top - 1]);
            break;
        default:
            top--;
            stack[top - 1] = binary(c->op, stack[top - 1], stack[top]);
            break;
        }
        assert(top >= 1 && top <= BH_EXPRESSION_DEPTH);
    }
    return stack[0];
}
