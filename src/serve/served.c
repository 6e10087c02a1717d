/** @file served.c  What is served: a plan, its results, and those of its variants. */
#include "serve/served.h"

#include "base/err.h"
#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_TOGETHER (BH_VARIANT_MOST_SETTINGS + 256) /* settings of a variant and of the base */

enum bh_status
bh_served_plan(const struct bh_served *served, const struct bh_variant *variant,
               struct bh_plan **out, struct bh_err *err)
{
    const struct bh_serve_settings *settings = served->settings;
    const char *set[MOST_TOGETHER];
    size_t n = 0;

    if (settings->n_set + variant->n_set > MOST_TOGETHER) {
        return bh_fail(err, BH_ELIMIT, "more than %d settings", MOST_TOGETHER);
    }
    for (size_t i = 0; i < settings->n_set; i++) {
        set[n++] = settings->set[i];
    }
    for (size_t i = 0; i < variant->n_set; i++) {
        set[n++] = variant->set[i];
    }
    return settings->plan == NULL
               ? bh_study_plan(settings->results, set, n, out, err)
               : bh_plan_read(settings->plan, set, n, settings->strict, out, err);
}

/** The first error of an unsound plan, as words. */
static enum bh_status
fail_with_problem(const struct bh_plan *plan, struct bh_err *err)
{
    size_t n;
    const struct bh_problem *problems = bh_plan_problems(plan, &n);

    for (size_t i = 0; i < n; i++) {
        if (problems[i].severity == BH_ERROR) {
            return bh_fail(err, BH_EINPUT, "%s:%zu:%zu: %s", problems[i].file, problems[i].line,
                           problems[i].column, problems[i].text);
        }
    }
    return bh_fail(err, BH_EINPUT, "the plan is not sound");
}

/** The plan with a variant's settings, sound, and its hash. @param out NULL: not wanted. */
static enum bh_status
read_sound(const struct bh_served *served, const struct bh_variant *variant, char hash[17],
           struct bh_plan **out, struct bh_err *err)
{
    struct bh_plan *plan = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_served_plan(served, variant, &plan, err));
    if (!bh_plan_is_sound(plan)) {
        st = fail_with_problem(plan, err);
        goto done;
    }
    bh_plan_hash(plan, hash);
    if (out != NULL) {
        *out = plan;
        plan = NULL;
    }
done:
    bh_plan_free(plan);
    return st;
}

/** Whether the plan is still the one that the results are of: its file may have been edited. */
static enum bh_status
check_base(const struct bh_served *served, struct bh_err *err)
{
    const struct bh_variant none = {.n_set = 0};
    char hash[17];
    enum bh_status st = BH_OK;

    BH_TRY(read_sound(served, &none, hash, NULL, err));
    if (strcmp(hash, served->base->plan_hash) != 0) {
        st = bh_fail(err, BH_EINPUT,
                     "the plan is not the one that %s holds results of; explore it again, or serve "
                     "it with --overwrite",
                     served->settings->results);
    }
done:
    return st;
}

/* ---- opening -------------------------------------------------------------------------------- */

/** results.bh becomes results.variants. */
static enum bh_status
name_folder(struct bh_served *served, struct bh_err *err)
{
    const char *results = served->settings->results;
    const size_t n = strlen(results);
    const size_t stem = n > 3 && strcmp(results + n - 3, ".bh") == 0 ? n - 3 : n;

    if (stem + 80 > sizeof served->folder) {
        return bh_fail(err, BH_EINPUT, "the path of the results is too long");
    }
    snprintf(served->folder, sizeof served->folder, "%.*s.variants", (int) stem, results);
    return BH_OK;
}

/** Scenarios of other designs are placed for another end, and shares over them mean little. */
static enum bh_status
check_design(const struct bh_served *served, struct bh_err *err)
{
    switch (served->study.design) {
    case BH_MONTE_CARLO:
    case BH_LATIN_HYPERCUBE:
    case BH_NESTED_HYPERCUBE:
    case BH_OPTIMAL_HYPERCUBE:
    case BH_SOBOL:
        return BH_OK;
    case BH_SALTELLI:
    case BH_MORRIS:
    case BH_FACTORIAL:
    case BH_OWN:
        break;
    }
    return bh_fail(err, BH_EINPUT,
                   "%s: scenarios of design %s are not draws from the plan's ranges; serve a study "
                   "of design lhs, mc, nested, even or sobol",
                   served->settings->results, served->base->design);
}

