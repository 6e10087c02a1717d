/** @file read_csv.c  Tables as comma-separated text.
 *
 *  A header, then a row for each actor. Columns by name: actor (or name, party) first; description
 *  (or desc, note) if wanted; capability (or power, influence); then pairs, an issue's position and
 *  its salience. A column "x_low" or "x_high" gives the range of column "x".
 *
 *  KTAB's form has one line more above the header (name, description, number of actors, number of
 *  issues), and its saliences are always on 0 to 100. */
#include "bargain/rows.h"
#include "bargain/draft.h"

#include "base/err.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define MOST_COLUMNS 256

enum role { ROLE_NAME, ROLE_NOTE, ROLE_CAPABILITY, ROLE_POSITION, ROLE_SALIENCE, ROLE_BOUND };

/** What a column holds. */
struct column {
    enum role role;
    size_t issue;    /* POSITION, SALIENCE */
    size_t bound_of; /* BOUND: the column it bounds */
    bool is_low;     /* BOUND */
};

struct header {
    struct column column[MOST_COLUMNS];
    const struct bh_row *row;
};

static bool
is_one_of(const char *word, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (strcasecmp(word, *words) == 0) {
            return true;
        }
    }
    return false;
}

static const char *const names_of_actor[] = {"actor", "actors", "name", "party", NULL};
static const char *const names_of_note[] = {"description", "desc", "note", NULL};
static const char *const names_of_capability[] = {"capability", "power", "influence", "resources",
                                                  NULL};

/** Length of the stem of "x_low" or "x_high" (or with a blank), 0 when the name is no bound. */
static size_t
stem_of(const char *name, bool *is_low)
{
    const size_t n = strlen(name);

    *is_low = n > 4 && strcasecmp(name + n - 3, "low") == 0;
    const bool is_high = n > 5 && strcasecmp(name + n - 4, "high") == 0;
    if (!*is_low && !is_high) {
        return 0;
    }
    const size_t stem = n - (*is_low ? 4 : 5);
    return name[stem] == '_' || name[stem] == ' ' ? stem : 0;
}

/** The column a bound belongs to: the one with the name of its stem. */
static enum bh_status
find_bounded(struct bh_draft *draft, const struct header *header, size_t c, size_t stem,
             size_t *found, struct bh_err *err)
{
    const struct bh_row *row = header->row;

    for (size_t other = 0; other < row->n; other++) {
        if (strlen(row->field[other].text) == stem &&
            strncasecmp(row->field[other].text, row->field[c].text, stem) == 0) {
            *found = other;
            return BH_OK;
        }
    }
    return bh_draft_fail(draft, bh_row_place(row, c), err,
                         "column '%.80s' bounds a column '%.*s' that is not there",
                         row->field[c].text, (int) stem, row->field[c].text);
}

/** Name of an issue from its position column: "x position" and "x_position" are x. */
static enum bh_status
add_issue(struct bh_draft *draft, const struct bh_row *row, size_t c, struct bh_err *err)
{
    static const char *const tails[] = {" position", "_position"};
    char name[200];

    snprintf(name, sizeof name, "%s", row->field[c].text);
    for (size_t i = 0; i < 2; i++) {
        const size_t n = strlen(name);
        const size_t tail = strlen(tails[i]);

        if (n > tail && strcasecmp(name + n - tail, tails[i]) == 0) {
            name[n - tail] = '\0';
        }
    }
    return bh_draft_issue(draft, name, bh_row_place(row, c), err);
}

/** The next column of the pairs. `last` is the position column that waits for its salience. */
static enum bh_status
add_pair_column(struct bh_draft *draft, struct header *header, size_t c, size_t *last,
                struct bh_err *err)
{
    enum bh_status st = BH_OK;

