/** @file election.h  Coalitions, the chance of one alternative beating another, and the
 *  probabilistic Condorcet election.
 *
 *  Layer: bargain.
 *
 *  Each actor votes on every pair of m alternatives; C_ij is the support of i against j. From it
 *  V_ij, the chance that i beats j, and from all V the chance p_i of each alternative:
 *
 *      Conditional      p_i ~ prod_j V_ij, the chance of beating every other
 *      MarkovUniform    p <- (p + q)/2, q_i = 1/m sum_j V_ij (p_i + p_j)
 *      MarkovIncentive  the same with q_i = sum_j V_ij (p_i H_ji + p_j H_ij), where H_ij, the
 * chance that i is who challenges the incumbent j, is C_ij V_ij over its sum over i
 *
 *  Source: KAPSARC Toolkit for Behavioral Analysis 1.4 (Wise, Lester & Efird 2015). */
#ifndef BH_BARGAIN_ELECTION_H
#define BH_BARGAIN_ELECTION_H

#include "bargain/options.h"

/** Room for elections of up to `most` alternatives. The memory is the caller's. */
struct bh_election_room {
    size_t most;
    double *support; /* [most * most] */
    double *chance;  /* [most * most] */
    double *next;    /* [most] */
};

/** An election. Everything is borrowed. */
struct bh_election_call {
    const struct bh_spatial_options *options;
    size_t n_actors;
    const double *weight;         /* [n_actors] > 0 */
    size_t n_alternatives;        /* 1 .. room.most */
    const double *const *utility; /* [n_alternatives] each [n_actors] */
};

/** Chances of the alternatives into `p` [n_alternatives]; they add up to 1.
 *  @return false when a Markov model has not settled after 1 000 rounds. */
bool bh_election_run(const struct bh_election_call *call, struct bh_election_room *room, double *p);

/** Fills room.support and room.chance alone: C and V, row i against column j. */
void bh_election_pairs(const struct bh_election_call *call, struct bh_election_room *room);

#endif
