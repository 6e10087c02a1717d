/** @file document_plan.c  What a study is of: its plan, its options, the actors and places.
 *
 *  Layer: report. */
#include "report/document.h"

#include <math.h>
#include <string.h>

#define MOST_TEXT ((size_t) 256 * 1024) /* bytes of a plan that is shown whole */

static void
add_head(struct bh_report *report)
{
    static const char *const rules[] = {"choice", "mean", "median", "spatial", "challenge"};
    const struct bh_store_study *study = report->study;
    const struct bh_model *model = report->model;
    struct bh_json *json = &report->json;

    bh_json_object(json, "plan");
    bh_json_string(json, "id", study->plan_id);
    bh_json_string(json, "title", study->plan_title);
    bh_json_string(json, "summary", model == NULL ? "" : model->summary);
    bh_json_string(json, "hash", report->comparison->plan_hash);
    bh_json_string(json, "currency", study->currency);
    bh_json_string(json, "start", study->start);
    bh_json_integer(json, "days", study->days);
    bh_json_string(json, "rule", model == NULL ? NULL : rules[model->rule]);
    bh_json_integer(json, "ranges", (int64_t) report->comparison->n_ranges);
    bh_json_integer(json, "assumed", (int64_t) report->comparison->n_assumed);
    if (strlen(study->plan_text) <= MOST_TEXT) {
        bh_json_string(json, "text", study->plan_text);
    }
    bh_json_end_object(json);
}

static void
add_study(struct bh_report *report)
{
    const struct bh_store_study *study = report->study;
    struct bh_json *json = &report->json;

    bh_json_object(json, "study");
    bh_json_integer(json, "futures", (int64_t) study->n_futures);
    bh_json_integer(json, "replications", (int64_t) study->n_replications);
    bh_json_string(json, "design", study->design);
    bh_json_integer(json, "seed", study->seed);
    bh_json_integer(json, "keep", (int64_t) study->keep);
    bh_json_integer(json, "every", (int64_t) study->every);
    bh_json_bool(json, "complete", bh_store_is_complete(report->file));
    bh_json_string(json, "version", study->version);
    bh_document_command(report);
    bh_json_end_object(json);
}

/** Ids of the forces an option uses, as the plan has it. */
static void
add_forces_of(struct bh_report *report, const char *option)
{
    const struct bh_model *model = report->model;

    bh_json_array(&report->json, "forces");
    for (size_t o = 0; model != NULL && o < model->counts.n_options; o++) {
        const struct bh_option *found = &model->options[o];

        for (size_t f = 0; strcmp(found->id, option) == 0 && f < found->forces.n; f++) {
            bh_json_string(&report->json, NULL, model->forces[found->forces.at[f]].id);
        }
    }
    bh_json_end_array(&report->json);
}

