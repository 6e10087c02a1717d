/** @file read_measures.c  Measures: what is taken, over which days, and the goal. */
#include "plan/reader.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *word;
    enum bh_take take;
    bool compares; /* wants "above 2" and the like behind it */
} takes[] = {
    {"at", BH_TAKE_AT, false},           {"end", BH_TAKE_END, false},
    {"mean", BH_TAKE_MEAN, false},       {"total", BH_TAKE_TOTAL, false},
    {"minimum", BH_TAKE_MINIMUM, false}, {"maximum", BH_TAKE_MAXIMUM, false},
    {"first", BH_TAKE_FIRST, true},      {"longest", BH_TAKE_LONGEST, true},
    {"days", BH_TAKE_DAYS, true},
};

static const struct {
    const char *word;
    enum bh_relation relation;
} relations[] = {
    {"at_least", BH_AT_LEAST}, {"at_most", BH_AT_MOST}, {"above", BH_ABOVE}, {"below", BH_BELOW},
    {">=", BH_AT_LEAST},       {"<=", BH_AT_MOST},      {">", BH_ABOVE},     {"<", BH_BELOW},
};

/** Skips a word at the head of `text` and the blanks or underscore behind it. */
static const char *
behind(const char *text, const char *word)
{
    const size_t n = strlen(word);

    if (strncmp(text, word, n) != 0) {
        return NULL;
    }
    return text + n + strspn(text + n, " _");
}

/** "below 2" into relation and threshold. */
static bool
read_relation(struct bh_reader *reader, const char *text, enum bh_relation *relation,
              double *value)
{
    for (size_t i = 0; i < sizeof relations / sizeof relations[0]; i++) {
        const char *rest = behind(text, relations[i].word);

        if (rest != NULL) {
            const size_t n = bh_quantity_scan(rest, &reader->units, value);

            *relation = relations[i].relation;
            return n > 0 && rest[n] == '\0';
        }
    }
    return false;
}

static bool
read_day(struct bh_reader *reader, const char *text, double *day)
{
    return bh_quantity_parse(text, BH_DATE, &reader->units, day, NULL) == BH_OK && *day >= 0 &&
           *day < (double) reader->model->days;
}

static bool
parse_take(struct bh_reader *reader, const char *text, struct bh_measure *out)
{
    for (size_t i = 0; i < sizeof takes / sizeof takes[0]; i++) {
        const char *rest = behind(text, takes[i].word);

        if (rest == NULL) {
            continue;
        }
        out->take = takes[i].take;
        if (takes[i].take == BH_TAKE_AT) {
            return read_day(reader, rest, &out->at);
        }
        if (takes[i].compares && rest[0] != '\0') {
            return read_relation(reader, rest, &out->relation, &out->threshold);
        }
        return rest[0] == '\0';
    }
    return false;
}

static void
read_take(struct bh_reader *reader, struct bh_node map, struct bh_measure *out)
{
    const struct bh_node node = bh_node_at(map, "take");
    const char *text = bh_node_text(node);

    if (text != NULL && !parse_take(reader, text, out)) {
        bh_reader_error(reader, node,
                        "measures.%s.take is '%.60s', must be end, mean, total, minimum, maximum, "
                        "at DATE (inside the horizon), or first, longest or days with above, "
                        "below, at_least or at_most and a number, such as 'longest below 2'",
                        out->id, text);
    }
}

/** A boundary of the window of days. */
static double
read_bound(struct bh_reader *reader, struct bh_node map, const char *key, double otherwise,
           const char *id)
{
    const struct bh_node node = bh_node_at(map, key);
    const char *text = bh_node_text(node);
    double day = otherwise;

    if (text != NULL && !read_day(reader, text, &day)) {
        bh_reader_error(reader, node, "measures.%s.%s is '%.60s', must be a date in the horizon",
                        id, key, text);
        return otherwise;
    }
    return day;
}

/** Whether an expression is one quantity in money, persons, a share or a truth. */
static enum bh_kind
kind_of_expression(const struct bh_model *model, const struct bh_expression *of)
{
    if (of->n == 1 && of->code[0].op == BH_OP_STATE) {
        const char *unit =
            bh_state_field_at(&model->state, &model->counts, of->code[0].arg)->unit;

        return strcmp(unit, "money") == 0     ? BH_MONEY
               : strcmp(unit, "persons") == 0 ? BH_PERSONS
               : strcmp(unit, "share") == 0   ? BH_SHARE
                                              : BH_NUMBER;
    }
    return BH_NUMBER;
}

