/** Bargaining inside futures. Oracles: what the keys say (a veto bounds the outcome, factions make
 *  the stance of their party), the one-party closed form, and equality of bits over engines. */
#include "harness.h"

#include <bluehelm/future.h>
#include <bluehelm/leverage.h>
#include <bluehelm/study.h>
#include <math.h>
#include <stdlib.h>

/** The plan `bluehelm new` writes, with edits; the caller frees. */
static char *
edited(const char *const (*edits)[2], size_t n)
{
    char *text = NULL;

    if (bh_plan_template("test", &text, NULL) != BH_OK) {
        exit(1);
    }
    for (size_t i = 0; i < n; i++) {
        char *at = strstr(text, edits[i][0]);
        char *out = calloc(strlen(text) + strlen(edits[i][1]) + 1, 1);

        if (at == NULL || out == NULL) {
            printf("# nothing like '%s' in the template\n", edits[i][0]);
            exit(1);
        }
        memcpy(out, text, (size_t) (at - text));
        strcat(out, edits[i][1]);
        strcat(out, at + strlen(edits[i][0]));
        free(text);
        text = out;
    }
    return text;
}

static struct bh_plan *
read_text(const char *text)
{
    struct bh_plan *plan = NULL;
    struct bh_err err;

    if (bh_plan_read_text("test.yaml", text, strlen(text), NULL, 0, false, &plan, &err) != BH_OK) {
        exit(1);
    }
    return plan;
}

/** A sound plan with edits. */
static struct bh_plan *
plan_with(const char *const (*edits)[2], size_t n)
{
    char *text = edited(edits, n);
    struct bh_plan *plan = read_text(text);
    size_t n_problems;
    const struct bh_problem *problems = bh_plan_problems(plan, &n_problems);

    if (!bh_plan_is_sound(plan)) {
        printf("# %zu: %s\n", problems[0].line, problems[0].text);
        exit(1);
    }
    free(text);
    return plan;
}

static struct bh_future *
run(const struct bh_plan *plan, uint32_t scenario, const char *isa)
{
    const struct bh_future_request request = {.scenario = scenario, .isa = isa};
    struct bh_future *future = NULL;
    struct bh_err err;

    if (bh_future_run(plan, &request, &future, &err) != BH_OK) {
        printf("# %s\n", err.text);
        exit(1);
    }
    return future;
}

static const double *
series(const struct bh_future *future, const char *name)
{
    for (size_t i = 0; i < future->n_series; i++) {
        if (strcmp(future->series[i].name, name) == 0) {
            return future->series[i].value;
        }
    }
    printf("# no series %s\n", name);
    exit(1);
}

#define HOSTILITIES "hostilities:\n"
#define WITH_RULE(words) {HOSTILITIES, "politics:\n" words HOSTILITIES}

/** Positions stay within red lines, outcomes on the scale, and something moves. */
static void
test_rule(const char *name, const char *const (*edits)[2], size_t n)
{
    struct bh_plan *plan = plan_with(edits, n);
    bool within = true;
    bool moves = false;
    bool same = true;
    const char *engines[8];
    const size_t n_engines = bh_study_engines(engines, 8);

    for (uint32_t scenario = 0; scenario < 20; scenario++) {
        struct bh_future *future = run(plan, scenario, engines[0]);
        const double *government = series(future, "party.government.power_sharing");
        const double *outcome = series(future, "outcome.power_sharing");

        for (uint32_t day = 0; day < future->n_days; day++) {
            within = within && government[day] >= 10 && government[day] <= 60 &&
                     outcome[day] >= 0 && outcome[day] <= 100;
            moves = moves || government[day] != government[0];
        }
        for (size_t e = 1; e < n_engines; e++) {
            struct bh_future *other = run(plan, scenario, engines[e]);

            same = same && memcmp(series(other, "outcome.power_sharing"), outcome,
                                  future->n_days * sizeof *outcome) == 0;
            bh_future_free(other);
        }
        bh_future_free(future);
    }
    bh_expect(within, "%s: positions within red lines, outcomes on the scale", name);
    bh_expect(moves, "%s: positions move", name);
    bh_expect(same, "%s: the same bits with each of %zu engines", name, n_engines);
    bh_plan_free(plan);
}

