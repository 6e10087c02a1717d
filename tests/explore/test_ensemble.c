/** @file test_ensemble.c  Futures in memory.
 *
 *  Oracle: the same futures through a results file. Cells, shares and bands of an ensemble must be
 *  those that bh_results_compare and the store's quantiles give of a study of the same scenarios,
 *  bit by bit; rows run in parts and copied together must be the rows of one run. */
#include "harness.h"

#include "store/store.h"

#include <bluehelm/ensemble.h>
#include <bluehelm/study.h>
#include <unistd.h>

#define FUTURES 150
#define EVERY 30

static const char *const series[] = {"ceasefire", "relapses"};
#define N_SERIES 2

static struct bh_plan *
read_plan(const char *path)
{
    char full[1000];
    struct bh_plan *plan = NULL;

    snprintf(full, sizeof full, "%s/%s", BH_SOURCE_DIR, path);
    if (bh_plan_read(full, NULL, 0, false, &plan, NULL) != BH_OK || !bh_plan_is_sound(plan)) {
        printf("not ok reading %s\n", path);
        exit(1);
    }
    return plan;
}

static struct bh_ensemble *
make(const struct bh_plan *plan, size_t n)
{
    const struct bh_ensemble_request request = {
        .n_futures = n, .series = series, .n_series = N_SERIES, .every = EVERY};
    struct bh_ensemble *out = NULL;
    struct bh_err err;

    if (bh_ensemble_create(plan, &request, &out, &err) != BH_OK) {
        printf("not ok making an ensemble: %s\n", err.text);
        exit(1);
    }
    return out;
}

static void
run_all(struct bh_ensemble *ensemble)
{
    for (size_t o = 0; o < bh_ensemble_n_options(ensemble); o++) {
        bh_ensemble_run(ensemble, o, 0, bh_ensemble_n_futures(ensemble));
    }
}

static bool
same(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0 || (isnan(a) && isnan(b));
}

static bool
same_estimate(struct bh_estimate a, struct bh_estimate b)
{
    return same(a.value, b.value) && same(a.low, b.low) && same(a.high, b.high);
}

static bool
same_cell(const struct bh_cell *a, const struct bh_cell *b)
{
    return a->n == b->n && same_estimate(a->mean, b->mean) && same(a->q05, b->q05) &&
           same(a->median, b->median) && same(a->q95, b->q95) &&
           same_estimate(a->reached, b->reached) && same_estimate(a->met, b->met) &&
           same_estimate(a->difference, b->difference) && a->n_pairs == b->n_pairs;
}

/** Whether all that an option says agrees. */
static bool
same_option(const struct bh_compared_option *a, const struct bh_compared_option *b,
            size_t n_outputs)
{
    bool agree = strcmp(a->id, b->id) == 0 && a->n_futures == b->n_futures &&
                 a->n_failed == b->n_failed && same_estimate(a->success, b->success) &&
                 same_estimate(a->success_difference, b->success_difference) &&
                 same_estimate(a->in_time, b->in_time);

    for (size_t i = 0; i < n_outputs; i++) {
        agree = agree && same_cell(&a->cells[i], &b->cells[i]);
    }
    return agree;
}

/** Whether the bands of option `o` are the quantiles in the file. */
static bool
same_bands(struct bh_store *store, size_t o, const struct bh_band_point *bands, size_t n_points)
{
    bool agree = true;

    for (size_t s = 0; s < N_SERIES; s++) {
        struct bh_store_band band = {0};
        const struct bh_band_point *at = bands + (o * N_SERIES + s) * n_points;

        agree = bh_store_quantiles(store, o, series[s], &band, NULL) == BH_OK &&
                band.n == n_points && agree;
        for (size_t i = 0; agree && i < n_points; i++) {
            agree = band.day[i] == (double) (i * EVERY) && same(band.mean[i], at[i].mean) &&
                    same(band.q05[i], at[i].q05) && same(band.q25[i], at[i].q25) &&
                    same(band.q50[i], at[i].q50) && same(band.q75[i], at[i].q75) &&
                    same(band.q95[i], at[i].q95);
        }
        free(band.day);
    }
    return agree;
}

