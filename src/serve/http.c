/** @file http.c  A small HTTP server, on libmicrohttpd.
 *
 *  A connection has a thread, which the library makes. It calls `receive` when the head of a
 *  request is there, with each piece of its body, and once more at the end. What is refused is
 *  refused by its head, before a body is taken in. */
#include "serve/http.h"

#include "base/err.h"
#include "base/json.h"

#include <errno.h>
#include <microhttpd.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define MOST_CONNECTIONS 64
#define MOST_SECONDS_SILENT 30
#define MOST_BYTES_OF_HEAD 16384 /* all of a request but its body; more is answered 431 or 414 */
#define WAITING 16               /* connections not accepted yet */
#define STREAM_BLOCK 4096        /* bytes of a stream sent at once */
/* a body too large is read and dropped up to here, so that its sender gets the answer */
#define MOST_BYTES_DROPPED (16 * BH_HTTP_MOST_BODY)

struct bh_http {
    struct bh_http_settings settings;
    struct MHD_Daemon *daemon;
    uint16_t port;
};

/** A request coming in. */
struct exchange {
    struct bh_http_request request;
    struct bh_text body;
    size_t n_dropped; /* bytes beyond what is taken */
};

/** A stream going out, and what of it was made and not sent yet. */
struct outgoing {
    struct bh_http_stream stream;
    struct bh_text text;
    size_t sent;
    bool is_over;
};

const char *
bh_http_query(const struct bh_http_request *request, const char *name)
{
    return MHD_lookup_connection_value(request->connection, MHD_GET_ARGUMENT_KIND, name);
}

void
bh_http_refuse(struct bh_http_reply *reply, unsigned status, const char *text)
{
    struct bh_json json = bh_json_make(&reply->body);

    bh_text_clear(&reply->body);
    reply->status = status;
    reply->type = NULL;
    bh_json_object(&json, NULL);
    bh_json_object(&json, "error");
    bh_json_integer(&json, "status", status);
    bh_json_string(&json, "text", text);
    bh_json_end_object(&json);
    bh_json_end_object(&json);
    bh_text_add(&reply->body, "\n");
}

/* ---- going out ------------------------------------------------------------------------------ */

/** Gives the library the next bytes of a stream. */
static ssize_t
send_more(void *context, uint64_t position, char *bytes, size_t room)
{
    struct outgoing *outgoing = context;

    (void) position;
    while (outgoing->sent == outgoing->text.n && !outgoing->is_over) {
        bh_text_clear(&outgoing->text);
        outgoing->sent = 0;
        outgoing->is_over = !outgoing->stream.next(outgoing->stream.context, &outgoing->text);
    }
    if (outgoing->text.failed) {
        return MHD_CONTENT_READER_END_WITH_ERROR;
    }
    const size_t left = outgoing->text.n - outgoing->sent;
    const size_t n = left < room ? left : room;
    if (n == 0) {
        return MHD_CONTENT_READER_END_OF_STREAM;
    }
    memcpy(bytes, outgoing->text.data + outgoing->sent, n);
    outgoing->sent += n;
    return (ssize_t) n;
}

static void
end_stream(void *context)
{
    struct outgoing *outgoing = context;

    outgoing->stream.close(outgoing->stream.context);
    bh_text_fini(&outgoing->text);
    free(outgoing);
}

/** Takes the reply's stream over, whether it succeeds or not. */
static struct MHD_Response *
make_stream(const struct bh_http_reply *reply)
{
    struct outgoing *outgoing = calloc(1, sizeof *outgoing);
    struct MHD_Response *response = NULL;

    if (outgoing == NULL) {
        reply->stream.close(reply->stream.context);
        return NULL;
    }
    outgoing->stream = reply->stream;
    response = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, STREAM_BLOCK, send_more,
                                                 outgoing, end_stream);
    if (response == NULL) {
        end_stream(outgoing);
    }
    return response;
}

/** Takes the reply's body over, whether it succeeds or not. */
static struct MHD_Response *
make_body(struct bh_http_reply *reply)
{
    const size_t n = reply->body.n;
    char *bytes = bh_text_take(&reply->body);
    struct MHD_Response *response = NULL;

    if (bytes != NULL) {
        response = MHD_create_response_from_buffer(n, bytes, MHD_RESPMEM_MUST_FREE);
    }
    if (response == NULL) {
        free(bytes);
    }
    return response;
}

