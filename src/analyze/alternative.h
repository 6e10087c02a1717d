/** @file alternative.h  Another method than PRIM on the same cases.
 *
 *  Layer: analyze. */
#ifndef BH_ANALYZE_ALTERNATIVE_H
#define BH_ANALYZE_ALTERNATIVE_H

#include <bluehelm/discover.h>

/** Grows a tree and says how well it separates, on the cases it grew from and on others. */
BH_NODISCARD enum bh_status bh_alternative_tree(const struct bh_discover_settings *settings,
                                                const struct bh_cases *cases,
                                                struct bh_searched_option *option,
                                                struct bh_err *err);

#endif