    if (*last == BH_DRAFT_NONE) {
        BH_TRY(add_issue(draft, header->row, c, err));
        header->column[c] = (struct column){.role = ROLE_POSITION, .issue = draft->n_issues - 1};
        *last = c;
    } else {
        header->column[c] = (struct column){.role = ROLE_SALIENCE, .issue = draft->n_issues - 1};
        *last = BH_DRAFT_NONE;
    }
done:
    return st;
}

/** What must not be missing. */
static enum bh_status
check_header(struct bh_draft *draft, const struct header *header, size_t last, struct bh_err *err)
{
    const struct bh_row *row = header->row;
    bool has_capability = false;

    for (size_t c = 0; c < row->n; c++) {
        has_capability = has_capability || header->column[c].role == ROLE_CAPABILITY;
    }
    if (!has_capability) {
        return bh_draft_fail(draft, bh_row_place(row, BH_DRAFT_NONE), err,
                             "column capability is missing; columns are: actor, description "
                             "(optional), capability, then position and salience of each issue");
    }
    if (last != BH_DRAFT_NONE) {
        return bh_draft_fail(draft, bh_row_place(row, last), err,
                             "position column '%.80s' has no salience column behind it",
                             row->field[last].text);
    }
    if (draft->n_issues == 0) {
        return bh_draft_fail(draft, bh_row_place(row, BH_DRAFT_NONE), err,
                             "no issue: a position and a salience column are wanted");
    }
    return BH_OK;
}

static enum bh_status
read_header(struct bh_draft *draft, const struct bh_row *row, struct header *header,
            struct bh_err *err)
{
    size_t last = BH_DRAFT_NONE;
    enum bh_status st = BH_OK;

    header->row = row;
    if (row->n > MOST_COLUMNS) {
        return bh_fail(err, BH_ELIMIT, "%s:%zu: %zu columns, at most %d", draft->file, row->line,
                       row->n, MOST_COLUMNS);
    }
    for (size_t c = 0; c < row->n; c++) {
        const char *name = row->field[c].text;
        bool is_low;
        const size_t stem = stem_of(name, &is_low);

        if (c == 0) {
            header->column[c].role = ROLE_NAME;
        } else if (is_one_of(name, names_of_note)) {
            header->column[c].role = ROLE_NOTE;
        } else if (is_one_of(name, names_of_capability)) {
            header->column[c].role = ROLE_CAPABILITY;
        } else if (stem > 0) {
            header->column[c] = (struct column){.role = ROLE_BOUND, .is_low = is_low};
            BH_TRY(find_bounded(draft, header, c, stem, &header->column[c].bound_of, err));
        } else {
            BH_TRY(add_pair_column(draft, header, c, &last, err));
        }
    }
    BH_TRY(check_header(draft, header, last, err));
done:
    return st;
}

/** The number a column's role stands for. */
static struct bh_range *
number_of(struct bh_draft_actor *actor, const struct column *column)
{
    switch (column->role) {
    case ROLE_CAPABILITY:
        return &actor->capability;
    case ROLE_POSITION:
        return &actor->position[column->issue];
    case ROLE_SALIENCE:
        return &actor->salience[column->issue];
    case ROLE_NAME:
    case ROLE_NOTE:
    case ROLE_BOUND:
        break;
    }
    return NULL;
}

static enum bh_status
read_bound(struct bh_draft *draft, const struct header *header, const struct bh_row *row,
           size_t c, struct bh_draft_actor *actor, struct bh_err *err)
{
    const struct column *column = &header->column[c];
    struct bh_range *number = number_of(actor, &header->column[column->bound_of]);
    struct bh_range bound;
    enum bh_status st = BH_OK;

    if (number == NULL || row->field[c].text[0] == '\0') {
        return BH_OK; /* no bound given */
    }
    BH_TRY(bh_draft_range(draft, row->field[c].text, header->row->field[c].text,
                          bh_row_place(row, c), &bound, err));
    if (column->is_low ? bound.value > number->value : bound.value < number->value) {
        return bh_draft_fail(draft, bh_row_place(row, c), err, "%s is %g, and the value is %g",
                             header->row->field[c].text, bound.value, number->value);
    }
    *(column->is_low ? &number->low : &number->high) = bound.value;
done:
    return st;
}

