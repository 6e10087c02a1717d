/** @file document_analyses.c  What the analysing commands print, put into a report.
 *
 *  Layer: report. */
#include "report/document.h"

#include "base/err.h"

#include <bluehelm/discover.h>
#include <bluehelm/obstacles.h>
#include <bluehelm/robust.h>
#include <bluehelm/sensitivity.h>
#include <stdlib.h>

#define MOST_FACTORS 25      /* an option: more bars nobody reads */
#define RESAMPLES 100        /* of an interval that is drawn, not printed */
#define MOST_SEARCHED 4000   /* futures an option searched for corners */
#define WORST_WEIGHT 0.5     /* as bluehelm robust has it */

/** Puts in `text` as `key`, and frees it. */
static void
add(struct bh_report *report, const char *key, char *text)
{
    bh_json_value(&report->json, key, text);
    free(text);
}

/** Too few futures for an analysis are no failure of the document: it says null there. */
static enum bh_status
forgiven(enum bh_status st)
{
    return st == BH_EINPUT ? BH_OK : st;
}

static enum bh_status
add_comparison(struct bh_report *report, struct bh_err *err)
{
    char *text = NULL;
    const enum bh_status st = bh_comparison_json(report->comparison, &text, err);

    add(report, "comparison", text);
    return st;
}

static enum bh_status
add_obstacles(struct bh_report *report, struct bh_err *err)
{
    struct bh_obstacles *obstacles = NULL;
    char *text = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_obstacles_read(report->path, &obstacles, err));
    if (obstacles != NULL) {
        BH_TRY(bh_obstacles_json(obstacles, &text, err));
    }
done:
    add(report, "obstacles", text);
    bh_obstacles_free(obstacles);
    return st;
}

static enum bh_status
add_discovery(struct bh_report *report, struct bh_err *err)
{
    struct bh_discover_settings settings = bh_discover_defaults();
    struct bh_discovery *discovery = NULL;
    char *text = NULL;
    enum bh_status st = BH_OK;

    settings.most_futures = MOST_SEARCHED;
    if (report->study->n_variables > 0) {
        BH_TRY(bh_discover(report->path, &settings, &discovery, err));
        BH_TRY(bh_discovery_brief_json(discovery, &text, err));
    }
done:
    add(report, "discovery", text);
    bh_discovery_free(discovery);
    return forgiven(st);
}

static enum bh_status
add_sensitivity(struct bh_report *report, struct bh_err *err)
{
    const struct bh_sensitivity_request request = {.n_resamples = RESAMPLES};
    struct bh_sensitivity *sensitivity = NULL;
    char *text = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_sensitivity_read(report->path, &request, &sensitivity, err));
    BH_TRY(bh_sensitivity_trim(sensitivity, MOST_FACTORS, err));
    BH_TRY(bh_sensitivity_json(sensitivity, &text, err));
done:
    add(report, "sensitivity", text);
    bh_sensitivity_free(sensitivity);
    return forgiven(st);
}

static enum bh_status
add_robustness(struct bh_report *report, struct bh_err *err)
{
    struct bh_robustness *robustness = NULL;
    char *text = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_robustness_read(report->path, NULL, WORST_WEIGHT, &robustness, err));
    BH_TRY(bh_robustness_json(robustness, &text, err));
done:
    add(report, "robustness", text);
    bh_robustness_free(robustness);
    return forgiven(st);
}

enum bh_status
bh_document_analyses(struct bh_report *report, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    BH_TRY(add_comparison(report, err));
    BH_TRY(add_obstacles(report, err));
    BH_TRY(add_discovery(report, err));
    BH_TRY(add_sensitivity(report, err));
    BH_TRY(add_robustness(report, err));
done:
    return st;
}
