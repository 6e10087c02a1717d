/** @file sums.c  A study that keeps sums over its futures instead of the futures.
 *
 *  The sums live in memory while the study runs. Every commit writes them whole, in one order,
 *  beside the jobs they contain, so that the file is at every moment the sums of the jobs it lists;
 *  what a failure leaves in memory is never written again. Taking in a part adds its sums. */
#include "store/file.h"

#include "base/clock.h"
#include "base/err.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COMMIT_SECONDS 2.0 /* all sums are written anew: some megabytes */
#define MOST_VARINT 5      /* bytes of a count of 32 bits */

static const char *const tables[] = {"counted", "summed", "bin", "difference"};
#define N_TABLES (sizeof tables / sizeof tables[0])

enum bh_status
bh_store_create_sums(struct bh_store *store, struct bh_err *err)
{
    static const char sql[] =
        "CREATE TABLE counted(option INTEGER PRIMARY KEY, ran INTEGER, failed INTEGER);"
        "CREATE TABLE summed(option INTEGER, output TEXT, finite INTEGER, met INTEGER, low REAL,"
        " high REAL, sum TEXT, squares TEXT, on_edge INTEGER);"
        "CREATE TABLE bin(option INTEGER, output TEXT, low REAL, counts BLOB);"
        "CREATE TABLE difference(option INTEGER, minus INTEGER, output TEXT, n INTEGER, sum TEXT,"
        " squares TEXT);";

    return bh_database_run(store->db, store->path, sql, err);
}

/** The name of a column: an output's id, or "success" behind the last. */
static const char *
column_name(const struct bh_store_study *study, size_t column)
{
    return column < study->n_outputs ? study->outputs[column].id : "success";
}

static enum bh_status
make_sums(const struct bh_store_study *study, struct bh_sums *out, struct bh_err *err)
{
    struct bh_goal *goals = calloc(study->n_outputs + 1, sizeof *goals);
    bool is_good = goals != NULL;

    for (size_t i = 0; is_good && i < study->n_outputs; i++) {
        goals[i] = (struct bh_goal){study->outputs[i].goal_relation, study->outputs[i].goal_value};
    }
    is_good = is_good && bh_sums_make(study->n_options, study->n_outputs + 1, goals, out);
    free(goals);
    return is_good ? BH_OK : bh_no_memory(err);
}

/* ---- writing -------------------------------------------------------------------------------- */

/** Statements and texts of one writing. */
struct writing {
    struct bh_store *store;
    sqlite3_stmt *summed, *bin, *difference, *counted;
    struct bh_text sum, squares;
    unsigned char counts[BH_BINS_PER_OCTAVE * MOST_VARINT];
};

/** Counts as little-endian base-128 numbers, the high bit of a byte saying that more follow. */
static size_t
pack_counts(const uint32_t *counts, unsigned char *out)
{
    size_t n = 0;

    for (size_t i = 0; i < BH_BINS_PER_OCTAVE; i++) {
        uint32_t rest = counts[i];

        for (; rest > 0x7f; rest >>= 7) {
            out[n++] = (unsigned char) (rest & 0x7f) | 0x80;
        }
        out[n++] = (unsigned char) rest;
    }
    return n;
}

static enum bh_status
put_bins(struct writing *w, size_t option, const char *output, const struct bh_bins *bins,
         struct bh_err *err)
{
    enum bh_status st = BH_OK;

    for (size_t i = 0; i < bins->n; i++) {
        const size_t n = pack_counts(bins->octaves[i].counts, w->counts);

        bh_database_bind(w->bin, "isd", (int64_t) option, output,
                         bh_octave_low(bins->octaves[i].rank));
        sqlite3_bind_blob(w->bin, 4, w->counts, (int) n, SQLITE_STATIC);
        BH_TRY(bh_database_step(w->store->db, w->store->path, w->bin, err));
    }
done:
    return st;
}

/** Both sums as text, into w->sum and w->squares. */
static enum bh_status
write_exact(struct writing *w, const struct bh_exact *sum, const struct bh_exact *squares,
            struct bh_err *err)
{
    bh_text_clear(&w->sum);
    bh_text_clear(&w->squares);
    bh_exact_write(sum, &w->sum);
    bh_exact_write(squares, &w->squares);
    return w->sum.failed || w->squares.failed ? bh_no_memory(err) : BH_OK;
}

