/** Other programs' answers beside ours: SALib 1.5 (Sobol' points, Sobol' and Morris indices,
 *  optimal trajectories), SciPy (discrepancies), RAPID-style robustness metrics. The files are no
 *  part of the project; BH_ORACLES names the folder that holds exploration/. Without it this test
 *  prints why it is skipped; what has a closed form is tested in test_sensitivity.c. */
#include "harness.h"

#include "base/file.h"

#include "base/csv.h"

#include <bluehelm/robust.h>
#include <bluehelm/sensitivity.h>

#include <stdlib.h>

static const char *folder;
static size_t n_rows_shown;

/** One line of the table, and the test. */
static void
compare(const char *what, double ours, double theirs, double tolerance)
{
    const double difference = fabs(ours - theirs);

    printf("# %-52s %20.15g %20.15g %9.1e\n", what, ours, theirs, difference);
    n_rows_shown++;
    bh_expect(difference <= tolerance, "%s within %.0e", what, tolerance);
}

/** The largest of many differences, as one line. */
struct largest {
    double difference, ours, theirs;
    size_t n;
};

static void
note(struct largest *at, double ours, double theirs)
{
    at->n++;
    if (!(fabs(ours - theirs) <= at->difference)) {
        *at = (struct largest){fabs(ours - theirs), ours, theirs, at->n};
    }
}

static void
compare_largest(const char *what, const struct largest *at, double tolerance)
{
    char text[120];

    snprintf(text, sizeof text, "%s, %zu values, largest", what, at->n);
    compare(text, at->ours, at->theirs, tolerance);
}

/** Reads a CSV of the oracle's, unpacked when its name ends in .gz; exits when it cannot. */
static struct bh_csv
read_csv(const char *name)
{
    char command[500];
    struct bh_csv csv;
    struct bh_err err = {BH_OK, ""};
    const size_t n = strlen(name);
    const bool is_packed = n > 3 && strcmp(name + n - 3, ".gz") == 0;
    char path[300] = "";

    snprintf(command, sizeof command, "%s/exploration/%s", folder, name);
    if (is_packed) {
        snprintf(path, sizeof path, "/tmp/bluehelm_oracle_%p.csv", (void *) &csv);
        snprintf(command, sizeof command, "zcat '%s/exploration/%s' >%s", folder, name, path);
        if (system(command) != 0) {
            printf("not ok cannot unpack %s\n", name);
            exit(1);
        }
    }
    if (bh_csv_read(is_packed ? path : command, &csv, &err) != BH_OK) {
        printf("not ok %s\n", err.text);
        exit(1);
    }
    if (is_packed) {
        remove(path);
    }
    return csv;
}

static const char *
word(const struct bh_csv *csv, size_t row, const char *column)
{
    size_t c = 0;

    return bh_csv_find(csv, column, &c, NULL) == BH_OK && csv->columns[c].is_text
               ? csv->columns[c].levels[(size_t) csv->columns[c].values[row]]
               : "";
}

static double
number(const struct bh_csv *csv, size_t row, const char *column)
{
    size_t c = 0;

    return bh_csv_find(csv, column, &c, NULL) == BH_OK ? csv->columns[c].values[row] : (double) NAN;
}

static void
test_points(const char *name, size_t n_columns)
{
    struct bh_csv csv = read_csv(name);
    const struct bh_design_grid grid = {
        .design = BH_SOBOL, .n_columns = n_columns, .is_plain = true};
    const size_t half = csv.n_rows / 2;
    struct largest at = {0};
    double row[64];

    for (size_t i = 0; i < csv.n_rows; i++) {
        const bool is_tail = csv.n_rows == 128 && i >= half; /* first 64 and last 64 of 1024 */

        bh_design_row(&grid, is_tail ? 1024 - csv.n_rows + i : i, row);
        for (size_t c = 0; c < n_columns; c++) {
            note(&at, row[c], csv.columns[c].values[i]);
        }
    }
    compare_largest(name, &at, 0);
    bh_csv_fini(&csv);
}

