/** @file hostilities.c  War, ceasefire, and war coming back.
 *
 *  Layer: model.  Reads security, population, politics, governance, forces (yesterday's).
 *
 *  War lasts until `ends`. From then on it returns with the daily hazard
 *
 *      h = relapse_base/year * max(v/v_ref, 1)^k_violence
 *          * exp(k_grievance (0.5 - L) + k_horizon (0.5 - X) + k_vacuum [no authority])
 *          * (1 - relapse_protection)^min(rho/rho_ref, 1)
 *
 *  v incidents per 100 000 and 30 days, L legitimacy, X political horizon as 0..1, rho effective
 *  personnel per 1 000 residents. Base: Collier, Hoeffler & Soderbom 2008; protection: Fortna 2004,
 *  2008. A relapse lasts a number of days drawn from an exponential of mean relapse_length. */
#include "base/draw.h"
#include "base/lmath.h"
#include "model/module.h"
#include "model/streams.h"

static void
prepare(const struct bh_frame *frame, struct bh_constants *own)
{
    own->log_protection =
        bh_log(bh_max(1.0 - frame->p->hostilities->relapse_protection, bh_splat(1e-12)));
}

static void
init(const struct bh_frame *frame, struct bh_world *own)
{
    struct bh_hostilities_state *state = own->hostilities;

    state->war = bh_splat(1.0);
    state->ceasefire = bh_splat(0.0);
    state->days_since_ceasefire = bh_splat(-1.0);
    state->first_ceasefire = bh_splat(-1.0);
    state->war_ends = bh_splat(-1.0);
    for (size_t a = 0; a < frame->model->counts.n_parties; a++) {
        own->aim[a].met = bh_splat(0.0);
    }
}

/** Daily hazard of war coming back. */
static bh_f64
hazard(const struct bh_frame *frame)
{
    const struct bh_hostilities_parameters *p = frame->p->hostilities;
    const struct bh_view *w = frame->w;
    const bh_f64 above = bh_max(w->security->incidents_per_100k / p->v_ref, bh_splat(1.0));
    const bh_f64 violence = bh_any(above > 1.0) ? bh_log(above) : bh_splat(0.0); /* log 1 = 0 */
    const bh_f64 cover = bh_min(w->forces->effective_per_1000 / p->rho_ref, bh_splat(1.0));
    const bh_f64 protection = cover * frame->k->log_protection;
    const bh_f64 mood = p->k_violence * violence +
                        p->k_grievance * (0.5 - w->population->legitimacy) +
                        p->k_horizon * (0.5 - bh_frame_horizon(frame)) +
                        p->k_vacuum * (1.0 - w->governance->authority);

    return p->relapse_base * (1.0 / BH_DAYS_PER_YEAR) * bh_exp(mood + protection);
}

/** Draws whether war comes back today in the lanes of `exposed`, and for how long. */
static void
relapse(const struct bh_frame *frame, bh_mask exposed, struct bh_hostilities_state *state)
{
    const struct bh_pair u = bh_luck_pair(frame->luck, BH_STREAM_RELAPSE, 0);
    const bh_mask near = exposed & (u.a < state->hazard); /* 1 - exp(-h) <= h */

    if (!bh_any(near)) {
        return;
    }
    const bh_mask returns = near & (u.a < 1.0 - bh_exp(-state->hazard));
    if (bh_any(returns)) {
        const bh_f64 length =
            bh_floor(bh_draw_exponential(frame->p->hostilities->relapse_length, u.b)) + 1.0;

        state->war_ends = bh_select(returns, bh_frame_day(frame) + length, state->war_ends);
        state->relapses = state->relapses + bh_one_if(returns);
    }
}

static void
step_aims(const struct bh_frame *frame, struct bh_world *own)
{
    const bh_f64 first = own->hostilities->first_ceasefire;
    const bh_f64 day = bh_frame_day(frame);

    for (size_t a = 0; a < frame->model->counts.n_parties; a++) {
        const struct bh_aim_parameters *aim = &frame->p->aim[a];
        /* an offset that was given replaces the date; a negative one counts back from the date on
         * which the ceasefire is due */
        const bh_mask is_offset = aim->after_ceasefire == aim->after_ceasefire;
        const bh_f64 ceasefire = bh_select(first >= 0.0, first, frame->p->hostilities->ends);
        const bh_f64 due = bh_select(is_offset, ceasefire + aim->after_ceasefire, aim->met);

        own->aim[a].met = bh_one_if(day >= due);
    }
}

static void
step(const struct bh_frame *frame, struct bh_world *own)
{
    struct bh_hostilities_state *state = own->hostilities;
    const bh_f64 day = bh_frame_day(frame);
    const bh_mask over = day >= frame->p->hostilities->ends;
    const bh_mask was_calm = state->days_since_ceasefire >= 0.0;

    state->hazard = bh_splat(0.0);
    if (bh_any(over)) {
        state->hazard = bh_select(over, hazard(frame), bh_splat(0.0));
        relapse(frame, over & was_calm, state);
    }
    const bh_mask calm = over & (day >= state->war_ends);

    state->ceasefire = bh_one_if(calm);
    state->war = 1.0 - state->ceasefire;
    state->days_since_ceasefire =
        bh_select(calm, bh_max(state->days_since_ceasefire + 1.0, bh_splat(0.0)), bh_splat(-1.0));
    state->first_ceasefire =
        bh_select(calm & (state->first_ceasefire < 0.0), day, state->first_ceasefire);
    step_aims(frame, own);
}

const struct bh_module bh_module_hostilities = {"hostilities", prepare, init, step};
