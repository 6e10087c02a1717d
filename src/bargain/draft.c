/** @file draft.c  A table while it is being read: adding, checking, finishing. */
#include "bargain/draft.h"

#include "base/err.h"
#include "base/text.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_NAME 120
#define NARROW 0.2 /* a span below this share of the scale is worth a remark */

struct bh_table_store {
    struct bh_arena arena;
};

enum bh_status
bh_draft_fail(const struct bh_draft *draft, struct bh_table_place place, struct bh_err *err,
              const char *format, ...)
{
    char words[700];
    va_list values;

    va_start(values, format);
    vsnprintf(words, sizeof words, format, values);
    va_end(values);
    if (place.line == 0) {
        return bh_fail(err, BH_EINPUT, "%s: %s", draft->file, words);
    }
    if (place.column == 0) {
        return bh_fail(err, BH_EINPUT, "%s:%zu: %s", draft->file, place.line, words);
    }
    return bh_fail(err, BH_EINPUT, "%s:%zu:%zu: %s", draft->file, place.line, place.column, words);
}

void
bh_draft_remark(struct bh_draft *draft, const char *format, ...)
{
    char words[400];
    va_list values;

    va_start(values, format);
    vsnprintf(words, sizeof words, format, values);
    va_end(values);
    const char *copy = bh_arena_strdup(&draft->arena, words);
    if (copy != NULL && draft->n_remarks < sizeof draft->remark / sizeof draft->remark[0]) {
        draft->remark[draft->n_remarks++] = copy;
    }
}

/** Reads "LOW..HIGH" up to `end`. @return characters read, 0 when it is none. */
static size_t
read_span(const char *text, char end, double *low, double *high)
{
    const char *dots = strstr(text, "..");
    char first[64];

    if (dots == NULL || dots == text || (size_t) (dots - text) >= sizeof first) {
        return 0;
    }
    snprintf(first, sizeof first, "%.*s", (int) (dots - text), text);
    const size_t a = bh_text_number(first, low);
    const size_t b = bh_text_number(dots + 2, high);
    if (a != strlen(first) || b == 0 || dots[2 + b] != end || !(*low <= *high)) {
        return 0;
    }
    return (size_t) (dots - text) + 2 + b;
}

enum bh_status
bh_draft_range(const struct bh_draft *draft, const char *text, const char *what,
               struct bh_table_place place, struct bh_range *out, struct bh_err *err)
{
    double value, low, high;
    const size_t n = bh_text_number(text, &value);

    if (n > 0 && text[n] == '\0') {
        *out = (struct bh_range){value, value, value};
        return BH_OK;
    }
    if (read_span(text, '\0', &low, &high) > 0) {
        *out = (struct bh_range){0.5 * (low + high), low, high};
        return BH_OK;
    }
    const char *bracket = text + n + strspn(text + n, " ");
    if (n > 0 && *bracket == '[' && read_span(bracket + 1, ']', &low, &high) > 0) {
        if (!(low <= value && value <= high)) {
            return bh_draft_fail(draft, place, err, "%s: %g is outside its range %g to %g", what,
                                 value, low, high);
        }
        *out = (struct bh_range){value, low, high};
        return BH_OK;
    }
    return bh_draft_fail(draft, place, err,
                         "%s is '%.60s', must be a number, LOW..HIGH or VALUE [LOW..HIGH]", what,
                         text);
}

enum bh_status
bh_draft_issue(struct bh_draft *draft, const char *name, struct bh_table_place place,
               struct bh_err *err)
{
    const char *bracket = strchr(name, '[');
    double low = 0.0;
    double high = 100.0;
    size_t n = bracket == NULL ? strlen(name) : (size_t) (bracket - name);

