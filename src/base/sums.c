/** @file sums.c  Sums over futures, and what they say. */
#include "base/sums.h"

#include "base/statistics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct bh_estimate none = {(double) NAN, (double) NAN, (double) NAN};

static size_t
n_pairs_of(size_t n_options)
{
    return n_options * (n_options - 1) / 2;
}

struct bh_pair_sums *
bh_sums_pair(const struct bh_sums *sums, size_t option, size_t minus)
{
    return sums->pairs + (n_pairs_of(option) + minus) * sums->n_columns;
}

bool
bh_sums_make(size_t n_options, size_t n_columns, const struct bh_goal *goals, struct bh_sums *out)
{
    struct bh_sums made = {
        .n_options = n_options,
        .n_columns = n_columns,
        .goals = calloc(n_columns + 1, sizeof *made.goals),
        .n_ran = calloc(n_options + 1, sizeof *made.n_ran),
        .n_failed = calloc(n_options + 1, sizeof *made.n_failed),
        .columns = calloc(n_options * n_columns + 1, sizeof *made.columns),
        .pairs = calloc(n_pairs_of(n_options) * n_columns + 1, sizeof *made.pairs),
    };

    if (made.goals == NULL || made.n_ran == NULL || made.n_failed == NULL ||
        made.columns == NULL || made.pairs == NULL) {
        made.n_options = 0; /* no column was made yet */
        bh_sums_fini(&made);
        return false;
    }
    memcpy(made.goals, goals, n_columns * sizeof *goals);
    for (size_t i = 0; i < n_options * n_columns; i++) {
        made.columns[i].low = (double) INFINITY;
        made.columns[i].high = (double) -INFINITY;
    }
    *out = made;
    return true;
}

void
bh_sums_fini(struct bh_sums *sums)
{
    for (size_t i = 0; i < sums->n_options * sums->n_columns; i++) {
        bh_bins_fini(&sums->columns[i].bins);
    }
    free(sums->goals);
    free(sums->n_ran);
    free(sums->n_failed);
    free(sums->columns);
    free(sums->pairs);
    *sums = (struct bh_sums){0};
}

/* ---- adding --------------------------------------------------------------------------------- */

static bool
add_value(struct bh_column_sums *column, struct bh_goal goal, double x)
{
    column->n_met += bh_goal_is_met(goal, x);
    if (isfinite(x)) {
        column->n_finite++;
        column->low = x < column->low ? x : column->low;
        column->high = x > column->high ? x : column->high;
        bh_exact_add(&column->sum, x);
        bh_exact_add_product(&column->squares, x, x);
    }
    return isnan(x) || bh_bins_add(&column->bins, x);
}

static void
add_pair(struct bh_pair_sums *pairs, const double *values, const double *minus, size_t n)
{
    for (size_t c = 0; c < n; c++) {
        if (isfinite(values[c]) && isfinite(minus[c])) {
            const double d = values[c] - minus[c];

            pairs[c].n++;
            bh_exact_add(&pairs[c].sum, d);
            bh_exact_add_product(&pairs[c].squares, d, d);
        }
    }
}

bool
bh_sums_add(struct bh_sums *sums, const double *const *rows)
{
    const size_t n = sums->n_columns;
    bool is_good = true;

    for (size_t o = 0; o < sums->n_options; o++) {
        if (rows[o] == NULL) {
            sums->n_failed[o]++;
            continue;
        }
        sums->n_ran[o]++;
        for (size_t c = 0; c < n; c++) {
            is_good = add_value(&sums->columns[o * n + c], sums->goals[c], rows[o][c]) && is_good;
        }
        for (size_t minus = 0; minus < o; minus++) {
            if (rows[minus] != NULL) {
                add_pair(bh_sums_pair(sums, o, minus), rows[o], rows[minus], n);
            }
        }
    }
    return is_good;
}

