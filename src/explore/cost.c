/** @file cost.c  What a study will take, from small studies of the same plan.
 *
 *  Three small studies are run and finished as the whole one would be: `few` and `many`, of
 *  different length and with next to no courses kept, and `kept`, as long as `few`, with the course
 *  of every future kept. Size and time of finishing are taken as a + b futures + c kept futures,
 *  which the three determine; in a summary as a + b log(futures) + c kept futures, since what grows
 *  there is the number of bins that something fell into. Time of running is that of `many`, by its
 *  future; its interval is Student's over ten batches of it. Where more cores are asked for than
 *  there are here, `alone` runs on one thread: what a core does with idle neighbours bounds what
 *  more real cores do. */
#include <bluehelm/cost.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/json.h"
#include "base/statistics.h"
#include "base/text.h"
#include "base/threads.h"
#include "explore/study_outline.h"
#include "plan/compile.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BATCHES 10
#define USUAL_SECONDS 4.0
#define FEWEST_BLOCKS 4 /* of each option in the long sample */
#define FEWEST_SLOW 2   /* the same where the plan is slow */
/* Intervals of what is measured once. The linear form leaves pages half full and courses packed
 * more or less tightly; a disk's finishing time differs from run to run. bench/estimate.sh holds
 * both against real studies. */
#define BYTES_WITHIN 0.03
#define BYTES_WITHIN_SUMMARY 0.1
#define FINISH_FACTOR 2.0

/** A small study that was run. */
struct sample {
    size_t n_futures, n_kept; /* of all options */
    size_t n_threads;
    double run_seconds, finish_seconds, bytes;
    double per_future[BATCHES]; /* wall seconds for each future, batch by batch */
    /* while it runs */
    size_t n_batches, batch_done;
    double batch_seconds;
};

struct costing {
    const struct bh_plan *plan;
    const struct bh_cost_settings *settings;
    struct bh_study_outline outline; /* of the study in question */
    char *folder;                    /* of the samples */
    size_t n_machines, n_cores;
    double sampled_seconds;
    size_t n_sampled;
};

/* ---- a sample -------------------------------------------------------------------------------- */

/** Closes a batch whenever a tenth of the futures is done. */
static void
note_progress(void *context, const struct bh_progress *progress)
{
    struct sample *sample = context;

    sample->run_seconds = progress->seconds;
    if (progress->done * BATCHES < progress->total * (sample->n_batches + 1)) {
        return;
    }
    if (sample->n_batches < BATCHES && progress->done > sample->batch_done) {
        sample->per_future[sample->n_batches++] =
            (progress->seconds - sample->batch_seconds) /
            (double) (progress->done - sample->batch_done);
    }
    sample->batch_done = progress->done;
    sample->batch_seconds = progress->seconds;
}

static double
size_of(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 ? (double) info.st_size : 0;
}

/** Runs `settings` as a study of one process, or as the only part of one that is merged. */
static enum bh_status
run_and_finish(const struct costing *costing, struct bh_study_settings *settings,
               struct sample *sample, struct bh_err *err)
{
    const bool has_parts = costing->n_machines > 1;
    struct bh_text part = {0};
    struct timespec began;
    enum bh_status st = BH_OK;

    bh_text_printf(&part, "%s.part", settings->out);
    if (part.failed) {
        st = bh_no_memory(err);
        goto done;
    }
    const char *const parts[] = {bh_text_string(&part)};
    const char *const out = settings->out;
    if (has_parts) {
        settings->out = parts[0];
        settings->shard = settings->n_shards = 1;
    }
    clock_gettime(CLOCK_MONOTONIC, &began);
    BH_TRY(bh_study_run(costing->plan, settings, err));
    sample->finish_seconds = bh_seconds_since(&began) - sample->run_seconds;
    if (has_parts) {
        clock_gettime(CLOCK_MONOTONIC, &began);
        BH_TRY(bh_study_merge(out, parts, 1, false, err));
        sample->finish_seconds = bh_seconds_since(&began);
    }
    sample->bytes = size_of(out);
done:
    bh_store_remove(bh_text_string(&part));
    bh_text_fini(&part);
    return st;
}

/** Runs a sample of `n_blocks` blocks of each option, `keep` courses of each kept. */
static enum bh_status
run_sample(struct costing *costing, size_t n_blocks, size_t keep, size_t n_threads,
           struct sample *sample, struct bh_err *err)
{
    struct bh_study_settings settings = costing->settings->study;
    const size_t n_replications = costing->outline.n_replications;
    const size_t n = (n_blocks * BH_BLOCK + n_replications - 1) / n_replications;
    struct bh_text path = {0};
    enum bh_status st = BH_OK;

