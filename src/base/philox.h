/** @file philox.h  Philox4x32-10 on a lane pack: the luck of several futures.
 *
 *  Layer: base.  Lane code.  See philox_scalar.h for the generator.
 *
 *  Key (plan seed, scenario), counter (day, stream, entity, replication). Scenario and replication
 *  differ by lane, all else is the same in all lanes. The 32-bit words are held in 64-bit lanes so
 *  that products need no shuffling. */
#ifndef BH_BASE_PHILOX_H
#define BH_BASE_PHILOX_H

#include "base/lanes.h"
#include "base/philox_scalar.h"

/** The prepared keys of a pack, and what all numbers of one day share: in the first two rounds the
 *  products of the day, and of what scenario and replication make of it, do not depend on stream
 *  or entity, and what those two make is the same in all lanes. */
struct bh_luck {
    bh_u64 replication;
    bh_u64 scenario_key[BH_PHILOX_ROUNDS]; /* scenario + round x Weyl constant */
    uint64_t seed_key[BH_PHILOX_ROUNDS];
    uint64_t day_low;    /* low half of the day's product */
    bh_u64 day_product;  /* second round: of the third word */
};

/** Two independent uniforms in (0, 1) for every lane. */
struct bh_pair {
    bh_f64 a, b;
};

/** A pair, and the 24 random bits it leaves over, as a whole number from 0 to 2^24 - 1. */
struct bh_triple {
    bh_f64 a, b, rest;
};

/** The 128 bits of one call: words 1:0 and 3:2 of the generator. */
struct bh_words {
    bh_u64 a, b;
};

/** Product of the low halves of 64-bit lanes. The high halves of `a` may hold anything. */
static inline bh_u64
bh_philox_product(bh_u64 a, uint64_t multiplier)
{
#if defined(BH_USE_AVX512)
    return (bh_u64) _mm512_mul_epu32((__m512i) a, _mm512_set1_epi64((long long) multiplier));
#elif defined(BH_USE_AVX2)
    return (bh_u64) _mm256_mul_epu32((__m256i) a, _mm256_set1_epi64x((long long) multiplier));
#elif defined(BH_USE_SSE2)
    return (bh_u64) _mm_mul_epu32((__m128i) a, _mm_set1_epi64x((long long) multiplier));
#elif defined(BH_USE_WASM)
    const v128_t by = wasm_u32x4_splat((uint32_t) multiplier);
    union bh_twos x = {.u = a};
    for (int i = 0; i < BH_LANES / 2; i++) {
        x.at[i] = wasm_u64x2_extmul_low_u32x4(
            wasm_i32x4_shuffle(x.at[i], x.at[i], 0, 2, 0, 2), by);
    }
    return x.u;
#else
    return (a & UINT64_C(0xffffffff)) * multiplier;
#endif
}

/** A uniform from 64 random bits, by writing 52 of them behind an exponent of 1: [1,2) - 1. */
static inline bh_f64
bh_philox_unit(bh_u64 bits)
{
    return bh_from_bits((bits >> 12) | UINT64_C(0x3ff0000000000000)) - (1.0 - 0x1p-53);
}

/** Prepares the keys of a pack. */
static inline struct bh_luck
bh_luck_make(uint32_t seed, const uint32_t scenario[BH_LANES],
             const uint32_t replication[BH_LANES])
{
    struct bh_luck luck = {.day_low = 0};

    for (uint32_t round = 0; round < BH_PHILOX_ROUNDS; round++) {
        luck.seed_key[round] = (uint32_t) (seed + round * BH_PHILOX_WEYL_0);
        for (int l = 0; l < BH_LANES; l++) {
            ((uint64_t *) &luck.scenario_key[round])[l] =
                (uint32_t) (scenario[l] + round * BH_PHILOX_WEYL_1);
        }
    }
    for (int l = 0; l < BH_LANES; l++) {
        ((uint64_t *) &luck.replication)[l] = replication[l];
    }
    return luck;
}

/** Turns to a day; to be called before the first number of it is drawn. */
static inline void
bh_luck_turn_to(struct bh_luck *luck, uint32_t day)
{
    const uint64_t product = day * (uint64_t) BH_PHILOX_MULTIPLIER_0;
    const bh_u64 third = luck->replication ^ luck->scenario_key[0] ^ (product >> 32);

    luck->day_low = product & UINT64_C(0xffffffff);
    luck->day_product = bh_philox_product(third, BH_PHILOX_MULTIPLIER_1);
}

/** The bits of (today, stream, entity). */
static inline struct bh_words
bh_luck_words(const struct bh_luck *luck, uint32_t stream, uint32_t entity)
{
    const uint64_t low = UINT64_C(0xffffffff);
    /* two rounds: what is the same in all lanes in plain numbers */
    const uint64_t first = entity * (uint64_t) BH_PHILOX_MULTIPLIER_1;
    const uint64_t c0_first = (first >> 32) ^ stream ^ luck->seed_key[0];
    const uint64_t second = c0_first * (uint64_t) BH_PHILOX_MULTIPLIER_0;
    bh_u64 c0 = (luck->day_product >> 32) ^ ((first & low) ^ luck->seed_key[1]);
    bh_u64 c1 = luck->day_product;
    bh_u64 c2 = luck->scenario_key[1] ^ ((second >> 32) ^ luck->day_low);
    bh_u64 c3 = bh_splat_u64(second);

    for (int round = 2; round < BH_PHILOX_ROUNDS; round++) {
        const bh_u64 p0 = bh_philox_product(c0, BH_PHILOX_MULTIPLIER_0);
        const bh_u64 p1 = bh_philox_product(c2, BH_PHILOX_MULTIPLIER_1);

        /* the high halves of c1 and c3 are junk (the products' own); c0 and c2 are multiplied by
         * their low halves only, so junk never spreads below */
        c0 = (p1 >> 32) ^ c1 ^ luck->seed_key[round];
        c1 = p1;
        c2 = (p0 >> 32) ^ c3 ^ luck->scenario_key[round];
        c3 = p0;
    }
    return (struct bh_words){(c1 << 32) | (c0 & low), (c3 << 32) | (c2 & low)};
}

/** The pair of (today, stream, entity). */
static inline struct bh_pair
bh_luck_pair(const struct bh_luck *luck, uint32_t stream, uint32_t entity)
{
    const struct bh_words words = bh_luck_words(luck, stream, entity);

    return (struct bh_pair){bh_philox_unit(words.a), bh_philox_unit(words.b)};
}

/** The same pair, with what it leaves over: a uniform takes 52 of 64 bits. */
static inline struct bh_triple
bh_luck_triple(const struct bh_luck *luck, uint32_t stream, uint32_t entity)
{
    const struct bh_words words = bh_luck_words(luck, stream, entity);

    return (struct bh_triple){
        .a = bh_philox_unit(words.a),
        .b = bh_philox_unit(words.b),
        .rest = bh_from_count(((words.a & UINT64_C(0xfff)) << 12) | (words.b & UINT64_C(0xfff))),
    };
}

#endif
