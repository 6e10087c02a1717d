/** Designs, Sobol' indices, elementary effects, indices of given points. Oracles: closed forms
 *  (Ishigami & Homma 1990; Sobol's G function; additive functions), definitions of the designs, and
 *  the same sums over a matrix without the rows that cannot be used. */
#include "harness.h"

#include <bluehelm/design.h>
#include <bluehelm/sensitivity.h>

#include <stdlib.h>
#include <string.h>

#define MOST 12 /* columns in any test */

static const uint64_t keys[MOST] = {11, 22, 33, 44, 55, 66, 77, 88, 99, 111, 122, 133};

typedef double function(const double *x, size_t d);

static double
ishigami(const double *u, size_t d)
{
    double x[3];

    (void) d;
    for (size_t i = 0; i < 3; i++) {
        x[i] = M_PI * (2 * u[i] - 1);
    }
    return sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * pow(x[2], 4) * sin(x[0]);
}

static const double g_a[8] = {0, 1, 4.5, 9, 99, 99, 99, 99};

static double
sobol_g(const double *u, size_t d)
{
    double product = 1;

    for (size_t i = 0; i < d; i++) {
        product *= (fabs(4 * u[i] - 2) + g_a[i]) / (1 + g_a[i]);
    }
    return product;
}

/** y = sum of (i + 1) u_i: S1_i = ST_i = (i + 1)^2 / sum of squares. */
static double
additive(const double *u, size_t d)
{
    double sum = 0;

    for (size_t i = 0; i < d; i++) {
        sum += (double) (i + 1) * u[i];
    }
    return sum;
}

static double *
evaluate(const struct bh_design_grid *grid, size_t n_blocks, function *f, size_t *n_rows)
{
    double x[MOST];
    *n_rows = n_blocks * bh_design_width(grid);
    double *y = malloc(*n_rows * sizeof *y);

    for (size_t i = 0; i < *n_rows; i++) {
        bh_design_row(grid, i, x);
        y[i] = f(x, grid->n_columns);
    }
    return y;
}

static struct bh_design_grid
saltelli(size_t d)
{
    return (struct bh_design_grid){
        .design = BH_SALTELLI, .seed = 7, .n_columns = d, .keys = keys, .has_second_order = true};
}

/** Within four half-widths of the closed form and within `bound`. */
static void
expect_index(const char *what, size_t i, const struct bh_index *index, double wanted, double bound)
{
    bh_expect(fabs(index->value - wanted) <= bound, "%s of input %zu is %.4f, wanted %.4f", what,
              i + 1, index->value, wanted);
    bh_expect(fabs(index->value - wanted) <= 4 * index->half_width / 1.96 + 1e-9,
              "%s of input %zu within 4 standard errors", what, i + 1);
    bh_expect(index->low <= index->high, "interval of %s of input %zu is in order", what, i + 1);
}

static void
test_ishigami(enum bh_estimator estimator, double bound)
{
    const double first[] = {0.31390519, 0.44241114, 0},
                 total[] = {0.55758886, 0.44241114, 0.24368366};
    const double pairs[] = {0, 0.24368366, 0};
    const struct bh_design_grid grid = saltelli(3);
    struct bh_sobol s;
    size_t n_rows;
    double *y = evaluate(&grid, 8192, ishigami, &n_rows);
    const struct bh_sobol_input input = {.y = y,
                                         .n_rows = n_rows,
                                         .n_factors = 3,
                                         .has_second_order = true,
                                         .wants_pairs = true,
                                         .estimator = estimator,
                                         .n_resamples = 200,
                                         .seed = 0};

    bh_expect(bh_sobol_analyze(&input, &s, NULL) == BH_OK && s.n_used == 8192, "Ishigami analysed");
    bh_expect(fabs(s.variance - 13.844587940719254) < 0.05, "variance of Ishigami");
    for (size_t i = 0; i < 3; i++) {
        expect_index("Ishigami S1", i, &s.first[i], first[i], bound);
        expect_index("Ishigami ST", i, &s.total[i], total[i], bound);
        expect_index("Ishigami S2", i, &s.pairs[i], pairs[i], 4 * bound);
    }
    bh_sobol_fini(&s);
    free(y);
}

