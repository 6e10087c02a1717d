/** @file progress.c  While a long command runs: a line on standard error, and Ctrl-C. */
#include "cli.h"

#include <stdio.h>
#include <unistd.h>

/* The one variable of the program that changes behind its back: a handler can reach nothing
 * else. */
static volatile sig_atomic_t wants_stop;

static void
stop(int signal_number)
{
    (void) signal_number;
    wants_stop = 1;
}

const volatile sig_atomic_t *
catch_stop(void)
{
    struct sigaction action = {.sa_handler = stop};

    sigemptyset(&action.sa_mask);
    action.sa_flags = (int) SA_RESETHAND; /* a second Ctrl-C ends at once */
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    return &wants_stop;
}

bool
shows_progress(const struct arguments *arguments)
{
    return isatty(STDERR_FILENO) && !arguments->quiet;
}

void
clear_progress(const struct arguments *arguments)
{
    if (shows_progress(arguments)) {
        fprintf(stderr, "\r\033[K");
    }
}
