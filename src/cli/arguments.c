/** @file arguments.c  Command lines. */
#include "cli.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum form { FLAG, TEXT, WHOLE, LIST };

/** What the table of options says of each: its name, its form, its members of struct arguments. */
static const struct option_row {
    const char *name;
    enum form form;
    size_t at;    /* of the member itself */
    size_t extra; /* of has_..., or of n_... */
} options[] = {
#define MEMBER(member) offsetof(struct arguments, member)
#define F(member, name) {name, FLAG, MEMBER(member), 0},
#define T(member, name) {name, TEXT, MEMBER(member), 0},
#define W(member, name) {name, WHOLE, MEMBER(member), MEMBER(has_##member)},
#define L(member, name) {name, LIST, MEMBER(member), MEMBER(n_##member)},
    CLI_OPTIONS(F, T, W, L)
#undef F
#undef T
#undef W
#undef L
};
#define N_OPTIONS (sizeof options / sizeof options[0])
#define FIRST 256 /* getopt's number of option 0: above every character that it gives */
#define HELP (FIRST + (int) N_OPTIONS)

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

/** Puts an option that was given where it belongs. */
static int
keep_option(struct arguments *out, const struct option_row *row, const char *value,
            const struct command *command)
{
    void *const at = (char *) out + row->at;
    void *const extra = (char *) out + row->extra;

    switch (row->form) {
    case FLAG:
        *(bool *) at = true;
        break;
    case TEXT:
        *(const char **) at = value;
        break;
    case LIST:
        return keep_text(at, extra, CLI_LIST_ROOM, value);
    case WHOLE:
        if (!whole(value, at) || *(uint64_t *) at > UINT32_MAX) {
            fprintf(stderr, "bluehelm %s: --%s is '%s', must be a whole number\n", command->name,
                    row->name, value);
            return EXIT_USAGE;
        }
        *(bool *) extra = true;
        break;
    }
    return EXIT_GOOD;
}

/** Whether `name` is among the words of `accepted`. */
static bool
is_accepted(const char *accepted, const char *name)
{
    const size_t n = strlen(name);

    for (const char *word = accepted; *word != '\0'; word += strspn(word, " ")) {
        const size_t length = strcspn(word, " ");

        if (length == n && strncmp(word, name, n) == 0) {
            return true;
        }
        word += length;
    }
    return false;
}

/** getopt's table of the accepted options, and --help. */
static void
make_table(const char *accepted, struct option table[N_OPTIONS + 2])
{
    size_t n = 0;

    for (size_t i = 0; i < N_OPTIONS; i++) {
        if (is_accepted(accepted, options[i].name)) {
            table[n++] = (struct option){
                options[i].name, options[i].form == FLAG ? no_argument : required_argument, NULL,
                FIRST + (int) i};
        }
    }
    table[n++] = (struct option){"help", no_argument, NULL, HELP};
    table[n] = (struct option){NULL, 0, NULL, 0};
}

int
arguments_read(int argc, char **argv, const char *accepted, const struct command *command,
               struct arguments *out)
{
    struct option table[N_OPTIONS + 2];
    int found;
    int code = EXIT_GOOD;

    *out = (struct arguments){.n_plain = 0};
    make_table(accepted, table);
    opterr = 0;
    optind = 1;
    while (code == EXIT_GOOD && (found = getopt_long(argc, argv, ":ho:", table, NULL)) != -1) {
        if (found == HELP || found == 'h') {
            out->wants_help = true;
            return put_text(command->help);
        }
        if (found == 'o' && is_accepted(accepted, "out")) {
            out->out = optarg;
            continue;
        }
        if (found == ':') {
            return usage(command, "a value is missing behind ", argv[optind - 1]);
        }
        if (found == '?' || found == 'o') {
            return usage(command, "unknown option ", argv[optind - 1]);
        }
        code = keep_option(out, &options[found - FIRST], optarg, command);
    }
    out->plain = (const char *const *) argv + optind;
    out->n_plain = (size_t) (argc - optind);
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
