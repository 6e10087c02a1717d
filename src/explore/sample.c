/** @file sample.c  Inverse distribution functions over the points of a design. */
#define BH_LANES 1 /* the scalar form of the portable functions: same bits as the lanes' */
#include "explore/sample.h"

#include "base/hash.h"
#include "base/lmath.h"
#include "plan/names.h"

#include <math.h>
#include <string.h>

#define NORMAL_P95 1.6448536269514722 /* standard normal 95 % point */
#define PERT_PANELS 512
/* Points of a plain Sobol' design may be 0, where a distribution without ends has no value; they
 * are moved to the middle of the first of 2^32 cells. */
#define SMALLEST 0x1p-33

static double
triangular(double low, double mode, double high, double u)
{
    const double span = high - low;
    const double split = span > 0 ? (mode - low) / span : 0;

    if (u < split) {
        return low + sqrt(u * span * (mode - low));
    }
    return high - sqrt((1 - u) * span * (high - mode));
}

/** Density of the beta distribution, not normalised, at panel midpoint t in (0, 1). */
static double
beta_density(double a, double b, double t)
{
    return bh_exp((a - 1) * bh_log(t) + (b - 1) * bh_log(1 - t));
}

/** PERT by summing midpoint panels up to the share u, linear inside a panel. */
static double
pert(double low, double mode, double high, double u)
{
    const double span = high - low;

    if (!(span > 0)) {
        return low;
    }
    const double a = 1 + 4 * (mode - low) / span;
    const double b = 1 + 4 * (high - mode) / span;
    double total = 0;
    double sum = 0;

    for (int i = 0; i < PERT_PANELS; i++) {
        total += beta_density(a, b, (i + 0.5) / PERT_PANELS);
    }
    for (int i = 0; i < PERT_PANELS; i++) {
        const double panel = beta_density(a, b, (i + 0.5) / PERT_PANELS);

        if (sum + panel >= u * total) {
            return low + span * (i + (u * total - sum) / panel) / PERT_PANELS;
        }
        sum += panel;
    }
    return high;
}

static double
normal(double low, double high, double u)
{
    const double mean = 0.5 * (low + high);
    const double sd = (high - low) / (2 * NORMAL_P95);

    return mean + sd * bh_normal_quantile(u);
}

static double
discrete(const struct bh_assumption *a, double u)
{
    double total = 0;
    double sum = 0;

    for (size_t i = 0; i < a->n_values; i++) {
        total += a->weights[i];
    }
    for (size_t i = 0; i + 1 < a->n_values; i++) {
        sum += a->weights[i];
        if (u * total < sum) {
            return a->values[i];
        }
    }
    return a->values[a->n_values - 1];
}

static double
quantile(const struct bh_assumption *a, double u)
{
    switch (a->distribution) {
    case BH_UNIFORM:
        return a->low + u * (a->high - a->low);
    case BH_TRIANGULAR:
        return triangular(a->low, a->value, a->high, u);
    case BH_PERT:
        return pert(a->low, a->value, a->high, u);
    case BH_NORMAL:
        return normal(a->low, a->high, u);
    case BH_LOGNORMAL:
        return bh_exp(normal(bh_log(a->low), bh_log(a->high), u));
    case BH_DISCRETE:
        break;
    }
    return discrete(a, u);
}

/** Kept inside limits, and whole where the kind is. */
static double
settled(double x, enum bh_kind kind, double limit_low, double limit_high)
{
    x = x < limit_low ? limit_low : x > limit_high ? limit_high : x;
    switch (kind) {
    case BH_PERSONS:
    case BH_DAYS:
    case BH_DATE:
    case BH_MONEY:
        return floor(x + 0.5);
    case BH_NUMBER:
    case BH_SHARE:
    case BH_SWITCH:
        break;
    }
    return x;
}

double
bh_sample_quantile(const struct bh_assumption *assumption, double u)
{
    return settled(quantile(assumption, u), assumption->kind, assumption->limit_low,
                   assumption->limit_high);
}

/** Fills in the uniforms of a design without a grid, each column by itself. */
static void
draw_alone(const struct bh_sampler *sampler, size_t row, double *u)
{
    for (size_t i = 0; i < sampler->model->n_assumptions; i++) {
        const char *path = sampler->model->assumptions[i].path;
        const uint64_t key = bh_hash64(path, strlen(path));
        const struct bh_design_grid column = {
            .design = sampler->design,
            .seed = sampler->model->seed,
            .n_rows = sampler->n,
            .n_columns = 1,
            .keys = &key,
        };

        bh_design_row(&column, row, &u[i]);
    }
}

/** Where in its distribution an assumption is taken for a point of the design. The levels of a
 *  Morris design reach from end to end; of a distribution without ends, from end to end of the
 *  plan's range, which is its 5-95 % interval. */
