/** @file err.h  How functions report what went wrong: a status, and words.
 *
 *  Every function that can fail returns an enum bh_status and takes, last, a struct bh_err that may
 *  be NULL. On failure its outputs are untouched and `err` says what was found and what is
 *  wanted. The library never prints and never exits. */
#ifndef BLUEHELM_ERR_H
#define BLUEHELM_ERR_H

#ifdef __cplusplus
extern "C" {
#endif

enum bh_status {
    BH_OK = 0,
    BH_EINPUT,     /* the plan or an argument is wrong */
    BH_EIO,        /* a file cannot be read or written */
    BH_ENOMEM,     /* out of memory */
    BH_EFORMAT,    /* a results file is damaged, foreign or newer */
    BH_ECANCELLED, /* stopped on request */
    BH_ELIMIT      /* a documented limit was exceeded */
};

struct bh_err {
    enum bh_status status;
    char text[1024];
};

#if defined(__GNUC__)
#define BH_NODISCARD __attribute__((warn_unused_result))
#define BH_PRINTF(words, values) __attribute__((format(printf, words, values)))
#else
#define BH_NODISCARD
#define BH_PRINTF(words, values)
#endif

/** Writes the words of a failure into `err` (NULL is fine). @return `status`. */
enum bh_status bh_fail(struct bh_err *err, enum bh_status status, const char *format, ...)
    BH_PRINTF(3, 4);

/** Puts "<words>: " in front of what `err` says, when `status` is a failure. @return `status`. */
enum bh_status bh_err_wrap(struct bh_err *err, enum bh_status status, const char *format, ...)
    BH_PRINTF(3, 4);

#ifdef __cplusplus
}
#endif
#endif
