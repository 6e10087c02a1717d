/** @file main.c  bluehelm-mpi: explore, shared by the processes of an MPI run.
 *
 *  Layer: cli.  The one file that knows MPI, and a program of its own, so that the ordinary one
 *  needs no MPI to be installed.
 *
 *  Every rank runs jobs. Rank 0 has one thread more, the clerk, which hands out the jobs:
 *
 *    rank r -> 0   ASK    one number: how many jobs r has room for
 *    0 -> rank r   JOBS   how many jobs are taken by all so far, then the jobs; no jobs: none left
 *    rank r -> 0   LEAVE  nothing: r has closed its part
 *
 *  Between ranks there is nothing else but the word at the beginning whether all can begin. The
 *  clerk gives fewer jobs at a time when few are left, so that all end together. Waiting is done by
 *  sleeping, not spinning: the clerk takes next to nothing from the processor it shares. MPI is
 *  called by one thread of a process at a time: on rank 0 by the clerk while there is one.
 *
 *  A rank that dies ends the run: mpirun sees to that, or srun --kill-on-bad-exit. Where nobody
 *  does, the others must not wait for it for ever: rank 0, when it has run out of jobs and heard of
 *  nobody for a long time, takes in what parts it can and ends the run; a rank that gets no answer
 *  keeps what it has and ends it. Time is counted in pauses, not read from a clock, which goes on
 *  while a run is suspended. What every rank has committed stays. */
#include "cli/cli.h"

#include <bluehelm/study.h>
#include <bluehelm/version.h>

#include <fcntl.h>
#include <mpi.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum tag { ASK = 1, JOBS, LEAVE };

#define PAUSE_NANOSECONDS 200000
#define PAUSES_PER_SECOND (1000000000u / PAUSE_NANOSECONDS)
#define PATIENCE_SECONDS 600 /* jobs take seconds, network file systems may take minutes */
#define MOST_PATIENCE 1000000
#define SHARES 2 /* a rank is given at most 1 / (SHARES * ranks) of the jobs that are left */

struct desk {
    int rank, n_ranks;
    int told_to; /* descriptor of the real standard error while it is silent; -1: it is not */
    bool has_begun;
    size_t patience;   /* pauses without a word after which another rank is taken for dead */
    bool has_given_up; /* waiting: MPI cannot be left in order any more */
    /* rank 0 */
    pthread_t clerk;
    bool has_clerk;
    pthread_mutex_t mutex; /* of what follows */
    const uint32_t *jobs;
    size_t n, at;
    bool waits; /* rank 0 itself has nothing left to do */
};

/* ---- what ranks other than 0 say ------------------------------------------------------------- */

/** What is the same on all ranks is told by rank 0. */
static void
fall_silent(struct desk *desk)
{
    const int nowhere = open("/dev/null", O_WRONLY);

    fflush(NULL);
    desk->told_to = dup(STDERR_FILENO);
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    close(nowhere);
}

static void
speak_again(struct desk *desk)
{
    if (desk->told_to >= 0) {
        fflush(NULL);
        dup2(desk->told_to, STDERR_FILENO);
        close(desk->told_to);
        desk->told_to = -1;
    }
}

/* ---- waiting --------------------------------------------------------------------------------- */

static void
pause_a_little(void)
{
    nanosleep(&(struct timespec){0, PAUSE_NANOSECONDS}, NULL);
}

/** Pauses once more. False when this was once too often: gives up then. */
static bool
wait_on(struct desk *desk, size_t *n_pauses)
{
    pause_a_little();
    desk->has_given_up = ++*n_pauses > desk->patience;
    return !desk->has_given_up;
}

/* ---- handing out ----------------------------------------------------------------------------- */

/** Cuts the next jobs off the list. */
static size_t
hand_out(struct desk *desk, uint32_t *jobs, size_t room, size_t *n_taken)
{
    pthread_mutex_lock(&desk->mutex);
    const size_t left = desk->n - desk->at;
    const size_t parts = SHARES * (size_t) desk->n_ranks;
    const size_t share = (left + parts - 1) / parts;
    const size_t n = share < room ? share : room;

    if (n > 0) {
        memcpy(jobs, desk->jobs + desk->at, n * sizeof *jobs);
    }
    desk->at += n;
    *n_taken = desk->at;
    pthread_mutex_unlock(&desk->mutex);
    return n;
}

static void
answer(struct desk *desk, int rank, uint32_t room)
{
    uint32_t *jobs = malloc((room + 1) * sizeof *jobs);
    size_t n_taken;

    if (jobs == NULL) {
        fprintf(stderr, "bluehelm: out of memory\n");
        MPI_Abort(MPI_COMM_WORLD, EXIT_MEMORY);
        return;
    }
    const size_t n = hand_out(desk, jobs + 1, room, &n_taken);
    jobs[0] = (uint32_t) n_taken;
    MPI_Send(jobs, (int) n + 1, MPI_UINT32_T, rank, JOBS, MPI_COMM_WORLD);
    free(jobs);
}

