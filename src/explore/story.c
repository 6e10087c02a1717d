/** @file story.c  What is watched, and how it is said. */
#include "explore/story.h"

#include "base/date.h"

#include <bluehelm/results.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A quantity that keeps crossing its level is told this many times and no more. */
#define MOST_TELLINGS 4

/* "First battalion": the size of a Palestinian and of a usual UN battalion is 500 to 850. */
#define BATTALION 500.0

/** The story so far. */
struct teller {
    const struct bh_record *record;
    struct bh_arena *arena;
    struct bh_happening *told;
    size_t n, room;
    bool failed; /* out of memory */
};

/** A quantity and the level that matters; a NULL text says nothing. */
struct watch {
    enum bh_state_class class;
    size_t entity;
    const char *field;
    double level;      /* crossing means: from below to at or above, or back */
    double from_start; /* value before day 0 */
    unsigned times;
    enum bh_tone up_tone, down_tone;
    const char *up, *down; /* may be NULL */
};

static void
tell(struct teller *teller, uint32_t day, enum bh_tone tone, const char *text)
{
    if (teller->n == teller->room) {
        const size_t room = teller->room == 0 ? 64 : 2 * teller->room;
        struct bh_happening *more = bh_arena_alloc(teller->arena, room * sizeof *more);

        if (more == NULL) {
            teller->failed = true;
            return;
        }
        if (teller->n > 0) {
            memcpy(more, teller->told, teller->n * sizeof *more);
        }
        teller->told = more;
        teller->room = room;
    }
    struct bh_happening *h = &teller->told[teller->n++];
    *h = (struct bh_happening){.day = day, .tone = tone, .text = text};
    bh_date_format(teller->record->model->start + day, h->date);
    teller->failed = teller->failed || text == NULL;
}

static const double *
series_of(const struct teller *teller, enum bh_state_class class, size_t entity, const char *field)
{
    const struct bh_record *r = teller->record;
    const size_t slot = bh_state_slot(&r->model->state, class, entity, field);

    return r->column[slot] == BH_NONE ? NULL : r->series + r->column[slot] * r->model->days;
}

/** Tells every crossing of a watch's level, up to its number of times. */
static void
observe(struct teller *teller, const struct watch *w)
{
    const double *x = series_of(teller, w->class, w->entity, w->field);
    double before = w->from_start;
    unsigned told = 0;

    if (x == NULL) {
        return;
    }
    for (uint32_t day = 0; day < teller->record->model->days && told < w->times; day++) {
        const bool rises = before < w->level && x[day] >= w->level;
        const bool falls = before >= w->level && x[day] < w->level;

        if (rises && w->up != NULL) {
            tell(teller, day, w->up_tone, w->up);
            told++;
        } else if (falls && w->down != NULL) {
            tell(teller, day, w->down_tone, w->down);
            told++;
        }
        before = x[day];
    }
}

/** `format` with up to two strings in it; a teller with no memory left notes it. */
static const char *
phrase(struct teller *teller, const char *before, const char *name, const char *after)
{
    const char *text = bh_arena_printf(teller->arena, "%s%s%s", before, name, after);

    teller->failed = teller->failed || text == NULL;
    return text;
}

static void
watch_hostilities(struct teller *teller)
{
    const struct bh_model *model = teller->record->model;

    observe(teller, &(struct watch){BH_STATE_HOSTILITIES, 0, "ceasefire", 1, 0, 2 * MOST_TELLINGS,
                                    BH_TONE_GOOD, BH_TONE_BAD, "A ceasefire begins",
                                    "War comes back"});
    for (size_t a = 0; a < model->counts.n_parties; a++) {
        if (model->parties[a].has_aim) {
            observe(teller, &(struct watch){BH_STATE_AIM, a, "met", 1, 0, 1, BH_TONE_PLAIN,
                                            BH_TONE_PLAIN,
                                            phrase(teller, "", model->parties[a].title,
                                                   " holds its war aims to be met"),
                                            NULL});
        }
    }
}

/** "Talks on ISSUE: now with PARTY". */
static const char *
talks(struct teller *teller, const char *issue, const char *how, const char *party)
{
    const char *text = bh_arena_printf(teller->arena, "Talks on \"%s\": %s%s", issue, how, party);

    teller->failed = teller->failed || text == NULL;
    return text;
}

