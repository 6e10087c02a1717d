/** @file together.h  Whether options fail in the same futures.
 *
 *  Layer: analyze. */
#ifndef BH_ANALYZE_TOGETHER_H
#define BH_ANALYZE_TOGETHER_H

#include "analyze/subject.h"

/** Fills `out->together` and each option's `in_shared` from the options' corners. `numbers` are the
 *  options' in the file. Does nothing for fewer than two options. */
BH_NODISCARD enum bh_status bh_together_find(struct bh_subject *subject, const size_t *numbers,
                                             struct bh_discovery *out, struct bh_arena *arena,
                                             struct bh_err *err);

#endif
