/** @file journal.h  The journal of a search: its candidates, generation by generation.
 *
 *  Layer: store.  One SQLite file:
 *
 *    search(key TEXT PRIMARY KEY, value)   schema, version, plan_id, plan_hash, option, goals,
 *                          futures, population, plan (canonical text)
 *    candidate(generation, number, genes BLOB, <one REAL column per lever, named by its path>,
 *                          <one REAL column per goal, named "goal NAME">,
 *                          PRIMARY KEY(generation, number)) WITHOUT ROWID
 *                          genes are the variables of the search, 0..1, little-endian doubles
 *
 *  A generation is one transaction: a kill loses at most the one in hand. */
#ifndef BH_STORE_JOURNAL_H
#define BH_STORE_JOURNAL_H

#include <bluehelm/err.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bh_journal;

/** What defines a search. Strings borrowed. */
struct bh_journal_search {
    const char *version, *plan_id, *plan_text, *option;
    uint64_t plan_hash;
    size_t n_futures, population;
    const char *const *levers; /* [n_levers] paths */
    size_t n_levers;
    const char *const *goals; /* [n_goals] */
    size_t n_goals;
};

/** Opens or creates the journal at `path`; *n_generations receives how many are in it.
 *  @return BH_EINPUT when it exists and neither resume nor overwrite is set, or holds another
 * search; BH_EFORMAT when it is none; BH_EIO. */
BH_NODISCARD enum bh_status bh_journal_open(const char *path, bool resume, bool overwrite,
                                            const struct bh_journal_search *search,
                                            struct bh_journal **out, size_t *n_generations,
                                            struct bh_err *err);

/** Appends a generation: genes [population][n_levers], levers the same as values, goals
 *  [population][n_goals]. */
BH_NODISCARD enum bh_status bh_journal_append(struct bh_journal *journal, size_t generation,
                                              const double *genes, const double *levers,
                                              const double *goals, struct bh_err *err);

/** Reads a generation back; BH_EFORMAT when it is not whole. */
BH_NODISCARD enum bh_status bh_journal_read(struct bh_journal *journal, size_t generation,
                                            double *genes, double *goals, struct bh_err *err);

/** NULL is legal. */
void bh_journal_close(struct bh_journal *journal);

#endif
