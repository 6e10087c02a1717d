/** @file sobol.c  Sobol' indices of a Saltelli design, with their resamples.
 *
 *  Layer: analyze.
 *
 *  Every index is a function of a few sums over base rows, and a resample is the same sums with
 *  each base row counted as often as it was taken. So the outputs are laid out column by column,
 *  each product of columns is made once for a strip of base rows, and its sums under all sets of
 *  counts are taken together: sums[product][resample] += product[row] * count[row][resample]. The
 *  inner loop runs over resamples, so it fills vector registers while every sum is still made in
 *  the order of rows: the result is the same on every machine. Set 0 counts each row once: the
 *  estimate itself. */
#include <bluehelm/sensitivity.h>

#include "base/err.h"
#include "base/philox_scalar.h"
#include "base/statistics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define STRIP 64 /* base rows worked on at once */
#define UNROLL 4 /* rows added in one pass over the sums; divides STRIP */
#define FEW_TERMS 10
#define NONE_SEEN 2.34 /* (3 / 1.96)^2: of none seen there may be 3 */
#define RESAMPLE_STREAM 0xffffffc0u

/* Sums that do not belong to a factor. */
enum { SUM_A, SUM_B, SUM_AA, SUM_BB, SUM_AB, N_COMMON };
/* Sums of each factor; the last three need BA. */
enum { SUM_FIRST, SUM_TOTAL, SUM_AZZINI_FIRST, SUM_AZZINI_TOTAL, SUM_AZZINI_ALL, N_OF_FACTOR };

struct work {
    const struct bh_sobol_input *input;
    size_t n_blocks, n, width, d; /* n: base rows used */
    size_t n_sets, stride;        /* 1 + resamples; rounded up */
    double *columns;              /* [width][n] standardised */
    uint32_t *counts;             /* [n][stride] */
    double *strip;                /* [STRIP][stride] */
    double *sums;                 /* [room][stride] */
    double *first, *total;        /* [d][n_sets] */
    double *scratch;              /* [n_sets] */
    double *variance, *product;   /* [n_sets] V and mean(A B) */
    double *standard;             /* [d][n_sets] standard S1, for pairs */
};

/* ---- laying out ------------------------------------------------------------------------------ */

static bool
is_whole(const double *y, size_t width)
{
    for (size_t i = 0; i < width; i++) {
        if (!isfinite(y[i])) {
            return false;
        }
    }
    return true;
}

/** Copies the base rows that can be used, column by column. */
static void
lay_out(struct work *w)
{
    size_t n = 0;

    for (size_t b = 0; b < w->n_blocks; b++) {
        const double *y = w->input->y + b * w->width;

        if (is_whole(y, w->width)) {
            for (size_t c = 0; c < w->width; c++) {
                w->columns[c * w->n + n] = y[c];
            }
            n++;
        }
    }
}

/** Brings all outputs to mean 0 and variance 1; false when they are all alike. */
static bool
standardise(struct work *w)
{
    const size_t size = w->n * w->width;
    double sum = 0, squares = 0;
    bool differ = false;

    for (size_t i = 0; i < size; i++) {
        sum += w->columns[i];
        differ = differ || w->columns[i] != w->columns[0];
    }
    const double mean = sum / (double) size;
    for (size_t i = 0; i < size; i++) {
        squares += (w->columns[i] - mean) * (w->columns[i] - mean);
    }
    const double sd = sqrt(squares / (double) size);
    for (size_t i = 0; differ && i < size; i++) {
        w->columns[i] = (w->columns[i] - mean) / sd;
    }
    return differ && sd > 0;
}

static const double *
row_a(const struct work *w)
{
    return w->columns;
}

static const double *
row_b(const struct work *w)
{
    return w->columns + (w->width - 1) * w->n;
}

static const double *
row_ab(const struct work *w, size_t j)
{
    return w->columns + (1 + j) * w->n;
}

static const double *
row_ba(const struct work *w, size_t j)
{
    return w->columns + (1 + w->d + j) * w->n;
}

/* ---- resampling ------------------------------------------------------------------------------ */

static void
count_own(struct work *w, size_t resample)
{
    const uint32_t key[2] = {w->input->seed, (uint32_t) resample};

    for (size_t i = 0; i < w->n; i += 4) {
        const uint32_t counter[4] = {(uint32_t) (i / 4), RESAMPLE_STREAM, 0, 0};
        const size_t left = w->n - i < 4 ? w->n - i : 4;
        uint32_t out[4];

        bh_philox4x32(counter, key, out);
        for (size_t k = 0; k < left; k++) {
            const size_t row = (size_t) (((uint64_t) out[k] * w->n) >> 32);
            w->counts[row * w->stride + 1 + resample]++;
        }
    }
}

