/** @file compare.c  bluehelm compare: options side by side. */
#include "cli.h"
#include "table.h"

#include <bluehelm/results.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_ROOM 160
#define MOST_OPTIONS 64

static void
show(const struct bh_comparison *c, const struct bh_output *output, double value, char *text)
{
    bh_results_show(value, output->kind, output->unit, c->currency, c->start, text, TEXT_ROOM);
}

/** "62 % (58 % to 66 %)". */
static void
show_estimate(struct bh_estimate e, char *text)
{
    char value[40], range[80];

    bh_results_show_share(e.value, value, sizeof value);
    bh_results_show_shares(e.low, e.high, range, sizeof range);
    snprintf(text, TEXT_ROOM, isnan(e.low) ? "%s" : "%s (%s)", value, range);
}

/** A table whose columns are the options. */
static struct table
option_table(const struct bh_comparison *c, const char *first)
{
    const char *titles[MOST_OPTIONS + 1] = {first};

    for (size_t o = 0; o < c->n_options; o++) {
        titles[o + 1] = c->options[o].id;
    }
    return table_make(titles, c->n_options + 1);
}

static void
put_head(const struct bh_comparison *c)
{
    printf("%s%s%s\n", colour("bold"), c->plan_title, colour("plain"));
    printf("%zu futures for each of %zu options, %u days from %s; plan %.12s, seed %u%s\n",
           c->n_scenarios * c->n_replications, c->n_options, c->days, c->start, c->plan_hash,
           c->seed, c->is_complete ? "" : "; NOT COMPLETE, go on with explore --resume");
    printf("Model output under the plan's assumptions. It explores; it is not a forecast.\n");
    put_design_note(c->design);
    put_summary_note(c);
}

static int
put_options(const struct bh_comparison *c)
{
    static const char *const titles[] = {"OPTION", "SUCCEEDS (95 % INTERVAL)", "AGAINST BASELINE",
                                         "FORCE READY IN TIME"};
    struct table table = table_make(titles, 4);
    char text[TEXT_ROOM];

    put_title("Options", "a future succeeds when it meets every required goal");
    for (size_t o = 0; o < c->n_options; o++) {
        const struct bh_compared_option *option = &c->options[o];
        const struct bh_estimate d = option->success_difference;

        table_row(&table);
        table_cell(&table, option->id);
        show_estimate(option->success, text);
        table_cell(&table, text);
        snprintf(text, sizeof text, "%+.1f points (%+.1f to %+.1f)", 100 * d.value, 100 * d.low,
                 100 * d.high);
        table_cell(&table, o == c->baseline ? "baseline" : text);
        show_estimate(option->in_time, text);
        table_cell(&table, text);
    }
    return table_print(&table);
}

/** Median and spread; the chance of the goal below it. */
static void
add_measure(struct table *table, const struct bh_comparison *c, size_t i)
{
    const struct bh_output *output = &c->outputs[i];
    char name[400], text[2 * TEXT_ROOM];

    table_row(table);
    snprintf(name, sizeof name, "%.200s%s%.120s%s", output->title,
             output->goal[0] == '\0' ? "" : "  [", output->goal,
             output->goal[0] == '\0' ? "" : output->is_required ? ", required]" : "]");
    table_cell(table, name);
    for (size_t o = 0; o < c->n_options; o++) {
        const struct bh_cell *cell = &c->options[o].cells[i];

        show(c, output, cell->median, text);
        table_cell(table, text);
    }
    table_row(table);
    table_cell(table, "    5th to 95th percentile");
    for (size_t o = 0; o < c->n_options; o++) {
        const struct bh_cell *cell = &c->options[o].cells[i];

        bh_results_show_range((const double[]){cell->q05, cell->q95}, output->kind, output->unit,
                              c->currency, c->start, text, sizeof text);
        table_cell(table, text);
    }
    if (output->goal[0] != '\0') {
        table_row(table);
        table_cell(table, "    chance of the goal");
        for (size_t o = 0; o < c->n_options; o++) {
            bh_results_show_share(c->options[o].cells[i].met.value, text, sizeof text);
            table_cell(table, text);
        }
    }
}

static int
put_outputs(const struct bh_comparison *c, enum bh_output_group group, const char *title,
            const char *hint)
{
    struct table table = option_table(c, group == BH_OUTPUT_MEASURE ? "MEASURE [GOAL]" : "MEDIAN");
    size_t n = 0;

    for (size_t i = 0; i < c->n_outputs; i++) {
        if (c->outputs[i].group == group && strcmp(c->outputs[i].id, "in_time") != 0) {
            add_measure(&table, c, i);
            n++;
        }
    }
    if (n > 0) {
        put_title(title, hint);
    }
    return table_print(&table);
}

static void
show_difference(const struct bh_comparison *c, const struct bh_output *output,
                const struct bh_cell *cell, char *text)
{
    const struct bh_estimate d = cell->difference;
    const bool is_date = strcmp(output->kind, "date") == 0;
    struct bh_output as = *output;
    char value[TEXT_ROOM];

    as.kind = is_date ? "days" : output->kind;
    show(c, &as, fabs(d.value), value);
    if (!isfinite(d.value) || cell->n_pairs < 2) {
        snprintf(text, TEXT_ROOM, "–");
    } else if (d.low <= 0 && d.high >= 0) {
        snprintf(text, TEXT_ROOM, "no clear difference");
    } else if (strcmp(output->kind, "share") == 0) {
        snprintf(text, TEXT_ROOM, "%+.1f points", 100 * d.value);
    } else {
        snprintf(text, TEXT_ROOM, "%s%.140s", d.value < 0 ? "-" : "+", value);
    }
}

