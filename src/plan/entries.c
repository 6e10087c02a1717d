/** @file entries.c  A plan as a list of paths and what stands there. */
#include "plan/entries.h"

#include "base/err.h"
#include "base/json.h"
#include "base/text.h"
#include "plan/compile.h"
#include "plan/document.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/** Being listed. */
struct listing {
    struct bh_arena *arena;
    struct bh_entry *at;
    size_t n, room;
    bool failed;
};

/** A path being walked down. */
struct spot {
    const struct spot *above; /* NULL at the top */
    const char *key;
    size_t index; /* when key is NULL */
};

static void
write_path(const struct spot *spot, struct bh_text *out)
{
    if (spot == NULL) {
        return;
    }
    write_path(spot->above, out);
    bh_text_add(out, out->n > 0 ? "." : "");
    if (spot->key != NULL) {
        bh_text_add(out, spot->key);
    } else {
        bh_text_printf(out, "%zu", spot->index);
    }
}

static const char *
keep(struct listing *listing, const char *text)
{
    const char *copy = bh_arena_strdup(listing->arena, text);

    listing->failed = listing->failed || copy == NULL;
    return copy;
}

/** Whether a mapping is a number written out. */
static bool
is_number(struct bh_node node)
{
    return bh_node_is_map(node) && (bh_node_exists(bh_node_at(node, "value")) ||
                                    bh_node_exists(bh_node_at(node, "range")) ||
                                    bh_node_exists(bh_node_at(node, "values")));
}

/** Whether a node is a list of words and numbers alone. */
static bool
is_plain_list(struct bh_node node)
{
    bool is_plain = bh_node_is_list(node);

    for (size_t i = 0; is_plain && i < bh_node_count(node); i++) {
        is_plain = bh_node_is_scalar(bh_node_item(node, i));
    }
    return is_plain;
}

static void
quote(struct bh_text *out, const char *text)
{
    struct bh_json json = bh_json_make(out); /* a JSON string is a double-quoted YAML one */

    bh_json_string(&json, NULL, text);
}

/** "a, b" of a list of words. */
static void
join(struct bh_node list, struct bh_text *out, bool quoted)
{
    for (size_t i = 0; i < bh_node_count(list); i++) {
        bh_text_add(out, i == 0 ? "" : ", ");
        if (quoted) {
            quote(out, bh_node_text(bh_node_item(list, i)));
        } else {
            bh_text_add(out, bh_node_text(bh_node_item(list, i)));
        }
    }
}

/** A number for people: its value, its range, its distribution. */
static void
show_number(struct bh_node node, struct bh_text *out)
{
    const struct bh_node range = bh_node_at(node, "range"), values = bh_node_at(node, "values");
    const char *value = bh_node_text(bh_node_at(node, "value"));
    const char *shape = bh_node_text(bh_node_at(node, "dist"));

    bh_text_add(out, value == NULL ? "" : value);
    if (bh_node_is_list(range) && bh_node_count(range) == 2) {
        bh_text_printf(out, "%s(%s to %s", value == NULL ? "" : " ",
                       bh_node_text(bh_node_item(range, 0)), bh_node_text(bh_node_item(range, 1)));
        bh_text_printf(out, "%s%s)", shape == NULL ? "" : ", ", shape == NULL ? "" : shape);
    } else if (bh_node_is_list(values)) {
        bh_text_add(out, value == NULL ? "(one of " : " (one of ");
        join(values, out, false);
        bh_text_add(out, ")");
    }
}

/** A number as --set takes it, all but source and words. */
static void
write_setting(struct bh_node node, struct bh_text *out)
{
    static const char *const keys[] = {"value", "range", "dist", "values", "weights"};

    bh_text_add(out, "{");
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        const struct bh_node part = bh_node_at(node, keys[i]);

        if (bh_node_is_list(part)) {
            bh_text_printf(out, "%s: [", keys[i]);
            join(part, out, true);
            bh_text_add(out, "], ");
        } else if (bh_node_text(part) != NULL) {
            bh_text_printf(out, "%s: ", keys[i]);
            quote(out, bh_node_text(part));
            bh_text_add(out, ", ");
        }
    }
    bh_text_add(out, "source: assumed}");
}