/** The design SALib made is ours: every cell of X. */
static void
test_saltelli_rows(const struct bh_csv *xy, bool has_second_order)
{
    const struct bh_design_grid grid = {.design = BH_SALTELLI,
                                        .n_columns = 3,
                                        .is_plain = true,
                                        .has_second_order = has_second_order};
    struct largest at = {0};
    double row[3];

    for (size_t i = 0; i < xy->n_rows; i++) {
        bh_design_row(&grid, i, row);
        for (size_t c = 0; c < 3; c++) {
            note(&at, -M_PI + 2 * M_PI * row[c], xy->columns[c].values[i]);
        }
    }
    compare_largest("Saltelli rows of Ishigami", &at, 1e-12);
}

static uint32_t *
read_resamples(size_t n, size_t n_resamples)
{
    struct bh_csv csv = read_csv("salib/bootstrap_index_seed1234_n1024_r100.csv.gz");
    uint32_t *out = malloc(n * n_resamples * sizeof *out);

    for (size_t r = 0; r < n_resamples; r++) {
        for (size_t i = 0; i < n; i++) {
            out[r * n + i] = (uint32_t) csv.columns[r].values[i];
        }
    }
    bh_csv_fini(&csv);
    return out;
}

static void
compare_index(const struct bh_csv *indices, const char *name, const char *kind, size_t j, size_t k,
              const struct bh_index *index)
{
    for (size_t i = 0; i < indices->n_rows; i++) {
        char p1[8], p2[8] = "", what[100];

        snprintf(p1, sizeof p1, "x%zu", j + 1);
        if (k != j) {
            snprintf(p2, sizeof p2, "x%zu", k + 1);
        }
        if (strcmp(word(indices, i, "case"), name) == 0 &&
            strcmp(word(indices, i, "index"), kind) == 0 &&
            strcmp(word(indices, i, "p1"), p1) == 0 && strcmp(word(indices, i, "p2"), p2) == 0) {
            snprintf(what, sizeof what, "%.33s %s %s %s", name + 9, kind, p1, p2);
            compare(what, index->value, number(indices, i, "value"), 1e-12);
            snprintf(what, sizeof what, "%.33s %s %s %s +-", name + 9, kind, p1, p2);
            compare(what, index->half_width, number(indices, i, "conf95_halfwidth"), 1e-12);
        }
    }
}

static void
compare_resamples(const char *name, const char *kind, const double *ours, size_t n)
{
    char file[120], what[120];
    struct largest at = {0};

    snprintf(file, sizeof file, "salib/%s_resamples_%s.csv", name, kind);
    struct bh_csv csv = read_csv(file);
    for (size_t j = 0; j < 3; j++) {
        for (size_t r = 0; r < n; r++) {
            note(&at, ours[j * n + r], csv.columns[j].values[r]);
        }
    }
    snprintf(what, sizeof what, "%.33s resampled %s", name + 9, kind);
    compare_largest(what, &at, 1e-12);
    bh_csv_fini(&csv);
}

static void
test_sobol(const char *name, bool has_second_order, bool is_ours)
{
    char file[120];
    snprintf(file, sizeof file, "salib/%s_XY.csv.gz", name);
    struct bh_csv xy = read_csv(file);
    struct bh_csv indices = read_csv("salib/sobol_indices_ishigami.csv");
    uint32_t *resamples = read_resamples(1024, 100);
    struct bh_sobol sobol;
    struct bh_err err = {BH_OK, ""};
    const struct bh_sobol_input input = {.y = xy.columns[3].values,
                                         .n_rows = xy.n_rows,
                                         .n_factors = 3,
                                         .has_second_order = has_second_order,
                                         .wants_pairs = has_second_order,
                                         .estimator = BH_ESTIMATOR_STANDARD,
                                         .n_resamples = 100,
                                         .resamples = resamples};

    if (is_ours) {
        test_saltelli_rows(&xy, has_second_order);
    }
    bh_expect(bh_sobol_analyze(&input, &sobol, &err) == BH_OK, "%s analysed %s", name, err.text);
    size_t pair = 0;
    for (size_t j = 0; j < 3; j++) {
        compare_index(&indices, name, "S1", j, j, &sobol.first[j]);
        compare_index(&indices, name, "ST", j, j, &sobol.total[j]);
        for (size_t k = j + 1; has_second_order && k < 3; k++) {
            compare_index(&indices, name, "S2", j, k, &sobol.pairs[pair++]);
        }
    }
    compare_resamples(name, "S1", sobol.resampled_first, 100);
    compare_resamples(name, "ST", sobol.resampled_total, 100);
    bh_sobol_fini(&sobol);
    free(resamples);
    bh_csv_fini(&xy);
    bh_csv_fini(&indices);
}

