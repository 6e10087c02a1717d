/** @file answers.c  The native side of tests/engine/compare.mjs: prints what an ensemble in memory
 *  says of a plan, every number as the bits of a double.
 *
 *      answers tree PLAN > FILE                       the plan's tree
 *      answers run PLAN FUTURES EVERY [s=SETTING | o=OPTION | q=SERIES]...
 *
 *  `run` prints problems as lines "problem LINE COLUMN WORDS", or an error, or for each option its
 *  rows ("row" outputs, failed, success, series) and its summary. */
#include <bluehelm/ensemble.h>
#include <bluehelm/plan.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST 64

static void
number(double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof bits);
    printf(" %016" PRIx64, x != x ? UINT64_C(0x7ff8000000000000) : bits); /* one NaN */
}

static void
estimate(struct bh_estimate x)
{
    number(x.value);
    number(x.low);
    number(x.high);
}

static void
cell(const struct bh_cell *c)
{
    printf("cell");
    number((double) c->n);
    estimate(c->mean);
    number(c->q05);
    number(c->median);
    number(c->q95);
    estimate(c->reached);
    estimate(c->met);
    estimate(c->difference);
    number((double) c->n_pairs);
    printf("\n");
}

static void
rows(struct bh_ensemble *ensemble, size_t option)
{
    const struct bh_ensemble_rows rows = bh_ensemble_rows(ensemble, option);

    for (size_t f = 0; f < bh_ensemble_n_futures(ensemble); f++) {
        printf("row");
        for (size_t i = 0; i < rows.width; i++) {
            number(rows.outcomes[f * rows.width + i]);
        }
        for (size_t i = 0; i < rows.series_width; i++) {
            number((double) rows.series[f * rows.series_width + i]);
        }
        printf("\n");
    }
}

static int
tell(struct bh_ensemble *ensemble)
{
    const size_t n = bh_ensemble_n_options(ensemble);
    const size_t n_points = bh_ensemble_n_series(ensemble) * bh_ensemble_n_points(ensemble);
    struct bh_compared_option *options = calloc(n, sizeof *options);
    struct bh_band_point *bands = calloc(n * n_points + 1, sizeof *bands);
    size_t n_outputs;

    bh_ensemble_outputs(ensemble, &n_outputs);
    for (size_t o = 0; o < n; o++) {
        bh_ensemble_run(ensemble, o, 0, bh_ensemble_n_futures(ensemble));
    }
    bh_ensemble_summarise(ensemble, bh_ensemble_n_futures(ensemble), 0, options, bands);
    for (size_t o = 0; o < n; o++) {
        printf("option");
        number((double) options[o].n_futures);
        number((double) options[o].n_failed);
        estimate(options[o].success);
        estimate(options[o].success_difference);
        estimate(options[o].in_time);
        printf("\n");
        rows(ensemble, o);
        for (size_t i = 0; i < n_outputs; i++) {
            cell(&options[o].cells[i]);
        }
        for (size_t i = 0; i < n_points; i++) {
            const struct bh_band_point *p = &bands[o * n_points + i];

            printf("band");
            number(p->mean);
            number(p->q05);
            number(p->q25);
            number(p->q50);
            number(p->q75);
            number(p->q95);
            printf("\n");
        }
    }
    free(options);
    free(bands);
    return 0;
}

static int
run(const char *path, int argc, char **argv)
{
    const char *set[MOST], *options[MOST], *series[MOST];
    struct bh_ensemble_request request = {.n_futures = (size_t) atoi(argv[0]),
                                          .every = (size_t) atoi(argv[1]),
                                          .series = series};
    struct bh_err err = {BH_OK, ""};
    struct bh_ensemble *ensemble = NULL;
    struct bh_plan *plan = NULL;
    size_t n_set = 0, n;

    for (int i = 2; i < argc; i++) {
        if (argv[i][0] == 's') {
            set[n_set++] = argv[i] + 2;
        } else if (argv[i][0] == 'o') {
            options[request.n_options++] = argv[i] + 2;
        } else {
            series[request.n_series++] = argv[i] + 2;
        }
    }
    request.options = request.n_options > 0 ? options : NULL;
    if (bh_plan_read(path, set, n_set, false, &plan, &err) != BH_OK) {
        printf("error %s\n", err.text);
        return 0;
    }
    const struct bh_problem *problems = bh_plan_problems(plan, &n);
    for (size_t i = 0; i < n; i++) {
        printf("problem %zu %zu %s\n", problems[i].line, problems[i].column, problems[i].text);
    }
    if (bh_plan_is_sound(plan)) {
        if (bh_ensemble_create(plan, &request, &ensemble, &err) != BH_OK) {
            printf("error %s\n", err.text);
        } else {
            tell(ensemble);
        }
    }
    bh_ensemble_free(ensemble);
    bh_plan_free(plan);
    return 0;
}

static int
write_tree(const char *path)
{
    struct bh_plan *plan = NULL;
    void *bytes = NULL;
    size_t n = 0;

    if (bh_plan_read(path, NULL, 0, false, &plan, NULL) != BH_OK ||
        bh_plan_tree(plan, &bytes, &n, NULL) != BH_OK) {
        return 1;
    }
    fwrite(bytes, 1, n, stdout);
    free(bytes);
    bh_plan_free(plan);
    return 0;
}

int
main(int argc, char **argv)
{
    if (argc >= 3 && strcmp(argv[1], "tree") == 0) {
        return write_tree(argv[2]);
    }
    return argc >= 5 && strcmp(argv[1], "run") == 0 ? run(argv[2], argc - 3, argv + 3) : 2;
}
