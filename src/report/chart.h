/** @file chart.h  Charts as inline SVG.
 *
 *  Layer: report.  Charts know numbers and labels, not plans. Colours are the style's --c0 to
 *  --c7. */
#ifndef BH_REPORT_CHART_H
#define BH_REPORT_CHART_H

#include "base/text.h"

#include <stddef.h>

#define BH_COLOURS 8

/** How a chart writes a value. */
struct bh_scale {
    const char *kind, *unit, *currency, *start; /* as bh_results_show */
    double top;                                 /* largest value on the axis; > 0 */
    double days;                                /* length of the time axis */
};

/** Course over time with its spread. Arrays of [n]; low to high is the band. */
struct bh_fan {
    const char *title;
    size_t colour, n;
    const double *day, *low, *lower, *middle, *upper, *high;
};
void bh_chart_fan(struct bh_text *out, const struct bh_scale *scale, const struct bh_fan *fan);

/** Several courses in one panel. */
struct bh_line_of {
    size_t colour, n;
    const double *day, *value;
};
void bh_chart_lines(struct bh_text *out, const struct bh_scale *scale, const char *title,
                    const struct bh_line_of *lines, size_t n);

/** Courses on top of one another, the first at the bottom; each has the same days. */
struct bh_stack {
    const char *title;
    size_t n;                          /* days */
    const double *day;                 /* [n] */
    const struct bh_line_of *layers;   /* [n_layers]; their `value` is the layer's own height */
    size_t n_layers;
    double *room; /* [2 * n], overwritten */
};
void bh_chart_stack(struct bh_text *out, const struct bh_scale *scale,
                    const struct bh_stack *stack);

/** One bar of horizontal bars, made of parts from the left. Intervals are drawn when low < high. */
struct bh_bar {
    const char *title, *words; /* words: behind the bar */
    const double *parts;       /* [n_parts] */
    const size_t *colours;     /* [n_parts] */
    size_t n_parts;
    double low, high;
};
void bh_chart_bars(struct bh_text *out, double top, const struct bh_bar *bars, size_t n);

/** The next round number at or above `value` (1, 2, 5 times a power of ten). */
double bh_chart_round_up(double value);

#endif
