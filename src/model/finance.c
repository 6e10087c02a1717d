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

/** Splits what is left of a demand over the sponsors of a line. */
struct split {
    const struct bh_frame *frame;
    struct bh_world *own;
    size_t line;
    bh_f64 left;     /* of today's demand */
    bh_mask goes_on; /* lanes that need another round */
};

/** Whether a sponsor pays for the line, and can pay today in some lane. */
static bool
takes_part(const struct split *split, size_t sponsor)
{
    return split->frame->model->sponsors[sponsor].pays[split->line] &&
           bh_any(bh_is_set(split->own->sponsor[sponsor].paying));
}

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

/** Settles what each sponsor can add to the line; none, for those who do not pay for it. */
static void
make_room(const struct split *split)
{
    for (size_t s = 0; s < split->frame->model->counts.n_sponsors; s++) {
        split->own->sponsor[s].room =
            takes_part(split, s) ? room_of(split, s) : bh_splat(0.0);
    }
}

static void
pay(struct split *split, size_t sponsor, bh_f64 amount)
{
    struct bh_world *own = split->own;
    struct bh_sponsor_state *state = &own->sponsor[sponsor];
    const bh_f64 short_of = bh_max(amount - state->balance, bh_splat(0.0)); /* bottomless only */

    state->appropriated = state->appropriated + short_of;
    state->balance = state->balance + short_of - amount;
    state->room = state->room - amount;
    state->paid = state->paid + amount;
    own->line[split->line].paid = own->line[split->line].paid + amount;
    struct bh_ledger_state *entry = &own->ledger[sponsor * BH_N_LINES + split->line];
    entry->paid = entry->paid + amount;
    own->finance->cost = own->finance->cost + amount;
    split->left = split->left - amount;
}

/** One round in proportion to shares. @return whether somebody could still give more. */
static bool
share_out(struct split *split)
{
    const size_t n = split->frame->model->counts.n_sponsors;
    const struct bh_sponsor_parameters *p = split->frame->p->sponsor;
    const struct bh_sponsor_state *sponsor = split->own->sponsor;
    const bh_f64 demand = bh_select(split->goes_on, split->left, bh_splat(0.0));
    bh_f64 shares = bh_splat(0.0);
    bh_mask is_short = demand < 0.0;

    for (size_t s = 0; s < n; s++) {
        shares = shares + bh_select(sponsor[s].room > 0.0, p[s].share, bh_splat(0.0));
    }
    const bh_f64 unit = demand / bh_max(shares, bh_splat(1e-300));
    for (size_t s = 0; s < n; s++) {
        const bh_f64 room = sponsor[s].room;

        if (bh_any(room > 0.0)) {
            const bh_f64 wanted = bh_floor(unit * p[s].share);

            is_short = is_short | ((wanted > room) & (room > 0.0));
            pay(split, s, bh_min(bh_min(wanted, room), split->left));
        }
    }
    split->goes_on = is_short & (split->left > 0.0); /* a lane that is done must not see the rounds
                                                        its neighbours still need */
    return bh_any(split->goes_on);
}

/** Gives the few cents that rounding left to the first sponsors that can. */
static void
share_cents(struct split *split)
{
    for (size_t s = 0; s < split->frame->model->counts.n_sponsors; s++) {
        if (!bh_any(split->left > 0.0)) {
            return;
        }
        pay(split, s, bh_min(split->own->sponsor[s].room, split->left));
    }
}

static void
step_line(const struct bh_frame *frame, struct bh_world *own, size_t line)
{
    struct bh_line_state *state = &own->line[line];
    const bh_f64 due = bh_floor(frame->w->bill[line].due + 0.5);
    const bh_f64 paid_before = state->paid;
    const bh_f64 asked = due + state->arrears;
    struct split split = {frame, own, line, asked, asked > 0.0};

    if (!bh_any(split.left > 0.0)) {
        state->funded = bh_splat(1.0);
        return;
    }
    own->finance->billed = own->finance->billed + due;
    make_room(&split);
    for (size_t round = 0; round < frame->model->counts.n_sponsors && share_out(&split); round++) {
    }
    share_cents(&split);

    const bh_f64 paid = state->paid - paid_before;
    const bh_f64 part = bh_min(paid / bh_max(due, bh_splat(1.0)), bh_splat(1.0));
    state->funded = bh_select(due > 0.0, part, bh_splat(1.0));
    state->unfunded = state->unfunded + due - paid;
    own->finance->unfunded = own->finance->unfunded + due - paid;
    if (bh_line_owes((enum bh_line) line)) {
        state->arrears = split.left;
        state->arrears_days = split.left / bh_max(due, bh_splat(1.0));
    }
}

/** Credits what was appropriated up to today and settles who can pay. */
static void
step_sponsor(const struct bh_frame *frame, struct bh_world *own, size_t index)
{
    const struct bh_sponsor *sponsor = &frame->model->sponsors[index];
    const struct bh_sponsor_parameters *p = &frame->p->sponsor[index];
    struct bh_sponsor_state *state = &own->sponsor[index];
    const bh_f64 day = bh_frame_day(frame);

    for (size_t i = 0; i < sponsor->n_appropriations; i++) {
        const struct bh_appropriation_parameters *a =
            &frame->p->appropriation[sponsor->first_appropriation + i];
        const bh_mask is_past = (frame->day == 0) ? (a->on < 0.0) : (day < 0.0);
        const bh_mask is_due = is_past | ((a->on >= day) & (a->on < day + 1.0));

        if (!bh_any(is_due)) {
            continue;
        }
        const bh_f64 credit = bh_select(is_due, bh_floor(a->amount + 0.5), bh_splat(0.0));

        state->appropriated = state->appropriated + credit;
        state->balance = state->balance + credit;
    }
    const bh_mask ready = bh_frame_all_met(frame, sponsor->requires) &
                          ((state->balance > 0.0) | bh_is_set(p->bottomless));
    const bh_f64 since = bh_select(state->ready_since < 0.0, day, state->ready_since);
    state->ready_since = bh_select(ready, since, bh_splat(-1.0));
    state->paying = bh_one_if(ready & (day >= state->ready_since + p->lag));
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
    for (size_t s = 0; s < frame->model->counts.n_sponsors; s++) {
        step_sponsor(frame, own, s);
    }
    for (size_t i = 0; i < BH_N_LINES; i++) {
        step_line(frame, own, frame->model->priority[i]);
    }
}

const struct bh_module bh_module_finance = {"finance", NULL, init, step};