    if (bracket != NULL && (read_span(bracket + 1, ']', &low, &high) == 0 || !(low < high))) {
        return bh_draft_fail(draft, place, err,
                             "the scale of issue '%.80s' must be written [LOW..HIGH]", name);
    }
    if (draft->n_issues == BH_TABLE_MOST_ISSUES) {
        return bh_fail(err, BH_ELIMIT, "%s: more than %d issues", draft->file,
                       BH_TABLE_MOST_ISSUES);
    }
    while (n > 0 && name[n - 1] == ' ') {
        n--;
    }
    char *copy = bh_arena_strndup(&draft->arena, name, n);
    if (copy == NULL) {
        return bh_no_memory(err);
    }
    if (copy[0] == '\0' || bh_draft_find_issue(draft, copy) != BH_DRAFT_NONE) {
        return bh_draft_fail(draft, place, err, "issue '%.80s' %s", copy,
                             copy[0] == '\0' ? "has no name" : "is named twice");
    }
    draft->scale_low[draft->n_issues] = low;
    draft->scale_high[draft->n_issues] = high;
    draft->issue[draft->n_issues++] = copy;
    return BH_OK;
}

size_t
bh_draft_find_actor(const struct bh_draft *draft, const char *name)
{
    for (size_t i = 0; i < draft->n_actors; i++) {
        if (strcmp(draft->actor[i].name, name) == 0) {
            return i;
        }
    }
    return BH_DRAFT_NONE;
}

size_t
bh_draft_find_issue(const struct bh_draft *draft, const char *name)
{
    for (size_t i = 0; i < draft->n_issues; i++) {
        if (strcmp(draft->issue[i], name) == 0) {
            return i;
        }
    }
    return BH_DRAFT_NONE;
}

static bool
grow(struct bh_draft *draft)
{
    const size_t room = draft->room == 0 ? 32 : 2 * draft->room;
    struct bh_draft_actor *more = bh_arena_alloc(&draft->arena, room * sizeof *more);

    if (more == NULL) {
        return false;
    }
    if (draft->n_actors > 0) {
        memcpy(more, draft->actor, draft->n_actors * sizeof *more);
    }
    draft->actor = more;
    draft->room = room;
    return true;
}

enum bh_status
bh_draft_actor(struct bh_draft *draft, const char *name, struct bh_table_place place,
               struct bh_draft_actor **actor, struct bh_err *err)
{
    if (name[0] == '\0' || strlen(name) > LONGEST_NAME) {
        return bh_draft_fail(draft, place, err, "an actor's name must have 1 to %d letters",
                             LONGEST_NAME);
    }
    const size_t before = bh_draft_find_actor(draft, name);
    if (before != BH_DRAFT_NONE) {
        return bh_draft_fail(draft, place, err, "actor '%.80s' is named twice, first on line %zu",
                             name, draft->actor[before].place.line);
    }
    if (draft->n_actors == BH_TABLE_MOST_ACTORS) {
        return bh_fail(err, BH_ELIMIT, "%s:%zu: more than %d actors", draft->file, place.line,
                       BH_TABLE_MOST_ACTORS);
    }
    const char *copy = bh_arena_strdup(&draft->arena, name);
    if (copy == NULL || (draft->n_actors == draft->room && !grow(draft))) {
        return bh_no_memory(err);
    }
    *actor = &draft->actor[draft->n_actors++];
    (*actor)->name = copy;
    (*actor)->note = "";
    (*actor)->place = place;
    return BH_OK;
}

/** Saliences as shares: of 100 when any is above 1. */
static enum bh_status
scale_saliences(struct bh_draft *draft, struct bh_err *err)
{
    double most = 0.0;

    for (size_t a = 0; a < draft->n_actors; a++) {
        for (size_t i = 0; i < draft->n_issues; i++) {
            const struct bh_range *s = &draft->actor[a].salience[i];

            most = fmax(most, s->high);
            if (!(s->low >= 0.0 && s->high <= 100.0)) {
                return bh_draft_fail(draft, draft->actor[a].place, err,
                                     "salience of '%.80s' on '%.80s' is %g, must be 0 to 100 (or 0 "
                                     "to 1 throughout)",
                                     draft->actor[a].name, draft->issue[i],
                                     s->low < 0.0 ? s->low : s->high);
            }
        }
    }
    const double unit = most > 1.0 || draft->is_percent ? 0.01 : 1.0;
    for (size_t a = 0; a < draft->n_actors && unit != 1.0; a++) {
        for (size_t i = 0; i < draft->n_issues; i++) {
            struct bh_range *s = &draft->actor[a].salience[i];

            *s = (struct bh_range){s->value / 100.0, s->low / 100.0, s->high / 100.0};
        }
    }
    return BH_OK;
}

