/** @file morris.c  Elementary effects of trajectories.
 *
 *  Layer: analyze. */
#include <bluehelm/sensitivity.h>

#include "base/err.h"
#include "base/philox_scalar.h"
#include "base/statistics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define EFFECT_STREAM 0xffffffb0u

struct work {
    const struct bh_morris_input *input;
    size_t n_factors, n_points, n_trajectories, n; /* n: trajectories used */
    size_t *members;                               /* [n_factors] columns */
    double *effects;                               /* [n_factors][n_trajectories] */
    double *scratch;                               /* [n_resamples] */
};

static size_t
factor_of(const struct work *w, size_t column)
{
    return w->input->groups == NULL ? column : w->input->groups[column];
}

static double
spread_of(const double *values, size_t n, size_t stride)
{
    double sum = 0, squares = 0;

    for (size_t i = 0; i < n; i++) {
        sum += values[i * stride];
    }
    for (size_t i = 0; i < n; i++) {
        const double gap = values[i * stride] - sum / (double) n;
        squares += gap * gap;
    }
    return sqrt(squares / (double) n);
}

static double
range_of(const double *values, size_t n, size_t stride)
{
    double low = values[0], high = values[0];

    for (size_t i = 1; i < n; i++) {
        low = fmin(low, values[i * stride]);
        high = fmax(high, values[i * stride]);
    }
    return high - low;
}

/** What a step divides the difference of outputs by. */
static double
unit_of(const struct work *w, size_t trajectory, size_t column)
{
    const struct bh_morris_input *in = w->input;
    const double *x = in->x + trajectory * w->n_points * in->n_columns + column;
    const double p = (double) in->levels;

    if (!in->is_scaled) {
        return p / (2 * (p - 1));
    }
    const double sd_y = spread_of(in->y + trajectory * w->n_points, w->n_points, 1);
    return range_of(x, w->n_points, in->n_columns) * sd_y /
           spread_of(x, w->n_points, in->n_columns);
}

/** Which factor changes between two rows, and whether its column goes up. */
static enum bh_status
find_step(const struct work *w, size_t row, size_t *column, bool *goes_up, struct bh_err *err)
{
    const size_t n = w->input->n_columns;
    const double *before = w->input->x + row * n, *after = before + n;
    size_t found = n;

    for (size_t c = 0; c < n; c++) {
        if (before[c] == after[c]) {
            continue;
        }
        if (found < n && factor_of(w, c) != factor_of(w, found)) {
            return bh_fail(err, BH_EINPUT,
                           "row %zu changes columns %zu and %zu at once; each row of a trajectory "
                           "changes one%s",
                           row + 2, found + 1, c + 1, w->input->groups == NULL ? "" : " group");
        }
        found = c;
    }
    if (found == n) {
        return bh_fail(err, BH_EINPUT, "row %zu is the same as the row before", row + 2);
    }
    *column = found;
    *goes_up = after[found] > before[found];
    return BH_OK;
}

static bool
is_whole(const double *y, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!isfinite(y[i])) {
            return false;
        }
    }
    return true;
}

/** Effects of one trajectory; each factor has to change once. */
static enum bh_status
take_trajectory(struct work *w, size_t trajectory, struct bh_err *err)
{
    const struct bh_morris_input *in = w->input;
    const size_t first = trajectory * w->n_points;
    const bool is_used = is_whole(in->y + first, w->n_points);
    enum bh_status st = BH_OK;

    for (size_t g = 0; g < w->n_factors; g++) {
        w->effects[g * w->n_trajectories + w->n] = (double) NAN;
    }
    for (size_t p = 0; p + 1 < w->n_points; p++) {
        const double *y = in->y + first + p;
        size_t column = 0;
        bool goes_up = false;

        BH_TRY(find_step(w, first + p, &column, &goes_up, err));
        const size_t factor = factor_of(w, column);
        double *effect = &w->effects[factor * w->n_trajectories + w->n];
        const double change = goes_up ? y[1] - y[0] : y[0] - y[1];

        if (!isnan(*effect)) {
            return bh_fail(err, BH_EINPUT,
                           "row %zu changes column %zu a second time in trajectory %zu",
                           first + p + 2, column + 1, trajectory + 1);
        }
        *effect = change == 0 || !is_used ? 0 : change / unit_of(w, trajectory, column);
    }
    w->n += is_used;
done:
    return st;
}

