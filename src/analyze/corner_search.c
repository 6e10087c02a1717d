/** @file corner_search.c  Corners one after the other, and a test of them on other cases. */
#include "analyze/corner_search.h"

#include "analyze/resample.h"
#include "base/err.h"

#include <math.h>
#include <string.h>

#define HALVES 2
#define CONFIRMED 0.05 /* one-sided error of calling a corner confirmed */

/* ---- searching one set of cases ------------------------------------------------------------- */

/** The rule of discover.h. @return NULL when the front is empty. */
static const struct bh_prim_choice *
choose(const struct bh_prim_front *front, struct bh_tally base)
{
    const struct bh_prim_choice *best = NULL;
    double most = 0;

    for (size_t i = 0; i < front->n_choices; i++) {
        const struct bh_prim_choice *c = &front->choices[i];

        most = fmax(most, bh_prim_separation(c->n, c->k, base.n, base.k));
    }
    double best_separation = -1;
    for (size_t i = 0; i < front->n_choices; i++) {
        const struct bh_prim_choice *c = &front->choices[i];
        const double separation = bh_prim_separation(c->n, c->k, base.n, base.k);

        if (separation < most - BH_DISCOVER_SLACK) {
            continue;
        }
        if (best == NULL || c->n_factors < best->n_factors ||
            (c->n_factors == best->n_factors && separation > best_separation)) {
            best = c;
            best_separation = separation;
        }
    }
    return best;
}

/** Marks the cases inside a choice's box. */
static void
mark_inside(const struct bh_cases *cases, const struct bh_prim_choice *choice, bool *inside)
{
    struct bh_factor factors[BH_DISCOVER_MOST_LIMITS];
    struct bh_cases sub = {.n = cases->n};

    for (size_t i = 0; i < choice->n_factors; i++) {
        factors[i] = cases->factors[choice->factors[i]];
    }
    sub.factors = factors;
    sub.n_factors = choice->n_factors;
    bh_cases_inside(&sub, choice->limits, inside);
}

struct bh_tally
bh_cases_tally(const struct bh_cases *cases, const bool *marked)
{
    struct bh_tally out = {0, 0};

    for (size_t i = 0; i < cases->n; i++) {
        out.n += marked[i];
        out.k += marked[i] && cases->is_hit[i];
    }
    return out;
}

struct bh_tally
bh_corner_set_aside(const struct bh_cases *cases, const struct bh_prim_choice *choice,
                    struct bh_corner_room room)
{
    mark_inside(cases, choice, room.scratch);
    for (size_t i = 0; i < cases->n; i++) {
        room.scratch[i] = room.scratch[i] && room.base[i];
        room.base[i] = room.base[i] && !room.scratch[i];
    }
    return bh_cases_tally(cases, room.scratch);
}

enum bh_status
bh_corner_search(const struct bh_corner_search *search, const struct bh_cases *cases,
                 struct bh_corner_room room, struct bh_found_corner *found, size_t *n_found,
                 struct bh_err *err)
{
    bool *const base = room.base;
    enum bh_status st = BH_OK;

    memset(base, true, cases->n);
    const struct bh_tally whole = bh_cases_tally(cases, base);
    for (*n_found = 0; *n_found < search->settings->most_corners; (*n_found)++) {
        struct bh_found_corner *at = &found[*n_found];
        const struct bh_tally rest = bh_cases_tally(cases, base);

        if (rest.k == 0 || rest.k == rest.n) {
            break;
        }
        BH_TRY(bh_prim_constrained(cases, base, &search->settings->prim, &search->constraint,
                                   &at->front, err));
        const struct bh_prim_choice *choice = choose(at->front, rest);
        if (choice == NULL || choice->density <= (double) whole.k / (double) whole.n) {
            break;
        }
        at->choice = *choice;
        bh_corner_set_aside(cases, choice, room);
    }
done:
    return st;
}

void
bh_corner_free(struct bh_found_corner found[BH_DISCOVER_MOST_CORNERS])
{
    for (size_t c = 0; c < BH_DISCOVER_MOST_CORNERS; c++) {
        bh_prim_front_free(found[c].front);
        found[c] = (struct bh_found_corner){NULL, {0}};
    }
}

/* ---- testing on the other half -------------------------------------------------------------- */

