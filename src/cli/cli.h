/** @file cli.h  What the subcommands share.
 *
 *  Layer: cli.  Sees the public headers only. A subcommand is one file with one
 *  `const struct command`; main.c lists them. */
#ifndef BH_CLI_CLI_H
#define BH_CLI_CLI_H

#include <bluehelm/plan.h>

#include <getopt.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Exit codes, as the manual page tells them. */
enum exit_code {
    EXIT_GOOD = 0,
    EXIT_INPUT = 1,  /* the plan or an argument is wrong */
    EXIT_USAGE = 2,  /* the command line is wrong */
    EXIT_IO = 3,     /* a file cannot be read or written */
    EXIT_FORMAT = 4, /* a results file is damaged, foreign or newer */
    EXIT_MEMORY = 5,
    EXIT_CANCELLED = 130
};

struct command {
    const char *name;
    const char *what; /* one line for the list */
    const char *help; /* whole text of --help */
    int (*run)(int argc, char **argv);
};

extern const struct command command_check, command_new, command_plan, command_run, command_trace,
    command_explore, command_compare, command_report, command_negotiate,
    command_leverage;

/** Options of a command line that many commands take. */
struct arguments {
    const char *plain[8]; /* arguments that are not options */
    size_t n_plain;
    const char *set[256];
    size_t n_set;
    const char *option[64];
    size_t n_option;
    const char *out, *baseline, *design, *engine;
    uint64_t futures, replications, threads, keep, every, scenario, replication;
    bool has_futures, has_scenario;
    bool json, strict, resume, overwrite, quiet;
    bool wants_help;
    const char *model, *html, *condition, *by, *at_least;
    uint64_t rounds, seed, share;
    bool csv, exact;
};

/** Reads argv by letters of `accepted`: s set, o option, O out, b baseline, d design, e engine,
 *  f futures, r replications, t threads, k keep, y every, c scenario, R replication, j json,
 *  x strict, u resume, w overwrite, q quiet, m model, n rounds, S seed, H html, V csv, X exact, C condition,
 *  B by, P percent, L at-least.
 *  @return EXIT_GOOD, or EXIT_USAGE after telling. */
int arguments_read(int argc, char **argv, const char *accepted, const struct command *command,
                   struct arguments *out);
/** Exactly `n` plain arguments, else EXIT_USAGE after telling that `what` is wanted. */
int arguments_want(const struct arguments *arguments, size_t n, const char *what,
                   const struct command *command);

/** Tells a failure on standard error. @return the exit code of its status. */
int tell_failure(enum bh_status status, const struct bh_err *err);
/** Writes text to standard output. @return EXIT_GOOD, or EXIT_IO when it cannot be written. */
int put_text(const char *text);
/** Puts the JSON of a call on standard output and frees it. */
int put_json(enum bh_status status, char *text, const struct bh_err *err);

/** Reads a plan and tells its problems on standard error. *plan is NULL unless it is sound. */
int read_plan(const char *path, const struct arguments *arguments, struct bh_plan **plan);
/** Tells problems as file:line:column: severity: text. */
void tell_problems(const struct bh_plan *plan);

/** Whether standard output takes colour (a terminal, NO_COLOR not set). */
bool has_colour(void);
/** Escape sequences, "" without colour: "bold", "dim", "good", "bad", "plain". */
const char *colour(const char *name);

#endif
