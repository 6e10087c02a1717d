/** @file new.c  bluehelm new. */
#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int
fail(const char *path)
{
    fprintf(stderr, "bluehelm: %s: %s\n", path, strerror(errno));
    return EXIT_IO;
}

/** Writes a file that must not exist yet; takes it away again when that fails half-way. */
static int
write_new(const char *path, const char *text)
{
    const int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0666);
    const size_t n = strlen(text);

    if (descriptor < 0) {
        return fail(path);
    }
    const bool is_written = write(descriptor, text, n) == (ssize_t) n;
    if (close(descriptor) != 0 || !is_written) {
        const int code = fail(path);

        unlink(path);
        return code;
    }
    return EXIT_GOOD;
}

static int
create(const char *folder, const char *text)
{
    char path[4096];

    if ((size_t) snprintf(path, sizeof path, "%s/plan.yaml", folder) >= sizeof path) {
        errno = ENAMETOOLONG;
        return fail(folder);
    }
    if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
        return fail(folder);
    }
    const int code = write_new(path, text);
    if (code == EXIT_GOOD) {
        printf("%s written. Next:\n  bluehelm check %s\n  bluehelm explore %s --futures 1000\n",
               path, folder, folder);
    }
    return code;
}

static int
run(int argc, char **argv)
{
    struct bh_err err = {BH_OK, ""};
    struct arguments arguments;
    char *text = NULL;
    int code = arguments_read(argc, argv, "out", &command_new, &arguments);

    if (code != EXIT_GOOD || arguments.wants_help) {
        return code;
    }
    code = arguments_want(&arguments, 1, "NAME", &command_new);
    if (code != EXIT_GOOD) {
        return code;
    }
    const enum bh_status st = bh_plan_template(arguments.plain[0], &text, &err);
    if (st != BH_OK) {
        return tell_failure(st, &err);
    }
    code = create(arguments.out == NULL ? arguments.plain[0] : arguments.out, text);
    free(text);
    return code;
}

const struct command command_new = {
    "new", "write a small commented plan to start from",
    "Usage: bluehelm new NAME [--out FOLDER]\n\n"
    "Writes FOLDER/plan.yaml (default: a folder called NAME), a small plan with a comment on\n"
    "each part, which can be run at once. Never replaces a file.\n\n"
    "Example:\n  bluehelm new my-plan\n",
    run};
