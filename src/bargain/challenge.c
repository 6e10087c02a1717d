/** @file challenge.c  The classic expected-utility challenge model on one issue.
 *
 *  Support of i against j: w_k (|x_k - x_j|^r - |x_k - x_i|^r) summed over the voters k nearer to
 *  x_i. Nearer voters are one stretch of the actors sorted by position, up to the middle between
 * x_i and x_j; so with prefix sums of w |x_k - y|^r for each position y a pair costs two
 * differences. For one y the middle only moves to the right as the other position does: no search.
 */
#define BH_LANES 1 /* the scalar form of the portable functions: same bits as the lanes' */
#include "bargain/challenge.h"

#include "base/lmath.h"

#include <math.h>
#include <string.h>

#define MOST_TILT (1.0 / 3.0) /* R/3: exponents from 1/2 to 2 */

const struct bh_challenge_options bh_challenge_table2 = {
    .q = 1.0,
    .all_pairs = true,
    .voters_own_exponent = true,
    .own_view_of_both = true,
    .ranks_by_average = true,
    .keeps_range = true,
};
const struct bh_challenge_options bh_challenge_literal = {.q = 1.0};
const struct bh_challenge_options bh_challenge_standoff = {.q = 1.0, .conflict_stays = true};

static size_t
rounded_up(size_t bytes)
{
    return (bytes + 7) / 8 * 8;
}

size_t
bh_challenge_bytes(size_t n)
{
    return (n * (n + 1) + n * n + 5 * n) * sizeof(double) + rounded_up(n * sizeof(size_t)) +
           rounded_up(n * sizeof(struct bh_accepted));
}

void
bh_challenge_place(struct bh_challenge *c, size_t n, void *memory)
{
    double *at = memory;

    c->n = n;
    c->position = at;
    c->exponent = at + n;
    c->sorted = at + 2 * n;
    c->danger = at + 3 * n;
    c->moved = at + 4 * n;
    c->support = at + 5 * n;
    c->prefix = c->support + n * n;
    c->order = (size_t *) (void *) (c->prefix + n * (n + 1));
    c->accepted =
        (struct bh_accepted *) (void *) ((char *) c->order + rounded_up(n * sizeof(size_t)));
}

/** x^r for x in [0, 1]. */
static double
power(double x, double r)
{
    return x <= 0.0 ? 0.0 : r == 1.0 ? x : bh_pow(x, r);
}

/** Sorts actors by position; insertion, for the order hardly changes from round to round. */
static void
sort(struct bh_challenge *c)
{
    for (size_t k = 0; k < c->n; k++) {
        size_t at = k;

        for (; at > 0 && c->sorted[at - 1] > c->position[k]; at--) {
            c->sorted[at] = c->sorted[at - 1];
            c->order[at] = c->order[at - 1];
        }
        c->sorted[at] = c->position[k];
        c->order[at] = k;
    }
}

/** Prefix sums of weighted distances to every actor's position. */
static void
sum_distances(struct bh_challenge *c, bool with_exponents)
{
    for (size_t i = 0; i < c->n; i++) {
        double *row = c->prefix + i * (c->n + 1);

        row[0] = 0.0;
        for (size_t m = 0; m < c->n; m++) {
            const size_t k = c->order[m];
            const double distance = fabs(c->sorted[m] - c->position[i]) / c->span;
            const double r = with_exponents ? c->exponent[k] : 1.0;

            row[m + 1] = row[m] + c->capability[k] * c->salience[k] * power(distance, r);
        }
    }
}

