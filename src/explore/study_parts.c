/** @file study_parts.c  The parts a crew leaves beside a results file.
 *
 *  They lie in a folder of their own, OUT.parts, one file for each process, and are ordinary
 *  unfinished results files. Taking one in is one transaction that is on the disk before the file
 *  is removed; a kill in between leaves a part whose jobs are all there already, which is then
 *  only removed. */
#include "explore/study_parts.h"

#include "base/err.h"
#include "base/file.h"
#include "base/text.h"

#include <bluehelm/future.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER "%s.parts"

enum bh_status
bh_study_part_path(const char *out, size_t rank, char **path, struct bh_err *err)
{
    struct bh_text text = {0};

    bh_text_printf(&text, FOLDER "/%zu.bh", out, rank);
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

/** Removes a part, or what a process that died while it made or locked one left. */
static enum bh_status
remove_part(void *context, const char *path, struct bh_err *err)
{
    (void) context;
    (void) err;
    if (ends_in(path, ".bh")) {
        bh_store_remove(path);
    } else if (ends_in(path, ".bh.tmp") || ends_in(path, ".bh-lock")) {
        unlink(path);
    }
    return BH_OK;
}

void
bh_study_parts_remove(const char *out)
{
    char *folder = NULL;

    if (each_file(out, remove_part, NULL, NULL) == BH_OK &&
        folder_of(out, &folder, NULL) == BH_OK) {
        rmdir(folder); /* stays when somebody keeps something in it */
    }
    free(folder);
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

static enum bh_status
take_part(void *context, const char *path, struct bh_err *err)
{
    struct taking *taking = context;
    size_t n_new, n_known;
    enum bh_status st = BH_OK;

    if (!ends_in(path, ".bh")) { /* a journal, a draft */
        return BH_OK;
    }
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
    bh_store_remove(path);
done:
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
    bh_study_parts_remove(out);
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
