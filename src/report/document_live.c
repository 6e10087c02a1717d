/** @file document_live.c  What may be moved on a page that holds its model.
 *
 *  Layer: report.  Every lever and every obstacle of the plan, and the assumptions that matter
 *  most: those on which success depends by the file's own futures, then those with the widest
 *  ranges. Each is a number of the plan with its ends, or the settings that lift an obstacle, as
 *  --set takes them. */
#include "report/document.h"

#include "base/base64.h"
#include "base/err.h"
#include "plan/names.h"
#include "plan/quantity.h"

#include <bluehelm/sensitivity.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FUTURES 1000    /* of each move; enough for intervals of three points */
#define MOST_ASSUMED 10 /* sliders of assumptions */
#define STEPS 60        /* of a slider, about */
#define RESAMPLES 1     /* only the order of indices is wanted */

static const char *const kinds[] = {"number", "share", "persons", "days",
                                    "date",   "money", "switch"};
static const char *const shapes[] = {"uniform", "triangular", "pert",
                                     "normal",  "lognormal",  "discrete"};

/* ---- numbers -------------------------------------------------------------------------------- */

/** The round number (1, 2 or 5 times a power of ten) next below a hundredth of the range; whole
 *  where the kind is. */
static double
step_of(enum bh_kind kind, double low, double high)
{
    const double wanted = (high - low) / STEPS;
    const double unit = kind == BH_MONEY                       ? 100 /* cents */
                        : kind == BH_NUMBER || kind == BH_SHARE ? 0
                                                                : 1;

    if (!(wanted > unit)) {
        return unit > 0 ? unit : 1;
    }
    const double power = pow(10, floor(log10(wanted)));
    return power * (wanted >= 5 * power ? 5 : wanted >= 2 * power ? 2 : 1);
}

/** Options that set the number at `parameter` themselves: there a setting from outside is passed
 *  over. */
static void
add_fixed_in(struct bh_json *json, const struct bh_model *model, const struct bh_override *set,
             size_t n)
{
    bh_json_array(json, "fixed_in");
    for (size_t o = 0; o < model->counts.n_options; o++) {
        const struct bh_overrides *own = &model->options[o].set;
        bool is_fixed = false;

        for (size_t i = 0; i < own->n * n; i++) {
            is_fixed = is_fixed || own->at[i / n].parameter == set[i % n].parameter;
        }
        if (is_fixed) {
            bh_json_string(json, NULL, model->options[o].id);
        }
    }
    bh_json_end_array(json);
}

/** A slider. */
struct slider {
    const char *group, *title;
    size_t parameter;
    double low, high;
};

static void
add_slider(struct bh_json *json, const struct bh_model *model, const struct slider *slider)
{
    const struct bh_override set = {.parameter = slider->parameter};
    const enum bh_kind kind = bh_names_row(model, slider->parameter)->kind;
    struct bh_text path = {0}, whose = {0};

    bh_names_parameter(model, slider->parameter, &path);
    bh_names_whose_parameter(model, slider->parameter, &whose);
    bh_json_object(json, NULL);
    bh_json_string(json, "group", slider->group);
    bh_json_string(json, "id", bh_text_string(&path));
    bh_json_string(json, "title", slider->title);
    bh_json_string(json, "whose", bh_text_string(&whose));
    bh_json_string(json, "path", bh_text_string(&path));
    bh_json_string(json, "kind", kinds[kind]);
    bh_json_number(json, "low", slider->low);
    bh_json_number(json, "high", slider->high);
    bh_json_number(json, "value", model->values[slider->parameter]);
    bh_json_number(json, "step", step_of(kind, slider->low, slider->high));
    add_fixed_in(json, model, &set, 1);
    bh_json_end_object(json);
    json->out->failed = json->out->failed || path.failed || whose.failed;
    bh_text_fini(&path);
    bh_text_fini(&whose);
}

