/** @file hypervolume.h  How much of the goal space a set of compromises dominates.  Layer: explore.
 */
#ifndef BH_EXPLORE_HYPERVOLUME_H
#define BH_EXPLORE_HYPERVOLUME_H

#include <stddef.h>

/** Volume dominated by `n` points f [n][n_goals] (minimised) and bounded by `reference` [n_goals],
 *  exact, for any number of goals: the last goal is swept and the slices are volumes of one goal
 * less (Zitzler & Thiele 1998; Fonseca, Paquete & Lopez-Ibanez 2006 for the idea). Points that are
 * not better than the reference in every goal add nothing. Cost n log n for two goals, n^(m - 1)
 *  log n for m.
 *  NaN when out of memory. */
double bh_hypervolume(size_t n, size_t n_goals, const double *f, const double *reference);

#endif
