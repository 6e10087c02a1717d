/** @file shim.c  A disk that fails on purpose. Loaded before the program by LD_PRELOAD
 *  (test_faults.sh).
 *
 *  It counts the calls that change a disk (writes, truncations, renames, removals, flushes, of
 *  files in the folder BH_FAULT_FOLDER alone) and strikes at number BH_FAULT_AT, by BH_FAULT:
 *
 *    count   never; writes the number of calls to the file BH_FAULT_COUNT when the program ends
 *    kill    SIGKILL before the call
 *    tear    SIGKILL after the first part of a write
 *    power   the power fails: SIGKILL, and what was not flushed is partly lost. Each sector of 512
 *            bytes written since its file was last flushed keeps any of the states it went through
 *            or the one before; names changed since the folder was last flushed change back from
 *            some moment on, in order. Files made new may be gone.
 *    full    from now on a write that would make a file grow writes a part and then ENOSPC
 *    error   this call fails with EIO
 *    errors  this and all later ones do
 *
 *  BH_FAULT_SEED makes chances repeatable. BH_CLOCK=fast lets a second pass at every look at any
 *  clock, BH_CLOCK=jumps lets it jump between 1970 and 2200, backwards too. */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

/* SQLite, which MSan does not look into, makes names of its own */
#if defined(__has_feature)
#if __has_feature(memory_sanitizer)
#include <sanitizer/msan_interface.h>
#define WRITTEN(text) __msan_unpoison_string(text)
#endif
#endif
#ifndef WRITTEN
#define WRITTEN(text) ((void) (text))
#endif

#define SECTOR 512
#define MOST_FILES 1024 /* descriptors looked after */

enum fault { NONE, COUNT, KILL, TEAR, POWER, FULL, ERROR, ERRORS };

/** What a write or truncation since the last flush took away. */
struct change {
    dev_t device;
    ino_t inode;
    int fd; /* a copy of ours, to put it back */
    off_t at;
    size_t n;
    off_t size_before;
    unsigned char *before; /* [n], zeros beyond the end */
    struct change *earlier;
};

/** What happened to names since the folder was last flushed. */
struct naming {
    char *made;  /* path that is new; removed again */
    char *moved; /* path it had before, or NULL */
    char *saved; /* link to the file that was there before, or NULL */
    ino_t inode; /* of a new file: flushing it makes its name last */
    struct naming *earlier;
};

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static enum fault fault;
static unsigned long strike_at, n_calls;
static char folder[1024];
static uint64_t chance_state, clock_seed;
static struct change *changes;
static struct naming *namings;
static bool is_ready, is_inside;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_pread)(int, void *, size_t, off_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_fsync)(int);
static int (*real_rename)(const char *, const char *);
static int (*real_unlink)(const char *);
static int (*real_open)(const char *, int, ...);
static int (*real_clock)(clockid_t, struct timespec *);

static uint64_t
chance(uint64_t n)
{
    chance_state ^= chance_state << 13;
    chance_state ^= chance_state >> 7;
    chance_state ^= chance_state << 17;
    return chance_state % n;
}

static void
find(void *at, const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);

    memcpy(at, &found, sizeof found);
}

__attribute__((constructor)) static void
begin(void)
{
    static const char *const names[] = {"",      "count", "kill",  "tear",
                                        "power", "full",  "error", "errors"};
    const char *name = getenv("BH_FAULT"), *at = getenv("BH_FAULT_AT");
    const char *seed = getenv("BH_FAULT_SEED"), *where = getenv("BH_FAULT_FOLDER");

    find(&real_write, "write");
    find(&real_pwrite, "pwrite");
    find(&real_pread, "pread");
    find(&real_ftruncate, "ftruncate");
    find(&real_fsync, "fsync");
    find(&real_rename, "rename");
    find(&real_unlink, "unlink");
    find(&real_open, "open");
    find(&real_clock, "clock_gettime");
    for (int i = 0; name != NULL && i < 8; i++) {
        fault = strcmp(name, names[i]) == 0 ? (enum fault) i : fault;
    }
    strike_at = at == NULL ? 0 : strtoul(at, NULL, 10);
    chance_state = 88172645463325252u ^ (seed == NULL ? 0 : strtoull(seed, NULL, 10) << 20);
    for (int i = 0; i < 16; i++) {
        (void) chance(2);
    }
    clock_seed = chance_state;
    snprintf(folder, sizeof folder, "%s/", where == NULL ? "/nowhere" : where);
    unsetenv("LD_PRELOAD"); /* programs of the program are not meant */
    is_ready = true;
}

