/** @file report.c  bluehelm report. */
#include "cli.h"

#include <bluehelm/report.h>
#include <stdio.h>
#include <string.h>

/** results.bh becomes results.html. */
static void
default_name(const char *results, char *name, size_t room)
{
    const size_t n = strlen(results);
    const size_t stem = n > 3 && strcmp(results + n - 3, ".bh") == 0 ? n - 3 : n;

    snprintf(name, room, "%.*s.html", (int) stem, results);
}

static int
put_document(const char *results)
{
    struct bh_err err = {BH_OK, ""};
    char *text = NULL;
    const enum bh_status st = bh_report_json(results, &text, &err);

    return put_json(st, text, &err);
}

static int
run(int argc, char **argv)
{
    struct bh_err err = {BH_OK, ""};
    struct arguments arguments;
    char name[4096];
    int code = arguments_read(argc, argv, "out json", &command_report, &arguments);

    if (code != EXIT_GOOD || arguments.wants_help) {
        return code;
    }
    code = arguments_want(&arguments, 1, "FILE, a results file", &command_report);
    if (code != EXIT_GOOD) {
        return code;
    }
    if (arguments.json) {
        return put_document(arguments.plain[0]);
    }
    default_name(arguments.plain[0], name, sizeof name);
    const char *html = arguments.out == NULL ? name : arguments.out;
    const enum bh_status st = bh_report_write(arguments.plain[0], html, &err);
    if (st != BH_OK) {
        return tell_failure(st, &err);
    }
    printf("%s written. Open it in any browser; it needs no network.\n", html);
    return EXIT_GOOD;
}

const struct command command_report = {
    "report", "write a results file as one page that holds its model",
    "Usage: bluehelm report FILE [--out HTML | --json]\n\n"
    "Writes one HTML file: what each option comes to, what breaks it, pictures over time, a\n"
    "map, money, the register of assumptions with their sources, the limits of the model, and\n"
    "the model itself, to move. It opens from disk in any browser and needs no network.\n\n"
    "  --out HTML   file to write (default: FILE with .html for .bh)\n"
    "  --json       print the document of the page instead: all that it shows, as JSON\n\n"
    "Example:\n  bluehelm report gaza-2024.bh\n",
    run};
