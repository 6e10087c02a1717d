/** @file terminal.c  Telling things on the terminal. */
#include "cli.h"

#include <bluehelm/results.h>

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int
tell_failure(enum bh_status status, const struct bh_err *err)
{
    fprintf(stderr, "bluehelm: %s\n", err->text);
    switch (status) {
    case BH_OK:
        return EXIT_GOOD;
    case BH_EIO:
    case BH_ELIMIT:
        return EXIT_IO;
    case BH_ENOMEM:
        return EXIT_MEMORY;
    case BH_EFORMAT:
        return EXIT_FORMAT;
    case BH_ECANCELLED:
        return EXIT_CANCELLED;
    case BH_EINPUT:
        break;
    }
    return EXIT_INPUT;
}

void
show_duration(double seconds, char *text, size_t room)
{
    const long whole = isfinite(seconds) ? lround(seconds) : 0;

    if (whole >= 3600) {
        snprintf(text, room, "%ld h %02ld min", whole / 3600, whole / 60 % 60);
    } else if (whole >= 60) {
        snprintf(text, room, "%ld min %02ld s", whole / 60, whole % 60);
    } else if (seconds < 10) {
        snprintf(text, room, "%.1f s", seconds);
    } else {
        snprintf(text, room, "%ld s", whole);
    }
}

int
put_text(const char *text)
{
    if (fputs(text, stdout) < 0 || fflush(stdout) != 0) {
        fprintf(stderr, "bluehelm: standard output: %s\n", strerror(errno));
        return EXIT_IO;
    }
    return EXIT_GOOD;
}

int
put_json(enum bh_status status, char *text, const struct bh_err *err)
{
    if (status != BH_OK) {
        return tell_failure(status, err);
    }
    const int code = put_text(text);
    free(text);
    return code;
}

/** Whether scenarios stand for the plan's ranges: not those placed for another purpose. */
static bool
is_of_draws(const char *design)
{
    static const char *const others[] = {"saltelli", "morris", "factorial", "own table"};

    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (strncmp(design, others[i], strlen(others[i])) == 0) {
            return false;
        }
    }
    return true;
}

void
put_design_note(const char *design)
{
    if (!is_of_draws(design)) {
        printf("Scenarios of design %s are not independent draws from the plan's ranges:\n"
               "shares and intervals describe these scenarios, not the ranges.\n",
               design);
    }
}

void
put_summary_note(const struct bh_comparison *comparison)
{
    if (comparison->is_summary) {
        printf("Sums over all futures; percentiles are within %.2g %% of those of the futures.\n",
               100 * comparison->quantile_error);
    }
}

bool
is_results_file(const char *path)
{
    char head[16] = {0};
    FILE *file = fopen(path, "rb");
    const size_t n = file == NULL ? 0 : fread(head, 1, sizeof head, file);

    if (file != NULL) {
        fclose(file);
    }
    return n == sizeof head && memcmp(head, "SQLite format 3", sizeof head) == 0;
}

void
tell_problems(const struct bh_plan *plan)
{
    size_t n;
    const struct bh_problem *problems = bh_plan_problems(plan, &n);

    for (size_t i = 0; i < n; i++) {
        const struct bh_problem *p = &problems[i];
        const char *severity = p->severity == BH_ERROR ? "error" : "warning";

        if (p->line > 0) {
            fprintf(stderr, "%s:%zu:%zu: %s: %s\n", p->file, p->line, p->column, severity, p->text);
        } else {
            fprintf(stderr, "%s: %s: %s\n", p->file, severity, p->text);
        }
    }
}

int
read_plan(const char *path, const struct arguments *arguments, struct bh_plan **plan)
{
    struct bh_err err = {BH_OK, ""};
    const enum bh_status st = bh_plan_read(path, arguments->set, arguments->n_set,
                                           arguments->strict, plan, &err);

    if (st != BH_OK) {
        return tell_failure(st, &err);
    }
    tell_problems(*plan);
    if (bh_plan_is_sound(*plan)) {
        return EXIT_GOOD;
    }
    bh_plan_free(*plan);
    *plan = NULL;
    return EXIT_INPUT;
}

void
put_title(const char *title, const char *hint)
{
    printf("\n%s%s%s%s%s\n", colour("bold"), title, colour("plain"), hint[0] == '\0' ? "" : "  ",
           hint);
}

bool
has_colour(void)
{
    const char *no = getenv("NO_COLOR");

    return (no == NULL || no[0] == '\0') && isatty(STDOUT_FILENO);
}

const char *
colour(const char *name)
{
    static const struct {
        const char *name, *sequence;
    } sequences[] = {{"bold", "\033[1m"},
                     {"dim", "\033[2m"},
                     {"good", "\033[32m"},
                     {"bad", "\033[31m"},
                     {"plain", "\033[0m"}};

    for (size_t i = 0; has_colour() && i < sizeof sequences / sizeof sequences[0]; i++) {
        if (strcmp(name, sequences[i].name) == 0) {
            return sequences[i].sequence;
        }
    }
    return "";
}
