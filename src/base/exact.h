/** @file exact.h  Sums of doubles and of their products without any rounding.
 *
 *  Layer: base.
 *
 *  A sum is one integer, a multiple of 2^-2148: the least product of two doubles. It is wide enough
 *  for 2^53 products of the greatest doubles, so adding never rounds and never overflows, and the
 *  order of what is added means nothing. Kept in limbs of 32 bits, each in a signed 64-bit integer,
 *  so that carries may wait (Neal 2015, "Fast exact summation using small and large
 *  superaccumulators", arXiv:1505.05571). */
#ifndef BH_BASE_EXACT_H
#define BH_BASE_EXACT_H

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

#define BH_EXACT_LIMBS 136 /* bits 0 .. 4351: 2^-2148 .. 2^2203 */

/** Zeroed, it is zero. */
struct bh_exact {
    int64_t limbs[BH_EXACT_LIMBS]; /* limb i counts multiples of 2^(32 i - 2148) */
    uint32_t n_pending;            /* additions since carries were made */
};

/** Adds x, or x y; both finite. */
void bh_exact_add(struct bh_exact *sum, double x);
void bh_exact_add_product(struct bh_exact *sum, double x, double y);

/** Adds `other`, or takes it away: sign is 1 or -1. */
void bh_exact_add_sum(struct bh_exact *sum, const struct bh_exact *other, int sign);

/** Adds factor * other, where `other` holds doubles, no products, and its value is finite. */
void bh_exact_add_scaled(struct bh_exact *sum, const struct bh_exact *other, double factor);

/** The double nearest to the sum, ties to even; infinite beyond the greatest. Of a result below
 *  2^-1022 the last bit may be wrong when products went in. */
double bh_exact_value(const struct bh_exact *sum);

/** Appends the sum as C writes hexadecimal numbers: "-0x1f4p-12", "0x0p+0". Equal sums have equal
 *  texts, and the text holds every bit. */
void bh_exact_write(const struct bh_exact *sum, struct bh_text *text);
/** Reads what bh_exact_write wrote. @return false when it is anything else; *sum untouched. */
bool bh_exact_read(const char *text, struct bh_exact *sum);

#endif
