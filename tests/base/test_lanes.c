/** Lane code against published and closed-form values. Oracles: the known-answer vectors of
 *  Random123 for Philox4x32-10; the C library's exp, log and pow; tables of the normal
 *  distribution; means and variances of the Poisson, binomial and negative binomial. */
#include "harness.h"

#include "base/draw.h"
#include "base/lmath.h"
#include "base/philox.h"
#include "base/philox_scalar.h"

static bh_f64
all(double x)
{
    bh_f64 out = {0};

    return out + x;
}

static double
first(bh_f64 x)
{
    double out[BH_LANES];

    memcpy(out, &x, sizeof out);
    return out[0];
}

static void
test_philox(void)
{
    static const struct {
        uint32_t counter[4], key[2], out[4];
    } known[] = {
        {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
        {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
         {0xffffffff, 0xffffffff},
         {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
        {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
         {0xa4093822, 0x299f31d0},
         {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
    };

    for (size_t i = 0; i < 3; i++) {
        uint32_t out[4];

        bh_philox4x32(known[i].counter, known[i].key, out);
        bh_expect(memcmp(out, known[i].out, sizeof out) == 0, "Philox4x32-10 known answer %zu",
                  i + 1);
    }
}

/** The words of a pack, made with two rounds in part outside of the lanes, are those of the plain
 *  generator, which has the known answers. */
static void
test_words(void)
{
    uint32_t scenario[BH_LANES], replication[BH_LANES];
    size_t wrong = 0;

    for (uint32_t i = 0; i < 2000; i++) {
        const uint32_t seed = i * 2654435761u, day = i * 40503u, entity = ~i * 69069u;

        for (uint32_t l = 0; l < BH_LANES; l++) {
            scenario[l] = i * 31u + l * 0x80000001u;
            replication[l] = l * 0xfffffff1u + i;
        }
        struct bh_luck luck = bh_luck_make(seed, scenario, replication);
        bh_luck_turn_to(&luck, day);
        const struct bh_words words = bh_luck_words(&luck, i % 9, entity);

        for (int l = 0; l < BH_LANES; l++) {
            const uint32_t counter[4] = {day, i % 9, entity, replication[l]};
            const uint32_t key[2] = {seed, scenario[l]};
            uint32_t out[4];

            bh_philox4x32(counter, key, out);
            wrong += words.a[l] != ((uint64_t) out[1] << 32 | out[0]);
            wrong += words.b[l] != ((uint64_t) out[3] << 32 | out[2]);
        }
    }
    bh_expect(wrong == 0, "a pack's words are the generator's (%zu are not)", wrong);
}

/** Lanes must give what one lane gives: the stream of (day, stream, entity) is a function. */
static void
test_streams(void)
{
    uint32_t scenario[BH_LANES], replication[BH_LANES];
    double sum = 0, sum2 = 0, cross = 0;
    const int n = 40000;

    for (uint32_t l = 0; l < BH_LANES; l++) {
        scenario[l] = 7;
        replication[l] = 0;
    }
    struct bh_luck luck = bh_luck_make(1, scenario, replication);
    for (int i = 0; i < n; i++) {
        bh_luck_turn_to(&luck, (uint32_t) i);
        const struct bh_pair pair = bh_luck_pair(&luck, 3, 5);
        const double a = first(pair.a), b = first(pair.b);

        sum += a;
        sum2 += a * a;
        cross += (a - 0.5) * (b - 0.5);
    }
    bh_expect(fabs(sum / n - 0.5) < 5 * sqrt(1.0 / 12 / n), "mean of uniforms is 1/2");
    bh_expect(fabs(sum2 / n - 1.0 / 3) < 5 * sqrt(4.0 / 45 / n), "second moment is 1/3");
    bh_expect(fabs(cross / n) < 5 * (1.0 / 12) / sqrt(n), "the two of a pair are uncorrelated");
}

static double
ulps(double found, double wanted)
{
    return fabs(found - wanted) / (nextafter(fabs(wanted), INFINITY) - fabs(wanted));
}

static void
test_functions(void)
{
    double worst_exp = 0, worst_log = 0, worst_pow = 0;

    for (int i = 0; i < 200000; i++) {
        const double x = -700 + 1400.0 * i / 200000 + 1e-5;
        const double y = exp(x / 3);

        worst_exp = fmax(worst_exp, ulps(first(bh_exp(all(x))), exp(x)));
        worst_log = fmax(worst_log, ulps(first(bh_log(all(y))), log(y)));
        worst_pow = fmax(worst_pow, fabs(first(bh_pow(all(1 + i * 1e-4), all(0.7))) /
                                             pow(1 + i * 1e-4, 0.7) - 1));
    }
    bh_expect(worst_exp <= 1.5, "exp within 1.5 units in the last place (%.3f)", worst_exp);
    bh_expect(worst_log <= 1.5, "log within 1.5 units in the last place (%.3f)", worst_log);
    bh_expect(worst_pow < 1e-14, "pow within 1e-14 (%.1e)", worst_pow);
    bh_expect(fabs(first(bh_normal_quantile(all(0.975))) - 1.959963984540054) < 1e-14,
              "normal quantile 0.975");
    bh_expect(fabs(first(bh_normal_quantile(all(1e-10))) + 6.361340902404056) < 1e-12,
              "normal quantile 1e-10");
}

/** Mean and variance of draws by inversion over an even grid of uniforms. */
static void
moments(bh_f64 (*draw)(double u), double *mean, double *variance)
{
    const int n = 200000;
    double sum = 0, sum2 = 0;

    for (int i = 0; i < n; i++) {
        const double x = first(draw((i + 0.5) / n));

        sum += x;
        sum2 += x * x;
    }
    *mean = sum / n;
    *variance = sum2 / n - *mean * *mean;
}

static bh_f64 poisson_3(double u) { return bh_draw_poisson(all(3.2), all(u)); }
static bh_f64 poisson_900(double u) { return bh_draw_poisson(all(900), all(u)); }
static bh_f64 binomial(double u) { return bh_draw_binomial(all(40), all(0.3), all(u)); }
static bh_f64 binomial_high(double u) { return bh_draw_binomial(all(40), all(0.93), all(u)); }
static bh_f64
negative(double u)
{
    const struct bh_negative_binomial law = bh_negative_binomial_make(all(0.2), all(2.0 / 3));

    return bh_draw_negative_binomial(&law, all(3),
                                     all(u)); /* three of size 0.2: size 0.6, mean 2 */
}

static void
test_draws(void)
{
    static const struct {
        const char *name;
        bh_f64 (*draw)(double u);
        double mean, variance;
    } cases[] = {{"Poisson 3.2", poisson_3, 3.2, 3.2},
                 {"Poisson 900", poisson_900, 900, 900},
                 {"binomial 40 0.3", binomial, 12, 8.4},
                 {"binomial 40 0.93", binomial_high, 37.2, 2.604},
                 {"negative binomial size 0.6 mean 2", negative, 2, 2 + 4 / 0.6}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double mean, variance;

        moments(cases[i].draw, &mean, &variance);
        bh_expect(fabs(mean / cases[i].mean - 1) < 2e-3 &&
                      fabs(variance / cases[i].variance - 1) < 1e-2,
                  "%s: mean %.4f of %.4f, variance %.4f of %.4f", cases[i].name, mean,
                  cases[i].mean, variance, cases[i].variance);
    }
    bh_expect(first(bh_draw_binomial(all(7), all(1), all(0.3))) == 7 &&
                  first(bh_draw_binomial(all(7), all(0), all(0.9999))) == 0 &&
                  first(bh_draw_poisson(all(0), all(0.9999))) == 0,
              "draws at the edges are certain");
}

/** A batch draws what its counts give one by one, however far each has to go. */
static void
test_batch(void)
{
    size_t wrong = 0;

    for (int i = 0; i < 4000; i++) {
        struct bh_batch batch = {.n = (size_t) (i % BH_DRAW_BATCH) + 1};

        for (size_t j = 0; j < batch.n; j++) {
            bh_f64 mean, u;

            for (int l = 0; l < BH_LANES; l++) {
                bh_set_lane(&mean, l, exp(-3 + 10 * fmod(0.618 * (i + 7.0 * (double) j + l), 1)));
                bh_set_lane(&u, l, fmod(0.7548776662 * (i * 17.0 + (double) j + 3 * l) + 0.1, 1));
            }
            const struct bh_negative_binomial law = bh_negative_binomial_make(all(0.3), mean);
            batch.of[j] = j % 2 ? bh_poisson(mean) : bh_negative_binomial_sum(&law, all(3));
            batch.u[j] = u;
        }
        bh_batch_draw(&batch);
        for (size_t j = 0; j < batch.n; j++) {
            const bh_f64 alone = bh_count_drawn(&batch.of[j], batch.u[j]);

            wrong += memcmp(&alone, &batch.k[j], sizeof alone) != 0;
        }
    }
    bh_expect(wrong == 0, "a batch draws the counts that its members do (%zu do not)", wrong);
}

/** Poisson counts against sums of its probabilities from the C library's lgamma. */
static void
test_quantiles(void)
{
    size_t wrong = 0;

    for (double mean = 0.05; mean < 500; mean *= 1.7) {
        double sum = 0;

        for (int k = 0; sum < 0.9999 && k < 2000; k++) {
            const double p = exp(k * log(mean) - mean - lgamma(k + 1.0));

            if (p > 1e-9) { /* just inside either end of the step */
                wrong += first(bh_draw_poisson(all(mean), all(sum + 0.01 * p))) != k;
                wrong += first(bh_draw_poisson(all(mean), all(sum + 0.99 * p))) != k;
            }
            sum += p;
        }
    }
    bh_expect(wrong == 0, "Poisson counts are quantiles (%zu are not)", wrong);
}

int
main(void)
{
    test_philox();
    test_words();
    test_streams();
    test_functions();
    test_draws();
    test_batch();
    test_quantiles();
    return bh_finish();
}
