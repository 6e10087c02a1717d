/** @file obstacles.c  What breaks each option: bars, who stands behind whom, words.
 *
 *  Layer: report.  Only when the results file holds an obstacle study. */
#include "report/html.h"
#include "report/page.h"

#include "base/err.h"

#include <bluehelm/obstacles.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LEADING 2 /* sentences that always show: failures, and the order of obstacles */
#define ROOM 160

static void
show_share(size_t n, size_t of, char text[ROOM])
{
    bh_results_show_share(bh_obstacles_share(n, of).value, text, ROOM);
}

enum { BAR_WIDTH = 300, BAR_HEIGHT = 16 };

/** A bar of two parts: saved alone, saved only with one other. */
static void
add_bar(struct bh_text *out, double saved, double shared)
{
    bh_text_printf(out,
                   "<td><svg role=\"img\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">"
                   "<rect width=\"%.1f\" height=\"%d\" fill=\"var(--c1)\"/>"
                   "<rect x=\"%.1f\" width=\"%.1f\" height=\"%d\" fill=\"var(--c5)\"/></svg></td>",
                   BAR_WIDTH, BAR_HEIGHT, BAR_WIDTH, BAR_HEIGHT, BAR_WIDTH * saved, BAR_HEIGHT,
                   BAR_WIDTH * saved, BAR_WIDTH * shared, BAR_HEIGHT);
}

static void
add_share(struct bh_text *out, size_t n, size_t of)
{
    const struct bh_estimate e = bh_obstacles_share(n, of);
    char text[ROOM], range[ROOM];

    if (of == 0) {
        bh_text_add(out, "<td>–</td>");
        return;
    }
    show_share(n, of, text);
    bh_results_show_shares(e.low, e.high, range, sizeof range);
    bh_text_printf(out, "<td>%s<small>%s</small></td>", text, range);
}

/** A row for each obstacle that plays a part. */
static void
add_bars(struct bh_page *page, const struct bh_obstacles *o,
         const struct bh_obstacles_option *option)
{
    bh_text_add(page->out,
                "<div class=\"wide\"><table><thead><tr><th>Obstacle</th><th>Of the "
                "failures</th><th>Saved alone</th><th>Only with one other</th><th>Breaks, "
                "of successes</th></tr></thead>\n");
    for (size_t a = 0; a < o->n_obstacles; a++) {
        const struct bh_obstacle_alone *alone = &option->alone[a];

        if (!alone->plays_part) {
            continue;
        }
        bh_text_add(page->out, "<tr>");
        bh_html_element(page->out, "td", o->obstacles[a].title);
        add_bar(page->out, bh_obstacles_share(alone->saved, option->n_failures).value,
                bh_obstacles_share(alone->shared, option->n_failures).value);
        add_share(page->out, alone->saved, option->n_failures);
        add_share(page->out, alone->shared, option->n_failures);
        add_share(page->out, alone->harmed, option->n_tested);
        bh_text_add(page->out, "</tr>\n");
    }
    bh_text_add(page->out, "</table></div>\n");
}

/** One cell of the matrix: how many failures the pair saves, and in how many b stands behind a. */
static void
add_pair(struct bh_text *out, const struct bh_obstacles *o,
         const struct bh_obstacles_option *option, size_t a, size_t b)
{
    const size_t together = option->together[a * o->n_obstacles + b];
    const double part = bh_obstacles_share(together, option->n_failures).value;
    char text[ROOM];

    if (together == 0) {
        bh_text_add(out, "<td></td>");
        return;
    }
    show_share(together, option->n_failures, text);
    bh_text_printf(out,
                   "<td style=\"background:color-mix(in srgb,var(--c5) %.0f%%,transparent)\">%s"
                   "<small>%zu of %zu behind</small></td>",
                   part > 0.2 ? 60.0 : 300 * part, text, option->behind[a * o->n_obstacles + b],
                   together);
}

/** Failures that need two: row and column lifted together. Obstacles in no such pair are left out.
 */
static void
add_matrix(struct bh_page *page, const struct bh_obstacles *o,
           const struct bh_obstacles_option *option)
{
    bh_text_add(page->out,
                "<details><summary>Failures that need two obstacles lifted together"
                "</summary>\n<p class=\"soft\">Share of the failures that no single "
                "obstacle saves and the two together do; below it, in how many of these "
                "the column stands behind the row: lifted alone it changes nothing.</p>\n"
                "<div class=\"wide\"><table><thead><tr><th></th>");
    for (size_t b = 0; b < o->n_obstacles; b++) {
        if (option->alone[b].shared > 0) {
            bh_html_element(page->out, "th", o->obstacles[b].title);
        }
    }
    bh_text_add(page->out, "</tr></thead>\n");
    for (size_t a = 0; a < o->n_obstacles; a++) {
        if (option->alone[a].shared == 0) {
            continue;
        }
        bh_text_add(page->out, "<tr>");
        bh_html_element(page->out, "td", o->obstacles[a].title);
        for (size_t b = 0; b < o->n_obstacles; b++) {
            if (option->alone[b].shared > 0) {
                add_pair(page->out, o, option, a, b);
            }
        }
        bh_text_add(page->out, "</tr>\n");
    }
    bh_text_add(page->out, "</table></div></details>\n");
}

/** Sentences as a list; all but the first LEADING fold away. */
static void
add_words(struct bh_text *out, char *text)
{
    size_t n = 0;

    bh_text_add(out, "<ul>\n");
    for (char *line = text; *line != '\0'; n++) {
        char *end = strchr(line, '\n');

        if (end != NULL) {
            *end = '\0';
        }
        if (n == LEADING) {
            bh_text_add(out, "</ul>\n<details><summary>More about this option</summary>\n<ul>\n");
        }
        bh_html_element(out, "li", line);
        line = end == NULL ? line + strlen(line) : end + 1;
    }
    bh_text_add(out, n > LEADING ? "</ul></details>\n" : "</ul>\n");
}

static enum bh_status
add_option(struct bh_page *page, const struct bh_obstacles *o, size_t number, struct bh_err *err)
{
    const struct bh_obstacles_option *option = &o->options[number];
    char *text = NULL;
    enum bh_status st = BH_OK;

    bh_html_element(page->out, "h3", option->title);
    if (option->n_failures > 0) {
        add_bars(page, o, option);
    }
    BH_TRY(bh_obstacles_tell(o, number, BH_TELL_ALL, &text, err));
    add_words(page->out, text);
    if (option->n_failures > 0) {
        add_matrix(page, o, option);
    }
done:
    free(text);
    return st;
}

enum bh_status
bh_page_obstacles(struct bh_page *page, const char *results, struct bh_err *err)
{
    struct bh_obstacles *o = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_obstacles_read(results, &o, err));
    if (o == NULL) {
        return BH_OK;
    }
    bh_text_add(
        page->out,
        "<h2>What breaks it</h2>\n<p>Every failed future was run again, on the same "
        "assumptions and the same luck, with obstacles lifted. The bars show the share of an "
        "option's failures that succeed then. This is counterfactual in the model's terms: "
        "lifting is free and complete here, which it would not be.</p>\n"
        "<div class=\"key\"><span style=\"--k:var(--c1)\">saved by lifting it alone</span>"
        "<span style=\"--k:var(--c5)\">saved only together with one other</span></div>\n");
    for (size_t i = 0; i < o->n_options && st == BH_OK; i++) {
        st = add_option(page, o, i, err);
    }
done:
    bh_obstacles_free(o);
    return st;
}
