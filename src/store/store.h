/** @file store.h  The results file: schema, append, read.
 *
 *  Layer: store.  The only place that speaks SQL.
 *
 *  One SQLite database per study. Any SQLite tool opens it; tables and columns speak for
 *  themselves:
 *
 *    study(key TEXT PRIMARY KEY, value)   schema (1), version, plan_id, plan_title, plan_hash,
 *                          plan (canonical text), currency, start (ISO), days, seed, futures,
 *                          replications, design, keep, every, jobs, jobs_done, state
 *                          ('running' or 'complete'); of a part also part, parts
 *    option(number INTEGER PRIMARY KEY, id, title, summary, authority, due, requirement)
 *    variable(number INTEGER PRIMARY KEY, path, meaning, kind, distribution, value, low, high,
 *                          source, confidence, note)               what scenarios vary
 *    given(number INTEGER PRIMARY KEY, path, meaning, kind, value, low, high, source, confidence,
 *                          note)                                   the register of assumptions
 *    source(number INTEGER PRIMARY KEY, id, title, publisher, year, url, accessed)
 *    scenario(number INTEGER PRIMARY KEY, <one REAL column per variable, named by its path>)
 *    output(number INTEGER PRIMARY KEY, id, title, unit, kind, grp, goal, goal_relation,
 *                          goal_value, required, high_is_better)
 *    future(option, scenario, replication, status, reason, success, <one REAL column per output,
 *                          named by its id>, PRIMARY KEY(option, scenario, replication))
 *                          WITHOUT ROWID; status 0 ran, 1 failed; +inf stands for never
 *    series(number INTEGER PRIMARY KEY, name, unit, meaning, whose)
 *    path(option, scenario, replication, n_points, data BLOB)   kept futures: zstd of float32
 *                          [n_series][n_points], little-endian, day = point * every
 *    quantile(option, series, day, n, mean, q05, q25, q50, q75, q95)   over kept futures
 *    factor(number INTEGER PRIMARY KEY, name, meaning)   what a Saltelli or Morris design changes,
 *                          one by one: an assumption, a group of them, luck; only in such studies
 *    geometry(number INTEGER PRIMARY KEY, area, coordinates)   boundaries of areas, thinned: the
 *                          coordinates of a GeoJSON MultiPolygon; only where the plan has them.
 *                          study then has geometry (the file's name) and geometry_unused
 *    happening(option, scenario, replication, day, tone, text)  stories of chosen futures
 *    job(number INTEGER PRIMARY KEY)      jobs an unfinished file holds; a complete one has them
 *                          all, and no such table
 *
 *  A summary (study has the key `summary`) has sums over its futures instead of tables scenario and
 *  future; an output is named by its id, and "success" is 0 or 1. Sums are exact and hexadecimal:
 *  "-0x1f4p-12".
 *
 *    counted(option INTEGER PRIMARY KEY, ran, failed)         futures
 *    summed(option, output, finite, met, low, high, sum, squares, on_edge)   met: meet the goal;
 *                          low, high, sum, squares over finite values; see base/sums.h
 *    bin(option, output, low, counts BLOB)   how many values lie in [low (1 + i/1024),
 *                          low (1 + (i+1)/1024)) for i = 0 .. 1023, LEB128 each; low is a power of
 *                          two with sign, 0 or infinite
 *    difference(option, minus, output, n, sum, squares)   same scenario and luck, both finite
 *
 *  A running study is in WAL mode; each finished job is one row range and its number in one
 *  transaction, so a kill loses at most what was not committed. Completing a study rewrites it
 *  (VACUUM INTO a temporary file, fsync, rename) so that the bytes of a complete file depend on its
 *  contents alone. No clock time and nothing of the machine is stored. */
#ifndef BH_STORE_H
#define BH_STORE_H

#include <bluehelm/err.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BH_STORE_SCHEMA 1

/** Most options of a summary: 496 pairs, some kB for each output. */
#define BH_STORE_MOST_SUMMED 32

struct bh_store; /* an open results file */

