/** @file diff.c  Two versions of a plan: what changed by path, and what that does on the same luck.
 *
 *  Layer: explore.
 *
 *  Every changed number is put over the first plan alone, as --set would; then all of them; then
 * the second plan as it is, which has the changes that are not numbers too. Each variant is a plan
 *  read anew, so whatever a setting can reach is reached, and each is run on the first plan's seed:
 *  scenario by scenario, pairs of futures share assumptions and luck. */
#include <bluehelm/diff.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/statistics.h"
#include "base/text.h"
#include "base/threads.h"
#include "explore/batch.h"
#include "explore/choose.h"
#include "plan/compile.h"
#include "plan/entries.h"
#include "plan/names.h"
#include "plan/quantity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST_FUTURES 1000000u

struct bh_diff_store {
    struct bh_arena arena;
};

/** A plan to be run against the first one. */
struct variant {
    struct bh_plan *plan;  /* owned; NULL: the caller's second plan */
    struct bh_model model; /* with the first plan's seed */
    struct bh_outputs outputs;
    size_t change; /* or n_changes */
    const char *title;
};

struct work {
    const struct bh_plan *first, *second;
    const struct bh_model *model, *other; /* of the first and the second plan */
    const struct bh_diff_settings *settings;
    const struct bh_engine *engine;
    struct bh_diff *out;
    struct bh_arena *arena;
    struct bh_change *changes;
    struct bh_diff_option *options; /* what out->options and out->measures are, to be written */
    struct bh_output *measures;
    const char **put;          /* [n_changes] the setting, or NULL: not a number */
    struct bh_outputs outputs; /* of the first plan */
    struct variant *variants;  /* [out->n_effects] */
    size_t n_variants;         /* made so far */
    size_t *measure_rows;      /* [n_measures] rows of outputs */
    double *before, *after;    /* [n_futures][n outputs]; NaN: did not run */
    double *scratch;           /* [n_futures] */
};

static const char *
word(const char *text)
{
    return text == NULL ? "" : text;
}

/* ---- what changed --------------------------------------------------------------------------- */

/** The value the second plan has at a path it does not mention, as a setting; NULL without one. */
static const char *
default_setting(struct work *work, const char *path)
{
    const struct bh_unit_context units = {work->other->currency, work->other->start};
    const size_t index = bh_names_find(work->other, path, &work->arena->has_failed);
    struct bh_text text = {0};
    const char *copy = NULL;

    if (index != BH_NONE && !isnan(work->other->values[index])) {
        bh_quantity_print(work->other->values[index], bh_names_row(work->other, index)->kind,
                          &units, &text);
        copy = bh_arena_strdup(work->arena, bh_text_string(&text));
        work->arena->has_failed = work->arena->has_failed || text.failed;
    }
    bh_text_fini(&text);
    return copy;
}

/** Whether what stands at `path` is words for readers, or the seed, which is the first plan's. */
static bool
is_words(const char *path)
{
    static const char *const words[] = {".title", ".note", ".summary", ".name", ".tasks",
                                        ".site",  ".lead", ".seed",    ".id"};
    const size_t n = strlen(path);

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        const size_t length = strlen(words[i]);

        if (n > length && strcmp(path + n - length, words[i]) == 0) {
            return true;
        }
    }
    return strncmp(path, "sources.", 8) == 0;
}

/** Stands for the entry of a path that a plan has not. */
static const struct bh_entry nothing = {"", "", "", "", ""};

/** Notes a difference between entry `a` of the first and `b` of the second plan. */
static void
note_change(struct work *work, enum bh_change_kind kind, const struct bh_entry *a,
            const struct bh_entry *b)
{
    const char *path = kind == BH_ADDED ? b->path : a->path;
    struct bh_change change = {
        .kind = kind,
        .path = path,
        .before = a->text,
        .after = b->text,
        .source_before = a->source,
        .source_after = b->source,
    };
    const char *put = NULL;

    if (kind == BH_CHANGED && strcmp(a->text, b->text) == 0 &&
        strcmp(a->setting, b->setting) == 0) {
        if (strcmp(a->source, b->source) == 0 && strcmp(a->remark, b->remark) == 0) {
            return;
        }
        change.kind = BH_REWORDED;
    } else if (is_words(path)) {
        change.kind = BH_REWORDED;
    } else if (bh_names_find(work->model, path, &work->arena->has_failed) != BH_NONE) {
        put = kind == BH_REMOVED ? default_setting(work, path) : b->setting;
        if (put != NULL && kind == BH_REMOVED) {
            change.after = bh_arena_printf(work->arena, "%s (default)", put);
        }
    }
    work->put[work->out->n_changes] = put;
    work->changes[work->out->n_changes++] = change;
}

