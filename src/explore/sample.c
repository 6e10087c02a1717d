/** @file sample.c  Inverse distribution functions and the keyed uniforms behind them. */
#define BH_LANES 1 /* the scalar form of the portable functions: same bits as the lanes' */
#include "explore/sample.h"

#include "base/hash.h"
#include "base/lmath.h"
#include "base/philox_scalar.h"

#include <math.h>
#include <string.h>

/* Stream 0 is no quantity's (model/streams.h); entity and day carry the path's hash. */
#define ASSUMPTION_STREAM 0u
#define FEISTEL_STREAM 0xfffffff0u
#define FEISTEL_ROUNDS 6u

#define NORMAL_P95 1.6448536269514722 /* standard normal 95 % point */
#define PERT_PANELS 512

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

double
bh_sample_quantile(const struct bh_assumption *assumption, double u)
{
    double x = quantile(assumption, u);

    if (x < assumption->limit_low) {
        x = assumption->limit_low;
    }
    if (x > assumption->limit_high) {
        x = assumption->limit_high;
    }
    switch (assumption->kind) {
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

/** One Philox word, as the round function of the permutation. */
static uint32_t
scramble(uint32_t seed, uint64_t path, uint32_t round, uint32_t half)
{
    const uint32_t counter[4] = {(uint32_t) path, FEISTEL_STREAM + round, (uint32_t) (path >> 32),
                                 half};
    const uint32_t key[2] = {seed, 0};
    uint32_t out[4];

    bh_philox4x32(counter, key, out);
    return out[0];
}

/** A permutation of 0 .. n-1: Feistel network on the next even power of two, walked until it
 *  falls below n. */
static uint64_t
permuted(uint32_t seed, uint64_t path, uint64_t n, uint64_t i)
{
    unsigned bits = 1; /* of one half */

    while ((UINT64_C(1) << (2 * bits)) < n) {
        bits++;
    }
    const uint32_t mask = (uint32_t) ((UINT64_C(1) << bits) - 1);
    do {
        uint32_t left = (uint32_t) (i >> bits) & mask;
        uint32_t right = (uint32_t) i & mask;

        for (uint32_t round = 0; round < FEISTEL_ROUNDS; round++) {
            const uint32_t next = left ^ (scramble(seed, path, round, right) & mask);
            left = right;
            right = next;
        }
        i = ((uint64_t) left << bits) | right;
    } while (i >= n);
    return i;
}

double
bh_sample_uniform(const struct bh_sampler *sampler, const char *path, uint32_t scenario)
{
    const uint64_t hash = bh_hash64(path, strlen(path));
    const uint32_t seed = sampler->model->seed;
    const uint32_t counter[4] = {(uint32_t) hash, ASSUMPTION_STREAM, (uint32_t) (hash >> 32), 0};
    const uint32_t key[2] = {seed, scenario};
    uint32_t out[4];

    bh_philox4x32(counter, key, out);
    const double u = bh_philox_uniform(out[1], out[0]);
    if (sampler->design == BH_MONTE_CARLO) {
        return u;
    }
    const uint64_t stratum = permuted(seed, hash, sampler->n, scenario - 1);
    return ((double) stratum + u) / (double) sampler->n;
}

static double
sampled(const struct bh_sampler *sampler, const struct bh_assumption *assumption,
        uint32_t scenario)
{
    if (scenario == 0) {
        return assumption->value;
    }
    return bh_sample_quantile(assumption, bh_sample_uniform(sampler, assumption->path, scenario));
}

void
bh_sample_draw(const struct bh_sampler *sampler, uint32_t scenario, double *drawn)
{
    for (size_t i = 0; i < sampler->model->n_assumptions; i++) {
        drawn[i] = sampled(sampler, &sampler->model->assumptions[i], scenario);
    }
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
