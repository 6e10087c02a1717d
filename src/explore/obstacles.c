/** @file obstacles.c  Failed futures run again with obstacles lifted.
 *
 *  Layer: explore.
 *
 *  A set of obstacles is a bit mask. A lift is a patch of the parameter vector (plan/model.h), so a
 *  lane pack runs any mixture of futures and sets, and every round below is one batch:
 *
 *      1 base    every future as the plan has it: which fail
 *      2 alone   each failure with each obstacle, and with all; some successes with each; and,
 *                for comparison, each failure with nothing lifted and other luck
 *      3 pairs   each failure that no single one saves and all together do, with each pair
 *      4 line    greedily: what is lifted so far and one more, until that adds little
 *
 *  What saves a failure is kept as masks over obstacles: `alone`, `pairs[a]`, and `opened`, each of
 *  which completes a set that was tried and found to save it, given the line so far. */
#include "explore/obstacles.h"

#include "base/err.h"
#include "base/hash.h"
#include "base/statistics.h"
#include "base/threads.h"
#include "explore/batch.h"
#include "plan/names.h"

#include <math.h>
#include <string.h>

#define TESTED_BY_DEFAULT 200
#define LEAST_GAIN 0.02 /* of the failures: a step that reaches fewer more ends the line */

/** What came of one run. */
struct answer {
    bool ran, success;
    uint64_t print;  /* of all outputs */
    uint64_t missed; /* required goals missed, mask over the first 64 outputs */
};

/** Runs to be made together, and their answers. */
struct round {
    struct bh_batch_item *items; /* [n]; the variant is the mask of what is lifted */
    size_t *owner;               /* [n] whose run it is: number of a failure, or of a base future */
    struct answer *answers;      /* [n] */
    size_t n;
};

/** A failed future and what saves it. */
struct failure {
    const struct bh_batch_item *base;
    uint64_t print;
    uint64_t alone, unchanged, opened; /* masks */
    uint64_t missed;                   /* with all lifted */
    bool by_all, is_reached;
};

/** The study of one option. */
struct study {
    const struct bh_obstacle_study *whole;
    size_t n; /* obstacles */
    struct bh_arena scratch;
    size_t number, option; /* in the study, in the model */
    size_t done;           /* futures run */
    uint64_t all;          /* obstacles that play a part */
    struct round base;
    struct failure *failures; /* [n_failures] in order of scenario */
    size_t n_failures;
    uint64_t *pairs; /* [n_failures][n] obstacles that save it together with a */
    struct bh_obstacle_alone *alone;
    size_t *together, *behind;
    struct bh_obstacle_step *steps;
    struct bh_obstacles_option *row;
};

static uint64_t
bit(size_t obstacle)
{
    return UINT64_C(1) << obstacle;
}

static bool
has(uint64_t mask, size_t obstacle)
{
    return (mask & bit(obstacle)) != 0;
}

/* ---- running a round ------------------------------------------------------------------------ */

/** A round being run, for the callbacks. */
struct running {
    struct study *study;
    struct round *round;
};

/** Lifts the obstacles of the item's mask. */
static void
lift(const void *context, const struct bh_batch_item *item, const double *drawn, double *values)
{
    const struct study *study = ((const struct running *) context)->study;

    for (size_t i = 0; i < study->n && item->variant != 0; i++) {
        const size_t obstacle = study->whole->by_id[i];
        const struct bh_overrides *set = &study->whole->model->obstacles[obstacle].lift;

        for (size_t k = 0; has(item->variant, obstacle) && k < set->n; k++) {
            const struct bh_override *o = &set->at[k];

            values[o->parameter] = o->assumption == BH_NONE ? o->value : drawn[o->assumption];
        }
    }
}

static void
keep(void *context, size_t i, const struct bh_batch_result *result)
{
    const struct running *running = context;
    const struct bh_outputs *outputs = &running->study->whole->outputs;
    struct answer *answer = &running->round->answers[i];

    answer->ran = result->reason == NULL;
    answer->success = result->success;
    answer->print = bh_hash64(result->finals, outputs->n * sizeof *result->finals);
    answer->missed = 0;
    for (size_t o = 0; o < outputs->n && o < 64; o++) {
        const struct bh_output_row *row = &outputs->rows[o];

        if (row->is_required && !bh_outputs_meets(row, result->finals[o])) {
            answer->missed |= bit(o);
        }
    }
}

