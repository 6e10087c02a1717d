/** @file governance.c  Whether an authority is present, and public services.
 *
 *  Layer: model.  Reads security, finance, conditions; relief (yesterday's).
 *
 *      K += growth funded access A (1 - K) - decay_violence (1 - access) K
 *           - decay_pay (1 - funded) K
 *
 *  K share of public services that work, A an authority that parties accept is present (the
 *  option says who and from when), access = exp(-v/v_access), funded the paid part of the
 *  civil-service bill. */
#include "base/lmath.h"
#include "model/evaluate.h"

static bh_f64
authority_present(const struct bh_frame *frame)
{
    if (!frame->option->has_authority) {
        return bh_splat(0.0);
    }
    return bh_one_if(bh_holds(frame, &frame->option->authority_from, true));
}

static void
step_area(const struct bh_frame *frame, struct bh_area_governance_state *state, size_t area,
          bh_f64 authority)
{
    const struct bh_governance_parameters *p = frame->p->governance;
    const bh_f64 funded = frame->w->line[BH_LINE_CIVIL_SERVICE].funded;
    const bh_f64 violence = frame->w->area_security[area].incidents_per_100k;

    state->access = bh_exp(-violence * frame->k->per_v_access);
    const bh_f64 gained =
        p->growth * funded * state->access * authority * (1.0 - state->services);
    const bh_f64 lost = (p->decay_violence * (1.0 - state->access) +
                         p->decay_pay * (1.0 - funded)) *
                        state->services;
    state->services = bh_clamp(state->services + gained - lost, bh_splat(0.0), bh_splat(1.0));
}

static void
total(const struct bh_frame *frame, struct bh_world *own)
{
    const bh_f64 residents = frame->w->relief->residents;
    const bh_f64 per_day = frame->p->cost->civil_service * (1.0 / BH_DAYS_PER_YEAR);
    bh_f64 sum = bh_splat(0.0);

    for (size_t d = 0; d < frame->model->counts.n_areas; d++) {
        sum = sum + own->area_governance[d].services * frame->w->area_relief[d].present;
    }
    own->governance->services = sum / bh_max(residents, bh_splat(1.0));
    own->bill[BH_LINE_CIVIL_SERVICE].due = per_day * residents * own->governance->authority;
}

static void
prepare(const struct bh_frame *frame, struct bh_constants *own)
{
    own->per_v_access = 1.0 / frame->p->governance->v_access;
}

static void
init(const struct bh_frame *frame, struct bh_world *own)
{
    for (size_t d = 0; d < frame->model->counts.n_areas; d++) {
        struct bh_area_governance_state *state = &own->area_governance[d];
        const bh_f64 violence = frame->w->area_security[d].incidents_per_100k;

        state->services = frame->p->area[d].services;
        state->access = bh_exp(-violence * frame->k->per_v_access);
    }
    total(frame, own);
}

static void
step(const struct bh_frame *frame, struct bh_world *own)
{
    own->governance->authority = authority_present(frame);
    for (size_t d = 0; d < frame->model->counts.n_areas; d++) {
        step_area(frame, &own->area_governance[d], d, own->governance->authority);
    }
    total(frame, own);
}

const struct bh_module bh_module_governance = {"governance", prepare, init, step};
