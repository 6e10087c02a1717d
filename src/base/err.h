/** @file err.h  The public error type, and the one macro that hides a jump.
 *
 *  Layer: base.  A function that uses BH_TRY has a variable `st` and one exit label `done`. */
#ifndef BH_BASE_ERR_H
#define BH_BASE_ERR_H

#include <bluehelm/err.h>

/** "out of memory". @return BH_ENOMEM */
enum bh_status bh_no_memory(struct bh_err *err);

/** Runs `call`; when it fails, leaves by `done` with its status in `st`. */
#define BH_TRY(call)                                                                               \
    do {                                                                                           \
        st = (call);                                                                               \
        if (st != BH_OK) {                                                                         \
            goto done;                                                                             \
        }                                                                                          \
    } while (0)

#endif
