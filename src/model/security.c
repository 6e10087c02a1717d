/** @file security.c  Incidents, their victims, and fighters.
 *
 *  Layer: model.  Reads garrison, population, relief (yesterday's), conditions.
 *
 *  Incidents in an area are a self-exciting process in days (Hawkes 1971; Lewis et al. 2012 fit it
 *  to violence in Iraq):
 *
 *      lambda_d = kappa S_d [war_factor] exp(-eta min(rho_d, rho_saturation)
 *                                             + k_legitimacy (0.5 - L_d) + k_need (1 - needs_d))
 *               + (e^beta - 1) sum_e B_de y_e
 *      n_d ~ Poisson(lambda_d),    y_d <- e^-beta (y_d + n_d)
 *
 *  The factor e^beta - 1 makes one incident trigger exactly sum_d B_de further ones, so that the
 *  long-run mean is mu / (1 - branching). B gives `spill` of the branching to the neighbours in
 *  equal parts; an area without neighbours keeps all. Its columns sum to `branching`, which is
 *  therefore its spectral radius.
 *
 *  Deaths per incident are negative binomial; the sum over n incidents is again negative binomial
 *  with n times the size, and is drawn at once.
 *
 *  Fighters (Kress & Szechtman 2009): of gamma E strikes a day a share mu + (1 - mu) S/N hits
 *  fighters, the rest is harm to bystanders; mu = intelligence * L. Recruitment is
 *  recruitment N (1-L)^2; under an amnesty demobilisation S L fighters a day give up. */
#include "base/draw.h"
#include "base/lmath.h"
#include "model/evaluate.h"
#include "model/streams.h"

/** What is the same for all areas on one day. */
struct today {
    bh_f64 factor;  /* war_factor or 1 */
    bh_f64 amnesty; /* 1 while it holds */
    struct bh_negative_binomial victims; /* civilian deaths of one incident */
};

/** The areas from `first` on whose counts are drawn together. */
struct areas {
    size_t first;
    struct bh_triple luck[BH_DRAW_BATCH];
    struct bh_batch draw;
};

static bh_f64 *
ring_of(const struct bh_frame *frame, struct bh_world *own, uint32_t day)
{
    return own->incidents_ring + (day % BH_WINDOW_DAYS) * frame->model->counts.n_areas;
}

/** Incidents that earlier ones trigger in `area` today. */
static bh_f64
excitation(const struct bh_frame *frame, size_t area)
{
    const struct bh_list *borders = &frame->model->areas[area].borders;
    const struct bh_area_constants *k = frame->k->area;
    const struct bh_area_security_state *state = frame->w->area_security;
    bh_f64 sum = k[area].keeps * state[area].memory;

    for (size_t i = 0; i < borders->n; i++) {
        sum = sum + k[borders->at[i]].gives * state[borders->at[i]].memory;
    }
    return sum;
}

static bh_f64
background(const struct bh_frame *frame, const struct today *today, size_t area)
{
    const struct bh_security_parameters *p = frame->p->security;
    const struct bh_view *w = frame->w;
    const bh_f64 force = bh_min(w->garrison[area].per_1000, p->rho_saturation);
    const bh_f64 mood = p->k_legitimacy * (0.5 - w->area_population[area].legitimacy) +
                        p->k_need * (1.0 - w->area_relief[area].needs_met) - p->eta * force;

    return p->kappa * w->area_security[area].fighters * today->factor * bh_exp(mood);
}

/** Persons of all forces posted in an area. */
static bh_f64
personnel_in(const struct bh_frame *frame, size_t area)
{
    const struct bh_counts *counts = &frame->model->counts;
    bh_f64 sum = bh_splat(0.0);

    for (size_t f = 0; f < counts->n_forces; f++) {
        sum = sum + frame->w->post[f * counts->n_areas + area].personnel;
    }
    return sum;
}

/** Draws the personnel killed in `n` incidents. Hardly ever anybody is: the 24 bits that INCIDENT's
 *  pair leaves over are the first of the uniform, and settle that without a draw of its own. */
