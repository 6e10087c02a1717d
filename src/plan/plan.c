/** @file plan.c  Reading a plan from end to end, and what the public API tells of it. */
#include "base/date.h"
#include "base/err.h"
#include "base/file.h"
#include "base/hash.h"
#include "plan/compile.h"
#include "plan/reader.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_DAYS 36525
#define PLAN_FILE "plan.yaml"

/* ---- the head of the plan ------------------------------------------------------------------- */

/** Text of plan.KEY, or NULL. */
static const char *
head_text(struct bh_reader *reader, const char *key, struct bh_node *node)
{
    *node = bh_node_at(bh_node_at(reader->root, "plan"), key);
    return bh_node_text(*node);
}

static void
read_start(struct bh_reader *reader)
{
    struct bh_node node;
    const char *text = head_text(reader, "start", &node);

    if (text != NULL && !bh_date_parse(text, &reader->model->start)) {
        bh_reader_error(reader, node, "plan.start is '%.60s', must be a date such as 2024-10-01",
                        text);
    }
    reader->units.start = reader->model->start;
}

static void
read_horizon(struct bh_reader *reader)
{
    struct bh_node node;
    const char *text = head_text(reader, "horizon", &node);
    struct bh_err err;
    double days = 1;

    if (text != NULL &&
        bh_quantity_parse(text, BH_DAYS, &reader->units, &days, &err) != BH_OK) {
        bh_reader_error(reader, node, "plan.horizon %s", err.text);
    } else if (!(days >= 1 && days <= MOST_DAYS)) {
        bh_reader_error(reader, node, "plan.horizon is '%.60s', must be 1 day to 100 years", text);
        days = 1;
    }
    reader->model->days = days >= 1 ? (uint32_t) days : 1;
}

static void
read_seed(struct bh_reader *reader)
{
    struct bh_node node;
    const char *text = head_text(reader, "seed", &node);
    double seed = 1;

    if (text != NULL && (bh_text_number(text, &seed) != strlen(text) || seed < 0 ||
                         seed > UINT32_MAX || seed != floor(seed))) {
        bh_reader_error(reader, node, "plan.seed is '%.60s', must be a whole number from 0 to "
                                      "4294967295", text);
        seed = 1;
    }
    reader->model->seed = (uint32_t) seed;
}

static void
read_currency(struct bh_reader *reader)
{
    struct bh_node node;
    const char *text = head_text(reader, "currency", &node);

    reader->model->currency = "USD";
    if (text != NULL && (strlen(text) != 3 || strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3)) {
        bh_reader_error(reader, node, "plan.currency is '%.60s', must be three capital letters",
                        text);
    } else if (text != NULL) {
        reader->model->currency = bh_arena_strdup(&reader->plan->arena, text);
    }
    reader->units.currency = reader->model->currency;
}