static void
test_rules(void)
{
    static const char *const spatial[][2] = {WITH_RULE("  rule: spatial\n  drift: 0\n")};
    static const char *const stochastic[][2] = {WITH_RULE(
        "  rule: spatial\n  accommodation: 0.5\n  spatial: {StateTransitions: Stochastic, "
        "ThirdPartyCommit: Affinity}\n")};
    static const char *const apart[][2] = {WITH_RULE("  rule: spatial\n  separate: true\n")};
    static const char *const challenge[][2] = {
        WITH_RULE("  rule: challenge\n  challenge: {Form: Literal, Q: 0.5}\n")};

    test_rule("spatial", spatial, 1);
    test_rule("spatial, stochastic, lagging ideals", stochastic, 1);
    test_rule("spatial, issue by issue", apart, 1);
    test_rule("challenge", challenge, 1);
}

static void
test_veto(void)
{
    static const char *const edits[][2] = {
        {"{position: 30, salience: 0.8, limits: [10, 60]}",
         "{position: 30, salience: 0.8, limits: [10, 35], veto: true}"}};
    struct bh_plan *plan = plan_with(edits, 1);
    double most = 0;

    for (uint32_t scenario = 0; scenario < 20; scenario++) {
        struct bh_future *future = run(plan, scenario, NULL);
        const double *outcome = series(future, "outcome.power_sharing");

        for (uint32_t day = 0; day < future->n_days; day++) {
            most = fmax(most, outcome[day]);
        }
        bh_future_free(future);
    }
    bh_expect(most == 35, "with a veto the outcome goes to the red line and no further (%g)", most);
    bh_plan_free(plan);

    static const char *const both[][2] = {
        {"{position: 30, salience: 0.8, limits: [10, 60]}",
         "{position: 30, salience: 0.8, limits: [10, 35], veto: true}"},
        {"{position: 60, salience: 0.4}",
         "{position: 60, salience: 0.4, limits: [50, 70], veto: true}"}};
    plan = plan_with(both, 2);
    struct bh_future *future = run(plan, 3, NULL);
    const double *outcome = series(future, "outcome.power_sharing");
    bool stays = true;
    for (uint32_t day = 0; day < future->n_days; day++) {
        stays = stays && outcome[day] == 0;
    }
    bh_expect(stays, "vetoes that leave no room keep the status quo");
    bh_future_free(future);
    bh_plan_free(plan);
}

#define NEIGHBOUR "  neighbour:\n    title: Neighbouring state\n"

static void
test_factions(void)
{
    static const char *const one[][2] = {
        {NEIGHBOUR, "  army:\n    title: Army\n    within: government\n    capability: 5\n"
                    "    stances:\n      power_sharing: {position: 20, salience: 0.5}\n" NEIGHBOUR},
        {HOSTILITIES, "politics:\n  drift: 0\n" HOSTILITIES}};
    struct bh_plan *plan = plan_with(one, 2);
    struct bh_future *future = run(plan, 0, NULL);
    const double *government = series(future, "party.government.power_sharing");

    bh_expect(fabs(government[0] - 20) < 1e-12,
              "one faction alone makes the stance of its party (%g)", government[0]);
    bool stays = true;
    for (uint32_t day = 0; day < future->n_days; day++) {
        stays = stays && fabs(government[day] - 20) < 1e-9;
    }
    bh_expect(stays, "and nobody else moves it");
    bh_future_free(future);
    bh_plan_free(plan);

    static const char *const two[][2] = {
        {NEIGHBOUR, "  army:\n    within: government\n    capability: 16\n    stances:\n"
                    "      power_sharing: {position: 20, salience: 0.5}\n"
                    "  cabinet:\n    within: government\n    capability: 4\n    stances:\n"
                    "      power_sharing: {position: 50, salience: 0.5}\n" NEIGHBOUR},
        {HOSTILITIES, "politics:\n  rule: mean\n  drift: 0\n" HOSTILITIES}};
    plan = plan_with(two, 2);
    future = run(plan, 0, NULL);
    /* weights 4 x 0.5 and 2 x 0.5: (2 x 20 + 1 x 50)/3 = 30 */
    bh_expect(fabs(series(future, "party.government.power_sharing")[0] - 30) < 1e-9,
              "two factions: the mean by the root of capability times salience");
    bh_future_free(future);
    bh_plan_free(plan);
}

