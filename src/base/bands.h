/** @file bands.h  Mean and quantiles of many columns of one table: the bands of a series.
 *
 *  Layer: base.  Used for kept series in a results file and for series in memory, so that both give
 *  the same bits. */
#ifndef BH_BASE_BANDS_H
#define BH_BASE_BANDS_H

#include <bluehelm/ensemble.h>

#include <stddef.h>

/** Columns that are sorted side by side. */
enum { BH_BANDS_AT_ONCE = 32 };

/** Mean and quantiles (type 7) of each of `n_points` columns of a table.
 *  @param rows  [n] where each row begins; [n_points] numbers, which may be infinite, none NaN.
 *  @param n     rows, at least 1.
 *  @param tile  workspace: [n * BH_BANDS_AT_ONCE].
 *  @param out   [n_points]. Means are summed in the order of rows. */
void bh_bands_of(const float *const *rows, size_t n, size_t n_points, float *tile,
                 struct bh_band_point *out);

#endif