/** How often each set takes each base row. */
static void
count(struct work *w)
{
    for (size_t i = 0; i < w->n; i++) {
        w->counts[i * w->stride] = 1;
    }
    for (size_t r = 0; r + 1 < w->n_sets; r++) {
        if (w->input->resamples == NULL) {
            count_own(w, r);
            continue;
        }
        for (size_t i = 0; i < w->n; i++) {
            w->counts[(size_t) w->input->resamples[r * w->n + i] * w->stride + 1 + r]++;
        }
    }
}

/** The counts of a strip as doubles; rows beyond the last count 0. */
static void
load_strip(struct work *w, size_t first)
{
    const size_t rows = w->n - first < STRIP ? w->n - first : STRIP;

    for (size_t i = 0; i < rows * w->stride; i++) {
        w->strip[i] = (double) w->counts[first * w->stride + i];
    }
    for (size_t i = rows * w->stride; i < STRIP * w->stride; i++) {
        w->strip[i] = 0;
    }
}

/** sums[set] += sum over the strip of product[row] * count[row][set]. */
static void
accumulate(const double *restrict product, const double *restrict strip, size_t stride,
           double *restrict sums)
{
    for (size_t row = 0; row < STRIP; row += UNROLL) {
        const double p0 = product[row], p1 = product[row + 1];
        const double p2 = product[row + 2], p3 = product[row + 3];
        const double *restrict w0 = strip + row * stride;
        const double *restrict w1 = w0 + stride;
        const double *restrict w2 = w1 + stride;
        const double *restrict w3 = w2 + stride;

        for (size_t r = 0; r < stride; r++) {
            double sum = sums[r];
            sum += p0 * w0[r];
            sum += p1 * w1[r];
            sum += p2 * w2[r];
            sum += p3 * w3[r];
            sums[r] = sum;
        }
    }
}

/* ---- products -------------------------------------------------------------------------------- */

/** A product of columns over the base rows of a strip; zero beyond the last. */
static void
multiply(const double *x, const double *y, size_t rows, double out[STRIP])
{
    for (size_t i = 0; i < rows; i++) {
        out[i] = x[i] * y[i];
    }
    for (size_t i = rows; i < STRIP; i++) {
        out[i] = 0;
    }
}

static void
common_products(const struct work *w, size_t first, size_t rows, double out[N_COMMON][STRIP])
{
    const double *a = row_a(w) + first, *b = row_b(w) + first;

    memset(out, 0, N_COMMON * sizeof *out);
    memcpy(out[SUM_A], a, rows * sizeof *a);
    memcpy(out[SUM_B], b, rows * sizeof *b);
    multiply(a, a, rows, out[SUM_AA]);
    multiply(b, b, rows, out[SUM_BB]);
    multiply(a, b, rows, out[SUM_AB]);
}

static void
factor_products(const struct work *w, size_t j, size_t first, size_t rows,
                double out[N_OF_FACTOR][STRIP])
{
    const double *a = row_a(w) + first, *b = row_b(w) + first;
    const double *ab = row_ab(w, j) + first;

    memset(out, 0, N_OF_FACTOR * sizeof *out);
    for (size_t i = 0; i < rows; i++) {
        out[SUM_FIRST][i] = b[i] * (ab[i] - a[i]);
        out[SUM_TOTAL][i] = (a[i] - ab[i]) * (a[i] - ab[i]);
    }
    if (w->input->has_second_order) {
        const double *ba = row_ba(w, j) + first;

        for (size_t i = 0; i < rows; i++) {
            const double down = b[i] - ba[i], up = a[i] - ab[i];
            const double base = a[i] - b[i], crossed = ba[i] - ab[i];

            out[SUM_AZZINI_FIRST][i] = -down * up;
            out[SUM_AZZINI_TOTAL][i] = down * down + up * up;
            out[SUM_AZZINI_ALL][i] = base * base + crossed * crossed;
        }
    }
}

static size_t
sums_of_factor(const struct work *w)
{
    return w->input->has_second_order ? N_OF_FACTOR : SUM_AZZINI_FIRST;
}

