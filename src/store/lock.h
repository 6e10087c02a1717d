/** @file lock.h  One writer at a time, and what a writer that died left beside a file.
 *
 *  Layer: store.
 *
 *  Whoever writes a results file or a journal holds a lock on a file of its own, PATH-lock, from
 *  before it looks at PATH to its end; so also making a file, replacing it and completing it are
 *  one process's alone, which SQLite's locks, bound to one file's contents, cannot promise. The
 *  system lets the lock go when a process dies. Readers hold none. In PATH-lock stands whose it is:
 *  "process id 4711 on node7". */
#ifndef BH_STORE_LOCK_H
#define BH_STORE_LOCK_H

#include <bluehelm/err.h>

#define BH_NO_LOCK (-1)

/** Locks `path` for writing. Waits a moment for a writer that is about to end.
 *  @return BH_EIO when another process holds it (err names it, if it could sign), or the folder
 *          cannot be written. */
BH_NODISCARD enum bh_status bh_store_lock(const char *path, int *lock, struct bh_err *err);

/** Lets it go, and takes the lock's file away if it still is this lock's. BH_NO_LOCK is legal. */
void bh_store_unlock(const char *path, int lock);

/** Takes away "-wal" and "-shm" beside a file that is not in WAL mode: they belong to a file that
 *  was there before, and SQLite would read them into this one. The caller holds the lock. */
void bh_store_drop_stale_log(const char *path);

/** Makes a file one whole again after a writer died: an unfinished change is rolled back, a log
 *  that is its own taken in, one that is not dropped. The caller holds the lock. */
void bh_store_make_whole(const char *path);

/** Before reading: when a writer died in a moment that a reader cannot mend (a log that is not this
 *  file's, a change that must be rolled back), mends it. Does nothing when a writer is at work or
 *  the folder cannot be written. */
void bh_store_mend(const char *path);

#endif
