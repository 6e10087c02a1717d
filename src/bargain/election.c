/** @file election.c  Coalitions and the probabilistic Condorcet election.
 *
 *  Cost: m^2/2 votes of each actor, m alternatives; a Markov model adds m^2 a round. */
#include "bargain/election.h"

#include "bargain/vote.h"

#include <assert.h>
#include <math.h>

#define LEAST_SUPPORT 1e-8
#define DECISIVE 1.1  /* Binary: this many times the other's support wins for certain */
#define UNLIKELY 1e-6 /* ... but for this odds */
#define MOST_ROUNDS 1000
#define INCENTIVE_FLOOR 1e-10

/** Support of the first alternative against the second in for_it, of the second in against. The
 *  rule is a constant wherever this is inlined. */
BH_VOTE_INLINE void
count_votes(const struct bh_election_call *call, enum bh_vote rule, const double *first,
            const double *second, double support[2])
{
    const double tolerance = call->options->of[BH_SPATIAL_NEAR_TIES] ? 0.0 : BH_VOTE_TOLERANCE;
    double for_it = LEAST_SUPPORT;
    double against = LEAST_SUPPORT;

    for (size_t a = 0; a < call->n_actors; a++) {
        const double vote = bh_vote(rule, tolerance, call->weight[a], first[a] - second[a]);

        for_it += bh_above_zero(vote);
        against += bh_above_zero(-vote);
    }
    support[0] = for_it;
    support[1] = against;
}

static void
vote_on(const struct bh_election_call *call, const double *first, const double *second,
        double support[2])
{
    switch ((enum bh_vote) call->options->of[BH_SPATIAL_VOTE]) {
    case BH_PROP:
        count_votes(call, BH_PROP, first, second, support);
        break;
    case BH_PROP_BIN:
        count_votes(call, BH_PROP_BIN, first, second, support);
        break;
    case BH_BINARY_VOTE:
        count_votes(call, BH_BINARY_VOTE, first, second, support);
        break;
    case BH_PROP_CUBIC:
        count_votes(call, BH_PROP_CUBIC, first, second, support);
        break;
    case BH_CUBIC:
        count_votes(call, BH_CUBIC, first, second, support);
        break;
    case BH_ASYMMETRIC:
        count_votes(call, BH_ASYMMETRIC, first, second, support);
        break;
    }
}

/** V of two supports: c^e / (c^e + d^e), or a step with a short ramp. */
static double
chance_of(enum bh_victory model, double c, double d)
{
    const double share = c / (c + d);

    switch (model) {
    case BH_LINEAR:
        return share;
    case BH_SQUARE:
        return c * c / (c * c + d * d);
    case BH_QUARTIC:
        return chance_of(BH_SQUARE, c * c, d * d);
    case BH_OCTIC:
        return chance_of(BH_QUARTIC, c * c, d * d);
    case BH_BINARY_VICTORY:
        break;
    }
    if (c >= DECISIVE * d) {
        return 1.0 / (1.0 + UNLIKELY);
    }
    if (d >= DECISIVE * c) {
        return UNLIKELY / (1.0 + UNLIKELY);
    }
    return ((1.0 + DECISIVE) * share - 1.0) / (DECISIVE - 1.0);
}

void
bh_election_pairs(const struct bh_election_call *call, struct bh_election_room *room)
{
    const enum bh_victory model = (enum bh_victory) call->options->of[BH_SPATIAL_VICTORY];
    const size_t m = call->n_alternatives;

    assert(m >= 1 && m <= room->most);
    for (size_t i = 0; i < m; i++) {
        room->support[i * m + i] = LEAST_SUPPORT;
        room->chance[i * m + i] = 0.5;
        for (size_t j = 0; j < i; j++) {
            double support[2];

            vote_on(call, call->utility[i], call->utility[j], support);
            room->support[i * m + j] = support[0];
            room->support[j * m + i] = support[1];
            room->chance[i * m + j] = chance_of(model, support[0], support[1]);
            room->chance[j * m + i] = chance_of(model, support[1], support[0]);
        }
    }
}

static void
conditional(const double *chance, size_t m, double *p)
{
    double total = 0.0;

    for (size_t i = 0; i < m; i++) {
        p[i] = 1.0;
        for (size_t j = 0; j < m; j++) {
            p[i] *= chance[i * m + j];
        }
        total += p[i];
    }
    for (size_t i = 0; i < m; i++) {
        p[i] /= total;
    }
}

/** Turns `support` into H: who challenges an incumbent. Column j adds up to 1. */
static void
make_challengers(struct bh_election_room *room, size_t m)
{
    for (size_t j = 0; j < m; j++) {
        double total = 0.0;

        for (size_t i = 0; i < m; i++) {
            double *n = &room->support[i * m + j];

            *n = i == j ? *n * room->chance[i * m + j] + INCENTIVE_FLOOR
                        : *n * room->chance[i * m + j];
            total += *n;
        }
        for (size_t i = 0; i < m; i++) {
            room->support[i * m + j] /= total;
        }
    }
}

/** One round of a Markov model. @return the largest change. */
static double
markov_round(struct bh_election_room *room, size_t m, bool is_uniform, double *p)
{
    double change = 0.0;

    for (size_t i = 0; i < m; i++) {
        double q = 0.0;

        for (size_t j = 0; j < m; j++) {
            const double v = room->chance[i * m + j];

            q += is_uniform
                     ? v * (p[i] + p[j])
                     : v * (p[i] * room->support[j * m + i] + p[j] * room->support[i * m + j]);
        }
        room->next[i] = is_uniform ? q / (double) m : q;
        change = fmax(change, fabs(room->next[i] - p[i]));
    }
    for (size_t i = 0; i < m; i++) {
        p[i] = 0.5 * (p[i] + room->next[i]);
    }
    return change;
}

static bool
markov(struct bh_election_room *room, size_t m, bool is_uniform, double *p)
{
    const double enough = is_uniform ? 1e-6 : 1e-8;

    if (!is_uniform) {
        make_challengers(room, m);
    }
    for (size_t i = 0; i < m; i++) {
        p[i] = 1.0 / (double) m;
    }
    for (size_t round = 0; round < MOST_ROUNDS; round++) {
        if (markov_round(room, m, is_uniform, p) <= enough) {
            return true;
        }
    }
    return false;
}

bool
bh_election_run(const struct bh_election_call *call, struct bh_election_room *room, double *p)
{
    const size_t m = call->n_alternatives;

    bh_election_pairs(call, room);
    switch ((enum bh_election) call->options->of[BH_SPATIAL_ELECTION]) {
    case BH_CONDITIONAL:
        break;
    case BH_MARKOV_INCENTIVE:
        return markov(room, m, false, p);
    case BH_MARKOV_UNIFORM:
        return markov(room, m, true, p);
    }
    conditional(room->chance, m, p);
    return true;
}
