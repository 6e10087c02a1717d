/** @file discover.c  bluehelm discover: in which corner of the assumptions does an option fail? */
#include "discover.h"

#include "cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** A number behind an option; false when it is none. */
static bool
number(const struct arguments *a, char letter, double *value)
{
    const char *text = a->value[(int) letter];
    char *end;

    if (text == NULL) {
        return true;
    }
    *value = strtod(text, &end);
    if (end == text || *end != '\0') {
        fprintf(stderr, "bluehelm discover: found '%s', want a number\n", text);
        return false;
    }
    return true;
}

static bool
whole(const struct arguments *a, char letter, size_t *value)
{
    double x = (double) *value;

    if (!number(a, letter, &x)) {
        return false;
    }
    if (x < 0 || x > 1e9 || x != (double) (size_t) x) {
        fprintf(stderr, "bluehelm discover: found '%s', want a whole number\n",
                a->value[(int) letter]);
        return false;
    }
    *value = (size_t) x;
    return true;
}

static bool
objective(const struct arguments *a, enum bh_prim_objective *out)
{
    static const char *const names[] = {"lenient1", "lenient2", "original"};
    const char *text = a->value['J'];

    for (int i = 0; i < 3 && text != NULL; i++) {
        if (strcmp(text, names[i]) == 0) {
            *out = (enum bh_prim_objective) i;
            return true;
        }
    }
    if (text != NULL) {
        fprintf(stderr, "bluehelm discover: unknown objective '%s'; want lenient1, lenient2 or "
                        "original\n", text);
    }
    return text == NULL;
}

static bool
read_settings(const struct arguments *a, struct bh_discover_settings *s)
{
    size_t seed = 1;

    *s = bh_discover_defaults();
    s->option = a->n_option > 0 ? a->option[0] : NULL;
    s->of = a->value['F'];
    s->factors = a->n_only > 0 ? a->only : NULL;
    s->n_factors = a->n_only;
    const bool is_good = objective(a, &s->prim.objective) && number(a, 'P', &s->prim.peel_alpha) &&
                         number(a, 'A', &s->prim.mass_min) && number(a, 'G', &s->significance) &&
                         whole(a, 'N', &s->most_corners) && whole(a, 'L', &s->most_limits) &&
                         whole(a, 'K', &s->step) && whole(a, 'D', &seed);
    s->seed = (uint32_t) seed;
    return is_good;
}

static int
search(const struct arguments *a, const struct bh_discover_settings *settings)
{
    struct bh_discovery *discovery = NULL;
    struct bh_err err = {BH_OK, ""};
    char *text = NULL;
    const bool is_csv = a->value['V'] != NULL;
    enum bh_status st = is_csv ? bh_discover_csv(a->plain[0], a->plain[1], settings, &discovery, &err)
                               : bh_discover(a->plain[0], settings, &discovery, &err);
    int code;

    if (st != BH_OK) {
        return tell_failure(st, &err);
    }
    if (a->json) {
        st = bh_discovery_json(discovery, &text, &err);
        code = put_json(st, text, &err);
    } else {
        code = discover_tell(discovery);
    }
    bh_discovery_free(discovery);
    return code;
}

static int
run(int argc, char **argv)
{
    struct bh_discover_settings settings;
    struct arguments a;
    int code = arguments_read(argc, argv, "oFJNLKPAGYVDj", &command_discover, &a);

    if (code != EXIT_GOOD || a.wants_help) {
        return code;
    }
    const bool is_csv = a.value['V'] != NULL;
    code = arguments_want(&a, is_csv ? 2 : 1,
                          is_csv ? "X and Y, two CSV files" : "FILE, a results file",
                          &command_discover);
    if (code != EXIT_GOOD) {
        return code;
    }
    return read_settings(&a, &settings) ? search(&a, &settings) : EXIT_USAGE;
}

const struct command command_discover = {
    "discover", "say in which corner of the assumptions each option fails",
    "Usage: bluehelm discover FILE [--option ID] [--of WHAT] [--json]\n"
    "       bluehelm discover --csv X.csv Y.csv [--of 'COLUMN < 3']\n\n"
    "Example:\n  bluehelm discover gaza-2024.bh\n",
    run};