static void
tell_progress(void *context, size_t done)
{
    const struct study *study = ((const struct running *) context)->study;
    const struct bh_obstacles_settings *settings = study->whole->settings;

    if (settings->progress != NULL) {
        settings->progress(settings->context, study->number, study->whole->out->n_options,
                           study->done + done);
    }
}

static enum bh_status
run(struct study *study, struct round *round, struct bh_err *err)
{
    const struct bh_obstacles_settings *settings = study->whole->settings;
    struct running running = {study, round};
    const struct bh_batch batch = {
        .model = study->whole->model,
        .engine = study->whole->engine,
        .outputs = &study->whole->outputs,
        .sampler = *study->whole->sampler,
        .option = study->option,
        .n_threads = settings->threads == 0 ? bh_threads_available() : settings->threads,
        .items = round->items,
        .n = round->n,
        .change = lift,
        .keep = keep,
        .progress = tell_progress,
        .context = &running,
        .cancel = settings->cancel,
    };
    const enum bh_status st = bh_batch_run(&batch, err);

    study->done += round->n;
    study->whole->out->n_runs += round->n;
    return st;
}

/** Room for `n` runs, on the option's scratch. */
static bool
make_round(struct study *study, size_t n, struct round *round)
{
    struct bh_arena *arena = &study->scratch;

    round->items = bh_arena_alloc(arena, (n + 1) * sizeof *round->items);
    round->owner = bh_arena_alloc(arena, (n + 1) * sizeof *round->owner);
    round->answers = bh_arena_alloc(arena, (n + 1) * sizeof *round->answers);
    round->n = 0;
    return round->items != NULL && round->owner != NULL && round->answers != NULL;
}

static void
add_run(struct round *round, const struct bh_batch_item *base, size_t owner, uint64_t lifted)
{
    round->items[round->n] = *base;
    round->items[round->n].variant = lifted;
    round->owner[round->n++] = owner;
}

/* ---- 1: the futures as they are ------------------------------------------------------------- */

static enum bh_status
find_failures(struct study *study, struct bh_err *err)
{
    const struct round *base = &study->base;
    struct bh_obstacles_option *row = study->row;
    size_t at = 0;

    for (size_t i = 0; i < base->n; i++) {
        row->n_futures += base->answers[i].ran;
        row->n_broken += !base->answers[i].ran;
        row->n_failures += base->answers[i].ran && !base->answers[i].success;
    }
    study->n_failures = row->n_failures;
    const size_t room = study->n_failures + 1;
    study->failures = bh_arena_alloc(&study->scratch, room * sizeof *study->failures);
    study->pairs = bh_arena_alloc(&study->scratch, room * study->n * sizeof *study->pairs);
    if (study->failures == NULL || study->pairs == NULL) {
        return bh_no_memory(err);
    }
    for (size_t i = 0; i < base->n; i++) {
        if (base->answers[i].ran && !base->answers[i].success) {
            study->failures[at].base = &base->items[i];
            study->failures[at++].print = base->answers[i].print;
        }
    }
    return BH_OK;
}

/** Takes over what is known; only failures are run, for what they look like as they are. */
static enum bh_status
run_known(struct study *study, struct bh_err *err)
{
    const unsigned char *known = study->whole->known;
    struct round *base = &study->base, again;
    enum bh_status st = BH_OK;

    if (!make_round(study, base->n, &again)) {
        return bh_no_memory(err);
    }
    for (size_t i = 0; i < base->n; i++) {
        base->answers[i].ran = known[i] != BH_KNOWN_BROKEN;
        base->answers[i].success = known[i] == BH_KNOWN_SUCCESS;
        if (known[i] == BH_KNOWN_FAILURE) {
            add_run(&again, &base->items[i], i, 0);
        }
    }
    BH_TRY(run(study, &again, err));
    for (size_t i = 0; i < again.n; i++) {
        if (!again.answers[i].ran || again.answers[i].success) {
            return bh_fail(err, BH_EINPUT,
                           "scenario %u of %s failed in the results file and does not fail here; "
                           "explore the plan again with this program",
                           again.items[i].scenario, study->row->id);
        }
        base->answers[again.owner[i]] = again.answers[i];
    }
done:
    return st;
}

