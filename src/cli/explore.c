/** @file explore.c  bluehelm explore. */
#include "cli.h"

#include <bluehelm/study.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LINE_EVERY 10.0 /* seconds between progress lines where there is no terminal */

/** What the progress line remembers. */
struct teller {
    bool is_terminal, is_quiet;
    double last; /* second of the last line */
    struct bh_progress latest;
};

static void
tell_progress(void *context, const struct bh_progress *progress)
{
    struct teller *teller = context;
    char left[32];

    teller->latest = *progress;
    if (teller->is_quiet ||
        (!teller->is_terminal && progress->seconds - teller->last < LINE_EVERY)) {
        return;
    }
    teller->last = progress->seconds;
    show_duration(progress->seconds_left, left, sizeof left);
    fprintf(stderr,
            "%s%3.0f %%  %zu of %zu futures, %.0f a second, %s left; success of the first option "
            "%.1f ± %.1f %%%s",
            teller->is_terminal ? "\r" : "",
            100.0 * (double) progress->done / (double) progress->total, progress->done,
            progress->total, progress->per_second, left, 100 * progress->estimate,
            100 * progress->half_width, teller->is_terminal ? "\033[K" : "\n");
    fflush(stderr);
}

/** Design words of the command line, and what they mean. */
int
read_design(const char *word, const struct command *command, struct bh_study_settings *settings)
{
    static const struct {
        const char *word;
        enum bh_design design;
    } words[] = {{"lhs", BH_LATIN_HYPERCUBE},    {"mc", BH_MONTE_CARLO},
                 {"nested", BH_NESTED_HYPERCUBE}, {"even", BH_OPTIMAL_HYPERCUBE},
                 {"sobol", BH_SOBOL},             {"saltelli", BH_SALTELLI},
                 {"morris", BH_MORRIS},           {"factorial", BH_FACTORIAL}};
    const size_t n = word == NULL ? 0 : strlen(word);

    settings->design = BH_LATIN_HYPERCUBE;
    for (size_t i = 0; word != NULL && i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(word, words[i].word) == 0) {
            settings->design = words[i].design;
            return EXIT_GOOD;
        }
    }
    if (n > 4 && strcmp(word + n - 4, ".csv") == 0) {
        settings->design = BH_OWN;
        settings->table = word;
        return EXIT_GOOD;
    }
    if (word == NULL) {
        return EXIT_GOOD;
    }
    fprintf(stderr,
            "bluehelm %s: --design takes lhs, mc, nested, even, sobol, saltelli, morris, factorial "
            "or a table whose name ends in .csv, not %s\nTry 'bluehelm %s --help'.\n",
            command->name, word, command->name);
    return EXIT_USAGE;
}

/** "2/5" of --shard into settings. */
static int
read_shard(const char *word, struct bh_study_settings *settings)
{
    char rest;

    if (word == NULL) {
        return EXIT_GOOD;
    }
    if (strspn(word, "0123456789/") == strlen(word) &&
        sscanf(word, "%4zu/%4zu%c", &settings->shard, &settings->n_shards, &rest) == 2 &&
        settings->shard >= 1 && settings->shard <= settings->n_shards) {
        return EXIT_GOOD;
    }
    fprintf(stderr,
            "bluehelm explore: --shard takes K/N, part K = 1 .. N of at most 9999, not %s\n"
            "Try 'bluehelm explore --help'.\n",
            word);
    return EXIT_USAGE;
}

static int
tell_end(enum bh_status status, const struct bh_err *err, const struct teller *teller,
         const struct bh_study_settings *settings, bool tells_next)
{
    char seconds[32];

    if (teller->is_terminal && !teller->is_quiet && teller->latest.total > 0) {
        fprintf(stderr, "\n");
    }
    if (status == BH_ECANCELLED && settings->crew != NULL && settings->crew->rank > 0) {
        return EXIT_CANCELLED; /* the first process tells it for all */
    }
    if (status == BH_ECANCELLED) {
        fprintf(stderr, "Stopped. What is done is kept in %s; go on with --resume.\n",
                settings->out);
        return EXIT_CANCELLED;
    }
    if (status != BH_OK) {
        return tell_failure(status, err);
    }
    show_duration(teller->latest.seconds, seconds, sizeof seconds);
    if (!tells_next) {
        return EXIT_GOOD;
    }
    if (!teller->is_quiet && teller->latest.total == 0) {
        printf("%s already holds this %s in full.\n", settings->out,
               settings->n_shards > 0 ? "part" : "study");
    } else if (!teller->is_quiet && settings->n_shards > 0) {
        printf("Part %zu of %zu, %zu futures in %s: %s\nWhen all parts are there:\n"
               "  bluehelm merge OUT.bh PART.bh...\n",
               settings->shard, settings->n_shards, teller->latest.total, seconds, settings->out);
    } else if (!teller->is_quiet) {
        printf("%zu futures in %s: %s\nNext:\n  bluehelm compare %s\n  bluehelm report %s\n",
               teller->latest.total, seconds, settings->out, settings->out, settings->out);
    }
    return EXIT_GOOD;
}

