/** @file quantity.h  Numbers with units, as a plan writes them.
 *
 *  Layer: plan.  180 days, 19 weeks, 6 months (of 30.4375 days), 2 years (of 365.25 days), rounded
 *  to whole days; 60 % or 0.6; 1.4 million USD; 2024-10-01 or never; true or false. */
#ifndef BH_PLAN_QUANTITY_H
#define BH_PLAN_QUANTITY_H

#include "base/text.h"
#include "plan/model.h"

struct bh_unit_context {
    const char *currency;
    int64_t start; /* the plan's start, days since 1970-01-01 */
};

/** Reads `text` as a value of `kind`, in the unit the kind is stored in (plan/tables.h).
 *  @return BH_OK, or BH_EINPUT with what was found and wanted. */
BH_NODISCARD enum bh_status bh_quantity_parse(const char *text, enum bh_kind kind,
                                              const struct bh_unit_context *units, double *value,
                                              struct bh_err *err);

/** Reads a number with an optional unit at the head of `text`, as expressions have them.
 *  @return characters read; 0 when there is none. */
size_t bh_quantity_scan(const char *text, const struct bh_unit_context *units, double *value);

/** Writes a value so that bh_quantity_parse reads the same back. */
void bh_quantity_print(double value, enum bh_kind kind, const struct bh_unit_context *units,
                       struct bh_text *out);

/** What a value of `kind` looks like: "a duration such as 90 days". Static. */
const char *bh_quantity_wanted(enum bh_kind kind);

#endif
