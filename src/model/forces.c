/** @file forces.c  Personnel: who is where, what they amount to, what they cost.
 *
 *  Layer: model.  Reads conditions, finance; security, relief, population (yesterday's).
 *
 *  Only the forces of the option exist. Deployed persons are spread over the areas by the option's
 *  allocation, inside the areas a contribution accepts. Effective personnel of a force in an area
 *
 *      E = n * readiness * effectiveness * task_share
 *
 *  and the option is ready when the sum of E reaches requirement * residents/1000 (sizing rules:
 *  Quinlivan 1995, McGrath 2006, Goode 2009, Dobbins et al. 2007). The ways to deployment are in
 *  contributed.c and local.c.
 *
 *  Equipment is billed the day before it is needed (`planned`), so that what deploys has been
 *  paid for. */
#include "model/evaluate.h"
#include "model/pipeline.h"

/** Weight of `area` under the option's allocation. */
static bh_f64
allocation_weight(const struct bh_frame *frame, size_t area)
{
    const bh_f64 present = frame->w->area_relief[area].present;

    switch (frame->option->allocation) {
    case BH_BY_POPULATION:
        return present;
    case BH_BY_INCIDENTS:
        return frame->w->area_security[area].incidents_30d + 1.0;
    case BH_BY_SHARES:
        return frame->p->area[area].allocation;
    case BH_BY_PHASE:
        break;
    }
    for (size_t i = 0; i < frame->option->n_phases; i++) {
        if (frame->option->phases[i].area == area) {
            const bh_mask open = bh_holds(frame, &frame->option->phases[i].when, true);
            return bh_select(open, present, bh_splat(0.0));
        }
    }
    return bh_splat(0.0);
}

static bool
accepts(const struct bh_list *areas, size_t area)
{
    for (size_t i = 0; i < areas->n; i++) {
        if (areas->at[i] == area) {
            return true;
        }
    }
    return areas->n == 0;
}

/** Spreads `persons` of force `f` over the areas of `areas`, `effect` effective each. When the
 *  allocation gives none of these areas any weight, they are spread evenly over them. */
static void
post(const struct bh_frame *frame, struct bh_world *own, size_t f, const struct bh_list *areas,
     bh_f64 persons, bh_f64 effect)
{
    const size_t n = frame->model->counts.n_areas;
    const bool is_foreign = frame->model->forces[f].kind == BH_CONTRIBUTED;
    const bh_f64 combat = effect * frame->p->force[f].combat_share;
    bh_f64 sum = bh_splat(0.0);
    double accepted = 0.0;

    if (!bh_any(persons > 0.0)) {
        return;
    }
    for (size_t d = 0; d < n; d++) {
        if (accepts(areas, d)) {
            sum = sum + own->garrison[d].weight;
            accepted += 1.0;
        }
    }
    const bh_mask weighed = sum > 0.0;
    const bh_f64 per_weight = persons / bh_select(weighed, sum, bh_splat(accepted));
    for (size_t d = 0; d < n; d++) {
        if (accepts(areas, d)) {
            struct bh_garrison_state *garrison = &own->garrison[d];
            const bh_f64 here =
                per_weight * bh_select(weighed, garrison->weight, bh_splat(1.0));
            struct bh_post_state *entry = &own->post[f * n + d];

            entry->personnel = entry->personnel + here;
            garrison->effective = garrison->effective + here * effect;
            garrison->engaged = garrison->engaged + here * combat;
            if (is_foreign) {
                garrison->foreign_per_1000 = garrison->foreign_per_1000 + here;
            }
        }
    }
}

/** Adds a contribution's stages to its force's. */
static void
add_contribution(struct bh_force_state *force, const struct bh_contribution_state *state)
{
    force->pledged = force->pledged + state->pledged;
    force->preparing = force->preparing + state->preparing;
    force->ready = force->ready + state->ready;
    force->deployed = force->deployed + state->deployed;
    force->rotating = force->rotating + state->rotating;
    force->withdrawn = force->withdrawn + state->withdrawn;
    force->lost = force->lost + state->lost;
    force->planned = force->planned + state->planned;
}

/** Sums a contributed force up from its contributions and posts them. */
static void
gather_contributed(const struct bh_frame *frame, struct bh_world *own, size_t f)
{
    const struct bh_force *force = &frame->model->forces[f];
    const struct bh_force_parameters *p = &frame->p->force[f];
    struct bh_force_state *state = &own->force[f];
    const bh_f64 zero = bh_splat(0.0);
    const size_t end = force->first_contribution + force->n_contributions;

    state->pledged = state->preparing = state->ready = state->deployed = zero;
    state->rotating = state->withdrawn = state->lost = state->planned = state->effective = zero;
    for (size_t c = force->first_contribution; c < end; c++) {
        const bh_f64 effect =
            p->readiness * p->effectiveness * frame->p->contribution[c].task_share;

        add_contribution(state, &own->contribution[c]);
        state->effective = state->effective + own->contribution[c].deployed * effect;
        post(frame, own, f, &frame->model->contributions[c].areas, own->contribution[c].deployed,
             effect);
    }
}

static void
gather_local(const struct bh_frame *frame, struct bh_world *own, size_t f)
{
    static const struct bh_list everywhere = {NULL, 0};
    const struct bh_force_parameters *p = &frame->p->force[f];
    const bh_f64 effect = p->readiness * p->effectiveness;

    own->force[f].effective = own->force[f].deployed * effect;
    post(frame, own, f, &everywhere, own->force[f].deployed, effect);
}

