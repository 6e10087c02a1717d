/** @file sensitivity.c  What success depends on, and which option holds: tornado and trade-off. */
#include <bluehelm/robust.h>
#include <bluehelm/sensitivity.h>

#include "report/chart.h"
#include "report/html.h"
#include "report/page.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define MOST_BARS 8
#define ROOM 240
#define NAME_WIDTH 33
#define MEANING_WIDTH 32
#define TITLE_WIDTH 28
#define REPORT_RESAMPLES 100

enum { PLOT = 200, PLOT_LEFT = 14, PLOT_TOP = 24, PLOT_BOTTOM = 26, PLOT_DOT = 6 };

/* ---- tornado --------------------------------------------------------------------------------- */

static const struct bh_index *
main_index(const struct bh_sensitivity_option *o, size_t i)
{
    return o->total != NULL     ? &o->total[i]
           : o->effects != NULL ? &o->effects[i].mu_star
                                : &o->first[i];
}

/** The next factor after those before it in order of size. */
static size_t
next_largest(const struct bh_sensitivity *s, const struct bh_sensitivity_option *o,
             const size_t *before, size_t n)
{
    size_t best = s->n_factors;

    for (size_t i = 0; i < s->n_factors; i++) {
        bool is_taken = isnan(main_index(o, i)->value);

        for (size_t k = 0; k < n; k++) {
            is_taken = is_taken || before[k] == i;
        }
        if (!is_taken &&
            (best == s->n_factors || main_index(o, i)->value > main_index(o, best)->value)) {
            best = i;
        }
    }
    return best;
}

/** The end of a long path, the beginning of a long meaning; never inside a letter. */
static void
cut_name(const char *name, char *text)
{
    const size_t n = strlen(name);
    const char *from = name + (n > NAME_WIDTH ? n - NAME_WIDTH : 0);

    while (((unsigned char) *from & 0xc0) == 0x80) {
        from++;
    }
    snprintf(text, ROOM, "%s%s", from == name ? "" : "…", from);
}

static void
cut_end(const char *meaning, size_t width, char *text)
{
    size_t n = strlen(meaning) > width ? width : strlen(meaning);

    while (n > 0 && ((unsigned char) meaning[n] & 0xc0) == 0x80) {
        n--;
    }
    snprintf(text, ROOM, "%.*s%s", (int) n, meaning, meaning[n] == '\0' ? "" : "…");
}

static void
add_bar(struct bh_page *page, const struct bh_sensitivity *s, const struct bh_sensitivity_option *o,
        size_t i, double top)
{
    static const size_t colours[] = {1, 0};
    const struct bh_index *index = main_index(o, i);
    const double first = o->first == NULL ? index->value : fmax(o->first[i].value, 0);
    const double alone = fmin(first, fmax(index->value, 0));
    const double parts[] = {alone, fmax(index->value - alone, 0)};
    const bool is_loose = o->effects == NULL && bh_sensitivity_is_loose(index);
    char name[ROOM], meaning[ROOM], words[3 * ROOM];

    cut_name(s->factors[i].name, name);
    cut_end(s->factors[i].meaning, MEANING_WIDTH, meaning);
    snprintf(words, sizeof words, "%.2f%s %s", index->value, is_loose ? " ?" : "", meaning);
    const struct bh_bar bar = {.title = name,
                               .words = words,
                               .parts = parts,
                               .colours = colours,
                               .n_parts = 2,
                               .low = fmax(index->low, 0),
                               .high = index->high};
    bh_chart_bars(page->out, top, &bar, 1);
}

/** Indices of given points that chance makes as large are noise, and there are many. */
static bool
is_worth_a_bar(const struct bh_sensitivity *s, const struct bh_sensitivity_option *o,
               const struct bh_index *index)
{
    return index->value > (s->kind == BH_SENSITIVITY_GIVEN
                               ? bh_given_noise(o->n_used, s->n_factors)
                               : 0);
}

static void
add_tornado(struct bh_page *page, const struct bh_sensitivity *s,
            const struct bh_sensitivity_option *o)
{
    size_t order[MOST_BARS];
    size_t n = 0;
    double top = 0;

    bh_html_element(page->out, "h3", o->title);
    if (o->is_constant) {
        bh_html_element(page->out, "p", "Success is the same in every future: nothing to explain.");
        return;
    }
    while (n < MOST_BARS && n < s->n_factors) {
        const size_t i = next_largest(s, o, order, n);

        if (i == s->n_factors || !is_worth_a_bar(s, o, main_index(o, i))) {
            break;
        }
        order[n++] = i;
        top = fmax(top, fmax(main_index(o, i)->value, main_index(o, i)->high));
    }
    if (n == 0) {
        bh_html_element(page->out, "p", "Too few futures to tell any of them from nothing.");
    }
    for (size_t k = 0; k < n; k++) {
        add_bar(page, s, o, order[k], bh_chart_round_up(top));
    }
    if (o->n_dropped > 0) {
        bh_text_printf(page->out,
                       "<p class=\"soft\">%zu rows left out because a future failed.</p>\n",
                       o->n_dropped);
    }
}

