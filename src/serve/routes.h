/** @file routes.h  What the server answers: one row of a table for each method and path.
 *
 *  Layer: serve.
 *
 *    GET    /                              the page of the base
 *    GET    /variants/NAME                 the page of a variant that was run
 *    GET    /api/variants                  {"variants": [variant]}, the base first
 *    PUT    /api/variants/NAME             saves a variant; a path=value on each line of the body
 *    DELETE /api/variants/NAME             removes it and its results
 *    GET    /api/variants/NAME/comparison  what `compare --json` writes of its results
 *    POST   /api/variants/NAME/run?futures=N  runs it in the background
 *    DELETE /api/variants/NAME/run         stops that; what is done is kept
 *    POST   /api/check                     what is wrong with the settings in the body
 *    GET    /api/runs                      the runs (bh_runs_json)
 *    GET    /api/events                    the same whenever it changes, as server-sent events
 *
 *  variant: {"name": , "broken": | null, "settings": [path=value], "futures": | null, "options":
 *  [{"id": , "success": {value, low, high}}] | null}; broken says why its file cannot be read; the
 *  last two are of its results, null when there are none of the variant as it is.
 *  error: {"error": {"status": , "text": , "check": }}; check is what `check --json` writes, where
 *  the plan reader found problems. */
#ifndef BH_SERVE_ROUTES_H
#define BH_SERVE_ROUTES_H

#include "serve/http.h"
#include "serve/served.h"

#include <stdatomic.h>

#define BH_SERVE_TOKEN_ROOM 33

/** All that an answer may need. */
struct bh_server {
    struct bh_served served;
    struct bh_runs *runs;
    atomic_size_t n_listeners;       /* streams of events that are open */
    char token[BH_SERVE_TOKEN_ROOM]; /* of this run of the server, random */
};

/** Answers a request that was let in: bh_http_settings.answer, with a struct bh_server. */
void bh_routes_answer(void *server, const struct bh_http_request *request,
                      struct bh_http_reply *reply);

/** Whether `path` matches `pattern`, in which * stands for one segment; that is copied to `name`.
 *  @param name "" when the pattern has no *, or when the segment is longer than any name. */
bool bh_routes_match(const char *pattern, const char *path, char name[BH_VARIANT_NAME_ROOM]);

/** Reads a whole number from 1 to `most`. @return false when the text is none. */
bool bh_routes_number(const char *text, size_t most, size_t *number);

#endif
