/** @file politics.c  Parties bargain over issues.
 *
 *  Layer: model.  Reads conditions through opens_when (yesterday's).
 *
 *  Every round the open parties bargain with weight w = capability^power_exponent * salience. The
 *  outcome is the plan's choice of rule: a compromise (choice, mean, median: bargain/compromise.h),
 *  or a round of a challenge model (spatial, challenge: politics_play.c), whose outcome is the mean
 *  (spatial) or median (challenge) of positions as they are after it.
 *
 *  Then each open party concedes, x += concession (1 - salience)(X - x), but under a challenge
 * model, which has moved it already, and drifts by N(0, drift sqrt(round/30)); it stays inside its
 * red lines. A party that is not open keeps its position. With no open party of any weight the
 * outcome stays.
 *
 *  A party with factions takes no drift of its own: before each round its open factions bargain by
 *  the compromise rule (choice under a challenge model), and what they agree on is its position.
 *  A veto keeps the outcome inside its holder's red lines, open or not; where vetoes leave no room
 *  the outcome stays.
 *
 *  Cost of a round: parties^2 per issue; spatial parties^3. */
#include "model/politics.h"
#include "bargain/compromise.h"
#include "base/draw.h"
#include "model/evaluate.h"
#include "model/streams.h"

#include <math.h>

/** Which parties a bargain is among: the factions of a party, or BH_NONE: parties that are whole.
 */
struct circle {
    size_t within;
    bool concedes; /* positions follow the outcome */
};

static struct bh_stance_state *
stance_of(const struct bh_round *round, size_t party)
{
    return &round->own->stance[party * round->frame->model->counts.n_issues + round->issue];
}

static bh_f64
agreed_position(const struct bh_round *round, enum bh_rule rule, bh_f64 total)
{
    const size_t width = sizeof(struct bh_stance_state) / sizeof(bh_f64);
    const struct bh_stance_state *first = stance_of(round, 0);
    const struct bh_stand at = {
        .position = &first->position,
        .weight = &first->weight,
        .n = round->frame->model->counts.n_parties,
        .stride = width * round->frame->model->counts.n_issues,
    };

    switch (rule) {
    case BH_RULE_MEAN:
    case BH_RULE_SPATIAL:
        return bh_compromise_mean(&at, total);
    case BH_RULE_MEDIAN:
    case BH_RULE_CHALLENGE:
        return bh_compromise_median(&at, total, 100.0);
    case BH_RULE_CHOICE:
        break;
    }
    return bh_compromise_choice(&at, total, round->frame->p->politics->temperature);
}

/** Settles who takes part and with what weight: those of the circle. @return the sum of weights. */
static bh_f64
open_parties(const struct bh_round *round, size_t within)
{
    const struct bh_frame *frame = round->frame;
    const struct bh_model *model = frame->model;
    bh_f64 total = bh_splat(0.0);

    for (size_t a = 0; a < model->counts.n_parties; a++) {
        const size_t s = a * model->counts.n_issues + round->issue;
        const struct bh_stance *stance = &model->stances[s];
        const bh_mask is_open =
            bh_holds(frame, &stance->opens_when, true) | bh_is_set(frame->p->stance[s].open);
        struct bh_stance_state *state = &round->own->stance[s];

        state->open = stance->is_present ? bh_one_if(is_open) : bh_splat(0.0);
        state->weight = bh_splat(0.0);
        if (model->parties[a].within == within && bh_any(bh_is_set(state->open))) {
            state->weight =
                frame->k->power[a] * frame->p->stance[s].salience * state->open;
        }
        total = total + state->weight;
    }
    return total;
}

/** Concession and drift of the open parties of a circle after an outcome. */
static void
move_parties(const struct bh_round *round, struct circle circle, bh_f64 outcome)
{
    const struct bh_frame *frame = round->frame;
    const struct bh_politics_parameters *politics = frame->p->politics;
    const struct bh_issue *issue = &frame->model->issues[round->issue];
    const double span = sqrt((double) issue->round_days / 30.0);
    const double concedes = circle.concedes ? 1.0 : 0.0;

    for (size_t a = 0; a < frame->model->counts.n_parties; a++) {
        const size_t s = a * frame->model->counts.n_issues + round->issue;
        const struct bh_stance_parameters *p = &frame->p->stance[s];
        const struct bh_party *party = &frame->model->parties[a];
        struct bh_stance_state *state = &round->own->stance[s];
        const uint32_t entity = party->key + 31u * issue->key;

        const bh_mask is_open = bh_is_set(state->open);

        if (!bh_any(is_open) || party->within != circle.within || party->has_factions) {
            continue;
        }
        const struct bh_pair u = bh_luck_pair(frame->luck, BH_STREAM_DRIFT, entity);
        const bh_f64 gap = outcome - state->position;
        const bh_f64 conceded = politics->concession * (1.0 - p->salience) * gap * concedes;
        const bh_f64 moved =
            state->position + conceded + politics->drift * span * bh_draw_normal(u.a);
        const bh_f64 kept = bh_clamp(moved, p->limit_low, p->limit_high);

        state->ideal = bh_select(is_open, state->ideal + (kept - state->position), state->ideal);
        state->position = bh_select(is_open, kept, state->position);
    }
}