enum bh_status
bh_page_sensitivity(struct bh_page *page, const char *path, struct bh_err *err)
{
    static const char *const hints[] = {
        "Blue: the share of the variance of success that goes when this alone is known (S1). Grey: "
        "its "
        "part in interactions (ST less S1).",
        "How much success changes on average per step along each range (elementary effects).",
        "The share of the variance of success that goes when this alone is known (S1), from "
        "classes of "
        "its values; interactions need a study of their own (bluehelm sensitivity PLAN)."};
    const struct bh_sensitivity_request request = {.n_resamples = REPORT_RESAMPLES};
    struct bh_sensitivity *s = NULL;
    const enum bh_status st = bh_sensitivity_read(path, &request, &s, err);

    if (st != BH_OK) { /* too few futures is no failure of the report */
        return st == BH_EINPUT ? BH_OK : st;
    }
    bh_text_add(page->out, "<h2>What success depends on</h2>\n");
    bh_html_element(page->out, "p", hints[s->kind]);
    bh_text_add(page->out,
                "<p class=\"soft\">Bars end in 95 % intervals by resampling; a question mark "
                "says that the interval is too wide to use.</p>\n");
    for (size_t o = 0; o < s->n_options; o++) {
        add_tornado(page, s, &s->options[o]);
    }
    bh_sensitivity_free(s);
    return BH_OK;
}

/* ---- trade-off ------------------------------------------------------------------------------- */

/** Where a value lies between the least and the greatest of all options, 0 to 1. */
static double
part_of(const struct bh_robustness *r, const struct bh_robust_measure *m,
        enum bh_robust_metric metric, size_t option)
{
    double low = (double) INFINITY, high = -(double) INFINITY;

    for (size_t o = 0; o < r->n_options; o++) {
        const double value = m->values[o * BH_ROBUST_METRICS + metric];

        low = fmin(low, value);
        high = fmax(high, value);
    }
    return high > low ? (m->values[option * BH_ROBUST_METRICS + metric] - low) / (high - low) : 0.5;
}

/** Options by mean (better to the right) and by regret (better below). */
static void
add_plot(struct bh_page *page, const struct bh_robustness *r, const struct bh_robust_measure *m)
{
    const double width = PLOT - 2 * PLOT_LEFT, height = PLOT - PLOT_TOP - PLOT_BOTTOM - 8;
    char title[ROOM];

    cut_end(m->title, TITLE_WIDTH, title);

    bh_text_printf(page->out,
                   "<svg role=\"img\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">"
                   "<title>",
                   PLOT, PLOT, PLOT, PLOT);
    bh_html_text(page->out, m->title);
    bh_text_add(page->out, "</title><text x=\"2\" y=\"13\" font-weight=\"600\">");
    bh_html_text(page->out, title);
    bh_text_printf(
        page->out,
        "</text><rect x=\"2\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" "
        "class=\"grid\"/><text class=\"soft\" x=\"2\" y=\"%d\">mean: better to the right</text>",
        PLOT_TOP - 4, PLOT - 4, PLOT - PLOT_TOP - PLOT_BOTTOM + 8, PLOT - 4);
    for (size_t o = 0; o < r->n_options; o++) {
        const double x = part_of(r, m, BH_ROBUST_LAPLACE, o);
        const double y = part_of(r, m, BH_ROBUST_P90_REGRET, o);

        bh_text_printf(
            page->out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%d\" fill=\"var(--c%zu)\"><title>",
            PLOT_LEFT + width * x, PLOT_TOP + 4 + height * (1 - y), PLOT_DOT, bh_page_colour(o));
        bh_html_text(page->out, r->options[o].title);
        bh_text_add(page->out, "</title></circle>");
    }
    bh_text_add(page->out, "</svg>\n");
}

static void
add_firsts(struct bh_page *page, const struct bh_robustness *r)
{
    bh_text_add(page->out, "<div class=\"wide\"><table class=\"words\"><thead><tr><th>Measure</th>"
                           "<th>First by metric</th></tr></thead>\n");
    for (size_t i = 0; i < r->n_measures; i++) {
        char text[2000];
        const bool agree = bh_robust_agreement(r, &r->measures[i], text, sizeof text);

        bh_text_add(page->out, "<tr><td>");
        bh_html_text(page->out, r->measures[i].title);
        bh_text_add(page->out, agree ? "<small>metrics agree</small></td><td>"
                                     : "<small>metrics disagree</small></td><td>");
        bh_html_text(page->out, text[0] == '\0' ? "no metric tells the options apart" : text);
        bh_text_add(page->out, "</td></tr>\n");
    }
    bh_text_add(page->out, "</table></div>\n");
}

enum bh_status
bh_page_robustness(struct bh_page *page, const char *path, struct bh_err *err)
{
    struct bh_robustness *r = NULL;
    const enum bh_status st = bh_robustness_read(path, NULL, 0.5, &r, err);

    if (st != BH_OK) {
        return st == BH_EINPUT ? BH_OK : st;
    }
    if (r->n_options > 1) {
        bh_text_add(
            page->out,
            "<h2>Robustness</h2>\n<p>Mean over futures against regret: how much worse "
            "than the best option in the same future, in nine of ten futures at most. Down and "
            "to the right is better; each panel reaches from the least to the most of these "
            "options.</p>\n<div class=\"panels\">\n");
        for (size_t i = 0; i < r->n_measures; i++) {
            add_plot(page, r, &r->measures[i]);
        }
        bh_text_add(page->out, "</div>\n");
        add_firsts(page, r);
    }
    bh_robustness_free(r);
    return BH_OK;
}
