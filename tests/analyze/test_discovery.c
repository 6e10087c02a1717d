/** @file test_discovery.c  PRIM, CART and stacking on cases whose corner is known.
 *
 *  Oracles: planted boxes (the answer is put into the data), symmetries (names, order, mirror),
 *  counts by hand, closed forms of the binomial. Published data are in test_discovery_oracles.c. */
#include "analyze/order.h"
#include "base/philox_scalar.h"
#include "harness.h"

#include <bluehelm/cart.h>
#include <bluehelm/prim.h>
#include <bluehelm/stacking.h>
#include <stdlib.h>

enum { MOST_FACTORS = 12, MOST_CASES = 8000 };

/** Cases that belong to one test. */
struct data {
    double x[MOST_FACTORS][MOST_CASES];
    struct bh_factor factors[MOST_FACTORS];
    bool is_hit[MOST_CASES];
    struct bh_cases cases;
};

static double
uniform(uint32_t seed, uint32_t i, uint32_t j)
{
    const uint32_t counter[4] = {i, j, 0, 0}, key[2] = {seed, 7};
    uint32_t out[4];

    bh_philox4x32(counter, key, out);
    return bh_philox_uniform(out[1], out[0]);
}

static const char *const names[MOST_FACTORS] = {"a", "b", "c", "d", "e", "f",
                                                "g", "h", "i", "j", "k", "l"};
static const char *const levels[] = {"p", "q", "r", "s", "t"};

/** Uniform factors of the given kinds: 'r' in (0, 1), 'i' 0 .. 9, 'c' of five levels. */
static struct data *
make_data(const char *kinds, size_t n, uint32_t seed)
{
    struct data *d = calloc(1, sizeof *d);

    for (size_t f = 0; kinds[f] != '\0'; f++) {
        for (size_t i = 0; i < n; i++) {
            const double u = uniform(seed, (uint32_t) i, (uint32_t) f);

            d->x[f][i] = kinds[f] == 'r' ? u : kinds[f] == 'i' ? floor(10 * u) : floor(5 * u);
        }
        d->factors[f] = (struct bh_factor){.name = names[f],
                                           .kind = kinds[f] == 'r'   ? BH_FACTOR_REAL
                                                   : kinds[f] == 'i' ? BH_FACTOR_INTEGER
                                                                     : BH_FACTOR_CATEGORY,
                                           .values = d->x[f],
                                           .n_levels = kinds[f] == 'c' ? 5 : 0,
                                           .levels = levels};
    }
    d->cases = (struct bh_cases){n, d->factors, strlen(kinds), d->is_hit, NULL, NULL};
    return d;
}

static struct bh_prim_box *
prim(const struct data *d, const bool *base, enum bh_prim_objective objective)
{
    struct bh_prim_settings settings = bh_prim_defaults();
    struct bh_prim_box *box = NULL;
    struct bh_err err = {BH_OK, ""};

    settings.objective = objective;
    if (bh_prim_find(&d->cases, base, &settings, &box, &err) != BH_OK) {
        printf("not ok PRIM: %s\n", err.text);
        exit(1);
    }
    return box;
}

static const struct bh_prim_step *
last_step(const struct bh_prim_box *box)
{
    return &box->steps[box->n_steps - 1];
}

/* ---- planted boxes -------------------------------------------------------------------------- */

/** Of interest: a > 0.6 and b < 0.5 (a fifth of the cases), of six factors. */
static struct data *
planted(uint32_t seed)
{
    struct data *d = make_data("rrrrrr", 4000, seed);

    for (size_t i = 0; i < d->cases.n; i++) {
        d->is_hit[i] = d->x[0][i] > 0.6 && d->x[1][i] < 0.5;
    }
    return d;
}

