/** @file search.c  bluehelm search: levers chosen for several goals at once. */
#include "cli.h"
#include "paragraph.h"
#include "table.h"

#include <bluehelm/search.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_ROOM 160
#define MOST_COLUMNS 64
#define MOST_ROWS 25

static void
tell_progress(void *context, const struct bh_search_progress *progress)
{
    (void) context;
    fprintf(stderr, "\rgeneration %zu, %zu of %zu candidates, hypervolume %.3f, %.0f s left\033[K",
            progress->generation, progress->evaluations, progress->total, progress->hypervolume,
            progress->seconds_left);
    fflush(stderr);
}

static void
show(const struct bh_search *s, const char *kind, const char *unit, double value,
     char text[TEXT_ROOM])
{
    bh_results_show(value, kind, unit, s->currency, s->start, text, TEXT_ROOM);
}

static void
put_head(const struct bh_search *s)
{
    printf("%s%s: %s%s\n", colour("bold"), s->plan_title, s->option_title, colour("plain"));
    printf(
        "%zu candidates, each on its own %zu futures (same assumptions and luck for all), seed %u\n"
        "Model output under the plan's assumptions. It explores; it is not a forecast.\n",
        s->n_evaluations, s->n_futures, s->seed);
}

static char
letter(size_t i)
{
    return i < 26 ? (char) ('A' + i) : '*';
}

/** Levers with a column of their own: as many as a table has room for. */
static size_t
count_shown(const struct bh_search *s)
{
    const size_t most = MOST_COLUMNS - 2 - BH_MOST_GOALS;

    return s->n_levers < most ? s->n_levers : most;
}

/** A row: levers, goals on fresh futures with their poor 10 %, success. */
static void
add_row(struct table *table, const struct bh_search *s, const char *name,
        const struct bh_search_candidate *c)
{
    char text[TEXT_ROOM], mean[TEXT_ROOM], poor[TEXT_ROOM];

    table_row(table);
    table_cell(table, name);
    for (size_t i = 0; i < count_shown(s); i++) {
        show(s, s->levers[i].kind, "", c->levers[i], text);
        table_cell(table, text);
    }
    for (size_t g = 0; g < s->n_goals; g++) {
        show(s, s->goals[g].kind, s->goals[g].unit, c->scores[g].fresh, mean);
        show(s, s->goals[g].kind, s->goals[g].unit, c->scores[g].poor, poor);
        snprintf(text, sizeof text, isnan(c->scores[g].poor) ? "%.70s" : "%.70s (%.70s)", mean,
                 poor);
        table_cell(table, text);
    }
    bh_results_show_shares(c->success.low, c->success.high, text, sizeof text);
    table_cell(table, text);
}

/** The levers under letters, which head the columns of the table. */
static void
put_levers(const struct bh_search *s)
{
    char low[TEXT_ROOM], high[TEXT_ROOM], line[600];

    for (size_t i = 0; i < s->n_levers; i++) {
        show(s, s->levers[i].kind, "", s->levers[i].low, low);
        show(s, s->levers[i].kind, "", s->levers[i].high, high);
        snprintf(line, sizeof line, "%c  %.200s, %.60s to %.60s  %.160s", letter(i),
                 s->levers[i].title, low, high, s->levers[i].path);
        put_lines(line, 2);
    }
}

static int
put_set(const struct bh_search *s)
{
    const char *titles[MOST_COLUMNS] = {""};
    char letters[MOST_COLUMNS][2] = {{0}};
    const size_t step = s->n_set > MOST_ROWS ? (s->n_set + MOST_ROWS - 1) / MOST_ROWS : 1;
    size_t n = 1;
    char name[24];

    for (size_t i = 0; i < count_shown(s); i++) {
        letters[i][0] = letter(i);
        titles[n++] = letters[i];
    }
    for (size_t g = 0; g < s->n_goals; g++) {
        titles[n++] = s->goals[g].name;
    }
    titles[n++] = "succeeds (95 %)";
    printf(
        "\n%sCompromises%s  no other candidate is better in one goal and as good in all; on fresh "
        "futures:\nthe mean (and the 10 %% point on the worse side)\n",
        colour("bold"), colour("plain"));
    put_levers(s);
    struct table table = table_make(titles, n);
    add_row(&table, s, "as planned", &s->as_planned);
    for (size_t i = 0; i < s->n_set; i += step) {
        snprintf(name, sizeof name, "%zu", i + 1);
        add_row(&table, s, name, &s->set[i]);
    }
    const int code = table_print(&table);
    if (count_shown(s) < s->n_levers) {
        printf("  The first %zu of %zu levers are shown; --json has all.\n", count_shown(s),
               s->n_levers);
    }
    if (step > 1) {
        printf("  One in %zu of %zu is shown; --json has all.\n", step, s->n_set);
    }
    return code;
}

