/** @file words.h  A design in words, as a results file keeps it, and back.
 *
 *  Layer: design.
 *
 *      monte carlo | latin hypercube | nested latin hypercube | even latin hypercube
 *      sobol[, plain] | saltelli[, second order][, plain][, by section | , by item]
 *      morris, N levels[, best of M][, by section | , by item] | factorial, N levels
 *      own table HASH */
#ifndef BH_DESIGN_WORDS_H
#define BH_DESIGN_WORDS_H

#include <bluehelm/study.h>

#define BH_DESIGN_WORDS_ROOM 96

/** Writes the words of `grid`; `table` is the hash of a user's own table, `pool` how many
 *  trajectories those of a Morris design were chosen from, 0 when they were not. */
void bh_design_words(const struct bh_design_grid *grid, enum bh_grouping by, uint64_t table,
                     size_t pool, char text[BH_DESIGN_WORDS_ROOM]);

/** Reads back design, is_plain, has_second_order and levels, and the pool; all else of `grid` is
 *  untouched. @return false when the words are of no known design. */
bool bh_design_read_words(const char *text, struct bh_design_grid *grid, size_t *pool);

#endif
