/** @file brief.c  bluehelm brief: the whole story of a results file on one page.
 *
 *  The page is a list of sections, each one function. A section whose study is not in the file says
 *  in one line how to make it. */
#include "cli.h"
#include "paragraph.h"
#include "table.h"

#include <bluehelm/obstacles.h>
#include <bluehelm/results.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_ROOM 200
#define MOST_STEPS 3

/** What the sections read. */
struct page {
    const char *file;
    const struct bh_comparison *results;  /* against the option that succeeds most often */
    const struct bh_obstacles *obstacles; /* or NULL */
};

static void
show_share(double share, char text[TEXT_ROOM])
{
    bh_results_show_share(share, text, TEXT_ROOM);
}

static int
put_head(const struct page *page)
{
    const struct bh_comparison *r = page->results;

    printf("%s%s%s\n", colour("bold"), r->plan_title, colour("plain"));
    printf("%zu futures for each of %zu options, %u days from %s; plan %.12s, seed %u%s\n",
           r->n_scenarios * r->n_replications, r->n_options, r->days, r->start, r->plan_hash,
           r->seed, r->is_complete ? "" : "; NOT COMPLETE");
    printf("Model output under the plan's assumptions. It explores; it is not a forecast.\n");
    put_design_note(r->design);
    put_summary_note(r);
    return EXIT_GOOD;
}

/* ---- which option holds --------------------------------------------------------------------- */

/** Whether option `o` cannot be told apart from the best. */
static bool
is_level(const struct bh_comparison *r, size_t o)
{
    return o != r->baseline && r->options[o].success_difference.high >= 0;
}

static int
put_options(const struct page *page)
{
    static const char *const titles[] = {"OPTION", "MEETS EVERY REQUIRED GOAL", "AGAINST THE BEST",
                                         "READY IN TIME", "PAID, MEDIAN"};
    const struct bh_comparison *r = page->results;
    struct table table = table_make(titles, sizeof titles / sizeof titles[0]);
    char text[TEXT_ROOM], value[TEXT_ROOM], range[80];

    put_title("Which option holds", "");
    for (size_t o = 0; o < r->n_options; o++) {
        const struct bh_compared_option *option = &r->options[o];
        const struct bh_estimate d = option->success_difference;

        table_row(&table);
        table_cell(&table, option->title);
        show_share(option->success.value, value);
        bh_results_show_shares(option->success.low, option->success.high, range, sizeof range);
        snprintf(text, sizeof text, "%.40s (%s)", value, range);
        table_cell(&table, text);
        snprintf(text, sizeof text, "%+.1f points (%+.1f to %+.1f)", 100 * d.value, 100 * d.low,
                 100 * d.high);
        table_cell(&table, o == r->baseline ? "best" : is_level(r, o) ? "not told apart" : text);
        show_share(option->in_time.value, value);
        table_cell(&table, value);
        for (size_t i = 0; i < r->n_outputs; i++) {
            if (strcmp(r->outputs[i].id, "cost") == 0) {
                bh_results_show(option->cells[i].median, "money", "", r->currency, r->start, value,
                                sizeof value);
                table_cell(&table, value);
            }
        }
    }
    return table_print(&table);
}

/* ---- what breaks it ------------------------------------------------------------------------- */

/** "\"A\" 48 %, then ...; 27 % fail with all of them lifted too." */
static void
put_option(const struct bh_obstacles *o, const struct bh_obstacles_option *option)
{
    char line[1200], share[TEXT_ROOM];
    size_t n = 0;

    n += (size_t) snprintf(line, sizeof line, "%.80s: ", option->title);
    for (size_t s = 0; s < option->n_steps && s < MOST_STEPS; s++) {
        const struct bh_obstacle_step *step = &option->steps[s];
        const bool has_rival = step->rival != BH_NO_OBSTACLE;

        show_share(bh_obstacles_share(step->reached, option->n_failures).value, share);
        n += (size_t) snprintf(
            line + n, sizeof line - n, "%s\"%.100s\"%s%.100s%s %.30s", s == 0 ? "" : ", then ",
            o->obstacles[step->obstacle].title, has_rival ? " or \"" : "",
            has_rival ? o->obstacles[step->rival].title : "", has_rival ? "\"" : "", share);
    }
    show_share(bh_obstacles_share(option->n_failures - option->any_saved, option->n_failures).value,
               share);
    snprintf(line + n, sizeof line - n, "%s %.30s fail whatever is lifted.",
             option->n_steps == 0 ? "none of them alone;" : ";", share);
    put_lines(option->n_failures > 0 ? line : "no future fails", 2);
}

