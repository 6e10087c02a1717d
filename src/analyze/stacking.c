/** @file stacking.c  Dimensional stacking.
 *
 *  Layer: analyze. */
#include <bluehelm/stacking.h>

#include "base/err.h"
#include "base/statistics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST_CELLS 1000000
#define LOWERED 0.001 /* of the range: the lowest edge, so that the least value is inside */

/** Gives integers with few values bins of their own. @return false when there are more. */
static bool
take_values(const struct bh_factor *f, size_t n, struct bh_stack_axis *axis)
{
    axis->n_bins = 0;
    for (size_t i = 0; i < n; i++) {
        size_t b = 0;

        while (b < axis->n_bins && axis->values[b] != f->values[i]) {
            b++;
        }
        if (b < axis->n_bins) {
            continue;
        }
        if (axis->n_bins == BH_STACK_BINS) {
            return false;
        }
        for (b = axis->n_bins++; b > 0 && axis->values[b - 1] > f->values[i]; b--) {
            axis->values[b] = axis->values[b - 1];
        }
        axis->values[b] = f->values[i];
    }
    return true;
}

/** Edges of the bins of numbers. `sorted` is [n], ascending. */
static void
cut_axis(const double *sorted, size_t n, enum bh_stack_cut cut, struct bh_stack_axis *axis)
{
    const double low = sorted[0], high = sorted[n - 1];

    axis->is_binned = true;
    axis->n_bins = BH_STACK_BINS;
    for (int b = 0; b <= BH_STACK_BINS; b++) {
        axis->edges[b] = cut == BH_STACK_EQUAL_WIDTHS
                             ? low + (high - low) * b / BH_STACK_BINS
                             : bh_quantile(sorted, n, (double) b / BH_STACK_BINS);
    }
    axis->edges[0] -= LOWERED * (high - low);
    axis->edges[BH_STACK_BINS] = high; /* not one rounding below */
}

/** `sorted` is room for the cases. */
static struct bh_stack_axis
make_axis(const struct bh_cases *cases, size_t factor, enum bh_stack_cut cut, double *sorted)
{
    const struct bh_factor *f = &cases->factors[factor];
    struct bh_stack_axis axis = {.factor = factor};

    if (f->kind == BH_FACTOR_CATEGORY) {
        axis.n_bins = f->n_levels;
        return axis;
    }
    if (f->kind == BH_FACTOR_INTEGER && take_values(f, cases->n, &axis)) {
        return axis;
    }
    memcpy(sorted, f->values, cases->n * sizeof *sorted);
    bh_sort(sorted, cases->n);
    cut_axis(sorted, cases->n, cut, &axis);
    return axis;
}

static size_t
bin_of(const struct bh_stack_axis *axis, const struct bh_factor *f, double x)
{
    size_t b = 0;

    if (f->kind == BH_FACTOR_CATEGORY) {
        return (size_t) x;
    }
    while (b + 1 < axis->n_bins &&
           (axis->is_binned ? x > axis->edges[b + 1] : x > axis->values[b])) {
        b++;
    }
    return b;
}

static double
importance(const struct bh_cases *cases, const struct bh_stack_axis *axis)
{
    const struct bh_factor *f = &cases->factors[axis->factor];
    size_t n[BH_MOST_LEVELS] = {0}, k[BH_MOST_LEVELS] = {0}, all = 0;
    double between = 0;

    for (size_t i = 0; i < cases->n; i++) {
        const size_t b = bin_of(axis, f, f->values[i]);

        n[b]++;
        k[b] += cases->is_hit[i];
        all += cases->is_hit[i];
    }
    const double p = (double) all / (double) cases->n;
    for (size_t b = 0; b < axis->n_bins; b++) {
        const double apart = n[b] > 0 ? (double) k[b] / (double) n[b] - p : 0;

        between += (double) n[b] * apart * apart;
    }
    return all == 0 || all == cases->n ? 0 : between / ((double) cases->n * p * (1 - p));
}

/** Puts the axes of largest importance in front, ties by position. */
static void
rank(struct bh_stack *stack, struct bh_stack_axis *axes, size_t n)
{
    for (size_t i = 0; i < stack->n_axes; i++) {
        size_t best = SIZE_MAX;

        for (size_t f = 0; f < n; f++) {
            if (axes[f].importance >= 0 &&
                (best == SIZE_MAX || axes[f].importance > axes[best].importance)) {
                best = f;
            }
        }
        stack->axes[i] = axes[best];
        axes[best].importance = -1; /* taken */
    }
}

/** The row (first = 0) or column (first = 1) a case falls into. */
static size_t
place(const struct bh_stack *stack, const struct bh_cases *cases, size_t first, size_t i)
{
    size_t at = 0;

    for (size_t a = first; a < stack->n_axes; a += 2) {
        const struct bh_factor *f = &cases->factors[stack->axes[a].factor];

        at = at * stack->axes[a].n_bins + bin_of(&stack->axes[a], f, f->values[i]);
    }
    return at;
}

static enum bh_status
fill(struct bh_stack *stack, const struct bh_cases *cases, struct bh_err *err)
{
    stack->n_rows = stack->n_columns = 1;
    for (size_t a = 0; a < stack->n_axes; a++) {
        *(a % 2 == 0 ? &stack->n_rows : &stack->n_columns) *= stack->axes[a].n_bins;
    }
    if (stack->n_rows > MOST_CELLS / stack->n_columns) {
        return bh_fail(err, BH_ELIMIT, "%zu by %zu cells; want at most %d", stack->n_rows,
                       stack->n_columns, MOST_CELLS);
    }
    stack->cells = calloc(stack->n_rows * stack->n_columns, sizeof *stack->cells);
    if (stack->cells == NULL) {
        return bh_no_memory(err);
    }
    for (size_t i = 0; i < cases->n; i++) {
        struct bh_stack_cell *cell =
            &stack->cells[place(stack, cases, 0, i) * stack->n_columns + place(stack, cases, 1, i)];

        cell->n++;
        cell->k += cases->is_hit[i];
    }
    return BH_OK;
}

enum bh_status
bh_stack_make(const struct bh_cases *cases, size_t n_axes, enum bh_stack_cut cut,
              struct bh_stack **out, struct bh_err *err)
{
    const size_t n = cases->n_factors;
    struct bh_stack *stack = calloc(1, sizeof *stack);
    struct bh_stack_axis *axes = calloc(n + 1, sizeof *axes);
    double *sorted = calloc(cases->n + 1, sizeof *sorted);
    enum bh_status st = BH_OK;

    if (stack == NULL || axes == NULL || sorted == NULL) {
        st = bh_no_memory(err);
        goto done;
    }
    BH_TRY(bh_cases_check(cases, err));
    if (n_axes < 1 || n_axes > BH_STACK_MOST) {
        st = bh_fail(err, BH_EINPUT, "%zu factors to stack; want 1 to %d", n_axes, BH_STACK_MOST);
        goto done;
    }
    for (size_t f = 0; f < n; f++) {
        axes[f] = make_axis(cases, f, cut, sorted);
        axes[f].importance = importance(cases, &axes[f]);
    }
    stack->n_axes = n_axes < n ? n_axes : n;
    rank(stack, axes, n);
    BH_TRY(fill(stack, cases, err));
    *out = stack;
    stack = NULL;
done:
    bh_stack_free(stack);
    free(axes);
    free(sorted);
    return st;
}

void
bh_stack_free(struct bh_stack *stack)
{
    if (stack != NULL) {
        free(stack->cells);
        free(stack);
    }
}
