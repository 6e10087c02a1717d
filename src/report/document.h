/** @file document.h  The data of a page, as JSON.
 *
 *  Layer: report.  Reads a results file through the store, and its plan.
 *
 *  A page is a template that knows looks and words, and one document that knows the study; what is
 *  in the document stands in docs/page.md. What other commands print as JSON is put in as they
 *  print it, so a page and `compare --json` cannot say different numbers. A document has no words
 *  of its own: titles and notes are the plan's. */
#ifndef BH_REPORT_DOCUMENT_H
#define BH_REPORT_DOCUMENT_H

#include "base/json.h"
#include "plan/model.h"
#include "store/store.h"

#include <bluehelm/plan.h>
#include <bluehelm/results.h>

#define BH_DOCUMENT_FORMAT 1

/** A report whose document is being written. Everything is borrowed. */
struct bh_report {
    struct bh_json json;
    const char *path; /* of the results file */
    struct bh_store *file;
    const struct bh_store_study *study;
    const struct bh_comparison *comparison;
    const struct bh_plan *plan; /* NULL: this program does not read the file's plan */
    const struct bh_model *model; /* of it, or NULL */
};

/** Each adds members to the document, which is open at its top. */

/** comparison, obstacles, discovery, sensitivity, robustness: what the commands print. Null where
 *  the file has too few futures, or no obstacle study. */
BH_NODISCARD enum bh_status bh_document_analyses(struct bh_report *report, struct bh_err *err);
/** plan, study, options, and what there is in the plan: areas, forces, parties ... */
void bh_document_plan(struct bh_report *report);
/** command, into the open object: what to type to make the study again; PLAN is the plan's file. */
void bh_document_command(struct bh_report *report);
/** courses: quantities over time. */
BH_NODISCARD enum bh_status bh_document_courses(struct bh_report *report, struct bh_err *err);
/** stories, register, sources. */
BH_NODISCARD enum bh_status bh_document_register(struct bh_report *report,
                                                 struct bh_err *err);
/** live: what may be moved on the page. */
BH_NODISCARD enum bh_status bh_document_live(struct bh_report *report, struct bh_err *err);

#endif
