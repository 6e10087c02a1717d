/** @file read_equal_gain.c  Tables as equal-gain files.
 *
 *  Lines of fields separated by semicolons; the first field says what a line holds:
 *
 *      #A;id;name                              an actor
 *      #P;id;name                              an issue
 *      #M;issue;position;meaning               what a position on it means; the least and the most
 *                                              are the ends of its scale
 *      #D;actor;issue;position;salience;power  a stance
 *
 *  Other lines are remarks. An actor without a stance on an issue has salience 0 there. */
#include "bargain/draft.h"
#include "bargain/rows.h"

#include "base/err.h"
#include "base/text.h"

#include <math.h>
#include <string.h>

static enum bh_status
want_fields(const struct bh_draft *draft, const struct bh_row *row, size_t n,
            struct bh_err *err)
{
    if (row->n >= n) {
        return BH_OK;
    }
    return bh_draft_fail(draft, bh_row_place(row, 0), err, "%s has %zu fields, must have %zu",
                         row->field[0].text, row->n, n);
}

static enum bh_status
read_meaning(struct bh_draft *draft, const struct bh_row *row, bool *has_scale,
             struct bh_err *err)
{
    struct bh_range at;
    enum bh_status st = BH_OK;

    BH_TRY(want_fields(draft, row, 3, err));
    const size_t i = bh_draft_find_issue(draft, row->field[1].text);
    if (i == BH_DRAFT_NONE) {
        return bh_draft_fail(draft, bh_row_place(row, 1), err, "there is no issue '%.80s'",
                             row->field[1].text);
    }
    BH_TRY(bh_draft_range(draft, row->field[2].text, "position", bh_row_place(row, 2), &at, err));
    draft->scale_low[i] = has_scale[i] ? fmin(draft->scale_low[i], at.value) : at.value;
    draft->scale_high[i] = has_scale[i] ? fmax(draft->scale_high[i], at.value) : at.value;
    has_scale[i] = true;
done:
    return st;
}

static enum bh_status
read_stance(struct bh_draft *draft, const struct bh_row *row, struct bh_err *err)
{
    struct bh_range power;
    enum bh_status st = BH_OK;

    BH_TRY(want_fields(draft, row, 6, err));
    const size_t a = bh_draft_find_actor(draft, row->field[1].text);
    const size_t i = bh_draft_find_issue(draft, row->field[2].text);
    if (a == BH_DRAFT_NONE || i == BH_DRAFT_NONE) {
        return bh_draft_fail(draft, bh_row_place(row, a == BH_DRAFT_NONE ? 1 : 2), err,
                             "there is no %s '%.80s'", a == BH_DRAFT_NONE ? "actor" : "issue",
                             row->field[a == BH_DRAFT_NONE ? 1 : 2].text);
    }
    struct bh_draft_actor *actor = &draft->actor[a];
    BH_TRY(bh_draft_range(draft, row->field[3].text, "position", bh_row_place(row, 3),
                          &actor->position[i], err));
    BH_TRY(bh_draft_range(draft, row->field[4].text, "salience", bh_row_place(row, 4),
                          &actor->salience[i], err));
    BH_TRY(bh_draft_range(draft, row->field[5].text, "power", bh_row_place(row, 5), &power, err));
    if (actor->has_capability && actor->capability.value != power.value) {
        return bh_draft_fail(draft, bh_row_place(row, 5), err,
                             "power of '%.80s' is %g here and %g elsewhere; an actor has one",
                             actor->name, power.value, actor->capability.value);
    }
    actor->capability = power;
    actor->has_capability = true;
done:
    return st;
}

static enum bh_status
read_line(struct bh_draft *draft, const struct bh_row *row, bool *has_scale, struct bh_err *err)
{
    const char *kind = row->field[0].text;
    struct bh_draft_actor *actor;
    enum bh_status st = BH_OK;

    if (strcmp(kind, "#A") == 0) {
        BH_TRY(want_fields(draft, row, 2, err));
        BH_TRY(bh_draft_actor(draft, row->field[1].text, bh_row_place(row, 1), &actor, err));
        actor->note = row->n > 2 ? row->field[2].text : "";
    } else if (strcmp(kind, "#P") == 0) {
        BH_TRY(want_fields(draft, row, 2, err));
        BH_TRY(bh_draft_issue(draft, row->field[1].text, bh_row_place(row, 1), err));
    } else if (strcmp(kind, "#M") == 0) {
        BH_TRY(read_meaning(draft, row, has_scale, err));
    } else if (strcmp(kind, "#D") == 0) {
        BH_TRY(read_stance(draft, row, err));
    } else if (strcmp(kind, "#O") == 0 && row->n > 1) {
        draft->title = row->field[1].text;
    }
done:
    return st;
}

enum bh_status
bh_read_equal_gain(struct bh_draft *draft, const char *text, struct bh_err *err)
{
    bool has_scale[BH_TABLE_MOST_ISSUES] = {false};
    struct bh_rows csv;
    enum bh_status st = BH_OK;

    BH_TRY(bh_rows_split(draft->file, text, ';', &draft->arena, &csv, err));
    for (size_t r = 0; r < csv.n; r++) {
        BH_TRY(read_line(draft, &csv.row[r], has_scale, err));
    }
    for (size_t a = 0; a < draft->n_actors; a++) {
        struct bh_draft_actor *actor = &draft->actor[a];

        for (size_t i = 0; i < draft->n_issues; i++) {
            if (actor->salience[i].high == 0.0) { /* no stance: it stands nowhere in particular */
                const double middle = 0.5 * (draft->scale_low[i] + draft->scale_high[i]);

                actor->position[i] = (struct bh_range){middle, middle, middle};
            }
        }
        actor->n_positions = draft->n_issues;
        actor->n_saliences = draft->n_issues;
    }
done:
    return st;
}
