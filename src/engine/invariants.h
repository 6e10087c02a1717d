/** @file invariants.h  What must hold on every day of every future.
 *
 *  Layer: engine.  Lane code.  Checked when a job asks for it: in tests, always. */
#ifndef BH_ENGINE_INVARIANTS_H
#define BH_ENGINE_INVARIANTS_H

#include "model/module.h"

struct bh_invariant {
    const char *claim; /* in words, for the reason of a failed future */
    bh_mask (*holds)(const struct bh_frame *frame);
};

#define bh_invariants BH_ISA_NAME(bh_invariants)
#define bh_n_invariants BH_ISA_NAME(bh_n_invariants)
extern const struct bh_invariant bh_invariants[];
extern const size_t bh_n_invariants;

#endif