/** An election on a day without a round: the position jumps by the shift, no more and no less. */
static void
test_shock(void)
{
    static const char *const edits[][2] = {
        {"options:\n", "events:\n  - title: An election\n    when: 2025-01-10\n"
                       "    set: {parties.government.capability: 0}\n"
                       "    shift: {party.government.power_sharing: 15}\noptions:\n"},
        {HOSTILITIES, "politics:\n  rule: mean\n  drift: 0\n  concession: 0\n" HOSTILITIES}};
    struct bh_plan *plan = plan_with(edits, 2);
    struct bh_future *future = run(plan, 0, NULL);
    const double *government = series(future, "party.government.power_sharing");
    const double *outcome = series(future, "outcome.power_sharing");
    char start[12];

    bh_plan_start(plan, start);
    bh_expect_text("the template starts with the year", start, "2025-01-01");
    bh_expect(government[8] == 30 && government[9] == 45,
              "an event shifts a stance once (%g to %g)", government[8], government[9]);
    /* the opposition is closed before a ceasefire: with the government at capability 0 the
     * neighbour
       is alone, at 60 */
    bh_expect(fabs(outcome[30] - 60) < 1e-9, "and a capability from then on (%g)", outcome[30]);
    bh_future_free(future);
    bh_plan_free(plan);
}

/** With the other parties' capability 0 the outcome is the government's position: the condition at
 *  45 needs it at 45 exactly, found to 1/64 of the 30 points up to its red line. */
static void
test_leverage(void)
{
    static const char *const edits[][2] = {
        {HOSTILITIES, "politics:\n  rule: mean\n  drift: 0\n  concession: 0\n" HOSTILITIES},
        {"capability: 40", "capability: 0"},
        {"capability: 50", "capability: 0"}};
    const struct bh_leverage_settings settings = {.condition = "deal", .share = 1, .futures = 20};
    struct bh_plan *plan = plan_with(edits, 3);
    struct bh_leverage *l = NULL;
    struct bh_err err = {BH_OK, ""};

    if (!bh_expect(bh_leverage_run(plan, &settings, &l, &err) == BH_OK, "leverage %s", err.text)) {
        return;
    }
    bh_expect(l->baseline == 0 && l->n_rows > 0, "the condition is never met as it stands");
    const struct bh_leverage_row *first = &l->rows[0];
    bh_expect(strcmp(first->party, "government") == 0 && first->kind == BH_LEVER_POSITION &&
                  first->upward && first->needed >= 45 && first->needed <= 45 + 30.0 / 64 &&
                  first->share == 1,
              "the government's position must rise to 45 (%g)", first->needed);
    size_t n_sufficing = 0;
    for (size_t i = 0; i < l->n_rows; i++) {
        n_sufficing += isfinite(l->rows[i].effort);
    }
    bh_expect(n_sufficing == 1, "and nothing else suffices (%zu do)", n_sufficing);
    bh_leverage_free(l);
    bh_plan_free(plan);
}

static void
test_messages(void)
{
    static const struct {
        const char *words, *message;
    } bad[] = {
        {"politics:\n  rule: haggle\n" HOSTILITIES,
         "politics.rule is 'haggle', must be choice, mean, median, spatial or challenge"},
        {"politics:\n  spatial: {VotingRule: Loud}\n" HOSTILITIES,
         "politics.spatial: VotingRule is 'Loud', must be one of: Prop PropBin Binary PropCbc "
         "Cubic "
         "ASymProsp"},
        {"politics:\n  spatial: {VotingRul: Prop}\n" HOSTILITIES,
         "politics.spatial: the spatial model has no option 'VotingRul'; nearest: VotingRule"},
        {"politics:\n  challenge: {Q: 2}\n" HOSTILITIES,
         "politics.challenge: Q is '2', must be a number from 0 to 1"},
        {"politics:\n  spatial: {Compat: KTAB, BigRAdjust: Full}\n" HOSTILITIES,
         "politics.spatial: BigRAdjust Full needs FullAdjust Allowed"},
    };

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        const char *const edit[][2] = {{HOSTILITIES, bad[i].words}};
        char *text = edited(edit, 1);
        struct bh_plan *plan = read_text(text);
        size_t n;
        const struct bh_problem *problems = bh_plan_problems(plan, &n);

        bh_expect_text("message", n > 0 ? problems[0].text : "", bad[i].message);
        bh_plan_free(plan);
        free(text);
    }
}

int
main(void)
{
    test_rules();
    test_veto();
    test_factions();
    test_shock();
    test_leverage();
    test_messages();
    return bh_finish();
}
