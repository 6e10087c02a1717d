/** @file cases.c  Matrices of cases, boxes around some of them, and the binomial tail.
 *
 *  Layer: analyze. */
#define BH_LANES 1 /* the scalar form of the portable functions: same bits as the lanes' */
#include <bluehelm/cases.h>

#include "base/err.h"
#include "base/lmath.h"

#include <assert.h>
#include <math.h>

/** Whether every value of a factor is one it may have. */
static enum bh_status
check_factor(const struct bh_cases *cases, const struct bh_factor *factor, struct bh_err *err)
{
    const bool is_category = factor->kind == BH_FACTOR_CATEGORY;

    if (is_category && (factor->n_levels < 1 || factor->n_levels > BH_MOST_LEVELS)) {
        return bh_fail(err, BH_ELIMIT, "factor %s has %zu levels, want 1 to %d", factor->name,
                       factor->n_levels, BH_MOST_LEVELS);
    }
    for (size_t i = 0; i < cases->n; i++) {
        const double x = factor->values[i];

        if (isnan(x)) {
            return bh_fail(err, BH_EINPUT, "factor %s, case %zu: no number; drop such cases first",
                           factor->name, i + 1);
        }
        if (factor->kind != BH_FACTOR_REAL && x != floor(x)) {
            return bh_fail(err, BH_EINPUT, "factor %s, case %zu: found %g, want a whole number",
                           factor->name, i + 1, x);
        }
        if (is_category && (x < 0 || x >= (double) factor->n_levels)) {
            return bh_fail(err, BH_EINPUT, "factor %s, case %zu: found level %g, want 0 to %zu",
                           factor->name, i + 1, x, factor->n_levels - 1);
        }
    }
    return BH_OK;
}

enum bh_status
bh_cases_check(const struct bh_cases *cases, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    if (cases->n < 2 || cases->n_factors < 1) {
        return bh_fail(err, BH_EINPUT, "found %zu case%s of %zu factor%s, want at least 2 of 1",
                       cases->n, cases->n == 1 ? "" : "s", cases->n_factors,
                       cases->n_factors == 1 ? "" : "s");
    }
    if (cases->n > UINT32_MAX) {
        return bh_fail(err, BH_ELIMIT, "found %zu cases, want at most %u", cases->n, UINT32_MAX);
    }
    for (size_t f = 0; f < cases->n_factors; f++) {
        BH_TRY(check_factor(cases, &cases->factors[f], err));
    }
done:
    return st;
}

void
bh_cases_whole(const struct bh_cases *cases, struct bh_limit *limits)
{
    for (size_t f = 0; f < cases->n_factors; f++) {
        const struct bh_factor *factor = &cases->factors[f];
        struct bh_limit whole = {(double) INFINITY, -(double) INFINITY, 0};

        for (size_t i = 0; i < cases->n; i++) {
            const double x = factor->values[i];

            whole.low = x < whole.low ? x : whole.low;
            whole.high = x > whole.high ? x : whole.high;
        }
        if (factor->kind == BH_FACTOR_CATEGORY) {
            whole = (struct bh_limit){.levels = UINT64_MAX >> (BH_MOST_LEVELS - factor->n_levels)};
        }
        limits[f] = whole;
    }
}

bool
bh_limit_is_restricted(const struct bh_factor *factor, const struct bh_limit *limit,
                       const struct bh_limit *whole)
{
    return factor->kind == BH_FACTOR_CATEGORY
               ? limit->levels != whole->levels
               : limit->low > whole->low || limit->high < whole->high;
}

size_t
bh_cases_inside(const struct bh_cases *cases, const struct bh_limit *limits, bool *inside)
{
    size_t n = 0;

    for (size_t i = 0; i < cases->n; i++) {
        inside[i] = true;
    }
    for (size_t f = 0; f < cases->n_factors; f++) {
        const double *x = cases->factors[f].values;
        const struct bh_limit l = limits[f];

        if (cases->factors[f].kind == BH_FACTOR_CATEGORY) {
            for (size_t i = 0; i < cases->n; i++) {
                inside[i] = inside[i] && (l.levels >> (unsigned) x[i] & 1);
            }
        } else {
            for (size_t i = 0; i < cases->n; i++) {
                inside[i] = inside[i] && x[i] >= l.low && x[i] <= l.high;
            }
        }
    }
    for (size_t i = 0; i < cases->n; i++) {
        n += inside[i];
    }
    return n;
}

/* ---- the binomial tail ---------------------------------------------------------------------- */

#define SMALL 16 /* from here on four terms of Stirling's series are exact to the last bits */

/** log(n!) less Stirling's sqrt(2 pi n) (n/e)^n (Abramowitz & Stegun 6.1.41); n >= 1. */
static double
stirling_rest(double n)
{
    const double half_log_2pi = 0.91893853320467274178;
    const double r = 1 / n;
    const double r2 = r * r;
    double product = 1;

    if (n >= SMALL) {
        return r * (1.0 / 12 - r2 * (1.0 / 360 - r2 * (1.0 / 1260 - r2 * (1.0 / 1680))));
    }
    for (unsigned i = 2; i <= (unsigned) n; i++) {
        product *= i;
    }
    return bh_log(product) - (n + 0.5) * bh_log(n) + n - half_log_2pi;
}

/** x log(x/m) + m - x without cancellation where x is near m: with v = (x - m)/(x + m) it is
 *  (x - m) v + 2 x (v^3/3 + v^5/5 + ...). */
static double
deviance(double x, double m)
{
    const double v = (x - m) / (x + m);
    double power = 2 * x * v;
    double sum = (x - m) * v;

    if (fabs(v) > 0.1) {
        return x * bh_log(x / m) + m - x;
    }
    for (unsigned odd = 3;; odd += 2) {
        const double before = sum;

        power *= v * v;
        sum += power / odd;
        if (sum == before) {
            return sum;
        }
    }
}

/** P[Bin(trials, share) = hits], 0 < share < 1, by the saddle-point form of Loader (2000), "Fast
 *  and accurate computation of binomial probabilities", which loses no digits for many trials. */
static double
binomial_term(size_t hits, size_t trials, double share)
{
    const double two_pi = 6.283185307179586477;
    const double n = (double) trials, x = (double) hits, y = (double) (trials - hits);

    if (hits == 0 || hits == trials) {
        return bh_exp(n * (hits == 0 ? bh_log1p(-share) : bh_log(share)));
    }
    const double rest = stirling_rest(n) - stirling_rest(x) - stirling_rest(y);
    const double far = deviance(x, n * share) + deviance(y, n * (1 - share));
    return bh_exp(rest - far) * sqrt(n / (two_pi * x * y));
}

double
bh_binomial_tail(size_t hits, size_t trials, double share)
{
    assert(share >= 0 && share <= 1);
    if (hits == 0 || share >= 1) {
        return hits <= trials;
    }
    if (hits > trials || share <= 0) {
        return 0;
    }
    const double odds = share / (1 - share);
    double sum = 0;

    if ((double) hits > (double) trials * share) { /* sum the shorter side */
        double term = binomial_term(hits, trials, share);

        for (size_t i = hits; i <= trials && term > sum * 0x1p-60; i++) {
            sum += term;
            term *= odds * (double) (trials - i) / (double) (i + 1);
        }
        return fmin(sum, 1);
    }
    double term = binomial_term(hits - 1, trials, share);

    for (size_t i = hits - 1; term > sum * 0x1p-60; i--) {
        sum += term;
        if (i == 0) {
            break;
        }
        term *= (double) i / (odds * (double) (trials - i + 1));
    }
    return fmax(1 - sum, 0);
}