/** What defines a study; two studies are the same when all of this is equal. Strings borrowed. */
struct bh_store_option {
    const char *id, *title, *summary, *authority;
    double due;         /* day from start; +inf: none */
    double requirement; /* per 1 000 residents */
};
struct bh_store_variable { /* also used for `given` */
    const char *path, *meaning, *kind, *distribution; /* distribution "" for a plain number */
    double value, low, high;                          /* low, high NaN for a plain number */
    const char *source, *confidence, *note;           /* "" when absent */
};
struct bh_store_source {
    const char *id, *title, *publisher, *year, *url, *accessed;
};
struct bh_store_output {
    const char *id, *title, *unit, *kind;
    int group;        /* enum bh_output_group */
    const char *goal; /* in words, "" for none */
    int goal_relation; /* 0 none, 1 >=, 2 <=, 3 >, 4 < */
    double goal_value;
    bool is_required, high_is_better;
};
struct bh_store_series {
    const char *name, *unit, *meaning;
    const char *whose; /* title of the area, force, issue ... it belongs to; "": of the whole */
};
struct bh_store_factor {
    const char *name, *meaning;
};
struct bh_store_shape {
    const char *area, *coordinates;
};
struct bh_store_study {
    const char *version, *plan_id, *plan_title, *plan_text, *currency, *start, *design;
    uint64_t plan_hash;
    uint32_t days, seed;
    size_t n_futures, n_replications, keep, every, n_jobs;
    const struct bh_store_option *options;
    size_t n_options;
    const struct bh_store_variable *variables;
    size_t n_variables;
    const struct bh_store_variable *givens;
    size_t n_givens;
    const struct bh_store_source *sources;
    size_t n_sources;
    const struct bh_store_output *outputs;
    size_t n_outputs;
    const struct bh_store_series *series;
    size_t n_series;
    const struct bh_store_factor *factors;
    size_t n_factors;
    const char *geometry; /* name of the file of boundaries; NULL: none */
    size_t n_unused;      /* features in it that belong to no area */
    const struct bh_store_shape *shapes;
    size_t n_shapes;
    bool is_summary;      /* keeps sums over futures, not futures */
    size_t part, n_parts; /* 0, 0: the whole study. k, n: share k = 1 .. n of it. k, 0: what one
                             process of several has done, whichever jobs these are */
};

/** A job is a block of futures of one option, or in a summary of all options. */
static inline size_t
bh_store_jobs_per_block(const struct bh_store_study *study)
{
    return study->is_summary ? 1 : study->n_options;
}

/** A future of a finished job. Borrowed during the call. */
struct bh_store_future {
    uint32_t scenario, replication;
    int status; /* 0 ran, 1 failed */
    const char *reason;
    bool success;
    const double *outputs;   /* [n_outputs] */
    const double *variables; /* [n_variables] sampled values; NULL: scenario row already written */
    const float *series;     /* [n_series * n_points], or NULL: not kept */
    size_t n_points;
};

/** Creates `path` (which must not exist unless `overwrite`) for `study`.
 *  @return BH_OK; BH_EIO (err: path and why), BH_EINPUT when it exists. Nothing is left behind on
 *          failure. */
BH_NODISCARD enum bh_status bh_store_create(const char *path, bool overwrite,
                                            const struct bh_store_study *study,
                                            struct bh_store **out, struct bh_err *err);

/** Opens an unfinished or finished results file of the same `study` to go on with it, or creates
 *  one where there is none.
 *  @return BH_EINPUT when the file holds another study (err says what differs), BH_EFORMAT when
 *          it is damaged, foreign or of a newer schema. */
BH_NODISCARD enum bh_status bh_store_resume(const char *path, const struct bh_store_study *study,
                                            struct bh_store **out, struct bh_err *err);

/** Opens a results file of the same study but with fewer futures, to go on to more: finished
 *  futures stay, save those of a last job that was not full, which is run anew. `n_block` is how
 *  many futures a full job has. Otherwise as bh_store_resume. */
BH_NODISCARD enum bh_status bh_store_extend(const char *path, const struct bh_store_study *study,
                                            size_t n_block, struct bh_store **out,
                                            struct bh_err *err);

/** Appends job number `job`, which the file must not hold. Jobs are gathered into transactions
 *  of about half a second; bh_store_commit forces one. */
BH_NODISCARD enum bh_status bh_store_append(struct bh_store *store, size_t job, size_t option,
                                            const struct bh_store_future *futures, size_t n,
                                            struct bh_err *err);
BH_NODISCARD enum bh_status bh_store_commit(struct bh_store *store, struct bh_err *err);

/** The same for a summary: futures[n_options * n], one option after the other. Committed every few
 *  seconds. */
BH_NODISCARD enum bh_status bh_store_append_sums(struct bh_store *store, size_t job,
                                                 const struct bh_store_future *futures, size_t n,
                                                 struct bh_err *err);

/** Adds the story of a chosen future. */
BH_NODISCARD enum bh_status bh_store_happening(struct bh_store *store, size_t option,
                                               uint32_t scenario, uint32_t replication,
                                               uint32_t day, int tone, const char *text,
                                               struct bh_err *err);

/** Computes the quantiles of every series over the kept futures, marks the study complete,
 *  rewrites it compactly and closes it. On failure the unfinished file stays and can be resumed. */
BH_NODISCARD enum bh_status bh_store_complete(struct bh_store *store, struct bh_err *err);

/** Closes without completing; commits what is pending. NULL is legal. */
void bh_store_close(struct bh_store *store);

/* ---- parts ---------------------------------------------------------------------------------- */

/** Whether the studies of two files are the same, parts of it or whole. `path` names the file
 *  `file` is of. @return BH_OK; BH_EINPUT (err says the first difference). */
BH_NODISCARD enum bh_status bh_store_check_same(const char *path,
                                                const struct bh_store_study *file,
                                                const struct bh_store_study *now,
                                                struct bh_err *err);

