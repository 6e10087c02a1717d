/** @file sums.h  What the futures of a study say, kept as sums: no future is remembered.
 *
 *  Layer: base.
 *
 *  Of every column (an output, or success as 0 and 1) of every option: counts, least and greatest,
 *  exact sums of values and of their squares, bins. Of every pair of options and every column:
 *  how many scenarios gave both a finite value, exact sums of the differences and of their squares.
 *  All of it depends on which futures were added and not on their order, and two sets of sums add
 *  up to those of all their futures. */
#ifndef BH_BASE_SUMS_H
#define BH_BASE_SUMS_H

#include "base/bins.h"
#include "base/exact.h"
#include "base/outcome.h"

struct bh_column_sums {
    uint64_t n_finite;
    uint64_t n_met;   /* values that meet the goal; of a column without one all, NaN too */
    double low, high; /* of the finite ones; +inf, -inf when there are none */
    struct bh_exact sum, squares; /* of the finite ones */
    struct bh_bins bins;          /* of all but NaN */
};

/** Values of one option less those of an earlier one, where both are finite. */
struct bh_pair_sums {
    uint64_t n;
    struct bh_exact sum, squares;
};

struct bh_sums {
    size_t n_options, n_columns;
    struct bh_goal *goals;          /* [n_columns] */
    uint64_t *n_ran, *n_failed;     /* [n_options] futures */
    struct bh_column_sums *columns; /* [n_options][n_columns] */
    struct bh_pair_sums *pairs;     /* [pair][n_columns]; see bh_sums_pair */
};

/** Makes empty sums; goals are copied. @return false when out of memory, with nothing to free. */
bool bh_sums_make(size_t n_options, size_t n_columns, const struct bh_goal *goals,
                  struct bh_sums *out);
/** Zeroed is legal. */
void bh_sums_fini(struct bh_sums *sums);

/** Columns of option `option` less those of an earlier one, `minus` < `option`: [n_columns]. */
struct bh_pair_sums *bh_sums_pair(const struct bh_sums *sums, size_t option, size_t minus);

/** Adds one scenario with one luck: rows[n_options], each the option's [n_columns] values, or NULL
 *  when that future failed to run.
 *  @return false when out of memory; the sums are then of no use. */
bool bh_sums_add(struct bh_sums *sums, const double *const *rows);

/** Adds what `other`, of the same shape, has; false as above. */
bool bh_sums_add_sums(struct bh_sums *sums, const struct bh_sums *other);

/** As bh_cell_of says it of the futures themselves: counts, shares, least and greatest to the bit;
 *  mean and interval with one rounding where that has many; quantiles within BH_BINS_ERROR. */
struct bh_cell bh_sums_cell(const struct bh_sums *sums, size_t option, size_t column);

/** Share of futures in which a column of 0 and 1 is 1. */
struct bh_estimate bh_sums_share(const struct bh_sums *sums, size_t option, size_t column);

/** Mean difference of two options, the second one the baseline; NaN of an option and itself. */
struct bh_estimate bh_sums_difference(const struct bh_sums *sums, size_t option, size_t baseline,
                                      size_t column, size_t *n_pairs);

#endif
