/** @file diff.c  bluehelm diff: two versions of a plan. */
#include "cli.h"
#include "paragraph.h"
#include "table.h"

#include <bluehelm/diff.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define TEXT_ROOM 160
#define MOST_COLUMNS 12
#define MOST_CHANGES 200 /* shown */

static void
put_change(const struct bh_change *c)
{
    static const char *const marks[] = {"~", "+", "-", "\""};
    static const char *const colours[] = {"plain", "good", "bad", "dim"};
    char line[1200], source[200] = "";

    if (strcmp(c->source_before, c->source_after) != 0) {
        snprintf(source, sizeof source, "  [source %.60s -> %.60s]",
                 c->source_before[0] == '\0' ? "none" : c->source_before,
                 c->source_after[0] == '\0' ? "none" : c->source_after);
    } else if (c->kind == BH_REWORDED && strcmp(c->before, c->after) == 0) {
        snprintf(source, sizeof source, "  [confidence or note]");
    }
    snprintf(line, sizeof line, "%s %.200s: %.300s%s%.300s%.180s", marks[c->kind], c->path,
             c->before[0] == '\0' ? "none" : c->before,
             strcmp(c->before, c->after) == 0 ? ""
             : c->after[0] == '\0'            ? " -> none"
                                              : " -> ",
             strcmp(c->before, c->after) == 0 ? "" : c->after, source);
    printf("%s", colour(colours[c->kind]));
    put_lines(line, 2);
    printf("%s", colour("plain"));
}

static void
put_changes(const struct bh_diff *d)
{
    printf("%s%s -> %s%s\n", colour("bold"), d->first, d->second, colour("plain"));
    if (d->n_changes == 0) {
        printf("The two plans say the same.\n");
        return;
    }
    printf("%zu %s: ~ changed, + added, - removed, \" words alone\n", d->n_changes,
           d->n_changes == 1 ? "difference" : "differences");
    for (size_t i = 0; i < d->n_changes && i < MOST_CHANGES; i++) {
        put_change(&d->changes[i]);
    }
    if (d->n_changes > MOST_CHANGES) {
        printf("  ... and %zu more; --json lists all\n", d->n_changes - MOST_CHANGES);
    }
}

/** "+2.3 points (+1.0 to +3.6)". */
static void
show_points(struct bh_estimate e, char text[TEXT_ROOM])
{
    if (isnan(e.low) || isnan(e.high)) {
        snprintf(text, TEXT_ROOM, "–");
    } else if (e.value == 0 && e.low == e.high) {
        snprintf(text, TEXT_ROOM, "no change");
    } else {
        snprintf(text, TEXT_ROOM, "%+.1f points (%+.1f to %+.1f)", 100 * e.value, 100 * e.low,
                 100 * e.high);
    }
}

static void
show_measure(const struct bh_diff *d, const struct bh_output *m, struct bh_estimate e,
             char text[TEXT_ROOM])
{
    const char *kind = strcmp(m->kind, "date") == 0 ? "days" : m->kind;
    char value[TEXT_ROOM];

    if (strcmp(m->kind, "share") == 0) {
        show_points(e, text);
    } else if (isnan(e.low)) {
        snprintf(text, TEXT_ROOM, "–");
    } else if (e.value == 0 && e.low == e.high) {
        snprintf(text, TEXT_ROOM, "no change");
    } else {
        bh_results_show(fabs(e.value), kind, m->unit, d->currency, d->start, value, sizeof value);
        snprintf(text, TEXT_ROOM, "%s%.100s%s", e.value < 0 ? "-" : "+", value,
                 e.low <= 0 && e.high >= 0 ? " (not clear)" : "");
    }
}

static int
put_option(const struct bh_diff *d, const struct bh_diff_option *option)
{
    const char *titles[MOST_COLUMNS] = {"CHANGE", "FUTURES THAT DIFFER", "SUCCESS"};
    size_t n_measures = d->n_measures < MOST_COLUMNS - 3 ? d->n_measures : MOST_COLUMNS - 3;
    char text[TEXT_ROOM], before[40], after[40];

    for (size_t m = 0; m < n_measures; m++) {
        titles[3 + m] = d->measures[m].title;
    }
    bh_results_show_share(option->success_before.value, before, sizeof before);
    bh_results_show_share(option->success_after.value, after, sizeof after);
    printf("\n%s%s%s  %s: succeeds in %s of the first plan's futures, %s of the second's\n",
           colour("bold"), option->title, colour("plain"), option->id, before, after);
    struct table table = table_make(titles, 3 + n_measures);
    for (size_t e = 0; e < d->n_effects; e++) {
        const struct bh_diff_effect *effect = &option->effects[e];

        table_row(&table);
        table_cell(&table, effect->title);
        bh_results_show_share((double) effect->n_differ / (double) effect->n, text, sizeof text);
        table_cell(&table, text);
        show_points(effect->success, text);
        table_cell(&table, text);
        for (size_t m = 0; m < n_measures; m++) {
            show_measure(d, &d->measures[m], effect->measures[m], text);
            table_cell(&table, text);
        }
    }
    return table_print(&table);
}

