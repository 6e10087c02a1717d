/** The spatial model. Oracles: closed forms of elections between two alternatives and of a
 *  bargain's terms; the definition of each vote; and symmetries: order and names of actors,
 *  mirrored scales, the unit of capability, actors without means, threads. */
#include "harness.h"

#include "bargain/election.h"
#include "bargain/spatial.h"
#include "bargain/spatial_parts.h"
#include "bargain/vote.h"
#include "base/philox_scalar.h"

#include <bluehelm/negotiate.h>
#include <stdlib.h>

static double
uniform(uint32_t key, uint32_t i)
{
    const uint32_t counter[4] = {i, 0, 0, 0};
    const uint32_t keys[2] = {key, 77};
    uint32_t out[4];

    bh_philox4x32(counter, keys, out);
    return bh_philox_uniform(out[0], out[1]);
}

static bool
is_near(double a, double b, double most)
{
    return fabs(a - b) <= most;
}

static void
test_votes(void)
{
    bh_expect(is_near(bh_vote(BH_PROP, 0, 3, 0.5), 1.5, 1e-15), "Prop votes w d");
    bh_expect(is_near(bh_vote(BH_CUBIC, 0, 3, -0.5), -0.375, 1e-15), "Cubic votes w d^3");
    bh_expect(is_near(bh_vote(BH_PROP_CUBIC, 0, 2, 0.5), 0.625, 1e-15),
              "PropCbc is the mean of both");
    bh_expect(bh_vote(BH_BINARY_VOTE, 0, 2, 1e-3) == 2, "Binary votes the whole weight");
    bh_expect(is_near(bh_vote(BH_BINARY_VOTE, 0, 2, 5e-9), 1, 1e-12),
              "but for differences below 1e-8");
    bh_expect(is_near(bh_vote(BH_PROP_BIN, 0, 1, -0.5), -0.6, 1e-15),
              "PropBin is four parts one, one part the other");
    bh_expect(is_near(bh_vote(BH_ASYMMETRIC, 0, 3, 0.5), 1, 1e-15),
              "ASymProsp counts gains by 2/3");
    bh_expect(is_near(bh_vote(BH_ASYMMETRIC, 0, 3, -0.5), -1.5, 1e-15), "and losses in full");
    bh_expect(bh_vote(BH_BINARY_VOTE, 1e-12, 5, 1e-13) == 0, "a difference of rounding is no vote");
}

/** Chance of the first of two alternatives, supported by 3 against 1. */
static double
elect(const char *name, const char *value)
{
    static const double weight[] = {3, 1};
    static const double first[] = {1, 0}, second[] = {0, 1};
    static const double *const utility[] = {first, second};
    struct bh_spatial_options options = {{0}};
    double memory[2 * 4 + 2], p[2] = {0, 0};
    struct bh_election_room room = {2, memory, memory + 4, memory + 8};
    const struct bh_election_call call = {&options, 2, weight, 2, utility};
    struct bh_err err;

    if (name != NULL && bh_spatial_option_set(&options, name, value, &err) != BH_OK) {
        return NAN;
    }
    bh_expect(bh_election_run(&call, &room, p) && is_near(p[0] + p[1], 1, 1e-12),
              "chances add up to 1 (%s %s)", name == NULL ? "default" : name,
              value == NULL ? "" : value);
    return p[0];
}

static void
test_elections(void)
{
    bh_expect(is_near(elect(NULL, NULL), 0.75, 1e-7), "two alternatives: V = 3/(3 + 1)");
    bh_expect(is_near(elect("VictoryProbModel", "Square"), 0.9, 1e-7), "Square: 9/(9 + 1)");
    bh_expect(is_near(elect("VictoryProbModel", "Quartic"), 81.0 / 82, 1e-7), "Quartic: 81/82");
    bh_expect(is_near(elect("VictoryProbModel", "Octic"), 6561.0 / 6562, 1e-7), "Octic: 6561/6562");
    bh_expect(is_near(elect("VictoryProbModel", "Binary"), 1, 2e-6), "Binary: three times wins");
    /* p = (p + q)/2 with q = (p + V)/2 has the fixed point p = V */
    bh_expect(is_near(elect("PCEModel", "MarkovUniform"), 0.75, 1e-5), "MarkovUniform: p = V");
    /* H = C V over its column: H_12 = 1 (nobody else), so p_1 = p_1 H_11 + V (p_1 H_21 + p_2 H_12)
       with H_11 = e, H_21 = 1 - e, e near 0: p_1 = V p_1 + V p_2 = V */
    bh_expect(is_near(elect("PCEModel", "MarkovIncentive"), 0.75, 1e-5), "MarkovIncentive: p = V");
}

