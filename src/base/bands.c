/** @file bands.c  Many columns sorted at once.
 *
 *  Columns lie side by side in a tile, a row of it in a few vector registers. Batcher's merge
 *  exchange (Batcher 1968; Knuth, The Art of Computer Programming 3, 5.2.2, algorithm M) compares
 *  the same pairs of rows whatever they hold, so one comparison orders a pair in every column. */
#include "base/bands.h"

#include "base/statistics.h"

#include <string.h>

#define WIDTH BH_BANDS_AT_ONCE

/** Puts the lesser of each column into `a`, the greater into `b`. Of 0 and -0, which are equal,
 *  either may stand for both. */
static inline void
order(float *a, float *b)
{
    float x[WIDTH], y[WIDTH]; /* copies, so that no store can change what is still to be read */

    memcpy(x, a, sizeof x);
    memcpy(y, b, sizeof y);
    for (size_t c = 0; c < WIDTH; c++) {
        a[c] = x[c] < y[c] ? x[c] : y[c];
    }
    for (size_t c = 0; c < WIDTH; c++) {
        b[c] = x[c] > y[c] ? x[c] : y[c];
    }
}

static void
sort_columns(float *tile, size_t n)
{
    size_t half = 1; /* the largest power of two below n */

    while (2 * half < n) {
        half *= 2;
    }
    for (size_t p = half; p > 0; p /= 2) {
        size_t phase = 0, apart = p;

        for (size_t q = half;; q /= 2) {
            for (size_t i = 0; i + apart < n; i++) {
                if ((i & p) == phase) {
                    order(tile + i * WIDTH, tile + (i + apart) * WIDTH);
                }
            }
            if (q == p) {
                break;
            }
            apart = q - p;
            phase = p;
        }
    }
}

/** The columns from `first` on into the tile; those beyond the last are 0. */
static void
fill(float *tile, const float *const *rows, size_t n, size_t first, size_t width)
{
    for (size_t r = 0; r < n; r++) {
        float *to = tile + r * WIDTH;

        memset(to, 0, WIDTH * sizeof *to);
        memcpy(to, rows[r] + first, width * sizeof *to);
    }
}

static void
add_up(const float *tile, size_t n, double sum[WIDTH])
{
    memset(sum, 0, WIDTH * sizeof *sum);
    for (size_t r = 0; r < n; r++) {
        for (size_t c = 0; c < WIDTH; c++) {
            sum[c] += (double) tile[r * WIDTH + c];
        }
    }
}

/** A quantile of a sorted column of the tile. */
static double
quantile(const float *column, size_t n, double p)
{
    const struct bh_rank rank = bh_rank_of(n, p);

    return bh_rank_between(&rank, (double) column[rank.low * WIDTH],
                           (double) column[rank.high * WIDTH]);
}

void
bh_bands_of(const float *const *rows, size_t n, size_t n_points, float *tile,
            struct bh_band_point *out)
{
    for (size_t first = 0; first < n_points; first += WIDTH) {
        const size_t width = n_points - first < WIDTH ? n_points - first : WIDTH;
        double sum[WIDTH];

        fill(tile, rows, n, first, width);
        add_up(tile, n, sum);
        sort_columns(tile, n);
        for (size_t c = 0; c < width; c++) {
            out[first + c] = (struct bh_band_point){
                .mean = sum[c] / (double) n,
                .q05 = quantile(tile + c, n, 0.05),
                .q25 = quantile(tile + c, n, 0.25),
                .q50 = quantile(tile + c, n, 0.5),
                .q75 = quantile(tile + c, n, 0.75),
                .q95 = quantile(tile + c, n, 0.95),
            };
        }
    }
}
