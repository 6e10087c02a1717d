/** @file block.h  Futures that are drawn together and share lane packs.
 *
 *  Layer: explore. */
#ifndef BH_EXPLORE_BLOCK_H
#define BH_EXPLORE_BLOCK_H

#include "plan/model.h"

#define BH_BLOCK 64 /* futures: a multiple of every lane count */

/** The assumption on the end of the war; where the plan makes none, any will do. */
size_t bh_block_war_ends(const struct bh_model *model);

/** Puts futures whose war ends at about the same time side by side: a pack takes as long as its
 *  slowest lane, and a day of war draws far more than a day without. No result depends on it.
 *  ends: value of that assumption in the first of n futures, the next `stride` further on;
 *  order: [n] out. */
void bh_block_order(const double *ends, size_t stride, size_t n, size_t *order);

#endif