static void
test_planted(void)
{
    struct data *d = planted(1);
    const struct bh_prim_settings settings = bh_prim_defaults();
    const struct bh_prim_constraint constraint = {0.1, 0.05, 6, 3};
    struct bh_prim_front *front = NULL;
    double best = 0;
    size_t at = 0;

    if (!bh_expect(bh_prim_constrained(&d->cases, NULL, &settings, &constraint, &front, NULL) ==
                       BH_OK,
                   "constrained PRIM runs")) {
        return;
    }
    size_t k = 0;
    for (size_t i = 0; i < d->cases.n; i++) {
        k += d->is_hit[i];
    }
    for (size_t i = 0; i < front->n_choices; i++) {
        const struct bh_prim_choice *c = &front->choices[i];
        const double separation = bh_prim_separation(c->n, c->k, d->cases.n, k);

        at = separation > best ? i : at;
        best = fmax(best, separation);
    }
    const struct bh_prim_choice *c = &front->choices[at];
    bh_expect(c->n_factors == 2 && c->factors[0] == 0 && c->factors[1] == 1,
              "the best box of the front limits the planted factors and no other");
    /* a peel cuts a twentieth of the box: an edge is found to within a twentieth of its side */
    bh_expect(fabs(c->limits[0].low - 0.6) < 0.4 / 20 && fabs(c->limits[1].high - 0.5) < 0.5 / 20,
              "planted edges 0.6 and 0.5 are found at %.3f and %.3f", c->limits[0].low,
              c->limits[1].high);
    bh_expect(best > 0.95, "the planted box separates: %.3f", best);
    for (size_t i = 0; i < front->n_choices; i++) {
        for (size_t j = 0; j < front->n_choices; j++) {
            const struct bh_prim_choice *a = &front->choices[i], *b = &front->choices[j];

            if (i != j && a->coverage >= b->coverage && a->density >= b->density &&
                a->n_factors <= b->n_factors) {
                bh_expect(false, "box %zu of the front beats box %zu", i, j);
            }
        }
    }
    bh_prim_front_free(front);
    free(d);
}

static void
test_integer_and_category(void)
{
    struct data *d = make_data("irc", 4000, 2);
    struct bh_prim_box *box;

    for (size_t i = 0; i < d->cases.n; i++) {
        d->is_hit[i] = d->x[0][i] >= 7 && (d->x[2][i] == 1 || d->x[2][i] == 3);
    }
    box = prim(d, NULL, BH_PRIM_LENIENT1);
    const struct bh_prim_step *last = last_step(box);
    bh_expect(last->coverage == 1 && last->density == 1, "integers and levels: the box is exact");
    bh_expect(last->limits[0].low == 7 && last->limits[0].high == 9, "an integer limit is a value");
    bh_expect(last->limits[2].levels == (1u << 1 | 1u << 3), "the planted levels are left");
    bh_expect(last->n_restricted == 2, "the idle factor has no limit");
    bh_prim_free(box);
    free(d);
}

/** No real factor at all: dropping level q looks best at first ("original" looks at the mean
 *  alone), and is wrong once low integers are gone. A paste must bring it back. */
static void
test_paste_without_reals(void)
{
    struct data *d = make_data("ic", 8000, 3);
    struct bh_prim_box *box;
    bool is_pasted = false;

    for (size_t i = 0; i < d->cases.n; i++) {
        const double u = uniform(33, (uint32_t) i, 0);
        const bool is_high = d->x[0][i] >= 5;

        d->x[1][i] = fmod(d->x[1][i], 2);
        d->is_hit[i] = u < (d->x[1][i] == 0 ? (is_high ? 0.8 : 0.6) : (is_high ? 0.95 : 0.05));
    }
    d->factors[1].n_levels = 2;
    box = prim(d, NULL, BH_PRIM_ORIGINAL);
    for (size_t i = 1; i < box->n_steps; i++) {
        is_pasted = is_pasted || box->steps[i].is_paste;
    }
    bh_expect(is_pasted, "a paste happens when only integers and categories are limited");
    bh_expect(last_step(box)->limits[1].levels == 3,
              "the level that was dropped too early is back");
    bh_prim_free(box);
    free(d);
}

