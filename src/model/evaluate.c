/** @file evaluate.c  The stack machine for expressions. */
#include "model/evaluate.h"

#include <assert.h>

/** What each operator makes of its two sides. */
#define BINARY_OPERATORS(B)                                                                        \
    B(ADD, a + b)                                                                                  \
    B(SUBTRACT, a - b)                                                                             \
    B(MULTIPLY, a * b)                                                                             \
    B(DIVIDE, a / b)                                                                               \
    B(MIN, bh_min(a, b))                                                                           \
    B(MAX, bh_max(a, b))                                                                           \
    B(AND, bh_one_if(bh_is_set(a) & bh_is_set(b)))                                                 \
    B(OR, bh_one_if(bh_is_set(a) | bh_is_set(b)))                                                  \
    B(LESS, bh_one_if(a < b))                                                                      \
    B(LESS_EQUAL, bh_one_if(a <= b))                                                               \
    B(GREATER, bh_one_if(a > b))                                                                   \
    B(GREATER_EQUAL, bh_one_if(a >= b))                                                            \
    B(EQUAL, bh_one_if(a == b))                                                                    \
    B(NOT_EQUAL, bh_one_if(a != b))

static inline bh_f64
combine(enum bh_op op, bh_f64 a, bh_f64 b)
{
    switch (op) {
#define B(OP, result)                                                                              \
    case BH_OP_##OP:                                                                               \
        return (result);
        BINARY_OPERATORS(B)
#undef B
    default:
        break;
    }
    return a;
}

/** What a code pushes. */
static inline bh_f64
operand(const struct bh_frame *frame, const struct bh_code *code)
{
    if (code->op == BH_OP_STATE) {
        return frame->w->slot[code->arg];
    }
    if (code->op == BH_OP_NUMBER) {
        return bh_splat(code->number);
    }
    return code->op == BH_OP_DAY ? bh_frame_day(frame) : frame->p->at[code->arg];
}

static inline bh_f64
changed(enum bh_op op, bh_f64 a)
{
    if (op == BH_OP_NEGATE) {
        return -a;
    }
    return op == BH_OP_NOT ? bh_one_if(bh_not(bh_is_set(a))) : bh_abs(a);
}

bh_f64
bh_evaluate(const struct bh_frame *frame, const struct bh_expression *expression)
{
    const struct bh_code *c = expression->code;
    const struct bh_code *end = c + expression->n;
    bh_f64 stack[BH_EXPRESSION_DEPTH]; /* what lies below the value on top */
    bh_f64 *below = stack;

    assert(expression->n > 0);
    bh_f64 top = operand(frame, c); /* no expression starts otherwise */
    for (c++; c < end; c++) {
        if (c->op > BH_OP_ABS) {
            top = combine(c->op, *--below, top);
        } else if (c->op > BH_OP_DAY) {
            top = changed(c->op, top);
        } else if (c + 1 < end && c[1].op > BH_OP_ABS) { /* a right side that need not be pushed */
            top = combine(c[1].op, top, operand(frame, c));
            c++;
        } else {
            *below++ = top;
            top = operand(frame, c);
        }
    }
    assert(below == stack);
    return top;
}
