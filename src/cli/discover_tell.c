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
#define WEAK_SHARE 0.005 /* missed goals rarer than this are not worth a word */

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
        printf("%zu cases of %zu columns; of interest is one that %s.\n", d->options[0].whole.n,
               d->n_factors, d->of);
        return;
    }
    printf("In which corner of %zu assumptions lie the futures of which one %s? Plan %.12s, seed %u%s\n",
           d->n_factors, d->of, d->plan_hash, d->seed,
           d->is_complete ? "" : "; NOT COMPLETE, go on with explore --resume");
    printf("Model output under the plan's assumptions. It explores; it is not a forecast.\n");
}

/** "security.kappa is 7.3e-05 or more and hostilities.ends is 2025-02-01 or later". */
static void
put_limits(const struct bh_discovery *d, const struct bh_corner *corner)
{
    char text[ROOM];

    for (size_t l = 0; l < corner->n_limits; l++) {
        bh_discovery_limit(d, &corner->limits[l], text, sizeof text);
        printf("%s%s%s%s is %s", l == 0 ? "" : " and ", colour("bold"),
               d->factors[corner->limits[l].factor].path, colour("plain"), text);
    }
}

static void
put_corner(const struct bh_discovery *d, const struct bh_searched_option *option, size_t c)
{
    const struct bh_corner *corner = &option->corners[c];
    char density[ROOM], coverage[ROOM], unseen[ROOM];

    show_share(share(corner->inside), density);
    show_share((double) corner->inside.k / (double) option->whole.k, coverage);
    printf("  %s", c == 0 ? "when " : "or else when ");
    put_limits(d, corner);
    printf(":\n    %s of such %s (%zu), %s of all that do", density, thing(d), corner->inside.n,
           coverage);
    if (corner->unseen.n == 0) {
        printf("; not found again in either half of the %s\n", thing(d));
    } else {
        show_share(share(corner->unseen), unseen);
        printf("; %s on %s it was not found in%s\n", unseen, thing(d),
               corner->is_confirmed ? "" : ", no better than chance");
    }
    size_t said = 0;
    for (size_t m = 0; m < corner->n_missed; m++) {
        if (corner->missed[m].inside >= WEAK_SHARE) {
            show_share(corner->missed[m].inside, density);
            printf("%s%s %s", said++ == 0 ? "    missed there: " : ", ", corner->missed[m].title,
                   density);
        }
    }
    printf("%s", said > 0 ? "\n" : "");
}

static void
put_option(const struct bh_discovery *d, const struct bh_searched_option *option)
{
    char text[ROOM], left[ROOM];

    show_share(share(option->whole), text);
    put_title(option->title, "");
    if (option->whole.k == 0 || option->whole.k == option->whole.n) {
        printf("  %s of %zu %s: nothing to tell apart\n", option->whole.k == 0 ? "none" : "all",
               option->whole.n, thing(d));
        return;
    }
    printf("  %s in %s of its %s", d->of, text, thing(d));
    if (option->n_corners == 0) {
        printf(". No corner of these assumptions explains it better than chance.\n");
        return;
    }
    printf(",\n");
    for (size_t c = 0; c < option->n_corners; c++) {
        put_corner(d, option, c);
    }
    show_share(share(option->elsewhere), text);
    show_share((double) option->elsewhere.k / (double) option->whole.k, left);
    printf("  Elsewhere %s; %s of all that do are there, in no corner this search can tell from "
           "luck.\n",
           text, left);
}

/* ---- together ------------------------------------------------------------------------------- */

static int
put_shared(const struct bh_discovery *d)
{
    static const char *const titles[] = {"OPTION", "IN ALL", "INSIDE", "OUTSIDE"};
    struct table table = table_make(titles, 4);
    char text[ROOM];

    if (d->shared == SIZE_MAX) {
        return table_print(&table);
    }
    put_title("Do the options break together?", "");
    printf("The corner of %s, for every option: how often it %s where ", d->options[d->shared].id,
           d->of);
    put_limits(d, &d->options[d->shared].corners[0]);
    printf("\n");
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
    static const char *const titles[] = {"ASSUMPTION", "IN THE PLAN", "RANGE SEARCHED", "SOURCE",
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
    put_title("The assumptions these corners are made of", "");
    const int code = table_print(&table);
    for (size_t f = 0; f < d->n_factors; f++) {
        if (is_used(d, f)) {
            printf("  %s: %s\n", d->factors[f].path, d->factors[f].meaning);
        }
    }
    return code;
}

int
discover_tell(const struct bh_discovery *d)
{
    int code = EXIT_GOOD;

    put_head(d);
    for (size_t o = 0; o < d->n_options; o++) {
        put_option(d, &d->options[o]);
    }
    if (d->shared != SIZE_MAX) {
        code = put_shared(d);
    }
    if (code == EXIT_GOOD && d->is_plan) {
        code = put_assumptions(d);
    }
    return code == EXIT_GOOD ? put_text("") : code;
}
