/** @file register.c  Stories, the register of assumptions, sources, limits. */
#include "base/date.h"
#include "report/html.h"
#include "report/page.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/** What telling a story remembers. */
struct telling {
    struct bh_text *out;
    int64_t start;
};

static void
tell(void *context, uint32_t scenario, uint32_t replication, uint32_t day, int tone,
     const char *text)
{
    static const char *const classes[] = {"", " class=\"good\"", " class=\"bad\""};
    struct telling *telling = context;
    char date[12];

    (void) scenario;
    (void) replication;
    bh_date_format(telling->start + day, date);
    bh_text_printf(telling->out, "<li%s><time>%s</time>", classes[tone >= 0 && tone < 3 ? tone : 0],
                   date);
    bh_html_text(telling->out, text);
    bh_text_add(telling->out, "</li>\n");
}

enum bh_status
bh_page_stories(struct bh_page *page, struct bh_err *err)
{
    struct telling telling = {page->out, 0};
    enum bh_status st = BH_OK;

    if (!bh_date_parse(page->study->start, &telling.start)) {
        telling.start = 0;
    }
    bh_text_add(page->out, "<h2>One future of each option</h2>\n<p>With every assumption at its "
                           "central value and one draw of luck. One of many: it is there to read "
                           "how things hang together.</p>\n");
    for (size_t o = 0; o < page->study->n_options && st == BH_OK; o++) {
        bh_text_add(page->out, "<details><summary>");
        bh_html_text(page->out, page->study->options[o].title);
        bh_text_add(page->out, "</summary><ol class=\"story\">\n");
        st = bh_store_story(page->file, o, tell, &telling, err);
        bh_text_add(page->out, "</ol></details>\n");
    }
    return st;
}

static void
add_number(struct bh_page *page, const struct bh_store_variable *given, double value)
{
    char text[120];

    if (strcmp(given->kind, "number") == 0 && isfinite(value)) {
        snprintf(text, sizeof text, "%.4g", value);
    } else if (strcmp(given->kind, "switch") == 0) {
        snprintf(text, sizeof text, value > 0 ? "true" : "false");
    } else {
        bh_results_show(value, given->kind, "", page->study->currency, page->study->start, text,
                        sizeof text);
    }
    bh_html_text(page->out, text);
}

static const struct bh_store_source *
find_source(const struct bh_store_study *study, const char *id)
{
    for (size_t i = 0; i < study->n_sources; i++) {
        if (strcmp(study->sources[i].id, id) == 0) {
            return &study->sources[i];
        }
    }
    return NULL;
}

static void
add_given(struct bh_page *page, const struct bh_store_variable *given)
{
    const struct bh_store_source *source = find_source(page->study, given->source);

    bh_text_add(page->out, "<tr><td><code>");
    bh_html_text(page->out, given->path);
    bh_text_add(page->out, "</code><br><span class=\"soft\">");
    bh_html_text(page->out, given->meaning);
    bh_text_add(page->out, "</span></td><td>");
    add_number(page, given, given->value);
    bh_text_add(page->out, "</td><td>");
    if (isfinite(given->low) || isfinite(given->high)) {
        add_number(page, given, given->low);
        bh_text_add(page->out, " to ");
        add_number(page, given, given->high);
        bh_text_add(page->out, "<br><span class=\"soft\">");
        bh_html_text(page->out, given->distribution);
        bh_text_add(page->out, "</span>");
    }
    bh_text_add(page->out, "</td><td>");
    bh_html_link(page->out, source == NULL ? "" : source->url,
                 source == NULL ? given->source : source->title);
    bh_text_add(page->out, "</td><td>");
    bh_html_text(page->out, given->confidence);
    bh_text_add(page->out, "</td><td>");
    bh_html_text(page->out, given->note);
    bh_text_add(page->out, "</td></tr>\n");
}

