/** @file check.c  bluehelm check. */
#include "cli.h"

#include <stdio.h>

static int
tell_json(const char *path, const struct arguments *arguments)
{
    struct bh_err err = {BH_OK, ""};
    struct bh_plan *plan = NULL;
    char *text = NULL;
    enum bh_status st = bh_plan_read(path, arguments->set, arguments->n_set, arguments->strict,
                                     &plan, &err);

    if (st != BH_OK) {
        return tell_failure(st, &err);
    }
    st = bh_plan_problems_json(plan, &text, &err);
    const int code = put_json(st, text, &err);
    const bool is_sound = bh_plan_is_sound(plan);
    bh_plan_free(plan);
    return code != EXIT_GOOD ? code : is_sound ? EXIT_GOOD : EXIT_INPUT;
}

static int
run(int argc, char **argv)
{
    struct arguments arguments;
    struct bh_plan *plan = NULL;
    int code = arguments_read(argc, argv, "set strict json", &command_check, &arguments);

    if (code != EXIT_GOOD || arguments.wants_help) {
        return code;
    }
    code = arguments_want(&arguments, 1, "PLAN, a folder or a file", &command_check);
    if (code != EXIT_GOOD) {
        return code;
    }
    if (arguments.json) {
        return tell_json(arguments.plain[0], &arguments);
    }
    code = read_plan(arguments.plain[0], &arguments, &plan);
    if (code == EXIT_GOOD) {
        printf("%s: sound: %zu options, %zu assumptions with a range\n", arguments.plain[0],
               bh_plan_n_options(plan), bh_plan_n_assumptions(plan));
        code = put_text(""); /* whether that could be written */
    }
    bh_plan_free(plan);
    return code;
}

const struct command command_check = {
    "check", "tell everything that is wrong with a plan",
    "Usage: bluehelm check PLAN [--strict] [--set PATH=VALUE]... [--json]\n\n"
    "Reads a plan and tells every problem in it, each with file:line:column, what was found,\n"
    "what is wanted and the nearest known names. Exit code 1 when one is an error.\n\n"
    "  --strict           assumed numbers with high confidence and unused sources are errors too\n"
    "  --set PATH=VALUE   put a value over the plan first; may be repeated\n"
    "  --json             the problems as JSON\n\n"
    "Example:\n  bluehelm check plans/gaza-2024 --strict\n",
    run};
