/** @file keep_obstacles.c  An obstacle study into a complete results file and out of it.
 *
 *  Keeping copies the file compactly, changes the copy, copies that compactly again and lets it
 * take the place of the first: so the bytes depend on the contents alone, also when a study was
 * kept before, and a kill leaves either file whole. */
#include "store/obstacles.h"

#include "base/err.h"
#include "base/file.h"
#include "base/text.h"
#include "store/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char tables[] =
    "DROP TABLE IF EXISTS obstacle_study; DROP TABLE IF EXISTS obstacle;"
    "DROP TABLE IF EXISTS obstacle_alone; DROP TABLE IF EXISTS obstacle_pair;"
    "DROP TABLE IF EXISTS obstacle_step;"
    "CREATE TABLE obstacle_study(option INTEGER PRIMARY KEY, futures INTEGER, broken INTEGER,"
    " failures INTEGER, tested INTEGER, by_luck INTEGER, all_saved INTEGER, any_saved INTEGER,"
    " most_missed INTEGER, missed TEXT, runs INTEGER);"
    "CREATE TABLE obstacle(number INTEGER PRIMARY KEY, id TEXT, title TEXT, lifted TEXT);"
    "CREATE TABLE obstacle_alone(option INTEGER, obstacle INTEGER, plays_part INTEGER,"
    " saved INTEGER, unchanged INTEGER, harmed INTEGER, shared INTEGER, broken TEXT,"
    " PRIMARY KEY(option, obstacle)) WITHOUT ROWID;"
    "CREATE TABLE obstacle_pair(option INTEGER, a INTEGER, b INTEGER, together INTEGER,"
    " behind INTEGER, PRIMARY KEY(option, a, b)) WITHOUT ROWID;"
    "CREATE TABLE obstacle_step(option INTEGER, step INTEGER, obstacle INTEGER, reached INTEGER,"
    " rival INTEGER, PRIMARY KEY(option, step)) WITHOUT ROWID;";

/** A database being written. */
struct copy {
    sqlite3 *db;
    const char *path;
};

/* ---- writing -------------------------------------------------------------------------------- */

static enum bh_status
put_titles(const struct copy *copy, const struct bh_obstacles *o, struct bh_err *err)
{
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_database_prepare(copy->db, copy->path, "INSERT INTO obstacle VALUES(?, ?, ?, ?)",
                               &stmt, err));
    for (size_t i = 0; i < o->n_obstacles; i++) {
        bh_database_bind(stmt, "isss", (int64_t) i, o->obstacles[i].id, o->obstacles[i].title,
                         o->obstacles[i].lifted);
        BH_TRY(bh_database_step(copy->db, copy->path, stmt, err));
    }
done:
    sqlite3_finalize(stmt);
    return st;
}

static enum bh_status
put_options(const struct copy *copy, const struct bh_obstacles *o, struct bh_err *err)
{
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_database_prepare(copy->db, copy->path,
                               "INSERT INTO obstacle_study VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                               &stmt, err));
    for (size_t i = 0; i < o->n_options; i++) {
        const struct bh_obstacles_option *row = &o->options[i];

        bh_database_bind(stmt, "iiiiiiiiisi", (int64_t) i, (int64_t) row->n_futures,
                         (int64_t) row->n_broken, (int64_t) row->n_failures,
                         (int64_t) row->n_tested, (int64_t) row->by_luck, (int64_t) row->all_saved,
                         (int64_t) row->any_saved, (int64_t) row->most_missed, row->missed,
                         (int64_t) o->n_runs);
        BH_TRY(bh_database_step(copy->db, copy->path, stmt, err));
    }
done:
    sqlite3_finalize(stmt);
    return st;
}

static enum bh_status
put_alone(const struct copy *copy, const struct bh_obstacles *o, struct bh_err *err)
{
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_database_prepare(copy->db, copy->path,
                               "INSERT INTO obstacle_alone VALUES(?, ?, ?, ?, ?, ?, ?, ?)", &stmt,
                               err));
    for (size_t i = 0; i < o->n_options * o->n_obstacles; i++) {
        const size_t option = i / o->n_obstacles, a = i % o->n_obstacles;
        const struct bh_obstacle_alone *row = &o->options[option].alone[a];

        bh_database_bind(stmt, "iiiiiiis", (int64_t) option, (int64_t) a, (int64_t) row->plays_part,
                         (int64_t) row->saved, (int64_t) row->unchanged, (int64_t) row->harmed,
                         (int64_t) row->shared, row->broken);
        BH_TRY(bh_database_step(copy->db, copy->path, stmt, err));
    }
done:
    sqlite3_finalize(stmt);
    return st;
}

