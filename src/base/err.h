/** @file err.h  The public error type, and the one macro that hides a jump.
 *
 *  Layer: base.  A function that uses BH_TRY has a variable `st` and one exit label `done`. */
#ifndef BH_BASE_ERR_H
#define BH_BASE_ERR_H

#include <bluehelm/err.h>

static inline enum bh_status
bh_failed(enum bh_status told, enum bh_status status)
{
    (void) told;
    return status;
}
/* The status stands where the failure is told, so that compilers and analyzers see that what
 * follows is not the way of BH_OK. `status` is read twice. */
#define bh_fail(err, status, ...) bh_failed(bh_fail(err, status, __VA_ARGS__), status)

/** "out of memory". @return BH_ENOMEM */
static inline enum bh_status
bh_no_memory(struct bh_err *err)
{
    return bh_fail(err, BH_ENOMEM, "out of memory");
}

/** Runs `call`; when it fails, leaves by `done` with its status in `st`. */
#define BH_TRY(call)                                                                               \
    do {                                                                                           \
        st = (call);                                                                               \
        if (st != BH_OK) {                                                                         \
            goto done;                                                                             \
        }                                                                                          \
    } while (0)

#endif
