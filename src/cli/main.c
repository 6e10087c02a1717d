/** @file main.c  Finds the subcommand and runs it. */
#include "cli.h"

#include <bluehelm/version.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

static const struct command *const commands[] = {
    &command_check,     &command_new,     &command_plan,      &command_run,
    &command_trace,     &command_explore, &command_compare,   &command_report,
    &command_brief,     &command_obstacles, &command_discover, &command_sensitivity,
    &command_robust,    &command_diff,    &command_search,    &command_negotiate,
    &command_leverage,  &command_serve,   &command_merge,     &command_estimate,
};
#define N_COMMANDS (sizeof commands / sizeof commands[0])

static int
put_help(void)
{
    printf("bluehelm writes plans for peace operations down, runs them through thousands of\n"
           "futures, and compares their options. It explores what a plan assumes; it does not\n"
           "predict.\n\nUsage: bluehelm COMMAND [ARGUMENTS]\n\nCommands:\n");
    for (size_t i = 0; i < N_COMMANDS; i++) {
        printf("  %-11s %s\n", commands[i]->name, commands[i]->what);
    }
    printf("\n  bluehelm COMMAND --help tells more; bluehelm --version tells the version.\n\n"
           "Example:\n"
           "  bluehelm new my-plan && bluehelm explore my-plan --futures 1000\n"
           "  bluehelm compare my-plan.bh\n\n"
           "Exit codes: 0 good, 1 the plan or an argument is wrong, 2 the command line is wrong,\n"
           "3 a file cannot be read or written, 4 a results file is damaged, foreign or newer,\n"
           "5 out of memory, 130 stopped by Ctrl-C (what is done is kept).\n");
    return put_text("");
}

/** How many letters two words share at their beginning. */
static size_t
common(const char *a, const char *b)
{
    size_t n = 0;

    while (a[n] != '\0' && a[n] == b[n]) {
        n++;
    }
    return n;
}

static int
unknown(const char *name)
{
    size_t best = 0;

    for (size_t i = 1; i < N_COMMANDS; i++) {
        if (common(name, commands[i]->name) > common(name, commands[best]->name)) {
            best = i;
        }
    }
    fprintf(stderr, "bluehelm: unknown command '%s'", name);
    if (common(name, commands[best]->name) > 0) {
        fprintf(stderr, "; nearest: %s", commands[best]->name);
    }
    fprintf(stderr, "\nTry 'bluehelm --help'.\n");
    return EXIT_USAGE;
}

int
main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "C.UTF-8"); /* widths of letters in tables; numbers stay as they are */
    if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
        strcmp(argv[1], "help") == 0) {
        const int code = put_help();

        return argc < 2 ? EXIT_USAGE : code;
    }
    if (strcmp(argv[1], "--version") == 0) {
        return put_text("bluehelm " BH_VERSION "\n");
    }
    for (size_t i = 0; i < N_COMMANDS; i++) {
        if (strcmp(argv[1], commands[i]->name) == 0) {
            return commands[i]->run(argc - 1, argv + 1);
        }
    }
    return unknown(argv[1]);
}
