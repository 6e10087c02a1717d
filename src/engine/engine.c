/** @file engine.c  Which compiled forms of the model there are, and which this machine can run. */
#include "engine/engine.h"

#include <string.h>

#ifdef BH_HAVE_AVX512
extern const struct bh_engine bh_engine_pack_avx512;
#endif
#ifdef BH_HAVE_AVX2
extern const struct bh_engine bh_engine_pack_avx2;
#endif
#ifdef BH_HAVE_BASE
extern const struct bh_engine bh_engine_pack_base;
#endif
#ifdef BH_HAVE_SCALAR
extern const struct bh_engine bh_engine_pack_scalar;
#endif

/** Lists the engines this machine can run, best first. @return how many. */
static size_t
list(const struct bh_engine *engines[4])
{
    size_t n = 0;

#ifdef BH_HAVE_AVX512
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw")) {
        engines[n++] = &bh_engine_pack_avx512;
    }
#endif
#ifdef BH_HAVE_AVX2
    if (__builtin_cpu_supports("avx2")) {
        engines[n++] = &bh_engine_pack_avx2;
    }
#endif
#ifdef BH_HAVE_BASE
    engines[n++] = &bh_engine_pack_base;
#endif
#ifdef BH_HAVE_SCALAR
    engines[n++] = &bh_engine_pack_scalar;
#endif
    return n;
}

const struct bh_engine *
bh_engine_find(const char *name)
{
    const struct bh_engine *engines[4];
    const size_t n = list(engines);

    for (size_t i = 0; i < n; i++) {
        if (name == NULL || strcmp(name, engines[i]->name) == 0) {
            return engines[i];
        }
    }
    return NULL;
}

size_t
bh_engine_names(const char **names, size_t room)
{
    const struct bh_engine *engines[4];
    const size_t n = list(engines);

    for (size_t i = 0; i < n && i < room; i++) {
        names[i] = engines[i]->name;
    }
    return n;
}
