/** @file local.c  A local force's way from candidates to deployment.
 *
 *      candidates -> vetting -> vetted -> training -> field phase -> ready -> deployed -> left
 *
 *  Candidates a day = recruits_per_day * legitimacy * funded pay, whole persons with the fraction
 *  carried over, while the target is not filled. Vetting, course and field phase take fixed times;
 *  cohorts leave them first in, first out. Failures are binomial. Training admits while seats are
 *  free: min(seats * funded training, trainers * trainees_per_trainer). A deployed person leaves
 *  with chance (attrition + desertion (1 - funded pay))/30.4375 a day, and `fear` more leave for
 *  each one killed. */
#include "base/draw.h"
#include "model/evaluate.h"
#include "model/pipeline.h"
#include "model/streams.h"

/** Persons who entered a stage `delay` days ago; each lane has its own delay. */
static bh_f64
cohort(const bh_f64 *entered, uint32_t day, bh_f64 delay)
{
    bh_f64 n = bh_splat(0.0);

    for (int l = 0; l < BH_LANES; l++) {
        const double days = bh_lane(&delay, l) < 1.0 ? 1.0 : bh_lane(&delay, l);

        if (days <= (double) day) {
            bh_set_lane(&n, l, bh_lane(&entered[day - (uint32_t) days], l));
        }
    }
    return n;
}

/** A local force on one day. */
struct local {
    struct bh_pipeline *pipeline;
    const struct bh_frame *frame;
    const struct bh_force_parameters *p;
    struct bh_force_state *state;
    bh_f64 *entered_vetting;
    bh_f64 *entered_course;
    bh_f64 *entered_field;
    size_t force;
};

/** Ends of the field phase, of courses and of vetting, the last stage first so that nobody passes
 *  two stages on one day. */
static void
advance(const struct local *local)
{
    const uint32_t day = local->frame->day;
    struct bh_force_state *state = local->state;
    const bh_f64 fielded = cohort(local->entered_field, day, local->p->field_phase);
    const bh_f64 finished = cohort(local->entered_course, day, local->p->course);
    const bh_f64 vetted = cohort(local->entered_vetting, day, local->p->vetting);
    bh_f64 failed = bh_splat(0.0);
    bh_f64 refused = bh_splat(0.0);

    if (bh_any((finished > 0.0) | (vetted > 0.0))) {
        const uint32_t key = local->frame->model->forces[local->force].key;
        const struct bh_pair u = bh_luck_pair(local->frame->luck, BH_STREAM_VETTING, key);

        refused = bh_draw_binomial(vetted, 1.0 - local->p->vetting_pass, u.a);
        failed = bh_draw_binomial(finished, local->p->washout, u.b);
    }
    state->field = state->field - fielded + (finished - failed);
    state->ready = state->ready + fielded;
    state->training = state->training - finished;
    state->graduates = state->graduates + (finished - failed);
    local->entered_field[day] = finished - failed;
    state->vetting = state->vetting - vetted;
    state->vetted = state->vetted + (vetted - refused);
    state->left = state->left + failed + refused;
}

static void
admit(const struct local *local, bh_mask starts)
{
    struct bh_force_state *state = local->state;
    const bh_f64 funded = local->frame->w->line[BH_LINE_TRAINING].funded;
    const bh_f64 seats = bh_floor(local->p->seats * funded + 1e-9);
    const bh_f64 taught = bh_floor(local->p->trainers * local->p->trainees_per_trainer + 1e-9);
    const bh_f64 places = bh_max(bh_min(seats, taught) - state->training, bh_splat(0.0));
    const bh_f64 n = bh_select(starts, bh_min(state->vetted, places), bh_splat(0.0));

    state->vetted = state->vetted - n;
    state->training = state->training + n;
    local->entered_course[local->frame->day] = n;
}

static void
recruit(const struct local *local, bh_mask starts)
{
    struct bh_force_state *state = local->state;
    const struct bh_view *w = local->frame->w;
    const bh_f64 in_service = state->vetting + state->vetted + state->training + state->field +
                              state->ready + state->deployed;
    const bh_f64 room = bh_max(bh_floor(local->p->target) - in_service, bh_splat(0.0));
    const bh_f64 rate = local->p->recruits_per_day * w->population->legitimacy *
                        w->line[BH_LINE_PAY].funded;
    const bh_f64 offered = state->carry + bh_select(starts, rate, bh_splat(0.0));
    const bh_f64 whole = bh_floor(offered);
    const bh_f64 n = bh_min(whole, room);

    state->carry = offered - whole;
    state->recruited = state->recruited + n;
    state->vetting = state->vetting + n;
    local->entered_vetting[local->frame->day] = n;
}

/** Losses, resignations and desertion among the deployed. */
static void
lose(const struct local *local)
{
    struct bh_force_state *state = local->state;
    const bh_f64 lost = bh_pipeline_losses(local->pipeline, &state->deployed);

    state->lost = state->lost + lost;
    if (!bh_any(state->deployed > 0.0)) {
        return;
    }
    const bh_f64 unpaid = 1.0 - local->frame->w->line[BH_LINE_PAY].funded;
    const bh_f64 monthly = local->p->attrition + local->p->desertion * unpaid;
    const uint32_t key = local->frame->model->forces[local->force].key;
    const struct bh_pair u =
        bh_luck_pair(local->frame->luck, BH_STREAM_LEAVING, key);
    const bh_f64 resigned =
        bh_draw_binomial(state->deployed, bh_min(monthly * (1.0 / BH_DAYS_PER_MONTH),
                                                 bh_splat(1.0)), u.a);
    const bh_f64 seen = bh_select(state->deployed > 0.0, lost, bh_splat(0.0)); /* by who remains */
    const bh_f64 afraid = state->fear_carry + seen * local->p->fear;
    const bh_f64 whole = bh_floor(afraid);
    const bh_f64 n = bh_min(resigned + whole, state->deployed);

    state->fear_carry = afraid - whole;
    state->deployed = state->deployed - n;
    state->left = state->left + n;
}

static void
deploy(const struct local *local, bh_mask deploys)
{
    struct bh_force_state *state = local->state;
    const bh_f64 funded = local->frame->w->line[BH_LINE_EQUIPMENT].funded;
    const bh_f64 paid = bh_floor(bh_min(state->planned, state->ready) * funded + 1e-9);
    const bh_f64 n = bh_select(deploys, paid, bh_splat(0.0));

    state->ready = state->ready - n;
    state->deployed = state->deployed + n;
}

void
bh_local_step(struct bh_pipeline *pipeline, size_t f, bh_mask deploys)
{
    const struct bh_frame *frame = pipeline->frame;
    const struct bh_force *force = &frame->model->forces[f];
    const size_t at = force->local * frame->model->days;
    const struct local local = {
        .pipeline = pipeline,
        .frame = frame,
        .p = &frame->p->force[f],
        .state = &pipeline->own->force[f],
        .entered_vetting = pipeline->own->entered_vetting + at,
        .entered_course = pipeline->own->entered_course + at,
        .entered_field = pipeline->own->entered_field + at,
        .force = f,
    };
    const bh_mask starts = bh_holds(frame, &force->training_starts_when, true);

    lose(&local);
    deploy(&local, deploys);
    advance(&local);
    admit(&local, starts);
    recruit(&local, starts);
    local.state->planned = bh_select(deploys, local.state->ready, bh_splat(0.0));
}
