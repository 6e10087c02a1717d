/** @file document_register.c  Stories, the register of assumptions, sources.
 *
 *  Layer: report. */
#include "report/document.h"

#include "base/err.h"
#include "plan/names.h"

/** What telling stories remembers. */
struct telling {
    struct bh_json *json;
    const char *option;
    bool is_open;
    uint32_t scenario, replication;
};

static void
close_story(struct telling *telling)
{
    if (telling->is_open) {
        bh_json_end_array(telling->json);
        bh_json_end_object(telling->json);
        telling->is_open = false;
    }
}

static void
tell(void *context, uint32_t scenario, uint32_t replication, uint32_t day, int tone,
     const char *text)
{
    static const char *const tones[] = {"plain", "good", "bad"};
    struct telling *telling = context;
    struct bh_json *json = telling->json;

    if (!telling->is_open || telling->scenario != scenario ||
        telling->replication != replication) {
        close_story(telling);
        bh_json_object(json, NULL);
        bh_json_string(json, "option", telling->option);
        bh_json_integer(json, "scenario", scenario);
        bh_json_integer(json, "replication", replication);
        bh_json_array(json, "happenings");
        telling->is_open = true;
        telling->scenario = scenario;
        telling->replication = replication;
    }
    bh_json_object(json, NULL);
    bh_json_integer(json, "day", day);
    bh_json_string(json, "tone", tones[tone >= 0 && tone < 3 ? tone : 0]);
    bh_json_string(json, "text", text);
    bh_json_end_object(json);
}

static enum bh_status
add_stories(struct bh_report *report, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    bh_json_array(&report->json, "stories");
    for (size_t o = 0; o < report->study->n_options && st == BH_OK; o++) {
        struct telling telling = {.json = &report->json,
                                  .option = report->study->options[o].id};

        st = bh_store_story(report->file, o, tell, &telling, err);
        close_story(&telling);
    }
    bh_json_end_array(&report->json);
    return st;
}

/** Titles of what the number at `path` belongs to. */
static void
add_whose(struct bh_json *json, const struct bh_model *model, const char *path)
{
    const size_t index =
        model == NULL ? BH_NONE : bh_names_find(model, path, &json->out->failed);
    struct bh_text whose = {0};

    if (index != BH_NONE) {
        bh_names_whose_parameter(model, index, &whose);
    }
    bh_json_string(json, "whose", bh_text_string(&whose));
    json->out->failed = json->out->failed || whose.failed;
    bh_text_fini(&whose);
}

static void
add_givens(struct bh_report *report)
{
    const struct bh_store_study *study = report->study;
    struct bh_json *json = &report->json;

    bh_json_array(json, "register");
    for (size_t i = 0; i < study->n_givens; i++) {
        const struct bh_store_variable *given = &study->givens[i];

        bh_json_object(json, NULL);
        bh_json_string(json, "path", given->path);
        bh_json_string(json, "meaning", given->meaning);
        add_whose(json, report->model, given->path);
        bh_json_string(json, "kind", given->kind);
        bh_json_string(json, "distribution", given->distribution);
        bh_json_number(json, "value", given->value);
        bh_json_number(json, "low", given->low);
        bh_json_number(json, "high", given->high);
        bh_json_string(json, "source", given->source);
        bh_json_string(json, "confidence", given->confidence);
        bh_json_string(json, "note", given->note);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

static void
add_sources(struct bh_json *json, const struct bh_store_study *study)
{
    bh_json_array(json, "sources");
    for (size_t i = 0; i < study->n_sources; i++) {
        const struct bh_store_source *source = &study->sources[i];

        bh_json_object(json, NULL);
        bh_json_string(json, "id", source->id);
        bh_json_string(json, "title", source->title);
        bh_json_string(json, "publisher", source->publisher);
        bh_json_string(json, "year", source->year);
        bh_json_string(json, "url", source->url);
        bh_json_string(json, "accessed", source->accessed);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

enum bh_status
bh_document_register(struct bh_report *report, struct bh_err *err)
{
    const enum bh_status st = add_stories(report, err);

    add_givens(report);
    add_sources(&report->json, report->study);
    return st;
}