/** The unscrambled designs of 4096 and 16384 are made by ours; their resamples are not given, so
 *  the indices alone are compared. */
static void
test_larger(const char *name, size_t n)
{
    const struct bh_design_grid grid = {
        .design = BH_SALTELLI, .n_columns = 3, .is_plain = true, .has_second_order = true};
    struct bh_csv indices = read_csv("salib/sobol_indices_ishigami.csv");
    double *y = malloc(8 * n * sizeof *y);
    struct bh_sobol sobol;

    for (size_t i = 0; i < 8 * n; i++) {
        double x[3];

        bh_design_row(&grid, i, x);
        for (size_t c = 0; c < 3; c++) {
            x[c] = -M_PI + 2 * M_PI * x[c];
        }
        y[i] = sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * pow(x[2], 4) * sin(x[0]);
    }
    const struct bh_sobol_input input = {.y = y,
                                         .n_rows = 8 * n,
                                         .n_factors = 3,
                                         .has_second_order = true,
                                         .estimator = BH_ESTIMATOR_STANDARD};
    bh_expect(bh_sobol_analyze(&input, &sobol, NULL) == BH_OK, "%s analysed", name);
    for (size_t i = 0; i < indices.n_rows; i++) {
        const size_t j = (size_t) (word(&indices, i, "p1")[1] - '1');
        const bool is_first = strcmp(word(&indices, i, "index"), "S1") == 0;
        char what[100];

        if (strcmp(word(&indices, i, "case"), name) == 0 &&
            strcmp(word(&indices, i, "index"), "S2") != 0) {
            snprintf(what, sizeof what, "%s %s x%zu", name + 9, is_first ? "S1" : "ST", j + 1);
            compare(what, (is_first ? sobol.first : sobol.total)[j].value,
                    number(&indices, i, "value"), 1e-12);
        }
    }
    bh_sobol_fini(&sobol);
    bh_csv_fini(&indices);
    free(y);
}