static enum bh_status
list_options(struct bh_served *served, struct bh_err *err)
{
    served->options = calloc(served->base->n_options + 1, sizeof *served->options);
    if (served->options == NULL) {
        return bh_no_memory(err);
    }
    for (size_t o = 0; o < served->base->n_options; o++) {
        served->options[o] = served->base->options[o].id;
    }
    served->study.options = served->options;
    served->study.n_options = served->base->n_options;
    return BH_OK;
}

enum bh_status
bh_served_open(const struct bh_serve_settings *settings, struct bh_served *out,
               struct bh_err *err)
{
    enum bh_status st = BH_OK;

    *out = (struct bh_served){.settings = settings};
    BH_TRY(name_folder(out, err));
    BH_TRY(bh_study_recall(settings->results, &out->study, err));
    BH_TRY(bh_results_compare(settings->results, NULL, &out->base, err));
    if (!out->base->is_complete) {
        st = bh_fail(err, BH_EINPUT, "%s: the study is not complete; go on with explore --resume",
                     settings->results);
        goto done;
    }
    BH_TRY(check_design(out, err));
    BH_TRY(list_options(out, err));
    out->study.threads = settings->threads;
    st = check_base(out, err);
done:
    return st;
}

void
bh_served_close(struct bh_served *served)
{
    bh_comparison_free(served->base);
    free(served->options);
}

/* ---- results of variants -------------------------------------------------------------------- */

void
bh_served_results(const struct bh_served *served, const char *name,
                  char path[BH_VARIANT_PATH_ROOM])
{
    bh_variant_path(served->folder, name, ".bh", path);
    if (strcmp(name, BH_VARIANT_BASE) == 0 && !bh_file_exists(path)) {
        snprintf(path, BH_VARIANT_PATH_ROOM, "%s", served->settings->results);
    }
}

enum bh_status
bh_served_compare(const struct bh_served *served, const char *name, struct bh_comparison **out,
                  struct bh_err *err)
{
    char path[BH_VARIANT_PATH_ROOM];
    char hash[17];
    struct bh_variant variant = {.n_set = 0};
    struct bh_comparison *found = NULL;
    enum bh_status st = BH_OK;

    *out = NULL;
    bh_served_results(served, name, path);
    BH_TRY(bh_variant_load(served->folder, name, &variant, err));
    BH_TRY(read_sound(served, &variant, hash, NULL, err));
    BH_TRY(bh_results_compare(path, NULL, &found, err));
    if (found->is_complete && strcmp(found->plan_hash, hash) == 0) {
        *out = found;
        found = NULL;
    }
done:
    bh_comparison_free(found);
    bh_variant_fini(&variant);
    return st == BH_ENOMEM ? st : BH_OK;
}

/** Runs the study, going on with what is there of it; what is there of another is replaced. */
static enum bh_status
run(const struct bh_plan *plan, struct bh_study_settings *study, struct bh_err *err)
{
    study->resume = true;
    const enum bh_status st = bh_study_run(plan, study, err);
    if (st != BH_EINPUT && st != BH_EFORMAT) {
        return st;
    }
    study->resume = false;
    study->overwrite = true;
    return bh_study_run(plan, study, err);
}

enum bh_status
bh_served_run(void *context, const struct bh_run_order *order, const struct bh_run_watch *watch,
              struct bh_err *err)
{
    const struct bh_served *served = context;
    struct bh_study_settings study = served->study;
    struct bh_variant variant = {.n_set = 0};
    struct bh_plan *plan = NULL;
    char path[BH_VARIANT_PATH_ROOM], hash[17];
    enum bh_status st = BH_OK;

    BH_TRY(check_base(served, err));
    BH_TRY(bh_variant_load(served->folder, order->name, &variant, err));
    BH_TRY(read_sound(served, &variant, hash, &plan, err));
    BH_TRY(bh_variant_make_folder(served->folder, err));
    bh_variant_path(served->folder, order->name, ".bh", path);
    study.out = path;
    study.n_futures = order->n_futures;
    study.progress = watch->progress;
    study.context = watch->context;
    study.cancel = watch->cancel;
    st = run(plan, &study, err);
done:
    bh_plan_free(plan);
    bh_variant_fini(&variant);
    return st;
}
