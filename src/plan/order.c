/** @file order.c  Assumptions and given numbers in the order of the parameter tables.
 *
 *  A design deals its columns to assumptions in their order, so that order must not depend on how
 *  a plan is laid out. */
#include "plan/reader.h"

#include <stdlib.h>

static int
by_parameter(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int
compare_assumptions(const void *a, const void *b)
{
    return by_parameter(((const struct bh_assumption *) a)->parameter,
                        ((const struct bh_assumption *) b)->parameter);
}

static int
compare_givens(const void *a, const void *b)
{
    return by_parameter(((const struct bh_given *) a)->parameter,
                        ((const struct bh_given *) b)->parameter);
}

void
bh_reader_order(struct bh_reader *reader)
{
    struct bh_model *model = reader->model;
    size_t next = 0;

    if (model->n_assumptions > 0) {
        qsort(reader->assumptions, model->n_assumptions, sizeof *reader->assumptions,
              compare_assumptions);
    }
    if (model->n_givens > 0) {
        qsort(reader->givens, model->n_givens, sizeof *reader->givens, compare_givens);
    }
    /* each assumption of the plan itself was written once, so the two lists run side by side */
    for (size_t g = 0; g < model->n_givens; g++) {
        if (reader->givens[g].assumption != BH_NONE) {
            reader->givens[g].assumption = next++;
        }
    }
}
