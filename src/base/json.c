/** @file json.c  Writes JSON as it comes. */
#include "base/json.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct bh_json
bh_json_make(struct bh_text *out)
{
    return (struct bh_json){.out = out};
}

struct bh_json
bh_json_make_dense(struct bh_text *out)
{
    return (struct bh_json){.out = out, .is_dense = true};
}

static void
quote(struct bh_text *out, const char *s)
{
    bh_text_add(out, "\"");
    for (; *s != '\0'; s++) {
        const unsigned char c = (unsigned char) *s;

        if (c == '"' || c == '\\') {
            bh_text_printf(out, "\\%c", c);
        } else if (c < 0x20 || c == '<' || c == 0x7f) {
            bh_text_printf(out, "\\u%04x", c);
        } else {
            bh_text_add_n(out, s, 1);
        }
    }
    bh_text_add(out, "\"");
}

static void
indent(struct bh_json *json)
{
    if (json->is_dense) {
        return;
    }
    bh_text_add(json->out, "\n");
    for (unsigned i = 0; i < json->depth; i++) {
        bh_text_add(json->out, "  ");
    }
}

/** Comma, line break and key before a value. */
static void
lead(struct bh_json *json, const char *key)
{
    if (json->depth > 0) {
        if (json->has_members[json->depth]) {
            bh_text_add(json->out, ",");
        }
        json->has_members[json->depth] = true;
        indent(json);
    }
    if (key != NULL) {
        quote(json->out, key);
        bh_text_add(json->out, json->is_dense ? ":" : ": ");
    }
}

static void
open(struct bh_json *json, const char *key, const char *bracket)
{
    lead(json, key);
    bh_text_add(json->out, bracket);
    json->depth++;
    assert(json->depth < BH_JSON_DEPTH);
    json->has_members[json->depth] = false;
}

static void
close(struct bh_json *json, const char *bracket)
{
    const bool had = json->has_members[json->depth];

    assert(json->depth > 0);
    json->depth--;
    if (had) {
        indent(json);
    }
    bh_text_add(json->out, bracket);
}

void
bh_json_object(struct bh_json *json, const char *key)
{
    open(json, key, "{");
}

void
bh_json_array(struct bh_json *json, const char *key)
{
    open(json, key, "[");
}

void
bh_json_end_object(struct bh_json *json)
{
    close(json, "}");
}

void
bh_json_end_array(struct bh_json *json)
{
    close(json, "]");
}

void
bh_json_string(struct bh_json *json, const char *key, const char *value)
{
    lead(json, key);
    if (value == NULL) {
        bh_text_add(json->out, "null");
    } else {
        quote(json->out, value);
    }
}

void
bh_json_number(struct bh_json *json, const char *key, double value)
{
    char text[40];

    lead(json, key);
    if (!isfinite(value)) {
        bh_text_add(json->out, "null");
        return;
    }
    for (int digits = 6; digits <= 17; digits++) { /* the shortest that reads back the same */
        snprintf(text, sizeof text, "%.*g", digits, value);
        if (strtod(text, NULL) == value) {
            break;
        }
    }
    bh_text_add(json->out, text);
}

void
bh_json_rounded(struct bh_json *json, const char *key, double value, int digits)
{
    char text[40];

    snprintf(text, sizeof text, "%.*g", digits, value);
    bh_json_number(json, key, strtod(text, NULL));
}

void
bh_json_integer(struct bh_json *json, const char *key, int64_t value)
{
    lead(json, key);
    bh_text_printf(json->out, "%" PRId64, value);
}

void
bh_json_bool(struct bh_json *json, const char *key, bool value)
{
    lead(json, key);
    bh_text_add(json->out, value ? "true" : "false");
}

/** JSON without the blanks between its tokens. */
static void
add_dense(struct bh_text *out, const char *text)
{
    static const char blanks[] = " \t\r\n";
    bool is_inside = false; /* of a string */

    while (*text != '\0') {
        size_t n = is_inside ? strcspn(text, "\"\\") : strcspn(text, " \t\r\n\"");

        if (text[n] == '"') {
            is_inside = !is_inside;
            n++;
        } else if (text[n] == '\\') {
            n += text[n + 1] == '\0' ? 1 : 2;
        }
        bh_text_add_n(out, text, n);
        text += n + (is_inside ? 0 : strspn(text + n, blanks));
    }
}

void
bh_json_value(struct bh_json *json, const char *key, const char *text)
{
    lead(json, key);
    if (text == NULL) {
        bh_text_add(json->out, "null");
    } else if (json->is_dense) {
        add_dense(json->out, text);
    } else {
        bh_text_add_n(json->out, text, strlen(text) - (strchr(text, '\0')[-1] == '\n'));
    }
}

void
bh_json_estimate(struct bh_json *json, const char *key, struct bh_estimate estimate)
{
    bh_json_object(json, key);
    bh_json_number(json, "value", estimate.value);
    bh_json_number(json, "low", estimate.low);
    bh_json_number(json, "high", estimate.high);
    bh_json_end_object(json);
}

static struct bh_json
open_results(struct bh_json json)
{
    bh_json_object(&json, NULL);
    bh_json_string(&json, "note", "Model output: it explores what a plan assumes; not a forecast.");
    return json;
}

struct bh_json
bh_json_results(struct bh_text *out)
{
    return open_results(bh_json_make(out));
}

struct bh_json
bh_json_results_dense(struct bh_text *out)
{
    return open_results(bh_json_make_dense(out));
}

enum bh_status
bh_json_finish(struct bh_json *json, char **text, struct bh_err *err)
{
    bh_json_end_object(json);
    bh_text_add(json->out, "\n");
    return bh_text_give(json->out, text, err);
}
