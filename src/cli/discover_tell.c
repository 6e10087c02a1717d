/** @file discover_tell.c  The answer of `bluehelm discover` for people: where each option breaks,
 *  and whether they break together. */
#include "discover.h"

#include "cli.h"
#include "table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define WORTH_SAYING 0.1 /* goals missed more rarely are not worth a word */
#define MOST_TOLD 256

void
discover_share(double share, char text[DISCOVER_ROOM])
{
    bh_results_show_share(share, text, DISCOVER_ROOM);
}

double
discover_density(struct bh_tally tally)
{
    return (double) tally.k / (double) tally.n;
}

const char *
discover_thing(const struct bh_discovery *d)
{
    return d->is_plan ? "futures" : "cases";
}

void
discover_title(const char *title)
{
    printf("\n%s%s%s\n", colour("bold"), title, colour("plain"));
}

bool
discover_uses(const struct bh_discovery *d, size_t factor)
{
    for (size_t o = 0; o < d->n_options; o++) {
        for (size_t c = 0; c < d->options[o].n_corners; c++) {
            for (size_t l = 0; l < d->options[o].corners[c].n_limits; l++) {
                if (d->options[o].corners[c].limits[l].factor == factor) {
                    return true;
                }
            }
        }
    }
    return false;
}

static int
put_head(const struct bh_discovery *d)
{
    struct paragraph p = {0};

    printf("%s%s%s\n", colour("bold"), d->title, colour("plain"));
    if (!d->is_plan) {
        paragraph_add(&p, "%zu cases, %zu columns searched. Of interest is a case that %s.",
                      d->options[0].whole.n, d->n_factors, d->of);
        return paragraph_print(&p, 0, 0);
    }
    paragraph_add(
        &p,
        "Where in the ranges of %zu assumptions does an option %s? %zu futures an option; "
        "plan %.12s, seed %u%s.",
        d->n_factors, d->of_many, d->options[0].whole.n, d->plan_hash, d->seed,
        d->is_complete ? "" : "; NOT COMPLETE, go on with explore --resume");
    const int code = paragraph_print(&p, 0, 0);
    printf("Model output under the plan's assumptions. It explores; it is not a forecast.\n");
    return code;
}

/* ---- corners -------------------------------------------------------------------------------- */

/** Assumptions whose meaning the reader has been told. */
struct told {
    size_t factors[MOST_TOLD];
    size_t n;
};

/** Says what an assumption means where it is first named. */
static void
add_meaning(struct paragraph *p, const struct bh_discovery *d, size_t factor, struct told *told)
{
    const struct bh_searched_factor *info = &d->factors[factor];

    for (size_t i = 0; i < told->n; i++) {
        if (told->factors[i] == factor) {
            return;
        }
    }
    if (told->n < MOST_TOLD) {
        told->factors[told->n++] = factor;
    }
    if (strcmp(info->path, info->meaning) != 0) {
        char text[DISCOVER_ROOM];

        bh_results_show(info->value, info->kind, "", d->currency, d->start, text, sizeof text);
        paragraph_add(p, " (%s; %s in the plan)", info->meaning, text);
    }
}

/** Whether two corners have the same limits. */
static bool
is_same(const struct bh_corner *a, const struct bh_corner *b)
{
    bool out = a->n_limits == b->n_limits;

    for (size_t l = 0; out && l < a->n_limits; l++) {
        const struct bh_limit x = a->limits[l].limit, y = b->limits[l].limit;

        out = a->limits[l].factor == b->limits[l].factor && x.low == y.low && x.high == y.high &&
              x.levels == y.levels;
    }
    return out;
}

/** The first option before this one whose first corner is the same; NULL when there is none. */
static const struct bh_searched_option *
twin(const struct bh_discovery *d, const struct bh_searched_option *option)
{
    for (size_t o = 0; &d->options[o] != option; o++) {
        if (d->options[o].n_corners > 0 &&
            is_same(&d->options[o].corners[0], &option->corners[0])) {
            return &d->options[o];
        }
    }
    return NULL;
}

/** "security.kappa is 7.3e-05 or more and hostilities.ends is 2025-02-01 or later". */
static void
add_limits(struct paragraph *p, const struct bh_discovery *d, const struct bh_corner *corner,
           struct told *told)
{
    char text[DISCOVER_ROOM];

    for (size_t l = 0; l < corner->n_limits; l++) {
        bh_discovery_limit(d, &corner->limits[l], text, sizeof text);
        paragraph_add(p, "%s%s%s%s", l == 0 ? "" : " and ", colour("bold"),
                      d->factors[corner->limits[l].factor].path, colour("plain"));
        add_meaning(p, d, corner->limits[l].factor, told);
        paragraph_add(p, " is %s", text);
    }
}