static int
put_obstacles(const struct page *page)
{
    const struct bh_obstacles *o = page->obstacles;

    put_title("Which obstacles break it, in which order", "");
    if (o == NULL && page->results->is_summary) {
        put_lines("Not to be told from sums: explore without --summary, some thousand futures, and "
                  "ask 'bluehelm obstacles' of that file.",
                  2);
        return EXIT_GOOD;
    }
    if (o == NULL) {
        printf("  Not studied yet: bluehelm obstacles %s\n", page->file);
        return EXIT_GOOD;
    }
    put_lines(
        "Of each option's failed futures, the share that succeeds with the obstacle lifted, one "
        "on top of the other. Counterfactual in the model's terms; \"or\": the two are not "
        "told apart there.",
        2);
    for (size_t i = 0; i < o->n_options; i++) {
        put_option(o, &o->options[i]);
    }
    return EXIT_GOOD;
}

/** The sentences on the best option. */
static int
put_best(const struct page *page)
{
    const struct bh_comparison *r = page->results;
    struct bh_err err = {BH_OK, ""};
    char *text = NULL;

    if (page->obstacles == NULL) {
        return EXIT_GOOD;
    }
    printf("\n%sMore on \"%s\"%s\n", colour("bold"), r->options[r->baseline].title,
           colour("plain"));
    const enum bh_status st =
        bh_obstacles_tell(page->obstacles, r->baseline, BH_TELL_ALL - BH_TELL_LINE, &text, &err);
    if (st != BH_OK) {
        return tell_failure(st, &err);
    }
    put_lines(text, 2);
    free(text);
    return EXIT_GOOD;
}

/* ---- what we cannot say --------------------------------------------------------------------- */

/** What the difference to the best is worth. */
static void
put_closeness(const struct bh_comparison *r)
{
    const struct bh_compared_option *best = &r->options[r->baseline];
    const struct bh_compared_option *next = NULL;
    char line[600];

    for (size_t o = 0; o < r->n_options; o++) {
        if (o != r->baseline &&
            (next == NULL || r->options[o].success.value > next->success.value)) {
            next = &r->options[o];
        }
    }
    if (next == NULL) {
        return;
    }
    if (next->success_difference.high >= 0) {
        snprintf(line, sizeof line,
                 "Which of \"%.80s\" and \"%.80s\" is ahead: on the same futures the two are not "
                 "told apart. Change a goal of the plan and look again.",
                 best->title, next->title);
        put_lines(line, 2);
        return;
    }
    snprintf(line, sizeof line,
             "Whether \"%.80s\" would stay ahead under other goals or assumptions: on the same "
             "futures it is %.1f points ahead of \"%.80s\" (%.1f to %.1f, sampling error alone). "
             "Change a goal of the plan and look again.",
             best->title, -100 * next->success_difference.value, next->title,
             -100 * next->success_difference.high, -100 * next->success_difference.low);
    put_lines(line, 2);
}

static void
put_luck(const struct bh_obstacles *o)
{
    double low = 1, high = 0;
    char line[300], range[80];

    for (size_t i = 0; i < o->n_options; i++) {
        const struct bh_estimate e =
            bh_obstacles_share(o->options[i].by_luck, o->options[i].n_failures);

        low = e.value < low ? e.value : low;
        high = e.value > high ? e.value : high;
    }
    bh_results_show_shares(low, high, range, sizeof range);
    snprintf(
        line, sizeof line,
        "Whether an obstacle that saves little matters at all: with nothing lifted, other luck "
        "alone turns %.60s of the failures around.",
        range);
    put_lines(line, 2);
}