static enum bh_status
find_changes(struct work *work, struct bh_err *err)
{
    struct bh_entries_list a, b;
    size_t i = 0, j = 0;
    enum bh_status st = BH_OK;

    BH_TRY(bh_entries_make(work->first, work->arena, &a, err));
    BH_TRY(bh_entries_make(work->second, work->arena, &b, err));
    work->changes = bh_arena_alloc(work->arena, (a.n + b.n + 1) * sizeof *work->changes);
    work->put = bh_arena_alloc(work->arena, (a.n + b.n + 1) * sizeof *work->put);
    if (work->changes == NULL || work->put == NULL) {
        return bh_no_memory(err);
    }
    while (i < a.n || j < b.n) {
        const int order = i == a.n ? 1 : j == b.n ? -1 : strcmp(a.at[i].path, b.at[j].path);

        note_change(work, order < 0 ? BH_REMOVED : order > 0 ? BH_ADDED : BH_CHANGED,
                    order <= 0 ? &a.at[i] : &nothing, order >= 0 ? &b.at[j] : &nothing);
        i += order <= 0;
        j += order >= 0;
    }
    work->out->changes = work->changes;
done:
    return st;
}

/* ---- variants ------------------------------------------------------------------------------- */

/** Takes `plan` as the next variant; `owned` is the same when it is to be freed, NULL for the
 *  caller's second plan. */
static enum bh_status
take_variant(struct work *work, const struct bh_plan *plan, struct bh_plan *owned, size_t change,
             const char *title, struct bh_err *err)
{
    struct variant *variant = &work->variants[work->n_variants++];

    *variant = (struct variant){
        .plan = owned, .model = *bh_plan_model(plan), .change = change, .title = title};
    variant->model.seed = work->model->seed;
    return bh_outputs_make(&variant->model, work->arena, &variant->outputs) ? BH_OK
                                                                            : bh_no_memory(err);
}

/** The first plan with settings over it. *plan is NULL when it is not sound so. */
static enum bh_status
read_with(struct work *work, const char *const *set, size_t n, struct bh_plan **plan,
          struct bh_err *err)
{
    const char *text = work->model->canonical;
    enum bh_status st =
        bh_plan_read_text("the first plan", text, strlen(text), set, n, false, plan, err);

    if (st == BH_EINPUT) {
        *plan = NULL;
        st = BH_OK;
    } else if (st == BH_OK && !bh_plan_is_sound(*plan)) {
        bh_plan_free(*plan);
        *plan = NULL;
    }
    return st;
}

/** Makes a variant of each number alone, and gathers all settings. */
static enum bh_status
make_single(struct work *work, const char **set, size_t *n_set, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    for (size_t c = 0; c < work->out->n_changes; c++) {
        struct bh_plan *plan = NULL;

        if (work->put[c] == NULL) {
            continue;
        }
        set[*n_set] = bh_arena_printf(work->arena, "%s=%s", work->changes[c].path, work->put[c]);
        if (set[*n_set] == NULL) {
            return bh_no_memory(err);
        }
        BH_TRY(read_with(work, &set[*n_set], 1, &plan, err));
        if (plan != NULL) {
            work->changes[c].is_alone = true;
            BH_TRY(take_variant(work, plan, plan, c, work->changes[c].path, err));
            (*n_set)++;
        }
    }
done:
    return st;
}

static enum bh_status
make_variants(struct work *work, struct bh_err *err)
{
    const size_t n_changes = work->out->n_changes;
    const char **set = bh_arena_alloc(work->arena, (n_changes + 1) * sizeof *set);
    struct bh_plan *plan = NULL;
    size_t n_set = 0;
    enum bh_status st = BH_OK;

    work->variants = bh_arena_alloc(work->arena, (n_changes + 2) * sizeof *work->variants);
    if (set == NULL || work->variants == NULL) {
        return bh_no_memory(err);
    }
    BH_TRY(make_single(work, set, &n_set, err));
    if (n_set > 1) {
        BH_TRY(read_with(work, set, n_set, &plan, err));
    }
    if (plan != NULL) {
        BH_TRY(take_variant(work, plan, plan, n_changes, "all numbers together", err));
    }
    st = take_variant(work, work->second, NULL, n_changes, "the second plan", err);
    work->out->n_effects = work->n_variants;
done:
    return st;
}

