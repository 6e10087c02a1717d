/** @file negotiate.h  A table of actors, and what bargaining among them would give.
 *
 *  A table names actors, their capability, and for each issue their position and salience; any of
 *  these numbers may have a range. A negotiation gives the outcome by every compromise rule, and
 *  the path of a challenge model: who challenges whom, who moves, and which coalitions stand. */
#ifndef BLUEHELM_NEGOTIATE_H
#define BLUEHELM_NEGOTIATE_H

#include <bluehelm/err.h>

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define BH_TABLE_MOST_ACTORS 1000
#define BH_TABLE_MOST_ISSUES 32

/** A number with its range; low = value = high where the table has none. */
struct bh_range {
    double value, low, high;
};

/** A table that was read and is sound. Everything belongs to the table. */
struct bh_table {
    const char *title; /* or "" */
    size_t n_actors, n_issues;
    const char *const *actors; /* [n_actors] names, all different */
    const char *const *notes;  /* [n_actors] descriptions, or "" */
    const char *const *issues; /* [n_issues] */
    const double *scale_low, *scale_high; /* [n_issues] what 0 % and 100 % of a scale are */
    const struct bh_range *capability;    /* [n_actors] >= 0 */
    const struct bh_range *position; /* [n_actors * n_issues] within the issue's scale */
    const struct bh_range *salience; /* [n_actors * n_issues] 0 to 1; an actor's sum at most 1 */
    const double *accommodation;     /* [n_actors * n_actors] how ideals follow positions, or NULL */
    const char *const *settings;     /* [n_settings * 2] names and values of model options */
    size_t n_settings;
    bool has_ranges;
    const char *const *remarks; /* [n_remarks] what the reader had to decide, in words */
    size_t n_remarks;
    struct bh_table_store *store; /* private */
};

/** Reads a table: CSV (a header, then a row for each actor), a scenario file of KTAB (CSV or XML),
 *  or an equal-gain file (lines beginning with #A, #P, #M, #D). The kind is seen from the contents.
 *  @return BH_OK; BH_EINPUT (err says file:line:column, what was found and what is wanted), BH_EIO,
 *          BH_ELIMIT (file over 16 MiB, more than 1 000 actors or 32 issues), BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_table_read(const char *path, struct bh_table **out,
                                          struct bh_err *err);
/** The same for text in memory; `name` stands for the file in messages. */
BH_NODISCARD enum bh_status bh_table_read_text(const char *name, const char *text, size_t n,
                                               struct bh_table **out, struct bh_err *err);
void bh_table_free(struct bh_table *table);

#ifdef __cplusplus
}
#endif
#endif
