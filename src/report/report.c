/** @file report.c  The page of a results file. */
#include <bluehelm/report.h>

#include "base/err.h"
#include "report/template.h"

#include <stdlib.h>

enum bh_status
bh_report_write(const char *results, const char *html, struct bh_err *err)
{
    char *document = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_report_json(results, &document, err));
    BH_TRY(bh_template_write(document, html, err));
done:
    free(document);
    return st;
}
