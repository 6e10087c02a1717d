/** @file merge.c  bluehelm merge. */
#include "cli.h"

#include <bluehelm/study.h>
#include <stdio.h>

static int
run(int argc, char **argv)
{
    struct arguments arguments;
    struct bh_err err = {BH_OK, ""};
    int code = arguments_read(argc, argv, "overwrite quiet", &command_merge, &arguments);

    if (code != EXIT_GOOD || arguments.wants_help) {
        return code;
    }
    if (arguments.n_plain < 2) {
        return arguments_want(&arguments, 2, "OUT, and the PARTs it is made of", &command_merge);
    }
    const enum bh_status st = bh_study_merge(arguments.plain[0], arguments.plain + 1,
                                             arguments.n_plain - 1, arguments.overwrite, &err);
    if (st != BH_OK) {
        return tell_failure(st, &err);
    }
    if (!arguments.quiet) {
        printf("%zu parts made one: %s\nNext:\n  bluehelm compare %s\n", arguments.n_plain - 1,
               arguments.plain[0], arguments.plain[0]);
    }
    return put_text("");
}

const struct command command_merge = {
    "merge", "make one results file of the parts of a study",
    "Usage: bluehelm merge OUT.bh PART.bh... [--overwrite] [--quiet]\n\n"
    "Takes the parts that explore --shard wrote, or that processes of an interrupted\n"
    "bluehelm-mpi left in OUT.bh.parts, in any order. OUT.bh appears whole or not at all, with\n"
    "the bytes of a study run by one process. Parts of other studies, parts that overlap, and\n"
    "parts that are missing or not finished are told, and nothing is written. The parts stay.\n\n"
    "  --overwrite  replace OUT.bh if it exists\n"
    "  --quiet      say nothing when all is well\n\n"
    "Example:\n"
    "  bluehelm explore plans/gaza-2024 --futures 2000 --shard 1/2 -o part-1.bh\n"
    "  bluehelm explore plans/gaza-2024 --futures 2000 --shard 2/2 -o part-2.bh\n"
    "  bluehelm merge gaza.bh part-1.bh part-2.bh\n",
    run};
