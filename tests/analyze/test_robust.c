/** Robustness metrics. Oracle: a matrix of two plans and five futures worked by hand, and the
 *  definitions' own symmetries. */
#include "harness.h"

#include <bluehelm/robust.h>

#include <stdlib.h>
#include <string.h>

/* plan 1: 1 2 3 4 10, plan 2: 4 4 4 4 4 */
static const double matrix[10] = {3, 1, 10, 2, 4, 4, 4, 4, 4, 4};

static double
value(const double *values, size_t plan, enum bh_robust_metric metric)
{
    return values[plan * BH_ROBUST_METRICS + metric];
}

static void
test_by_hand(void)
{
    const struct bh_robust_input input = {.f = matrix,
                                          .n_plans = 2,
                                          .n_futures = 5,
                                          .worst_weight = 0.25,
                                          .has_threshold = true,
                                          .threshold = 4};
    double values[2 * BH_ROBUST_METRICS];
    size_t ranks[2 * BH_ROBUST_METRICS], n_dropped = 9;
    const double wanted[BH_ROBUST_METRICS] = {
        1,
        10,
        0.25 * 1 + 0.75 * 10,
        4,
        3,                        /* best per future 4 4 10 4 4: regrets 1 3 0 2 0 */
        2.6,                      /* 0 0 1 2 3 at place 3.6 */
        5 / (sqrt(50.0 / 4) + 1), /* squares 1 9 36 4 0 */
        2 - 3,                    /* [2.5 + .51] = 3 worst: 1 2 3, mean 2; less the median 3 */
        (3 - (7.6 + 1.4) / 2) / ((7.6 - 1.4) / 2),
        (7.6 - 1.4) / (4 - 2.0),
        0.4};

    bh_expect(bh_robust_metrics(&input, values, ranks, &n_dropped, NULL) == BH_OK && n_dropped == 0,
              "metrics of two plans");
    for (size_t m = 0; m < BH_ROBUST_METRICS; m++) {
        const double want = wanted[m];

        bh_expect(fabs(values[m] - want) < 1e-14, "%s is %.6f, by hand %.6f",
                  bh_robust_about((enum bh_robust_metric) m)->id, values[m], want);
    }
    bh_expect(value(values, 1, BH_ROBUST_MAXIMIN) == 4 &&
                  value(values, 1, BH_ROBUST_LAPLACE) == 4 &&
                  value(values, 1, BH_ROBUST_WORST_REGRET) == 6,
              "the even plan");
    bh_expect(isnan(value(values, 1, BH_ROBUST_SKEW)) &&
                  ranks[BH_ROBUST_METRICS + BH_ROBUST_SKEW] == 0,
              "no skew where nothing varies, and no rank");
    bh_expect(ranks[BH_ROBUST_MAXIMIN] == 2 && ranks[BH_ROBUST_METRICS + BH_ROBUST_MAXIMIN] == 1 &&
                  ranks[BH_ROBUST_LAPLACE] == 1 &&
                  ranks[BH_ROBUST_METRICS + BH_ROBUST_LAPLACE] == 1,
              "ranks; equals share");
    bh_expect(ranks[BH_ROBUST_WORST_REGRET] == 1, "a regret is better when low");
}

/** Less of -f is more of f. */
static void
test_sense(void)
{
    double turned[10], a[2 * BH_ROBUST_METRICS], b[2 * BH_ROBUST_METRICS];
    struct bh_robust_input input = {.f = matrix,
                                    .n_plans = 2,
                                    .n_futures = 5,
                                    .worst_weight = 0.3,
                                    .has_threshold = true,
                                    .threshold = 3};

    for (size_t i = 0; i < 10; i++) {
        turned[i] = -matrix[i];
    }
    bh_expect(bh_robust_metrics(&input, a, NULL, NULL, NULL) == BH_OK, "more is better");
    input.f = turned;
    input.low_is_better = true;
    input.threshold = -3;
    bh_expect(bh_robust_metrics(&input, b, NULL, NULL, NULL) == BH_OK, "less is better");
    bh_expect(memcmp(a, b, BH_ROBUST_METRICS * sizeof *a) == 0, "the same metrics turned round");
}

static void
test_bad_inputs(void)
{
    double f[10], values[2 * BH_ROBUST_METRICS];
    size_t n_dropped;
    struct bh_err err = {BH_OK, ""};
    struct bh_robust_input input = {.f = f, .n_plans = 2, .n_futures = 5, .worst_weight = 0.5};

    memcpy(f, matrix, sizeof f);
    f[2] = (double) NAN;
    bh_expect(bh_robust_metrics(&input, values, NULL, &n_dropped, &err) == BH_OK &&
                  n_dropped == 1 && value(values, 0, BH_ROBUST_MAXIMAX) == 4,
              "a future that failed for one is left out "
              "for all and counted");
    bh_expect(isnan(value(values, 0, BH_ROBUST_SATISFICING)), "no threshold, no share");
    input.worst_weight = 1.5;
    bh_expect(bh_robust_metrics(&input, values, NULL, NULL, &err) == BH_EINPUT &&
                  strstr(err.text, "1.5, must be 0 to 1") != NULL,
              "weight outside 0 to 1");
    input.worst_weight = (double) NAN;
    bh_expect(bh_robust_metrics(&input, values, NULL, NULL, &err) == BH_EINPUT, "weight NaN");
    input.worst_weight = 0.5;
    input.n_futures = 0;
    bh_expect(bh_robust_metrics(&input, values, NULL, NULL, &err) == BH_EINPUT, "no futures");
    input.n_futures = 5;
    input.n_plans = 0;
    bh_expect(bh_robust_metrics(&input, values, NULL, NULL, &err) == BH_EINPUT, "no plans");
    input.n_plans = 2;
    for (size_t i = 0; i < 5; i++) {
        f[i] = (double) INFINITY;
    }
    bh_expect(bh_robust_metrics(&input, values, NULL, NULL, &err) == BH_EINPUT &&
                  strstr(err.text, "5 were looked at") != NULL,
              "every future failed for one plan");
    input.n_plans = 1;
    input.n_futures = 1;
    f[0] = 2;
    bh_expect(bh_robust_metrics(&input, values, NULL, NULL, &err) == BH_OK && values[0] == 2 &&
                  value(values, 0, BH_ROBUST_WORST_REGRET) == 0,
              "one plan in one future");
}

int
main(void)
{
    test_by_hand();
    test_sense();
    test_bad_inputs();
    return bh_finish();
}
