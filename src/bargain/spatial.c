/** @file spatial.c  The spatial model: memory, attitudes to risk, the turn, when to stop.
 *
 *  An attitude to risk is judged by how likely an actor's position is to win an election over all
 *  positions: who stands where most want to be is averse (R = 1), who stands alone is not. */
#include "bargain/spatial.h"

#include "bargain/spatial_parts.h"
#include "base/err.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>

#define SAME_POSITION 1e-3 /* nearer positions are one alternative */
#define SAME_CHANCE 1e-12  /* a smaller spread of chances is none: nobody is at risk */
#define SETTLED 0.02
#define LEAST_FIRST_MOVEMENT 1e-4

/** Cuts `n` items of `size` bytes from `*at`; with base NULL only counts. */
static void *
cut(char *base, size_t *at, size_t n, size_t size)
{
    void *piece = base == NULL ? NULL : base + *at;

    *at += (n * size + 7) / 8 * 8;
    return piece;
}

static double *
cut_doubles(char *base, size_t *at, size_t n)
{
    return cut(base, at, n, sizeof(double));
}

/** Lays out; base NULL only counts. @return bytes. */
static size_t
lay_out(struct bh_spatial *s, size_t n, size_t d, char *base)
{
    const size_t most = 2 * n + 2;
    size_t at = 0;

    s->position = cut_doubles(base, &at, n * d);
    s->ideal = cut_doubles(base, &at, n * d);
    s->moved = cut_doubles(base, &at, n * d);
    s->risk = cut_doubles(base, &at, n);
    s->chance_of_position = cut_doubles(base, &at, n);
    s->chosen_chance = cut_doubles(base, &at, n);
    s->weight = cut_doubles(base, &at, n);
    s->salience_sum = cut_doubles(base, &at, n);
    s->salience_norm = cut_doubles(base, &at, n);
    s->perspective = cut_doubles(base, &at, n);
    s->at_self = cut_doubles(base, &at, n);
    s->at_own = cut_doubles(base, &at, n);
    s->with_new = cut_doubles(base, &at, 2 * n);
    s->distance = cut_doubles(base, &at, n * n);
    s->utility = cut_doubles(base, &at, n * n);
    s->bargain_utility = cut_doubles(base, &at, (2 * n + 1) * n);
    s->terms = cut_doubles(base, &at, 4 * n * d);
    s->p = cut_doubles(base, &at, most);
    s->room = (struct bh_election_room){
        .most = most,
        .support = cut_doubles(base, &at, most * most),
        .chance = cut_doubles(base, &at, most * most),
        .next = cut_doubles(base, &at, most),
    };
    s->bargains = cut(base, &at, 2 * n, sizeof *s->bargains);
    s->chosen = cut(base, &at, n, sizeof *s->chosen);
    s->queue = cut(base, &at, most, sizeof *s->queue);
    s->alternatives = cut(base, &at, most, sizeof *s->alternatives);
    return at;
}

size_t
bh_spatial_bytes(size_t n, size_t d)
{
    struct bh_spatial none;

    return lay_out(&none, n, d, NULL);
}

void
bh_spatial_place(struct bh_spatial *s, const struct bh_spatial_case *table, void *memory)
{
    const size_t d = table->d;

    assert(table->n >= 1 && d >= 1 && (uintptr_t) memory % 8 == 0);
    lay_out(s, table->n, d, memory);
    s->table = table;
    s->n_bargains = 0;
    s->movement = 0.0;
    for (size_t i = 0; i < table->n; i++) {
        double sum = 0.0;
        double squares = 0.0;

        for (size_t k = 0; k < d; k++) {
            const double salience = table->salience[i * d + k];

            sum += salience;
            squares += salience * salience;
        }
        assert(table->capability[i] > 0.0 && sum > 0.0);
        s->salience_sum[i] = sum;
        s->salience_norm[i] = squares;
        s->weight[i] = table->capability[i] * sum;
        s->chosen[i] = BH_STATUS_QUO;
        s->risk[i] = 0.0;
    }
}

double
bh_spatial_distance(const struct bh_spatial *s, size_t i, const double *y)
{
    const size_t d = s->table->d;
    double sum = 0.0;

    for (size_t k = 0; k < d; k++) {
        const double gap = s->table->salience[i * d + k] * (s->ideal[i * d + k] - y[k]);

        sum += gap * gap;
    }
    return sqrt(sum / s->salience_norm[i]);
}

double
bh_spatial_belief(const struct bh_spatial *s, size_t viewer, size_t i)
{
    const double own = s->risk[viewer];
    const double real = s->risk[i];

    switch ((enum bh_risk_adjust) s->table->options.of[BH_SPATIAL_RISK_ADJUST]) {
    case BH_ADJUST_THIRD:
        return (2.0 * own + real) / 3.0;
    case BH_ADJUST_HALF:
        return (own + real) / 2.0;
    case BH_ADJUST_TWO_THIRDS:
        return (own + 2.0 * real) / 3.0;
    case BH_ADJUST_FULL:
        return real;
    case BH_ADJUST_NONE:
        break;
    }
    return own;
}

void
bh_spatial_see_as(struct bh_spatial *s, size_t viewer)
{
    const size_t n = s->table->n;

    for (size_t k = 0; k < n; k++) {
        s->perspective[k] = bh_spatial_belief(s, viewer, k);
        s->at_self[k] = bh_spatial_utility(s->distance[k * n + k], s->perspective[k]);
    }
}

