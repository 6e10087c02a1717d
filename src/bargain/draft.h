/** @file draft.h  A table while it is being read.
 *
 *  Layer: bargain.  The readers of the three kinds of file fill a draft; bh_draft_finish checks it
 *  and makes the table. */
#ifndef BH_BARGAIN_DRAFT_H
#define BH_BARGAIN_DRAFT_H

#include "base/arena.h"

#include <bluehelm/negotiate.h>

/** Where something was read. */
struct bh_table_place {
    size_t line, column; /* from 1; column 0: unknown */
};

struct bh_draft_actor {
    const char *name, *note;
    struct bh_range capability;
    struct bh_range position[BH_TABLE_MOST_ISSUES], salience[BH_TABLE_MOST_ISSUES];
    size_t n_positions, n_saliences;
    bool has_capability;
    struct bh_table_place place;
};

struct bh_draft {
    const char *file; /* in messages */
    struct bh_arena arena;
    const char *title;
    struct bh_draft_actor *actor; /* [n_actors], grows */
    size_t n_actors, room;
    const char *issue[BH_TABLE_MOST_ISSUES];
    double scale_low[BH_TABLE_MOST_ISSUES], scale_high[BH_TABLE_MOST_ISSUES];
    size_t n_issues;
    double *accommodation; /* [n_actors * n_actors], or NULL */
    const char *settings[64];
    size_t n_settings;
    const char *remark[8];
    size_t n_remarks;
    bool is_percent; /* saliences are on 0 to 100, whatever their size */
};

/** Adds an issue with a scale of 0 to 100. `name` may end in a scale: "delay [4..10]". */
BH_NODISCARD enum bh_status bh_draft_issue(struct bh_draft *draft, const char *name,
                                           struct bh_table_place place, struct bh_err *err);
/** Adds an actor; *actor is good until the next is added. */
BH_NODISCARD enum bh_status bh_draft_actor(struct bh_draft *draft, const char *name,
                                           struct bh_table_place place,
                                           struct bh_draft_actor **actor, struct bh_err *err);
/** Index of actor or issue `name`, or BH_DRAFT_NONE. */
#define BH_DRAFT_NONE ((size_t) -1)
size_t bh_draft_find_actor(const struct bh_draft *draft, const char *name);
size_t bh_draft_find_issue(const struct bh_draft *draft, const char *name);

/** Reads "50", "40..60" (value in the middle) or "50 [40..60]". `what` names it in messages. */
BH_NODISCARD enum bh_status bh_draft_range(const struct bh_draft *draft, const char *text,
                                           const char *what, struct bh_table_place place,
                                           struct bh_range *out, struct bh_err *err);
/** Fails with "file:line:column: ...". */
enum bh_status bh_draft_fail(const struct bh_draft *draft, struct bh_table_place place,
                             struct bh_err *err, const char *format, ...) BH_PRINTF(4, 5);
/** Remembers what the reader decided. */
void bh_draft_remark(struct bh_draft *draft, const char *format, ...) BH_PRINTF(2, 3);

/** Checks the whole and makes the table, which takes the arena over. */
BH_NODISCARD enum bh_status bh_draft_finish(struct bh_draft *draft, struct bh_table **out,
                                            struct bh_err *err);

/** The readers. */
BH_NODISCARD enum bh_status bh_read_csv(struct bh_draft *draft, const char *text,
                                        struct bh_err *err);
BH_NODISCARD enum bh_status bh_read_xml(struct bh_draft *draft, const char *text, size_t n,
                                        struct bh_err *err);
BH_NODISCARD enum bh_status bh_read_equal_gain(struct bh_draft *draft, const char *text,
                                               struct bh_err *err);

#endif
