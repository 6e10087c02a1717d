/** @file pack_invariants.c  Money and people are conserved, nothing is negative, caveats hold. */
#include "engine/invariants.h"

static bh_mask
always(void)
{
    return bh_is_set(bh_splat(1.0));
}

/** Exactly: sponsors' payments = lines' payments = ledger = cost; appropriated = balance + paid. */
static bh_mask
money_balances(const struct bh_frame *frame)
{
    const struct bh_view *w = frame->w;
    const size_t n = frame->model->counts.n_sponsors;
    bh_f64 by_sponsor = bh_splat(0.0), by_line = by_sponsor, by_entry = by_sponsor;
    bh_mask good = always();

    for (size_t s = 0; s < n; s++) {
        const struct bh_sponsor_state *sponsor = &w->sponsor[s];

        by_sponsor = by_sponsor + sponsor->paid;
        good = good & (sponsor->appropriated == sponsor->balance + sponsor->paid) &
               (sponsor->balance >= 0.0);
    }
    for (size_t line = 0; line < BH_N_LINES; line++) {
        by_line = by_line + w->line[line].paid;
        good = good & (w->line[line].arrears >= 0.0) & (w->line[line].unfunded >= 0.0);
        for (size_t s = 0; s < n; s++) {
            by_entry = by_entry + w->ledger[s * BH_N_LINES + line].paid;
        }
    }
    return good & (by_sponsor == by_line) & (by_line == by_entry) &
           (by_line == w->finance->cost) &
           (w->finance->billed == w->finance->cost + w->finance->unfunded);
}

/** No sponsor bears more than its share of the bill. */
static bh_mask
shares_are_kept(const struct bh_frame *frame)
{
    bh_mask good = always();

    for (size_t s = 0; s < frame->model->counts.n_sponsors; s++) {
        good = good & (frame->w->sponsor[s].paid <=
                       frame->p->sponsor[s].max_share * frame->w->finance->billed);
    }
    return good;
}

/** Exactly: every pledged person is in one stage. */
static bh_mask
contributed_add_up(const struct bh_frame *frame)
{
    const bh_f64 zero = bh_splat(0.0);
    bh_mask good = always();

    for (size_t i = 0; i < frame->option->forces.n; i++) {
        const struct bh_force *force = &frame->model->forces[frame->option->forces.at[i]];

        for (size_t k = 0; k < force->n_contributions; k++) {
            const size_t c = force->first_contribution + k;
            const struct bh_contribution_state *s = &frame->w->contribution[c];
            const bh_f64 sum = s->pledged + s->preparing + s->ready + s->deployed + s->rotating +
                               s->withdrawn + s->lost;

            good = good & (sum == bh_floor(frame->p->contribution[c].strength + 0.5)) &
                   (s->pledged >= zero) & (s->preparing >= zero) & (s->ready >= zero) &
                   (s->deployed >= zero) & (s->rotating >= zero) & (s->withdrawn >= zero) &
                   (s->lost >= zero) & (s->deployed == bh_floor(s->deployed));
        }
    }
    return good;
}

/** Exactly: every recruit is in one stage. */
static bh_mask
recruits_add_up(const struct bh_frame *frame)
{
    const bh_f64 zero = bh_splat(0.0);
    bh_mask good = always();

    for (size_t i = 0; i < frame->option->forces.n; i++) {
        const size_t f = frame->option->forces.at[i];
        const struct bh_force_state *s = &frame->w->force[f];

        if (frame->model->forces[f].kind != BH_LOCAL) {
            continue;
        }
        const bh_f64 sum = s->vetting + s->vetted + s->training + s->field + s->ready +
                           s->deployed + s->left + s->lost;
        good = good & (sum == s->recruited) & (s->vetting >= zero) & (s->vetted >= zero) &
               (s->training >= zero) & (s->field >= zero) & (s->ready >= zero) &
               (s->deployed >= zero) & (s->deployed == bh_floor(s->deployed));
    }
    return good;
}

/** Every death in the force is struck off some unit, the day after. */
static bh_mask
casualties_add_up(const struct bh_frame *frame)
{
    bh_f64 struck = bh_splat(0.0);

    for (size_t i = 0; i < frame->option->forces.n; i++) {
        struck = struck + frame->w->force[frame->option->forces.at[i]].lost;
    }
    const struct bh_security_state *security = frame->w->security;
    return struck == security->force_deaths - security->force_deaths_today;
}

