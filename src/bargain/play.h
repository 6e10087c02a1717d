/** @file play.h  One play of a table: the numbers of one draw, carried from round to round.
 *
 *  Layer: bargain.  Hides from its callers which model is played, that actors without means are
 *  left out, and in which order actors are taken. */
#ifndef BH_BARGAIN_PLAY_H
#define BH_BARGAIN_PLAY_H

#include "bargain/challenge.h"
#include "bargain/spatial.h"
#include "base/arena.h"

#include <bluehelm/negotiate.h>

/** Which model, how long. */
struct bh_rules {
    bool is_spatial;
    struct bh_spatial_options spatial;
    struct bh_challenge_options challenge;
    size_t rounds; /* 0: until settled */
    uint32_t seed;
};

/** Numbers of one draw, all actors: positions in 0 .. 1 of the scale. */
struct bh_inputs {
    double *capability; /* [n_actors] */
    double *position;   /* [n_actors * n_issues] */
    double *salience;   /* [n_actors * n_issues] */
};

/** Memory and state of a play. */
struct bh_play {
    const struct bh_table *table;
    const struct bh_rules *rules;
    struct bh_inputs inputs; /* to be filled before bh_play_start */
    uint32_t draw;           /* names the luck of stochastic transitions */
    double *position;        /* [n_actors * n_issues] now */
    double *standing;        /* [n_actors] after bh_play_stand */
    size_t round;            /* rounds played */
    bool is_settled;

    /* private */
    struct bh_spatial_case spatial_case;
    struct bh_spatial spatial;
    struct bh_challenge challenge;
    size_t *actor; /* [n] actors that take part, in the order they are taken */
    size_t n;
    double *capability, *salience, *accommodation, *draws;
    double *column;  /* [2 * n_actors] */
    double *chances; /* [n] */
    void *memory;
    double first_movement;
    struct bh_encounter *encounters; /* [n_encounters] of the latest round */
    size_t n_encounters;
};

/** Makes the memory on `arena`; `inputs` is left to be filled. false: out of memory. */
bool bh_play_make(struct bh_play *play, const struct bh_table *table, const struct bh_rules *rules,
                  struct bh_arena *arena);

/** Begins with the inputs. */
void bh_play_start(struct bh_play *play);

/** Plays a round; *goes_on is false when it was the last (or nobody is there to bargain). */
BH_NODISCARD enum bh_status bh_play_round(struct bh_play *play, bool *goes_on, struct bh_err *err);

/** Fills play->standing. */
BH_NODISCARD enum bh_status bh_play_stand(struct bh_play *play, struct bh_err *err);

#endif
