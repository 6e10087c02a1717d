/** @file discover.c  In which corner of the assumptions does each option fail?
 *
 *  Layer: analyze.  For each option: constrained PRIM gives a front of boxes, a rule picks one, the
 *  futures inside are set aside, and again. The same search in each half of the futures is tested
 *  on the other half. */
#include <bluehelm/discover.h>

#include "analyze/alternative.h"
#include "analyze/corner.h"
#include "analyze/corner_search.h"
#include "analyze/order.h"
#include "analyze/subject.h"
#include "analyze/together.h"
#include "base/err.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TRIED_FACTORS 6 /* subsets of these are searched */
#define EVER_SIGNIFICANT 0.1

struct bh_discovery_memory {
    struct bh_arena arena;
};

struct work {
    const struct bh_discover_settings *settings;
    struct bh_subject subject;
    struct bh_discovery *out;
    struct bh_searched_option *options;
    struct bh_arena *arena; /* of the answer */
    struct bh_corner_search search;
};

/* ---- what is kept of a corner --------------------------------------------------------------- */

/** Whether the plan's own values keep every limit. */
static bool
holds_plan(const struct work *w, const struct bh_cases *cases, const struct bh_corner_limit *limits,
           size_t n)
{
    bool out = w->subject.file != NULL;

    for (size_t l = 0; l < n; l++) {
        const struct bh_searched_factor *info = &w->subject.info[limits[l].factor];
        const double value = isinf(info->value) ? info->latest + 1 : info->value; /* never */

        out = out && bh_limit_has(&cases->factors[limits[l].factor], &limits[l].limit, value);
    }
    return out;
}

/** Counts what each end of a limit leaves out of all cases. */
static void
count_left_out(const struct bh_cases *cases, struct bh_corner_limit *limit)
{
    const struct bh_factor *f = &cases->factors[limit->factor];
    size_t below = 0, above = 0;

    for (size_t i = 0; i < cases->n; i++) {
        const bool is_inside = bh_limit_has(f, &limit->limit, f->values[i]);
        const bool is_below = f->kind != BH_FACTOR_CATEGORY && f->values[i] < limit->limit.low;

        below += is_below;
        above += !is_inside && !is_below;
    }
    limit->below = (double) below / (double) cases->n;
    limit->above = (double) above / (double) cases->n;
}

/** The trajectory on a corner's own factors, and which of its steps the corner is. */
static enum bh_status
keep_trajectory(const struct work *w, const struct bh_cases *cases, const bool *base,
                const struct bh_found_corner *found, size_t wanted_step, struct bh_corner *corner,
                struct bh_err *err)
{
    struct bh_factor factors[BH_DISCOVER_MOST_LIMITS];
    struct bh_corner_limit *limits =
        bh_arena_alloc(w->arena, found->choice.n_factors * sizeof *limits);
    struct bh_cases sub = {.n = cases->n, .is_hit = cases->is_hit, .group = cases->group};
    struct bh_prim_box *box = NULL;
    double p[2 * BH_DISCOVER_MOST_LIMITS];
    enum bh_status st = BH_OK;

    if (limits == NULL) {
        return bh_no_memory(err);
    }
    sub.factors = factors;
    sub.n_factors = found->choice.n_factors;
    for (size_t i = 0; i < sub.n_factors; i++) {
        factors[i] = cases->factors[found->choice.factors[i]];
    }
    BH_TRY(bh_prim_find(&sub, base, &w->settings->prim, &box, err));
    corner->trajectory = box; /* moved */
    if (wanted_step >= box->n_steps) {
        st = bh_fail(err, BH_EINPUT, "no step %zu; this trajectory has steps 1 to %zu", wanted_step,
                     box->n_steps - 1);
        goto done;
    }
    corner->step = wanted_step;
    for (size_t i = 1; i < box->n_steps && wanted_step == 0; i++) {
        if (memcmp(box->steps[i].limits, found->choice.limits,
                   sub.n_factors * sizeof(struct bh_limit)) == 0) {
            corner->step = i; /* the same search gives the same limits, bit for bit */
        }
    }
    const struct bh_prim_step *step = &box->steps[corner->step];
    BH_TRY(bh_prim_quasi_p(&sub, base, box->whole, step->limits, p, err));
    for (size_t i = 0; i < sub.n_factors; i++) {
        limits[i] = (struct bh_corner_limit){.factor = found->choice.factors[i],
                                             .limit = step->limits[i],
                                             .whole = box->whole[i],
                                             .quasi_p = {p[2 * i], p[2 * i + 1]},
                                             .again_by_coverage = (double) NAN,
                                             .again_by_density = (double) NAN};
        count_left_out(cases, &limits[i]);
    }
    corner->holds_plan = holds_plan(w, cases, limits, sub.n_factors);
    corner->limits = limits;
    corner->n_limits = sub.n_factors;
done:
    return st;
}

