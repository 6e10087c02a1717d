/** @file nsga2.c  NSGA-II. */
#define BH_LANES 1 /* the scalar form of the portable functions */
#include "explore/nsga2.h"

#include "base/lmath.h"
#include "base/philox_scalar.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Parameters of Deb et al. 2002, section V. */
#define CROSSOVER_CHANCE 0.9
#define CROSSOVER_INDEX 20.0
#define MUTATION_INDEX 20.0
#define SAME 1e-14 /* parents this close in a variable are not crossed in it */

#define SEARCH_STREAM 0xffffff00u /* no quantity's and no assumption's */

/** The random numbers of one individual of one generation. */
struct draws {
    uint32_t seed, generation, individual, at;
};

static double
draw(struct draws *draws)
{
    const uint32_t counter[4] = {draws->at++, SEARCH_STREAM, draws->individual, draws->generation};
    const uint32_t key[2] = {draws->seed, 0};
    uint32_t out[4];

    bh_philox4x32(counter, key, out);
    return bh_philox_uniform(out[1], out[0]);
}

static size_t
draw_below(struct draws *draws, size_t n)
{
    const size_t i = (size_t) (draw(draws) * (double) n);

    return i < n ? i : n - 1;
}

void
bh_nsga2_first(const struct bh_nsga2 *search, double *x)
{
    for (size_t v = 0; v < search->n_variables; v++) {
        struct draws draws = {search->seed, 0, (uint32_t) v, 0};

        for (size_t i = 0; i < search->n; i++) { /* shuffled strata, from the inside out */
            const size_t j = draw_below(&draws, i + 1);

            x[i * search->n_variables + v] = x[j * search->n_variables + v];
            x[j * search->n_variables + v] = (double) i;
        }
        for (size_t i = 0; i < search->n; i++) {
            double *at = &x[i * search->n_variables + v];

            *at = (*at + draw(&draws)) / (double) search->n;
        }
    }
}

/* ---- children ------------------------------------------------------------------------------- */

static bool
is_better(const struct bh_nsga2_rank *a, const struct bh_nsga2_rank *b)
{
    return a->rank < b->rank || (a->rank == b->rank && a->crowding > b->crowding);
}

static size_t
tournament(struct draws *draws, size_t n, const struct bh_nsga2_rank *ranks)
{
    const size_t a = draw_below(draws, n), b = draw_below(draws, n);

    return is_better(&ranks[b], &ranks[a]) ? b : a;
}

/** Spread factor of simulated binary crossover for a parent pair whose nearer bound is at `gap`
 *  (in units of half the parents' distance, counted from the parent). */
static double
spread(double u, double gap)
{
    const double beta = 1 + 2 * gap;
    const double alpha = 2 - bh_pow(beta, -(CROSSOVER_INDEX + 1));
    const double power = 1 / (CROSSOVER_INDEX + 1);

    return u <= 1 / alpha ? bh_pow(u * alpha, power) : bh_pow(1 / (2 - u * alpha), power);
}

static double
inside(double x)
{
    return x < 0 ? 0 : x > 1 ? 1 : x;
}

/** Crosses two parents in one variable. */
static void
cross(struct draws *draws, double a, double b, double *first, double *second)
{
    const double low = a < b ? a : b, high = a < b ? b : a;
    const bool crosses = draw(draws) <= 0.5;
    const double u = draw(draws), swap = draw(draws);

    *first = a;
    *second = b;
    if (!crosses || high - low < SAME) {
        return;
    }
    const double middle = 0.5 * (low + high), half = 0.5 * (high - low);
    const double below = inside(middle - half * spread(u, low / (high - low)));
    const double above = inside(middle + half * spread(u, (1 - high) / (high - low)));

    *first = swap <= 0.5 ? above : below;
    *second = swap <= 0.5 ? below : above;
}

static double
mutate(struct draws *draws, double x, double chance)
{
    const bool mutates = draw(draws) <= chance;
    const double u = draw(draws), power = 1 / (MUTATION_INDEX + 1);

    if (!mutates) {
        return x;
    }
    if (u < 0.5) {
        const double rest = bh_pow(1 - x > 0 ? 1 - x : 1e-300, MUTATION_INDEX + 1);

        return inside(x + bh_pow(2 * u + (1 - 2 * u) * rest, power) - 1);
    }
    const double rest = bh_pow(x > 0 ? x : 1e-300, MUTATION_INDEX + 1);
    return inside(x + 1 - bh_pow(2 * (1 - u) + 2 * (u - 0.5) * rest, power));
}

