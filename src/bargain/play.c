/** @file play.c  One play of a table. */
#include "bargain/play.h"

#include "base/err.h"
#include "base/philox_scalar.h"

#include <math.h>
#include <string.h>

#define CHALLENGE_ROUNDS 10
#define LUCK_OF_TRANSITIONS 1 /* third word of the counter; draws of inputs have 0 */
#define SAME_POSITION 1e-3

static double *
numbers(struct bh_arena *arena, size_t n)
{
    return bh_arena_alloc(arena, (n + 1) * sizeof(double));
}

bool
bh_play_make(struct bh_play *play, const struct bh_table *table, const struct bh_rules *rules,
             struct bh_arena *arena)
{
    const size_t n = table->n_actors;
    const size_t d = table->n_issues;
    const size_t bytes = rules->is_spatial ? bh_spatial_bytes(n, d) : bh_challenge_bytes(n);

    *play = (struct bh_play){.table = table, .rules = rules};
    play->inputs.capability = numbers(arena, n);
    play->inputs.position = numbers(arena, n * d);
    play->inputs.salience = numbers(arena, n * d);
    play->position = numbers(arena, n * d);
    play->standing = numbers(arena, n);
    play->capability = numbers(arena, n);
    play->salience = numbers(arena, n * d);
    play->accommodation = numbers(arena, table->accommodation == NULL ? 1 : n * n);
    play->draws = numbers(arena, n);
    play->column = numbers(arena, 2 * n);
    play->chances = numbers(arena, n);
    play->memory = bh_arena_alloc(arena, bytes);
    play->actor = bh_arena_alloc(arena, (n + 1) * sizeof *play->actor);
    play->encounters = bh_arena_alloc(arena, 2 * (n + 1) * (d + 1) * sizeof *play->encounters);
    return play->inputs.capability != NULL && play->inputs.position != NULL &&
           play->inputs.salience != NULL && play->position != NULL && play->standing != NULL &&
           play->capability != NULL && play->salience != NULL && play->accommodation != NULL &&
           play->draws != NULL && play->column != NULL && play->chances != NULL &&
           play->memory != NULL && play->actor != NULL && play->encounters != NULL;
}

/** Whether actor a is to be taken before b: more capability first, then by saliences, then by
 *  distance from the middle, then by position; equals stay in the file's order. */
static bool
precedes(const struct bh_play *play, size_t a, size_t b)
{
    const size_t d = play->table->n_issues;
    const struct bh_inputs *in = &play->inputs;

    if (in->capability[a] != in->capability[b]) {
        return in->capability[a] > in->capability[b];
    }
    for (size_t k = 0; k < d; k++) {
        if (in->salience[a * d + k] != in->salience[b * d + k]) {
            return in->salience[a * d + k] > in->salience[b * d + k];
        }
    }
    for (size_t k = 0; k < d; k++) {
        if (in->position[a * d + k] != in->position[b * d + k]) {
            return in->position[a * d + k] < in->position[b * d + k];
        }
    }
    return false;
}

/** Lists who takes part. `issue` is one, or n_issues for all together. */
static void
gather(struct bh_play *play, size_t issue)
{
    const size_t d = play->table->n_issues;
    const bool sorts = play->rules->spatial.of[BH_SPATIAL_ORDER] == 0;

    play->n = 0;
    for (size_t a = 0; a < play->table->n_actors; a++) {
        double salience = 0.0;
        size_t at = play->n;

        for (size_t k = 0; k < d; k++) {
            salience += issue == d || issue == k ? play->inputs.salience[a * d + k] : 0.0;
        }
        if (!(play->inputs.capability[a] > 0.0 && salience > 0.0)) {
            continue;
        }
        for (; sorts && at > 0 && precedes(play, a, play->actor[at - 1]); at--) {
            play->actor[at] = play->actor[at - 1];
        }
        play->actor[at] = a;
        play->n++;
    }
}

