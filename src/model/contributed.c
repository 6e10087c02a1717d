/** @file contributed.c  A contribution's way from pledge to deployment and home again.
 *
 *      pledged -> preparing -> ready -> deployed -> rotating -> preparing ...
 *                                          \-> withdrawn
 *
 *  Preparation begins when all of `requires` hold and takes lead_time. Deployment is bounded by
 *  lift and by the money for equipment and personnel. At the end of a tour the unit is replaced in
 *  place with chance `renewal`; otherwise it goes home and another follows after `gap`. When
 *  withdraws_when holds the unit leaves for good over `withdrawal` days. */
#include "model/evaluate.h"
#include "model/pipeline.h"
#include "model/streams.h"

void
bh_contribution_start(const struct bh_frame *frame, struct bh_world *own, size_t c)
{
    own->contribution[c].pledged = bh_floor(frame->p->contribution[c].strength + 0.5);
    own->contribution[c].ready_on = bh_splat(-1.0);
    own->contribution[c].tour_ends = bh_splat(-1.0);
}

/** Moves what `mask` says from one stage to another. */
static void
move(bh_mask mask, bh_f64 *from, bh_f64 *to)
{
    const bh_f64 n = bh_select(mask, *from, bh_splat(0.0));

    *from = *from - n;
    *to = *to + n;
}

/** Brings in the planned persons that money allows. */
static void
deploy(struct bh_pipeline *pipeline, struct bh_contribution_state *state, size_t c,
       bh_mask deploys)
{
    const struct bh_view *w = pipeline->frame->w;
    const bh_f64 day = bh_frame_day(pipeline->frame);
    const bh_f64 funded = bh_min(w->line[BH_LINE_EQUIPMENT].funded,
                                 w->line[BH_LINE_PERSONNEL].funded);

    if (!bh_any(deploys & (state->planned > 0.0))) {
        return;
    }
    const bh_f64 paid = bh_floor(bh_min(state->planned, state->ready) * funded + 1e-9);
    const bh_f64 n = bh_select(deploys, bh_min(paid, pipeline->lift), bh_splat(0.0));

    pipeline->lift = pipeline->lift - n;
    state->ready = state->ready - n;
    state->deployed = state->deployed + n;
    const bh_mask first = (n > 0.0) & (state->tour_ends < 0.0);
    state->tour_ends =
        bh_select(first, day + pipeline->frame->p->contribution[c].tour, state->tour_ends);
}

/** Ends of tours: renewed in place, or home and back after a gap. */
static void
step_tour(struct bh_pipeline *pipeline, struct bh_contribution_state *state, size_t c)
{
    const struct bh_frame *frame = pipeline->frame;
    const struct bh_contribution_parameters *p = &frame->p->contribution[c];
    const bh_f64 day = bh_frame_day(frame);
    const bh_mask ends = (state->tour_ends >= 0.0) & (day >= state->tour_ends) &
                         bh_not(bh_is_set(state->going_home));

    if (bh_any(ends)) {
        const uint32_t key = frame->model->contributions[c].key;
        const struct bh_pair u = bh_luck_pair(frame->luck, BH_STREAM_TOUR, key);
        const bh_mask renewed = ends & (u.a < p->renewal);

        state->tour_ends = bh_select(renewed, day + p->tour, state->tour_ends);
        state->going_home =
            bh_select(ends & bh_not(renewed), bh_splat(1.0), state->going_home);
    }
}

/** Persons who leave on one day of a withdrawal. */
static bh_f64
leaving_today(const struct bh_frame *frame, const struct bh_contribution_state *state, size_t c)
{
    const bh_f64 pace =
        frame->p->contribution[c].strength / frame->p->deployment->withdrawal_days;

    return bh_min(bh_floor(pace) + 1.0, state->deployed);
}

static void
go_home(const struct bh_frame *frame, struct bh_contribution_state *state, size_t c)
{
    const bh_mask going = bh_is_set(state->going_home) & bh_not(bh_is_set(state->withdrawing));
    const bh_f64 day = bh_frame_day(frame);

    if (!bh_any(going)) {
        return;
    }
    const bh_f64 n = bh_select(going, leaving_today(frame, state, c), bh_splat(0.0));
    state->deployed = state->deployed - n;
    state->rotating = state->rotating + n;
    const bh_mask is_home = going & (state->deployed <= 0.0);
    move(is_home, &state->rotating, &state->preparing);
    state->ready_on =
        bh_select(is_home, day + frame->p->contribution[c].gap, state->ready_on);
    state->going_home = bh_select(is_home, bh_splat(0.0), state->going_home);
    state->tour_ends = bh_select(is_home, bh_splat(-1.0), state->tour_ends);
}

static void
withdraw(const struct bh_frame *frame, struct bh_contribution_state *state, size_t c)
{
    const struct bh_expression *when = &frame->model->contributions[c].withdraws_when;
    bh_mask leaves = bh_is_set(state->withdrawing);

    if (!bh_all(leaves)) {
        leaves = leaves | bh_holds(frame, when, false);
    }
    if (!bh_any(leaves)) {
        return;
    }
    state->withdrawing = bh_one_if(leaves);
    move(leaves, &state->pledged, &state->withdrawn);
    move(leaves, &state->preparing, &state->withdrawn);
    move(leaves, &state->ready, &state->withdrawn);
    move(leaves, &state->rotating, &state->withdrawn);
    const bh_f64 n = bh_select(leaves, leaving_today(frame, state, c), bh_splat(0.0));
    state->deployed = state->deployed - n;
    state->withdrawn = state->withdrawn + n;
}

/** Commitment and the end of preparation. */
static void
prepare(const struct bh_frame *frame, struct bh_contribution_state *state, size_t c)
{
    const bh_f64 day = bh_frame_day(frame);

    if (!bh_any((state->pledged > 0.0) | (state->preparing > 0.0))) {
        return;
    }
    const bh_mask commits =
        (state->pledged > 0.0) & bh_frame_all_met(frame, frame->model->contributions[c].requires);

    move(commits, &state->pledged, &state->preparing);
    state->ready_on = bh_select(commits, day + frame->p->contribution[c].lead_time,
                                state->ready_on);
    move((state->preparing > 0.0) & (day >= state->ready_on), &state->preparing, &state->ready);
}

void
bh_contribution_step(struct bh_pipeline *pipeline, size_t c, bh_mask deploys)
{
    const struct bh_frame *frame = pipeline->frame;
    struct bh_contribution_state *state = &pipeline->own->contribution[c];
    const bh_mask leaves = bh_is_set(state->withdrawing) | bh_is_set(state->going_home);

    state->lost = state->lost + bh_pipeline_losses(pipeline, &state->deployed);
    deploy(pipeline, state, c, deploys & bh_not(leaves));
    withdraw(frame, state, c); /* before tours end: who leaves for good does not also go home */
    step_tour(pipeline, state, c);
    go_home(frame, state, c);
    prepare(frame, state, c);

    const bh_mask wants = deploys & bh_not(bh_is_set(state->going_home));
    const bh_f64 lift_left =
        bh_max(frame->p->deployment->lift_per_day - pipeline->planned, bh_splat(0.0));
    state->planned =
        bh_select(wants, bh_min(state->ready, bh_floor(lift_left)), bh_splat(0.0));
    pipeline->planned = pipeline->planned + state->planned;
}
