/** @file model.h  A plan after reading: dense, checked, immutable.
 *
 *  Layer: plan.  Written by bh_plan_compile alone; everybody else reads.
 *
 *  Idea: simulation must touch no string, no hash and no allocation. So every number of the plan
 *  lies at an index of one flat vector `values` (classes and fields of plan/tables.h), every
 *  expression is a list of bytecodes over indices of the state vector (world/layout.h), and names
 *  are kept for printing only. What is uncertain is listed in `assumptions`; what an option
 *  changes is listed in its `overrides`.
 *
 *  Order: entities of a class stand in the order of their ids (strcmp), whatever the order in the
 *  file, so that reordering a plan changes no result. `key` is FNV-1a (32 bit) of the id and names
 *  the entity to the random streams, so that adding an area leaves the luck of the others alone.
 *
 *  Ownership: everything hangs on the model's arena and is freed with it. */
#ifndef BH_PLAN_MODEL_H
#define BH_PLAN_MODEL_H

#include "bargain/challenge.h"
#include "bargain/options.h"
#include "plan/geometry.h"
#include "plan/tables.h"
#include "world/layout.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BH_NONE ((size_t) -1)

enum bh_parameter_class {
#define C(NAME, name, count, section) BH_PARAM_##NAME,
    BH_PARAMETER_CLASSES(C)
#undef C
        BH_N_PARAMETER_CLASSES
};

#define P(field, path, kind, dflt, low, high, source, meaning) +1
enum bh_parameter_width {
#define C(NAME, name, count, section) BH_PARAM_WIDTH_##NAME = 0 BH_##NAME##_PARAMETERS(P),
    BH_PARAMETER_CLASSES(C)
#undef C
};
#undef P

enum bh_kind { BH_NUMBER, BH_SHARE, BH_PERSONS, BH_DAYS, BH_DATE, BH_MONEY, BH_SWITCH };

/** Static description of one parameter: a row of plan/tables.h. */
struct bh_parameter_row {
    const char *field;
    const char *path;
    enum bh_kind kind;
    double dflt; /* NaN: must be given; -infinity: may be absent (stored as NaN) */
    double low;
    double high;
    const char *source;
    const char *meaning;
};

struct bh_parameter_class_info {
    const char *section; /* "areas.*" */
    size_t width;
    const struct bh_parameter_row *rows; /* [width], static */
};

/** The static description of `class`, and the number of its entities. */
const struct bh_parameter_class_info *bh_parameter_class_info(enum bh_parameter_class class);
size_t bh_parameter_count(const struct bh_counts *counts, enum bh_parameter_class class);

/** Column of `field` in `class`. The field must exist (our own names). */
size_t bh_parameter_column(enum bh_parameter_class class, const char *field);

/** Bases of the parameter classes; `n` is the length of the vector. */
struct bh_parameter_layout {
    size_t base[BH_N_PARAMETER_CLASSES];
    size_t n;
};
struct bh_parameter_layout bh_parameter_layout_make(const struct bh_counts *counts);

/** One step of a compiled expression, run on a stack of lane packs. Truth is 1, falsehood 0. */
enum bh_op {
    BH_OP_NUMBER,    /* push number */
    BH_OP_STATE,     /* push state[arg] */
    BH_OP_PARAMETER, /* push parameter[arg] */
    BH_OP_DAY,       /* push the day of the simulation; dates in expressions are days too */
    BH_OP_NEGATE,
    BH_OP_NOT,
    BH_OP_ABS,
    BH_OP_ADD,
    BH_OP_SUBTRACT,
    BH_OP_MULTIPLY,
    BH_OP_DIVIDE,
    BH_OP_MIN,
    BH_OP_MAX,
    BH_OP_LESS,
    BH_OP_LESS_EQUAL,
    BH_OP_GREATER,
    BH_OP_GREATER_EQUAL,
    BH_OP_EQUAL,
    BH_OP_NOT_EQUAL,
    BH_OP_AND,
    BH_OP_OR
};

struct bh_code {
    enum bh_op op;
    uint32_t arg;
    double number;
};

#define BH_EXPRESSION_DEPTH 16 /* deepest stack; a deeper expression is a plan error */

/** A compiled expression. `n` is 0 where the plan gives none. */
struct bh_expression {
    const struct bh_code *code; /* [n] */
    size_t n;
    const char *text; /* as written, or NULL */
    size_t line;      /* place in the file, for messages; 0 when there is none */
    size_t column;
};

/** A list of indices. */
struct bh_list {
    const size_t *at; /* [n] */
    size_t n;
};