/** Attitude of an actor whose position has chance p, when chances go from low to high. */
static double
attitude(enum bh_risk_range range, double p, double low, double high)
{
    switch (range) {
    case BH_RISK_MIN:
        return (p - low) / (high - low);
    case BH_RISK_MAX:
        return (2.0 * p - high - low) / (high - low);
    case BH_RISK_MID:
        break;
    }
    return (3.0 * p - high - 2.0 * low) / (2.0 * (high - low));
}

static void
judge_risk(struct bh_spatial *s)
{
    const enum bh_risk_range range =
        (enum bh_risk_range) s->table->options.of[BH_SPATIAL_RISK_RANGE];
    const double *p = s->chance_of_position;
    double low = p[0];
    double high = p[0];

    for (size_t i = 1; i < s->table->n; i++) {
        low = fmin(low, p[i]);
        high = fmax(high, p[i]);
    }
    for (size_t i = 0; i < s->table->n; i++) {
        s->risk[i] = high - low > SAME_CHANCE ? attitude(range, p[i], low, high) : 0.0;
    }
}

enum bh_status
bh_spatial_judge(struct bh_spatial *s, struct bh_err *err)
{
    const size_t n = s->table->n;
    const struct bh_election_call call = {&s->table->options, n, s->table->capability, n,
                                          s->alternatives};

    for (size_t j = 0; j < n; j++) {
        for (size_t i = 0; i < n; i++) {
            const double d = bh_spatial_distance(s, i, s->position + j * s->table->d);

            s->distance[j * n + i] = d;
            s->utility[j * n + i] = 1.0 - d;
        }
        s->alternatives[j] = s->utility + j * n;
    }
    if (!bh_election_run(&call, &s->room, s->chance_of_position)) {
        return bh_fail(err, BH_ELIMIT, "an election over positions did not settle in 1000 rounds");
    }
    judge_risk(s);
    return BH_OK;
}

enum bh_status
bh_spatial_turn(struct bh_spatial *s, const double *draws, struct bh_err *err)
{
    const struct bh_spatial_options *options = &s->table->options;
    const bool draws_one = options->of[BH_SPATIAL_TRANSITION] == BH_STOCHASTIC;
    enum bh_status st = BH_OK;

    assert(!draws_one || draws != NULL);
    if (options->of[BH_SPATIAL_FULL_ADJUST] &&
        options->of[BH_SPATIAL_RISK_ADJUST] == BH_ADJUST_FULL) {
        return bh_fail(err, BH_EINPUT,
                       "BigRAdjust Full is refused, as KTAB does; "
                       "FullAdjust Allowed runs it");
    }
    BH_TRY(bh_spatial_judge(s, err));
    s->n_bargains = 0;
    for (size_t i = 0; i < s->table->n; i++) {
        struct bh_contest contest = {0.0, 0.0};

        bh_spatial_see_as(s, i);
        const size_t j = bh_spatial_target(s, i, &contest);
        if (j != BH_NO_TARGET) {
            bh_spatial_bargain(s, i, j, contest);
        }
    }
    BH_TRY(bh_spatial_resolve(s, draws_one ? draws : NULL, err));
done:
    return st;
}

bool
bh_spatial_is_settled(const struct bh_spatial *s, size_t turn, double first_movement)
{
    return turn >= BH_SPATIAL_MOST_TURNS ||
           (turn >= 2 && s->movement / (first_movement + LEAST_FIRST_MOVEMENT) < SETTLED);
}

static bool
is_near(const struct bh_spatial *s, size_t i, size_t j)
{
    const size_t d = s->table->d;
    double square = 0.0;

    for (size_t k = 0; k < d; k++) {
        const double gap = s->position[i * d + k] - s->position[j * d + k];

        square += gap * gap;
    }
    return sqrt(square) < SAME_POSITION;
}

/** Lists the first holder of each distinct position in s->queue. @return how many. */
static size_t
distinct_positions(struct bh_spatial *s)
{
    size_t m = 0;

    for (size_t i = 0; i < s->table->n; i++) {
        bool is_new = true;

        for (size_t u = 0; u < m && is_new; u++) {
            is_new = !is_near(s, i, s->queue[u]);
        }
        if (is_new) {
            s->queue[m++] = i;
        }
    }
    return m;
}

enum bh_status
bh_spatial_standing(struct bh_spatial *s, size_t perspective, double *p, struct bh_err *err)
{
    const size_t n = s->table->n;
    const size_t m = distinct_positions(s);
    const struct bh_election_call call = {&s->table->options, n, s->table->capability, m,
                                          s->alternatives};

    for (size_t u = 0; u < m; u++) {
        double *utility = s->utility + u * n;

        for (size_t a = 0; a < n; a++) {
            const double risk =
                perspective == BH_STATUS_QUO ? s->risk[a] : bh_spatial_belief(s, perspective, a);

            utility[a] = bh_spatial_utility(s->distance[s->queue[u] * n + a], risk);
        }
        s->alternatives[u] = utility;
    }
    if (!bh_election_run(&call, &s->room, s->p)) {
        return bh_fail(err, BH_ELIMIT, "an election over positions did not settle in 1000 rounds");
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t u = 0; u < m; u++) {
            p[i] = is_near(s, i, s->queue[u]) ? s->p[u] : p[i];
        }
    }
    return BH_OK;
}