/** Whether no future of any option feels number `e` of the effects. */
static bool
is_idle(const struct bh_diff *d, size_t e)
{
    for (size_t i = 0; i < d->n_options; i++) {
        if (d->options[i].effects[e].n_differ > 0) {
            return false;
        }
    }
    return true;
}

/** Why a change may do nothing. */
static void
put_idle(const struct bh_diff *d)
{
    for (size_t e = 0; e < d->n_effects; e++) {
        if (is_idle(d, e)) {
            printf("\nWhere no future differs: futures are drawn from ranges, so a new central "
                   "value inside the\nsame range changes only scenario 0; or the option does not "
                   "use the number.\n");
            return;
        }
    }
}

static int
put_all(const struct bh_diff *d)
{
    int code = EXIT_GOOD;
    size_t n_together = 0;

    put_changes(d);
    for (size_t i = 0; i < d->n_changes; i++) {
        n_together += !d->changes[i].is_alone && d->changes[i].kind != BH_REWORDED;
    }
    if (d->n_changes == 0) {
        return put_text("");
    }
    printf("\nWhat the changes do, second minus first, in %zu futures on the same assumptions and\n"
           "luck (seed %u); mean and 95 %% interval. Model output, not a forecast.\n",
           d->n_futures, d->seed);
    if (n_together > 0) {
        printf("%zu %s not a single number and %s only in \"the second plan\", with everything "
               "else.\n",
               n_together, n_together == 1 ? "change is" : "changes are",
               n_together == 1 ? "shows" : "show");
    }
    for (size_t i = 0; i < d->n_options && code == EXIT_GOOD; i++) {
        code = put_option(d, &d->options[i]);
    }
    put_idle(d);
    return code != EXIT_GOOD ? code : put_text("");
}

static int
tell(const struct bh_plan *first, const struct bh_plan *second, const struct arguments *arguments)
{
    struct bh_err err = {BH_OK, ""};
    struct bh_diff *diff = NULL;
    char *text = NULL;
    const struct bh_diff_settings settings = {
        .n_futures = arguments->has_futures ? (size_t) arguments->futures : 500,
        .options = arguments->n_option > 0 ? arguments->option : NULL,
        .n_options = arguments->n_option,
        .threads = (size_t) arguments->threads,
        .isa = arguments->engine,
        .cancel = catch_stop(),
    };
    enum bh_status st = bh_diff_run(first, second, &settings, &diff, &err);
    int code;

    if (st != BH_OK) {
        return tell_failure(st, &err);
    }
    if (arguments->json) {
        st = bh_diff_json(diff, &text, &err);
        code = put_json(st, text, &err);
    } else {
        code = put_all(diff);
    }
    bh_diff_free(diff);
    return code;
}

static int
run(int argc, char **argv)
{
    struct arguments arguments;
    struct bh_plan *first = NULL, *second = NULL;
    static const char accepted[] =
        "option futures json threads engine";
    int code = arguments_read(argc, argv, accepted, &command_diff, &arguments);

    if (code != EXIT_GOOD || arguments.wants_help) {
        return code;
    }
    code = arguments_want(&arguments, 2, "PLAN PLAN, two plans", &command_diff);
    if (code == EXIT_GOOD) {
        code = read_plan(arguments.plain[0], &arguments, &first);
    }
    if (code == EXIT_GOOD) {
        code = read_plan(arguments.plain[1], &arguments, &second);
    }
    if (code == EXIT_GOOD) {
        code = tell(first, second, &arguments);
    }
    bh_plan_free(first);
    bh_plan_free(second);
    return code;
}

const struct command command_diff = {
    "diff", "tell two versions of a plan apart, and what each change does",
    "Usage: bluehelm diff PLAN PLAN [--option ID]... [--futures N] [--threads T] [--json]\n\n"
    "Lists every path where the second plan differs from the first, with old and new value and\n"
    "source. Then puts each changed number over the first plan alone, all of them together, and\n"
    "runs the second plan as it is, on the same assumptions and the same luck (the first plan's\n"
    "seed), and tells what that does to success and to each required measure.\n\n"
    "  --option ID    only this option; may be repeated (default: all that both plans have)\n"
    "  --futures N    futures for each option and change (default 500)\n"
    "  --threads T    default: one for each processor\n"
    "  --engine NAME  avx512, avx2 or base; the results are the same\n"
    "  --json         everything as JSON\n\n"
    "Example:\n  bluehelm diff plans/gaza-2024 my-gaza --option handover\n",
    run};