static void
add_sources(struct bh_page *page)
{
    bh_text_add(page->out, "<h3>Sources</h3>\n<ul>\n");
    for (size_t i = 0; i < page->study->n_sources; i++) {
        const struct bh_store_source *s = &page->study->sources[i];

        bh_text_add(page->out, "<li>");
        bh_html_link(page->out, s->url, s->title);
        bh_text_add(page->out, s->publisher[0] == '\0' ? "" : ", ");
        bh_html_text(page->out, s->publisher);
        bh_text_add(page->out, s->year[0] == '\0' ? "" : ", ");
        bh_html_text(page->out, s->year);
        bh_text_add(page->out, "</li>\n");
    }
    bh_text_add(page->out, "</ul>\n");
}

void
bh_page_register(struct bh_page *page)
{
    size_t n_assumed = 0;

    for (size_t i = 0; i < page->study->n_givens; i++) {
        n_assumed += strcmp(page->study->givens[i].source, "assumed") == 0;
    }
    bh_text_printf(page->out,
                   "<h2>Register of assumptions</h2>\n<p>%zu numbers of the plan, %zu of them "
                   "assumed without a public source. Numbers the plan leaves out have the "
                   "defaults of the plan reference.</p>\n<details open><summary>All numbers"
                   "</summary><div class=\"wide\"><table class=\"words\"><thead><tr><th>Number</th>"
                   "<th>Central</th><th>Range</th><th>Source</th><th>Confidence</th><th>Note</th>"
                   "</tr></thead>\n",
                   page->study->n_givens, n_assumed);
    for (size_t i = 0; i < page->study->n_givens; i++) {
        add_given(page, &page->study->givens[i]);
    }
    bh_text_add(page->out, "</table></div></details>\n");
    add_sources(page);
}

/** What --design was, from the words of a results file; its finer settings are left out. */
static const char *
design_option(const char *words)
{
    static const char *const names[][2] = {
        {"latin hypercube", "lhs"}, {"nested", "nested"},     {"even", "even"},
        {"monte carlo", "mc"},      {"sobol", "sobol"},       {"saltelli", "saltelli"},
        {"morris", "morris"},       {"factorial", "factorial"},
    };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strncmp(words, names[i][0], strlen(names[i][0])) == 0) {
            return names[i][1];
        }
    }
    return "TABLE.csv";
}

void
bh_page_limits(struct bh_page *page)
{
    const struct bh_comparison *r = page->results;

    bh_text_add(
        page->out,
        "<h2>What this model cannot tell</h2>\n<ul>\n"
        "<li>It has no opponents who plan: armed groups are numbers that react, not minds.</li>\n"
        "<li>Intervals are those of sampling and of the ranges in the register. They do not hold "
        "what the model leaves out, so the truth may lie outside.</li>\n"
        "<li>Parties bargain by the rule that the plan sets (politics.rule; a compromise rule when "
        "it sets none). On 351 decisions with known outcomes the best rule tried missed by about "
        "22 points of 100 on average.</li>\n"
        "<li>Ranges are drawn independently of each other unless one number sets both.</li>\n"
        "<li>Areas and totals only: nothing here is about persons, places or targets.</li>\n"
        "<li>Goals and thresholds are choices of whoever wrote the plan. Change them and compare "
        "again.</li>\n</ul>\n<h2>How to do this again</h2>\n<p>The results file holds the plan. "
        "The same plan, seed and number of futures give the same bytes on any machine:</p>\n<pre>"
        "bluehelm explore PLAN --futures ");
    bh_text_printf(page->out, "%zu --design %s\nbluehelm compare %s.bh\nbluehelm report %s.bh"
                              "</pre>\n<p class=\"soft\">Plan ",
                   r->n_scenarios, design_option(r->design), r->plan_id, r->plan_id);
    bh_html_text(page->out, r->plan_hash);
    bh_text_printf(page->out, ", seed %u.</p>\n", r->seed);
}
