/** @file of_threads.c  Threads that libraries start (Open MPI, libmicrohttpd): the C library's
 *  functions do not look at what they are given there. Our own threads start as ever. */
#include "library.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

typedef void *thread_start(void *);

/** MSan's own, which keeps a shadow for the new thread. */
int __interceptor_pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
                                 thread_start *start, void *context);

struct beginning {
    thread_start *start;
    void *context;
};

static NOT_LOOKED_INTO void *
begin(void *context)
{
    const struct beginning beginning = *(struct beginning *) context;

    free(context);
    LIBRARY_BEGINS();
    void *result = beginning.start(beginning.context);
    LIBRARY_ENDS();
    return result;
}

/** The linker sends calls of our code here, */
LIBRARY_CALL(int, pthread_create, pthread_t *thread, const pthread_attr_t *attributes,
             thread_start *start, void *context)
{
    return __interceptor_pthread_create(thread, attributes, start, context);
}

/** and those of libraries find this. */
__attribute__((visibility("default"))) NOT_LOOKED_INTO int
pthread_create(pthread_t *restrict thread, const pthread_attr_t *restrict attributes,
               thread_start *start, void *restrict context)
{
    struct beginning *beginning = malloc(sizeof *beginning);

    if (beginning == NULL) {
        return EAGAIN;
    }
    *beginning = (struct beginning){start, context};
    const int code = __interceptor_pthread_create(thread, attributes, begin, beginning);
    if (code != 0) {
        free(beginning);
    }
    return code;
}
