/** @file trace.c  bluehelm trace. */
#include "cli.h"

#include <bluehelm/future.h>
#include <stdio.h>

static void
put_story(const struct bh_future *future)
{
    static const char *const marks[] = {" ", "+", "-"};
    static const char *const colours[] = {"plain", "good", "bad"};

    for (size_t i = 0; i < future->n_happenings; i++) {
        const struct bh_happening *h = &future->happenings[i];

        printf("  %s  %s%s %s%s%s\n", h->date, colour(colours[h->tone]), marks[h->tone], h->text,
               colour("plain"),
               i == future->first_wrong ? "   <- the first thing that went wrong" : "");
    }
    if (future->n_happenings == 0) {
        printf("  Nothing happens.\n");
    }
}

static void
put_outcome(const struct bh_future *future)
{
    printf("\nOutcome: this future %s%s%s.\n", colour("bold"),
           future->succeeded ? "succeeds" : "fails", colour("plain"));
    for (size_t i = 0; i < future->n_outputs; i++) {
        const struct bh_future_output *o = &future->outputs[i];

        if (o->has_goal) {
            printf("  %s%s%s %-46s %s%s\n", colour(o->meets_goal ? "good" : "bad"),
                   o->meets_goal ? "met   " : "missed", colour("plain"), o->title, o->shown,
                   o->is_required ? "  (required)" : "");
        }
    }
}

static void
put_assumptions(const struct bh_future *future)
{
    if (future->n_assumptions == 0) {
        return;
    }
    printf("\nAssumptions in this future:\n");
    for (size_t i = 0; i < future->n_assumptions; i++) {
        printf("  %s\n", future->assumptions[i]);
    }
}

static int
tell(const struct bh_future *future, const struct arguments *arguments)
{
    struct bh_err err = {BH_OK, ""};
    char *text = NULL;

    if (arguments->json) {
        const enum bh_status st = bh_future_json(future, &text, &err);

        return put_json(st, text, &err);
    }
    printf("%s%s: %s%s, scenario %u%s\n", colour("bold"), future->plan_title,
           future->option_title, colour("plain"), (unsigned) arguments->scenario,
           arguments->scenario == 0 ? " (every assumption at its central value)" : "");
    printf("One of many possible futures: model output, not a forecast.\n\n");
    put_story(future);
    put_outcome(future);
    put_assumptions(future);
    return put_text("");
}

/** Runs the future that is asked for: of a results file, or of a plan. */
static int
run_future(const struct arguments *arguments, struct bh_plan **plan, struct bh_future **future)
{
    struct bh_err err = {BH_OK, ""};
    const struct bh_future_request request = {
        .option = arguments->n_option > 0 ? arguments->option[0] : NULL,
        .scenario = (uint32_t) arguments->scenario,
        .replication = (uint32_t) arguments->replication,
        .isa = arguments->engine,
    };
    enum bh_status st;

    if (is_results_file(arguments->plain[0])) {
        if (arguments->n_set > 0) {
            fprintf(stderr, "bluehelm trace: --set goes with a plan, not with a results file\n");
            return EXIT_USAGE;
        }
        st = bh_future_replay(arguments->plain[0], &request, future, &err);
    } else {
        const int code = read_plan(arguments->plain[0], arguments, plan);

        if (code != EXIT_GOOD) {
            return code;
        }
        st = bh_future_run(*plan, &request, future, &err);
    }
    return st == BH_OK ? EXIT_GOOD : tell_failure(st, &err);
}

static int
run(int argc, char **argv)
{
    struct arguments arguments;
    struct bh_plan *plan = NULL;
    struct bh_future *future = NULL;
    static const char accepted[] = "set option scenario replication engine json";
    int code = arguments_read(argc, argv, accepted, &command_trace, &arguments);

    if (code != EXIT_GOOD || arguments.wants_help) {
        return code;
    }
    code = arguments_want(&arguments, 1, "FILE, a results file, or PLAN, a folder or a file",
                          &command_trace);
    if (code == EXIT_GOOD) {
        code = run_future(&arguments, &plan, &future);
    }
    if (code == EXIT_GOOD) {
        code = tell(future, &arguments);
    }
    bh_future_free(future);
    bh_plan_free(plan);
    return code;
}

const struct command command_trace = {
    "trace", "tell one future as dated events, and the first thing that went wrong",
    "Usage: bluehelm trace FILE|PLAN [--option ID] [--scenario K] [--replication R]\n"
    "                      [--set PATH=VALUE]... [--engine NAME] [--json]\n\n"
    "Tells one future as dated events: who commits, when money flows, when the first battalion\n"
    "is ready, whether war comes back; marks the first thing that went wrong, and lists what\n"
    "each assumption was.\n\n"
    "  --option ID        option of the plan (default: the first)\n"
    "  --scenario K       0: every assumption at its central value (default); 1, 2, ...: of a\n"
    "                     results file, the future that has this number in it; of a plan, the\n"
    "                     future that explore --design mc runs under it\n"
    "  --replication R    other luck in the same scenario (default 0)\n"
    "  --json             everything as JSON, daily series included\n\n"
    "Example:\n  bluehelm trace gaza-2024.bh --option multinational --scenario 7\n",
    run};
