/** @file lanes.h  The lane pack: several futures at once in one vector.
 *
 *  Layer: base.  Compiled once per lane width: BH_LANES is 8 with AVX-512, 4 with AVX2, 2 on any
 *  other machine, and 1 in the scalar form, where a pack is a plain double.
 *
 *  Idea: model code is written in `bh_f64` and reads like its equations; where scalar code would
 *  branch, it selects. Every operation here acts on each lane alone and is exact or correctly
 *  rounded, so a lane's bits never depend on the width or on its neighbours.
 *
 *  A comparison gives a bh_mask; combine masks with & and |, negate with bh_not (in the scalar form
 *  a mask is 0 or 1, so ~ and ! would not do). */
#ifndef BH_BASE_LANES_H
#define BH_BASE_LANES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifndef BH_LANES
#if defined(__AVX512F__)
#define BH_LANES 8
#elif defined(__AVX2__)
#define BH_LANES 4
#else
#define BH_LANES 2
#endif
#endif

#if BH_LANES == 8 && defined(__AVX512F__) && defined(__AVX512DQ__)
#define BH_USE_AVX512 1
#include <immintrin.h>
#elif BH_LANES == 4 && defined(__AVX2__)
#define BH_USE_AVX2 1
#include <immintrin.h>
#elif BH_LANES == 2 && defined(__SSE2__)
#define BH_USE_SSE2 1
#include <emmintrin.h>
#elif BH_LANES >= 2 && defined(__wasm_simd128__)
#define BH_USE_WASM 1
#include <wasm_simd128.h>
#endif

/** External names of lane code carry the instruction set, so that its forms can live side by
 *  side in one program. */
#define BH_PASTE_NAMES(name, isa) name##_##isa
#define BH_PASTE(name, isa) BH_PASTE_NAMES(name, isa)
#ifdef BH_ISA
#define BH_ISA_NAME(name) BH_PASTE(name, BH_ISA)
#else
#define BH_ISA_NAME(name) name
#endif

#if BH_LANES == 1
typedef double bh_f64;
typedef int64_t bh_mask;
typedef uint64_t bh_u64;
#else
typedef double bh_f64 __attribute__((vector_size(8 * BH_LANES)));
typedef int64_t bh_mask __attribute__((vector_size(8 * BH_LANES)));
typedef uint64_t bh_u64 __attribute__((vector_size(8 * BH_LANES)));
#endif

#ifdef BH_USE_WASM
/** A pack as WebAssembly's vectors of two. */
union bh_twos {
    bh_f64 f;
    bh_mask m;
    bh_u64 u;
    v128_t at[BH_LANES / 2];
};
#endif

/** x in every lane. */
static inline bh_f64
bh_splat(double x)
{
#if BH_LANES == 1
    return x;
#else
    return x - (bh_f64){0};
#endif
}

static inline bh_u64
bh_splat_u64(uint64_t x)
{
#if BH_LANES == 1
    return x;
#else
    return x - (bh_u64){0};
#endif
}

/** The bits of doubles, and back. */
static inline bh_u64
bh_bits(bh_f64 x)
{
    union {
        bh_f64 f;
        bh_u64 u;
    } both = {.f = x};
    return both.u;
}

static inline bh_f64
bh_from_bits(bh_u64 x)
{
    union {
        bh_u64 u;
        bh_f64 f;
    } both = {.u = x};
    return both.f;
}

static inline bh_mask
bh_not(bh_mask mask)
{
#if BH_LANES == 1
    return !mask;
#else
    return ~mask;
#endif
}

