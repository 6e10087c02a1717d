/** @file obstacles.c  bluehelm obstacles: what breaks each option. */
#include "cli.h"
#include "paragraph.h"
#include "table.h"

#include <bluehelm/obstacles.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_ROOM 160

static void
tell_progress(void *context, size_t option, size_t n_options, size_t done)
{
    (void) context;
    fprintf(stderr, "\roption %zu of %zu, %zu futures run\033[K", option + 1, n_options, done);
    fflush(stderr);
}

/** "12 % (10 to 15 %)". */
static void
show_part(size_t n, size_t of, char text[TEXT_ROOM])
{
    const struct bh_estimate e = bh_obstacles_share(n, of);
    char value[TEXT_ROOM], range[80];

    if (of == 0) {
        snprintf(text, TEXT_ROOM, "–");
        return;
    }
    bh_results_show_share(e.value, value, sizeof value);
    bh_results_show_shares(e.low, e.high, range, sizeof range);
    snprintf(text, TEXT_ROOM, "%.40s (%s)", value, range);
}

static void
put_head(const struct bh_obstacles *o)
{
    printf("%s%s%s\n", colour("bold"), o->plan_title, colour("plain"));
    printf("%zu futures for each of %zu options, %u days from %s; plan %012llx, seed %u; %zu "
           "futures run\n",
           o->n_scenarios * o->n_replications, o->n_options, o->days, o->start,
           (unsigned long long) (o->plan_hash >> 16), o->seed, o->n_runs);
    printf(
        "Every failed future run again with obstacles lifted, on the same assumptions and luck.\n"
        "Counterfactual in the model's terms: it says what the plan's assumptions imply. It is\n"
        "not a forecast, and lifting is free and complete here, which it would not be.\n");
}

/** Success with the obstacle lifted: what it saves gained, what it breaks lost. */
static void
show_success(const struct bh_obstacles_option *option, const struct bh_obstacle_alone *alone,
             char text[TEXT_ROOM])
{
    const double n = (double) option->n_futures;
    const double successes = n - (double) option->n_failures;
    const double kept =
        option->n_tested > 0 ? 1 - (double) alone->harmed / (double) option->n_tested : 1;

    bh_results_show_share(((double) alone->saved + successes * kept) / n, text, TEXT_ROOM);
}

static int
put_table(const struct bh_obstacles *o, const struct bh_obstacles_option *option)
{
    static const char *const titles[] = {"OBSTACLE, LIFTED ALONE", "SAVES, OF THE FAILURES",
                                         "ONLY WITH ONE OTHER",    "CHANGES NOTHING",
                                         "BREAKS, OF SUCCESSES",   "SUCCESS THEN"};
    struct table table = table_make(titles, sizeof titles / sizeof titles[0]);
    char text[TEXT_ROOM];

    for (size_t a = 0; a < o->n_obstacles; a++) {
        const struct bh_obstacle_alone *alone = &option->alone[a];
        const size_t parts[][2] = {{alone->saved, option->n_failures},
                                   {alone->shared, option->n_failures},
                                   {alone->unchanged, option->n_failures},
                                   {alone->harmed, option->n_tested}};

        table_row(&table);
        table_cell(&table, o->obstacles[a].title);
        for (size_t i = 0; i < 4 && alone->plays_part; i++) {
            show_part(parts[i][0], parts[i][1], text);
            table_cell(&table, text);
        }
        if (alone->plays_part) {
            show_success(option, alone, text);
            table_cell(&table, text);
        } else {
            table_cell(&table, "plays no part");
        }
    }
    table_row(&table);
    table_cell(&table, "(all of them lifted)");
    show_part(option->all_saved, option->n_failures, text);
    table_cell(&table, text);
    table_row(&table);
    table_cell(&table, "(none lifted, other luck)");
    show_part(option->by_luck, option->n_failures, text);
    table_cell(&table, text);
    return table_print(&table);
}

/** The sentences, indented; long ones are broken between words. */
static int
put_words(const struct bh_obstacles *o, size_t option)
{
    struct bh_err err = {BH_OK, ""};
    char *text = NULL;
    const enum bh_status st = bh_obstacles_tell(o, option, BH_TELL_ALL, &text, &err);

    if (st != BH_OK) {
        return tell_failure(st, &err);
    }
    put_lines(text, 2);
    free(text);
    return EXIT_GOOD;
}

static int
put_all(const struct bh_obstacles *o)
{
    int code = EXIT_GOOD;

    put_head(o);
    for (size_t i = 0; i < o->n_options && code == EXIT_GOOD; i++) {
        printf("\n%s%s%s  %s\n", colour("bold"), o->options[i].title, colour("plain"),
               o->options[i].id);
        code = o->options[i].n_failures > 0 ? put_table(o, &o->options[i]) : EXIT_GOOD;
        if (code == EXIT_GOOD) {
            code = put_words(o, i);
        }
    }
    printf("\nLifted means:\n");
    for (size_t a = 0; a < o->n_obstacles; a++) {
        char line[400];

        snprintf(line, sizeof line, "%.100s: %.290s", o->obstacles[a].title,
                 o->obstacles[a].lifted);
        put_lines(line, 2);
    }
    return code != EXIT_GOOD ? code : put_text("");
}

