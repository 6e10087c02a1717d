/** @file names.h  Paths of parameters and names of quantities, made from the tables and the ids.
 *
 *  Layer: plan.  "forces.psf.training.seats" is a parameter's path, "area.rafah.incidents_30d" a
 *  quantity's name. Both come from a class's pattern, in which each star stands for an id. */
#ifndef BH_PLAN_NAMES_H
#define BH_PLAN_NAMES_H

#include "base/text.h"
#include "plan/model.h"

/** Class, number of the entity in it, and column (field) of parameter `index`. */
enum bh_parameter_class bh_names_locate(const struct bh_model *model, size_t index, size_t *entity,
                                        size_t *column);

/** Writes the path of parameter `index`. The model's ids, counts and layouts must be filled in. */
void bh_names_parameter(const struct bh_model *model, size_t index, struct bh_text *path);

/** Index of the parameter at `path`; BH_NONE when there is none. Sets *has_failed, and else leaves
 *  it as it is, when there was no memory for a name. */
size_t bh_names_find(const struct bh_model *model, const char *path, bool *has_failed);

/** Index of the parameter at `path`; BH_NONE when there is none, and then the nearest paths are
 *  written to `nearest` ("a, b or c"; empty when nothing is near). */
size_t bh_names_find_parameter(const struct bh_model *model, const char *path,
                               struct bh_text *nearest);

/** The table row of parameter `index`. */
const struct bh_parameter_row *bh_names_row(const struct bh_model *model, size_t index);

/** Calls `tell` for every NAMED and SERIES quantity in order of slot; `name` lives for the call.
 *  @return false when there was no memory for names: what was told is not to be believed. */
typedef void bh_names_tell(void *context, const char *name, size_t slot,
                           const struct bh_state_field *field);
bool bh_names_each(const struct bh_model *model, bh_names_tell *tell, void *context);

/** Title of what the quantity in `slot` belongs to: an area, a force, an issue, a cost line ...; ""
 *  when it belongs to the whole. Borrowed from the model. */
const char *bh_names_whose(const struct bh_model *model, size_t slot);

/** Adds the titles of what parameter `index` belongs to: "Morocco, Who governs Gaza" for a stance;
 *  nothing when it belongs to the whole. */
void bh_names_whose_parameter(const struct bh_model *model, size_t index, struct bh_text *out);

/** Slot of the quantity `name`, or BH_NONE with the nearest names. A condition's bare id is
 *  accepted too. */
size_t bh_names_find_state(const struct bh_model *model, const char *name,
                           struct bh_text *nearest);

#endif