static void
test_g_function(void)
{
    const struct bh_design_grid grid = saltelli(8);
    double part[8], variance = 1;
    struct bh_sobol s;
    size_t n_rows;
    double *y = evaluate(&grid, 4096, sobol_g, &n_rows);
    const struct bh_sobol_input input = {
        .y = y, .n_rows = n_rows, .n_factors = 8, .has_second_order = true, .n_resamples = 200};

    for (size_t i = 0; i < 8; i++) {
        part[i] = 1 / (3 * (1 + g_a[i]) * (1 + g_a[i]));
        variance *= 1 + part[i];
    }
    bh_expect(bh_sobol_analyze(&input, &s, NULL) == BH_OK, "G function analysed");
    for (size_t i = 0; i < 8; i++) {
        expect_index("G function S1", i, &s.first[i], part[i] / (variance - 1), 0.01);
        expect_index("G function ST", i, &s.total[i],
                     part[i] * variance / (1 + part[i]) / (variance - 1), 0.01);
    }
    bh_sobol_fini(&s);
    free(y);
}

static void
test_additive(void)
{
    for (int has_second_order = 0; has_second_order < 2; has_second_order++) {
        struct bh_design_grid grid = saltelli(5);
        struct bh_sobol s;
        size_t n_rows;

        grid.has_second_order = has_second_order;
        double *y = evaluate(&grid, 1024, additive, &n_rows);
        const struct bh_sobol_input input = {.y = y,
                                             .n_rows = n_rows,
                                             .n_factors = 5,
                                             .has_second_order = has_second_order,
                                             .wants_pairs = has_second_order,
                                             .n_resamples = 100};
        bh_expect(bh_sobol_analyze(&input, &s, NULL) == BH_OK, "additive function analysed");
        for (size_t i = 0; i < 5; i++) {
            const double wanted = (double) ((i + 1) * (i + 1)) / 55;

            expect_index("additive S1", i, &s.first[i], wanted, 0.02);
            expect_index("additive ST", i, &s.total[i], wanted, 0.02);
        }
        for (size_t p = 0; has_second_order && p < 10; p++) {
            expect_index("additive S2", p, &s.pairs[p], 0, 0.03);
        }
        bh_sobol_fini(&s);
        free(y);
    }
}

/** Luck as a factor: y = 3 x_1 + x_2 + 2 luck, luck uniform by its number: S = 9/14, 1/14, 4/14. */
static void
test_luck(void)
{
    struct bh_design_grid grid = saltelli(2);
    const double wanted[] = {9.0 / 14, 1.0 / 14, 4.0 / 14};
    const struct bh_design_grid lucks = {
        .design = BH_MONTE_CARLO, .seed = 3, .n_columns = 1, .keys = keys};
    struct bh_sobol s;

    grid.has_luck = true;
    const size_t width = bh_design_width(&grid), n_rows = 4096 * width;
    double *y = malloc(n_rows * sizeof *y), x[2], luck;
    bh_expect(width == 8, "two variables and luck with second order make 8 rows");
    for (size_t i = 0; i < n_rows; i++) {
        bh_design_row(&grid, i, x);
        bh_design_row(&lucks, bh_design_luck(&grid, i), &luck);
        y[i] = 3 * x[0] + x[1] + 2 * luck;
    }
    const struct bh_sobol_input input = {
        .y = y, .n_rows = n_rows, .n_factors = 3, .has_second_order = true, .n_resamples = 100};
    bh_expect(bh_sobol_analyze(&input, &s, NULL) == BH_OK, "a function of luck analysed");
    for (size_t i = 0; i < 3; i++) {
        expect_index("S1 with luck", i, &s.first[i], wanted[i], 0.03);
        expect_index("ST with luck", i, &s.total[i], wanted[i], 0.03);
    }
    bh_sobol_fini(&s);
    free(y);
}

/** One output that is no number drops one base row, and leaves what the others say. */
static void
test_failed_rows(void)
{
    const struct bh_design_grid grid = saltelli(3);
    const size_t width = bh_design_width(&grid);
    struct bh_sobol with, without;
    size_t n_rows;
    double *y = evaluate(&grid, 64, ishigami, &n_rows);
    double *fewer = malloc(n_rows * sizeof *fewer);

    memcpy(fewer, y, 20 * width * sizeof *y);
    memcpy(fewer + 20 * width, y + 21 * width, 43 * width * sizeof *y);
    y[20 * width + 3] = (double) NAN;
    struct bh_sobol_input input = {
        .y = y, .n_rows = n_rows, .n_factors = 3, .has_second_order = true, .n_resamples = 50};
    bh_expect(bh_sobol_analyze(&input, &with, NULL) == BH_OK && with.n_dropped == 1 &&
                  with.n_used == 63,
              "one NaN drops one base row and is counted");
    input.y = fewer;
    input.n_rows = 63 * width;
    bh_expect(bh_sobol_analyze(&input, &without, NULL) == BH_OK, "the matrix without that row");
    bh_expect(memcmp(with.first, without.first, 3 * sizeof *with.first) == 0 &&
                  memcmp(with.total, without.total, 3 * sizeof *with.total) == 0,
              "a failed row changes nothing but the count");
    y[20 * width + 3] = (double) INFINITY;
    bh_sobol_fini(&with);
    input.y = y;
    input.n_rows = n_rows;
    bh_expect(bh_sobol_analyze(&input, &with, NULL) == BH_OK && with.n_dropped == 1,
              "an infinite output is dropped likewise");
    bh_sobol_fini(&with);
    bh_sobol_fini(&without);
    free(y);
    free(fewer);
}