static bool
add_column(struct bh_column_sums *to, const struct bh_column_sums *from)
{
    to->n_finite += from->n_finite;
    to->n_met += from->n_met;
    to->low = from->low < to->low ? from->low : to->low;
    to->high = from->high > to->high ? from->high : to->high;
    bh_exact_add_sum(&to->sum, &from->sum, 1);
    bh_exact_add_sum(&to->squares, &from->squares, 1);
    return bh_bins_add_bins(&to->bins, &from->bins);
}

bool
bh_sums_add_sums(struct bh_sums *sums, const struct bh_sums *other)
{
    bool is_good = true;

    for (size_t o = 0; o < sums->n_options; o++) {
        sums->n_ran[o] += other->n_ran[o];
        sums->n_failed[o] += other->n_failed[o];
    }
    for (size_t i = 0; i < sums->n_options * sums->n_columns; i++) {
        is_good = add_column(&sums->columns[i], &other->columns[i]) && is_good;
    }
    for (size_t i = 0; i < n_pairs_of(sums->n_options) * sums->n_columns; i++) {
        sums->pairs[i].n += other->pairs[i].n;
        bh_exact_add_sum(&sums->pairs[i].sum, &other->pairs[i].sum, 1);
        bh_exact_add_sum(&sums->pairs[i].squares, &other->pairs[i].squares, 1);
    }
    return is_good;
}

/* ---- what they say -------------------------------------------------------------------------- */

/** Sum of squares about m of n values: S2 - m S1 - m (S1 - n m), without a rounding until the end,
 *  so that nothing cancels. */
static double
squares_about(double m, uint64_t n, const struct bh_exact *sum, const struct bh_exact *squares)
{
    struct bh_exact rest = *sum, about = *squares;

    bh_exact_add_product(&rest, -(double) n, m);
    bh_exact_add_scaled(&about, sum, -m);
    bh_exact_add_scaled(&about, &rest, -m);
    return bh_exact_value(&about);
}

/** Mean and 95 % interval (Student), as bh_mean_estimate. */
static struct bh_estimate
mean_of(uint64_t n, const struct bh_exact *sum, const struct bh_exact *squares)
{
    const double mean = n > 0 ? bh_exact_value(sum) / (double) n : (double) NAN;
    double half = (double) NAN;

    if (n > 1 && isfinite(mean)) {
        const double df = (double) (n - 1);

        half = bh_student_975(df) * sqrt(squares_about(mean, n, sum, squares) / df / (double) n);
    }
    return (struct bh_estimate){mean, mean - half, mean + half};
}

struct bh_cell
bh_sums_cell(const struct bh_sums *sums, size_t option, size_t column)
{
    const struct bh_column_sums *c = &sums->columns[option * sums->n_columns + column];
    const size_t n = sums->n_ran[option];

    return (struct bh_cell){
        .n = n,
        .mean = mean_of(c->n_finite, &c->sum, &c->squares),
        .q05 = bh_bins_quantile(&c->bins, 0.05, c->low, c->high),
        .median = bh_bins_quantile(&c->bins, 0.5, c->low, c->high),
        .q95 = bh_bins_quantile(&c->bins, 0.95, c->low, c->high),
        .reached = bh_share_estimate(c->n_finite, n),
        .met = sums->goals[column].relation == 0 ? none : bh_share_estimate(c->n_met, n),
        .difference = none,
    };
}

struct bh_estimate
bh_sums_share(const struct bh_sums *sums, size_t option, size_t column)
{
    const struct bh_column_sums *c = &sums->columns[option * sums->n_columns + column];

    return bh_share_estimate((size_t) bh_exact_value(&c->sum), sums->n_ran[option]);
}

struct bh_estimate
bh_sums_difference(const struct bh_sums *sums, size_t option, size_t baseline, size_t column,
                   size_t *n_pairs)
{
    const bool is_later = option > baseline;
    struct bh_estimate e;

    *n_pairs = 0;
    if (option == baseline) {
        return none;
    }
    const struct bh_pair_sums *pair = bh_sums_pair(sums, is_later ? option : baseline,
                                                   is_later ? baseline : option) + column;
    *n_pairs = pair->n;
    e = mean_of(pair->n, &pair->sum, &pair->squares);
    return is_later ? e : (struct bh_estimate){-e.value, -e.high, -e.low};
}
