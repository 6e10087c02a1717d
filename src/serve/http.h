/** @file http.h  A small HTTP server: requests in, replies out, streams of events.
 *
 *  Layer: serve.  http.c alone knows the HTTP library. Every connection has a thread of its own, so
 *  that answering may take its time; what is shared between answers guards itself.
 *
 *  Invariant: a request reaches `answer` only when bh_guard_check lets it pass and its body is
 *  whole. */
#ifndef BH_SERVE_HTTP_H
#define BH_SERVE_HTTP_H

#include "base/text.h"
#include "serve/guard.h"

#include <bluehelm/err.h>
#include <stdint.h>

#define BH_HTTP_MOST_BODY 65536 /* bytes */

/** A request, borrowed while it is answered. The path is as it was sent, nothing unescaped. */
struct bh_http_request {
    struct bh_guard_request head;
    const char *body; /* ends in a NUL that is not counted */
    size_t n_body;
    void *connection; /* http.c's own */
};

/** The value of `name` behind the question mark, as it was sent; NULL when it is not there. */
const char *bh_http_query(const struct bh_http_request *request, const char *name);

/** Events sent while they happen. */
struct bh_http_stream {
    /** Waits until there is something to say, at most some seconds, and appends it.
     *  @return false when all is said. */
    bool (*next)(void *context, struct bh_text *out);
    void (*close)(void *context); /* the stream ended, by whomever; frees `context` */
    void *context;
};

/** An answer. Starts zeroed. */
struct bh_http_reply {
    unsigned status;               /* 200 */
    const char *type;              /* NULL: JSON */
    const char *policy;            /* Content-Security-Policy; NULL: nothing may be loaded or run */
    struct bh_text body;           /* taken over */
    struct bh_http_stream stream;  /* when stream.next is there, instead of `body` */
};

/** Makes `reply` an error, {"error": {"status": , "text": }}. What it held is dropped. */
void bh_http_refuse(struct bh_http_reply *reply, unsigned status, const char *text);

struct bh_http_settings {
    const char *address; /* numeric, IPv4 or IPv6 */
    uint16_t port;       /* 0: any that is free */
    void (*answer)(void *context, const struct bh_http_request *request,
                   struct bh_http_reply *reply);
    void *context;
};

struct bh_http;

/** Listens and answers from now on, on threads of its own. settings->address must outlive it.
 *  @return BH_OK; BH_EINPUT when the address is none of this machine's, BH_EIO when the port is
 *          in use or not allowed (err names address and port); BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_http_start(const struct bh_http_settings *settings,
                                          struct bh_http **out, struct bh_err *err);

/** The port it listens on. */
uint16_t bh_http_port(const struct bh_http *http);

/** Stops listening, waits for the answers being made, and frees it. Streams must have been told to
 *  end. NULL is fine. */
void bh_http_stop(struct bh_http *http);

#endif
