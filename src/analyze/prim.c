/** @file prim.c  The patient rule induction method: peel, then paste.
 *
 *  Layer: analyze.  Friedman & Fisher (1999), "Bump hunting in high-dimensional data", Statistics
 *  and Computing 9; mixed types and objectives after Kwakkel & Jaxa-Rozen (2016), Environmental
 *  Modelling & Software 79.
 *
 *  Every numeric factor keeps the members of the box sorted by its values. A candidate peel is then
 *  a tail of that list: its quantile is looked up, its cases are counted along the tail. Taking a
 *  peel removes its cases from each list in one pass that keeps the order. So a step costs
 *  O(members x factors), nothing is sorted twice, and the whole trajectory O(cases x factors /
 *  alpha).
 *
 *  Invariant: every list holds the same members; `k` of them are of interest. */
#include <bluehelm/prim.h>

#include "analyze/order.h"
#include "base/arena.h"
#include "base/err.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct bh_prim_memory {
    struct bh_arena arena;
    struct bh_prim_step *steps;
    size_t room;
};

/** Members of the box in ascending order of one factor. */
struct list {
    double *values; /* [n]; NULL for categories */
    uint32_t *ids;  /* [n] */
    uint32_t *base; /* [n_base] the whole base set, for pasting */
};

struct search {
    const struct bh_cases *cases;
    const bool *base;
    const struct bh_prim_settings *settings;
    struct bh_prim_box *box;
    size_t *order;       /* [n_factors] real ones, then integers, then categories */
    struct list *lists;  /* [n_factors] */
    size_t n, k;         /* members, of interest */
    size_t n_base;       /* cases of the base set */
    size_t k_whole;      /* of interest among all cases */
    struct bh_limit *at; /* [n_factors] present limits */
    bool *inside;        /* [cases] */
    uint32_t *broken;    /* [cases] limits a case breaks, for pasting */
    double *scratch;     /* [cases] */
};

/** A change of one limit, and what the box would hold after it. */
struct change {
    size_t factor;
    struct bh_limit limit;
    size_t n, k;
    double score;
    size_t n_free; /* factors without a limit */
};

/* ---- judging -------------------------------------------------------------------------------- */

static double
mean(size_t k, size_t n)
{
    return n == 0 ? 0 : (double) k / (double) n;
}

static double
score_of(const struct search *s, size_t n, size_t k)
{
    const double before = mean(s->k, s->n);
    const double after = mean(k, n);
    const double moved = (double) (n > s->n ? n - s->n : s->n - n);

    switch (s->settings->objective) {
    case BH_PRIM_LENIENT1:
        return after == before ? 0 : (after - before) / moved;
    case BH_PRIM_LENIENT2:
        return after == before ? 0 : (after - before) / moved * (double) n;
    case BH_PRIM_ORIGINAL:
        break;
    }
    return n == 0 ? -1 : after;
}

static bool
is_restricted(const struct search *s, size_t factor, const struct bh_limit *limit)
{
    return bh_limit_is_restricted(&s->cases->factors[factor], limit, &s->box->whole[factor]);
}

static size_t
count_free(const struct search *s)
{
    size_t n = 0;

    for (size_t f = 0; f < s->cases->n_factors; f++) {
        n += !is_restricted(s, f, &s->at[f]);
    }
    return n;
}

/** Keeps the better of two changes; the earlier one when they are equal. */
static void
offer(const struct search *s, size_t n_free, struct change *best, struct change made)
{
    if (s->settings->goes_on && made.n == s->n) {
        return; /* changes nothing, and would hide what lowers the density a little */
    }
    made.score = score_of(s, made.n, made.k);
    made.n_free = n_free + is_restricted(s, made.factor, &s->at[made.factor]) -
                 is_restricted(s, made.factor, &made.limit);
    if (best->factor == SIZE_MAX || made.score > best->score ||
        (made.score == best->score && made.n_free > best->n_free)) {
        *best = made;
    }
}

/** q(v, share) of prim.h; `v` is ascending, n >= 1. */
static double
quantile(const double *v, size_t n, double share)
{
    const double h = (double) (n - 1) * share;
    size_t low = (size_t) floor(h);
    size_t high = (size_t) ceil(h);

    if (share > 0.5) {
        while (low > 0 && v[low] == v[high]) {
            low--;
        }
    } else {
        while (high < n - 1 && v[low] == v[high]) {
            high++;
        }
    }
    return (v[low] + v[high]) / 2;
}