/* ---- running -------------------------------------------------------------------------------- */

/** Where the results of a run go. */
struct running {
    double *finals; /* [n_futures][n] */
    size_t n;
};

static void
keep(void *context, size_t i, const struct bh_batch_result *result)
{
    const struct running *running = context;

    for (size_t o = 0; o < running->n; o++) {
        running->finals[i * running->n + o] =
            result->reason == NULL ? result->finals[o] : (double) NAN;
    }
}

static enum bh_status
run(const struct work *work, const struct bh_model *model, const struct bh_outputs *outputs,
    size_t option, double *finals, struct bh_err *err)
{
    const size_t n = work->settings->n_futures;
    struct bh_batch_item *items = malloc(n * sizeof *items);
    struct running running = {.n = outputs->n};
    enum bh_status st;

    if (items == NULL) {
        return bh_no_memory(err);
    }
    running.finals = finals;
    for (size_t i = 0; i < n; i++) {
        items[i] = (struct bh_batch_item){.scenario = (uint32_t) (i + 1)};
    }
    const struct bh_batch batch = {
        .model = model,
        .engine = work->engine,
        .outputs = outputs,
        .sampler = {.model = model, .design = BH_LATIN_HYPERCUBE, .n = n},
        .option = option,
        .n_threads =
            work->settings->threads == 0 ? bh_threads_available() : work->settings->threads,
        .items = items,
        .n = n,
        .keep = keep,
        .context = &running,
        .cancel = work->settings->cancel,
    };
    st = bh_batch_run(&batch, err);
    free(items);
    return st;
}

/* ---- effects -------------------------------------------------------------------------------- */

static size_t
find_output(const struct bh_outputs *outputs, const char *id)
{
    size_t i = 0;

    while (i < outputs->n && strcmp(outputs->rows[i].id, id) != 0) {
        i++;
    }
    return i;
}

static bool
ran(const double *finals)
{
    return !isnan(finals[0]);
}

/** Difference of the measure in row `row` of the first plan, over the pairs with both finite. */
static struct bh_estimate
measure_effect(const struct work *work, const struct variant *variant, size_t row)
{
    const size_t other = find_output(&variant->outputs, work->outputs.rows[row].id);
    size_t n = 0;

    for (size_t i = 0; other < variant->outputs.n && i < work->settings->n_futures; i++) {
        const double a = work->before[i * work->outputs.n + row];
        const double b = work->after[i * variant->outputs.n + other];

        if (isfinite(a) && isfinite(b)) {
            work->scratch[n++] = b - a;
        }
    }
    return bh_mean_estimate(work->scratch, n);
}

/** Whether any output both plans have differs in pair `i`. */
static bool
pair_differs(const struct work *work, const struct variant *variant, size_t i, const size_t *rows)
{
    for (size_t o = 0; o < work->outputs.n; o++) {
        const double a = work->before[i * work->outputs.n + o];

        if (rows[o] < variant->outputs.n && a != work->after[i * variant->outputs.n + rows[o]]) {
            return true;
        }
    }
    return false;
}

static void
success_effect(const struct work *work, const struct variant *variant, const size_t *rows,
               struct bh_diff_effect *effect)
{
    for (size_t i = 0; i < work->settings->n_futures; i++) {
        const double *a = work->before + i * work->outputs.n;
        const double *b = work->after + i * variant->outputs.n;

        if (ran(a) && ran(b)) {
            work->scratch[effect->n++] = (double) bh_outputs_success(&variant->outputs, b) -
                                         (double) bh_outputs_success(&work->outputs, a);
            effect->n_differ += pair_differs(work, variant, i, rows);
        }
    }
    effect->success = bh_mean_estimate(work->scratch, effect->n);
}

static enum bh_status
find_effect(const struct work *work, const struct variant *variant, struct bh_diff_effect *effect,
            struct bh_err *err)
{
    struct bh_estimate *measures =
        bh_arena_alloc(work->arena, (work->out->n_measures + 1) * sizeof *measures);
    size_t *rows = bh_arena_alloc(work->arena, work->outputs.n * sizeof *rows);

