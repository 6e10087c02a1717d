/** @file discover.c  bluehelm discover: in which corner of the assumptions does an option fail? */
#include "discover.h"

#include "cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RESAMPLES 10 /* as Bryant & Lempert (2010) do */

/** A number behind an option, left alone when there is none; false when it is no number. */
static bool
number(const char *text, double *value)
{
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

/** Which of `names` is behind an option; the value is left alone when the option is not given. */
static bool
one_of(const char *text, const char *const names[3], int *value)
{
    for (int i = 0; i < 3 && text != NULL; i++) {
        if (strcmp(text, names[i]) == 0) {
            *value = i;
            return true;
        }
    }
    if (text != NULL) {
        fprintf(stderr, "bluehelm discover: found '%s', want %s, %s or %s\n", text, names[0],
                names[1], names[2]);
    }
    return text == NULL;
}

static bool
read_settings(const struct arguments *a, struct bh_discover_settings *s)
{
    static const char *const methods[] = {"prim", "cart", "stack"};
    static const char *const objectives[] = {"lenient1", "lenient2", "original"};
    int method = BH_DISCOVER_PRIM, objective = BH_PRIM_LENIENT1;

    *s = bh_discover_defaults();
    s->option = a->n_option > 0 ? a->option[0] : NULL;
    s->of = a->of;
    s->factors = a->n_only > 0 ? a->only : NULL;
    s->n_factors = a->n_only;
    s->most_corners = a->has_corners ? (size_t) a->corners : s->most_corners;
    s->most_limits = a->has_limits ? (size_t) a->limits : s->most_limits;
    s->step = a->has_box ? (size_t) a->box : s->step;
    const bool is_good = one_of(a->method, methods, &method) &&
                         one_of(a->objective, objectives, &objective) &&
                         number(a->peel, &s->prim.peel_alpha) &&
                         number(a->mass, &s->prim.mass_min) &&
                         number(a->significance, &s->significance);
    s->method = (enum bh_discover_method) method;
    s->prim.objective = (enum bh_prim_objective) objective;
    s->seed = a->has_seed ? (uint32_t) a->seed : 1;
    s->n_resamples = s->option != NULL || a->csv ? RESAMPLES : 0;
    return is_good;
}

static int
search(const struct arguments *a, const struct bh_discover_settings *settings)
{
    struct bh_discovery *discovery = NULL;
    struct bh_err err = {BH_OK, ""};
    char *text = NULL;
    const bool is_csv = a->csv;
    enum bh_status st = is_csv
                            ? bh_discover_csv(a->plain[0], a->plain[1], settings, &discovery, &err)
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
    static const char accepted[] =
        "option csv json of method objective corners limits box peel mass significance "
        "only seed";
    int code = arguments_read(argc, argv, accepted, &command_discover, &a);

    if (code != EXIT_GOOD || a.wants_help) {
        return code;
    }
    const bool is_csv = a.csv;
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
    "Usage: bluehelm discover FILE [--option ID] [--of WHAT] [--method prim|cart|stack] [--json]\n"
    "       bluehelm discover --csv X.csv Y.csv [--of 'COLUMN < 3'] [...]\n\n"
    "Searches the assumptions of a results file (or the columns of X) for corners in which an\n"
    "option fails above all, tells them in the plan's words, tests them on futures they were\n"
    "not found in, and says what cannot be said.\n\n"
    "  --option ID        one option, with the whole way to its corner (default: every option)\n"
    "  --of WHAT          failure (default), success, MEASURE (its goal is missed), or a\n"
    "                     condition: 'food < 80 %', 'ready_day > 2025-10-01'; with --csv a\n"
    "                     column of zeros and ones, or a condition on one\n"
    "  --method M         prim (default): corners; cart: a tree; stack: a table of nested bins\n"
    "  --box K            another step of the first corner's trajectory\n"
    "  --corners N        corners to look for, one outside the other (2; up to 4)\n"
    "  --limits N         assumptions a corner may limit, or that are stacked (3; up to 6)\n"
    "  --only PATH        search this assumption only (may be repeated)\n"
    "  --objective O      lenient1 (default), lenient2, original: what a peel is judged by\n"
    "  --peel A, --mass M share of a box that a peel cuts (0.05); least share of futures in a\n"
    "                     box (0.05)\n"
    "  --significance S   a limit holds when its quasi-p is at most S/assumptions (0.05)\n"
    "  --seed N           of the halves a corner is tested on (1)\n"
    "  --json             everything, trajectories too, as JSON\n\n"
    "Example:\n  bluehelm discover gaza-2024.bh\n"
    "  bluehelm discover gaza-2024.bh --option handover --of food\n",
    run};
