/** @file outputs.c  The list of outputs and their goals. */
#include "explore/outputs.h"

#include "base/date.h"

#include <math.h>
#include <string.h>

/** Built-in outputs of the theatre. */
static const struct {
    const char *id, *title, *unit, *kind;
    enum bh_state_class class;
    const char *field;
    bool high_is_better;
} built_in[] = {
    {"ready_day", "Force first at its requirement", "", "date", BH_STATE_FORCES, "ready_day",
     false},
    {"in_time", "Force ready by its due date", "", "share", BH_STATE_FORCES, "ready_day", true},
    {"cost", "Paid in all", "", "money", BH_STATE_FINANCE, "cost", false},
    {"unfunded", "Billed and never paid", "", "money", BH_STATE_FINANCE, "unfunded", false},
    {"relapses", "Times war came back", "", "number", BH_STATE_HOSTILITIES, "relapses", false},
    {"civilian_deaths", "Civilians killed in incidents", "persons", "persons", BH_STATE_SECURITY,
     "civilian_deaths", false},
    {"force_deaths", "Personnel killed", "persons", "persons", BH_STATE_SECURITY, "force_deaths",
     false},
    {"excess_deaths", "Deaths above the baseline, violence left out", "persons", "persons",
     BH_STATE_RELIEF, "excess_deaths", false},
    {"displaced_end", "Displaced persons at the end", "persons", "persons", BH_STATE_RELIEF,
     "displaced", false},
    {"peak_force", "Most personnel deployed", "persons", "persons", BH_STATE_FORCES, "peak_force",
     true},
};
#define N_BUILT_IN (sizeof built_in / sizeof built_in[0])
#define ROW_IN_TIME 1

const char *
bh_kind_word(enum bh_kind kind)
{
    static const char *const words[] = {"number", "share", "persons", "days",
                                        "date",   "money", "number"};

    return words[kind];
}

static const char *
relation_sign(enum bh_relation relation)
{
    static const char *const signs[] = {"", ">=", "<=", ">", "<"};

    return signs[relation];
}

/** The goal in words: ">= 180 days", "<= 2025-06-01". */
static const char *
goal_text(const struct bh_model *model, const struct bh_measure *measure, struct bh_arena *arena)
{
    char value[64];
    char start[16];

    if (measure->goal == BH_ANY) {
        return "";
    }
    bh_date_format(model->start, start);
    bh_results_show(measure->goal_value, bh_kind_word(measure->kind), measure->unit,
                    model->currency, start, value, sizeof value);
    return bh_arena_printf(arena, "%s %s", relation_sign(measure->goal), value);
}

static struct bh_output_row
measure_row(const struct bh_model *model, size_t m, struct bh_arena *arena)
{
    const struct bh_measure *measure = &model->measures[m];

    return (struct bh_output_row){
        .id = measure->id,
        .title = measure->title,
        .unit = measure->unit,
        .kind = bh_kind_word(measure->kind),
        .goal = goal_text(model, measure, arena),
        .group = BH_OUTPUT_MEASURE,
        .relation = measure->goal,
        .goal_value = measure->goal_value,
        .is_required = measure->required,
        .high_is_better = measure->high_is_better,
        .slot = bh_state_slot(&model->state, BH_STATE_OUTCOME, m, "value"),
    };
}

static struct bh_output_row
built_in_row(const struct bh_model *model, size_t i)
{
    return (struct bh_output_row){
        .id = built_in[i].id,
        .title = built_in[i].title,
        .unit = built_in[i].unit,
        .kind = built_in[i].kind,
        .goal = "",
        .group = BH_OUTPUT_BUILT_IN,
        .high_is_better = built_in[i].high_is_better,
        .slot = bh_state_slot(&model->state, built_in[i].class, 0, built_in[i].field),
    };
}

static struct bh_output_row
paid_row(const struct bh_model *model, enum bh_output_group group, size_t i,
         struct bh_arena *arena)
{
    const bool by_sponsor = group == BH_OUTPUT_SPONSOR;
    const char *id = by_sponsor ? model->sponsors[i].id : bh_line_id((enum bh_line) i);

    return (struct bh_output_row){
        .id = bh_arena_printf(arena, "%s.%s", by_sponsor ? "paid" : "cost", id),
        .title = by_sponsor ? model->sponsors[i].title : bh_line_title((enum bh_line) i),
        .unit = "",
        .kind = "money",
        .goal = "",
        .group = group,
        .slot = bh_state_slot(&model->state, by_sponsor ? BH_STATE_SPONSOR : BH_STATE_LINE, i,
                              "paid"),
    };
}

bool
bh_outputs_make(const struct bh_model *model, struct bh_arena *arena, struct bh_outputs *out)
{
    const size_t n_measures = model->counts.n_measures;
    const size_t n = n_measures + N_BUILT_IN + model->counts.n_sponsors + BH_N_LINES;
    struct bh_output_row *rows = bh_arena_alloc(arena, n * sizeof *rows);
    size_t *slots = bh_arena_alloc(arena, n * sizeof *slots);
    size_t at = 0;

    if (rows == NULL || slots == NULL) {
        return false;
    }
    for (size_t m = 0; m < n_measures; m++) {
        rows[at++] = measure_row(model, m, arena);
    }
    for (size_t i = 0; i < N_BUILT_IN; i++) {
        rows[at++] = built_in_row(model, i);
    }
    for (size_t s = 0; s < model->counts.n_sponsors; s++) {
        rows[at++] = paid_row(model, BH_OUTPUT_SPONSOR, s, arena);
    }
    for (size_t l = 0; l < BH_N_LINES; l++) {
        rows[at++] = paid_row(model, BH_OUTPUT_LINE, l, arena);
    }
    for (size_t i = 0; i < n; i++) {
        slots[i] = rows[i].slot;
        if (rows[i].id == NULL || rows[i].goal == NULL) {
            return false;
        }
    }
    *out = (struct bh_outputs){
        .rows = rows,
        .slots = slots,
        .n = n,
        .in_time = n_measures + ROW_IN_TIME,
        .due = model->parameters.base[BH_PARAM_OPTION],
    };
    out->due += bh_parameter_column(BH_PARAM_OPTION, "due");
    out->due_stride = BH_PARAM_WIDTH_OPTION;
    return true;
}

void
bh_outputs_finish(const struct bh_outputs *outputs, size_t option, const double *values,
                  double *finals)
{
    const size_t ready = outputs->in_time - ROW_IN_TIME;
    const double due = values[outputs->due + option * outputs->due_stride];

    if (finals[ready] < 0) {
        finals[ready] = (double) INFINITY;
    }
    finals[outputs->in_time] = finals[ready] <= due && isfinite(finals[ready]) ? 1.0 : 0.0;
}

bool
bh_outputs_meets(const struct bh_output_row *row, double value)
{
    switch (row->relation) {
    case BH_AT_LEAST:
        return value >= row->goal_value;
    case BH_AT_MOST:
        return value <= row->goal_value;
    case BH_ABOVE:
        return value > row->goal_value;
    case BH_BELOW:
        return value < row->goal_value;
    case BH_ANY:
        break;
    }
    return true;
}

bool
bh_outputs_success(const struct bh_outputs *outputs, const double *finals)
{
    for (size_t i = 0; i < outputs->n; i++) {
        if (outputs->rows[i].is_required && !bh_outputs_meets(&outputs->rows[i], finals[i])) {
            return false;
        }
    }
    return true;
}