/** Saliences elicited issue by issue may add up to more than the whole. Then the total is taken as
 *  1 - prod (1 - s), for two issues s1 + s2 - s1 s2, and shared in proportion (Wise et al. 2015).
 */
static void
split_saliences(struct bh_draft *draft)
{
    bool is_split = false;

    for (size_t a = 0; a < draft->n_actors; a++) {
        const struct bh_range *s = draft->actor[a].salience;
        double sum = 0.0;

        for (size_t i = 0; i < draft->n_issues; i++) {
            sum += s[i].value;
        }
        is_split = is_split || sum > 1.0 + 1e-9;
    }
    for (size_t a = 0; a < draft->n_actors && is_split; a++) {
        struct bh_range *s = draft->actor[a].salience;
        double sum = 0.0;
        double rest = 1.0;

        for (size_t i = 0; i < draft->n_issues; i++) {
            sum += s[i].value;
            rest *= 1.0 - s[i].value;
        }
        const double factor = sum > 0.0 ? (1.0 - rest) / sum : 0.0;
        for (size_t i = 0; i < draft->n_issues; i++) {
            s[i] = (struct bh_range){s[i].value * factor, s[i].low * factor, s[i].high * factor};
        }
    }
    if (is_split) {
        bh_draft_remark(draft,
                        "Saliences of an actor add up to more than the whole; they are taken "
                        "as given issue by issue, with a total of 1 - product of (1 - s).");
    }
}

static enum bh_status
check_actor(const struct bh_draft *draft, const struct bh_draft_actor *a, struct bh_err *err)
{
    if (!a->has_capability || a->n_positions != draft->n_issues ||
        a->n_saliences != draft->n_issues) {
        return bh_draft_fail(draft, a->place, err,
                             "actor '%.80s' has %s capability, %zu positions and %zu saliences, "
                             "must have one capability and %zu of each",
                             a->name, a->has_capability ? "a" : "no", a->n_positions,
                             a->n_saliences, draft->n_issues);
    }
    if (!(a->capability.low >= 0.0)) {
        return bh_draft_fail(draft, a->place, err, "capability of '%.80s' is %g, must be 0 or more",
                             a->name, a->capability.low);
    }
    for (size_t i = 0; i < draft->n_issues; i++) {
        const double low = draft->scale_low[i];
        const double high = draft->scale_high[i];

        if (!(a->position[i].low >= low && a->position[i].high <= high)) {
            return bh_draft_fail(draft, a->place, err,
                                 "position of '%.80s' on '%.80s' is %g, must be within %g and %g; "
                                 "another scale is given with the issue's name: '%.80s "
                                 "[LOW..HIGH]'",
                                 a->name, draft->issue[i],
                                 a->position[i].low < low ? a->position[i].low
                                                          : a->position[i].high,
                                 low, high, draft->issue[i]);
        }
    }
    return BH_OK;
}

/** A table in which nobody can bargain, or everybody agrees. */
static enum bh_status
check_table(struct bh_draft *draft, struct bh_err *err)
{
    const struct bh_table_place nowhere = {0, 0};
    enum bh_status st = BH_OK;

    if (draft->n_actors < 2) {
        return bh_draft_fail(draft, nowhere, err, "%zu actor%s; bargaining takes 2 or more",
                             draft->n_actors, draft->n_actors == 1 ? "" : "s");
    }
    if (draft->n_issues == 0) {
        return bh_draft_fail(draft, nowhere, err, "0 issues; bargaining takes 1 or more");
    }
    for (size_t a = 0; a < draft->n_actors; a++) {
        BH_TRY(check_actor(draft, &draft->actor[a], err));
    }
    for (size_t i = 0; i < draft->n_issues; i++) {
        double low = (double) INFINITY;
        double high = -(double) INFINITY;

        for (size_t a = 0; a < draft->n_actors; a++) {
            low = fmin(low, draft->actor[a].position[i].low);
            high = fmax(high, draft->actor[a].position[i].high);
        }
        if (low == high) {
            bh_draft_remark(draft,
                            "All actors stand at %g on '%.80s'; nothing is left to bargain "
                            "over there.",
                            low, draft->issue[i]);
        } else if (high - low < NARROW * (draft->scale_high[i] - draft->scale_low[i])) {
            bh_draft_remark(draft,
                            "Positions on '%.80s' span %g to %g of a scale from %g to %g; a "
                            "scale of its own is written '%.80s [LOW..HIGH]'.",
                            draft->issue[i], low, high, draft->scale_low[i], draft->scale_high[i],
                            draft->issue[i]);
        }
    }
done:
    return st;
}

