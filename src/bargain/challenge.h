/** @file challenge.h  The classic expected-utility challenge model on one issue.
 *
 *  Layer: bargain.
 *
 *  Each actor i, with capability c, salience s, position x, compares a, what it expects from
 *  challenging j, with b, what it expects when j challenges it; delta = |x_i - x_j| / range, r its
 *  exponent:
 *
 *      U_success = 2 - 4 (1/2 - delta/2)^r    U_failure = 2 - 4 (1/2 + delta/2)^r
 *      U_quo     = 2 - 4 (1/2)^r
 *      E = s_j (P U_s + (1 - P) U_f) + (1 - s_j) U_s - Q U_quo - (1 - Q) U_drift
 *
 *  P is the support for i against j over all support. Exponents come from a first pass with r = 1:
 *  the more an actor is endangered compared with others, the more risk it takes. Then
 *
 *      b > a > 0            confrontation: i moves to x_j
 *      b > 0 > a, b > |a|   compromise: i moves |a/b| of the way
 *      b > 0 > a, b <= |a|  capitulation: i moves to x_j
 *
 *  An actor takes a confrontation before a compromise before a capitulation. All move at once.
 *
 *  Source: Bueno de Mesquita (1994), written out by Scholz, Calbert & Smith (2011), "Unravelling
 *  Bueno de Mesquita's group decision model". Their equations as printed do not give their Table 2;
 *  both forms are here (docs/bargaining.md).
 *
 *  Cost of a round: O(n^2), by prefix sums over sorted positions; no allocation. */
#ifndef BH_BARGAIN_CHALLENGE_H
#define BH_BARGAIN_CHALLENGE_H

#include <bluehelm/err.h>
#include <stdbool.h>
#include <stddef.h>

/** Where descriptions and programs part. All false is the paper's text. */
struct bh_challenge_options {
    double q;                 /* chance of the status quo when nobody challenges, 0 to 1 */
    bool all_pairs;           /* P over the support summed over all ordered pairs of actors */
    bool voters_own_exponent; /* a vote is raised to its voter's exponent */
    bool own_view_of_both;    /* a and b both with i's exponent; else b with j's */
    bool ranks_by_average; /* takes the compromise of lowest |a|, |b|-weighted average position */
    bool keeps_range;      /* distances over the range at the start, not that of the round */
    bool conflict_stays;   /* who is confronted stays where it is */
};

/** The form that gives the paper's Table 2; the form of its text; the same with confrontations that
 *  move nobody. q = 1. */
extern const struct bh_challenge_options bh_challenge_table2, bh_challenge_literal,
    bh_challenge_standoff;

/** Sets one option of the challenge model: "Form" (Table2, Literal, Standoff) or "Q" (0 to 1). */
BH_NODISCARD enum bh_status bh_challenge_option_set(struct bh_challenge_options *options,
                                                    const char *name, const char *value,
                                                    struct bh_err *err);

enum bh_offer { BH_NO_OFFER, BH_CONFRONTATION, BH_COMPROMISE, BH_CAPITULATION };

/** What an actor accepted in a round. */
struct bh_accepted {
    enum bh_offer offer;
    size_t from; /* the actor that made it */
    double a, b; /* as above */
};

/** A table and its workspace, made by bh_challenge_place. */
struct bh_challenge {
    size_t n;
    double span;              /* the range, > 0; set anew each round unless kept */
    const double *capability; /* [n] > 0, borrowed */
    const double *salience;   /* [n] in (0, 1], borrowed */
    struct bh_challenge_options options;
    double *position;             /* [n] set by the caller */
    double *exponent;             /* [n] r of the latest round, 1/2 to 2 */
    struct bh_accepted *accepted; /* [n] of the latest round */
    double median;                /* at the start of the latest round */

    size_t *order;   /* [n] actors by position */
    double *sorted;  /* [n] their positions */
    double *prefix;  /* [n * (n + 1)] row i: w |x_k - x_i|^r summed over the first m of the order */
    double *support; /* [n * n] of i against j at i n + j */
    double *danger, *moved; /* [n] */
};

size_t bh_challenge_bytes(size_t n);
/** Lays a table out in `memory` (aligned to 8 bytes, bh_challenge_bytes(n) long); the other fields
 *  are then set by the caller. */
void bh_challenge_place(struct bh_challenge *c, size_t n, void *memory);

/** Plays one round. */
void bh_challenge_round(struct bh_challenge *c);

/** The position no other beats, all voting with weight capability x salience by distance. */
double bh_challenge_median(struct bh_challenge *c);

#endif