    if (measures == NULL || rows == NULL) {
        return bh_no_memory(err);
    }
    for (size_t o = 0; o < work->outputs.n; o++) {
        rows[o] = find_output(&variant->outputs, work->outputs.rows[o].id);
    }
    *effect = (struct bh_diff_effect){
        .title = variant->title, .change = variant->change, .measures = measures};
    success_effect(work, variant, rows, effect);
    for (size_t m = 0; m < work->out->n_measures; m++) {
        measures[m] = measure_effect(work, variant, work->measure_rows[m]);
    }
    return BH_OK;
}

static struct bh_estimate
success_of(const struct work *work, const struct bh_outputs *outputs, const double *finals)
{
    size_t n = 0, n_good = 0;

    for (size_t i = 0; i < work->settings->n_futures; i++) {
        if (ran(finals + i * outputs->n)) {
            n++;
            n_good += bh_outputs_success(outputs, finals + i * outputs->n);
        }
    }
    return bh_share_estimate(n_good, n);
}

static enum bh_status
study_option(struct work *work, size_t option, struct bh_diff_option *row, struct bh_err *err)
{
    const char *id = work->model->options[option].id;
    struct bh_diff_effect *effects =
        bh_arena_alloc(work->arena, (work->n_variants + 1) * sizeof *effects);
    enum bh_status st = BH_OK;

    if (effects == NULL) {
        return bh_no_memory(err);
    }
    row->id = id;
    row->title = work->model->options[option].title;
    row->effects = effects;
    BH_TRY(run(work, work->model, &work->outputs, option, work->before, err));
    row->success_before = success_of(work, &work->outputs, work->before);
    for (size_t v = 0; v < work->n_variants; v++) {
        const struct variant *variant = &work->variants[v];
        size_t its_option;

        BH_TRY(bh_choose_option(&variant->model, id, &its_option, err));
        BH_TRY(run(work, &variant->model, &variant->outputs, its_option, work->after, err));
        BH_TRY(find_effect(work, variant, &effects[v], err));
        row->success_after = success_of(work, &variant->outputs, work->after);
    }
done:
    return st;
}

/* ---- the whole ------------------------------------------------------------------------------ */

static bool
has_option(const struct bh_model *model, const char *id)
{
    for (size_t o = 0; o < model->counts.n_options; o++) {
        if (strcmp(model->options[o].id, id) == 0) {
            return true;
        }
    }
    return false;
}

/** The options to run: those asked for, or all that both plans have. */
static enum bh_status
choose_options(const struct work *work, size_t *chosen, size_t *n, struct bh_err *err)
{
    const struct bh_diff_settings *settings = work->settings;
    enum bh_status st = BH_OK;

    *n = 0;
    for (size_t i = 0; i < settings->n_options; i++) {
        size_t in_second;

        BH_TRY(bh_choose_option(work->other, settings->options[i], &in_second, err));
        BH_TRY(bh_choose_option(work->model, settings->options[i], &chosen[*n], err));
        (*n)++;
    }
    for (size_t o = 0; settings->options == NULL && o < work->model->counts.n_options; o++) {
        if (has_option(work->other, work->model->options[o].id)) {
            chosen[(*n)++] = o;
        }
    }
    if (*n == 0) {
        st = bh_fail(err, BH_EINPUT, "the two plans have no option in common");
    }
done:
    return st;
}

/** The required measures both plans have. */
static enum bh_status
choose_measures(struct work *work, struct bh_err *err)
{
    const struct bh_outputs *theirs = &work->variants[work->n_variants - 1].outputs;
    struct bh_output *rows = bh_arena_alloc(work->arena, work->outputs.n * sizeof *rows);

    work->measure_rows = bh_arena_alloc(work->arena, work->outputs.n * sizeof *work->measure_rows);
    if (rows == NULL || work->measure_rows == NULL) {
        return bh_no_memory(err);
    }
    for (size_t i = 0; i < work->outputs.n; i++) {
        const struct bh_output_row *row = &work->outputs.rows[i];

        if (row->is_required && find_output(theirs, row->id) < theirs->n) {
            work->measure_rows[work->out->n_measures] = i;
            rows[work->out->n_measures++] =
                (struct bh_output){row->id,   row->title, word(row->unit),  row->kind,
                                   row->goal, row->group, row->is_required, row->high_is_better};
        }
    }
    work->out->measures = work->measures = rows;
    return BH_OK;
}

static size_t
widest(const struct work *work)
{
    size_t n = work->outputs.n;

    for (size_t v = 0; v < work->n_variants; v++) {
        n = work->variants[v].outputs.n > n ? work->variants[v].outputs.n : n;
    }
    return n;
}

