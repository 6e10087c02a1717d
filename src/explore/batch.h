/** @file batch.h  Many futures of one option, each with its own change of parameters, densely
 * packed.
 *
 *  Layer: explore.
 *
 *  The ensemble (study.c) runs every scenario of every option and keeps what comes out. Here a
 * caller asks for chosen futures again under chosen changes: obstacles lifted, settings of another
 *  version, levers. A future is named by scenario, replication and variant; what a variant means
 *  is the caller's business. Futures of different scenarios and variants share a lane pack, so
 *  packs are full however few futures of each kind there are.
 *
 *  Give items in order of scenario: a scenario is drawn once for the items that follow each other.
 *  Results do not depend on threads, packing or order of items. */
#ifndef BH_EXPLORE_BATCH_H
#define BH_EXPLORE_BATCH_H

#include "engine/engine.h"
#include "explore/outputs.h"
#include "explore/sample.h"

#include <signal.h>

struct bh_batch_item {
    uint32_t scenario, replication;
    uint64_t variant; /* the caller's */
};

/** What came out of one item. Borrowed during the call. */
struct bh_batch_result {
    const double *finals; /* [outputs->n], finished (explore/outputs.h) */
    const char *reason;   /* why the future failed to run; NULL when it ran */
    bool success;         /* ran and meets every required goal */
};

struct bh_batch {
    const struct bh_model *model;
    const struct bh_engine *engine;
    const struct bh_outputs *outputs;
    struct bh_sampler sampler;
    size_t option;
    size_t n_threads; /* >= 1 */
    const struct bh_batch_item *items;
    size_t n;
    /** Changes the parameters of an item whose scenario and option are in place; may be NULL.
     *  `drawn` is the scenario's draw of every assumption. Called on worker threads. */
    void (*change)(const void *context, const struct bh_batch_item *item, const double *drawn,
                   double *values);
    /** Takes the result of item `i`. Called once for each item, on worker threads, in any order:
     *  it may write only what belongs to `i`. */
    void (*keep)(void *context, size_t i, const struct bh_batch_result *result);
    /** Called on the caller's thread now and then with the number of items done; may be NULL. */
    void (*progress)(void *context, size_t done);
    void *context;
    const volatile sig_atomic_t *cancel; /* or NULL */
};

/** Runs every item. @return BH_OK; BH_ECANCELLED; BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_batch_run(const struct bh_batch *batch, struct bh_err *err);

#endif
