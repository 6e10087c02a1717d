/** @file corner_search.h  Corners one after the other, and a test of them on other cases.
 *
 *  Layer: analyze.  Constrained PRIM gives a front of boxes, the rule of discover.h picks one, the
 *  cases inside are set aside, and again. */
#ifndef BH_ANALYZE_CORNER_SEARCH_H
#define BH_ANALYZE_CORNER_SEARCH_H

#include <bluehelm/discover.h>

/** How to search. */
struct bh_corner_search {
    const struct bh_discover_settings *settings;
    struct bh_prim_constraint constraint;
};

/** A corner as it was found; owns its front. */
struct bh_found_corner {
    struct bh_prim_front *front;
    struct bh_prim_choice choice; /* points into the front */
};

/** Marks of cases, [cases] each: what is not set aside, and scratch. */
struct bh_corner_room {
    bool *base, *scratch;
};

/** Marked cases, and those of interest among them. */
struct bh_tally bh_cases_tally(const struct bh_cases *cases, const bool *marked);
/** Whether there are cases of interest and others. */
bool bh_cases_have_both(const struct bh_cases *cases);

/** Takes the cases inside a box out of the base set. @return what was inside. */
struct bh_tally bh_corner_set_aside(const struct bh_cases *cases,
                                    const struct bh_prim_choice *choice,
                                    struct bh_corner_room room);

/** Finds corners; `found` is [BH_DISCOVER_MOST_CORNERS], cleared, and freed by bh_corner_free also
 *  after a failure. room.base receives what is outside of all. */
BH_NODISCARD enum bh_status bh_corner_search(const struct bh_corner_search *search,
                                             const struct bh_cases *cases,
                                             struct bh_corner_room room,
                                             struct bh_found_corner *found, size_t *n_found,
                                             struct bh_err *err);
void bh_corner_free(struct bh_found_corner found[BH_DISCOVER_MOST_CORNERS]);

/** Searches each random half of the cases, counts in the other, and writes into the corners of
 *  `option` what that says of them. */
BH_NODISCARD enum bh_status bh_corner_test(const struct bh_corner_search *search,
                                           const struct bh_cases *cases, struct bh_corner_room room,
                                           struct bh_searched_option *option, struct bh_err *err);

#endif
