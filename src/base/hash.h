/** @file hash.h  FNV-1a, for keys of random streams and for telling plans apart.
 *
 *  Layer: base.  Fowler, Noll & Vo's hash, variant 1a (IETF draft-eastlake-fnv). Not cryptographic:
 *  it guards against mix-ups, not against intent. */
#ifndef BH_BASE_HASH_H
#define BH_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

static inline uint32_t
bh_hash32(const void *data, size_t n)
{
    const unsigned char *bytes = data;
    uint32_t hash = UINT32_C(2166136261);

    for (size_t i = 0; i < n; i++) {
        hash = (hash ^ bytes[i]) * UINT32_C(16777619);
    }
    return hash;
}

static inline uint64_t
bh_hash64(const void *data, size_t n)
{
    const unsigned char *bytes = data;
    uint64_t hash = UINT64_C(14695981039346656037);

    for (size_t i = 0; i < n; i++) {
        hash = (hash ^ bytes[i]) * UINT64_C(1099511628211);
    }
    return hash;
}

#endif
