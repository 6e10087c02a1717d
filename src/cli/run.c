/** @file run.c  bluehelm run: one option, few futures, a timeline. */
#include "cli.h"
#include "table.h"

#include <bluehelm/future.h>
#include <bluehelm/results.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_FUTURES 1000
#define ROW_DAYS 30 /* days between rows of the timeline */

/** The columns of the timeline. */
static const struct {
    const char *title, *series, *kind;
} columns[] = {
    {"CEASEFIRE", "ceasefire", "share"},     {"FORCE", "deployed", "persons"},
    {"INCIDENTS", "incidents_per_100k", "number"},
    {"LEGITIMACY", "legitimacy", "share"},   {"SERVICES", "services", "share"},
    {"FOOD MET", "food_met", "share"},       {"DISPLACED", "displaced", "persons"},
    {"PAID SO FAR", "cost", "money"},
};
#define N_COLUMNS (sizeof columns / sizeof columns[0])

/** The futures of a run. */
struct runs {
    struct bh_future *futures[MOST_FUTURES];
    size_t n;
};

/** What numbers of a plan are shown in. */
struct scale {
    char start[12];
    const char *currency;
};

static void
free_runs(struct runs *runs)
{
    for (size_t i = 0; i < runs->n; i++) {
        bh_future_free(runs->futures[i]);
    }
}

static const double *
find_series(const struct bh_future *future, const char *name)
{
    for (size_t i = 0; i < future->n_series; i++) {
        if (strcmp(future->series[i].name, name) == 0) {
            return future->series[i].value;
        }
    }
    return NULL;
}

static int
by_value(const void *a, const void *b)
{
    const double x = *(const double *) a, y = *(const double *) b;

    return (x > y) - (x < y);
}

/** The values of a series on a day, over the runs, in rising order. */
static void
values_on(const struct runs *runs, const char *name, uint32_t day, double *values)
{
    for (size_t i = 0; i < runs->n; i++) {
        const double *series = find_series(runs->futures[i], name);

        values[i] = series == NULL ? (double) NAN : series[day];
    }
    qsort(values, runs->n, sizeof *values, by_value);
}

/** One value, or median and range. A ceasefire is a share of futures, or yes and no. */
static void
show_values(const double *values, size_t n, const char *kind, const struct scale *scale, char *text,
            size_t room)
{
    char range[128], middle[64];

    if (n == 1) {
        bh_results_show(values[0], kind, "", scale->currency, scale->start, text, room);
        return;
    }
    bh_results_show(values[n / 2], kind, "", scale->currency, scale->start, middle, sizeof middle);
    bh_results_show_range((const double[]){values[n / 20], values[n - 1 - n / 20]}, kind, "",
                          scale->currency, scale->start, range, sizeof range);
    snprintf(text, room, strcmp(range, middle) == 0 ? "%s" : "%s (%s)", middle, range);
}

static void
show_ceasefire(const double *values, size_t n, char *text, size_t room)
{
    double holds = 0;

    for (size_t i = 0; i < n; i++) {
        holds += values[i];
    }
    if (n == 1) {
        snprintf(text, room, holds > 0 ? "holds" : "war");
    } else {
        bh_results_show_share(holds / (double) n, text, room);
    }
}

static void
add_row(struct table *table, const struct runs *runs, uint32_t day, const struct scale *scale)
{
    double values[MOST_FUTURES];
    char text[256];

    table_row(table);
    bh_results_show(day, "date", "", "", scale->start, text, sizeof text);
    table_cell(table, text);
    for (size_t c = 0; c < N_COLUMNS; c++) {
        values_on(runs, columns[c].series, day, values);
        if (c == 0) {
            show_ceasefire(values, runs->n, text, sizeof text);
        } else {
            show_values(values, runs->n, columns[c].kind, scale, text, sizeof text);
        }
        table_cell(table, text);
    }
}

