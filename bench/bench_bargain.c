/** @file bench_bargain.c  What bargaining costs.
 *
 *      bench_bargain [FOLDER]
 *
 *  Whole runs of the spatial model beside KTAB 1.4 (built with -O2, no SQL, no log; user seconds on
 *  two shared cores, measured once by us and written down here), then the challenge model's cost of a
 *  round by number of actors. With FOLDER (ktab/inputs in it) the runs for which KTAB's own input is
 *  there use it; else, and for the other sizes, a random table is played for as many turns. Least
 *  user time of three repetitions. */
#include "bargain/challenge.h"
#include "bargain/spatial.h"
#include "base/philox_scalar.h"

#include <bluehelm/negotiate.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

/** KTAB's user seconds: C stock threads; D one thread, without the table only its log uses. */
static const struct anchor {
    size_t n, d, turns;
    double seconds_c, seconds_d;
    const char *input;
} anchors[] = {
    {10, 1, 13, 0.03, 0.04, "rand_n010_d1__base"},
    {10, 3, 13, 0.05, 0.05, "rand_n010_d3__base"},
    {20, 1, 20, 0.55, 0.24, "rand_n020_d1__base"},
    {20, 3, 22, 0.73, 0.24, "rand_n020_d3__base"},
    {20, 5, 18, 0.60, 0.26, NULL},
    {50, 1, 17, 16.54, 1.83, NULL},
    {50, 3, 28, 25.15, 2.91, NULL},
    {50, 5, 24, 20.02, 2.62, NULL},
    {100, 3, 38, 321.95, 25.09, NULL}, /* C was stopped there */
};

static double
user_seconds(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return (double) usage.ru_utime.tv_sec + 1e-6 * (double) usage.ru_utime.tv_usec;
}

static double
uniform(uint32_t key, uint32_t i)
{
    const uint32_t counter[4] = {i, 0, 0, 0};
    const uint32_t keys[2] = {key, 79};
    uint32_t out[4];

    bh_philox4x32(counter, keys, out);
    return bh_philox_uniform(out[0], out[1]);
}

static void
fail(const char *what)
{
    fprintf(stderr, "bench_bargain: %s\n", what);
    exit(1);
}

/** Numbers of a table: KTAB's input where it is there, else random. */
static bool
load(const char *folder, const struct anchor *a, double *capability, double *position,
     double *salience)
{
    struct bh_table *table = NULL;
    struct bh_err err;
    char path[1024];

    for (uint32_t i = 0; i < a->n; i++) {
        capability[i] = 10 + 190 * uniform(1, i);
        for (uint32_t k = 0; k < a->d; k++) {
            position[i * a->d + k] = uniform(2 + k, i);
            salience[i * a->d + k] = (0.2 + 0.8 * uniform(50 + k, i)) / (double) a->d;
        }
    }
    if (folder == NULL || a->input == NULL) {
        return false;
    }
    snprintf(path, sizeof path, "%s/ktab/inputs/%s.xml", folder, a->input);
    if (bh_table_read(path, &table, &err) != BH_OK) {
        fail(err.text);
    }
    for (size_t i = 0; i < a->n; i++) {
        capability[i] = table->capability[i].value;
    }
    for (size_t i = 0; i < a->n * a->d; i++) {
        position[i] = table->position[i].value / 100;
        salience[i] = table->salience[i].value;
    }
    bh_table_free(table);
    return true;
}

static void
bench_spatial(const char *folder, const struct anchor *a)
{
    double *capability = calloc(a->n * (1 + 2 * a->d), sizeof *capability);
    double *position = capability + a->n;
    double *salience = position + a->n * a->d;
    const bool is_same = load(folder, a, capability, position, salience);
    const struct bh_spatial_case table = {
        .n = a->n, .d = a->d, .capability = capability, .salience = salience};
    const size_t runs = 2000000 / (a->n * a->n * a->n) + 1;
    void *memory = calloc(1, bh_spatial_bytes(a->n, a->d));
    double least = 1e9;
    struct bh_spatial s;
    struct bh_err err;

    for (int repetition = 0; repetition < 3; repetition++) {
        const double start = user_seconds();

        for (size_t run = 0; run < runs; run++) {
            bh_spatial_place(&s, &table, memory);
            for (size_t i = 0; i < a->n * a->d; i++) {
                s.position[i] = s.ideal[i] = position[i];
            }
            for (size_t turn = 0; turn < a->turns; turn++) {
                if (bh_spatial_turn(&s, NULL, &err) != BH_OK) {
                    fail(err.text);
                }
            }
        }
        const double seconds = (user_seconds() - start) / (double) runs;
        least = seconds < least ? seconds : least;
    }
    printf("%4zu x %zu %6zu %-9s %12.6f %12.2f %8.0f %12.2f %8.0f\n", a->n, a->d, a->turns,
           is_same ? "KTAB's" : "random", least, a->seconds_c, a->seconds_c / least, a->seconds_d,
           a->seconds_d / least);
    free(memory);
    free(capability);
}

static void
bench_challenge(size_t n)
{
    const size_t rounds = 4000000 / (n * n) + 1;
    double *capability = calloc(2 * n, sizeof *capability);
    double *salience = capability + n;
    void *memory = calloc(1, bh_challenge_bytes(n));
    double least = 1e9;
    struct bh_challenge c = {0};

    bh_challenge_place(&c, n, memory);
    c.capability = capability;
    c.salience = salience;
    c.options = bh_challenge_table2;
    c.span = 1;
    for (int repetition = 0; repetition < 3; repetition++) {
        double seconds = 0;

        for (size_t round = 0; round < rounds; round++) {
            for (uint32_t i = 0; i < n; i++) {
                capability[i] = uniform(1, i);
                salience[i] = uniform(2, i);
                c.position[i] = uniform(3, i);
            }
            const double start = user_seconds();
            bh_challenge_round(&c);
            seconds += user_seconds() - start;
        }
        seconds /= (double) rounds;
        least = seconds < least ? seconds : least;
    }
    printf("%6zu %14.1f us %14.1f ns\n", n, 1e6 * least, 1e9 * least / (double) (n * n));
    free(memory);
    free(capability);
}

int
main(int argc, char **argv)
{
    static const size_t sizes[] = {10, 20, 50, 100, 200, 500, 1000};

    printf("Spatial model, whole runs, user seconds; KTAB 1.4: C with -O2, no SQL, no log; D the same, "
           "one thread, less work\n");
    printf("  actors  turns input             ours       KTAB C    ratio       KTAB D    ratio\n");
    for (size_t i = 0; i < sizeof anchors / sizeof anchors[0]; i++) {
        bench_spatial(argc > 1 ? argv[1] : NULL, &anchors[i]);
    }
    printf("\nChallenge model, one round\n     n           round    round / n^2\n");
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        bench_challenge(sizes[i]);
    }
    return 0;
}
