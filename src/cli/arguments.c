/** @file arguments.c  Command lines. */
#include "cli.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    int letter;
    bool has_value;
} options[] = {
    {"set", 's', true},       {"option", 'o', true},   {"out", 'O', true},
    {"baseline", 'b', true},  {"design", 'd', true},   {"engine", 'e', true},
    {"futures", 'f', true},   {"replications", 'r', true}, {"threads", 't', true},
    {"keep", 'k', true},      {"every", 'y', true},    {"scenario", 'c', true},
    {"replication", 'R', true}, {"json", 'j', false},  {"strict", 'x', false},
    {"resume", 'u', false},   {"overwrite", 'w', false}, {"quiet", 'q', false},
    {"model", 'm', true},     {"rounds", 'n', true},   {"seed", 'S', true},
    {"html", 'H', true},      {"csv", 'V', false},     {"exact", 'X', false},
    {"condition", 'C', true}, {"by", 'B', true},       {"percent", 'P', true},
    {"at-least", 'L', true},
};
#define N_OPTIONS (sizeof options / sizeof options[0])

static int
usage(const struct command *command, const char *what, const char *detail)
{
    fprintf(stderr, "bluehelm %s: %s%s\nTry 'bluehelm %s --help'.\n", command->name, what, detail,
            command->name);
    return EXIT_USAGE;
}

/** A whole number; false when it is none. */
static bool
whole(const char *text, uint64_t *value)
{
    char *end;

    if (text[0] < '0' || text[0] > '9') {
        return false;
    }
    errno = 0;
    *value = strtoull(text, &end, 10);
    return *end == '\0' && errno == 0;
}

static int
keep_text(const char **list, size_t *n, size_t room, const char *text)
{
    if (*n == room) {
        fprintf(stderr, "bluehelm: an option is given more than %zu times\n", room);
        return EXIT_USAGE;
    }
    list[(*n)++] = text;
    return EXIT_GOOD;
}

static int
keep_number(struct arguments *out, int letter, const char *text, const struct command *command)
{
    uint64_t *const at = letter == 'f'   ? &out->futures
                         : letter == 'r' ? &out->replications
                         : letter == 't' ? &out->threads
                         : letter == 'k' ? &out->keep
                         : letter == 'y' ? &out->every
                         : letter == 'c' ? &out->scenario
                         : letter == 'n' ? &out->rounds
                         : letter == 'P' ? &out->share
                         : letter == 'S' ? &out->seed
                                         : &out->replication;

    if (!whole(text, at) || *at > UINT32_MAX) {
        return usage(command, "not a whole number: ", text);
    }
    out->has_futures = out->has_futures || letter == 'f';
    out->has_scenario = out->has_scenario || letter == 'c';
    return EXIT_GOOD;
}

static int
keep_option(struct arguments *out, int letter, const char *value, const struct command *command)
{
    switch (letter) {
    case 's':
        return keep_text(out->set, &out->n_set, 256, value);
    case 'o':
        return keep_text(out->option, &out->n_option, 64, value);
    case 'O':
        out->out = value;
        break;
    case 'b':
        out->baseline = value;
        break;
    case 'd':
        out->design = value;
        break;
    case 'e':
        out->engine = value;
        break;
    case 'j':
        out->json = true;
        break;
    case 'x':
        out->strict = true;
        break;
    case 'u':
        out->resume = true;
        break;
    case 'w':
        out->overwrite = true;
        break;
    case 'q':
        out->quiet = true;
        break;
    case 'm':
        out->model = value;
        break;
    case 'H':
        out->html = value;
        break;
    case 'C':
        out->condition = value;
        break;
    case 'B':
        out->by = value;
        break;
    case 'L':
        out->at_least = value;
        break;
    case 'V':
        out->csv = true;
        break;
    case 'X':
        out->exact = true;
        break;
    default:
        return keep_number(out, letter, value, command);
    }
    return EXIT_GOOD;
}

/** getopt's table of the accepted options, and --help. */
static void
make_table(const char *accepted, struct option table[N_OPTIONS + 2])
{
    size_t n = 0;

    for (size_t i = 0; i < N_OPTIONS; i++) {
        if (strchr(accepted, options[i].letter) != NULL) {
            table[n++] = (struct option){options[i].name,
                                         options[i].has_value ? required_argument : no_argument,
                                         NULL, options[i].letter};
        }
    }
    table[n++] = (struct option){"help", no_argument, NULL, 'h'};
    table[n] = (struct option){NULL, 0, NULL, 0};
}

int
arguments_read(int argc, char **argv, const char *accepted, const struct command *command,
               struct arguments *out)
{
    struct option table[N_OPTIONS + 2];
    int letter;
    int code = EXIT_GOOD;

    *out = (struct arguments){.n_plain = 0};
    make_table(accepted, table);
    opterr = 0;
    optind = 1;
    while (code == EXIT_GOOD && (letter = getopt_long(argc, argv, ":h", table, NULL)) != -1) {
        if (letter == 'h') {
            out->wants_help = true;
            return put_text(command->help);
        }
        if (letter == ':') {
            return usage(command, "a value is missing behind ", argv[optind - 1]);
        }
        if (letter == '?') {
            return usage(command, "unknown option ", argv[optind - 1]);
        }
        code = keep_option(out, letter, optarg, command);
    }
    for (int i = optind; i < argc && code == EXIT_GOOD; i++) {
        code = keep_text(out->plain, &out->n_plain, 8, argv[i]);
    }
    return code;
}

int
arguments_want(const struct arguments *arguments, size_t n, const char *what,
               const struct command *command)
{
    if (arguments->n_plain < n) {
        return usage(command, "missing: ", what);
    }
    if (arguments->n_plain > n) {
        return usage(command, "too many arguments, beginning with ", arguments->plain[n]);
    }
    return EXIT_GOOD;
}
