/** @file spatial_bargain.c  The terms of a bargain.
 *
 *  A bargain between i and j, when i is thought to prevail with chance P, divides the difference on
 *  each issue by salience and chance:
 *
 *      SnPm    w_i = s_i^n P^n, w_j = s_j^n (1 - P)^n, n = 1 or 2; both meet at
 *              (w_i x_i + w_j x_j) / (w_i + w_j), but for a share e = 1e-6 kept by each
 *      S2PMax  only the weaker side moves: j by t s_i^2 / (t s_i^2 + e + (1 - t) s_j^2) of the way,
 *              t = max(0, 2 P - 1); i alike with t = max(0, 1 - 2 P)
 *
 *  PWCompInterp is one bargain: the mean of the two sides' bargains. */
#include "bargain/spatial_parts.h"

#include <math.h>

#define SHARE_KEPT 1e-6

/** Four digits behind the point, halves up: KTAB's form. */
static double
rounded(double z)
{
    return trunc(0.5 + 1e4 * z) / 1e4;
}

struct point {
    double i, j;
};

static struct point
divided(const struct bh_spatial *s, size_t at_i, size_t at_j, double chance, int power)
{
    const double *salience = s->table->salience;
    const double x_i = s->position[at_i];
    const double x_j = s->position[at_j];
    double w_i = salience[at_i] * chance;
    double w_j = salience[at_j] * (1.0 - chance);

    if (power == 2) {
        w_i = salience[at_i] * salience[at_i] * (chance * chance);
        w_j = salience[at_j] * salience[at_j] * ((1.0 - chance) * (1.0 - chance));
    }
    const double total = w_i + w_j + SHARE_KEPT;
    const struct point met = {
        .i = ((w_i + SHARE_KEPT) * x_i + w_j * x_j) / total,
        .j = (w_i * x_i + (w_j + SHARE_KEPT) * x_j) / total,
    };
    if (s->table->options.of[BH_SPATIAL_ROUNDING]) {
        return (struct point){rounded(met.i), rounded(met.j)};
    }
    return met;
}

/** Share of the way the weaker moves: t of the other's salience against the rest of its own. */
static double
yielded(double t, double own, double other)
{
    return t * other * other / (t * other * other + SHARE_KEPT + (1.0 - t) * own * own);
}

static struct point
weaker_moves(const struct bh_spatial *s, size_t at_i, size_t at_j, double chance)
{
    const double s_i = s->table->salience[at_i];
    const double s_j = s->table->salience[at_j];
    const double x_i = s->position[at_i];
    const double x_j = s->position[at_j];
    const double i_yields = yielded(fmax(0.0, 1.0 - 2.0 * chance), s_i, s_j);
    const double j_yields = yielded(fmax(0.0, 2.0 * chance - 1.0), s_j, s_i);

    return (struct point){x_i + i_yields * (x_j - x_i), x_j + j_yields * (x_i - x_j)};
}

/** Writes the terms of i's bargain with j at `chance`. */
static void
settle(const struct bh_spatial *s, const struct bh_bargain *bargain, double chance)
{
    const size_t d = s->table->d;
    const enum bh_interpolation form =
        (enum bh_interpolation) s->table->options.of[BH_SPATIAL_INTERPOLATION];

    for (size_t k = 0; k < d; k++) {
        const size_t at_i = bargain->initiator * d + k;
        const size_t at_j = bargain->receiver * d + k;
        const struct point met = form == BH_S2PMAX
                                     ? weaker_moves(s, at_i, at_j, chance)
                                     : divided(s, at_i, at_j, chance, form == BH_S2P2 ? 2 : 1);

        bargain->initiator_position[k] = met.i;
        bargain->receiver_position[k] = met.j;
    }
}

/** Makes `into` the mean of itself and `other`, by the weights of its two sides. */
static void
merge(const struct bh_spatial *s, struct bh_bargain *into, const struct bh_bargain *other)
{
    const bool by_salience = s->table->options.of[BH_SPATIAL_COMPOSITE] != 0;
    const double *weight = by_salience ? s->salience_sum : s->weight;
    const double w_i = weight[into->initiator];
    const double w_j = weight[into->receiver];

    for (size_t k = 0; k < s->table->d; k++) {
        double *x = &into->initiator_position[k];
        double *y = &into->receiver_position[k];

        *x = (w_i * *x + w_j * other->initiator_position[k]) / (w_i + w_j);
        *y = (w_i * *y + w_j * other->receiver_position[k]) / (w_i + w_j);
    }
}

static struct bh_bargain *
add(struct bh_spatial *s, size_t i, size_t j, struct bh_contest contest)
{
    const size_t d = s->table->d;
    struct bh_bargain *bargain = &s->bargains[s->n_bargains];

    *bargain = (struct bh_bargain){
        .initiator = i,
        .receiver = j,
        .chance = contest.chance,
        .gain = contest.initiator_gain,
        .initiator_position = s->terms + s->n_bargains * 2 * d,
        .receiver_position = s->terms + s->n_bargains * 2 * d + d,
    };
    s->n_bargains++;
    return bargain;
}

void
bh_spatial_bargain(struct bh_spatial *s, size_t i, size_t j, struct bh_contest contest)
{
    const enum bh_bargains form = (enum bh_bargains) s->table->options.of[BH_SPATIAL_BARGAINS];
    struct bh_bargain *first = add(s, i, j, contest);

    settle(s, first, contest.chance);
    if (form == BH_INITIATOR_ONLY) {
        return;
    }
    bh_spatial_see_as(s, j);
    const struct bh_contest seen = bh_spatial_contest(s, i, j);
    const bool takes_gain = s->table->options.of[BH_SPATIAL_RECEIVER] != 0;
    struct bh_bargain *second = add(s, i, j, seen);

    settle(s, second, takes_gain ? seen.initiator_gain : seen.chance);
    if (form == BH_COMPOSITE) {
        merge(s, first, second);
        s->n_bargains--;
    }
}
