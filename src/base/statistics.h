/** @file statistics.h  The few statistics results are told with.
 *
 *  Layer: base. */
#ifndef BH_BASE_STATISTICS_H
#define BH_BASE_STATISTICS_H

#include <bluehelm/estimate.h>

#include <stddef.h>

/** 97.5 % point of the standard normal. */
#define BH_NORMAL_975 1.959963984540054

/** 97.5 % point of Student's t with `df` > 0 degrees of freedom. Tabled for df 1 to 5, then the
 *  expansion of Abramowitz & Stegun 26.7.5; error below 2e-4. */
double bh_student_975(double df);

/** 95 % interval of a share (Wilson 1927). `n` may be 0: the interval is 0 to 1. */
void bh_wilson(double successes, double n, double *low, double *high);

/** Where a quantile of type 7 (linear interpolation, Hyndman & Fan 1996) lies among `n` >= 1
 *  ascending numbers: `part` of the way from number `low` to number `high`. */
struct bh_rank {
    size_t low, high;
    double part;
};
struct bh_rank bh_rank_of(size_t n, double p);
/** What lies there, of the two numbers at its ends; both may be infinite. */
double bh_rank_between(const struct bh_rank *rank, double low, double high);

/** Quantile of type 7 of `n` >= 1 ascending numbers, which may end in +infinities. */
double bh_quantile(const double *sorted, size_t n, double p);

/** Sorts ascending; no NaN. */
void bh_sort(double *x, size_t n);

/** Mean and 95 % half-width (Student) of n numbers; NaN half-width for n < 2, NaN mean for 0. */
void bh_mean_interval(const double *x, size_t n, double *mean, double *half_width);
/** The mean with that interval about it. */
struct bh_estimate bh_mean_estimate(const double *x, size_t n);

/** The share n_good / n with its Wilson interval; NaN with 0 to 1 when n is 0. */
struct bh_estimate bh_share_estimate(size_t n_good, size_t n);

#endif
