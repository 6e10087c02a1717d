/** @file report.h  The page of a results file, and the data in it. */
#ifndef BLUEHELM_REPORT_H
#define BLUEHELM_REPORT_H

#include <bluehelm/err.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Writes the page of results file `results` to `html`: one file that needs no network. The file
 *  appears complete or not at all.
 *  @return BH_OK, or as bh_results_compare; BH_EIO when `html` cannot be written. */
BH_NODISCARD enum bh_status bh_report_write(const char *results, const char *html,
                                            struct bh_err *err);

/** The document of results file `results`: everything a page shows, as one JSON object on one line
 *  (docs/page.md). *text is the caller's to free.
 *  @return BH_OK, or as bh_results_compare. */
BH_NODISCARD enum bh_status bh_report_json(const char *results, char **text, struct bh_err *err);

/** The page with `document` in it, HTML that opens from disk. The document is JSON as
 *  bh_report_json makes it: every < escaped. *html is the caller's to free.
 *  @return BH_OK; BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_report_page(const char *document, char **html, struct bh_err *err);

#ifdef __cplusplus
}
#endif
#endif