/** All sums that first-order and total indices need: common ones, then each factor's. */
static void
sum_singles(struct work *w)
{
    const size_t each = sums_of_factor(w);
    double common[N_COMMON][STRIP], of_factor[N_OF_FACTOR][STRIP];

    memset(w->sums, 0, (N_COMMON + each * w->d) * w->stride * sizeof *w->sums);
    for (size_t first = 0; first < w->n; first += STRIP) {
        const size_t rows = w->n - first < STRIP ? w->n - first : STRIP;

        load_strip(w, first);
        common_products(w, first, rows, common);
        for (size_t q = 0; q < N_COMMON; q++) {
            accumulate(common[q], w->strip, w->stride, w->sums + q * w->stride);
        }
        for (size_t j = 0; j < w->d; j++) {
            double *sums = w->sums + (N_COMMON + each * j) * w->stride;

            factor_products(w, j, first, rows, of_factor);
            for (size_t q = 0; q < each; q++) {
                accumulate(of_factor[q], w->strip, w->stride, sums + q * w->stride);
            }
        }
    }
}

/** Sums of BA_j AB_k for all k > j. */
static void
sum_pairs(struct work *w, size_t j)
{
    double product[STRIP];

    memset(w->sums, 0, w->d * w->stride * sizeof *w->sums);
    for (size_t first = 0; first < w->n; first += STRIP) {
        const size_t rows = w->n - first < STRIP ? w->n - first : STRIP;

        load_strip(w, first);
        for (size_t k = j + 1; k < w->d; k++) {
            multiply(row_ba(w, j) + first, row_ab(w, k) + first, rows, product);
            accumulate(product, w->strip, w->stride, w->sums + k * w->stride);
        }
    }
}

/* ---- indices --------------------------------------------------------------------------------- */

/** From one index under every set to the index and its intervals. */
static struct bh_index
summarise(const struct work *w, const double *values)
{
    const size_t n = w->n_sets - 1;
    struct bh_index out = {values[0], (double) NAN, (double) NAN, (double) NAN};
    double sum = 0, squares = 0;

    if (n < 2) {
        return out;
    }
    for (size_t r = 0; r < n; r++) {
        w->scratch[r] = values[1 + r];
        sum += values[1 + r];
    }
    const double mean = sum / (double) n;
    for (size_t r = 0; r < n; r++) {
        squares += (w->scratch[r] - mean) * (w->scratch[r] - mean);
    }
    out.half_width = BH_NORMAL_975 * sqrt(squares / (double) (n - 1));
    if (!isnan(mean)) {
        bh_sort(w->scratch, n);
        out.low = bh_quantile(w->scratch, n, 0.025);
        out.high = bh_quantile(w->scratch, n, 0.975);
    }
    return out;
}

static void
make_common(struct work *w)
{
    const double n = (double) w->n;
    const double *sums = w->sums;

    for (size_t r = 0; r < w->n_sets; r++) {
        const double mean = (sums[SUM_A * w->stride + r] + sums[SUM_B * w->stride + r]) / (2 * n);
        const double squares = sums[SUM_AA * w->stride + r] + sums[SUM_BB * w->stride + r];

        w->variance[r] = squares / (2 * n) - mean * mean;
        w->product[r] = sums[SUM_AB * w->stride + r] / n;
    }
}

static void
make_factor(struct work *w, size_t j, bool is_azzini)
{
    const double *sums = w->sums + (N_COMMON + sums_of_factor(w) * j) * w->stride;
    const double n = (double) w->n;

    for (size_t r = 0; r < w->n_sets; r++) {
        const double standard = sums[SUM_FIRST * w->stride + r] / n / w->variance[r];
        const size_t at = j * w->n_sets + r;

        w->standard[at] = standard;
        w->first[at] = standard;
        w->total[at] = sums[SUM_TOTAL * w->stride + r] / (2 * n) / w->variance[r];
        if (is_azzini) {
            const double all = sums[SUM_AZZINI_ALL * w->stride + r];

            w->first[at] = 2 * sums[SUM_AZZINI_FIRST * w->stride + r] / all;
            w->total[at] = sums[SUM_AZZINI_TOTAL * w->stride + r] / all;
        }
    }
}

/** Second-order indices of j with all k > j, into out. */
static void
make_pairs(struct work *w, size_t j, struct bh_index *out)
{
    double *const values = w->sums; /* k > 0: nothing is summed into row 0 */

    sum_pairs(w, j);
    for (size_t k = j + 1; k < w->d; k++) {
        const double *sums = w->sums + k * w->stride;

        for (size_t r = 0; r < w->n_sets; r++) {
            values[r] = (sums[r] / (double) w->n - w->product[r]) / w->variance[r] -
                        w->standard[j * w->n_sets + r] - w->standard[k * w->n_sets + r];
        }
        out[k - j - 1] = summarise(w, values);
    }
}

