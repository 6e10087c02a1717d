/** Obstacle studies. Oracles: plans whose every future is known in closed form, symmetry under
 *  reordering, equality over threads, and an independent run of single futures. */
#include "ensemble.h"
#include "toy.h"

#include <bluehelm/obstacles.h>

#define N 400

#define WAR_MEASURE                                                                                \
    "measures: {war_days: {title: War, of: war, take: total, kind: days, goal: '<= 100 days', "    \
    "required: true}}\n"
#define CHAIN_MEASURES                                                                             \
    "measures:\n"                                                                                  \
    "  done: {title: Done, of: condition.both, take: end, goal: '>= 1', required: true}\n"         \
    "  seen: {title: Seen, of: condition.first, take: end}\n"

static struct bh_obstacles *
study(const char *text, size_t threads)
{
    struct bh_plan *plan = toy_read(text);
    const struct bh_obstacles_settings settings = {.n_futures = N, .threads = threads};
    struct bh_obstacles *out = NULL;
    struct bh_err err = {BH_OK, ""};

    if (bh_obstacles_run(plan, &settings, &out, &err) != BH_OK) {
        printf("not ok a study of the toy plan: %s\n", err.text);
        exit(1);
    }
    bh_plan_free(plan);
    return out;
}

/** The war ends on a drawn day; the future fails when that is after day 100, and nothing else
 * moves. */
static void
test_closed_form(void)
{
    const char *text =
        TOY("obstacles:\n"
            "  war: {title: War, lift: {set: {hostilities.ends: 2025-01-01}}}\n"
            "  less: {title: Less war, lift: {set: {hostilities.ends: 2025-04-11}}}\n"
            "  idle: {title: Idle, lift: {set: {hostilities.relapse_base: 0}}}\n"
            "  worse: {title: Worse, lift: {set: {hostilities.ends: 2025-10-01}}}\n" WAR_MEASURE);
    struct ensemble e = ensemble_open("toy", text, NULL, 0);
    struct bh_obstacles *o = study(text, 1);
    const struct bh_obstacles_option *option = &o->options[0];
    const struct bh_sampler sampler = {.model = e.model, .design = BH_MONTE_CARLO};
    size_t n_late = 0;

    for (uint32_t s = 1; s <= N; s++) { /* the only assumption is the end of the war */
        double drawn;

        bh_sample_draw(&sampler, s, &drawn);
        n_late += drawn > 100;
    }
    bh_expect(option->n_futures == N && option->n_broken == 0, "every future runs");
    bh_expect(option->n_failures == n_late && n_late > 0 && n_late < N,
              "failures are the %zu futures whose war ends after day 100", n_late);
    bh_expect(option->alone[0].saved == n_late, "ending the war at once saves exactly these");
    bh_expect(option->alone[1].saved == n_late, "so does ending it on day 100");
    bh_expect(option->alone[2].saved == 0 && option->alone[2].unchanged == n_late &&
                  option->alone[2].harmed == 0,
              "an obstacle that lifts nothing saves, changes and breaks nothing");
    bh_expect(option->alone[3].saved == 0 && option->alone[3].harmed == option->n_tested &&
                  option->n_tested == 200,
              "an obstacle whose lifting prolongs the war breaks every success tried");
    bh_expect_text("and the goal it breaks is named", option->alone[3].broken, "War");
    bh_expect(option->by_luck == 0, "where luck plays no part, other luck saves nothing");
    bh_expect(option->n_steps == 1 && option->steps[0].reached == n_late,
              "the line is one step long and reaches all");
    bh_obstacles_free(o);
    ensemble_close(&e);
}

/** `done` needs both conditions, `seen` shows the first: nothing alone, all together. */
static void
test_chain(void)
{
    struct bh_obstacles *o =
        study(TOY("obstacles:\n"
                  "  a: {title: A, lift: {condition: first}}\n"
                  "  b: {title: B, lift: {condition: second}}\n" CHAIN_MEASURES),
              1);
    const struct bh_obstacles_option *option = &o->options[0];

    bh_expect(option->n_failures == N, "every future fails");
    bh_expect(option->alone[0].saved == 0 && option->alone[1].saved == 0,
              "neither alone saves one");
    bh_expect(option->together[1] == N && option->together[2] == N, "the two together save all");
    bh_expect(option->alone[0].shared == N && option->alone[1].shared == N, "each needs the other");
    bh_expect(option->behind[1] == N && option->behind[2] == 0,
              "the second stands behind the first, and not the other way round");
    bh_expect(option->n_steps == 2 && option->steps[0].reached == 0 &&
                  option->steps[1].reached == N,
              "the line takes both, though the first alone reaches none");
    bh_expect(option->all_saved == N && option->any_saved == N, "all lifted save all");
    bh_obstacles_free(o);
}

