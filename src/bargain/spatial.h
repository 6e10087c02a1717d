/** @file spatial.h  The spatial model of politics: several issues at once, turn by turn.
 *
 *  Layer: bargain.
 *
 *  Actors with a capability c, a position x and an ideal q on each of d issues (0 to 1), and a
 *  salience s for each issue. In a turn each actor looks for the one other actor it would gain most
 *  by challenging, and proposes a bargain to it; every actor then chooses between the bargains that
 *  concern it and the status quo by a probabilistic Condorcet election in which all actors vote;
 *  each moves to its own part of the bargain it chose.
 *
 *      distance   d_i(y) = sqrt(sum_k (s_ik (q_ik - y_k))^2 / sum_k s_ik^2)
 *      utility    u(d, R) = (1 - d)(1 + R d), R attitude to risk, 1 averse
 *
 *  Source: KAPSARC Toolkit for Behavioral Analysis, SMP model (Wise, Lester & Efird 2015), version
 *  1.4, from its description and its measured outputs; docs/bargaining.md has every equation and
 *  the places where description and program part.
 *
 *  Cost of a turn: n^3 votes and n (n - 1)(n - 2) third-party evaluations, n^2 d distances. No
 *  allocation; a turn uses + - * / and sqrt alone, so its bits are the same everywhere.
 *
 *  Invariant: capabilities and sums of saliences are above 0. Leave out actors without either. */
#ifndef BH_BARGAIN_SPATIAL_H
#define BH_BARGAIN_SPATIAL_H

#include "bargain/election.h"
#include "bargain/options.h"

#include <stdbool.h>
#include <stddef.h>

#define BH_STATUS_QUO ((size_t) -1)
#define BH_NO_TARGET ((size_t) -1)
#define BH_SPATIAL_MOST_ACTORS 250
#define BH_SPATIAL_MOST_TURNS 100

/** Who is at the table. Everything is borrowed. */
struct bh_spatial_case {
    size_t n, d;                 /* actors 1 .., issues 1 .. */
    const double *capability;    /* [n] > 0 */
    const double *salience;      /* [n * d] in 0 .. 1; each actor's sum above 0, at most 1 */
    const double *accommodation; /* [n * n] how ideals follow positions, row sums at most 1; NULL:
                                    each actor's ideal is its own position (the identity) */
    struct bh_spatial_options options;
};

/** A bargain: two new positions proposed by an initiator to a receiver. */
struct bh_bargain {
    size_t initiator, receiver;
    double chance; /* that the initiator prevails, as the one whose estimate it is sees it */
    double gain;   /* the initiator's expected gain in utility, as it sees it */
    double *initiator_position; /* [d] */
    double *receiver_position;  /* [d] */
};

/** Memory and state of one table. Made by bh_spatial_place; positions and ideals are set by the
 *  caller. */
struct bh_spatial {
    const struct bh_spatial_case *table; /* borrowed */
    double *position;                    /* [n * d] in 0 .. 1 */
    double *ideal;                       /* [n * d] */

    /* what the latest turn was made of */
    double *risk;                /* [n] R, 1 averse */
    double *chance_of_position;  /* [n] election over positions, by which risk is judged */
    struct bh_bargain *bargains; /* [n_bargains] in the order of their initiators */
    size_t n_bargains;
    size_t *chosen;        /* [n] index of the bargain an actor chose, or BH_STATUS_QUO */
    double *chosen_chance; /* [n] its chance in the actor's election */
    double movement;       /* sum over actors of the length of their move */

    /* workspace */
    double *weight, *salience_sum, *salience_norm; /* [n] c S, S, sum of squares of s */
    double *distance;                       /* [n * n] of actor i from position j at j n + i */
    double *utility;                        /* [n * n] laid out alike */
    double *perspective, *at_self, *at_own; /* [n] */
    double *with_new;            /* [2 n] utilities of the two new positions of a bargain */
    double *bargain_utility;     /* [(2 n + 1) n], the last row the status quo */
    double *terms;               /* [2 n 2 d] behind the bargains */
    double *moved;               /* [n * d] */
    double *p;                   /* [2 n + 2] */
    size_t *queue;               /* [2 n + 2] */
    const double **alternatives; /* [2 n + 2] */
    struct bh_election_room room;
};

/** Bytes a table of n actors and d issues needs. */
size_t bh_spatial_bytes(size_t n, size_t d);

/** Lays a table out in `memory`, aligned to 8 bytes, bh_spatial_bytes long; nothing to free. */
void bh_spatial_place(struct bh_spatial *s, const struct bh_spatial_case *table, void *memory);

/** Plays one turn. `draws` are n uniforms for StateTransitions Stochastic, else NULL.
 *  @return BH_OK; BH_ELIMIT when an election does not settle; BH_EINPUT for BigRAdjust Full with
 *          FullAdjust Refused. On failure positions are as before. */
BH_NODISCARD enum bh_status bh_spatial_turn(struct bh_spatial *s, const double *draws,
                                            struct bh_err *err);

/** Whether to stop after `turn` (from 1): the limit of 100, or, from turn 2, movement below 2 % of
 *  the first turn's. */
bool bh_spatial_is_settled(const struct bh_spatial *s, size_t turn, double first_movement);

/** Chances of the present positions, all actors voting: positions nearer than 1e-3 to each other
 *  are one alternative. Each actor votes with the attitude to risk `perspective` ascribes to it;
 *  BH_STATUS_QUO as perspective: with its own. p [n] receives for each actor the chance of the
 *  position it holds. Call after bh_spatial_judge or a turn. */
BH_NODISCARD enum bh_status bh_spatial_standing(struct bh_spatial *s, size_t perspective, double *p,
                                                struct bh_err *err);

/** Distances and attitudes to risk of the present state, without a move. */
BH_NODISCARD enum bh_status bh_spatial_judge(struct bh_spatial *s, struct bh_err *err);

#endif