/** The stance of a party whose factions bargain over it. */
static void
settle_factions(const struct bh_round *round, size_t whole)
{
    const struct bh_frame *frame = round->frame;
    const size_t s = whole * frame->model->counts.n_issues + round->issue;
    const struct bh_stance_parameters *p = &frame->p->stance[s];
    const enum bh_rule rule =
        frame->model->rule >= BH_RULE_SPATIAL ? BH_RULE_CHOICE : frame->model->rule;
    struct bh_stance_state *state = &round->own->stance[s];
    const bh_f64 total = open_parties(round, whole);
    const bh_mask any_open = total > 0.0;

    if (!bh_any(any_open)) {
        return;
    }
    const bh_f64 agreed = agreed_position(round, rule, bh_select(any_open, total, bh_splat(1.0)));
    const bh_f64 kept = bh_clamp(agreed, p->limit_low, p->limit_high);
    state->position = bh_select(any_open, kept, state->position);
    state->ideal = state->position;
    move_parties(round, (struct circle){whole, true}, bh_select(any_open, agreed, state->position));
}

static void
settle_all_factions(const struct bh_round *round)
{
    const struct bh_model *model = round->frame->model;

    for (size_t a = 0; a < model->counts.n_parties; a++) {
        if (model->parties[a].has_factions &&
            model->stances[a * model->counts.n_issues + round->issue].is_present) {
            settle_factions(round, a);
        }
    }
}

/** The outcome as vetoes allow it; `before` where they leave no room. */
static bh_f64
bounded_by_vetoes(const struct bh_round *round, bh_f64 agreed, bh_f64 before)
{
    const struct bh_model *model = round->frame->model;
    bh_f64 low = bh_splat(0.0);
    bh_f64 high = bh_splat(100.0);
    bool any = false;

    for (size_t a = 0; a < model->counts.n_parties; a++) {
        const size_t s = a * model->counts.n_issues + round->issue;

        if (model->stances[s].veto) {
            low = bh_max(low, round->frame->p->stance[s].limit_low);
            high = bh_min(high, round->frame->p->stance[s].limit_high);
            any = true;
        }
    }
    return any ? bh_select(low <= high, bh_clamp(agreed, low, high), before) : agreed;
}

/** The outcome of a round, and how parties take it. The weights of open parties must be set; under
 * a challenge model the round has been played. */
static void
conclude(const struct bh_round *round, bh_f64 total)
{
    const enum bh_rule rule = round->frame->model->rule;
    const bh_mask any_open = total > 0.0;

    if (!bh_any(any_open)) {
        return;
    }
    struct bh_issue_state *issue = &round->own->issue[round->issue];
    const bh_f64 agreed = agreed_position(round, rule, bh_select(any_open, total, bh_splat(1.0)));
    const bh_f64 outcome = bounded_by_vetoes(round, agreed, issue->outcome);

    issue->outcome = bh_select(any_open, outcome, issue->outcome);
    move_parties(round, (struct circle){BH_NONE, rule < BH_RULE_SPATIAL}, issue->outcome);
}

static bool
is_due(const struct bh_frame *frame, size_t issue)
{
    return frame->day % frame->model->issues[issue].round_days == 0;
}

/** All issues that are due, as one table of the spatial model. */
static void
bargain_together(const struct bh_frame *frame, struct bh_world *own)
{
    const size_t n_issues = frame->model->counts.n_issues;

    for (size_t i = 0; i < n_issues; i++) {
        const struct bh_round round = {frame, own, i};

        if (is_due(frame, i)) {
            settle_all_factions(&round);
            open_parties(&round, BH_NONE);
        }
    }
    bh_politics_play(frame, own, BH_NONE);
    for (size_t i = 0; i < n_issues; i++) {
        const struct bh_round round = {frame, own, i};

        if (is_due(frame, i)) {
            conclude(&round, open_parties(&round, BH_NONE));
        }
    }
}

static void
bargain_on(const struct bh_round *round)
{
    settle_all_factions(round);
    const bh_f64 total = open_parties(round, BH_NONE);
    if (round->frame->model->rule >= BH_RULE_SPATIAL) {
        bh_politics_play(round->frame, round->own, round->issue);
    }
    conclude(round, total);
}

/** Means a party brings to any issue: capability^power_exponent, 0 for capability 0. */
static void
prepare(const struct bh_frame *frame, struct bh_constants *own)
{
    for (size_t a = 0; a < frame->model->counts.n_parties; a++) {
        const bh_f64 capability = frame->p->party[a].capability;
        const bh_f64 power = bh_pow(bh_max(capability, bh_splat(1e-300)),
                                    frame->p->politics->power_exponent);

        own->power[a] = bh_select(capability > 0.0, power, bh_splat(0.0));
    }
}

static void
init(const struct bh_frame *frame, struct bh_world *own)
{
    const struct bh_counts *counts = &frame->model->counts;

    for (size_t i = 0; i < counts->n_issues; i++) {
        own->issue[i].outcome = frame->p->issue[i].status_quo;
    }
    for (size_t s = 0; s < counts->n_stances; s++) {
        const struct bh_stance_parameters *p = &frame->p->stance[s];

        own->stance[s].position = bh_clamp(p->position, p->limit_low, p->limit_high);
        own->stance[s].ideal = own->stance[s].position;
        own->stance[s].open = bh_splat(0.0);
        own->stance[s].weight = bh_splat(0.0);
    }
}

static void
step(const struct bh_frame *frame, struct bh_world *own)
{
    const struct bh_model *model = frame->model;

    if (model->rule == BH_RULE_SPATIAL && !model->plays_issues_apart) {
        bool any_due = false;

        for (size_t i = 0; i < model->counts.n_issues; i++) {
            any_due = any_due || is_due(frame, i);
        }
        if (any_due) {
            bargain_together(frame, own);
        }
        return;
    }
    for (size_t i = 0; i < model->counts.n_issues; i++) {
        const struct bh_round round = {frame, own, i};

        if (is_due(frame, i)) {
            bargain_on(&round);
        }
    }
}

const struct bh_module bh_module_politics = {"politics", prepare, init, step};
