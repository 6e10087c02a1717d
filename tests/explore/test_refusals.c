/** Settings that do not fit, of studies, searches, leverage and comparisons of plans: each is told
 *  with the value found and the values allowed, and leaves no file. Oracle: the limits written at
 *  the declarations; messages written down by reading. */
#include "toy.h"

#include <bluehelm/diff.h>
#include <bluehelm/leverage.h>
#include <bluehelm/obstacles.h>
#include <bluehelm/search.h>
#include <bluehelm/study.h>
#include <unistd.h>

#define OUT "refused.bh"
#define LEVERS "levers: [{path: deployment.lift_per_day, range: [0, 1000], title: Lift}]\n"
#define MEASURES                                                                                   \
    "measures:\n"                                                                                  \
    "  low: {title: Low, of: abs(plan.deployment.lift_per_day - 200), take: end}\n"                \
    "  war: {title: War, of: war, take: total, kind: days, goal: '<= 100 days', required: true}\n"

static void
expect_refused(enum bh_status st, const struct bh_err *err, const char *message)
{
    bh_expect(st == BH_EINPUT && access(OUT, F_OK) != 0, "refused, and no file: %s", message);
    bh_expect_text("in these words", err->text, message);
}

static void
test_studies(void)
{
    const char *const nobody[] = {"nobody"};
    const struct {
        struct bh_study_settings how;
        const char *message;
    } rows[] = {
        {{.out = NULL}, "no results file given"},
        {{.out = ""}, "no results file given"},
        {{.out = OUT}, "futures is 0, must be 1 to 100000000"},
        {{.out = OUT, .n_futures = 100000001}, "futures is 100000001, must be 1 to 100000000"},
        {{.out = OUT, .n_futures = 1000000, .n_replications = 101},
         "futures times replications must be at most 100000000"},
        {{.out = OUT, .n_blocks = 100000001, .design = BH_MORRIS},
         "base rows is 100000001, must be 1 to 100000000"},
        {{.out = OUT, .n_futures = 1, .threads = 1025}, "threads is 1025, must be 0 to 1024"},
        {{.out = OUT, .n_futures = 1, .isa = "avx1024"},
         NULL}, /* what there is depends on the machine */
        {{.out = OUT, .n_futures = 1, .options = nobody, .n_options = 1},
         "the plan has no option 'nobody'; there are: only"},
        {{.out = OUT, .n_futures = 1, .design = BH_FACTORIAL}, "the plan has no levers to combine"},
        {{.out = OUT, .n_futures = 1, .design = BH_OWN}, "no table of scenarios is given"},
        {{.out = OUT, .n_futures = 4001, .design = BH_OPTIMAL_HYPERCUBE},
         "an even Latin hypercube takes at most 4000 futures, not 4001; nested or sobol are even "
         "at any number"},
        {{.out = OUT, .n_futures = 4, .design = BH_SALTELLI, .is_summary = true},
         "a summary of design saltelli, second order is of no use: sensitivity needs every future"},
        {{.out = OUT, .n_futures = 4, .design = BH_MORRIS, .is_summary = true},
         "a summary of design morris, 4 levels is of no use: sensitivity needs every future"},
        {{.out = OUT, .n_futures = 4, .pool = 9},
         "a pool of trajectories goes with design morris and each assumption alone"},
        {{.out = OUT, .n_futures = 4, .design = BH_MORRIS, .pool = 9, .by = BH_BY_SECTION},
         "a pool of trajectories goes with design morris and each assumption alone"},
        {{.out = OUT, .n_futures = 4, .design = BH_MORRIS, .pool = 1001},
         "the pool is 1001 trajectories, at most 1000 are looked at"},
    };
    struct bh_plan *plan = toy_read(TOY(MEASURES));

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct bh_err err = {BH_OK, ""};
        const enum bh_status st = bh_study_run(plan, &rows[i].how, &err);

        if (rows[i].message == NULL) {
            bh_expect(st == BH_EINPUT && strstr(err.text, "no engine 'avx1024'; there are: "),
                      "an unknown engine, and those there are: %s", err.text);
        } else {
            expect_refused(st, &err, rows[i].message);
        }
    }
    bh_plan_free(plan);
}