static void
test_morris(const char *name, const char *xy_name, size_t n_columns, bool is_scaled)
{
    struct bh_csv xy = read_csv(xy_name);
    struct bh_csv wanted = read_csv("salib/morris_indices.csv");
    double *x = malloc(xy.n_rows * n_columns * sizeof *x);
    struct largest mu = {0}, mu_star = {0}, sigma = {0}, width = {0};
    struct bh_morris morris;
    struct bh_err err = {BH_OK, ""};

    for (size_t i = 0; i < xy.n_rows; i++) {
        for (size_t c = 0; c < n_columns; c++) {
            x[i * n_columns + c] = xy.columns[c].values[i];
        }
    }
    const struct bh_morris_input input = {.x = x,
                                          .y = xy.columns[n_columns].values,
                                          .n_rows = xy.n_rows,
                                          .n_columns = n_columns,
                                          .levels = 4,
                                          .is_scaled = is_scaled,
                                          .n_resamples = 1000,
                                          .seed = 1};
    bh_expect(bh_morris_analyze(&input, &morris, &err) == BH_OK, "%s analysed %s", name, err.text);
    for (size_t i = 0; i < wanted.n_rows; i++) {
        if (strcmp(word(&wanted, i, "case"), name) == 0) {
            const struct bh_effect *e =
                &morris.effects[strtoul(word(&wanted, i, "param") + 1, NULL, 10) - 1];

            note(&mu, e->mu, number(&wanted, i, "mu"));
            note(&mu_star, e->mu_star.value, number(&wanted, i, "mu_star"));
            note(&sigma, e->sigma, number(&wanted, i, "sigma"));
            /* where all effects have one size both are rounding */
            if (number(&wanted, i, "mu_star_conf95") > 1e-9 * e->mu_star.value) {
                note(&width, e->mu_star.half_width / number(&wanted, i, "mu_star_conf95"), 1);
            }
        }
    }
    char what[100];
    snprintf(what, sizeof what, "%s mu", name);
    compare_largest(what, &mu, 1e-12);
    snprintf(what, sizeof what, "%s mu*", name);
    compare_largest(what, &mu_star, 1e-12);
    snprintf(what, sizeof what, "%s sigma", name);
    compare_largest(what, &sigma, 1e-12);
    /* own random resamples: 1000 of them tell a standard deviation to 1/sqrt(2000), 4 times that
     * and theirs likewise */
    snprintf(what, sizeof what, "%s ratio of half-widths", name);
    compare_largest(what, &width, 4 * sqrt(2) / sqrt(2000));
    bh_morris_fini(&morris);
    free(x);
    bh_csv_fini(&xy);
    bh_csv_fini(&wanted);
}

static void
test_choice(void)
{
    struct bh_csv pool = read_csv("salib/morris_opt_d5_pool12_pick4_pool.csv");
    struct bh_csv wanted = read_csv("salib/morris_opt_d5_pool12_pick4_distance.csv");
    double points[72 * 5], distance[144], score;
    struct largest at = {0};
    size_t chosen[4];

    for (size_t i = 0; i < pool.n_rows; i++) {
        for (size_t c = 0; c < 5; c++) {
            points[i * 5 + c] = pool.columns[c].values[i];
        }
    }
    bh_expect(bh_design_spread(points, 12, 6, 5, distance, NULL) == BH_OK, "distances");
    for (size_t i = 0; i < 144; i++) {
        note(&at, distance[i], wanted.columns[i % 12].values[i / 12]);
    }
    compare_largest("distances of trajectories (theirs in float32)", &at, 5e-6);
    for (int is_exact = 0; is_exact < 2; is_exact++) {
        bh_expect(bh_design_choose(distance, 12, 4, is_exact, chosen, &score, NULL) == BH_OK &&
                      chosen[0] == 2 && chosen[1] == 3 && chosen[2] == 4 && chosen[3] == 7,
                  "%s choice of 4 of 12 trajectories is 2 3 4 7", is_exact ? "exact" : "local");
        compare("its score (theirs in float32)", score, 109.85411071777344, 2e-5);
    }
    bh_csv_fini(&pool);
    bh_csv_fini(&wanted);
}