static void
add_headers(struct MHD_Response *response, const struct bh_http_reply *reply)
{
    static const char *const always[][2] = {
        {"X-Content-Type-Options", "nosniff"},
        {"X-Frame-Options", "DENY"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Cache-Control", "no-store"},
    };

    for (size_t i = 0; i < sizeof always / sizeof always[0]; i++) {
        (void) MHD_add_response_header(response, always[i][0], always[i][1]);
    }
    (void) MHD_add_response_header(response, "Content-Type",
                                   reply->type == NULL ? "application/json" : reply->type);
    (void) MHD_add_response_header(response, "Content-Security-Policy",
                                   reply->policy == NULL
                                       ? "default-src 'none'; frame-ancestors 'none'"
                                       : reply->policy);
    if (reply->status == 405) {
        (void) MHD_add_response_header(response, "Allow", "GET, HEAD, POST, PUT, DELETE");
    }
}

/** Sends the reply and takes over what it holds. */
static enum MHD_Result
put_reply(struct MHD_Connection *connection, struct bh_http_reply *reply)
{
    struct MHD_Response *response =
        reply->stream.next != NULL ? make_stream(reply) : make_body(reply);

    bh_text_fini(&reply->body);
    if (response == NULL) {
        return MHD_NO; /* out of memory: the connection is closed */
    }
    add_headers(response, reply);
    const enum MHD_Result result = MHD_queue_response(connection, reply->status, response);
    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result
put_refusal(struct MHD_Connection *connection, struct bh_refusal refusal)
{
    struct bh_http_reply reply = {.status = refusal.status};

    bh_http_refuse(&reply, refusal.status, refusal.text);
    return put_reply(connection, &reply);
}

/* ---- coming in ------------------------------------------------------------------------------ */

static const char *
header(struct MHD_Connection *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

static struct bh_refusal
too_large(void)
{
    return (struct bh_refusal){413, "the body of a request may have 65536 bytes"};
}

/** Looks at the head of a request. */
static struct bh_refusal
look(const struct bh_http *http, const struct exchange *exchange)
{
    const char *length = header(exchange->request.connection, "Content-Length");
    const struct bh_refusal refusal =
        bh_guard_check(&exchange->request.head, http->settings.address);

    if (refusal.status == 0 && length != NULL &&
        strtoull(length, NULL, 10) > BH_HTTP_MOST_BODY) {
        return too_large();
    }
    return refusal;
}

static struct exchange *
begin_exchange(struct MHD_Connection *connection, const char *path, const char *method)
{
    struct exchange *exchange = calloc(1, sizeof *exchange);

    if (exchange != NULL) {
        exchange->request.connection = connection;
        exchange->request.head = (struct bh_guard_request){
            .method = method,
            .path = path,
            .host = header(connection, "Host"),
            .origin = header(connection, "Origin"),
            .site = header(connection, "Sec-Fetch-Site"),
            .token = header(connection, "X-Bluehelm-Token"),
        };
    }
    return exchange;
}

/** Keeps a piece of the body. */
static enum MHD_Result
keep(struct exchange *exchange, const char *bytes, size_t n)
{
    if (exchange->n_dropped > 0 || n > BH_HTTP_MOST_BODY - exchange->body.n) {
        exchange->n_dropped += n;
    } else {
        bh_text_add_n(&exchange->body, bytes, n);
    }
    return exchange->n_dropped > MOST_BYTES_DROPPED || exchange->body.failed ? MHD_NO : MHD_YES;
}

static enum MHD_Result
answer(struct bh_http *http, struct exchange *exchange)
{
    struct bh_http_reply reply = {.status = 200};

    if (exchange->n_dropped > 0) {
        return put_refusal(exchange->request.connection, too_large());
    }
    exchange->request.body = bh_text_string(&exchange->body);
    exchange->request.n_body = exchange->body.n;
    http->settings.answer(http->settings.context, &exchange->request, &reply);
    return put_reply(exchange->request.connection, &reply);
}

/** The library's call: the head of a request, a piece of its body, or its end. */
static enum MHD_Result
receive(void *context, struct MHD_Connection *connection, const char *path, const char *method,
        const char *version, const char *bytes, size_t *n, void **kept)
{
    struct bh_http *http = context;
    struct exchange *exchange = *kept;

    (void) version;
    if (exchange == NULL) {
        exchange = begin_exchange(connection, path, method);
        *kept = exchange;
        if (exchange == NULL) {
            return MHD_NO;
        }
        const struct bh_refusal refusal = look(http, exchange);
        return refusal.status == 0 ? MHD_YES : put_refusal(connection, refusal);
    }
    if (*n > 0) {
        const enum MHD_Result result = keep(exchange, bytes, *n);

        *n = 0;
        return result;
    }
    return answer(http, exchange);
}

static void
forget(void *context, struct MHD_Connection *connection, void **kept,
       enum MHD_RequestTerminationCode code)
{
    struct exchange *exchange = *kept;

    (void) context;
    (void) connection;
    (void) code;
    if (exchange != NULL) {
        bh_text_fini(&exchange->body);
        free(exchange);
    }
    *kept = NULL;
}

/** Leaves escapes in paths and queries as they are: no name of ours needs any. */
static size_t
leave_escapes(void *context, struct MHD_Connection *connection, char *text)
{
    (void) context;
    (void) connection;
    return strlen(text);
}

/* ---- listening ------------------------------------------------------------------------------ */

/** A socket that listens. `err` names the address and what is in the way. */
static enum bh_status
listen_on(const struct bh_http_settings *settings, int *out, struct bh_err *err)
{
    const struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE,
                                   .ai_socktype = SOCK_STREAM};
    struct addrinfo *found = NULL;
    char port[8];
    const int yes = 1;

    snprintf(port, sizeof port, "%u", settings->port);
    if (getaddrinfo(settings->address, port, &hints, &found) != 0) {
        return bh_fail(err, BH_EINPUT, "'%.60s' is not a numeric address, such as 127.0.0.1",
                       settings->address);
    }
    const int descriptor = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0 ||
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0 ||
        bind(descriptor, found->ai_addr, found->ai_addrlen) != 0 ||
        listen(descriptor, WAITING) != 0) {
        const int problem = errno;

        freeaddrinfo(found);
        if (descriptor >= 0) {
            close(descriptor);
        }
        return bh_fail(err, problem == EADDRNOTAVAIL ? BH_EINPUT : BH_EIO, "%s port %u: %s%s",
                       settings->address, settings->port, strerror(problem),
                       problem == EADDRINUSE ? "; choose another, or 0 for any that is free" : "");
    }
    freeaddrinfo(found);
    *out = descriptor;
    return BH_OK;
}

/** The port a socket listens on. */
static uint16_t
port_of(int descriptor)
{
    struct sockaddr_storage address;
    socklen_t length = sizeof address;
    char port[8] = "0";

    if (getsockname(descriptor, (struct sockaddr *) &address, &length) == 0) {
        (void) getnameinfo((struct sockaddr *) &address, length, NULL, 0, port, sizeof port,
                           NI_NUMERICSERV);
    }
    return (uint16_t) strtoul(port, NULL, 10);
}

enum bh_status
bh_http_start(const struct bh_http_settings *settings, struct bh_http **out, struct bh_err *err)
{
    struct bh_http *http = calloc(1, sizeof *http);
    enum bh_status st = BH_OK;
    int descriptor = -1;

    if (http == NULL) {
        return bh_no_memory(err);
    }
    http->settings = *settings;
    BH_TRY(listen_on(settings, &descriptor, err));
    http->port = port_of(descriptor);
    http->daemon = MHD_start_daemon(
        MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION | MHD_USE_POLL |
            MHD_USE_ITC,
        0, NULL, NULL, receive, http, MHD_OPTION_LISTEN_SOCKET, descriptor,
        MHD_OPTION_NOTIFY_COMPLETED, forget, NULL, MHD_OPTION_UNESCAPE_CALLBACK, leave_escapes,
        NULL, MHD_OPTION_CONNECTION_LIMIT, (unsigned) MOST_CONNECTIONS,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned) MOST_SECONDS_SILENT,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t) MOST_BYTES_OF_HEAD,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
    if (http->daemon == NULL) {
        close(descriptor);
        st = bh_fail(err, BH_ENOMEM, "the server could not be started");
        goto done;
    }
    *out = http;
    http = NULL;
done:
    free(http);
    return st;
}

uint16_t
bh_http_port(const struct bh_http *http)
{
    return http->port;
}

void
bh_http_stop(struct bh_http *http)
{
    if (http != NULL) {
        MHD_stop_daemon(http->daemon);
        free(http);
    }
}
