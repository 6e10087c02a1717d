/** @file evaluate.c  The stack machine for expressions. */
#include "model/evaluate.h"

#include <assert.h>

/** What each operator makes of the two values on top of the stack, a below b. */
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

bh_f64
bh_evaluate(const struct bh_frame *frame, const struct bh_expression *expression)
{
    bh_f64 stack[BH_EXPRESSION_DEPTH + 1];
    bh_f64 *top = stack; /* the last value; stack[0] holds none */

    assert(expression->n > 0);
    if (expression->n == 1 && expression->code->op == BH_OP_STATE) { /* as most are */
        return frame->w->slot[expression->code->arg];
    }
    for (const struct bh_code *c = expression->code; c < expression->code + expression->n; c++) {
        switch (c->op) {
        case BH_OP_NUMBER:
            *++top = bh_splat(c->number);
            break;
        case BH_OP_STATE:
            *++top = frame->w->slot[c->arg];
            break;
        case BH_OP_PARAMETER:
            *++top = frame->p->at[c->arg];
            break;
        case BH_OP_DAY:
            *++top = bh_frame_day(frame);
            break;
        case BH_OP_NEGATE:
            *top = -*top;
            break;
        case BH_OP_NOT:
            *top = bh_one_if(bh_not(bh_is_set(*top)));
            break;
        case BH_OP_ABS:
            *top = bh_abs(*top);
            break;
#define B(OP, result)                                                                              \
    case BH_OP_##OP: {                                                                             \
        const bh_f64 b = *top--;                                                                   \
        const bh_f64 a = *top;                                                                     \
        *top = (result);                                                                           \
        break;                                                                                     \
    }
            BINARY_OPERATORS(B)
#undef B
        }
    }
    assert(top == stack + 1);
    return *top;
}
