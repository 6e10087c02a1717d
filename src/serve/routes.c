/** @file routes.c  What the server answers. */
#include "serve/routes.h"

#include "base/err.h"
#include "base/json.h"
#include "serve/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SECONDS_SILENT 2.0            /* between signs of life on a stream */
#define NANOSECONDS_BETWEEN 100000000 /* events, at least */
#define MOST_LISTENERS 24             /* streams; less than half of all connections */

/** A request being answered. */
struct call {
    struct bh_server *server;
    const struct bh_http_request *request;
    struct bh_http_reply *reply;
    char name[BH_VARIANT_NAME_ROOM]; /* of the variant in the path, checked */
};

/* ---- errors --------------------------------------------------------------------------------- */

static void
refuse(struct call *call, unsigned status, const char *text)
{
    bh_http_refuse(call->reply, status, text);
}

static unsigned
http_status(enum bh_status status)
{
    switch (status) {
    case BH_OK:
        return 200;
    case BH_EINPUT:
        return 422;
    case BH_ELIMIT:
        return 413;
    case BH_ENOMEM:
    case BH_ECANCELLED:
        return 503;
    case BH_EIO:
    case BH_EFORMAT:
        break;
    }
    return 500;
}

static void
refuse_failure(struct call *call, enum bh_status status, const struct bh_err *err)
{
    refuse(call, http_status(status), err->text);
}

/** The answer for settings that do not fit the plan: with everything the reader found. */
static void
refuse_plan(struct call *call, const struct bh_plan *plan)
{
    struct bh_err err = {BH_OK, ""};
    struct bh_json json = bh_json_make(&call->reply->body);
    char *problems = NULL;
    const enum bh_status st = bh_plan_problems_json(plan, &problems, &err);

    if (st != BH_OK) {
        refuse_failure(call, st, &err);
        return;
    }
    call->reply->status = 422;
    bh_json_object(&json, NULL);
    bh_json_object(&json, "error");
    bh_json_integer(&json, "status", 422);
    bh_json_string(&json, "text", "the plan with these settings has errors");
    bh_json_value(&json, "check", problems);
    bh_json_end_object(&json);
    bh_json_end_object(&json);
    free(problems);
}

/** Gives JSON text as the answer, and frees it. */
static void
give(struct call *call, char *text)
{
    bh_text_add(&call->reply->body, text);
    free(text);
}

/* ---- pages ---------------------------------------------------------------------------------- */

/* The page's own policy stands in its head; it cannot say this part there. */
#define PAGE_POLICY "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

static void
give_page_of(struct call *call, const char *name)
{
    struct bh_err err = {BH_OK, ""};
    char *html = NULL;
    const enum bh_status st =
        bh_serve_page(&call->server->served, name, call->server->token, &html, &err);

    if (st != BH_OK) {
        refuse_failure(call, st, &err);
        return;
    }
    call->reply->type = "text/html; charset=utf-8";
    call->reply->policy = PAGE_POLICY;
    give(call, html);
}

/** Complete results of the variant in the path. @return NULL after refusing. */
static struct bh_comparison *
want_results(struct call *call)
{
    struct bh_err err = {BH_OK, ""};
    struct bh_comparison *comparison = NULL;
    const enum bh_status st =
        bh_served_compare(&call->server->served, call->name, &comparison, &err);

    if (st != BH_OK) {
        refuse_failure(call, st, &err);
    } else if (comparison == NULL) {
        refuse(call, 404, "there are no results of this variant as it is now; run it first");
    }
    return comparison;
}

static void
give_page(struct call *call)
{
    give_page_of(call, BH_VARIANT_BASE);
}

static void
give_variant_page(struct call *call)
{
    struct bh_comparison *comparison = want_results(call);

    if (comparison != NULL) {
        give_page_of(call, call->name);
    }
    bh_comparison_free(comparison);
}

static void
give_nothing(struct call *call)
{
    call->reply->status = 204;
    bh_text_add(&call->reply->body, "");
}

/* ---- variants ------------------------------------------------------------------------------- */