static void
add_levers(struct bh_json *json, const struct bh_model *model)
{
    for (size_t i = 0; i < model->n_levers; i++) {
        const struct bh_lever *lever = &model->levers[i];

        add_slider(json, model,
                   &(struct slider){"lever", lever->title, lever->parameter, lever->low,
                                    lever->high});
    }
}

/* ---- obstacles ------------------------------------------------------------------------------ */

static void
write_number(const struct bh_model *model, enum bh_kind kind, double value, struct bh_text *out)
{
    const struct bh_unit_context units = {model->currency, model->start};

    bh_quantity_print(value, kind, &units, out);
}

static void
write_list(const struct bh_model *model, enum bh_kind kind, const double *values, size_t n,
           struct bh_text *out)
{
    bh_text_add(out, "[");
    for (size_t i = 0; i < n; i++) {
        bh_text_add(out, i == 0 ? "" : ", ");
        write_number(model, kind, values[i], out);
    }
    bh_text_add(out, "]");
}

/** A number with its range, as a plan writes it. */
static void
write_assumption(const struct bh_model *model, const struct bh_assumption *a, struct bh_text *out)
{
    bh_text_add(out, "{value: ");
    write_number(model, a->kind, a->value, out);
    if (a->distribution == BH_DISCRETE) {
        bh_text_add(out, ", values: ");
        write_list(model, a->kind, a->values, a->n_values, out);
        bh_text_add(out, ", weights: ");
        write_list(model, BH_NUMBER, a->weights, a->n_values, out);
    } else {
        bh_text_add(out, ", range: ");
        write_list(model, a->kind, (const double[]){a->low, a->high}, 2, out);
        bh_text_printf(out, ", dist: %s", shapes[a->distribution]);
    }
    bh_text_add(out, "}");
}

/** "path=value", as --set takes it. */
static void
write_setting(const struct bh_model *model, const struct bh_override *set, struct bh_text *out)
{
    bh_text_clear(out);
    bh_text_printf(out, "%s=", set->path);
    if (set->assumption == BH_NONE) {
        write_number(model, bh_names_row(model, set->parameter)->kind, set->value, out);
    } else {
        write_assumption(model, &model->assumptions[set->assumption], out);
    }
}

static void
add_obstacle(struct bh_json *json, const struct bh_model *model,
             const struct bh_obstacle *obstacle)
{
    struct bh_text setting = {0};

    bh_json_object(json, NULL);
    bh_json_string(json, "group", "obstacle");
    bh_json_string(json, "id", obstacle->id);
    bh_json_string(json, "title", obstacle->title);
    bh_json_string(json, "kind", "switch");
    bh_json_array(json, "set");
    for (size_t i = 0; i < obstacle->lift.n; i++) {
        write_setting(model, &obstacle->lift.at[i], &setting);
        bh_json_string(json, NULL, bh_text_string(&setting));
    }
    bh_json_end_array(json);
    add_fixed_in(json, model, obstacle->lift.at, obstacle->lift.n);
    bh_json_end_object(json);
    json->out->failed = json->out->failed || setting.failed;
    bh_text_fini(&setting);
}

/* ---- assumptions ---------------------------------------------------------------------------- */

/** How wide a range is, 0 to 1, in a measure that lets kinds be put in one order: days of the whole
 *  time, shares of one, and other numbers beside their own size. */
static double
width_of(const struct bh_model *model, const struct bh_assumption *a)
{
    const double span = a->high - a->low;
    const double size = fmax(fabs(a->value), fmax(fabs(a->low), fabs(a->high)));

    if (a->kind == BH_DATE || a->kind == BH_DAYS) {
        return fmin(span / model->days, 1);
    }
    return a->kind == BH_SHARE ? span : size > 0 ? fmin(span / size, 1) : 0;
}

/** The largest index of the assumption at `path` over all options, where it is more than chance;
 *  else 0. */