static void
test_discrepancies(void)
{
    struct bh_csv csv = read_csv("lhs/discrepancy.csv");
    struct largest at = {0};

    for (size_t i = 0; i < csv.n_rows; i++) {
        const size_t n = (size_t) number(&csv, i, "n"), d = (size_t) number(&csv, i, "d");
        const struct bh_design_grid grid = {.design = BH_SOBOL, .n_columns = d, .is_plain = true};
        double *points = malloc(n * d * sizeof *points);

        if (strcmp(word(&csv, i, "design"), "sobol_unscrambled") == 0) {
            for (size_t r = 0; r < n; r++) {
                bh_design_row(&grid, r, points + r * d);
            }
            note(&at, bh_design_discrepancy(points, n, d), number(&csv, i, "CD"));
        }
        free(points);
    }
    compare_largest("centred discrepancy of Sobol' points", &at, 1e-12);
    static const struct {
        size_t n, d;
    } sizes[] = {{64, 2}, {100, 2}, {256, 2}, {64, 5}, {100, 5}, {256, 5}, {64, 10}, {100, 10}};
    for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
        const size_t n = sizes[s].n, d = sizes[s].d;
        uint64_t keys[10] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        const struct bh_design_grid grid = {
            .design = BH_OPTIMAL_HYPERCUBE, .n_rows = n, .n_columns = d, .keys = keys, .seed = 1};
        double *points = malloc(n * d * sizeof *points);
        double theirs = 0;

        for (size_t i = 0; i < csv.n_rows; i++) {
            if (strcmp(word(&csv, i, "design"), "lhs_random-cd_seed1") == 0 &&
                (size_t) number(&csv, i, "n") == n && (size_t) number(&csv, i, "d") == d) {
                theirs = number(&csv, i, "CD");
            }
        }
        bh_expect(bh_design_even_hypercube(&grid, 20000, points, NULL) == BH_OK, "made even");
        const double ours = bh_design_discrepancy(points, n, d);
        printf("# even hypercube %zu x %zu: ours %.3e, SciPy's random-cd %.3e\n", n, d, ours,
               theirs);
        bh_expect(ours <= theirs * 1.05, "even hypercube %zu x %zu is as even as SciPy's", n, d);
        free(points);
    }
    bh_csv_fini(&csv);
}

/** The metric a row of metrics.csv names; BH_ROBUST_METRICS for one we do not have. */
static enum bh_robust_metric
metric_named(const char *name, bool *uses_nearest, double *weight)
{
    static const struct {
        const char *name;
        enum bh_robust_metric metric;
        bool nearest;
        double weight;
    } known[] = {
        {"maximin", BH_ROBUST_MAXIMIN, false, 0.5},
        {"maximax", BH_ROBUST_MAXIMAX, false, 0.5},
        {"hurwicz_a0.5", BH_ROBUST_HURWICZ, false, 0.5},
        {"hurwicz_a0.3_weight_on_worst", BH_ROBUST_HURWICZ, false, 0.3},
        {"hurwicz_rapid_alpha0.3", BH_ROBUST_HURWICZ, false, 0.3},
        {"laplace", BH_ROBUST_LAPLACE, false, 0.5},
        {"minimax_regret", BH_ROBUST_WORST_REGRET, false, 0.5},
        {"regret_p90_linear", BH_ROBUST_P90_REGRET, false, 0.5},
        {"regret_p90_nearest", BH_ROBUST_P90_REGRET, true, 0.5},
        {"mean_variance_(m+1)/(s+1)_ddof1", BH_ROBUST_MEAN_VARIANCE, false, 0.5},
        {"undesirable_deviations_worst_half_mean", BH_ROBUST_UNDESIRABLE, false, 0.5},
        {"skew_p_linear", BH_ROBUST_SKEW, false, 0.5},
        {"skew_p_nearest", BH_ROBUST_SKEW, true, 0.5},
        {"kurt_p_linear", BH_ROBUST_KURTOSIS, false, 0.5},
        {"kurt_p_nearest", BH_ROBUST_KURTOSIS, true, 0.5},
        {"starr_domain_thr50", BH_ROBUST_SATISFICING, false, 0.5},
    };

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strcmp(known[i].name, name) == 0) {
            *uses_nearest = known[i].nearest;
            *weight = known[i].weight;
            return known[i].metric;
        }
    }
    return BH_ROBUST_METRICS;
}

static void
read_matrix(double f[8 * 20])
{
    struct bh_csv csv = read_csv("robust/matrix_8x20.csv");

    for (size_t p = 0; p < 8; p++) {
        for (size_t i = 0; i < 20; i++) {
            f[p * 20 + i] = csv.columns[i].values[p];
        }
    }
    bh_csv_fini(&csv);
}

