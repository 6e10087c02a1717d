/** @file relief.c  People, food, water, shelter, homes.
 *
 *  Layer: model.  Reads hostilities, finance, security, population, governance.
 *
 *  People of an area's homes are settled in it or away; displaced people shelter in some area. The
 *  sum of `away` over areas is the sum of `sheltering`; settled + sheltering is who is present.
 *  People are real numbers here (expected persons): residents + displaced + dead + departed =
 *  start + born, to rounding.
 *
 *  Food: trucks enter through crossings, are distributed by population, and reach people with
 *  access and money; needs are the minimums of the Sphere Handbook 2018. A shortfall feeds an
 *  undernourishment index U with memory, and mortality per 10 000 and day is
 *
 *      m = baseline + (emergency - baseline) (U / emergency_index)^2
 *
 *  Homes are lost in war and rebuilt with money, access and material. Displaced people return at
 *  the rate returns * safety * housing * services while a ceasefire holds. */
#include "base/lmath.h"
#include "model/evaluate.h"

static bh_f64
share_of(bh_f64 part, bh_f64 whole)
{
    return bh_select(whole > 0.0, part / bh_max(whole, bh_splat(1e-9)), bh_splat(0.0));
}

/** Trucks that enter today. */
static bh_f64
trucks_today(const struct bh_frame *frame)
{
    const struct bh_relief_parameters *p = frame->p->relief;
    const bh_mask war = bh_is_set(frame->w->hostilities->war);
    const bh_f64 entry = bh_select(war, p->war_entry, bh_splat(1.0));
    bh_f64 sum = bh_splat(0.0);

    for (size_t c = 0; c < frame->model->counts.n_crossings; c++) {
        const struct bh_crossing_parameters *crossing = &frame->p->crossing[c];
        const bh_mask open = bh_holds(frame, &frame->model->crossings[c].open_when, true);

        sum = sum + bh_select(open, crossing->trucks * crossing->open_share, bh_splat(0.0));
    }
    return sum * entry * frame->w->line[BH_LINE_RELIEF].funded;
}

/** Food: eats from what arrives and what is in stock. */
static void
step_food(const struct bh_frame *frame, struct bh_area_relief_state *state, bh_f64 delivered)
{
    const struct bh_relief_parameters *p = frame->p->relief;
    const bh_f64 need = p->kcal_need * state->present;
    const bh_f64 supply = state->stock + delivered + p->kcal_local * state->present;
    const bh_f64 eaten = bh_min(supply, need);

    state->food_met = bh_select(need > 0.0, share_of(eaten, need), bh_splat(1.0));
    state->stock = bh_min(supply - eaten, p->food_stock * need);
}

/** Water and shelter, and the mean of the three needs. */
static void
step_needs(const struct bh_frame *frame, struct bh_area_relief_state *state, size_t area)
{
    const struct bh_relief_parameters *p = frame->p->relief;
    const struct bh_area_governance_state *governance = &frame->w->area_governance[area];
    const bh_f64 reach = frame->w->line[BH_LINE_RELIEF].funded * governance->access;
    const bh_f64 water = p->water_network * governance->services + p->water_relief * reach;
    const bh_f64 sheltered = state->settled + state->sheltering * p->shelter_cover * reach;

    state->water_met = bh_min(water * frame->k->per_water_need, bh_splat(1.0));
    state->shelter_met =
        bh_select(state->present > 0.0, share_of(sheltered, state->present), bh_splat(1.0));
    state->needs_met =
        (state->food_met + state->water_met + state->shelter_met) * (1.0 / 3.0);
}

static void
step_health(const struct bh_frame *frame, struct bh_area_relief_state *state)
{
    const struct bh_relief_parameters *p = frame->p->relief;
    const bh_f64 hunger = 1.0 - state->food_met;
    const bh_f64 excess = bh_max(p->emergency - p->mortality, bh_splat(0.0));
    const bh_f64 gap = hunger - state->undernourishment;

    state->undernourishment = state->undernourishment + gap * frame->k->per_nutrition_memory;
    const bh_f64 degree = state->undernourishment * frame->k->per_emergency_index;
    state->mortality = p->mortality + excess * degree * degree;
}

