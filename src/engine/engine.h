/** @file engine.h  Running futures: one lane pack from the first day to the last.
 *
 *  Layer: engine.  The lane code behind it is compiled once per instruction set; this header is
 *  free of lanes, and picks the best at run time.
 *
 *  Idea: a future is a function of (plan, option, parameter values, seed, scenario, replication)
 *  and of nothing else: not of its lane, its neighbours, the instruction set or the thread. */
#ifndef BH_ENGINE_ENGINE_H
#define BH_ENGINE_ENGINE_H

#include "plan/model.h"

#include <bluehelm/err.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BH_MAX_LANES 8

/** Up to BH_MAX_LANES futures of one option. Everything is borrowed. */
struct bh_job {
    const struct bh_model *model;
    size_t option;
    size_t n;                                  /* futures, 1 .. lanes of the engine */
    uint32_t scenario[BH_MAX_LANES];           /* names the luck */
    uint32_t replication[BH_MAX_LANES];
    const double *values[BH_MAX_LANES];        /* each [model->parameters.n], drawn and set */
    const size_t *finals;                      /* [n_finals] state indices wanted on the last day */
    size_t n_finals;
    const size_t *slots;                       /* [n_slots] state indices to record, or NULL */
    size_t n_slots;
    uint32_t every;                            /* days between recorded points, >= 1 */
    bool check;                                /* check the invariants every day */
};

/** What came out. The arrays are the caller's. */
struct bh_outcome {
    double *finals[BH_MAX_LANES]; /* each [n_finals] */
    double *series[BH_MAX_LANES]; /* each [n_slots][n_points], or NULL when nothing is recorded */
    bool failed[BH_MAX_LANES];
    char reason[BH_MAX_LANES][160]; /* why, when failed */
};

/** Number of recorded points of a series: days 0, every, 2 every, ... and no other. */
static inline size_t
bh_engine_points(uint32_t days, uint32_t every)
{
    return (days + every - 1) / every;
}

struct bh_pack; /* the memory of one lane pack; one per thread */

/** One compiled form of the model. */
struct bh_engine {
    const char *name; /* "avx512", "avx2", "base", "scalar" */
    size_t lanes;
    /** Makes a pack for `model`; NULL on out of memory. */
    struct bh_pack *(*create)(const struct bh_model *model);
    void (*free)(struct bh_pack *pack);
    /** Runs a job. Allocates nothing. A future in which a quantity stops being a number, or an
     *  invariant breaks, is marked failed with its reason; the others are unaffected. */
    void (*run)(struct bh_pack *pack, const struct bh_job *job, struct bh_outcome *out);
};

/** The engine called `name`, or the best of this machine for NULL; NULL when there is none. */
const struct bh_engine *bh_engine_find(const char *name);

/** Names of the engines this machine can run, best first. @return how many; fills up to `room`. */
size_t bh_engine_names(const char **names, size_t room);

#endif