    *sample = (struct sample){
        .n_futures = n * n_replications * costing->outline.n_options,
        .n_kept = keep * costing->outline.n_options,
        .n_threads = n_threads,
    };
    bh_text_printf(&path, "%s/sample.bh", costing->folder);
    settings.out = bh_text_string(&path);
    settings.n_futures = n;
    settings.design = BH_MONTE_CARLO;
    settings.n_blocks = settings.pool = 0;
    settings.threads = n_threads;
    settings.keep = keep;
    settings.resume = settings.extend = settings.overwrite = false;
    settings.crew = NULL;
    settings.shard = settings.n_shards = 0;
    settings.progress = note_progress;
    settings.context = sample;
    st = path.failed ? bh_no_memory(err)
                     : run_and_finish(costing, &settings, sample, err);
    bh_store_remove(bh_text_string(&path));
    bh_text_fini(&path);
    costing->n_sampled += sample->n_futures;
    costing->sampled_seconds += sample->run_seconds + sample->finish_seconds;
    return st;
}

/* ---- what follows from samples --------------------------------------------------------------- */

/** Seconds a future takes of one thread, when so many threads run as did. The interval is as far
 *  below as above by its factor, so that it stays above 0 where batches differ widely. */
static struct bh_estimate
thread_seconds(const struct sample *sample)
{
    struct bh_estimate spread = bh_mean_estimate(sample->per_future, sample->n_batches);
    const double n_threads = (double) sample->n_threads;
    const double value = n_threads * sample->run_seconds / (double) sample->n_futures;
    const double half = sample->n_batches < 2 ? value : n_threads * (spread.high - spread.value);

    return (struct bh_estimate){value, value * value / (value + half), value + half};
}

/** That in which size and time of finishing are linear. */
static double
growth(const struct bh_study_outline *study, size_t n_futures)
{
    return study->described.is_summary ? log((double) n_futures) : (double) n_futures;
}

/** a + b growth + c kept, at the study in question, where the samples gave `few`, `many`, `kept`
 *  of something. */
static double
extrapolate(const struct costing *costing, const struct sample samples[3], double few, double many,
            double kept)
{
    const struct bh_study_outline *study = &costing->outline;
    const double began = growth(study, samples[0].n_futures);
    const double per_future = (many - few) / (growth(study, samples[1].n_futures) - began);
    const double per_kept = (kept - few) / (double) (samples[2].n_kept - samples[0].n_kept);
    const size_t per_option = bh_study_futures_per_option(study);
    const size_t n_kept = study->n_options * (study->keep < per_option ? study->keep : per_option);
    const double more = growth(study, study->n_options * per_option) - began;
    const double value = few + (per_future > 0 ? per_future : 0) * more +
                         (per_kept > 0 ? per_kept : 0) *
                             ((double) n_kept - (double) samples[0].n_kept);

    return value > few ? value : few;
}

static struct bh_estimate
scaled(struct bh_estimate x, double factor)
{
    return (struct bh_estimate){x.value * factor, x.low * factor, x.high * factor};
}

static void
conclude(const struct costing *costing, const struct sample samples[3],
         const struct sample *alone, struct bh_cost *cost)
{
    const struct bh_study_outline *study = &costing->outline;
    const struct sample *few = &samples[0], *many = &samples[1], *kept = &samples[2];
    const double n_workers = (double) (costing->n_machines * costing->n_cores);
    const size_t n_futures = bh_study_futures_per_option(study) * study->n_options;
    struct bh_estimate thread = thread_seconds(many);
    /* the last job of the slowest thread is waited for */
    const double futures_each = (double) n_futures / n_workers + BH_BLOCK;

    if (alone != NULL && thread_seconds(alone).low < thread.low) {
        thread.low = thread_seconds(alone).low;
    }
    *cost = (struct bh_cost){
        .n_futures = n_futures,
        .n_options = study->n_options,
        .n_machines = costing->n_machines,
        .n_cores = costing->n_cores,
        .run_seconds = scaled(thread, futures_each),
        .core_hours = scaled(thread, futures_each * n_workers / 3600),
        .n_sampled = costing->n_sampled,
        .n_sampled_threads = many->n_threads,
        .sampled_seconds = costing->sampled_seconds,
    };
    const double finish = extrapolate(costing, samples, few->finish_seconds, many->finish_seconds,
                                      kept->finish_seconds);
    const double bytes = extrapolate(costing, samples, few->bytes, many->bytes, kept->bytes);
    cost->finish_seconds =
        (struct bh_estimate){finish, finish / FINISH_FACTOR, finish * FINISH_FACTOR};
    const bool is_summary = study->described.is_summary;
    const double within = is_summary ? BYTES_WITHIN_SUMMARY : BYTES_WITHIN;
    cost->bytes = (struct bh_estimate){bytes, bytes * (1 - within), bytes * (1 + within)};
    /* the file and its compact copy, of a summary the journal too; with parts also these, and the
     * journal of taking one in */
    cost->most_bytes = cost->bytes.high * (costing->n_machines > 1 ? 4 : is_summary ? 3 : 2);
}