/** Sets the spatial model up for those who take part. */
static void
start_spatial(struct bh_play *play)
{
    const size_t d = play->table->n_issues;
    const double *follows = play->table->accommodation;

    double most = 0.0;

    for (size_t i = 0; i < play->n; i++) {
        most = fmax(most, play->inputs.capability[play->actor[i]]);
    }
    for (size_t i = 0; i < play->n; i++) {
        const size_t a = play->actor[i];
        const double capability = play->inputs.capability[a];

        /* shares, so that their unit does not matter beside the floors of the votes */
        play->capability[i] = play->rules->spatial.of[BH_SPATIAL_ORDER] == 0
                                  ? 100.0 * (capability / most)
                                  : capability;
        memcpy(play->salience + i * d, play->inputs.salience + a * d, d * sizeof(double));
        for (size_t j = 0; j < play->n && follows != NULL; j++) {
            play->accommodation[i * play->n + j] =
                follows[a * play->table->n_actors + play->actor[j]];
        }
    }
    play->spatial_case = (struct bh_spatial_case){
        .n = play->n,
        .d = d,
        .capability = play->capability,
        .salience = play->salience,
        .accommodation = follows == NULL ? NULL : play->accommodation,
        .options = play->rules->spatial,
    };
    bh_spatial_place(&play->spatial, &play->spatial_case, play->memory);
    for (size_t i = 0; i < play->n; i++) {
        const double *x = play->inputs.position + play->actor[i] * d;

        memcpy(play->spatial.position + i * d, x, d * sizeof(double));
        memcpy(play->spatial.ideal + i * d, x, d * sizeof(double));
    }
}

void
bh_play_start(struct bh_play *play)
{
    const size_t d = play->table->n_issues;

    memcpy(play->position, play->inputs.position,
           play->table->n_actors * d * sizeof *play->position);
    play->round = 0;
    play->is_settled = false;
    play->n_encounters = 0;
    gather(play, d);
    if (play->rules->is_spatial && play->n >= 2) {
        start_spatial(play);
    }
}

/** Uniforms of this round, named by actor, so that leaving one out moves nobody's luck. */
static void
draw_luck(struct bh_play *play)
{
    const uint32_t key[2] = {play->rules->seed, play->draw};

    for (size_t i = 0; i < play->n; i++) {
        const uint32_t counter[4] = {(uint32_t) play->round, (uint32_t) play->actor[i],
                                     LUCK_OF_TRANSITIONS, 0};
        uint32_t words[4];

        bh_philox4x32(counter, key, words);
        play->draws[i] = bh_philox_uniform(words[0], words[1]);
    }
}

static void
note_bargains(struct bh_play *play)
{
    const struct bh_spatial *s = &play->spatial;

    play->n_encounters = 0;
    for (size_t b = 0; b < s->n_bargains; b++) {
        const struct bh_bargain *bargain = &s->bargains[b];

        play->encounters[play->n_encounters++] = (struct bh_encounter){
            .round = play->round,
            .issue = play->table->n_issues,
            .challenger = play->actor[bargain->initiator],
            .target = play->actor[bargain->receiver],
            .kind = BH_ENCOUNTER_BARGAIN,
            .chance = bargain->chance,
            .gain = bargain->gain,
            .challenger_moved = s->chosen[bargain->initiator] == b,
            .target_moved = s->chosen[bargain->receiver] == b,
        };
    }
}

static enum bh_status
spatial_round(struct bh_play *play, struct bh_err *err)
{
    const size_t d = play->table->n_issues;
    enum bh_status st = BH_OK;

    draw_luck(play);
    BH_TRY(bh_spatial_turn(&play->spatial, play->draws, err));
    if (play->round == 1) {
        play->first_movement = play->spatial.movement;
    }
    for (size_t i = 0; i < play->n; i++) {
        memcpy(play->position + play->actor[i] * d, play->spatial.position + i * d,
               d * sizeof(double));
    }
    note_bargains(play);
    play->is_settled = bh_spatial_is_settled(&play->spatial, play->round, play->first_movement);
done:
    return st;
}

static enum bh_encounter_kind
kind_of(enum bh_offer offer)
{
    switch (offer) {
    case BH_CONFRONTATION:
        return BH_ENCOUNTER_CONFRONTATION;
    case BH_COMPROMISE:
        return BH_ENCOUNTER_COMPROMISE;
    case BH_CAPITULATION:
    case BH_NO_OFFER:
        break;
    }
    return BH_ENCOUNTER_CAPITULATION;
}

/** Range of the positions a play began with. */
static double
span_of(const struct bh_play *play, size_t issue)
{
    const size_t d = play->table->n_issues;
    double low = (double) INFINITY;
    double high = -(double) INFINITY;

    for (size_t i = 0; i < play->n; i++) {
        low = fmin(low, play->inputs.position[play->actor[i] * d + issue]);
        high = fmax(high, play->inputs.position[play->actor[i] * d + issue]);
    }
    return high - low;
}