/** Residents + dead + departed = start + born, to rounding; nobody is negative. */
static bh_mask
people_add_up(const struct bh_frame *frame)
{
    const struct bh_relief_state *relief = frame->w->relief;
    bh_f64 start = bh_splat(0.0);
    bh_f64 away = bh_splat(0.0);
    bh_mask good = always();

    for (size_t d = 0; d < frame->model->counts.n_areas; d++) {
        const struct bh_area_relief_state *area = &frame->w->area_relief[d];

        start = start + frame->p->area[d].present;
        away = away + area->away;
        good = good & (area->settled >= 0.0) & (area->sheltering >= 0.0) &
               (area->away >= -1e-6) & (area->stock >= 0.0);
    }
    const bh_f64 error = relief->residents + relief->dead + relief->departed - relief->born - start;
    const bh_f64 bound = 1e-9 * bh_max(start, bh_splat(1.0));
    return good & (bh_abs(error) <= bound) & (bh_abs(away - relief->displaced) <= bound);
}

/** Shares stay shares. */
static bh_mask
shares_are_shares(const struct bh_frame *frame)
{
    const bh_f64 zero = bh_splat(0.0), one = bh_splat(1.0);
    bh_mask good = always();

    for (size_t d = 0; d < frame->model->counts.n_areas; d++) {
        const struct bh_area_population_state *p = &frame->w->area_population[d];
        const struct bh_area_governance_state *g = &frame->w->area_governance[d];
        const struct bh_area_relief_state *r = &frame->w->area_relief[d];
        const struct bh_area_security_state *s = &frame->w->area_security[d];

        good = good & (p->legitimacy >= zero) & (p->legitimacy <= one) & (p->safety >= zero) &
               (p->safety <= one) & (g->services >= zero) & (g->services <= one) &
               (r->food_met >= zero) & (r->food_met <= one) & (r->water_met <= one) &
               (r->housing >= zero) & (r->housing <= one) & (r->undernourishment >= zero) &
               (r->undernourishment <= one) & (s->fighters >= zero) & (s->incidents >= zero) &
               (s->incidents == bh_floor(s->incidents)) & (s->incidents_30d >= zero);
    }
    return good;
}

/** Positions stay inside red lines, outcomes on the scale. */
static bh_mask
red_lines_hold(const struct bh_frame *frame)
{
    bh_mask good = always();

    for (size_t s = 0; s < frame->model->counts.n_stances; s++) {
        const struct bh_stance_parameters *p = &frame->p->stance[s];
        const bh_f64 x = frame->w->stance[s].position;

        if (frame->model->stances[s].is_present && frame->model->n_events == 0) {
            good = good & (x >= p->limit_low) & (x <= p->limit_high);
        }
    }
    for (size_t i = 0; i < frame->model->counts.n_issues; i++) {
        good = good & (frame->w->issue[i].outcome >= 0.0) &
               (frame->w->issue[i].outcome <= 100.0);
    }
    return good;
}

/** A sponsor's caveat on its party's own personnel in any area. */
static bh_mask
caveats_hold(const struct bh_frame *frame)
{
    const struct bh_model *model = frame->model;
    bh_mask good = always();

    for (size_t s = 0; s < model->counts.n_sponsors; s++) {
        if (model->sponsors[s].party == BH_NONE) {
            continue;
        }
        bh_f64 personnel = bh_splat(0.0);
        for (size_t c = 0; c < model->counts.n_contributions; c++) {
            if (model->contributions[c].party == model->sponsors[s].party) {
                personnel = personnel + frame->w->contribution[c].deployed;
            }
        }
        good = good & (personnel <= bh_splat(model->sponsors[s].personnel_in_area));
    }
    return good;
}

const struct bh_invariant bh_invariants[] = {
    {"money in and money out differ", money_balances},
    {"a sponsor bears more than its largest share", shares_are_kept},
    {"a contribution's persons do not add up to its strength", contributed_add_up},
    {"a local force's persons do not add up to its recruits", recruits_add_up},
    {"casualties were not struck off", casualties_add_up},
    {"people do not add up", people_add_up},
    {"a share left 0 to 1", shares_are_shares},
    {"a position crossed a red line", red_lines_hold},
    {"a caveat on personnel is broken", caveats_hold},
};
const size_t bh_n_invariants = sizeof bh_invariants / sizeof bh_invariants[0];