static enum bh_status
run_base(struct study *study, struct bh_err *err)
{
    const size_t n_replications = study->whole->out->n_replications;
    const size_t n = study->whole->settings->n_futures * n_replications;
    enum bh_status st = BH_OK;

    if (!make_round(study, n, &study->base)) {
        return bh_no_memory(err);
    }
    for (size_t i = 0; i < n; i++) {
        const struct bh_batch_item item = {(uint32_t) (1 + i / n_replications),
                                           (uint32_t) (i % n_replications), 0};

        add_run(&study->base, &item, i, 0);
    }
    BH_TRY(study->whole->known == NULL ? run(study, &study->base, err) : run_known(study, err));
    st = find_failures(study, err);
done:
    return st;
}

/* ---- 2: each alone, and all ----------------------------------------------------------------- */

static void
gather_alone(struct study *study, const struct round *round)
{
    for (size_t i = 0; i < round->n; i++) {
        struct failure *failure = &study->failures[round->owner[i]];
        const struct answer *answer = &round->answers[i];
        const uint64_t lifted = round->items[i].variant;

        if (lifted == study->all) { /* may also be the one obstacle that plays a part */
            failure->by_all = answer->success;
            failure->missed = answer->missed;
        }
        if ((lifted & (lifted - 1)) == 0) {
            failure->alone |= answer->success ? lifted : 0;
            failure->unchanged |= answer->print == failure->print ? lifted : 0;
        }
    }
    for (size_t f = 0; f < study->n_failures; f++) {
        study->failures[f].opened = study->failures[f].alone;
        for (size_t a = 0; a < study->n; a++) {
            study->alone[a].saved += has(study->failures[f].alone, a);
            study->alone[a].unchanged += has(study->failures[f].unchanged, a);
        }
        study->row->all_saved += study->failures[f].by_all;
    }
}

static enum bh_status
run_alone(struct study *study, struct bh_err *err)
{
    struct round round;
    enum bh_status st = BH_OK;

    if (!make_round(study, study->n_failures * (study->n + 1), &round)) {
        return bh_no_memory(err);
    }
    for (size_t f = 0; f < study->n_failures; f++) {
        for (size_t a = 0; a < study->n; a++) {
            if (has(study->all, a)) {
                add_run(&round, study->failures[f].base, f, bit(a));
            }
        }
        if ((study->all & (study->all - 1)) != 0) {
            add_run(&round, study->failures[f].base, f, study->all);
        }
    }
    BH_TRY(run(study, &round, err));
    gather_alone(study, &round);
done:
    return st;
}

/** Runs each failure once more with nothing lifted and other luck. */
static enum bh_status
run_luck(struct study *study, struct bh_err *err)
{
    struct round round;
    enum bh_status st = BH_OK;

    if (!make_round(study, study->n_failures, &round)) {
        return bh_no_memory(err);
    }
    for (size_t f = 0; f < study->n_failures; f++) {
        struct bh_batch_item item = *study->failures[f].base;

        item.replication += (uint32_t) study->whole->out->n_replications;
        add_run(&round, &item, f, 0);
    }
    BH_TRY(run(study, &round, err));
    for (size_t i = 0; i < round.n; i++) {
        study->row->by_luck += round.answers[i].success;
    }
done:
    return st;
}

/** Title of the goal that most of the masks at `missed` hold; "" when none does. */
static const char *
most_missed(const struct study *study, const size_t missed[64], size_t *n)
{
    const struct bh_outputs *outputs = &study->whole->outputs;
    const char *title = "";

    *n = 0;
    for (size_t o = 0; o < 64 && o < outputs->n; o++) {
        if (missed[o] > *n) {
            *n = missed[o];
            title = outputs->rows[o].title;
        }
    }
    return title;
}

