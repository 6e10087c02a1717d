/** @file choose.h  Options and engines by name, with words for names that are unknown.
 *  Layer: explore. */
#ifndef BH_EXPLORE_CHOOSE_H
#define BH_EXPLORE_CHOOSE_H

#include "engine/engine.h"
#include "plan/model.h"

#include <bluehelm/err.h>

/** Number of the option `id` (NULL: the first). @return BH_EINPUT naming the nearest, or all. */
BH_NODISCARD enum bh_status bh_choose_option(const struct bh_model *model, const char *id,
                                             size_t *option, struct bh_err *err);

/** The engine `name` (NULL: the best). @return BH_EINPUT naming those there are. */
BH_NODISCARD enum bh_status bh_choose_engine(const char *name, const struct bh_engine **engine,
                                             struct bh_err *err);

#endif
