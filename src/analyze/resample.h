/** @file resample.h  Parts of the cases, drawn at random, groups whole.
 *
 *  Layer: analyze.
 *
 *  Groups are put into a random order (Fisher-Yates over Philox, keyed by seed and draw, so that
 *  any draw can be made alone) and the order is dealt into parts: group at place g belongs to part
 *  g mod n_parts. Two parts of draw r are its two halves; ten parts are ten folds. */
#ifndef BH_ANALYZE_RESAMPLE_H
#define BH_ANALYZE_RESAMPLE_H

#include "base/arena.h"

#include <bluehelm/cases.h>

struct bh_resampler {
    const struct bh_cases *whole;
    struct bh_arena arena;
    struct bh_cases part;      /* what was drawn last; points into the arena */
    struct bh_factor *factors; /* of `part` */
    double **values;
    bool *is_hit;
    uint32_t *group;
    uint32_t *place; /* [n_groups] */
    size_t n_groups;
    uint32_t *group_of; /* [n] place of a case's group among groups */
    uint32_t *number;   /* [n] of a case inside the part */
    bool *is_mine;      /* [n] in the part */
    uint32_t **order;   /* of the part; NULL when the whole has none */
};

BH_NODISCARD enum bh_status bh_resampler_make(const struct bh_cases *cases,
                                              struct bh_resampler *out, struct bh_err *err);
void bh_resampler_fini(struct bh_resampler *resampler);

/** Cases of part `part` of `n_parts` of draw `draw`, or with `part` >= n_parts all but part
 *  `part - n_parts`. Borrowed until the next call. */
const struct bh_cases *bh_resampler_part(struct bh_resampler *resampler, uint32_t seed,
                                         uint32_t draw, size_t n_parts, size_t part);

#endif
