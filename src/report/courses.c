/** @file courses.c  What happens over time: fans, bargaining, conditions, areas. */
#include "base/err.h"
#include "report/chart.h"
#include "report/html.h"
#include "report/page.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** The fans of the report: a panel for each option, one scale for all. */
static const struct {
    const char *series, *kind, *title, *hint;
    double top; /* 0: by the data */
} fans[] = {
    {"effective_per_1000", "number", "Effective personnel per 1 000 residents",
     "deployed, fit for duty, weighted by what they can do", 0},
    {"incidents_per_100k", "number", "Incidents in 30 days per 100 000 residents",
     "attacks, clashes and the like, war included", 0},
    {"legitimacy", "share", "Legitimacy",
     "how far residents accept the arrangement: safety, quality of life, autonomy, dignity", 1},
    {"services", "share", "Public services that work", "weighted by population", 1},
    {"food_met", "share", "Food need met",
     "of 2 100 kilocalories a person and day unless the plan says otherwise", 1},
    {"displaced", "persons", "Displaced persons", "not living at home", 0},
    {"cost", "money", "Paid so far", "all sponsors, all lines", 0},
};

/** Bands of one series for all options. */
struct bands {
    struct bh_store_band *band; /* [n] */
    size_t n;
};

static enum bh_status
read_bands(struct bh_page *page, const char *series, struct bands *bands, struct bh_err *err)
{
    bands->n = 0;
    bands->band = calloc(page->study->n_options, sizeof *bands->band);
    if (bands->band == NULL) {
        return bh_no_memory(err);
    }
    while (bands->n < page->study->n_options) {
        const enum bh_status st =
            bh_store_quantiles(page->file, bands->n, series, &bands->band[bands->n], err);

        if (st != BH_OK) {
            return st;
        }
        bands->n++;
    }
    return BH_OK;
}

static void
free_bands(struct bands *bands)
{
    for (size_t o = 0; o < bands->n; o++) {
        free(bands->band[o].day);
    }
    free(bands->band);
}

static struct bh_scale
scale_of(const struct bh_page *page, const char *kind, double top)
{
    return (struct bh_scale){.kind = kind,
                             .unit = "",
                             .currency = strcmp(kind, "money") == 0 ? "" : page->results->currency,
                             .start = page->results->start,
                             .top = top,
                             .days = page->results->days};
}

static double
highest(const struct bands *bands)
{
    double top = 0;

    for (size_t o = 0; o < bands->n; o++) {
        for (size_t i = 0; i < bands->band[o].n; i++) {
            top = fmax(top, bands->band[o].q95[i]);
        }
    }
    return bh_chart_round_up(top);
}

static void
add_fans(struct bh_page *page, const struct bands *bands, const char *kind, double top)
{
    const struct bh_scale scale = scale_of(page, kind, top > 0 ? top : highest(bands));

    bh_text_add(page->out, "<div class=\"panels\">\n");
    for (size_t o = 0; o < bands->n; o++) {
        const struct bh_store_band *b = &bands->band[o];
        const struct bh_fan fan = {.title = page->study->options[o].title,
                                   .colour = bh_page_colour(o),
                                   .n = b->n,
                                   .day = b->day,
                                   .low = b->q05,
                                   .lower = b->q25,
                                   .middle = b->q50,
                                   .upper = b->q75,
                                   .high = b->q95};

        if (b->n > 0) {
            bh_chart_fan(page->out, &scale, &fan);
        }
    }
    bh_text_add(page->out, "</div>\n");
}

static enum bh_status
add_fan_section(struct bh_page *page, size_t f, struct bh_err *err)
{
    struct bands bands = {0};
    const enum bh_status st = read_bands(page, fans[f].series, &bands, err);

    if (st == BH_OK) {
        bh_html_element(page->out, "h3", fans[f].title);
        bh_html_element(page->out, "p class=\"soft\"", fans[f].hint);
        add_fans(page, &bands, fans[f].kind, fans[f].top);
    }
    free_bands(&bands);
    return st;
}

/** Means of one series: one line for each option. The mean of a condition is the share met. */
static enum bh_status
add_means(struct bh_page *page, const char *series, const char *title, const char *kind,
          double top, struct bh_err *err)
{
    struct bands bands = {0};
    struct bh_line_of *lines = calloc(page->study->n_options, sizeof *lines);
    const struct bh_scale scale = scale_of(page, kind, top);
    enum bh_status st = BH_OK;

    if (lines == NULL) {
        return bh_no_memory(err);
    }
    BH_TRY(read_bands(page, series, &bands, err));
    for (size_t o = 0; o < bands.n; o++) {
        lines[o] = (struct bh_line_of){bh_page_colour(o), bands.band[o].n, bands.band[o].day,
                                       bands.band[o].mean};
    }
    bh_chart_lines(page->out, &scale, title, lines, bands.n);
done:
    free_bands(&bands);
    free(lines);
    return st;
}