static double
index_of(const struct bh_sensitivity *s, const char *path)
{
    double largest = 0;

    for (size_t i = 0; s != NULL && i < s->n_factors; i++) {
        if (strcmp(s->factors[i].name, path) != 0) {
            continue;
        }
        for (size_t o = 0; o < s->n_options; o++) {
            const struct bh_sensitivity_option *option = &s->options[o];
            const double value =
                option->is_constant ? 0 : bh_sensitivity_main(option, i)->value;

            largest = value > option->noise && value > largest ? value : largest;
        }
    }
    return largest;
}

/** Scores [n_variables]: above 1 what success depends on, below it ranges by width, and -1 what
 *  cannot be a slider. */
static void
score(const struct bh_model *model, const struct bh_sensitivity *s, double *scores)
{
    for (size_t i = 0; i < model->n_variables; i++) {
        const struct bh_assumption *a = &model->assumptions[i];
        const double index = index_of(s, a->path);

        scores[i] = index > 0 ? 1 + index : width_of(model, a);
        if (bh_model_is_lever(model, a->parameter) || !isfinite(a->low) || !isfinite(a->high)) {
            scores[i] = -1;
        }
    }
}

static void
add_assumptions(struct bh_json *json, const struct bh_model *model, double *scores)
{
    for (size_t n = 0; n < MOST_ASSUMED; n++) {
        size_t best = model->n_variables;

        for (size_t i = 0; i < model->n_variables; i++) {
            if (scores[i] >= 0 && (best == model->n_variables || scores[i] > scores[best])) {
                best = i;
            }
        }
        if (best == model->n_variables) {
            break;
        }
        const struct bh_assumption *a = &model->assumptions[best];
        scores[best] = -1;
        add_slider(json, model,
                   &(struct slider){"assumption", a->meaning, a->parameter, a->low, a->high});
    }
}

/** The analysis of the file's futures; NULL where there are too few of them. */
static enum bh_status
read_sensitivity(const char *path, struct bh_sensitivity **out, struct bh_err *err)
{
    const struct bh_sensitivity_request request = {.n_resamples = RESAMPLES};
    const enum bh_status st = bh_sensitivity_read(path, &request, out, err);

    return st == BH_EINPUT ? BH_OK : st;
}

/** The plan as the engine of the page reads it. */
static enum bh_status
add_tree(struct bh_report *report, struct bh_err *err)
{
    struct bh_text text = {0};
    void *bytes = NULL;
    size_t n = 0;
    enum bh_status st = BH_OK;

    BH_TRY(bh_plan_tree(report->plan, &bytes, &n, err));
    bh_base64_add(&text, bytes, n);
    bh_json_string(&report->json, "tree", bh_text_string(&text));
    st = text.failed ? bh_no_memory(err) : BH_OK;
done:
    bh_text_fini(&text);
    free(bytes);
    return st;
}

enum bh_status
bh_document_live(struct bh_report *report, struct bh_err *err)
{
    const struct bh_model *model = report->model;
    struct bh_json *json = &report->json;
    struct bh_sensitivity *sensitivity = NULL;
    double *scores = NULL;
    enum bh_status st = BH_OK;

    if (model == NULL) {
        bh_json_value(json, "live", NULL);
        return BH_OK;
    }
    BH_TRY(read_sensitivity(report->path, &sensitivity, err));
    scores = malloc((model->n_variables + 1) * sizeof *scores);
    if (scores == NULL) {
        st = bh_no_memory(err);
        goto done;
    }
    score(model, sensitivity, scores);
    bh_json_object(json, "live");
    BH_TRY(add_tree(report, err));
    bh_json_integer(json, "futures", FUTURES);
    bh_json_array(json, "controls");
    add_levers(json, model);
    for (size_t i = 0; i < model->n_obstacles; i++) {
        add_obstacle(json, model, &model->obstacles[i]);
    }
    add_assumptions(json, model, scores);
    bh_json_end_array(json);
    bh_json_end_object(json);
done:
    free(scores);
    bh_sensitivity_free(sensitivity);
    return st;
}
