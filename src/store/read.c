/** @file read.c  Reading results back: columns, bands, stories. */
#include "store/file.h"

#include "base/err.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct bh_store_study *
bh_store_study(const struct bh_store *store)
{
    return &store->study;
}

bool
bh_store_is_complete(const struct bh_store *store)
{
    return store->is_complete;
}

uint64_t
bh_store_jobs_done(const struct bh_store *store)
{
    return store->jobs_done;
}

/** Whether the study has a future of this scenario and replication. What reads columns places them
 *  by these. */
static bool
is_future(const struct bh_store *store, int64_t scenario, int64_t replication)
{
    return scenario >= 1 && (uint64_t) scenario <= store->study.n_futures && replication >= 0 &&
           (uint64_t) replication < store->study.n_replications;
}

/** How a stepping loop ended. */
static enum bh_status
ended(struct bh_store *store, int code, struct bh_err *err)
{
    return code == SQLITE_DONE || code == SQLITE_ROW
               ? BH_OK
               : bh_database_fail(store->db, store->path, code, err);
}

enum bh_status
bh_store_count(struct bh_store *store, size_t option, size_t *n, size_t *n_failed,
               struct bh_err *err)
{
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_database_prepare(store->db, store->path,
                               "SELECT count(*), count(reason) FROM future WHERE option = ?",
                               &stmt, err));
    bh_database_bind(stmt, "i", (int64_t) option);
    const int code = sqlite3_step(stmt);
    st = ended(store, code, err);
    *n_failed = st == BH_OK ? (size_t) sqlite3_column_int64(stmt, 1) : 0;
    *n = st == BH_OK ? (size_t) sqlite3_column_int64(stmt, 0) - *n_failed : 0;
done:
    sqlite3_finalize(stmt);
    return st;
}

enum bh_status
bh_store_column(struct bh_store *store, size_t option, const char *name, size_t room,
                uint64_t *keys, double *values, size_t *n, struct bh_err *err)
{
    struct bh_text sql = {0};
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;
    int code = SQLITE_DONE;

    bh_text_add(&sql, "SELECT scenario, replication, ");
    bh_database_quote(&sql, name);
    bh_text_add(&sql, " FROM future WHERE option = ? AND status = 0 "
                      "ORDER BY scenario, replication");
    BH_TRY(bh_database_prepare(store->db, store->path, sql.failed ? NULL : bh_text_string(&sql),
                               &stmt, err));
    bh_database_bind(stmt, "i", (int64_t) option);
    *n = 0;
    while (*n < room && (code = sqlite3_step(stmt)) == SQLITE_ROW) {
        if (!is_future(store, sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1))) {
            st = bh_fail(err, BH_EFORMAT, "%s: the results file is damaged (a future that the "
                         "study has not)", store->path);
            goto done;
        }
        keys[*n] = (uint64_t) sqlite3_column_int64(stmt, 0) << 32 |
                   (uint64_t) (uint32_t) sqlite3_column_int64(stmt, 1);
        values[(*n)++] = sqlite3_column_type(stmt, 2) == SQLITE_NULL
                             ? (double) NAN
                             : sqlite3_column_double(stmt, 2);
    }
    st = ended(store, code, err);
done:
    sqlite3_finalize(stmt);
    bh_text_fini(&sql);
    return st;
}

/** How many rows table scenario has. */
static enum bh_status
count_scenarios(struct bh_store *store, size_t *n, struct bh_err *err)
{
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_database_prepare(store->db, store->path, "SELECT count(*) FROM scenario", &stmt,
                               err));
    const int code = sqlite3_step(stmt);
    st = ended(store, code, err);
    *n = st == BH_OK ? (size_t) sqlite3_column_int64(stmt, 0) : 0;
done:
    sqlite3_finalize(stmt);
    return st;
}

