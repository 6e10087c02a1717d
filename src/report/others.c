/** @file others.c  The pages of a search and of a negotiation: what their commands print as JSON,
 *  in a document of their own kind. */
#include <bluehelm/negotiate.h>
#include <bluehelm/search.h>

#include "base/err.h"
#include "report/document.h"
#include "report/template.h"

#include <stdlib.h>

/** Begins a document of `kind`. Writes to `out`. */
static struct bh_json
begin(struct bh_text *out, const char *kind)
{
    struct bh_json json = bh_json_results_dense(out);

    bh_json_string(&json, "kind", kind);
    bh_json_integer(&json, "format", BH_DOCUMENT_FORMAT);
    return json;
}

/** Ends the document with `found`, its JSON, under `kind`, and writes the page. */
static enum bh_status
end(struct bh_json *json, const char *kind, const char *found, const char *html,
    struct bh_err *err)
{
    char *document = NULL;
    enum bh_status st = BH_OK;

    bh_json_value(json, kind, found);
    BH_TRY(bh_json_finish(json, &document, err));
    BH_TRY(bh_template_write(document, html, err));
done:
    free(document);
    return st;
}

enum bh_status
bh_search_page(const struct bh_search *search, const char *html, struct bh_err *err)
{
    struct bh_text out = {0};
    struct bh_json json = begin(&out, "search");
    char *found = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_search_json(search, &found, err));
    bh_json_object(&json, "plan");
    bh_json_string(&json, "title", search->plan_title);
    bh_json_string(&json, "currency", search->currency);
    bh_json_string(&json, "start", search->start);
    bh_json_end_object(&json);
    st = end(&json, "search", found, html, err);
done:
    free(found);
    bh_text_fini(&out);
    return st;
}

enum bh_status
bh_negotiation_html(const struct bh_negotiation *negotiation, const char *path,
                    struct bh_err *err)
{
    struct bh_text out = {0};
    struct bh_json json = begin(&out, "negotiation");
    char *found = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_negotiation_json(negotiation, &found, err));
    st = end(&json, "negotiation", found, path, err);
done:
    free(found);
    bh_text_fini(&out);
    return st;
}
