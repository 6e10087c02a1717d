/** @file philox_scalar.h  Philox4x32-10, one counter at a time.
 *
 *  Layer: base.  Counter-based generator of Salmon, Moraes, Dror & Shaw (2011), "Parallel random
 *  numbers: as easy as 1, 2, 3": ten rounds of a keyed bijection of a 128-bit counter. No state:
 *  any number of the stream can be had alone, in any order. */
#ifndef BH_BASE_PHILOX_SCALAR_H
#define BH_BASE_PHILOX_SCALAR_H

#include <stdint.h>
#include <string.h>

#define BH_PHILOX_MULTIPLIER_0 UINT32_C(0xD2511F53)
#define BH_PHILOX_MULTIPLIER_1 UINT32_C(0xCD9E8D57)
#define BH_PHILOX_WEYL_0 UINT32_C(0x9E3779B9)
#define BH_PHILOX_WEYL_1 UINT32_C(0xBB67AE85)
#define BH_PHILOX_ROUNDS 10

/** The four words of `counter` under `key`. */
static inline void
bh_philox4x32(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4])
{
    uint32_t c[4] = {counter[0], counter[1], counter[2], counter[3]};
    uint32_t k0 = key[0];
    uint32_t k1 = key[1];

    for (int round = 0; round < BH_PHILOX_ROUNDS; round++) {
        const uint64_t p0 = (uint64_t) BH_PHILOX_MULTIPLIER_0 * c[0];
        const uint64_t p1 = (uint64_t) BH_PHILOX_MULTIPLIER_1 * c[2];

        c[0] = (uint32_t) (p1 >> 32) ^ c[1] ^ k0;
        c[1] = (uint32_t) p1;
        c[2] = (uint32_t) (p0 >> 32) ^ c[3] ^ k1;
        c[3] = (uint32_t) p0;
        k0 += BH_PHILOX_WEYL_0;
        k1 += BH_PHILOX_WEYL_1;
    }
    memcpy(out, c, sizeof c);
}

/** A uniform in the open interval (0, 1) from two words: (bits >> 12) 2^-52 + 2^-53. */
static inline double
bh_philox_uniform(uint32_t high, uint32_t low)
{
    const uint64_t bits = ((uint64_t) high << 32) | low;

    return (double) (bits >> 12) * 0x1p-52 + 0x1p-53;
}

#endif