enum bh_status
bh_store_scenarios(struct bh_store *store, struct bh_store_scenarios *out, struct bh_err *err)
{
    const size_t n_variables = store->study.n_variables;
    struct bh_store_scenarios found = {0};
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;
    int code = SQLITE_DONE;
    size_t room = 0;

    BH_TRY(count_scenarios(store, &room, err));
    found.values = malloc((n_variables * sizeof(double) + sizeof(uint32_t)) * room + 1);
    if (found.values == NULL) {
        st = bh_no_memory(err);
        goto done;
    }
    found.numbers = (uint32_t *) (found.values + n_variables * room);
    BH_TRY(bh_database_prepare(store->db, store->path, "SELECT * FROM scenario ORDER BY number",
                               &stmt, err));
    for (; found.n < room && (code = sqlite3_step(stmt)) == SQLITE_ROW; found.n++) {
        if (!is_future(store, sqlite3_column_int64(stmt, 0), 0)) {
            st = bh_fail(err, BH_EFORMAT, "%s: the results file is damaged (a scenario that the "
                         "study has not)", store->path);
            goto done;
        }
        found.numbers[found.n] = (uint32_t) sqlite3_column_int64(stmt, 0);
        for (size_t v = 0; v < n_variables; v++) {
            found.values[v * room + found.n] = sqlite3_column_double(stmt, (int) v + 1);
        }
    }
    BH_TRY(ended(store, code, err));
    if (found.n < room) {
        st = bh_fail(err, BH_EIO, "%s: the results file changed while it was read", store->path);
        goto done;
    }
    *out = found;
    found.values = NULL;
done:
    sqlite3_finalize(stmt);
    free(found.values);
    return st;
}

void
bh_store_scenarios_fini(struct bh_store_scenarios *scenarios)
{
    free(scenarios->values);
    *scenarios = (struct bh_store_scenarios){0};
}

static size_t
series_number(const struct bh_store *store, const char *name)
{
    size_t i = 0;

    while (i < store->study.n_series && strcmp(store->study.series[i].name, name) != 0) {
        i++;
    }
    return i;
}

/** Points a band into one allocation of seven rows of `room`. */
static bool
make_band(struct bh_store_band *band, size_t room)
{
    double *memory = calloc(7 * (room + 1), sizeof *memory);

    *band = (struct bh_store_band){0};
    if (memory == NULL) {
        return false;
    }
    band->day = memory;
    band->mean = memory + room;
    band->q05 = memory + 2 * room;
    band->q25 = memory + 3 * room;
    band->q50 = memory + 4 * room;
    band->q75 = memory + 5 * room;
    band->q95 = memory + 6 * room;
    return true;
}

enum bh_status
bh_store_quantiles(struct bh_store *store, size_t option, const char *series,
                   struct bh_store_band *out, struct bh_err *err)
{
    const size_t room = (store->study.days + store->study.every - 1) / store->study.every;
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;
    struct bh_store_band band;
    int code = SQLITE_DONE;

    if (!make_band(&band, room)) {
        return bh_no_memory(err);
    }
    BH_TRY(bh_database_prepare(store->db, store->path,
                               "SELECT day, mean, q05, q25, q50, q75, q95 FROM quantile "
                               "WHERE series = ? AND option = ? ORDER BY day",
                               &stmt, err));
    bh_database_bind(stmt, "ii", (int64_t) series_number(store, series), (int64_t) option);
    while (band.n < room && (code = sqlite3_step(stmt)) == SQLITE_ROW) {
        double *const rows[] = {band.day, band.mean, band.q05, band.q25,
                                band.q50, band.q75,  band.q95};

        for (int c = 0; c < 7; c++) {
            rows[c][band.n] = sqlite3_column_double(stmt, c);
        }
        band.n++;
    }
    st = ended(store, code, err);
done:
    sqlite3_finalize(stmt);
    if (st == BH_OK) {
        *out = band;
    } else {
        free(band.day);
    }
    return st;
}

enum bh_status
bh_store_story(struct bh_store *store, size_t option, bh_store_tell *tell, void *context,
               struct bh_err *err)
{
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;
    int code;

    BH_TRY(bh_database_prepare(store->db, store->path,
                               "SELECT scenario, replication, day, tone, text FROM happening "
                               "WHERE option = ? ORDER BY rowid",
                               &stmt, err));
    bh_database_bind(stmt, "i", (int64_t) option);
    while ((code = sqlite3_step(stmt)) == SQLITE_ROW) {
        const char *text = (const char *) sqlite3_column_text(stmt, 4);

        tell(context, (uint32_t) sqlite3_column_int64(stmt, 0),
             (uint32_t) sqlite3_column_int64(stmt, 1), (uint32_t) sqlite3_column_int64(stmt, 2),
             sqlite3_column_int(stmt, 3), text == NULL ? "" : text);
        if (text == NULL && sqlite3_errcode(store->db) == SQLITE_NOMEM) {
            st = bh_no_memory(err);
            goto done;
        }
    }
    st = ended(store, code, err);
done:
    sqlite3_finalize(stmt);
    return st;
}