static void
refuse(const struct bh_sobol_input *input, const char *words)
{
    struct bh_sobol s = {.n_factors = 77};
    struct bh_err err = {BH_OK, ""};

    bh_expect(bh_sobol_analyze(input, &s, &err) == BH_EINPUT && strstr(err.text, words) != NULL &&
                  s.n_factors == 77,
              "refused: %s", words);
}

static void
test_bad_inputs(void)
{
    double y[80], failing[80];
    uint32_t resamples[10] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 99};
    struct bh_sobol s;

    for (size_t i = 0; i < 80; i++) {
        y[i] = 5;
        failing[i] = (double) NAN;
    }
    struct bh_sobol_input input = {
        .y = y, .n_rows = 80, .n_factors = 3, .has_second_order = true, .n_resamples = 10};
    bh_expect(bh_sobol_analyze(&input, &s, NULL) == BH_OK && s.is_constant &&
                  isnan(s.first[0].value) && s.mean == 5,
              "a constant output is told, not divided by");
    bh_sobol_fini(&s);
    input.n_rows = 79;
    refuse(&input, "want a multiple of 8");
    input.n_rows = 8;
    refuse(&input, "1 of 1 base rows can be used, at least 2");
    input.n_rows = 0;
    refuse(&input, "found 0 outputs");
    input.n_rows = 80;
    input.y = failing;
    refuse(&input, "0 of 10 base rows can be used");
    input.y = y;
    input.n_factors = 0;
    refuse(&input, "no input");
    input.n_factors = 3;
    input.resamples = resamples;
    input.n_resamples = 1;
    refuse(&input, "resample 0 takes base row 99, there are 10");
    y[3] = (double) NAN;
    refuse(&input, "1 base rows cannot be used");
    y[3] = 5;
    input = (struct bh_sobol_input){.y = y, .n_rows = 80, .n_factors = 3, .wants_pairs = true};
    refuse(&input, "needs a design with second order");
    input.wants_pairs = false;
    input.estimator = BH_ESTIMATOR_AZZINI;
    refuse(&input, "needs a design with second order");
}

/** Azzini's estimator is the better one on the same runs (Azzini, Mara & Rosati 2021): root mean
 *  square of the worst S1 error over 20 scramblings. */
static void
test_better_estimator(void)
{
    const double wanted[] = {0.31390519, 0.44241114, 0};
    double squares[2] = {0, 0};

    for (uint32_t seed = 0; seed < 20; seed++) {
        struct bh_design_grid grid = saltelli(3);
        size_t n_rows;

        grid.seed = seed;
        double *y = evaluate(&grid, 1024, ishigami, &n_rows);
        for (int e = 0; e < 2; e++) {
            const struct bh_sobol_input input = {.y = y,
                                                 .n_rows = n_rows,
                                                 .n_factors = 3,
                                                 .has_second_order = true,
                                                 .estimator = e == 0 ? BH_ESTIMATOR_STANDARD
                                                                     : BH_ESTIMATOR_AZZINI};
            struct bh_sobol s;
            double worst = 0;

            if (bh_sobol_analyze(&input, &s, NULL) == BH_OK) {
                for (size_t i = 0; i < 3; i++) {
                    worst = fmax(worst, fabs(s.first[i].value - wanted[i]));
                }
                bh_sobol_fini(&s);
            }
            squares[e] += worst * worst / 20;
        }
        free(y);
    }
    printf("# worst S1 error over 20 scramblings: standard %.4f, Azzini %.4f\n", sqrt(squares[0]),
           sqrt(squares[1]));
    bh_expect(squares[1] < squares[0] && sqrt(squares[1]) < 0.0095,
              "the default estimator errs less on the same runs");
}