static enum bh_status
put_pairs(const struct copy *copy, const struct bh_obstacles *o, struct bh_err *err)
{
    const size_t n = o->n_obstacles;
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_database_prepare(copy->db, copy->path,
                               "INSERT INTO obstacle_pair VALUES(?, ?, ?, ?, ?)", &stmt, err));
    for (size_t i = 0; i < o->n_options * n * n; i++) {
        const struct bh_obstacles_option *option = &o->options[i / (n * n)];
        const size_t at = i % (n * n);

        if (option->together[at] > 0) {
            bh_database_bind(stmt, "iiiii", (int64_t) (i / (n * n)), (int64_t) (at / n),
                             (int64_t) (at % n), (int64_t) option->together[at],
                             (int64_t) option->behind[at]);
            BH_TRY(bh_database_step(copy->db, copy->path, stmt, err));
        }
    }
done:
    sqlite3_finalize(stmt);
    return st;
}

static enum bh_status
put_steps(const struct copy *copy, const struct bh_obstacles *o, struct bh_err *err)
{
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_database_prepare(copy->db, copy->path,
                               "INSERT INTO obstacle_step VALUES(?, ?, ?, ?, ?)", &stmt, err));
    for (size_t i = 0; i < o->n_options; i++) {
        for (size_t s = 0; s < o->options[i].n_steps; s++) {
            const struct bh_obstacle_step *step = &o->options[i].steps[s];

            bh_database_bind(stmt, "iiiii", (int64_t) i, (int64_t) s, (int64_t) step->obstacle,
                             (int64_t) step->reached, (int64_t) step->rival);
            if (step->rival == BH_NO_OBSTACLE) {
                sqlite3_bind_null(stmt, 5);
            }
            BH_TRY(bh_database_step(copy->db, copy->path, stmt, err));
        }
    }
done:
    sqlite3_finalize(stmt);
    return st;
}

/** Puts the study into the copy at `copy->path`, which is nobody else's. */
static enum bh_status
put_all(struct copy *copy, const struct bh_obstacles *o, struct bh_err *err)
{
    const int code = sqlite3_open_v2(copy->path, &copy->db, SQLITE_OPEN_READWRITE, NULL);
    enum bh_status st = BH_OK;

    if (code != SQLITE_OK) {
        return bh_database_fail(copy->db, copy->path, code, err);
    }
    BH_TRY(bh_database_run(copy->db, copy->path, "PRAGMA journal_mode=OFF; BEGIN", err));
    BH_TRY(bh_database_run(copy->db, copy->path, tables, err));
    BH_TRY(put_titles(copy, o, err));
    BH_TRY(put_options(copy, o, err));
    BH_TRY(put_alone(copy, o, err));
    BH_TRY(put_pairs(copy, o, err));
    BH_TRY(put_steps(copy, o, err));
    /* the count of schema changes stands in the header: without this it would tell how often a
     * study was kept */
    st = bh_database_run(copy->db, copy->path, "COMMIT; PRAGMA schema_version=1", err);
done:
    return st;
}

static enum bh_status
copy_into(sqlite3 *db, const char *path, const char *to, struct bh_err *err)
{
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;

    unlink(to);
    BH_TRY(bh_database_prepare(db, path, "VACUUM INTO ?", &stmt, err));
    bh_database_bind(stmt, "s", to);
    st = bh_database_step(db, path, stmt, err);
done:
    sqlite3_finalize(stmt);
    return st;
}

enum bh_status
bh_store_keep_obstacles(const char *path, const struct bh_obstacles *obstacles, struct bh_err *err)
{
    struct bh_store *store = NULL;
    struct bh_text first = {0}, second = {0};
    struct copy copy = {NULL, NULL};
    int lock = BH_NO_LOCK;
    enum bh_status st = BH_OK;

    bh_text_printf(&first, "%s.tmp", path);
    bh_text_printf(&second, "%s.tmp2", path);
    if (first.failed || second.failed) {
        st = bh_no_memory(err);
        goto done;
    }
    copy.path = bh_text_string(&first);
    BH_TRY(bh_store_lock(path, &lock, err));
    bh_store_drop_stale_log(path);
    BH_TRY(bh_store_open(path, &store, err));
    BH_TRY(copy_into(store->db, path, copy.path, err));
    BH_TRY(put_all(&copy, obstacles, err));
    BH_TRY(copy_into(copy.db, copy.path, bh_text_string(&second), err));
    st = bh_file_replace(bh_text_string(&second), path, err);
done:
    sqlite3_close(copy.db);
    bh_store_close(store);
    unlink(bh_text_string(&first));
    unlink(bh_text_string(&second));
    bh_store_unlock(path, lock);
    bh_text_fini(&first);
    bh_text_fini(&second);
    return st;
}

