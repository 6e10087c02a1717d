/** @file entries.h  A plan as a list of paths and what stands there, for comparing two.
 *
 *  Layer: plan.  Paths are those of --set where a number stands ("forces.psf.training.seats"); a
 *  number with its range is one entry, and so is a list of words. Members of other lists are
 *  numbered. The section `set` is put in place: an entry of it stands at the path it names. */
#ifndef BH_PLAN_ENTRIES_H
#define BH_PLAN_ENTRIES_H

#include "base/arena.h"

#include <bluehelm/plan.h>

struct bh_entry {
    const char *path;
    const char *text;    /* for people: "700 (300 to 1600)" */
    const char *setting; /* what --set PATH= would take; its source is `assumed` */
    const char *source;  /* as the plan says, or "" */
    const char *remark;  /* note and confidence, or "" */
};

struct bh_entries_list {
    struct bh_entry *at; /* [n] in order of path, each path once */
    size_t n;
};

/** Lists `plan`, which must be sound, on `arena`. @return BH_OK or BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_entries_make(const struct bh_plan *plan, struct bh_arena *arena,
                                            struct bh_entries_list *out, struct bh_err *err);

#endif