static int
put_limits(const struct page *page)
{
    char line[400];

    put_title("What we cannot say", "");
    put_closeness(page->results);
    if (page->obstacles != NULL) {
        put_luck(page->obstacles);
        put_lines(
            "Whether an obstacle can be lifted, by whom and at what price: here lifting is free "
            "and complete, and what is not an obstacle of the plan is not asked about.",
            2);
    }
    snprintf(
        line, sizeof line,
        "How likely anything is: of the %zu numbers with a range, %zu are assumed or of low "
        "confidence, and futures are counted, not weighed by evidence. Nor what the plan leaves "
        "out; see docs/limits.md.",
        page->results->n_ranges, page->results->n_assumed);
    put_lines(line, 2);
    return put_text("");
}

static int (*const sections[])(const struct page *page) = {
    put_head, put_options, put_obstacles, put_best, put_limits,
};

/* ---- the page ------------------------------------------------------------------------------- */

/** Compares against the option that succeeds most often. */
static enum bh_status
compare_with_best(const char *file, struct bh_comparison **out, struct bh_err *err)
{
    struct bh_comparison *first = NULL;
    enum bh_status st = bh_results_compare(file, NULL, &first, err);
    size_t best = 0;

    if (st != BH_OK) {
        return st;
    }
    for (size_t o = 1; o < first->n_options; o++) {
        if (first->options[o].success.value > first->options[best].success.value) {
            best = o;
        }
    }
    st = bh_results_compare(file, first->options[best].id, out, err);
    bh_comparison_free(first);
    return st;
}

/** The comparison with the best option and the obstacle study (null when there is none) as JSON. */
static int
put_page_json(const struct page *page)
{
    struct bh_err err = {BH_OK, ""};
    char *results = NULL, *obstacles = NULL;
    enum bh_status st = bh_comparison_json(page->results, &results, &err);
    int code;

    if (st == BH_OK && page->obstacles != NULL) {
        st = bh_obstacles_json(page->obstacles, &obstacles, &err);
    }
    if (st == BH_OK) {
        printf("{\n\"comparison\": %s,\n\"obstacles\": %s}\n", results,
               obstacles == NULL ? "null" : obstacles);
    }
    code = st == BH_OK ? put_text("") : tell_failure(st, &err);
    free(results);
    free(obstacles);
    return code;
}

static int
put_page(const struct page *page)
{
    int code = EXIT_GOOD;

    for (size_t i = 0; i < sizeof sections / sizeof sections[0] && code == EXIT_GOOD; i++) {
        code = sections[i](page);
    }
    return code;
}

static int
tell(const char *file, bool json)
{
    struct bh_err err = {BH_OK, ""};
    struct bh_comparison *results = NULL;
    struct bh_obstacles *obstacles = NULL;
    enum bh_status st = compare_with_best(file, &results, &err);
    int code = EXIT_GOOD;

    if (st == BH_OK) {
        st = bh_obstacles_read(file, &obstacles, &err);
    }
    if (st == BH_OK) {
        const struct page page = {file, results, obstacles};

        code = json ? put_page_json(&page) : put_page(&page);
    } else {
        code = tell_failure(st, &err);
    }
    bh_obstacles_free(obstacles);
    bh_comparison_free(results);
    return code;
}

static int
run(int argc, char **argv)
{
    struct arguments arguments;
    int code = arguments_read(argc, argv, "json", &command_brief, &arguments);

    if (code != EXIT_GOOD || arguments.wants_help) {
        return code;
    }
    code = arguments_want(&arguments, 1, "FILE, a results file", &command_brief);
    return code == EXIT_GOOD ? tell(arguments.plain[0], arguments.json) : code;
}

const struct command command_brief = {
    "brief", "tell the whole story of a results file on one page",
    "Usage: bluehelm brief FILE [--json]\n\n"
    "One page: which option holds, which obstacles break it in which order (when 'bluehelm\n"
    "obstacles FILE' has been run), and what cannot be said.\n\n"
    "  --json   the comparison with the best option and the obstacle study as JSON\n\n"
    "Example:\n"
    "  bluehelm explore plans/gaza-2024 --futures 2000\n"
    "  bluehelm obstacles gaza-2024.bh\n"
    "  bluehelm brief gaza-2024.bh\n",
    run};
