/** @file page.h  The sections of the report.
 *
 *  Layer: report.  A page holds what every section reads; each section is one function that adds to
 *  `out`, in the order of this list. */
#ifndef BH_REPORT_PAGE_H
#define BH_REPORT_PAGE_H

#include "base/text.h"
#include "store/store.h"

#include <bluehelm/results.h>

struct bh_page {
    struct bh_text *out;
    struct bh_store *file;
    const struct bh_store_study *study;
    const struct bh_comparison *results;
};

/** A value for people, by the output's kind. */
void bh_page_show(const struct bh_page *page, const struct bh_output *output, double value,
                  char *text, size_t room);
/** Colour of option number `option`. */
size_t bh_page_colour(size_t option);

void bh_page_summary(struct bh_page *page);  /* title, what it is, options, in words */
void bh_page_measures(struct bh_page *page); /* table of measures and course */
void bh_page_money(struct bh_page *page);    /* by sponsor, by line */
void bh_page_register(struct bh_page *page); /* assumptions, sources */
void bh_page_limits(struct bh_page *page);   /* limits, how to do it again */
/** What breaks each option, when `results` (the path of page->file) holds an obstacle study. */
BH_NODISCARD enum bh_status bh_page_obstacles(struct bh_page *page, const char *results,
                                              struct bh_err *err);
/** Fans over time, bargaining and conditions, areas. */
BH_NODISCARD enum bh_status bh_page_courses(struct bh_page *page, struct bh_err *err);
/** Each force stage by stage. */
BH_NODISCARD enum bh_status bh_page_pipeline(struct bh_page *page, struct bh_err *err);
/** Corners of the assumptions in which options fail, when there are any. From the results file at
 *  `path`. */
BH_NODISCARD enum bh_status bh_page_discovery(struct bh_page *page, const char *path,
                                              struct bh_err *err);
/** What success depends on; which option holds. From the results file at `path`; nothing is added
 *  where it has too few futures. */
BH_NODISCARD enum bh_status bh_page_sensitivity(struct bh_page *page, const char *path,
                                                struct bh_err *err);
BH_NODISCARD enum bh_status bh_page_robustness(struct bh_page *page, const char *path,
                                               struct bh_err *err);
/** One future of each option as dated events. */
BH_NODISCARD enum bh_status bh_page_stories(struct bh_page *page, struct bh_err *err);

#endif
