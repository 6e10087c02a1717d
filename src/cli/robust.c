/** @file robust.c  bluehelm robust. */
#include "cli.h"
#include "table.h"

#include <bluehelm/robust.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_ROOM 160
#define MOST_OPTIONS 24
#define EVEN_WEIGHT 0.5
#define AGREEMENT_ROOM 2000
#define CLEAR 0.95 /* share of resamples in which a first place has to hold */

static struct table
option_table(const struct bh_robustness *r, const char *first)
{
    const char *titles[MOST_OPTIONS + 1] = {first};

    for (size_t o = 0; o < r->n_options; o++) {
        titles[o + 1] = r->options[o].id;
    }
    return table_make(titles, r->n_options + 1);
}

/** A value of a metric in the measure's unit, turned back where low is better. */
static void
show_value(const struct bh_robustness *r, const struct bh_robust_measure *m,
           enum bh_robust_metric metric, double value, char *text)
{
    const bool is_level = metric <= BH_ROBUST_LAPLACE;
    const bool is_date = strcmp(m->kind, "date") == 0;
    const bool is_share = strcmp(m->kind, "share") == 0;
    char amount[TEXT_ROOM];

    if (isnan(value)) {
        snprintf(text, TEXT_ROOM, "–");
    } else if (metric == BH_ROBUST_SATISFICING) {
        snprintf(text, TEXT_ROOM, "%.0f %%", 100 * value);
    } else if (bh_robust_about(metric)->is_ratio) {
        snprintf(text, TEXT_ROOM, "%.2f", value);
    } else if (is_level) {
        bh_results_show(m->low_is_better ? -value + 0.0 : value, m->kind, m->unit, r->currency,
                        r->start, text, TEXT_ROOM);
    } else if (is_share) {
        snprintf(text, TEXT_ROOM, "%.1f points", 100 * value);
    } else {
        bh_results_show(fabs(value), is_date ? "days" : m->kind, m->unit, r->currency, r->start,
                        amount, sizeof amount);
        snprintf(text, TEXT_ROOM, "%s%.150s", value < 0 ? "-" : "", amount);
    }
}

static int
put_measure(const struct bh_robustness *r, const struct bh_robust_measure *m)
{
    struct table table = option_table(r, "METRIC, BETTER WHEN");
    char text[TEXT_ROOM], agreement[AGREEMENT_ROOM];

    printf("\n%s%s%s  %s%s%s%s\n", colour("bold"), m->title, colour("plain"),
           m->low_is_better ? "less is better" : "more is better", m->has_goal ? "; goal " : "",
           m->goal, m->is_required ? ", required" : "");
    for (size_t k = 0; k < BH_ROBUST_METRICS; k++) {
        const enum bh_robust_metric metric = (enum bh_robust_metric) k;
        const struct bh_robust_about *about = bh_robust_about(metric);
        const bool is_low = k <= BH_ROBUST_LAPLACE ? m->low_is_better : !about->high_is_better;

        if (metric == BH_ROBUST_SATISFICING && !m->has_goal) {
            continue;
        }
        table_row(&table);
        snprintf(text, sizeof text, "%s, %s", about->title, is_low ? "low" : "high");
        table_cell(&table, text);
        for (size_t o = 0; o < r->n_options; o++) {
            char value[TEXT_ROOM];

            const size_t at = o * BH_ROBUST_METRICS + k;

            show_value(r, m, metric, m->values[at], value);
            snprintf(text, sizeof text, "%.140s%s", value,
                     m->ranks[at] != 1        ? "  "
                     : m->firsts[at] >= CLEAR ? " *"
                                              : " ~");
            table_cell(&table, text);
        }
    }
    const int code = table_print(&table);
    const bool agree = bh_robust_agreement(r, m, agreement, sizeof agreement);
    if (agreement[0] == '\0') {
        printf("  No metric tells the options apart.\n");
    } else {
        printf("  %s: %s\n", agree ? "Metrics agree" : "Metrics disagree. First is", agreement);
    }
    if (m->n_dropped > 0 || m->n_never > 0) {
        printf(
            "  %zu futures left out for all options, a value is missing in one; never, counted as "
            "day %u, %zu times\n",
            m->n_dropped, r->days, m->n_never);
    }
    return code;
}