static bool
waits(struct desk *desk)
{
    pthread_mutex_lock(&desk->mutex);
    const bool is_so = desk->waits;

    pthread_mutex_unlock(&desk->mutex);
    return is_so;
}

/** The clerk: answers until all other ranks have left, or nobody says anything any more. */
static void *
serve(void *context)
{
    struct desk *desk = context;
    size_t n_pauses = 0;

    for (int n_left = 0; n_left < desk->n_ranks - 1 && !desk->has_given_up;) {
        MPI_Status status;
        uint32_t room = 0;
        int is_there;

        MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &is_there, &status);
        if (!is_there) {
            n_pauses = waits(desk) ? n_pauses : 0;
            if (!wait_on(desk, &n_pauses)) {
                fprintf(stderr, "bluehelm: %d of %d processes do not say anything any more\n",
                        desk->n_ranks - 1 - n_left, desk->n_ranks);
            }
            continue;
        }
        n_pauses = 0;
        MPI_Recv(&room, 1, MPI_UINT32_T, status.MPI_SOURCE, status.MPI_TAG, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        if (status.MPI_TAG == ASK) {
            answer(desk, status.MPI_SOURCE, room);
        } else {
            n_left++;
        }
    }
    return NULL;
}

/* ---- the crew, as the library knows it ------------------------------------------------------- */

static enum bh_status
begin(void *context, enum bh_status mine, const uint32_t *jobs, size_t n)
{
    struct desk *desk = context;
    const int said[2] = {(int) mine, desk->rank == 0 ? (int) mine : 0};
    int worst[2]; /* of all, of rank 0 */
    MPI_Request request;
    int is_done = 0;
    size_t n_pauses = 0;

    desk->has_begun = true;
    desk->jobs = jobs;
    desk->n = n;
    MPI_Iallreduce(said, worst, 2, MPI_INT, MPI_MAX, MPI_COMM_WORLD, &request);
    for (MPI_Test(&request, &is_done, MPI_STATUS_IGNORE); !is_done;
         MPI_Test(&request, &is_done, MPI_STATUS_IGNORE)) {
        if (desk->rank > 0) { /* rank 0 may take long: it takes in what was left */
            pause_a_little();
        } else if (!wait_on(desk, &n_pauses)) {
            return BH_EIO;
        }
    }
    if (worst[1] == BH_OK) { /* else rank 0 has told what is wrong */
        speak_again(desk);
    }
    if (worst[0] == BH_OK && desk->rank == 0) {
        desk->has_clerk = pthread_create(&desk->clerk, NULL, serve, desk) == 0;
        if (!desk->has_clerk) {
            fprintf(stderr, "bluehelm: no thread could be started\n");
            MPI_Abort(MPI_COMM_WORLD, EXIT_MEMORY);
        }
    }
    return (enum bh_status) worst[0];
}

