/** @file robust.c  Robustness metrics of a matrix of plans and futures.
 *
 *  Layer: analyze. */
#include <bluehelm/robust.h>

#include "base/err.h"
#include "base/statistics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct bh_robust_about abouts[BH_ROBUST_METRICS] = {
    {"maximin", "Worst future (maximin)", "the value in the worst future", true, false},
    {"maximax", "Best future (maximax)", "the value in the best future", true, false},
    {"hurwicz", "Between worst and best (Hurwicz)",
     "a times the worst plus (1 - a) times the best future", true, false},
    {"laplace", "Mean (Laplace)", "the mean over futures", true, false},
    {"worst_regret", "Worst regret",
     "how much worse than the best option in the same future, in the worst case", false, false},
    {"p90_regret", "Regret, 90th percentile",
     "how much worse than the best option in the same future, in nine of ten at most", false,
     false},
    {"mean_variance", "Mean against spread", "(mean + 1) / (standard deviation + 1)", true, true},
    {"undesirable", "Fall below the median",
     "mean distance from the median in the worse half of futures", true, false},
    {"skew", "Skew toward the good end",
     "where the median lies between the 10th and 90th percentile", true, true},
    {"kurtosis", "Concentration", "spread of the middle 80 % over that of the middle 50 %", true,
     true},
    {"satisficing", "Share of futures that satisfy", "share of futures that meet the goal", true,
     true},
};

const struct bh_robust_about *
bh_robust_about(enum bh_robust_metric metric)
{
    return &abouts[metric];
}

/** Futures that count, turned so that more is better. */
struct work {
    const struct bh_robust_input *input;
    size_t n;       /* futures used */
    double *f;      /* [n_plans][n] */
    double *best;   /* [n] of the best plan */
    double *sorted; /* [n] */
};

static double
percentile(const struct work *w, const double *sorted, double p)
{
    return w->input->uses_nearest ? sorted[(size_t) rint((double) (w->n - 1) * p)]
                                  : bh_quantile(sorted, w->n, p);
}

static double
mean_of(const double *x, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++) {
        sum += x[i];
    }
    return sum / (double) n;
}

static double
deviation_of(const double *x, size_t n, double mean)
{
    double squares = 0;

    for (size_t i = 0; i < n; i++) {
        squares += (x[i] - mean) * (x[i] - mean);
    }
    return n > 1 ? sqrt(squares / (double) (n - 1)) : 0;
}

/** Metrics of the order of futures alone. */
static void
measure_shape(const struct work *w, double *values)
{
    const double *s = w->sorted;
    const size_t worse = (size_t) ((double) w->n / 2 + 0.51);
    const double p10 = percentile(w, s, 0.1), p90 = percentile(w, s, 0.9);
    const double p25 = percentile(w, s, 0.25), p75 = percentile(w, s, 0.75);
    const double median = bh_quantile(s, w->n, 0.5);
    const double middle = percentile(w, s, 0.5);

    values[BH_ROBUST_UNDESIRABLE] = mean_of(s, worse) - median;
    values[BH_ROBUST_SKEW] =
        p90 > p10 ? (middle - (p90 + p10) / 2) / ((p90 - p10) / 2) : (double) NAN;
    values[BH_ROBUST_KURTOSIS] = p75 > p25 ? (p90 - p10) / (p75 - p25) : (double) NAN;
}