/** Which jobs an open file holds, complete or not: done_jobs is [n_jobs] of its study.
 *  @return BH_OK; BH_EIO; BH_EFORMAT. */
BH_NODISCARD enum bh_status bh_store_jobs(struct bh_store *store, bool *done_jobs,
                                          struct bh_err *err);

/** Takes all jobs of the file at `part`, unfinished, closed and of the same study, into `store`,
 *  which must hold none of them. The caller holds the part's lock (store/lock.h). All or nothing,
 *  and on the disk when it returns: the part may be removed then.
 *  @return BH_OK; BH_EIO; BH_EFORMAT. */
BH_NODISCARD enum bh_status bh_store_take(struct bh_store *store, const char *part,
                                          struct bh_err *err);

/** Puts everything into the one file, on the disk, and closes it unfinished. Closed whatever comes
 *  of it. */
BH_NODISCARD enum bh_status bh_store_put_away(struct bh_store *store, struct bh_err *err);

/** Whether there is a results file at `path`, by its first bytes. */
bool bh_store_is_results(const char *path);

/** Puts the closed results file `with` in the place of what is at `path`. */
BH_NODISCARD enum bh_status bh_store_replace(const char *path, const char *with,
                                             struct bh_err *err);

/** Removes a results file and its journals; anything else at `path` is left alone, and so is a file
 *  that another process writes to. */
void bh_store_remove(const char *path);

/** The same of a file whose lock the caller holds; also journals that a removal cut short left. */
void bh_store_remove_locked(const char *path);

/* ---- reading ------------------------------------------------------------------------------- */

/** Opens any results file for reading; checks that it is one, its schema and its integrity. */
BH_NODISCARD enum bh_status bh_store_open(const char *path, struct bh_store **out,
                                          struct bh_err *err);

/** Whether an open file has the futures themselves, which `need` ("robustness") wants.
 *  @return BH_OK; BH_EINPUT when it is a summary. */
BH_NODISCARD enum bh_status bh_store_need_futures(const struct bh_store *store, const char *need,
                                                  struct bh_err *err);
/** Opens, and asks that. */
BH_NODISCARD enum bh_status bh_store_open_futures(const char *path, const char *need,
                                                  struct bh_store **out, struct bh_err *err);

/** The sums of a summary; the caller's to bh_sums_fini. */
struct bh_sums;
BH_NODISCARD enum bh_status bh_store_sums(struct bh_store *store, struct bh_sums *out,
                                          struct bh_err *err);

/** The study an open file holds. Strings belong to the store. */
const struct bh_store_study *bh_store_study(const struct bh_store *store);
bool bh_store_is_complete(const struct bh_store *store);
uint64_t bh_store_jobs_done(const struct bh_store *store);

/** How many futures of `option` there are: those that ran and those that failed. */
BH_NODISCARD enum bh_status bh_store_count(struct bh_store *store, size_t option, size_t *n,
                                           size_t *n_failed, struct bh_err *err);

/** Reads column `name` of table future ("success" or an output's id) for the futures of `option`
 *  that ran, in order of scenario and replication. `keys` is scenario << 32 | replication; both
 *  arrays are the caller's, of `room`. */
BH_NODISCARD enum bh_status bh_store_column(struct bh_store *store, size_t option,
                                            const char *name, size_t room, uint64_t *keys,
                                            double *values, size_t *n, struct bh_err *err);

/** Table scenario whole, in order of number: what each assumption was in each scenario. Scenario
 *  numbers[i] had values[v * n + i] of variable v (+inf: never). One allocation; free it by
 *  bh_store_scenarios_fini. */
struct bh_store_scenarios {
    size_t n;
    double *values;    /* [n_variables * n], one variable after the other */
    uint32_t *numbers; /* [n] ascending */
};
BH_NODISCARD enum bh_status bh_store_scenarios(struct bh_store *store,
                                               struct bh_store_scenarios *out,
                                               struct bh_err *err);
void bh_store_scenarios_fini(struct bh_store_scenarios *scenarios);

/** Quantiles of one series of one option, [n] each. One allocation; free(band.day) frees it all. A
 *  series that does not exist, or a study that is not complete, has n = 0. */
struct bh_store_band {
    size_t n;
    double *day, *mean, *q05, *q25, *q50, *q75, *q95; /* one allocation, head is `day` */
};
BH_NODISCARD enum bh_status bh_store_quantiles(struct bh_store *store, size_t option,
                                               const char *series, struct bh_store_band *out,
                                               struct bh_err *err);

/** Calls `tell` for each happening of `option`, in order. */
typedef void bh_store_tell(void *context, uint32_t scenario, uint32_t replication, uint32_t day,
                           int tone, const char *text);
BH_NODISCARD enum bh_status bh_store_story(struct bh_store *store, size_t option,
                                           bh_store_tell *tell, void *context,
                                           struct bh_err *err);

#endif