/** Widens the interval of Azzini's S1 where fewer than FEW_TERMS of its terms differ from 0, as for
 *  an outcome that is yes or no: resampling then knows too little. Their number m is taken for a
 *  Poisson count, so that the interval is at least 1.96 sqrt(m + 2.34) terms to a side, which for
 *  none seen is the rule of three. */
static void
widen(const struct work *w, size_t j, struct bh_index *first)
{
    const double *a = row_a(w), *b = row_b(w), *ab = row_ab(w, j), *ba = row_ba(w, j);
    double all = 0, largest = 0;
    size_t n_terms = 0, n_squares = 0;

    for (size_t i = 0; i < w->n; i++) {
        const double term = fabs((ba[i] - b[i]) * (a[i] - ab[i]));
        const double base = (a[i] - b[i]) * (a[i] - b[i]);
        const double crossed = (ba[i] - ab[i]) * (ba[i] - ab[i]);

        all += base + crossed;
        n_squares += base > 0;
        n_squares += crossed > 0;
        n_terms += term > 0;
        largest = fmax(largest, term);
    }
    if (n_terms >= FEW_TERMS || !(all > 0)) {
        return;
    }
    const double term = fmax(largest, all / (double) n_squares);
    const double least =
        BH_NORMAL_975 * 2 * term * sqrt((double) n_terms + NONE_SEEN) / all;
    first->half_width = fmax(first->half_width, least);
    first->low = fmin(first->low, first->value - least);
    first->high = fmax(first->high, first->value + least);
}

static void
keep_resamples(const struct work *w, struct bh_sobol *out)
{
    const size_t n = w->n_sets - 1;

    for (size_t j = 0; out->resampled_first != NULL && j < w->d; j++) {
        memcpy(out->resampled_first + j * n, w->first + j * w->n_sets + 1, n * sizeof(double));
        memcpy(out->resampled_total + j * n, w->total + j * w->n_sets + 1, n * sizeof(double));
    }
}

static void
make_indices(struct work *w, struct bh_sobol *out)
{
    const bool is_azzini = w->input->estimator == BH_ESTIMATOR_AZZINI ||
                           (w->input->estimator == BH_ESTIMATOR_BEST && w->input->has_second_order);
    size_t n_pairs = 0;

    count(w);
    sum_singles(w);
    make_common(w);
    for (size_t j = 0; j < w->d; j++) {
        make_factor(w, j, is_azzini);
        out->first[j] = summarise(w, w->first + j * w->n_sets);
        out->total[j] = summarise(w, w->total + j * w->n_sets);
        if (is_azzini && w->n_sets > 2) {
            widen(w, j, &out->first[j]);
        }
    }
    keep_resamples(w, out);
    for (size_t j = 0; out->pairs != NULL && j + 1 < w->d; j++) {
        make_pairs(w, j, out->pairs + n_pairs);
        n_pairs += w->d - j - 1;
    }
}

static void
make_nothing(const struct work *w, struct bh_sobol *out)
{
    const struct bh_index none = {(double) NAN, (double) NAN, (double) NAN, (double) NAN};

    out->is_constant = true;
    for (size_t j = 0; j < w->d; j++) {
        out->first[j] = none;
        out->total[j] = none;
    }
    for (size_t p = 0; out->pairs != NULL && p < w->d * (w->d - 1) / 2; p++) {
        out->pairs[p] = none;
    }
}

/* ---- the whole ------------------------------------------------------------------------------- */

static enum bh_status
check(const struct bh_sobol_input *in, struct work *w, struct bh_err *err)
{
    if (in->n_factors == 0) {
        return bh_fail(err, BH_EINPUT, "there is no input to tell the outputs' sensitivity to");
    }
    w->d = in->n_factors;
    w->width = (in->has_second_order ? 2 : 1) * w->d + 2;
    w->n_blocks = in->n_rows / w->width;
    if (in->n_rows % w->width != 0 || w->n_blocks == 0) {
        return bh_fail(err, BH_EINPUT,
                       "found %zu outputs, want a multiple of %zu: %zu inputs%s make %zu rows for "
                       "each base row",
                       in->n_rows, w->width, w->d, in->has_second_order ? " with second order" : "",
                       w->width);
    }
    if (!in->has_second_order && (in->wants_pairs || in->estimator == BH_ESTIMATOR_AZZINI)) {
        return bh_fail(err, BH_EINPUT,
                       "%s needs a design with second order, these rows are without",
                       in->wants_pairs ? "a second-order index" : "the estimator of Azzini");
    }
    for (size_t b = 0; b < w->n_blocks; b++) {
        w->n += is_whole(in->y + b * w->width, w->width);
    }
    if (w->n < 2) {
        return bh_fail(
            err, BH_EINPUT,
            "%zu of %zu base rows can be used, at least 2 are wanted; %zu hold an output "
            "that is not a finite number",
            w->n, w->n_blocks, w->n_blocks - w->n);
    }
    if (in->resamples != NULL && w->n != w->n_blocks) {
        return bh_fail(err, BH_EINPUT, "resamples are given, but %zu base rows cannot be used",
                       w->n_blocks - w->n);
    }
    for (size_t i = 0; in->resamples != NULL && i < in->n_resamples * w->n; i++) {
        if (in->resamples[i] >= w->n) {
            return bh_fail(err, BH_EINPUT, "resample %zu takes base row %u, there are %zu",
                           i / w->n, in->resamples[i], w->n);
        }
    }
    return BH_OK;
}

