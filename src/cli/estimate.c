/** @file estimate.c  bluehelm estimate. */
#include "cli.h"
#include "table.h"

#include <bluehelm/cost.h>
#include <math.h>
#include <stdio.h>

#define TEXT_ROOM 64

static void
show_bytes(double bytes, char *text)
{
    static const char *const units[] = {"kB", "MB", "GB", "TB"};
    size_t u = 0;

    for (bytes /= 1000; bytes >= 1000 && u < 3; u++) {
        bytes /= 1000;
    }
    snprintf(text, TEXT_ROOM, bytes < 10 ? "%.1f %s" : "%.0f %s", bytes, units[u]);
}

/** Two digits, which is all an estimate bears. */
static void
show_hours(double hours, char *text)
{
    if (hours >= 10) {
        snprintf(text, TEXT_ROOM, "%.0f", hours);
    } else {
        snprintf(text, TEXT_ROOM, "%.2g", hours);
    }
}

static void
show_time(double seconds, char *text)
{
    show_duration(seconds, text, TEXT_ROOM);
}

static void
put_row(struct table *table, const char *what, const struct bh_estimate *x,
        void (*show)(double, char *))
{
    char text[TEXT_ROOM];

    table_row(table);
    table_cell(table, what);
    show(x->value, text);
    table_cell(table, text);
    show(x->low, text);
    table_cell(table, text);
    show(x->high, text);
    table_cell(table, text);
}

static int
put_all(const struct bh_plan *plan, const struct bh_cost *cost)
{
    const struct bh_estimate all = {cost->run_seconds.value + cost->finish_seconds.value,
                                    cost->run_seconds.low + cost->finish_seconds.low,
                                    cost->run_seconds.high + cost->finish_seconds.high};
    static const char *const titles[] = {"", "about", "from", "to"};
    struct table table = table_make(titles, 4);
    char text[TEXT_ROOM];

    printf("%s%s%s: %zu futures for each of %zu options, %zu in all, on %zu machine%s of %zu "
           "core%s\n\n",
           colour("bold"), bh_plan_title(plan), colour("plain"),
           cost->n_futures / cost->n_options, cost->n_options, cost->n_futures, cost->n_machines,
           cost->n_machines == 1 ? "" : "s", cost->n_cores, cost->n_cores == 1 ? "" : "s");
    put_row(&table, "running", &cost->run_seconds, show_time);
    put_row(&table, cost->n_machines > 1 ? "merging and finishing" : "finishing the file",
            &cost->finish_seconds, show_time);
    put_row(&table, "in all", &all, show_time);
    put_row(&table, "core-hours", &cost->core_hours, show_hours);
    put_row(&table, "results file", &cost->bytes, show_bytes);
    const int code = table_print(&table);
    show_bytes(cost->most_bytes, text);
    printf("\nDisk needed on the way: up to %s.\n", text);
    show_time(cost->sampled_seconds, text);
    printf("From %zu futures run here in %s, at most %zu at a time. Machines and disks like this\n"
           "one are assumed, with nothing else running on them.\n",
           cost->n_sampled, text, cost->n_sampled_threads);
    return code;
}

static int
estimate(const struct bh_plan *plan, const struct arguments *arguments)
{
    struct bh_cost_settings settings = {
        .study = {.out = arguments->out,
                  .n_futures = arguments->has_futures ? (size_t) arguments->futures : 1000,
                  .n_replications = (size_t) arguments->replications,
                  .options = arguments->n_option > 0 ? arguments->option : NULL,
                  .n_options = arguments->n_option,
                  .isa = arguments->engine,
                  .levels = (uint32_t) arguments->levels,
                  .keep = (size_t) arguments->keep,
                  .every = (size_t) arguments->every,
                  .is_summary = arguments->summary,
                  .cancel = catch_stop()},
        .n_machines = (size_t) arguments->machines,
        .n_cores = (size_t) arguments->cores,
        .seconds = (double) arguments->seconds,
    };
    struct bh_err err = {BH_OK, ""};
    struct bh_cost cost;
    char *text = NULL;
    int code = read_design(arguments->design, &command_estimate, &settings.study);

    if (code != EXIT_GOOD) {
        return code;
    }
    enum bh_status st = bh_study_cost(plan, &settings, &cost, &err);
    if (st != BH_OK) {
        return tell_failure(st, &err);
    }
    if (arguments->json) {
        st = bh_cost_json(&cost, &text, &err);
        code = put_json(st, text, &err);
    } else {
        code = put_all(plan, &cost);
    }
    return code;
}

static int
run(int argc, char **argv)
{
    struct arguments arguments;
    struct bh_plan *plan = NULL;
    static const char accepted[] =
        "set option out design engine futures replications keep every strict levels machines "
        "cores seconds summary json";
    int code = arguments_read(argc, argv, accepted, &command_estimate, &arguments);

    if (code != EXIT_GOOD || arguments.wants_help) {
        return code;
    }
    code = arguments_want(&arguments, 1, "PLAN, a folder or a file", &command_estimate);
    if (code == EXIT_GOOD) {
        code = read_plan(arguments.plain[0], &arguments, &plan);
    }
    if (code == EXIT_GOOD) {
        code = estimate(plan, &arguments);
    }
    bh_plan_free(plan);
    return code;
}

const struct command command_estimate = {
    "estimate", "what a study will take: time, core-hours, disk",
    "Usage: bluehelm estimate PLAN [--futures N] [--machines M] [--cores C] [--json]\n"
    "                         [any option of explore that says what the study is]\n\n"
    "Runs a few seconds' worth of the study and tells what all of it would take, with intervals:\n"
    "wall clock, core-hours, the size of the results file, the disk needed on the way.\n\n"
    "  --futures N     futures for each option (default 1000)\n"
    "  --machines M    machines that share the study (default 1)\n"
    "  --cores C       cores of each, one thread or rank on each (default: those of this machine)\n"
    "  --out FILE, -o  where the results would go: samples are written and removed beside it\n"
    "  --seconds S     about how long the sample may run (default 4)\n"
    "  --json          everything as JSON\n\n"
    "Example:\n  bluehelm estimate plans/gaza-2024 --futures 1000000 --machines 8 --cores 32\n",
    run};
