/** @file discover_tell.c  The answer of `bluehelm discover` for people.
 *
 *  One option: its corners, their limits, the trajectory. Several: a page that says where each
 *  breaks, whether they break together, and what cannot be said. */
#include "cli.h"
#include "discover.h"
#include "table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define ROOM 240
#define WORTH_SAYING 0.1 /* missed goals rarer than this are not worth a word */
#define MOST_OPTIONS 64

static void
show_share(double share, char *text)
{
    bh_results_show(share, "share", "", "", "", text, ROOM);
}

static double
share(struct bh_tally tally)
{
    return (double) tally.k / (double) tally.n;
}

static void
put_title(const char *title, const char *hint)
{
    printf("\n%s%s%s%s%s\n", colour("bold"), title, colour("plain"), hint[0] == '\0' ? "" : "  ",
           hint);
}

static const char *
thing(const struct bh_discovery *d)
{
    return d->is_plan ? "futures" : "cases";
}

static void
put_head(const struct bh_discovery *d)
{
    printf("%s%s%s\n", colour("bold"), d->title, colour("plain"));
    if (!d->is_plan) {
        printf("%zu cases, %zu columns searched; of interest: a case that %s.\n",
               d->options[0].whole.n, d->n_factors, d->of);
        return;
    }
    printf("Which of %zu assumptions make an option one that %s? %zu futures an option; plan %.12s, "
           "seed %u%s\n",
           d->n_factors, d->of, d->options[0].whole.n, d->plan_hash, d->seed,
           d->is_complete ? "" : "; NOT COMPLETE, go on with explore --resume");
    printf("Model output under the plan's assumptions. It explores; it is not a forecast.\n");
}

/* ---- corners -------------------------------------------------------------------------------- */

/** Which assumptions have been explained to the reader. */
struct told {
    size_t order[BH_DISCOVER_MOST_CORNERS * BH_DISCOVER_MOST_LIMITS * MOST_OPTIONS];
    size_t n;
};

/** Says what an assumption means where it is first named. */
static void
put_meaning(const struct bh_discovery *d, size_t factor, struct told *told)
{
    const struct bh_searched_factor *info = &d->factors[factor];

    for (size_t i = 0; i < told->n; i++) {
        if (told->order[i] == factor) {
            return;
        }
    }
    told->order[told->n++] = factor;
    if (strcmp(info->path, info->meaning) != 0) {
        printf(" (%s)", info->meaning);
    }
}

/** "security.kappa is 7.3e-05 or more and hostilities.ends is 2025-02-01 or later". */
static void
put_limits(const struct bh_discovery *d, const struct bh_corner *corner, struct told *told)
{
    char text[ROOM];

    for (size_t l = 0; l < corner->n_limits; l++) {
        bh_discovery_limit(d, &corner->limits[l], text, sizeof text);
        printf("%s%s%s%s", l == 0 ? "" : " and ", colour("bold"),
               d->factors[corner->limits[l].factor].path, colour("plain"));
        put_meaning(d, corner->limits[l].factor, told);
        printf(" is %s", text);
    }
}

/** The goals most missed there. */
static void
put_missed(const struct bh_corner *corner)
{
    char text[ROOM];
    size_t said = 0;

    for (size_t m = 0; m < corner->n_missed; m++) {
        if (corner->missed[m].inside >= WORTH_SAYING) {
            show_share(corner->missed[m].inside, text);
            printf("%s\"%s\" in %s", said++ == 0 ? " Missed there: " : ", ",
                   corner->missed[m].title, text);
        }
    }
    printf("%s", said > 0 ? "." : "");
}

static void
put_corner(const struct bh_discovery *d, const struct bh_searched_option *option, size_t c,
           struct told *told)
{
    const struct bh_corner *corner = &option->corners[c];
    char density[ROOM], coverage[ROOM], mass[ROOM], unseen[ROOM];

