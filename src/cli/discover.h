/** @file discover.h  What the parts of `bluehelm discover` share.
 *
 *  Layer: cli. */
#ifndef BH_CLI_DISCOVER_H
#define BH_CLI_DISCOVER_H

#include "paragraph.h"

#include <bluehelm/discover.h>

#define DISCOVER_ROOM 240 /* of one value or limit in words */

/** Prints the answer for people. @return an exit code. */
int discover_tell(const struct bh_discovery *discovery);

/** Prints what a planner must not read into it. */
int discover_tell_silence(const struct bh_discovery *discovery);

/** The steps of a corner's trajectory, and the best boxes of fewer and more limits. */
int discover_tell_steps(const struct bh_discovery *discovery,
                        const struct bh_searched_option *option);
int discover_tell_tree(const struct bh_discovery *discovery,
                       const struct bh_searched_option *option);
int discover_tell_stack(const struct bh_discovery *discovery,
                        const struct bh_searched_option *option);

/** "67 %". */
void discover_share(double share, char text[DISCOVER_ROOM]);
double discover_density(struct bh_tally tally);
/** "futures", or "cases" of CSV files. */
const char *discover_thing(const struct bh_discovery *discovery);
/** Whether some corner has a limit on this factor. */
bool discover_uses(const struct bh_discovery *discovery, size_t factor);
void discover_title(const char *title);

#endif
