/** @file study_parts.c  The parts a crew leaves beside a results file.
 *
 *  They lie in a folder of their own, OUT.parts, one file for each process, and are ordinary
 *  unfinished results files. Taking one in is one transaction that is on the disk before the file
 *  is removed; a kill in between leaves a part whose jobs are all there already, which is then
 *  only removed.
 *
 *  A rank of a run that died may still be at work, so nothing of a part is read, taken or removed
 *  without its lock. A part that somebody holds is refused. */
#include "explore/study_parts.h"

#include "base/err.h"
#include "base/file.h"
#include "base/text.h"
#include "store/lock.h"

#include <bluehelm/future.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER "%s.parts"
#define PART ".bh" /* what names of parts end in */

enum bh_status
bh_study_part_path(const char *out, size_t rank, char **path, struct bh_err *err)
{
    struct bh_text text = {0};

    bh_text_printf(&text, FOLDER "/%zu" PART, out, rank);
    return bh_text_give(&text, path, err);
}

static enum bh_status
folder_of(const char *out, char **path, struct bh_err *err)
{
    struct bh_text text = {0};

    bh_text_printf(&text, FOLDER, out);
    return bh_text_give(&text, path, err);
}

enum bh_status
bh_study_parts_make_folder(const char *out, struct bh_err *err)
{
    char *folder = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(folder_of(out, &folder, err));
    if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
        st = bh_fail(err, BH_EIO, "%s: %s", folder, strerror(errno));
    }
done:
    free(folder);
    return st;
}

static bool
ends_in(const char *text, const char *ending)
{
    const size_t n = strlen(text), m = strlen(ending);

    return n >= m && strcmp(text + n - m, ending) == 0;
}

/** Calls `visit` for every file in the folder of parts, until one fails. */
static enum bh_status
each_file(const char *out, enum bh_status (*visit)(void *, const char *, struct bh_err *),
          void *context, struct bh_err *err)
{
    struct bh_text path = {0};
    char *folder = NULL;
    DIR *files = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(folder_of(out, &folder, err));
    files = opendir(folder);
    if (files == NULL && errno != ENOENT) {
        st = bh_fail(err, BH_EIO, "%s: %s", folder, strerror(errno));
    }
    for (struct dirent *file; st == BH_OK && files != NULL && (file = readdir(files)) != NULL;) {
        bh_text_clear(&path);
        bh_text_printf(&path, "%s/%s", folder, file->d_name);
        st = path.failed ? bh_no_memory(err) : visit(context, bh_text_string(&path), err);
    }
done:
    if (files != NULL) {
        closedir(files);
    }
    free(folder);
    bh_text_fini(&path);
    return st;
}

bool
bh_study_parts_exist(const char *out)
{
    char *folder = NULL;
    const bool exist =
        folder_of(out, &folder, NULL) == BH_OK && bh_file_is_directory(folder);

    free(folder);
    return exist;
}

/** How long the path of the part is that the file at `path` is, or is left of; 0: of none. */
static size_t
part_length(const char *path)
{
    static const char *const endings[] = {"", ".tmp", "-lock", "-wal", "-shm", "-journal"};
    char ending[16];

    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        snprintf(ending, sizeof ending, "%s%s", PART, endings[i]);
        if (ends_in(path, ending)) {
            return strlen(path) - strlen(endings[i]);
        }
    }
    return 0;
}

/** Calls `act`, when there is one, for the part that the file at `path` is of, while nobody writes
 *  it. */
static enum bh_status
hold(const char *path, void (*act)(const char *, const char *), struct bh_err *err)
{
    const size_t n = part_length(path);
    struct bh_text part = {0}, draft = {0};
    int lock = BH_NO_LOCK;
    enum bh_status st = BH_OK;

    if (n == 0 || !bh_file_exists(path)) { /* nobody's; or gone, with its part, just now */
        return BH_OK;
    }
    bh_text_printf(&part, "%.*s", (int) n, path);
    bh_text_printf(&draft, "%.*s.tmp", (int) n, path);
    if (part.failed || draft.failed) {
        st = bh_no_memory(err);
        goto done;
    }
    BH_TRY(bh_store_lock(bh_text_string(&part), &lock, err));
    if (act != NULL) {
        act(bh_text_string(&part), bh_text_string(&draft));
    }
    bh_store_unlock(bh_text_string(&part), lock);
done:
    bh_text_fini(&part);
    bh_text_fini(&draft);
    return st;
}

static enum bh_status
check_part(void *context, const char *path, struct bh_err *err)
{
    (void) context;
    return hold(path, NULL, err);
}

/** Removes a part, or what a process that died while it made or locked one left. */
static void
remove_files(const char *part, const char *draft)
{
    bh_store_remove_locked(part);
    unlink(draft);
}

static enum bh_status
remove_part(void *context, const char *path, struct bh_err *err)
{
    (void) context;
    return hold(path, remove_files, err);
}

