/** @file chart.c  Charts as inline SVG. */
#include "report/chart.h"

#include "base/date.h"
#include "report/html.h"

#include <bluehelm/results.h>
#include <math.h>
#include <stdio.h>

enum { WIDTH = 212, HEIGHT = 136, LEFT = 56, RIGHT = 8, TOP = 8, BOTTOM = 20 };
enum { BAR_LEFT = 230, BAR_WIDTH = 480, BAR_ROW = 30, BAR_WORDS = 270 };

static double
x_at(const struct bh_scale *scale, double day)
{
    return LEFT + (WIDTH - LEFT - RIGHT) * day / scale->days;
}

static double
y_at(const struct bh_scale *scale, double value)
{
    const double part = fmin(fmax(value / scale->top, 0), 1.02);

    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * part;
}

double
bh_chart_round_up(double value)
{
    static const double steps[] = {1, 1.5, 2, 3, 4, 5, 6, 8, 10};
    const double size = pow(10, floor(log10(value)));

    if (!(value > 0) || !isfinite(value)) {
        return 1;
    }
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        if (steps[i] * size >= value * 0.9999) {
            return steps[i] * size;
        }
    }
    return 10 * size;
}

/** Value lines at 0, half and top. */
static void
add_grid(struct bh_text *out, const struct bh_scale *scale)
{
    char words[80];

    for (int i = 0; i <= 2; i++) {
        const double value = scale->top * i / 2;
        const double y = y_at(scale, value);

        bh_results_show(value, scale->kind, "", scale->currency, scale->start, words,
                        sizeof words);
        bh_text_printf(out, "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
                       LEFT, WIDTH - RIGHT, y, y);
        bh_text_printf(out, "<text class=\"soft\" text-anchor=\"end\" x=\"%d\" y=\"%.1f\">",
                       LEFT - 4, y + 4);
        bh_html_text(out, words);
        bh_text_add(out, "</text>");
    }
}

/** The first days of years, named. */
static void
add_years(struct bh_text *out, const struct bh_scale *scale)
{
    int64_t first;
    char date[12];
    int year;

    if (!bh_date_parse(scale->start, &first) || sscanf(scale->start, "%d", &year) != 1) {
        return;
    }
    for (int y = year + 1; bh_date_from(y, 1, 1) <= first + (int64_t) scale->days; y++) {
        const double x = x_at(scale, (double) (bh_date_from(y, 1, 1) - first));

        snprintf(date, sizeof date, "%d", y);
        bh_text_printf(out, "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
                       x, x, TOP, HEIGHT - BOTTOM);
        bh_text_printf(out,
                       "<text class=\"soft\" text-anchor=\"middle\" x=\"%.1f\" y=\"%d\">%s</text>",
                       fmin(x, WIDTH - 16), HEIGHT - 6, date);
    }
}

static void
begin_panel(struct bh_text *out, const struct bh_scale *scale, const char *title)
{
    bh_text_printf(out, "<figure style=\"width:%dpx\"><figcaption>", WIDTH);
    bh_html_text(out, title);
    bh_text_printf(out,
                   "</figcaption><svg role=\"img\" width=\"%d\" height=\"%d\" "
                   "viewBox=\"0 0 %d %d\"><title>",
                   WIDTH, HEIGHT, WIDTH, HEIGHT);
    bh_html_text(out, title);
    bh_text_add(out, "</title>");
    add_grid(out, scale);
    add_years(out, scale);
}

static void
end_panel(struct bh_text *out)
{
    bh_text_add(out, "</svg></figure>\n");
}

static void
add_points(struct bh_text *out, const struct bh_scale *scale, const double *day,
           const double *value, size_t n, bool is_backward)
{
    for (size_t i = 0; i < n; i++) {
        const size_t at = is_backward ? n - 1 - i : i;

        bh_text_printf(out, "%.1f,%.1f ", x_at(scale, day[at]), y_at(scale, value[at]));
    }
}

static void
add_band(struct bh_text *out, const struct bh_scale *scale, const struct bh_fan *fan,
         const double *low, const double *high, const char *opacity)
{
    bh_text_add(out, "<polygon points=\"");
    add_points(out, scale, fan->day, low, fan->n, false);
    add_points(out, scale, fan->day, high, fan->n, true);
    bh_text_printf(out, "\" fill=\"var(--c%zu)\" opacity=\"%s\"/>", fan->colour % BH_COLOURS,
                   opacity);
}