/** Counts what lifting each alone broke, and the goal missed most then. */
static enum bh_status
gather_harm(struct study *study, const struct round *round, struct bh_err *err)
{
    for (size_t a = 0; a < study->n; a++) {
        size_t missed[64] = {0}, n;

        for (size_t i = 0; i < round->n; i++) {
            const bool is_harmed = round->owner[i] == a && !round->answers[i].success;

            study->alone[a].harmed += is_harmed;
            for (size_t o = 0; is_harmed && o < 64; o++) {
                missed[o] += has(round->answers[i].missed, o);
            }
        }
        study->alone[a].broken =
            bh_arena_strdup(study->whole->arena, most_missed(study, missed, &n));
        if (study->alone[a].broken == NULL) {
            return bh_no_memory(err);
        }
    }
    return BH_OK;
}

/** Lifts each alone in the first successes, to see whether that ever does harm. */
static enum bh_status
run_harm(struct study *study, struct bh_err *err)
{
    const struct round *base = &study->base;
    const size_t wanted = study->whole->settings->n_tested == 0 ? TESTED_BY_DEFAULT
                                                                : study->whole->settings->n_tested;
    const size_t n_successes = study->row->n_futures - study->n_failures;
    struct round round;
    enum bh_status st = BH_OK;

    study->row->n_tested = wanted < n_successes ? wanted : n_successes;
    if (!make_round(study, study->row->n_tested * study->n, &round)) {
        return bh_no_memory(err);
    }
    for (size_t i = 0, seen = 0; i < base->n && seen < study->row->n_tested; i++) {
        seen += base->answers[i].success;
        for (size_t a = 0; base->answers[i].success && a < study->n; a++) {
            if (has(study->all, a)) {
                add_run(&round, &base->items[i], a, bit(a));
            }
        }
    }
    BH_TRY(run(study, &round, err));
    st = gather_harm(study, &round, err);
done:
    return st;
}

/* ---- 3: pairs ------------------------------------------------------------------------------- */

/** Counts a failure that a and b save together and no single obstacle does. */
static void
count_pair(struct study *study, size_t f, size_t a, size_t b)
{
    const struct failure *failure = &study->failures[f];
    const bool a_shows = !has(failure->unchanged, a), b_shows = !has(failure->unchanged, b);

    study->pairs[f * study->n + a] |= bit(b);
    study->pairs[f * study->n + b] |= bit(a);
    study->together[a * study->n + b]++;
    study->together[b * study->n + a]++;
    study->behind[a * study->n + b] += a_shows && !b_shows;
    study->behind[b * study->n + a] += b_shows && !a_shows;
}

static enum bh_status
run_pairs(struct study *study, struct bh_err *err)
{
    const size_t n = study->n;
    struct round round;
    enum bh_status st = BH_OK;

    if (!make_round(study, study->n_failures * (n * (n - 1) / 2), &round)) {
        return bh_no_memory(err);
    }
    for (size_t f = 0; f < study->n_failures; f++) {
        const struct failure *failure = &study->failures[f];
        const uint64_t open = failure->by_all && failure->alone == 0 ? study->all : 0;

        for (size_t a = 0; a < n; a++) {
            for (size_t b = a + 1; has(open, a) && b < n; b++) {
                if (has(open, b)) {
                    add_run(&round, failure->base, f, bit(a) | bit(b));
                }
            }
        }
    }
    BH_TRY(run(study, &round, err));
    for (size_t i = 0; i < round.n; i++) {
        const uint64_t lifted = round.items[i].variant;

        if (round.answers[i].success) {
            count_pair(study, round.owner[i], (size_t) __builtin_ctzll(lifted),
                       (size_t) (63 - __builtin_clzll(lifted)));
        }
    }
    for (size_t f = 0; f < study->n_failures; f++) {
        for (size_t a = 0; a < n; a++) {
            study->alone[a].shared += study->pairs[f * n + a] != 0;
        }
    }
done:
    return st;
}

/* ---- 4: the line ---------------------------------------------------------------------------- */

/** Failures not yet reached that lifting `candidate` next would reach. */
static size_t
gain_of(const struct study *study, size_t candidate)
{
    size_t n = 0;

    for (size_t f = 0; f < study->n_failures; f++) {
        n += !study->failures[f].is_reached && has(study->failures[f].opened, candidate);
    }
    return n;
}

/** Whether two candidates cannot be told apart: McNemar's test on the failures that one of them
 *  reaches and the other does not, at 95 %. */