/* ---- which files ---------------------------------------------------------------------------- */

/** The path as the disk knows it, when it lies in the folder. */
static bool
is_ours(const char *path, char full[2048])
{
    char here[1024];

    WRITTEN(path);
    if (path[0] == '/') {
        snprintf(full, 2048, "%s", path);
    } else {
        if (getcwd(here, sizeof here) == NULL) {
            return false;
        }
        snprintf(full, 2048, "%s/%s", here, path);
    }
    return strncmp(full, folder, strlen(folder)) == 0 && strstr(full, "-shm") == NULL &&
           strstr(full, "-lock") == NULL;
}

/** The same for a descriptor; its folder itself counts too when `is_folder`. */
static bool
is_our_file(int fd, bool *is_folder)
{
    char link[64], path[2048], full[2048];

    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    const ssize_t n = readlink(link, path, sizeof path - 1);
    if (n <= 0) {
        return false;
    }
    path[n] = '\0';
    *is_folder = strlen(folder) == (size_t) n + 1 && strncmp(path, folder, (size_t) n) == 0;
    return *is_folder || is_ours(path, full);
}

/* ---- losing what was not flushed ------------------------------------------------------------- */

static void
remember_change(int fd, off_t at, size_t n)
{
    struct change *change = calloc(1, sizeof *change);
    struct stat info;
    char link[64];

    if (fault != POWER || change == NULL || fstat(fd, &info) != 0) {
        free(change);
        return;
    }
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    *change = (struct change){.device = info.st_dev,
                              .inode = info.st_ino,
                              .fd = real_open(link, O_RDWR | O_CLOEXEC),
                              .at = at,
                              .n = n,
                              .size_before = info.st_size,
                              .before = calloc(1, n + 1),
                              .earlier = changes};
    if (change->before != NULL && change->fd >= 0 &&
        real_pread(change->fd, change->before, n, at) >= 0) {
        changes = change;
    }
}

static void
forget_changes(int fd)
{
    struct stat info;
    struct change **at = &changes;

    if (fstat(fd, &info) != 0) {
        return;
    }
    while (*at != NULL) {
        struct change *change = *at;

        if (change->inode == info.st_ino && change->device == info.st_dev) {
            *at = change->earlier;
            close(change->fd);
            free(change->before);
            free(change);
        } else {
            at = &change->earlier;
        }
    }
    for (struct naming **name = &namings; *name != NULL;) {
        if ((*name)->inode == info.st_ino && (*name)->inode != 0) {
            *name = (*name)->earlier;
        } else {
            name = &(*name)->earlier;
        }
    }
}

static void
remember_name(const char *made, const char *moved, const char *over, ino_t inode)
{
    static unsigned n_saved;
    struct naming *naming = calloc(1, sizeof *naming);
    char saved[2100];

    if (fault != POWER || naming == NULL) {
        free(naming);
        return;
    }
    *naming = (struct naming){.made = made == NULL ? NULL : strdup(made),
                              .moved = moved == NULL ? NULL : strdup(moved),
                              .inode = inode,
                              .earlier = namings};
    if (over != NULL) {
        snprintf(saved, sizeof saved, "%s.saved%u", folder, n_saved++);
        if (link(over, saved) == 0) {
            naming->saved = strdup(saved);
            naming->made = strdup(over);
        }
    }
    namings = naming;
}

static void
forget_names(void)
{
    for (; namings != NULL; namings = namings->earlier) {
        if (namings->saved != NULL) {
            real_unlink(namings->saved);
        }
    }
}

__attribute__((destructor)) static void
tell(void)
{
    const char *to = getenv("BH_FAULT_COUNT");

    forget_names();

    if (fault == COUNT && to != NULL) {
        FILE *file = fopen(to, "w");

        if (file != NULL) {
            fprintf(file, "%lu\n", n_calls);
            fclose(file);
        }
    }
}

