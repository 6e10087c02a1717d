/** @file rules.h  Reading which model is played, and how.
 *
 *  Layer: bargain. */
#ifndef BH_BARGAIN_RULES_H
#define BH_BARGAIN_RULES_H

#include "bargain/play.h"

/** The rules of settings: the table's own options first, then the settings'.
 *  @return BH_OK; BH_EINPUT (err names what is allowed). */
BH_NODISCARD enum bh_status bh_rules_make(const struct bh_table *table,
                                          const struct bh_negotiation_settings *settings,
                                          struct bh_rules *out, struct bh_err *err);

/** Calls `each` with every option of the model and its word. */
void bh_rules_each(const struct bh_rules *rules,
                   void (*each)(void *context, const char *name, const char *word), void *context);

#endif
