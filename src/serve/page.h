/** @file page.h  The page of a results file, told that it comes from a server.  Layer: serve. */
#ifndef BH_SERVE_PAGE_H
#define BH_SERVE_PAGE_H

#include "serve/served.h"

/** The page of variant `name`, HTML. `token` is what the page must send with what changes
 *  something. *html is the caller's to free.
 *  @return as bh_report_json; BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_serve_page(const struct bh_served *served, const char *name,
                                          const char *token, char **html, struct bh_err *err);

#endif
