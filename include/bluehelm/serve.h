/** @file serve.h  The page from a local server, with studies of variants run behind it.
 *
 *  In a library of its own, libbluehelm_serve, so that libbluehelm needs no HTTP. Experimental: may
 *  change until version 1. */
#ifndef BLUEHELM_SERVE_H
#define BLUEHELM_SERVE_H

#include <bluehelm/err.h>

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Most futures of an option that a page may ask for. */
#define BH_SERVE_MOST_FUTURES 100000

struct bh_serve_settings {
    const char *results; /* complete results file of the base; required */
    const char *plan;    /* the plan they are of; NULL: as the results file holds it */
    const char *const *set; /* [n_set] settings over the plan, for the base and all variants */
    size_t n_set;
    bool strict;
    const char *address; /* numeric; NULL: 127.0.0.1, which this machine alone reaches */
    uint16_t port;       /* 0: one that is free */
    size_t threads;      /* of studies; 0: one for each processor */
    void (*ready)(void *context, const char *url); /* called when it listens; or NULL */
    void *context;
    const volatile sig_atomic_t *cancel; /* set by a signal handler; required */
};

/** Serves until `cancel` is set. Variants are kept in the folder STEM.variants beside STEM.bh.
 *
 *  When it stops, a running study is stopped too, and what it did is kept: the next run of that
 *  variant goes on from there.
 *
 *  @return BH_OK when it was stopped; before that BH_EINPUT (plan and results do not belong
 *          together, a design that does not stand for the plan's ranges, an address that is not
 *          one), BH_EIO (port in use), BH_EFORMAT, BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_serve_run(const struct bh_serve_settings *settings,
                                         struct bh_err *err);

#ifdef __cplusplus
}
#endif
#endif