/** Three actors: the outer two equally strong and far from the one in the middle. */
static void
test_risk_and_terms(void)
{
    static const double capability[] = {1, 1, 1}, salience[] = {0.5, 0.5, 0.5};
    const struct bh_spatial_case table = {
        .n = 3, .d = 1, .capability = capability, .salience = salience};
    struct bh_spatial s;
    struct bh_err err;
    void *memory = calloc(1, bh_spatial_bytes(3, 1));

    bh_spatial_place(&s, &table, memory);
    for (size_t i = 0; i < 3; i++) {
        s.position[i] = s.ideal[i] = 0.5 * (double) i;
    }
    bh_expect(bh_spatial_judge(&s, &err) == BH_OK, "attitudes to risk");
    bh_expect(is_near(s.risk[1], 1, 1e-12) && is_near(s.risk[0], -0.5, 1e-9) &&
                  is_near(s.risk[2], -0.5, 1e-9),
              "the middle is averse (1), the ends take risks (-1/2)");
    s.n_bargains = 0;
    bh_spatial_bargain(&s, 0, 2, (struct bh_contest){0.5, 0.1});
    bh_expect(is_near(s.bargains[0].initiator_position[0], 0.5, 1e-5) &&
                  is_near(s.bargains[0].receiver_position[0], 0.5, 1e-5),
              "equal salience and an even chance meet in the middle");
    bh_spatial_bargain(&s, 0, 2, (struct bh_contest){0.75, 0.1});
    /* S2P2: weights 0.75^2 and 0.25^2, so (9 x 0 + 1 x 1)/10 */
    bh_expect(is_near(s.bargains[1].initiator_position[0], 0.1, 1e-4), "S2P2 divides 9 to 1");
    free(memory);
}

/* ---- symmetries, through the public interface ---------------------------------------------- */

#define N 9

struct cast {
    double capability[N], position[N][2], salience[N][2];
};

static struct cast
random_cast(uint32_t key)
{
    struct cast cast;

    for (uint32_t a = 0; a < N; a++) {
        cast.capability[a] = 1 + 99 * uniform(key, 10 * a);
        for (uint32_t k = 0; k < 2; k++) {
            cast.position[a][k] = 100 * uniform(key, 10 * a + 1 + k);
            cast.salience[a][k] = 0.05 + 0.4 * uniform(key, 10 * a + 3 + k);
        }
    }
    return cast;
}

/** Plays a cast. `order` is the order of rows, names are letters, shifted by `shift`.
 *  @return final positions, by actor of the cast, [N][2]. */
static void
play(const struct cast *cast, const size_t *order, int shift, const char *more, const char *set,
     double final[N][2])
{
    const char *const settings[] = {set};
    struct bh_negotiation_settings how = {.exact = true, .threads = 1};
    struct bh_table *table = NULL;
    struct bh_negotiation *result = NULL;
    char text[4000] = "actor,capability,x,x salience,y,y salience\n";
    struct bh_err err = {BH_OK, ""};

    if (set != NULL) {
        how.set = settings;
        how.n_set = 1;
    }
    for (size_t i = 0; i < N; i++) {
        const size_t a = order[i];
        const size_t n = strlen(text);

        snprintf(text + n, sizeof text - n, "%c,%.17g,%.17g,%.17g,%.17g,%.17g\n",
                 'a' + (char) ((a + (size_t) shift) % 26), cast->capability[a],
                 cast->position[a][0], cast->salience[a][0], cast->position[a][1],
                 cast->salience[a][1]);
    }
    strcat(text, more);
    if (bh_table_read_text("cast", text, strlen(text), &table, &err) != BH_OK ||
        bh_negotiation_run(table, &how, &result, &err) != BH_OK) {
        printf("# %s\n", err.text);
        exit(1);
    }
    const size_t n = table->n_actors;
    for (size_t i = 0; i < N; i++) {
        for (size_t k = 0; k < 2; k++) {
            final[order[i]][k] = result->position[(result->n_rounds * n + i) * 2 + k];
        }
    }
    bh_negotiation_free(result);
    bh_table_free(table);
}

