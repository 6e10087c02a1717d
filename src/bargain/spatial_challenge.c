/** @file spatial_challenge.c  Whom an actor would challenge, and with what chance.
 *
 *  In a challenge of i against j every third party k first leans by preference, v0; this gives pi,
 *  the chance of i's side without it. It then compares siding with i, L, and with j, M: under
 *  SemiCommit the side that loses is brought to the winner's position, and k with it:
 *
 *      L = pi (2 u_ki + u_kk) + (1 - pi) 3 u_kj        M = pi 3 u_ki + (1 - pi)(2 u_kj + u_kk)
 *
 *  so that far third parties lean to the likelier winner. With NoCommit and FullCommit what k gains
 *  by either side cancels, and third parties do not vote. Affinity (ours) takes v0 as the vote. */
#include "bargain/spatial_parts.h"
#include "bargain/vote.h"

#include <assert.h>

#define LEAST_SIDE 1e-10
#define LEAST_GAIN 1e-5 /* a smaller gain is not worth a challenge */

/** The two principals of a contest, and what third parties are weighed by. */
struct sides {
    size_t i, j, n;
    const double *weight, *risk, *at_self; /* [n] */
    const double *at_i;                    /* [n] utility of the challenger's position */
    const double *to_j;                    /* [n] distance to the challenged position */
    double tolerance;
};

/** Third parties k in [from, to) join the sides. `rule` and `commits` are constants where this is
 *  inlined. a0 and b0 are the principals' own weights. */
BH_VOTE_INLINE void
join(const struct sides *s, enum bh_vote rule, bool commits, size_t from, size_t to,
     const double own[2], double side[2])
{
    double a = side[0];
    double b = side[1];

    for (size_t k = from; k < to; k++) {
        const double u_i = s->at_i[k];
        const double u_j = bh_spatial_utility(s->to_j[k], s->risk[k]);
        const double u_k = s->at_self[k];
        double vote = bh_vote(rule, s->tolerance, s->weight[k], u_i - u_j);

        if (commits) {
            const double for_i = own[0] + bh_above_zero(vote);
            const double for_j = own[1] + bh_above_zero(-vote);
            const double pi = for_i / (for_i + for_j);
            const double with_i = pi * (2.0 * u_i + u_k) + (1.0 - pi) * (3.0 * u_j);
            const double with_j = pi * (3.0 * u_i) + (1.0 - pi) * (2.0 * u_j + u_k);

            vote = bh_vote(rule, s->tolerance, s->weight[k], with_i - with_j);
        }
        a += bh_above_zero(vote);
        b += bh_above_zero(-vote);
    }
    side[0] = a;
    side[1] = b;
}

BH_VOTE_INLINE void
join_all(const struct sides *s, enum bh_vote rule, bool commits, double side[2])
{
    const double own[2] = {side[0], side[1]};
    const size_t first = s->i < s->j ? s->i : s->j;
    const size_t second = s->i < s->j ? s->j : s->i;

    join(s, rule, commits, 0, first, own, side);
    join(s, rule, commits, first + 1, second, own, side);
    join(s, rule, commits, second + 1, s->n, own, side);
}

/** Picks the loop compiled for the rule. */
static void
join_by(const struct sides *s, enum bh_vote rule, bool commits, double side[2])
{
    switch (rule) {
    case BH_PROP:
        if (commits) {
            join_all(s, BH_PROP, true, side);
        } else {
            join_all(s, BH_PROP, false, side);
        }
        break;
    case BH_PROP_BIN:
        join_all(s, BH_PROP_BIN, commits, side);
        break;
    case BH_BINARY_VOTE:
        join_all(s, BH_BINARY_VOTE, commits, side);
        break;
    case BH_PROP_CUBIC:
        join_all(s, BH_PROP_CUBIC, commits, side);
        break;
    case BH_CUBIC:
        join_all(s, BH_CUBIC, commits, side);
        break;
    case BH_ASYMMETRIC:
        join_all(s, BH_ASYMMETRIC, commits, side);
        break;
    }
}

/** A principal's own vote between i's position and j's. */
static void
add_vote(double vote, double side[2])
{
    side[0] += bh_above_zero(vote);
    side[1] += bh_above_zero(-vote);
}

/** The contest, with s->at_own holding everybody's utility of i's position and s->at_self that of
 *  its own. */
static struct bh_contest
contest_of(const struct bh_spatial *s, size_t i, size_t j)
{
    const size_t n = s->table->n;
    const struct bh_spatial_options *options = &s->table->options;
    const enum bh_vote rule = (enum bh_vote) options->of[BH_SPATIAL_VOTE];
    const enum bh_third_party third = (enum bh_third_party) options->of[BH_SPATIAL_THIRD_PARTY];
    const struct sides sides = {
        .i = i,
        .j = j,
        .n = n,
        .weight = s->weight,
        .risk = s->perspective,
        .at_self = s->at_self,
        .at_i = s->at_own,
        .to_j = s->distance + j * n,
        .tolerance = options->of[BH_SPATIAL_NEAR_TIES] ? 0.0 : BH_VOTE_TOLERANCE,
    };
    const double u_ii = s->at_own[i];
    const double u_ij = bh_spatial_utility(sides.to_j[i], sides.risk[i]);
    const double u_ji = s->at_own[j];
    double side[2] = {LEAST_SIDE, LEAST_SIDE};

    add_vote(bh_vote(rule, sides.tolerance, s->weight[i], u_ii - u_ij), side);
    add_vote(bh_vote(rule, sides.tolerance, s->weight[j], u_ji - s->at_self[j]), side);
    if (third == BH_SEMI_COMMIT || third == BH_AFFINITY) {
        join_by(&sides, rule, third == BH_SEMI_COMMIT, side);
    }
    const double chance = side[0] / (side[0] + side[1]);
    const double resists = s->salience_sum[j];
    const double fought = chance * (2.0 * u_ii) + (1.0 - chance) * (2.0 * u_ij);
    return (struct bh_contest){
        .chance = chance,
        .initiator_gain = (1.0 - resists) * (2.0 * u_ii) + resists * fought - (u_ii + u_ij),
    };
}

/** Utilities of i's position, as s->perspective sees everybody. */
static void
look_from(struct bh_spatial *s, size_t i)
{
    const size_t n = s->table->n;

    for (size_t k = 0; k < n; k++) {
        s->at_own[k] = bh_spatial_utility(s->distance[i * n + k], s->perspective[k]);
    }
}

struct bh_contest
bh_spatial_contest(struct bh_spatial *s, size_t i, size_t j)
{
    look_from(s, i);
    return contest_of(s, i, j);
}

size_t
bh_spatial_target(struct bh_spatial *s, size_t i, struct bh_contest *contest)
{
    size_t target = BH_NO_TARGET;
    double most = LEAST_GAIN;

    look_from(s, i);
    for (size_t j = 0; j < s->table->n; j++) {
        if (j == i) {
            continue;
        }
        const struct bh_contest now = contest_of(s, i, j);
        if (now.initiator_gain > most) {
            most = now.initiator_gain;
            target = j;
            *contest = now;
        }
    }
    assert(target == BH_NO_TARGET || contest->initiator_gain > LEAST_GAIN);
    return target;
}
