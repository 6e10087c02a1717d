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

/** Some of a force: persons, what they amount to, and how much of that is engaged. */
struct body {
    bh_f64 persons, effective, engaged;
};

/** Adds a part of a body to an area's garrison and the force's post. */
static void
post_part(struct bh_garrison_state *garrison, struct bh_post_state *entry,
          const struct body *body, bh_f64 part, bool is_foreign)
{
    const bh_f64 persons = body->persons * part;

    entry->personnel = entry->personnel + persons;
    garrison->effective = garrison->effective + body->effective * part;
    garrison->engaged = garrison->engaged + body->engaged * part;
    if (is_foreign) {
        garrison->foreign_per_1000 = garrison->foreign_per_1000 + persons;
    }
}

/** Spreads some of force `f` over the areas of `areas` by weight; evenly, when the allocation gives
 *  none of these any weight. */
static void
post_in(const struct bh_frame *frame, struct bh_world *own, size_t f, const struct bh_list *areas,
        const struct body *body)
{
    const size_t n = frame->model->counts.n_areas;
    const bool is_foreign = frame->model->forces[f].kind == BH_CONTRIBUTED;
    bh_f64 sum = bh_splat(0.0);
    double accepted = 0.0;

    for (size_t d = 0; d < n; d++) {
        if (accepts(areas, d)) {
            sum = sum + own->garrison[d].weight;
            accepted += 1.0;
        }
    }
    const bh_mask weighed = sum > 0.0;
    const bh_f64 per_weight = 1.0 / bh_select(weighed, sum, bh_splat(accepted));
    for (size_t d = 0; d < n; d++) {
        if (accepts(areas, d)) {
            const bh_f64 weight = bh_select(weighed, own->garrison[d].weight, bh_splat(1.0));

            post_part(&own->garrison[d], &own->post[f * n + d], body, per_weight * weight,
                      is_foreign);
        }
    }
}

/** The same over all areas, whose shares are made once a day. */
static void
post_everywhere(const struct bh_frame *frame, struct bh_world *own, size_t f,
                const struct body *body)
{
    const size_t n = frame->model->counts.n_areas;
    const bool is_foreign = frame->model->forces[f].kind == BH_CONTRIBUTED;

    if (!bh_any(body->persons > 0.0)) {
        return;
    }
    for (size_t d = 0; d < n; d++) {
        post_part(&own->garrison[d], &own->post[f * n + d], body, own->garrison[d].share,
                  is_foreign);
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

    struct body anywhere = {zero, zero, zero};

    state->pledged = state->preparing = state->ready = state->deployed = zero;
    state->rotating = state->withdrawn = state->lost = state->planned = state->effective = zero;
    for (size_t c = force->first_contribution; c < end; c++) {
        const bh_f64 effect =
            p->readiness * p->effectiveness * frame->p->contribution[c].task_share;

        const struct bh_list *areas = &frame->model->contributions[c].areas;
        struct body body = {.persons = own->contribution[c].deployed};

        add_contribution(state, &own->contribution[c]);
        body.effective = body.persons * effect;
        body.engaged = body.effective * p->combat_share;
        state->effective = state->effective + body.effective;
        if (areas->n == 0) {
            anywhere.persons = anywhere.persons + body.persons;
            anywhere.effective = anywhere.effective + body.effective;
            anywhere.engaged = anywhere.engaged + body.engaged;
        } else if (bh_any(body.persons > 0.0)) {
            post_in(frame, own, f, areas, &body);
        }
    }
    post_everywhere(frame, own, f, &anywhere);
}

static void
gather_local(const struct bh_frame *frame, struct bh_world *own, size_t f)
{
    const struct bh_force_parameters *p = &frame->p->force[f];
    struct body body = {.persons = own->force[f].deployed};

    body.effective = body.persons * (p->readiness * p->effectiveness);
    body.engaged = body.effective * p->combat_share;
    own->force[f].effective = body.effective;
    post_everywhere(frame, own, f, &body);
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

/** Every area's weight in the option's allocation, and its share of all weight. */
static void
weigh_areas(const struct bh_frame *frame, struct bh_world *own)
{
    const size_t n = frame->model->counts.n_areas;
    bh_f64 sum = bh_splat(0.0);

    for (size_t d = 0; d < n; d++) {
        own->garrison[d].weight = allocation_weight(frame, d);
        sum = sum + own->garrison[d].weight;
    }
    const bh_mask weighed = sum > 0.0;
    const bh_f64 per_weight = 1.0 / bh_select(weighed, sum, bh_splat((double) n));
    for (size_t d = 0; d < n; d++) {
        own->garrison[d].share =
            per_weight * bh_select(weighed, own->garrison[d].weight, bh_splat(1.0));
    }
}

/** Places everybody and sums up per area. */
static void
step_posts(const struct bh_frame *frame, struct bh_world *own)
{
    const size_t n = frame->model->counts.n_areas;
    const bh_f64 zero = bh_splat(0.0);

    for (size_t d = 0; d < n; d++) {
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
    weigh_areas(frame, own);
    step_posts(frame, own);
    total(frame, own);
    bill(frame, own);
}

const struct bh_module bh_module_forces = {"forces", NULL, init, step};