static double
yes_or_no(const double *u, size_t d)
{
    (void) d;
    return u[0] + 0.6 * u[1] + 0.3 * u[2] + 0.1 * u[3] > 1.1;
}

/** Intervals of 95 % hold the index of a very large design in at least 86 of 100 scramblings (95
 *  less four standard errors), for an outcome that is yes or no and few base rows. */
static void
test_coverage(void)
{
    struct bh_design_grid grid = saltelli(4);
    struct bh_sobol truth, s;
    size_t n_rows;
    double *y = evaluate(&grid, 65536, yes_or_no, &n_rows);
    struct bh_sobol_input input = {
        .y = y, .n_rows = n_rows, .n_factors = 4, .has_second_order = true};

    bh_expect(bh_sobol_analyze(&input, &truth, NULL) == BH_OK, "a very large design");
    free(y);
    for (size_t n = 64; n <= 256; n *= 4) {
        size_t first[4] = {0}, total[4] = {0};

        for (uint32_t seed = 100; seed < 200; seed++) {
            grid.seed = seed;
            y = evaluate(&grid, n, yes_or_no, &n_rows);
            input.y = y;
            input.n_rows = n_rows;
            input.n_resamples = 200;
            input.seed = seed;
            if (bh_sobol_analyze(&input, &s, NULL) == BH_OK) {
                for (size_t i = 0; i < 4; i++) {
                    first[i] += s.first[i].low <= truth.first[i].value &&
                                truth.first[i].value <= s.first[i].high;
                    total[i] += s.total[i].low <= truth.total[i].value &&
                                truth.total[i].value <= s.total[i].high;
                }
                bh_sobol_fini(&s);
            }
            free(y);
        }
        for (size_t i = 0; i < 4; i++) {
            bh_expect(first[i] >= 86 && total[i] >= 86,
                      "%zu base rows: intervals of input %zu hold S1 %zu and ST %zu times of 100",
                      n, i + 1, first[i], total[i]);
        }
    }
    bh_sobol_fini(&truth);
}

/* ---- designs --------------------------------------------------------------------------------- */

/** Rows are what they are, however many follow and whatever columns are added behind. */
static void
test_extension(void)
{
    static const enum bh_design designs[] = {BH_MONTE_CARLO, BH_NESTED_HYPERCUBE, BH_SOBOL,
                                             BH_SALTELLI, BH_MORRIS};
    static const enum bh_design by_column[] = {BH_MONTE_CARLO, BH_LATIN_HYPERCUBE,
                                               BH_NESTED_HYPERCUBE, BH_SOBOL};

    for (size_t k = 0; k < sizeof designs / sizeof designs[0]; k++) {
        struct bh_design_grid few = {.design = designs[k],
                                     .seed = 5,
                                     .n_rows = 64,
                                     .n_columns = 4,
                                     .keys = keys,
                                     .levels = 4};
        struct bh_design_grid many = few;
        bool is_same = true;
        double a[4], b[4];

        many.n_rows = 100000;
        for (size_t row = 0; row < 64; row++) {
            bh_design_row(&few, row, a);
            bh_design_row(&many, row, b);
            is_same = is_same && memcmp(a, b, sizeof a) == 0;
        }
        bh_expect(is_same, "design %zu: earlier rows stay when it grows", k);
    }
    for (size_t k = 0; k < sizeof by_column / sizeof by_column[0]; k++) {
        struct bh_design_grid few = {
            .design = by_column[k], .seed = 5, .n_rows = 64, .n_columns = 4, .keys = keys};
        struct bh_design_grid more = few;
        bool is_same = true;
        double a[4], b[7];

        more.n_columns = 7;
        for (size_t row = 0; row < 64; row++) {
            bh_design_row(&few, row, a);
            bh_design_row(&more, row, b);
            is_same = is_same && memcmp(a, b, sizeof a) == 0;
        }
        bh_expect(is_same, "design %zu: earlier columns stay when one is added", k);
    }
}

/** Whether the first n rows use each of n strata of each column once. */
static bool
is_stratified(const struct bh_design_grid *grid, size_t n)
{
    static unsigned char seen[MOST][4096];
    double x[MOST];

    memset(seen, 0, sizeof seen);
    for (size_t row = 0; row < n; row++) {
        bh_design_row(grid, row, x);
        for (size_t c = 0; c < grid->n_columns; c++) {
            const size_t stratum = (size_t) (x[c] * (double) n);

            if (!(x[c] >= 0 && x[c] < 1) || seen[c][stratum]++) {
                return false;
            }
        }
    }
    return true;
}