/** A goal that nothing reaches. */
static void
test_hopeless(void)
{
    struct bh_obstacles *o =
        study(TOY("obstacles: {a: {title: A, lift: {condition: first}}}\n" CHAIN_MEASURES), 1);
    char *text = NULL;

    bh_expect(o->options[0].any_saved == 0 && o->options[0].most_missed == N &&
                  strcmp(o->options[0].missed, "Done") == 0,
              "what nothing saves is counted, with the goal it misses");
    bh_expect(bh_obstacles_tell(o, 0, BH_TELL_ALL, &text, NULL) == BH_OK &&
                  strstr(text, "100 % of the failures stay failures whatever is lifted") != NULL,
              "and told");
    free(text);
    bh_obstacles_free(o);
}

static char *
json_of(const struct bh_obstacles *o)
{
    char *text = NULL;

    if (bh_obstacles_json(o, &text, NULL) != BH_OK) {
        exit(1);
    }
    return text;
}

/** Gaza with two threads and with one; obstacles in another order. */
static void
test_same(void)
{
    struct bh_plan *plan = NULL;
    struct bh_obstacles *one = NULL, *two = NULL;
    const char *const options[] = {"palestinian_led"};
    struct bh_obstacles_settings settings = {
        .n_futures = 96, .threads = 1, .options = options, .n_options = 1, .n_tested = 20};

    if (bh_plan_read(BH_SOURCE_DIR "/plans/gaza-2024", NULL, 0, false, &plan, NULL) != BH_OK ||
        bh_obstacles_run(plan, &settings, &one, NULL) != BH_OK) {
        exit(1);
    }
    settings.threads = 3;
    if (bh_obstacles_run(plan, &settings, &two, NULL) != BH_OK) {
        exit(1);
    }
    char *a = json_of(one), *b = json_of(two);
    bh_expect(strcmp(a, b) == 0, "three threads give the study of one");
    free(a);
    free(b);
    bh_obstacles_free(one);
    bh_obstacles_free(two);
    bh_plan_free(plan);

    one = study(TOY("obstacles:\n"
                    "  x: {title: X, lift: {set: {hostilities.ends: 2025-02-01}}}\n"
                    "  y: {title: Y, lift: {set: {hostilities.ends: 2025-06-01}}}\n" WAR_MEASURE),
                1);
    two = study(TOY("obstacles:\n"
                    "  y: {title: Y, lift: {set: {hostilities.ends: 2025-06-01}}}\n"
                    "  x: {title: X, lift: {set: {hostilities.ends: 2025-02-01}}}\n" WAR_MEASURE),
                1);
    const struct bh_obstacle_alone *x = &one->options[0].alone[0],
                                   *also = &two->options[0].alone[1];
    bh_expect(x->saved == also->saved && x->unchanged == also->unchanged &&
                  x->harmed == also->harmed && x->shared == also->shared &&
                  one->options[0].all_saved == two->options[0].all_saved &&
                  one->options[0].steps[0].reached == two->options[0].steps[0].reached,
              "the order of obstacles changes nothing, even where two set the same number");
    bh_obstacles_free(one);
    bh_obstacles_free(two);
}

static size_t chosen_obstacle;

static void
lift_chosen(const struct bh_model *model, uint32_t scenario, double *values)
{
    const struct bh_overrides *set = &model->obstacles[chosen_obstacle].lift;

    (void) scenario;
    for (size_t i = 0; i < set->n; i++) {
        values[set->at[i].parameter] = set->at[i].value;
    }
}

/** Counted again future by future with the test's own runner; and what is said to play no part is
 *  lifted all the same, and must change no bit. */