/** Births, deaths and departures of one area. They fall on settled and sheltering alike. */
static void
step_vital(const struct bh_frame *frame, struct bh_world *own, size_t area)
{
    const struct bh_relief_parameters *p = frame->p->relief;
    struct bh_area_relief_state *state = &own->area_relief[area];
    struct bh_relief_state *whole = own->relief;
    const bh_f64 there = state->present;
    const bh_f64 violent = frame->w->area_security[area].civilian_deaths;
    const bh_f64 died = bh_min(there * state->mortality * 1e-4 + violent, there);
    const bh_f64 born = there * p->births * 1e-4;
    const bh_f64 left = bh_min(there * p->departures, there - died);
    const bh_f64 growth = 1.0 + share_of(born - died - left, there);

    state->settled = state->settled * growth;
    state->sheltering = state->sheltering * growth;
    whole->dead = whole->dead + died;
    whole->born = whole->born + born;
    whole->departed = whole->departed + left;
    whole->excess_deaths =
        whole->excess_deaths + there * (state->mortality - p->mortality) * 1e-4;
}

/** Homes lost or rebuilt. @return the cost of rebuilding at full pace for one day. */
static bh_f64
step_housing(const struct bh_frame *frame, struct bh_area_relief_state *state, size_t area,
             bh_mask rebuilding)
{
    const struct bh_relief_parameters *p = frame->p->relief;
    const bh_f64 zero = bh_splat(0.0);
    const bh_f64 pace =
        bh_select(rebuilding, frame->w->area_governance[area].access * p->material_entry, zero) *
        frame->k->per_rebuild;
    const bh_f64 planned = bh_min(pace, 1.0 - state->housing);
    const bh_f64 rebuilt = planned * frame->w->line[BH_LINE_RECONSTRUCTION].funded;
    const bh_f64 lost =
        bh_select(bh_is_set(frame->w->hostilities->war), p->destruction * state->housing, zero);

    state->housing = bh_clamp(state->housing + rebuilt - lost, zero, bh_splat(1.0));
    return planned * frame->p->cost->housing * frame->p->area[area].residents;
}

/** Who flees today (in war) and who returns (under a ceasefire), for the homes of one area. */
static void
step_homes(const struct bh_frame *frame, struct bh_world *own, size_t area, bh_f64 *fled,
           bh_f64 *returned)
{
    const struct bh_relief_parameters *p = frame->p->relief;
    struct bh_area_relief_state *state = &own->area_relief[area];
    const bh_f64 ceasefire = frame->w->hostilities->ceasefire;
    const bh_f64 fit = frame->w->area_population[area].safety * state->housing *
                       frame->w->area_governance[area].services;
    const bh_f64 back = p->returns * fit * ceasefire * state->away;
    const bh_f64 out = p->flight * (1.0 - ceasefire) * state->settled;

    state->away = state->away + out - back;
    state->settled = state->settled + back - out;
    *fled = *fled + out;
    *returned = *returned + back;
}

/** Moves displaced people: those who return leave every shelter alike, those who flee go where
 *  people are. Keeps sum of away = sum of sheltering. */
static void
step_moves(const struct bh_frame *frame, struct bh_world *own)
{
    const size_t n = frame->model->counts.n_areas;
    const bh_f64 before = own->relief->displaced;
    const bh_f64 residents = own->relief->residents;
    bh_f64 fled = bh_splat(0.0);
    bh_f64 returned = bh_splat(0.0);

    for (size_t d = 0; d < n; d++) {
        step_homes(frame, own, d, &fled, &returned);
    }
    const bh_f64 stay = 1.0 - share_of(returned, before);
    for (size_t d = 0; d < n; d++) {
        struct bh_area_relief_state *state = &own->area_relief[d];

        state->sheltering = state->sheltering * stay + fled * share_of(state->present, residents);
    }
    own->relief->returned = own->relief->returned + returned;
}

/** Sums over areas; rescales `away` for the births and deaths among displaced people. */
static void
total(const struct bh_frame *frame, struct bh_world *own)
{
    const size_t n = frame->model->counts.n_areas;
    struct bh_relief_state *whole = own->relief;
    bh_f64 sheltering = bh_splat(0.0);
    bh_f64 away = bh_splat(0.0);
    bh_f64 settled = bh_splat(0.0);

    for (size_t d = 0; d < n; d++) {
        sheltering = sheltering + own->area_relief[d].sheltering;
        settled = settled + own->area_relief[d].settled;
        away = away + own->area_relief[d].away;
    }
    const bh_f64 scale = share_of(sheltering, away);
    for (size_t d = 0; d < n; d++) {
        own->area_relief[d].away = own->area_relief[d].away * scale;
        own->area_relief[d].present = own->area_relief[d].settled + own->area_relief[d].sheltering;
    }
    whole->displaced = sheltering;
    whole->residents = settled + sheltering;
}