static void
test_searches(void)
{
    static const char *const war[] = {"war"}, *const nothing[] = {"zzzzzzzzzzzzz"},
                             *const twice[] = {"war", "war"}, *const near[] = {"wra"},
                             *const unmet[] = {"low:met"}, *const odd[] = {"war:most"},
                             *const many[7] = {"war", "low", "cost", "ready", "a", "b", "c"};
    const struct {
        const char *message;
        const char *const *goals;
        size_t n_goals, n_futures, n_evaluations, population, threads;
    } rows[] = {
        {"0 goals are given, must be 1 to 6", war, 0, 2, 40, 0, 1},
        {"7 goals are given, must be 1 to 6", many, 7, 2, 40, 0, 1},
        {"population is 2, must be even, 4 to 10000", war, 1, 2, 40, 2, 1},
        {"population is 5, must be even, 4 to 10000", war, 1, 2, 40, 5, 1},
        {"population is 10002, must be even, 4 to 10000", war, 1, 2, 40, 10002, 1},
        {"futures is 0, must be 1 to 100000", war, 1, 0, 40, 4, 1},
        {"futures is 100001, must be 1 to 100000", war, 1, 100001, 40, 4, 1},
        {"evaluations is 3, must be at least one generation (4), at most 10000000", war, 1, 2, 3,
         4, 1},
        {"evaluations is 10000001, must be at least one generation (4), at most 10000000", war, 1,
         2, 10000001, 4, 1},
        {"population times futures times goals is over 50000000", war, 1, 100000, 10000, 10000, 1},
        {"threads is 1025, must be 0 to 1024", war, 1, 2, 40, 4, 1025},
        {"goal 'war' is given twice", twice, 2, 2, 40, 4, 1},
        {"no goal 'wra'; nearest: war", near, 1, 2, 40, 4, 1},
        {"no goal 'war:most'; there are: success, low, war", odd, 1, 2, 40, 4, 1},
        {"'low:met': low has no goal in the plan to be met", unmet, 1, 2, 40, 4, 1},
        {"no goal 'zzzzzzzzzzzzz'; there are: success, low, war", nothing, 1, 2, 40, 4, 1},
    };
    struct bh_plan *plan = toy_read(TOY(LEVERS MEASURES)), *fixed = toy_read(TOY(MEASURES));
    struct bh_search *found = NULL;
    struct bh_err err = {BH_OK, ""};
    struct bh_search_settings how = {.out = OUT, .goals = war, .n_goals = 1};

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct bh_search_settings each = {.out = OUT,
                                                .goals = rows[i].goals,
                                                .n_goals = rows[i].n_goals,
                                                .n_futures = rows[i].n_futures,
                                                .n_evaluations = rows[i].n_evaluations,
                                                .population = rows[i].population,
                                                .threads = rows[i].threads};
        const enum bh_status st = bh_search_run(plan, &each, &found, &err);

        bh_expect(st == BH_EINPUT && found == NULL && access(OUT, F_OK) != 0,
                  "a search is refused, and no file: %s", rows[i].message);
        bh_expect(strncmp(err.text, rows[i].message, strlen(rows[i].message)) == 0,
                  "in these words: %s", err.text);
    }
    expect_refused(bh_search_run(fixed, &how, &found, &err), &err,
                   "the plan has no levers; give it a section 'levers' (docs/plan-reference.md)");
    how.out = "";
    expect_refused(bh_search_run(plan, &how, &found, &err), &err, "no journal given");
    how.out = NULL;
    expect_refused(bh_search_run(plan, &how, &found, &err), &err, "no journal given");
    bh_plan_free(plan);
    bh_plan_free(fixed);
}

