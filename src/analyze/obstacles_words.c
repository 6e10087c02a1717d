/** @file obstacles_words.c  What an obstacle study says of an option, in sentences.
 *
 *  Layer: analyze.  Only what the numbers bear is said: orders that cannot be told apart are called
 *  so, and an obstacle that saves no more than other luck does is named as such. */
#include <bluehelm/obstacles.h>

#include "base/err.h"
#include "base/text.h"

#include <math.h>

#define MOST_LINES 3        /* sentences of one sort */
#define LEAST_TOGETHER 0.02 /* of the failures, for a pair to be worth a sentence */
#define LEAST_HARM 0.01     /* lower end of the interval of what lifting breaks */
#define NEARLY_ALL 0.95
#define BEHIND 0.25 /* of a pair's failures, for the direction to be told */

/** An option being told of. */
struct telling {
    const struct bh_obstacles *study;
    const struct bh_obstacles_option *option;
    struct bh_text *out;
};

static const char *
title(const struct telling *t, size_t obstacle)
{
    return t->study->obstacles[obstacle].title;
}

static void
add_share(const struct telling *t, size_t n, size_t of)
{
    char text[80];

    bh_results_show_share(bh_obstacles_share(n, of).value, text, sizeof text);
    bh_text_add(t->out, text);
}

/** "\"A\", \"B\" and \"C\"": call for each of `n` names in turn. */
static void
add_name(const struct telling *t, size_t i, size_t n, const char *name)
{
    bh_text_printf(t->out, "%s\"%s\"", i == 0 ? "" : i + 1 == n ? " and " : ", ", name);
}

static void
tell_failures(const struct telling *t)
{
    const struct bh_obstacles_option *o = t->option;

    bh_text_printf(t->out, "Fails in %zu of %zu futures (", o->n_failures, o->n_futures);
    add_share(t, o->n_failures, o->n_futures);
    bh_text_add(t->out, ")");
    if (o->n_failures > 0) {
        bh_text_add(t->out, "; with nothing lifted and other luck ");
        add_share(t, o->by_luck, o->n_failures);
        bh_text_add(t->out, " of these would not");
    }
    bh_text_add(t->out, ".\n");
    if (o->n_broken > 0) {
        bh_text_printf(t->out, "%zu futures could not be run and are left out.\n", o->n_broken);
    }
}

static void
tell_line(const struct telling *t)
{
    const struct bh_obstacles_option *o = t->option;

    if (o->n_steps == 0) {
        bh_text_add(t->out, "No obstacle here saves as many as two failures in a hundred.\n");
        return;
    }
    bh_text_add(t->out, "Lifted one after the other, each time the one that saves most: ");
    for (size_t s = 0; s < o->n_steps; s++) {
        const struct bh_obstacle_step *step = &o->steps[s];

        bh_text_printf(t->out, "%s\"%s\" (", s == 0 ? "" : ", then ", title(t, step->obstacle));
        add_share(t, step->reached, o->n_failures);
        bh_text_add(t->out, s == 0 ? " of the failures" : "");
        if (step->rival != BH_NO_OBSTACLE) {
            bh_text_printf(t->out, "; \"%s\" would do as well here", title(t, step->rival));
        }
        bh_text_add(t->out, ")");
    }
    bh_text_add(t->out, ".\n");
    if (bh_obstacles_share(o->steps[0].reached, o->n_failures).low <=
        bh_obstacles_share(o->by_luck, o->n_failures).value) {
        bh_text_add(t->out, "The first saves no more than other luck does: it is not shown to "
                            "matter.\n");
    }
}

/** The pair with the largest count below `below`; false when none is left. */
static bool
next_pair(const struct telling *t, const size_t *counts, bool is_symmetric, size_t below, size_t *a,
          size_t *b)
{
    const size_t n = t->study->n_obstacles;
    size_t best = 0;

    for (size_t i = 0; i < n; i++) {
        for (size_t j = is_symmetric ? i + 1 : 0; j < n; j++) {
            if (counts[i * n + j] > best && counts[i * n + j] < below) {
                best = counts[i * n + j];
                *a = i;
                *b = j;
            }
        }
    }
    return (double) best >= LEAST_TOGETHER * (double) t->option->n_failures && best > 1;
}

