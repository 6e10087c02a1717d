/** @file chart_box.h  Charts of scenario discovery as inline SVG.
 *
 *  Layer: report. */
#ifndef BH_REPORT_CHART_BOX_H
#define BH_REPORT_CHART_BOX_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

/** A way through the plane of coverage (to the right) and density (upward), both 0 to 1. */
struct bh_way {
    const char *title;
    size_t colour, n;
    const double *coverage, *density; /* [n] from the whole set on */
    size_t chosen;                    /* step that is told; marked */
};
void bh_chart_plane(struct bh_text *out, const char *title, const struct bh_way *ways, size_t n);

/** One limit: the part of a range that is kept, in shares of the range. */
struct bh_kept {
    const char *title, *words;
    size_t colour;
    double from, to; /* 0 <= from <= to <= 1 */
};
void bh_chart_kept(struct bh_text *out, const struct bh_kept *limits, size_t n);

#endif
