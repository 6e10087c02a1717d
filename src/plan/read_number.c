/** @file read_number.c  One written number: a scalar, or a mapping of value, range, values, dist,
 *  source, confidence and note. */
#include "plan/reader.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define MOST_VALUES 64   /* of a discrete assumption */
#define LONGEST_PATH 200 /* in a message */

static bool
parse(struct bh_reader *reader, struct bh_node node, enum bh_kind kind, const char *path,
      const char *part, double *value)
{
    const char *text = bh_node_text(node);
    struct bh_err err;

    if (text == NULL) {
        char found[80];

        bh_node_describe(node, found, sizeof found);
        bh_reader_error(reader, node, "%s%s is %s, must be %s", path, part, found,
                        bh_quantity_wanted(kind));
        return false;
    }
    if (bh_quantity_parse(text, kind, &reader->units, value, &err) != BH_OK) {
        bh_reader_error(reader, node, "%s%s %s", path, part, err.text);
        return false;
    }
    return true;
}

/** Checks a value against the limits of its row. */
static bool
check_limits(struct bh_reader *reader, struct bh_node node, const struct bh_parameter_row *row,
             const char *path, double value)
{
    struct bh_text low = {0}, high = {0};
    const bool is_good = value >= row->low && value <= row->high;

    if (!is_good) {
        bh_quantity_print(row->low, row->kind, &reader->units, &low);
        bh_quantity_print(row->high, row->kind, &reader->units, &high);
        bh_reader_error(reader, node, "%s is %s, must be %s to %s", path,
                        bh_node_text(node) == NULL ? "out of range" : bh_node_text(node),
                        bh_text_string(&low), bh_text_string(&high));
    }
    bh_reader_drop(reader, &low);
    bh_reader_drop(reader, &high);
    return is_good;
}

static void
read_distribution(struct bh_reader *reader, struct bh_node map, const char *path,
                  struct bh_written *written)
{
    static const char *const words[] = {"uniform", "triangular", "pert",
                                        "normal",  "lognormal",  "discrete"};
    const struct bh_node node = bh_node_at(map, "dist");
    const char *text = bh_node_text(node);

    for (size_t i = 0; text != NULL && i < 6; i++) {
        if (strcmp(text, words[i]) == 0) {
            written->distribution = (enum bh_distribution) i;
            return;
        }
    }
    if (bh_node_exists(node)) {
        bh_reader_error(reader, node,
                        "%s.dist is '%s', must be uniform, triangular, pert, normal, lognormal or "
                        "discrete",
                        path, text == NULL ? "" : text);
    }
}

static void
read_confidence(struct bh_reader *reader, struct bh_node map, const char *path,
                struct bh_written *written)
{
    static const char *const words[] = {"", "low", "medium", "high"};
    const struct bh_node node = bh_node_at(map, "confidence");
    const char *text = bh_node_text(node);

    for (size_t i = 1; text != NULL && i < 4; i++) {
        if (strcmp(text, words[i]) == 0) {
            written->confidence = (enum bh_confidence) i;
            return;
        }
    }
    if (bh_node_exists(node)) {
        bh_reader_error(reader, node, "%s.confidence is '%s', must be low, medium or high", path,
                        text == NULL ? "" : text);
    }
}

static void
read_source(struct bh_reader *reader, struct bh_node map, const char *path,
            struct bh_written *written)
{
    const struct bh_node node = bh_node_at(map, "source");
    const char *text = bh_node_text(node);
    char what[LONGEST_PATH + 16];

    written->source = bh_reader_text(reader, map, "source", NULL);
    written->note = bh_reader_text(reader, map, "note", NULL);
    read_confidence(reader, map, path, written);
    if (!bh_node_exists(node) || (text != NULL && strcmp(text, "assumed") == 0)) {
        if (reader->is_strict && text != NULL && written->confidence == BH_HIGH) {
            bh_reader_error(reader, node, "%s is assumed with high confidence", path);
        }
        return;
    }
    snprintf(what, sizeof what, "%s.source", path);
    const size_t source = bh_reader_find(reader, &reader->sources, node, what);
    if (source != BH_NONE) {
        reader->source_used[source] = true;
    }
}

static bool
read_range(struct bh_reader *reader, struct bh_node node, const struct bh_parameter_row *row,
           const char *path, struct bh_written *written)
{
    if (!bh_node_is_list(node) || bh_node_count(node) != 2) {
        bh_reader_error(reader, node, "%s.range must be a list of two values, [low, high]", path);
        return false;
    }
    const struct bh_node low = bh_node_item(node, 0), high = bh_node_item(node, 1);
    if (!parse(reader, low, row->kind, path, ".range", &written->low) ||
        !parse(reader, high, row->kind, path, ".range", &written->high) ||
        !check_limits(reader, low, row, path, written->low) ||
        !check_limits(reader, high, row, path, written->high)) {
        return false;
    }
    if (!(written->low < written->high) || !isfinite(written->low) || !isfinite(written->high)) {
        bh_reader_error(reader, node, "%s.range is [%s, %s], must rise between two finite values",
                        path, bh_node_text(low), bh_node_text(high));
        return false;
    }
    written->is_range = true;
    return true;
}

