/** @file check.c  Last pass: what only shows when everything is read.
 *
 *  Errors: conditions in a circle, more displaced than present, red lines the wrong way round, a
 *  caveat an option breaks, lines nobody pays. Warnings: a position outside its red lines, a
 *  requirement that cannot be met, a source nothing uses (an error when strict). */
#include "plan/reader.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- the order of conditions ---------------------------------------------------------------- */

enum mark { UNSEEN, OPEN, DONE };

struct order {
    struct bh_reader *reader;
    enum mark *marks;
    size_t *path; /* the conditions being visited */
    size_t depth;
    size_t *sorted;
    size_t n;
    bool is_circular;
};

static void
report_circle(struct order *order, size_t from)
{
    const struct bh_model *model = order->reader->model;
    char text[600] = "";
    size_t start = 0;

    while (order->path[start] != from) {
        start++;
    }
    for (size_t i = start; i < order->depth; i++) {
        const size_t used = strlen(text);

        snprintf(text + used, sizeof text - used, "%.60s -> ",
                 model->conditions[order->path[i]].id);
    }
    const struct bh_expression *when = &model->conditions[from].when;
    char words[800];
    snprintf(words, sizeof words, "conditions depend on each other in a circle: %s%s", text,
             model->conditions[from].id);
    bh_reader_error_at(order->reader, when->line, when->column, words);
    order->is_circular = true;
}

/** Index of the condition a code reads, or BH_NONE. */
static size_t
condition_read(const struct bh_model *model, const struct bh_code *code)
{
    const size_t base = model->state.base[BH_STATE_CONDITION];
    const size_t end = base + model->counts.n_conditions * BH_STATE_WIDTH_CONDITION;

    return code->op == BH_OP_STATE && code->arg >= base && code->arg < end
               ? (code->arg - base) / BH_STATE_WIDTH_CONDITION
               : BH_NONE;
}

/** Depth first; the plan's limits keep the depth below the number of conditions. */
static void
visit(struct order *order, size_t c)
{
    const struct bh_expression *when = &order->reader->model->conditions[c].when;

    if (order->marks[c] == OPEN && !order->is_circular) {
        report_circle(order, c);
    }
    if (order->marks[c] != UNSEEN || order->is_circular) {
        return;
    }
    order->marks[c] = OPEN;
    order->path[order->depth++] = c;
    for (size_t i = 0; i < when->n; i++) {
        const size_t other = condition_read(order->reader->model, &when->code[i]);

        if (other != BH_NONE) {
            visit(order, other);
        }
    }
    order->depth--;
    order->marks[c] = DONE;
    order->sorted[order->n++] = c;
}

static void
order_conditions(struct bh_reader *reader)
{
    const size_t n = reader->conditions.n;
    struct order order = {
        .reader = reader,
        .marks = bh_reader_alloc(reader, n, sizeof *order.marks),
        .path = bh_reader_alloc(reader, n, sizeof *order.path),
        .sorted = bh_reader_alloc(reader, n, sizeof *order.sorted),
    };

    for (size_t c = 0; c < n && !reader->out_of_memory; c++) {
        visit(&order, c);
    }
    reader->model->condition_order = order.sorted;
}

/* ---- numbers that do not go together -------------------------------------------------------- */

static double
value_of(const struct bh_reader *reader, enum bh_parameter_class class, size_t entity,
         const char *field)
{
    const struct bh_model *model = reader->model;
    const size_t width = bh_parameter_class_info(class)->width;

    return reader->values[model->parameters.base[class] + entity * width +
                          bh_parameter_column(class, field)];
}

static void
check_areas(struct bh_reader *reader)
{
    for (size_t a = 0; a < reader->areas.n; a++) {
        const double given = value_of(reader, BH_PARAM_AREA, a, "present");
        const double present =
            isnan(given) ? value_of(reader, BH_PARAM_AREA, a, "residents") : given;
        const double displaced = value_of(reader, BH_PARAM_AREA, a, "displaced");

        if (displaced > present) {
            bh_reader_error(reader, bh_node_at(reader->areas.at[a].node, "displaced"),
                            "areas.%s.displaced is %.0f persons, more than the %.0f present",
                            reader->areas.at[a].id, displaced, present);
        }
    }
}

static void
check_stances(struct bh_reader *reader)
{
    const size_t n_issues = reader->issues.n;

    for (size_t s = 0; s < reader->parties.n * n_issues; s++) {
        const struct bh_entity *party = &reader->parties.at[s / n_issues];
        const char *issue = reader->issues.at[s % n_issues].id;
        const struct bh_node stance = bh_node_at(bh_node_at(party->node, "stances"), issue);
        const double low = value_of(reader, BH_PARAM_STANCE, s, "limit_low");
        const double high = value_of(reader, BH_PARAM_STANCE, s, "limit_high");
        const double x = value_of(reader, BH_PARAM_STANCE, s, "position");

        if (!reader->model->stances[s].is_present) {
            continue;
        }
        if (low > high) {
            bh_reader_error(reader, stance, "parties.%s.stances.%s: limits are [%g, %g], must rise",
                            party->id, issue, low, high);
        } else if (x < low || x > high) {
            bh_reader_warning(reader, stance,
                              "parties.%s.stances.%s: position %g lies outside its limits [%g, "
                              "%g] and will be moved inside",
                              party->id, issue, x, low, high);
        }
    }
}