static void
add_options(struct bh_report *report)
{
    struct bh_json *json = &report->json;

    bh_json_array(json, "options");
    for (size_t o = 0; o < report->study->n_options; o++) {
        const struct bh_store_option *option = &report->study->options[o];

        bh_json_object(json, NULL);
        bh_json_string(json, "id", option->id);
        bh_json_string(json, "title", option->title);
        bh_json_string(json, "summary", option->summary);
        bh_json_string(json, "authority", option->authority);
        bh_json_number(json, "due", option->due);
        bh_json_number(json, "requirement", option->requirement);
        add_forces_of(report, option->id);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

static void
add_area(struct bh_json *json, const struct bh_model *model, size_t number)
{
    const struct bh_area *area = &model->areas[number];
    const size_t residents = bh_parameter_column(BH_PARAM_AREA, "residents");

    bh_json_object(json, NULL);
    bh_json_string(json, "id", area->id);
    bh_json_string(json, "name", area->name);
    bh_json_string(json, "pcode", area->pcode);
    bh_json_number(json, "residents",
                   model->values[bh_parameter_index(model, BH_PARAM_AREA, BH_PARAM_WIDTH_AREA,
                                                    number) + residents]);
    if (area->has_tile) {
        bh_json_array(json, "tile");
        bh_json_number(json, NULL, area->tile[0]);
        bh_json_number(json, NULL, area->tile[1]);
        bh_json_end_array(json);
    } else {
        bh_json_value(json, "tile", NULL);
    }
    bh_json_array(json, "borders");
    for (size_t i = 0; i < area->borders.n; i++) {
        bh_json_string(json, NULL, model->areas[area->borders.at[i]].id);
    }
    bh_json_end_array(json);
    bh_json_end_object(json);
}

static void
add_areas(struct bh_json *json, const struct bh_model *model)
{
    bh_json_array(json, "areas");
    for (size_t i = 0; model != NULL && i < model->counts.n_areas; i++) {
        add_area(json, model, i);
    }
    bh_json_end_array(json);
}

/** Boundaries as GeoJSON, each named by the area's id. */
static void
add_geometry(struct bh_json *json, const struct bh_store_study *study)
{
    if (study->geometry == NULL) {
        bh_json_value(json, "geometry", NULL);
        return;
    }
    bh_json_object(json, "geometry");
    bh_json_string(json, "type", "FeatureCollection");
    bh_json_string(json, "source", study->geometry);
    bh_json_integer(json, "unused", (int64_t) study->n_unused);
    bh_json_array(json, "features");
    for (size_t i = 0; i < study->n_shapes; i++) {
        bh_json_object(json, NULL);
        bh_json_string(json, "type", "Feature");
        bh_json_object(json, "properties");
        bh_json_string(json, "area", study->shapes[i].area);
        bh_json_end_object(json);
        bh_json_object(json, "geometry");
        bh_json_string(json, "type", "MultiPolygon");
        bh_json_value(json, "coordinates", study->shapes[i].coordinates);
        bh_json_end_object(json);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
    bh_json_end_object(json);
}

static void
add_forces(struct bh_json *json, const struct bh_model *model)
{
    bh_json_array(json, "forces");
    for (size_t i = 0; model != NULL && i < model->counts.n_forces; i++) {
        const struct bh_force *force = &model->forces[i];

        bh_json_object(json, NULL);
        bh_json_string(json, "id", force->id);
        bh_json_string(json, "title", force->title);
        bh_json_string(json, "kind", force->kind == BH_LOCAL ? "local" : "contributed");
        bh_json_string(json, "role", force->role);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

static void
add_titled(struct bh_json *json, const char *id, const char *title)
{
    bh_json_object(json, NULL);
    bh_json_string(json, "id", id);
    bh_json_string(json, "title", title);
    bh_json_end_object(json);
}

static void
add_issues(struct bh_json *json, const struct bh_model *model)
{
    bh_json_array(json, "issues");
    for (size_t i = 0; model != NULL && i < model->counts.n_issues; i++) {
        bh_json_object(json, NULL);
        bh_json_string(json, "id", model->issues[i].id);
        bh_json_string(json, "title", model->issues[i].title);
        bh_json_string(json, "low", model->issues[i].low);
        bh_json_string(json, "high", model->issues[i].high);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

static void
add_actors(struct bh_json *json, const struct bh_model *model)
{
    bh_json_array(json, "sponsors");
    for (size_t i = 0; model != NULL && i < model->counts.n_sponsors; i++) {
        add_titled(json, model->sponsors[i].id, model->sponsors[i].title);
    }
    bh_json_end_array(json);
    bh_json_array(json, "conditions");
    for (size_t i = 0; model != NULL && i < model->counts.n_conditions; i++) {
        add_titled(json, model->conditions[i].id, model->conditions[i].title);
    }
    bh_json_end_array(json);
    bh_json_array(json, "parties");
    for (size_t i = 0; model != NULL && i < model->counts.n_parties; i++) {
        add_titled(json, model->parties[i].id, model->parties[i].title);
    }
    bh_json_end_array(json);
}

void
bh_document_plan(struct bh_report *report)
{
    add_head(report);
    add_study(report);
    add_options(report);
    add_areas(&report->json, report->model);
    add_geometry(&report->json, report->study);
    add_forces(&report->json, report->model);
    add_issues(&report->json, report->model);
    add_actors(&report->json, report->model);
}