/** Memory of one analysis, cut from one allocation; NULL when there is none. */
static void *
make_room(struct work *w)
{
    const size_t n_sums = N_COMMON + N_OF_FACTOR * w->d;
    const size_t doubles =
        w->width * w->n + (STRIP + n_sums) * w->stride + (3 * w->d + 3) * w->n_sets;
    double *memory = calloc(doubles + w->n * w->stride / 2 + 1, sizeof *memory);
    double *at = memory;

    if (memory == NULL) {
        return NULL;
    }
    w->columns = at;
    w->strip = at += w->width * w->n;
    w->sums = at += STRIP * w->stride;
    w->first = at += n_sums * w->stride;
    w->total = at += w->d * w->n_sets;
    w->standard = at += w->d * w->n_sets;
    w->scratch = at += w->d * w->n_sets;
    w->variance = at += w->n_sets;
    w->product = at += w->n_sets;
    w->counts = (uint32_t *) (void *) (at + w->n_sets);
    return memory;
}

static bool
make_result(const struct work *w, bool wants_pairs, struct bh_sobol *out)
{
    const size_t n_pairs = wants_pairs ? w->d * (w->d - 1) / 2 : 0;
    const size_t n_resamples = w->n_sets - 1;
    struct bh_index *indices =
        calloc(1, (2 * w->d + n_pairs) * sizeof *indices + 2 * w->d * n_resamples * sizeof(double));

    *out = (struct bh_sobol){
        .n_factors = w->d, .n_used = w->n, .n_dropped = w->n_blocks - w->n, .memory = indices};
    if (indices == NULL) {
        return false;
    }
    out->first = indices;
    out->total = indices + w->d;
    out->pairs = wants_pairs ? indices + 2 * w->d : NULL;
    if (n_resamples > 0) {
        out->resampled_first = (double *) (void *) (indices + 2 * w->d + n_pairs);
        out->resampled_total = out->resampled_first + w->d * n_resamples;
    }
    return true;
}

/** Mean and variance of A and B, before they are standardised. */
static void
describe(const struct work *w, struct bh_sobol *out)
{
    const double *a = row_a(w), *b = row_b(w);
    double sum = 0, squares = 0;

    for (size_t i = 0; i < w->n; i++) {
        sum += a[i] + b[i];
    }
    out->mean = sum / (2.0 * (double) w->n);
    for (size_t i = 0; i < w->n; i++) {
        squares +=
            (a[i] - out->mean) * (a[i] - out->mean) + (b[i] - out->mean) * (b[i] - out->mean);
    }
    out->variance = squares / (2.0 * (double) w->n);
}

enum bh_status
bh_sobol_analyze(const struct bh_sobol_input *input, struct bh_sobol *out, struct bh_err *err)
{
    struct work w = {.input = input, .n_sets = 1 + input->n_resamples};
    struct bh_sobol result;
    enum bh_status st = BH_OK;

    BH_TRY(check(input, &w, err));
    w.stride = (w.n_sets + UNROLL - 1) / UNROLL * UNROLL;
    void *memory = make_room(&w);
    if (memory == NULL || !make_result(&w, input->wants_pairs, &result)) {
        free(memory);
        return bh_no_memory(err);
    }
    lay_out(&w);
    describe(&w, &result);
    if (standardise(&w)) {
        make_indices(&w, &result);
    } else {
        make_nothing(&w, &result);
    }
    free(memory);
    *out = result;
done:
    return st;
}

void
bh_sobol_fini(struct bh_sobol *sobol)
{
    free(sobol->memory);
    *sobol = (struct bh_sobol){0};
}