/** values: [..] and weights: [..] of a discrete assumption. */
static bool
read_values(struct bh_reader *reader, struct bh_node map, const struct bh_parameter_row *row,
            const char *path, struct bh_written *written)
{
    const struct bh_node values = bh_node_at(map, "values");
    const struct bh_node weights = bh_node_at(map, "weights");
    const size_t n = bh_node_count(values);
    double *x = bh_reader_alloc(reader, MOST_VALUES, sizeof *x);
    double *w = bh_reader_alloc(reader, MOST_VALUES, sizeof *w);
    static const struct bh_parameter_row weight_row = {"", "", BH_NUMBER, 1, 0, 1e9, "", ""};

    if (!bh_node_is_list(values) || n == 0 || n > MOST_VALUES || x == NULL || w == NULL) {
        bh_reader_error(reader, map, "%s: dist discrete needs values, a list of 1 to %d", path,
                        MOST_VALUES);
        return false;
    }
    if (bh_node_exists(weights) && bh_node_count(weights) != n) {
        bh_reader_error(reader, weights, "%s has %zu values and %zu weights", path, n,
                        bh_node_count(weights));
        return false;
    }
    char weights_path[LONGEST_PATH + 16];
    double total = 0;

    snprintf(weights_path, sizeof weights_path, "%s.weights", path);
    for (size_t i = 0; i < n; i++) {
        w[i] = 1;
        if (!parse(reader, bh_node_item(values, i), row->kind, path, ".values", &x[i]) ||
            !check_limits(reader, bh_node_item(values, i), row, path, x[i])) {
            return false;
        }
        if (bh_node_exists(weights) &&
            (!parse(reader, bh_node_item(weights, i), BH_NUMBER, path, ".weights", &w[i]) ||
             !check_limits(reader, bh_node_item(weights, i), &weight_row, weights_path, w[i]))) {
            return false;
        }
        total += w[i];
        written->low = i == 0 || x[i] < written->low ? x[i] : written->low;
        written->high = i == 0 || x[i] > written->high ? x[i] : written->high;
    }
    if (!(total > 0)) {
        bh_reader_error(reader, weights, "%s: the weights add up to nothing", path);
        return false;
    }
    written->values = x;
    written->weights = w;
    written->n_values = n;
    written->is_range = true;
    return true;
}

static bool
check_range(struct bh_reader *reader, struct bh_node map, const char *path, bool has_value,
            struct bh_written *written)
{
    if (written->source == NULL) {
        bh_reader_error(reader, map, "%s has a range and no source; write a source id, or assumed",
                        path);
        return false;
    }
    if (!has_value) {
        written->value = written->n_values > 0 ? written->values[0]
                                               : 0.5 * (written->low + written->high);
    }
    if (written->n_values == 0 &&
        (written->value < written->low || written->value > written->high)) {
        const char *text = bh_node_text(bh_node_at(map, "value"));

        bh_reader_error(reader, bh_node_at(map, "value"),
                        "%s.value is %s, must be inside its range", path,
                        text == NULL ? "missing" : text);
        return false;
    }
    if (written->distribution == BH_LOGNORMAL && !(written->low > 0)) {
        bh_reader_error(reader, map, "%s: dist lognormal needs a range above 0", path);
        return false;
    }
    return true;
}

static void
check_number_keys(struct bh_reader *reader, struct bh_node map, const char *path)
{
    static const char *const known[] = {"value",  "range",  "dist", "values", "weights",
                                        "source", "confidence", "note"};

    for (size_t i = 0; i < bh_node_count(map); i++) {
        const char *key = bh_node_text(bh_node_key(map, i));
        bool is_known = false;

        for (size_t k = 0; k < 8; k++) {
            is_known = is_known || strcmp(key, known[k]) == 0;
        }
        if (!is_known) {
            bh_reader_error(reader, bh_node_key(map, i), "%s has an unknown key '%s'%s", path, key,
                            bh_reader_nearest(reader, key, known, 8));
        }
    }
}

bool
bh_reader_number(struct bh_reader *reader, struct bh_node node,
                 const struct bh_parameter_row *row, const char *path, struct bh_written *written)
{
    *written = (struct bh_written){.distribution = BH_UNIFORM};
    if (!bh_node_is_map(node)) {
        return parse(reader, node, row->kind, path, "", &written->value) &&
               check_limits(reader, node, row, path, written->value);
    }
    const struct bh_node value = bh_node_at(node, "value");
    const struct bh_node range = bh_node_at(node, "range");
    const bool has_value = bh_node_exists(value);

    check_number_keys(reader, node, path);
    read_distribution(reader, node, path, written);
    read_source(reader, node, path, written);
    if (has_value && (!parse(reader, value, row->kind, path, ".value", &written->value) ||
                      !check_limits(reader, value, row, path, written->value))) {
        return false;
    }
    if (written->distribution == BH_DISCRETE) {
        return read_values(reader, node, row, path, written) &&
               check_range(reader, node, path, has_value, written);
    }
    if (bh_node_exists(range)) {
        return read_range(reader, range, row, path, written) &&
               check_range(reader, node, path, has_value, written);
    }
    if (!has_value) {
        bh_reader_error(reader, node, "%s needs a value or a range", path);
    }
    return has_value;
}
