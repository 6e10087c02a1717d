/** @file negotiation.c  The page of a negotiation: forecast, pictures over rounds, encounters. */
#include <bluehelm/negotiate.h>

#include "base/err.h"
#include "base/file.h"
#include "base/text.h"
#include "report/html.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { WIDTH = 760, HEIGHT = 420, LEFT = 48, RIGHT = 190, TOP = 14, BOTTOM = 34 };
enum { N_COLOURS = 8, LABEL_HEIGHT = 13 };

/** One issue's picture. */
struct picture {
    const struct bh_negotiation *n;
    size_t issue;
    struct bh_text *out;
};

static double
x_at(const struct picture *p, size_t round)
{
    const size_t last = p->n->n_rounds > 0 ? p->n->n_rounds : 1;

    return LEFT + (WIDTH - LEFT - RIGHT) * (double) round / (double) last;
}

static double
y_at(const struct picture *p, double value)
{
    const struct bh_table *t = p->n->table;
    const double low = t->scale_low[p->issue];
    const double share = (value - low) / (t->scale_high[p->issue] - low);

    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share;
}

static void
add_axes(const struct picture *p)
{
    const struct bh_table *t = p->n->table;
    const double low = t->scale_low[p->issue];
    const double high = t->scale_high[p->issue];
    const size_t step = p->n->n_rounds / 10 + 1;

    for (int i = 0; i <= 4; i++) {
        const double value = low + (high - low) * i / 4;

        bh_text_printf(p->out,
                       "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                       "<text class=\"soft\" text-anchor=\"end\" x=\"%d\" y=\"%.1f\">%.4g</text>",
                       LEFT, WIDTH - RIGHT, y_at(p, value), y_at(p, value), LEFT - 6,
                       y_at(p, value) + 4, value);
    }
    for (size_t r = 0; r <= p->n->n_rounds; r += step) {
        bh_text_printf(p->out,
                       "<text class=\"soft\" text-anchor=\"middle\" x=\"%.1f\" y=\"%d\">%zu</text>",
                       x_at(p, r), HEIGHT - BOTTOM + 16, r);
    }
    bh_text_printf(p->out,
                   "<text class=\"soft\" text-anchor=\"middle\" x=\"%d\" y=\"%d\">round</text>",
                   (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 4);
}

/** The band of the weighted mean over all draws. */
static void
add_band(const struct picture *p)
{
    const size_t d = p->n->table->n_issues;

    if (p->n->n_draws == 0) {
        return;
    }
    bh_text_add(p->out, "<polygon fill=\"var(--c0)\" opacity=\"0.25\" points=\"");
    for (size_t r = 0; r <= p->n->n_rounds; r++) {
        bh_text_printf(p->out, "%.1f,%.1f ", x_at(p, r), y_at(p, p->n->path[r * d + p->issue].q95));
    }
    for (size_t r = p->n->n_rounds + 1; r-- > 0;) {
        bh_text_printf(p->out, "%.1f,%.1f ", x_at(p, r), y_at(p, p->n->path[r * d + p->issue].q05));
    }
    bh_text_add(p->out, "\"/>");
}

/** Actors from the top of the picture to its bottom, by where they end. */
static void
order_labels(const struct picture *p, size_t *order)
{
    const struct bh_table *t = p->n->table;
    const double *last = p->n->position + p->n->n_rounds * t->n_actors * t->n_issues;

    for (size_t a = 0; a < t->n_actors; a++) {
        size_t at = a;

        for (; at > 0 &&
               last[order[at - 1] * t->n_issues + p->issue] < last[a * t->n_issues + p->issue];
             at--) {
            order[at] = order[at - 1];
        }
        order[at] = a;
    }
}

static void
add_line(const struct picture *p, size_t actor, double label_y)
{
    const struct bh_table *t = p->n->table;
    const size_t at = actor * t->n_issues + p->issue;
    const size_t size = t->n_actors * t->n_issues;
    const double end = y_at(p, p->n->position[p->n->n_rounds * size + at]);

    bh_text_printf(p->out, "<g style=\"color:var(--c%zu)\"><title>", 1 + actor % (N_COLOURS - 1));
    bh_html_text(p->out, t->actors[actor]);
    bh_text_printf(p->out,
                   "</title><polyline fill=\"none\" stroke=\"currentColor\" stroke-width=\"%.2f\" "
                   "points=\"",
                   1.0 + 3.0 * t->salience[at].value);
    for (size_t r = 0; r <= p->n->n_rounds; r++) {
        bh_text_printf(p->out, "%.1f,%.1f ", x_at(p, r), y_at(p, p->n->position[r * size + at]));
    }
    bh_text_printf(
        p->out,
        "\"/><line stroke=\"currentColor\" opacity=\"0.4\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" "
        "y2=\"%.1f\"/><text style=\"fill:currentColor\" x=\"%d\" y=\"%.1f\">",
        WIDTH - RIGHT, end, WIDTH - RIGHT + 10, label_y - 4, WIDTH - RIGHT + 13, label_y);
    bh_html_text(p->out, t->actors[actor]);
    bh_text_add(p->out, "</text></g>\n");
}

/** Positions of every actor over the rounds, the band of the mean behind them. */
static void
add_picture(const struct picture *p)
{
    size_t order[BH_TABLE_MOST_ACTORS];
    const size_t n = p->n->table->n_actors;
    const double height = fmax(HEIGHT, TOP + (double) n * LABEL_HEIGHT + 6);
    double floor = 0;

    bh_text_printf(
        p->out,
        "<div class=\"wide\"><svg role=\"img\" width=\"%d\" height=\"%.0f\" viewBox=\"0 0 %d "
        "%.0f\"><title>Positions on ",
        WIDTH, height, WIDTH, height);
    bh_html_text(p->out, p->n->table->issues[p->issue]);
    bh_text_add(p->out, " over rounds</title>");
    add_axes(p);
    add_band(p);
    order_labels(p, order);
    for (size_t i = 0; i < n; i++) {
        const struct bh_table *t = p->n->table;
        const size_t at = (p->n->n_rounds * n + order[i]) * t->n_issues + p->issue;
        const double wanted = y_at(p, p->n->position[at]) + 4;
        const double room = height - 6 - (double) (n - 1 - i) * LABEL_HEIGHT;
        const double y = fmin(fmax(wanted, floor), room);

        add_line(p, order[i], y);
        floor = y + LABEL_HEIGHT;
    }
    bh_text_add(p->out, "</svg></div>\n");
}

static void
add_number_cell(struct bh_text *out, double value)
{
    if (isnan(value)) {
        bh_text_add(out, "<td>–</td>");
    } else {
        bh_text_printf(out, "<td>%.3g</td>", value);
    }
}

static void
add_forecast(struct bh_text *out, const struct bh_negotiation *n, size_t issue)
{
    bh_text_add(out,
                "<div class=\"wide\"><table><thead><tr><th>Rule</th><th>Outcome</th><th>Median "
                "of draws</th><th>5th</th><th>95th percentile</th><th>What it is</th></tr>"
                "</thead>\n");
    for (size_t rule = 0; rule < BH_N_FORECAST_RULES; rule++) {
        const struct bh_forecast_value *v = &n->forecast[rule * n->table->n_issues + issue];

        bh_text_add(out, "<tr>");
        bh_html_element(out, "td", bh_forecast_rule_name((enum bh_forecast_rule) rule));
        add_number_cell(out, v->value);
        add_number_cell(out, v->median);
        add_number_cell(out, v->q05);
        add_number_cell(out, v->q95);
        bh_html_element(out, "td style=\"text-align:left\"",
                        bh_forecast_rule_meaning((enum bh_forecast_rule) rule));
        bh_text_add(out, "</tr>\n");
    }
    bh_text_add(out, "</table></div>\n");
}

static void
add_encounters(struct bh_text *out, const struct bh_negotiation *n)
{
    bh_text_add(out, "<h2>Who challenges whom</h2>\n<details><summary>All encounters</summary>"
                     "<div class=\"wide\"><table class=\"words\"><thead><tr><th>Round</th>"
                     "<th>Challenger</th><th>Target</th><th>Kind</th><th>Chance</th><th>Gain</th>"
                     "<th>Moves</th></tr></thead>\n");
    for (size_t i = 0; i < n->n_encounters; i++) {
        const struct bh_encounter *e = &n->encounters[i];
        const char *moves = e->challenger_moved && e->target_moved ? "both"
                            : e->challenger_moved                  ? "challenger"
                            : e->target_moved                      ? "target"
                                                                   : "neither";

        bh_text_printf(out, "<tr><td>%zu</td>", e->round);
        bh_html_element(out, "td", n->table->actors[e->challenger]);
        bh_html_element(out, "td", n->table->actors[e->target]);
        bh_html_element(out, "td", bh_encounter_kind_name(e->kind));
        add_number_cell(out, e->chance);
        add_number_cell(out, e->gain);
        bh_html_element(out, "td", moves);
        bh_text_add(out, "</tr>\n");
    }
    bh_text_add(out, "</table></div></details>\n");
}

static void
add_head(struct bh_text *out, const struct bh_negotiation *n)
{
    const struct bh_table *t = n->table;

    bh_html_element(out, "h1", t->title[0] != '\0' ? t->title : "A negotiation");
    bh_text_printf(
        out,
        "<p class=\"note\">%zu actors. Path by the %s model, %zu rounds%s; %zu draws%s. It "
        "explores what the table assumes. It is not a forecast to rely on.</p>\n",
        t->n_actors, n->model, n->n_rounds, n->is_settled ? ", then settled" : "", n->n_draws,
        n->is_jittered ? " with capability and salience moved by up to 5 %, positions by "
                         "up to 2 % of the scale, for the table gives no ranges"
                       : "");
    for (size_t i = 0; i < t->n_remarks; i++) {
        bh_html_element(out, "p", t->remarks[i]);
    }
}

static void
add_settings(struct bh_text *out, const struct bh_negotiation *n)
{
    bh_text_add(out, "<h2>Options of the model</h2>\n<p>");
    for (size_t i = 0; i < n->n_settings; i++) {
        bh_text_add(out, i > 0 ? ", " : "");
        bh_html_text(out, n->settings[2 * i]);
        bh_text_add(out, " ");
        bh_html_text(out, n->settings[2 * i + 1]);
    }
    bh_text_add(out, "</p>\n");
}

enum bh_status
bh_negotiation_html(const struct bh_negotiation *n, const char *path, struct bh_err *err)
{
    struct bh_text out = {0};
    enum bh_status st = BH_OK;

    bh_html_begin(&out, n->table->title[0] != '\0' ? n->table->title : "A negotiation");
    add_head(&out, n);
    for (size_t k = 0; k < n->table->n_issues; k++) {
        const struct picture picture = {n, k, &out};

        bh_html_element(&out, "h2", n->table->issues[k]);
        add_forecast(&out, n, k);
        bh_text_add(&out,
                    "<p>Positions over rounds, as the table gives the numbers; the thicker a "
                    "line, the more the issue matters to the actor. Grey: weighted mean, 90 % "
                    "of the draws.</p>\n");
        add_picture(&picture);
    }
    add_encounters(&out, n);
    add_settings(&out, n);
    bh_html_end(&out);
    if (out.failed) {
        st = bh_no_memory(err);
        goto done;
    }
    BH_TRY(bh_file_write(path, bh_text_string(&out), out.n, err));
done:
    bh_text_fini(&out);
    return st;
}