static double
placed(const struct bh_sampler *sampler, const struct bh_assumption *a, double u)
{
    const bool has_ends = a->distribution != BH_NORMAL && a->distribution != BH_LOGNORMAL;

    if (sampler->design == BH_MORRIS && !has_ends) {
        return 0.05 + 0.9 * u;
    }
    return u < SMALLEST ? SMALLEST : u > 1 - SMALLEST ? 1 - SMALLEST : u;
}

size_t
bh_sample_width(const struct bh_sampler *sampler)
{
    const struct bh_model *model = sampler->model;

    return model->n_assumptions + (sampler->design == BH_FACTORIAL ? model->n_levers : 0);
}

/** Levers at equal steps from least to most; assumptions as they are. */
static void
draw_levers(const struct bh_sampler *sampler, size_t row, double *drawn)
{
    const struct bh_model *model = sampler->model;
    const uint32_t levels = sampler->grid->levels;
    double *at = drawn + model->n_assumptions;

    for (size_t i = 0; i < model->n_assumptions; i++) {
        drawn[i] = model->assumptions[i].value;
    }
    bh_design_row(sampler->grid, row, at);
    for (size_t l = 0; l < model->n_levers; l++) {
        const struct bh_lever *lever = &model->levers[l];
        const struct bh_parameter_row *about = bh_names_row(model, lever->parameter);
        const double step = floor(at[l] * levels) / (levels - 1);

        at[l] = settled(lever->low + step * (lever->high - lever->low), about->kind, about->low,
                        about->high);
        for (size_t i = 0; i < model->n_assumptions; i++) {
            if (model->assumptions[i].parameter == lever->parameter) {
                drawn[i] = at[l];
            }
        }
    }
}

void
bh_sample_place_levers(const struct bh_sampler *sampler, const double *drawn, double *values)
{
    const struct bh_model *model = sampler->model;

    for (size_t l = 0; sampler->design == BH_FACTORIAL && l < model->n_levers; l++) {
        values[model->levers[l].parameter] = drawn[model->n_assumptions + l];
    }
}

void
bh_sample_draw(const struct bh_sampler *sampler, uint32_t scenario, double *drawn)
{
    const struct bh_assumption *assumptions = sampler->model->assumptions;
    const size_t n = sampler->model->n_assumptions;
    const size_t row = scenario - 1;

    if (scenario != 0 && sampler->design == BH_FACTORIAL) {
        draw_levers(sampler, row, drawn);
        return;
    }
    if (scenario != 0 && sampler->table != NULL) {
        memcpy(drawn, sampler->table + row * n, n * sizeof *drawn);
        return;
    }
    if (scenario != 0 && sampler->points != NULL) {
        memcpy(drawn, sampler->points + row * n, n * sizeof *drawn);
    } else if (scenario != 0 && sampler->grid != NULL) {
        bh_design_row(sampler->grid, row, drawn);
    } else if (scenario != 0) {
        draw_alone(sampler, row, drawn);
    }
    for (size_t i = 0; i < n; i++) {
        const struct bh_assumption *a = &assumptions[i];

        drawn[i] = scenario == 0 ? a->value
                                 : bh_sample_quantile(a, placed(sampler, a, drawn[i]));
    }
}

uint32_t
bh_sample_luck(const struct bh_sampler *sampler, uint32_t scenario)
{
    return sampler->grid == NULL || scenario == 0 ? scenario
                                                  : bh_design_luck(sampler->grid, scenario - 1);
}

/** Where a plan does not say who is present, it is the residents: those of this future. */
static void
fill_present(const struct bh_model *model, double *values)
{
    const size_t residents = bh_parameter_column(BH_PARAM_AREA, "residents");
    const size_t present = bh_parameter_column(BH_PARAM_AREA, "present");

    for (size_t a = 0; a < model->counts.n_areas; a++) {
        double *area = values + bh_parameter_index(model, BH_PARAM_AREA, BH_PARAM_WIDTH_AREA, a);

        if (isnan(area[present])) {
            area[present] = area[residents];
        }
    }
}

void
bh_sample_place(const struct bh_model *model, size_t option, const double *drawn, double *values)
{
    const struct bh_overrides *set = &model->options[option].set;

    memcpy(values, model->values, model->parameters.n * sizeof *values);
    for (size_t i = 0; i < model->n_variables; i++) {
        values[model->assumptions[i].parameter] = drawn[i];
    }
    for (size_t i = 0; i < set->n; i++) {
        const struct bh_override *o = &set->at[i];

        values[o->parameter] = o->assumption == BH_NONE ? o->value : drawn[o->assumption];
    }
    fill_present(model, values);
}