/** Fills c->support. @return the sum over ordered pairs. */
static double
count_support(struct bh_challenge *c)
{
    const size_t n = c->n;
    double total = 0.0;

    for (size_t i = 0; i < n; i++) {
        const double *at_i = c->prefix + i * (n + 1);
        size_t m = 0; /* voters left of the middle */

        for (size_t o = 0; o < n; o++) {
            const size_t j = c->order[o];
            const double *at_j = c->prefix + j * (n + 1);
            const double middle = 0.5 * (c->position[i] + c->sorted[o]);
            double support = 0.0;

            while (m < n && c->sorted[m] < middle) {
                m++;
            }
            if (c->position[i] < c->sorted[o]) {
                support = at_j[m] - at_i[m];
            } else if (c->position[i] > c->sorted[o]) {
                support = (at_j[n] - at_j[m]) - (at_i[n] - at_i[m]);
            }
            c->support[i * n + j] = support;
            total += support;
        }
    }
    return total;
}

double
bh_challenge_median(struct bh_challenge *c)
{
    double least = (double) INFINITY;
    double median = 0.0;

    sort(c);
    for (size_t m = 0; m < c->n; m++) {
        double sum = 0.0;

        for (size_t k = 0; k < c->n; k++) {
            sum += c->capability[k] * c->salience[k] * fabs(c->position[k] - c->sorted[m]);
        }
        if (sum < least) {
            least = sum;
            median = c->sorted[m];
        }
    }
    return median;
}

/** Chance that i prevails over j. `total` is the support over all ordered pairs. */
static double
chance_of(const struct bh_challenge *c, size_t i, size_t j, double total)
{
    const double support = c->support[i * c->n + j];
    const double all = c->options.all_pairs ? 2.0 * total : support + c->support[j * c->n + i];

    return all > 0.0 ? support / all : 0.0;
}

/** Utilities at stake between two actors for one exponent: the same whoever challenges. */
struct stakes {
    double success, failure, quo;
};

static struct stakes
stakes_of(const struct bh_challenge *c, size_t i, size_t j, double r, double quo)
{
    const double half = 0.5 * fabs(c->position[i] - c->position[j]) / c->span;

    return (struct stakes){
        .success = 2.0 - 4.0 * power(0.5 - half, r),
        .failure = 2.0 - 4.0 * power(0.5 + half, r),
        .quo = quo,
    };
}

static double
quo_of(double r)
{
    return 2.0 - 4.0 * power(0.5, r);
}

/** Where i is left when nobody challenges: the status quo, or, with chance 1 - Q, j's own drift to
 *  the median, for better or worse. */
static double
left_alone(const struct bh_challenge *c, size_t i, size_t j, double r, double quo)
{
    const double gap = fabs(c->position[i] - c->position[j]);
    const double to_median = fabs(c->position[i] - c->median);
    const double quarter = 0.25 * (to_median + gap) / c->span;

    if (c->options.q >= 1.0) {
        return c->options.q * quo;
    }
    const double drift =
        to_median < gap ? 2.0 - 4.0 * power(0.5 - quarter, r) : 2.0 - 4.0 * power(0.5 + quarter, r);
    return c->options.q * quo + (1.0 - c->options.q) * drift;
}

/** E of i challenging j when everybody has exponent r. */
static double
expected(const struct bh_challenge *c, size_t i, size_t j, double r, const struct stakes *at,
         double total)
{
    const double p = chance_of(c, i, j, total);
    const double s = c->salience[j];
    const double fought = p * at->success + (1.0 - p) * at->failure;

    return s * fought + (1.0 - s) * at->success - left_alone(c, i, j, r, at->quo);
}

/** Exponents from how endangered each actor is. */
static void
judge_risk(struct bh_challenge *c)
{
    sum_distances(c, false);
    const double total = count_support(c);
    double low = (double) INFINITY;
    double high = -(double) INFINITY;

    for (size_t i = 0; i < c->n; i++) {
        c->danger[i] = 0.0;
        for (size_t j = 0; j < c->n; j++) {
            const struct stakes at = stakes_of(c, j, i, 1.0, quo_of(1.0));

            c->danger[i] += j == i ? 0.0 : expected(c, j, i, 1.0, &at, total);
        }
        low = fmin(low, c->danger[i]);
        high = fmax(high, c->danger[i]);
    }
    for (size_t i = 0; i < c->n; i++) {
        const double risk = high > low ? (2.0 * c->danger[i] - high - low) / (high - low) : 0.0;

        c->exponent[i] = (1.0 - risk * MOST_TILT) / (1.0 + risk * MOST_TILT);
    }
}