static enum bh_status
put_column(struct writing *w, size_t option, size_t column, struct bh_err *err)
{
    const struct bh_sums *sums = &w->store->sums;
    const struct bh_column_sums *c = &sums->columns[option * sums->n_columns + column];
    const char *name = column_name(&w->store->study, column);
    enum bh_status st = BH_OK;

    BH_TRY(write_exact(w, &c->sum, &c->squares, err));
    bh_database_bind(w->summed, "isiiddssi", (int64_t) option, name, (int64_t) c->n_finite,
                     (int64_t) c->n_met, c->low, c->high, bh_text_string(&w->sum),
                     bh_text_string(&w->squares), (int64_t) c->bins.n_on_edge);
    BH_TRY(bh_database_step(w->store->db, w->store->path, w->summed, err));
    st = put_bins(w, option, name, &c->bins, err);
done:
    return st;
}

static enum bh_status
put_pair(struct writing *w, size_t option, size_t minus, struct bh_err *err)
{
    const struct bh_sums *sums = &w->store->sums;
    const struct bh_pair_sums *pair = bh_sums_pair(sums, option, minus);
    enum bh_status st = BH_OK;

    for (size_t c = 0; c < sums->n_columns; c++) {
        BH_TRY(write_exact(w, &pair[c].sum, &pair[c].squares, err));
        bh_database_bind(w->difference, "iisiss", (int64_t) option, (int64_t) minus,
                         column_name(&w->store->study, c), (int64_t) pair[c].n,
                         bh_text_string(&w->sum), bh_text_string(&w->squares));
        BH_TRY(bh_database_step(w->store->db, w->store->path, w->difference, err));
    }
done:
    return st;
}

static enum bh_status
put_option(struct writing *w, size_t option, struct bh_err *err)
{
    const struct bh_sums *sums = &w->store->sums;
    enum bh_status st = BH_OK;

    bh_database_bind(w->counted, "iii", (int64_t) option, (int64_t) sums->n_ran[option],
                     (int64_t) sums->n_failed[option]);
    BH_TRY(bh_database_step(w->store->db, w->store->path, w->counted, err));
    for (size_t c = 0; c < sums->n_columns; c++) {
        BH_TRY(put_column(w, option, c, err));
    }
    for (size_t minus = 0; minus < option; minus++) {
        BH_TRY(put_pair(w, option, minus, err));
    }
done:
    return st;
}

static enum bh_status
put_sums(struct writing *w, struct bh_err *err)
{
    const struct {
        const char *sql;
        sqlite3_stmt **stmt;
    } statements[] = {{"INSERT INTO counted VALUES(?, ?, ?)", &w->counted},
                      {"INSERT INTO summed VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)", &w->summed},
                      {"INSERT INTO bin VALUES(?, ?, ?, ?)", &w->bin},
                      {"INSERT INTO difference VALUES(?, ?, ?, ?, ?, ?)", &w->difference}};
    enum bh_status st = BH_OK;

    BH_TRY(bh_database_run(w->store->db, w->store->path,
                           "DELETE FROM counted; DELETE FROM summed; DELETE FROM bin; "
                           "DELETE FROM difference",
                           err));
    for (size_t i = 0; i < sizeof statements / sizeof statements[0]; i++) {
        BH_TRY(bh_database_prepare(w->store->db, w->store->path, statements[i].sql,
                                   statements[i].stmt, err));
    }
    for (size_t o = 0; o < w->store->sums.n_options; o++) {
        BH_TRY(put_option(w, o, err));
    }
done:
    return st;
}

enum bh_status
bh_store_write_sums(struct bh_store *store, struct bh_err *err)
{
    struct writing w = {.store = store};
    const enum bh_status st = put_sums(&w, err);

    sqlite3_finalize(w.counted);
    sqlite3_finalize(w.summed);
    sqlite3_finalize(w.bin);
    sqlite3_finalize(w.difference);
    bh_text_fini(&w.sum);
    bh_text_fini(&w.squares);
    return st;
}

/* ---- reading -------------------------------------------------------------------------------- */

/** Sums being read out of a schema. */
struct reading {
    struct bh_store *store;
    const char *schema; /* "main", "part" */
    struct bh_sums *sums;
    sqlite3_stmt *stmt; /* at a row */
    bool has_no_memory;
};

static enum bh_status
damaged(const struct reading *r, const char *table, struct bh_err *err)
{
    return bh_fail(err, BH_EFORMAT, "%s: the results file is damaged (table %s)", r->store->path,
                   table);
}

/** A count in column `at`; it cannot exceed `most`. */
static bool
read_count(const struct reading *r, int at, uint64_t most, uint64_t *out)
{
    const int64_t n = sqlite3_column_int64(r->stmt, at);

    *out = n < 0 ? 0 : (uint64_t) n;
    return n >= 0 && *out <= most;
}