static void
add_missed(struct paragraph *p, const struct bh_searched_option *option, size_t corner)
{
    char text[DISCOVER_ROOM];
    size_t said = 0;

    for (size_t g = 0; g < option->n_goals; g++) {
        if (option->goals[g].inside[corner] >= WORTH_SAYING) {
            discover_share(option->goals[g].inside[corner], text);
            paragraph_add(p, "%s\"%s\" in %s", said++ == 0 ? " Missed there: " : ", ",
                          option->goals[g].title, text);
        }
    }
    paragraph_add(p, "%s", said > 0 ? "." : "");
}

/** The goal without which most failures would be none. */
static void
add_alone(struct paragraph *p, const struct bh_discovery *d,
          const struct bh_searched_option *option)
{
    const struct bh_goal *most = NULL;

    for (size_t g = 0; g < option->n_goals; g++) {
        if (most == NULL || option->goals[g].alone > most->alone) {
            most = &option->goals[g];
        }
    }
    if (strcmp(d->of, "fails") == 0 && most != NULL && most->alone >= WORTH_SAYING) {
        char text[DISCOVER_ROOM];

        discover_share(most->alone, text);
        paragraph_add(p, " In %s of these it misses \"%s\" and no other goal.", text, most->title);
    }
}

/** How it does on futures it was not found in. */
static void
add_test(struct paragraph *p, const struct bh_discovery *d, const struct bh_corner *corner)
{
    if (corner->unseen.n == 0) {
        paragraph_add(p, "Neither half of the %s alone shows a corner: do not lean on this one.",
                      discover_thing(d));
    } else {
        char text[DISCOVER_ROOM];

        discover_share(discover_density(corner->unseen), text);
        paragraph_add(p, "On %s it was not found in: %s%s.", discover_thing(d), text,
                      corner->is_confirmed ? "" : ", no better than chance");
    }
}

static int
put_corner(const struct bh_discovery *d, const struct bh_searched_option *option, size_t c,
           struct told *told)
{
    const struct bh_corner *corner = &option->corners[c];
    const char *thing = discover_thing(d);
    char density[DISCOVER_ROOM], coverage[DISCOVER_ROOM], mass[DISCOVER_ROOM];
    const struct bh_searched_option *same = c == 0 ? twin(d, option) : NULL;
    struct paragraph p = {0};

    discover_share(discover_density(corner->inside), density);
    discover_share((double) corner->inside.k / (double) option->whole.k, coverage);
    discover_share((double) corner->inside.n / (double) option->whole.n, mass);
    paragraph_add(&p, "%s%s above all ", c == 0 ? "It " : "Outside that corner it ", d->of);
    if (same != NULL) {
        paragraph_add(&p, "in the corner of %s", same->id);
    } else {
        paragraph_add(&p, "when ");
        add_limits(&p, d, corner, told);
    }
    paragraph_add(&p, ": %s of such %s %s, %s of all that %s.", density, thing, d->of_many,
                  coverage, d->of_many);
    int code = paragraph_print(&p, 2, 2);
    add_test(&p, d, corner);
    if (same == NULL) {
        paragraph_add(&p, " %s of the %s lie there%s.", mass, thing,
                      !d->is_plan          ? ""
                      : corner->holds_plan ? "; the plan's own values do too"
                                           : "; the plan's own values do not");
    }
    add_missed(&p, option, c);
    const int second = paragraph_print(&p, 4, 4);
    return code == EXIT_GOOD ? second : code;
}

static int
put_corners(const struct bh_discovery *d, const struct bh_searched_option *option,
            struct told *told)
{
    char share[DISCOVER_ROOM], left[DISCOVER_ROOM];
    struct paragraph p = {0};
    int code = EXIT_GOOD;

    if (option->n_corners == 0) {
        printf("  No corner of these assumptions explains that better than chance.\n");
        return EXIT_GOOD;
    }
    for (size_t c = 0; c < option->n_corners && code == EXIT_GOOD; c++) {
        code = put_corner(d, option, c, told);
    }
    if (option->elsewhere.n == 0 || code != EXIT_GOOD) {
        return code;
    }
    discover_share(discover_density(option->elsewhere), share);
    discover_share((double) option->elsewhere.k / (double) option->whole.k, left);
    paragraph_add(&p,
                  "Everywhere else %s %s (%s of all that do), and no further corner stands out.",
                  share, d->of_many, left);
    return paragraph_print(&p, 2, 2);
}

