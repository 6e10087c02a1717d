/** @file spatial_parts.h  The steps of a turn of the spatial model, for its own files.
 *
 *  Layer: bargain. */
#ifndef BH_BARGAIN_SPATIAL_PARTS_H
#define BH_BARGAIN_SPATIAL_PARTS_H

#include "bargain/spatial.h"

/** Utility at distance d for attitude to risk R. */
static inline double
bh_spatial_utility(double d, double risk)
{
    return (1.0 - d) * (1.0 + risk * (d < 1.0 ? d : 1.0));
}

/** Distance of actor i, from its ideal, to the point y [d]. */
double bh_spatial_distance(const struct bh_spatial *s, size_t i, const double *y);

/** What actor `viewer` believes about actor i's attitude to risk. */
double bh_spatial_belief(const struct bh_spatial *s, size_t viewer, size_t i);

/** Sets s->perspective to the beliefs of `viewer`. */
void bh_spatial_see_as(struct bh_spatial *s, size_t viewer);

/** A challenge of i against j as the one sees it whose beliefs s->perspective holds. */
struct bh_contest {
    double chance;         /* that i prevails */
    double initiator_gain; /* i's gain in utility */
};
struct bh_contest bh_spatial_contest(struct bh_spatial *s, size_t i, size_t j);

/** The actor i gains most by challenging, or BH_NO_TARGET. s->perspective must be i's. */
size_t bh_spatial_target(struct bh_spatial *s, size_t i, struct bh_contest *contest);

/** Adds the bargains of a challenge to s->bargains. */
void bh_spatial_bargain(struct bh_spatial *s, size_t i, size_t j, struct bh_contest contest);

/** Lets every actor choose and moves positions and ideals. */
BH_NODISCARD enum bh_status bh_spatial_resolve(struct bh_spatial *s, const double *draws,
                                               struct bh_err *err);

#endif
