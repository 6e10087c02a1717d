/** @file together.c  Whether options fail in the same futures.
 *
 *  Layer: analyze.  Options share scenarios and luck, so a future can be asked of all of them: does
 *  each fail, does none, or does the choice of option decide? */
#include "analyze/together.h"

#include "analyze/corner.h"
#include "base/err.h"

#include <stdlib.h>
#include <string.h>

enum { MISSED, HIT, ABSENT }; /* a future of interest or not, or not run for this option */

struct work {
    struct bh_subject *subject;
    struct bh_discovery *out;
    struct bh_arena *arena;
    uint64_t *keys; /* [n] futures of the first option */
    size_t n;
    uint8_t *states; /* [n_options * n] */
};

/** Of the options with a corner, the one that has least of interest. */
static size_t
find_shared(const struct bh_discovery *d)
{
    size_t best = SIZE_MAX;

    for (size_t o = 0; o < d->n_options; o++) {
        const struct bh_tally t = d->options[o].whole;

        if (d->options[o].n_corners > 0 &&
            (best == SIZE_MAX || (double) t.k * (double) d->options[best].whole.n <
                                     (double) d->options[best].whole.k * (double) t.n)) {
            best = o;
        }
    }
    return best;
}

/** Takes the first option's futures as the ones all are asked for. */
static bool
make_states(struct work *w, const struct bh_subject_cases *first)
{
    w->n = first->cases.n;
    w->keys = malloc((w->n + 1) * sizeof *w->keys);
    w->states = malloc(w->n * w->out->n_options + 1);
    if (w->keys == NULL || w->states == NULL) {
        return false;
    }
    memcpy(w->keys, first->keys, w->n * sizeof *w->keys);
    memset(w->states, ABSENT, w->n * w->out->n_options);
    return true;
}

static void
note_states(struct work *w, const struct bh_subject_cases *found, size_t option)
{
    uint8_t *states = w->states + option * w->n;

    for (size_t i = 0, at = 0; i < found->cases.n; i++) {
        while (at < w->n && w->keys[at] < found->keys[i]) {
            at++;
        }
        if (at < w->n && w->keys[at] == found->keys[i]) {
            states[at] = found->cases.is_hit[i] ? HIT : MISSED;
        }
    }
}

static enum bh_status
count_shared(struct work *w, const struct bh_subject_cases *found,
             struct bh_searched_option *option, struct bh_err *err)
{
    const struct bh_corner *corner = &w->out->options[w->out->shared].corners[0];
    struct bh_tally *counts = bh_arena_alloc(w->arena, 2 * sizeof *counts);

    if (counts == NULL) {
        return bh_no_memory(err);
    }
    for (size_t i = 0; i < found->cases.n; i++) {
        struct bh_tally *at = &counts[bh_corner_has(&found->cases, corner, i) ? 0 : 1];

        at->n++;
        at->k += found->cases.is_hit[i];
    }
    option->in_shared = counts;
    return BH_OK;
}

static enum bh_status
ask_option(struct work *w, size_t number, size_t o, struct bh_err *err)
{
    struct bh_subject_cases found;
    struct bh_arena arena;
    enum bh_status st = BH_OK;

    bh_arena_init(&arena);
    BH_TRY(bh_subject_cases(w->subject, number, &arena, &found, err));
    if (o == 0 && !make_states(w, &found)) {
        st = bh_no_memory(err);
        goto done;
    }
    note_states(w, &found, o);
    if (w->out->shared != SIZE_MAX) {
        BH_TRY(count_shared(w, &found, &w->out->options[o], err));
    }
done:
    bh_arena_fini(&arena);
    return st;
}

/** Futures in which the options but `left_out` agree. */
static size_t
count_agreed(const struct work *w, size_t left_out, struct bh_together *out)
{
    const size_t n_options = w->out->n_options;
    size_t agreed = 0;

    out->n = out->all = out->none = 0;
    for (size_t i = 0; i < w->n; i++) {
        size_t n[3] = {0, 0, 0};

        for (size_t o = 0; o < n_options; o++) {
            n[w->states[o * w->n + i]] += o != left_out;
        }
        out->n += n[ABSENT] == 0;
        out->all += n[ABSENT] == 0 && n[MISSED] == 0;
        out->none += n[ABSENT] == 0 && n[HIT] == 0;
    }
    agreed = out->all + out->none;
    return agreed;
}

static void
find_odd_one(const struct work *w, struct bh_together *out)
{
    struct bh_together unused;

    count_agreed(w, SIZE_MAX, out);
    out->odd_one = 0;
    out->without_odd_one = 0;
    for (size_t o = 0; o < w->out->n_options && w->out->n_options > 2; o++) {
        const size_t agreed = count_agreed(w, o, &unused);

        if (agreed > out->without_odd_one) {
            out->without_odd_one = agreed;
            out->odd_one = o;
        }
    }
}

enum bh_status
bh_together_find(struct bh_subject *subject, const size_t *numbers, struct bh_discovery *out,
                 struct bh_arena *arena, struct bh_err *err)
{
    struct work w = {.subject = subject, .out = out, .arena = arena};
    enum bh_status st = BH_OK;

    if (out->n_options < 2) {
        return BH_OK;
    }
    out->shared = find_shared(out);
    for (size_t o = 0; o < out->n_options; o++) {
        BH_TRY(ask_option(&w, numbers[o], o, err));
    }
    find_odd_one(&w, &out->together);
done:
    free(w.keys);
    free(w.states);
    return st;
}