static void
test_stratification(void)
{
    for (size_t n = 2; n <= 4096; n *= 2) {
        const struct bh_design_grid nested = {
            .design = BH_NESTED_HYPERCUBE, .seed = 0, .n_columns = 8, .keys = keys};
        const struct bh_design_grid sobol = {
            .design = BH_SOBOL, .seed = 0, .n_columns = 12, .keys = keys};

        bh_expect(is_stratified(&nested, n), "nested: the first %zu rows are a Latin hypercube", n);
        bh_expect(is_stratified(&sobol, n), "scrambled Sobol': one of %zu in each stratum", n);
    }
    for (size_t n = 1; n < 1000; n = 2 * n + 3) {
        const struct bh_design_grid lhs = {
            .design = BH_LATIN_HYPERCUBE, .n_rows = n, .n_columns = 6, .keys = keys};

        bh_expect(is_stratified(&lhs, n), "Latin hypercube of %zu rows", n);
    }
}

/** The first two Sobol' columns are a (0, m, 2)-net: 2^m points, one in each elementary interval of
 *  every shape (Sobol' 1967); Owen's scrambling keeps that. */
static void
test_net(void)
{
    for (int is_plain = 0; is_plain < 2; is_plain++) {
        const struct bh_design_grid grid = {
            .design = BH_SOBOL, .seed = 9, .n_columns = 2, .keys = keys, .is_plain = is_plain};
        bool is_net = true;

        for (unsigned a = 0; a <= 8; a++) {
            unsigned char seen[256] = {0};

            for (size_t row = 0; row < 256; row++) {
                double x[2];

                bh_design_row(&grid, row, x);
                const size_t i = (size_t) (x[0] * (double) (1u << a));
                const size_t j = (size_t) (x[1] * (double) (1u << (8 - a)));
                is_net = is_net && !seen[i << (8 - a) | j]++;
            }
        }
        bh_expect(is_net, "256 %s Sobol' points are a net in two columns",
                  is_plain ? "plain" : "scrambled");
    }
}

/** Columns of a nested hypercube are not tied to each other. */
static void
test_independence(void)
{
    const struct bh_design_grid grid = {
        .design = BH_NESTED_HYPERCUBE, .n_columns = 8, .keys = keys};
    double sums[8][8] = {{0}}, worst = 0, x[8];

    for (size_t row = 0; row < 4096; row++) {
        bh_design_row(&grid, row, x);
        for (size_t a = 0; a < 8; a++) {
            for (size_t b = 0; b < a; b++) {
                sums[a][b] += 12 * (x[a] - 0.5) * (x[b] - 0.5) / 4096;
            }
        }
    }
    for (size_t a = 0; a < 8; a++) {
        for (size_t b = 0; b < a; b++) {
            worst = fmax(worst, fabs(sums[a][b]));
        }
    }
    bh_expect(worst < 4 * sqrt(2.0 / 4096), "greatest correlation of nested columns is %.3f",
              worst);
}

static void
test_seeds(void)
{
    static const enum bh_design designs[] = {BH_MONTE_CARLO, BH_LATIN_HYPERCUBE,
                                             BH_NESTED_HYPERCUBE, BH_SOBOL, BH_SALTELLI};

    for (size_t k = 0; k < sizeof designs / sizeof designs[0]; k++) {
        struct bh_design_grid grid = {
            .design = designs[k], .seed = 0, .n_rows = 8, .n_columns = 3, .keys = keys};
        double zero[3], again[3], one[3];

        bh_design_row(&grid, 5, zero);
        bh_design_row(&grid, 5, again);
        grid.seed = 1;
        bh_design_row(&grid, 5, one);
        bh_expect(memcmp(zero, again, sizeof zero) == 0 && memcmp(zero, one, sizeof zero) != 0,
                  "design %zu: seed 0 is a seed like any other", k);
    }
}

/** Every row of a Saltelli block is A or B with the columns of one group from the other. */
static void
test_saltelli_blocks(void)
{
    static const uint32_t groups[] = {0, 1, 0, 2, 1};
    struct bh_design_grid grid = saltelli(5);
    double rows[10][5];
    bool is_right = true, luck_is_right = true;

    grid.groups = groups;
    grid.n_groups = 3;
    grid.has_luck = true;
    bh_expect(bh_design_width(&grid) == 10, "three groups and luck with second order: 10 rows");
    for (size_t i = 0; i < 10; i++) {
        bh_design_row(&grid, 70 + i, rows[i]);
    }
    for (size_t j = 0; j < 4; j++) {
        for (size_t c = 0; c < 5; c++) {
            is_right = is_right && rows[1 + j][c] == (groups[c] == j ? rows[9] : rows[0])[c] &&
                       rows[5 + j][c] == (groups[c] == j ? rows[0] : rows[9])[c];
        }
        luck_is_right = luck_is_right &&
                        bh_design_luck(&grid, 70 + 1 + j) == (j == 3 ? 16u : 15u) &&
                        bh_design_luck(&grid, 70 + 5 + j) == (j == 3 ? 15u : 16u);
    }
    bh_expect(is_right, "groups are exchanged whole");
    bh_expect(luck_is_right && bh_design_luck(&grid, 70) == 15 && bh_design_luck(&grid, 79) == 16,
              "luck is exchanged as the last group");
}

