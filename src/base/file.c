/** @file file.c  Whole files. */
#include "base/file.h"

#include "base/err.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool
bh_file_is_directory(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

bool
bh_file_exists(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0;
}

/** What errno says of a file, as a status and words. */
static enum bh_status
failed(struct bh_err *err, const char *path, int problem)
{
    return problem == ENOMEM ? bh_no_memory(err)
                             : bh_fail(err, BH_EIO, "%s: %s", path, strerror(problem));
}

/** Reads to the end of the stream, or until more than `limit` bytes came. */
static enum bh_status
read_all(FILE *file, size_t limit, char **text, size_t *n, struct bh_err *err)
{
    size_t room = 1 << 16;
    size_t used = 0;
    char *data = malloc(room + 1);

    while (data != NULL) {
        used += fread(data + used, 1, room - used, file);
        if (used < room || used > limit) {
            break;
        }
        room *= 2;
        char *more = realloc(data, room + 1);
        if (more == NULL) {
            free(data);
        }
        data = more;
    }
    if (data == NULL) {
        return bh_no_memory(err);
    }
    if (ferror(file) || used > limit) {
        free(data);
        return used > limit ? bh_fail(err, BH_ELIMIT, "larger than %zu bytes", limit)
                            : bh_fail(err, BH_EIO, "%s", strerror(errno));
    }
    data[used] = '\0';
    *text = data;
    *n = used;
    return BH_OK;
}

enum bh_status
bh_file_read(const char *path, size_t limit, char **text, size_t *n, struct bh_err *err)
{
    struct stat info;
    FILE *file = fopen(path, "rb");

    if (file == NULL) {
        return failed(err, path, errno);
    }
    enum bh_status st = BH_OK;
    if (fstat(fileno(file), &info) == 0 && S_ISDIR(info.st_mode)) {
        st = bh_fail(err, BH_EIO, "%s: is a directory", path);
    } else if (S_ISREG(info.st_mode) && (size_t) info.st_size > limit) {
        st = bh_fail(err, BH_ELIMIT, "%s: file is %lld bytes, at most %zu are read", path,
                     (long long) info.st_size, limit);
    } else {
        st = bh_err_wrap(err, read_all(file, limit, text, n, err), "%s", path);
    }
    fclose(file);
    return st;
}

/** Writes and flushes to the disk. @return 0, or errno. */
static int
write_all(int descriptor, const char *text, size_t n)
{
    while (n > 0) {
        const ssize_t written = write(descriptor, text, n);

        if (written < 0 && errno != EINTR) {
            return errno;
        }
        if (written > 0) {
            text += written;
            n -= (size_t) written;
        }
    }
    /* a device or pipe cannot be flushed, and need not be */
    return fsync(descriptor) == 0 || errno == EINVAL ? 0 : errno;
}

int
bh_file_sync_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    const size_t n = slash == NULL ? 0 : (size_t) (slash - path) + 1; /* with the slash */
    char folder[PATH_MAX] = "."; /* no memory is asked for: the file is in its place already */
    int problem = 0;

    if (n >= sizeof folder) {
        return ENAMETOOLONG;
    }
    memcpy(folder, path, n);
    folder[n > 0 ? n : 1] = '\0';
    const int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    /* some file systems cannot flush a folder, and need not */
    if (descriptor < 0 || (fsync(descriptor) != 0 && errno != EINVAL)) {
        problem = errno;
    }
    if (descriptor >= 0) {
        close(descriptor);
    }
    return problem;
}

enum bh_status
bh_file_replace(const char *from, const char *to, struct bh_err *err)
{
    const int descriptor = open(from, O_RDONLY | O_CLOEXEC);
    int problem = descriptor < 0 || fsync(descriptor) != 0 ? errno : 0;

    if (descriptor >= 0) {
        close(descriptor);
    }
    if (problem == 0 && rename(from, to) != 0) {
        problem = errno;
    }
    if (problem == 0) {
        problem = bh_file_sync_folder(to);
    }
    return problem == 0 ? BH_OK : failed(err, to, problem);
}

enum bh_status
bh_file_write(const char *path, const char *text, size_t n, struct bh_err *err)
{
    const size_t room = strlen(path) + 16;
    char *temporary = malloc(room);

    if (temporary == NULL) {
        return bh_no_memory(err);
    }
    snprintf(temporary, room, "%s.XXXXXX", path);
    const int descriptor = mkstemp(temporary);
    int problem = descriptor < 0 ? errno : write_all(descriptor, text, n);
    if (descriptor >= 0) {
        const mode_t mask = umask(0);

        umask(mask);
        (void) fchmod(descriptor, 0666 & ~mask);
        if (close(descriptor) != 0 && problem == 0) {
            problem = errno;
        }
        if (problem == 0 && rename(temporary, path) != 0) {
            problem = errno;
        }
        if (problem != 0) {
            unlink(temporary);
        } else {
            problem = bh_file_sync_folder(path);
        }
    }
    free(temporary);
    return problem == 0 ? BH_OK : failed(err, path, problem);
}
