/** @file read_xml.c  KTAB's scenario files, by expat.
 *
 *  Scenario: name, ModelParameters (each child an option of the model), Dimensions/dName, Actors/
 *  Actor (name, description, capability, Position/dCoord, Salience/dSal), IdealAdjustment/iaPair
 *  (adjustingIdeal, referencePos, adjust). Unknown elements are passed over. */
#include "bargain/draft.h"

#include "base/err.h"
#include "base/text.h"

#include <expat.h>
#include <stdio.h>
#include <string.h>

#define LONGEST_TEXT 1024
#define DEEPEST 16

struct reader {
    struct bh_draft *draft;
    XML_Parser parser;
    char text[LONGEST_TEXT]; /* of the innermost element so far */
    size_t n;
    char element[DEEPEST][32]; /* names of the open elements */
    size_t depth;
    struct bh_draft_actor *actor; /* being read */
    char adjusting[LONGEST_TEXT], reference[LONGEST_TEXT];
    struct bh_err *err;
    enum bh_status st; /* the first failure */
};

static struct bh_table_place
place_of(const struct reader *r)
{
    return (struct bh_table_place){(size_t) XML_GetCurrentLineNumber(r->parser),
                                   (size_t) XML_GetCurrentColumnNumber(r->parser) + 1};
}

static const char *
parent_of(const struct reader *r)
{
    return r->depth >= 2 && r->depth <= DEEPEST ? r->element[r->depth - 2] : "";
}

static void XMLCALL
on_start(void *context, const XML_Char *name, const XML_Char **attributes)
{
    struct reader *r = context;

    (void) attributes;
    if (r->depth < DEEPEST) {
        const size_t n = strlen(name) < 31 ? strlen(name) : 31;

        memcpy(r->element[r->depth], name, n);
        r->element[r->depth][n] = '\0';
    }
    r->depth++;
    r->n = 0;
}

static void XMLCALL
on_text(void *context, const XML_Char *text, int n)
{
    struct reader *r = context;
    const size_t room = LONGEST_TEXT - 1 - r->n;
    const size_t length = (size_t) n < room ? (size_t) n : room;

    memcpy(r->text + r->n, text, length);
    r->n += length;
}

/** Ends the element's text, without blanks around it. @return its start. */
static const char *
trimmed(struct reader *r)
{
    static const char blanks[] = " \t\r\n";
    const char *start = r->text;

    r->text[r->n] = '\0';
    start += strspn(start, blanks);
    while (r->n > (size_t) (start - r->text) && strchr(blanks, r->text[r->n - 1]) != NULL) {
        r->text[--r->n] = '\0';
    }
    return start;
}

static enum bh_status
add_setting(struct reader *r, const char *name, const char *value)
{
    struct bh_draft *draft = r->draft;
    const char *copy[2] = {bh_arena_strdup(&draft->arena, name),
                           bh_arena_strdup(&draft->arena, value)};

    if (draft->n_settings + 2 > sizeof draft->settings / sizeof draft->settings[0]) {
        return bh_draft_fail(draft, place_of(r), r->err, "too many model parameters");
    }
    if (copy[0] == NULL || copy[1] == NULL) {
        return bh_no_memory(r->err);
    }
    draft->settings[draft->n_settings++] = copy[0];
    draft->settings[draft->n_settings++] = copy[1];
    return BH_OK;
}

/** The next coordinate or salience of the actor. */
static enum bh_status
add_number(struct reader *r, const char *what, const char *text, struct bh_range *list, size_t *n)
{
    if (*n == BH_TABLE_MOST_ISSUES) {
        return bh_draft_fail(r->draft, place_of(r), r->err, "more than %d of %s",
                             BH_TABLE_MOST_ISSUES, what);
    }
    const enum bh_status st = bh_draft_range(r->draft, text, what, place_of(r), &list[*n], r->err);
    *n += st == BH_OK;
    return st;
}

static enum bh_status
end_in_actor(struct reader *r, const char *name, const char *text)
{
    struct bh_draft *draft = r->draft;

    if (strcmp(name, "name") == 0 && draft->accommodation != NULL) { /* which has their number */
        return bh_draft_fail(draft, place_of(r), r->err,
                             "an actor comes after adjustments of ideals, must come before");
    }
    if (strcmp(name, "name") == 0) {
        return bh_draft_actor(draft, text, place_of(r), &r->actor, r->err);
    }
    if (r->actor == NULL) {
        return bh_draft_fail(draft, place_of(r), r->err, "an actor's name must come first");
    }
    if (strcmp(name, "description") == 0) {
        const char *copy = bh_arena_strdup(&draft->arena, text);

        r->actor->note = copy == NULL ? "" : copy;
    } else if (strcmp(name, "capability") == 0) {
        r->actor->has_capability = true;
        return bh_draft_range(draft, text, "capability", place_of(r), &r->actor->capability,
                              r->err);
    }
    return BH_OK;
}

