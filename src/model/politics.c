/** @file politics.c  Parties bargain over issues.
 *
 *  Layer: model.  Reads conditions through opens_when (yesterday's).
 *
 *  Every round the open parties bargain with weight w = capability^power_exponent * salience. The
 *  outcome is the plan's choice of rule:
 *
 *      choice   U(y) = -sum w |y - x| / sum w over the open positions x,
 *               p(y) ~ exp(U(y)/temperature) over the distinct open positions y, X = sum p y
 *               (kin of the probabilistic Condorcet election of KTAB)
 *      mean     X = sum w x / sum w
 *      median   the least open position with half the weight at or below it
 *
 *  Then each open party concedes, x += concession (1 - salience)(X - x), and drifts by
 *  N(0, drift sqrt(round/30)); both stay inside its red lines. A party that is not open keeps its
 *  position. With no open party of any weight the outcome stays.
 *
 *  Cost of a round: parties^2 per issue. */
#include "base/draw.h"
#include "base/lmath.h"
#include "model/evaluate.h"
#include "model/streams.h"

#include <math.h>

/** One issue's table: what bargaining needs of each party. */
struct table {
    const struct bh_frame *frame;
    struct bh_world *own;
    size_t issue;
    size_t n_parties;
};

static size_t
stance_of(const struct table *table, size_t party)
{
    return party * table->frame->model->counts.n_issues + table->issue;
}

static bh_f64
position_of(const struct table *table, size_t party)
{
    return table->own->stance[stance_of(table, party)].position;
}

static bh_f64
weight_of(const struct table *table, size_t party)
{
    return table->own->stance[stance_of(table, party)].weight;
}

/** Means a party brings to any issue: capability^power_exponent, 0 for capability 0. */
static bh_f64
power_of(const struct bh_parameters *p, size_t party)
{
    const bh_f64 capability = p->party[party].capability;
    const bh_f64 power = bh_pow(bh_max(capability, bh_splat(1e-300)), p->politics->power_exponent);

    return bh_select(capability > 0.0, power, bh_splat(0.0));
}

static bh_f64
mean_position(const struct table *table, bh_f64 total)
{
    bh_f64 sum = bh_splat(0.0);

    for (size_t a = 0; a < table->n_parties; a++) {
        sum = sum + weight_of(table, a) * position_of(table, a);
    }
    return sum / total;
}

static bh_f64
median_position(const struct table *table, bh_f64 total)
{
    bh_f64 median = bh_splat(100.0);

    for (size_t a = 0; a < table->n_parties; a++) {
        const bh_f64 x = position_of(table, a);
        bh_f64 below = bh_splat(0.0);

        for (size_t b = 0; b < table->n_parties; b++) {
            below = below + bh_select(position_of(table, b) <= x, weight_of(table, b),
                                      bh_splat(0.0));
        }
        const bh_mask is_open = weight_of(table, a) > 0.0;
        median = bh_select(is_open & (below >= 0.5 * total), bh_min(median, x), median);
    }
    return median;
}

static bh_f64
chosen_position(const struct table *table, bh_f64 total)
{
    const bh_f64 temperature = table->frame->p->politics->temperature;
    bh_f64 sum = bh_splat(0.0);
    bh_f64 norm = bh_splat(0.0);

    for (size_t a = 0; a < table->n_parties; a++) {
        const bh_f64 y = position_of(table, a);
        bh_f64 distance = bh_splat(0.0);
        bh_mask is_new = weight_of(table, a) > 0.0;

        for (size_t b = 0; b < table->n_parties; b++) {
            const bh_f64 weight = weight_of(table, b);
            const bh_f64 x = position_of(table, b);

            distance = distance + weight * bh_abs(y - x);
            if (b < a) { /* a position held by two parties is one alternative */
                is_new = is_new & bh_not((x == y) & (weight > 0.0));
            }
        }
        const bh_f64 p = bh_select(is_new, bh_exp(-distance / (total * temperature)),
                                   bh_splat(0.0));
        sum = sum + p * y;
        norm = norm + p;
    }
    return sum / norm;
}

static bh_f64
agreed_position(const struct table *table, bh_f64 total)
{
    switch (table->frame->model->rule) {
    case BH_RULE_MEAN:
        return mean_position(table, total);
    case BH_RULE_MEDIAN:
        return median_position(table, total);
    case BH_RULE_CHOICE:
        break;
    }
    return chosen_position(table, total);
}

/** Settles who takes part and with what weight. @return the sum of weights. */
static bh_f64
open_parties(const struct table *table)
{
    const struct bh_frame *frame = table->frame;
    bh_f64 total = bh_splat(0.0);

    for (size_t a = 0; a < table->n_parties; a++) {
        const size_t s = stance_of(table, a);
        const struct bh_stance *stance = &frame->model->stances[s];
        const bh_mask is_open =
            bh_holds(frame, &stance->opens_when, true) | bh_is_set(frame->p->stance[s].open);

        struct bh_stance_state *state = &table->own->stance[s];

        state->open = stance->is_present ? bh_one_if(is_open) : bh_splat(0.0);
        state->weight = power_of(frame->p, a) * frame->p->stance[s].salience * state->open;
        total = total + state->weight;
    }
    return total;
}

/** Concession and drift of the open parties after an outcome. */
static void
move_parties(const struct table *table, bh_f64 outcome)
{
    const struct bh_frame *frame = table->frame;
    const struct bh_politics_parameters *politics = frame->p->politics;
    const struct bh_issue *issue = &frame->model->issues[table->issue];
    const double span = sqrt((double) issue->round_days / 30.0);

    for (size_t a = 0; a < table->n_parties; a++) {
        const size_t s = stance_of(table, a);
        const struct bh_stance_parameters *p = &frame->p->stance[s];
        struct bh_stance_state *state = &table->own->stance[s];
        const uint32_t entity = frame->model->parties[a].key + 31u * issue->key;

        if (!frame->model->stances[s].is_present) {
            continue;
        }
        const struct bh_pair u = bh_luck_pair(frame->luck, frame->day, BH_STREAM_DRIFT, entity);
        const bh_f64 gap = outcome - state->position;
        const bh_f64 moved = state->position + politics->concession * (1.0 - p->salience) * gap +
                             politics->drift * span * bh_draw_normal(u.a);
        const bh_f64 kept = bh_clamp(moved, p->limit_low, p->limit_high);

        state->position = bh_select(bh_is_set(state->open), kept, state->position);
    }
}

static void
bargain(const struct table *table)
{
    const bh_f64 total = open_parties(table);
    const bh_mask any_open = total > 0.0;
    if (!bh_any(any_open)) {
        return;
    }
    struct bh_issue_state *issue = &table->own->issue[table->issue];
    const bh_f64 agreed = agreed_position(table, bh_select(any_open, total, bh_splat(1.0)));

    issue->outcome = bh_select(any_open, agreed, issue->outcome);
    move_parties(table, issue->outcome);
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
        own->stance[s].open = bh_splat(0.0);
        own->stance[s].weight = bh_splat(0.0);
    }
}

static void
step(const struct bh_frame *frame, struct bh_world *own)
{
    for (size_t i = 0; i < frame->model->counts.n_issues; i++) {
        const struct table table = {frame, own, i, frame->model->counts.n_parties};

        if (frame->day % frame->model->issues[i].round_days == 0) {
            bargain(&table);
        }
    }
}

const struct bh_module bh_module_politics = {"politics", init, step};