static void
test_trajectory(void)
{
    struct data *d = planted(4);
    struct bh_prim_box *box = prim(d, NULL, BH_PRIM_LENIENT2);
    bool *inside = malloc(d->cases.n);
    size_t wrong = 0, falls = 0;

    for (size_t i = 0; i < box->n_steps; i++) {
        const struct bh_prim_step *s = &box->steps[i];
        size_t k = 0;
        const size_t n = bh_cases_inside(&d->cases, s->limits, inside);

        for (size_t c = 0; c < d->cases.n; c++) {
            k += inside[c] && d->is_hit[c];
        }
        wrong += n != s->n || k != s->k;
        falls += i > 0 && s->density <= box->steps[i - 1].density;
        falls += s->mass < 0.05;
    }
    bh_expect(wrong == 0, "the limits of every step hold its n and k");
    bh_expect(falls == 0, "density rises and mass stays above its least in every step");
    bh_prim_free(box);
    free(inside);
    free(d);
}

/* ---- symmetries ----------------------------------------------------------------------------- */

/** Chance of interest rises with a and falls with b. */
static struct data *
graded(uint32_t seed)
{
    struct data *d = make_data("rrrr", 4000, seed);

    for (size_t i = 0; i < d->cases.n; i++) {
        d->is_hit[i] =
            uniform(55, (uint32_t) i, 0) < 0.1 + 0.8 * d->x[0][i] * d->x[0][i] * (1 - d->x[1][i]);
    }
    return d;
}

/** Whether two trajectories over the same factors in other places are equal up to a step at which
 *  two peels tie: there both have the same n and k. @return that step; the last when there is
 *  none. */
static bool
same_until_tie(const struct bh_prim_box *a, const struct bh_prim_box *b, const size_t *where,
               size_t *tie)
{
    for (size_t i = 0; i < a->n_steps && i < b->n_steps; i++) {
        *tie = i;
        for (size_t f = 0; f < a->n_factors; f++) {
            if (memcmp(&a->steps[i].limits[f], &b->steps[i].limits[where[f]],
                       sizeof(struct bh_limit)) != 0) {
                return a->steps[i].n == b->steps[i].n && a->steps[i].k == b->steps[i].k;
            }
        }
    }
    return a->n_steps == b->n_steps;
}

static bool
same_steps(const struct bh_prim_box *a, const struct bh_prim_box *b, const size_t *where,
           bool is_mirrored)
{
    bool out = a->n_steps == b->n_steps;

    for (size_t i = 0; out && i < a->n_steps; i++) {
        out = a->steps[i].n == b->steps[i].n && a->steps[i].k == b->steps[i].k;
        for (size_t f = 0; out && f < a->n_factors; f++) {
            const struct bh_limit x = a->steps[i].limits[f], y = b->steps[i].limits[where[f]];

            out = is_mirrored ? x.low == -y.high && x.high == -y.low
                              : x.low == y.low && x.high == y.high;
        }
    }
    return out;
}

/** The factors in reversed order and under other names. */
static void
test_order_of_factors(void)
{
    static const size_t reversed[] = {3, 2, 1, 0};
    size_t n_same = 0, n_steps = 0, n_compared = 0;

    for (uint32_t seed = 20; seed < 40; seed++) {
        struct data *d = graded(seed), *other = graded(seed);
        struct bh_prim_box *first = prim(d, NULL, BH_PRIM_LENIENT1), *second;
        size_t tie = 0;

        for (size_t f = 0; f < 4; f++) {
            other->factors[f] = d->factors[3 - f];
            other->factors[f].name = names[8 + f];
        }
        second = prim(other, NULL, BH_PRIM_LENIENT1);
        n_same += same_until_tie(first, second, reversed, &tie);
        n_compared += tie;
        n_steps += first->n_steps - 1;
        bh_prim_free(first);
        bh_prim_free(second);
        free(d);
        free(other);
    }
    bh_expect(n_same == 20 && 3 * n_compared > n_steps,
              "names and order of factors decide nothing but ties (20 samples, %zu of %zu steps)",
              n_compared, n_steps);
}

