/** @file vote.h  From a difference of utility to a vote.
 *
 *  Layer: bargain.  Header only, so that each rule is compiled into the loops that use it. */
#ifndef BH_BARGAIN_VOTE_H
#define BH_BARGAIN_VOTE_H

#include "bargain/options.h"

#include <math.h>

#define BH_VOTE_UNIT 1e-8       /* a difference of this much is a whole binary vote */
#define BH_VOTE_TOLERANCE 1e-12 /* below it, a difference is rounding noise */

/* Inlined without fail: the loops that use it are compiled once for each rule. */
#define BH_VOTE_INLINE static inline __attribute__((always_inline))

/** delta / 1e-8, within -1 and 1. */
BH_VOTE_INLINE double
bh_binary(double delta)
{
    const double unit = delta / BH_VOTE_UNIT;

    return unit > 1.0 ? 1.0 : unit < -1.0 ? -1.0 : unit;
}

/** The vote of an actor of weight w that gains `delta` in utility from the first of two
 *  alternatives over the second: positive for the first. b = delta/1e-8 within -1 and 1.
 *
 *      Prop w d    Binary w b    PropBin w(0.8 d + 0.2 b)    Cubic w d^3
 *      PropCbc w(d + d^3)/2      ASymProsp w d where d < 0, else 2/3 w d */
BH_VOTE_INLINE double
bh_vote(enum bh_vote rule, double tolerance, double weight, double delta)
{
    const double d = fabs(delta) < tolerance ? 0.0 : delta;

    switch (rule) {
    case BH_PROP:
        break;
    case BH_PROP_BIN:
        return weight * (0.8 * d + 0.2 * bh_binary(d));
    case BH_BINARY_VOTE:
        return weight * bh_binary(d);
    case BH_PROP_CUBIC:
        return weight * (0.5 * d + 0.5 * (d * d * d));
    case BH_CUBIC:
        return weight * (d * d * d);
    case BH_ASYMMETRIC:
        return d < 0.0 ? weight * d : 2.0 / 3.0 * weight * d;
    }
    return weight * d;
}

/** x where it is above 0, else 0; exact, and without a branch that luck would have to predict. */
BH_VOTE_INLINE double
bh_above_zero(double x)
{
    return 0.5 * (x + fabs(x));
}

#endif