static void
test_trajectories(void)
{
    struct bh_design_grid grid = {
        .design = BH_MORRIS, .seed = 2, .n_columns = 6, .keys = keys, .levels = 6};
    bool is_right = true;
    double ups = 0;

    for (size_t t = 0; t < 200; t++) {
        double before[6], after[6];
        unsigned moved = 0;

        bh_design_row(&grid, t * 7, before);
        for (size_t p = 1; p < 7; p++) {
            size_t n = 0;

            bh_design_row(&grid, t * 7 + p, after);
            for (size_t c = 0; c < 6; c++) {
                const double level = after[c] * 5;
                const double step = fabs(after[c] - before[c]);

                is_right = is_right && fabs(level - round(level)) < 1e-12 && level <= 5;
                if (step != 0) {
                    is_right = is_right && fabs(step - 0.6) < 1e-12;
                    moved |= 1u << c;
                    ups += after[c] > before[c];
                    n++;
                }
            }
            is_right = is_right && n == 1 && bh_design_luck(&grid, t * 7 + p) == t + 1;
            memcpy(before, after, sizeof before);
        }
        is_right = is_right && moved == 63;
    }
    bh_expect(is_right,
              "a trajectory moves each column once by p/(2(p-1)), on p levels, on one luck");
    bh_expect(fabs(ups / 1200 - 0.5) < 4 * 0.5 / sqrt(1200), "as often up as down");
}

static void
test_factorial(void)
{
    const struct bh_design_grid grid = {.design = BH_FACTORIAL, .n_columns = 3, .levels = 4};
    unsigned char seen[64] = {0};
    bool is_right = bh_design_width(&grid) == 64;
    double x[3];

    for (size_t row = 0; row < 64; row++) {
        bh_design_row(&grid, row, x);
        const size_t at = (size_t) (x[0] * 4) * 16 + (size_t) (x[1] * 4) * 4 + (size_t) (x[2] * 4);
        is_right = is_right && at == row && !seen[at]++;
    }
    bh_expect(is_right, "a factorial has every combination once, the last column fastest");
}

static void
test_design_checks(void)
{
    static const struct {
        struct bh_design_grid grid;
        const char *words;
    } wrong[] = {
        {{.design = BH_MORRIS, .levels = 4}, "no variable"},
        {{.design = BH_SALTELLI, .n_columns = 513}, "1026 columns"},
        {{.design = BH_SOBOL, .n_columns = 1025}, "1025 columns"},
        {{.design = BH_MORRIS, .n_columns = 3, .levels = 5}, "levels is 5"},
        {{.design = BH_MORRIS, .n_columns = 3, .levels = 0}, "levels is 0"},
        {{.design = BH_FACTORIAL, .n_columns = 3, .levels = 1}, "levels is 1"},
        {{.design = BH_FACTORIAL, .n_columns = 40, .levels = 4}, "more combinations"},
    };
    const double distance[9] = {0};
    const struct bh_design_grid luck_alone = {.design = BH_MONTE_CARLO};
    struct bh_err err = {BH_OK, ""};
    size_t chosen[3];

    bh_expect(bh_design_check(&luck_alone, &err) == BH_OK, "draws need no variable");
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        bh_expect(bh_design_check(&wrong[i].grid, &err) == BH_EINPUT &&
                      strstr(err.text, wrong[i].words) != NULL,
                  "refused: %s", wrong[i].words);
    }
    bh_expect(bh_design_choose(distance, 3, 4, true, chosen, NULL, &err) == BH_EINPUT,
              "4 of 3 trajectories cannot be chosen");
    bh_expect(bh_design_even_hypercube(&wrong[1].grid, 1, NULL, &err) == BH_EINPUT,
              "only a hypercube can be made even");
}

