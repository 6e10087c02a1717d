/** @file prim_constrained.c  PRIM on subsets of the factors that matter.
 *
 *  Layer: analyze.  The free trajectory says which factors ever carry a limit that luck would not
 *  give. PRIM then runs on every subset of them; of all steps whose limits all hold, those no other
 *  beats in coverage, density and fewness of limits remain. Quasi-p is asked only of steps that no
 *  kept box beats already, which are few. */
#include <bluehelm/prim.h>

#include "base/arena.h"
#include "base/err.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST_FACTORS 16

struct bh_prim_front_memory {
    struct bh_arena arena;
    struct bh_prim_choice *choices;
    size_t n, room;
};

struct work {
    const struct bh_cases *cases;
    const bool *base;
    const struct bh_prim_settings *settings;
    const struct bh_prim_constraint *constraint;
    struct bh_prim_front_memory *memory;
    size_t tried[MOST_FACTORS]; /* factors, ascending */
    size_t n_tried;
};

double
bh_prim_separation(size_t n, size_t k, size_t n_all, size_t k_all)
{
    assert(k_all > 0 && n_all > k_all);
    return (double) k / (double) k_all - (double) (n - k) / (double) (n_all - k_all);
}

/* ---- which factors matter ------------------------------------------------------------------- */

/** Least quasi-p of each factor over a trajectory. `p` is [2 n_factors], `least` [n_factors]. */
static enum bh_status
least_quasi_p(const struct work *w, const struct bh_prim_box *box, double *p, double *least,
              struct bh_err *err)
{
    enum bh_status st = BH_OK;

    for (size_t f = 0; f < w->cases->n_factors; f++) {
        least[f] = (double) INFINITY;
    }
    for (size_t i = 1; i < box->n_steps; i++) {
        BH_TRY(bh_prim_quasi_p(w->cases, w->base, box->whole, box->steps[i].limits, p, err));
        for (size_t side = 0; side < 2 * w->cases->n_factors; side++) {
            if (p[side] >= 0) {
                least[side / 2] = fmin(least[side / 2], p[side]);
            }
        }
    }
done:
    return st;
}

/** Lowers `least` by what each factor shows alone, one limit taken for the whole change. Where many
 *  factors matter little, the free trajectory limits many at once and none of them clearly. */
static enum bh_status
screen(const struct work *w, double *least, struct bh_err *err)
{
    struct bh_cases alone = *w->cases;
    enum bh_status st = BH_OK;

    alone.n_factors = 1;
    for (size_t f = 0; f < w->cases->n_factors; f++) {
        struct bh_prim_box *box = NULL;

        alone.factors = &w->cases->factors[f];
        alone.order = w->cases->order == NULL ? NULL : &w->cases->order[f];
        BH_TRY(bh_prim_find(&alone, w->base, w->settings, &box, err));
        for (size_t i = 1; i < box->n_steps; i++) {
            const struct bh_prim_step *s = &box->steps[i];

            least[f] = fmin(least[f], bh_binomial_tail(s->k, s->n, box->steps[0].density));
        }
        bh_prim_free(box);
    }
done:
    return st;
}

/** Takes the factors of least quasi-p, then puts them in order of position. */
static void
choose_tried(struct work *w, double *least)
{
    for (w->n_tried = 0; w->n_tried < w->constraint->most_factors; w->n_tried++) {
        size_t best = 0;

        for (size_t f = 1; f < w->cases->n_factors; f++) {
            best = least[f] < least[best] ? f : best;
        }
        if (!(least[best] <= w->constraint->ever)) {
            break;
        }
        least[best] = (double) INFINITY;
        size_t at = w->n_tried;
        for (; at > 0 && w->tried[at - 1] > best; at--) {
            w->tried[at] = w->tried[at - 1];
        }
        w->tried[at] = best;
    }
}

