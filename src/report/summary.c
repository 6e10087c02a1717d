/** @file summary.c  Title, what the page is, options side by side, measures, money. */
#include "report/chart.h"
#include "report/html.h"
#include "report/page.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROOM 160
#define MOST_PARTS 64

void
bh_page_show(const struct bh_page *page, const struct bh_output *output, double value, char *text,
             size_t room)
{
    bh_results_show(value, output->kind, output->unit, page->results->currency,
                    page->results->start, text, room);
}

size_t
bh_page_colour(size_t option)
{
    return option % BH_COLOURS;
}

static void
show_share(double value, char *text)
{
    bh_results_show_share(value, text, ROOM);
}

static void
add_head(struct bh_page *page)
{
    const struct bh_comparison *r = page->results;

    bh_html_element(page->out, "h1", r->plan_title);
    bh_text_printf(page->out,
                   "<p class=\"soft\">%zu futures for each of %zu options, %u days from %s. Plan "
                   "%.12s, seed %u, Bluehelm ",
                   r->n_scenarios * r->n_replications, r->n_options, r->days, r->start,
                   r->plan_hash, r->seed);
    bh_html_text(page->out, r->version);
    bh_text_add(page->out, ".</p>\n");
    if (!r->is_complete) {
        bh_text_add(page->out, "<p class=\"note\"><b>This study is not complete.</b> The numbers "
                               "rest on the futures done so far.</p>\n");
    }
    bh_text_add(page->out,
                "<p class=\"note\">This is model output. It shows what follows from the plan and "
                "its assumptions; it explores and does not predict. Most stances and many "
                "numbers are judgements: read the register of assumptions below before using any "
                "figure. Names and boundaries do not imply endorsement or acceptance.</p>\n");
}

static void
add_success(struct bh_page *page)
{
    const struct bh_comparison *r = page->results;
    struct bh_bar *bars = calloc(r->n_options + 1, sizeof *bars);
    double *parts = calloc(r->n_options + 1, sizeof *parts);
    size_t *colours = calloc(r->n_options + 1, sizeof *colours);
    char(*words)[ROOM] = calloc(r->n_options + 1, sizeof *words);

    bh_text_add(page->out, "<h2>Which option holds</h2>\n<p>Share of futures that meet every "
                           "required goal, with its 95 % interval (sampling only).</p>\n");
    if (bars != NULL && parts != NULL && colours != NULL && words != NULL) {
        for (size_t o = 0; o < r->n_options; o++) {
            const struct bh_compared_option *option = &r->options[o];

            parts[o] = option->success.value;
            colours[o] = bh_page_colour(o);
            show_share(option->success.value, words[o]);
            bars[o] = (struct bh_bar){.title = option->title,
                                      .words = words[o],
                                      .parts = &parts[o],
                                      .colours = &colours[o],
                                      .n_parts = 1,
                                      .low = option->success.low,
                                      .high = option->success.high};
        }
        bh_chart_bars(page->out, 1, bars, r->n_options);
    } else {
        page->out->failed = true;
    }
    free(bars);
    free(parts);
    free(colours);
    free(words);
}

static void
add_options(struct bh_page *page)
{
    const struct bh_comparison *r = page->results;
    char text[ROOM], range[2 * ROOM];

    bh_text_add(page->out,
                "<div class=\"wide\"><table><thead><tr><th>Option</th><th>Succeeds</th>"
                "<th>Against ");
    bh_html_text(page->out, r->options[r->baseline].title);
    bh_text_add(page->out, "</th><th>Force ready in time</th><th>Governs</th></tr></thead>\n");
    for (size_t o = 0; o < r->n_options; o++) {
        const struct bh_compared_option *option = &r->options[o];
        const struct bh_estimate d = option->success_difference;

        bh_text_add(page->out, "<tr><td><b>");
        bh_html_text(page->out, option->title);
        bh_text_add(page->out, "</b><br><span class=\"soft\">");
        bh_html_text(page->out, option->summary);
        show_share(option->success.value, text);
        bh_results_show_shares(option->success.low, option->success.high, range, sizeof range);
        bh_text_printf(page->out, "</span></td><td>%s<small>%s</small></td>", text, range);
        if (o == r->baseline) {
            bh_text_add(page->out, "<td>–</td>");
        } else {
            bh_text_printf(page->out, "<td>%+.0f points<small>%+.0f to %+.0f</small></td>",
                           100 * d.value, 100 * d.low, 100 * d.high);
        }
        show_share(option->in_time.value, text);
        bh_text_printf(page->out, "<td>%s</td><td>", text);
        bh_html_text(page->out, page->study->options[o].authority);
        bh_text_add(page->out, "</td></tr>\n");
    }
    bh_text_add(page->out, "</table></div>\n<p class=\"soft\">Differences are taken future by "
                           "future: both options meet the same assumptions and the same luck."
                           "</p>\n");
}

