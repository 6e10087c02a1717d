/** @file search_page.c  What a search found, as a page: one picture for each pair of goals, a
 * table.
 *
 *  Layer: report. */
#include "base/err.h"
#include "base/file.h"
#include "report/html.h"

#include <bluehelm/search.h>
#include <math.h>
#include <stdio.h>

enum { WIDTH = 430, HEIGHT = 330, LEFT = 96, RIGHT = 18, TOP = 26, BOTTOM = 46 };
#define ROOM 160

/** An axis: a goal, from the least to the most of what is drawn. */
struct axis {
    size_t goal;
    double low, high;
};

static struct axis
axis_of(const struct bh_search *s, size_t goal)
{
    struct axis axis = {goal, s->as_planned.scores[goal].fresh, s->as_planned.scores[goal].fresh};

    for (size_t i = 0; i < s->n_set; i++) {
        axis.low = fmin(axis.low, s->set[i].scores[goal].fresh);
        axis.high = fmax(axis.high, s->set[i].scores[goal].fresh);
    }
    const double margin = axis.high > axis.low ? 0.06 * (axis.high - axis.low) : 1;
    axis.low -= margin;
    axis.high += margin;
    return axis;
}

static double
place(const struct axis *axis, double value, double from, double to)
{
    return from + (to - from) * (value - axis->low) / (axis->high - axis->low);
}

static void
show(const struct bh_search *s, const char *kind, const char *unit, double value, char text[ROOM])
{
    bh_results_show(value, kind, unit, s->currency, s->start, text, ROOM);
}

/** Three labels along an axis, and the goal's title. */
static void
add_axis(struct bh_text *out, const struct bh_search *s, const struct axis *axis, bool is_upright)
{
    const struct bh_search_goal *goal = &s->goals[axis->goal];
    char text[ROOM];

    for (int i = 0; i <= 2; i++) {
        const double value = axis->low + (axis->high - axis->low) * (0.06 + 0.44 * i);

        show(s, goal->kind, goal->unit, value, text);
        if (is_upright) {
            const double y = place(axis, value, HEIGHT - BOTTOM, TOP);

            bh_text_printf(out,
                           "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                           "<text class=\"soft\" text-anchor=\"end\" x=\"%d\" y=\"%.1f\">",
                           LEFT, WIDTH - RIGHT, y, y, LEFT - 6, y + 4);
        } else {
            static const char *const anchors[] = {"start", "middle", "end"};

            bh_text_printf(out, "<text class=\"soft\" text-anchor=\"%s\" x=\"%.1f\" y=\"%d\">",
                           anchors[i], place(axis, value, LEFT, WIDTH - RIGHT),
                           HEIGHT - BOTTOM + 16);
        }
        bh_html_text(out, text);
        bh_text_add(out, "</text>");
    }
    bh_text_printf(out, "<text x=\"%d\" y=\"%d\"%s>", is_upright ? 4 : WIDTH - RIGHT,
                   is_upright ? 14 : HEIGHT - 8, is_upright ? "" : " text-anchor=\"end\"");
    bh_html_text(out, goal->title);
    bh_text_add(out,
                goal->high_is_better ? " (more is better)</text>" : " (less is better)</text>");
}

static void
add_point(struct bh_text *out, const struct axis *x, const struct axis *y,
          const struct bh_search_candidate *c, const char *name, bool is_plan)
{
    const double cx = place(x, c->scores[x->goal].fresh, LEFT, WIDTH - RIGHT);
    const double cy = place(y, c->scores[y->goal].fresh, HEIGHT - BOTTOM, TOP);

    bh_text_printf(out,
                   "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%d\" fill=\"%s\" stroke=\"var(--ink)\">"
                   "<title>",
                   cx, cy, is_plan ? 6 : 4, is_plan ? "var(--c2)" : "var(--c1)");
    bh_html_text(out, name);
    bh_text_add(out, "</title></circle>");
}

