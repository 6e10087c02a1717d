/** @file discovery.c  Where each option breaks: corners of the assumptions, with pictures. */
#include "base/err.h"
#include "report/chart_box.h"
#include "report/html.h"
#include "report/page.h"

#include <bluehelm/discover.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROOM 240
#define MOST_FUTURES 4000  /* an option; more would only make the page slow to write */
#define FEWEST_FAILURES 50 /* an option with fewer has no corner worth a picture */

static void
show_share(double share, char *text)
{
    bh_results_show_share(share, text, ROOM);
}

/** Number of an option in the study, for its colour. */
static size_t
number_of(const struct bh_page *page, const char *id)
{
    size_t o = 0;

    while (o + 1 < page->study->n_options && strcmp(page->study->options[o].id, id) != 0) {
        o++;
    }
    return o;
}

static bool
has_picture(const struct bh_searched_option *option)
{
    return option->n_corners > 0 && option->whole.k >= FEWEST_FAILURES;
}

/** Trajectories of the first corners. */
static enum bh_status
add_ways(struct bh_page *page, const struct bh_discovery *d, struct bh_err *err)
{
    struct bh_way *ways = calloc(d->n_options + 1, sizeof *ways);
    double *room = NULL;
    size_t n = 0, used = 0, total = 0;

    for (size_t o = 0; o < d->n_options; o++) {
        total += has_picture(&d->options[o]) ? d->options[o].corners[0].trajectory->n_steps : 0;
    }
    room = calloc(2 * total + 1, sizeof *room);
    if (ways == NULL || room == NULL) {
        free(ways);
        free(room);
        return bh_no_memory(err);
    }
    for (size_t o = 0; o < d->n_options; o++) {
        const struct bh_searched_option *option = &d->options[o];

        if (!has_picture(option)) {
            continue;
        }
        const struct bh_prim_box *box = option->corners[0].trajectory;
        double *coverage = room + used, *density = room + used + box->n_steps;

        for (size_t i = 0; i < box->n_steps; i++) {
            coverage[i] = box->steps[i].coverage;
            density[i] = box->steps[i].density;
        }
        used += 2 * box->n_steps;
        ways[n++] = (struct bh_way){option->title, bh_page_colour(number_of(page, option->id)),
                                    box->n_steps,  coverage,
                                    density,       option->corners[0].step};
    }
    bh_text_add(page->out, "<div class=\"panels\">");
    bh_chart_plane(page->out, "Share that fails inside (density)", ways, n);
    bh_text_add(page->out, "</div>\n<div class=\"key\">");
    for (size_t i = 0; i < n; i++) {
        bh_text_printf(page->out, "<span style=\"--k:var(--c%zu)\">", ways[i].colour);
        bh_html_text(page->out, ways[i].title);
        bh_text_add(page->out, "</span>");
    }
    bh_text_add(page->out, "</div>\n");
    free(ways);
    free(room);
    return BH_OK;
}

static void
add_limits(struct bh_page *page, const struct bh_discovery *d, const struct bh_corner *corner,
           size_t colour)
{
    struct bh_kept kept[BH_DISCOVER_MOST_LIMITS];
    char words[BH_DISCOVER_MOST_LIMITS][ROOM];

    for (size_t l = 0; l < corner->n_limits; l++) {
        const struct bh_corner_limit *limit = &corner->limits[l];

        bh_discovery_limit(d, limit, words[l], ROOM);
        kept[l] = (struct bh_kept){.title = d->factors[limit->factor].path,
                                   .words = words[l],
                                   .colour = colour,
                                   .from = limit->below,
                                   .to = 1 - limit->above};
    }
    bh_chart_kept(page->out, kept, corner->n_limits);
}

static void
add_corner(struct bh_page *page, const struct bh_discovery *d,
           const struct bh_searched_option *option, size_t c)
{
    const struct bh_corner *corner = &option->corners[c];
    char density[ROOM], coverage[ROOM], unseen[ROOM];

    show_share((double) corner->inside.k / (double) corner->inside.n, density);
    show_share((double) corner->inside.k / (double) option->whole.k, coverage);
    bh_text_printf(page->out, "<p>%s %s fail, %s of all failures",
                   c == 0 ? "In this corner" : "Outside that corner, in this one", density,
                   coverage);
    if (corner->unseen.n > 0) {
        show_share((double) corner->unseen.k / (double) corner->unseen.n, unseen);
        bh_text_printf(page->out, "; %s on futures it was not found in%s", unseen,
                       corner->is_confirmed ? "" : ", no better than chance");
    } else {
        bh_text_add(page->out, "; neither half of the futures alone shows it");
    }
    bh_text_add(page->out, ".</p>\n");
    add_limits(page, d, corner, bh_page_colour(number_of(page, option->id)));
}

static void
add_option(struct bh_page *page, const struct bh_discovery *d,
           const struct bh_searched_option *option)
{
    char text[ROOM];

    bh_html_element(page->out, "h3", option->title);
    show_share((double) option->whole.k / (double) option->whole.n, text);
    bh_text_printf(page->out, "<p>Fails in %s of its futures.%s</p>\n", text,
                   option->n_corners > 0
                       ? ""
                       : " No corner of the assumptions explains that better than chance.");
    for (size_t c = 0; c < option->n_corners; c++) {
        add_corner(page, d, option, c);
    }
}

static void
add_words(struct bh_page *page, const struct bh_discovery *d)
{
    const double n = (double) d->together.n;
    char all[ROOM], none[ROOM], rest[ROOM];

    bh_text_add(
        page->out,
        "<h2>Where each option breaks</h2>\n<p>Corners of the assumptions in which an option "
        "fails above all. Each curve begins at the right with every future and cuts "
        "assumptions step by step; the large dot is the corner told below. Bars show which "
        "part of the values drawn for an assumption a corner keeps, lowest at the left. How "
        "likely a corner is, this cannot say: that follows from the ranges in the plan."
        "</p>\n");
    if (d->together.n == 0) {
        return;
    }
    show_share((double) d->together.all / n, all);
    show_share((double) d->together.none / n, none);
    show_share((n - (double) d->together.all - (double) d->together.none) / n, rest);
    bh_text_printf(
        page->out,
        "<p>In %s of the futures every option fails, in %s none does; in %s the choice of "
        "option decides.</p>\n",
        all, none, rest);
}

enum bh_status
bh_page_discovery(struct bh_page *page, const char *path, struct bh_err *err)
{
    struct bh_discover_settings settings = bh_discover_defaults();
    struct bh_discovery *d = NULL;
    enum bh_status st = BH_OK;
    size_t n = 0;

    if (page->study->n_variables == 0) {
        return BH_OK;
    }
    settings.most_futures = MOST_FUTURES;
    BH_TRY(bh_discover(path, &settings, &d, err));
    for (size_t o = 0; o < d->n_options; o++) {
        n += has_picture(&d->options[o]);
    }
    if (n == 0) {
        goto done;
    }
    add_words(page, d);
    BH_TRY(add_ways(page, d, err));
    for (size_t o = 0; o < d->n_options; o++) {
        add_option(page, d, &d->options[o]);
    }
done:
    bh_discovery_free(d);
    return st;
}
