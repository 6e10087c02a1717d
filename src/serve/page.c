/** @file page.c  The page of a results file, told that it comes from a server.
 *
 *  It is the page that `report` writes, with two differences: its document has a member "serve",
 *  and it may talk to the server it came from. */
#include "serve/page.h"

#include "base/err.h"
#include "base/json.h"

#include <bluehelm/report.h>
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/** Writes the member "serve", as an object of its own. */
static void
write_member(const struct bh_served *served, const char *name, const char *token,
             struct bh_text *out)
{
    struct bh_json json = bh_json_make_dense(out);

    bh_json_object(&json, NULL);
    bh_json_object(&json, "serve");
    bh_json_string(&json, "variant", name);
    bh_json_string(&json, "token", token);
    bh_json_string(&json, "results", served->settings->results);
    bh_json_string(&json, "plan", served->settings->plan);
    bh_json_string(&json, "folder", served->folder);
    bh_json_integer(&json, "futures", (int64_t) served->base->n_scenarios);
    bh_json_integer(&json, "most_futures", BH_SERVE_MOST_FUTURES);
    bh_json_end_object(&json);
    bh_json_end_object(&json);
}

/** Puts the member in front of those of `document`. */
static enum bh_status
add_member(const char *member, const char *document, char **out, struct bh_err *err)
{
    struct bh_text text = {0};

    assert(document[0] == '{' && member[0] == '{');
    bh_text_add_n(&text, member, strlen(member) - 1); /* all but its closing brace */
    bh_text_add(&text, ",");
    bh_text_add(&text, document + 1);
    const enum bh_status st = bh_text_give(&text, out, err);
    bh_text_fini(&text);
    return st;
}

/** Lets the page talk to where it came from; a page on disk may talk to nobody. The words are those
 *  of web/page/index.html, and stand before anything that a plan could have written. */
static void
let_talk(char *html)
{
    static const char silent[] = "connect-src 'none'";
    char *at = strstr(html, silent);

    if (at != NULL) {
        memcpy(at, "connect-src 'self'", sizeof silent - 1);
    }
}

enum bh_status
bh_serve_page(const struct bh_served *served, const char *name, const char *token, char **html,
              struct bh_err *err)
{
    char path[BH_VARIANT_PATH_ROOM];
    struct bh_text member = {0};
    char *document = NULL, *whole = NULL;
    enum bh_status st = BH_OK;

    bh_served_results(served, name, path);
    write_member(served, name, token, &member);
    BH_TRY(member.failed ? bh_no_memory(err) : BH_OK);
    BH_TRY(bh_report_json(path, &document, err));
    BH_TRY(add_member(bh_text_string(&member), document, &whole, err));
    BH_TRY(bh_report_page(whole, html, err));
    let_talk(*html);
done:
    bh_text_fini(&member);
    free(document);
    free(whole);
    return st;
}
