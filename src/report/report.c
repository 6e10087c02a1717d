/** @file report.c  Puts the report together. */
#include <bluehelm/report.h>

#include "base/err.h"
#include "base/file.h"
#include "report/html.h"
#include "report/page.h"

static enum bh_status
add_sections(struct bh_page *page, const char *results, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    bh_html_begin(page->out, page->results->plan_title);
    bh_page_summary(page);
    bh_page_measures(page);
    BH_TRY(bh_page_obstacles(page, results, err));
    BH_TRY(bh_page_courses(page, err));
    BH_TRY(bh_page_pipeline(page, err));
    BH_TRY(bh_page_discovery(page, results, err));
    bh_page_money(page);
    BH_TRY(bh_page_robustness(page, results, err));
    BH_TRY(bh_page_sensitivity(page, results, err));
    BH_TRY(bh_page_stories(page, err));
    bh_page_register(page);
    bh_page_limits(page);
    bh_html_end(page->out);
done:
    return st;
}

enum bh_status
bh_report_write(const char *results, const char *html, struct bh_err *err)
{
    struct bh_text out = {0};
    struct bh_page page = {.out = &out};
    struct bh_comparison *comparison = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_results_compare(results, NULL, &comparison, err));
    BH_TRY(bh_store_open(results, &page.file, err));
    page.results = comparison;
    page.study = bh_store_study(page.file);
    BH_TRY(add_sections(&page, results, err));
    if (out.failed) {
        st = bh_no_memory(err);
        goto done;
    }
    BH_TRY(bh_file_write(html, bh_text_string(&out), out.n, err));
done:
    bh_store_close(page.file);
    bh_comparison_free(comparison);
    bh_text_fini(&out);
    return st;
}
