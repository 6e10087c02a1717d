/** @file spatial_resolve.c  Which bargains actors choose, and where they move.
 *
 *  Actor k's queue holds the status quo and every bargain it takes part in. All actors vote on each
 *  queue with weight c; the utility of a bargain to an actor is its mean utility of all positions
 *  as they would be. k takes its own place of the bargain chosen from its own queue, so the two
 *  partners of a bargain may choose differently. */
#include "bargain/spatial_parts.h"

#include "base/err.h"

#include <math.h>
#include <string.h>

/** Row of the status quo in s->bargain_utility. */
static size_t
status_quo_row(const struct bh_spatial *s)
{
    return 2 * s->table->n;
}

/** Adds the utility of everybody's position, in the order of actors, into `sum` [n]. The positions
 *  of the two sides of `bargain` (NULL: none) are new; with_new holds their utilities, [2][n]. Sums
 *  are made anew for each bargain, not patched: votes on nearly equal bargains hang on the last
 *  bits of their difference. */
static void
add_positions(const struct bh_spatial *s, const struct bh_bargain *bargain, const double *with_new,
              double *sum)
{
    const size_t n = s->table->n;

    for (size_t j = 0; j < n; j++) {
        const double *u = s->utility + j * n;

        if (bargain != NULL && (j == bargain->initiator || j == bargain->receiver)) {
            u = with_new + (j == bargain->initiator ? 0 : n);
        }
        for (size_t a = 0; a < n; a++) {
            sum[a] = j == 0 ? u[a] : sum[a] + u[a];
        }
    }
    for (size_t a = 0; a < n; a++) {
        sum[a] = sum[a] / (double) n;
    }
}

/** Utilities of all bargains to all actors, each with its own attitude to risk. */
static void
value_bargains(struct bh_spatial *s)
{
    const size_t n = s->table->n;

    for (size_t j = 0; j < n; j++) {
        for (size_t a = 0; a < n; a++) {
            s->utility[j * n + a] = bh_spatial_utility(s->distance[j * n + a], s->risk[a]);
        }
    }
    add_positions(s, NULL, NULL, s->bargain_utility + status_quo_row(s) * n);
    for (size_t b = 0; b < s->n_bargains; b++) {
        const struct bh_bargain *bargain = &s->bargains[b];

        for (size_t a = 0; a < n; a++) {
            const double i = bh_spatial_distance(s, a, bargain->initiator_position);
            const double j = bh_spatial_distance(s, a, bargain->receiver_position);

            s->with_new[a] = bh_spatial_utility(i, s->risk[a]);
            s->with_new[n + a] = bh_spatial_utility(j, s->risk[a]);
        }
        add_positions(s, bargain, s->with_new, s->bargain_utility + b * n);
    }
}

/** Fills s->queue with k's alternatives: bargains of initiators before k, the status quo, its own,
 *  bargains of those after it. @return how many. */
static size_t
gather(struct bh_spatial *s, size_t k)
{
    size_t m = 0;
    bool has_status_quo = false;

    for (size_t b = 0; b < s->n_bargains; b++) {
        const struct bh_bargain *bargain = &s->bargains[b];

        if (!has_status_quo && bargain->initiator >= k) {
            s->queue[m++] = BH_STATUS_QUO;
            has_status_quo = true;
        }
        if (bargain->initiator == k || bargain->receiver == k) {
            s->queue[m++] = b;
        }
    }
    if (!has_status_quo) {
        s->queue[m++] = BH_STATUS_QUO;
    }
    return m;
}

static size_t
picked(const double *p, size_t m, const double *draw)
{
    size_t best = 0;
    double sum = 0.0;

    for (size_t i = 0; i < m; i++) {
        sum += p[i];
        if (draw != NULL && sum >= *draw) {
            return i;
        }
        best = p[i] > p[best] ? i : best;
    }
    return draw != NULL ? m - 1 : best;
}

/** Lets actor k choose from its queue. */
static enum bh_status
choose(struct bh_spatial *s, size_t k, const double *draw, struct bh_err *err)
{
    const size_t n = s->table->n;
    const size_t m = gather(s, k);
    const struct bh_election_call call = {&s->table->options, n, s->table->capability, m,
                                          s->alternatives};

    for (size_t i = 0; i < m; i++) {
        const size_t row = s->queue[i] == BH_STATUS_QUO ? status_quo_row(s) : s->queue[i];

        s->alternatives[i] = s->bargain_utility + row * n;
    }
    if (!bh_election_run(&call, &s->room, s->p)) {
        return bh_fail(err, BH_ELIMIT, "an election among bargains did not settle in 1000 rounds");
    }
    const size_t choice = picked(s->p, m, draw);
    s->chosen[k] = s->queue[choice];
    s->chosen_chance[k] = s->p[choice];
    return BH_OK;
}

/** Moves everybody to its part of what it chose. */
static void
move(struct bh_spatial *s)
{
    const size_t n = s->table->n;
    const size_t d = s->table->d;

    s->movement = 0.0;
    for (size_t k = 0; k < n; k++) {
        double square = 0.0;

        if (s->chosen[k] == BH_STATUS_QUO) {
            continue;
        }
        const struct bh_bargain *bargain = &s->bargains[s->chosen[k]];
        const double *to =
            bargain->initiator == k ? bargain->initiator_position : bargain->receiver_position;
        for (size_t i = 0; i < d; i++) {
            const double step = to[i] - s->position[k * d + i];

            square += step * step;
            s->moved[k * d + i] = to[i];
        }
        s->movement += sqrt(square);
    }
    memcpy(s->position, s->moved, n * d * sizeof *s->position);
}

/** Ideals follow positions. */
static void
accommodate(struct bh_spatial *s)
{
    const size_t n = s->table->n;
    const size_t d = s->table->d;
    const double *follows = s->table->accommodation;

    if (follows == NULL) {
        memcpy(s->ideal, s->position, n * d * sizeof *s->ideal);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < d; k++) {
            double sum = 0.0;
            double share = 0.0;

            for (size_t j = 0; j < n; j++) {
                sum += follows[i * n + j] * s->position[j * d + k];
                share += follows[i * n + j];
            }
            s->ideal[i * d + k] = sum + (1.0 - share) * s->ideal[i * d + k];
        }
    }
}

enum bh_status
bh_spatial_resolve(struct bh_spatial *s, const double *draws, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    value_bargains(s);
    for (size_t k = 0; k < s->table->n; k++) {
        BH_TRY(choose(s, k, draws == NULL ? NULL : &draws[k], err));
    }
    memcpy(s->moved, s->position, s->table->n * s->table->d * sizeof *s->moved);
    move(s);
    accommodate(s);
done:
    return st;
}