static void
measure(struct work *w, size_t plan, double *values)
{
    const struct bh_robust_input *in = w->input;
    const double *f = w->f + plan * w->n;
    const double mean = mean_of(f, w->n);
    const double threshold = in->low_is_better ? -in->threshold : in->threshold;
    double met = 0;

    memcpy(w->sorted, f, w->n * sizeof *f);
    bh_sort(w->sorted, w->n);
    const double worst = w->sorted[0], best = w->sorted[w->n - 1];
    values[BH_ROBUST_MAXIMIN] = worst;
    values[BH_ROBUST_MAXIMAX] = best;
    values[BH_ROBUST_HURWICZ] = in->worst_weight * worst + (1 - in->worst_weight) * best;
    values[BH_ROBUST_LAPLACE] = mean;
    values[BH_ROBUST_MEAN_VARIANCE] = (mean + 1) / (deviation_of(f, w->n, mean) + 1);
    measure_shape(w, values);
    for (size_t i = 0; i < w->n; i++) {
        met += f[i] >= threshold;
        w->sorted[i] = w->best[i] - f[i];
    }
    values[BH_ROBUST_SATISFICING] = in->has_threshold ? met / (double) w->n : (double) NAN;
    bh_sort(w->sorted, w->n);
    values[BH_ROBUST_WORST_REGRET] = w->sorted[w->n - 1];
    values[BH_ROBUST_P90_REGRET] = percentile(w, w->sorted, 0.9);
}

static bool
is_whole(const struct bh_robust_input *in, size_t future)
{
    for (size_t p = 0; p < in->n_plans; p++) {
        if (!isfinite(in->f[p * in->n_futures + future])) {
            return false;
        }
    }
    return true;
}

static void
lay_out(struct work *w)
{
    const struct bh_robust_input *in = w->input;
    size_t n = 0;

    for (size_t i = 0; i < in->n_futures; i++) {
        if (!is_whole(in, i)) {
            continue;
        }
        for (size_t p = 0; p < in->n_plans; p++) {
            const double value = in->f[p * in->n_futures + i];
            const double turned = in->low_is_better ? -value : value;

            w->f[p * w->n + n] = turned;
            w->best[n] = p == 0 || turned > w->best[n] ? turned : w->best[n];
        }
        n++;
    }
}

static void
rank(const double *values, size_t n_plans, size_t *ranks)
{
    for (size_t m = 0; m < BH_ROBUST_METRICS; m++) {
        for (size_t p = 0; p < n_plans; p++) {
            const double own = values[p * BH_ROBUST_METRICS + m];
            size_t place = 1;

            for (size_t q = 0; q < n_plans; q++) {
                const double other = values[q * BH_ROBUST_METRICS + m];
                place += abouts[m].high_is_better ? other > own : other < own;
            }
            ranks[p * BH_ROBUST_METRICS + m] = isnan(own) ? 0 : place;
        }
    }
}

enum bh_status
bh_robust_metrics(const struct bh_robust_input *in, double *values, size_t *ranks,
                  size_t *n_dropped, struct bh_err *err)
{
    struct work w = {.input = in};

    if (in->n_plans == 0 || in->n_futures == 0) {
        return bh_fail(err, BH_EINPUT, "found %zu plans and %zu futures, want at least one of each",
                       in->n_plans, in->n_futures);
    }
    if (!(in->worst_weight >= 0 && in->worst_weight <= 1)) {
        return bh_fail(err, BH_EINPUT, "the weight of the worst future is %g, must be 0 to 1",
                       in->worst_weight);
    }
    for (size_t i = 0; i < in->n_futures; i++) {
        w.n += is_whole(in, i);
    }
    if (w.n == 0) {
        return bh_fail(err, BH_EINPUT,
                       "no future has a finite value for every plan; %zu were looked at",
                       in->n_futures);
    }
    w.f = malloc((in->n_plans + 2) * w.n * sizeof *w.f);
    if (w.f == NULL) {
        return bh_no_memory(err);
    }
    w.best = w.f + in->n_plans * w.n;
    w.sorted = w.best + w.n;
    lay_out(&w);
    for (size_t p = 0; p < in->n_plans; p++) {
        measure(&w, p, values + p * BH_ROBUST_METRICS);
    }
    if (ranks != NULL) {
        rank(values, in->n_plans, ranks);
    }
    if (n_dropped != NULL) {
        *n_dropped = in->n_futures - w.n;
    }
    free(w.f);
    return BH_OK;
}