static bool
read_exact(const struct reading *r, int at, struct bh_exact *out)
{
    const char *text = (const char *) sqlite3_column_text(r->stmt, at);

    return text != NULL && bh_exact_read(text, out);
}

static bool
read_option(const struct reading *r, int at, size_t *option)
{
    uint64_t n;
    const bool is_good = read_count(r, at, r->sums->n_options - 1, &n);

    *option = (size_t) n;
    return is_good;
}

static bool
read_column(const struct reading *r, int at, size_t *column)
{
    const char *name = (const char *) sqlite3_column_text(r->stmt, at);

    for (size_t c = 0; name != NULL && c < r->sums->n_columns; c++) {
        if (strcmp(column_name(&r->store->study, c), name) == 0) {
            *column = c;
            return true;
        }
    }
    return false;
}

static bool
read_counted(struct reading *r)
{
    const struct bh_store_study *study = &r->store->study;
    const uint64_t most = (uint64_t) study->n_futures * study->n_replications;
    size_t option;

    return read_option(r, 0, &option) && read_count(r, 1, most, &r->sums->n_ran[option]) &&
           read_count(r, 2, most - r->sums->n_ran[option], &r->sums->n_failed[option]);
}

static bool
read_summed(struct reading *r)
{
    size_t option, column;

    if (!read_option(r, 0, &option) || !read_column(r, 1, &column)) {
        return false;
    }
    struct bh_column_sums *c = &r->sums->columns[option * r->sums->n_columns + column];
    const uint64_t most = r->sums->n_ran[option];
    c->low = sqlite3_column_double(r->stmt, 4);
    c->high = sqlite3_column_double(r->stmt, 5);
    return read_count(r, 2, most, &c->n_finite) && read_count(r, 3, most, &c->n_met) &&
           read_exact(r, 6, &c->sum) && read_exact(r, 7, &c->squares) &&
           isfinite(bh_exact_value(&c->sum)) && read_count(r, 8, most, &c->bins.n_on_edge);
}

/** Counts of an octave. @return false when they are not such as pack_counts makes. */
static bool
unpack_counts(const unsigned char *packed, size_t n, uint32_t *counts)
{
    size_t at = 0;

    for (size_t i = 0; i < BH_BINS_PER_OCTAVE; i++) {
        uint64_t count = 0;
        unsigned shift = 0;

        do {
            if (at == n || shift > 28) {
                return false;
            }
            count |= (uint64_t) (packed[at] & 0x7f) << shift;
            shift += 7;
        } while (packed[at++] & 0x80);
        if (count > UINT32_MAX) {
            return false;
        }
        counts[i] = (uint32_t) count;
    }
    return at == n;
}

static bool
read_bin(struct reading *r)
{
    size_t option, column;
    uint32_t counts[BH_BINS_PER_OCTAVE];
    const unsigned char *packed = sqlite3_column_blob(r->stmt, 3);

    if (!read_option(r, 0, &option) || !read_column(r, 1, &column) || packed == NULL ||
        !unpack_counts(packed, (size_t) sqlite3_column_bytes(r->stmt, 3), counts) ||
        !bh_octave_is_low(sqlite3_column_double(r->stmt, 2))) {
        return false;
    }
    struct bh_bins *bins = &r->sums->columns[option * r->sums->n_columns + column].bins;
    struct bh_octave *octave = bh_bins_octave(bins, sqlite3_column_double(r->stmt, 2));
    if (octave == NULL) {
        r->has_no_memory = true;
        return false;
    }
    memcpy(octave->counts, counts, sizeof counts);
    return true;
}

static bool
read_difference(struct reading *r)
{
    size_t option, minus, column;

    if (!read_option(r, 0, &option) || !read_option(r, 1, &minus) || minus >= option ||
        !read_column(r, 2, &column)) {
        return false;
    }
    struct bh_pair_sums *pair = bh_sums_pair(r->sums, option, minus) + column;
    return read_count(r, 3, r->sums->n_ran[option], &pair->n) && read_exact(r, 4, &pair->sum) &&
           read_exact(r, 5, &pair->squares) && isfinite(bh_exact_value(&pair->sum));
}