static void
test_against_single_runs(void)
{
    const size_t n = 64;
    struct ensemble base = ensemble_open(BH_SOURCE_DIR "/plans/gaza-2024", NULL, NULL, 0);
    struct ensemble lifted = ensemble_open(BH_SOURCE_DIR "/plans/gaza-2024", NULL, NULL, 0);
    const struct bh_obstacles_settings settings = {.n_futures = n, .design = BH_MONTE_CARLO};
    struct bh_obstacles *o = NULL;
    bool is_same_count = true, is_idle = true;

    if (bh_obstacles_run(base.plan, &settings, &o, NULL) != BH_OK) {
        exit(1);
    }
    for (size_t i = 0; i < o->n_options; i++) {
        ensemble_run(&base, i, n, NULL);
        for (size_t a = 0; a < o->n_obstacles; a++) {
            const struct bh_obstacle_alone *alone = &o->options[i].alone[a];
            size_t saved = 0;

            chosen_obstacle = a;
            ensemble_run(&lifted, i, n, lift_chosen);
            for (size_t f = 0; f < n; f++) {
                saved += !bh_outputs_success(&base.outputs, base.finals + f * base.outputs.n) &&
                         bh_outputs_success(&base.outputs, lifted.finals + f * base.outputs.n);
            }
            is_same_count = is_same_count && (!alone->plays_part || saved == alone->saved);
            is_idle = is_idle &&
                      (alone->plays_part || memcmp(base.finals, lifted.finals,
                                                   n * base.outputs.n * sizeof *base.finals) == 0);
        }
    }
    bh_expect(is_same_count, "what each obstacle saves alone is what single runs count");
    bh_expect(is_idle, "what is said to play no part changes no bit of any future");
    bh_obstacles_free(o);
    ensemble_close(&base);
    ensemble_close(&lifted);
}

/** A lift that does not last is told when the plan is read. */
static void
test_warnings(void)
{
    struct bh_plan *plan =
        toy_read(TOY("events: [{title: E, when: 2025-02-01, set: {hostilities.relapse_base: 1}}]\n"
                     "obstacles:\n"
                     "  x: {title: X, lift: {set: {hostilities.ends: 2025-02-01, "
                     "hostilities.relapse_base: 0}}}\n"
                     "  y: {title: Y, lift: {set: {hostilities.ends: 2025-06-01}}}\n" WAR_MEASURE));
    size_t n, n_event = 0, n_both = 0;
    const struct bh_problem *problems = bh_plan_problems(plan, &n);

    for (size_t i = 0; i < n; i++) {
        n_event += strstr(problems[i].text, "which event 0 sets again") != NULL;
        n_both += strstr(problems[i].text, "set hostilities.ends to different values") != NULL;
    }
    bh_expect(n_event == 1 && n_both == 1,
              "numbers that an event or another obstacle sets too are warned of");
    bh_plan_free(plan);
}

static void
test_refusals(void)
{
    struct bh_plan *plan = toy_read(TOY(WAR_MEASURE));
    struct bh_obstacles *out = NULL;
    struct bh_err err = {BH_OK, ""};
    struct bh_obstacles_settings settings = {.n_futures = 10};

    bh_expect(bh_obstacles_run(plan, &settings, &out, &err) == BH_EINPUT &&
                  strstr(err.text, "no obstacles") != NULL && out == NULL,
              "a plan without obstacles is refused");
    bh_plan_free(plan);
    plan = toy_read(TOY("obstacles: {a: {lift: {condition: first}}}\n" WAR_MEASURE));
    settings.n_futures = 0;
    bh_expect(bh_obstacles_run(plan, &settings, &out, &err) == BH_EINPUT && out == NULL,
              "no futures are refused");
    settings.n_futures = 2000000;
    bh_expect(bh_obstacles_run(plan, &settings, &out, &err) == BH_EINPUT && out == NULL,
              "too many futures are refused");
    const char *const unknown[] = {"onyl"};
    settings = (struct bh_obstacles_settings){.n_futures = 10, .options = unknown, .n_options = 1};
    bh_expect(bh_obstacles_run(plan, &settings, &out, &err) == BH_EINPUT &&
                  strstr(err.text, "only") != NULL,
              "an unknown option names the nearest");
    const volatile sig_atomic_t stop = 1;
    settings = (struct bh_obstacles_settings){.n_futures = 1000, .cancel = &stop};
    bh_expect(bh_obstacles_run(plan, &settings, &out, &err) == BH_ECANCELLED && out == NULL,
              "a cancelled study says so and gives nothing");
    bh_plan_free(plan);
}

int
main(void)
{
    test_closed_form();
    test_chain();
    test_hopeless();
    test_same();
    test_against_single_runs();
    test_warnings();
    test_refusals();
    return bh_finish();
}