static double
largest(double a[N][2], double b[N][2])
{
    double most = 0;

    for (size_t i = 0; i < N; i++) {
        most = fmax(most, fmax(fabs(a[i][0] - b[i][0]), fabs(a[i][1] - b[i][1])));
    }
    return most;
}

static void
test_symmetries(const char *set)
{
    static const size_t forward[N] = {0, 1, 2, 3, 4, 5, 6, 7, 8};
    static const size_t mixed[N] = {5, 8, 0, 3, 7, 2, 6, 1, 4};
    double reordered = 0, renamed = 0, mirrored = 0, scaled = 0, idle = 0;

    for (uint32_t key = 0; key < 40; key++) {
        const struct cast cast = random_cast(key);
        struct cast other = cast;
        double a[N][2], b[N][2];

        play(&cast, forward, 0, "", set, a);
        play(&cast, mixed, 0, "", set, b);
        reordered = fmax(reordered, largest(a, b));
        play(&cast, forward, 11, "", set, b);
        renamed = fmax(renamed, largest(a, b));
        play(&cast, forward, 0, "y0,0,12,0.9,80,0.1\nz0,55,3,0,99,0\n", set, b);
        idle = fmax(idle, largest(a, b));
        for (size_t i = 0; i < N; i++) {
            other.capability[i] *= 1024;
        }
        play(&other, forward, 0, "", set, b);
        scaled = fmax(scaled, largest(a, b));
        other = cast;
        for (size_t i = 0; i < N; i++) {
            other.position[i][0] = 100 - cast.position[i][0];
        }
        play(&other, forward, 0, "", set, b);
        for (size_t i = 0; i < N; i++) {
            b[i][0] = 100 - b[i][0];
        }
        mirrored = fmax(mirrored, largest(a, b));
    }
    set = set == NULL ? "defaults" : set;
    bh_expect(reordered == 0, "%s: the order of actors changes nothing (%.1e)", set, reordered);
    bh_expect(renamed == 0, "%s: names change nothing (%.1e)", set, renamed);
    bh_expect(idle == 0, "%s: actors without capability or salience change nothing (%.1e)", set,
              idle);
    bh_expect(scaled <= 1e-9, "%s: the unit of capability changes nothing (%.1e)", set, scaled);
    bh_expect(mirrored <= 1e-7, "%s: a mirrored scale gives mirrored positions (%.1e)", set,
              mirrored);
}

/** Draws do not depend on threads, and their quantiles rise. */
static void
test_draws(void)
{
    static const char text[] =
        "actor,capability,x,x salience\na,10..20,20,0.5\nb,10,40 [30..60],0.8\n"
        "c,7,90,0.2..0.9\n";
    struct bh_table *table = NULL;
    struct bh_negotiation *one = NULL, *two = NULL;
    struct bh_err err;
    struct bh_negotiation_settings how = {.draws = 200, .threads = 1};

    bh_expect(bh_table_read_text("t", text, strlen(text), &table, &err) == BH_OK &&
                  table->has_ranges,
              "a table with ranges");
    const enum bh_status first = bh_negotiation_run(table, &how, &one, &err);
    how.threads = 4;
    const enum bh_status second = bh_negotiation_run(table, &how, &two, &err);
    bh_expect(first == BH_OK && second == BH_OK && !one->is_jittered, "run twice");
    bh_expect(memcmp(one->forecast, two->forecast,
                     BH_N_FORECAST_RULES * sizeof *one->forecast) == 0,
              "one thread and four give the same bits");
    bool rises = true;
    for (size_t i = 0; i < BH_N_FORECAST_RULES; i++) {
        const struct bh_forecast_value *v = &one->forecast[i];

        rises = rises && v->q05 <= v->q25 && v->q25 <= v->median && v->median <= v->q75 &&
                v->q75 <= v->q95 && v->q05 >= 0 && v->q95 <= 100;
    }
    bh_expect(rises, "quantiles rise and stay on the scale");
    bh_negotiation_free(one);
    bh_negotiation_free(two);
    bh_table_free(table);
}

int
main(void)
{
    test_votes();
    test_elections();
    test_risk_and_terms();
    test_symmetries(NULL);
    test_symmetries("ThirdPartyCommit=Affinity");
    test_symmetries("PCEModel=MarkovUniform");
    test_symmetries("BargnModel=PWCompInterp");
    test_symmetries("InterVecBrgn=S2PMax");
    test_draws();
    return bh_finish();
}