static enum bh_status
find_tried(struct work *w, struct bh_err *err)
{
    const size_t n_factors = w->cases->n_factors;
    double *p = malloc(3 * n_factors * sizeof *p);
    struct bh_prim_box *box = NULL;
    enum bh_status st = BH_OK;

    if (p == NULL) {
        return bh_no_memory(err);
    }
    BH_TRY(bh_prim_find(w->cases, w->base, w->settings, &box, err));
    BH_TRY(least_quasi_p(w, box, p, p + 2 * n_factors, err));
    BH_TRY(screen(w, p + 2 * n_factors, err));
    choose_tried(w, p + 2 * n_factors);
done:
    bh_prim_free(box);
    free(p);
    return st;
}

/* ---- the front ------------------------------------------------------------------------------ */

/** Whether `a` is at least as good as `b` in all three. */
static bool
beats(const struct bh_prim_choice *a, const struct bh_prim_choice *b)
{
    return a->coverage >= b->coverage && a->density >= b->density && a->n_factors <= b->n_factors;
}

static bool
is_beaten(const struct bh_prim_front_memory *front, const struct bh_prim_choice *choice)
{
    for (size_t i = 0; i < front->n; i++) {
        if (beats(&front->choices[i], choice)) {
            return true;
        }
    }
    return false;
}

/** Adds a choice and removes those it beats. */
static enum bh_status
add_choice(struct bh_prim_front_memory *front, const struct bh_prim_choice *choice,
           struct bh_err *err)
{
    struct bh_prim_choice kept = *choice;
    size_t n = 0;
    size_t *factors = bh_arena_alloc(&front->arena, choice->n_factors * sizeof *factors);
    struct bh_limit *limits = bh_arena_alloc(&front->arena, choice->n_factors * sizeof *limits);

    if (front->n == front->room) {
        const size_t room = front->room == 0 ? 32 : 2 * front->room;
        struct bh_prim_choice *more = realloc(front->choices, room * sizeof *more);

        if (more == NULL) {
            return bh_no_memory(err);
        }
        front->choices = more;
        front->room = room;
    }
    if (factors == NULL || limits == NULL) {
        return bh_no_memory(err);
    }
    memcpy(factors, choice->factors, choice->n_factors * sizeof *factors);
    memcpy(limits, choice->limits, choice->n_factors * sizeof *limits);
    kept.factors = factors;
    kept.limits = limits;
    for (size_t i = 0; i < front->n; i++) {
        if (!beats(&kept, &front->choices[i])) {
            front->choices[n++] = front->choices[i];
        }
    }
    front->choices[n] = kept;
    front->n = n + 1;
    return BH_OK;
}

/** Whether every limit of a step holds. */
static enum bh_status
holds(const struct work *w, const struct bh_cases *sub, const struct bh_prim_box *box,
      const struct bh_prim_step *step, bool *out, struct bh_err *err)
{
    double p[2 * MOST_FACTORS];
    enum bh_status st = BH_OK;

    BH_TRY(bh_prim_quasi_p(sub, w->base, box->whole, step->limits, p, err));
    *out = true;
    for (size_t side = 0; side < 2 * sub->n_factors; side++) {
        *out = *out && p[side] <= w->constraint->keep;
    }
done:
    return st;
}

/** Offers the steps of one subset of factors. Steps that leave one of them free belong to a smaller
 *  subset. */
static enum bh_status
try_subset(struct work *w, const size_t *factors, size_t n, struct bh_err *err)
{
    struct bh_factor chosen[MOST_FACTORS];
    const uint32_t *order[MOST_FACTORS];
    struct bh_cases sub = *w->cases;
    struct bh_prim_box *box = NULL;
    enum bh_status st = BH_OK;

    for (size_t i = 0; i < n; i++) {
        chosen[i] = w->cases->factors[factors[i]];
        order[i] = w->cases->order == NULL ? NULL : w->cases->order[factors[i]];
    }
    sub.factors = chosen;
    sub.order = w->cases->order == NULL ? NULL : order;
    sub.n_factors = n;
    BH_TRY(bh_prim_find(&sub, w->base, w->settings, &box, err));
    for (size_t i = 1; i < box->n_steps; i++) {
        const struct bh_prim_step *s = &box->steps[i];
        const struct bh_prim_choice choice = {factors,     n,          s->n,    s->k,
                                              s->coverage, s->density, s->mass, s->limits};
        bool is_kept = false;

        if (s->n_restricted < n || is_beaten(w->memory, &choice)) {
            continue;
        }
        BH_TRY(holds(w, &sub, box, s, &is_kept, err));
        if (is_kept) {
            BH_TRY(add_choice(w->memory, &choice, err));
        }
    }
done:
    bh_prim_free(box);
    return st;
}

