/** @file fuzz_results.c  Results files that lie.
 *
 *  The input changes a good results file: the bits of byte 0 choose between changes of bytes (1)
 *  and of cells, and between a summary (2) and a file of rows; byte 1 is the command that reads the
 *  file, and each EDIT bytes after these are one change. Changed bytes test what SQLite and the
 *  store see of damage, changed cells what everything behind them believes. */
#include "fuzz.h"

#include <bluehelm/discover.h>
#include <bluehelm/future.h>
#include <bluehelm/obstacles.h>
#include <bluehelm/plan.h>
#include <bluehelm/report.h>
#include <bluehelm/results.h>
#include <bluehelm/robust.h>
#include <bluehelm/sensitivity.h>
#include <bluehelm/study.h>
#include <sqlite3.h>
#include <unistd.h>

#define EDIT 12

static char folder[] = "/dev/shm/fuzz_results.XXXXXX";
static char good[64], bad[64], page[64];
static struct image {
    unsigned char *bytes;
    sqlite3_int64 size;
} images[2]; /* of the good files: of rows, of a summary */
static struct bh_plan *plan;

static void
tidy(void)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal", ".tmp"};
    char name[96];

    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        snprintf(name, sizeof name, "%s%s", bad, endings[i]);
        unlink(name);
    }
    unlink(page);
}

static void
clean(void)
{
    tidy();
    rmdir(folder);
    free(images[0].bytes);
    free(images[1].bytes);
    bh_plan_free(plan);
}

static struct bh_study_settings
settings_of(const char *out, bool is_summary)
{
    return (struct bh_study_settings){.out = out,
                                      .n_futures = 64,
                                      .threads = 1,
                                      .keep = 2,
                                      .every = 240,
                                      .is_summary = is_summary};
}

/** Keeps the bytes of the good file, which goes. */
static struct image
take_image(void)
{
    struct image image = {NULL, 0};
    sqlite3 *db = NULL;

    bh_hold(sqlite3_open_v2(good, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK);
    unsigned char *serialized = sqlite3_serialize(db, "main", &image.size, 0);
    image.bytes = malloc((size_t) image.size);
    bh_hold(image.bytes != NULL);
    memcpy(image.bytes, serialized, (size_t) image.size);
    sqlite3_free(serialized);
    sqlite3_close(db);
    unlink(good);
    return image;
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    struct bh_obstacles *obstacles = NULL;
    struct bh_obstacles_settings lifted = {.threads = 1, .n_tested = 8};
    char *text = NULL;

    (void) argc;
    (void) argv;
    bh_hold(mkdtemp(folder) != NULL);
    snprintf(good, sizeof good, "%s/good.bh", folder);
    snprintf(bad, sizeof bad, "%s/bad.bh", folder);
    snprintf(page, sizeof page, "%s/page.html", folder);
    const struct bh_study_settings rows = settings_of(good, false);
    const struct bh_study_settings summary = settings_of(good, true);

    bh_hold(bh_plan_template("p", &text, NULL) == BH_OK);
    bh_hold(bh_plan_read_text("p", text, strlen(text), NULL, 0, false, &plan, NULL) == BH_OK);
    bh_hold(bh_study_run(plan, &rows, NULL) == BH_OK);
    bh_hold(bh_obstacles_study(good, &lifted, &obstacles, NULL) == BH_OK);
    bh_obstacles_free(obstacles);
    images[0] = take_image();
    bh_hold(bh_study_run(plan, &summary, NULL) == BH_OK);
    images[1] = take_image();
    free(text);
    atexit(clean);
    return 0;
}

static void
put_bad(const unsigned char *bytes, size_t n)
{
    FILE *file = fopen(bad, "wb");

    bh_hold(file != NULL && fwrite(bytes, 1, n, file) == n && fclose(file) == 0);
}

/* ---- changing bytes ------------------------------------------------------------------------- */

static void
change_bytes(const struct image *image, const uint8_t *data, size_t n)
{
    const size_t size = (size_t) image->size;
    unsigned char *copy = malloc(size);
    size_t length = size;

    bh_hold(copy != NULL);
    memcpy(copy, image->bytes, size);
    for (; n >= EDIT; data += EDIT, n -= EDIT) {
        const size_t place = (size_t) data[1] << 16 | (size_t) data[2] << 8 | data[3];
        const size_t at = place % size;

        if (data[0] == 255) {
            length = at;
        } else {
            for (size_t i = 0; i < 8u && at + i < size; i++) {
                copy[at + i] ^= data[4 + i];
            }
        }
    }
    put_bad(copy, length);
    free(copy);
}

/* ---- changing cells ------------------------------------------------------------------------- */

/** The `number`-th text that `sql` gives, wrapping around; "" when it gives none. */
static void
pick(sqlite3 *db, const char *sql, unsigned number, char *text, size_t room)
{
    sqlite3_stmt *stmt = NULL;
    unsigned n = 0;

    text[0] = '\0';
    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK) {
        while (sqlite3_step(stmt) == SQLITE_ROW) {
            n++;
        }
        sqlite3_reset(stmt);
        for (unsigned i = 0; n > 0 && i <= number % n; i++) {
            sqlite3_step(stmt);
        }
        if (n > 0) {
            snprintf(text, room, "%s", (const char *) sqlite3_column_text(stmt, 0));
        }
    }
    sqlite3_finalize(stmt);
}

