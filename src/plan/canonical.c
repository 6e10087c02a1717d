/** @file canonical.c  The canonical text of a plan: the same for every order and layout.
 *
 *  Sections stand in the order of keys.h, the keys of any other mapping in alphabetical order,
 *  except that options and measures keep theirs; values are written as they were. Settings put over
 *  the plan are written in its section `set`, so that the text reads back to the same plan. */
#include "plan/compile.h"
#include "plan/names.h"
#include "plan/reader.h"

#include "base/json.h"

#include <stdlib.h>
#include <string.h>

static int
by_text(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;

    return strcmp(*x, *y);
}

/** Writes to YAML or JSON alike. */
struct writer {
    struct bh_text *out;
    struct bh_json json;
    bool is_json;
    unsigned depth;
    bool failed;
};

static void
write_string(struct bh_text *out, const char *text)
{
    const size_t n = strlen(text);

    if (n > 0 &&
        strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.+") == n) {
        bh_text_add(out, text);
        return;
    }
    struct bh_json json = bh_json_make(out); /* a JSON string is a double-quoted YAML one */
    bh_json_string(&json, NULL, text);
}

static void
begin_member(struct writer *writer, const char *key)
{
    for (unsigned i = 0; i < writer->depth; i++) {
        bh_text_add(writer->out, "  ");
    }
    if (key == NULL) {
        bh_text_add(writer->out, "-");
    } else {
        write_string(writer->out, key);
        bh_text_add(writer->out, ":");
    }
}

static void
write_scalar(struct writer *writer, const char *key, const char *text)
{
    if (writer->is_json) {
        bh_json_string(&writer->json, key, text);
        return;
    }
    begin_member(writer, key);
    bh_text_add(writer->out, " ");
    write_string(writer->out, text);
    bh_text_add(writer->out, "\n");
}

static void
open_member(struct writer *writer, const char *key, bool is_map, bool is_empty)
{
    if (writer->is_json && is_map) {
        bh_json_object(&writer->json, key);
    } else if (writer->is_json) {
        bh_json_array(&writer->json, key);
    } else {
        begin_member(writer, key);
        bh_text_add(writer->out, is_empty ? (is_map ? " {}\n" : " []\n") : "\n");
    }
    writer->depth++;
}

static void
close_member(struct writer *writer, bool is_map)
{
    writer->depth--;
    if (writer->is_json && is_map) {
        bh_json_end_object(&writer->json);
    } else if (writer->is_json) {
        bh_json_end_array(&writer->json);
    }
}

static void
write_node(struct writer *writer, const char *key, struct bh_node node, bool keeps_order);

static void
write_members(struct writer *writer, struct bh_node map, bool keeps_order)
{
    const size_t n = bh_node_count(map);
    const char **keys = malloc((n + 1) * sizeof *keys);

    if (keys == NULL) {
        writer->failed = true;
        return;
    }
    for (size_t i = 0; i < n; i++) {
        keys[i] = bh_node_text(bh_node_key(map, i));
    }
    if (!keeps_order) {
        qsort(keys, n, sizeof *keys, by_text);
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) { /* keys may hold dots: compare whole */
            if (bh_node_text(bh_node_key(map, j)) == keys[i]) {
                write_node(writer, keys[i], bh_node_value(map, j), false);
            }
        }
    }
    free(keys);
}

static void
write_node(struct writer *writer, const char *key, struct bh_node node, bool keeps_order)
{
    const bool is_map = bh_node_is_map(node);

    if (bh_node_is_scalar(node)) {
        write_scalar(writer, key, bh_node_text(node));
        return;
    }
    open_member(writer, key, is_map, bh_node_count(node) == 0);
    if (is_map) {
        write_members(writer, node, keeps_order);
    }
    for (size_t i = 0; !is_map && i < bh_node_count(node); i++) {
        write_node(writer, NULL, bh_node_item(node, i), false);
    }
    close_member(writer, is_map);
}

static bool
is_set_outside(const struct bh_plan *plan, const char *path)
{
    for (size_t i = 0; i < plan->n_settings; i++) {
        if (strcmp(plan->settings[i].path, path) == 0) {
            return true;
        }
    }
    return false;
}

/** The plan's `set` with the outside settings over it. */
static void
write_settings(struct writer *writer, const struct bh_plan *plan, struct bh_node own)
{
    if (plan->n_settings == 0 && !bh_node_exists(own)) {
        return;
    }
    open_member(writer, "set", true, plan->n_settings + bh_node_count(own) == 0);
    for (size_t i = 0; bh_node_is_map(own) && i < bh_node_count(own); i++) {
        const char *path = bh_node_text(bh_node_key(own, i));

        if (!is_set_outside(plan, path)) {
            write_node(writer, path, bh_node_value(own, i), false);
        }
    }
    for (size_t i = 0; i < plan->n_settings; i++) {
        bool is_last = true; /* of its path: the last setting wins */

        for (size_t j = i + 1; j < plan->n_settings; j++) {
            is_last = is_last && strcmp(plan->settings[i].path, plan->settings[j].path) != 0;
        }
        if (is_last) {
            write_node(writer, plan->settings[i].path,
                       bh_document_root(&plan->settings[i].document), false);
        }
    }
    close_member(writer, true);
}

static void
write_plan(struct writer *writer, const struct bh_plan *plan)
{
    const struct bh_node root = bh_document_root(&plan->document);
    size_t n;
    const struct bh_key_row *keys = bh_schema_keys(&n);

    for (size_t i = 0; i < n; i++) {
        const char *key = keys[i].key;
        const bool keeps_order = strcmp(key, "options") == 0 || strcmp(key, "measures") == 0 ||
                                 strcmp(key, "obstacles") == 0;

        if (keys[i].section == BH_SECTION_TOP && strcmp(key, "set") == 0) {
            write_settings(writer, plan, bh_node_at(root, "set"));
        } else if (keys[i].section == BH_SECTION_TOP && bh_node_exists(bh_node_at(root, key))) {
            write_node(writer, key, bh_node_at(root, key), keeps_order);
        }
    }
}

const char *
bh_canonical(struct bh_plan *plan)
{
    struct bh_text text = {0};
    struct writer writer = {.out = &text};

    write_plan(&writer, plan);
    const bool failed = writer.failed || text.failed;
    const char *copy = failed ? NULL : bh_arena_strdup(&plan->arena, bh_text_string(&text));
    bh_text_fini(&text);
    return copy;
}

/* ---- JSON ----------------------------------------------------------------------------------- */

enum bh_status
bh_plan_show(const struct bh_plan *plan, bool json, char **text, struct bh_err *err)
{
    struct bh_text out = {0};

    if (!json) {
        bh_text_add(&out, plan->model.canonical);
    } else {
        struct writer writer = {.out = &out, .json = bh_json_make(&out), .is_json = true};
        bh_json_object(&writer.json, NULL);
        bh_json_object(&writer.json, "plan_text");
        write_plan(&writer, plan);
        bh_json_end_object(&writer.json);
        bh_compiled_json(&writer.json, &plan->model);
        bh_json_end_object(&writer.json);
        bh_text_add(&out, "\n");
        out.failed = out.failed || writer.failed;
    }
    return bh_text_give(&out, text, err);
}