static enum bh_status
read_actor(struct bh_draft *draft, const struct header *header, const struct bh_row *row,
           struct bh_err *err)
{
    struct bh_draft_actor *actor;
    enum bh_status st = BH_OK;

    if (row->n != header->row->n) {
        return bh_draft_fail(draft, bh_row_place(row, 0), err, "%zu fields, the header has %zu",
                             row->n, header->row->n);
    }
    BH_TRY(bh_draft_actor(draft, row->field[0].text, bh_row_place(row, 0), &actor, err));
    for (size_t c = 1; c < row->n; c++) {
        struct bh_range *number = number_of(actor, &header->column[c]);

        if (header->column[c].role == ROLE_NOTE) {
            actor->note = row->field[c].text;
        } else if (number != NULL) {
            BH_TRY(bh_draft_range(draft, row->field[c].text, header->row->field[c].text,
                                  bh_row_place(row, c), number, err));
        }
    }
    for (size_t c = 1; c < row->n; c++) {
        if (header->column[c].role == ROLE_BOUND) {
            BH_TRY(read_bound(draft, header, row, c, actor, err));
        }
    }
    actor->has_capability = true;
    actor->n_positions = draft->n_issues;
    actor->n_saliences = draft->n_issues;
done:
    return st;
}

/** A header with one field and another delimiter in it. */
static enum bh_status
refuse_header(const struct bh_draft *draft, const struct bh_rows *csv, struct bh_err *err)
{
    const struct bh_row *row = &csv->row[0];
    const char *text = row->field[0].text;

    if (row->n == 1 && (strchr(text, ';') != NULL || strchr(text, '\t') != NULL)) {
        return bh_draft_fail(draft, bh_row_place(row, 0), err,
                             "fields are separated by %s, must be by commas",
                             strchr(text, ';') != NULL ? "semicolons" : "tabs");
    }
    return bh_draft_fail(draft, bh_row_place(row, 0), err,
                         "the first column is '%.80s', must be 'actor'", text);
}

/** Whether the first row is KTAB's: a name, a description, and the counts of what follows. */
static enum bh_status
read_ktab_counts(struct bh_draft *draft, const struct bh_rows *csv, struct bh_err *err)
{
    const struct bh_row *row = &csv->row[0];
    double n_actors;

    if (csv->n < 2 || row->n < 4 || !is_one_of(csv->row[1].field[0].text, names_of_actor) ||
        bh_text_number(row->field[2].text, &n_actors) == 0) {
        return refuse_header(draft, csv, err);
    }
    if ((double) (csv->n - 2) != n_actors) {
        return bh_draft_fail(draft, bh_row_place(row, 2), err,
                             "%g actors are announced, %zu follow", n_actors, csv->n - 2);
    }
    draft->title = row->field[0].text;
    draft->is_percent = true;
    return BH_OK;
}

enum bh_status
bh_read_csv(struct bh_draft *draft, const char *text, struct bh_err *err)
{
    struct header header = {.row = NULL};
    struct bh_rows csv;
    size_t first = 0;
    enum bh_status st = BH_OK;

    BH_TRY(bh_rows_split(draft->file, text, ',', &draft->arena, &csv, err));
    if (csv.n == 0) {
        return bh_draft_fail(draft, (struct bh_table_place){0, 0}, err, "the table is empty");
    }
    if (!is_one_of(csv.row[0].field[0].text, names_of_actor)) {
        BH_TRY(read_ktab_counts(draft, &csv, err));
        first = 1;
    }
    BH_TRY(read_header(draft, &csv.row[first], &header, err));
    for (size_t r = first + 1; r < csv.n; r++) {
        BH_TRY(read_actor(draft, &header, &csv.row[r], err));
    }
done:
    return st;
}
