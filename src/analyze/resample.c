/** @file resample.c  Parts of the cases, drawn at random, groups whole. */
#include "analyze/resample.h"

#include "base/err.h"
#include "base/philox_scalar.h"

#define DRAW_STREAM UINT32_C(0xd15c0) /* no other use of Philox has it as its second word */

static size_t
number_groups(const struct bh_cases *cases, uint32_t *group_of)
{
    size_t n = 0;

    for (size_t i = 0; i < cases->n; i++) {
        const bool is_new =
            i == 0 || cases->group == NULL || cases->group[i] != cases->group[i - 1];

        n += is_new;
        group_of[i] = (uint32_t) (n - 1);
    }
    return n;
}

enum bh_status
bh_resampler_make(const struct bh_cases *cases, struct bh_resampler *out, struct bh_err *err)
{
    struct bh_arena *arena = &out->arena;
    bool is_complete;

    *out = (struct bh_resampler){.whole = cases};
    bh_arena_init(arena);
    out->factors = bh_arena_alloc(arena, cases->n_factors * sizeof *out->factors);
    out->values = bh_arena_alloc(arena, cases->n_factors * sizeof *out->values);
    out->is_hit = bh_arena_alloc(arena, cases->n * sizeof *out->is_hit);
    out->group = bh_arena_alloc(arena, cases->n * sizeof *out->group);
    out->place = bh_arena_alloc(arena, cases->n * sizeof *out->place);
    out->group_of = bh_arena_alloc(arena, cases->n * sizeof *out->group_of);
    out->number = bh_arena_alloc(arena, cases->n * sizeof *out->number);
    out->is_mine = bh_arena_alloc(arena, cases->n * sizeof *out->is_mine);
    out->order = bh_arena_alloc(arena, cases->n_factors * sizeof *out->order);
    is_complete = out->factors != NULL && out->values != NULL && out->is_hit != NULL &&
                  out->group != NULL && out->place != NULL && out->group_of != NULL &&
                  out->number != NULL && out->is_mine != NULL && out->order != NULL;
    for (size_t f = 0; is_complete && f < cases->n_factors; f++) {
        out->values[f] = bh_arena_alloc(arena, cases->n * sizeof **out->values);
        out->factors[f] = cases->factors[f];
        out->factors[f].values = out->values[f];
        out->order[f] = bh_arena_alloc(arena, cases->n * sizeof **out->order);
        is_complete = out->values[f] != NULL && out->order[f] != NULL;
    }
    if (!is_complete) {
        bh_arena_fini(arena);
        return bh_no_memory(err);
    }
    out->n_groups = number_groups(cases, out->group_of);
    out->part = (struct bh_cases){
        .factors = out->factors,
        .n_factors = cases->n_factors,
        .is_hit = out->is_hit,
        .group = cases->group == NULL ? NULL : out->group,
        .order = cases->order == NULL ? NULL : (const uint32_t *const *) out->order};
    return BH_OK;
}

void
bh_resampler_fini(struct bh_resampler *resampler)
{
    bh_arena_fini(&resampler->arena);
}

/** A whole number below `n` < 2^32. */
static uint32_t
below(uint32_t seed, uint32_t draw, uint32_t i, uint32_t n)
{
    const uint32_t counter[4] = {i, DRAW_STREAM, draw, 0};
    const uint32_t key[2] = {seed, 0};
    uint32_t out[4];

    bh_philox4x32(counter, key, out);
    const uint32_t at = (uint32_t) (bh_philox_uniform(out[1], out[0]) * n);
    return at < n ? at : n - 1;
}

static void
shuffle(struct bh_resampler *r, uint32_t seed, uint32_t draw)
{
    for (size_t i = 0; i < r->n_groups; i++) {
        const uint32_t j = below(seed, draw, (uint32_t) i, (uint32_t) (i + 1));

        r->place[i] = r->place[j];
        r->place[j] = (uint32_t) i;
    }
}

/** The order of the part is that of the whole without the rest. */
static void
take_order(struct bh_resampler *r)
{
    const struct bh_cases *whole = r->whole;

    for (size_t f = 0; whole->order != NULL && f < whole->n_factors; f++) {
        size_t n = 0;

        for (size_t i = 0; i < whole->n; i++) {
            const uint32_t id = whole->order[f][i];

            r->order[f][n] = r->number[id];
            n += r->is_mine[id];
        }
    }
}

const struct bh_cases *
bh_resampler_part(struct bh_resampler *r, uint32_t seed, uint32_t draw, size_t n_parts, size_t part)
{
    const struct bh_cases *whole = r->whole;
    const bool is_rest = part >= n_parts;
    size_t n = 0;

    shuffle(r, seed, draw);
    for (size_t i = 0; i < whole->n; i++) {
        r->is_mine[i] = (r->place[r->group_of[i]] % n_parts == part % n_parts) != is_rest;
        r->number[i] = (uint32_t) n;
        if (!r->is_mine[i]) {
            continue;
        }
        for (size_t f = 0; f < whole->n_factors; f++) {
            r->values[f][n] = whole->factors[f].values[i];
        }
        r->is_hit[n] = whole->is_hit[i];
        r->group[n] = whole->group == NULL ? 0 : whole->group[i];
        n++;
    }
    take_order(r);
    r->part.n = n;
    return &r->part;
}
