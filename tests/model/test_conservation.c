/** Conservation, in random futures and at the corners of the ranges. Oracle: the invariants of the
 *  model, checked by the engine every simulated day: money in equals money out plus balances to the
 *  cent, persons are whole, nobody appears or vanishes, shares stay in 0 to 1, caveats hold, no
 *  value stops being a number. A future that breaks one is marked failed with its reason.
 *
 *  An argument sets how many corner futures run for each plan and option (default 400). */
#include "ensemble.h"
#include "harness.h"

#include "base/philox_scalar.h"

static const char *const plans[] = {BH_SOURCE_DIR "/plans/gaza-2024",
                                    BH_SOURCE_DIR "/plans/haiti-2023"};

/** Puts every assumption at its lowest or highest value, by a coin for each. */
static void
to_corner(const struct bh_model *model, uint32_t scenario, double *values)
{
    for (size_t i = 0; i < model->n_variables; i++) {
        const uint32_t counter[4] = {(uint32_t) i, 0, 0, 0}, key[2] = {scenario, 99};
        uint32_t coin[4];

        bh_philox4x32(counter, key, coin);
        values[model->assumptions[i].parameter] =
            bh_sample_quantile(&model->assumptions[i], coin[0] & 1 ? 1 - 1e-12 : 1e-12);
    }
}

/** All finite outputs but days, which may be never. */
static bool
is_finite(const struct ensemble *e)
{
    for (size_t i = 0; i < e->n * e->outputs.n; i++) {
        const char *kind = e->outputs.rows[i % e->outputs.n].kind;

        if (isnan(e->finals[i]) ||
            (isinf(e->finals[i]) && strcmp(kind, "date") != 0 && strcmp(kind, "days") != 0)) {
            return false;
        }
    }
    return true;
}

/** What sponsors paid is what lines received is the cost: to the cent, at the end too. */
static double
worst_leak(const struct ensemble *e)
{
    double worst = 0;

    for (size_t f = 0; f < e->n; f++) {
        double by_sponsor = 0, by_line = 0;

        for (size_t i = 0; i < e->outputs.n; i++) {
            const double x = e->finals[f * e->outputs.n + i];

            by_sponsor += e->outputs.rows[i].group == BH_OUTPUT_SPONSOR ? x : 0;
            by_line += e->outputs.rows[i].group == BH_OUTPUT_LINE ? x : 0;
        }
        worst = fmax(worst, fabs(by_sponsor - by_line));
        worst = fmax(worst, fabs(by_sponsor - ensemble_value(e, f, "cost")));
    }
    return worst;
}

static void
test_plan(const char *path, size_t n_corners)
{
    struct ensemble e = ensemble_open(path, NULL, NULL, 0);

    for (size_t o = 0; o < e.model->counts.n_options; o++) {
        const char *id = e.model->options[o].id;

        ensemble_run(&e, o, 400, NULL);
        bh_expect(e.n_failed == 0, "%s %s: 400 random futures keep every invariant %s",
                  e.model->id, id, e.reason);
        bh_expect(is_finite(&e), "%s %s: every outcome is a number", e.model->id, id);
        bh_expect(worst_leak(&e) == 0, "%s %s: no cent is lost between sponsors and lines",
                  e.model->id, id);
        ensemble_run(&e, o, n_corners, to_corner);
        bh_expect(e.n_failed == 0, "%s %s: %zu corner futures keep every invariant %s",
                  e.model->id, id, n_corners, e.reason);
        bh_expect(is_finite(&e) && worst_leak(&e) == 0, "%s %s: corners: numbers, no cent lost",
                  e.model->id, id);
    }
    ensemble_close(&e);
}

int
main(int argc, char **argv)
{
    const size_t n_corners = argc > 1 ? (size_t) strtoul(argv[1], NULL, 10) : 400;

    for (size_t p = 0; p < sizeof plans / sizeof plans[0]; p++) {
        test_plan(plans[p], n_corners);
    }
    return bh_finish();
}
