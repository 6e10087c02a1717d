/** @file sample.h  Scenarios: what value each assumption takes.
 *
 *  Layer: explore.
 *
 *  A scenario is a number. Its value of an assumption is drawn from a uniform keyed by (plan seed,
 *  scenario, path of the assumption): it does not depend on which other assumptions there are, on
 *  how many scenarios are run (Monte Carlo), or on the option, so all options see the same
 *  scenarios. Scenario 0 is every assumption at its central value.
 *
 *  Where the uniforms come from is the design (bluehelm/design.h). */
#ifndef BH_EXPLORE_SAMPLE_H
#define BH_EXPLORE_SAMPLE_H

#include "plan/model.h"

#include <bluehelm/study.h>

struct bh_sampler {
    const struct bh_model *model;
    enum bh_design design;
    size_t n; /* scenarios of the design, Latin hypercube only */
    const struct bh_design_grid *grid; /* one column for each assumption; NULL: Monte Carlo or Latin
                                          hypercube */
    const double *points; /* [n][n_assumptions] of an even hypercube */
    const double *table;  /* [n][n_assumptions] values of the user's own */
};

/** Value of `assumption` where the uniform is u, 0 < u < 1: the inverse of its distribution
 *  function. Persons, days and dates are whole; money is whole cents.
 *  uniform, triangular, discrete: exact; normal, lognormal: the range is the 5-95 % interval and
 *  draws are kept inside the parameter's limits; PERT: beta(1 + 4(m-l)/(h-l), 1 + 4(h-m)/(h-l)),
 *  inverted to about 1e-6 of the range. */
double bh_sample_quantile(const struct bh_assumption *assumption, double u);

/** How many values a scenario has: one for each assumption; behind them, in a factorial design, one
 *  for each lever. */
size_t bh_sample_width(const struct bh_sampler *sampler);

/** Draws every assumption of `scenario` into `drawn` ([bh_sample_width]): first the plan's own,
 *  [model->n_variables], then those of overrides, then levers. A factorial design leaves
 *  assumptions at their central value and takes levers at equal steps from least to most. */
void bh_sample_draw(const struct bh_sampler *sampler, uint32_t scenario, double *drawn);

/** The number that names the luck of `scenario` to the engine. */
uint32_t bh_sample_luck(const struct bh_sampler *sampler, uint32_t scenario);

/** Puts what was drawn into the parameters of a future of `option`: `values` is
 *  [model->parameters.n]. */
void bh_sample_place(const struct bh_model *model, size_t option, const double *drawn,
                     double *values);

/** Puts levers in their place, whatever the option says there. Only a factorial design has some. */
void bh_sample_place_levers(const struct bh_sampler *sampler, const double *drawn, double *values);

#endif
