/** @file estimate.h  A number told with its uncertainty. */
#ifndef BLUEHELM_ESTIMATE_H
#define BLUEHELM_ESTIMATE_H

#ifdef __cplusplus
extern "C" {
#endif

/** A number with its 95 % interval, low <= value <= high in the number's own unit. NaN where
 *  nothing can be said. */
struct bh_estimate {
    double value, low, high;
};

#ifdef __cplusplus
}
#endif
#endif
