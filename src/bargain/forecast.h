/** @file forecast.h  Outcomes of a table by every rule.
 *
 *  Layer: bargain. */
#ifndef BH_BARGAIN_FORECAST_H
#define BH_BARGAIN_FORECAST_H

#include "bargain/play.h"

#define BH_FORECAST_TEMPERATURE                                                                    \
    0.30 /* of the choice, share of the scale; fitted on 351 decisions */

/** Outcome of issue `issue` (0 .. 1 of its scale) by a rule. The first four rules look at the
 *  inputs, the last two at play->position. 0.5 when nobody has weight on the issue. */
double bh_forecast_outcome(struct bh_play *play, enum bh_forecast_rule rule, size_t issue);

#endif
