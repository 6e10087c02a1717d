/** @file outcome.c  Cells and bands. */
#include "base/outcome.h"

#include "base/statistics.h"

#include <math.h>

static const struct bh_estimate none = {(double) NAN, (double) NAN, (double) NAN};

static struct bh_estimate
share(double successes, size_t n)
{
    struct bh_estimate out = {n > 0 ? successes / (double) n : (double) NAN, 0, 1};

    bh_wilson(successes, (double) n, &out.low, &out.high);
    return out;
}

bool
bh_goal_is_met(struct bh_goal goal, double x)
{
    switch (goal.relation) {
    case 1:
        return x >= goal.value;
    case 2:
        return x <= goal.value;
    case 3:
        return x > goal.value;
    case 4:
        return x < goal.value;
    default:
        return true;
    }
}

struct bh_cell
bh_cell_of(const struct bh_column *column, struct bh_goal goal, double *scratch)
{
    struct bh_cell cell = {.n = column->n, .difference = none};
    size_t n = 0, n_finite = 0, n_met = 0;

    for (size_t i = 0; i < column->n; i++) {
        n_met += bh_goal_is_met(goal, column->values[i]);
        if (isfinite(column->values[i])) {
            scratch[n_finite++] = column->values[i];
        }
    }
    cell.mean = bh_mean_estimate(scratch, n_finite);
    cell.reached = share((double) n_finite, column->n);
    cell.met = goal.relation == 0 ? none : share((double) n_met, column->n);
    for (size_t i = 0; i < column->n; i++) {
        if (!isnan(column->values[i])) {
            scratch[n++] = column->values[i];
        }
    }
    bh_sort(scratch, n);
    cell.q05 = n > 0 ? bh_quantile(scratch, n, 0.05) : (double) NAN;
    cell.median = n > 0 ? bh_quantile(scratch, n, 0.5) : (double) NAN;
    cell.q95 = n > 0 ? bh_quantile(scratch, n, 0.95) : (double) NAN;
    return cell;
}

struct bh_estimate
bh_column_share(const struct bh_column *column)
{
    double successes = 0;

    for (size_t i = 0; i < column->n; i++) {
        successes += column->values[i];
    }
    return share(successes, column->n);
}

struct bh_estimate
bh_cell_share(const struct bh_cell *cell)
{
    return share(cell->n > 0 ? cell->mean.value * (double) cell->n : 0, cell->n);
}

struct bh_estimate
bh_column_difference(const struct bh_column *a, const struct bh_column *b, double *scratch,
                     size_t *n_pairs)
{
    size_t n = 0;

    for (size_t i = 0, j = 0; i < a->n && j < b->n;) {
        if (a->keys[i] < b->keys[j]) {
            i++;
        } else if (a->keys[i] > b->keys[j]) {
            j++;
        } else {
            if (isfinite(a->values[i]) && isfinite(b->values[j])) {
                scratch[n++] = a->values[i] - b->values[j];
            }
            i++;
            j++;
        }
    }
    *n_pairs = n;
    return bh_mean_estimate(scratch, n);
}