/** Puts sectors back to earlier states. A sector of which a later write was kept keeps all. */
static void
lose_sectors(void)
{
    enum { MOST = 1 << 16 };
    static struct {
        ino_t inode;
        off_t sector;
    } kept[MOST];
    const uint64_t lost_of_4 = chance(5); /* all, none, or some of the sectors */
    size_t n_kept = 0;

    for (struct change *c = changes; c != NULL; c = c->earlier) {
        for (off_t at = c->at; at < c->at + (off_t) c->n;) {
            const off_t sector = at / SECTOR, end = c->at + (off_t) c->n;
            const off_t next = (sector + 1) * SECTOR;
            const size_t n = (size_t) ((next < end ? next : end) - at);
            bool is_kept = false;

            for (size_t i = n_kept; i > 0 && !is_kept; i--) {
                is_kept = kept[i - 1].inode == c->inode && kept[i - 1].sector == sector;
            }
            if (!is_kept && chance(4) >= lost_of_4 && n_kept < MOST) {
                kept[n_kept].inode = c->inode;
                kept[n_kept++].sector = sector;
                is_kept = true;
            }
            if (!is_kept) {
                real_pwrite(c->fd, c->before + (at - c->at), n, at);
            }
            at += (off_t) n;
        }
        if (lost_of_4 == 4) {
            real_ftruncate(c->fd, c->size_before);
        }
    }
}

static void
lose_names(void)
{
    size_t n = 0;

    for (struct naming *naming = namings; naming != NULL; naming = naming->earlier) {
        n++;
    }
    for (uint64_t lost = chance(n + 1); lost > 0; lost--, namings = namings->earlier) {
        if (namings->moved != NULL) {
            real_rename(namings->made, namings->moved);
        } else if (namings->made != NULL && namings->saved == NULL) {
            real_unlink(namings->made);
        }
        if (namings->saved != NULL) {
            real_rename(namings->saved, namings->made);
            real_unlink(namings->saved); /* when both named the same file, rename left it */
        }
    }
    forget_names();
}

static void
die(void)
{
    if (fault == POWER) {
        lose_sectors();
        lose_names();
    }
    kill(getpid(), SIGKILL);
    for (;;) {
        pause();
    }
}

/* ---- striking ------------------------------------------------------------------------------- */

/** Counts a call. @return whether the fault strikes it; 0 < errno then where the call is to fail.
 *  */
static bool
strikes(void)
{
    const unsigned long number = n_calls++;

    if (number == strike_at && (fault == KILL || fault == POWER)) {
        die();
    }
    return (number == strike_at && (fault == ERROR || fault == TEAR)) ||
           (number >= strike_at && (fault == ERRORS || fault == FULL));
}

/** Writes through `fd` at `at` (or -1: where it stands), under the fault. */
static ssize_t
write_at(int fd, const void *data, size_t n, off_t at)
{
    bool is_folder = false;
    ssize_t result;

    if (!is_ready) {
        begin();
    }
    if (fault == NONE || is_inside || !is_our_file(fd, &is_folder)) {
        return at < 0 ? real_write(fd, data, n) : real_pwrite(fd, data, n, at);
    }
    pthread_mutex_lock(&mutex);
    is_inside = true;
    const off_t where = at < 0 ? lseek(fd, 0, SEEK_CUR) : at;
    const bool is_struck = strikes();
    struct stat info = {0};

    fstat(fd, &info);
    remember_change(fd, where, n);
    if (is_struck && (fault == ERROR || fault == ERRORS)) {
        errno = EIO;
        result = -1;
    } else if (is_struck && fault == TEAR) {
        (void) real_pwrite(fd, data, n * chance(8) / 8, where);
        die();
        result = -1;
    } else if (is_struck && fault == FULL && where + (off_t) n > info.st_size) {
        const size_t part = n * chance(4) / 4 / SECTOR * SECTOR;

        result = part == 0 ? -1 : real_pwrite(fd, data, part, where);
        errno = ENOSPC;
    } else {
        result = at < 0 ? real_write(fd, data, n) : real_pwrite(fd, data, n, at);
    }
    is_inside = false;
    pthread_mutex_unlock(&mutex);
    return result;
}

ssize_t
write(int fd, const void *data, size_t n)
{
    return write_at(fd, data, n, -1);
}

ssize_t
pwrite(int fd, const void *data, size_t n, off_t at)
{
    return write_at(fd, data, n, at);
}

ssize_t
pwrite64(int fd, const void *data, size_t n, off_t at)
{
    return write_at(fd, data, n, at);
}

