/** @file design.h  Designs: which points of the unit hypercube are tried.  Experimental: may change
 *  until version 1.
 *
 *  A design is a table of rows (scenarios) and columns (variables) with values in [0, 1). Every
 *  cell is a function of the design, its row and its column alone: any row can be made by itself,
 *  rows never depend on how many follow (except a Latin hypercube's), and nothing is stored. */
#ifndef BLUEHELM_DESIGN_H
#define BLUEHELM_DESIGN_H

#include <bluehelm/err.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum bh_design {
    BH_MONTE_CARLO,
    BH_LATIN_HYPERCUBE,   /* each of n strata of each column once */
    BH_NESTED_HYPERCUBE,  /* the first 2^k rows are a Latin hypercube, for every k */
    BH_OPTIMAL_HYPERCUBE, /* a Latin hypercube with its strata exchanged for evenness */
    BH_SOBOL,             /* Sobol' points, scrambled unless is_plain */
    BH_SALTELLI,          /* rows for Sobol' indices */
    BH_MORRIS,            /* trajectories for elementary effects */
    BH_FACTORIAL,         /* every combination of levels */
    BH_OWN                /* rows of a table of the user's */
};

/** Most columns of Sobol' points; a Saltelli design needs two for each variable. */
#define BH_SOBOL_MOST_COLUMNS 1024

/** What a design is made from. Borrowed. */
struct bh_design_grid {
    enum bh_design design;
    uint32_t seed;
    size_t n_rows; /* matters to the values of a Latin hypercube only */
    size_t n_columns;
    const uint64_t *keys;   /* [n_columns] names of the columns' random streams, all different */
    const uint32_t *groups; /* [n_columns] 0 .. n_groups-1: columns changed together, or NULL */
    size_t n_groups;
    bool is_plain;         /* Sobol' points and their Saltelli rows as they are, not scrambled */
    bool has_second_order; /* Saltelli: also the rows BA_j */
    bool has_luck;         /* Saltelli: luck is exchanged as one more group, the last */
    uint32_t levels;       /* Morris: even, at least 2; factorial: at least 2 */
    const size_t *chosen;  /* Morris: numbers of the trajectories that rows are of
                              (bh_design_pick), or NULL: 0, 1, 2, ... */
};

/** Whether the design can be made. @return BH_OK; BH_EINPUT (err: what is found and wanted). */
BH_NODISCARD enum bh_status bh_design_check(const struct bh_design_grid *grid, struct bh_err *err);

/** Rows that belong together: G + 2 of a Saltelli design (2 G + 2 with second order), where G
 *  counts groups and luck; G + 1 of a Morris trajectory; all combinations of a factorial (0 when
 *  they overflow); else 1. A design is a whole number of these. */
size_t bh_design_width(const struct bh_design_grid *grid);

/** Fills out[n_columns] with row `row` (from 0).
 *
 *      Monte Carlo   u                  Philox4x32-10 keyed by (seed, row, column's key)
 *      hypercube     (stratum + u)/n    stratum a keyed permutation of 0 .. n-1
 *      nested        Owen scrambling of the van der Corput sequence, rows shuffled in nested blocks
 *      Sobol'        Joe & Kuo (2008), row 0 included; nested uniform scrambling (Owen 1995)
 *      Saltelli      rows of block i: A_i, A_i with column j from B_i for each j, [B_i with
 *                    column j from A_i for each j,] B_i; A and B are columns 0 .. D-1 and
 *                    D .. 2D-1 of Sobol' point i (Saltelli 2002; Saltelli et al. 2010)
 *      Morris        p levels, step p/(2(p-1)); signs and order of moves at random (Morris 1991)
 *      factorial     middles of `levels` equal parts; the last column changes fastest
 *
 *  Plain Sobol' points begin at 0; Morris reaches 0 and 1 exactly; all else lies inside (0, 1).
 *  BH_OPTIMAL_HYPERCUBE and BH_OWN are tables (bh_design_even_hypercube), not functions of a row.
 *  */
void bh_design_row(const struct bh_design_grid *grid, size_t row, double *out);

/** Which luck row `row` is run with: rows of a Saltelli design take that of A_i or B_i, those of a
 *  Morris trajectory share one, all else have their own. From 1. */
uint32_t bh_design_luck(const struct bh_design_grid *grid, size_t row);

/** Of a Morris design: the sign of the step of `column` in `trajectory`, 1 or -1, and in *before
 *  the row of the trajectory (0 ..) after which its group moves. */
int bh_design_step(const struct bh_design_grid *grid, size_t trajectory, size_t column,
                   size_t *before);

/** Square of the centred L2 discrepancy of n x d points in [0, 1] (Hickernell 1998), row-major. */
double bh_design_discrepancy(const double *points, size_t n, size_t d);

/** Makes a Latin hypercube of grid's rows and columns even: starts from the plain one and exchanges
 *  strata of two rows in one column `n_tries` times, keeping an exchange that does not raise the
 *  centred discrepancy. points: [n_rows][n_columns] out. Time n_tries x n_rows.
 *  @return BH_OK, BH_EINPUT (not a hypercube), BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_design_even_hypercube(const struct bh_design_grid *grid,
                                                     size_t n_tries, double *points,
                                                     struct bh_err *err);

/** Distances between trajectories (Campolongo et al. 2007): the sum over all pairs of their points
 *  of the Euclidean distance; 0 for equal trajectories. Points that differ in few columns from the
 *  one before cost as little. points: [n][n_points][d]; out: [n][n]. @return BH_OK, BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_design_spread(const double *points, size_t n, size_t n_points,
                                             size_t d, double *out, struct bh_err *err);

/** Chooses k of n trajectories that lie far apart: those with the greatest root of the sum of
 *  squared distances. `is_exact`: tries every choice, the first best wins; otherwise the local
 *  search of Ruano et al. (2012). distance: [n][n] symmetric; chosen: [k] ascending.
 *  @return BH_OK; BH_EINPUT when not 2 <= k <= n, BH_ELIMIT for more than 2e7 choices, BH_ENOMEM.
 *  */
BH_NODISCARD enum bh_status bh_design_choose(const double *distance, size_t n, size_t k,
                                             bool is_exact, size_t *chosen, double *score,
                                             struct bh_err *err);

/** Chooses k of the first n trajectories of a Morris design, by the local search: their numbers in
 *  chosen[k], ascending. @return as bh_design_choose; BH_EINPUT for another design. */
BH_NODISCARD enum bh_status bh_design_pick(const struct bh_design_grid *grid, size_t n, size_t k,
                                           size_t *chosen, struct bh_err *err);

#ifdef __cplusplus
}
#endif
#endif