/** a where the mask is set, b elsewhere. */
static inline bh_f64
bh_select(bh_mask mask, bh_f64 a, bh_f64 b)
{
#if BH_LANES == 1
    return mask ? a : b;
#elif defined(BH_USE_AVX512)
    return (bh_f64) _mm512_mask_blend_pd(_mm512_movepi64_mask((__m512i) mask), (__m512d) b,
                                         (__m512d) a);
#elif defined(BH_USE_AVX2)
    return (bh_f64) _mm256_blendv_pd((__m256d) b, (__m256d) a, (__m256d) mask);
#elif defined(BH_USE_WASM)
    union bh_twos x = {.f = a}, y = {.f = b}, m = {.m = mask};
    for (int i = 0; i < BH_LANES / 2; i++) {
        x.at[i] = wasm_v128_bitselect(x.at[i], y.at[i], m.at[i]);
    }
    return x.f;
#else
    return bh_from_bits(((bh_u64) mask & bh_bits(a)) | (~(bh_u64) mask & bh_bits(b)));
#endif
}

/** Whether the mask is set in some lane. */
static inline bool
bh_any(bh_mask mask)
{
#if BH_LANES == 1
    return mask != 0;
#elif defined(BH_USE_AVX512)
    return _mm512_movepi64_mask((__m512i) mask) != 0;
#elif defined(BH_USE_AVX2)
    return _mm256_movemask_pd((__m256d) mask) != 0;
#elif defined(BH_USE_SSE2)
    return _mm_movemask_pd((__m128d) mask) != 0;
#elif defined(BH_USE_WASM)
    const union bh_twos m = {.m = mask};
    v128_t any = m.at[0];
    for (int i = 1; i < BH_LANES / 2; i++) {
        any = wasm_v128_or(any, m.at[i]);
    }
    return wasm_v128_any_true(any);
#else
    int64_t any = 0;
    for (int l = 0; l < BH_LANES; l++) {
        any |= mask[l];
    }
    return any != 0;
#endif
}

/** The mask as bits, lane 0 lowest. */
static inline unsigned
bh_mask_bits(bh_mask mask)
{
#if BH_LANES == 1
    return mask != 0;
#elif defined(BH_USE_AVX512)
    return _mm512_movepi64_mask((__m512i) mask);
#elif defined(BH_USE_AVX2)
    return (unsigned) _mm256_movemask_pd((__m256d) mask);
#elif defined(BH_USE_SSE2)
    return (unsigned) _mm_movemask_pd((__m128d) mask);
#else
    unsigned bits = 0;
    for (int l = 0; l < BH_LANES; l++) {
        bits |= (unsigned) (mask[l] & 1) << l;
    }
    return bits;
#endif
}

/** Whether the mask is set in every lane. */
static inline bool
bh_all(bh_mask mask)
{
    return !bh_any(bh_not(mask));
}

/** The lesser, the greater; b where they do not compare. */
static inline bh_f64
bh_min(bh_f64 a, bh_f64 b)
{
#if defined(BH_USE_AVX512)
    return (bh_f64) _mm512_min_pd((__m512d) a, (__m512d) b);
#elif defined(BH_USE_AVX2)
    return (bh_f64) _mm256_min_pd((__m256d) a, (__m256d) b);
#elif defined(BH_USE_SSE2)
    return (bh_f64) _mm_min_pd((__m128d) a, (__m128d) b);
#elif defined(BH_USE_WASM)
    union bh_twos x = {.f = a}, y = {.f = b};
    for (int i = 0; i < BH_LANES / 2; i++) {
        x.at[i] = wasm_f64x2_pmin(y.at[i], x.at[i]);
    }
    return x.f;
#else
    return bh_select(a < b, a, b);
#endif
}

static inline bh_f64
bh_max(bh_f64 a, bh_f64 b)
{
#if defined(BH_USE_AVX512)
    return (bh_f64) _mm512_max_pd((__m512d) a, (__m512d) b);
#elif defined(BH_USE_AVX2)
    return (bh_f64) _mm256_max_pd((__m256d) a, (__m256d) b);
#elif defined(BH_USE_SSE2)
    return (bh_f64) _mm_max_pd((__m128d) a, (__m128d) b);
#elif defined(BH_USE_WASM)
    union bh_twos x = {.f = a}, y = {.f = b};
    for (int i = 0; i < BH_LANES / 2; i++) {
        x.at[i] = wasm_f64x2_pmax(y.at[i], x.at[i]);
    }
    return x.f;
#else
    return bh_select(a > b, a, b);
#endif
}

