/** @file guard.h  Which requests are let in.
 *
 *  Layer: serve.  Pure functions of what a request says of itself.
 *
 *  A server on the own machine is reached by every page that the browser opens. Three things keep
 *  other pages out: the name in Host must be this machine's (a page whose name was rebound to this
 *  address sends its own name); Origin and Sec-Fetch-Site, which a browser sets and no page can,
 *  must not be another site's; and whatever changes something must carry the token of this run,
 *  which only our own page knows. */
#ifndef BH_SERVE_GUARD_H
#define BH_SERVE_GUARD_H

#include <stdbool.h>
#include <stddef.h>

/** What a request says of itself; NULL for what it does not say. Borrowed. */
struct bh_guard_request {
    const char *method, *path;
    const char *host;   /* Host */
    const char *origin; /* Origin */
    const char *site;   /* Sec-Fetch-Site */
    const char *token;  /* X-Bluehelm-Token */
};

/** Why a request is refused: an HTTP status and words. Status 0: it is let in. */
struct bh_refusal {
    unsigned status;
    const char *text;
};

/** Whether `host` ("localhost:8080", "[::1]:80") names a server that listens on the numeric
 *  `address`: localhost, the address itself, and, where the address is not a loopback one, any
 *  numeric address. Any port, so that a tunnel's is fine. A name would have to be looked up, and
 *  who answers could change his mind between two questions. */
bool bh_guard_is_own_host(const char *host, const char *address);

/** Whether a page from `origin` is a page of the server called `host`. */
bool bh_guard_is_same_origin(const char *origin, const char *host);

/** Whether only this machine reaches the numeric `address`. */
bool bh_guard_is_loopback(const char *address);

/** Lets a request in or refuses it. `address` is what the server listens on. */
struct bh_refusal bh_guard_check(const struct bh_guard_request *request, const char *address);

/** Whether a request that changes something carries `token`; takes the same time wherever they
 *  differ. */
bool bh_guard_has_token(const struct bh_guard_request *request, const char *token);

#endif