static size_t
take(void *context, uint32_t *jobs, size_t room, size_t *n_taken)
{
    struct desk *desk = context;
    const uint32_t wanted = (uint32_t) room;
    uint32_t *answered;
    MPI_Status status;
    int is_there = 0, n = 0;
    size_t n_pauses = 0;

    if (desk->rank == 0) {
        return hand_out(desk, jobs, room, n_taken);
    }
    *n_taken = 0;
    MPI_Send(&wanted, 1, MPI_UINT32_T, 0, ASK, MPI_COMM_WORLD);
    for (MPI_Iprobe(0, JOBS, MPI_COMM_WORLD, &is_there, &status); !is_there;
         MPI_Iprobe(0, JOBS, MPI_COMM_WORLD, &is_there, &status)) {
        if (!wait_on(desk, &n_pauses)) {
            fprintf(stderr,
                    "bluehelm: process %d: process 0 does not answer any more; what is done is "
                    "kept, go on with --resume\n",
                    desk->rank);
            return 0;
        }
    }
    MPI_Get_count(&status, MPI_UINT32_T, &n);
    answered = malloc((size_t) n * sizeof *answered);
    if (answered == NULL) {
        fprintf(stderr, "bluehelm: out of memory\n");
        MPI_Abort(MPI_COMM_WORLD, EXIT_MEMORY);
        return 0;
    }
    MPI_Recv(answered, n, MPI_UINT32_T, 0, JOBS, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    *n_taken = answered[0];
    memcpy(jobs, answered + 1, (size_t) (n - 1) * sizeof *jobs);
    free(answered);
    return (size_t) (n - 1);
}

static void
leave(void *context)
{
    struct desk *desk = context;
    const uint32_t nothing = 0;

    if (desk->rank > 0 && !desk->has_given_up) {
        MPI_Send(&nothing, 1, MPI_UINT32_T, 0, LEAVE, MPI_COMM_WORLD);
    } else if (desk->has_clerk) {
        pthread_mutex_lock(&desk->mutex);
        desk->waits = true;
        pthread_mutex_unlock(&desk->mutex);
        pthread_join(desk->clerk, NULL);
        desk->has_clerk = false;
    }
}

/* ---- the program ----------------------------------------------------------------------------- */

static int
tell_use(void)
{
    return put_text(
        "bluehelm-mpi runs bluehelm explore on many processes at once.\n\n"
        "Usage: mpirun -n RANKS bluehelm-mpi explore PLAN [the options of bluehelm explore]\n\n"
        "All ranks share the work of one study; the results file has the bytes of one process's.\n"
        "FILE must be where all ranks can write: each keeps what it has done in FILE.parts until\n"
        "the end. After an interruption --resume goes on, with any number of ranks, as does\n"
        "bluehelm explore --resume. --threads counts for each rank (default 1). Ranks of which\n"
        "nothing is heard for 600 seconds, or for BLUEHELM_PATIENCE if that is set, are taken for\n"
        "dead, and the run is ended.\n\n"
        "Example:\n  mpirun -n 4 bluehelm-mpi explore plans/gaza-2024 --futures 100000\n");
}

/** How long to wait for other ranks, from the environment. */
static int
read_patience(struct desk *desk)
{
    const char *word = getenv("BLUEHELM_PATIENCE");
    char *end = NULL;
    const unsigned long seconds = word == NULL ? PATIENCE_SECONDS : strtoul(word, &end, 10);

    if (seconds < 1 || seconds > MOST_PATIENCE || (end != NULL && *end != '\0')) {
        fprintf(stderr, "bluehelm-mpi: BLUEHELM_PATIENCE is %s, must be 1 to %d seconds\n", word,
                MOST_PATIENCE);
        return EXIT_USAGE;
    }
    desk->patience = (size_t) seconds * PAUSES_PER_SECOND;
    return EXIT_GOOD;
}

static int
run(int argc, char **argv, struct desk *desk)
{
    const struct bh_crew crew = {
        .context = desk,
        .rank = (size_t) desk->rank,
        .n_ranks = (size_t) desk->n_ranks,
        .begin = begin,
        .take = take,
        .leave = leave,
    };
    int code;

    if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        return tell_use() != EXIT_GOOD ? EXIT_IO : argc < 2 ? EXIT_USAGE : EXIT_GOOD;
    }
    if (strcmp(argv[1], "--version") == 0) {
        return put_text("bluehelm-mpi " BH_VERSION "\n");
    }
    if (strcmp(argv[1], "explore") != 0) {
        fprintf(stderr, "bluehelm-mpi: runs explore only, not %s; bluehelm has the rest\n",
                argv[1]);
        return EXIT_USAGE;
    }
    code = read_patience(desk);
    if (code != EXIT_GOOD) {
        return code;
    }
    code = explore_together(argc - 1, argv + 1, &crew);
    if (!desk->has_begun) { /* nothing to run here; others must not wait for this rank */
        begin(desk, BH_EINPUT, NULL, 0);
        if (code != EXIT_GOOD && desk->rank > 0) {
            fprintf(stderr, "bluehelm: process %d: cannot read the plan on its machine\n",
                    desk->rank);
        }
    }
    return code;
}

int
main(int argc, char **argv)
{
    struct desk desk = {.told_to = -1, .mutex = PTHREAD_MUTEX_INITIALIZER};
    int provided;

    MPI_Init_thread(&argc, &argv, MPI_THREAD_SERIALIZED, &provided);
    MPI_Comm_rank(MPI_COMM_WORLD, &desk.rank);
    MPI_Comm_size(MPI_COMM_WORLD, &desk.n_ranks);
    if (provided < MPI_THREAD_SERIALIZED) {
        fprintf(stderr, "bluehelm-mpi: this MPI does not let threads call it in turn\n");
        MPI_Abort(MPI_COMM_WORLD, EXIT_USAGE);
    }
    if (desk.rank > 0) {
        fall_silent(&desk);
    }
    const int code = run(argc, argv, &desk);
    if (desk.has_given_up) { /* finalizing would wait for the dead */
        fflush(NULL);
        MPI_Abort(MPI_COMM_WORLD, desk.rank == 0 ? code : EXIT_IO);
    }
    MPI_Finalize();
    return code;
}
