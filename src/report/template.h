/** @file template.h  The page as it was built, with a document put in.
 *
 *  Layer: report. */
#ifndef BH_REPORT_TEMPLATE_H
#define BH_REPORT_TEMPLATE_H

#include <bluehelm/err.h>

/** Writes the page with `document`, JSON whose every < is escaped, to `path`, whole or not at all.
 *  @return BH_OK; BH_EIO, BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_template_write(const char *document, const char *path,
                                              struct bh_err *err);

#endif