/** Centred discrepancy: (13/12)^d - 1 of the centre alone; 1/(12 n^2) of n midpoints on a line. */
static void
test_discrepancy(void)
{
    const double centre[3] = {0.5, 0.5, 0.5};
    double line[50];

    bh_expect(fabs(bh_design_discrepancy(centre, 1, 3) - (pow(13.0 / 12, 3) - 1)) < 1e-15,
              "discrepancy of the centre");
    for (size_t i = 0; i < 50; i++) {
        line[i] = ((double) i + 0.5) / 50;
    }
    bh_expect(fabs(bh_design_discrepancy(line, 50, 1) - 1.0 / (12 * 2500)) < 1e-14,
              "discrepancy of midpoints on a line");
    const struct bh_design_grid grid = {
        .design = BH_OPTIMAL_HYPERCUBE, .n_rows = 60, .n_columns = 4, .keys = keys};
    double plain[240], even[240];
    for (size_t i = 0; i < 60; i++) {
        bh_design_row(&grid, i, plain + 4 * i);
    }
    bh_expect(bh_design_even_hypercube(&grid, 3000, even, NULL) == BH_OK &&
                  bh_design_discrepancy(even, 60, 4) < bh_design_discrepancy(plain, 60, 4) / 2,
              "an even hypercube has less than half the discrepancy of the plain one");
    unsigned char seen[4][60] = {{0}};
    bool is_latin = true;
    for (size_t i = 0; i < 240; i++) {
        is_latin = is_latin && !seen[i % 4][(size_t) (even[i] * 60)]++;
    }
    bh_expect(is_latin, "and is still a Latin hypercube");
}

/** Trajectories at the ends of a line: the two farthest; equal ones are at distance 0. */
static void
test_choice(void)
{
    const double points[5 * 2] = {0, 0.1, 0.4, 0.5, 1, 1.1, 0.45, 0.5, 0, 0.1};
    double distance[25], score;
    size_t chosen[2];

    bh_expect(bh_design_spread(points, 5, 2, 1, distance, NULL) == BH_OK && distance[4] == 0 &&
                  fabs(distance[2] - 4) < 1e-15,
              "distances of trajectories");
    for (int is_exact = 0; is_exact < 2; is_exact++) {
        bh_expect(bh_design_choose(distance, 5, 2, is_exact, chosen, &score, NULL) == BH_OK &&
                      chosen[0] == 0 && chosen[1] == 2 && fabs(score - 4) < 1e-15,
                  "the two farthest are chosen, %s", is_exact ? "exactly" : "locally");
    }
}

/* ---- effects and given points ---------------------------------------------------------------- */

/** y = sum of (i + 1) x_i: every effect of x_i is i + 1, sigma 0. */
static void
test_effects(void)
{
    const struct bh_design_grid grid = {
        .design = BH_MORRIS, .seed = 1, .n_columns = 5, .keys = keys, .levels = 4};
    double x[20 * 6 * 5], y[20 * 6];
    struct bh_morris m;
    struct bh_err err = {BH_OK, ""};

    for (size_t i = 0; i < 120; i++) {
        bh_design_row(&grid, i, x + 5 * i);
        y[i] = additive(x + 5 * i, 5);
    }
    struct bh_morris_input input = {
        .x = x, .y = y, .n_rows = 120, .n_columns = 5, .levels = 4, .n_resamples = 50};
    bh_expect(bh_morris_analyze(&input, &m, &err) == BH_OK && m.n_used == 20, "effects %s",
              err.text);
    bool is_right = true;
    for (size_t i = 0; i < 5; i++) {
        const struct bh_effect *e = &m.effects[i];

        is_right = is_right && fabs(e->mu - (double) (i + 1)) < 1e-12 && e->sigma < 1e-12 &&
                   fabs(e->mu_star.value - (double) (i + 1)) < 1e-12;
    }
    bh_expect(is_right, "effects of an additive function are its coefficients");
    bh_morris_fini(&m);
    y[7] = (double) NAN;
    bh_expect(bh_morris_analyze(&input, &m, &err) == BH_OK && m.n_used == 19 && m.n_dropped == 1 &&
                  fabs(m.effects[4].mu - 5) < 1e-12,
              "a failed run drops its trajectory alone");
    bh_morris_fini(&m);
    input.n_rows = 119;
    bh_expect(bh_morris_analyze(&input, &m, &err) == BH_EINPUT, "no whole trajectories");
    input.n_rows = 120;
    input.levels = 3;
    bh_expect(bh_morris_analyze(&input, &m, &err) == BH_EINPUT, "odd levels");
    input.levels = 4;
    memcpy(x + 5, x, 5 * sizeof *x);
    bh_expect(bh_morris_analyze(&input, &m, &err) == BH_EINPUT &&
                  strstr(err.text, "row 2 is the same") != NULL,
              "a row that changes nothing");
    x[5] += 0.1;
    x[6] += 0.1;
    bh_expect(bh_morris_analyze(&input, &m, &err) == BH_EINPUT &&
                  strstr(err.text, "row 2 changes columns 1 and 2") != NULL,
              "two changes at once");
}