    show_share(share(corner->inside), density);
    show_share((double) corner->inside.k / (double) option->whole.k, coverage);
    show_share((double) corner->inside.n / (double) option->whole.n, mass);
    printf("  %s %s %s when ", c == 0 ? "It" : "Outside that corner it", d->of,
           "above all");
    put_limits(d, corner, told);
    printf(":\n    %s of such %s %s, %s of all that %s; %s of the %s lie there.", density, thing(d),
           d->of_many, coverage, d->of_many, mass, thing(d));
    if (corner->unseen.n == 0) {
        printf("\n    Searching either half of the %s finds no corner, so do not lean on this one.",
               thing(d));
    } else {
        show_share(share(corner->unseen), unseen);
        printf("\n    On %s it was not found in: %s%s.", thing(d), unseen,
               corner->is_confirmed ? "" : ", no better than chance");
    }
    put_missed(corner);
    printf("\n");
}

static void
put_option(const struct bh_discovery *d, const struct bh_searched_option *option,
           struct told *told)
{
    char text[ROOM], left[ROOM];

    show_share(share(option->whole), text);
    printf("\n%s%s%s", colour("bold"), option->title, colour("plain"));
    if (option->whole.k == 0 || option->whole.k == option->whole.n) {
        printf(": %s of %zu %s %s, so there is nothing to tell apart.\n",
               option->whole.k == 0 ? "none" : "each", option->whole.n, thing(d),
               option->whole.k == 0 ? d->of_many : d->of);
        return;
    }
    printf(" %s in %s of its %s.\n", d->of, text, thing(d));
    if (option->n_corners == 0) {
        printf("  No corner of these assumptions explains that better than chance.\n");
        return;
    }
    for (size_t c = 0; c < option->n_corners; c++) {
        put_corner(d, option, c, told);
    }
    show_share(share(option->elsewhere), text);
    show_share((double) option->elsewhere.k / (double) option->whole.k, left);
    printf("  Everywhere else %s of them %s: %s of all that do, in no corner that can be told from "
           "luck.\n",
           text, d->of_many, left);
}

/* ---- together ------------------------------------------------------------------------------- */

static void
put_together(const struct bh_discovery *d)
{
    const struct bh_together *t = &d->together;
    const double n = (double) t->n;
    char all[ROOM], none[ROOM], rest[ROOM];

    show_share((double) t->all / n, all);
    show_share((double) t->none / n, none);
    show_share((double) (t->n - t->all - t->none) / n, rest);
    printf("In %s of the futures every option %s, in %s none does; in %s the choice of option "
           "decides.\n",
           all, d->of, none, rest);
    if (d->n_options > 2) {
        show_share((n - (double) t->without_odd_one) / n, rest);
        printf("Between the options other than %s it decides in %s only.\n",
               d->options[t->odd_one].id, rest);
    }
}

static int
put_shared(const struct bh_discovery *d, struct told *told)
{
    static const char *const titles[] = {"", "IN ALL FUTURES", "IN THAT CORNER", "OUTSIDE IT"};
    struct table table = table_make(titles, 4);
    char text[ROOM];

    put_title("Do the options break together?", "");
    put_together(d);
    if (d->shared == SIZE_MAX) {
        return table_print(&table);
    }
    printf("How often each %s, where ", d->of);
    put_limits(d, &d->options[d->shared].corners[0], told);
    printf(", the corner of %s:\n", d->options[d->shared].id);
    for (size_t o = 0; o < d->n_options; o++) {
        const struct bh_searched_option *option = &d->options[o];

        table_row(&table);
        table_cell(&table, option->id);
        show_share(share(option->whole), text);
        table_cell(&table, text);
        for (int side = 0; side < 2; side++) {
            show_share(share(option->in_shared[side]), text);
            table_cell(&table, text);
        }
    }
    return table_print(&table);
}

/** Whether some corner has a limit on this factor. */
static bool
is_used(const struct bh_discovery *d, size_t factor)
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
put_assumptions(const struct bh_discovery *d)
{
    static const char *const titles[] = {"ASSUMPTION", "IN THE PLAN", "SEARCHED", "SOURCE",
                                         "CONFIDENCE"};
    struct table table = table_make(titles, 5);
    char text[ROOM];

    for (size_t f = 0; f < d->n_factors; f++) {
        const struct bh_searched_factor *info = &d->factors[f];

        if (!is_used(d, f)) {
            continue;
        }
        table_row(&table);
        table_cell(&table, info->path);
        bh_results_show(info->value, info->kind, "", d->currency, d->start, text, sizeof text);
        table_cell(&table, text);
        bh_discovery_range(d, f, text, sizeof text);
        table_cell(&table, text);
        table_cell(&table, info->source);
        table_cell(&table, info->confidence);
    }
    put_title("What these corners rest on", "");
    return table_print(&table);
}

