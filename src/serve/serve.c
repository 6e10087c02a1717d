/** @file serve.c  The server from beginning to end. */
#include <bluehelm/serve.h>

#include "base/err.h"
#include "serve/http.h"
#include "serve/routes.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#define LOOPBACK "127.0.0.1"
#define NANOSECONDS_BETWEEN_LOOKS 50000000 /* at the flag that ends it */

/** 128 random bits in hexadecimal digits. */
static enum bh_status
make_token(char token[BH_SERVE_TOKEN_ROOM], struct bh_err *err)
{
    unsigned char bytes[(BH_SERVE_TOKEN_ROOM - 1) / 2];

    if (getrandom(bytes, sizeof bytes, 0) != (ssize_t) sizeof bytes) {
        return bh_fail(err, BH_EIO, "no random numbers: %s", strerror(errno));
    }
    for (size_t i = 0; i < sizeof bytes; i++) {
        snprintf(token + 2 * i, 3, "%02x", bytes[i]);
    }
    return BH_OK;
}

static void
tell_ready(const struct bh_serve_settings *settings, const char *address, uint16_t port)
{
    const bool is_six = strchr(address, ':') != NULL;
    char url[128];

    snprintf(url, sizeof url, "http://%s%.64s%s:%u/", is_six ? "[" : "", address, is_six ? "]" : "",
             port);
    if (settings->ready != NULL) {
        settings->ready(settings->context, url);
    }
}

static void
wait_for_end(const volatile sig_atomic_t *cancel)
{
    static const struct timespec between = {.tv_nsec = NANOSECONDS_BETWEEN_LOOKS};

    while (*cancel == 0) {
        nanosleep(&between, NULL);
    }
}

enum bh_status
bh_serve_run(const struct bh_serve_settings *settings, struct bh_err *err)
{
    struct bh_server server = {.runs = NULL};
    const struct bh_http_settings listening = {
        .address = settings->address == NULL ? LOOPBACK : settings->address,
        .port = settings->port,
        .answer = bh_routes_answer,
        .context = &server,
    };
    const struct bh_runs_settings working = {bh_served_run, &server.served};
    struct bh_http *http = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_served_open(settings, &server.served, err));
    BH_TRY(make_token(server.token, err));
    BH_TRY(bh_runs_create(&working, &server.runs, err));
    st = bh_http_start(&listening, &http, err);
    if (st == BH_OK) {
        tell_ready(settings, listening.address, bh_http_port(http));
        wait_for_end(settings->cancel);
    }
    bh_runs_stop(server.runs);
    bh_http_stop(http);
done:
    bh_runs_free(server.runs);
    bh_served_close(&server.served);
    return st;
}
