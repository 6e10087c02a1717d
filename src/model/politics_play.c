/** @file politics_play.c  A turn of a challenge model inside a future.
 *
 *  Layer: model.  Lane by lane over the plain code of src/bargain, which uses + - * / and sqrt (and
 *  the portable pow) alone, so a future has the same bits whatever the lanes.
 *
 *  A party is at the table when it has weight on some issue that is played; on an issue it is
 * closed on it keeps its position, and the issue counts for nothing to it. Saliences of a plan are
 * given issue by issue; together they are taken as a total of 1 - prod (1 - s), shared in
 * proportion. */
#include "bargain/challenge.h"
#include "bargain/spatial.h"
#include "model/politics.h"
#include "model/streams.h"

#include <math.h>
#include <string.h>

/** One lane's table, laid out in world->bargaining. */
struct lane_table {
    const struct bh_frame *frame;
    struct bh_world *own;
    int lane;
    size_t first, end; /* issues played: those due in [first, end) */
    size_t *issue;     /* [d] */
    size_t d;
    size_t *party; /* [n] */
    size_t n;
    double *capability, *draws; /* [n_parties] */
    double *salience;           /* [n_parties * n_issues] */
    double *accommodation;      /* [n_parties * n_parties] */
    void *model;                /* the workspace of the rule */
};

/** Doubles in front of the workspace of the rule. */
static size_t
table_size(const struct bh_counts *counts)
{
    return counts->n_issues + 3 * counts->n_parties + counts->n_stances +
           counts->n_parties * counts->n_parties;
}

size_t
bh_politics_bytes(const struct bh_model *model)
{
    const size_t n = model->counts.n_parties;
    const size_t front = table_size(&model->counts) * sizeof(double);

    if (n == 0 || model->counts.n_issues == 0) {
        return 0;
    }
    switch (model->rule) {
    case BH_RULE_SPATIAL:
        return front + bh_spatial_bytes(n, model->counts.n_issues);
    case BH_RULE_CHALLENGE:
        return front + bh_challenge_bytes(n);
    case BH_RULE_CHOICE:
    case BH_RULE_MEAN:
    case BH_RULE_MEDIAN:
        break;
    }
    return 0;
}

static struct lane_table
open_table(const struct bh_frame *frame, struct bh_world *own, size_t issue)
{
    const struct bh_counts *counts = &frame->model->counts;
    double *at = own->bargaining;
    struct lane_table t = {
        .frame = frame,
        .own = own,
        .first = issue == BH_NONE ? 0 : issue,
        .end = issue == BH_NONE ? counts->n_issues : issue + 1,
    };

    t.capability = at;
    t.draws = t.capability + counts->n_parties;
    t.salience = t.draws + counts->n_parties;
    t.accommodation = t.salience + counts->n_stances;
    t.party = (size_t *) (void *) (t.accommodation + counts->n_parties * counts->n_parties);
    t.issue = t.party + counts->n_parties;
    t.model = (double *) at + table_size(counts);
    for (size_t i = t.first; i < t.end; i++) {
        if (frame->day % frame->model->issues[i].round_days == 0) {
            t.issue[t.d++] = i;
        }
    }
    return t;
}

static size_t
stance_at(const struct lane_table *t, size_t i, size_t k)
{
    return t->party[i] * t->frame->model->counts.n_issues + t->issue[k];
}

/** Saliences of party number i at the table; @return their sum before they are shared out. */
static double
take_saliences(struct lane_table *t, size_t i)
{
    double *salience = t->salience + i * t->d;
    double sum = 0.0;
    double rest = 1.0;

    for (size_t k = 0; k < t->d; k++) {
        const size_t s = stance_at(t, i, k);
        const bool counts = bh_lane(&t->own->stance[s].weight, t->lane) > 0.0;

        salience[k] = counts ? bh_lane(&t->frame->p->stance[s].salience, t->lane) : 0.0;
        sum += salience[k];
        rest *= 1.0 - salience[k];
    }
    for (size_t k = 0; k < t->d && sum > 0.0 && t->d > 1; k++) {
        salience[k] = salience[k] * ((1.0 - rest) / sum);
    }
    return sum;
}

/** Lists who is at the table in a lane. */
static void
seat_parties(struct lane_table *t, int lane)
{
    t->lane = lane;
    t->n = 0;
    for (size_t a = 0; a < t->frame->model->counts.n_parties; a++) {
        t->party[t->n] = a;
        t->capability[t->n] = bh_lane(&t->frame->k->power[a], lane);
        if (take_saliences(t, t->n) > 0.0 && t->capability[t->n] > 0.0) {
            t->n++;
        }
    }
}