/** A sponsor whose caveat caps its party's personnel must not see it contribute more. */
static void
check_caveat(struct bh_reader *reader, size_t sponsor, size_t option)
{
    const struct bh_model *model = reader->model;
    const struct bh_sponsor *s = &model->sponsors[sponsor];
    const struct bh_list forces = model->options[option].forces;

    for (size_t i = 0; i < forces.n; i++) {
        const struct bh_force *force = &model->forces[forces.at[i]];
        const size_t first = force->first_contribution;

        for (size_t c = first; c < first + force->n_contributions; c++) {
            const double strength = value_of(reader, BH_PARAM_CONTRIBUTION, c, "strength");

            if (model->contributions[c].party == s->party && strength > s->personnel_in_area) {
                bh_reader_error(
                    reader, reader->contributions[forces.at[i]].at[c - first].node,
                    "option %s breaks a caveat of sponsor %s: at most %.0f personnel of %s, and "
                    "forces.%s.contributions.%s has %.0f",
                    model->options[option].id, s->id, s->personnel_in_area,
                    model->parties[s->party].id, force->id, model->contributions[c].id, strength);
            }
        }
    }
}

static void
check_caveats(struct bh_reader *reader)
{
    for (size_t s = 0; s < reader->sponsors.n; s++) {
        const struct bh_sponsor *sponsor = &reader->model->sponsors[s];

        for (size_t o = 0; o < reader->options.n; o++) {
            if (sponsor->party != BH_NONE && isfinite(sponsor->personnel_in_area)) {
                check_caveat(reader, s, o);
            }
        }
    }
}

/** Largest value a parameter may take: the top of its range, or its value. */
static double
most(const struct bh_reader *reader, enum bh_parameter_class class, size_t entity,
     const char *field, bool wants_low)
{
    const struct bh_model *model = reader->model;
    const size_t index = model->parameters.base[class] +
                         entity * bh_parameter_class_info(class)->width +
                         bh_parameter_column(class, field);

    for (size_t i = 0; i < model->n_variables; i++) {
        if (model->assumptions[i].parameter == index) {
            return wants_low ? model->assumptions[i].low : model->assumptions[i].high;
        }
    }
    return reader->values[index];
}

/** Most effective personnel the forces of an option can ever amount to. */
static double
largest_force(const struct bh_reader *reader, const struct bh_option *option)
{
    const struct bh_model *model = reader->model;
    double sum = 0;

    for (size_t i = 0; i < option->forces.n; i++) {
        const size_t f = option->forces.at[i];
        const struct bh_force *force = &model->forces[f];
        const double effect = most(reader, BH_PARAM_FORCE, f, "effectiveness", false) *
                              most(reader, BH_PARAM_FORCE, f, "readiness", false);
        double persons =
            force->kind == BH_LOCAL ? most(reader, BH_PARAM_FORCE, f, "target", false) : 0;

        for (size_t c = 0; c < force->n_contributions; c++) {
            const size_t at = force->first_contribution + c;

            persons += most(reader, BH_PARAM_CONTRIBUTION, at, "strength", false);
        }
        sum += persons * effect;
    }
    return sum;
}

static void
check_requirements(struct bh_reader *reader)
{
    double residents = 0;

    for (size_t a = 0; a < reader->areas.n; a++) {
        const bool is_given = !isnan(value_of(reader, BH_PARAM_AREA, a, "present"));

        residents += most(reader, BH_PARAM_AREA, a, is_given ? "present" : "residents", true);
    }
    for (size_t o = 0; o < reader->options.n; o++) {
        const struct bh_option *option = &reader->model->options[o];
        const double needed =
            most(reader, BH_PARAM_OPTION, o, "requirement", true) * residents / 1000;
        const double available = largest_force(reader, option);

        if (option->forces.n > 0 && available < needed) {
            bh_reader_warning(reader, reader->options.at[o].node,
                              "option %s can never be ready: its forces amount to at most %.0f "
                              "effective personnel (persons x readiness x effectiveness), and %.0f "
                              "residents at its requirement need %.0f",
                              option->id, available, residents, needed);
        }
    }
}

static void
check_sources(struct bh_reader *reader)
{
    for (size_t i = 0; i < reader->sources.n; i++) {
        if (!reader->source_used[i] && reader->is_strict) {
            bh_reader_error(reader, reader->sources.at[i].node, "source '%s' is used by nothing",
                            reader->sources.at[i].id);
        }
    }
}

/** Weights of which at least one must be positive. */
static void
check_weights(struct bh_reader *reader)
{
    static const struct {
        const char *fields[4];
        const char *what;
    } groups[] = {
        {{"safety_weight", "quality_weight", "autonomy_weight", "dignity_weight"},
         "the weights of the concerns in legitimacy"},
        {{"horizon_weight", "force_weight", "authority_weight", "authority_weight"},
         "the weights in autonomy"},
    };

    for (size_t g = 0; g < 2; g++) {
        double sum = 0;

        for (size_t i = 0; i < 4; i++) {
            sum += value_of(reader, BH_PARAM_POPULATION, 0, groups[g].fields[i]);
        }
        if (!(sum > 0)) {
            bh_reader_error(reader, bh_node_at(reader->root, "population"),
                            "population: %s add up to nothing", groups[g].what);
        }
    }
}

void
bh_check_plan(struct bh_reader *reader)
{
    order_conditions(reader);
    bh_check_never(reader);
    check_areas(reader);
    check_stances(reader);
    check_caveats(reader);
    check_requirements(reader);
    check_weights(reader);
    check_sources(reader);
}