/** Levers whose ends a search cannot go between. */
static void
test_levers(void)
{
    static const struct {
        const char *text, *message;
    } rows[] = {
        {TOY("levers: [{path: deployment.lift_per_day, range: [7, 7]}]\n" MEASURES),
         "lever deployment.lift_per_day: its range must rise between two finite values"},
        {TOY("levers: [{path: deployment.lift_per_day, range: [9, 7]}]\n" MEASURES),
         "lever deployment.lift_per_day: its range must rise between two finite values"},
        {TOY("levers: [{path: hostilities.ends, range: [2025-02-01, never]}]\n" MEASURES),
         "lever hostilities.ends: its range must rise between two finite values"},
    };
    static const char *const war[] = {"war"};
    const struct bh_search_settings how = {.out = OUT,
                                           .goals = war,
                                           .n_goals = 1,
                                           .n_futures = 2,
                                           .n_evaluations = 4,
                                           .population = 4,
                                           .threads = 1};

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct bh_plan *plan = toy_read(rows[i].text);
        struct bh_search *found = NULL;
        struct bh_err err = {BH_OK, ""};

        expect_refused(bh_search_run(plan, &how, &found, &err), &err, rows[i].message);
        bh_plan_free(plan);
    }
}

static void
test_leverage(void)
{
    static const struct {
        struct bh_leverage_settings how;
        const char *message;
    } rows[] = {
        {{.condition = "none"}, "there is no condition 'none'"},
        {{.condition = "frist"}, "there is no condition 'frist'; nearest: first"},
        {{.condition = "first", .by = "2024-12-31"}, "'2024-12-31' is no date within the plan"},
        {{.condition = "first", .by = "2026-01-01"}, "'2026-01-01' is no date within the plan"},
        {{.condition = "first", .by = "noon"}, "'noon' is no date within the plan"},
        {{.condition = "first", .share = -0.5}, "share is -0.5, must be above 0 and at most 1"},
        {{.condition = "first", .share = 1.5}, "share is 1.5, must be above 0 and at most 1"},
        {{.condition = "first", .futures = 1000000000},
         "futures is 1000000000, must be 1 to 1000000"},
        {{.condition = "first"}, "condition 'first' hangs on no issue"},
        {{.condition = "both"}, "condition 'both' hangs on no issue"},
        {{.condition = "first", .option = "nobody"},
         "the plan has no option 'nobody'; there are: only"},
    };
    struct bh_plan *plan = toy_read(TOY(MEASURES));

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct bh_leverage *found = NULL;
        struct bh_err err = {BH_OK, ""};

        expect_refused(bh_leverage_run(plan, &rows[i].how, &found, &err), &err, rows[i].message);
    }
    bh_plan_free(plan);
}

static void
test_differences(void)
{
    static const char *const nobody[] = {"nobody"};
    static const struct {
        struct bh_diff_settings how;
        const char *message;
    } rows[] = {
        {{.n_futures = 1000001}, "futures is 1000001, must be 1 to 1000000"},
        {{.n_futures = 1, .threads = 1025}, "threads is 1025, must be 0 to 1024"},
        {{.n_futures = 1, .options = nobody, .n_options = 1},
         "the plan has no option 'nobody'; there are: only"},
    };
    struct bh_plan *plan = toy_read(TOY(MEASURES));

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct bh_diff *found = NULL;
        struct bh_err err = {BH_OK, ""};

        expect_refused(bh_diff_run(plan, plan, &rows[i].how, &found, &err), &err, rows[i].message);
    }
    bh_plan_free(plan);
}

int
main(void)
{
    char folder[] = "/tmp/test_refusals.XXXXXX";

    if (mkdtemp(folder) == NULL || chdir(folder) != 0) {
        return 1;
    }
    test_studies();
    test_searches();
    test_levers();
    test_leverage();
    test_differences();
    unlink(OUT);
    rmdir(folder);
    return bh_finish();
}
