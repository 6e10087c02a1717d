/** @file of_mpi.c  What MPI writes: ranks, flags, statuses, messages received. */
#include "library.h"

#include <mpi.h>
#include <string.h>

#define NUMBER_BYTES 4 /* both MPI_INT and MPI_UINT32_T, all that is sent here */

/** Where the one reduction that may be on its way will end. */
static struct {
    void *to;
    size_t n;
} awaited;

static void
written_status(const MPI_Status *status)
{
    if (status != MPI_STATUS_IGNORE) {
        written(&status->MPI_SOURCE, sizeof status->MPI_SOURCE);
        written(&status->MPI_TAG, sizeof status->MPI_TAG);
    }
}

LIBRARY_CALL(int, MPI_Init_thread, int *argc, char ***argv, int wanted, int *provided)
{
    LIBRARY_BEGINS();
    const int code = __real_MPI_Init_thread(argc, argv, wanted, provided);
    LIBRARY_ENDS();
    written(provided, sizeof *provided);
    return code;
}

LIBRARY_CALL(int, MPI_Finalize, void)
PASS_ON(int, MPI_Finalize)

LIBRARY_CALL(int, MPI_Abort, MPI_Comm all, int code)
PASS_ON(int, MPI_Abort, all, code)

LIBRARY_CALL(int, MPI_Comm_rank, MPI_Comm all, int *rank)
{
    LIBRARY_BEGINS();
    const int code = __real_MPI_Comm_rank(all, rank);
    LIBRARY_ENDS();
    written(rank, sizeof *rank);
    return code;
}

LIBRARY_CALL(int, MPI_Comm_size, MPI_Comm all, int *n)
{
    LIBRARY_BEGINS();
    const int code = __real_MPI_Comm_size(all, n);
    LIBRARY_ENDS();
    written(n, sizeof *n);
    return code;
}

LIBRARY_CALL(int, MPI_Send, const void *from, int n, MPI_Datatype type, int to, int tag,
             MPI_Comm all)
{
    check_handed_over(from, (size_t) n * NUMBER_BYTES);
    LIBRARY_BEGINS();
    const int code = __real_MPI_Send(from, n, type, to, tag, all);
    LIBRARY_ENDS();
    return code;
}

LIBRARY_CALL(int, MPI_Recv, void *to, int room, MPI_Datatype type, int from, int tag, MPI_Comm all,
             MPI_Status *status)
{
    MPI_Status own;
    int n = 0;

    LIBRARY_BEGINS();
    const int code = __real_MPI_Recv(to, room, type, from, tag, all, &own);
    PMPI_Get_count(&own, type, &n);
    LIBRARY_ENDS();
    written(to, (size_t) n * NUMBER_BYTES); /* a message may be shorter than its room */
    if (status != MPI_STATUS_IGNORE) {
        memcpy(status, &own, sizeof own);
        written_status(status);
    }
    return code;
}

LIBRARY_CALL(int, MPI_Iprobe, int from, int tag, MPI_Comm all, int *is_there, MPI_Status *status)
{
    LIBRARY_BEGINS();
    const int code = __real_MPI_Iprobe(from, tag, all, is_there, status);
    LIBRARY_ENDS();
    written(is_there, sizeof *is_there);
    if (*is_there) {
        written_status(status);
    }
    return code;
}

LIBRARY_CALL(int, MPI_Get_count, const MPI_Status *status, MPI_Datatype type, int *n)
{
    LIBRARY_BEGINS();
    const int code = __real_MPI_Get_count(status, type, n);
    LIBRARY_ENDS();
    written(n, sizeof *n);
    return code;
}

LIBRARY_CALL(int, MPI_Iallreduce, const void *from, void *to, int n, MPI_Datatype type, MPI_Op how,
             MPI_Comm all, MPI_Request *request)
{
    check_handed_over(from, (size_t) n * NUMBER_BYTES);
    LIBRARY_BEGINS();
    const int code = __real_MPI_Iallreduce(from, to, n, type, how, all, request);
    LIBRARY_ENDS();
    written(request, sizeof *request);
    awaited.to = to;
    awaited.n = (size_t) n * NUMBER_BYTES;
    return code;
}

LIBRARY_CALL(int, MPI_Test, MPI_Request *request, int *is_done, MPI_Status *status)
{
    LIBRARY_BEGINS();
    const int code = __real_MPI_Test(request, is_done, status);
    LIBRARY_ENDS();
    written(is_done, sizeof *is_done);
    if (*is_done) {
        written(awaited.to, awaited.n);
        written_status(status);
    }
    return code;
}
