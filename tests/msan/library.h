/** @file library.h  What stands between the program and a library that MSan does not see into.
 *
 *  MSan keeps a shadow of memory: which bits were written. Only code built with it and the C
 *  library's functions it knows keep the shadow. What another library writes looks unwritten, what
 *  it reads is not looked at, and what it hands to strlen or write is told as a fault of its own.
 *
 *  In the preset `msan` the linker sends each call of a LIBRARY_CALL to a function of these files
 *  (--wrap; CMakeLists.txt finds the names by this word). It calls the library, and then marks as
 *  written what the library's documentation says was written, by the lengths it says, and no more.
 *  What is handed to the library to be kept, sent or packed is checked first. The shipped program
 *  knows nothing of this. */
#ifndef BH_MSAN_LIBRARY_H
#define BH_MSAN_LIBRARY_H

#include <sanitizer/msan_interface.h>
#include <stddef.h>

/* For what libraries call: the arguments they call it with are whole. */
#define NOT_LOOKED_INTO __attribute__((no_sanitize("memory")))

/** The head of a function that stands before `name`; its body calls __real_NAME. */
#define LIBRARY_CALL(type, name, ...)                                                              \
    type __real_##name(__VA_ARGS__);                                                               \
    type __wrap_##name(__VA_ARGS__);                                                               \
    type __wrap_##name(__VA_ARGS__)

/** Between these two the C library's functions do not look at what the library gives them. */
#define LIBRARY_BEGINS() __msan_scoped_disable_interceptor_checks()
#define LIBRARY_ENDS() __msan_scoped_enable_interceptor_checks()

/** Bodies of calls that write nothing of ours. */
#define PASS_ON(type, name, ...)                                                                   \
    {                                                                                              \
        LIBRARY_BEGINS();                                                                          \
        type result = __real_##name(__VA_ARGS__);                                                  \
        LIBRARY_ENDS();                                                                            \
        return result;                                                                             \
    }
#define PASS_ON_VOID(name, ...)                                                                    \
    {                                                                                              \
        LIBRARY_BEGINS();                                                                          \
        __real_##name(__VA_ARGS__);                                                                \
        LIBRARY_ENDS();                                                                            \
    }

/** A text that the library wrote, or NULL. */
static inline const char *
written_text(const void *text)
{
    if (text != NULL) {
        __msan_unpoison_string(text);
    }
    return text;
}

static inline const void *
written(const void *bytes, size_t n)
{
    if (bytes != NULL) {
        __msan_unpoison(bytes, n);
    }
    return bytes;
}

/** Ends the program with a report when a byte of these was not written by us. */
static inline void
check_handed_over(const void *bytes, size_t n)
{
    if (bytes != NULL) {
        __msan_check_mem_is_initialized(bytes, n);
    }
}

#endif