static void
add_key(struct bh_page *page)
{
    bh_text_add(page->out, "<div class=\"key\">");
    for (size_t o = 0; o < page->study->n_options; o++) {
        bh_text_printf(page->out, "<span style=\"--k:var(--c%zu)\">", bh_page_colour(o));
        bh_html_text(page->out, page->study->options[o].title);
        bh_text_add(page->out, "</span>");
    }
    bh_text_add(page->out, "</div>\n");
}

/** Panels of means for every series whose name begins with `prefix`. */
static enum bh_status
add_group(struct bh_page *page, const char *prefix, const char *kind, double top,
          struct bh_err *err)
{
    const size_t skip = strlen(prefix);
    enum bh_status st = BH_OK;

    bh_text_add(page->out, "<div class=\"panels\">\n");
    for (size_t s = 0; s < page->study->n_series && st == BH_OK; s++) {
        const struct bh_store_series *series = &page->study->series[s];

        if (strncmp(series->name, prefix, skip) == 0 && strstr(series->name, ".paid") == NULL) {
            st = add_means(page, series->name, series->whose, kind, top, err);
        }
    }
    bh_text_add(page->out, "</div>\n");
    return st;
}

/** Median of an area's series on the last kept day. */
static enum bh_status
add_area_cell(struct bh_page *page, size_t option, const char *area, const char *field,
              const char *kind, struct bh_err *err)
{
    struct bh_store_band band = {0};
    char name[160], text[80];
    enum bh_status st;

    snprintf(name, sizeof name, "area.%.100s.%s", area, field);
    st = bh_store_quantiles(page->file, option, name, &band, err);
    if (st == BH_OK && band.n > 0) {
        bh_results_show(band.q50[band.n - 1], kind, "", "", "", text, sizeof text);
        bh_text_printf(page->out, "<td>%s</td>", text);
    }
    free(band.day);
    return st;
}

static enum bh_status
add_area_table(struct bh_page *page, const char *field, const char *kind, const char *title,
               struct bh_err *err)
{
    enum bh_status st = BH_OK;

    bh_text_printf(page->out, "<div class=\"wide\"><table><thead><tr><th>%s</th>", title);
    for (size_t o = 0; o < page->study->n_options; o++) {
        bh_html_element(page->out, "th", page->study->options[o].title);
    }
    bh_text_add(page->out, "</tr></thead>\n");
    for (size_t s = 0; s < page->study->n_series; s++) {
        const char *name = page->study->series[s].name;
        const char *end = strncmp(name, "area.", 5) == 0 ? strrchr(name, '.') : NULL;
        char area[104];

        if (end == NULL || strcmp(end + 1, field) != 0) {
            continue;
        }
        snprintf(area, sizeof area, "%.*s", (int) (end - name - 5), name + 5);
        bh_text_add(page->out, "<tr>");
        bh_html_element(page->out, "td", page->study->series[s].whose);
        for (size_t o = 0; o < page->study->n_options; o++) {
            BH_TRY(add_area_cell(page, o, area, field, kind, err));
        }
        bh_text_add(page->out, "</tr>\n");
    }
done:
    bh_text_add(page->out, "</table></div>\n");
    return st;
}

enum bh_status
bh_page_courses(struct bh_page *page, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    bh_text_add(page->out, "<h2>Over time</h2>\n");
    if (!bh_store_is_complete(page->file)) {
        bh_text_add(page->out, "<p>Pictures over time are made when the study is complete.</p>\n");
        return BH_OK;
    }
    bh_text_printf(
        page->out,
        "<p>Line: median of %zu kept futures; dark band: half of them; light band: 90 %% "
        "of them.</p>\n",
        page->study->keep);
    for (size_t f = 0; f < sizeof fans / sizeof fans[0]; f++) {
        BH_TRY(add_fan_section(page, f, err));
    }
    bh_text_add(page->out, "<h2>Bargaining and conditions</h2>\n<p>Mean outcome of bargaining, "
                           "from 0 to 100, and the share of futures in which each condition is "
                           "met.</p>\n");
    add_key(page);
    BH_TRY(add_group(page, "outcome.", "number", 100, err));
    BH_TRY(add_group(page, "condition.", "share", 1, err));
    bh_text_add(page->out, "<h2>Money when it is due</h2>\n<p>Mean share of each day's bill that "
                           "was paid, by cost line; 100 % where nothing is due.</p>\n");
    add_key(page);
    BH_TRY(add_group(page, "line.", "share", 1, err));
    bh_text_add(page->out, "<h2>Areas on the last day</h2>\n<p>Medians.</p>\n");
    BH_TRY(add_area_table(page, "incidents_per_100k", "number",
                          "Incidents in 30 days per 100 000 present", err));
    BH_TRY(add_area_table(page, "services", "share", "Public services that work", err));
    BH_TRY(add_area_table(page, "legitimacy", "share", "Legitimacy", err));
done:
    return st;
}
