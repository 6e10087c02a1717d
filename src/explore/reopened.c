/** @file reopened.c  A results file opened to run its futures again. */
#include "explore/reopened.h"

#include "base/err.h"
#include "design/words.h"
#include "plan/compile.h"

#include <bluehelm/plan.h>
#include <bluehelm/version.h>
#include <string.h>

static enum bh_status
read_plan(const char *results, const struct bh_store_study *study, const char *const *set,
          size_t n_set, struct bh_plan **out, struct bh_err *err)
{
    return bh_plan_read_text(results, study->plan_text, strlen(study->plan_text), set, n_set, false,
                             out, err);
}

enum bh_status
bh_reopened_plan(const char *results, const struct bh_store_study *study, struct bh_plan **plan,
                 struct bh_err *err)
{
    struct bh_plan *read = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(read_plan(results, study, NULL, 0, &read, err));
    if (bh_plan_is_sound(read) && bh_plan_model(read)->hash == study->plan_hash) {
        *plan = read;
        read = NULL;
    } else {
        st = bh_fail(err, BH_EINPUT,
                     "%s: this program does not read its plan as the one that wrote it did (%s, "
                     "this is %s); explore the plan again",
                     results, study->version, BH_VERSION);
    }
done:
    bh_plan_free(read);
    return st;
}

/** What made the study, as far as its words tell. */
static enum bh_status
recall(const char *results, const struct bh_store_study *study,
       struct bh_study_settings *settings, struct bh_err *err)
{
    struct bh_design_grid grid = {0};

    *settings = (struct bh_study_settings){
        .n_futures = study->n_futures,
        .n_replications = study->n_replications,
        .keep = study->keep,
        .every = study->every,
        .is_summary = study->is_summary,
    };
    if (!bh_design_read_words(study->design, &grid, &settings->pool)) {
        return bh_fail(err, BH_EFORMAT, "%s: is of an unknown design: %s", results, study->design);
    }
    if (grid.design == BH_OWN) {
        return bh_fail(err, BH_EINPUT,
                       "%s: its scenarios came from a table, which it does not hold", results);
    }
    settings->design = grid.design;
    settings->is_plain = grid.is_plain;
    settings->is_first_order = !grid.has_second_order;
    settings->levels = grid.levels;
    settings->by = strstr(study->design, ", by section") != NULL ? BH_BY_SECTION
                   : strstr(study->design, ", by item") != NULL  ? BH_BY_ITEM
                                                                 : BH_EACH_ALONE;
    return BH_OK;
}

static enum bh_status
make_design(const char *results, struct bh_reopened *out, struct bh_err *err)
{
    struct bh_study_settings settings;
    enum bh_status st = BH_OK;

    BH_TRY(recall(results, bh_store_study(out->file), &settings, err));
    st = bh_study_design_make(bh_plan_model(out->plan), &settings, &out->arena, &out->design, err);
done:
    return st;
}

enum bh_status
bh_study_recall(const char *results, struct bh_study_settings *settings, struct bh_err *err)
{
    struct bh_store *file = NULL;
    struct bh_study_settings found;
    enum bh_status st = BH_OK;

    BH_TRY(bh_store_open(results, &file, err));
    BH_TRY(recall(results, bh_store_study(file), &found, err));
    *settings = found;
done:
    bh_store_close(file);
    return st;
}

enum bh_status
bh_study_plan(const char *results, const char *const *set, size_t n_set, struct bh_plan **out,
              struct bh_err *err)
{
    struct bh_store *file = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_store_open(results, &file, err));
    st = read_plan(results, bh_store_study(file), set, n_set, out, err);
done:
    bh_store_close(file);
    return st;
}

enum bh_status
bh_reopened_open(const char *results, struct bh_reopened *out, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    memset(out, 0, sizeof *out);
    bh_arena_init(&out->arena);
    BH_TRY(bh_store_open(results, &out->file, err));
    BH_TRY(bh_reopened_plan(results, bh_store_study(out->file), &out->plan, err));
    st = make_design(results, out, err);
done:
    if (st != BH_OK) {
        bh_reopened_close(out);
    }
    return st;
}

void
bh_reopened_close(struct bh_reopened *reopened)
{
    bh_plan_free(reopened->plan);
    bh_store_close(reopened->file);
    bh_arena_fini(&reopened->arena);
    memset(reopened, 0, sizeof *reopened);
}