/** Subsets of `n` of the tried factors, smallest positions first. */
static enum bh_status
try_subsets(struct work *w, size_t n, struct bh_err *err)
{
    size_t place[MOST_FACTORS], factors[MOST_FACTORS];
    enum bh_status st = BH_OK;
    size_t moved = 0;

    for (size_t i = 0; i < n; i++) {
        place[i] = i;
    }
    while (n <= w->n_tried && moved < n) {
        for (size_t i = 0; i < n; i++) {
            factors[i] = w->tried[place[i]];
        }
        BH_TRY(try_subset(w, factors, n, err));
        for (moved = 0; moved < n; moved++) { /* the next subset: move the last that can move */
            const size_t i = n - 1 - moved;

            if (place[i] < w->n_tried - n + i) {
                place[i]++;
                for (size_t j = i + 1; j < n; j++) {
                    place[j] = place[j - 1] + 1;
                }
                break;
            }
        }
    }
done:
    return st;
}

static int
by_limits_then_coverage(const void *a, const void *b)
{
    const struct bh_prim_choice *x = a, *y = b;

    if (x->n_factors != y->n_factors) {
        return x->n_factors < y->n_factors ? -1 : 1;
    }
    if (x->coverage != y->coverage) {
        return x->coverage > y->coverage ? -1 : 1;
    }
    return (x->density < y->density) - (x->density > y->density);
}

static enum bh_status
check_constraint(const struct bh_prim_constraint *c, struct bh_err *err)
{
    if (c->most_factors < 1 || c->most_factors > MOST_FACTORS || c->most_limits < 1 ||
        c->most_limits > c->most_factors) {
        return bh_fail(err, BH_EINPUT,
                       "%zu limits on %zu factors; want 1 to %d factors and no more limits than "
                       "factors",
                       c->most_limits, c->most_factors, MOST_FACTORS);
    }
    return BH_OK;
}

enum bh_status
bh_prim_constrained(const struct bh_cases *cases, const bool *base,
                    const struct bh_prim_settings *settings,
                    const struct bh_prim_constraint *constraint, struct bh_prim_front **out,
                    struct bh_err *err)
{
    struct work w = {cases, base, settings, constraint, NULL, {0}, 0};
    struct bh_prim_front *front = calloc(1, sizeof *front);
    enum bh_status st = BH_OK;

    if (front == NULL || (front->memory = calloc(1, sizeof *front->memory)) == NULL) {
        free(front);
        return bh_no_memory(err);
    }
    w.memory = front->memory;
    bh_arena_init(&w.memory->arena);
    BH_TRY(check_constraint(constraint, err));
    BH_TRY(find_tried(&w, err));
    for (size_t n = 1; n <= constraint->most_limits; n++) {
        BH_TRY(try_subsets(&w, n, err));
    }
    if (w.memory->n > 0) {
        qsort(w.memory->choices, w.memory->n, sizeof *w.memory->choices, by_limits_then_coverage);
    }
    front->choices = w.memory->choices;
    front->n_choices = w.memory->n;
    *out = front;
    front = NULL;
done:
    bh_prim_front_free(front);
    return st;
}

void
bh_prim_front_free(struct bh_prim_front *front)
{
    if (front != NULL) {
        bh_arena_fini(&front->memory->arena);
        free(front->memory->choices);
        free(front->memory);
        free(front);
    }
}