static void
tell_pairs(const struct telling *t)
{
    const struct bh_obstacles_option *o = t->option;
    const size_t n = t->study->n_obstacles;
    size_t below = (size_t) -1, a = 0, b = 0;

    for (int line = 0; line < MOST_LINES && next_pair(t, o->together, true, below, &a, &b);
         line++) {
        const size_t count = o->together[a * n + b];
        const size_t b_behind = o->behind[a * n + b], a_behind = o->behind[b * n + a];
        const size_t front = b_behind >= a_behind ? a : b, back = b_behind >= a_behind ? b : a;
        const double hidden = (double) (b_behind >= a_behind ? b_behind : a_behind);

        add_share(t, count, o->n_failures);
        bh_text_add(t->out, " of the failures need two, saved by ");
        add_name(t, 0, 2, title(t, front));
        add_name(t, 1, 2, title(t, back));
        bh_text_add(t->out, " lifted together and by no single one");
        if (hidden >= BEHIND * (double) count) {
            bh_text_add(t->out, "; in ");
            add_share(t, (size_t) hidden, count);
            bh_text_add(t->out, " of these the second stands behind the first: lifted alone it "
                                "changes nothing");
        }
        bh_text_add(t->out, ".\n");
        below = count;
    }
}

static void
tell_hidden(const struct telling *t)
{
    const struct bh_obstacles_option *o = t->option;

    for (size_t a = 0; a < t->study->n_obstacles; a++) {
        const struct bh_obstacle_alone *alone = &o->alone[a];
        const double unchanged = (double) alone->unchanged;

        if (alone->plays_part && o->n_failures > 0 &&
            unchanged >= NEARLY_ALL * (double) o->n_failures) {
            bh_text_printf(t->out, "Lifting \"%s\" alone changes nothing at all in ", title(t, a));
            add_share(t, alone->unchanged, o->n_failures);
            bh_text_add(t->out, " of the failures.\n");
        }
    }
}

static void
tell_harm(const struct telling *t)
{
    const struct bh_obstacles_option *o = t->option;

    for (size_t a = 0; a < t->study->n_obstacles; a++) {
        const struct bh_estimate harm = bh_obstacles_share(o->alone[a].harmed, o->n_tested);

        if (harm.low >= LEAST_HARM) {
            bh_text_printf(t->out, "Lifting \"%s\" breaks ", title(t, a));
            add_share(t, o->alone[a].harmed, o->n_tested);
            bh_text_printf(
                t->out, " of %zu futures that succeed as it is; what they miss then is \"%s\".\n",
                o->n_tested, o->alone[a].broken);
        }
    }
}

static void
tell_rest(const struct telling *t)
{
    const struct bh_obstacles_option *o = t->option;
    const size_t rest = o->n_failures - o->any_saved;
    size_t n_idle = 0, at = 0;

    if (rest > 0) {
        add_share(t, rest, o->n_failures);
        bh_text_add(t->out, " of the failures stay failures whatever is lifted, all obstacles "
                            "together included");
        if (o->most_missed > 0) {
            bh_text_printf(t->out, "; what they still miss most is \"%s\" (%zu of %zu)", o->missed,
                           o->most_missed, rest);
        }
        bh_text_add(t->out, ".\n");
    }
    for (size_t a = 0; a < t->study->n_obstacles; a++) {
        n_idle += !o->alone[a].plays_part;
    }
    for (size_t a = 0; a < t->study->n_obstacles; a++) {
        if (!o->alone[a].plays_part) {
            add_name(t, at++, n_idle, title(t, a));
        }
    }
    if (n_idle > 0) {
        bh_text_printf(t->out, " %s no part in this option.\n", n_idle == 1 ? "plays" : "play");
    }
}

enum bh_status
bh_obstacles_tell(const struct bh_obstacles *obstacles, size_t option, unsigned parts, char **text,
                  struct bh_err *err)
{
    static const struct {
        enum bh_obstacles_part part;
        void (*tell)(const struct telling *);
    } all[] = {
        {BH_TELL_FAILURES, tell_failures}, {BH_TELL_LINE, tell_line}, {BH_TELL_PAIRS, tell_pairs},
        {BH_TELL_HIDDEN, tell_hidden},     {BH_TELL_REST, tell_rest}, {BH_TELL_HARM, tell_harm},
    };
    struct bh_text out = {0};
    const struct telling telling = {obstacles, &obstacles->options[option], &out};

    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        if ((parts & (unsigned) all[i].part) != 0 &&
            (telling.option->n_failures > 0 || all[i].part == BH_TELL_FAILURES ||
             all[i].part == BH_TELL_HARM)) {
            all[i].tell(&telling);
        }
    }
    return bh_text_give(&out, text, err);
}
