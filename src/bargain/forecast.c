/** @file forecast.c  Outcomes of a table by every rule. */
#define BH_LANES 1 /* the scalar form of the portable functions: same bits as the lanes' */
#include "bargain/forecast.h"

#include "bargain/compromise.h"

#include <math.h>

static const struct {
    const char *name, *meaning;
} rows[BH_N_FORECAST_RULES] = {
    {"choice", "choice among positions, weight capability^0.5 x salience (best record)"},
    {"mean", "mean of positions, weight capability^0.5 x salience"},
    {"linear mean", "mean of positions, weight capability x salience"},
    {"median", "median of positions, weight capability x salience"},
    {"path mean", "where the path ends: mean, weight capability x salience"},
    {"path median", "where the path ends: median, weight capability x salience"},
};

const char *
bh_forecast_rule_name(enum bh_forecast_rule rule)
{
    return rows[rule].name;
}

const char *
bh_forecast_rule_meaning(enum bh_forecast_rule rule)
{
    return rows[rule].meaning;
}

/** The column of one issue into play->column: positions, then weights. @return total weight. */
static double
stand(struct bh_play *play, const double *position, bool takes_root, size_t issue)
{
    const size_t n = play->table->n_actors;
    const size_t d = play->table->n_issues;
    double total = 0.0;

    for (size_t a = 0; a < n; a++) {
        const double capability = play->inputs.capability[a];
        const double power = takes_root ? sqrt(capability) : capability;

        play->column[a] = position[a * d + issue];
        play->column[n + a] = power * play->inputs.salience[a * d + issue];
        total += play->column[n + a];
    }
    return total;
}

double
bh_forecast_outcome(struct bh_play *play, enum bh_forecast_rule rule, size_t issue)
{
    const size_t n = play->table->n_actors;
    const bool takes_root = rule == BH_FORECAST_CHOICE || rule == BH_FORECAST_MEAN;
    const bool is_path = rule == BH_FORECAST_PATH_MEAN || rule == BH_FORECAST_PATH_MEDIAN;
    const double *position = is_path ? play->position : play->inputs.position;
    const double total = stand(play, position, takes_root, issue);
    const struct bh_stand at = {play->column, play->column + n, n, 1};

    if (!(total > 0.0)) {
        return 0.5;
    }
    switch (rule) {
    case BH_FORECAST_CHOICE:
        return bh_compromise_choice(&at, total, BH_FORECAST_TEMPERATURE);
    case BH_FORECAST_MEDIAN:
    case BH_FORECAST_PATH_MEDIAN:
        return bh_compromise_median(&at, total, 1.0);
    case BH_FORECAST_MEAN:
    case BH_FORECAST_MEAN_LINEAR:
    case BH_FORECAST_PATH_MEAN:
    case BH_N_FORECAST_RULES:
        break;
    }
    return bh_compromise_mean(&at, total);
}
