/** @file depends.h  Which issues a condition hangs on.
 *
 *  Layer: explore. */
#ifndef BH_EXPLORE_DEPENDS_H
#define BH_EXPLORE_DEPENDS_H

#include "plan/model.h"

/** Marks in `issues` [counts.n_issues] every issue whose outcome, or whose positions, the condition
 *  reads, directly, through other conditions, or through the openings of parties. `visited`
 *  [counts.n_conditions] must be false at first. @return whether any is marked. */
bool bh_depends_on_issues(const struct bh_model *model, size_t condition, bool *issues,
                          bool *visited);

#endif