/** The candidate the search holds to be best in goal `g`. */
static size_t
best_in(const struct bh_search *s, size_t g)
{
    const double sign = s->goals[g].high_is_better ? -1 : 1;
    size_t best = 0;

    for (size_t i = 1; i < s->n_set; i++) {
        best =
            sign * s->set[i].scores[g].searched < sign * s->set[best].scores[g].searched ? i : best;
    }
    return best;
}

/** How much the search flattered itself: what its best scores are worth on fresh futures, beside
 * the plan as it stands on the same ones. */
static void
put_honesty(const struct bh_search *s)
{
    char line[900];
    bool is_level = true;

    printf("\n%sWhat the choice is worth%s\n", colour("bold"), colour("plain"));
    for (size_t g = 0; g < s->n_goals; g++) {
        const size_t best = best_in(s, g);
        const double values[] = {s->set[best].scores[g].searched, s->as_planned.scores[g].searched,
                                 s->set[best].scores[g].fresh, s->as_planned.scores[g].fresh};
        char shown[4][TEXT_ROOM];

        for (size_t i = 0; i < 4; i++) {
            show(s, s->goals[g].kind, s->goals[g].unit, values[i], shown[i]);
        }
        snprintf(
            line, sizeof line,
            "%.100s: the best candidate (%zu) has %.60s where the plan as it stands has %.60s on "
            "the futures that chose it; on fresh futures %.60s and %.60s.",
            s->goals[g].title, best + 1, shown[0], shown[1], shown[2], shown[3]);
        put_lines(line, 2);
    }
    for (size_t i = 0; i < s->n_set; i++) {
        is_level = is_level && s->set[i].success.low <= s->as_planned.success.value &&
                   s->set[i].success.high >= s->as_planned.success.value;
    }
    if (is_level) {
        put_lines(
            "No candidate's success is told apart from that of the plan as it stands: these levers "
            "decide little here, or more futures are needed.",
            2);
    }
    put_lines("A lever pushed to the end of its range says where the range ends, not what is best: "
              "levers cost nothing here but what the plan says they cost.",
              2);
}

static int
tell(const struct bh_search *s, const struct arguments *arguments, const char *journal)
{
    struct bh_err err = {BH_OK, ""};
    char *text = NULL;
    int code;

    if (arguments->html != NULL) {
        const enum bh_status st = bh_search_page(s, arguments->html, &err);

        if (st != BH_OK) {
            return tell_failure(st, &err);
        }
    }
    if (arguments->json) {
        const enum bh_status st = bh_search_json(s, &text, &err);

        return put_json(st, text, &err);
    }
    put_head(s);
    code = put_set(s);
    put_honesty(s);
    if (code == EXIT_GOOD) {
        printf("\nKept in %s; more --evaluations with --resume go on from there.\n", journal);
        code = put_text("");
    }
    return code;
}

/** Splits "a,b,c" in place. @return how many; more than `room` counts but is not kept. */
static size_t
split(char *text, const char **goals, size_t room)
{
    size_t n = 0;

    for (char *goal = strtok(text, ","); goal != NULL; goal = strtok(NULL, ",")) {
        if (n < room) {
            goals[n] = goal;
        }
        n++;
    }
    return n;
}

