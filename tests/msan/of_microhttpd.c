/** @file of_microhttpd.c  What libmicrohttpd hands to the handler of requests, on its own threads:
 *  address, method and version, a piece of a body, values of headers and queries. */
#include "library.h"

#include <microhttpd.h>
#include <stdarg.h>
#include <stdlib.h>

/** The handler of the one daemon of a process. */
static struct {
    MHD_AccessHandlerCallback handler;
    void *context;
} own;

static NOT_LOOKED_INTO enum MHD_Result
receive(void *context, struct MHD_Connection *connection, const char *path, const char *method,
        const char *version, const char *bytes, size_t *n, void **kept)
{
    (void) context;
    written_text(path);
    written_text(method);
    written_text(version);
    written(n, sizeof *n);
    written(bytes, *n);
    written(kept, sizeof *kept); /* "initially NULL" */
    LIBRARY_ENDS(); /* our handler is looked at as all of our code */
    const enum MHD_Result result =
        own.handler(own.context, connection, path, method, version, bytes, n, kept);
    LIBRARY_BEGINS();
    return result;
}

LIBRARY_CALL(struct MHD_Daemon *, MHD_start_daemon, unsigned int flags, uint16_t port,
             MHD_AcceptPolicyCallback accepts, void *of_accepts, MHD_AccessHandlerCallback handler,
             void *context, ...)
{
    va_list options;

    own.handler = handler;
    own.context = context;
    va_start(options, context);
    LIBRARY_BEGINS();
    struct MHD_Daemon *daemon =
        MHD_start_daemon_va(flags, port, accepts, of_accepts, receive, NULL, options);
    LIBRARY_ENDS();
    va_end(options);
    return daemon;
}

LIBRARY_CALL(void, MHD_stop_daemon, struct MHD_Daemon *daemon)
PASS_ON_VOID(MHD_stop_daemon, daemon)

LIBRARY_CALL(const char *, MHD_lookup_connection_value, struct MHD_Connection *connection,
             enum MHD_ValueKind kind, const char *name)
{
    LIBRARY_BEGINS();
    const char *value = __real_MHD_lookup_connection_value(connection, kind, name);
    LIBRARY_ENDS();
    return written_text(value);
}

LIBRARY_CALL(struct MHD_Response *, MHD_create_response_from_buffer, size_t n, void *bytes,
             enum MHD_ResponseMemoryMode mode)
{
    check_handed_over(bytes, n);
    LIBRARY_BEGINS();
    struct MHD_Response *response = __real_MHD_create_response_from_buffer(n, bytes, mode);
    LIBRARY_ENDS();
    return response;
}

/* ---- streams, which are made while they are sent -------------------------------------------- */

struct stream {
    MHD_ContentReaderCallback more;
    MHD_ContentReaderFreeCallback end;
    void *context;
};

static NOT_LOOKED_INTO ssize_t
more_of_stream(void *context, uint64_t at, char *bytes, size_t room)
{
    const struct stream *stream = context;

    LIBRARY_ENDS();
    const ssize_t n = stream->more(stream->context, at, bytes, room);
    LIBRARY_BEGINS();
    check_handed_over(bytes, n > 0 ? (size_t) n : 0);
    return n;
}

static NOT_LOOKED_INTO void
end_of_stream(void *context)
{
    struct stream *stream = context;

    LIBRARY_ENDS();
    stream->end(stream->context);
    LIBRARY_BEGINS();
    free(stream);
}

LIBRARY_CALL(struct MHD_Response *, MHD_create_response_from_callback, uint64_t size, size_t block,
             MHD_ContentReaderCallback more, void *context, MHD_ContentReaderFreeCallback end)
{
    struct stream *stream = malloc(sizeof *stream);

    if (stream == NULL) {
        return NULL;
    }
    *stream = (struct stream){more, end, context};
    LIBRARY_BEGINS();
    struct MHD_Response *response = __real_MHD_create_response_from_callback(
        size, block, more_of_stream, stream, end_of_stream);
    LIBRARY_ENDS();
    if (response == NULL) {
        free(stream);
    }
    return response;
}

/* ---- answers --------------------------------------------------------------------------------- */

LIBRARY_CALL(enum MHD_Result, MHD_add_response_header, struct MHD_Response *response,
             const char *name, const char *text)
PASS_ON(enum MHD_Result, MHD_add_response_header, response, name, text)

LIBRARY_CALL(enum MHD_Result, MHD_queue_response, struct MHD_Connection *connection,
             unsigned int status, struct MHD_Response *response)
PASS_ON(enum MHD_Result, MHD_queue_response, connection, status, response)

LIBRARY_CALL(void, MHD_destroy_response, struct MHD_Response *response)
PASS_ON_VOID(MHD_destroy_response, response)