static bh_f64
losses(const struct bh_frame *frame, bh_f64 n, bh_f64 first_bits, size_t area)
{
    const struct bh_security_parameters *p = frame->p->security;
    const struct bh_garrison_state *garrison = &frame->w->garrison[area];
    const bh_f64 exposure =
        bh_min(garrison->per_1000 / frame->p->hostilities->rho_ref, bh_splat(1.0));
    const bh_f64 mean = p->force_deaths * exposure;

    if (!bh_any(bh_count_may_be_some(n * mean, (first_bits + 1.0) * 0x1p-24))) {
        return bh_splat(0.0);
    }
    const struct bh_pair rest =
        bh_luck_pair(frame->luck, BH_STREAM_CASUALTY, frame->model->areas[area].key);
    const bh_f64 u = bh_min((first_bits + rest.a) * 0x1p-24, bh_splat(1.0 - 0x1p-53));
    const struct bh_negative_binomial law = bh_negative_binomial_make(p->force_dispersion, mean);
    const bh_f64 there = bh_floor(personnel_in(frame, area) + 1e-9);

    return bh_min(bh_draw_negative_binomial(&law, n, u), there);
}

/** Draws today's incidents in every area of `areas`. */
static void
draw_incidents(const struct bh_frame *frame, struct bh_world *own, struct areas *areas)
{
    for (size_t i = 0; i < areas->draw.n; i++) {
        const size_t d = areas->first + i;

        areas->luck[i] =
            bh_luck_triple(frame->luck, BH_STREAM_INCIDENT, frame->model->areas[d].key);
        areas->draw.of[i] = bh_poisson(own->area_security[d].rate);
        areas->draw.u[i] = areas->luck[i].a;
    }
    bh_batch_draw(&areas->draw);
    for (size_t i = 0; i < areas->draw.n; i++) {
        own->area_security[areas->first + i].incidents = areas->draw.k[i];
    }
}

/** Draws whom they kill. */
static void
draw_deaths(const struct bh_frame *frame, const struct today *today, struct bh_world *own,
            struct areas *areas)
{
    for (size_t i = 0; i < areas->draw.n; i++) {
        areas->draw.of[i] = bh_negative_binomial_sum(
            &today->victims, own->area_security[areas->first + i].incidents);
        areas->draw.u[i] = areas->luck[i].b;
    }
    bh_batch_draw(&areas->draw);
    for (size_t i = 0; i < areas->draw.n; i++) {
        const size_t d = areas->first + i;
        struct bh_area_security_state *state = &own->area_security[d];

        state->civilian_deaths =
            bh_min(areas->draw.k[i], bh_floor(frame->w->area_relief[d].present));
        state->force_deaths = bh_splat(0.0);
        if (bh_any((state->incidents > 0.0) & (frame->w->garrison[d].effective > 0.0))) {
            state->force_deaths = losses(frame, state->incidents, areas->luck[i].rest, d);
        }
    }
}

/** Strikes against fighters, recruitment, demobilisation. */
static void
step_fighters(const struct bh_frame *frame, const struct today *today,
              struct bh_area_security_state *state, size_t area)
{
    const struct bh_security_parameters *p = frame->p->security;
    const bh_f64 residents = bh_max(frame->w->area_relief[area].present, bh_splat(1.0));
    const bh_f64 trust = frame->w->area_population[area].legitimacy;
    const bh_f64 known = p->intelligence * trust;
    const bh_f64 found = bh_min(known + (1.0 - known) * state->fighters / residents,
                                bh_splat(1.0));
    const bh_f64 strikes = p->gamma * frame->w->garrison[area].engaged;
    const bh_f64 hits = bh_min(strikes * found, state->fighters);
    const bh_f64 doubt = 1.0 - trust;
    const bh_f64 joined = p->recruitment * residents * doubt * doubt;
    const bh_f64 gave_up = p->demobilisation * state->fighters * trust * today->amnesty;

    state->fighters = bh_max(state->fighters + joined - hits - gave_up, bh_splat(0.0));
    state->collateral =
        state->collateral * (1.0 - 1.0 / BH_WINDOW_DAYS) + strikes * (1.0 - found);
}

static void
count_window(const struct bh_frame *frame, struct bh_world *own, size_t area)
{
    struct bh_area_security_state *state = &own->area_security[area];
    bh_f64 *ring = ring_of(frame, own, frame->day);
    const bh_f64 residents = bh_max(frame->w->area_relief[area].present, bh_splat(1.0));

    state->incidents_30d = state->incidents_30d + state->incidents - ring[area];
    ring[area] = state->incidents;
    state->incidents_per_100k = state->incidents_30d * 1e5 / residents;
}