/** Turns what was found into corners; `base` receives what is outside of all. */
static enum bh_status
keep_corners(const struct work *w, const struct bh_cases *cases, struct bh_found_corner *found,
             size_t n, struct bh_corner_room room, struct bh_searched_option *option,
             struct bh_err *err)
{
    struct bh_corner *corners = bh_arena_alloc(w->arena, (n + 1) * sizeof *corners);
    enum bh_status st = BH_OK;

    if (corners == NULL) {
        return bh_no_memory(err);
    }
    option->corners = corners;
    memset(room.base, true, cases->n);
    for (size_t c = 0; c < n; c++) {
        struct bh_limit limits[BH_DISCOVER_MOST_LIMITS];
        struct bh_prim_choice taken = found[c].choice;

        option->n_corners = c + 1;
        corners[c].front = found[c].front; /* moved */
        found[c].front = NULL;
        BH_TRY(keep_trajectory(w, cases, room.base, &found[c], c == 0 ? w->settings->step : 0,
                               &corners[c], err));
        for (size_t i = 0; i < corners[c].n_limits; i++) {
            limits[i] = corners[c].limits[i].limit;
        }
        taken.limits = limits;
        corners[c].inside = bh_corner_set_aside(cases, &taken, room);
    }
    option->elsewhere = bh_cases_tally(cases, room.base);
done:
    return st;
}

/* ---- one option ----------------------------------------------------------------------------- */

/** How often the limits of the first corner come again in random halves. */
static enum bh_status
resample(const struct work *w, const struct bh_cases *cases, struct bh_searched_option *option,
         struct bh_err *err)
{
    struct bh_corner *corner = option->corners;
    double *by_coverage, *by_density;
    enum bh_status st = BH_OK;

    if (w->settings->n_resamples == 0 || option->n_corners == 0) {
        return BH_OK;
    }
    by_coverage = malloc(2 * cases->n_factors * sizeof *by_coverage);
    if (by_coverage == NULL) {
        return bh_no_memory(err);
    }
    by_density = by_coverage + cases->n_factors;
    const struct bh_prim_resampling asked = {
        .coverage = (double) corner->inside.k / (double) option->whole.k,
        .density = (double) corner->inside.k / (double) corner->inside.n,
        .n = w->settings->n_resamples,
        .seed = w->settings->seed,
    };
    BH_TRY(bh_prim_resample(cases, &w->settings->prim, &asked, by_coverage, by_density, err));
    for (size_t l = 0; l < corner->n_limits; l++) {
        corner->limits[l].again_by_coverage = by_coverage[corner->limits[l].factor];
        corner->limits[l].again_by_density = by_density[corner->limits[l].factor];
    }
done:
    free(by_coverage);
    return st;
}

static enum bh_status
search_option(struct work *w, const struct bh_cases *cases, struct bh_corner_room room,
              struct bh_searched_option *option, struct bh_err *err)
{
    struct bh_found_corner found[BH_DISCOVER_MOST_CORNERS] = {{0}};
    size_t n_found = 0;
    enum bh_status st = BH_OK;

    BH_TRY(bh_corner_search(&w->search, cases, room, found, &n_found, err));
    BH_TRY(keep_corners(w, cases, found, n_found, room, option, err));
    BH_TRY(bh_corner_test(&w->search, cases, room, option, err));
    BH_TRY(resample(w, cases, option, err));
done:
    bh_corner_free(found);
    return st;
}

/** Mean variance inside groups of at least two cases (n - 1 in the denominator), over p (1 - p). */
static double
share_of_luck(const struct bh_cases *cases, struct bh_tally whole)
{
    double within = 0;
    size_t n_groups = 0;

    for (size_t i = 0, next; cases->group != NULL && i < cases->n; i = next) {
        struct bh_tally t = {0, 0};

        for (next = i; next < cases->n && cases->group[next] == cases->group[i]; next++) {
            t.n++;
            t.k += cases->is_hit[next];
        }
        if (t.n > 1) {
            within += (double) t.k * (double) (t.n - t.k) / ((double) t.n * (double) (t.n - 1));
            n_groups++;
        }
    }
    const double p = (double) whole.k / (double) whole.n;
    return n_groups == 0 ? (double) NAN : fmin(within / (double) n_groups / (p * (1 - p)), 1);
}

/** Searches by the method asked for. */
static enum bh_status
apply_method(struct work *w, size_t number, const struct bh_subject_cases *found,
             struct bh_corner_room room, struct bh_searched_option *option, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    switch (w->settings->method) {
    case BH_DISCOVER_PRIM:
        BH_TRY(search_option(w, &found->cases, room, option, err));
        return bh_subject_goals(&w->subject, number, found, option, w->arena, err);
    case BH_DISCOVER_CART:
        return bh_alternative_tree(w->settings, &found->cases, option, err);
    case BH_DISCOVER_STACK:
        return bh_stack_make(&found->cases, w->settings->most_limits, BH_STACK_EQUAL_COUNTS,
                             &option->stack, err);
    }
done:
    return st;
}