/** Correlation ratios of an additive function; none of a column that plays no part; few values. */
static void
test_given(void)
{
    const size_t n = 20000;
    const struct bh_design_grid grid = {
        .design = BH_LATIN_HYPERCUBE, .n_rows = n, .n_columns = 4, .keys = keys};
    double *x = malloc(6 * n * sizeof *x), *y = malloc(n * sizeof *y), row[4];
    struct bh_index first[6];
    struct bh_err err = {BH_OK, ""};
    size_t n_used;

    for (size_t i = 0; i < n; i++) {
        bh_design_row(&grid, i, row);
        const double word = floor(3 * row[3]); /* 0, 1 or 2: variance 2/3 */

        x[i] = row[0];
        x[n + i] = row[1];
        x[2 * n + i] = row[2];
        x[3 * n + i] = word;
        x[4 * n + i] = 7;
        y[i] = 4 * row[0] + 2 * row[1] + word;
    }
    const struct bh_given_input input = {
        .x = x, .y = y, .n_rows = n, .n_columns = 5, .n_resamples = 40};
    const double all = 16.0 / 12 + 4.0 / 12 + 2.0 / 3;
    const double wanted[] = {16.0 / 12 / all, 4.0 / 12 / all, 0, 2.0 / 3 / all};
    y[17] = (double) NAN;
    bh_expect(bh_given_first(&input, first, &n_used, &err) == BH_OK && n_used == n - 1,
              "given points; a failed one is dropped");
    for (size_t i = 0; i < 4; i++) {
        /* standard error of a squared correlation: 2 r (1 - r^2) / sqrt(n) */
        const double error = 2 * sqrt(wanted[i]) * (1 - wanted[i]) / sqrt((double) n);

        bh_expect(fabs(first[i].value - wanted[i]) < 4 * error + 0.005,
                  "correlation ratio %zu is %.3f, wanted %.3f", i + 1, first[i].value, wanted[i]);
        bh_expect(first[i].low <= wanted[i] + 2 * error + 0.005 &&
                      first[i].high >= wanted[i] - 2 * error - 0.005,
                  "its interval %.3f to %.3f", first[i].low, first[i].high);
    }
    bh_expect(isnan(first[4].value), "a constant column has no index");
    bh_expect(fabs(first[2].value) < 2 * bh_given_noise(n, 5), "noise is of the size that is said");
    const struct bh_given_input few = {.x = x, .y = y, .n_rows = 10, .n_columns = 1};
    bh_expect(bh_given_first(&few, first, &n_used, &err) == BH_EINPUT, "ten rows are too few");
    for (size_t i = 0; i < n; i++) {
        y[i] = 1;
    }
    bh_expect(bh_given_first(&input, first, &n_used, &err) == BH_OK && isnan(first[0].value),
              "an output that never varies has no indices");
    free(x);
    free(y);
}

static void
test_looseness(void)
{
    const struct bh_index tight = {0.5, 0.05, 0.45, 0.55}, wide = {0.5, 0.12, 0.38, 0.62};
    const struct bh_index small = {0.1, 0.06, 0.04, 0.16}, none = {0, 0, 0, 0};

    bh_expect(!bh_sensitivity_is_loose(&tight) && bh_sensitivity_is_loose(&wide) &&
                  bh_sensitivity_is_loose(&small) && !bh_sensitivity_is_loose(&none),
              "what is told too loosely");
}

int
main(void)
{
    test_ishigami(BH_ESTIMATOR_BEST, 0.006);
    test_ishigami(BH_ESTIMATOR_STANDARD, 0.01);
    test_g_function();
    test_additive();
    test_luck();
    test_failed_rows();
    test_bad_inputs();
    test_better_estimator();
    test_coverage();
    test_extension();
    test_stratification();
    test_net();
    test_independence();
    test_seeds();
    test_saltelli_blocks();
    test_trajectories();
    test_factorial();
    test_design_checks();
    test_discrepancy();
    test_choice();
    test_effects();
    test_given();
    test_looseness();
    return bh_finish();
}