static void
test_symmetries(void)
{
    static const size_t same[] = {0, 1, 2, 3};
    struct data *d = graded(5), *other = graded(5);
    struct bh_prim_box *first = prim(d, NULL, BH_PRIM_LENIENT1), *second;

    second = prim(other, NULL, BH_PRIM_LENIENT1);
    bh_expect(same_steps(first, second, same, false), "PRIM gives the same twice");
    bh_prim_free(second);
    for (size_t f = 0; f < 4; f++) {
        for (size_t i = 0; i < d->cases.n; i++) {
            other->x[f][i] = -d->x[f][i];
        }
    }
    second = prim(other, NULL, BH_PRIM_LENIENT1);
    bh_expect(same_steps(first, second, same, true), "mirrored factors give mirrored limits");
    bh_prim_free(second);
    for (size_t i = 0; i < d->cases.n; i++) { /* rows backwards */
        for (size_t f = 0; f < 4; f++) {
            other->x[f][i] = d->x[f][d->cases.n - 1 - i];
        }
        other->is_hit[i] = d->is_hit[d->cases.n - 1 - i];
    }
    second = prim(other, NULL, BH_PRIM_LENIENT1);
    bh_expect(same_steps(first, second, same, false), "the order of cases changes nothing");
    bh_prim_free(second);
    bh_prim_free(first);
    free(d);
    free(other);
}

static void
test_second_box(void)
{
    struct data *d = make_data("rrr", 4000, 6);
    bool *inside = malloc(d->cases.n), *base = malloc(d->cases.n), *before = malloc(d->cases.n);
    struct bh_prim_box *first, *second;
    size_t shared = 0;

    for (size_t i = 0; i < d->cases.n; i++) {
        d->is_hit[i] = d->x[0][i] > 0.8 || d->x[1][i] < 0.15;
    }
    memcpy(before, d->is_hit, d->cases.n);
    first = prim(d, NULL, BH_PRIM_LENIENT1);
    bh_cases_inside(&d->cases, last_step(first)->limits, inside);
    for (size_t i = 0; i < d->cases.n; i++) {
        base[i] = !inside[i];
    }
    second = prim(d, base, BH_PRIM_LENIENT1);
    bh_expect(memcmp(before, d->is_hit, d->cases.n) == 0, "the caller's outcome is not written to");
    bh_expect(last_step(second)->density == 1 && last_step(second)->coverage > 0.2,
              "the second box finds the other corner");
    bh_cases_inside(&d->cases, last_step(second)->limits, base);
    for (size_t i = 0; i < d->cases.n; i++) {
        shared += inside[i] && base[i];
    }
    bh_expect(last_step(second)->n <= d->cases.n - last_step(first)->n,
              "the second box counts cases outside the first (they overlap in %zu)", shared);
    bh_prim_free(first);
    bh_prim_free(second);
    free(inside);
    free(base);
    free(before);
    free(d);
}

/* ---- chance --------------------------------------------------------------------------------- */

static void
test_binomial(void)
{
    double worst = 0;

    /* sums of C(10, i)/1024 */
    bh_expect(fabs(bh_binomial_tail(8, 10, 0.5) - 56.0 / 1024) < 1e-15 &&
                  fabs(bh_binomial_tail(3, 10, 0.5) - 968.0 / 1024) < 1e-15,
              "binomial tails of ten tosses");
    bh_expect(bh_binomial_tail(0, 5, 0.3) == 1 && bh_binomial_tail(6, 5, 0.3) == 0 &&
                  bh_binomial_tail(5, 5, 1) == 1 && bh_binomial_tail(1, 5, 0) == 0,
              "binomial tails at their ends");
    for (size_t n = 1; n <= 100000; n = 3 * n + 1) {
        for (int j = 1; j < 20; j++) {
            const size_t h = (size_t) ((double) n * j / 20) + 1;
            const double p = 0.05 * j;

            worst = fmax(
                worst, fabs(bh_binomial_tail(h, n, p) + bh_binomial_tail(n - h + 1, n, 1 - p) - 1));
        }
    }
    bh_expect(worst < 1e-11, "both tails of a binomial make one: off by %.1e at most", worst);
}