static void
bind_value(sqlite3_stmt *stmt, const uint8_t *data)
{
    static const double odd[] = {1e308, -1e308, 1e-308, 4294967296.0, -1.0, 0.5, 1e18, 9e18};
    int64_t whole;

    memcpy(&whole, data + 4, sizeof whole);
    switch (data[3] % 6) {
    case 0:
        sqlite3_bind_null(stmt, 1);
        break;
    case 1:
        sqlite3_bind_int64(stmt, 1, whole);
        break;
    case 2:
        sqlite3_bind_int64(stmt, 1, (int8_t) data[4]);
        break;
    case 3:
        sqlite3_bind_double(stmt, 1, odd[data[4] % 8] * (data[5] % 2 == 0 ? 1.0 : 10.0));
        break;
    case 4:
        sqlite3_bind_text(stmt, 1, (const char *) data + 4, 8, SQLITE_TRANSIENT);
        break;
    case 5:
        sqlite3_bind_zeroblob(stmt, 1, data[4] << (data[5] % 6));
        break;
    }
}

static void
change_cell(sqlite3 *db, const uint8_t *data)
{
    static const char *const forms[] = {
        "UPDATE \"%w\" SET \"%w\" = ?1 WHERE \"%w\" = (SELECT \"%w\" "
        "FROM \"%w\" LIMIT 1 OFFSET ?2)",
        "UPDATE \"%w\" SET \"%w\" = ?1 WHERE ?2 >= 0 OR \"%w\" + \"%w\" IS \"%w\"",
        "DELETE FROM \"%w\" WHERE \"%w\" = ?1 OR \"%w\" = (SELECT \"%w\" "
        "FROM \"%w\" LIMIT 1 OFFSET ?2)",
        "ALTER TABLE \"%w\" RENAME COLUMN \"%w\" TO \"x\" -- %w %w %w",
        "ALTER TABLE \"%w\" DROP COLUMN \"%w\" -- %w %w %w",
        "DROP TABLE \"%w\" -- %w %w %w %w",
    };
    const unsigned form = data[0] / 32u < 3 ? 0 : data[0] / 32u - 2;
    char table[64], column[64], key[64], sql[200];
    sqlite3_stmt *stmt = NULL;

    pick(db, "SELECT name FROM sqlite_schema WHERE type = 'table'", data[0] % 32u, table,
         sizeof table);
    sqlite3_snprintf(sizeof sql, sql, "SELECT name FROM pragma_table_info('%q')", table);
    pick(db, sql, data[1], column, sizeof column);
    pick(db, sql, 0, key, sizeof key);
    char *made = sqlite3_mprintf(forms[form], table, column, key, key, table);
    if (sqlite3_prepare_v2(db, made, -1, &stmt, NULL) == SQLITE_OK) {
        bind_value(stmt, data);
        sqlite3_bind_int(stmt, 2, data[2]);
        sqlite3_step(stmt);
    }
    sqlite3_finalize(stmt);
    sqlite3_free(made);
}