static enum bh_kind
read_kind(struct bh_reader *reader, struct bh_node map, const struct bh_measure *measure)
{
    static const char *const words[] = {"number", "share", "persons", "days", "date", "money"};
    const struct bh_node node = bh_node_at(map, "kind");
    const char *text = bh_node_text(node);

    for (size_t i = 0; text != NULL && i < 6; i++) {
        if (strcmp(text, words[i]) == 0) {
            return (enum bh_kind) i;
        }
    }
    if (text != NULL) {
        bh_reader_error(reader, node,
                        "measures.%s.kind is '%.60s', must be number, share, persons, days, date "
                        "or money",
                        measure->id, text);
    }
    switch (measure->take) {
    case BH_TAKE_FIRST:
        return BH_DATE;
    case BH_TAKE_LONGEST:
    case BH_TAKE_DAYS:
        return BH_DAYS;
    case BH_TAKE_AT:
    case BH_TAKE_END:
    case BH_TAKE_MEAN:
    case BH_TAKE_TOTAL:
    case BH_TAKE_MINIMUM:
    case BH_TAKE_MAXIMUM:
        break;
    }
    return kind_of_expression(reader->model, &measure->of);
}

/** ">= 180 days", in the measure's kind. */
static void
read_goal(struct bh_reader *reader, struct bh_node map, struct bh_measure *out)
{
    const struct bh_node node = bh_node_at(map, "goal");
    const char *text = bh_node_text(node);

    if (text == NULL) {
        return;
    }
    for (size_t i = 4; i < sizeof relations / sizeof relations[0]; i++) { /* the signs */
        const char *rest = behind(text, relations[i].word);
        struct bh_err err;

        if (rest == NULL) {
            continue;
        }
        if (bh_quantity_parse(rest, out->kind, &reader->units, &out->goal_value, &err) == BH_OK ||
            (out->kind == BH_PERSONS && bh_text_number(rest, &out->goal_value) == strlen(rest))) {
            out->goal = relations[i].relation;
            return;
        }
        bh_reader_error(reader, node, "measures.%s.goal: the value %s", out->id, err.text);
        return;
    }
    bh_reader_error(reader, node, "measures.%s.goal is '%.60s', must be >=, <=, > or < and a value",
                    out->id, text);
}

static void
read_better(struct bh_reader *reader, struct bh_node map, struct bh_measure *out)
{
    const struct bh_node node = bh_node_at(map, "better");
    const char *text = bh_node_text(node);

    out->high_is_better = out->goal == BH_AT_LEAST || out->goal == BH_ABOVE;
    if (text == NULL) {
        return;
    }
    if (strcmp(text, "high") != 0 && strcmp(text, "low") != 0) {
        bh_reader_error(reader, node, "measures.%s.better is '%.60s', must be high or low", out->id,
                        text);
    }
    out->high_is_better = strcmp(text, "high") == 0;
}

void
bh_read_measures(struct bh_reader *reader)
{
    struct bh_measure *measures = bh_reader_alloc(reader, reader->measures.n, sizeof *measures);
    const double last = (double) reader->model->days - 1;

    for (size_t m = 0; m < reader->measures.n && measures != NULL; m++) {
        const struct bh_node map = reader->measures.at[m].node;
        struct bh_measure *out = &measures[m];

        out->id = reader->measures.at[m].id;
        out->title = bh_reader_text(reader, map, "title", out->id);
        out->unit = bh_reader_text(reader, map, "unit", "");
        out->of = bh_reader_expression(reader, bh_node_at(map, "of"), "of");
        out->from = read_bound(reader, map, "from", 0, out->id);
        out->to = read_bound(reader, map, "to", last, out->id);
        if (out->to < out->from) {
            bh_reader_error(reader, bh_node_at(map, "to"),
                            "measures.%s.to is '%.60s', must not be before its from, '%.60s'",
                            out->id, bh_node_text(bh_node_at(map, "to")),
                            bh_node_text(bh_node_at(map, "from")));
        }
        read_take(reader, map, out);
        out->kind = read_kind(reader, map, out);
        read_goal(reader, map, out);
        read_better(reader, map, out);
        out->required = bh_reader_flag(reader, map, "required", false);
        if (out->required && out->goal == BH_ANY) {
            bh_reader_error(reader, map, "measures.%s is required and has no goal", out->id);
        }
    }
    reader->model->measures = measures;
}