void
bh_page_summary(struct bh_page *page)
{
    add_head(page);
    add_success(page);
    add_options(page);
}

static void
add_cell(struct bh_page *page, const struct bh_output *output, const struct bh_cell *cell)
{
    char middle[ROOM], range[2 * ROOM], met[ROOM];

    bh_page_show(page, output, cell->median, middle, sizeof middle);
    bh_results_show_range((const double[]){cell->q05, cell->q95}, output->kind, output->unit,
                          page->results->currency, page->results->start, range, sizeof range);
    bh_text_printf(page->out, "<td>%s", middle);
    if (strcmp(range, middle) != 0) {
        bh_text_printf(page->out, "<small>%s</small>", range);
    }
    if (output->goal[0] != '\0') {
        show_share(cell->met.value, met);
        bh_text_printf(page->out, "<small>goal met: %s</small>", met);
    }
    bh_text_add(page->out, "</td>");
}

static void
add_table(struct bh_page *page, enum bh_output_group group, const char *title)
{
    const struct bh_comparison *r = page->results;

    bh_text_printf(page->out, "<div class=\"wide\"><table><thead><tr><th>%s</th>", title);
    for (size_t o = 0; o < r->n_options; o++) {
        bh_html_element(page->out, "th", r->options[o].title);
    }
    bh_text_add(page->out, "</tr></thead>\n");
    for (size_t i = 0; i < r->n_outputs; i++) {
        const struct bh_output *output = &r->outputs[i];

        if (output->group != group || strcmp(output->id, "in_time") == 0) {
            continue;
        }
        bh_text_add(page->out, "<tr><td>");
        bh_html_text(page->out, output->title);
        if (output->goal[0] != '\0') {
            bh_text_add(page->out, "<small>goal ");
            bh_html_text(page->out, output->goal);
            bh_text_add(page->out, output->is_required ? ", required</small>" : "</small>");
        }
        bh_text_add(page->out, "</td>");
        for (size_t o = 0; o < r->n_options; o++) {
            add_cell(page, output, &r->options[o].cells[i]);
        }
        bh_text_add(page->out, "</tr>\n");
    }
    bh_text_add(page->out, "</table></div>\n");
}

void
bh_page_measures(struct bh_page *page)
{
    bh_text_add(page->out, "<h2>What counts</h2>\n<p>Median over futures; below it the range from "
                           "the 5th to the 95th percentile.</p>\n");
    add_table(page, BH_OUTPUT_MEASURE, "Measure");
    bh_text_add(page->out, "<h3>The course of the operation</h3>\n");
    add_table(page, BH_OUTPUT_BUILT_IN, "Outcome");
}

/** Means add up where medians do not: the bars show means. */
static void
add_money_bars(struct bh_page *page, enum bh_output_group group)
{
    const struct bh_comparison *r = page->results;
    double top = 1;

    bh_text_add(page->out, "<div class=\"key\">");
    for (size_t i = 0, p = 0; i < r->n_outputs; i++) {
        if (r->outputs[i].group == group) {
            bh_text_printf(page->out, "<span style=\"--k:var(--c%zu)\">", p++ % BH_COLOURS);
            bh_html_text(page->out, r->outputs[i].title);
            bh_text_add(page->out, "</span>");
        }
    }
    bh_text_add(page->out, "</div>\n");
    for (int pass = 0; pass < 2; pass++) {
        for (size_t o = 0; o < r->n_options; o++) {
            double parts[MOST_PARTS], sum = 0;
            size_t colours[MOST_PARTS], n = 0;
            char words[ROOM];

            for (size_t i = 0; i < r->n_outputs && n < MOST_PARTS; i++) {
                if (r->outputs[i].group == group) {
                    parts[n] = fmax(r->options[o].cells[i].mean.value, 0);
                    colours[n] = n % BH_COLOURS;
                    sum += parts[n++];
                }
            }
            top = fmax(top, sum);
            if (pass == 1) {
                bh_results_show(sum, "money", "", r->currency, r->start, words, sizeof words);
                const struct bh_bar bar = {.title = r->options[o].title,
                                           .words = words,
                                           .parts = parts,
                                           .colours = colours,
                                           .n_parts = n};
                bh_chart_bars(page->out, bh_chart_round_up(top), &bar, 1);
            }
        }
    }
}

void
bh_page_money(struct bh_page *page)
{
    bh_text_add(page->out, "<h2>What it costs whom</h2>\n<p>Mean amount paid over the whole time, "
                           "by sponsor.</p>\n");
    add_money_bars(page, BH_OUTPUT_SPONSOR);
    add_table(page, BH_OUTPUT_SPONSOR, "Sponsor");
    bh_text_add(page->out, "<h3>For what</h3>\n");
    add_money_bars(page, BH_OUTPUT_LINE);
    add_table(page, BH_OUTPUT_LINE, "Cost line");
}