static void
write_results(struct bh_json *json, const struct bh_comparison *comparison)
{
    if (comparison == NULL) {
        bh_json_value(json, "futures", NULL);
        bh_json_value(json, "options", NULL);
        return;
    }
    bh_json_integer(json, "futures", (int64_t) comparison->n_scenarios);
    bh_json_array(json, "options");
    for (size_t o = 0; o < comparison->n_options; o++) {
        bh_json_object(json, NULL);
        bh_json_string(json, "id", comparison->options[o].id);
        bh_json_estimate(json, "success", comparison->options[o].success);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

/** Writes a variant as an object. One that cannot be read has no settings, and says why. */
static enum bh_status
write_variant(struct call *call, struct bh_json *json, const char *name, struct bh_err *err)
{
    const struct bh_served *served = &call->server->served;
    struct bh_err why = {BH_OK, ""};
    struct bh_variant variant = {.n_set = 0};
    struct bh_comparison *comparison = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_served_compare(served, name, &comparison, err));
    const enum bh_status read = bh_variant_load(served->folder, name, &variant, &why);
    bh_json_object(json, NULL);
    bh_json_string(json, "name", name);
    bh_json_string(json, "broken", read == BH_OK ? NULL : why.text);
    bh_json_array(json, "settings");
    for (size_t i = 0; i < variant.n_set; i++) {
        bh_json_string(json, NULL, variant.set[i]);
    }
    bh_json_end_array(json);
    write_results(json, comparison);
    bh_json_end_object(json);
done:
    bh_comparison_free(comparison);
    bh_variant_fini(&variant);
    return st;
}

static void
list_variants(struct call *call)
{
    char names[BH_VARIANT_MOST][BH_VARIANT_NAME_ROOM];
    const size_t n = bh_variant_list(call->server->served.folder, names);
    struct bh_json json = bh_json_make(&call->reply->body);
    struct bh_err err = {BH_OK, ""};
    enum bh_status st = BH_OK;

    bh_json_object(&json, NULL);
    bh_json_array(&json, "variants");
    BH_TRY(write_variant(call, &json, BH_VARIANT_BASE, &err));
    for (size_t i = 0; i < n; i++) {
        BH_TRY(write_variant(call, &json, names[i], &err));
    }
    bh_json_end_array(&json);
    bh_json_end_object(&json);
done:
    if (st != BH_OK) {
        refuse_failure(call, st, &err);
    }
}

/** Reads the settings in the body and the plan with them. *plan is NULL after refusing. */
static void
read_body(struct call *call, struct bh_variant *variant, struct bh_plan **plan)
{
    struct bh_err err = {BH_OK, ""};
    enum bh_status st =
        bh_variant_parse(call->request->body, call->request->n_body, variant, &err);

    if (st == BH_OK) {
        st = bh_served_plan(&call->server->served, variant, plan, &err);
    }
    if (st != BH_OK) {
        refuse_failure(call, st, &err);
    }
}

static void
check_settings(struct call *call)
{
    struct bh_err err = {BH_OK, ""};
    struct bh_variant variant = {.n_set = 0};
    struct bh_plan *plan = NULL;
    char *problems = NULL;

    read_body(call, &variant, &plan);
    if (plan != NULL) {
        const enum bh_status st = bh_plan_problems_json(plan, &problems, &err);

        if (st == BH_OK) {
            give(call, problems);
        } else {
            refuse_failure(call, st, &err);
        }
    }
    bh_plan_free(plan);
    bh_variant_fini(&variant);
}

/** Refuses what would change a variant under a study that runs on it, and the base. */
static bool
may_change(struct call *call)
{
    if (strcmp(call->name, BH_VARIANT_BASE) == 0) {
        refuse(call, 409, "the base is the plan as it is; save a variant under another name");
        return false;
    }
    if (bh_runs_is_busy(call->server->runs, call->name)) {
        refuse(call, 409, "this variant is being run; stop that first");
        return false;
    }
    return true;
}

static void
save(struct call *call, const struct bh_variant *variant)
{
    struct bh_json json = bh_json_make(&call->reply->body);
    struct bh_err err = {BH_OK, ""};
    bool is_new = false;
    enum bh_status st = BH_OK;

    BH_TRY(bh_variant_save(call->server->served.folder, call->name, variant, &is_new, &err));
    st = write_variant(call, &json, call->name, &err);
    call->reply->status = is_new ? 201 : 200;
done:
    if (st != BH_OK) {
        refuse_failure(call, st, &err);
    }
}

static void
save_variant(struct call *call)
{
    struct bh_variant variant = {.n_set = 0};
    struct bh_plan *plan = NULL;

    if (!may_change(call)) {
        return;
    }
    read_body(call, &variant, &plan);
    if (plan != NULL && !bh_plan_is_sound(plan)) {
        refuse_plan(call, plan);
    } else if (plan != NULL) {
        save(call, &variant);
    }
    bh_plan_free(plan);
    bh_variant_fini(&variant);
}

/** @return false after refusing a variant that is not there. */
static bool
want_variant(struct call *call)
{
    const bool is_there = bh_variant_exists(call->server->served.folder, call->name);

    if (!is_there) {
        refuse(call, 404, "there is no variant of that name");
    }
    return is_there;
}

static void
remove_variant(struct call *call)
{
    struct bh_err err = {BH_OK, ""};

    if (!want_variant(call) || !may_change(call)) {
        return;
    }
    const enum bh_status st =
        bh_variant_remove(call->server->served.folder, call->name, &err);
    if (st != BH_OK) {
        refuse_failure(call, st, &err);
        return;
    }
    bh_runs_forget(call->server->runs, call->name);
    give_nothing(call);
}

static void
give_comparison(struct call *call)
{
    struct bh_err err = {BH_OK, ""};
    struct bh_comparison *comparison = want_variant(call) ? want_results(call) : NULL;
    char *text = NULL;

    if (comparison != NULL) {
        const enum bh_status st = bh_comparison_json(comparison, &text, &err);

        if (st == BH_OK) {
            give(call, text);
        } else {
            refuse_failure(call, st, &err);
        }
    }
    bh_comparison_free(comparison);
}

/* ---- runs ----------------------------------------------------------------------------------- */

static void
run_variant(struct call *call)
{
    const char *asked = bh_http_query(call->request, "futures");
    struct bh_run_order order = {.n_futures = call->server->served.base->n_scenarios};
    struct bh_err err = {BH_OK, ""};

    if (!want_variant(call)) {
        return;
    }
    if (asked != NULL && !bh_routes_number(asked, BH_SERVE_MOST_FUTURES, &order.n_futures)) {
        refuse(call, 422, "futures must be a whole number from 1 to 100000");
        return;
    }
    snprintf(order.name, sizeof order.name, "%s", call->name);
    switch (bh_runs_order(call->server->runs, &order, &err)) {
    case BH_OK:
        call->reply->status = 202;
        bh_runs_json(call->server->runs, &call->reply->body);
        return;
    case BH_EINPUT:
        refuse(call, 409, err.text);
        return;
    case BH_ELIMIT:
        refuse(call, 429, err.text);
        return;
    case BH_EIO:
    case BH_ENOMEM:
    case BH_EFORMAT:
    case BH_ECANCELLED:
        break;
    }
    refuse(call, 503, err.text);
}

static void
stop_run(struct call *call)
{
    if (bh_runs_cancel(call->server->runs, call->name)) {
        call->reply->status = 202;
        bh_runs_json(call->server->runs, &call->reply->body);
    } else {
        refuse(call, 404, "no run of that variant is under way");
    }
}

static void
list_runs(struct call *call)
{
    bh_runs_json(call->server->runs, &call->reply->body);
}

/** One who listens. */
struct listener {
    struct bh_server *server;
    uint64_t version; /* of the list told last; 0: none yet */
};

/** Waits for a change and tells the list; a comment when there is none for long, so that a page
 *  that is gone is noticed. */
static bool
tell_next(void *context, struct bh_text *out)
{
    static const struct timespec between = {.tv_nsec = NANOSECONDS_BETWEEN};
    struct listener *listener = context;
    struct bh_runs *runs = listener->server->runs;
    const uint64_t before = listener->version;

    if (before > 0) {
        nanosleep(&between, NULL);
    }
    if (!bh_runs_wait(runs, &listener->version, SECONDS_SILENT)) {
        return false;
    }
    if (listener->version == before) {
        bh_text_add(out, ":\n\n");
    } else {
        bh_text_add(out, "data: ");
        bh_runs_json(runs, out);
        bh_text_add(out, "\n\n");
    }
    return true;
}

static void
stop_listening(void *context)
{
    struct listener *listener = context;

    atomic_fetch_sub(&listener->server->n_listeners, 1);
    free(listener);
}

static void
listen_to_runs(struct call *call)
{
    struct bh_server *server = call->server;
    struct listener *listener = calloc(1, sizeof *listener);

    if (listener == NULL) {
        refuse(call, 503, "out of memory");
    } else if (atomic_fetch_add(&server->n_listeners, 1) >= MOST_LISTENERS) {
        atomic_fetch_sub(&server->n_listeners, 1);
        free(listener);
        refuse(call, 503, "too many pages listen already; close some");
    } else {
        listener->server = server;
        call->reply->type = "text/event-stream";
        call->reply->stream = (struct bh_http_stream){tell_next, stop_listening, listener};
    }
}

/* ---- the table ------------------------------------------------------------------------------ */

static const struct route {
    const char *method, *pattern;
    bool changes; /* wants the token */
    void (*answer)(struct call *call);
} routes[] = {
    {"GET", "/", false, give_page},
    {"GET", "/variants/*", false, give_variant_page},
    {"GET", "/favicon.ico", false, give_nothing},
    {"GET", "/api/variants", false, list_variants},
    {"PUT", "/api/variants/*", true, save_variant},
    {"DELETE", "/api/variants/*", true, remove_variant},
    {"GET", "/api/variants/*/comparison", false, give_comparison},
    {"POST", "/api/variants/*/run", true, run_variant},
    {"DELETE", "/api/variants/*/run", true, stop_run},
    {"POST", "/api/check", true, check_settings},
    {"GET", "/api/runs", false, list_runs},
    {"GET", "/api/events", false, listen_to_runs},
};
#define N_ROUTES (sizeof routes / sizeof routes[0])

bool
bh_routes_match(const char *pattern, const char *path, char name[BH_VARIANT_NAME_ROOM])
{
    name[0] = '\0';
    for (; *pattern != '\0'; pattern++) {
        if (*pattern == '*') {
            const size_t n = strcspn(path, "/");

            if (n == 0) {
                return false;
            }
            snprintf(name, BH_VARIANT_NAME_ROOM, "%.*s",
                     n < BH_VARIANT_NAME_ROOM ? (int) n : 0, path);
            path += n;
        } else if (*path++ != *pattern) {
            return false;
        }
    }
    return *path == '\0';
}

bool
bh_routes_number(const char *text, size_t most, size_t *number)
{
    size_t found = 0;

    for (; *text >= '0' && *text <= '9' && found <= most; text++) {
        found = 10 * found + (size_t) (*text - '0');
    }
    if (*text != '\0' || found < 1 || found > most) {
        return false;
    }
    *number = found;
    return true;
}

/** Answers a call whose path and method are those of `route`. */
static void
follow(struct call *call, const struct route *route)
{
    if (strchr(route->pattern, '*') != NULL && !bh_variant_is_name(call->name)) {
        refuse(call, 400,
               "the name of a variant is 1 to 48 of a-z, 0-9, - and _, a letter or digit first");
    } else if (route->changes &&
               !bh_guard_has_token(&call->request->head, call->server->token)) {
        refuse(call, 403, "X-Bluehelm-Token is not that of this server; load the page again");
    } else {
        route->answer(call);
    }
}

void
bh_routes_answer(void *server, const struct bh_http_request *request,
                 struct bh_http_reply *reply)
{
    struct call call = {.server = server, .request = request, .reply = reply};
    const bool is_head = strcmp(request->head.method, "HEAD") == 0;
    const char *method = is_head ? "GET" : request->head.method;
    bool is_known = false;

    for (size_t i = 0; i < N_ROUTES; i++) {
        if (bh_routes_match(routes[i].pattern, request->head.path, call.name)) {
            is_known = true;
            if (strcmp(routes[i].method, method) == 0) {
                follow(&call, &routes[i]);
                return;
            }
        }
    }
    refuse(&call, is_known ? 405 : 404,
           is_known ? "this path does not take this method" : "there is nothing at this path");
}