static bool
is_tied(const struct study *study, size_t a, size_t b)
{
    double only_a = 0, only_b = 0;

    for (size_t f = 0; f < study->n_failures; f++) {
        const struct failure *failure = &study->failures[f];

        if (!failure->is_reached) {
            only_a += has(failure->opened, a) && !has(failure->opened, b);
            only_b += has(failure->opened, b) && !has(failure->opened, a);
        }
    }
    return fabs(only_a - only_b) <= BH_NORMAL_975 * sqrt(only_a + only_b);
}

/** The candidate that reaches most next, and the next best; ties go to the plan's order. */
static size_t
choose_next(const struct study *study, uint64_t lifted, size_t *second, size_t *gain)
{
    size_t best = BH_NO_OBSTACLE, second_gain = 0;

    *second = BH_NO_OBSTACLE;
    *gain = 0;
    for (size_t c = 0; c < study->n; c++) {
        const size_t n = has(study->all & ~lifted, c) ? gain_of(study, c) : 0;

        if (n > *gain) {
            *second = best;
            second_gain = *gain;
            best = c;
            *gain = n;
        } else if (n > second_gain) {
            *second = c;
            second_gain = n;
        }
    }
    return best;
}

/** The two not yet lifted that reach most together, where no single one reaches enough. */
static size_t
choose_pair(const struct study *study, uint64_t lifted, size_t pair[2])
{
    size_t best = 0;

    for (size_t a = 0; a < study->n; a++) {
        for (size_t b = a + 1; !has(lifted, a) && b < study->n; b++) {
            size_t n = 0;

            for (size_t f = 0; !has(lifted, b) && f < study->n_failures; f++) {
                n += !study->failures[f].is_reached && has(study->pairs[f * study->n + a], b);
            }
            if (n > best) {
                best = n;
                pair[0] = a;
                pair[1] = b;
            }
        }
    }
    return best;
}

/** Tries, for every failure that can be saved and is not reached, what is lifted and one more. */
static enum bh_status
run_line(struct study *study, uint64_t lifted, struct bh_err *err)
{
    struct round round;
    enum bh_status st = BH_OK;

    if (!make_round(study, study->n_failures * study->n, &round)) {
        return bh_no_memory(err);
    }
    for (size_t f = 0; f < study->n_failures; f++) {
        const struct failure *failure = &study->failures[f];

        for (size_t c = 0; !failure->is_reached && failure->by_all && c < study->n; c++) {
            if (has(study->all & ~lifted & ~failure->opened, c)) {
                add_run(&round, failure->base, f, lifted | bit(c));
            }
        }
    }
    BH_TRY(run(study, &round, err));
    for (size_t i = 0; i < round.n; i++) {
        if (round.answers[i].success) {
            study->failures[round.owner[i]].opened |= round.items[i].variant & ~lifted;
        }
    }
done:
    return st;
}

/** Adds a step: the failures it reaches, and what its pairs open. */
static void
take_step(struct study *study, size_t chosen, size_t second)
{
    struct bh_obstacles_option *row = study->row;
    const size_t before = row->n_steps > 0 ? study->steps[row->n_steps - 1].reached : 0;
    struct bh_obstacle_step *step = &study->steps[row->n_steps++];

    *step = (struct bh_obstacle_step){chosen, before, BH_NO_OBSTACLE};
    if (second != BH_NO_OBSTACLE && is_tied(study, chosen, second)) {
        step->rival = second;
    }
    for (size_t f = 0; f < study->n_failures; f++) {
        struct failure *failure = &study->failures[f];

        if (!failure->is_reached && has(failure->opened, chosen)) {
            failure->is_reached = true;
            step->reached++;
        }
        failure->opened |= study->pairs[f * study->n + chosen];
    }
}

static enum bh_status
find_line(struct study *study, struct bh_err *err)
{
    uint64_t lifted = 0;
    enum bh_status st = BH_OK;

    const double least = LEAST_GAIN * (double) study->n_failures;

    while (lifted != study->all) {
        size_t second, gain, pair[2] = {0, 0};

        if (study->row->n_steps >= 2) { /* pairs are known already */
            BH_TRY(run_line(study, lifted, err));
        }
        const size_t chosen = choose_next(study, lifted, &second, &gain);
        if (gain > 0 && (double) gain >= least) {
            take_step(study, chosen, second);
            lifted |= bit(chosen);
        } else if ((gain = choose_pair(study, lifted, pair)) > 0 && (double) gain >= least) {
            take_step(study, pair[0], BH_NO_OBSTACLE);
            take_step(study, pair[1], BH_NO_OBSTACLE);
            lifted |= bit(pair[0]) | bit(pair[1]);
        } else {
            break;
        }
    }
done:
    return st;
}