static void
test_robust(void)
{
    struct bh_csv csv = read_csv("robust/metrics.csv");
    struct largest at[BH_ROBUST_METRICS] = {0};
    double f[160], values[8 * BH_ROBUST_METRICS];

    read_matrix(f);
    for (size_t i = 0; i < csv.n_rows; i++) {
        bool nearest = false;
        double weight = 0.5;
        const enum bh_robust_metric m = metric_named(word(&csv, i, "metric"), &nearest, &weight);
        const struct bh_robust_input input = {.f = f,
                                              .n_plans = 8,
                                              .n_futures = 20,
                                              .worst_weight = weight,
                                              .has_threshold = true,
                                              .threshold = 50,
                                              .uses_nearest = nearest,
                                              .low_is_better =
                                                  strcmp(word(&csv, i, "sense"), "min") == 0};

        if (m != BH_ROBUST_METRICS &&
            bh_robust_metrics(&input, values, NULL, NULL, NULL) == BH_OK) {
            const size_t plan = (size_t) number(&csv, i, "plan") - 1;
            note(&at[m], values[plan * BH_ROBUST_METRICS + m], number(&csv, i, "value"));
        }
    }
    for (size_t m = 0; m < BH_ROBUST_METRICS; m++) {
        /* theirs are printed to 12 digits */
        compare_largest(bh_robust_about((enum bh_robust_metric) m)->id, &at[m],
                        1e-12 + 5e-12 * fabs(at[m].theirs));
    }
    bh_csv_fini(&csv);
}

static void
test_preferred(void)
{
    struct bh_csv csv = read_csv("robust/preferred.csv");
    double f[160], values[8 * BH_ROBUST_METRICS];
    size_t ranks[8 * BH_ROBUST_METRICS];

    read_matrix(f);
    const struct bh_robust_input input = {.f = f,
                                          .n_plans = 8,
                                          .n_futures = 20,
                                          .worst_weight = 0.5,
                                          .has_threshold = true,
                                          .threshold = 50};
    bh_expect(bh_robust_metrics(&input, values, ranks, NULL, NULL) == BH_OK, "metrics of 8 plans");
    for (size_t i = 0; i < csv.n_rows; i++) {
        bool nearest;
        double weight;
        const enum bh_robust_metric m = metric_named(word(&csv, i, "metric"), &nearest, &weight);
        const size_t plan = (size_t) number(&csv, i, "preferred_plan") - 1;

        bh_expect(m != BH_ROBUST_METRICS && ranks[plan * BH_ROBUST_METRICS + m] == 1,
                  "plan %zu is preferred by %s", plan + 1, word(&csv, i, "metric"));
    }
    bh_csv_fini(&csv);
}

int
main(void)
{
    folder = bh_oracles();
    if (!bh_file_is_directory(folder)) {
        printf("# skip: no oracles in %s (set BH_ORACLES)\n", folder);
        return 0;
    }
    printf("# %-52s %20s %20s %9s\n", "what", "ours", "theirs", "differ by");
    test_points("salib/sobol_points_d16_n2048_unscrambled.csv.gz", 16);
    test_points("salib/sobol_points_d40_n1024_first64_last64.csv", 40);
    test_sobol("ishigami_sobol_unscr_skip0_S2", true, true);
    test_sobol("ishigami_sobol_unscr_skip0_noS2", false, true);
    test_sobol("ishigami_sobol_scr_seed42_S2", true, false);
    test_sobol("ishigami_saltelli_legacy_skip1024_S2", true, false);
    test_larger("ishigami_sobol_unscr_n4096", 4096);
    test_larger("ishigami_sobol_unscr_n16384", 16384);
    test_morris("morris20_r20_p4", "salib/morris20_r20_p4_XY.csv", 20, false);
    test_morris("morris20_r20_p4_scaled", "salib/morris20_r20_p4_XY.csv", 20, true);
    test_morris("ishigami_morris_r10_p4", "salib/ishigami_morris_r10_p4_XY.csv", 3, false);
    test_choice();
    test_discrepancies();
    test_robust();
    test_preferred();
    printf("# %zu rows compared\n", n_rows_shown);
    return bh_finish();
}
