/** @file html.h  Pieces of an HTML page.
 *
 *  Layer: report.  Everything a plan says goes through bh_html_text, so that no name can become
 *  markup. */
#ifndef BH_REPORT_HTML_H
#define BH_REPORT_HTML_H

#include "base/text.h"

/** Words, escaped for element content and for quoted attributes. */
void bh_html_text(struct bh_text *out, const char *words);
/** <tag>words</tag>; `tag` may hold attributes. */
void bh_html_element(struct bh_text *out, const char *tag, const char *words);
/** A link when `url` is http or https, the plain words otherwise. */
void bh_html_link(struct bh_text *out, const char *url, const char *words);
/** Everything up to <main>: title, style. */
void bh_html_begin(struct bh_text *out, const char *title);
void bh_html_end(struct bh_text *out);

#endif
