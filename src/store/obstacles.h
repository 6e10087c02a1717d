/** @file obstacles.h  An obstacle study in memory and in a results file.
 *
 *  Layer: store.  Tables, made in a complete results file when a study of it is kept:
 *
 *    obstacle_study(option INTEGER PRIMARY KEY, futures, broken, failures, tested, by_luck,
 *                          all_saved, any_saved, most_missed, missed, runs)
 *    obstacle(number INTEGER PRIMARY KEY, id, title, lifted)
 *    obstacle_alone(option, obstacle, plays_part, saved, unchanged, harmed, shared, broken,
 *                          PRIMARY KEY(option, obstacle)) WITHOUT ROWID
 *    obstacle_pair(option, a, b, together, behind, PRIMARY KEY(option, a, b)) WITHOUT ROWID
 *                          only pairs with together > 0; b behind a
 *    obstacle_step(option, step, obstacle, reached, rival, PRIMARY KEY(option, step))
 *                          WITHOUT ROWID; rival is NULL when there is none */
#ifndef BH_STORE_OBSTACLES_H
#define BH_STORE_OBSTACLES_H

#include "base/arena.h"

#include <bluehelm/obstacles.h>

/** An empty study, or NULL; everything it holds belongs on its arena. */
struct bh_obstacles *bh_obstacles_new(void);
struct bh_arena *bh_obstacles_arena(struct bh_obstacles *obstacles);

/** Keeps `obstacles` in the complete results file at `path`, in place of an earlier one. The file
 * is written anew and takes the place of the old one at once, or is left alone on failure. Its
 * bytes depend on its contents alone. */
BH_NODISCARD enum bh_status
bh_store_keep_obstacles(const char *path, const struct bh_obstacles *obstacles, struct bh_err *err);

#endif
