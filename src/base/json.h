/** @file json.h  Writes JSON as it comes.
 *
 *  Layer: base.  The caller opens and closes objects and arrays; commas, quotes and indentation are
 *  the writer's. Numbers are written so that reading gives the same double; NaN and infinities,
 *  which JSON lacks, become null. "<" is escaped, so that the text may stand inside HTML. */
#ifndef BH_BASE_JSON_H
#define BH_BASE_JSON_H

#include "base/text.h"

#include <bluehelm/estimate.h>
#include <stdbool.h>
#include <stdint.h>

#define BH_JSON_DEPTH 32

struct bh_json {
    struct bh_text *out; /* borrowed */
    bool is_dense;       /* no blanks between tokens: for programs, not for eyes */
    unsigned depth;
    bool has_members[BH_JSON_DEPTH];
};

/** Starts writing to `out`. */
struct bh_json bh_json_make(struct bh_text *out);
/** The same without line breaks and blanks. */
struct bh_json bh_json_make_dense(struct bh_text *out);

/** Values. `key` is the member's name inside an object, NULL inside an array or at the top. */
void bh_json_object(struct bh_json *json, const char *key);
void bh_json_array(struct bh_json *json, const char *key);
void bh_json_end_object(struct bh_json *json);
void bh_json_end_array(struct bh_json *json);
void bh_json_string(struct bh_json *json, const char *key, const char *value); /* NULL: null */
void bh_json_number(struct bh_json *json, const char *key, double value);
/** The same in the shortest form that is right to `digits` significant digits, 1 to 17. */
void bh_json_rounded(struct bh_json *json, const char *key, double value, int digits);
void bh_json_integer(struct bh_json *json, const char *key, int64_t value);
void bh_json_bool(struct bh_json *json, const char *key, bool value);
/** A value that is JSON already, such as another writer made; NULL: null. A dense writer leaves its
 *  blanks out. */
void bh_json_value(struct bh_json *json, const char *key, const char *text);
/** The same for a number with its interval: {"value": , "low": , "high": }. */
void bh_json_estimate(struct bh_json *json, const char *key, struct bh_estimate estimate);

/** Opens the document of a command's results: the outermost object, and in it the note that all
 *  results carry. Writes to `out`. */
struct bh_json bh_json_results(struct bh_text *out);
struct bh_json bh_json_results_dense(struct bh_text *out);
/** Closes the outermost object, ends the line and hands the text over, as bh_text_give does. */
BH_NODISCARD enum bh_status bh_json_finish(struct bh_json *json, char **text, struct bh_err *err);

#endif