struct test {
    struct bh_tally inside[BH_DISCOVER_MOST_CORNERS]; /* of corner c found in the other half */
    struct bh_tally base[BH_DISCOVER_MOST_CORNERS];   /* what corner c was sought among */
    size_t n_agree[BH_DISCOVER_MOST_CORNERS];         /* halves that limit the same factors */
    struct bh_limit least[BH_DISCOVER_MOST_CORNERS][BH_DISCOVER_MOST_LIMITS];
    struct bh_limit most[BH_DISCOVER_MOST_CORNERS][BH_DISCOVER_MOST_LIMITS];
};

bool
bh_cases_have_both(const struct bh_cases *cases)
{
    size_t k = 0;

    for (size_t i = 0; i < cases->n; i++) {
        k += cases->is_hit[i];
    }
    return cases->n >= 2 && k > 0 && k < cases->n;
}

/** Notes how a corner of a half looks beside the one found in all cases. */
static void
note_agreement(const struct bh_corner *corner, const struct bh_prim_choice *choice,
               struct test *out, size_t c)
{
    const bool is_first = out->n_agree[c] == 0;

    if (corner->n_limits != choice->n_factors) {
        return;
    }
    for (size_t l = 0; l < choice->n_factors; l++) {
        if (corner->limits[l].factor != choice->factors[l]) {
            return;
        }
    }
    for (size_t l = 0; l < choice->n_factors; l++) {
        struct bh_limit *least = &out->least[c][l], *most = &out->most[c][l];
        const struct bh_limit limit = choice->limits[l];

        least->low = is_first ? limit.low : fmin(least->low, limit.low);
        least->high = is_first ? limit.high : fmin(least->high, limit.high);
        most->low = is_first ? limit.low : fmax(most->low, limit.low);
        most->high = is_first ? limit.high : fmax(most->high, limit.high);
    }
    out->n_agree[c]++;
}

/** Searches in `train`, counts in `test`. */
static enum bh_status
test_half(const struct bh_corner_search *search, const struct bh_cases *train,
          const struct bh_cases *test, struct bh_corner_room room,
          const struct bh_searched_option *option, struct test *out, struct bh_err *err)
{
    struct bh_found_corner found[BH_DISCOVER_MOST_CORNERS] = {{0}};
    size_t n_found = 0;
    enum bh_status st = BH_OK;

    BH_TRY(bh_corner_search(search, train, room, found, &n_found, err));
    memset(room.base, true, test->n);
    for (size_t c = 0; c < n_found; c++) {
        const struct bh_tally base = bh_cases_tally(test, room.base);
        const struct bh_tally inside = bh_corner_set_aside(test, &found[c].choice, room);

        out->base[c].n += base.n;
        out->base[c].k += base.k;
        out->inside[c].n += inside.n;
        out->inside[c].k += inside.k;
        if (c < option->n_corners) {
            note_agreement(&option->corners[c], &found[c].choice, out, c);
        }
    }
done:
    bh_corner_free(found);
    return st;
}

static bool
is_confirmed(const struct test *test, size_t corner)
{
    const struct bh_tally in = test->inside[corner];
    const struct bh_tally base = test->base[corner];

    return in.n > 0 && bh_binomial_tail(in.k, in.n, (double) base.k / (double) base.n) <= CONFIRMED;
}

/** Writes what the halves say into the corners. */
static void
note_test(const struct test *test, struct bh_searched_option *option)
{
    for (size_t c = 0; c < option->n_corners; c++) {
        struct bh_corner *corner = &option->corners[c];

        corner->unseen = test->inside[c];
        corner->is_confirmed = is_confirmed(test, c);
        corner->n_agree = test->n_agree[c];
        for (size_t l = 0; l < corner->n_limits; l++) {
            corner->limits[l].least = test->least[c][l];
            corner->limits[l].most = test->most[c][l];
        }
    }
}

enum bh_status
bh_corner_test(const struct bh_corner_search *search, const struct bh_cases *cases,
               struct bh_corner_room room, struct bh_searched_option *option, struct bh_err *err)
{
    struct bh_resampler halves[HALVES] = {{0}};
    struct test test = {0};
    enum bh_status st = BH_OK;
    const struct bh_cases *half[HALVES];

    for (size_t h = 0; h < HALVES; h++) {
        BH_TRY(bh_resampler_make(cases, &halves[h], err));
        half[h] = bh_resampler_part(&halves[h], search->settings->seed, 0, HALVES, h);
    }
    for (size_t h = 0; h < HALVES; h++) {
        if (bh_cases_have_both(half[h])) {
            BH_TRY(test_half(search, half[h], half[1 - h], room, option, &test, err));
        }
    }
    note_test(&test, option);
done:
    for (size_t h = 0; h < HALVES; h++) {
        bh_resampler_fini(&halves[h]);
    }
    return st;
}
