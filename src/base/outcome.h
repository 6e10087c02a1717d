/** @file outcome.h  What the futures of an option say of one output: the numbers of a cell.
 *
 *  Layer: base.  Used for futures in a results file and for futures in memory, so that both give
 *  the same bits. */
#ifndef BH_BASE_OUTCOME_H
#define BH_BASE_OUTCOME_H

#include <bluehelm/ensemble.h>
#include <bluehelm/results.h>

/** One output of one option over the futures that ran. */
struct bh_column {
    uint64_t *keys; /* [n] ascending: scenario << 32 | replication */
    double *values; /* [n] +inf: never */
    size_t n;
};

/** A goal on an output: the number of its relation (0 none, 1 >=, 2 <=, 3 >, 4 <) and its value. */
struct bh_goal {
    int relation;
    double value;
};

/** Whether x meets the goal; without one everything does. */
bool bh_goal_is_met(struct bh_goal goal, double x);

/** Mean, spread and shares of a column; the difference is NaN. scratch: [column->n]. */
struct bh_cell bh_cell_of(const struct bh_column *column, struct bh_goal goal, double *scratch);

/** Share of the futures in which a column of 0 and 1 is 1; of a cell of such a column. */
struct bh_estimate bh_column_share(const struct bh_column *column);
struct bh_estimate bh_cell_share(const struct bh_cell *cell);

/** Mean of a - b over the futures both have, both finite. scratch: [a->n]. */
struct bh_estimate bh_column_difference(const struct bh_column *a, const struct bh_column *b,
                                        double *scratch, size_t *n_pairs);

#endif