static enum bh_status
read_option(struct work *w, size_t number, struct bh_searched_option *option, struct bh_err *err)
{
    struct bh_subject_cases found;
    struct bh_arena arena;
    struct bh_corner_room room;
    enum bh_status st = BH_OK;

    bh_arena_init(&arena);
    BH_TRY(bh_subject_cases(&w->subject, number, &arena, &found, err));
    room.base = bh_arena_alloc(&arena, found.cases.n);
    room.scratch = bh_arena_alloc(&arena, found.cases.n);
    if (room.base == NULL || room.scratch == NULL) {
        st = bh_no_memory(err);
        goto done;
    }
    memset(room.base, true, found.cases.n);
    option->n_dropped = found.n_dropped;
    option->whole = bh_cases_tally(&found.cases, room.base);
    option->elsewhere = option->whole;
    option->luck = share_of_luck(&found.cases, option->whole);
    if (!bh_cases_have_both(&found.cases)) { /* as in an unfinished study: nothing to tell apart */
        goto done;
    }
    BH_TRY(bh_cases_check(&found.cases, err));
    found.cases.order = bh_order_all(&found.cases, &arena);
    if (found.cases.order == NULL) {
        st = bh_no_memory(err);
        goto done;
    }
    st = apply_method(w, number, &found, room, option, err);
done:
    bh_arena_fini(&arena);
    return bh_err_wrap(err, st, "option %s", option->id);
}

/* ---- the whole answer ----------------------------------------------------------------------- */

static enum bh_status
check_settings(const struct bh_discover_settings *s, struct bh_err *err)
{
    if (!(s->significance > 0 && s->significance <= 1)) {
        return bh_fail(err, BH_EINPUT, "a significance of %g; want 0 < s <= 1", s->significance);
    }
    if (s->most_corners < 1 || s->most_corners > BH_DISCOVER_MOST_CORNERS) {
        return bh_fail(err, BH_EINPUT, "%zu corners; want 1 to %d", s->most_corners,
                       BH_DISCOVER_MOST_CORNERS);
    }
    if (s->most_limits < 1 || s->most_limits > BH_DISCOVER_MOST_LIMITS) {
        return bh_fail(err, BH_EINPUT, "%zu limits; want 1 to %d", s->most_limits,
                       BH_DISCOVER_MOST_LIMITS);
    }
    return BH_OK;
}

static enum bh_status
search_all(struct work *w, const size_t *numbers, struct bh_err *err)
{
    struct bh_discovery *out = w->out;
    enum bh_status st = BH_OK;
    size_t n = 0;

    w->search.settings = w->settings;
    w->search.constraint = (struct bh_prim_constraint){
        .ever = EVER_SIGNIFICANT,
        .keep = w->settings->significance / (double) w->subject.n_factors,
        .most_factors = TRIED_FACTORS,
        .most_limits = w->settings->most_limits,
    };
    for (size_t o = 0; o < out->n_options; o++) {
        BH_TRY(read_option(w, numbers[o], &w->options[o], err));
        n += w->options[o].whole.n;
    }
    if (n == 0) {
        return bh_fail(err, BH_EINPUT, "no futures in these results yet");
    }
    st = bh_together_find(&w->subject, numbers, out, w->arena, err);
done:
    return st;
}

/** The options asked for; *numbers is theirs in the file. */
static enum bh_status
make_options(struct work *w, size_t **numbers, struct bh_err *err)
{
    const struct bh_store_study *study = bh_store_study(w->subject.file);
    struct bh_discovery *out = w->out;
    enum bh_status st = BH_OK;

    w->options = bh_arena_alloc(w->arena, study->n_options * sizeof *w->options);
    *numbers = bh_arena_alloc(w->arena, study->n_options * sizeof **numbers);
    if (w->options == NULL || *numbers == NULL) {
        return bh_no_memory(err);
    }
    for (size_t o = 0; o < study->n_options; o++) {
        if (w->settings->option == NULL || strcmp(w->settings->option, study->options[o].id) == 0) {
            w->options[out->n_options] = (struct bh_searched_option){
                .id = bh_arena_strdup(w->arena, study->options[o].id),
                .title = bh_arena_strdup(w->arena, study->options[o].title)};
            (*numbers)[out->n_options++] = o;
        }
    }
    out->options = w->options;
    if (out->n_options == 0) {
        st = bh_subject_unknown_option(&w->subject, w->settings->option, err);
    }
    return st;
}

