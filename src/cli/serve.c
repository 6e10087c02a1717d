/** @file serve.c  bluehelm serve: the page from a local server. */
#include "cli.h"

#include <bluehelm/results.h>
#include <bluehelm/serve.h>
#include <bluehelm/study.h>
#include <stdio.h>
#include <string.h>

#define LOOPBACK "127.0.0.1"

static void
tell_ready(void *context, const char *url)
{
    const struct arguments *arguments = context;

    if (arguments->json) {
        printf("{\"url\": \"%s\"}\n", url);
    } else {
        printf("%s\n", url);
        if (!arguments->quiet && strstr(url, LOOPBACK) != NULL) {
            printf("Open it in a browser on this machine; no other machine reaches it.\n");
        } else if (!arguments->quiet) {
            printf("Everybody who reaches this address can see the plan and run studies.\n");
        }
        if (!arguments->quiet) {
            printf("Ctrl-C stops; what is done is kept.\n");
        }
    }
    fflush(stdout);
}

static int
serve(const struct arguments *arguments, const char *plan, const char *results)
{
    struct bh_err err = {BH_OK, ""};
    struct arguments told = *arguments;
    const struct bh_serve_settings settings = {
        .results = results,
        .plan = plan,
        .set = arguments->set,
        .n_set = arguments->n_set,
        .strict = arguments->strict,
        .address = arguments->address,
        .port = (uint16_t) arguments->port,
        .threads = (size_t) arguments->threads,
        .ready = tell_ready,
        .context = &told,
        .cancel = catch_stop(),
    };
    const enum bh_status st = bh_serve_run(&settings, &err);

    return st == BH_OK ? EXIT_GOOD : tell_failure(st, &err);
}

/** Says that a file is in the way of the results. */
static int
refuse_file(const char *path, const char *what)
{
    fprintf(stderr, "bluehelm serve: %s %s; give another --out, or --overwrite\n", path, what);
    return EXIT_INPUT;
}

/** Looks at results that are there. @param n out: futures of an option; untouched when told that
 *  they are of no use. */
static int
look_at_results(const struct bh_plan *plan, const struct arguments *arguments, const char *path,
                size_t *n)
{
    struct bh_err err = {BH_OK, ""};
    struct bh_comparison *comparison = NULL;
    char hash[17];
    int code = EXIT_GOOD;

    if (bh_results_compare(path, NULL, &comparison, &err) != BH_OK) {
        return EXIT_GOOD; /* no futures yet, or damaged: the study will tell */
    }
    bh_plan_hash(plan, hash);
    if (strcmp(comparison->plan_hash, hash) != 0) {
        code = refuse_file(path, "holds results of another plan, or of another version of it");
    } else if (arguments->has_futures && arguments->futures != comparison->n_scenarios) {
        code = refuse_file(path, "holds another number of futures");
    } else {
        *n = comparison->n_scenarios;
    }
    bh_comparison_free(comparison);
    return code;
}

/** Makes sure that there are results of the plan as it is in `path`. */
static int
make_results(const struct bh_plan *plan, const struct arguments *arguments, const char *path)
{
    const bool is_there = is_results_file(path) && !arguments->overwrite;
    struct bh_study_settings study = {
        .out = path,
        .n_futures = arguments->has_futures ? (size_t) arguments->futures : 1000,
        .threads = (size_t) arguments->threads,
        .overwrite = arguments->overwrite,
    };
    struct bh_err err = {BH_OK, ""};
    int code = is_there ? look_at_results(plan, arguments, path, &study.n_futures) : EXIT_GOOD;

    if (code == EXIT_GOOD) {
        code = read_design(NULL, &command_serve, &study);
    }
    if (code != EXIT_GOOD) {
        return code;
    }
    const size_t n_futures = study.n_futures;
    if (is_there && bh_study_recall(path, &study, &err) != BH_OK) {
        return tell_failure(err.status, &err);
    }
    study.out = path;
    study.n_futures = n_futures;
    study.threads = (size_t) arguments->threads;
    study.resume = is_there;
    return run_study(plan, &study, arguments->quiet, false);
}

static int
serve_plan(const struct arguments *arguments)
{
    struct bh_plan *plan = NULL;
    int code = read_plan(arguments->plain[0], arguments, &plan);

    if (code == EXIT_GOOD) {
        char path[256];

        snprintf(path, sizeof path, "%s.bh", bh_plan_id(plan));
        const char *results = arguments->out == NULL ? path : arguments->out;

        code = make_results(plan, arguments, results);
        bh_plan_free(plan);
        if (code == EXIT_GOOD) {
            code = serve(arguments, arguments->plain[0], results);
        }
    }
    return code;
}

static int
run(int argc, char **argv)
{
    struct arguments arguments;
    int code = arguments_read(argc, argv,
                              "port address futures out overwrite set strict threads json quiet",
                              &command_serve, &arguments);

    if (code != EXIT_GOOD || arguments.wants_help) {
        return code;
    }
    code = arguments_want(&arguments, 1, "PLAN, or FILE, a results file", &command_serve);
    if (code != EXIT_GOOD) {
        return code;
    }
    if (arguments.port > UINT16_MAX) {
        fprintf(stderr, "bluehelm serve: --port must be 0 to 65535\n");
        return EXIT_USAGE;
    }
    return is_results_file(arguments.plain[0]) ? serve(&arguments, NULL, arguments.plain[0])
                                               : serve_plan(&arguments);
}

const struct command command_serve = {
    "serve", "show the page from a local server, and run variants behind it",
    "Usage: bluehelm serve PLAN|FILE [--port N] [--address ADDRESS] [--futures N] [--out FILE]\n"
    "                      [--set PATH=VALUE]... [--strict] [--threads T] [--overwrite]\n"
    "                      [--json] [--quiet]\n\n"
    "Serves the page of a plan or of a results file to this machine's browser. From the page\n"
    "variants of the plan, sets of path=value, can be saved and run in the background through as\n"
    "many futures as wanted, and seen beside the plan as it is. A plan that has no results yet is\n"
    "explored first. Variants and their results lie in the folder NAME.variants beside NAME.bh.\n"
    "Ctrl-C stops the server and a running study; what is done is kept.\n\n"
    "  --port N           port to listen on (default: one that is free; it is printed)\n"
    "  --address ADDRESS  numeric address to listen on (default 127.0.0.1: this machine only)\n"
    "  --futures N        futures for each option when the plan is explored first (default 1000)\n"
    "  --out FILE         results file of the plan (default: the plan's id with .bh)\n"
    "  --overwrite        explore anew and replace that file\n"
    "  --set PATH=VALUE   put a value over the plan and all its variants; may be repeated\n"
    "  --strict           as in check\n"
    "  --threads T        of studies (default: one for each processor)\n"
    "  --json             print the address as JSON\n"
    "  --quiet            no progress, the address alone\n\n"
    "Example:\n  bluehelm serve plans/gaza-2024\n",
    run};
