/** @file discover_silence.c  What corners rest on, and what they cannot say. */
#include "cli.h"
#include "discover.h"
#include "table.h"

#include <stdio.h>
#include <string.h>

static int
put_assumptions(const struct bh_discovery *d)
{
    static const char *const titles[] = {"ASSUMPTION", "VALUE", "RANGE", "SOURCE (CONFIDENCE)"};
    struct table table = table_make(titles, 4);
    char text[DISCOVER_ROOM];

    for (size_t f = 0; f < d->n_factors; f++) {
        const struct bh_searched_factor *info = &d->factors[f];

        if (!discover_uses(d, f)) {
            continue;
        }
        table_row(&table);
        table_cell(&table, info->path);
        bh_results_show(info->value, info->kind, "", d->currency, d->start, text, sizeof text);
        table_cell(&table, text);
        bh_discovery_range(d, f, text, sizeof text);
        table_cell(&table, text);
        snprintf(text, sizeof text, "%s (%s)", info->source, info->confidence);
        table_cell(&table, text);
    }
    discover_title("What these corners rest on, as the plan has it");
    return table_print(&table);
}

/** How many factors carry a limit, and of how many of these nobody is sure. */
static size_t
count_used(const struct bh_discovery *d, size_t *n_soft)
{
    size_t n = 0;

    *n_soft = 0;
    for (size_t f = 0; f < d->n_factors; f++) {
        const struct bh_searched_factor *info = &d->factors[f];
        const bool is_soft =
            strcmp(info->source, "assumed") == 0 || strcmp(info->confidence, "low") == 0;

        n += discover_uses(d, f);
        *n_soft += discover_uses(d, f) && is_soft;
    }
    return n;
}

/** Where the halves put the edges of one corner. */
static void
add_edges(struct paragraph *p, const struct bh_discovery *d)
{
    const size_t o = d->shared == SIZE_MAX ? 0 : d->shared;
    const struct bh_corner *corner = &d->options[o].corners[0];
    char low[DISCOVER_ROOM], high[DISCOVER_ROOM];

    for (size_t l = 0; l < corner->n_limits && corner->n_agree == 2; l++) {
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
        paragraph_add(p, " For %s one half of the futures puts it at %s, the other at %s on %s.",
                      d->options[o].id, low, high, info->path);
    }
    if (corner->n_agree < 2) {
        paragraph_add(p,
                      " For %s the halves of the futures do not even limit the same assumptions.",
                      d->options[o].id);
    }
}

static int
say(struct paragraph *p, int code)
{
    const int this = paragraph_print(p, 0, 2);

    return code == EXIT_GOOD ? this : code;
}

static int
say_how_likely(const struct bh_discovery *d, size_t n, size_t n_soft)
{
    struct paragraph p = {0};
    int code;

    paragraph_add(&p, "- How likely a corner is. Its share of the futures follows from the ranges "
                      "someone wrote down; ");
    if (n == 1) {
        paragraph_add(&p, "the assumption above has %s", n_soft == 1 ? "no firm source" : "one");
    } else {
        paragraph_add(&p, "of the %zu assumptions above %zu ha%s no firm source", n, n_soft,
                      n_soft == 1 ? "s" : "ve");
    }
    paragraph_add(&p, " (assumed, or low confidence). Another range, another share.");
    code = say(&p, EXIT_GOOD);
    paragraph_add(&p, "- Where exactly a corner begins.");
    add_edges(&p, d);
    return say(&p, code);
}

static int
say_what_else_matters(const struct bh_discovery *d, size_t n)
{
    struct paragraph p = {0};
    int code;

    paragraph_add(
        &p,
        "- That the %s%zu assumptions do not matter. A limit is told only when luck among "
        "%zu assumptions would rarely give it (quasi-p at most %.2g), and a corner is a "
        "matter of in or out: what shifts every future a little makes none.",
        n > 0 ? "other " : "", d->n_factors - n, d->n_factors,
        d->settings.significance / (double) d->n_factors);
    code = say(&p, EXIT_GOOD);
    paragraph_add(&p,
                  "- Anything about the %zu numbers of the plan without a range, about the "
                  "thresholds in its conditions, or about assumptions that move together: each is "
                  "drawn by itself.",
                  d->n_fixed);
    return say(&p, code);
}

static int
say_luck_and_goals(const struct bh_discovery *d)
{
    const struct bh_searched_option *option = &d->options[d->shared == SIZE_MAX ? 0 : d->shared];
    struct paragraph p = {0};
    int code;

    if (d->n_replications > 1) {
        char luck[DISCOVER_ROOM];

        discover_share(option->luck, luck);
        paragraph_add(&p,
                      "- What luck does. For %s %s of the variance is between runs of the same "
                      "assumptions, and no corner can explain it.",
                      option->id, luck);
    } else {
        paragraph_add(&p, "- How much is luck. Each scenario ran once; explore --replications 4 "
                          "runs it with other luck.");
    }
    code = say(&p, EXIT_GOOD);
    paragraph_add(&p, "- Whether the goals are the right ones. A corner on a number that feeds a "
                      "goal directly says as much about the goal; --of MEASURE asks for one goal "
                      "alone, --of 'MEASURE < VALUE' for another.");
    return say(&p, code);
}

int
discover_tell_silence(const struct bh_discovery *d)
{
    size_t n_soft;
    const size_t n = count_used(d, &n_soft);
    int code = n > 0 ? put_assumptions(d) : EXIT_GOOD;

    discover_title("What this cannot say");
    if (n > 0 && code == EXIT_GOOD) {
        code = say_how_likely(d, n, n_soft);
    }
    if (code == EXIT_GOOD) {
        code = say_what_else_matters(d, n);
    }
    return code == EXIT_GOOD ? say_luck_and_goals(d) : code;
}