static void
total(const struct bh_frame *frame, struct bh_world *own)
{
    struct bh_security_state *whole = own->security;
    const bh_f64 residents = bh_max(frame->w->relief->residents, bh_splat(1.0));

    whole->incidents_30d = bh_splat(0.0);
    whole->fighters = bh_splat(0.0);
    whole->force_deaths_today = bh_splat(0.0);
    for (size_t d = 0; d < frame->model->counts.n_areas; d++) {
        const struct bh_area_security_state *state = &own->area_security[d];

        whole->incidents_30d = whole->incidents_30d + state->incidents_30d;
        whole->fighters = whole->fighters + state->fighters;
        whole->force_deaths_today = whole->force_deaths_today + state->force_deaths;
        whole->civilian_deaths = whole->civilian_deaths + state->civilian_deaths;
    }
    /* never more than are there: areas round down separately, contributions may not cover all */
    whole->force_deaths_today = bh_min(whole->force_deaths_today, frame->w->forces->deployed);
    whole->force_deaths = whole->force_deaths + whole->force_deaths_today;
    whole->incidents_per_100k = whole->incidents_30d * 1e5 / residents;
}

static void
prepare(const struct bh_frame *frame, struct bh_constants *own)
{
    const struct bh_security_parameters *p = frame->p->security;
    const bh_f64 growth = bh_exp(p->beta);
    const bh_f64 triggered = p->branching * (growth - 1.0);

    own->decay = 1.0 / growth;
    own->victims = bh_negative_binomial_make(p->deaths_dispersion, p->deaths);
    own->war_victims = bh_negative_binomial_make(p->deaths_dispersion, p->deaths_war);
    for (size_t d = 0; d < frame->model->counts.n_areas; d++) {
        const size_t n = frame->model->areas[d].borders.n;

        own->area[d].keeps = n > 0 ? triggered * (1.0 - p->spill) : triggered;
        own->area[d].gives = n > 0 ? triggered * p->spill / (double) n : bh_splat(0.0);
    }
}

static void
init(const struct bh_frame *frame, struct bh_world *own)
{
    const bh_f64 trigger = bh_exp(frame->p->security->beta) - 1.0;

    for (size_t d = 0; d < frame->model->counts.n_areas; d++) {
        struct bh_area_security_state *state = &own->area_security[d];
        const struct bh_area_parameters *p = &frame->p->area[d];
        const bh_f64 start = bh_floor(p->incidents_30d + 0.5);

        state->fighters = p->fighters;
        state->incidents_30d = start;
        state->incidents_per_100k = start * 1e5 / bh_max(p->present, bh_splat(1.0));
        state->memory = start / (BH_WINDOW_DAYS * trigger); /* steady state of that many a day */
        for (uint32_t day = 0; day < BH_WINDOW_DAYS; day++) { /* whole incidents, evenly spread */
            ring_of(frame, own, day)[d] =
                bh_floor(start * ((day + 1.0) / BH_WINDOW_DAYS) + 1e-9) -
                bh_floor(start * ((double) day / BH_WINDOW_DAYS) + 1e-9);
        }
    }
    total(frame, own);
}

static void
step(const struct bh_frame *frame, struct bh_world *own)
{
    const struct bh_security_parameters *p = frame->p->security;
    const struct bh_constants *k = frame->k;
    const bh_mask war = bh_is_set(frame->w->hostilities->war);
    const struct today today = {
        .factor = bh_select(war, p->war_factor, bh_splat(1.0)),
        .amnesty = bh_one_if(bh_holds(frame, &frame->model->amnesty, false)),
        .victims = bh_negative_binomial_select(war, &k->war_victims, &k->victims),
    };
    const size_t n = frame->model->counts.n_areas;

    for (size_t d = 0; d < n; d++) { /* every rate before any area's memory moves */
        own->area_security[d].rate = background(frame, &today, d) + excitation(frame, d);
    }
    for (size_t d = 0; d < n; d += BH_DRAW_BATCH) {
        struct areas areas;

        areas.first = d;
        areas.draw.n = n - d < BH_DRAW_BATCH ? n - d : BH_DRAW_BATCH;
        draw_incidents(frame, own, &areas);
        draw_deaths(frame, &today, own, &areas);
    }
    for (size_t d = 0; d < n; d++) {
        struct bh_area_security_state *state = &own->area_security[d];

        state->memory = k->decay * (state->memory + state->incidents);
        step_fighters(frame, &today, state, d);
        count_window(frame, own, d);
    }
    total(frame, own);
}

const struct bh_module bh_module_security = {"security", prepare, init, step};