/* ---- the whole ------------------------------------------------------------------------------- */

/** Blocks of each option that take about `seconds` at the pace of `sample`. */
static size_t
blocks_in(const struct sample *sample, double seconds)
{
    const double one = sample->run_seconds > 0 ? sample->run_seconds : 1e-3;
    const double n = seconds / one;

    return n > 1e4 ? 10000 : n > FEWEST_BLOCKS ? (size_t) n : n > 1 ? FEWEST_BLOCKS : FEWEST_SLOW;
}

static enum bh_status
measure(struct costing *costing, struct bh_cost *cost, struct bh_err *err)
{
    const double seconds =
        costing->settings->seconds > 0 ? costing->settings->seconds : USUAL_SECONDS;
    const size_t here = bh_threads_available();
    const size_t n_threads = costing->n_cores < here ? costing->n_cores : here;
    struct sample samples[3], alone;
    enum bh_status st = BH_OK;

    BH_TRY(run_sample(costing, 1, 1, n_threads, &samples[0], err));
    BH_TRY(run_sample(costing, 1, BH_BLOCK, n_threads, &samples[2], err));
    BH_TRY(run_sample(costing, blocks_in(&samples[0], seconds), 1, n_threads, &samples[1], err));
    const bool has_more = costing->n_cores > here;
    if (has_more) {
        BH_TRY(run_sample(costing, blocks_in(&samples[0], seconds / 2), 1, 1, &alone, err));
    }
    conclude(costing, samples, has_more ? &alone : NULL, cost);
done:
    return st;
}

/** Makes a folder for samples beside the place of the results file. */
static enum bh_status
make_folder(struct costing *costing, struct bh_err *err)
{
    const char *out = costing->settings->study.out;
    const char *slash = out == NULL ? NULL : strrchr(out, '/');
    struct bh_text text = {0};
    char *folder = NULL;
    enum bh_status st = BH_OK;

    if (slash != NULL) {
        bh_text_add_n(&text, out, (size_t) (slash - out) + 1);
    }
    bh_text_add(&text, ".bluehelm-estimate-XXXXXX");
    BH_TRY(bh_text_give(&text, &folder, err));
    if (mkdtemp(folder) == NULL) {
        st = bh_fail(err, BH_EIO, "%s: no sample can be written there: %s", folder,
                     strerror(errno));
        goto done;
    }
    costing->folder = folder;
    folder = NULL;
done:
    free(folder);
    return st;
}

enum bh_status
bh_study_cost(const struct bh_plan *plan, const struct bh_cost_settings *settings,
              struct bh_cost *cost, struct bh_err *err)
{
    struct bh_study_settings study = settings->study;
    struct costing costing = {
        .plan = plan,
        .settings = settings,
        .n_machines = settings->n_machines == 0 ? 1 : settings->n_machines,
        .n_cores = settings->n_cores == 0 ? bh_threads_available() : settings->n_cores,
    };
    struct bh_arena arena;
    enum bh_status st = BH_OK;

    study.out = study.out == NULL ? "." : study.out;
    bh_arena_init(&arena);
    BH_TRY(bh_study_outline_make(bh_plan_model(plan), &study, &arena, &costing.outline, err));
    BH_TRY(make_folder(&costing, err));
    st = measure(&costing, cost, err);
done:
    if (costing.folder != NULL) {
        rmdir(costing.folder);
    }
    free(costing.folder);
    bh_arena_fini(&arena);
    return st;
}

enum bh_status
bh_cost_json(const struct bh_cost *cost, char **text, struct bh_err *err)
{
    struct bh_text out = {0};
    struct bh_json json = bh_json_results(&out);

    bh_json_integer(&json, "futures", (int64_t) cost->n_futures);
    bh_json_integer(&json, "options", (int64_t) cost->n_options);
    bh_json_integer(&json, "machines", (int64_t) cost->n_machines);
    bh_json_integer(&json, "cores", (int64_t) cost->n_cores);
    bh_json_estimate(&json, "run_seconds", cost->run_seconds);
    bh_json_estimate(&json, "finish_seconds", cost->finish_seconds);
    bh_json_estimate(&json, "core_hours", cost->core_hours);
    bh_json_estimate(&json, "bytes", cost->bytes);
    bh_json_number(&json, "most_bytes", cost->most_bytes);
    bh_json_object(&json, "sample");
    bh_json_integer(&json, "futures", (int64_t) cost->n_sampled);
    bh_json_integer(&json, "threads", (int64_t) cost->n_sampled_threads);
    bh_json_number(&json, "seconds", cost->sampled_seconds);
    bh_json_end_object(&json);
    return bh_json_finish(&json, text, err);
}
