/** @file rings.h  Closed rings that share borders, drawn with fewer points.
 *
 *  Layer: base.
 *
 *  Points are put on a grid first, so that borders which two rings share are the same points. A
 *  border between two junctions is one arc, and an arc is thinned by itself, from the same end
 *  whichever ring it is met in: neighbours stay neighbours, without slits (the idea of topologies
 *  such as TopoJSON's). Thinning takes out the point whose triangle with its two neighbours is
 *  smallest, again and again (Visvalingam and Whyatt, Line generalisation by repeated elimination
 *  of points, Cartographic Journal 30, 1993). */
#ifndef BH_BASE_RINGS_H
#define BH_BASE_RINGS_H

#include "base/arena.h"

#include <stdint.h>

/** A ring; the last point is joined to the first and not repeated. */
struct bh_ring {
    const double *xy; /* [2 n] degrees: longitude, latitude of each point */
    size_t n;
};

/** How finely rings are drawn. */
struct bh_ring_grid {
    int decimals;     /* of a degree; points are whole multiples of 10^-decimals */
    double least_area; /* of a triangle that stays, in square degrees at the equator */
};

/** The grid for a picture of all `rings` that is `pixels` wide: a step of a tenth of a pixel, and
 *  triangles of a pixel. */
struct bh_ring_grid bh_rings_grid(const struct bh_ring *rings, size_t n, double pixels);

/** Thins rings. @param out [n] rings of 3 points and more, or n = 0 where nothing is left; points
 *  on `arena`. Depends on the points alone. @return BH_OK; BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_rings_thin(const struct bh_ring *rings, size_t n,
                                          const struct bh_ring_grid *grid, struct bh_arena *arena,
                                          struct bh_ring *out, struct bh_err *err);

/** Area inside a ring in square degrees; positive when it turns to the left (counter-clockwise). */
double bh_ring_area(const struct bh_ring *ring);

#endif