/* ---- what it cannot say --------------------------------------------------------------------- */

/** How many factors carry a limit, and how many of these nobody has a firm source for. */
static void
count_used(const struct bh_discovery *d, size_t *n, size_t *n_soft)
{
    *n = *n_soft = 0;
    for (size_t f = 0; f < d->n_factors; f++) {
        const struct bh_searched_factor *info = &d->factors[f];
        const bool is_soft =
            strcmp(info->source, "assumed") == 0 || strcmp(info->confidence, "low") == 0;

        *n += is_used(d, f);
        *n_soft += is_used(d, f) && is_soft;
    }
}

/** The first corners' edges as the halves see them. */
static void
put_edges(const struct bh_discovery *d)
{
    const struct bh_corner *corner = &d->options[d->shared == SIZE_MAX ? 0 : d->shared].corners[0];
    char low[ROOM], high[ROOM];

    for (size_t l = 0; l < corner->n_limits && corner->n_agree > 0; l++) {
        const struct bh_corner_limit *limit = &corner->limits[l];
        const bool is_low = limit->limit.low > limit->whole.low;
        const struct bh_searched_factor *info = &d->factors[limit->factor];

        if (info->n_levels > 0) {
            continue;
        }
        bh_results_show(is_low ? limit->least.low : limit->least.high, info->kind, "", d->currency,
                        d->start, low, sizeof low);
        bh_results_show(is_low ? limit->most.low : limit->most.high, info->kind, "", d->currency,
                        d->start, high, sizeof high);
        printf(" One half of the futures puts the edge of %s at %s, the other at %s.", info->path,
               low, high);
    }
}

static void
put_silence(const struct bh_discovery *d)
{
    size_t n, n_soft;

    count_used(d, &n, &n_soft);
    put_title("What this cannot say", "");
    printf("- How likely a corner is. Its share of futures follows from the ranges in the plan; of "
           "the %zu\n  assumption%s above, %zu %s no firm source (assumed, or low confidence). "
           "Another range, another share.\n",
           n, n == 1 ? "" : "s", n_soft, n_soft == 1 ? "has" : "have");
    printf("- Where exactly a corner begins.");
    put_edges(d);
    printf("\n- That the other %zu assumptions do not matter. A limit is told only with quasi-p <= "
           "%.2g (%.2g for each\n  of %zu searched), and a corner is an on-off pattern: what shifts "
           "every future a little makes none.\n",
           d->n_factors - n, d->settings.significance / (double) d->n_factors,
           d->settings.significance, d->n_factors);
    if (d->n_replications < 2) {
        printf("- How much is luck. Each scenario ran once; explore --replications 4 runs it with "
               "other luck.\n");
    }
    printf("- Anything about the %zu numbers of the plan without a range, about its conditions and "
           "thresholds, or\n  about assumptions that move together: they are drawn independently.\n",
           d->n_fixed);
    printf("- Whether the goals are the right ones. --of MEASURE asks for one goal alone, "
           "--of 'MEASURE < VALUE' for\n  another one; a corner on a number that feeds a goal "
           "directly says as much about the goal.\n");
}

int
discover_tell(const struct bh_discovery *d)
{
    struct told told = {.n = 0};
    int code = EXIT_GOOD;
    size_t n, n_soft;

    put_head(d);
    for (size_t o = 0; o < d->n_options; o++) {
        put_option(d, &d->options[o], &told);
    }
    if (d->together.n > 0) {
        code = put_shared(d, &told);
    }
    count_used(d, &n, &n_soft);
    if (code == EXIT_GOOD && d->is_plan && n > 0) {
        code = put_assumptions(d);
        put_silence(d);
    }
    return code == EXIT_GOOD ? put_text("") : code;
}
