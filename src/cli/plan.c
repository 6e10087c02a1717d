/** @file plan.c  bluehelm plan show, bluehelm plan reference. */
#include "cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int
show(const struct arguments *arguments)
{
    struct bh_err err = {BH_OK, ""};
    struct bh_plan *plan = NULL;
    char *text = NULL;
    int code = arguments_want(arguments, 2, "PLAN, a folder or a file", &command_plan);

    if (code == EXIT_GOOD) {
        code = read_plan(arguments->plain[1], arguments, &plan);
    }
    if (code == EXIT_GOOD) {
        const enum bh_status st = bh_plan_show(plan, arguments->json, &text, &err);

        code = put_json(st, text, &err);
    }
    bh_plan_free(plan);
    return code;
}

static int
run(int argc, char **argv)
{
    struct bh_err err = {BH_OK, ""};
    struct arguments arguments;
    char *text = NULL;
    const int code = arguments_read(argc, argv, "set json", &command_plan, &arguments);

    if (code != EXIT_GOOD || arguments.wants_help) {
        return code;
    }
    if (arguments.n_plain > 0 && strcmp(arguments.plain[0], "show") == 0) {
        return show(&arguments);
    }
    if (arguments.n_plain == 1 && strcmp(arguments.plain[0], "reference") == 0) {
        const enum bh_status st = bh_plan_reference(&text, &err);

        return put_json(st, text, &err);
    }
    fprintf(stderr, "bluehelm plan: wants 'show PLAN' or 'reference'\n"
                    "Try 'bluehelm plan --help'.\n");
    return EXIT_USAGE;
}

const struct command command_plan = {
    "plan", "show a plan in canonical form, or the plan reference",
    "Usage: bluehelm plan show PLAN [--set PATH=VALUE]... [--json]\n"
    "       bluehelm plan reference\n\n"
    "show prints the plan in canonical form: the same text for every order and layout of the\n"
    "same plan. With --json also the compiled numbers in stored units.\n"
    "reference prints every key of the plan language, with unit, default, range and source.\n\n"
    "Example:\n  bluehelm plan show plans/haiti-2023 --json\n",
    run};
