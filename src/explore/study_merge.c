/** @file study_merge.c  Parts of a study, made one file.
 *
 *  First all parts are looked at and every job is given its holder; only when each has exactly one
 *  is anything written, beside the place where the file is to appear. */
#include <bluehelm/study.h>

#include "base/err.h"
#include "base/file.h"
#include "base/text.h"
#include "explore/reopened.h"
#include "explore/study_outline.h"
#include "explore/study_parts.h"
#include "store/lock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOBODY UINT32_MAX

/** A part as far as it must be known. */
struct part {
    const char *path;
    size_t part, n_parts; /* as in bh_store_study */
    size_t n_jobs;        /* in the file */
};

struct merge {
    struct part *parts; /* [n] */
    size_t n;
    struct bh_store *first;             /* the first part, open for its description */
    const struct bh_store_study *study; /* of `first`: the study all must be of */
    uint32_t *holder;                   /* [n_jobs] the part that holds the job, or NOBODY */
    bool *jobs;                         /* [n_jobs] of the part at hand */
};

/** "futures 65 to 128 of option handover". */
static void
name_job(const struct merge *merge, size_t job, char *text, size_t room)
{
    const struct bh_store_study *study = merge->study;
    const size_t n_jobs = bh_store_jobs_per_block(study);
    const size_t first = job / n_jobs * BH_BLOCK;
    const size_t left = study->n_futures * study->n_replications - first;

    snprintf(text, room, "futures %zu to %zu of %s%s", first + 1,
             first + (left < BH_BLOCK ? left : BH_BLOCK),
             study->is_summary ? "all options" : "option ",
             study->is_summary ? "" : study->options[job % n_jobs].id);
}

static enum bh_status
refuse_overlap(const struct merge *merge, size_t a, size_t b, size_t job, struct bh_err *err)
{
    const struct part *x = &merge->parts[a], *y = &merge->parts[b];
    char what[300];

    if (x->n_parts > 0 && x->n_parts == y->n_parts && x->part == y->part) {
        return bh_fail(err, BH_EINPUT, "%s and %s are both part %zu of %zu", x->path, y->path,
                       x->part, x->n_parts);
    }
    name_job(merge, job, what, sizeof what);
    return bh_fail(err, BH_EINPUT, "%s and %s overlap: both hold %s", x->path, y->path, what);
}

/** Gives the jobs of part `i`, open as `file`, to it. */
static enum bh_status
give_jobs(struct merge *merge, size_t i, struct bh_store *file, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    BH_TRY(bh_store_jobs(file, merge->jobs, err));
    for (size_t job = 0; job < merge->study->n_jobs; job++) {
        if (!merge->jobs[job]) {
            continue;
        }
        if (merge->holder[job] != NOBODY) {
            st = refuse_overlap(merge, merge->holder[job], i, job, err);
            goto done;
        }
        merge->holder[job] = (uint32_t) i;
        merge->parts[i].n_jobs++;
    }
done:
    return st;
}

static enum bh_status
look_at(struct merge *merge, size_t i, struct bh_err *err)
{
    struct part *part = &merge->parts[i];
    struct bh_store *file = NULL;
    const struct bh_store_study *study;
    enum bh_status st = BH_OK;

    BH_TRY(bh_store_open(part->path, &file, err));
    study = bh_store_study(file);
    if (bh_store_is_complete(file)) {
        st = bh_fail(err, BH_EINPUT, "%s: is a whole study, not a part of one", part->path);
        goto done;
    }
    st = bh_store_check_same(part->path, study, merge->study, err);
    if (st != BH_OK) {
        bh_err_wrap(err, st, "%s and %s are not parts of one study", merge->parts[0].path,
                    part->path);
        goto done;
    }
    part->part = study->part;
    part->n_parts = study->n_parts;
    st = give_jobs(merge, i, file, err);
done:
    bh_store_close(file);
    return st;
}

/** Says which shards are not there or not finished. False when the parts are no shards. */
static bool
name_missing_shards(const struct merge *merge, struct bh_text *words)
{
    const struct bh_store_study *study = merge->study;
    const size_t n_shards = merge->parts[0].n_parts;
    const size_t n_blocks = study->n_jobs / bh_store_jobs_per_block(study);

    for (size_t i = 0; i < merge->n; i++) {
        if (merge->parts[i].n_parts == 0 || merge->parts[i].n_parts != n_shards) {
            return false;
        }
    }
    for (size_t shard = 1; shard <= n_shards; shard++) {
        const size_t n_wanted =
            (n_blocks + n_shards - shard) / n_shards * bh_store_jobs_per_block(study);
        const struct part *found = NULL;

        for (size_t i = 0; i < merge->n; i++) {
            found = merge->parts[i].part == shard ? &merge->parts[i] : found;
        }
        if (found == NULL && n_wanted > 0) {
            bh_text_printf(words, "%spart %zu of %zu is missing", words->n > 0 ? "; " : "", shard,
                           n_shards);
        } else if (found != NULL && found->n_jobs < n_wanted) {
            bh_text_printf(words,
                           "%s%s (part %zu of %zu) is not finished: it holds %zu of its %zu jobs; "
                           "run it again with --resume",
                           words->n > 0 ? "; " : "", found->path, shard, n_shards, found->n_jobs,
                           n_wanted);
        }
    }
    return true;
}

