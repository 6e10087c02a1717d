/** @file discover.h  What the parts of `bluehelm discover` share.
 *
 *  Layer: cli. */
#ifndef BH_CLI_DISCOVER_H
#define BH_CLI_DISCOVER_H

#include <bluehelm/discover.h>

/** Prints the answer for people. @return an exit code. */
int discover_tell(const struct bh_discovery *discovery);

#endif