static void
change_cells(const struct image *image, const uint8_t *data, size_t n)
{
    const sqlite3_int64 size = image->size;
    unsigned char *copy = sqlite3_malloc64((sqlite3_uint64) size);
    sqlite3_int64 length = 0;
    sqlite3 *db = NULL;

    bh_hold(copy != NULL);
    memcpy(copy, image->bytes, (size_t) size);
    bh_hold(sqlite3_open(":memory:", &db) == SQLITE_OK);
    bh_hold(sqlite3_deserialize(db, "main", copy, size, size,
                                SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE) ==
            SQLITE_OK);
    sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
    for (; n >= EDIT; data += EDIT, n -= EDIT) {
        change_cell(db, data);
    }
    sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
    unsigned char *bytes = sqlite3_serialize(db, "main", &length, 0);

    put_bad(bytes, (size_t) length);
    sqlite3_free(bytes);
    sqlite3_close(db);
}

/* ---- reading -------------------------------------------------------------------------------- */

static void
compare(void)
{
    struct bh_comparison *comparison = NULL;
    char *json = NULL;

    if (bh_results_compare(bad, NULL, &comparison, NULL) == BH_OK) {
        bh_hold(bh_comparison_json(comparison, &json, NULL) == BH_OK);
    }
    free(json);
    bh_comparison_free(comparison);
}

static void
read_obstacles(void)
{
    struct bh_obstacles *obstacles = NULL;
    char *json = NULL;

    if (bh_obstacles_read(bad, &obstacles, NULL) == BH_OK && obstacles != NULL) {
        for (size_t o = 0; o < obstacles->n_options; o++) {
            bh_hold(bh_obstacles_tell(obstacles, o, ~0u, &json, NULL) == BH_OK);
            free(json);
        }
        bh_hold(bh_obstacles_json(obstacles, &json, NULL) == BH_OK);
        free(json);
    }
    bh_obstacles_free(obstacles);
}

static void
replay(void)
{
    const struct bh_future_request request = {.scenario = 3};
    struct bh_future *future = NULL;

    if (bh_future_replay(bad, &request, &future, NULL) == BH_OK) {
        bh_future_free(future);
    }
}

static void
sensitivity(void)
{
    const struct bh_sensitivity_request request = {0};
    struct bh_sensitivity *found = NULL;

    if (bh_sensitivity_read(bad, &request, &found, NULL) == BH_OK) {
        bh_sensitivity_free(found);
    }
}

static void
robustness(void)
{
    struct bh_robustness *found = NULL;

    if (bh_robustness_read(bad, "cost", 0.5, &found, NULL) == BH_OK) {
        bh_robustness_free(found);
    }
}

static void
discover(void)
{
    const struct bh_discover_settings settings = bh_discover_defaults();
    struct bh_discovery *found = NULL;

    if (bh_discover(bad, &settings, &found, NULL) == BH_OK) {
        bh_discovery_free(found);
    }
}

static void
report(void)
{
    if (bh_report_write(bad, page, NULL) != BH_OK) {
        bh_hold(access(page, F_OK) != 0); /* complete or not at all */
    }
}

/** Goes on with the file, as one of rows and as a summary; it is not said which it is. */
static void
resume_as(bool is_summary)
{
    struct bh_study_settings settings = settings_of(bad, is_summary);

    settings.resume = true;
    if (bh_study_run(plan, &settings, NULL) == BH_OK) {
        compare();
    }
}

static void
resume(void)
{
    resume_as(false);
    resume_as(true);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static void (*const readers[])(void) = {compare,    read_obstacles, replay, sensitivity,
                                            robustness, discover,       report, resume};

    if (n < 2) {
        return 0;
    }
    const struct image *image = &images[data[0] / 2 % 2];
    if (data[0] % 2 == 0) {
        change_cells(image, data + 2, n - 2);
    } else {
        change_bytes(image, data + 2, n - 2);
    }
    readers[data[1] % 8]();
    tidy();
    return 0;
}