enum bh_distribution {
    BH_UNIFORM,
    BH_TRIANGULAR,
    BH_PERT,
    BH_NORMAL,
    BH_LOGNORMAL,
    BH_DISCRETE
};

enum bh_confidence { BH_CONFIDENCE_NONE, BH_LOW, BH_MEDIUM, BH_HIGH };

/** One number that is not known for certain: a scenario variable. Values are in stored units. */
struct bh_assumption {
    const char *path; /* "forces.psf.training.seats" */
    size_t parameter; /* index into the parameter vector */
    enum bh_kind kind;
    const char *meaning; /* from the table */
    enum bh_distribution distribution;
    double value; /* mode for triangular and pert */
    double low;   /* normal and lognormal: the 5 % and 95 % points */
    double high;
    double limit_low; /* the parameter's own limits, tables.h */
    double limit_high;
    const double *values; /* [n_values], discrete only */
    const double *weights;
    size_t n_values;
    const char *source;
    enum bh_confidence confidence;
    const char *note;
    size_t line;
};

/** A number that the plan gives (with or without range), for the register of assumptions. */
struct bh_given {
    const char *path;
    size_t parameter;
    enum bh_kind kind;
    const char *meaning;
    double value;
    size_t assumption; /* BH_NONE: taken as known */
    const char *source; /* id in sources, "assumed", or NULL */
    enum bh_confidence confidence;
    const char *note;
    size_t line;
};

/** One parameter set to another value, by an option, a lever, an obstacle or an event. */
struct bh_override {
    const char *path;
    size_t parameter;
    double value;
    size_t assumption; /* index into bh_model.assumptions, or BH_NONE for the plain value */
};
struct bh_overrides {
    const struct bh_override *at;
    size_t n;
};

struct bh_source {
    const char *id, *title, *publisher, *year, *url, *accessed;
};

struct bh_area {
    const char *id, *name, *pcode;
    uint32_t key;
    struct bh_list borders; /* areas, symmetric */
    double tile[2];         /* column, row of the schematic map */
    bool has_tile;
};

struct bh_party {
    const char *id, *title, *kind;
    uint32_t key;
    bool has_aim;
    size_t within;     /* party it is a faction of, or BH_NONE */
    bool has_factions; /* its stance is what its factions agree on */
};

struct bh_issue {
    const char *id, *title, *low, *high;
    uint32_t key;
    uint32_t round_days; /* >= 1 */
    bool is_horizon;     /* at most one issue */
};

struct bh_stance {
    bool is_present; /* absent: the party has no stance and takes no part */
    struct bh_expression opens_when;
    bool veto; /* outcomes stay within its red lines */
};

struct bh_condition {
    const char *id, *title;
    struct bh_expression when;
    bool latch;
};

struct bh_sponsor {
    const char *id, *title;
    size_t party; /* or BH_NONE */
    bool pays[BH_N_LINES];
    struct bh_list requires; /* conditions */
    size_t first_appropriation, n_appropriations;
    double personnel_in_area; /* caveat: most personnel of its party in any area; +inf: none */
};

enum bh_force_kind { BH_CONTRIBUTED, BH_LOCAL };

struct bh_force {
    const char *id, *title, *role;
    uint32_t key;
    enum bh_force_kind kind;
    size_t local; /* index among local forces, or BH_NONE */
    size_t first_contribution, n_contributions;
    struct bh_expression training_starts_when; /* local */
    struct bh_expression deploys_when;         /* both kinds; none: as soon as ready */
    const char *site;
};

struct bh_contribution {
    const char *id, *title;
    uint32_t key;
    size_t force, party; /* party may be BH_NONE */
    struct bh_list requires;
    struct bh_expression withdraws_when;
    struct bh_list areas; /* empty: all */
    const char *tasks;    /* words, for printing */
};

enum bh_allocation { BH_BY_POPULATION, BH_BY_INCIDENTS, BH_BY_SHARES, BH_BY_PHASE };

struct bh_phase {
    size_t area;
    struct bh_expression when;
};

struct bh_option {
    const char *id, *title, *summary, *lead;
    struct bh_list forces;
    bool has_authority;
    size_t authority; /* party, or BH_NONE */
    struct bh_expression authority_from;
    enum bh_allocation allocation;
    const struct bh_phase *phases; /* [n_phases], BH_BY_PHASE */
    size_t n_phases;
    struct bh_overrides set;
};

struct bh_crossing {
    const char *id, *title;
    struct bh_expression open_when; /* none: always */
};

struct bh_shift {
    const char *name;
    size_t state; /* index into the state vector */
    double by;
    double least, most; /* what the quantity may be after it: shares 0 to 1, points 0 to 100, counts
                           0 and more */
};