/** Means over areas, weighted by who is present (homes: by residents before the war). */
static void
average(const struct bh_frame *frame, struct bh_world *own)
{
    struct bh_relief_state *whole = own->relief;
    const bh_f64 zero = bh_splat(0.0);
    bh_f64 food = zero, water = zero, hunger = zero, deaths = zero, homes = zero, owners = zero;

    for (size_t d = 0; d < frame->model->counts.n_areas; d++) {
        const struct bh_area_relief_state *state = &own->area_relief[d];
        const bh_f64 residents = frame->p->area[d].residents;

        food = food + state->food_met * state->present;
        water = water + state->water_met * state->present;
        hunger = hunger + state->undernourishment * state->present;
        deaths = deaths + state->mortality * state->present;
        homes = homes + state->housing * residents;
        owners = owners + residents;
    }
    whole->food_met = share_of(food, whole->residents);
    whole->water_met = share_of(water, whole->residents);
    whole->undernourishment = share_of(hunger, whole->residents);
    whole->mortality = share_of(deaths, whole->residents);
    whole->housing = share_of(homes, owners);
}

static bh_f64
relief_bill(const struct bh_frame *frame, const struct bh_world *own)
{
    bh_f64 in_need = bh_splat(0.0);

    for (size_t d = 0; d < frame->model->counts.n_areas; d++) {
        const struct bh_area_relief_state *state = &own->area_relief[d];
        const bh_f64 able = frame->w->area_governance[d].services * state->housing;

        in_need = in_need + state->present * (1.0 - able);
    }
    return in_need * frame->p->cost->relief_per_person;
}

static void
prepare(const struct bh_frame *frame, struct bh_constants *own)
{
    const struct bh_relief_parameters *p = frame->p->relief;

    own->per_water_need = 1.0 / p->water_need;
    own->per_nutrition_memory = 1.0 / p->nutrition_memory;
    own->per_emergency_index = 1.0 / p->emergency_index;
    own->per_rebuild = 1.0 / p->rebuild;
}

static void
init(const struct bh_frame *frame, struct bh_world *own)
{
    const size_t n = frame->model->counts.n_areas;
    bh_f64 missing = bh_splat(0.0);
    bh_f64 in_need = bh_splat(0.0); /* services are governance's, which is not set up yet: from p */

    for (size_t d = 0; d < n; d++) {
        const struct bh_area_parameters *p = &frame->p->area[d];
        struct bh_area_relief_state *state = &own->area_relief[d];

        state->sheltering = bh_min(p->displaced, p->present);
        state->settled = p->present - state->sheltering;
        state->away = bh_max(p->residents - state->settled, bh_splat(0.0));
        missing = missing + state->away;
        in_need = in_need + p->present * (1.0 - p->services * p->housing_intact);
        state->undernourishment = p->undernourishment;
        state->housing = p->housing_intact;
        state->food_met = 1.0 - p->undernourishment;
        state->water_met = state->food_met;
        state->shelter_met = bh_splat(1.0);
        state->needs_met = state->food_met;
        state->mortality = frame->p->relief->mortality;
    }
    /* where no home is missing, displaced people come from the area they shelter in */
    for (size_t d = 0; d < n; d++) {
        struct bh_area_relief_state *state = &own->area_relief[d];

        state->away = bh_select(missing > 0.0, state->away, state->sheltering);
    }
    total(frame, own);
    average(frame, own);
    own->bill[BH_LINE_RELIEF].due = in_need * frame->p->cost->relief_per_person;
}

static void
step(const struct bh_frame *frame, struct bh_world *own)
{
    const struct bh_relief_parameters *p = frame->p->relief;
    const bh_f64 trucks = trucks_today(frame);
    const bh_f64 food = trucks * p->food_share * p->kcal_per_truck;
    const bh_mask calm = bh_is_set(frame->w->hostilities->ceasefire);
    const bh_mask rebuilding = calm & bh_holds(frame, &frame->model->reconstruction_starts, true);
    bh_f64 rebuilding_cost = bh_splat(0.0);

    own->relief->trucks = trucks;
    for (size_t d = 0; d < frame->model->counts.n_areas; d++) {
        struct bh_area_relief_state *state = &own->area_relief[d];
        const bh_f64 part = share_of(state->present, own->relief->residents);

        step_food(frame, state, food * part * frame->w->area_governance[d].access);
        step_needs(frame, state, d);
        step_health(frame, state);
        rebuilding_cost = rebuilding_cost + step_housing(frame, state, d, rebuilding);
    }
    step_moves(frame, own);
    for (size_t d = 0; d < frame->model->counts.n_areas; d++) {
        struct bh_area_relief_state *state = &own->area_relief[d];

        state->present = state->settled + state->sheltering;
        step_vital(frame, own, d);
    }
    total(frame, own);
    average(frame, own);
    own->bill[BH_LINE_RELIEF].due = relief_bill(frame, own);
    own->bill[BH_LINE_RECONSTRUCTION].due = rebuilding_cost;
}

const struct bh_module bh_module_relief = {"relief", prepare, init, step};
