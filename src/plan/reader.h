/** @file reader.h  What the parts of the plan reader share.
 *
 *  Layer: plan, private.  Reading goes in passes over one tree:
 *      ids       every entity is found and numbered            read_ids.c
 *      numbers   every number, range, source and confidence    read_numbers.c
 *      parts     words, references, expressions                read_parts.c, read_forces.c,
 *                                                              read_options.c, read_measures.c
 *      checks    what only shows when all is read              check.c
 *  A pass never stops at a problem: it notes it and goes on. */
#ifndef BH_PLAN_READER_H
#define BH_PLAN_READER_H

#include "base/arena.h"
#include "base/json.h"
#include "base/text.h"
#include "plan/document.h"
#include "plan/model.h"
#include "plan/quantity.h"
#include "plan/schema.h"

#include <bluehelm/plan.h>

#define BH_MOST_PROBLEMS 100
#define BH_MOST_ENTITIES 4096 /* of one kind */
#define BH_MOST_SETS 1024

/** Named entities of one kind, in their final order. */
struct bh_entities {
    struct bh_entity {
        const char *id;
        struct bh_node node;
    } *at; /* [n] */
    size_t n;
};

struct bh_plan {
    struct bh_arena arena;
    struct bh_problem problems[BH_MOST_PROBLEMS];
    size_t n_problems;
    size_t n_errors;
    struct bh_model model;
    const char *file;
    struct bh_document document;
    struct bh_setting {
        const char *path;
        struct bh_document document; /* of the value */
    } *settings;                     /* [n_settings] one for each --set */
    size_t n_settings;
};

/** A number as the plan writes it. */
struct bh_written {
    double value, low, high;
    bool is_range;
    enum bh_distribution distribution;
    const double *values, *weights;
    size_t n_values;
    const char *source, *note;
    enum bh_confidence confidence;
};

struct bh_reader {
    struct bh_plan *plan;
    struct bh_model *model; /* &plan->model, still writable */
    struct bh_node root;
    const char *folder; /* of the plan file; NULL when read from memory */
    bool is_strict;
    struct bh_unit_context units;
    struct bh_entities sources, areas, parties, issues, conditions, sponsors, forces, options,
        crossings, measures, obstacles;
    struct bh_entities *contributions; /* [forces.n] */
    /* writable views of the model's arrays */
    double *values;
    bool *is_written; /* [parameters.n] the plan gives it */
    struct bh_node *set_node; /* [parameters.n] what --set or `set` puts in its place */
    struct bh_assumption *assumptions;
    size_t room_assumptions;
    struct bh_given *givens;
    size_t room_givens;
    bool *source_used; /* [sources.n] */
    bool out_of_memory;
};

/* problems.c */
/** Notes a problem at `node` (or nowhere, when it does not exist). */
void bh_reader_error(struct bh_reader *reader, struct bh_node node, const char *format, ...)
    BH_PRINTF(3, 4);
void bh_reader_warning(struct bh_reader *reader, struct bh_node node, const char *format, ...)
    BH_PRINTF(3, 4);
void bh_reader_error_at(struct bh_reader *reader, size_t line, size_t column, const char *text);
/** Frees a text that was made for a message or a look-up, and notes when there was no memory for
 *  it: what was found by it is not to be believed. */
void bh_reader_drop(struct bh_reader *reader, struct bh_text *text);

/** Zeroed memory of the plan; notes when there is none and then gives a small spare piece that may
 *  be written but means nothing, so that callers need not check each time. */
void *bh_reader_alloc(struct bh_reader *reader, size_t n, size_t size);
const char *bh_reader_text(struct bh_reader *reader, struct bh_node map, const char *key,
                           const char *otherwise);
bool bh_reader_flag(struct bh_reader *reader, struct bh_node map, const char *key, bool otherwise);
/** "; nearest: a, b" for names close to `word`; "" when there are none. On the arena. */
const char *bh_reader_nearest(struct bh_reader *reader, const char *word,
                              const char *const *names, size_t n);

/* read_ids.c */
void bh_read_ids(struct bh_reader *reader);
/** Index of the entity a scalar names; BH_NONE, noted, when there is none of this id. */
size_t bh_reader_find(struct bh_reader *reader, const struct bh_entities *entities,
                      struct bh_node node, const char *what);
/** A list of ids, or one id, as indices. */
struct bh_list bh_reader_list(struct bh_reader *reader, const struct bh_entities *entities,
                              struct bh_node node, const char *what);

/* read_geometry.c */
/** Reads the boundaries of areas from the file beside the plan, when it names one. */
void bh_read_geometry(struct bh_reader *reader);

/* read_number.c */
/** Reads one written number of the kind and within the limits of `row`; `path` is for messages.
 *  @return false when noted. */
bool bh_reader_number(struct bh_reader *reader, struct bh_node node,
                      const struct bh_parameter_row *row, const char *path,
                      struct bh_written *written);

/* read_numbers.c */
/** Reads all numbers into the parameter vector, and notes keys nobody knows. */
void bh_read_numbers(struct bh_reader *reader);
/** Puts assumptions and given numbers in the order of the parameter tables (order.c). */
void bh_reader_order(struct bh_reader *reader);
/** Reads a mapping of path: value into overrides. Paths that are not parameters are noted. */
struct bh_overrides bh_reader_overrides(struct bh_reader *reader, struct bh_node map);
/** Appends an assumption; @return its index. */
size_t bh_reader_assume(struct bh_reader *reader, const char *path, size_t parameter,
                        const struct bh_written *written, size_t line);

/* read_parts.c and its siblings */
struct bh_expression bh_reader_expression(struct bh_reader *reader, struct bh_node node,
                                          const char *path);
void bh_read_parts(struct bh_reader *reader);
void bh_read_forces(struct bh_reader *reader);
void bh_read_options(struct bh_reader *reader);
void bh_read_measures(struct bh_reader *reader);

/* check.c */
void bh_check_plan(struct bh_reader *reader);
/** Warns of conditions that no future can meet. */
void bh_check_never(struct bh_reader *reader);

/* canonical.c */
/** Canonical YAML of the plan; NULL when out of memory. On the plan's arena. */
const char *bh_canonical(struct bh_plan *plan);

/* compiled_json.c */
/** Writes the member "compiled": all that a simulation is made of, in stored units, expressions as
 *  text, ids in the order in which the model counts them. docs/model/plan-json.md describes it. */
void bh_compiled_json(struct bh_json *json, const struct bh_model *model);

#endif