/** A position as it is told to the model, and back within red lines. */
static void
put_back(const struct lane_table *t, size_t s, double position, double ideal)
{
    const struct bh_stance_parameters *p = &t->frame->p->stance[s];
    const double low = bh_lane(&p->limit_low, t->lane);
    const double high = bh_lane(&p->limit_high, t->lane);

    bh_set_lane(&t->own->stance[s].position, t->lane, fmin(fmax(position, low), high));
    bh_set_lane(&t->own->stance[s].ideal, t->lane, ideal);
}

static void
draw_luck(struct lane_table *t)
{
    for (size_t i = 0; i < t->n; i++) {
        const struct bh_model *model = t->frame->model;
        const uint32_t entity =
            model->parties[t->party[i]].key + 31u * model->issues[t->issue[0]].key;
        const struct bh_pair u =
            bh_luck_pair(t->frame->luck, BH_STREAM_BARGAIN, entity);

        t->draws[i] = bh_lane(&u.a, t->lane);
    }
}

/** Ideals that follow positions in part. @return the matrix, or NULL for the whole. */
static const double *
accommodation(struct lane_table *t)
{
    const double share = bh_lane(&t->frame->p->politics->accommodation, t->lane);

    if (share == 1.0) {
        return NULL;
    }
    memset(t->accommodation, 0, t->n * t->n * sizeof *t->accommodation);
    for (size_t i = 0; i < t->n; i++) {
        t->accommodation[i * t->n + i] = share;
    }
    return t->accommodation;
}

/** Capabilities as shares of the largest, so that their unit does not matter. */
static void
take_shares(struct lane_table *t)
{
    double most = 0.0;

    for (size_t i = 0; i < t->n; i++) {
        most = fmax(most, t->capability[i]);
    }
    for (size_t i = 0; i < t->n; i++) {
        t->capability[i] = 100.0 * (t->capability[i] / most);
    }
}

static void
play_spatial(struct lane_table *t)
{
    const struct bh_spatial_case table = {
        .n = t->n,
        .d = t->d,
        .capability = t->capability,
        .salience = t->salience,
        .accommodation = accommodation(t),
        .options = t->frame->model->spatial,
    };
    struct bh_spatial s;

    if (t->frame->model->spatial.of[BH_SPATIAL_ORDER] == 0) {
        take_shares(t);
    }
    bh_spatial_place(&s, &table, t->model);
    for (size_t i = 0; i < t->n; i++) {
        for (size_t k = 0; k < t->d; k++) {
            const struct bh_stance_state *state = &t->own->stance[stance_at(t, i, k)];

            s.position[i * t->d + k] = bh_lane(&state->position, t->lane) / 100.0;
            s.ideal[i * t->d + k] = bh_lane(&state->ideal, t->lane) / 100.0;
        }
    }
    draw_luck(t);
    if (bh_spatial_turn(&s, t->draws, NULL) != BH_OK) {
        return; /* an election that does not settle: nobody moves in this round */
    }
    for (size_t i = 0; i < t->n; i++) {
        for (size_t k = 0; k < t->d; k++) {
            if (t->salience[i * t->d + k] > 0.0) {
                put_back(t, stance_at(t, i, k), 100.0 * s.position[i * t->d + k],
                         100.0 * s.ideal[i * t->d + k]);
            }
        }
    }
}

static void
play_challenge(struct lane_table *t)
{
    struct bh_challenge c;

    bh_challenge_place(&c, t->n, t->model);
    c.capability = t->capability;
    c.salience = t->salience;
    c.options = t->frame->model->challenge;
    c.span = 100.0;
    for (size_t i = 0; i < t->n; i++) {
        c.position[i] = bh_lane(&t->own->stance[stance_at(t, i, 0)].position, t->lane);
    }
    bh_challenge_round(&c);
    for (size_t i = 0; i < t->n; i++) {
        put_back(t, stance_at(t, i, 0), c.position[i], c.position[i]);
    }
}

void
bh_politics_play(const struct bh_frame *frame, struct bh_world *own, size_t issue)
{
    struct lane_table t = open_table(frame, own, issue);

    for (int lane = 0; lane < BH_LANES; lane++) {
        seat_parties(&t, lane);
        if (t.n < 2) {
            continue;
        }
        if (frame->model->rule == BH_RULE_SPATIAL) {
            play_spatial(&t);
        } else {
            play_challenge(&t);
        }
    }
}