static void
add(struct listing *listing, const char *path, struct bh_node node)
{
    struct bh_text text = {0}, setting = {0}, remark = {0};
    const char *source = "";

    if (is_number(node)) {
        const char *note = bh_node_text(bh_node_at(node, "note"));
        const char *confidence = bh_node_text(bh_node_at(node, "confidence"));

        show_number(node, &text);
        write_setting(node, &setting);
        source = bh_node_text(bh_node_at(node, "source"));
        bh_text_printf(&remark, "%s %s", confidence == NULL ? "" : confidence,
                       note == NULL ? "" : note);
    } else if (bh_node_is_list(node)) {
        bh_text_add(&text, "[");
        join(node, &text, false);
        bh_text_add(&text, "]");
    } else if (bh_node_text(node) != NULL) {
        bh_text_add(&text, bh_node_text(node));
        quote(&setting, bh_node_text(node));
    }
    if (listing->n == listing->room) {
        const size_t room = 2 * listing->room + 64;
        struct bh_entry *more = realloc(listing->at, room * sizeof *more);

        listing->failed = listing->failed || more == NULL;
        if (more != NULL) {
            listing->at = more;
            listing->room = room;
        }
    }
    if (listing->n < listing->room) {
        listing->at[listing->n++] = (struct bh_entry){
            .path = keep(listing, path),
            .text = keep(listing, bh_text_string(&text)),
            .setting = keep(listing, bh_text_string(&setting)),
            .source = keep(listing, source == NULL ? "" : source),
            .remark = keep(listing, bh_text_string(&remark)),
        };
    }
    listing->failed = listing->failed || text.failed || setting.failed || remark.failed;
    bh_text_fini(&text);
    bh_text_fini(&setting);
    bh_text_fini(&remark);
}

/** Lists `node` and what is below it. */
static void
walk(struct listing *listing, const struct spot *spot, struct bh_node node)
{
    struct bh_text path = {0};
    const bool is_leaf = is_number(node) || is_plain_list(node) || bh_node_is_scalar(node) ||
                         bh_node_count(node) == 0;

    if (is_leaf && spot != NULL) {
        write_path(spot, &path);
        add(listing, bh_text_string(&path), node);
        listing->failed = listing->failed || path.failed;
        bh_text_fini(&path);
        return;
    }
    for (size_t i = 0; i < bh_node_count(node); i++) {
        const bool is_map = bh_node_is_map(node);
        const struct spot below = {spot, is_map ? bh_node_text(bh_node_key(node, i)) : NULL, i};
        const struct bh_node member = is_map ? bh_node_value(node, i) : bh_node_item(node, i);

        assert(spot != NULL || below.key != NULL); /* a plan is a map */
        if (spot == NULL && strcmp(below.key, "set") == 0) {
            continue; /* put in place afterwards */
        }
        walk(listing, &below, member);
    }
}

/** Puts the section `set` in place of what stands at its paths. */
static void
put_settings(struct listing *listing, struct bh_node set)
{
    const size_t n = bh_node_is_map(set) ? bh_node_count(set) : 0;

    for (size_t i = 0; i < n && !listing->failed; i++) { /* without memory, paths are NULL */
        const char *path = bh_node_text(bh_node_key(set, i));

        for (size_t k = 0; k < listing->n; k++) {
            if (strcmp(listing->at[k].path, path) == 0) {
                listing->at[k] = listing->at[--listing->n];
                break;
            }
        }
        add(listing, path, bh_node_value(set, i));
    }
}

static int
by_path(const void *a, const void *b)
{
    const struct bh_entry *x = a, *y = b;

    return strcmp(x->path, y->path);
}

enum bh_status
bh_entries_make(const struct bh_plan *plan, struct bh_arena *arena, struct bh_entries_list *out,
                struct bh_err *err)
{
    const char *text = bh_plan_model(plan)->canonical;
    struct listing listing = {.arena = arena};
    struct bh_document document;
    struct bh_place place;

    if (bh_document_parse(text, strlen(text), &document, &place) != BH_OK) {
        return bh_no_memory(err); /* canonical text is sound */
    }
    walk(&listing, NULL, bh_document_root(&document));
    if (!listing.failed) {
        put_settings(&listing, bh_node_at(bh_document_root(&document), "set"));
    }
    bh_document_fini(&document);
    struct bh_entry *at = bh_arena_alloc(arena, (listing.n + 1) * sizeof *at);
    if (!listing.failed && at != NULL) {
        if (listing.n > 0) {
            memcpy(at, listing.at, listing.n * sizeof *at);
            qsort(at, listing.n, sizeof *at, by_path);
        }
        *out = (struct bh_entries_list){at, listing.n};
    }
    free(listing.at);
    return listing.failed || at == NULL ? bh_no_memory(err) : BH_OK;
}