int
run_study(const struct bh_plan *plan, const struct bh_study_settings *settings, bool is_quiet,
          bool tells_next)
{
    struct bh_err err = {BH_OK, ""};
    struct teller teller = {.is_terminal = isatty(STDERR_FILENO), .is_quiet = is_quiet};
    struct bh_study_settings told = *settings;

    told.progress = tell_progress;
    told.context = &teller;
    told.cancel = catch_stop();
    const enum bh_status st = bh_study_run(plan, &told, &err);
    return tell_end(st, &err, &teller, settings, tells_next);
}

static int
explore(const struct bh_plan *plan, const struct arguments *arguments, const struct bh_crew *crew)
{
    const bool is_quiet = arguments->quiet || (crew != NULL && crew->rank > 0);
    char name[256];
    struct bh_study_settings settings = {
        .out = arguments->out,
        .n_futures = arguments->has_futures ? (size_t) arguments->futures : 1000,
        .n_replications = (size_t) arguments->replications,
        .options = arguments->n_option > 0 ? arguments->option : NULL,
        .n_options = arguments->n_option,
        .threads = arguments->has_threads || crew == NULL ? (size_t) arguments->threads : 1,
        .isa = arguments->engine,
        .resume = arguments->resume,
        .overwrite = arguments->overwrite,
        .extend = arguments->extend,
        .levels = (uint32_t) arguments->levels,
        .keep = (size_t) arguments->keep,
        .every = (size_t) arguments->every,
        .is_summary = arguments->summary,
        .crew = crew,
    };
    int code = read_design(arguments->design, &command_explore, &settings);

    if (code == EXIT_GOOD) {
        code = read_shard(arguments->shard, &settings);
    }
    if (code != EXIT_GOOD) {
        return code;
    }
    if (settings.out == NULL && settings.n_shards > 0) {
        snprintf(name, sizeof name, "%s.%zu-of-%zu.bh", bh_plan_id(plan), settings.shard,
                 settings.n_shards);
        settings.out = name;
    } else if (settings.out == NULL) {
        snprintf(name, sizeof name, "%s.bh", bh_plan_id(plan));
        settings.out = name;
    }
    return run_study(plan, &settings, is_quiet, true);
}

int
explore_together(int argc, char **argv, const struct bh_crew *crew)
{
    struct arguments arguments;
    struct bh_plan *plan = NULL;
    static const char accepted[] =
        "set option out design engine futures replications threads keep every strict "
        "resume overwrite quiet extend levels shard summary";
    int code = arguments_read(argc, argv, accepted, &command_explore, &arguments);

    if (code != EXIT_GOOD || arguments.wants_help) {
        return code;
    }
    code = arguments_want(&arguments, 1, "PLAN, a folder or a file", &command_explore);
    if (code == EXIT_GOOD) {
        code = read_plan(arguments.plain[0], &arguments, &plan);
    }
    if (code == EXIT_GOOD) {
        code = explore(plan, &arguments, crew);
    }
    bh_plan_free(plan);
    return code;
}

static int
run(int argc, char **argv)
{
    return explore_together(argc, argv, NULL);
}

const struct command command_explore = {
    "explore", "run every option through many futures into a results file",
    "Usage: bluehelm explore PLAN [--futures N] [--out FILE]\n"
    "                        [--resume | --extend | --overwrite]\n"
    "                        [--option ID]... [--set PATH=VALUE]... [--design NAME]\n"
    "                        [--replications R] [--threads T] [--keep K] [--every DAYS]\n"
    "                        [--engine NAME] [--shard K/N] [--summary] [--strict]\n"
    "                        [--quiet]\n\n"
    "Draws N sets of assumptions inside their ranges, runs every option through each with the\n"
    "same luck, and writes the results to FILE as they come. Ctrl-C keeps what is done.\n\n"
    "  --futures N        futures for each option (default 1000)\n"
    "  --out FILE, -o     results file (default: the plan's id with .bh)\n"
    "  --resume           go on with an unfinished study, and with its parts beside it\n"
    "  --extend           go on to N futures with a study that has fewer; what was drawn stays\n"
    "  --overwrite        replace the file if it exists\n"
    "  --option ID        only this option; may be repeated\n"
    "  --design NAME      lhs: Latin hypercube (default); even: one with its strata exchanged for\n"
    "                     evenness; nested: one that can be extended; mc: plain Monte Carlo;\n"
    "                     sobol: scrambled Sobol' points; saltelli, morris: for sensitivity;\n"
    "                     factorial: every combination of the plan's levers at --levels P each;\n"
    "                     or a table of your own, NAME.csv, with a column for each assumption\n"
    "  --levels P         of a factorial or Morris design (default 4)\n"
    "  --replications R   runs of each set of assumptions with other luck (default 1)\n"
    "  --threads T        default: one for each processor\n"
    "  --keep K           futures for each option whose course over time is kept (default 256)\n"
    "  --every DAYS       days between kept points (default 7)\n"
    "  --engine NAME      avx512, avx2 or base; the results are the same (default: the fastest)\n"
    "  --shard K/N        only part K of N, into a part of the study; bluehelm merge makes the\n"
    "                     N parts one. Give the same options to each (docs/cluster.md)\n"
    "  --summary          keep exact sums, counts and bins instead of a row for each future: a\n"
    "                     file of some MB for any number of futures (docs/summary.md). compare,\n"
    "                     brief and report read it; what needs single futures refuses it\n"
    "  --quiet            no progress\n\n"
    "Example:\n  bluehelm explore plans/gaza-2024 --futures 2000\n",
    run};
