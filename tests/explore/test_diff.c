/** Two versions of a plan. Oracles: closed form (a war prolonged by 30 days), antisymmetry,
 * equality. */
#include "toy.h"

#include <bluehelm/diff.h>

#define FIXED(ends, rest)                                                                          \
    "plan: {schema: 1, id: toy, title: Toy, start: 2025-01-01, horizon: 300 days, seed: 11}\n"     \
    "areas: {a: {name: A, residents: 1000, fighters: 0, services: 1, housing_intact: 1}}\n"        \
    "hostilities: {ends: " ends ", relapse_base: 0}\n"                                             \
    "options: {only: {title: Only, forces: []}}\n"                                                 \
    "measures: {war_days: {title: War, of: war, take: total, kind: days, goal: '<= 100 days', "    \
    "required: true}}\n" rest

static struct bh_diff *
compare(const char *first, const char *second)
{
    struct bh_plan *a = toy_read(first), *b = toy_read(second);
    const struct bh_diff_settings settings = {.n_futures = 50, .threads = 1};
    struct bh_diff *out = NULL;
    struct bh_err err = {BH_OK, ""};

    if (bh_diff_run(a, b, &settings, &out, &err) != BH_OK) {
        printf("not ok a comparison of toy plans: %s\n", err.text);
        exit(1);
    }
    bh_plan_free(a);
    bh_plan_free(b);
    return out;
}

static void
test_closed_form(void)
{
    struct bh_diff *d = compare(FIXED("2025-02-01", ""), FIXED("2025-03-03", ""));
    const struct bh_diff_effect *effect = &d->options[0].effects[0];

    bh_expect(d->n_changes == 1 && strcmp(d->changes[0].path, "hostilities.ends") == 0 &&
                  d->changes[0].kind == BH_CHANGED && d->changes[0].is_alone,
              "one number changed");
    bh_expect_text("its old value", d->changes[0].before, "2025-02-01");
    bh_expect_text("its new value", d->changes[0].after, "2025-03-03");
    bh_expect(effect->measures[0].value == 30 && effect->measures[0].low == 30 &&
                  effect->measures[0].high == 30,
              "thirty days more of war in every future");
    bh_expect(effect->success.value == 0 && effect->n_differ == 50,
              "no future changes its success, every one changes");
    bh_diff_free(d);

    d = compare(FIXED("2025-02-01", ""), FIXED("2025-09-01", ""));
    bh_expect(d->options[0].success_before.value == 1 && d->options[0].success_after.value == 0 &&
                  d->options[0].effects[0].success.value == -1,
              "past day 100 every future fails");
    bh_diff_free(d);
}

static void
test_kinds(void)
{
    struct bh_diff *d = compare(FIXED("2025-02-01", ""), FIXED("2025-02-01", ""));

    bh_expect(d->n_changes == 0, "a plan does not differ from itself");
    bh_expect(d->options[0].effects[0].n_differ == 0, "nor do its futures");
    bh_diff_free(d);

    d = compare(FIXED("{value: 2025-02-01, source: assumed, confidence: low}", ""),
                FIXED("{value: 2025-02-01, source: assumed, confidence: high}", ""));
    bh_expect(d->n_changes == 1 && d->changes[0].kind == BH_REWORDED && !d->changes[0].is_alone,
              "another confidence is a difference of words");
    bh_diff_free(d);

    d = compare(FIXED("2025-02-01", "deployment: {lift_per_day: 10}\n"),
                FIXED("2025-02-01", "politics: {drift: 3}\n"));
    bh_expect(d->n_changes == 2 && d->changes[0].kind == BH_REMOVED &&
                  d->changes[1].kind == BH_ADDED,
              "a number taken away and one added");
    bh_expect(strstr(d->changes[0].after, "150 (default)") != NULL,
              "what is taken away goes back to its default");
    bh_expect(d->options[0].effects[0].n_differ == 0,
              "a number nothing depends on changes nothing");
    bh_diff_free(d);

    d = compare(FIXED("2025-02-01", ""),
                FIXED("2025-02-01", "set: {hostilities.ends: 2025-03-03}\n"));
    bh_expect(d->n_changes == 1 && strcmp(d->changes[0].path, "hostilities.ends") == 0,
              "a setting counts at the path it sets");
    bh_diff_free(d);

    d = compare(
        FIXED("2025-02-01", ""),
        FIXED("2025-02-01", "events: [{title: E, when: 2025-02-05, set: {politics.drift: 1}}]\n"));
    bool is_single = false;
    for (size_t i = 0; i < d->n_changes; i++) {
        is_single = is_single || d->changes[i].is_alone;
    }
    bh_expect(d->n_changes > 0 && !is_single && d->n_effects == 1,
              "an event is not a single number: it shows with the second plan");
    bh_diff_free(d);
}