static int
put_success(const struct bh_robustness *r)
{
    struct table table = option_table(r, "SHARE OF FUTURES");
    char text[TEXT_ROOM];

    table_row(&table);
    table_cell(&table, "every required goal is met");
    for (size_t o = 0; o < r->n_options; o++) {
        const struct bh_estimate s = r->options[o].success;

        snprintf(text, sizeof text, "%.0f %% (%.0f to %.0f)", 100 * s.value, 100 * s.low,
                 100 * s.high);
        table_cell(&table, text);
    }
    for (size_t i = 0; i < r->n_measures; i++) {
        const struct bh_robust_measure *m = &r->measures[i];

        if (!m->is_required) {
            continue;
        }
        table_row(&table);
        snprintf(text, sizeof text, "  %.100s %.40s", m->title, m->goal);
        table_cell(&table, text);
        for (size_t o = 0; o < r->n_options; o++) {
            snprintf(text, sizeof text, "%.0f %%",
                     100 * m->values[o * BH_ROBUST_METRICS + BH_ROBUST_SATISFICING]);
            table_cell(&table, text);
        }
    }
    printf("\n%sSatisficing%s  over all required measures\n", colour("bold"), colour("plain"));
    return table_print(&table);
}

static int
put_all(const struct bh_robustness *r)
{
    int code;

    printf("%s%s%s\n", colour("bold"), r->plan_title, colour("plain"));
    printf("%zu futures for each of %zu options, design %s; plan %.12s, seed %u%s\n", r->n_futures,
           r->n_options, r->design, r->plan_hash, r->seed,
           r->is_complete ? "" : "; NOT COMPLETE, go on with explore --resume");
    printf("Model output under the plan's assumptions. It explores; it is not a forecast.\n"
           "*: first by that metric, also in 95 %% of resamples of the futures; ~: first, but not\n"
           "clearly. Regret is against the best option in the same future and luck.\n"
           "Hurwicz puts %.0f %% of its weight on the worst future.\n",
           100 * r->worst_weight);
    put_design_note(r->design);
    code = put_success(r);
    for (size_t i = 0; i < r->n_measures && code == EXIT_GOOD; i++) {
        code = put_measure(r, &r->measures[i]);
    }
    return code != EXIT_GOOD ? code : put_text("");
}

static int
tell(const char *path, const struct arguments *arguments, double weight)
{
    struct bh_err err = {BH_OK, ""};
    struct bh_robustness *r = NULL;
    char *text = NULL;
    enum bh_status st = bh_robustness_read(path, arguments->measure, weight, &r, &err);
    int code;

    if (st != BH_OK) {
        return tell_failure(st, &err);
    }
    if (arguments->json) {
        st = bh_robustness_json(r, &text, &err);
        code = put_json(st, text, &err);
    } else if (r->n_options > MOST_OPTIONS) {
        fprintf(stderr, "bluehelm robust: %zu options do not fit a table; use --json\n",
                r->n_options);
        code = EXIT_INPUT;
    } else {
        code = put_all(r);
    }
    bh_robustness_free(r);
    return code;
}

static int
run(int argc, char **argv)
{
    struct arguments arguments;
    int code = arguments_read(argc, argv, "measure worst-weight json", &command_robust, &arguments);

    if (code != EXIT_GOOD || arguments.wants_help) {
        return code;
    }
    code = arguments_want(&arguments, 1, "FILE, a results file", &command_robust);
    if (code != EXIT_GOOD) {
        return code;
    }
    const double weight =
        arguments.has_worst_weight ? (double) arguments.worst_weight / 100 : EVEN_WEIGHT;
    return tell(arguments.plain[0], &arguments, weight);
}

const struct command command_robust = {
    "robust", "tell which option holds over all futures, by eleven metrics",
    "Usage: bluehelm robust FILE [--measure ID] [--worst-weight PERCENT] [--json]\n\n"
    "Tells for every option and measure the worst, best and mean future, regret against the best\n"
    "option in the same future, spread, and the share of futures that satisfy; which option comes\n"
    "first by each; and where the metrics disagree.\n\n"
    "  --measure ID             one output (default: the plan's own measures)\n"
    "  --worst-weight PERCENT   of the worst future in Hurwicz's metric, 0 to 100 (default 50)\n"
    "  --json                   everything as JSON\n\n"
    "Example:\n  bluehelm robust gaza-2024.bh --measure order\n",
    run};
