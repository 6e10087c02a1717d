/** @file given.c  First-order indices by classes, from points of any design.
 *
 *  Layer: analyze. */
#include <bluehelm/sensitivity.h>

#include "base/err.h"
#include "base/philox_scalar.h"
#include "base/statistics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FEWEST_ROWS 20
#define FEWEST_CLASSES 4
#define MOST_CLASSES 32
#define GIVEN_STREAM 0xffffffa0u

struct place {
    double x;
    uint32_t row;
};

struct work {
    const struct bh_given_input *input;
    size_t n;            /* rows used */
    uint32_t *rows;      /* [n] their numbers */
    double *y;           /* [n] outputs less their mean */
    uint32_t *class;     /* [n] of the column at hand */
    struct place *order; /* [n] */
    uint32_t *taken;     /* [n_resamples][n] */
    double *scratch;     /* [n_resamples] */
};

static int
by_x(const void *a, const void *b)
{
    const struct place *p = a, *q = b;

    if (p->x != q->x) {
        return p->x < q->x ? -1 : 1;
    }
    return (p->row > q->row) - (p->row < q->row);
}

static double
wanted_classes(size_t n)
{
    return fmin(fmax(floor(sqrt((double) n) / 2), FEWEST_CLASSES), MOST_CLASSES);
}

double
bh_given_noise(size_t n_rows, size_t n_columns)
{
    return sqrt(2 * (wanted_classes(n_rows) - 1)) / (double) n_rows *
           sqrt(2 * log((double) n_columns));
}

/** Puts rows into classes of about equally many by column `c`. @return how many classes. */
static size_t
classify(struct work *w, size_t c)
{
    const double *x = w->input->x + c * w->input->n_rows;
    const size_t m = (size_t) wanted_classes(w->n);
    size_t n_classes = 0, in_class = 0;

    for (size_t i = 0; i < w->n; i++) {
        w->order[i] = (struct place){x[w->rows[i]], (uint32_t) i};
    }
    qsort(w->order, w->n, sizeof *w->order, by_x);
    for (size_t i = 0; i < w->n; i++) {
        const bool is_new = i > 0 && w->order[i].x != w->order[i - 1].x;

        if (is_new && in_class * m >= w->n) {
            n_classes++;
            in_class = 0;
        }
        w->class[w->order[i].row] = (uint32_t) n_classes;
        in_class++;
    }
    return n_classes + 1;
}

/** The corrected correlation ratio over rows taken (all in order when taken is NULL). */
static double
ratio(const struct work *w, const uint32_t *taken)
{
    double sums[MOST_CLASSES + 2] = {0}, counts[MOST_CLASSES + 2] = {0};
    double squares = 0, sum = 0, between = 0;
    size_t m = 0;

    for (size_t i = 0; i < w->n; i++) {
        const size_t row = taken == NULL ? i : taken[i];
        const double y = w->y[row];

        sums[w->class[row]] += y;
        counts[w->class[row]] += 1;
        sum += y;
        squares += y * y;
    }
    for (size_t c = 0; c < MOST_CLASSES + 2; c++) {
        if (counts[c] > 0) {
            between += sums[c] * sums[c] / counts[c];
            m++;
        }
    }
    const double n = (double) w->n;
    const double total = squares - sum * sum / n;
    const double within = squares - between;
    return m < 2 || m >= w->n || !(total > 0) ? (double) NAN
                                              : 1 - within / (n - (double) m) / (total / (n - 1));
}

static struct bh_index
summarise(struct work *w)
{
    const size_t n_resamples = w->input->n_resamples;
    struct bh_index out = {ratio(w, NULL), (double) NAN, (double) NAN, (double) NAN};
    double sum = 0, squares = 0;
    size_t n = 0;

    for (size_t r = 0; r < n_resamples && !isnan(out.value); r++) {
        const double value = ratio(w, w->taken + r * w->n);

        if (!isnan(value)) {
            w->scratch[n++] = value;
            sum += value;
        }
    }
    if (n < 2) {
        return out;
    }
    for (size_t r = 0; r < n; r++) {
        const double gap = w->scratch[r] - sum / (double) n;
        squares += gap * gap;
    }
    out.half_width = BH_NORMAL_975 * sqrt(squares / (double) (n - 1));
    bh_sort(w->scratch, n);
    /* resampled rows come twice, which the correction does not know: the mean lies above the value
     * */
    const double shift = out.value - sum / (double) n;
    out.low = bh_quantile(w->scratch, n, 0.025) + shift;
    out.high = bh_quantile(w->scratch, n, 0.975) + shift;
    return out;
}

static void
take(struct work *w)
{
    for (size_t r = 0; r < w->input->n_resamples; r++) {
        for (size_t i = 0; i < w->n; i += 4) {
            const uint32_t counter[4] = {(uint32_t) (i / 4), GIVEN_STREAM, 0, 0};
            const uint32_t key[2] = {w->input->seed, (uint32_t) r};
            uint32_t words[4];

            bh_philox4x32(counter, key, words);
            for (size_t k = 0; k < 4 && i + k < w->n; k++) {
                w->taken[r * w->n + i + k] = (uint32_t) (((uint64_t) words[k] * w->n) >> 32);
            }
        }
    }
}

static void
lay_out(struct work *w)
{
    double sum = 0;
    size_t n = 0;

    for (size_t i = 0; i < w->input->n_rows; i++) {
        if (isfinite(w->input->y[i])) {
            w->rows[n] = (uint32_t) i;
            w->y[n++] = w->input->y[i];
            sum += w->input->y[i];
        }
    }
    for (size_t i = 0; i < n; i++) {
        w->y[i] -= sum / (double) n;
    }
}

enum bh_status
bh_given_first(const struct bh_given_input *input, struct bh_index *first, size_t *n_used,
               struct bh_err *err)
{
    struct work w = {.input = input};
    enum bh_status st = BH_OK;

    for (size_t i = 0; i < input->n_rows; i++) {
        w.n += isfinite(input->y[i]) != 0;
    }
    if (w.n < FEWEST_ROWS) {
        return bh_fail(err, BH_EINPUT, "%zu of %zu rows can be used, at least %d are wanted", w.n,
                       input->n_rows, FEWEST_ROWS);
    }
    w.rows = malloc(w.n * sizeof *w.rows);
    w.y = malloc(w.n * sizeof *w.y);
    w.class = malloc(w.n * sizeof *w.class);
    w.order = malloc(w.n * sizeof *w.order);
    w.taken = malloc((w.n * input->n_resamples + 1) * sizeof *w.taken);
    w.scratch = malloc((input->n_resamples + 1) * sizeof *w.scratch);
    if (w.rows == NULL || w.y == NULL || w.class == NULL || w.order == NULL || w.taken == NULL ||
        w.scratch == NULL) {
        st = bh_no_memory(err);
        goto done;
    }
    lay_out(&w);
    take(&w);
    for (size_t c = 0; c < input->n_columns; c++) {
        classify(&w, c);
        first[c] = summarise(&w);
    }
    *n_used = w.n;
done:
    free(w.rows);
    free(w.y);
    free(w.class);
    free(w.order);
    free(w.taken);
    free(w.scratch);
    return st;
}