/** Ten cases by hand: limit a >= 4 holds cases 4 .. 9. */
static void
test_quasi_p(void)
{
    static const bool is_hit[10] = {0, 1, 0, 0, 1, 1, 0, 1, 1, 1};
    static const double a[10] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    const struct bh_factor factor = {.name = "a", .values = a};
    const struct bh_cases cases = {10, &factor, 1, is_hit, NULL, NULL};
    const struct bh_limit whole = {0, 9, 0}, limit = {4, 9, 0};
    double p[2] = {0, 0};

    bh_expect(bh_prim_quasi_p(&cases, NULL, &whole, &limit, p, NULL) == BH_OK && p[1] == -1,
              "a side without a limit has no quasi-p");
    /* inside 5 of 6, all 6 of 10: P[Bin(6, 0.6) >= 5] = 6 0.6^5 0.4 + 0.6^6 = 0.233280 */
    bh_expect(fabs(p[0] - 0.233280) < 1e-12, "quasi-p by hand: %.6f", p[0]);
}

static void
test_resample(void)
{
    struct data *d = planted(8);
    const struct bh_prim_settings settings = bh_prim_defaults();
    double by_coverage[6], by_density[6], again[6];
    struct bh_prim_box *box = prim(d, NULL, BH_PRIM_LENIENT1);
    const struct bh_prim_step *s = last_step(box);
    const struct bh_prim_resampling asked = {s->coverage, s->density, 10, 1};

    bh_expect(bh_prim_resample(&d->cases, &settings, &asked, by_coverage, by_density, NULL) ==
                      BH_OK &&
                  by_coverage[0] == 1 && by_coverage[1] == 1 && by_density[0] == 1,
              "planted factors are limited in every half");
    bh_expect(by_coverage[3] < 0.5 && by_coverage[4] < 0.5, "idle ones are not");
    bh_expect(bh_prim_resample(&d->cases, &settings, &asked, again, by_density, NULL) == BH_OK &&
                  memcmp(again, by_coverage, sizeof again) == 0,
              "a seed gives the same halves again");
    bh_prim_free(box);
    free(d);
}

/** Nothing but luck: the constrained search with significance/factors must rarely keep a box. */
static void
test_nothing_to_find(void)
{
    const struct bh_prim_settings settings = bh_prim_defaults();
    const struct bh_prim_constraint constraint = {0.1, 0.05 / 10, 6, 3};
    size_t n_found = 0;

    for (uint32_t seed = 100; seed < 140; seed++) {
        struct data *d = make_data("rrrrrrrrrr", 1000, seed);
        struct bh_prim_front *front = NULL;

        for (size_t i = 0; i < d->cases.n; i++) {
            d->is_hit[i] = uniform(seed, (uint32_t) i, 99) < 0.35;
        }
        if (bh_prim_constrained(&d->cases, NULL, &settings, &constraint, &front, NULL) == BH_OK) {
            n_found += front->n_choices > 0;
        }
        bh_prim_front_free(front);
        free(d);
    }
    bh_expect(n_found <= 8, "of 40 samples of pure luck %zu show a corner, at most 8 may", n_found);
}

/* ---- trees ---------------------------------------------------------------------------------- */

/** Every case lies within the limits of its own leaf and of no other. A tree whose limits forget
 *  one side of a category fails here. */
static void
test_cart(void)
{
    struct data *d = make_data("cri", 3000, 9);
    struct bh_cart *tree = NULL, *again = NULL;
    size_t wrong = 0, apart = 0;
    bool *inside = malloc(d->cases.n);

    for (size_t i = 0; i < d->cases.n; i++) {
        const double u = uniform(99, (uint32_t) i, 0);

        d->is_hit[i] = u < (d->x[0][i] == 2                       ? 0.9
                            : d->x[0][i] == 4 && d->x[1][i] < 0.5 ? 0.7
                                                                  : 0.1);
    }
    if (!bh_expect(bh_cart_grow(&d->cases, 0.05, &tree, NULL) == BH_OK &&
                       bh_cart_grow(&d->cases, 0.05, &again, NULL) == BH_OK,
                   "trees grow")) {
        return;
    }
    bh_expect(tree->nodes[0].factor == 0 && tree->nodes[0].level == 2,
              "the level that matters most splits first");
    for (size_t j = 0; j < tree->n_nodes; j++) {
        const struct bh_cart_node *node = &tree->nodes[j];
        size_t k = 0;
        const size_t n = bh_cases_inside(&d->cases, node->limits, inside);

        for (size_t i = 0; i < d->cases.n; i++) {
            const bool is_here = bh_cart_leaf_of(tree, &d->cases, i) == j;

            k += inside[i] && d->is_hit[i];
            wrong += node->factor == BH_CART_LEAF && is_here != inside[i];
        }
        wrong += n != node->n || k != node->k;
        apart += node->n != again->nodes[j].n || node->threshold != again->nodes[j].threshold;
    }
    bh_expect(wrong == 0, "limits of every node hold its cases and no others");
    bh_expect(apart == 0, "a tree grows the same twice");
    bh_cart_free(tree);
    bh_cart_free(again);
    free(inside);
    free(d);
}