/** One issue's round of the challenge model. */
static void
challenge_issue(struct bh_play *play, size_t issue)
{
    const size_t d = play->table->n_issues;
    struct bh_challenge *c = &play->challenge;

    gather(play, issue);
    const double span = span_of(play, issue);
    if (play->n < 2 || !(span > 0.0)) {
        return;
    }
    bh_challenge_place(c, play->n, play->memory);
    c->span = span;
    c->options = play->rules->challenge;
    c->capability = play->capability;
    c->salience = play->salience;
    for (size_t i = 0; i < play->n; i++) {
        const size_t at = play->actor[i] * d + issue;

        play->capability[i] = play->inputs.capability[play->actor[i]];
        play->salience[i] = play->inputs.salience[at];
        c->position[i] = play->position[at];
    }
    bh_challenge_round(c);
    for (size_t i = 0; i < play->n; i++) {
        const struct bh_accepted *offer = &c->accepted[i];

        play->position[play->actor[i] * d + issue] = c->position[i];
        if (offer->offer != BH_NO_OFFER) {
            play->encounters[play->n_encounters++] = (struct bh_encounter){
                .round = play->round,
                .issue = issue,
                .challenger = play->actor[offer->from],
                .target = play->actor[i],
                .kind = kind_of(offer->offer),
                .chance = (double) NAN,
                .gain = offer->b,
                .target_moved = true,
            };
        }
    }
}

enum bh_status
bh_play_round(struct bh_play *play, bool *goes_on, struct bh_err *err)
{
    const size_t last = play->rules->rounds > 0   ? play->rules->rounds
                        : play->rules->is_spatial ? BH_SPATIAL_MOST_TURNS
                                                  : CHALLENGE_ROUNDS;
    enum bh_status st = BH_OK;

    play->n_encounters = 0;
    if (play->n < 2) {
        play->is_settled = true;
        *goes_on = false;
        return BH_OK;
    }
    play->round++;
    if (play->rules->is_spatial) {
        BH_TRY(spatial_round(play, err));
    } else {
        for (size_t k = 0; k < play->table->n_issues; k++) {
            challenge_issue(play, k);
        }
        gather(play, play->table->n_issues);
    }
    *goes_on = play->round < last && !(play->rules->rounds == 0 && play->is_settled);
done:
    return st;
}

static bool
is_near(const struct bh_play *play, size_t a, size_t b)
{
    const size_t d = play->table->n_issues;

    for (size_t k = 0; k < d; k++) {
        if (fabs(play->position[a * d + k] - play->position[b * d + k]) >= SAME_POSITION) {
            return false;
        }
    }
    return true;
}

/** Challenge: share of capability x salience at an actor's position. */
static void
share_of_weight(struct bh_play *play)
{
    const size_t d = play->table->n_issues;
    double *weight = play->column;
    double total = 0.0;

    for (size_t a = 0; a < play->table->n_actors; a++) {
        double salience = 0.0;

        for (size_t k = 0; k < d; k++) {
            salience += play->inputs.salience[a * d + k];
        }
        weight[a] = play->inputs.capability[a] * salience;
        total += weight[a];
    }
    for (size_t a = 0; a < play->table->n_actors; a++) {
        play->standing[a] = 0.0;
        for (size_t b = 0; b < play->table->n_actors; b++) {
            play->standing[a] += is_near(play, a, b) && total > 0.0 ? weight[b] / total : 0.0;
        }
    }
}

enum bh_status
bh_play_stand(struct bh_play *play, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    if (!play->rules->is_spatial) {
        share_of_weight(play);
        return BH_OK;
    }
    for (size_t a = 0; a < play->table->n_actors; a++) {
        play->standing[a] = 0.0;
    }
    if (play->n < 2) {
        return BH_OK;
    }
    BH_TRY(bh_spatial_judge(&play->spatial, err));
    BH_TRY(bh_spatial_standing(&play->spatial, BH_STATUS_QUO, play->chances, err));
    for (size_t i = 0; i < play->n; i++) {
        play->standing[play->actor[i]] = play->chances[i];
    }
done:
    return st;
}
