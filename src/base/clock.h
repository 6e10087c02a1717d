/** @file clock.h  Time that has passed. No result sees it.  Layer: base. */
#ifndef BH_BASE_CLOCK_H
#define BH_BASE_CLOCK_H

#include <time.h>

/** Seconds since `then`, a moment of CLOCK_MONOTONIC. */
static inline double
bh_seconds_since(const struct timespec *then)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double) (now.tv_sec - then->tv_sec) + 1e-9 * (double) (now.tv_nsec - then->tv_nsec);
}

#endif
