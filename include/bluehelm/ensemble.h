/** @file ensemble.h  Many futures of a plan in memory: no file, no threads of its own.
 *  Experimental: may change until version 1.
 *
 *  For programs that ask small questions often: what do 1 000 futures say when this number is
 *  moved? Scenarios are those of `explore` with its Monte Carlo design, and an answer has the bits
 *  that `compare` reads from a results file of the same futures.
 *
 *  A future is a row of numbers that depends on its scenario alone. So several ensembles made from
 *  the same plan and request, in threads, processes or browser workers, may each run a part; rows
 *  copied together are the rows one of them would have made. */
#ifndef BLUEHELM_ENSEMBLE_H
#define BLUEHELM_ENSEMBLE_H

#include <bluehelm/err.h>
#include <bluehelm/plan.h>
#include <bluehelm/results.h>

#ifdef __cplusplus
extern "C" {
#endif

struct bh_ensemble;

struct bh_ensemble_request {
    const char *const *options; /* [n_options] ids, in the order wanted; NULL: all */
    size_t n_options;
    size_t n_futures;           /* scenarios 1 .. n_futures of each option; 1 to 1 000 000 */
    const char *const *series;  /* [n_series] names of quantities to record, may be NULL */
    size_t n_series;
    size_t every;               /* days between recorded points; 0: 7 */
    const char *isa;            /* as in study.h; NULL: the best */
};

/** Values of a series on one day over the futures that ran; quantiles of type 7. */
struct bh_band_point {
    double mean, q05, q25, q50, q75, q95;
};

/** Makes room for the futures of `plan`, which must be sound and outlive the ensemble. Every row
 *  is empty.
 *  @return BH_OK; BH_EINPUT (unknown option, series or engine, a number out of range);
 *          BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_ensemble_create(const struct bh_plan *plan,
                                               const struct bh_ensemble_request *request,
                                               struct bh_ensemble **out, struct bh_err *err);
/** NULL is fine. */
void bh_ensemble_free(struct bh_ensemble *ensemble);

size_t bh_ensemble_n_options(const struct bh_ensemble *ensemble);
size_t bh_ensemble_n_futures(const struct bh_ensemble *ensemble);
size_t bh_ensemble_n_series(const struct bh_ensemble *ensemble);
/** Days 0, every, 2 every ... of a series. */
size_t bh_ensemble_n_points(const struct bh_ensemble *ensemble);
const struct bh_output *bh_ensemble_outputs(const struct bh_ensemble *ensemble, size_t *n);

/** Runs the futures [first, first + n) of option number `option` of the request; future f is
 *  scenario f + 1. Allocates nothing. */
void bh_ensemble_run(struct bh_ensemble *ensemble, size_t option, size_t first, size_t n);

/** The rows of an option's futures, one after the other. They may be copied out and in.
 *      outcomes  [n_futures][width]: the outputs, then 1 when the future failed to run, then 1 when
 *                it meets every required goal
 *      series    [n_futures][n_series * n_points] */
struct bh_ensemble_rows {
    double *outcomes;
    size_t width; /* n_outputs + 2 */
    float *series;
    size_t series_width;
};
struct bh_ensemble_rows bh_ensemble_rows(struct bh_ensemble *ensemble, size_t option);

/** What the first `n` futures of each option say, cell by cell as in results.h. Option
 *  number `baseline` of the request is what differences are taken from. The rows must be there.
 *  options: [n_options] out, its arrays the ensemble's until the next summary;
 *  bands: [n_options][n_series][n_points] out, or NULL. Where no future ran, bands are NaN. */
void bh_ensemble_summarise(struct bh_ensemble *ensemble, size_t n, size_t baseline,
                           struct bh_compared_option *options, struct bh_band_point *bands);

#ifdef __cplusplus
}
#endif
#endif