/** Sorting by digits against the definition: ascending, ties by number, with the doubles that are
 *  easily put in the wrong place. */
static void
test_order(void)
{
    static const double odd[] = {
        0.0, -0.0, 1e-320, -1e-320, 1e308, -1e308, INFINITY, -INFINITY,
        1,   1,    -1,     -1,      0.5,   3,      2,        1.0000000000000002};
    struct data *d = make_data("r", 5000, 12);
    struct bh_arena arena;
    size_t wrong = 0;

    bh_arena_init(&arena);
    for (size_t i = 0; i < d->cases.n; i++) {
        d->x[0][i] = i < 2000 ? odd[i % 16] : floor(1000 * d->x[0][i]) - 500;
    }
    const uint32_t *const *order = bh_order_all(&d->cases, &arena);
    for (size_t i = 0; order != NULL && i + 1 < d->cases.n; i++) {
        const double a = d->x[0][order[0][i]], b = d->x[0][order[0][i + 1]];

        wrong += a > b || (a == b && order[0][i] >= order[0][i + 1]);
    }
    bh_expect(order != NULL && wrong == 0, "cases are in ascending order, ties by number");
    bh_arena_fini(&arena);
    free(d);
}

/* ---- stacking ------------------------------------------------------------------------------- */

static void
test_stacking(void)
{
    struct data *d = make_data("ricr", 3000, 10);
    struct bh_stack *stack = NULL;
    size_t n = 0, wrong = 0;

    for (size_t i = 0; i < d->cases.n; i++) {
        d->x[1][i] = fmod(d->x[1][i], 3); /* 0, 1, 2 keep bins of their own */
        d->is_hit[i] = d->x[1][i] == 2;
    }
    if (!bh_expect(bh_stack_make(&d->cases, 3, BH_STACK_EQUAL_WIDTHS, &stack, NULL) == BH_OK,
                   "stacking runs")) {
        return;
    }
    bh_expect(stack->axes[0].factor == 1 && fabs(stack->axes[0].importance - 1) < 1e-12,
              "what decides alone has importance 1 and comes first");
    for (size_t r = 0; r < stack->n_rows; r++) {
        for (size_t c = 0; c < stack->n_columns; c++) {
            const struct bh_stack_cell *cell = &stack->cells[r * stack->n_columns + c];
            const bool is_last = r / stack->axes[2].n_bins == 2; /* axis 0 is the outer one */

            n += cell->n;
            wrong += cell->k != (is_last ? cell->n : 0);
        }
    }
    bh_expect(n == d->cases.n && wrong == 0, "cells hold every case, nested as ranked");
    for (size_t a = 0; a < 3; a++) {
        const struct bh_stack_axis *axis = &stack->axes[a];

        if (axis->is_binned) {
            const double width = axis->edges[2] - axis->edges[1];

            bh_expect(fabs(axis->edges[3] - axis->edges[2] - width) < 1e-12 &&
                          fabs(axis->edges[1] - axis->edges[0] - 1.003 * width) < 1e-12,
                      "three equal widths, the lowest edge a thousandth of the range lower");
        }
    }
    bh_stack_free(stack);
    if (bh_expect(bh_stack_make(&d->cases, 4, BH_STACK_EQUAL_COUNTS, &stack, NULL) == BH_OK,
                  "stacking at terciles runs")) {
        size_t in_bin[3] = {0}, per_row[3] = {0};

        for (size_t a = 0; a < 4; a++) {
            for (size_t i = 0; i < d->cases.n && stack->axes[a].is_binned; i++) {
                const double x = d->x[stack->axes[a].factor][i];

                in_bin[(x > stack->axes[a].edges[1]) + (x > stack->axes[a].edges[2])]++;
            }
        }
        for (size_t r = 0; r < stack->n_rows; r++) { /* the outer axis: values 0, 1, 2 */
            for (size_t c = 0; c < stack->n_columns; c++) {
                per_row[r / (stack->n_rows / 3)] += stack->cells[r * stack->n_columns + c].n;
            }
        }
        bh_expect(in_bin[0] == 2000 && in_bin[1] == 2000 && in_bin[2] == 2000,
                  "terciles of 3000 cases hold 1000 each, on both real factors");
        bh_expect(per_row[0] + per_row[1] + per_row[2] == 3000, "no case is lost");
    }
    bh_stack_free(stack);
    free(d);
}

