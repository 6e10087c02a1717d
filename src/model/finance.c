/** @file finance.c  Who pays for what: a double-entry ledger in whole cents.
 *
 *  Layer: model.  Reads bills (of forces, governance, relief; yesterday's) and conditions.
 *
 *  A sponsor can pay on a day when its conditions hold and it has had money for `lag` days. Each
 *  line, in the plan's order of priority, is split over its able sponsors in proportion to their
 *  shares; what one cannot give (no money left, or max_share of the whole bill reached) is split
 *  again over the others. What nobody can give is unfunded: owed as arrears on lines of pay, lost
 *  on the others. `funded` is the part of today's bill that was paid.
 *
 *  Invariants: sum of the ledger = paid by sponsors = paid for lines = cost;
 *  appropriated = balance + paid; no balance below zero. All exact, because every amount is a whole
 *  number below 2^53. */
#include "model/module.h"

#include <math.h>
#include <string.h>

/** Whether what is not paid for a line stays owed. */
static const bool owes[BH_N_LINES] = {
#define L(ID, id, owes, title) [BH_LINE_##ID] = owes,
    BH_COST_LINES(L)
#undef L
};

/** The demand of one line on its way through the sponsors. */
struct split {
    const struct bh_frame *frame;
    struct bh_world *own;
    size_t line;
    const size_t *payer; /* [n] sponsors that pay for the line, and pay today in some lane */
    size_t n;
    bh_f64 left;     /* of today's demand */
    bh_mask goes_on; /* lanes that need another round */
};

/** Most that a sponsor can add today: its money, and its share of everything billed so far. */
static bh_f64
room_of(const struct split *split, size_t sponsor)
{
    const struct bh_sponsor_parameters *p = &split->frame->p->sponsor[sponsor];
    const struct bh_sponsor_state *state = &split->own->sponsor[sponsor];
    const bh_f64 cap = bh_floor(p->max_share * split->own->finance->billed) - state->paid;
    const bh_f64 money =
        bh_select(bh_is_set(p->bottomless), bh_splat(1e15), state->balance);
    const bh_f64 room = bh_max(bh_min(money, cap), bh_splat(0.0));

    return bh_select(bh_is_set(state->paying) & (p->share > 0.0), room, bh_splat(0.0));
}

static void
give(struct split *split, struct bh_sponsor_state *state, bh_f64 amount)
{
    state->room = state->room - amount;
    state->given = state->given + amount;
    split->left = split->left - amount;
}

/** Enters what a sponsor gave to the line into the books. */
static void
enter(struct split *split, size_t sponsor)
{
    struct bh_sponsor_state *state = &split->own->sponsor[sponsor];
    struct bh_ledger_state *entry = &split->own->ledger[sponsor * BH_N_LINES + split->line];
    const bh_f64 given = state->given;
    const bh_f64 short_of = bh_max(given - state->balance, bh_splat(0.0)); /* bottomless only */

    state->appropriated = state->appropriated + short_of;
    state->balance = state->balance + short_of - given;
    state->paid = state->paid + given;
    entry->paid = entry->paid + given;
}

/** One round in proportion to shares. @return whether somebody could still give more. */
static bool
share_out(struct split *split)
{
    const struct bh_sponsor_parameters *p = split->frame->p->sponsor;
    struct bh_sponsor_state *sponsor = split->own->sponsor;
    const bh_f64 zero = bh_splat(0.0);
    const bh_f64 demand = bh_select(split->goes_on, split->left, zero);
    bh_f64 shares = zero;
    bh_mask is_short = demand < 0.0;

    for (size_t i = 0; i < split->n; i++) {
        const size_t s = split->payer[i];

        shares = shares + bh_select(sponsor[s].room > 0.0, p[s].share, zero);
    }
    const bh_f64 unit = demand / bh_max(shares, bh_splat(1e-300));
    for (size_t i = 0; i < split->n; i++) {
        const size_t s = split->payer[i];
        const bh_f64 room = sponsor[s].room;
        const bh_f64 wanted = bh_floor(unit * p[s].share);

        is_short = is_short | ((wanted > room) & (room > 0.0));
        give(split, &sponsor[s], bh_min(bh_min(wanted, room), split->left));
    }
    split->goes_on = is_short & (split->left > 0.0); /* a lane that is done must not see the rounds
                                                        its neighbours still need */
    return bh_any(split->goes_on);
}

/** Asks the sponsors of a line for what is left, and enters what they give. */
static void
collect(struct split *split)
{
    struct bh_sponsor_state *sponsor = split->own->sponsor;

    for (size_t i = 0; i < split->n; i++) {
        sponsor[split->payer[i]].room = room_of(split, split->payer[i]);
        sponsor[split->payer[i]].given = bh_splat(0.0);
    }
    /* one sponsor alone gives what it can, below */
    for (size_t round = 0; split->n > 1 && round < split->n && share_out(split); round++) {
    }
    /* the few cents that rounding left, to the first sponsors that can */
    for (size_t i = 0; i < split->n; i++) {
        struct bh_sponsor_state *state = &sponsor[split->payer[i]];

        give(split, state, bh_min(state->room, split->left));
        enter(split, split->payer[i]);
    }
}

