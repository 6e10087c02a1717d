/** @file chart_box.c  Charts of scenario discovery as inline SVG. */
#include "report/chart_box.h"

#include "report/chart.h"
#include "report/html.h"

enum { SIDE = 320, LEFT = 46, BOTTOM = 40, TOP = 24, RIGHT = 24 };
enum { NAME = 330, RANGE = 330, WORDS = 330, ROW = 26, BAR = 12 };

static double
x_at(double coverage)
{
    return LEFT + (SIDE - LEFT - RIGHT) * coverage;
}

static double
y_at(double density)
{
    return SIDE - BOTTOM - (SIDE - TOP - BOTTOM) * density;
}

static void
add_axes(struct bh_text *out)
{
    for (int i = 0; i <= 4; i++) {
        const double at = i / 4.0;

        bh_text_printf(out,
                       "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>",
                       x_at(0), x_at(1), y_at(at), y_at(at));
        bh_text_printf(out,
                       "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>",
                       x_at(at), x_at(at), y_at(0), y_at(1));
        bh_text_printf(out,
                       "<text class=\"soft\" text-anchor=\"end\" x=\"%d\" y=\"%.1f\">%d %%</text>",
                       LEFT - 4, y_at(at) + 4, 25 * i);
        bh_text_printf(
            out, "<text class=\"soft\" text-anchor=\"middle\" x=\"%.1f\" y=\"%d\">%d %%</text>",
            x_at(at), SIDE - BOTTOM + 15, 25 * i);
    }
    bh_text_printf(out,
                   "<text class=\"soft\" text-anchor=\"middle\" x=\"%.1f\" y=\"%d\">share of all "
                   "failures inside (coverage)</text>",
                   x_at(0.5), SIDE - 8);
}

static void
add_way(struct bh_text *out, const struct bh_way *way)
{
    bh_text_add(out, "<polyline points=\"");
    for (size_t i = 0; i < way->n; i++) {
        bh_text_printf(out, "%.1f,%.1f ", x_at(way->coverage[i]), y_at(way->density[i]));
    }
    bh_text_printf(out, "\" fill=\"none\" stroke=\"var(--c%zu)\" stroke-width=\"1.6\"/>",
                   way->colour % BH_COLOURS);
    for (size_t i = 0; i < way->n; i++) {
        bh_text_printf(out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%s\" fill=\"var(--c%zu)\"><title>",
                       x_at(way->coverage[i]), y_at(way->density[i]),
                       i == way->chosen ? "5" : "1.8", way->colour % BH_COLOURS);
        bh_html_text(out, way->title);
        bh_text_printf(out, ", box %zu: %.0f %% fail, %.0f %% of all failures</title></circle>", i,
                       100 * way->density[i], 100 * way->coverage[i]);
    }
}

void
bh_chart_plane(struct bh_text *out, const char *title, const struct bh_way *ways, size_t n)
{
    bh_text_printf(out,
                   "<svg role=\"img\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\"><title>",
                   SIDE, SIDE, SIDE, SIDE);
    bh_html_text(out, title);
    bh_text_add(out, "</title><text x=\"2\" y=\"13\" font-weight=\"600\">");
    bh_html_text(out, title);
    bh_text_add(out, "</text>");
    add_axes(out);
    for (size_t i = 0; i < n; i++) {
        add_way(out, &ways[i]);
    }
    bh_text_add(out, "</svg>\n");
}

void
bh_chart_kept(struct bh_text *out, const struct bh_kept *limits, size_t n)
{
    const int width = NAME + RANGE + WORDS;

    bh_text_printf(out,
                   "<div class=\"wide\"><svg role=\"img\" width=\"%d\" height=\"%zu\" "
                   "viewBox=\"0 0 %d %zu\">",
                   width, n * ROW + 4, width, n * ROW + 4);
    for (size_t i = 0; i < n; i++) {
        const double y = (double) (i * ROW + 6);
        const double from = NAME + RANGE * limits[i].from;

        bh_text_printf(out, "<text text-anchor=\"end\" x=\"%d\" y=\"%.1f\">", NAME - 8, y + 10);
        bh_html_text(out, limits[i].title);
        bh_text_printf(out,
                       "</text><rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%d\" "
                       "fill=\"var(--line)\"/>",
                       NAME, y, RANGE, BAR);
        bh_text_printf(out,
                       "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\" "
                       "fill=\"var(--c%zu)\"/>",
                       from, y, RANGE * (limits[i].to - limits[i].from), BAR,
                       limits[i].colour % BH_COLOURS);
        bh_text_printf(out, "<text x=\"%d\" y=\"%.1f\">", NAME + RANGE + 8, y + 10);
        bh_html_text(out, limits[i].words);
        bh_text_add(out, "</text>");
    }
    bh_text_add(out, "</svg></div>\n");
}