static void
add_picture(struct bh_text *out, const struct bh_search *s, size_t a, size_t b)
{
    const struct axis x = axis_of(s, a), y = axis_of(s, b);
    char name[32];

    bh_text_printf(out, "<svg role=\"img\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">",
                   WIDTH, HEIGHT, WIDTH, HEIGHT);
    add_axis(out, s, &y, true);
    add_axis(out, s, &x, false);
    for (size_t i = 0; i < s->n_set; i++) {
        snprintf(name, sizeof name, "candidate %zu", i + 1);
        add_point(out, &x, &y, &s->set[i], name, false);
    }
    add_point(out, &x, &y, &s->as_planned, "as planned", true);
    bh_text_add(out, "</svg>\n");
}

static void
add_row(struct bh_text *out, const struct bh_search *s, const struct bh_search_candidate *c,
        const char *name)
{
    char text[ROOM];

    bh_text_add(out, "<tr>");
    bh_html_element(out, "td", name);
    for (size_t i = 0; i < s->n_levers; i++) {
        show(s, s->levers[i].kind, "", c->levers[i], text);
        bh_html_element(out, "td", text);
    }
    for (size_t g = 0; g < s->n_goals; g++) {
        const struct bh_search_goal *goal = &s->goals[g];

        show(s, goal->kind, goal->unit, c->scores[g].fresh, text);
        bh_text_add(out, "<td>");
        bh_html_text(out, text);
        show(s, goal->kind, goal->unit, c->scores[g].searched, text);
        bh_text_add(out, "<small>chosen with ");
        bh_html_text(out, text);
        bh_text_add(out, "</small></td>");
    }
    bh_results_show_shares(c->success.low, c->success.high, text, sizeof text);
    bh_html_element(out, "td", text);
    bh_text_add(out, "</tr>\n");
}

static void
add_table(struct bh_text *out, const struct bh_search *s)
{
    char name[32];

    bh_text_add(out, "<div class=\"wide\"><table><thead><tr><th></th>");
    for (size_t i = 0; i < s->n_levers; i++) {
        bh_html_element(out, "th", s->levers[i].title);
    }
    for (size_t g = 0; g < s->n_goals; g++) {
        bh_html_element(out, "th", s->goals[g].title);
    }
    bh_text_add(out, "<th>Succeeds, 95 % interval</th></tr></thead>\n");
    add_row(out, s, &s->as_planned, "as planned");
    for (size_t i = 0; i < s->n_set; i++) {
        snprintf(name, sizeof name, "%zu", i + 1);
        add_row(out, s, &s->set[i], name);
    }
    bh_text_add(out, "</table></div>\n");
}

enum bh_status
bh_search_page(const struct bh_search *s, const char *html, struct bh_err *err)
{
    struct bh_text out = {0};
    enum bh_status st = BH_OK;

    bh_html_begin(&out, s->plan_title);
    bh_html_element(&out, "h1", s->plan_title);
    bh_html_element(&out, "p class=\"soft\"", s->option_title);
    bh_text_printf(
        &out,
        "<p class=\"note\">This is model output. It explores what the plan assumes and does "
        "not predict. %zu candidates were tried, each on its own %zu futures; shown is what "
        "those that no other beats come to on as many fresh futures.</p>\n"
        "<div class=\"key\"><span style=\"--k:var(--c1)\">a compromise</span>"
        "<span style=\"--k:var(--c2)\">the plan as it stands</span></div>\n"
        "<div class=\"panels\">\n",
        s->n_evaluations, s->n_futures);
    for (size_t a = 0; a < s->n_goals; a++) {
        for (size_t b = 0; b < a; b++) {
            add_picture(&out, s, a, b);
        }
    }
    bh_text_add(&out, "</div>\n");
    add_table(&out, s);
    bh_html_end(&out);
    st = out.failed ? bh_no_memory(err)
                    : bh_file_write(html, bh_text_string(&out), out.n, err);
    bh_text_fini(&out);
    return st;
}