static int
put_timeline(const struct runs *runs, const struct scale *scale)
{
    const char *titles[N_COLUMNS + 1] = {"DAY"};

    for (size_t c = 0; c < N_COLUMNS; c++) {
        titles[c + 1] = columns[c].title;
    }
    struct table table = table_make(titles, N_COLUMNS + 1);
    const uint32_t n_days = runs->futures[0]->n_days;
    for (uint32_t day = 0; day < n_days; day += ROW_DAYS) {
        add_row(&table, runs, day, scale);
    }
    add_row(&table, runs, n_days - 1, scale);
    return table_print(&table);
}

/** A row of eight block heights, scaled between least and most. */
static void
put_spark(const struct runs *runs, size_t column, const char *currency)
{
    static const char *const blocks[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    double values[MOST_FUTURES], course[60];
    const uint32_t n_days = runs->futures[0]->n_days;
    double least = (double) INFINITY, most = -(double) INFINITY;
    char range[128];

    for (size_t i = 0; i < 60; i++) {
        values_on(runs, columns[column].series, (uint32_t) (i * (n_days - 1) / 59), values);
        course[i] = values[runs->n / 2];
        least = fmin(least, course[i]);
        most = fmax(most, course[i]);
    }
    printf("  %-12s ", columns[column].title);
    for (size_t i = 0; i < 60; i++) {
        const double part = most > least ? (course[i] - least) / (most - least) : 0;

        printf("%s", blocks[(size_t) (7.999 * part)]);
    }
    bh_results_show_range((const double[]){least, most}, columns[column].kind, "", currency, "",
                          range, sizeof range);
    printf("  %s\n", range);
}

/** One future's outputs, each with its value in words. */
static void
put_outputs(const struct bh_future *future)
{
    for (size_t i = 0; i < future->n_outputs; i++) {
        const struct bh_future_output *o = &future->outputs[i];

        printf("  %-52s %s%s\n", o->title, o->shown,
               !o->has_goal ? "" : o->meets_goal ? "  (goal met)" : "  (goal missed)");
    }
}

/** Output `o` over the runs: median and spread, and how many futures meet its goal. */
static void
put_output_spread(const struct runs *runs, size_t o, const struct scale *scale)
{
    const struct bh_future_output *first = &runs->futures[0]->outputs[o];
    double values[MOST_FUTURES];
    char text[256];
    size_t met = 0;

    for (size_t i = 0; i < runs->n; i++) {
        values[i] = runs->futures[i]->outputs[o].value;
        met += runs->futures[i]->outputs[o].meets_goal;
    }
    qsort(values, runs->n, sizeof *values, by_value);
    show_values(values, runs->n, first->kind, scale, text, sizeof text);
    printf("  %-52s %s", first->title, text);
    if (first->has_goal) {
        printf("  (%zu of %zu meet the goal)", met, runs->n);
    }
    printf("\n");
}

static void
put_outcomes(const struct runs *runs, const struct scale *scale)
{
    size_t succeeded = 0;

    for (size_t i = 0; i < runs->n; i++) {
        succeeded += runs->futures[i]->succeeded;
    }
    if (runs->n == 1) {
        printf("\nThis future %s.\n",
               succeeded ? "meets every required goal" : "misses a required goal");
        put_outputs(runs->futures[0]);
        return;
    }
    printf("\n%zu of %zu futures meet every required goal.\n", succeeded, runs->n);
    for (size_t o = 0; o < runs->futures[0]->n_outputs; o++) {
        put_output_spread(runs, o, scale);
    }
}

static int
put_all(const struct bh_plan *plan, const struct arguments *arguments, const struct runs *runs)
{
    const struct bh_future *first = runs->futures[0];
    struct scale scale = {.currency = bh_plan_currency(plan)};

    bh_plan_start(plan, scale.start);
    printf("%s%s: %s%s\n", colour("bold"), bh_plan_title(plan), first->option_title,
           colour("plain"));
    if (arguments->n_option == 0 && bh_plan_n_options(plan) > 1) {
        printf("This is the first of %zu options; --option takes another.\n",
               bh_plan_n_options(plan));
    }
    if (runs->n == 1) {
        printf("One future with every assumption at its central value unless --scenario says "
               "otherwise.\n");
    } else {
        printf("%zu futures: median (5th to 95th percentile); ceasefire: share of futures.\n",
               runs->n);
    }
    printf("Incidents: in 30 days per 100 000 residents. Model output, not a forecast.\n\n");
    const int code = put_timeline(runs, &scale);
    printf("\n");
    for (size_t c = 1; c < N_COLUMNS; c++) {
        put_spark(runs, c, scale.currency);
    }
    put_outcomes(runs, &scale);
    return code != EXIT_GOOD ? code : put_text("");
}

static int
put_json_all(const struct runs *runs)
{
    struct bh_err err = {BH_OK, ""};
    int code = put_text(runs->n > 1 ? "[" : "");

    for (size_t i = 0; i < runs->n && code == EXIT_GOOD; i++) {
        char *text = NULL;
        const enum bh_status st = bh_future_json(runs->futures[i], &text, &err);

        code = put_json(st, text, &err);
        if (code == EXIT_GOOD && i + 1 < runs->n) {
            code = put_text(",");
        }
    }
    return code == EXIT_GOOD && runs->n > 1 ? put_text("]\n") : code;
}

static int
run_futures(const struct bh_plan *plan, const struct arguments *arguments, struct runs *runs)
{
    struct bh_err err = {BH_OK, ""};
    const size_t n = arguments->has_futures ? (size_t) arguments->futures : 1;
    const uint32_t first = arguments->has_scenario ? (uint32_t) arguments->scenario : n > 1;

    if (n < 1 || n > MOST_FUTURES) {
        fprintf(stderr, "bluehelm run: --futures takes 1 to %d; use explore for more\n",
                MOST_FUTURES);
        return EXIT_USAGE;
    }
    for (size_t i = 0; i < n; i++) {
        const struct bh_future_request request = {
            .option = arguments->n_option > 0 ? arguments->option[0] : NULL,
            .scenario = first + (uint32_t) i,
            .replication = (uint32_t) arguments->replication,
            .isa = arguments->engine,
        };
        const enum bh_status st = bh_future_run(plan, &request, &runs->futures[i], &err);

        if (st != BH_OK) {
            return tell_failure(st, &err);
        }
        runs->n++;
    }
    return EXIT_GOOD;
}

static int
run(int argc, char **argv)
{
    static struct runs runs;
    struct arguments arguments;
    struct bh_plan *plan = NULL;
    static const char accepted[] =
        "set option futures scenario replication engine json";
    int code = arguments_read(argc, argv, accepted, &command_run, &arguments);

    if (code != EXIT_GOOD || arguments.wants_help) {
        return code;
    }
    code = arguments_want(&arguments, 1, "PLAN, a folder or a file", &command_run);
    if (code == EXIT_GOOD) {
        code = read_plan(arguments.plain[0], &arguments, &plan);
    }
    if (code == EXIT_GOOD) {
        code = run_futures(plan, &arguments, &runs);
    }
    if (code == EXIT_GOOD) {
        code = arguments.json ? put_json_all(&runs) : put_all(plan, &arguments, &runs);
    }
    free_runs(&runs);
    bh_plan_free(plan);
    return code;
}

const struct command command_run = {
    "run", "run one option through one or a few futures and print a timeline",
    "Usage: bluehelm run PLAN [--option ID] [--futures N] [--scenario K] [--replication R]\n"
    "                    [--set PATH=VALUE]... [--engine NAME] [--json]\n\n"
    "Prints what happens month by month: ceasefire, force, incidents, legitimacy, services, food,\n"
    "displaced persons, money; then the measures. Nothing is written to disk.\n\n"
    "  --option ID     option of the plan (default: the first)\n"
    "  --futures N     1 (default) to 1000; more than one shows median and spread\n"
    "  --scenario K    first scenario; 0 has every assumption at its central value (default 0\n"
    "                  for one future, 1 for more)\n"
    "  --replication R other luck in the same scenario (default 0)\n"
    "  --json          everything as JSON, daily series included\n\n"
    "Example:\n  bluehelm run plans/gaza-2024 --option hybrid --futures 50\n",
    run};
