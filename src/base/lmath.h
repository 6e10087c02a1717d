/** @file lmath.h  exp, log and their kin on lane packs: portable, the same bits everywhere.
 *
 *  Layer: base.  Lane code, header only.
 *
 *  Why our own: the C library chooses its code by processor, so its last bits differ between
 *  machines. These use only + - * /, comparisons and bit patterns, each correctly rounded by IEEE
 *  754, and are compiled without contraction; so every width, compiler and machine agrees.
 *
 *  Method: reduction to a small interval with a two-part constant, then a Taylor polynomial long
 *  enough for double precision. Largest errors measured against long double are in
 *  tests/base/test_lanes.c, which fails above 1 ulp for exp and log. */
#ifndef BH_BASE_LMATH_H
#define BH_BASE_LMATH_H

#include "base/lanes.h"

#define BH_LOG2_E 1.4426950408889634
#define BH_LN2_HIGH 0x1.62e42fee00000p-1 /* ln 2 to 33 bits: k times this is exact for |k| < 2^20 */
#define BH_LN2_LOW 0x1.a39ef35793c76p-33 /* the rest */
#define BH_ROUNDER 0x1.8p52              /* added, leaves the nearest whole number in low bits */

/** exp(x) for -708 <= x <= 709.78; elsewhere anything.
 *  exp(x) = 2^k exp(r), k the whole number nearest x/ln 2, |r| <= 0.347. */
static inline bh_f64
bh_exp_inside(bh_f64 x)
{
    const bh_f64 shifted = x * BH_LOG2_E + BH_ROUNDER;
    const bh_f64 k = shifted - BH_ROUNDER;
    const bh_f64 r = (x - k * BH_LN2_HIGH) - k * BH_LN2_LOW;
    const bh_f64 r2 = r * r;
    const bh_f64 r4 = r2 * r2;
    /* sum of r^n/n! for n = 2 .. 13, in pairs, then pairs of pairs (Estrin) */
    const bh_f64 p23 = 1.0 / 2 + r * (1.0 / 6);
    const bh_f64 p45 = 1.0 / 24 + r * (1.0 / 120);
    const bh_f64 p67 = 1.0 / 720 + r * (1.0 / 5040);
    const bh_f64 p89 = 1.0 / 40320 + r * (1.0 / 362880);
    const bh_f64 p1011 = 1.0 / 3628800 + r * (1.0 / 39916800);
    const bh_f64 p1213 = 1.0 / 479001600 + r * (1.0 / 6227020800.0);
    const bh_f64 low = p23 + r2 * p45;
    const bh_f64 middle = p67 + r2 * p89;
    const bh_f64 high = p1011 + r2 * p1213;
    const bh_f64 tail = low + r4 * (middle + r4 * high);
    const bh_f64 y = 1.0 + (r + r2 * tail);
    /* 2^(k-1) from k in the low bits of `shifted`: one less, so that k = 1024 still fits */
    return y * 2.0 * bh_from_bits((bh_bits(shifted) + 1022) << 52);
}

/** exp(x). Below -708 the result is 0, above 709.78 infinity; NaN stays. */
static inline bh_f64
bh_exp(bh_f64 x)
{
    const bh_f64 bounded = bh_select(x < -708.0, bh_splat(0.0), bh_exp_inside(x));

    return bh_select(x > 709.782712893384, bh_splat(__builtin_inf()), bounded);
}

/** Natural logarithm. log(0) = -infinity, of a negative number NaN, log(inf) = inf. Numbers below
 *  2^-1022 count as 0. log(m 2^k) = k ln 2 + log(m), m in [sqrt(1/2), sqrt(2)); with f = m - 1 and
 *  s = f/(2 + f), log(1 + f) = 2 atanh(s), summed so that the leading term f is exact. */