struct bh_event {
    const char *title, *source;
    struct bh_expression when; /* happens on the first day it is true, once */
    struct bh_overrides set;
    const struct bh_shift *shifts;
    size_t n_shifts;
};

struct bh_lever {
    const char *path, *title;
    size_t parameter;
    double low, high;
};

struct bh_obstacle {
    const char *id, *title;
    struct bh_overrides lift;
};

enum bh_take {
    BH_TAKE_AT,      /* value on a day */
    BH_TAKE_END,     /* value on the last day */
    BH_TAKE_MEAN,
    BH_TAKE_TOTAL,
    BH_TAKE_MINIMUM,
    BH_TAKE_MAXIMUM,
    BH_TAKE_FIRST,   /* first day on which the comparison holds; +inf when never */
    BH_TAKE_LONGEST, /* longest stretch of days on which it holds */
    BH_TAKE_DAYS     /* number of days on which it holds */
};

enum bh_relation { BH_ANY, BH_AT_LEAST, BH_AT_MOST, BH_ABOVE, BH_BELOW };

struct bh_measure {
    const char *id, *title, *unit;
    struct bh_expression of;
    enum bh_take take;
    enum bh_relation relation; /* of FIRST, LONGEST, DAYS */
    double threshold;
    double at;       /* day, BH_TAKE_AT */
    double from, to; /* window of days, inclusive; 0 and horizon - 1 by default */
    enum bh_relation goal; /* BH_ANY: none */
    double goal_value;
    bool required;
    bool high_is_better;
    enum bh_kind kind; /* how to print its value: NUMBER, SHARE, PERSONS, DAYS, DATE, MONEY */
};

enum bh_rule { BH_RULE_CHOICE, BH_RULE_MEAN, BH_RULE_MEDIAN, BH_RULE_SPATIAL, BH_RULE_CHALLENGE };

struct bh_model {
    const char *id, *title, *summary, *currency;
    int64_t start; /* days since 1970-01-01 */
    uint32_t days; /* horizon T; the simulation runs days 0 .. T-1 */
    uint32_t seed;
    uint64_t hash; /* of the canonical text */
    const char *canonical; /* canonical plan text, bh_plan_show */

    struct bh_counts counts;
    struct bh_parameter_layout parameters;
    struct bh_state_layout state;
    const double *values; /* [parameters.n] central values */

    const struct bh_assumption *assumptions; /* the first n_variables are the plan's own ... */
    size_t n_assumptions;                    /* ... the rest belong to overrides */
    size_t n_variables;
    const struct bh_given *givens;
    size_t n_givens;
    const struct bh_source *sources;
    size_t n_sources;

    enum bh_rule rule;
    struct bh_spatial_options spatial;     /* BH_RULE_SPATIAL */
    struct bh_challenge_options challenge; /* BH_RULE_CHALLENGE */
    bool plays_issues_apart;               /* BH_RULE_SPATIAL */
    enum bh_line priority[BH_N_LINES];
    struct bh_expression amnesty;                 /* governance of demobilisation; none: never */
    struct bh_expression reconstruction_starts;   /* none: with the ceasefire */
    size_t horizon_issue;                         /* or BH_NONE */
    size_t n_local;                               /* local forces */
    const size_t *condition_order;                /* [n_conditions] a topological order */

    const struct bh_area *areas;
    const struct bh_party *parties;
    const struct bh_issue *issues;
    const struct bh_stance *stances; /* [n_parties * n_issues] */
    const struct bh_condition *conditions;
    const struct bh_sponsor *sponsors;
    const struct bh_force *forces;
    const struct bh_contribution *contributions;
    const struct bh_option *options; /* in the order of the file: a reader's order */
    const struct bh_crossing *crossings;
    const struct bh_event *events;
    size_t n_events;
    const struct bh_lever *levers;
    size_t n_levers;
    const struct bh_obstacle *obstacles;
    size_t n_obstacles;
    const struct bh_measure *measures; /* in the order of the file */
    const struct bh_geometry *geometry; /* NULL: none, or the plan was not read from a file */
};

/** Whether one of the levers, while a plan is read: of those read so far, sets `parameter`. */
static inline bool
bh_model_is_lever(const struct bh_model *model, size_t parameter)
{
    for (size_t i = 0; i < model->n_levers; i++) {
        if (model->levers[i].parameter == parameter) {
            return true;
        }
    }
    return false;
}

/** Index of a parameter: class, entity, and the field's column. */
static inline size_t
bh_parameter_index(const struct bh_model *model, enum bh_parameter_class class, size_t width,
                   size_t entity)
{
    return model->parameters.base[class] + entity * width;
}

#endif
