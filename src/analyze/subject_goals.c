/** @file subject_goals.c  Which goals are missed, inside corners and alone; what is asked, in
 *  words.
 *
 *  Layer: analyze. */
#include "analyze/subject.h"

#include "analyze/corner.h"
#include "base/err.h"
#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/** Corner number of each case; the number of corners for outside of all. */
static void
number_corners(const struct bh_cases *cases, const struct bh_searched_option *option, size_t *place)
{
    for (size_t i = 0; i < cases->n; i++) {
        size_t c = 0;

        while (c < option->n_corners && !bh_corner_has(cases, &option->corners[c], i)) {
            c++;
        }
        place[i] = c;
    }
}

static bool
misses(const struct bh_store_output *o, double x)
{
    switch (o->goal_relation) {
    case 1:
        return !(x >= o->goal_value);
    case 2:
        return !(x <= o->goal_value);
    case 3:
        return !(x > o->goal_value);
    case 4:
        return !(x < o->goal_value);
    default:
        return false;
    }
}

struct reading {
    struct bh_subject *subject;
    const struct bh_subject_cases *found;
    size_t room, number; /* rows of a column; the option's number */
    uint64_t *keys;
    double *values;
    size_t *place;             /* [cases] corner a case lies in */
    uint32_t *n_missed, *last; /* [cases] goals it misses; the last of these */
};

/** Reads one goal: in which cases it is missed, by corner. */
static enum bh_status
read_goal(const struct reading *r, const struct bh_store_output *output, size_t n_corners,
          uint32_t number, struct bh_goal *goal, struct bh_err *err)
{
    struct bh_tally in[BH_DISCOVER_MOST_CORNERS + 1] = {{0, 0}}, all = {0, 0};
    const struct bh_subject_cases *found = r->found;
    enum bh_status st = BH_OK;
    size_t rows = 0;

    BH_TRY(bh_store_column(r->subject->file, r->number, output->id, r->room, r->keys, r->values,
                           &rows, err));
    for (size_t i = 0, at = 0; i < found->cases.n; i++) {
        while (at < rows && r->keys[at] < found->keys[i]) {
            at++;
        }
        if (at < rows && r->keys[at] == found->keys[i]) {
            const bool is_missed = misses(output, r->values[at]);

            in[r->place[i]].n++;
            in[r->place[i]].k += is_missed;
            r->n_missed[i] += is_missed;
            r->last[i] = is_missed ? number : r->last[i];
        }
    }
    for (size_t c = 0; c <= n_corners; c++) {
        const double share = in[c].n > 0 ? (double) in[c].k / (double) in[c].n : (double) NAN;

        *(c < n_corners ? &goal->inside[c] : &goal->elsewhere) = share;
        all.n += in[c].n;
        all.k += in[c].k;
    }
    goal->missed = all.n > 0 ? (double) all.k / (double) all.n : (double) NAN;
done:
    return st;
}

/** Of the cases of interest, how many miss each goal and no other. */
static void
count_alone(const struct reading *r, struct bh_goal *goals, size_t n_goals)
{
    const struct bh_cases *cases = &r->found->cases;
    size_t k = 0;

    for (size_t i = 0; i < cases->n; i++) {
        k += cases->is_hit[i];
        if (cases->is_hit[i] && r->n_missed[i] == 1) {
            goals[r->last[i]].alone += 1;
        }
    }
    for (size_t g = 0; g < n_goals; g++) {
        goals[g].alone /= (double) k;
    }
}

static enum bh_status
read_goals(const struct reading *r, struct bh_searched_option *option, struct bh_arena *arena,
           struct bh_err *err)
{
    const struct bh_store_study *study = bh_store_study(r->subject->file);
    enum bh_status st = BH_OK;

    option->goals = bh_arena_alloc(arena, (study->n_outputs + 1) * sizeof *option->goals);
    if (option->goals == NULL) {
        return bh_no_memory(err);
    }
    for (size_t o = 0; o < study->n_outputs; o++) {
        const struct bh_store_output *output = &study->outputs[o];
        struct bh_goal *goal = &option->goals[option->n_goals];

        if (output->is_required && output->goal_relation != 0) {
            BH_TRY(read_goal(r, output, option->n_corners, (uint32_t) option->n_goals, goal, err));
            goal->title = bh_arena_strdup(arena, output->title);
            option->n_goals++;
        }
    }
    count_alone(r, option->goals, option->n_goals);
done:
    return st;
}

enum bh_status
bh_subject_goals(struct bh_subject *subject, size_t number, const struct bh_subject_cases *cases,
                 struct bh_searched_option *option, struct bh_arena *arena, struct bh_err *err)
{
    const size_t n = cases->cases.n;
    const size_t room = n + cases->n_dropped;
    struct reading r = {.subject = subject, .found = cases, .room = room, .number = number};
    enum bh_status st = BH_OK;

    if (subject->file == NULL) {
        return BH_OK;
    }
    r.keys = malloc((room + 1) * sizeof *r.keys);
    r.values = malloc((room + 1) * sizeof *r.values);
    r.place = malloc((n + 1) * sizeof *r.place);
    r.n_missed = calloc(n + 1, sizeof *r.n_missed);
    r.last = calloc(n + 1, sizeof *r.last);
    if (r.keys == NULL || r.values == NULL || r.place == NULL || r.n_missed == NULL ||
        r.last == NULL) {
        st = bh_no_memory(err);
        goto done;
    }
    number_corners(&cases->cases, option, r.place);
    BH_TRY(read_goals(&r, option, arena, err));
done:
    free(r.keys);
    free(r.values);
    free(r.place);
    free(r.n_missed);
    free(r.last);
    return st;
}

void
bh_subject_words(const struct bh_subject *subject, const char *of, const char **one,
                 const char **many)
{
    const bool is_default = of == NULL || strcmp(of, "failure") == 0;
    struct bh_arena *arena = subject->arena;

    if (is_default && subject->file == NULL) {
        *one = bh_arena_printf(arena, "has %s = 1", subject->condition.name);
        *many = bh_arena_printf(arena, "have %s = 1", subject->condition.name);
    } else if (is_default) {
        *one = "fails";
        *many = "fail";
    } else if (strcmp(of, "success") == 0) {
        *one = "succeeds";
        *many = "succeed";
    } else if (subject->condition.is_negated) {
        *one = bh_arena_printf(arena, "misses the goal of %s", of);
        *many = bh_arena_printf(arena, "miss the goal of %s", of);
    } else {
        *one = bh_arena_printf(arena, "has %s", of);
        *many = bh_arena_printf(arena, "have %s", of);
    }
}

enum bh_status
bh_subject_unknown_option(const struct bh_subject *subject, const char *id, struct bh_err *err)
{
    const struct bh_store_study *study = bh_store_study(subject->file);
    const char *names[64], *near[3];
    size_t n = 0;

    for (; n < study->n_options && n < 64; n++) {
        names[n] = study->options[n].id;
    }
    const size_t found = bh_text_nearest(id, names, n, near);
    return bh_fail(err, BH_EINPUT, "no option '%.80s' in these results; %s %s%s%s", id,
                   found > 0 ? "nearest:" : "the first is", found > 0 ? near[0] : names[0],
                   found > 1 ? ", " : "", found > 1 ? near[1] : "");
}
