/** @file stacking.h  Dimensional stacking: a picture of cases over up to six factors.
 *
 *  LeBlanc, Ward & Wittels (1990), "Exploring N-dimensional databases". Factors are cut into a few
 *  bins and nested: ranks 1, 3, 5 along rows, the first outermost, ranks 2, 4, 6 along columns. */
#ifndef BLUEHELM_STACKING_H
#define BLUEHELM_STACKING_H

#include <bluehelm/cases.h>

#ifdef __cplusplus
extern "C" {
#endif

#define BH_STACK_MOST 6
#define BH_STACK_BINS 3

/** How numbers are cut: into equal widths, the lowest edge 0.1 % of the range lower, as pandas' cut
 *  does; or at the terciles, so that a long tail does not empty most bins. */
enum bh_stack_cut { BH_STACK_EQUAL_WIDTHS, BH_STACK_EQUAL_COUNTS };

/** One factor cut into bins. Bin b of a number holds edges[b] < x <= edges[b + 1]; of integers of
 *  at most BH_STACK_BINS values, and of categories, each value is its own bin. */
struct bh_stack_axis {
    size_t factor;
    size_t n_bins;                   /* 1 .. BH_MOST_LEVELS */
    double edges[BH_STACK_BINS + 1]; /* of numbers */
    double values[BH_STACK_BINS];    /* integers with few values */
    bool is_binned;                  /* edges count */
    double importance; /* share of the variance of being of interest between the bins: sum over
                          bins of n_b (p_b - p)^2 / (n p (1 - p)) */
};

/** cells[r * n_columns + c]; row r counts the bins of axes 0, 2, 4, the last fastest; column c
 *  those of axes 1, 3, 5. */
struct bh_stack_cell {
    size_t n, k; /* cases, of interest; n = 0: blank */
};
struct bh_stack {
    struct bh_stack_axis axes[BH_STACK_MOST];
    size_t n_axes;
    size_t n_rows, n_columns;
    struct bh_stack_cell *cells;
};

/** Stacks the `n_axes` factors of largest importance (ties by position), all when there are fewer.
 *  @return BH_OK; BH_EINPUT (n_axes not 1 .. 6; as bh_cases_check), BH_ELIMIT (over a million
 *          cells), BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_stack_make(const struct bh_cases *cases, size_t n_axes,
                                          enum bh_stack_cut cut, struct bh_stack **out,
                                          struct bh_err *err);
void bh_stack_free(struct bh_stack *stack);

#ifdef __cplusplus
}
#endif
#endif