static int
search(const struct bh_plan *plan, const struct arguments *arguments)
{
    struct bh_err err = {BH_OK, ""};
    struct bh_search *found = NULL;
    const char *goals[BH_MOST_GOALS];
    char name[256], list[1024];
    struct bh_search_settings settings = {
        .out = arguments->out,
        .option = arguments->n_option > 0 ? arguments->option[0] : NULL,
        .goals = goals,
        .n_futures = arguments->has_futures ? (size_t) arguments->futures : 200,
        .n_evaluations = arguments->evaluations > 0 ? (size_t) arguments->evaluations : 800,
        .population = (size_t) arguments->population,
        .threads = (size_t) arguments->threads,
        .isa = arguments->engine,
        .resume = arguments->resume,
        .overwrite = arguments->overwrite,
        .progress = shows_progress(arguments) ? tell_progress : NULL,
        .cancel = catch_stop(),
    };
    int code;

    snprintf(list, sizeof list, "%s", arguments->goals == NULL ? "success,cost" : arguments->goals);
    settings.n_goals = split(list, goals, BH_MOST_GOALS);
    if (settings.out == NULL) {
        snprintf(name, sizeof name, "%s.search", bh_plan_id(plan));
        settings.out = name;
    }
    const enum bh_status st = bh_search_run(plan, &settings, &found, &err);
    clear_progress(arguments);
    if (st == BH_ECANCELLED) {
        fprintf(stderr, "Stopped. What is done is kept in %s; go on with --resume.\n",
                settings.out);
        return EXIT_CANCELLED;
    }
    code = st == BH_OK ? tell(found, arguments, settings.out) : tell_failure(st, &err);
    bh_search_free(found);
    return code;
}

static int
run(int argc, char **argv)
{
    struct arguments arguments;
    struct bh_plan *plan = NULL;
    static const char accepted[] =
        "set option goals evaluations population futures threads out resume overwrite "
        "engine json quiet html";
    int code = arguments_read(argc, argv, accepted, &command_search, &arguments);

    if (code != EXIT_GOOD || arguments.wants_help) {
        return code;
    }
    code = arguments_want(&arguments, 1, "PLAN, a folder or a file", &command_search);
    if (code == EXIT_GOOD && arguments.n_option > 1) {
        fprintf(stderr, "bluehelm search: one --option at a time\n");
        code = EXIT_USAGE;
    }
    if (code == EXIT_GOOD) {
        code = read_plan(arguments.plain[0], &arguments, &plan);
    }
    if (code == EXIT_GOOD) {
        code = search(plan, &arguments);
    }
    bh_plan_free(plan);
    return code;
}

const struct command command_search = {
    "search", "choose levers for several goals at once",
    "Usage: bluehelm search PLAN [--option ID] [--goals A,B,..] [--futures N]\n"
    "                       [--evaluations M] [--population P] [--out FILE]\n"
    "                       [--resume | --overwrite] [--set PATH=VALUE]... [--html FILE]\n"
    "                       [--threads T] [--json]\n\n"
    "Tries settings of the plan's levers and keeps those that no other beats in every goal\n"
    "(NSGA-II). Each candidate is scored on its own N futures, which are the same for all. What\n"
    "is found is scored again on N fresh futures, since the best of many scores flatters itself.\n"
    "Every generation is kept in FILE; --resume goes on exactly where it stopped.\n\n"
    "  --option ID        option of the plan (default: the first)\n"
    "  --goals A,B,..     success: share of futures that meet every required goal; ID: mean of a\n"
    "                     measure or of cost, unfunded, relapses, civilian_deaths, ...;\n"
    "                     ID:met: share of futures that meet its goal (default success,cost)\n"
    "  --futures N        futures for each candidate (default 200)\n"
    "  --evaluations M    candidates tried (default 800)\n"
    "  --population P     candidates of a generation, even (default 40)\n"
    "  --out FILE         journal (default: the plan's id with .search)\n"
    "  --html FILE        the trade-offs as a page with a picture\n"
    "  --threads T        default: one for each processor\n"
    "  --json             everything as JSON\n\n"
    "Example:\n"
    "  bluehelm search plans/gaza-2024 --option handover --goals success,cost --html trade.html\n",
    run};