/** What nothing here saves, and which goal those futures miss most often with all lifted. */
static void
count_rest(struct study *study)
{
    struct bh_obstacles_option *row = study->row;
    size_t missed[64] = {0};

    for (size_t f = 0; f < study->n_failures; f++) {
        const struct failure *failure = &study->failures[f];

        if (failure->by_all || failure->alone != 0) {
            row->any_saved++;
            continue;
        }
        for (size_t o = 0; o < 64; o++) {
            missed[o] += has(failure->missed, o);
        }
    }
    row->missed = most_missed(study, missed, &row->most_missed);
}

/* ---- one option, all options ---------------------------------------------------------------- */

bool
bh_obstacle_plays_part(const struct bh_model *model, size_t option, size_t obstacle)
{
    const struct bh_overrides *set = &model->obstacles[obstacle].lift;

    if (strstr(model->canonical, "plan.forces.") != NULL ||
        strstr(model->canonical, "plan.options.") != NULL) {
        return true; /* an expression reads such a parameter */
    }
    for (size_t i = 0; i < set->n; i++) {
        size_t entity, column;
        const enum bh_parameter_class class =
            bh_names_locate(model, set->at[i].parameter, &entity, &column);
        bool is_used = true;

        if (class == BH_PARAM_FORCE || class == BH_PARAM_CONTRIBUTION) {
            const size_t force =
                class == BH_PARAM_FORCE ? entity : model->contributions[entity].force;

            is_used = false;
            for (size_t f = 0; f < model->options[option].forces.n; f++) {
                is_used = is_used || model->options[option].forces.at[f] == force;
            }
        } else if (class == BH_PARAM_OPTION) {
            is_used = entity == option;
        }
        if (is_used) {
            return true;
        }
    }
    return false;
}

/** Room for what is counted of one option. */
static bool
make_counts(struct study *study)
{
    const size_t n = study->n;
    struct bh_arena *arena = study->whole->arena;

    study->alone = bh_arena_alloc(arena, n * sizeof *study->alone);
    study->together = bh_arena_alloc(arena, n * n * sizeof *study->together);
    study->behind = bh_arena_alloc(arena, n * n * sizeof *study->behind);
    study->steps = bh_arena_alloc(arena, n * sizeof *study->steps);
    study->row->alone = study->alone;
    study->row->together = study->together;
    study->row->behind = study->behind;
    study->row->steps = study->steps;
    return study->alone != NULL && study->together != NULL && study->behind != NULL &&
           study->steps != NULL;
}

static enum bh_status
study_option(struct study *study, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    if (!make_counts(study)) {
        return bh_no_memory(err);
    }
    for (size_t a = 0; a < study->n; a++) {
        study->alone[a].plays_part = bh_obstacle_plays_part(study->whole->model, study->option, a);
        study->all |= study->alone[a].plays_part ? bit(a) : 0;
    }
    BH_TRY(run_base(study, err));
    BH_TRY(run_alone(study, err));
    BH_TRY(run_luck(study, err));
    BH_TRY(run_harm(study, err));
    BH_TRY(run_pairs(study, err));
    BH_TRY(find_line(study, err));
    count_rest(study);
    study->row->missed = bh_arena_strdup(study->whole->arena, study->row->missed);
    st = study->row->missed == NULL ? bh_no_memory(err) : BH_OK;
done:
    return st;
}

enum bh_status
bh_obstacles_option(const struct bh_obstacle_study *whole, size_t number, size_t option,
                    struct bh_obstacles_option *row, struct bh_err *err)
{
    struct study study = {
        .whole = whole,
        .n = whole->model->n_obstacles,
        .number = number,
        .option = option,
        .row = row,
    };

    bh_arena_init(&study.scratch);
    const enum bh_status st = study_option(&study, err);
    bh_arena_fini(&study.scratch);
    return st;
}
