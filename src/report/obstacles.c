/** @file obstacles.c  What breaks each option: bars, who stands behind whom, words.
 *
 *  Layer: report.  Only when the results file holds an obstacle study. */
#include "report/chart.h"
#include "report/html.h"
#include "report/page.h"

#include "base/err.h"

#include <bluehelm/obstacles.h>
#include <stdio.h>
#include <stdlib.h>

#define ROOM 160

static void
show_share(size_t n, size_t of, char text[ROOM])
{
    bh_results_show(bh_obstacles_share(n, of).value, "share", "", "", "", text, ROOM);
}

/** A bar for each obstacle that plays a part: saved alone, then only with one other. */
static void
add_bars(struct bh_page *page, const struct bh_obstacles *o,
         const struct bh_obstacles_option *option)
{
    static const size_t colours[] = {1, 5};

    for (size_t a = 0; a < o->n_obstacles; a++) {
        const struct bh_obstacle_alone *alone = &option->alone[a];
        const double parts[] = {bh_obstacles_share(alone->saved, option->n_failures).value,
                                bh_obstacles_share(alone->shared, option->n_failures).value};
        char words[2 * ROOM], saved[ROOM], shared[ROOM];

        if (!alone->plays_part) {
            continue;
        }
        show_share(alone->saved, option->n_failures, saved);
        show_share(alone->shared, option->n_failures, shared);
        snprintf(words, sizeof words, "%.60s; with one other %.60s", saved, shared);
        const struct bh_bar bar = {.title = o->obstacles[a].title,
                                   .words = words,
                                   .parts = parts,
                                   .colours = colours,
                                   .n_parts = 2};
        bh_chart_bars(page->out, 1, &bar, 1);
    }
}

/** Failures that need two: row and column lifted together. */
static void
add_matrix(struct bh_page *page, const struct bh_obstacles *o,
           const struct bh_obstacles_option *option)
{
    const size_t n = o->n_obstacles;
    char text[ROOM];

    bh_text_add(page->out,
                "<details><summary>Failures that need two obstacles lifted together"
                "</summary>\n<p class=\"soft\">Share of the failures that no single "
                "obstacle saves and the two together do; below it, in how many of these the "
                "column stands behind the row: lifted alone it changes nothing.</p>\n"
                "<div class=\"wide\"><table><thead><tr><th></th>");
    for (size_t b = 0; b < n; b++) {
        bh_html_element(page->out, "th", o->obstacles[b].title);
    }
    bh_text_add(page->out, "</tr></thead>\n");
    for (size_t a = 0; a < n; a++) {
        bh_text_add(page->out, "<tr>");
        bh_html_element(page->out, "td", o->obstacles[a].title);
        for (size_t b = 0; b < n; b++) {
            const size_t together = option->together[a * n + b];

            if (together == 0) {
                bh_text_add(page->out, "<td></td>");
                continue;
            }
            const double part = bh_obstacles_share(together, option->n_failures).value;
            show_share(together, option->n_failures, text);
            bh_text_printf(
                page->out,
                "<td style=\"background:color-mix(in srgb,var(--c5) %.0f%%,transparent)\">"
                "%s<small>%zu of %zu behind</small></td>",
                part > 0.2 ? 60.0 : 300 * part, text, option->behind[a * n + b], together);
        }
        bh_text_add(page->out, "</tr>\n");
    }
    bh_text_add(page->out, "</table></div></details>\n");
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
    bh_text_add(page->out, "<p>");
    bh_html_text(page->out, text);
    bh_text_add(page->out, "</p>\n");
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
