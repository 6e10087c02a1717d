/** @file subject_missed.c  Which goals are missed inside a corner.
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
    const size_t *place;
};

/** Share of cases that miss a goal, by corner: shares is [corners + 1]. */
static enum bh_status
count_missed(const struct reading *r, const struct bh_store_output *output, size_t n_corners,
             double *shares, struct bh_err *err)
{
    size_t n[BH_DISCOVER_MOST_CORNERS + 1] = {0}, missed[BH_DISCOVER_MOST_CORNERS + 1] = {0};
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
            n[r->place[i]]++;
            missed[r->place[i]] += misses(output, r->values[at]);
        }
    }
    for (size_t c = 0; c <= n_corners; c++) {
        shares[c] = n[c] > 0 ? (double) missed[c] / (double) n[c] : (double) NAN;
    }
done:
    return st;
}

/** Room for the goals of every corner. */
static enum bh_status
make_missed(const struct bh_store_study *study, struct bh_searched_option *option,
            struct bh_arena *arena, struct bh_err *err)
{
    for (size_t c = 0; c < option->n_corners; c++) {
        struct bh_corner *corner = &option->corners[c];

        corner->missed = bh_arena_alloc(arena, (study->n_outputs + 1) * sizeof *corner->missed);
        if (corner->missed == NULL) {
            return bh_fail(err, BH_ENOMEM, "out of memory");
        }
    }
    return BH_OK;
}

enum bh_status
bh_subject_missed(struct bh_subject *subject, size_t number, const struct bh_subject_cases *cases,
                  struct bh_searched_option *option, struct bh_arena *arena, struct bh_err *err)
{
    const struct bh_store_study *study;
    const size_t room = cases->cases.n + cases->n_dropped;
    struct reading r = {subject, cases, room, number, NULL, NULL, NULL};
    double shares[BH_DISCOVER_MOST_CORNERS + 1];
    enum bh_status st = BH_OK;
    size_t *place = NULL;

    if (subject->file == NULL || option->n_corners == 0) {
        return BH_OK;
    }
    study = bh_store_study(subject->file);
    r.keys = malloc((room + 1) * sizeof *r.keys);
    r.values = malloc((room + 1) * sizeof *r.values);
    r.place = place = malloc((room + 1) * sizeof *place);
    if (r.keys == NULL || r.values == NULL || place == NULL) {
        st = bh_fail(err, BH_ENOMEM, "out of memory");
        goto done;
    }
    number_corners(&cases->cases, option, place);
    BH_TRY(make_missed(study, option, arena, err));
    for (size_t o = 0; o < study->n_outputs; o++) {
        const struct bh_store_output *output = &study->outputs[o];

        if (!output->is_required || output->goal_relation == 0) {
            continue;
        }
        BH_TRY(count_missed(&r, output, option->n_corners, shares, err));
        for (size_t c = 0; c < option->n_corners; c++) {
            struct bh_corner *corner = &option->corners[c];

            corner->missed[corner->n_missed++] = (struct bh_missed){
                bh_arena_strdup(arena, output->title), shares[c], shares[option->n_corners]};
        }
    }
done:
    free(r.keys);
    free(r.values);
    free(place);
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
