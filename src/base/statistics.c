/** @file statistics.c  The few statistics results are told with. */
#include "base/statistics.h"

#include <math.h>

double
bh_student_975(double df)
{
    static const double table[] = {12.7062, 4.30265, 3.18245, 2.77645, 2.57058};
    const double z = BH_NORMAL_975;
    const double z3 = z * z * z, z5 = z3 * z * z, z7 = z5 * z * z;

    if (df <= 5) {
        return table[df < 1 ? 0 : (int) df - 1];
    }
    return z + (z3 + z) / (4 * df) + (5 * z5 + 16 * z3 + 3 * z) / (96 * df * df) +
           (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * df * df * df);
}

void
bh_wilson(double successes, double n, double *low, double *high)
{
    const double z2 = BH_NORMAL_975 * BH_NORMAL_975;

    if (!(n > 0)) {
        *low = 0;
        *high = 1;
        return;
    }
    const double p = successes / n;
    const double centre = p + z2 / (2 * n);
    const double spread = BH_NORMAL_975 * sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    const double scale = 1 + z2 / n;

    /* exact where nothing or everything succeeded; there the difference leaves a rounding error */
    *low = successes > 0 ? fmax(0, (centre - spread) / scale) : 0;
    *high = successes < n ? fmin(1, (centre + spread) / scale) : 1;
}

struct bh_rank
bh_rank_of(size_t n, double p)
{
    const double h = (double) (n - 1) * p;
    const size_t low = (size_t) h;

    return (struct bh_rank){low, low + 1 < n ? low + 1 : low, h - (double) low};
}

double
bh_rank_between(const struct bh_rank *rank, double low, double high)
{
    /* infinities: no interpolation with 0 x infinity */
    return rank->part == 0 || low == high ? low : low + rank->part * (high - low);
}

double
bh_quantile(const double *sorted, size_t n, double p)
{
    const struct bh_rank rank = bh_rank_of(n, p);

    return bh_rank_between(&rank, sorted[rank.low], sorted[rank.high]);
}

#define FEW 16 /* sorted by insertion */

static void
swap(double *a, double *b)
{
    const double x = *a;

    *a = *b;
    *b = x;
}

static void
sort_few(double *x, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        const double moved = x[i];
        size_t at = i;

        for (; at > 0 && x[at - 1] > moved; at--) {
            x[at] = x[at - 1];
        }
        x[at] = moved;
    }
}

/** Lets x[at] sink to its place in a heap of n whose greatest is the first. */
static void
sink(double *x, size_t n, size_t at)
{
    for (size_t below = 2 * at + 1; below < n; below = 2 * at + 1) {
        below += below + 1 < n && x[below] < x[below + 1];
        if (!(x[at] < x[below])) {
            return;
        }
        swap(&x[at], &x[below]);
        at = below;
    }
}

static void
sort_by_heap(double *x, size_t n)
{
    for (size_t i = n / 2; i-- > 0;) {
        sink(x, n, i);
    }
    for (size_t last = n; last-- > 1;) {
        swap(&x[0], &x[last]);
        sink(x, last, 0);
    }
}

/** Puts what is less than some number before what is greater. @return where the second part
 *  begins: above 0 and at most n - 1. */
static size_t
part(double *x, size_t n)
{
    double *middle = &x[n / 2];

    if (*middle < x[0]) {
        swap(middle, &x[0]);
    }
    if (x[n - 1] < *middle) {
        swap(&x[n - 1], middle);
    }
    if (*middle < x[0]) {
        swap(middle, &x[0]);
    }
    const double pivot = *middle;
    size_t i = 0, j = n - 1;
    for (;;) {
        while (x[i] < pivot) {
            i++;
        }
        while (pivot < x[j]) {
            j--;
        }
        if (i >= j) {
            return j + 1;
        }
        swap(&x[i++], &x[j--]);
    }
}

/** Quicksort (Hoare 1962) about the median of three; by heap where it goes too deep (Musser
 *  1997). */
static void
sort_deep(double *x, size_t n, unsigned depth)
{
    while (n > FEW) {
        if (depth-- == 0) {
            sort_by_heap(x, n);
            return;
        }
        const size_t low = part(x, n);
        if (low < n - low) {
            sort_deep(x, low, depth);
            x += low;
            n -= low;
        } else {
            sort_deep(x + low, n - low, depth);
            n = low;
        }
    }
    sort_few(x, n);
}

void
bh_sort(double *x, size_t n)
{
    unsigned depth = 0;

    for (size_t rest = n; rest > 0; rest /= 2) {
        depth += 2;
    }
    sort_deep(x, n, depth);
}

void
bh_mean_interval(const double *x, size_t n, double *mean, double *half_width)
{
    double m = 0, squares = 0;

    for (size_t i = 0; i < n; i++) { /* Welford 1962 */
        const double d = x[i] - m;

        m += d / (double) (i + 1);
        squares += d * (x[i] - m);
    }
    *mean = n > 0 ? m : (double) NAN;
    *half_width = n > 1 ? bh_student_975((double) (n - 1)) *
                              sqrt(squares / (double) (n - 1) / (double) n)
                        : (double) NAN;
}

struct bh_estimate
bh_mean_estimate(const double *x, size_t n)
{
    struct bh_estimate out;
    double half;

    bh_mean_interval(x, n, &out.value, &half);
    out.low = out.value - half;
    out.high = out.value + half;
    return out;
}

struct bh_estimate
bh_share_estimate(size_t n_good, size_t n)
{
    struct bh_estimate out = {n > 0 ? (double) n_good / (double) n : (double) NAN, 0, 1};

    bh_wilson((double) n_good, (double) n, &out.low, &out.high);
    return out;
}
