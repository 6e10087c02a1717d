/** @file plan.h  Reading plans. */
#ifndef BLUEHELM_PLAN_H
#define BLUEHELM_PLAN_H

#include <bluehelm/err.h>

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct bh_plan; /* a plan that was read, sound or not */

enum bh_severity { BH_ERROR, BH_WARNING };

/** Something wrong with a plan, and where. Strings belong to the plan. */
struct bh_problem {
    const char *file;
    size_t line, column; /* from 1; 0 when there is no place */
    enum bh_severity severity;
    const char *text; /* "forces.mnf.target is -3, must be 0 or more" */
};

/** Reads the plan in `path` (a plan file, or a folder with plan.yaml in it), with the settings
 *  `set` ("path=value") put over it. All problems are found in one pass; the plan can be run when
 *  none is an error. `strict` makes errors of assumed numbers with high confidence and of sources
 *  that nothing uses.
 *  @return BH_OK, with problems or not; another status only when the file could not be read:
 *          BH_EIO, BH_ELIMIT (over 16 MiB), BH_ENOMEM. The caller frees *out. */
BH_NODISCARD enum bh_status bh_plan_read(const char *path, const char *const *set, size_t n_set,
                                         bool strict, struct bh_plan **out, struct bh_err *err);

/** The same for a plan held in memory; `name` stands for the file in messages. */
BH_NODISCARD enum bh_status bh_plan_read_text(const char *name, const char *text, size_t n,
                                              const char *const *set, size_t n_set, bool strict,
                                              struct bh_plan **out, struct bh_err *err);

/** The plan as it was read, `set` left out, as bytes: every scalar with its quotes, line and
 *  column. They need no YAML to be read, as in a browser. *bytes is the caller's to free.
 *  @return BH_OK; BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_plan_tree(const struct bh_plan *plan, void **bytes, size_t *n,
                                         struct bh_err *err);

/** Reads such bytes as bh_plan_read_text reads the text they are of: the same plan, the same
 *  problems at the same places. @return also BH_EFORMAT when the bytes are not a tree. */
BH_NODISCARD enum bh_status bh_plan_read_tree(const char *name, const void *bytes, size_t n,
                                              const char *const *set, size_t n_set, bool strict,
                                              struct bh_plan **out, struct bh_err *err);

/** NULL is fine. */
void bh_plan_free(struct bh_plan *plan);

/** The problems, in the order of the file; at most 100. */
const struct bh_problem *bh_plan_problems(const struct bh_plan *plan, size_t *n);
bool bh_plan_is_sound(const struct bh_plan *plan);

const char *bh_plan_id(const struct bh_plan *plan);
const char *bh_plan_title(const struct bh_plan *plan);
const char *bh_plan_summary(const struct bh_plan *plan);
const char *bh_plan_currency(const struct bh_plan *plan); /* "USD" */
/** The date of day 0, ISO. */
void bh_plan_start(const struct bh_plan *plan, char date[12]);
/** What tells plans apart: 16 hexadecimal digits made from the canonical form, as results files
 *  keep it (bh_comparison.plan_hash). The plan must be sound. */
void bh_plan_hash(const struct bh_plan *plan, char hash[17]);
size_t bh_plan_n_options(const struct bh_plan *plan);
const char *bh_plan_option_id(const struct bh_plan *plan, size_t option);
const char *bh_plan_option_title(const struct bh_plan *plan, size_t option);
/** How many numbers of the plan have a range. */
size_t bh_plan_n_assumptions(const struct bh_plan *plan);

/** The problems as JSON; *text is the caller's to free. */
BH_NODISCARD enum bh_status bh_plan_problems_json(const struct bh_plan *plan, char **text,
                                                  struct bh_err *err);

/** The plan in canonical form: YAML that reads back to the same plan, or JSON with the compiled
 *  numbers. *text is the caller's to free. The plan must be sound. */
BH_NODISCARD enum bh_status bh_plan_show(const struct bh_plan *plan, bool json, char **text,
                                         struct bh_err *err);

/** The plan reference (Markdown), made from the tables the reader uses. */
BH_NODISCARD enum bh_status bh_plan_reference(char **text, struct bh_err *err);

/** A small commented plan called `id` (lower-case letters, digits, - and _) to start from. */
BH_NODISCARD enum bh_status bh_plan_template(const char *id, char **text, struct bh_err *err);

#ifdef __cplusplus
}
#endif
#endif
