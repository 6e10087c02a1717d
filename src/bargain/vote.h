/** @file vote.h  From a difference of utility to a vote.
 *
 *  Layer: bargain.  Header only, so that each rule is compiled into the loops that use it. */
#ifndef BH_BARGAIN_VOTE_H
#define BH_BARGAIN_VOTE_H

#include "bargain/options.h"

#define BH_VOTE_UNIT 1e-8       /* a difference of this much is a whole binary vote */
#define BH_VOTE_TOLERANCE 1e-12 /* below it, a difference is rounding noise */

/** The vote of an actor of weight w that gains `delta` in utility from the first of two
 *  alternatives over the second: positive for the first. b = delta/1e-8 within -1 and 1.
 *
 *      Prop w d    Binary w b    PropBin w(0.8 d + 0.2 b)    Cubic w d^3
 *      PropCbc w(d + d^3)/2      ASymProsp w d where d < 0, else 2/3 w d */
static inline double
bh_vote(enum bh_vote rule, double tolerance, double weight, double delta)
{
    const double unit = delta / BH_VOTE_UNIT;
    const double binary = unit > 1.0 ? 1.0 : unit < -1.0 ? -1.0 : unit;

    if (delta > -tolerance && delta < tolerance) {
        return 0.0;
    }
    switch (rule) {
    case BH_PROP:
        break;
    case BH_PROP_BIN:
        return weight * (0.8 * delta + 0.2 * binary);
    case BH_BINARY_VOTE:
        return weight * binary;
    case BH_PROP_CUBIC:
        return weight * (0.5 * delta + 0.5 * (delta * delta * delta));
    case BH_CUBIC:
        return weight * (delta * delta * delta);
    case BH_ASYMMETRIC:
        return delta < 0.0 ? weight * delta : 2.0 / 3.0 * weight * delta;
    }
    return weight * delta;
}

static inline double
bh_above_zero(double x)
{
    return x > 0.0 ? x : 0.0;
}

#endif
