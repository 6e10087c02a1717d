/** @file geometry.h  Boundaries of a plan's areas, from a GeoJSON file beside it.
 *
 *  Layer: plan.  Read by read_geometry.c, the only file that knows jansson; nothing in a simulation
 *  depends on it. What is kept is drawn for a picture: few points, on a grid. */
#ifndef BH_PLAN_GEOMETRY_H
#define BH_PLAN_GEOMETRY_H

#include <stddef.h>

#define BH_GEOMETRY_BYTES ((size_t) 32 << 20)
#define BH_GEOMETRY_FEATURES 20000
#define BH_GEOMETRY_POINTS 2000000

struct bh_boundary {
    const char *area;        /* id */
    const char *coordinates; /* JSON, of a GeoJSON MultiPolygon: longitude and latitude, exteriors
                                counter-clockwise (RFC 7946) */
};

struct bh_geometry {
    const char *file;          /* as the plan names it */
    const char *key;           /* the property that holds pcodes */
    const struct bh_boundary *shapes; /* [n_shapes] in the order of areas */
    size_t n_shapes;
    size_t n_unused;           /* features that belong to no area */
};

#endif
