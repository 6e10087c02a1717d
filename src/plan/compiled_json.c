/** @file compiled_json.c  The compiled plan as JSON: what another implementation of the model
 *  reads.
 *
 *  Nothing here needs parsing but expressions: numbers are in stored units (days from the start,
 *  cents, shares), ids stand in the order in which the model counts them, and null stands for a
 *  date that is never, for a number that may be absent, and for an expression that is not given. */
#include "plan/names.h"
#include "plan/reader.h"

static const char *const kinds[] = {"number", "share", "persons", "days", "date", "money",
                                    "switch"};
static const char *const relations[] = {NULL, ">=", "<=", ">", "<"};

/** A null where there is no expression. */
static void
expression(struct bh_json *json, const char *key, const struct bh_expression *given)
{
    bh_json_string(json, key, given->n > 0 ? given->text : NULL);
}

static void
numbers(struct bh_json *json, const char *key, const double *values, size_t n)
{
    bh_json_array(json, key);
    for (size_t i = 0; i < n; i++) {
        bh_json_number(json, NULL, values[i]);
    }
    bh_json_end_array(json);
}

static void
parameters(struct bh_json *json, const struct bh_model *model)
{
    struct bh_text path = {0};

    bh_json_object(json, "parameters");
    for (size_t i = 0; i < model->parameters.n; i++) {
        bh_text_clear(&path);
        bh_names_parameter(model, i, &path);
        bh_json_number(json, bh_text_string(&path), model->values[i]);
    }
    bh_json_end_object(json);
    json->out->failed = json->out->failed || path.failed;
    bh_text_fini(&path);
}

static void
assumption(struct bh_json *json, const struct bh_assumption *a, bool is_variable)
{
    static const char *const shapes[] = {"uniform", "triangular", "pert",
                                         "normal",  "lognormal",  "discrete"};

    bh_json_object(json, NULL);
    bh_json_string(json, "path", a->path);
    bh_json_string(json, "kind", kinds[a->kind]);
    bh_json_bool(json, "in_override", !is_variable);
    bh_json_string(json, "distribution", shapes[a->distribution]);
    bh_json_number(json, "value", a->value);
    bh_json_number(json, "low", a->low);
    bh_json_number(json, "high", a->high);
    bh_json_number(json, "least", a->limit_low);
    bh_json_number(json, "most", a->limit_high);
    numbers(json, "values", a->values, a->n_values);
    numbers(json, "weights", a->weights, a->n_values);
    bh_json_end_object(json);
}

static void
assumptions(struct bh_json *json, const struct bh_model *model)
{
    bh_json_array(json, "assumptions");
    for (size_t i = 0; i < model->n_assumptions; i++) {
        assumption(json, &model->assumptions[i], i < model->n_variables);
    }
    bh_json_end_array(json);
}

