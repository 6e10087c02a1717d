/** @file cli.h  What the subcommands share.
 *
 *  Layer: cli.  Sees the public headers only. A subcommand is one file with one
 *  `const struct command`; main.c lists them. */
#ifndef BH_CLI_CLI_H
#define BH_CLI_CLI_H

#include <bluehelm/plan.h>

#include <getopt.h>
#include <signal.h>
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
    command_explore, command_compare, command_report, command_brief, command_obstacles,
    command_discover, command_sensitivity, command_robust, command_diff, command_search,
    command_negotiate, command_leverage, command_serve, command_merge, command_estimate;

#define CLI_LIST_ROOM 256

/** Every option of the program; a command says which it accepts. Member of struct arguments, name
 *  on the command line, by form: F flag, T text, W whole number, L list (may be given often). */
#define CLI_OPTIONS(F, T, W, L)                                                                    \
    F(json, "json")                                                                                \
    F(strict, "strict")                                                                            \
    F(resume, "resume")                                                                            \
    F(overwrite, "overwrite")                                                                      \
    F(extend, "extend")                                                                            \
    F(quiet, "quiet")                                                                              \
    F(summary, "summary")                                                                          \
    F(csv, "csv")                                                                                  \
    F(exact, "exact")                                                                              \
    F(pairs, "pairs")                                                                              \
    F(first_order, "first-order")                                                                  \
    T(out, "out")                                                                                  \
    T(shard, "shard")                                                                              \
    T(html, "html")                                                                                \
    T(engine, "engine")                                                                            \
    T(design, "design")                                                                            \
    T(baseline, "baseline")                                                                        \
    T(measure, "measure")                                                                          \
    T(group, "group")                                                                              \
    T(goals, "goals")                                                                              \
    T(model, "model")                                                                              \
    T(condition, "condition")                                                                      \
    T(by, "by")                                                                                    \
    T(at_least, "at-least")                                                                        \
    T(of, "of")                                                                                    \
    T(method, "method")                                                                            \
    T(objective, "objective")                                                                      \
    T(peel, "peel")                                                                                \
    T(mass, "mass")                                                                                \
    T(significance, "significance")                                                                \
    T(address, "address")                                                                          \
    W(futures, "futures")                                                                          \
    W(replications, "replications")                                                                \
    W(threads, "threads")                                                                          \
    W(machines, "machines")                                                                        \
    W(cores, "cores")                                                                              \
    W(seconds, "seconds")                                                                          \
    W(keep, "keep")                                                                                \
    W(every, "every")                                                                              \
    W(scenario, "scenario")                                                                        \
    W(replication, "replication")                                                                  \
    W(seed, "seed")                                                                                \
    W(rows, "rows")                                                                                \
    W(levels, "levels")                                                                            \
    W(pool, "pool")                                                                                \
    W(worst_weight, "worst-weight")                                                                \
    W(tested, "tested")                                                                            \
    W(evaluations, "evaluations")                                                                  \
    W(population, "population")                                                                    \
    W(rounds, "rounds")                                                                            \
    W(percent, "percent")                                                                          \
    W(corners, "corners")                                                                          \
    W(limits, "limits")                                                                            \
    W(box, "box")                                                                                  \
    W(port, "port")                                                                                \
    L(set, "set")                                                                                  \
    L(option, "option")                                                                            \
    L(only, "only")

/** A command line, read: what was given, and zero, false or NULL for what was not. */
struct arguments {
    const char *const *plain; /* [n_plain] arguments that are not options, in argv */
    size_t n_plain;
    bool wants_help;
#define F(member, name) bool member;
#define T(member, name) const char *member;
#define W(member, name)                                                                            \
    uint64_t member;                                                                               \
    bool has_##member;
#define L(member, name)                                                                            \
    const char *member[CLI_LIST_ROOM];                                                             \
    size_t n_##member;
    CLI_OPTIONS(F, T, W, L)
#undef F
#undef T
#undef W
#undef L
};

/** Reads argv, and puts what are no options at its end. `accepted` names the options that the
 *  command takes: "set option json".
 *  @return EXIT_GOOD, or EXIT_USAGE after telling what is wrong. */
int arguments_read(int argc, char **argv, const char *accepted, const struct command *command,
                   struct arguments *out);
/** Exactly `n` plain arguments, else EXIT_USAGE after telling that `what` is wanted. */
int arguments_want(const struct arguments *arguments, size_t n, const char *what,
                   const struct command *command);

/** Tells a failure on standard error. @return the exit code of its status. */
int tell_failure(enum bh_status status, const struct bh_err *err);
/** "3 min 20 s". */
void show_duration(double seconds, char *text, size_t room);
/** Writes text to standard output. @return EXIT_GOOD, or EXIT_IO when it cannot be written. */
int put_text(const char *text);
/** Puts the JSON of a call on standard output and frees it. */
int put_json(enum bh_status status, char *text, const struct bh_err *err);

/** Reads a plan and tells its problems on standard error. *plan is NULL unless it is sound. */
int read_plan(const char *path, const struct arguments *arguments, struct bh_plan **plan);
/** Tells problems as file:line:column: severity: text. */
void tell_problems(const struct bh_plan *plan);

/** From now on Ctrl-C and SIGTERM ask the library to stop; a second one ends the program at once.
 *  @return the flag to hand to the library as `cancel`. */
const volatile sig_atomic_t *catch_stop(void);
/** Whether a progress line may be drawn: standard error is a terminal, and --quiet is not given. */
bool shows_progress(const struct arguments *arguments);
/** Wipes the progress line, if one is drawn. */
void clear_progress(const struct arguments *arguments);

/** bluehelm explore, with other processes when there is a crew. */
struct bh_crew;
int explore_together(int argc, char **argv, const struct bh_crew *crew);

/** Runs a study with a progress line on standard error, and stops it on Ctrl-C: progress, context
 *  and cancel of the settings are its own.
 *  @param tells_next whether the end says what to do next. */
struct bh_study_settings;
int run_study(const struct bh_plan *plan, const struct bh_study_settings *settings, bool is_quiet,
              bool tells_next);
/** Reads the word of --design into settings; told when it is none. @return an exit code. */
int read_design(const char *word, const struct command *command,
                struct bh_study_settings *settings);
/** Whether the file at `path` is a results file, by its first bytes; false when there is none. */
bool is_results_file(const char *path);

/** Says of a design that places scenarios for another end (Saltelli, Morris, factorial, a table)
 *  that shares over them do not stand for the plan's ranges; of others nothing. */
void put_design_note(const char *design);

/** Says of a summary that its percentiles come from bins, and how wide these are. */
struct bh_comparison;
void put_summary_note(const struct bh_comparison *comparison);

/** Whether standard output takes colour (a terminal, NO_COLOR not set). */
bool has_colour(void);
/** Escape sequences, "" without colour: "bold", "dim", "good", "bad", "plain". */
const char *colour(const char *name);

/** Writes a heading behind an empty line, in bold, and behind it a hint ("": none). */
void put_title(const char *title, const char *hint);

#endif