void
bh_nsga2_children(const struct bh_nsga2 *search, uint32_t generation, const double *x,
                  const struct bh_nsga2_rank *ranks, double *child)
{
    const size_t n = search->n_variables;

    for (size_t i = 0; i + 1 < search->n; i += 2) {
        struct draws draws = {search->seed, generation, (uint32_t) i, 0};
        const double *a = x + tournament(&draws, search->n, ranks) * n;
        const double *b = x + tournament(&draws, search->n, ranks) * n;
        double *first = child + i * n, *second = child + (i + 1) * n;
        const bool crosses = draw(&draws) <= CROSSOVER_CHANCE;

        for (size_t v = 0; v < n; v++) {
            first[v] = a[v];
            second[v] = b[v];
            if (crosses) {
                cross(&draws, a[v], b[v], &first[v], &second[v]);
            }
            first[v] = mutate(&draws, first[v], 1 / (double) n);
            second[v] = mutate(&draws, second[v], 1 / (double) n);
        }
    }
}

/* ---- ranks ---------------------------------------------------------------------------------- */

/** NaN counts as the worst. */
static double
goal(double f)
{
    return isnan(f) ? (double) INFINITY : f;
}

bool
bh_nsga2_dominates(size_t n_goals, const double *a, const double *b)
{
    bool is_somewhere_better = false;

    for (size_t m = 0; m < n_goals; m++) {
        if (goal(a[m]) > goal(b[m])) {
            return false;
        }
        is_somewhere_better = is_somewhere_better || goal(a[m]) < goal(b[m]);
    }
    return is_somewhere_better;
}

/** An individual in order of one goal. */
struct place {
    double f;
    size_t index;
};

static int
by_goal(const void *a, const void *b)
{
    const struct place *x = a, *y = b;

    if (x->f != y->f) {
        return x->f < y->f ? -1 : 1;
    }
    return x->index < y->index ? -1 : x->index > y->index;
}

/** Adds the crowding of goal `m` to the members of one front. */
static void
add_crowding(size_t m, size_t n_goals, const double *f, struct place *front, size_t n,
             struct bh_nsga2_rank *ranks)
{
    for (size_t i = 0; i < n; i++) {
        front[i].f = goal(f[front[i].index * n_goals + m]);
    }
    qsort(front, n, sizeof *front, by_goal);
    const double span = front[n - 1].f - front[0].f;
    ranks[front[0].index].crowding = (double) INFINITY;
    ranks[front[n - 1].index].crowding = (double) INFINITY;
    for (size_t i = 1; i + 1 < n && span > 0 && isfinite(span); i++) {
        ranks[front[i].index].crowding += (front[i + 1].f - front[i - 1].f) / span;
    }
}

bool
bh_nsga2_rank(size_t n, size_t n_goals, const double *f, struct bh_nsga2_rank *ranks)
{
    size_t *n_above = calloc(n + 1, sizeof *n_above); /* individuals not yet ranked that dominate */
    struct place *front = calloc(n + 1, sizeof *front);
    size_t n_ranked = 0;

    for (size_t i = 0; n_above != NULL && front != NULL && i < n; i++) {
        ranks[i] = (struct bh_nsga2_rank){(size_t) -1, 0};
        for (size_t j = 0; j < n; j++) {
            n_above[i] += bh_nsga2_dominates(n_goals, f + j * n_goals, f + i * n_goals);
        }
    }
    for (size_t rank = 0; n_above != NULL && front != NULL && n_ranked < n; rank++) {
        size_t n_front = 0;

        for (size_t i = 0; i < n; i++) {
            if (ranks[i].rank == (size_t) -1 && n_above[i] == 0) {
                front[n_front++].index = i;
            }
        }
        for (size_t k = 0; k < n_front; k++) {
            ranks[front[k].index].rank = rank;
            for (size_t j = 0; j < n; j++) {
                n_above[j] -=
                    ranks[j].rank == (size_t) -1 &&
                    bh_nsga2_dominates(n_goals, f + front[k].index * n_goals, f + j * n_goals);
            }
        }
        for (size_t m = 0; m < n_goals && n_front > 0; m++) {
            add_crowding(m, n_goals, f, front, n_front, ranks);
        }
        n_ranked += n_front;
    }
    const bool good = n_above != NULL && front != NULL;
    free(n_above);
    free(front);
    return good;
}

/** A ranked individual, for sorting. */
struct standing {
    struct bh_nsga2_rank rank;
    size_t index;
};

static int
by_standing(const void *a, const void *b)
{
    const struct standing *x = a, *y = b;

    if (is_better(&x->rank, &y->rank)) {
        return -1;
    }
    if (is_better(&y->rank, &x->rank)) {
        return 1;
    }
    return x->index < y->index ? -1 : x->index > y->index;
}

static int
by_size(const void *a, const void *b)
{
    const size_t *x = a, *y = b;

    return *x < *y ? -1 : *x > *y;
}

bool
bh_nsga2_choose(size_t n, const struct bh_nsga2_rank *ranks, size_t keep, size_t *chosen)
{
    struct standing *all = calloc(n + 1, sizeof *all);

    if (all == NULL) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        all[i] = (struct standing){ranks[i], i};
    }
    qsort(all, n, sizeof *all, by_standing);
    for (size_t i = 0; i < keep; i++) {
        chosen[i] = all[i].index;
    }
    qsort(chosen, keep, sizeof *chosen, by_size);
    free(all);
    return true;
}