/** Carries every unit of the option's forces through the day. */
static void
step_units(const struct bh_frame *frame, struct bh_world *own)
{
    struct bh_pipeline pipeline = {
        .frame = frame,
        .own = own,
        .lift = bh_floor(frame->p->deployment->lift_per_day),
        .planned = bh_splat(0.0),
        .losses = frame->w->security->force_deaths_today,
        .strength = own->forces->deployed,
    };

    for (size_t i = 0; i < frame->option->forces.n; i++) {
        const size_t f = frame->option->forces.at[i];
        const struct bh_force *force = &frame->model->forces[f];
        const bh_mask deploys = bh_holds(frame, &force->deploys_when, true);

        if (force->kind == BH_LOCAL) {
            bh_local_step(&pipeline, f, deploys);
            continue;
        }
        for (size_t c = 0; c < force->n_contributions; c++) {
            bh_contribution_step(&pipeline, force->first_contribution + c, deploys);
        }
    }
}

/** Places everybody and sums up per area. */
static void
step_posts(const struct bh_frame *frame, struct bh_world *own)
{
    const size_t n = frame->model->counts.n_areas;
    const bh_f64 zero = bh_splat(0.0);

    for (size_t d = 0; d < n; d++) {
        own->garrison[d].weight = allocation_weight(frame, d);
        own->garrison[d].effective = zero;
        own->garrison[d].engaged = zero;
        own->garrison[d].foreign_per_1000 = zero;
    }
    for (size_t i = 0; i < frame->option->forces.n; i++) {
        const size_t f = frame->option->forces.at[i];

        for (size_t d = 0; d < n; d++) {
            own->post[f * n + d].personnel = zero;
        }
        if (frame->model->forces[f].kind == BH_LOCAL) {
            gather_local(frame, own, f);
        } else {
            gather_contributed(frame, own, f);
        }
    }
    for (size_t d = 0; d < n; d++) {
        struct bh_garrison_state *garrison = &own->garrison[d];
        const bh_f64 per = 1000.0 / bh_max(frame->w->area_relief[d].present, bh_splat(1.0));

        garrison->per_1000 = garrison->effective * per;
        garrison->foreign_per_1000 = garrison->foreign_per_1000 * per;
    }
}

static void
total(const struct bh_frame *frame, struct bh_world *own)
{
    struct bh_forces_state *whole = own->forces;
    const bh_f64 zero = bh_splat(0.0);
    const bh_f64 per = 1000.0 / bh_max(frame->w->relief->residents, bh_splat(1.0));
    const bh_f64 day = bh_frame_day(frame);
    bh_f64 deployed = zero, effective = zero, local = zero;

    for (size_t i = 0; i < frame->option->forces.n; i++) {
        const size_t f = frame->option->forces.at[i];

        deployed = deployed + own->force[f].deployed;
        effective = effective + own->force[f].effective;
        if (frame->model->forces[f].kind == BH_LOCAL) {
            local = local + own->force[f].deployed;
        }
    }
    whole->deployed = deployed;
    whole->effective_force = effective;
    whole->effective_per_1000 = effective * per;
    whole->foreign_per_1000 = (deployed - local) * per;
    whole->local_share = local / bh_max(deployed, bh_splat(1.0));
    whole->peak_force = bh_max(whole->peak_force, deployed);
    whole->requirement = frame->choice->requirement / per;
    const bh_mask ready = effective >= whole->requirement;
    whole->force_ready = bh_one_if(ready);
    whole->ready_day = bh_select(ready & (whole->ready_day < 0.0), day, whole->ready_day);
    whole->first_deployed =
        bh_select((deployed > 0.0) & (whole->first_deployed < 0.0), day, whole->first_deployed);
}

/** What a day at the present level costs. */
static void
bill(const struct bh_frame *frame, struct bh_world *own)
{
    const struct bh_cost_parameters *cost = frame->p->cost;
    const bh_f64 zero = bh_splat(0.0);
    bh_f64 personnel = zero, pay = zero, training = zero, equipment = zero;

    for (size_t i = 0; i < frame->option->forces.n; i++) {
        const size_t f = frame->option->forces.at[i];
        const struct bh_force_parameters *p = &frame->p->force[f];
        const struct bh_force_state *state = &own->force[f];

        equipment = equipment + state->planned * p->equipment;
        if (frame->model->forces[f].kind == BH_CONTRIBUTED) {
            personnel = personnel + state->deployed * p->unit_cost;
            continue;
        }
        pay = pay + (state->training + state->field + state->ready + state->deployed) * p->pay;
        training = training + state->training * p->training_cost / bh_max(p->course, bh_splat(1.0));
    }
    personnel = personnel * (1.0 / BH_DAYS_PER_YEAR);
    pay = pay * (1.0 / BH_DAYS_PER_MONTH);
    const bh_f64 running = cost->operations + cost->operations_share * (personnel + pay);

    own->bill[BH_LINE_PERSONNEL].due = personnel;
    own->bill[BH_LINE_PAY].due = pay;
    own->bill[BH_LINE_TRAINING].due = training;
    own->bill[BH_LINE_EQUIPMENT].due = equipment;
    own->bill[BH_LINE_OPERATIONS].due = bh_select(own->forces->deployed > 0.0, running, zero);
}

static void
init(const struct bh_frame *frame, struct bh_world *own)
{
    for (size_t i = 0; i < frame->option->forces.n; i++) {
        const struct bh_force *force = &frame->model->forces[frame->option->forces.at[i]];

        for (size_t c = 0; c < force->n_contributions; c++) {
            bh_contribution_start(frame, own, force->first_contribution + c);
        }
    }
    own->forces->ready_day = bh_splat(-1.0);
    own->forces->first_deployed = bh_splat(-1.0);
}

static void
step(const struct bh_frame *frame, struct bh_world *own)
{
    step_units(frame, own);
    step_posts(frame, own);
    total(frame, own);
    bill(frame, own);
}

const struct bh_module bh_module_forces = {"forces", NULL, init, step};