/** What j's challenge comes to for i, to whom the status quo is worth `quo`. */
static struct bh_accepted
offer_of(const struct bh_challenge *c, size_t i, size_t j, double quo, double total)
{
    const double own = c->exponent[i];
    const double other = c->options.own_view_of_both ? own : c->exponent[j];
    const struct stakes mine = stakes_of(c, i, j, own, quo);
    const struct stakes theirs = other == own ? mine : stakes_of(c, j, i, other, quo_of(other));
    struct bh_accepted offer = {
        .offer = BH_NO_OFFER,
        .from = j,
        .a = expected(c, i, j, own, &mine, total),
        .b = expected(c, j, i, other, &theirs, total),
    };

    if (c->position[i] == c->position[j] || !(offer.b > 0.0)) {
        return offer;
    }
    if (offer.a > 0.0) {
        const bool moves = offer.b > offer.a && !c->options.conflict_stays;

        offer.offer = moves ? BH_CONFRONTATION : BH_NO_OFFER;
    } else if (offer.a < 0.0) {
        offer.offer = offer.b > -offer.a ? BH_COMPROMISE : BH_CAPITULATION;
    }
    return offer;
}

static double
place_of(const struct bh_challenge *c, size_t i, const struct bh_accepted *offer)
{
    const double x = c->position[i];
    const double gap = c->position[offer->from] - x;

    return offer->offer == BH_COMPROMISE ? x + gap * fabs(offer->a / offer->b) : x + gap;
}

/** What offers of one kind are ranked by; the least is taken. */
static double
rank_of(const struct bh_challenge *c, size_t i, const struct bh_accepted *offer)
{
    const double a = fabs(offer->a);
    const double b = fabs(offer->b);

    if (offer->offer == BH_COMPROMISE && c->options.ranks_by_average) {
        return (a * c->position[i] + b * c->position[offer->from]) / (a + b);
    }
    return fabs(place_of(c, i, offer) - c->position[i]);
}

static struct bh_accepted
best_offer(const struct bh_challenge *c, size_t i, double total)
{
    const double quo = quo_of(c->exponent[i]);
    struct bh_accepted best = {BH_NO_OFFER, i, 0.0, 0.0};
    double rank = (double) INFINITY;

    for (size_t j = 0; j < c->n; j++) {
        if (j == i) {
            continue;
        }
        const struct bh_accepted offer = offer_of(c, i, j, quo, total);
        if (offer.offer == BH_NO_OFFER || (best.offer != BH_NO_OFFER && offer.offer > best.offer)) {
            continue;
        }
        const double now = rank_of(c, i, &offer);
        if (best.offer == BH_NO_OFFER || offer.offer < best.offer || now < rank) {
            best = offer;
            rank = now;
        }
    }
    return best;
}

void
bh_challenge_round(struct bh_challenge *c)
{
    c->median = bh_challenge_median(c); /* sorts */
    if (!c->options.keeps_range) {
        c->span = c->sorted[c->n - 1] - c->sorted[0];
    }
    if (!(c->span > 0.0)) { /* all agree */
        for (size_t i = 0; i < c->n; i++) {
            c->accepted[i] = (struct bh_accepted){BH_NO_OFFER, i, 0.0, 0.0};
        }
        return;
    }
    judge_risk(c);
    if (c->options.voters_own_exponent) {
        sum_distances(c, true);
    }
    const double total = count_support(c);
    for (size_t i = 0; i < c->n; i++) {
        c->accepted[i] = best_offer(c, i, total);
        c->moved[i] =
            c->accepted[i].offer == BH_NO_OFFER ? c->position[i] : place_of(c, i, &c->accepted[i]);
    }
    memcpy(c->position, c->moved, c->n * sizeof *c->position);
}