static enum bh_status
end_in_pair(struct reader *r, const char *name, const char *text)
{
    struct bh_draft *draft = r->draft;
    const size_t n = draft->n_actors;
    struct bh_range share;
    enum bh_status st = BH_OK;

    if (strcmp(name, "adjustingIdeal") == 0) {
        snprintf(r->adjusting, sizeof r->adjusting, "%s", text);
    } else if (strcmp(name, "referencePos") == 0) {
        snprintf(r->reference, sizeof r->reference, "%s", text);
    } else if (strcmp(name, "adjust") == 0) {
        const size_t i = bh_draft_find_actor(draft, r->adjusting);
        const size_t j = bh_draft_find_actor(draft, r->reference);

        if (i == BH_DRAFT_NONE || j == BH_DRAFT_NONE) {
            return bh_draft_fail(draft, place_of(r), r->err, "there is no actor '%.80s'",
                                 i == BH_DRAFT_NONE ? r->adjusting : r->reference);
        }
        BH_TRY(bh_draft_range(draft, text, "adjust", place_of(r), &share, r->err));
        if (!(share.value >= 0.0 && share.value <= 1.0)) {
            return bh_draft_fail(draft, place_of(r), r->err, "adjust is %g, must be 0 to 1",
                                 share.value);
        }
        draft->accommodation[i * n + j] = share.value;
    }
done:
    return st;
}

/** Begins the matrix of ideals: the identity, until pairs say otherwise. */
static enum bh_status
start_pairs(struct reader *r)
{
    struct bh_draft *draft = r->draft;
    const size_t n = draft->n_actors;

    if (draft->accommodation != NULL || n == 0) {
        return BH_OK;
    }
    draft->accommodation = bh_arena_alloc(&draft->arena, n * n * sizeof(double));
    if (draft->accommodation == NULL) {
        return bh_no_memory(r->err);
    }
    for (size_t i = 0; i < n; i++) {
        draft->accommodation[i * n + i] = 1.0;
    }
    return BH_OK;
}

static enum bh_status
end_element(struct reader *r, const char *name, const char *text)
{
    struct bh_draft *draft = r->draft;
    const char *parent = parent_of(r);

    if (strcmp(parent, "ModelParameters") == 0) {
        return add_setting(r, name, text);
    }
    if (strcmp(name, "dName") == 0) {
        return bh_draft_issue(draft, text, place_of(r), r->err);
    }
    if (strcmp(parent, "Actor") == 0) {
        return end_in_actor(r, name, text);
    }
    if (strcmp(name, "dCoord") == 0 && r->actor != NULL) {
        return add_number(r, "position", text, r->actor->position, &r->actor->n_positions);
    }
    if (strcmp(name, "dSal") == 0 && r->actor != NULL) {
        return add_number(r, "salience", text, r->actor->salience, &r->actor->n_saliences);
    }
    if (strcmp(parent, "iaPair") == 0) {
        const enum bh_status st = start_pairs(r);

        return st == BH_OK ? end_in_pair(r, name, text) : st;
    }
    if (strcmp(name, "name") == 0 && strcmp(parent, "Scenario") == 0) {
        draft->title = bh_arena_strdup(&draft->arena, text);
        return draft->title == NULL ? bh_no_memory(r->err) : BH_OK;
    }
    return BH_OK;
}

static void XMLCALL
on_end(void *context, const XML_Char *name)
{
    struct reader *r = context;

    if (r->st == BH_OK) {
        r->st = end_element(r, name, trimmed(r));
        if (r->st != BH_OK) {
            XML_StopParser(r->parser, XML_FALSE);
        }
    }
    if (strcmp(name, "Actor") == 0) {
        r->actor = NULL;
    }
    r->depth--;
    r->n = 0;
}

/** An actor's ideal may follow others by the whole at most. */
static enum bh_status
check_pairs(struct bh_draft *draft, struct bh_err *err)
{
    const size_t n = draft->n_actors;

    for (size_t i = 0; i < n && draft->accommodation != NULL; i++) {
        double sum = 0.0;

        for (size_t j = 0; j < n; j++) {
            sum += draft->accommodation[i * n + j];
        }
        if (sum > 1.0 + 1e-9) {
            return bh_draft_fail(draft, draft->actor[i].place, err,
                                 "adjustments of the ideal of '%.80s' add up to %g, at most 1",
                                 draft->actor[i].name, sum);
        }
    }
    return BH_OK;
}

enum bh_status
bh_read_xml(struct bh_draft *draft, const char *text, size_t n, struct bh_err *err)
{
    struct reader r = {.draft = draft, .err = err};

    r.parser = XML_ParserCreate(NULL);
    if (r.parser == NULL) {
        return bh_no_memory(err);
    }
    draft->is_percent = true;
    XML_SetUserData(r.parser, &r);
    XML_SetElementHandler(r.parser, on_start, on_end);
    XML_SetCharacterDataHandler(r.parser, on_text);
    const enum XML_Status parsed = XML_Parse(r.parser, text, (int) n, 1);
    enum bh_status st = r.st;
    if (st == BH_OK && parsed != XML_STATUS_OK &&
        XML_GetErrorCode(r.parser) == XML_ERROR_NO_MEMORY) {
        st = bh_no_memory(err);
    } else if (st == BH_OK && parsed != XML_STATUS_OK) {
        st = bh_draft_fail(draft, place_of(&r), err, "%s",
                           XML_ErrorString(XML_GetErrorCode(r.parser)));
    }
    XML_ParserFree(r.parser);
    return st == BH_OK ? check_pairs(draft, err) : st;
}