static inline bh_f64
bh_log(bh_f64 x)
{
    /* subtracting the bits of sqrt(1/2) makes the exponent field count from there */
    const uint64_t origin = UINT64_C(0x3fe6a09e667f3bcd);
    const bh_u64 offset = bh_bits(x) - origin;
    const bh_u64 exponent = offset & UINT64_C(0xfff0000000000000);
    const bh_f64 m = bh_from_bits(bh_bits(x) - exponent);
    /* arithmetic exponent as a double: move it into the low bits of 1.5 * 2^52 */
    const bh_u64 biased = (offset + UINT64_C(0x4000000000000000)) >> 52; /* k + 1024, 12 bits */
    const bh_f64 k = bh_from_bits(biased | UINT64_C(0x4338000000000000)) - (BH_ROUNDER + 1024.0);
    const bh_f64 f = m - 1.0;
    const bh_f64 s = f / (2.0 + f);
    const bh_f64 z = s * s;
    const bh_f64 z2 = z * z;
    const bh_f64 odd =
        2.0 / 3 + z2 * (2.0 / 7 + z2 * (2.0 / 11 + z2 * (2.0 / 15 + z2 * (2.0 / 19))));
    const bh_f64 even =
        2.0 / 5 + z2 * (2.0 / 9 + z2 * (2.0 / 13 + z2 * (2.0 / 17 + z2 * (2.0 / 21))));
    const bh_f64 tail = z * odd + z2 * even;
    const bh_f64 half = 0.5 * f * f;
    const bh_f64 y = k * BH_LN2_HIGH - ((half - (s * (half + tail) + k * BH_LN2_LOW)) - f);

    const bh_f64 from_zero =
        bh_select(x < 0x1p-1022, bh_splat(-__builtin_inf()), y);
    const bh_f64 valid = bh_select(x < 0.0, bh_splat(__builtin_nan("")), from_zero);
    return bh_select((x == x) & (x < __builtin_inf()), valid, bh_select(x > 0.0, x, x + x));
}

/** log(1 + x), accurate near 0 (Kahan's correction). x > -1. */
static inline bh_f64
bh_log1p(bh_f64 x)
{
    const bh_f64 u = 1.0 + x;

    return bh_log(u) + (x - (u - 1.0)) / u;
}

/** x^y for x > 0, as exp(y log x): relative error about |y log x| ulp. */
static inline bh_f64
bh_pow(bh_f64 x, bh_f64 y)
{
    return bh_exp(y * bh_log(x));
}

/** Ratio of two polynomials of degree 7, the lower one starting with 1. */
static inline bh_f64
bh_ratio7(const double upper[8], const double lower[7], bh_f64 r)
{
    bh_f64 a = bh_splat(upper[7]);
    bh_f64 b = bh_splat(lower[6]);

    for (int i = 6; i >= 0; i--) {
        a = a * r + upper[i];
    }
    for (int i = 5; i >= 0; i--) {
        b = b * r + lower[i];
    }
    return a / (b * r + 1.0);
}

/** Quantile of the standard normal at 0 < p < 1. Wichura (1988), "Algorithm AS 241: the percentage
 *  points of the normal distribution", PPND16; relative error about 1e-16. */
static inline bh_f64
bh_normal_quantile(bh_f64 p)
{
    static const double a[8] = {3.3871328727963666080e0,  1.3314166789178437745e+2,
                                1.9715909503065514427e+3, 1.3731693765509461125e+4,
                                4.5921953931549871457e+4, 6.7265770927008700853e+4,
                                3.3430575583588128105e+4, 2.5090809287301226727e+3};
    static const double b[7] = {4.2313330701600911252e+1, 6.8718700749205790830e+2,
                                5.3941960214247511077e+3, 2.1213794301586595867e+4,
                                3.9307895800092710610e+4, 2.8729085735721942674e+4,
                                5.2264952788528545610e+3};
    static const double c[8] = {1.42343711074968357734e0,  4.63033784615654529590e0,
                                5.76949722146069140550e0,  3.64784832476320460504e0,
                                1.27045825245236838258e0,  2.41780725177450611770e-1,
                                2.27238449892691845833e-2, 7.74545014278341407640e-4};
    static const double d[7] = {2.05319162663775882187e0,  1.67638483018380384940e0,
                                6.89767334985100004550e-1, 1.48103976427480074590e-1,
                                1.51986665636164571966e-2, 5.47593808499534494600e-4,
                                1.05075007164441684324e-9};
    static const double e[8] = {6.65790464350110377720e0,  5.46378491116411436990e0,
                                1.78482653991729133580e0,  2.96560571828504891230e-1,
                                2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                2.71155556874348757815e-5, 2.01033439929228813265e-7};
    static const double g[7] = {5.99832206555887937690e-1, 1.36929880922735805310e-1,
                                1.48753612908506148525e-2, 7.86869131145613259100e-4,
                                1.84631831751005468180e-5, 1.42151175831644588870e-7,
                                2.04426310338993978564e-15};
    const bh_f64 q = p - 0.5;
    const bh_f64 centre = q * bh_ratio7(a, b, 0.180625 - q * q);
    const bh_mask is_tail = bh_abs(q) > 0.425;

    if (!bh_any(is_tail)) {
        return centre;
    }
    const bh_f64 r = bh_sqrt(-bh_log(bh_min(p, 1.0 - p)));
    const bh_f64 near = bh_ratio7(c, d, r - 1.6);
    const bh_f64 far = bh_ratio7(e, g, r - 5.0);
    const bh_f64 tail = bh_select(r <= 5.0, near, far);
    return bh_select(is_tail, bh_select(q < 0.0, -tail, tail), centre);
}

#endif