/* ---- bad input ------------------------------------------------------------------------------ */

static void
refuses(const struct data *d, const struct bh_prim_settings *settings, enum bh_status status,
        const char *words, const char *name)
{
    struct bh_prim_box *box = (struct bh_prim_box *) (uintptr_t) 8; /* must stay */
    struct bh_err err = {BH_OK, ""};
    const enum bh_status st = bh_prim_find(&d->cases, NULL, settings, &box, &err);

    bh_expect(st == status && strstr(err.text, words) != NULL && (uintptr_t) box == 8, "%s: \"%s\"",
              name, err.text);
}

static void
test_bad_input(void)
{
    const struct bh_prim_settings good = bh_prim_defaults();
    struct bh_prim_settings bad = good;
    struct data *d = make_data("ric", 100, 11);
    struct bh_prim_box *box;

    refuses(d, &good, BH_EINPUT, "none of the 100", "no case of interest");
    memset(d->is_hit, true, 100);
    refuses(d, &good, BH_EINPUT, "all 100", "every case of interest");
    d->is_hit[0] = false;
    bad.peel_alpha = 0.5;
    refuses(d, &bad, BH_EINPUT, "alpha", "too large a peel");
    bad = good;
    bad.mass_min = 0;
    refuses(d, &bad, BH_EINPUT, "mass", "no least mass");
    d->x[0][41] = NAN;
    refuses(d, &good, BH_EINPUT, "factor a, case 42: no number", "a missing number");
    d->x[0][41] = 0;
    d->x[1][2] = 1.5;
    refuses(d, &good, BH_EINPUT, "factor b, case 3: found 1.5", "an integer that is none");
    d->x[1][2] = 1;
    d->x[2][9] = 5;
    refuses(d, &good, BH_EINPUT, "factor c, case 10: found level 5", "a level that is not there");
    d->x[2][9] = 4;
    d->factors[2].n_levels = 65;
    refuses(d, &good, BH_ELIMIT, "65 levels", "too many levels");
    d->factors[2].n_levels = 5;
    d->cases.n = 1;
    refuses(d, &good, BH_EINPUT, "at least 2", "one case");
    d->cases.n = 100;
    for (size_t i = 0; i < 100; i++) {
        d->x[0][i] = 3;
        d->is_hit[i] = d->x[1][i] > 4;
    }
    box = prim(d, NULL, BH_PRIM_LENIENT1);
    bh_expect(!bh_limit_is_restricted(&d->factors[0], &last_step(box)->limits[0], &box->whole[0]),
              "a constant factor is never limited");
    bh_prim_free(box);
    free(d);
}

int
main(void)
{
    test_planted();
    test_integer_and_category();
    test_paste_without_reals();
    test_trajectory();
    test_order_of_factors();
    test_symmetries();
    test_second_box();
    test_binomial();
    test_quasi_p();
    test_resample();
    test_nothing_to_find();
    test_cart();
    test_order();
    test_stacking();
    test_bad_input();
    return bh_finish();
}
