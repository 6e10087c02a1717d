/** @file study_parts.h  The files of a study that several processes wrote, made one.
 *
 *  Layer: explore. */
#ifndef BH_EXPLORE_STUDY_PARTS_H
#define BH_EXPLORE_STUDY_PARTS_H

#include "store/store.h"

#include <bluehelm/plan.h>

/** Where process `rank` of a crew keeps what it has done of the study in `out`; `path` is the
 *  caller's to free. */
BH_NODISCARD enum bh_status bh_study_part_path(const char *out, size_t rank, char **path,
                                               struct bh_err *err);
/** Makes the folder of these parts. */
BH_NODISCARD enum bh_status bh_study_parts_make_folder(const char *out, struct bh_err *err);
/** Whether there are such parts. */
bool bh_study_parts_exist(const char *out);
/** Takes all of them into `store`, which holds the study in `out`, and removes each that was taken.
 *  @return BH_OK; BH_EINPUT when one is of another study; BH_EIO, also when another process still
 *          writes one (err names both; others may have been taken); BH_EFORMAT, BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_study_parts_take(const char *out, struct bh_store *store,
                                                struct bh_err *err);
/** Whether no other process writes one of them.
 *  @return BH_OK; BH_EIO (err names part and process); BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_study_parts_are_free(const char *out, struct bh_err *err);
/** Removes them without taking them, and their folder if nothing else is in it.
 *  @return as bh_study_parts_are_free */
BH_NODISCARD enum bh_status bh_study_parts_remove(const char *out, struct bh_err *err);

/** What a study ends in when all futures are there: tells, for each option, the future in which
 *  every assumption has its central value, and completes the file. Closes `store` whatever comes
 *  of it. @param isa as in bh_study_settings */
BH_NODISCARD enum bh_status bh_study_finish(struct bh_store *store, const struct bh_plan *plan,
                                            const char *isa, struct bh_err *err);

#endif