/** Mean size of effects over resamples: the same trajectories for all factors. */
static struct bh_index
resample(const struct work *w, const double *effects)
{
    const struct bh_morris_input *in = w->input;
    struct bh_index out = {0, (double) NAN, (double) NAN, (double) NAN};
    double sum = 0, squares = 0;

    for (size_t i = 0; i < w->n; i++) {
        out.value += fabs(effects[i]) / (double) w->n;
    }
    if (in->n_resamples < 2) {
        return out;
    }
    for (size_t r = 0; r < in->n_resamples; r++) {
        double total = 0;

        for (size_t i = 0; i < w->n; i++) {
            const uint32_t counter[4] = {(uint32_t) i, EFFECT_STREAM, 0, 0};
            const uint32_t key[2] = {in->seed, (uint32_t) r};
            uint32_t words[4];

            bh_philox4x32(counter, key, words);
            total += fabs(effects[(size_t) (((uint64_t) words[0] * w->n) >> 32)]);
        }
        w->scratch[r] = total / (double) w->n;
        sum += w->scratch[r];
    }
    const double mean = sum / (double) in->n_resamples;
    for (size_t r = 0; r < in->n_resamples; r++) {
        squares += (w->scratch[r] - mean) * (w->scratch[r] - mean);
    }
    out.half_width = BH_NORMAL_975 * sqrt(squares / (double) (in->n_resamples - 1));
    bh_sort(w->scratch, in->n_resamples);
    out.low = bh_quantile(w->scratch, in->n_resamples, 0.025);
    out.high = bh_quantile(w->scratch, in->n_resamples, 0.975);
    return out;
}

static struct bh_effect
summarise(const struct work *w, size_t factor)
{
    const double *effects = w->effects + factor * w->n_trajectories;
    const bool is_single = w->members[factor] == 1;
    struct bh_effect out = {.mu_star = resample(w, effects)};
    double sum = 0, squares = 0;

    for (size_t i = 0; i < w->n; i++) {
        sum += effects[i];
    }
    out.mu = is_single ? sum / (double) w->n : (double) NAN;
    for (size_t i = 0; i < w->n; i++) {
        squares += (effects[i] - out.mu) * (effects[i] - out.mu);
    }
    out.sigma = is_single && w->n > 1 ? sqrt(squares / (double) (w->n - 1)) : (double) NAN;
    return out;
}

static enum bh_status
check(const struct bh_morris_input *in, struct work *w, struct bh_err *err)
{
    w->n_factors = in->groups == NULL ? in->n_columns : in->n_groups;
    w->n_points = w->n_factors + 1;
    w->n_trajectories = in->n_rows / w->n_points;
    if (w->n_factors == 0 || w->n_trajectories == 0 || in->n_rows % w->n_points != 0) {
        return bh_fail(err, BH_EINPUT,
                       "found %zu rows, want a multiple of %zu: a trajectory has one row more than "
                       "there are inputs",
                       in->n_rows, w->n_points);
    }
    if (in->levels < 2 || in->levels % 2 != 0) {
        return bh_fail(err, BH_EINPUT, "levels is %u, a Morris design has an even number of them",
                       in->levels);
    }
    for (size_t c = 0; in->groups != NULL && c < in->n_columns; c++) {
        if (in->groups[c] >= in->n_groups) {
            return bh_fail(err, BH_EINPUT, "column %zu is in group %u of %zu", c + 1, in->groups[c],
                           in->n_groups);
        }
    }
    return BH_OK;
}

static enum bh_status
make(struct work *w, struct bh_effect *effects, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    for (size_t c = 0; c < w->input->n_columns; c++) {
        w->members[factor_of(w, c)]++;
    }
    for (size_t t = 0; t < w->n_trajectories; t++) {
        BH_TRY(take_trajectory(w, t, err));
    }
    if (w->n == 0) {
        return bh_fail(err, BH_EINPUT,
                       "none of %zu trajectories can be used: each holds an output that is not a "
                       "finite number",
                       w->n_trajectories);
    }
    for (size_t g = 0; g < w->n_factors; g++) {
        effects[g] = summarise(w, g);
    }
done:
    return st;
}

enum bh_status
bh_morris_analyze(const struct bh_morris_input *input, struct bh_morris *out, struct bh_err *err)
{
    struct work w = {.input = input};
    struct bh_effect *effects = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(check(input, &w, err));
    effects = calloc(w.n_factors, sizeof *effects);
    w.members = calloc(w.n_factors, sizeof *w.members);
    w.effects = calloc(w.n_factors * w.n_trajectories + 1, sizeof *w.effects);
    w.scratch = calloc(input->n_resamples + 1, sizeof *w.scratch);
    if (effects == NULL || w.members == NULL || w.effects == NULL || w.scratch == NULL) {
        st = bh_no_memory(err);
        goto done;
    }
    BH_TRY(make(&w, effects, err));
    *out = (struct bh_morris){w.n_factors, w.n, w.n_trajectories - w.n, effects};
    effects = NULL;
done:
    free(effects);
    free(w.members);
    free(w.effects);
    free(w.scratch);
    return st;
}

void
bh_morris_fini(struct bh_morris *morris)
{
    free(morris->effects);
    *morris = (struct bh_morris){0};
}