static enum bh_status
run_all(struct work *work, struct bh_err *err)
{
    const size_t n = work->settings->n_futures, width = widest(work);
    const size_t n_options = work->model->counts.n_options + work->settings->n_options;
    size_t *chosen = bh_arena_alloc(work->arena, (n_options + 1) * sizeof *chosen);
    struct bh_diff_option *rows = bh_arena_alloc(work->arena, (n_options + 1) * sizeof *rows);
    enum bh_status st = BH_OK;

    work->before = malloc(n * width * sizeof *work->before);
    work->after = malloc(n * width * sizeof *work->after);
    work->scratch = malloc(n * sizeof *work->scratch);
    if (chosen == NULL || rows == NULL || work->before == NULL || work->after == NULL ||
        work->scratch == NULL) {
        return bh_no_memory(err);
    }
    BH_TRY(choose_options(work, chosen, &work->out->n_options, err));
    work->out->options = work->options = rows;
    for (size_t i = 0; i < work->out->n_options; i++) {
        BH_TRY(study_option(work, chosen[i], &rows[i], err));
    }
done:
    return st;
}

/** Copies what still belongs to the plans, which need not outlive the result. */
static bool
own_words(struct work *work)
{
    struct bh_diff *out = work->out;
    char start[16];

#define OWN(text) ((text) = bh_arena_strdup(work->arena, word(text)))
    bh_date_format(work->model->start, start);
    out->start = start;
    out->first = work->model->title;
    out->second = work->other->title;
    out->currency = work->model->currency;
    OWN(out->start);
    OWN(out->first);
    OWN(out->second);
    OWN(out->currency);
    for (size_t i = 0; i < out->n_options; i++) {
        OWN(work->options[i].id);
        OWN(work->options[i].title);
    }
    for (size_t i = 0; i < out->n_measures; i++) {
        struct bh_output *row = &work->measures[i];

        OWN(row->id);
        OWN(row->title);
        OWN(row->unit);
        OWN(row->goal);
    }
#undef OWN
    return !work->arena->has_failed;
}

static enum bh_status
make(struct work *work, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    if (work->settings->n_futures < 1 || work->settings->n_futures > MOST_FUTURES) {
        return bh_fail(err, BH_EINPUT, "futures is %zu, must be 1 to %u", work->settings->n_futures,
                       MOST_FUTURES);
    }
    if (work->settings->threads > 1024) {
        return bh_fail(err, BH_EINPUT, "threads is %zu, must be 0 to 1024",
                       work->settings->threads);
    }
    BH_TRY(bh_choose_engine(work->settings->isa, &work->engine, err));
    if (!bh_outputs_make(work->model, work->arena, &work->outputs)) {
        return bh_no_memory(err);
    }
    BH_TRY(find_changes(work, err));
    BH_TRY(make_variants(work, err));
    BH_TRY(choose_measures(work, err));
    BH_TRY(run_all(work, err));
    work->out->n_futures = work->settings->n_futures;
    work->out->seed = work->model->seed;
    st = own_words(work) ? BH_OK : bh_no_memory(err);
done:
    return st;
}

enum bh_status
bh_diff_run(const struct bh_plan *first, const struct bh_plan *second,
            const struct bh_diff_settings *settings, struct bh_diff **out, struct bh_err *err)
{
    struct bh_diff *diff = calloc(1, sizeof *diff);
    struct work work = {.first = first,
                        .second = second,
                        .model = bh_plan_model(first),
                        .other = bh_plan_model(second),
                        .settings = settings,
                        .out = diff};
    enum bh_status st;

    if (diff == NULL || (diff->store = calloc(1, sizeof *diff->store)) == NULL) {
        free(diff);
        return bh_no_memory(err);
    }
    work.arena = &diff->store->arena;
    st = make(&work, err);
    if (st == BH_OK && work.arena->has_failed) {
        st = bh_no_memory(err);
    }
    for (size_t v = 0; v < work.n_variants; v++) {
        bh_plan_free(work.variants[v].plan);
    }
    free(work.before);
    free(work.after);
    free(work.scratch);
    if (st == BH_OK) {
        *out = diff;
    } else {
        bh_diff_free(diff);
    }
    return st;
}

void
bh_diff_free(struct bh_diff *diff)
{
    if (diff != NULL) {
        bh_arena_fini(&diff->store->arena);
        free(diff->store);
        free(diff);
    }
}
