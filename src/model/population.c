/** @file population.c  Four concerns of residents, and the legitimacy they add up to.
 *
 *  Layer: model.  Reads security, forces, politics; governance and relief (yesterday's).
 *
 *  After the civilian attitudes of the Athena simulation. Each concern relaxes to a target with
 *  its own time constant, c += (c* - c)/memory:
 *
 *      safety*   = exp(-v/v_ref)                      v incidents per 100 000 and 30 days
 *      quality*  = (services + needs met)/2
 *      autonomy* = weighted mean of the political horizon, the local share of the force, and
 *                  how far the authority, where present, is the residents' own
 *      dignity*  = base - k_foreign (foreign per 1 000) - k_harm (harmed per 1 000 in 30 days)
 *
 *  Legitimacy is the weighted mean of the four. */
#include "base/lmath.h"
#include "model/module.h"

static bh_f64
bounded(bh_f64 x)
{
    return bh_clamp(x, bh_splat(0.0), bh_splat(1.0));
}

/** A concern a day later: `pace` = 1/memory of the gap to its target is closed. */
static bh_f64
relaxed(bh_f64 concern, bh_f64 target, bh_f64 pace)
{
    return concern + (target - concern) * pace;
}

/** Autonomy target, the same in every area. */
static bh_f64
autonomy_target(const struct bh_frame *frame)
{
    const struct bh_population_parameters *p = frame->p->population;
    const bh_f64 authority = frame->w->governance->authority * frame->choice->local_authority;
    const bh_f64 sum = p->horizon_weight * bh_frame_horizon(frame) +
                       p->force_weight * frame->w->forces->local_share +
                       p->authority_weight * authority;
    const bh_f64 weights = p->horizon_weight + p->force_weight + p->authority_weight;

    return sum / bh_max(weights, bh_splat(1e-9));
}

static bh_f64
dignity_target(const struct bh_frame *frame, size_t area)
{
    const struct bh_population_parameters *p = frame->p->population;
    const bh_f64 residents = bh_max(frame->w->area_relief[area].present, bh_splat(1.0));
    const bh_f64 harmed = frame->w->area_security[area].collateral * 1000.0 / residents;
    const bh_f64 foreign = frame->w->garrison[area].foreign_per_1000;

    return bounded(p->dignity_base - p->k_foreign * foreign - p->k_harm * harmed);
}

static bh_f64
legitimacy(const struct bh_frame *frame, const struct bh_area_population_state *state)
{
    const struct bh_population_parameters *p = frame->p->population;
    const bh_f64 sum = p->safety_weight * state->safety + p->quality_weight * state->quality +
                       p->autonomy_weight * state->autonomy + p->dignity_weight * state->dignity;

    return bounded(sum * frame->k->per_weights);
}

static void
total(const struct bh_frame *frame, struct bh_world *own)
{
    bh_f64 sum = bh_splat(0.0);

    for (size_t d = 0; d < frame->model->counts.n_areas; d++) {
        sum = sum + own->area_population[d].legitimacy * frame->w->area_relief[d].present;
    }
    own->population->legitimacy = sum / bh_max(frame->w->relief->residents, bh_splat(1.0));
}

static void
prepare(const struct bh_frame *frame, struct bh_constants *own)
{
    const struct bh_population_parameters *p = frame->p->population;
    const bh_f64 weights =
        p->safety_weight + p->quality_weight + p->autonomy_weight + p->dignity_weight;

    own->safety_pace = 1.0 / p->safety_memory;
    own->quality_pace = 1.0 / p->quality_memory;
    own->autonomy_pace = 1.0 / p->autonomy_memory;
    own->dignity_pace = 1.0 / p->dignity_memory;
    own->per_v_ref = 1.0 / p->v_ref;
    own->per_weights = 1.0 / bh_max(weights, bh_splat(1e-9));
}

static void
init(const struct bh_frame *frame, struct bh_world *own)
{
    for (size_t d = 0; d < frame->model->counts.n_areas; d++) {
        struct bh_area_population_state *state = &own->area_population[d];
        const struct bh_area_parameters *p = &frame->p->area[d];

        state->safety = p->safety;
        state->quality = p->quality;
        state->autonomy = p->autonomy;
        state->dignity = p->dignity;
        state->legitimacy = legitimacy(frame, state);
    }
    total(frame, own);
}

static void
step(const struct bh_frame *frame, struct bh_world *own)
{
    const struct bh_constants *k = frame->k;
    const bh_f64 autonomy = autonomy_target(frame);

    for (size_t d = 0; d < frame->model->counts.n_areas; d++) {
        struct bh_area_population_state *state = &own->area_population[d];
        const bh_f64 violence = frame->w->area_security[d].incidents_per_100k;
        const bh_f64 safety = bh_exp(-violence * k->per_v_ref);
        const bh_f64 quality = 0.5 * (frame->w->area_governance[d].services +
                                      frame->w->area_relief[d].needs_met);

        state->safety = relaxed(state->safety, safety, k->safety_pace);
        state->quality = relaxed(state->quality, quality, k->quality_pace);
        state->autonomy = relaxed(state->autonomy, autonomy, k->autonomy_pace);
        state->dignity = relaxed(state->dignity, dignity_target(frame, d), k->dignity_pace);
        state->legitimacy = legitimacy(frame, state);
    }
    total(frame, own);
}

const struct bh_module bh_module_population = {"population", prepare, init, step};