static void
watch_talks(struct teller *teller)
{
    const struct bh_model *model = teller->record->model;

    for (size_t s = 0; s < model->counts.n_stances; s++) {
        const char *party = model->parties[s / model->counts.n_issues].title;
        const char *issue = model->issues[s % model->counts.n_issues].title;

        if (model->stances[s].is_present && model->stances[s].opens_when.n > 0) {
            const char *joins = talks(teller, issue, "now with ", party);
            const char *leaves = talks(teller, issue, "no longer with ", party);

            observe(teller, &(struct watch){BH_STATE_STANCE, s, "open", 1, 0, MOST_TELLINGS,
                                            BH_TONE_GOOD, BH_TONE_BAD, joins, leaves});
        }
    }
    for (size_t c = 0; c < model->counts.n_conditions; c++) {
        const char *title = model->conditions[c].title;

        observe(teller, &(struct watch){BH_STATE_CONDITION, c, "met", 1, 0, MOST_TELLINGS,
                                        BH_TONE_GOOD, BH_TONE_BAD,
                                        phrase(teller, "Met: ", title, ""),
                                        phrase(teller, "No longer met: ", title, "")});
    }
    observe(teller, &(struct watch){BH_STATE_GOVERNANCE, 0, "authority", 1, 0, MOST_TELLINGS,
                                    BH_TONE_GOOD, BH_TONE_BAD,
                                    "An authority that parties accept is present",
                                    "The authority is no longer present"});
}

/** Whether some sponsor of the plan pays for a line. */
static bool
is_paid_for(const struct bh_model *model, size_t line)
{
    for (size_t s = 0; s < model->counts.n_sponsors; s++) {
        if (model->sponsors[s].pays[line]) {
            return true;
        }
    }
    return false;
}

static void
watch_money(struct teller *teller)
{
    const struct bh_model *model = teller->record->model;

    for (size_t s = 0; s < model->counts.n_sponsors; s++) {
        const char *title = model->sponsors[s].title;

        observe(teller, &(struct watch){BH_STATE_SPONSOR, s, "paid", 1, 0, 1, BH_TONE_GOOD,
                                        BH_TONE_PLAIN,
                                        phrase(teller, "First money from ", title, ""), NULL});
        observe(teller, &(struct watch){BH_STATE_SPONSOR, s, "balance", 1, 0, MOST_TELLINGS,
                                        BH_TONE_PLAIN, BH_TONE_BAD, NULL,
                                        phrase(teller, "What was appropriated is used up: ", title,
                                               "")});
    }
    for (size_t l = 0; l < BH_N_LINES; l++) {
        const char *title = bh_line_title((enum bh_line) l);

        if (!is_paid_for(teller->record->model, l)) {
            continue; /* that nobody pays is the plan's choice, not something that happens */
        }
        observe(teller, &(struct watch){BH_STATE_LINE, l, "funded", 0.5, 1, MOST_TELLINGS,
                                        BH_TONE_GOOD, BH_TONE_BAD,
                                        phrase(teller, "Mostly funded again: ", title, ""),
                                        phrase(teller, "Less than half funded: ", title, "")});
    }
}

static void
watch_contribution(struct teller *teller, size_t c)
{
    const struct bh_model *model = teller->record->model;
    const struct bh_contribution *contribution = &model->contributions[c];
    const char *force = model->forces[contribution->force].title;
    const char *title = phrase(teller, force, ", ", contribution->title);
    const size_t at = model->parameters.base[BH_PARAM_CONTRIBUTION] +
                      c * BH_PARAM_WIDTH_CONTRIBUTION +
                      bh_parameter_column(BH_PARAM_CONTRIBUTION, "strength");
    const double strength = teller->record->values[at];
    char persons[48];

    bh_results_show(strength, "persons", "persons", "", "", persons, sizeof persons);
    if (strength < 1 || title == NULL) {
        return;
    }
    const char *commits = bh_arena_printf(teller->arena, "Committed: %s, %s", title, persons);
    const enum bh_state_class class = BH_STATE_CONTRIBUTION;
    observe(teller, &(struct watch){class, c, "preparing", 1, 0, 1, BH_TONE_GOOD, BH_TONE_PLAIN,
                                    commits, NULL});
    observe(teller, &(struct watch){class, c, "deployed", 1, 0, 1, BH_TONE_GOOD, BH_TONE_PLAIN,
                                    phrase(teller, "First personnel deployed: ", title, ""), NULL});
    observe(teller, &(struct watch){class, c, "deployed", strength, 0, 1, BH_TONE_GOOD,
                                    BH_TONE_PLAIN, phrase(teller, "At full strength: ", title, ""),
                                    NULL});
    observe(teller, &(struct watch){class, c, "rotating", 1, 0, MOST_TELLINGS, BH_TONE_BAD,
                                    BH_TONE_PLAIN,
                                    phrase(teller, "Goes home without replacement: ", title, ""),
                                    NULL});
    observe(teller, &(struct watch){class, c, "withdrawing", 1, 0, 1, BH_TONE_BAD, BH_TONE_PLAIN,
                                    phrase(teller, "Withdraws: ", title, ""), NULL});
}

