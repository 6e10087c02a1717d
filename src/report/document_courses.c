/** @file document_courses.c  Quantities over time.
 *
 *  Layer: report.  A page draws a few hundred points across; every series of every option at every
 *  kept day would be ten times what it shows. So days are thinned to at most MOST_DAYS, numbers
 *  have three digits, and a series has the statistics that its picture needs: fans for the whole
 *  and for issues, a band for areas, the mean for what is stacked or compared by its mean. */
#include "report/document.h"

#include "base/err.h"

#include <stdlib.h>
#include <string.h>

#define MOST_DAYS 48
#define DIGITS 3

/** Which columns of a band a series has in the report. */
enum columns { MEAN_ALONE, MEAN_AND_BAND, ALL_COLUMNS };

static bool
begins(const char *name, const char *prefix)
{
    return strncmp(name, prefix, strlen(prefix)) == 0;
}

static enum columns
columns_of(const char *name)
{
    if (begins(name, "area.")) {
        return MEAN_AND_BAND;
    }
    return begins(name, "force.") || begins(name, "line.") || begins(name, "sponsor.") ||
                   begins(name, "condition.")
               ? MEAN_ALONE
               : ALL_COLUMNS;
}

/** Every how many kept days one is shown. The last kept day is always among them. */
static size_t
stride_of(size_t n)
{
    return n <= MOST_DAYS ? 1 : (n + MOST_DAYS - 2) / (MOST_DAYS - 1);
}

/** The next shown day behind `i` of n. */
static size_t
next(size_t i, size_t n)
{
    const size_t stride = stride_of(n);

    return i + 1 == n ? n : i + stride < n ? i + stride : n - 1;
}

static void
add_column(struct bh_json *json, const char *key, const double *values, size_t n)
{
    bh_json_array(json, key);
    for (size_t i = 0; i < n; i = next(i, n)) {
        bh_json_rounded(json, NULL, values[i], DIGITS);
    }
    bh_json_end_array(json);
}

/** Whether the quantity was nothing in every kept future on every day. */
static bool
is_nothing(const struct bh_store_band *band)
{
    for (size_t i = 0; i < band->n; i++) {
        if (band->mean[i] != 0 || band->q05[i] != 0 || band->q95[i] != 0) {
            return false;
        }
    }
    return true;
}

static void
add_band(struct bh_json *json, const struct bh_store_band *band, enum columns columns)
{
    bh_json_object(json, NULL);
    add_column(json, "mean", band->mean, band->n);
    if (columns != MEAN_ALONE) {
        add_column(json, "q05", band->q05, band->n);
        add_column(json, "q50", band->q50, band->n);
        add_column(json, "q95", band->q95, band->n);
    }
    if (columns == ALL_COLUMNS) {
        add_column(json, "q25", band->q25, band->n);
        add_column(json, "q75", band->q75, band->n);
    }
    bh_json_end_object(json);
}

static enum bh_status
add_option(struct bh_report *report, size_t option, struct bh_err *err)
{
    const struct bh_store_study *study = report->study;
    enum bh_status st = BH_OK;

    bh_json_array(&report->json, NULL);
    for (size_t s = 0; s < study->n_series && st == BH_OK; s++) {
        struct bh_store_band band = {0};

        st = bh_store_quantiles(report->file, option, study->series[s].name, &band, err);
        if (st == BH_OK && is_nothing(&band)) {
            bh_json_value(&report->json, NULL, NULL);
        } else if (st == BH_OK) {
            add_band(&report->json, &band, columns_of(study->series[s].name));
        }
        free(band.day);
    }
    bh_json_end_array(&report->json);
    return st;
}

static void
add_series(struct bh_report *report)
{
    struct bh_json *json = &report->json;

    bh_json_array(json, "series");
    for (size_t s = 0; s < report->study->n_series; s++) {
        const struct bh_store_series *series = &report->study->series[s];

        bh_json_object(json, NULL);
        bh_json_string(json, "name", series->name);
        bh_json_string(json, "unit", series->unit);
        bh_json_string(json, "meaning", series->meaning);
        bh_json_string(json, "whose", series->whose);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

/** The days, from the first series; all series are kept on the same. */
static enum bh_status
add_days(struct bh_report *report, struct bh_err *err)
{
    struct bh_store_band band = {0};
    enum bh_status st = BH_OK;

    if (report->study->n_series > 0 && report->study->n_options > 0) {
        st = bh_store_quantiles(report->file, 0, report->study->series[0].name, &band, err);
    }
    bh_json_array(&report->json, "days");
    for (size_t i = 0; i < band.n; i = next(i, band.n)) {
        bh_json_number(&report->json, NULL, band.day[i]);
    }
    bh_json_end_array(&report->json);
    free(band.day);
    return st;
}

enum bh_status
bh_document_courses(struct bh_report *report, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    if (!bh_store_is_complete(report->file)) {
        bh_json_value(&report->json, "courses", NULL);
        return BH_OK;
    }
    bh_json_object(&report->json, "courses");
    BH_TRY(add_days(report, err));
    add_series(report);
    bh_json_array(&report->json, "bands");
    for (size_t o = 0; o < report->study->n_options; o++) {
        BH_TRY(add_option(report, o, err));
    }
    bh_json_end_array(&report->json);
    bh_json_end_object(&report->json);
done:
    return st;
}
