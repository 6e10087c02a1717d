/** @file nsga2.h  NSGA-II: a set of compromises between several goals.
 *
 *  Layer: explore.  Pure: knows neither plans nor files.
 *
 *  Deb, Pratap, Agarwal & Meyarivan (2002), "A fast and elitist multiobjective genetic algorithm:
 *  NSGA-II": non-dominated sorting, crowding distance, binary tournaments; simulated binary
 * crossover (Deb & Agrawal 1995, in its bounded form) and polynomial mutation (Deb & Goyal 1996).
 *
 *  Every goal is minimised; every variable lies in 0..1. The caller holds the populations and
 *  evaluates them. Randomness has no state: it is keyed by (seed, generation, individual), so a
 * search that is interrupted and taken up again goes where it would have gone, and evaluating in
 * any order changes nothing. */
#ifndef BH_EXPLORE_NSGA2_H
#define BH_EXPLORE_NSGA2_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bh_nsga2 {
    size_t n_variables; /* >= 1 */
    size_t n_goals;     /* 1 .. 8 */
    size_t n;           /* individuals of a generation, even, >= 4 */
    uint32_t seed;
};

/** One generation's individuals: x [n][n_variables], f [n][n_goals]. */
struct bh_nsga2_rank {
    size_t rank;     /* 0: dominated by none */
    double crowding; /* +infinity at the ends of a front */
};

/** The first generation: a Latin hypercube. x is [n][n_variables]. */
void bh_nsga2_first(const struct bh_nsga2 *search, double *x);

/** Children of a ranked generation. `generation` counts from 1. child is [n][n_variables]. */
void bh_nsga2_children(const struct bh_nsga2 *search, uint32_t generation, const double *x,
                       const struct bh_nsga2_rank *ranks, double *child);

/** Ranks `n` individuals by their goals f [n][n_goals]. A NaN goal counts as the worst.
 *  @return false when out of memory. */
bool bh_nsga2_rank(size_t n, size_t n_goals, const double *f, struct bh_nsga2_rank *ranks);

/** Indices of the best `keep` of `n` ranked individuals, by rank, crowding, then index, into
 *  `chosen` [keep], ascending. @return false when out of memory. */
bool bh_nsga2_choose(size_t n, const struct bh_nsga2_rank *ranks, size_t keep, size_t *chosen);

/** Whether goals a dominate goals b: nowhere worse, somewhere better. */
bool bh_nsga2_dominates(size_t n_goals, const double *a, const double *b);

#endif