static int
put_differences(const struct bh_comparison *c)
{
    struct table table = option_table(c, "MEAN DIFFERENCE");
    char hint[200], text[TEXT_ROOM];

    snprintf(hint, sizeof hint,
             "against %s, future by future on the same luck; clear at 95 %% or said not to be",
             c->options[c->baseline].id);
    put_title("Paired differences", hint);
    for (size_t i = 0; i < c->n_outputs; i++) {
        if (c->outputs[i].group > BH_OUTPUT_BUILT_IN) {
            continue;
        }
        table_row(&table);
        table_cell(&table, c->outputs[i].title);
        for (size_t o = 0; o < c->n_options; o++) {
            show_difference(c, &c->outputs[i], &c->options[o].cells[i], text);
            table_cell(&table, o == c->baseline ? "baseline" : text);
        }
    }
    return table_print(&table);
}

/** The required measure an option misses most often; NULL when it misses none. */
static const struct bh_output *
hardest(const struct bh_comparison *c, const struct bh_compared_option *option, double *missed)
{
    const struct bh_output *worst = NULL;

    *missed = 0;
    for (size_t i = 0; i < c->n_outputs; i++) {
        const double miss = 1 - option->cells[i].met.value;

        if (c->outputs[i].is_required && miss > *missed) {
            *missed = miss;
            worst = &c->outputs[i];
        }
    }
    return worst;
}

static void
put_words(const struct bh_comparison *c)
{
    put_title("In words", "");
    for (size_t o = 0; o < c->n_options; o++) {
        const struct bh_compared_option *option = &c->options[o];
        double missed;
        const struct bh_output *worst = hardest(c, option, &missed);
        char success[40], share[40];

        bh_results_show_share(option->success.value, success, sizeof success);
        bh_results_show_share(missed, share, sizeof share);
        printf("  %s (%s) meets every required goal in %s of its futures", option->title,
               option->id, success);
        if (worst != NULL) {
            printf("; it misses \"%s\" most often, in %s", worst->title, share);
        }
        printf(".\n");
    }
}

static int
put_all(const struct bh_comparison *c)
{
    put_head(c);
    int code = put_options(c);
    if (code == EXIT_GOOD) {
        code = put_outputs(c, BH_OUTPUT_MEASURE, "Measures", "");
    }
    if (code == EXIT_GOOD) {
        code = put_outputs(c, BH_OUTPUT_BUILT_IN, "The course of the operation", "");
    }
    if (code == EXIT_GOOD) {
        code = put_outputs(c, BH_OUTPUT_SPONSOR, "Paid by sponsor", "");
    }
    if (code == EXIT_GOOD) {
        code = put_outputs(c, BH_OUTPUT_LINE, "Paid by cost line", "");
    }
    if (code == EXIT_GOOD) {
        code = put_differences(c);
    }
    put_words(c);
    return code != EXIT_GOOD ? code : put_text("");
}

static int
tell(const char *path, const struct arguments *arguments)
{
    struct bh_err err = {BH_OK, ""};
    struct bh_comparison *comparison = NULL;
    char *text = NULL;
    enum bh_status st = bh_results_compare(path, arguments->baseline, &comparison, &err);
    int code;

    if (st != BH_OK) {
        return tell_failure(st, &err);
    }
    if (arguments->json) {
        st = bh_comparison_json(comparison, &text, &err);
        code = put_json(st, text, &err);
    } else if (comparison->n_options > MOST_OPTIONS) {
        fprintf(stderr, "bluehelm compare: %zu options do not fit a table; use --json\n",
                comparison->n_options);
        code = EXIT_INPUT;
    } else {
        code = put_all(comparison);
    }
    bh_comparison_free(comparison);
    return code;
}

static int
run(int argc, char **argv)
{
    struct arguments arguments;
    int code = arguments_read(argc, argv, "baseline json", &command_compare, &arguments);

    if (code != EXIT_GOOD || arguments.wants_help) {
        return code;
    }
    code = arguments_want(&arguments, 1, "FILE, a results file", &command_compare);
    return code == EXIT_GOOD ? tell(arguments.plain[0], &arguments) : code;
}

const struct command command_compare = {
    "compare", "show the options of a results file side by side",
    "Usage: bluehelm compare FILE [--baseline ID] [--json]\n\n"
    "Shows for every option the share of futures that succeed, the measures with their spread\n"
    "and the chance of each goal, who pays how much for what, the chance that the force is ready\n"
    "in time, and the differences to a baseline option, future by future on the same luck.\n\n"
    "  --baseline ID   option the others are compared with (default: the first)\n"
    "  --json          everything as JSON; never and unknown are null\n\n"
    "Example:\n  bluehelm compare gaza-2024.bh --baseline none\n",
    run};
