/** @file lock.c  Locks of writers, by flock on a file of its own. */
#include "store/lock.h"

#include "base/err.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define PATH_ROOM 4096
#define SIGNED_ROOM 300 /* what a lock's file says of its owner */
#define TRIES 40 /* of 50 milliseconds: a study that is ending is waited for */

/** "PATHending"; needs no memory, so that what was made can always be taken away. */
static bool
name_beside(const char *path, const char *ending, char name[PATH_ROOM])
{
    return (size_t) snprintf(name, PATH_ROOM, "%s%s", path, ending) < PATH_ROOM;
}

/** Whether `path` with `ending` behind it is there. */
static bool
is_beside(const char *path, const char *ending)
{
    char name[PATH_ROOM];

    return name_beside(path, ending, name) && bh_file_exists(name);
}

static void
remove_beside(const char *path, const char *ending)
{
    char name[PATH_ROOM];

    if (name_beside(path, ending, name)) {
        unlink(name);
    }
}

static void
wait_a_little(void)
{
    const struct timespec moment = {.tv_nsec = 50000000};

    nanosleep(&moment, NULL);
}

/** Whether the locked descriptor is still the file of that name: its last owner may have taken it
 *  away between our opening and our locking it. */
static bool
is_current(const char *name, int descriptor)
{
    struct stat ours, there;

    return fstat(descriptor, &ours) == 0 && stat(name, &there) == 0 &&
           ours.st_ino == there.st_ino && ours.st_dev == there.st_dev;
}

/** Writes into the lock's file whose it is, for whoever is refused. */
static void
sign(int descriptor)
{
    char host[256] = "", words[SIGNED_ROOM];

    if (gethostname(host, sizeof host - 1) != 0 || ftruncate(descriptor, 0) != 0) {
        return; /* a lock without a name is one all the same */
    }
    const int n = snprintf(words, sizeof words, "process id %ld on %s", (long) getpid(), host);
    const ssize_t written = pwrite(descriptor, words, (size_t) n, 0);
    (void) written;
}

/** " (process id 4711 on node7)"; "" when the lock's file does not say. */
static void
read_holder(const char *name, char *words, size_t room)
{
    char found[SIGNED_ROOM] = "";
    FILE *file = fopen(name, "rb");
    const size_t n = file == NULL ? 0 : fread(found, 1, sizeof found - 1, file);

    if (file != NULL) {
        fclose(file);
    }
    found[n] = '\0';
    snprintf(words, room, n > 0 ? " (%s)" : "", found);
}

/** Tries once. @return 0, or errno; EWOULDBLOCK: another has it. */
static int
try_lock(const char *name, int *lock)
{
    const int descriptor = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0666);

    if (descriptor < 0) {
        return errno;
    }
    /* a file system without locks is no reason not to work: SQLite's own then have to do */
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        close(descriptor);
        return EWOULDBLOCK;
    }
    if (!is_current(name, descriptor)) {
        close(descriptor);
        return EWOULDBLOCK;
    }
    sign(descriptor);
    *lock = descriptor;
    return 0;
}

enum bh_status
bh_store_lock(const char *path, int *lock, struct bh_err *err)
{
    char name[PATH_ROOM];
    int problem = name_beside(path, "-lock", name) ? EWOULDBLOCK : ENAMETOOLONG;

    for (int i = 0; i < TRIES && problem == EWOULDBLOCK; i++) {
        if (i > 0) {
            wait_a_little();
        }
        problem = try_lock(name, lock);
    }
    if (problem == EWOULDBLOCK) {
        char holder[SIGNED_ROOM + 8];

        read_holder(name, holder, sizeof holder);
        return bh_fail(err, BH_EIO,
                       "%s: another process is writing to it%s; wait until that has ended, or end "
                       "it, and try again",
                       path, holder);
    }
    return problem == 0 ? BH_OK
                        : bh_fail(err, BH_EIO, "%s: cannot be written (%s)", path,
                                  strerror(problem));
}

void
bh_store_unlock(const char *path, int lock)
{
    if (lock != BH_NO_LOCK) {
        char name[PATH_ROOM];

        /* while it is ours; whoever took its name away may have given it to another's */
        if (name_beside(path, "-lock", name) && is_current(name, lock)) {
            unlink(name);
        }
        close(lock);
    }
}

/* ---- what was left -------------------------------------------------------------------------- */

/** Whether the file is an SQLite file without a log: bytes 18 and 19 of its head are 1; a file that
 *  has a log says 2 there before the log is made. */
static bool
is_without_log(const char *path)
{
    unsigned char head[20] = {0};
    FILE *file = fopen(path, "rb");
    const size_t n = file == NULL ? 0 : fread(head, 1, sizeof head, file);

    if (file != NULL) {
        fclose(file);
    }
    return n == sizeof head && memcmp(head, "SQLite format 3", 16) == 0 && head[18] == 1;
}

void
bh_store_drop_stale_log(const char *path)
{
    if (is_beside(path, "-wal") && is_without_log(path)) {
        remove_beside(path, "-wal");
        remove_beside(path, "-shm");
        (void) bh_file_sync_folder(path); /* no worse than before when it fails */
    }
}

void
bh_store_make_whole(const char *path)
{
    sqlite3 *db = NULL;

    bh_store_drop_stale_log(path);
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK) {
        sqlite3_exec(db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL); /* rolls back */
    }
    sqlite3_close(db);
}

void
bh_store_mend(const char *path)
{
    int lock = BH_NO_LOCK;

    if (!is_beside(path, "-journal") && !(is_beside(path, "-wal") && is_without_log(path))) {
        return;
    }
    if (bh_store_lock(path, &lock, NULL) != BH_OK) {
        return;
    }
    bh_store_make_whole(path);
    bh_store_unlock(path, lock);
}