static void
overrides(struct bh_json *json, const struct bh_overrides *set)
{
    bh_json_array(json, "set");
    for (size_t i = 0; i < set->n; i++) {
        bh_json_object(json, NULL);
        bh_json_string(json, "path", set->at[i].path);
        bh_json_number(json, "value", set->at[i].value);
        if (set->at[i].assumption != BH_NONE) { /* its place in the list of assumptions */
            bh_json_integer(json, "assumption", (int64_t) set->at[i].assumption);
        }
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

static void
conditions_of(struct bh_json *json, const struct bh_model *model, const struct bh_list *list)
{
    bh_json_array(json, "requires");
    for (size_t i = 0; i < list->n; i++) {
        bh_json_string(json, NULL, model->conditions[list->at[i]].id);
    }
    bh_json_end_array(json);
}

static void
areas_of(struct bh_json *json, const struct bh_model *model, const char *key,
         const struct bh_list *list)
{
    bh_json_array(json, key);
    for (size_t i = 0; i < list->n; i++) {
        bh_json_string(json, NULL, model->areas[list->at[i]].id);
    }
    bh_json_end_array(json);
}

static void
areas(struct bh_json *json, const struct bh_model *model)
{
    bh_json_array(json, "areas");
    for (size_t i = 0; i < model->counts.n_areas; i++) {
        bh_json_object(json, NULL);
        bh_json_string(json, "id", model->areas[i].id);
        areas_of(json, model, "borders", &model->areas[i].borders);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

static void
stances(struct bh_json *json, const struct bh_model *model, size_t party)
{
    bh_json_array(json, "stances");
    for (size_t i = 0; i < model->counts.n_issues; i++) {
        const struct bh_stance *stance = &model->stances[party * model->counts.n_issues + i];

        if (stance->is_present) {
            bh_json_object(json, NULL);
            bh_json_string(json, "issue", model->issues[i].id);
            expression(json, "opens_when", &stance->opens_when);
            bh_json_end_object(json);
        }
    }
    bh_json_end_array(json);
}

static void
politics(struct bh_json *json, const struct bh_model *model)
{
    bh_json_array(json, "issues");
    for (size_t i = 0; i < model->counts.n_issues; i++) {
        bh_json_object(json, NULL);
        bh_json_string(json, "id", model->issues[i].id);
        bh_json_integer(json, "round", model->issues[i].round_days);
        bh_json_bool(json, "horizon", model->issues[i].is_horizon);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
    bh_json_array(json, "parties");
    for (size_t i = 0; i < model->counts.n_parties; i++) {
        bh_json_object(json, NULL);
        bh_json_string(json, "id", model->parties[i].id);
        bh_json_bool(json, "has_aim", model->parties[i].has_aim);
        stances(json, model, i);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
    bh_json_array(json, "conditions");
    for (size_t i = 0; i < model->counts.n_conditions; i++) {
        bh_json_object(json, NULL);
        bh_json_string(json, "id", model->conditions[i].id);
        expression(json, "when", &model->conditions[i].when);
        bh_json_bool(json, "latch", model->conditions[i].latch);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

static void
finance(struct bh_json *json, const struct bh_model *model)
{
    bh_json_array(json, "priority");
    for (size_t i = 0; i < BH_N_LINES; i++) {
        bh_json_string(json, NULL, bh_line_id(model->priority[i]));
    }
    bh_json_end_array(json);
    bh_json_array(json, "sponsors");
    for (size_t i = 0; i < model->counts.n_sponsors; i++) {
        const struct bh_sponsor *sponsor = &model->sponsors[i];

        bh_json_object(json, NULL);
        bh_json_string(json, "id", sponsor->id);
        bh_json_array(json, "pays");
        for (size_t line = 0; line < BH_N_LINES; line++) {
            if (sponsor->pays[line]) {
                bh_json_string(json, NULL, bh_line_id((enum bh_line) line));
            }
        }
        bh_json_end_array(json);
        conditions_of(json, model, &sponsor->requires);
        bh_json_integer(json, "appropriations", (int64_t) sponsor->n_appropriations);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

static void
contributions(struct bh_json *json, const struct bh_model *model, const struct bh_force *force)
{
    bh_json_array(json, "contributions");
    for (size_t i = 0; i < force->n_contributions; i++) {
        const struct bh_contribution *c = &model->contributions[force->first_contribution + i];

        bh_json_object(json, NULL);
        bh_json_string(json, "id", c->id);
        conditions_of(json, model, &c->requires);
        expression(json, "withdraws_when", &c->withdraws_when);
        areas_of(json, model, "areas", &c->areas);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

static void
forces(struct bh_json *json, const struct bh_model *model)
{
    bh_json_array(json, "forces");
    for (size_t i = 0; i < model->counts.n_forces; i++) {
        const struct bh_force *force = &model->forces[i];

        bh_json_object(json, NULL);
        bh_json_string(json, "id", force->id);
        bh_json_string(json, "kind", force->kind == BH_LOCAL ? "local" : "contributed");
        expression(json, "deploys_when", &force->deploys_when);
        expression(json, "training_starts_when", &force->training_starts_when);
        contributions(json, model, force);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

static void
phases(struct bh_json *json, const struct bh_model *model, const struct bh_option *option)
{
    bh_json_array(json, "phases");
    for (size_t i = 0; i < option->n_phases; i++) {
        bh_json_object(json, NULL);
        bh_json_string(json, "area", model->areas[option->phases[i].area].id);
        expression(json, "when", &option->phases[i].when);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

static void
options(struct bh_json *json, const struct bh_model *model)
{
    static const char *const allocations[] = {"population", "incidents", "shares", "phases"};

    bh_json_array(json, "options");
    for (size_t i = 0; i < model->counts.n_options; i++) {
        const struct bh_option *option = &model->options[i];

        bh_json_object(json, NULL);
        bh_json_string(json, "id", option->id);
        bh_json_array(json, "forces");
        for (size_t f = 0; f < option->forces.n; f++) {
            bh_json_string(json, NULL, model->forces[option->forces.at[f]].id);
        }
        bh_json_end_array(json);
        bh_json_bool(json, "has_authority", option->has_authority);
        expression(json, "authority_from", &option->authority_from);
        bh_json_string(json, "allocation", allocations[option->allocation]);
        phases(json, model, option);
        overrides(json, &option->set);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

static void
events(struct bh_json *json, const struct bh_model *model)
{
    bh_json_array(json, "events");
    for (size_t i = 0; i < model->n_events; i++) {
        const struct bh_event *event = &model->events[i];

        bh_json_object(json, NULL);
        expression(json, "when", &event->when);
        overrides(json, &event->set);
        bh_json_array(json, "shift");
        for (size_t s = 0; s < event->n_shifts; s++) {
            bh_json_object(json, NULL);
            bh_json_string(json, "name", event->shifts[s].name);
            bh_json_number(json, "by", event->shifts[s].by);
            bh_json_number(json, "least", event->shifts[s].least);
            bh_json_number(json, "most", event->shifts[s].most);
            bh_json_end_object(json);
        }
        bh_json_end_array(json);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

static void
crossings(struct bh_json *json, const struct bh_model *model)
{
    bh_json_array(json, "crossings");
    for (size_t i = 0; i < model->counts.n_crossings; i++) {
        bh_json_object(json, NULL);
        bh_json_string(json, "id", model->crossings[i].id);
        expression(json, "open_when", &model->crossings[i].open_when);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

static void
measures(struct bh_json *json, const struct bh_model *model)
{
    static const char *const takes[] = {"at",      "end",   "mean",    "total", "minimum",
                                        "maximum", "first", "longest", "days"};

    bh_json_array(json, "measures");
    for (size_t i = 0; i < model->counts.n_measures; i++) {
        const struct bh_measure *measure = &model->measures[i];

        bh_json_object(json, NULL);
        bh_json_string(json, "id", measure->id);
        expression(json, "of", &measure->of);
        bh_json_string(json, "take", takes[measure->take]);
        bh_json_string(json, "relation", relations[measure->relation]);
        bh_json_number(json, "threshold", measure->threshold);
        bh_json_number(json, "at", measure->at);
        bh_json_number(json, "from", measure->from);
        bh_json_number(json, "to", measure->to);
        bh_json_string(json, "goal", relations[measure->goal]);
        bh_json_number(json, "goal_value", measure->goal_value);
        bh_json_bool(json, "required", measure->required);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

void
bh_compiled_json(struct bh_json *json, const struct bh_model *model)
{
    static const char *const rules[] = {"choice", "mean", "median", "spatial", "challenge"};

    bh_json_object(json, "compiled");
    bh_json_integer(json, "start", model->start);
    bh_json_integer(json, "days", model->days);
    bh_json_integer(json, "seed", model->seed);
    bh_json_string(json, "currency", model->currency);
    parameters(json, model);
    assumptions(json, model);
    bh_json_string(json, "rule", rules[model->rule]);
    politics(json, model);
    finance(json, model);
    forces(json, model);
    options(json, model);
    areas(json, model);
    expression(json, "amnesty", &model->amnesty);
    expression(json, "reconstruction_starts", &model->reconstruction_starts);
    crossings(json, model);
    events(json, model);
    measures(json, model);
    bh_json_end_object(json);
}