/** Whether every job has a holder. */
static enum bh_status
check_whole(const struct merge *merge, struct bh_err *err)
{
    struct bh_text words = {0};
    size_t n_missing = 0, first = 0;
    char what[300];
    enum bh_status st = BH_OK;

    for (size_t job = merge->study->n_jobs; job-- > 0;) {
        if (merge->holder[job] == NOBODY) {
            first = job;
            n_missing++;
        }
    }
    if (n_missing == 0) {
        return BH_OK;
    }
    name_job(merge, first, what, sizeof what);
    if (name_missing_shards(merge, &words)) {
        st = bh_fail(err, BH_EINPUT, "%s", bh_text_string(&words));
    } else {
        st = bh_fail(err, BH_EINPUT,
                     "%zu of %zu jobs are in none of these parts, the first is %s; explore with "
                     "--resume runs what is missing",
                     n_missing, merge->study->n_jobs, what);
    }
    bh_text_fini(&words);
    return st;
}

static enum bh_status
look_at_all(struct merge *merge, const char *const *paths, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    BH_TRY(bh_store_open(paths[0], &merge->first, err));
    merge->study = bh_store_study(merge->first);
    merge->parts = calloc(merge->n, sizeof *merge->parts);
    merge->holder = malloc(merge->study->n_jobs * sizeof *merge->holder + 1);
    merge->jobs = calloc(merge->study->n_jobs + 1, sizeof *merge->jobs);
    if (merge->parts == NULL || merge->holder == NULL || merge->jobs == NULL) {
        st = bh_no_memory(err);
        goto done;
    }
    memset(merge->holder, 0xff, merge->study->n_jobs * sizeof *merge->holder);
    for (size_t i = 0; i < merge->n; i++) {
        merge->parts[i].path = paths[i];
        BH_TRY(look_at(merge, i, err));
    }
    st = check_whole(merge, err);
done:
    return st;
}

/** Takes a part in, which nobody writes meanwhile. */
static enum bh_status
take(struct bh_store *store, const char *part, struct bh_err *err)
{
    int lock = BH_NO_LOCK;
    enum bh_status st = BH_OK;

    BH_TRY(bh_store_lock(part, &lock, err));
    st = bh_store_take(store, part, err);
done:
    bh_store_unlock(part, lock);
    return st;
}

/** Writes the whole study to `path`. */
static enum bh_status
write_whole(const struct merge *merge, const char *path, struct bh_err *err)
{
    struct bh_store_study whole = *merge->study;
    struct bh_store *store = NULL;
    struct bh_plan *plan = NULL;
    enum bh_status st = BH_OK;

    whole.part = whole.n_parts = 0;
    BH_TRY(bh_reopened_plan(merge->parts[0].path, merge->study, &plan, err));
    BH_TRY(bh_store_create(path, true, &whole, &store, err));
    for (size_t i = 0; i < merge->n; i++) {
        BH_TRY(take(store, merge->parts[i].path, err));
    }
    st = bh_study_finish(store, plan, NULL, err);
    store = NULL;
done:
    bh_store_close(store);
    bh_plan_free(plan);
    return st;
}

static enum bh_status
check_free(const char *out, bool overwrite, struct bh_err *err)
{
    if (!bh_file_exists(out)) {
        return BH_OK;
    }
    if (!overwrite) {
        return bh_fail(err, BH_EINPUT, "%s: exists; --overwrite replaces it", out);
    }
    return bh_store_is_results(out)
               ? BH_OK
               : bh_fail(err, BH_EINPUT, "%s: is not a results file and is not replaced", out);
}

enum bh_status
bh_study_merge(const char *out, const char *const *parts, size_t n, bool overwrite,
               struct bh_err *err)
{
    struct merge merge = {.n = n};
    struct bh_text draft = {0};
    enum bh_status st = BH_OK;

    if (n == 0) {
        return bh_fail(err, BH_EINPUT, "no parts are given");
    }
    BH_TRY(check_free(out, overwrite, err));
    bh_text_printf(&draft, "%s.merged", out);
    if (draft.failed) {
        st = bh_no_memory(err);
        goto done;
    }
    BH_TRY(look_at_all(&merge, parts, err));
    st = write_whole(&merge, bh_text_string(&draft), err);
    if (st == BH_OK) {
        st = bh_store_replace(out, bh_text_string(&draft), err);
    }
    if (st != BH_OK) {
        bh_store_remove(bh_text_string(&draft));
    }
done:
    bh_store_close(merge.first);
    free(merge.parts);
    free(merge.holder);
    free(merge.jobs);
    bh_text_fini(&draft);
    return st;
}