static void
watch_local(struct teller *teller, size_t f)
{
    const char *title = teller->record->model->forces[f].title;
    const enum bh_state_class class = BH_STATE_FORCE;

    observe(teller, &(struct watch){class, f, "training", 1, 0, 1, BH_TONE_GOOD, BH_TONE_PLAIN,
                                    phrase(teller, "Training begins: ", title, ""), NULL});
    observe(teller, &(struct watch){class, f, "graduates", 1, 0, 1, BH_TONE_GOOD, BH_TONE_PLAIN,
                                    phrase(teller, "First graduates: ", title, ""), NULL});
    observe(teller, &(struct watch){class, f, "deployed", 1, 0, 1, BH_TONE_GOOD, BH_TONE_PLAIN,
                                    phrase(teller, "First personnel deployed: ", title, ""), NULL});
    observe(teller, &(struct watch){class, f, "deployed", BATTALION, 0, 1, BH_TONE_GOOD,
                                    BH_TONE_BAD,
                                    phrase(teller, "First battalion of 500 deployed: ", title, ""),
                                    NULL});
}

static void
watch_forces(struct teller *teller)
{
    const struct bh_model *model = teller->record->model;
    const struct bh_list forces = model->options[teller->record->option].forces;

    for (size_t i = 0; i < forces.n; i++) {
        const struct bh_force *force = &model->forces[forces.at[i]];

        if (force->kind == BH_LOCAL) {
            watch_local(teller, forces.at[i]);
        }
        for (size_t c = 0; c < force->n_contributions; c++) {
            watch_contribution(teller, force->first_contribution + c);
        }
    }
    observe(teller, &(struct watch){BH_STATE_FORCES, 0, "force_ready", 1, 0, MOST_TELLINGS,
                                    BH_TONE_GOOD, BH_TONE_BAD,
                                    "Effective personnel reaches the requirement",
                                    "Effective personnel falls below the requirement"});
}

/** The due date, when it passes with too little personnel. */
static void
watch_due(struct teller *teller)
{
    const struct bh_model *model = teller->record->model;
    const size_t at = model->parameters.base[BH_PARAM_OPTION] +
                      teller->record->option * BH_PARAM_WIDTH_OPTION +
                      bh_parameter_column(BH_PARAM_OPTION, "due");
    const double due = teller->record->values[at];
    const double *ready = series_of(teller, BH_STATE_FORCES, 0, "ready_day");
    const double *effective = series_of(teller, BH_STATE_FORCES, 0, "effective_force");
    const double *required = series_of(teller, BH_STATE_FORCES, 0, "requirement");

    if (!(due >= 0) || due >= (double) model->days || ready == NULL || effective == NULL ||
        required == NULL) {
        return;
    }
    const uint32_t day = (uint32_t) due;
    if (ready[day] < 0) {
        tell(teller, day, BH_TONE_BAD,
             bh_arena_printf(teller->arena,
                             "The due date passes with %.0f effective personnel of %.0f required",
                             effective[day], required[day]));
    }
}

/** Order of telling: by day, then as told. Insertion sort: short and stable. */
static void
sort(struct bh_happening *told, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        const struct bh_happening h = told[i];
        size_t j = i;

        for (; j > 0 && told[j - 1].day > h.day; j--) {
            told[j] = told[j - 1];
        }
        told[j] = h;
    }
}

bool
bh_story_tell(const struct bh_record *record, struct bh_arena *arena,
              struct bh_happening **happenings, size_t *n)
{
    struct teller teller = {.record = record, .arena = arena};

    watch_hostilities(&teller);
    watch_talks(&teller);
    watch_money(&teller);
    watch_forces(&teller);
    watch_due(&teller);
    if (teller.failed) {
        return false;
    }
    sort(teller.told, teller.n);
    *happenings = teller.told;
    *n = teller.n;
    return true;
}