static void
read_head(struct bh_reader *reader)
{
    struct bh_node node;
    const struct bh_node map = bh_node_at(reader->root, "plan");
    const char *schema = head_text(reader, "schema", &node);

    if (schema != NULL && strcmp(schema, "1") != 0) {
        bh_reader_error(reader, node, "plan.schema is '%.60s', must be 1", schema);
    }
    reader->model->id = bh_reader_text(reader, map, "id", "plan");
    reader->model->title = bh_reader_text(reader, map, "title", reader->model->id);
    reader->model->summary = bh_reader_text(reader, map, "summary", "");
    const char *id = head_text(reader, "id", &node);
    if (id != NULL && (id[0] == '\0' || strlen(id) > 63 ||
                       strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_-") != strlen(id))) {
        bh_reader_error(reader, node, "plan.id is '%.60s', must be 1 to 63 lower-case letters, "
                                      "digits, - and _", id);
    }
    read_start(reader);
    read_currency(reader);
    read_horizon(reader);
    read_seed(reader);
}

/* ---- from end to end ------------------------------------------------------------------------ */

static void
read_all(struct bh_reader *reader)
{
    read_head(reader);
    bh_read_ids(reader);
    bh_read_numbers(reader);
    if (reader->out_of_memory) {
        return;
    }
    bh_read_parts(reader);
    bh_read_forces(reader);
    bh_read_options(reader);
    bh_read_measures(reader);
    if (!reader->out_of_memory) {
        bh_check_plan(reader);
        bh_read_geometry(reader);
    }
}

/** Splits "path=value" and parses the value. */
static enum bh_status
add_setting(struct bh_plan *plan, const char *set, struct bh_err *err)
{
    const char *equals = strchr(set, '=');
    struct bh_setting *setting = &plan->settings[plan->n_settings];
    struct bh_place place;

    if (equals == NULL || equals == set) {
        return bh_fail(err, BH_EINPUT, "--set is '%.100s', must be path=value", set);
    }
    setting->path = bh_arena_strndup(&plan->arena, set, (size_t) (equals - set));
    if (setting->path == NULL) {
        return bh_no_memory(err);
    }
    const enum bh_status st =
        bh_document_parse(equals + 1, strlen(equals + 1), &setting->document, &place);
    if (st != BH_OK) {
        return st == BH_ENOMEM ? bh_no_memory(err)
                               : bh_fail(err, st, "--set %.100s: %s", set, place.text);
    }
    plan->n_settings++;
    return BH_OK;
}

static enum bh_status
add_settings(struct bh_plan *plan, const char *const *set, size_t n, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    plan->settings = calloc(n + 1, sizeof *plan->settings);
    if (plan->settings == NULL) {
        return bh_no_memory(err);
    }
    for (size_t i = 0; i < n; i++) {
        BH_TRY(add_setting(plan, set[i], err));
    }
done:
    return st;
}

static int
by_place(const void *a, const void *b)
{
    const struct bh_problem *x = a, *y = b;

    if (x->line != y->line) {
        return x->line < y->line ? -1 : 1;
    }
    return x->column < y->column ? -1 : x->column > y->column;
}

/** A plan as it is written and where it is from. */
struct written_plan {
    const char *name;   /* in messages */
    const char *folder; /* its tables are looked for here; NULL: nowhere */
    const char *text;
    size_t n;      /* bytes */
    bool is_bytes; /* of a tree (bh_plan_tree), not text */
};

/** Makes the tree of what is written, or notes where it is broken. */
static enum bh_status
read_document(struct bh_reader *reader, const struct written_plan *written, struct bh_err *err)
{
    struct bh_document *document = &reader->plan->document;
    struct bh_place place = {0};
    enum bh_status st =
        written->is_bytes ? bh_tree_read(written->text, written->n, document)
                          : bh_document_parse(written->text, written->n, document, &place);

    if (st == BH_EINPUT) {
        bh_reader_error_at(reader, place.line, place.column, place.text);
        st = BH_OK;
    } else if (st == BH_EFORMAT) {
        return bh_fail(err, st, "%s: these bytes are not the tree of a plan", written->name);
    }
    return st == BH_OK ? BH_OK : bh_no_memory(err);
}

/** Reads what is written, sound or broken, into `plan`. */
static enum bh_status
read_written(struct bh_plan *plan, const struct written_plan *written, bool strict,
             struct bh_err *err)
{
    struct bh_reader reader = {
        .plan = plan,
        .model = &plan->model,
        .folder = written->folder,
        .is_strict = strict,
        .units = {.currency = "USD"},
    };
    const enum bh_status st = read_document(&reader, written, err);

    if (plan->arena.has_failed) {
        return bh_no_memory(err);
    }
    if (st != BH_OK || plan->n_errors > 0) {
        return st;
    }
    reader.root = bh_document_root(&plan->document);
    if (!bh_node_is_map(reader.root)) {
        bh_reader_error(&reader, reader.root, "a plan must be a mapping with a section 'plan'");
        return plan->arena.has_failed ? bh_no_memory(err) : BH_OK;
    }
    read_all(&reader);
    reader.out_of_memory = reader.out_of_memory || plan->arena.has_failed;
    qsort(plan->problems, plan->n_problems, sizeof plan->problems[0], by_place);
    if (!reader.out_of_memory && plan->n_errors == 0) {
        plan->model.canonical = bh_canonical(plan);
        reader.out_of_memory = plan->model.canonical == NULL;
    }
    if (reader.out_of_memory) {
        return bh_no_memory(err);
    }
    if (plan->n_errors == 0) {
        plan->model.hash = bh_hash64(plan->model.canonical, strlen(plan->model.canonical));
    }
    return BH_OK;
}

static enum bh_status
read_plan(const struct written_plan *written, const char *const *set, size_t n_set, bool strict,
          struct bh_plan **out, struct bh_err *err)
{
    struct bh_plan *plan = calloc(1, sizeof *plan);
    enum bh_status st = BH_OK;

    if (plan == NULL) {
        return bh_no_memory(err);
    }
    bh_arena_init(&plan->arena);
    plan->file = bh_arena_strdup(&plan->arena, written->name);
    if (plan->file == NULL) {
        st = bh_no_memory(err);
        goto done;
    }
    BH_TRY(add_settings(plan, set, n_set, err));
    BH_TRY(read_written(plan, written, strict, err));
    *out = plan;
    plan = NULL;
done:
    bh_plan_free(plan);
    return st;
}

enum bh_status
bh_plan_read_text(const char *name, const char *text, size_t n, const char *const *set,
                  size_t n_set, bool strict, struct bh_plan **out, struct bh_err *err)
{
    if (n > BH_PLAN_BYTES) {
        return bh_fail(err, BH_ELIMIT, "%s: %zu bytes, at most %zu are read", name, n,
                       (size_t) BH_PLAN_BYTES);
    }
    return read_plan(&(struct written_plan){name, NULL, text, n, false}, set, n_set, strict, out,
                     err);
}

enum bh_status
bh_plan_read_tree(const char *name, const void *bytes, size_t n, const char *const *set,
                  size_t n_set, bool strict, struct bh_plan **out, struct bh_err *err)
{
    return read_plan(&(struct written_plan){name, NULL, bytes, n, true}, set, n_set, strict, out,
                     err);
}

enum bh_status
bh_plan_tree(const struct bh_plan *plan, void **bytes, size_t *n, struct bh_err *err)
{
    struct bh_text out = {0};
    char *text = NULL;

    bh_tree_write(&plan->document, &out);
    const size_t size = out.n;
    const enum bh_status st = bh_text_give(&out, &text, err);
    if (st == BH_OK) {
        *bytes = text;
        *n = size;
    }
    return st;
}

/** "plans/x" and "plans/x/" become "plans/x/plan.yaml"; the folder goes into `folder`. */
static void
resolve(const char *path, char *file, char *folder, size_t room)
{
    size_t n = strlen(path);

    while (n > 1 && path[n - 1] == '/') {
        n--;
    }
    if (bh_file_is_directory(path)) {
        snprintf(folder, room, "%.*s", (int) n, path);
        snprintf(file, room, "%.*s/%s", (int) n, path, PLAN_FILE);
        return;
    }
    const char *slash = strrchr(path, '/');
    snprintf(file, room, "%s", path);
    snprintf(folder, room, "%.*s", slash == NULL ? 1 : (int) (slash - path),
             slash == NULL ? "." : path);
}

enum bh_status
bh_plan_read(const char *path, const char *const *set, size_t n_set, bool strict,
             struct bh_plan **out, struct bh_err *err)
{
    char file[4096], folder[4096];
    char *text = NULL;
    size_t n = 0;
    enum bh_status st = BH_OK;

    if (strlen(path) > sizeof file - 32) {
        return bh_fail(err, BH_EINPUT, "the path of the plan is too long");
    }
    resolve(path, file, folder, sizeof file);
    BH_TRY(bh_file_read(file, BH_PLAN_BYTES, &text, &n, err));
    BH_TRY(read_plan(&(struct written_plan){file, folder, text, n, false}, set, n_set, strict, out,
                     err));
done:
    free(text);
    return st;
}

void
bh_plan_free(struct bh_plan *plan)
{
    if (plan == NULL) {
        return;
    }
    bh_document_fini(&plan->document);
    for (size_t i = 0; i < plan->n_settings; i++) {
        bh_document_fini(&plan->settings[i].document);
    }
    free(plan->settings);
    bh_arena_fini(&plan->arena);
    free(plan);
}

const struct bh_problem *
bh_plan_problems(const struct bh_plan *plan, size_t *n)
{
    *n = plan->n_problems;
    return plan->problems;
}

bool
bh_plan_is_sound(const struct bh_plan *plan)
{
    return plan->n_errors == 0;
}

const struct bh_model *
bh_plan_model(const struct bh_plan *plan)
{
    assert(bh_plan_is_sound(plan));
    return &plan->model;
}

const char *
bh_plan_id(const struct bh_plan *plan)
{
    return plan->model.id;
}

const char *
bh_plan_title(const struct bh_plan *plan)
{
    return plan->model.title;
}

const char *
bh_plan_summary(const struct bh_plan *plan)
{
    return plan->model.summary;
}

const char *
bh_plan_currency(const struct bh_plan *plan)
{
    return plan->model.currency;
}

void
bh_plan_start(const struct bh_plan *plan, char date[12])
{
    bh_date_format(plan->model.start, date);
}

void
bh_plan_hash(const struct bh_plan *plan, char hash[17])
{
    assert(bh_plan_is_sound(plan));
    snprintf(hash, 17, "%016" PRIx64, plan->model.hash);
}

size_t
bh_plan_n_options(const struct bh_plan *plan)
{
    return plan->model.counts.n_options;
}

const char *
bh_plan_option_id(const struct bh_plan *plan, size_t option)
{
    return plan->model.options[option].id;
}

const char *
bh_plan_option_title(const struct bh_plan *plan, size_t option)
{
    return plan->model.options[option].title;
}

size_t
bh_plan_n_assumptions(const struct bh_plan *plan)
{
    return plan->model.n_variables;
}