/** Reads one table, row by row. */
static enum bh_status
read_table(struct reading *r, size_t table, struct bh_err *err)
{
    static bool (*const readers[N_TABLES])(struct reading *) = {read_counted, read_summed,
                                                                read_bin, read_difference};
    char sql[80];
    int code = SQLITE_DONE;
    enum bh_status st = BH_OK;

    snprintf(sql, sizeof sql, "SELECT * FROM %s.%s", r->schema, tables[table]);
    BH_TRY(bh_database_prepare(r->store->db, r->store->path, sql, &r->stmt, err));
    while ((code = sqlite3_step(r->stmt)) == SQLITE_ROW) {
        if (!readers[table](r)) {
            st = r->has_no_memory || sqlite3_errcode(r->store->db) == SQLITE_NOMEM
                     ? bh_no_memory(err)
                     : damaged(r, tables[table], err);
            goto done;
        }
    }
    st = code == SQLITE_DONE ? BH_OK : bh_database_fail(r->store->db, r->store->path, code, err);
done:
    sqlite3_finalize(r->stmt);
    r->stmt = NULL;
    return st;
}

/** Whether every column has as many values in its bins as may be there. */
static bool
is_whole(const struct bh_sums *sums)
{
    for (size_t i = 0; i < sums->n_options * sums->n_columns; i++) {
        const struct bh_column_sums *c = &sums->columns[i];
        const uint64_t total = bh_bins_total(&c->bins);

        if (total < c->n_finite || total > sums->n_ran[i / sums->n_columns] ||
            c->bins.n_on_edge > total) {
            return false;
        }
    }
    return true;
}

static enum bh_status
read_sums(struct bh_store *store, const char *schema, struct bh_sums *out, struct bh_err *err)
{
    struct bh_sums sums = {0};
    struct reading r = {.store = store, .schema = schema, .sums = &sums};
    enum bh_status st = BH_OK;

    if (store->study.n_options < 1 || store->study.n_options > BH_STORE_MOST_SUMMED) {
        return damaged(&r, "option", err);
    }
    BH_TRY(make_sums(&store->study, &sums, err));
    for (size_t i = 0; i < N_TABLES; i++) {
        BH_TRY(read_table(&r, i, err));
    }
    if (!is_whole(&sums)) {
        st = damaged(&r, "bin", err);
        goto done;
    }
    *out = sums;
    sums = (struct bh_sums){0};
done:
    bh_sums_fini(&sums);
    return st;
}

enum bh_status
bh_store_sums(struct bh_store *store, struct bh_sums *out, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    BH_TRY(bh_database_run(store->db, store->path, "BEGIN", err)); /* of one moment */
    st = read_sums(store, "main", out, err);
    sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
done:
    return st;
}

enum bh_status
bh_store_add_part_sums(struct bh_store *store, struct bh_err *err)
{
    struct bh_sums part = {0};
    enum bh_status st = BH_OK;

    BH_TRY(read_sums(store, "part", &part, err));
    if (!bh_sums_add_sums(&store->sums, &part)) {
        store->has_lost_sums = true;
        st = bh_no_memory(err);
    }
done:
    bh_sums_fini(&part);
    return st;
}

/* ---- a writer ------------------------------------------------------------------------------- */

enum bh_status
bh_store_open_sums(struct bh_store *store, struct bh_err *err)
{
    const size_t n_options = store->study.n_options, n_columns = store->study.n_outputs + 1;
    enum bh_status st = BH_OK;

    store->row = calloc(n_options * n_columns + 1, sizeof *store->row);
    store->rows = calloc(n_options + 1, sizeof *store->rows);
    if (store->row == NULL || store->rows == NULL) {
        st = bh_no_memory(err);
        goto done;
    }
    st = read_sums(store, "main", &store->sums, err);
done:
    return st;
}

/** The columns of a future into its option's row. */
static const double *
row_of(struct bh_store *store, size_t option, const struct bh_store_future *future)
{
    const size_t n = store->study.n_outputs;
    double *row = store->row + option * (n + 1);

    if (future->status != 0) {
        return NULL;
    }
    memcpy(row, future->outputs, n * sizeof *row);
    row[n] = future->success;
    return row;
}

enum bh_status
bh_store_append_sums(struct bh_store *store, size_t job, const struct bh_store_future *futures,
                     size_t n, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    for (size_t i = 0; i < n; i++) {
        for (size_t o = 0; o < store->study.n_options; o++) {
            const struct bh_store_future *future = &futures[o * n + i];

            store->rows[o] = row_of(store, o, future);
            BH_TRY(bh_store_append_path(store, o, future, err));
        }
        if (!bh_sums_add(&store->sums, store->rows)) {
            st = bh_no_memory(err);
            goto done;
        }
    }
    BH_TRY(bh_store_append_job(store, job, err));
    if (bh_seconds_since(&store->began) > COMMIT_SECONDS) {
        st = bh_store_commit(store, err);
    }
    return st;
done:
    store->is_torn = store->has_lost_sums = true;
    return st;
}
