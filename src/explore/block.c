/** @file block.c  In which order the futures of a block share packs. */
#include "explore/block.h"

size_t
bh_block_war_ends(const struct bh_model *model)
{
    const size_t ends = model->parameters.base[BH_PARAM_HOSTILITIES] +
                        bh_parameter_column(BH_PARAM_HOSTILITIES, "ends");
    size_t a = 0;

    while (a < model->n_variables && model->assumptions[a].parameter != ends) {
        a++;
    }
    return a < model->n_variables ? a : 0;
}

void
bh_block_order(const double *ends, size_t stride, size_t n, size_t *order)
{
    for (size_t i = 0; i < n; i++) {
        size_t at = i;

        for (; at > 0 && ends[order[at - 1] * stride] > ends[i * stride]; at--) {
            order[at] = order[at - 1];
        }
        order[at] = i;
    }
}