/* ---- reading -------------------------------------------------------------------------------- */

/** A study being read. */
struct reading {
    struct bh_store *store;
    struct bh_obstacles *out;
    struct bh_arena *arena;
    struct bh_obstacle_title *titles;
    struct bh_obstacles_option *options;
    struct bh_obstacle_alone *alone; /* [n_options][n] */
    size_t *together, *behind;       /* [n_options][n * n] */
    struct bh_obstacle_step *steps;  /* [n_options][n] */
    bool failed;                     /* out of memory, or a row that does not fit */
};

static size_t
whole(sqlite3_stmt *stmt, int column)
{
    const int64_t value = sqlite3_column_int64(stmt, column);

    return value < 0 ? 0 : (size_t) value;
}

static const char *
word(struct reading *r, sqlite3_stmt *stmt, int column)
{
    const char *text = (const char *) sqlite3_column_text(stmt, column);
    const char *copy = bh_arena_strdup(r->arena, text == NULL ? "" : text);

    r->failed = r->failed || copy == NULL;
    return copy;
}

static void
take_title(struct reading *r, sqlite3_stmt *stmt)
{
    const size_t i = whole(stmt, 0);

    if (i < r->out->n_obstacles) {
        r->titles[i] =
            (struct bh_obstacle_title){word(r, stmt, 1), word(r, stmt, 2), word(r, stmt, 3)};
    }
}

static void
take_option(struct reading *r, sqlite3_stmt *stmt)
{
    const size_t i = whole(stmt, 0), n = r->out->n_obstacles;

    if (i >= r->out->n_options) {
        return;
    }
    r->options[i] = (struct bh_obstacles_option){
        .id = bh_arena_strdup(r->arena, r->store->study.options[i].id),
        .title = bh_arena_strdup(r->arena, r->store->study.options[i].title),
        .n_futures = whole(stmt, 1),
        .n_broken = whole(stmt, 2),
        .n_failures = whole(stmt, 3),
        .n_tested = whole(stmt, 4),
        .by_luck = whole(stmt, 5),
        .alone = r->alone + i * n,
        .together = r->together + i * n * n,
        .behind = r->behind + i * n * n,
        .steps = r->steps + i * n,
        .all_saved = whole(stmt, 6),
        .any_saved = whole(stmt, 7),
        .most_missed = whole(stmt, 8),
        .missed = word(r, stmt, 9),
    };
    r->out->n_runs = whole(stmt, 10);
    r->failed = r->failed || r->options[i].id == NULL || r->options[i].title == NULL;
}

static void
take_alone(struct reading *r, sqlite3_stmt *stmt)
{
    const size_t i = whole(stmt, 0), a = whole(stmt, 1);

    if (i < r->out->n_options && a < r->out->n_obstacles) {
        r->alone[i * r->out->n_obstacles + a] = (struct bh_obstacle_alone){
            .plays_part = whole(stmt, 2) != 0,
            .saved = whole(stmt, 3),
            .unchanged = whole(stmt, 4),
            .harmed = whole(stmt, 5),
            .shared = whole(stmt, 6),
            .broken = word(r, stmt, 7),
        };
    }
}

static void
take_pair(struct reading *r, sqlite3_stmt *stmt)
{
    const size_t i = whole(stmt, 0), a = whole(stmt, 1), b = whole(stmt, 2);
    const size_t n = r->out->n_obstacles;

    if (i < r->out->n_options && a < n && b < n) {
        r->together[(i * n + a) * n + b] = whole(stmt, 3);
        r->behind[(i * n + a) * n + b] = whole(stmt, 4);
    }
}

static void
take_step(struct reading *r, sqlite3_stmt *stmt)
{
    const size_t i = whole(stmt, 0), s = whole(stmt, 1), n = r->out->n_obstacles;
    const bool has_rival = sqlite3_column_type(stmt, 4) != SQLITE_NULL;
    const struct bh_obstacle_step step = {whole(stmt, 2), whole(stmt, 3),
                                          has_rival ? whole(stmt, 4) : BH_NO_OBSTACLE};

    if (i < r->out->n_options && s < n && step.obstacle < n && (!has_rival || step.rival < n)) {
        r->steps[i * n + s] = step;
        r->options[i].n_steps = s + 1;
    } else {
        r->failed = true;
    }
}

static enum bh_status
each_row(struct reading *r, const char *sql, void (*take)(struct reading *, sqlite3_stmt *),
         struct bh_err *err)
{
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;
    int code;