enum bh_status
bh_study_parts_are_free(const char *out, struct bh_err *err)
{
    return each_file(out, check_part, NULL, err);
}

enum bh_status
bh_study_parts_remove(const char *out, struct bh_err *err)
{
    char *folder = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(each_file(out, remove_part, NULL, err));
    BH_TRY(folder_of(out, &folder, err));
    rmdir(folder); /* stays when somebody keeps something in it */
done:
    free(folder);
    return st;
}

/** What a file holds that is to be taken in, and what it is to be taken into. */
struct taking {
    struct bh_store *store;
    const struct bh_store_study *study;
    bool *held, *offered; /* [n_jobs] by the store, by the part */
};

/** Compares a part with the study. `n_new` receives how many of its jobs are not held yet. */
static enum bh_status
look_into(struct taking *taking, const char *path, size_t *n_new, size_t *n_known,
          struct bh_err *err)
{
    struct bh_store *part = NULL;
    enum bh_status st = BH_OK;

    *n_new = *n_known = 0;
    BH_TRY(bh_store_open(path, &part, err));
    BH_TRY(bh_store_check_same(path, bh_store_study(part), taking->study, err));
    BH_TRY(bh_store_jobs(taking->store, taking->held, err));
    BH_TRY(bh_store_jobs(part, taking->offered, err));
    for (size_t job = 0; job < taking->study->n_jobs; job++) {
        *n_new += taking->offered[job] && !taking->held[job];
        *n_known += taking->offered[job] && taking->held[job];
    }
done:
    bh_store_close(part);
    return st;
}

/** Takes in a part whose lock is held, and removes it. */
static enum bh_status
take_held(struct taking *taking, const char *path, struct bh_err *err)
{
    size_t n_new, n_known;
    enum bh_status st = BH_OK;

    bh_store_make_whole(path); /* readers cannot mend it while it is locked */
    BH_TRY(look_into(taking, path, &n_new, &n_known, err));
    if (n_new > 0 && n_known > 0) {
        st = bh_fail(err, BH_EINPUT,
                     "%s: holds %zu jobs that are in the results file already, and %zu that are "
                     "not; remove the part to have these run again",
                     path, n_known, n_new);
        goto done;
    }
    if (n_new > 0) {
        BH_TRY(bh_store_take(taking->store, path, err));
    }
    bh_store_remove_locked(path);
done:
    return st;
}

static enum bh_status
take_part(void *context, const char *path, struct bh_err *err)
{
    int lock = BH_NO_LOCK;
    enum bh_status st = BH_OK;

    if (!ends_in(path, PART)) { /* a journal, a draft */
        return BH_OK;
    }
    BH_TRY(bh_store_lock(path, &lock, err));
    st = take_held(context, path, err);
done:
    bh_store_unlock(path, lock);
    return st;
}

enum bh_status
bh_study_parts_take(const char *out, struct bh_store *store, struct bh_err *err)
{
    struct taking taking = {.store = store, .study = bh_store_study(store)};
    enum bh_status st = BH_OK;

    if (!bh_study_parts_exist(out)) {
        return BH_OK;
    }
    taking.held = calloc(2 * taking.study->n_jobs + 1, sizeof *taking.held);
    if (taking.held == NULL) {
        st = bh_no_memory(err);
        goto done;
    }
    taking.offered = taking.held + taking.study->n_jobs;
    BH_TRY(each_file(out, take_part, &taking, err));
    st = bh_study_parts_remove(out, err);
done:
    free(taking.held);
    return st;
}

/* ---- the end of a study ---------------------------------------------------------------------- */

static enum bh_status
tell_stories(struct bh_store *store, const struct bh_plan *plan, const char *isa,
             struct bh_err *err)
{
    const struct bh_store_study *study = bh_store_study(store);
    struct bh_future *future = NULL;
    enum bh_status st = BH_OK;

    for (size_t i = 0; i < study->n_options; i++) {
        const struct bh_future_request request = {.option = study->options[i].id, .isa = isa};

        BH_TRY(bh_future_run(plan, &request, &future, err));
        for (size_t h = 0; h < future->n_happenings; h++) {
            BH_TRY(bh_store_happening(store, i, 0, 0, future->happenings[h].day,
                                      (int) future->happenings[h].tone,
                                      future->happenings[h].text, err));
        }
        bh_future_free(future);
        future = NULL;
    }
done:
    bh_future_free(future);
    return st;
}

enum bh_status
bh_study_finish(struct bh_store *store, const struct bh_plan *plan, const char *isa,
                struct bh_err *err)
{
    enum bh_status st = BH_OK;

    BH_TRY(tell_stories(store, plan, isa, err));
    st = bh_store_complete(store, err);
    store = NULL; /* completing closes it, whatever comes of it */
done:
    bh_store_close(store);
    return st;
}