static void
copy_study(struct work *w)
{
    const struct bh_store_study *s = bh_store_study(w->subject.file);
    struct bh_discovery *out = w->out;

    out->title = bh_arena_strdup(w->arena, s->plan_title);
    out->currency = bh_arena_strdup(w->arena, s->currency);
    out->start = bh_arena_strdup(w->arena, s->start);
    out->plan_hash = bh_arena_printf(w->arena, "%016llx", (unsigned long long) s->plan_hash);
    out->seed = s->seed;
    out->is_complete = bh_store_is_complete(w->subject.file);
    out->is_plan = true;
    out->n_replications = s->n_replications;
    for (size_t i = 0; i < s->n_givens; i++) {
        out->n_fixed += isnan(s->givens[i].low) ? 1 : 0;
    }
}

static enum bh_status
make_work(struct work *w, const struct bh_discover_settings *settings, struct bh_err *err)
{
    *w = (struct work){.settings = settings, .out = calloc(1, sizeof *w->out)};
    if (w->out == NULL || (w->out->memory = calloc(1, sizeof *w->out->memory)) == NULL) {
        free(w->out);
        w->out = NULL;
        return bh_no_memory(err);
    }
    w->arena = &w->out->memory->arena;
    bh_arena_init(w->arena);
    w->out->settings = *settings;
    w->out->shared = SIZE_MAX;
    return check_settings(settings, err);
}

/** Hands the answer over, or frees it. */
static enum bh_status
finish(struct work *w, enum bh_status st, struct bh_discovery **out)
{
    if (st == BH_OK) {
        w->out->factors = w->subject.info;
        w->out->n_factors = w->subject.n_factors;
        *out = w->out;
        w->out = NULL;
    }
    bh_discovery_free(w->out);
    return st;
}

struct bh_discover_settings
bh_discover_defaults(void)
{
    struct bh_prim_settings prim = bh_prim_defaults();

    prim.goes_on = true;
    return (struct bh_discover_settings){.prim = prim,
                                         .significance = 0.05,
                                         .most_corners = 2,
                                         .most_limits = 3,
                                         .leaf_min = 0.05,
                                         .seed = 1};
}

enum bh_status
bh_discover(const char *results, const struct bh_discover_settings *settings,
            struct bh_discovery **out, struct bh_err *err)
{
    struct work w;
    size_t *numbers = NULL;
    enum bh_status st = make_work(&w, settings, err);

    if (st != BH_OK) {
        return finish(&w, st, out);
    }
    st = bh_subject_open(results, settings, w.arena, &w.subject, err);
    if (st != BH_OK) {
        return finish(&w, st, out);
    }
    copy_study(&w);
    bh_subject_words(&w.subject, settings->of, &w.out->of, &w.out->of_many);
    BH_TRY(make_options(&w, &numbers, err));
    BH_TRY(search_all(&w, numbers, err));
done:
    bh_subject_close(&w.subject);
    return finish(&w, st, out);
}

enum bh_status
bh_discover_csv(const char *x, const char *y, const struct bh_discover_settings *settings,
                struct bh_discovery **out, struct bh_err *err)
{
    static const size_t first = 0;
    struct work w;
    enum bh_status st = make_work(&w, settings, err);

    if (st != BH_OK) {
        return finish(&w, st, out);
    }
    st = bh_subject_open_csv(x, y, settings, w.arena, &w.subject, err);
    if (st != BH_OK) {
        return finish(&w, st, out);
    }
    w.options = bh_arena_alloc(w.arena, sizeof *w.options);
    if (w.options == NULL) {
        st = bh_no_memory(err);
        goto done;
    }
    w.options[0].id = w.options[0].title = bh_arena_strdup(w.arena, y);
    w.out->title = bh_arena_strdup(w.arena, x);
    bh_subject_words(&w.subject, settings->of, &w.out->of, &w.out->of_many);
    w.out->currency = w.out->start = w.out->plan_hash = "";
    w.out->is_complete = true;
    w.out->n_replications = 1;
    w.out->options = w.options;
    w.out->n_options = 1;
    BH_TRY(search_all(&w, &first, err));
done:
    bh_subject_close(&w.subject);
    return finish(&w, st, out);
}

void
bh_discovery_free(struct bh_discovery *discovery)
{
    if (discovery == NULL) {
        return;
    }
    for (size_t o = 0; o < discovery->n_options; o++) {
        for (size_t c = 0; c < discovery->options[o].n_corners; c++) {
            bh_prim_free(discovery->options[o].corners[c].trajectory);
            bh_prim_front_free(discovery->options[o].corners[c].front);
        }
        bh_cart_free(discovery->options[o].tree);
        bh_stack_free(discovery->options[o].stack);
    }
    bh_arena_fini(&discovery->memory->arena);
    free(discovery->memory);
    free(discovery);
}
