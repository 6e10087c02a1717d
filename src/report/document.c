/** @file document.c  Puts the document of a results file together. */
#include "report/document.h"

#include "base/err.h"
#include "plan/compile.h"

#include <bluehelm/report.h>
#include <string.h>

static enum bh_status
add_all(struct bh_report *report, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    bh_json_string(&report->json, "kind", "study");
    bh_json_integer(&report->json, "format", BH_DOCUMENT_FORMAT);
    BH_TRY(bh_document_analyses(report, err));
    bh_document_plan(report);
    BH_TRY(bh_document_courses(report, err));
    BH_TRY(bh_document_register(report, err));
    BH_TRY(bh_document_live(report, err));
done:
    return st;
}

/** The plan of the file as this program reads it; NULL where it does not. */
static enum bh_status
read_plan(const struct bh_report *report, struct bh_plan **out, struct bh_err *err)
{
    const struct bh_store_study *study = report->study;
    struct bh_plan *plan = NULL;
    const enum bh_status st = bh_plan_read_text(report->path, study->plan_text,
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
    struct bh_report report = {.json = bh_json_results_dense(&out), .path = results};
    struct bh_comparison *comparison = NULL;
    struct bh_plan *plan = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_results_compare(results, NULL, &comparison, err));
    BH_TRY(bh_store_open(results, &report.file, err));
    report.comparison = comparison;
    report.study = bh_store_study(report.file);
    BH_TRY(read_plan(&report, &plan, err));
    report.plan = plan;
    report.model = plan == NULL ? NULL : bh_plan_model(plan);
    BH_TRY(add_all(&report, err));
    st = bh_json_finish(&report.json, text, err);
done:
    bh_plan_free(plan);
    bh_store_close(report.file);
    bh_comparison_free(comparison);
    bh_text_fini(&out);
    return st;
}