    BH_TRY(bh_database_prepare(r->store->db, r->store->path, sql, &stmt, err));
    while ((code = sqlite3_step(stmt)) == SQLITE_ROW) {
        take(r, stmt);
    }
    if (code != SQLITE_DONE) {
        st = bh_database_fail(r->store->db, r->store->path, code, err);
    }
done:
    sqlite3_finalize(stmt);
    return st;
}

static enum bh_status
count(struct bh_store *store, const char *sql, size_t *n, struct bh_err *err)
{
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_database_prepare(store->db, store->path, sql, &stmt, err));
    bool is_row;
    BH_TRY(bh_database_next(store->db, store->path, stmt, &is_row, err));
    *n = is_row ? whole(stmt, 0) : 0;
done:
    sqlite3_finalize(stmt);
    return st;
}

static bool
make_room(struct reading *r)
{
    const size_t n = r->out->n_obstacles, m = r->out->n_options;

    r->titles = bh_arena_alloc(r->arena, n * sizeof *r->titles);
    r->options = bh_arena_alloc(r->arena, m * sizeof *r->options);
    r->alone = bh_arena_alloc(r->arena, m * n * sizeof *r->alone);
    r->together = bh_arena_alloc(r->arena, m * n * n * sizeof *r->together);
    r->behind = bh_arena_alloc(r->arena, m * n * n * sizeof *r->behind);
    r->steps = bh_arena_alloc(r->arena, m * n * sizeof *r->steps);
    r->out->obstacles = r->titles;
    r->out->options = r->options;
    return r->titles != NULL && r->options != NULL && r->alone != NULL && r->together != NULL &&
           r->behind != NULL && r->steps != NULL;
}

static void
describe(struct reading *r)
{
    const struct bh_store_study *study = &r->store->study;
    struct bh_obstacles *out = r->out;

    out->plan_id = bh_arena_strdup(r->arena, study->plan_id);
    out->plan_title = bh_arena_strdup(r->arena, study->plan_title);
    out->start = bh_arena_strdup(r->arena, study->start);
    out->design = bh_arena_strdup(r->arena, study->design);
    out->plan_hash = study->plan_hash;
    out->days = study->days;
    out->seed = study->seed;
    out->n_scenarios = study->n_futures;
    out->n_replications = study->n_replications;
    r->failed = r->failed || out->plan_id == NULL || out->plan_title == NULL ||
                out->start == NULL || out->design == NULL;
}

static enum bh_status
read_all(struct reading *r, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    r->out->n_options = r->store->study.n_options;
    BH_TRY(count(r->store, "SELECT count(*) FROM obstacle", &r->out->n_obstacles, err));
    if (r->out->n_obstacles == 0 || r->out->n_obstacles > BH_MOST_OBSTACLES) {
        st =
            bh_fail(err, BH_EFORMAT, "%s: the results file is damaged (obstacles)", r->store->path);
        goto done;
    }
    if (!make_room(r)) {
        st = bh_no_memory(err);
        goto done;
    }
    describe(r);
    BH_TRY(each_row(r, "SELECT * FROM obstacle", take_title, err));
    BH_TRY(each_row(r, "SELECT * FROM obstacle_study", take_option, err));
    BH_TRY(each_row(r, "SELECT * FROM obstacle_alone", take_alone, err));
    BH_TRY(each_row(r, "SELECT * FROM obstacle_pair", take_pair, err));
    BH_TRY(each_row(r, "SELECT * FROM obstacle_step ORDER BY option, step", take_step, err));
    for (size_t i = 0; i < r->out->n_obstacles; i++) {
        r->failed = r->failed || r->titles[i].id == NULL;
    }
    for (size_t i = 0; i < r->out->n_options; i++) {
        r->failed = r->failed || r->options[i].id == NULL;
    }
    if (r->failed) {
        st =
            bh_fail(err, BH_EFORMAT, "%s: the results file is damaged (obstacles)", r->store->path);
    }
done:
    return st;
}

enum bh_status
bh_obstacles_read(const char *results, struct bh_obstacles **out, struct bh_err *err)
{
    struct reading r = {.store = NULL};
    size_t n = 0;
    enum bh_status st = BH_OK;

    BH_TRY(bh_store_open(results, &r.store, err));
    BH_TRY(count(r.store, "SELECT count(*) FROM sqlite_schema WHERE name = 'obstacle_study'", &n,
                 err));
    *out = NULL;
    if (n == 0) {
        goto done;
    }
    r.out = bh_obstacles_new();
    if (r.out == NULL) {
        st = bh_no_memory(err);
        goto done;
    }
    r.arena = bh_obstacles_arena(r.out);
    BH_TRY(read_all(&r, err));
    *out = r.out;
    r.out = NULL;
done:
    bh_obstacles_free(r.out);
    bh_store_close(r.store);
    return st;
}
