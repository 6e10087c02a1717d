/** Mean and quantiles of many columns at once. Oracles: the C library's qsort on each column by
 *  itself, with bh_quantile and a plain sum in the order of rows; for sorting as such, the
 *  zero-one principle (Knuth, TAOCP 3, 5.3.4, theorem Z): a network that sorts all of zeros and
 *  ones sorts everything. */
#include "harness.h"

#include "base/bands.h"
#include "base/statistics.h"

enum { MOST_ROWS = 300, MOST_POINTS = 2 * BH_BANDS_AT_ONCE + 1 };

static float table[MOST_ROWS][MOST_POINTS], tile[MOST_ROWS * BH_BANDS_AT_ONCE];
static const float *rows[MOST_ROWS];
static struct bh_band_point bands[MOST_POINTS];

static int
ascending(const void *a, const void *b)
{
    const double x = *(const double *) a, y = *(const double *) b;

    return x < y ? -1 : x > y;
}

static bool
is(double found, double wanted)
{
    return !(found < wanted) && !(found > wanted);
}

/** Whether a column's band is that of its numbers sorted by qsort. */
static bool
column_is_right(size_t n, size_t c)
{
    const struct bh_band_point *at = &bands[c];
    double x[MOST_ROWS], sum = 0;

    for (size_t r = 0; r < n; r++) {
        x[r] = (double) table[r][c];
        sum += x[r];
    }
    qsort(x, n, sizeof *x, ascending);
    return is(at->mean, sum / (double) n) && is(at->q05, bh_quantile(x, n, 0.05)) &&
           is(at->q25, bh_quantile(x, n, 0.25)) && is(at->q50, bh_quantile(x, n, 0.5)) &&
           is(at->q75, bh_quantile(x, n, 0.75)) && is(at->q95, bh_quantile(x, n, 0.95));
}

static void
test_against_qsort(void)
{
    size_t n_wrong = 0;

    srand(1);
    for (size_t n = 1; n <= MOST_ROWS; n++) {
        const size_t n_points = 1 + n % MOST_POINTS;

        for (size_t r = 0; r < n; r++) {
            for (size_t c = 0; c < n_points; c++) {
                table[r][c] = (float) (rand() % (c % 3 == 0 ? 5 : 100000)) / 8 - 3;
                if (c % 5 == 4 && rand() % 3 == 0) {
                    table[r][c] = INFINITY;
                }
            }
        }
        bh_bands_of(rows, n, n_points, tile, bands);
        for (size_t c = 0; c < n_points; c++) {
            n_wrong += !column_is_right(n, c);
        }
    }
    bh_expect(n_wrong == 0, "bands are those of columns sorted one by one (%zu wrong)", n_wrong);
}

/** All 2^n columns of zeros and ones, for every n up to 12: the 5 quantiles see a one too early. */
static void
test_zeros_and_ones(void)
{
    size_t n_wrong = 0;

    for (size_t n = 1; n <= 12; n++) {
        for (size_t first = 0; first < (size_t) 1 << n; first += MOST_POINTS) {
            for (size_t i = 0; i < n * MOST_POINTS; i++) {
                table[i / MOST_POINTS][i % MOST_POINTS] =
                    (float) ((first + i % MOST_POINTS) >> (i / MOST_POINTS) & 1);
            }
            bh_bands_of(rows, n, MOST_POINTS, tile, bands);
            for (size_t c = 0; c < MOST_POINTS; c++) {
                n_wrong += !column_is_right(n, c);
            }
        }
    }
    bh_expect(n_wrong == 0, "every column of zeros and ones is sorted (%zu wrong)", n_wrong);
}

int
main(void)
{
    for (size_t r = 0; r < MOST_ROWS; r++) {
        rows[r] = table[r];
    }
    test_against_qsort();
    test_zeros_and_ones();
    return bh_finish();
}