static void
test_against_file(const char *path)
{
    struct bh_plan *plan = read_plan(path);
    struct bh_ensemble *ensemble = make(plan, FUTURES);
    const size_t n = bh_ensemble_n_options(ensemble);
    const size_t n_points = bh_ensemble_n_points(ensemble);
    struct bh_compared_option *options = calloc(n, sizeof *options);
    struct bh_band_point *bands = calloc(n * N_SERIES * n_points, sizeof *bands);
    char folder[] = "/tmp/bluehelm-ensemble-XXXXXX";
    char file[64];
    const struct bh_study_settings settings = {.out = file,
                                               .n_futures = FUTURES,
                                               .design = BH_MONTE_CARLO,
                                               .threads = 2,
                                               .keep = FUTURES,
                                               .every = EVERY};
    struct bh_comparison *comparison = NULL;
    struct bh_store *store = NULL;
    size_t n_outputs;

    run_all(ensemble);
    bh_ensemble_summarise(ensemble, FUTURES, 0, options, bands);
    bh_ensemble_outputs(ensemble, &n_outputs);
    snprintf(file, sizeof file, "%s/x.bh", mkdtemp(folder));
    if (bh_expect(bh_study_run(plan, &settings, NULL) == BH_OK &&
                      bh_results_compare(file, NULL, &comparison, NULL) == BH_OK &&
                      bh_store_open(file, &store, NULL) == BH_OK,
                  "%s: a study of the same futures is run", path)) {
        bh_expect(comparison->n_options == n && comparison->n_outputs == n_outputs,
                  "%s: file and memory have the same options and outputs", path);
        for (size_t o = 0; o < n; o++) {
            bh_expect(same_option(&options[o], &comparison->options[o], n_outputs),
                      "%s, %s: cells in memory are those of the file", path, options[o].id);
            bh_expect(same_bands(store, o, bands, n_points),
                      "%s, %s: bands in memory are the file's quantiles", path, options[o].id);
        }
    }
    bh_store_close(store);
    bh_comparison_free(comparison);
    unlink(file);
    rmdir(folder);
    free(options);
    free(bands);
    bh_ensemble_free(ensemble);
    bh_plan_free(plan);
}

/** Runs the parts of one ensemble in two others and copies their rows together. */
static void
test_parts(void)
{
    static const size_t ends[] = {0, 1, 64, 67, 131, FUTURES};
    struct bh_plan *plan = read_plan("tests/reference/everything.yaml");
    struct bh_ensemble *whole = make(plan, FUTURES), *other = make(plan, FUTURES);
    bool agree = true;

    run_all(whole);
    for (size_t part = 5; part-- > 0;) {
        struct bh_ensemble *piece = make(plan, FUTURES);

        for (size_t o = 0; o < bh_ensemble_n_options(whole); o++) {
            const struct bh_ensemble_rows from = bh_ensemble_rows(piece, o);
            const struct bh_ensemble_rows to = bh_ensemble_rows(other, o);
            const size_t first = ends[part], n = ends[part + 1] - ends[part];

            bh_ensemble_run(piece, o, first, n);
            memcpy(to.outcomes + first * to.width, from.outcomes + first * from.width,
                   n * to.width * sizeof *to.outcomes);
            memcpy(to.series + first * to.series_width, from.series + first * from.series_width,
                   n * to.series_width * sizeof *to.series);
        }
        bh_ensemble_free(piece);
    }
    for (size_t o = 0; o < bh_ensemble_n_options(whole); o++) {
        const struct bh_ensemble_rows a = bh_ensemble_rows(whole, o);
        const struct bh_ensemble_rows b = bh_ensemble_rows(other, o);

        agree = agree &&
                memcmp(a.outcomes, b.outcomes, FUTURES * a.width * sizeof *a.outcomes) == 0 &&
                memcmp(a.series, b.series, FUTURES * a.series_width * sizeof *a.series) == 0;
    }
    bh_expect(agree, "rows run in parts, last part first, are the rows of one run");
    bh_ensemble_free(whole);
    bh_ensemble_free(other);
    bh_plan_free(plan);
}

static void
test_refusals(void)
{
    static const char *const nobody[] = {"nobody"};
    static const char *const odd[] = {"ceasefyre"};
    const struct bh_ensemble_request bad[] = {
        {.n_futures = 0},
        {.n_futures = 1000001},
        {.n_futures = 1, .options = nobody, .n_options = 1},
        {.n_futures = 1, .options = nobody, .n_options = 0},
        {.n_futures = 1, .series = odd, .n_series = 1},
        {.n_futures = 1, .isa = "abacus"},
    };
    static const char *const words[] = {
        "futures is 0, must be 1 to 1000000", "futures is 1000001, must be 1 to 1000000",
        "the plan has no option 'nobody'",    "no option to run",
        "nearest: ceasefire",                 "this machine has no engine 'abacus'",
    };
    struct bh_plan *plan = read_plan("tests/reference/everything.yaml");

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct bh_ensemble *out = NULL;
        struct bh_err err = {BH_OK, ""};
        const enum bh_status st = bh_ensemble_create(plan, &bad[i], &out, &err);

        bh_expect(st == BH_EINPUT && out == NULL && strstr(err.text, words[i]) != NULL,
                  "refused: %s (%s)", words[i], err.text);
    }
    bh_plan_free(plan);
}

int
main(void)
{
    test_against_file("tests/reference/everything.yaml");
    test_against_file("plans/haiti-2023/plan.yaml");
    test_parts();
    test_refusals();
    return bh_finish();
}