static int
put_option(const struct bh_discovery *d, const struct bh_searched_option *option, struct told *told)
{
    const size_t k = option->whole.k;
    char text[DISCOVER_ROOM];
    struct paragraph p = {0};

    discover_share(discover_density(option->whole), text);
    printf("\n");
    if (k == 0 || k == option->whole.n) {
        printf("%s%s%s: %s of %zu %s %s, so there is nothing to tell apart.\n", colour("bold"),
               d->is_plan ? option->title : "All in all", colour("plain"),
               k == 0 ? "none" : "each", option->whole.n, discover_thing(d), d->of);
        return EXIT_GOOD;
    }
    paragraph_add(&p, "%s%s%s %s in %s of %s.", colour("bold"), d->is_plan ? option->title : "One",
                  colour("plain"), d->of, text, d->is_plan ? "its futures" : "all cases");
    add_alone(&p, d, option);
    if (option->n_dropped > 0) {
        paragraph_add(&p, " %zu futures did not run or have no value, and are left out.",
                      option->n_dropped);
    }
    const int code = paragraph_print(&p, 0, 0);
    if (code != EXIT_GOOD) {
        return code;
    }
    switch (d->settings.method) {
    case BH_DISCOVER_CART:
        return discover_tell_tree(d, option);
    case BH_DISCOVER_STACK:
        return discover_tell_stack(d, option);
    case BH_DISCOVER_PRIM:
        break;
    }
    return put_corners(d, option, told);
}

/* ---- together ------------------------------------------------------------------------------- */

static int
put_together(const struct bh_discovery *d)
{
    const struct bh_together *t = &d->together;
    const double n = (double) t->n;
    char all[DISCOVER_ROOM], none[DISCOVER_ROOM], rest[DISCOVER_ROOM];
    struct paragraph p = {0};

    discover_share((double) t->all / n, all);
    discover_share((double) t->none / n, none);
    discover_share((n - (double) t->all - (double) t->none) / n, rest);
    paragraph_add(
        &p,
        "In %s of the futures every option %s, in %s none does; in %s the choice of option "
        "decides.",
        all, d->of, none, rest);
    if (d->n_options > 2) {
        discover_share((n - (double) t->without_odd_one) / n, rest);
        paragraph_add(&p, " Leave out %s, and between the other %zu it decides in %s.",
                      d->options[t->odd_one].id, d->n_options - 1, rest);
    }
    return paragraph_print(&p, 0, 0);
}

static int
put_shared(const struct bh_discovery *d, struct told *told)
{
    static const char *const titles[] = {"", "IN ALL FUTURES", "IN THAT CORNER", "OUTSIDE IT"};
    struct table table = table_make(titles, 4);
    struct paragraph p = {0};
    char text[DISCOVER_ROOM];

    paragraph_add(&p, "How often each %s in the corner of %s, where ", d->of,
                  d->options[d->shared].id);
    add_limits(&p, d, &d->options[d->shared].corners[0], told);
    paragraph_add(&p, ":");
    const int code = paragraph_print(&p, 0, 0);
    for (size_t o = 0; o < d->n_options; o++) {
        const struct bh_searched_option *option = &d->options[o];

        table_row(&table);
        table_cell(&table, option->id);
        discover_share(discover_density(option->whole), text);
        table_cell(&table, text);
        for (int side = 0; side < 2; side++) {
            discover_share(discover_density(option->in_shared[side]), text);
            table_cell(&table, text);
        }
    }
    const int second = table_print(&table);
    return code == EXIT_GOOD ? second : code;
}

int
discover_tell(const struct bh_discovery *d)
{
    struct told told = {.n = 0};
    int code = put_head(d);

    for (size_t o = 0; o < d->n_options && code == EXIT_GOOD; o++) {
        code = put_option(d, &d->options[o], &told);
    }
    if (d->n_options == 1 && d->options[0].n_corners > 0 && code == EXIT_GOOD) {
        code = discover_tell_steps(d, &d->options[0]);
    }
    if (d->together.n > 0 && code == EXIT_GOOD) {
        discover_title("Do the options break together?");
        code = put_together(d);
    }
    if (d->shared != SIZE_MAX && code == EXIT_GOOD) {
        code = put_shared(d, &told);
    }
    if (d->is_plan && d->settings.method == BH_DISCOVER_PRIM && code == EXIT_GOOD) {
        code = discover_tell_silence(d);
    }
    return code == EXIT_GOOD ? put_text("") : code;
}
