/** Sobol' analysis of 65 536 base rows x 20 inputs with 100 resamples, on one core; least of five.
 *  */
#include <bluehelm/sensitivity.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define N 65536
#define D 20
#define RUNS 5

static double
cpu_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}

/** Sobol's G function with a_j = j. */
static double
g(const double *x)
{
    double product = 1;

    for (size_t j = 0; j < D; j++) {
        product *= (fabs(4 * x[j] - 2) + (double) j) / (1 + (double) j);
    }
    return product;
}

static int
run(bool has_second_order)
{
    uint64_t keys[D];
    struct bh_design_grid grid = {
        .design = BH_SALTELLI, .n_columns = D, .keys = keys, .has_second_order = has_second_order};
    const size_t n_rows = N * bh_design_width(&grid);
    double *y = malloc(n_rows * sizeof *y);
    double best = 1e9, design = cpu_seconds(), x[D];
    struct bh_sobol sobol = {0};
    struct bh_err err;

    for (size_t j = 0; j < D; j++) {
        keys[j] = j + 1;
    }
    for (size_t i = 0; y != NULL && i < n_rows; i++) {
        bh_design_row(&grid, i, x);
        y[i] = g(x);
    }
    design = cpu_seconds() - design;
    for (int k = 0; y != NULL && k < RUNS; k++) {
        const struct bh_sobol_input input = {.y = y,
                                             .n_rows = n_rows,
                                             .n_factors = D,
                                             .has_second_order = has_second_order,
                                             .wants_pairs = has_second_order,
                                             .n_resamples = 100};
        const double start = cpu_seconds();

        bh_sobol_fini(&sobol);
        if (bh_sobol_analyze(&input, &sobol, &err) != BH_OK) {
            fprintf(stderr, "%s\n", err.text);
            return 1;
        }
        best = fmin(best, cpu_seconds() - start);
    }
    printf("%-24s %9zu rows  design %6.2f s  analysis %6.2f s  (bound %.1f s)  ST_1 %.4f +- %.4f\n",
           has_second_order ? "with second order" : "without second order", n_rows, design, best,
           has_second_order ? 3.0 : 0.7, sobol.total[0].value, sobol.total[0].half_width);
    bh_sobol_fini(&sobol);
    free(y);
    return 0;
}

int
main(void)
{
    return run(false) | run(true);
}