static inline bh_f64
bh_clamp(bh_f64 x, bh_f64 low, bh_f64 high)
{
    return bh_min(bh_max(x, low), high);
}

static inline bh_f64
bh_abs(bh_f64 x)
{
    return bh_from_bits(bh_bits(x) & UINT64_C(0x7fffffffffffffff));
}

/** Square root, correctly rounded. */
static inline bh_f64
bh_sqrt(bh_f64 x)
{
#if defined(BH_USE_AVX512)
    return (bh_f64) _mm512_sqrt_pd((__m512d) x);
#elif defined(BH_USE_AVX2)
    return (bh_f64) _mm256_sqrt_pd((__m256d) x);
#elif defined(BH_USE_SSE2)
    return (bh_f64) _mm_sqrt_pd((__m128d) x);
#elif defined(BH_USE_WASM)
    union bh_twos y = {.f = x};
    for (int i = 0; i < BH_LANES / 2; i++) {
        y.at[i] = wasm_f64x2_sqrt(y.at[i]);
    }
    return y.f;
#elif BH_LANES == 1
    return __builtin_sqrt(x);
#else
    for (int l = 0; l < BH_LANES; l++) {
        x[l] = __builtin_sqrt(x[l]);
    }
    return x;
#endif
}

/** Largest whole number not above x. */
static inline bh_f64
bh_floor(bh_f64 x)
{
#if defined(BH_USE_AVX512)
    return (bh_f64) _mm512_roundscale_pd((__m512d) x, _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC);
#elif defined(BH_USE_AVX2)
    return (bh_f64) _mm256_round_pd((__m256d) x, _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC);
#elif defined(BH_USE_WASM)
    union bh_twos y = {.f = x};
    for (int i = 0; i < BH_LANES / 2; i++) {
        y.at[i] = wasm_f64x2_floor(y.at[i]);
    }
    return y.f;
#else
    /* adding and taking away 2^52 rounds |x| to whole; one less where that went up */
    const bh_u64 sign = bh_bits(x) & UINT64_C(0x8000000000000000);
    const bh_f64 big = bh_splat(4503599627370496.0);
    const bh_f64 size = bh_abs(x);
    const bh_f64 near = bh_from_bits(bh_bits((size + big) - big) | sign);
    const bh_f64 down = bh_select(near > x, near - 1.0, near);
    return bh_select(size < big, bh_from_bits(bh_bits(down) | sign), x);
#endif
}

/** 1 where the mask is set, 0 elsewhere. */
static inline bh_f64
bh_one_if(bh_mask mask)
{
#if BH_LANES == 1
    return mask ? 1.0 : 0.0;
#else
    return bh_from_bits((bh_u64) mask & UINT64_C(0x3ff0000000000000));
#endif
}

/** k + 1 where the mask is set, k elsewhere: counts without a detour through floating point. */
static inline bh_u64
bh_count_if(bh_u64 k, bh_mask mask)
{
#if BH_LANES == 1
    return k + (uint64_t) mask;
#else
    return k - (bh_u64) mask; /* a set mask is -1 */
#endif
}

/** A count below 2^52 as a double, by writing it behind the exponent of 2^52. */
static inline bh_f64
bh_from_count(bh_u64 k)
{
    return bh_from_bits(k | UINT64_C(0x4330000000000000)) - 4503599627370496.0;
}

/** Whether x, a truth value, is set: x != 0. */
static inline bh_mask
bh_is_set(bh_f64 x)
{
    return x != 0.0;
}

/** One lane of a pack. */
static inline double
bh_lane(const bh_f64 *pack, int lane)
{
#if BH_LANES == 1
    (void) lane;
    return *pack;
#else
    return (*pack)[lane];
#endif
}

static inline void
bh_set_lane(bh_f64 *pack, int lane, double value)
{
#if BH_LANES == 1
    (void) lane;
    *pack = value;
#else
    (*pack)[lane] = value;
#endif
}

#endif
