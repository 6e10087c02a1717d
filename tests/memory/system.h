/** @file system.h  The allocator that test_memory's own stands before: the C library's, or MSan's,
 *  which knows what nobody wrote.
 *
 *  MSan calls ours before it is ready, and where a thread starts, before the thread's function: it
 *  cannot do without memory there. Threads therefore begin here, with has_begun. */
#ifndef BH_MEMORY_SYSTEM_H
#define BH_MEMORY_SYSTEM_H

#include <stdbool.h>
#include <stddef.h>

#if defined(__has_feature)
#if __has_feature(memory_sanitizer)
#define BH_MEMORY_MSAN
#endif
#endif

#ifndef BH_MEMORY_MSAN

#define SYSTEM(name) __libc_##name
#define IS_EARLY
static bool has_begun;

#else

#include <pthread.h>

#define SYSTEM(name) __interceptor_##name
#define IS_EARLY __attribute__((disable_sanitizer_instrumentation))
static _Thread_local bool has_begun; /* main sets its own */

struct beginning {
    void *(*start)(void *);
    void *context;
};

int SYSTEM(pthread_create)(pthread_t *, const pthread_attr_t *, void *(*) (void *), void *);
int __wrap_pthread_create(pthread_t *, const pthread_attr_t *, void *(*) (void *), void *);

static void *
begin_thread(void *context)
{
    const struct beginning *beginning = context;

    has_begun = true;
    return beginning->start(beginning->context);
}

/** In place of tests/msan/of_threads.c: no library starts a thread here. */
int
__wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *),
                      void *context)
{
    static struct beginning beginnings[1 << 16];
    static _Atomic unsigned n;
    struct beginning *beginning = &beginnings[n++ % (1 << 16)];

    *beginning = (struct beginning){start, context};
    return SYSTEM(pthread_create)(thread, attributes, begin_thread, beginning);
}

#endif

extern void *SYSTEM(malloc)(size_t n);
extern void *SYSTEM(calloc)(size_t n, size_t size);
extern void *SYSTEM(realloc)(void *at, size_t n);
extern void *SYSTEM(memalign)(size_t alignment, size_t n);
extern void SYSTEM(free)(void *at);

#endif
