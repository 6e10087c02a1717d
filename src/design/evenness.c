/** @file evenness.c  Centred discrepancy, and Latin hypercubes made even by exchanges.
 *
 *  The square of the centred L2 discrepancy (Hickernell 1998, "A generalized discrepancy and
 *  quadrature error bound") with z = x - 1/2 is
 *
 *      (13/12)^d - 2/n sum_i prod_k (1 + |z_ik|/2 - z_ik^2/2)
 *                + 1/n^2 sum_ij prod_k (1 + (|z_ik| + |z_jk| - |z_ik - z_jk|)/2)
 *
 *  An exchange of two rows' strata in one column changes the terms of these two rows only, by the
 *  ratio of one factor each, so a try costs n and not n^2 d (Jin, Chen & Sudjianto 2005). Products
 *  of exchanged rows are made anew, so rounding does not gather. */
#include <bluehelm/design.h>

#include "base/err.h"
#include "base/philox_scalar.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define EXCHANGE_STREAM 0xffffffd0u

static double
single(double x)
{
    const double z = fabs(x - 0.5);

    return 1 + 0.5 * z - 0.5 * z * z;
}

static double
pair(double x, double y)
{
    return 1 + 0.5 * (fabs(x - 0.5) + fabs(y - 0.5) - fabs(x - y));
}

static double
product_of_pairs(const double *a, const double *b, size_t d)
{
    double product = 1;

    for (size_t k = 0; k < d; k++) {
        product *= pair(a[k], b[k]);
    }
    return product;
}

static double
product_of_singles(const double *a, size_t d)
{
    double product = 1;

    for (size_t k = 0; k < d; k++) {
        product *= single(a[k]);
    }
    return product;
}

double
bh_design_discrepancy(const double *points, size_t n, size_t d)
{
    double singles = 0, pairs = 0, first = 1;

    for (size_t k = 0; k < d; k++) {
        first *= 13.0 / 12.0;
    }
    for (size_t i = 0; i < n; i++) {
        const double *a = points + i * d;

        singles += product_of_singles(a, d);
        for (size_t j = 0; j < i; j++) {
            pairs += 2 * product_of_pairs(a, points + j * d, d);
        }
        pairs += product_of_pairs(a, a, d);
    }
    return first - 2 * singles / (double) n + pairs / ((double) n * (double) n);
}

/** Products over the columns of every row and of every pair of rows. */
struct products {
    double *singles; /* [n] */
    double *pairs;   /* [n][n] */
};

static void
renew(const double *points, size_t n, size_t d, struct products *at)
{
    for (size_t i = 0; i < n; i++) {
        at->singles[i] = product_of_singles(points + i * d, d);
        for (size_t j = 0; j <= i; j++) {
            at->pairs[i * n + j] = product_of_pairs(points + i * d, points + j * d, d);
            at->pairs[j * n + i] = at->pairs[i * n + j];
        }
    }
}

/** The new products of row i (against all but itself and `other`) were column k to become x. */
static double
change_of_row(const struct products *at, const double *points, const size_t n, const size_t d,
              const size_t rows[2], size_t k, double x)
{
    const double *a = points + rows[0] * d;
    const double *of_row = at->pairs + rows[0] * n;
    double sum = 0;

    for (size_t j = 0; j < n; j++) {
        const double y = points[j * d + k];

        if (j != rows[0] && j != rows[1]) {
            sum += of_row[j] * (pair(x, y) / pair(a[k], y) - 1);
        }
    }
    return 2 * sum + of_row[rows[0]] * (pair(x, x) / pair(a[k], a[k]) - 1);
}

/** Change of the squared discrepancy were rows i and j to exchange column k. The pair (i, j) itself
 *  keeps its product. */
static double
change(const struct products *at, const double *points, const size_t n, const size_t d,
       const size_t rows[2], size_t k)
{
    const size_t back[2] = {rows[1], rows[0]};
    const double x = points[rows[0] * d + k];
    const double y = points[rows[1] * d + k];
    const double singles = at->singles[rows[0]] * (single(y) / single(x) - 1) +
                           at->singles[rows[1]] * (single(x) / single(y) - 1);
    const double pairs =
        change_of_row(at, points, n, d, rows, k, y) + change_of_row(at, points, n, d, back, k, x);

    return pairs / ((double) n * (double) n) - 2 * singles / (double) n;
}

static void
renew_row(const double *points, size_t n, size_t d, size_t row, struct products *at)
{
    at->singles[row] = product_of_singles(points + row * d, d);
    for (size_t j = 0; j < n; j++) {
        at->pairs[row * n + j] = product_of_pairs(points + row * d, points + j * d, d);
        at->pairs[j * n + row] = at->pairs[row * n + j];
    }
}

static void
exchange(const struct bh_design_grid *grid, size_t n_tries, double *points, struct products *at)
{
    const size_t n = grid->n_rows, d = grid->n_columns;

    renew(points, n, d, at);
    for (size_t t = 0; t < n_tries; t++) {
        const uint32_t counter[4] = {(uint32_t) t, EXCHANGE_STREAM, (uint32_t) (t >> 32), 0};
        const uint32_t key[2] = {grid->seed, 0};
        uint32_t w[4];

        bh_philox4x32(counter, key, w);
        const size_t k = (size_t) (((uint64_t) w[0] * d) >> 32);
        const size_t i = (size_t) (((uint64_t) w[1] * n) >> 32);
        const size_t rows[2] = {i, (i + 1 + (size_t) (((uint64_t) w[2] * (n - 1)) >> 32)) % n};

        if (change(at, points, n, d, rows, k) <= 0) {
            const double x = points[rows[0] * d + k];

            points[rows[0] * d + k] = points[rows[1] * d + k];
            points[rows[1] * d + k] = x;
            renew_row(points, n, d, rows[0], at);
            renew_row(points, n, d, rows[1], at);
        }
    }
}

enum bh_status
bh_design_even_hypercube(const struct bh_design_grid *grid, size_t n_tries, double *points,
                         struct bh_err *err)
{
    const size_t n = grid->n_rows;
    struct products at;

    if (grid->design != BH_LATIN_HYPERCUBE && grid->design != BH_OPTIMAL_HYPERCUBE) {
        return bh_fail(err, BH_EINPUT, "only a Latin hypercube can be made even");
    }
    at.singles = malloc((n + 1) * sizeof *at.singles);
    at.pairs =
        n > SIZE_MAX / sizeof(double) / (n + 1) ? NULL : malloc((n * n + 1) * sizeof *at.pairs);
    if (at.singles == NULL || at.pairs == NULL) {
        free(at.singles);
        free(at.pairs);
        return bh_no_memory(err);
    }
    for (size_t i = 0; i < n; i++) {
        bh_design_row(grid, i, points + i * grid->n_columns);
    }
    if (n >= 2) {
        exchange(grid, n_tries, points, &at);
    }
    free(at.singles);
    free(at.pairs);
    return BH_OK;
}
