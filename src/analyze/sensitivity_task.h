/** @file sensitivity_task.h  One output over the rows of a design, whatever file it came from.
 *
 *  Layer: analyze, private. */
#ifndef BH_ANALYZE_SENSITIVITY_TASK_H
#define BH_ANALYZE_SENSITIVITY_TASK_H

#include "base/arena.h"

#include <bluehelm/sensitivity.h>

struct bh_sensitivity_store {
    struct bh_arena arena;
};

/** Everything is borrowed; what is found lies on `arena`. */
struct bh_sensitivity_task {
    enum bh_sensitivity_kind kind;
    const double *y; /* [n_rows] */
    const double *x; /* given: [n_factors][n_rows]; Morris: [n_rows][n_columns]; else NULL */
    size_t n_rows, n_factors;
    bool has_second_order, wants_pairs;
    bool is_grouped; /* factors stand for several columns: effects have no direction */
    const uint32_t *groups; /* Morris: [n_columns] factor of each column of x; NULL: its own */
    size_t n_columns;
    uint32_t levels;
    size_t n_resamples; /* 0: the usual number */
    uint32_t seed;
    struct bh_arena *arena;
};

/** Fills in what was used and dropped, the mean and the indices of `out`. */
BH_NODISCARD enum bh_status bh_sensitivity_task_run(const struct bh_sensitivity_task *task,
                                                    struct bh_sensitivity_option *out,
                                                    struct bh_err *err);

/** An empty result with its arena, or NULL. */
struct bh_sensitivity *bh_sensitivity_create(void);

#endif
