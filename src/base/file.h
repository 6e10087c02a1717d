/** @file file.h  Whole files: read with a limit, written all or not at all.
 *
 *  Layer: base. */
#ifndef BH_BASE_FILE_H
#define BH_BASE_FILE_H

#include <bluehelm/err.h>
#include <stdbool.h>
#include <stddef.h>

/** Reads a file of at most `limit` bytes; *text (free it) ends in a NUL that is not counted.
 *  @return BH_OK; BH_EIO (not found, directory, no permission), BH_ELIMIT (too large),
 *  BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_file_read(const char *path, size_t limit, char **text, size_t *n,
                                         struct bh_err *err);

/** Writes a file through a temporary one beside it (fsync, rename): it appears whole or not.
 *  @return BH_OK, BH_EIO, BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_file_write(const char *path, const char *text, size_t n,
                                          struct bh_err *err);

/** Lets the file `from` take the place of `to`, in the same folder: flushes it, renames it, flushes
 *  the folder, so that a power cut leaves either file whole. @return BH_OK, BH_EIO. */
BH_NODISCARD enum bh_status bh_file_replace(const char *from, const char *to, struct bh_err *err);

/** Flushes the names in the folder that holds `path`. @return 0, or errno. */
int bh_file_sync_folder(const char *path);

bool bh_file_is_directory(const char *path);
bool bh_file_exists(const char *path);

#endif