/** Studies a results file or a plan. */
static int
study(const struct arguments *arguments, struct bh_obstacles **out)
{
    struct bh_err err = {BH_OK, ""};
    struct bh_plan *plan = NULL;
    const char *path = arguments->plain[0];
    const struct bh_obstacles_settings settings = {
        .n_futures = arguments->has_futures ? (size_t) arguments->futures : 1000,
        .n_replications = (size_t) arguments->replications,
        .design = BH_LATIN_HYPERCUBE,
        .options = arguments->n_option > 0 ? arguments->option : NULL,
        .n_options = arguments->n_option,
        .n_tested = (size_t) arguments->tested,
        .threads = (size_t) arguments->threads,
        .isa = arguments->engine,
        .progress = shows_progress(arguments) ? tell_progress : NULL,
        .cancel = catch_stop(),
    };
    enum bh_status st;

    if (is_results_file(path)) {
        st = bh_obstacles_study(path, &settings, out, &err);
    } else {
        const int code = read_plan(path, arguments, &plan);

        if (code != EXIT_GOOD) {
            return code;
        }
        st = bh_obstacles_run(plan, &settings, out, &err);
        bh_plan_free(plan);
    }
    clear_progress(arguments);
    return st == BH_OK ? EXIT_GOOD : tell_failure(st, &err);
}

static int
tell(const struct bh_obstacles *o, const struct arguments *arguments)
{
    struct bh_err err = {BH_OK, ""};
    char *text = NULL;

    if (arguments->json) {
        const enum bh_status st = bh_obstacles_json(o, &text, &err);

        return put_json(st, text, &err);
    }
    const int code = put_all(o);
    if (code == EXIT_GOOD && is_results_file(arguments->plain[0])) {
        printf("\nKept in %s. Next:\n  bluehelm brief %s\n  bluehelm report %s\n",
               arguments->plain[0], arguments->plain[0], arguments->plain[0]);
    }
    return code;
}

static int
run(int argc, char **argv)
{
    struct arguments arguments;
    struct bh_obstacles *o = NULL;
    static const char accepted[] =
        "set option futures replications threads engine json strict quiet tested";
    int code = arguments_read(argc, argv, accepted, &command_obstacles, &arguments);

    if (code != EXIT_GOOD || arguments.wants_help) {
        return code;
    }
    code =
        arguments_want(&arguments, 1, "PLAN or FILE, a plan or a results file", &command_obstacles);
    if (code == EXIT_GOOD && is_results_file(arguments.plain[0]) &&
        (arguments.n_set > 0 || arguments.n_option > 0 || arguments.has_futures ||
         arguments.replications > 0)) {
        fprintf(stderr, "bluehelm obstacles: a results file has its own plan, options and futures; "
                        "--set, --option, --futures and --replications go with a plan\n");
        code = EXIT_USAGE;
    }
    if (code == EXIT_GOOD) {
        code = study(&arguments, &o);
    }
    if (code == EXIT_GOOD) {
        code = tell(o, &arguments);
    }
    bh_obstacles_free(o);
    return code;
}

const struct command command_obstacles = {
    "obstacles", "run failed futures again with obstacles lifted: what breaks each option",
    "Usage: bluehelm obstacles FILE [--tested K] [--threads T] [--json]\n"
    "       bluehelm obstacles PLAN [--futures N] [--option ID]... [--set PATH=VALUE]...\n"
    "                          [--replications R] [--tested K] [--threads T] [--json]\n\n"
    "Runs every failed future again, on the same assumptions and the same luck, with each of the\n"
    "plan's obstacles lifted alone, with pairs, and with all. Tells what each obstacle costs,\n"
    "which stand in line behind each other, what lifting breaks, and what nothing here saves.\n"
    "Of a complete results file it studies the file's own futures and keeps the study in it, for\n"
    "'brief' and 'report'.\n\n"
    "  --futures N        futures for each option (default 1000)\n"
    "  --replications R   runs of each set of assumptions with other luck (default 1)\n"
    "  --option ID        only this option; may be repeated\n"
    "  --set PATH=VALUE   put a value over the plan first; may be repeated\n"
    "  --tested K         successes for each option tried for harm (default 200)\n"
    "  --threads T        default: one for each processor\n"
    "  --engine NAME      avx512, avx2 or base; the results are the same\n"
    "  --json             everything as JSON\n"
    "  --quiet            no progress\n\n"
    "Example:\n"
    "  bluehelm explore plans/gaza-2024 --futures 2000\n"
    "  bluehelm obstacles gaza-2024.bh\n",
    run};
