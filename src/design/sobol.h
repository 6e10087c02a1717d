/** @file sobol.h  Sobol' points and their scrambling, one coordinate at a time.
 *
 *  Layer: design. */
#ifndef BH_DESIGN_SOBOL_H
#define BH_DESIGN_SOBOL_H

#include <bluehelm/design.h>

#define BH_SOBOL_BITS 32u
#define BH_SOBOL_TABLE_WIDTH 15 /* s, a and up to 13 numbers */

/** For each dimension from the second: s, a, m_1 .. m_s. */
extern const uint16_t bh_sobol_joe_kuo[BH_SOBOL_MOST_COLUMNS - 1][BH_SOBOL_TABLE_WIDTH];

/** Coordinate `dimension` (0 .. BH_SOBOL_MOST_COLUMNS-1) of Sobol' point `index`, as the 32 digits
 *  behind the binary point: x / 2^32. Points come in Gray-code order (Antonov & Saleev 1979). */
uint32_t bh_sobol_digits(uint32_t index, uint32_t dimension);

/** Nested uniform scrambling (Owen 1995): each digit is flipped or not by a random bit keyed by
 *  `key` and all digits before it. */
uint32_t bh_sobol_scrambled(uint32_t digits, uint64_t key);

/** Digits in reverse order. */
uint32_t bh_sobol_reversed(uint32_t digits);

#endif