/** Gaza and a variant: forth is minus back, for every effect the two have in common. */
static void
test_antisymmetry(void)
{
    const char *const set[] = {
        "hostilities.ends={value: 2024-10-01, range: [2024-06-01, 2026-04-01], "
        "dist: triangular, source: assumed}"};
    const char *const options[] = {"handover"};
    const struct bh_diff_settings settings = {.n_futures = 64, .options = options, .n_options = 1};
    struct bh_plan *a = NULL, *b = NULL;
    struct bh_diff *forth = NULL, *back = NULL;

    if (bh_plan_read(BH_SOURCE_DIR "/plans/gaza-2024", NULL, 0, false, &a, NULL) != BH_OK ||
        bh_plan_read(BH_SOURCE_DIR "/plans/gaza-2024", set, 1, false, &b, NULL) != BH_OK ||
        bh_diff_run(a, b, &settings, &forth, NULL) != BH_OK ||
        bh_diff_run(b, a, &settings, &back, NULL) != BH_OK) {
        exit(1);
    }
    const struct bh_diff_effect *f = forth->options[0].effects, *g = back->options[0].effects;
    bool good = forth->n_changes == 1 && forth->n_effects == back->n_effects && f[0].n_differ > 0;
    for (size_t e = 0; e < forth->n_effects && good; e++) {
        good = f[e].success.value == -g[e].success.value && f[e].n_differ == g[e].n_differ;
        for (size_t m = 0; m < forth->n_measures; m++) {
            good = good && f[e].measures[m].value == -g[e].measures[m].value;
        }
    }
    bh_expect(good, "forth is minus back, to the bit");
    bh_expect(f[0].success.value == f[forth->n_effects - 1].success.value,
              "a single change alone is the whole second plan");
    bh_diff_free(forth);
    bh_diff_free(back);
    bh_plan_free(a);
    bh_plan_free(b);
}

static void
test_refusals(void)
{
    struct bh_plan *a = toy_read(FIXED("2025-02-01", ""));
    struct bh_plan *b =
        toy_read("plan: {schema: 1, id: o, title: O, start: 2025-01-01, horizon: 30 days}\n"
                 "areas: {a: {name: A, residents: 1000, fighters: 0, services: 1, "
                 "housing_intact: 1}}\nhostilities: {ends: 2025-01-01}\n"
                 "options: {other: {title: Other, forces: []}}\n"
                 "measures: {w: {title: W, of: war, take: total}}\n");
    struct bh_diff_settings settings = {.n_futures = 10};
    struct bh_diff *out = NULL;
    struct bh_err err = {BH_OK, ""};

    bh_expect(bh_diff_run(a, b, &settings, &out, &err) == BH_EINPUT &&
                  strstr(err.text, "no option in common") != NULL && out == NULL,
              "plans without a common option are refused");
    settings.n_futures = 0;
    bh_expect(bh_diff_run(a, a, &settings, &out, &err) == BH_EINPUT && out == NULL,
              "no futures are refused");
    bh_plan_free(a);
    bh_plan_free(b);
}

int
main(void)
{
    test_closed_form();
    test_kinds();
    test_antisymmetry();
    test_refusals();
    return bh_finish();
}