/* ---- peeling -------------------------------------------------------------------------------- */

/** How many of ascending `v` are below `x`, or at it when `at_too`. */
static size_t
count_below(const double *v, size_t n, double x, bool at_too)
{
    size_t low = 0;
    size_t high = n;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;

        if (v[middle] < x || (at_too && v[middle] == x)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static size_t
count_hits(const struct search *s, const uint32_t *ids, size_t from, size_t to)
{
    size_t k = 0;

    for (size_t i = from; i < to; i++) {
        k += s->cases->is_hit[ids[i]];
    }
    return k;
}

/** The peel of a numeric factor from above or from below. */
static struct change
numeric_peel(const struct search *s, size_t factor, bool is_upper)
{
    const struct list *list = &s->lists[factor];
    const bool is_whole = s->cases->factors[factor].kind == BH_FACTOR_INTEGER;
    const double alpha = s->settings->peel_alpha;
    struct change out = {.factor = factor, .limit = s->at[factor]};
    double *end = is_upper ? &out.limit.high : &out.limit.low;
    double q = quantile(list->values, s->n, is_upper ? 1 - alpha : alpha);
    bool is_strict = false;

    if (is_whole) {
        q = trunc(q);
        is_strict = q == *end;
    }
    const size_t cut = count_below(list->values, s->n, q, is_upper != is_strict);
    const size_t from = is_upper ? 0 : cut;
    const size_t to = is_upper ? cut : s->n;

    out.n = to - from;
    out.k = s->k - count_hits(s, list->ids, is_upper ? to : 0, is_upper ? s->n : from);
    *end = q;
    if (is_whole) {
        *end = is_upper ? list->values[to > 0 ? to - 1 : s->n - 1]
                        : list->values[from < s->n ? from : 0];
    }
    return out;
}

/** Drops each level in turn while more than one is left. */
static void
offer_levels(const struct search *s, size_t factor, size_t n_free, struct change *best)
{
    const struct bh_factor *f = &s->cases->factors[factor];
    const uint64_t levels = s->at[factor].levels;
    size_t n[BH_MOST_LEVELS] = {0}, k[BH_MOST_LEVELS] = {0};

    if ((levels & (levels - 1)) == 0) {
        return;
    }
    for (size_t i = 0; i < s->n; i++) {
        const uint32_t id = s->lists[factor].ids[i];
        const size_t level = (size_t) f->values[id];

        n[level]++;
        k[level] += s->cases->is_hit[id];
    }
    for (size_t l = 0; l < f->n_levels; l++) {
        if (levels >> l & 1) {
            const struct bh_limit limit = {.levels = levels & ~(UINT64_C(1) << l)};

            offer(s, n_free, best,
                  (struct change){
                      .factor = factor, .limit = limit, .n = s->n - n[l], .k = s->k - k[l]});
        }
    }
}

static struct change
best_peel(const struct search *s)
{
    const size_t n_free = count_free(s);
    struct change best = {.factor = SIZE_MAX};

    for (size_t i = 0; i < s->cases->n_factors; i++) {
        const size_t f = s->order[i];

        if (s->cases->factors[f].kind == BH_FACTOR_CATEGORY) {
            offer_levels(s, f, n_free, &best);
        } else {
            offer(s, n_free, &best, numeric_peel(s, f, true));
            offer(s, n_free, &best, numeric_peel(s, f, false));
        }
    }
    return best;
}

/** Removes from a list what is no longer inside, keeping the order. */
static void
thin(const struct search *s, struct list *list)
{
    size_t to = 0;

    for (size_t i = 0; i < s->n; i++) {
        const uint32_t id = list->ids[i];

        list->ids[to] = id;
        if (list->values != NULL) {
            list->values[to] = list->values[i];
        }
        to += s->inside[id];
    }
}

static bool
is_within(const struct bh_factor *factor, const struct bh_limit *limit, double x)
{
    return factor->kind == BH_FACTOR_CATEGORY ? (limit->levels >> (unsigned) x & 1) != 0
                                              : x >= limit->low && x <= limit->high;
}

static void
take_peel(struct search *s, const struct change *peel)
{
    const struct bh_factor *f = &s->cases->factors[peel->factor];
    const uint32_t *ids = s->lists[peel->factor].ids;

    for (size_t i = 0; i < s->n; i++) {
        s->inside[ids[i]] = is_within(f, &peel->limit, f->values[ids[i]]);
    }
    for (size_t i = 0; i < s->cases->n_factors; i++) {
        thin(s, &s->lists[i]);
    }
}

/* ---- pasting -------------------------------------------------------------------------------- */

/** Counts the limits each case breaks. */
static void
count_broken(struct search *s)
{
    memset(s->broken, 0, s->cases->n * sizeof *s->broken);
    for (size_t f = 0; f < s->cases->n_factors; f++) {
        const struct bh_factor *factor = &s->cases->factors[f];

        for (size_t i = 0; i < s->cases->n && is_restricted(s, f, &s->at[f]); i++) {
            s->broken[i] += !is_within(factor, &s->at[f], factor->values[i]);
        }
    }
}

/** Which cases of the base set keep every limit but, perhaps, that of `factor`; wants
 *  count_broken. */
static void
mark_others(struct search *s, size_t factor)
{
    const struct bh_factor *f = &s->cases->factors[factor];

    for (size_t i = 0; i < s->cases->n; i++) {
        const uint32_t mine = !is_within(f, &s->at[factor], f->values[i]);

        s->inside[i] = s->broken[i] == mine && (s->base == NULL || s->base[i]);
    }
}

/** What the box would hold with another limit on `factor`; wants mark_others. */
static struct change
counted(const struct search *s, size_t factor, struct bh_limit limit)
{
    const struct bh_factor *f = &s->cases->factors[factor];
    struct change out = {.factor = factor, .limit = limit};

    for (size_t i = 0; i < s->cases->n; i++) {
        if (s->inside[i] && is_within(f, &limit, f->values[i])) {
            out.n++;
            out.k += s->cases->is_hit[i];
        }
    }
    return out;
}

static struct change
numeric_paste(const struct search *s, size_t factor, bool is_upper)
{
    const struct bh_factor *f = &s->cases->factors[factor];
    const struct bh_limit at = s->at[factor];
    const struct bh_limit whole = s->box->whole[factor];
    const double alpha = s->settings->paste_alpha;
    struct bh_limit limit = at;
    size_t n = 0;

    for (size_t i = 0; i < s->n_base; i++) { /* in ascending order */
        const uint32_t id = s->lists[factor].base[i];
        const double x = f->values[id];

        if (s->inside[id] && (is_upper ? x >= at.high : x <= at.low)) {
            s->scratch[n++] = x;
        }
    }
    double q = is_upper ? whole.high : whole.low;
    if (n > 0) {
        q = quantile(s->scratch, n, is_upper ? alpha : 1 - alpha);
    }
    *(is_upper ? &limit.high : &limit.low) = f->kind == BH_FACTOR_INTEGER ? trunc(q) : q;
    return counted(s, factor, limit);
}

/** Adds each missing level in turn. */
static void
offer_missing(const struct search *s, size_t factor, size_t n_free, struct change *best)
{
    const uint64_t missing = s->box->whole[factor].levels & ~s->at[factor].levels;

    for (size_t l = 0; l < BH_MOST_LEVELS; l++) {
        if (missing >> l & 1) {
            const struct bh_limit limit = {.levels = s->at[factor].levels | UINT64_C(1) << l};

            offer(s, n_free, best, counted(s, factor, limit));
        }
    }
}

static struct change
best_paste(struct search *s)
{
    const size_t n_free = count_free(s);
    struct change best = {.factor = SIZE_MAX};

    count_broken(s);
    for (size_t f = 0; f < s->cases->n_factors; f++) {
        if (!is_restricted(s, f, &s->at[f])) {
            continue;
        }
        mark_others(s, f);
        if (s->cases->factors[f].kind == BH_FACTOR_CATEGORY) {
            offer_missing(s, f, n_free, &best);
        } else {
            offer(s, n_free, &best, numeric_paste(s, f, false));
            offer(s, n_free, &best, numeric_paste(s, f, true));
        }
    }
    return best;
}

/* ---- the trajectory ------------------------------------------------------------------------- */

static enum bh_status
keep_step(struct search *s, bool is_paste, struct bh_err *err)
{
    struct bh_prim_memory *memory = s->box->memory;
    const size_t n_factors = s->cases->n_factors;
    struct bh_limit *limits = bh_arena_alloc(&memory->arena, n_factors * sizeof *limits);

    if (s->box->n_steps == memory->room) {
        const size_t room = memory->room == 0 ? 64 : 2 * memory->room;
        struct bh_prim_step *more = realloc(memory->steps, room * sizeof *more);

        if (more == NULL) {
            return bh_no_memory(err);
        }
        memory->steps = more;
        memory->room = room;
        s->box->steps = more;
    }
    if (limits == NULL) {
        return bh_no_memory(err);
    }
    memcpy(limits, s->at, n_factors * sizeof *limits);
    memory->steps[s->box->n_steps++] = (struct bh_prim_step){
        .n = s->n,
        .k = s->k,
        .coverage = (double) s->k / (double) s->k_whole,
        .density = mean(s->k, s->n),
        .mass = (double) s->n / (double) s->cases->n,
        .n_restricted = n_factors - count_free(s),
        .is_paste = is_paste,
        .limits = limits,
    };
    return BH_OK;
}

static bool
is_large_enough(const struct search *s, const struct change *change)
{
    return (double) change->n / (double) s->cases->n >= s->settings->mass_min;
}

static enum bh_status
peel(struct search *s, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    for (;;) {
        const struct change best = s->n > 0 ? best_peel(s) : (struct change){.factor = SIZE_MAX};

        if (best.factor == SIZE_MAX || !is_large_enough(s, &best) || best.n >= s->n ||
            !(best.score > 0 || s->settings->goes_on)) {
            return BH_OK;
        }
        take_peel(s, &best);
        s->at[best.factor] = best.limit;
        s->n = best.n;
        s->k = best.k;
        BH_TRY(keep_step(s, false, err));
    }
done:
    return st;
}

static enum bh_status
paste(struct search *s, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    for (;;) {
        const struct change best = best_paste(s);

        if (best.factor == SIZE_MAX || !is_large_enough(s, &best) || best.n <= s->n ||
            !(best.score > 0) || !(mean(best.k, best.n) > mean(s->k, s->n))) {
            return BH_OK;
        }
        s->at[best.factor] = best.limit;
        s->n = best.n;
        s->k = best.k;
        BH_TRY(keep_step(s, true, err));
    }
done:
    return st;
}

/* ---- setting up ----------------------------------------------------------------------------- */

/** The base set in the order of one factor. `ids` is room for all cases. */
static bool
make_list(struct search *s, struct bh_arena *arena, struct bh_order_entry *room, uint32_t *ids,
          size_t factor)
{
    const struct bh_factor *f = &s->cases->factors[factor];
    const bool is_sorted = f->kind != BH_FACTOR_CATEGORY;
    struct list *list = &s->lists[factor];

    list->ids = bh_arena_alloc(arena, s->n * sizeof *list->ids);
    list->base = bh_arena_alloc(arena, s->n * sizeof *list->base);
    list->values = is_sorted ? bh_arena_alloc(arena, s->n * sizeof *list->values) : NULL;
    if (list->ids == NULL || list->base == NULL || (is_sorted && list->values == NULL)) {
        return false;
    }
    bh_order_write(s->cases, factor, room, ids);
    for (size_t i = 0, n = 0; i < s->cases->n; i++) {
        if (s->base == NULL || s->base[ids[i]]) {
            list->ids[n] = list->base[n] = ids[i];
            if (is_sorted) {
                list->values[n] = f->values[ids[i]];
            }
            n++;
        }
    }
    return true;
}

static bool
make_lists(struct search *s, struct bh_arena *arena)
{
    static const enum bh_factor_kind kinds[] = {BH_FACTOR_REAL, BH_FACTOR_INTEGER,
                                                BH_FACTOR_CATEGORY};
    const size_t n_factors = s->cases->n_factors;
    struct bh_order_entry *room = bh_arena_alloc(arena, 2 * s->cases->n * sizeof *room);
    uint32_t *ids = bh_arena_alloc(arena, s->cases->n * sizeof *ids);
    size_t n = 0;

    s->order = bh_arena_alloc(arena, n_factors * sizeof *s->order);
    s->lists = bh_arena_alloc(arena, n_factors * sizeof *s->lists);
    s->at = bh_arena_alloc(arena, n_factors * sizeof *s->at);
    s->inside = bh_arena_alloc(arena, s->cases->n * sizeof *s->inside);
    s->broken = bh_arena_alloc(arena, s->cases->n * sizeof *s->broken);
    s->scratch = bh_arena_alloc(arena, s->cases->n * sizeof *s->scratch);
    if (room == NULL || ids == NULL || s->order == NULL || s->lists == NULL || s->at == NULL ||
        s->inside == NULL || s->broken == NULL || s->scratch == NULL) {
        return false;
    }
    for (size_t kind = 0; kind < 3; kind++) {
        for (size_t f = 0; f < n_factors; f++) {
            if (s->cases->factors[f].kind == kinds[kind]) {
                s->order[n++] = f;
            }
        }
    }
    for (size_t i = 0; i < s->cases->n; i++) {
        s->n += s->base == NULL || s->base[i];
    }
    s->n_base = s->n;
    for (size_t f = 0; f < n_factors; f++) {
        if (!make_list(s, arena, room, ids, f)) {
            return false;
        }
    }
    s->k = count_hits(s, s->lists[0].ids, 0, s->n);
    return true;
}

static enum bh_status
make_box(struct search *s, struct bh_err *err)
{
    const size_t n_factors = s->cases->n_factors;
    struct bh_prim_box *box = calloc(1, sizeof *box);
    struct bh_limit *whole;

    s->box = box;
    if (box == NULL || (box->memory = calloc(1, sizeof *box->memory)) == NULL) {
        return bh_no_memory(err);
    }
    bh_arena_init(&box->memory->arena);
    whole = bh_arena_alloc(&box->memory->arena, n_factors * sizeof *whole);
    if (whole == NULL) {
        return bh_no_memory(err);
    }
    bh_cases_whole(s->cases, whole);
    memcpy(s->at, whole, n_factors * sizeof *whole);
    box->whole = whole;
    box->n_factors = n_factors;
    return BH_OK;
}

static enum bh_status
check_settings(const struct bh_prim_settings *settings, struct bh_err *err)
{
    if (!(settings->peel_alpha > 0 && settings->peel_alpha < 0.5) ||
        !(settings->paste_alpha > 0 && settings->paste_alpha < 0.5)) {
        return bh_fail(err, BH_EINPUT, "a peel or paste of %g, %g of the box; want 0 < alpha < 0.5",
                       settings->peel_alpha, settings->paste_alpha);
    }
    if (!(settings->mass_min > 0 && settings->mass_min < 1)) {
        return bh_fail(err, BH_EINPUT, "a least mass of %g; want 0 < mass < 1", settings->mass_min);
    }
    return BH_OK;
}

static enum bh_status
check_hits(const struct search *s, struct bh_err *err)
{
    if (s->k_whole == 0) {
        return bh_fail(err, BH_EINPUT,
                       "none of the %zu cases is of interest: there is no corner "
                       "to find",
                       s->cases->n);
    }
    if (s->k_whole == s->cases->n) {
        return bh_fail(err, BH_EINPUT, "all %zu cases are of interest: no corner is different",
                       s->cases->n);
    }
    return BH_OK;
}

struct bh_prim_settings
bh_prim_defaults(void)
{
    return (struct bh_prim_settings){BH_PRIM_LENIENT1, 0.05, 0.05, 0.05, false};
}

enum bh_status
bh_prim_find(const struct bh_cases *cases, const bool *base,
             const struct bh_prim_settings *settings, struct bh_prim_box **out, struct bh_err *err)
{
    struct search s = {.cases = cases, .base = base, .settings = settings};
    struct bh_arena arena;
    enum bh_status st = BH_OK;

    bh_arena_init(&arena);
    BH_TRY(bh_cases_check(cases, err));
    BH_TRY(check_settings(settings, err));
    for (size_t i = 0; i < cases->n; i++) {
        s.k_whole += cases->is_hit[i];
    }
    BH_TRY(check_hits(&s, err));
    if (!make_lists(&s, &arena)) {
        st = bh_no_memory(err);
        goto done;
    }
    BH_TRY(make_box(&s, err));
    BH_TRY(keep_step(&s, false, err));
    BH_TRY(peel(&s, err));
    BH_TRY(paste(&s, err));
    *out = s.box;
    s.box = NULL;
done:
    bh_prim_free(s.box);
    bh_arena_fini(&arena);
    return st;
}

void
bh_prim_free(struct bh_prim_box *box)
{
    if (box != NULL) {
        if (box->memory != NULL) {
            bh_arena_fini(&box->memory->arena);
            free(box->memory->steps);
            free(box->memory);
        }
        free(box);
    }
}
