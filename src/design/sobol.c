/** @file sobol.c  Sobol' points from direction numbers.
 *
 *  Direction number i of a dimension is v_i = m_i 2^(32-i) for i <= s, then
 *  v_i = v_{i-s} ^ (v_{i-s} >> s) ^ (v_{i-k} for each k with bit s-1-k of a set). A point is the
 *  exclusive or of the v_i at the one-bits of its Gray-coded number. */
#include "design/sobol.h"

#define MIX_1 UINT64_C(0xbf58476d1ce4e5b9) /* Steele, Lea & Flood (2014), splitmix64 */
#define MIX_2 UINT64_C(0x94d049bb133111eb)
#define GOLDEN UINT64_C(0x9e3779b97f4a7c15)

/** The first n direction numbers of `dimension`. */
static void
directions(uint32_t dimension, uint32_t n, uint32_t v[BH_SOBOL_BITS])
{
    if (dimension == 0) {
        for (uint32_t i = 0; i < n; i++) {
            v[i] = UINT32_C(1) << (31 - i);
        }
        return;
    }
    const uint16_t *row = bh_sobol_joe_kuo[dimension - 1];
    const uint32_t s = row[0];
    const uint32_t a = row[1];

    for (uint32_t i = 0; i < n; i++) {
        if (i < s) {
            v[i] = (uint32_t) row[2 + i] << (31 - i);
            continue;
        }
        v[i] = v[i - s] ^ (v[i - s] >> s);
        for (uint32_t k = 1; k < s; k++) {
            v[i] ^= (a >> (s - 1 - k)) & 1 ? v[i - k] : 0;
        }
    }
}

uint32_t
bh_sobol_digits(uint32_t index, uint32_t dimension)
{
    const uint32_t gray = index ^ (index >> 1);
    uint32_t v[BH_SOBOL_BITS] = {0};
    uint32_t n = 0;
    uint32_t x = 0;

    while (n < BH_SOBOL_BITS && (gray >> n) != 0) {
        n++;
    }
    directions(dimension, n, v);
    for (uint32_t i = 0; i < n; i++) {
        x ^= (gray >> i) & 1 ? v[i] : 0;
    }
    return x;
}

static uint64_t
mixed(uint64_t x)
{
    x = (x ^ (x >> 30)) * MIX_1;
    x = (x ^ (x >> 27)) * MIX_2;
    return x ^ (x >> 31);
}

uint32_t
bh_sobol_scrambled(uint32_t digits, uint64_t key)
{
    uint32_t out = 0;

    for (uint32_t b = 0; b < BH_SOBOL_BITS; b++) {
        /* the digits before number b, with a one in front that tells 0 from 00 */
        const uint64_t before = ((UINT64_C(1) << 32) | digits) >> (BH_SOBOL_BITS - b);
        const uint32_t flip = (uint32_t) (mixed(key + GOLDEN * before) >> 63);

        out = (out << 1) | (((digits >> (31 - b)) & 1) ^ flip);
    }
    return out;
}

uint32_t
bh_sobol_reversed(uint32_t digits)
{
    uint32_t out = 0;

    for (uint32_t b = 0; b < BH_SOBOL_BITS; b++) {
        out = (out << 1) | ((digits >> b) & 1);
    }
    return out;
}