static void
add_line(struct bh_text *out, const struct bh_scale *scale, size_t colour, const double *day,
         const double *value, size_t n)
{
    bh_text_add(out, "<polyline points=\"");
    add_points(out, scale, day, value, n, false);
    bh_text_printf(out, "\" fill=\"none\" stroke=\"var(--c%zu)\" stroke-width=\"1.8\"/>",
                   colour % BH_COLOURS);
}

void
bh_chart_fan(struct bh_text *out, const struct bh_scale *scale, const struct bh_fan *fan)
{
    begin_panel(out, scale, fan->title);
    add_band(out, scale, fan, fan->low, fan->high, "0.18");
    add_band(out, scale, fan, fan->lower, fan->upper, "0.32");
    add_line(out, scale, fan->colour, fan->day, fan->middle, fan->n);
    end_panel(out);
}

void
bh_chart_lines(struct bh_text *out, const struct bh_scale *scale, const char *title,
               const struct bh_line_of *lines, size_t n)
{
    begin_panel(out, scale, title);
    for (size_t i = 0; i < n; i++) {
        add_line(out, scale, lines[i].colour, lines[i].day, lines[i].value, lines[i].n);
    }
    end_panel(out);
}

void
bh_chart_stack(struct bh_text *out, const struct bh_scale *scale, const struct bh_stack *stack)
{
    double *low = stack->room, *high = stack->room + stack->n;

    begin_panel(out, scale, stack->title);
    for (size_t i = 0; i < stack->n; i++) {
        high[i] = 0;
    }
    for (size_t layer = 0; layer < stack->n_layers; layer++) {
        const struct bh_line_of *of = &stack->layers[layer];

        for (size_t i = 0; i < stack->n; i++) {
            low[i] = high[i];
            high[i] = low[i] + of->value[i];
        }
        bh_text_add(out, "<polygon points=\"");
        add_points(out, scale, stack->day, low, stack->n, false);
        add_points(out, scale, stack->day, high, stack->n, true);
        bh_text_printf(out, "\" fill=\"var(--c%zu)\"/>", of->colour % BH_COLOURS);
    }
    end_panel(out);
}

static void
add_bar(struct bh_text *out, double top, const struct bh_bar *bar, double y)
{
    double x = BAR_LEFT;

    bh_text_printf(out, "<text text-anchor=\"end\" x=\"%d\" y=\"%.1f\">", BAR_LEFT - 8, y + 15);
    bh_html_text(out, bar->title);
    bh_text_add(out, "</text>");
    for (size_t p = 0; p < bar->n_parts; p++) {
        const double width = BAR_WIDTH * fmax(bar->parts[p], 0) / top;

        bh_text_printf(out,
                       "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"18\" "
                       "fill=\"var(--c%zu)\"/>",
                       x, y + 2, width, bar->colours[p] % BH_COLOURS);
        x += width;
    }
    if (bar->low < bar->high) {
        const double from = BAR_LEFT + BAR_WIDTH * bar->low / top;
        const double to = BAR_LEFT + BAR_WIDTH * bar->high / top;

        bh_text_printf(out,
                       "<path d=\"M%.1f %.1fV%.1fM%.1f %.1fH%.1fM%.1f %.1fV%.1f\" "
                       "stroke=\"var(--ink)\" fill=\"none\"/>",
                       from, y + 6, y + 16, from, y + 11, to, to, y + 6, y + 16);
        x = fmax(x, to);
    }
    bh_text_printf(out, "<text x=\"%.1f\" y=\"%.1f\">", x + 8, y + 15);
    bh_html_text(out, bar->words);
    bh_text_add(out, "</text>");
}

void
bh_chart_bars(struct bh_text *out, double top, const struct bh_bar *bars, size_t n)
{
    const int width = BAR_LEFT + BAR_WIDTH + BAR_WORDS;

    bh_text_printf(out,
                   "<div class=\"wide\"><svg role=\"img\" width=\"%d\" height=\"%zu\" "
                   "viewBox=\"0 0 %d %zu\">",
                   width, n * BAR_ROW + 6, width, n * BAR_ROW + 6);
    for (size_t i = 0; i < n; i++) {
        add_bar(out, top, &bars[i], (double) (i * BAR_ROW));
    }
    bh_text_add(out, "</svg></div>\n");
}