static int
flush(int fd)
{
    bool is_folder = false;
    int result = 0;

    if (fault == NONE || !is_our_file(fd, &is_folder)) {
        return real_fsync(fd);
    }
    pthread_mutex_lock(&mutex);
    if (strikes() && (fault == ERROR || fault == ERRORS)) {
        errno = EIO;
        result = -1;
    } else if (is_folder) {
        forget_names();
    } else {
        forget_changes(fd);
    }
    pthread_mutex_unlock(&mutex);
    return result; /* nothing need reach the disk of the test */
}

int
fsync(int fd)
{
    return flush(fd);
}

int
fdatasync(int fd)
{
    return flush(fd);
}

static int
truncate_to(int fd, off_t n)
{
    bool is_folder = false;
    int result;

    if (fault == NONE || !is_our_file(fd, &is_folder)) {
        return real_ftruncate(fd, n);
    }
    pthread_mutex_lock(&mutex);
    struct stat info = {0};

    fstat(fd, &info);
    if (strikes() && (fault == ERROR || fault == ERRORS)) {
        errno = EIO;
        result = -1;
    } else {
        if (n < info.st_size) {
            remember_change(fd, n, (size_t) (info.st_size - n));
        }
        result = real_ftruncate(fd, n);
    }
    pthread_mutex_unlock(&mutex);
    return result;
}

int
ftruncate(int fd, off_t n)
{
    return truncate_to(fd, n);
}

int
ftruncate64(int fd, off_t n)
{
    return truncate_to(fd, n);
}

int
rename(const char *from, const char *to)
{
    char full_from[2048], full_to[2048];
    int result;

    if (fault == NONE || !is_ours(from, full_from) || !is_ours(to, full_to)) {
        return real_rename(from, to);
    }
    pthread_mutex_lock(&mutex);
    if (strikes() && (fault == ERROR || fault == ERRORS)) {
        errno = EIO;
        result = -1;
    } else {
        remember_name(full_to, full_from, access(full_to, F_OK) == 0 ? full_to : NULL, 0);
        result = real_rename(from, to);
    }
    pthread_mutex_unlock(&mutex);
    return result;
}

int
unlink(const char *path)
{
    char full[2048];
    int result;

    if (fault == NONE || !is_ours(path, full) || access(full, F_OK) != 0) {
        return real_unlink(path);
    }
    pthread_mutex_lock(&mutex);
    if (strikes() && (fault == ERROR || fault == ERRORS)) {
        errno = EIO;
        result = -1;
    } else {
        remember_name(NULL, NULL, full, 0);
        result = real_unlink(path);
    }
    pthread_mutex_unlock(&mutex);
    return result;
}

static int
open_file(const char *path, int flags, mode_t mode)
{
    char full[2048];
    struct stat info;

    if (!is_ready) {
        begin();
    }
    const bool is_new = fault == POWER && (flags & O_CREAT) != 0 && is_ours(path, full) &&
                        access(path, F_OK) != 0;
    const int fd = real_open(path, flags, mode);

    if (is_new && fd >= 0 && fstat(fd, &info) == 0) {
        pthread_mutex_lock(&mutex);
        remember_name(full, NULL, NULL, info.st_ino);
        pthread_mutex_unlock(&mutex);
    }
    return fd;
}

int
open(const char *path, int flags, ...)
{
    va_list values;

    va_start(values, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(values, mode_t) : 0;
    va_end(values);
    return open_file(path, flags, mode);
}

int
open64(const char *path, int flags, ...)
{
    va_list values;

    va_start(values, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(values, mode_t) : 0;
    va_end(values);
    return open_file(path, flags, mode);
}

/* ---- clocks --------------------------------------------------------------------------------- */

int
clock_gettime(clockid_t clock, struct timespec *now)
{
    static _Atomic long passed;
    const char *how = getenv("BH_CLOCK");

    if (!is_ready) {
        begin();
    }
    const int result = real_clock(clock, now);

    if (how != NULL && strcmp(how, "fast") == 0) {
        now->tv_sec += ++passed;
    } else if (how != NULL && strcmp(how, "jumps") == 0) {
        /* golden ratio; without the lock: a sanitizer's free(), called under it, looks here */
        const uint64_t jump = (clock_seed + (uint64_t) ++passed) * 0x9e3779b97f4a7c15u;

        now->tv_sec = (time_t) ((jump >> 16) % 7258118400u); /* to the year 2200 */
    }
    return result;
}
