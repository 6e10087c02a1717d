/** @file summarise.c  Quantiles of the kept series, option by option.
 *
 *  Quantiles are of type 7 (linear interpolation, Hyndman & Fan 1996). The kept futures of an
 *  option are unpacked some series at a time, so that memory stays below SLICE_BYTES however many
 *  were kept. */
#include "store/file.h"

#include "base/bands.h"
#include "base/err.h"

#include <stdlib.h>
#include <string.h>
#include <zstd.h>
#include <zstd_errors.h>

#define SLICE_BYTES ((size_t) 64 << 20)

/** Kept values of some series of one option: value[(future * n_series + series) * n_points + p]. */
struct slice {
    struct bh_store *store;
    size_t option;
    size_t first, n_series; /* series in this slice */
    size_t n_points;
    size_t n_futures;
    float *unpacked; /* [all series][n_points] of one future */
    float *values;
    const float **rows;          /* [n_futures] one series of each */
    float *tile;                 /* [n_futures][BH_BANDS_AT_ONCE] */
    struct bh_band_point *bands; /* [n_points] of one series */
    sqlite3_stmt *insert;
};

static enum bh_status
put_series(struct slice *slice, size_t series, struct bh_err *err)
{
    const size_t n = slice->n_futures;
    enum bh_status st = BH_OK;

    for (size_t f = 0; f < n; f++) {
        slice->rows[f] = slice->values + (f * slice->n_series + series) * slice->n_points;
    }
    bh_bands_of(slice->rows, n, slice->n_points, slice->tile, slice->bands);
    for (size_t p = 0; p < slice->n_points; p++) {
        const struct bh_band_point *at = &slice->bands[p];

        bh_database_bind(slice->insert, "iiiidddddd", (int64_t) (slice->first + series),
                         (int64_t) slice->option, (int64_t) (p * slice->store->study.every),
                         (int64_t) n, at->mean, at->q05, at->q25, at->q50, at->q75, at->q95);
        BH_TRY(bh_database_step(slice->store->db, slice->store->path, slice->insert, err));
    }
done:
    return st;
}

/** Unpacks the courses of the future at which `stmt` stands into slice->unpacked. */
static enum bh_status
unpack_one(struct slice *slice, sqlite3_stmt *stmt, struct bh_err *err)
{
    struct bh_store *store = slice->store;
    const size_t whole = store->study.n_series * slice->n_points * sizeof(float);
    const void *packed = sqlite3_column_blob(stmt, 0);

    if (packed == NULL && sqlite3_errcode(store->db) == SQLITE_NOMEM) {
        return bh_no_memory(err);
    }
    const size_t n = ZSTD_decompress(slice->unpacked, whole, packed,
                                     (size_t) sqlite3_column_bytes(stmt, 0));
    if (ZSTD_getErrorCode(n) == ZSTD_error_memory_allocation) {
        return bh_no_memory(err);
    }
    return n == whole ? BH_OK
                      : bh_fail(err, BH_EFORMAT, "%s: the results file is damaged (a kept series)",
                                store->path);
}

/** Unpacks the slice's series of every kept future of the option. */
static enum bh_status
unpack(struct slice *slice, struct bh_err *err)
{
    struct bh_store *store = slice->store;
    const size_t part = slice->n_series * slice->n_points;
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;
    size_t f = 0;

    BH_TRY(bh_database_prepare(store->db, store->path,
                               "SELECT data FROM path WHERE option = ? "
                               "ORDER BY scenario, replication",
                               &stmt, err));
    bh_database_bind(stmt, "i", (int64_t) slice->option);
    for (bool is_row = true; f < slice->n_futures; f++) {
        BH_TRY(bh_database_next(store->db, store->path, stmt, &is_row, err));
        if (!is_row) {
            break;
        }
        BH_TRY(unpack_one(slice, stmt, err));
        memcpy(slice->values + f * part, slice->unpacked + slice->first * slice->n_points,
               part * sizeof(float));
    }
    slice->n_futures = f;
done:
    sqlite3_finalize(stmt);
    return st;
}

static enum bh_status
summarise_slice(struct slice *slice, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    BH_TRY(unpack(slice, err));
    for (size_t s = 0; s < slice->n_series && slice->n_futures > 0; s++) {
        BH_TRY(put_series(slice, s, err));
    }
done:
    return st;
}

static enum bh_status
count_kept(struct bh_store *store, size_t option, size_t *n, struct bh_err *err)
{
    sqlite3_stmt *stmt = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_database_prepare(store->db, store->path, "SELECT count(*) FROM path WHERE option = ?",
                               &stmt, err));
    bh_database_bind(stmt, "i", (int64_t) option);
    bool is_row;
    BH_TRY(bh_database_next(store->db, store->path, stmt, &is_row, err));
    *n = is_row ? (size_t) sqlite3_column_int64(stmt, 0) : 0;
done:
    sqlite3_finalize(stmt);
    return st;
}

static enum bh_status
summarise_option(struct slice *slice, struct bh_err *err)
{
    struct bh_store *store = slice->store;
    const size_t n_series = store->study.n_series;
    enum bh_status st = BH_OK;
    size_t kept = 0;

    BH_TRY(count_kept(store, slice->option, &kept, err));
    if (kept == 0 || n_series == 0) {
        goto done;
    }
    const size_t one = kept * slice->n_points * sizeof(float);
    const size_t at_once = SLICE_BYTES / one < 1 ? 1 : SLICE_BYTES / one;
    const size_t most = at_once < n_series ? at_once : n_series;

    slice->unpacked = malloc(n_series * slice->n_points * sizeof(float));
    slice->values = malloc(most * one);
    slice->rows = malloc(kept * sizeof *slice->rows);
    slice->tile = malloc(kept * BH_BANDS_AT_ONCE * sizeof *slice->tile);
    slice->bands = malloc(slice->n_points * sizeof *slice->bands);
    if (slice->unpacked == NULL || slice->values == NULL || slice->rows == NULL ||
        slice->tile == NULL || slice->bands == NULL) {
        st = bh_no_memory(err);
    }
    for (size_t first = 0; first < n_series && st == BH_OK; first += most) {
        slice->first = first;
        slice->n_series = n_series - first < most ? n_series - first : most;
        slice->n_futures = kept;
        st = summarise_slice(slice, err);
    }
    free(slice->unpacked);
    free(slice->values);
    free(slice->rows);
    free(slice->tile);
    free(slice->bands);
done:
    return st;
}

enum bh_status
bh_store_summarise(struct bh_store *store, struct bh_err *err)
{
    const struct bh_store_study *s = &store->study;
    struct slice slice = {.store = store, .n_points = (s->days + s->every - 1) / s->every};
    enum bh_status st = BH_OK;

    BH_TRY(bh_database_run(store->db, store->path, "DELETE FROM quantile", err));
    BH_TRY(bh_database_prepare(store->db, store->path,
                               "INSERT INTO quantile VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                               &slice.insert, err));
    for (size_t o = 0; o < s->n_options; o++) {
        slice.option = o;
        BH_TRY(summarise_option(&slice, err));
    }
done:
    sqlite3_finalize(slice.insert);
    return st;
}