static void
step_line(const struct bh_frame *frame, struct bh_world *own, size_t line)
{
    struct bh_line_state *state = &own->line[line];
    const bh_f64 due = bh_floor(frame->w->bill[line].due + 0.5);
    const bh_f64 asked = due + state->arrears;
    const bh_mask asks = asked > 0.0;

    if (!bh_any(asks)) {
        state->funded = bh_splat(1.0);
        return;
    }
    struct split split = {
        .frame = frame,
        .own = own,
        .line = line,
        .payer = own->payer + line * frame->model->counts.n_sponsors,
        .n = own->n_payers[line],
        .left = asked,
        .goes_on = asks,
    };
    own->finance->billed = own->finance->billed + due;
    collect(&split);

    const bh_f64 paid = asked - split.left;
    const bh_f64 part = bh_min(paid / bh_max(due, bh_splat(1.0)), bh_splat(1.0));
    state->paid = state->paid + paid;
    own->finance->cost = own->finance->cost + paid;
    state->funded = bh_select(due > 0.0, part, bh_splat(1.0));
    state->unfunded = state->unfunded + due - paid;
    own->finance->unfunded = own->finance->unfunded + due - paid;
    if (owes[line]) {
        state->arrears = split.left;
        state->arrears_days = split.left / bh_max(due, bh_splat(1.0));
    }
}

/** Credits what was appropriated up to today. */
static void
credit(const struct bh_frame *frame, struct bh_world *own, size_t index)
{
    const struct bh_sponsor *sponsor = &frame->model->sponsors[index];
    struct bh_sponsor_state *state = &own->sponsor[index];
    const bh_f64 day = bh_frame_day(frame);

    for (size_t i = 0; i < sponsor->n_appropriations; i++) {
        const struct bh_appropriation_parameters *a =
            &frame->p->appropriation[sponsor->first_appropriation + i];
        const bh_mask is_past = (frame->day == 0) ? (a->on < 0.0) : (day < 0.0);
        const bh_mask is_due = is_past | ((a->on >= day) & (a->on < day + 1.0));
        const bh_f64 amount = bh_select(is_due, bh_floor(a->amount + 0.5), bh_splat(0.0));

        state->appropriated = state->appropriated + amount;
        state->balance = state->balance + amount;
    }
}

/** Settles whether a sponsor can pay today. @return whether it can in some lane. */
static bool
step_sponsor(const struct bh_frame *frame, struct bh_world *own, size_t index)
{
    const struct bh_sponsor_parameters *p = &frame->p->sponsor[index];
    struct bh_sponsor_state *state = &own->sponsor[index];
    const bh_f64 day = bh_frame_day(frame);
    const bh_mask ready = bh_frame_all_met(frame, frame->model->sponsors[index].requires) &
                          ((state->balance > 0.0) | bh_is_set(p->bottomless));
    const bh_f64 since = bh_select(state->ready_since < 0.0, day, state->ready_since);
    const bh_mask pays = ready & (day >= since + p->lag);

    state->ready_since = bh_select(ready, since, bh_splat(-1.0));
    state->paying = bh_one_if(pays);
    return bh_any(pays);
}

/** Lists, for every line, the able sponsors that pay for it. */
static void
list_payers(const struct bh_frame *frame, struct bh_world *own)
{
    const size_t n = frame->model->counts.n_sponsors;

    memset(own->n_payers, 0, BH_N_LINES * sizeof *own->n_payers);
    for (size_t s = 0; s < n; s++) {
        for (size_t line = 0; line < BH_N_LINES && own->is_able[s]; line++) {
            if (frame->model->sponsors[s].pays[line]) {
                own->payer[line * n + own->n_payers[line]++] = s;
            }
        }
    }
}

/** Marks the days on which money is appropriated in some lane. */
static void
prepare(const struct bh_frame *frame, struct bh_constants *own)
{
    const uint32_t days = frame->model->days;

    memset(own->is_credited, 0, days * sizeof *own->is_credited);
    for (size_t i = 0; i < frame->model->counts.n_appropriations; i++) {
        for (int l = 0; l < BH_LANES; l++) {
            const double on = fmax(bh_lane(&frame->p->appropriation[i].on, l), 0.0);

            if (on < (double) days) {
                own->is_credited[(uint32_t) on] = true;
            }
        }
    }
}

static void
init(const struct bh_frame *frame, struct bh_world *own)
{
    for (size_t s = 0; s < frame->model->counts.n_sponsors; s++) {
        own->sponsor[s].ready_since = bh_splat(-1.0);
    }
    for (size_t line = 0; line < BH_N_LINES; line++) {
        own->line[line].funded = bh_splat(1.0);
    }
}

static void
step(const struct bh_frame *frame, struct bh_world *own)
{
    const size_t n = frame->model->counts.n_sponsors;
    bool changed = frame->day == 0;

    for (size_t s = 0; s < n && frame->k->is_credited[frame->day]; s++) {
        credit(frame, own, s);
    }
    for (size_t s = 0; s < n; s++) {
        const bool is_able = step_sponsor(frame, own, s);

        changed |= is_able != own->is_able[s];
        own->is_able[s] = is_able;
    }
    if (changed) {
        list_payers(frame, own);
    }
    for (size_t i = 0; i < BH_N_LINES; i++) {
        step_line(frame, own, frame->model->priority[i]);
    }
}

const struct bh_module bh_module_finance = {"finance", prepare, init, step};
