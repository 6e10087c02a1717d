/** @file document.c  Puts the document of a results file together. */
#include "report/document.h"

#include "base/err.h"
#include "plan/compile.h"

#include <bluehelm/report.h>
#include <string.h>

static enum bh_status
add_all(struct bh_document *document, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    bh_json_string(&document->json, "kind", "study");
    bh_json_integer(&document->json, "format", BH_DOCUMENT_FORMAT);
    BH_TRY(bh_document_analyses(document, err));
    bh_document_plan(document);
    BH_TRY(bh_document_courses(document, err));
    BH_TRY(bh_document_register(document, err));
    BH_TRY(bh_document_live(document, err));
done:
    return st;
}

/** The plan of the file as this program reads it; NULL where it does not. */
static enum bh_status
read_plan(const struct bh_document *document, struct bh_plan **out, struct bh_err *err)
{
    const struct bh_store_study *study = document->study;
    struct bh_plan *plan = NULL;
    const enum bh_status st = bh_plan_read_text(document->path, study->plan_text,
                                                strlen(study->plan_text), NULL, 0, false, &plan,
                                                err);

    if (st == BH_OK && bh_plan_is_sound(plan) &&
        bh_plan_model(plan)->hash == study->plan_hash) {
        *out = plan;
        plan = NULL;
    }
    bh_plan_free(plan);
    return st;
}

enum bh_status
bh_report_json(const char *results, char **text, struct bh_err *err)
{
    struct bh_text out = {0};
    struct bh_document document = {.json = bh_json_results_dense(&out), .path = results};
    struct bh_comparison *comparison = NULL;
    struct bh_plan *plan = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_results_compare(results, NULL, &comparison, err));
    BH_TRY(bh_store_open(results, &document.file, err));
    document.comparison = comparison;
    document.study = bh_store_study(document.file);
    BH_TRY(read_plan(&document, &plan, err));
    document.model = plan == NULL ? NULL : bh_plan_model(plan);
    BH_TRY(add_all(&document, err));
    st = bh_json_finish(&document.json, text, err);
done:
    bh_plan_free(plan);
    bh_store_close(document.file);
    bh_comparison_free(comparison);
    bh_text_fini(&out);
    return st;
}