/** Copies the draft's columns into the table. @return false when out of memory. */
static bool
lay_out(struct bh_draft *draft, struct bh_table *table)
{
    const size_t n = draft->n_actors;
    const size_t d = draft->n_issues;
    struct bh_arena *arena = &draft->arena;
    const char **names = bh_arena_alloc(arena, n * sizeof *names);
    const char **notes = bh_arena_alloc(arena, n * sizeof *notes);
    struct bh_range *capability = bh_arena_alloc(arena, n * sizeof *capability);
    struct bh_range *position = bh_arena_alloc(arena, n * d * sizeof *position);
    struct bh_range *salience = bh_arena_alloc(arena, n * d * sizeof *salience);

    if (names == NULL || notes == NULL || capability == NULL || position == NULL ||
        salience == NULL) {
        return false;
    }
    for (size_t a = 0; a < n; a++) {
        const struct bh_draft_actor *actor = &draft->actor[a];

        names[a] = actor->name;
        notes[a] = actor->note;
        capability[a] = actor->capability;
        table->has_ranges = table->has_ranges || actor->capability.low < actor->capability.high;
        for (size_t i = 0; i < d; i++) {
            position[a * d + i] = actor->position[i];
            salience[a * d + i] = actor->salience[i];
            table->has_ranges = table->has_ranges ||
                                actor->position[i].low < actor->position[i].high ||
                                actor->salience[i].low < actor->salience[i].high;
        }
    }
    table->n_actors = n;
    table->n_issues = d;
    table->actors = names;
    table->notes = notes;
    table->capability = capability;
    table->position = position;
    table->salience = salience;
    return true;
}

/** Copies what lies in the draft itself. @return false when out of memory. */
static bool
copy_rest(struct bh_draft *draft, struct bh_table *table)
{
    struct bh_arena *arena = &draft->arena;
    const char **issues = bh_arena_alloc(arena, sizeof draft->issue);
    double *low = bh_arena_alloc(arena, sizeof draft->scale_low);
    double *high = bh_arena_alloc(arena, sizeof draft->scale_high);
    const char **settings = bh_arena_alloc(arena, sizeof draft->settings);
    const char **remarks = bh_arena_alloc(arena, sizeof draft->remark);

    if (issues == NULL || low == NULL || high == NULL || settings == NULL || remarks == NULL) {
        return false;
    }
    memcpy(issues, draft->issue, sizeof draft->issue);
    memcpy(low, draft->scale_low, sizeof draft->scale_low);
    memcpy(high, draft->scale_high, sizeof draft->scale_high);
    memcpy(settings, draft->settings, sizeof draft->settings);
    memcpy(remarks, draft->remark, sizeof draft->remark);
    table->title = draft->title == NULL ? "" : draft->title;
    table->issues = issues;
    table->scale_low = low;
    table->scale_high = high;
    table->settings = settings;
    table->n_settings = draft->n_settings / 2;
    table->remarks = remarks;
    table->n_remarks = draft->n_remarks;
    table->accommodation = draft->accommodation;
    return true;
}

enum bh_status
bh_draft_finish(struct bh_draft *draft, struct bh_table **out, struct bh_err *err)
{
    struct bh_table *table = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(check_table(draft, err));
    BH_TRY(scale_saliences(draft, err));
    split_saliences(draft);
    table = calloc(1, sizeof *table);
    if (table == NULL || (table->store = calloc(1, sizeof *table->store)) == NULL ||
        !lay_out(draft, table) || !copy_rest(draft, table)) {
        st = bh_no_memory(err);
        goto done;
    }
    table->store->arena = draft->arena; /* moved */
    bh_arena_init(&draft->arena);
    *out = table;
    table = NULL;
done:
    if (table != NULL) {
        free(table->store);
        free(table);
    }
    return st;
}

void
bh_table_free(struct bh_table *table)
{
    if (table != NULL) {
        bh_arena_fini(&table->store->arena);
        free(table->store);
        free(table);
    }
}
