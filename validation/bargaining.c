/** @file bargaining.c  The bargaining module beside measured runs of KTAB 1.4.
 *
 *      validate_bargaining FOLDER
 *
 *  FOLDER holds ktab/manifest.csv (the options of each run), ktab/inputs/RUN.xml and
 *  ktab/outputs/RUN/{positions,bargains,win_prob}.csv. For each run it prints the options, the
 *  largest difference of a position after one turn from each of KTAB's own states, of a position
 *  over the whole run, of the chance of a bargain, and of the chance of a position (standing); exit
 *  code 1 when a run is beyond what it must keep: 1e-9 for one turn, 1e-6 over a run, 1e-9 for a
 *  standing (1e-6 in the Markov models), 1e-5 for a bargain.
 *
 *  Why 1e-5: bargains that are equal but for rounding differ by 1e-16 in utility; times a capability
 *  of 100 that is 1e-6 of the support of 1e-8 each side starts with. Binary votes count such a
 *  difference in full, so the two rules that use them have no bound on this column.
 *
 *  Then KTAB's 1 000 stochastic runs of one table beside ours: means within 3 standard errors, and
 *  the Kolmogorov-Smirnov distance below its 1 % point. */
#include "bargain/rows.h"
#include "bargain/spatial.h"
#include "base/file.h"
#include "base/philox_scalar.h"
#include "base/statistics.h"
#include "base/text.h"

#include <bluehelm/negotiate.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_STATES 128

/** What KTAB says about one run. */
struct oracle {
    size_t n, d, n_states;
    double *position, *ideal; /* [n_states][n * d] */
    double *standing;         /* [n_states][n] */
    double *initiated, *received; /* [n_states][n] chance of an initiator's own bargain in its own
                                     queue and in the receiver's; NaN: none */
};

struct differences {
    double step, run, chance, standing;
    size_t states;
    size_t steps, steps_missed; /* turns whose positions are off */
};

static void
die(const char *what)
{
    fprintf(stderr, "validate_bargaining: %s\n", what);
    exit(2);
}

static double
number(const char *text)
{
    double value;

    return bh_text_number(text, &value) > 0 ? value : NAN;
}

/** Splits a file of the folder; false when it is not there. */
static bool
load(struct bh_arena *arena, struct bh_rows *csv, const char *format, const char *folder,
     const char *run)
{
    struct bh_err err;
    char path[1024];
    char *text;
    size_t n;

    snprintf(path, sizeof path, format, folder, run);
    if (bh_file_read(path, (size_t) 1 << 28, &text, &n, &err) != BH_OK) {
        return false;
    }
    if (bh_rows_split(path, text, ',', arena, csv, &err) != BH_OK) {
        die(err.text);
    }
    free(text);
    return true;
}

static double *
numbers(struct bh_arena *arena, size_t n)
{
    double *x = bh_arena_alloc(arena, (n + 1) * sizeof *x);

    for (size_t i = 0; i < n; i++) {
        x[i] = NAN;
    }
    return x;
}

static void
load_positions(struct bh_arena *arena, struct oracle *o, const struct bh_rows *csv)
{
    o->position = numbers(arena, MOST_STATES * o->n * o->d);
    o->ideal = numbers(arena, MOST_STATES * o->n * o->d);
    for (size_t r = 1; r < csv->n; r++) {
        const struct bh_field *f = csv->row[r].field;
        const size_t turn = (size_t) number(f[0].text);
        const size_t at = (turn * o->n + (size_t) number(f[1].text)) * o->d +
                          (size_t) number(f[3].text);

        o->position[at] = number(f[4].text);
        o->ideal[at] = number(f[5].text);
        o->n_states = turn + 1 > o->n_states ? turn + 1 : o->n_states;
    }
}

static void
load_chances(struct bh_arena *arena, struct oracle *o, const struct bh_rows *standing,
             const struct bh_rows *bargains)
{
    o->standing = numbers(arena, MOST_STATES * o->n);
    o->initiated = numbers(arena, MOST_STATES * o->n);
    o->received = numbers(arena, MOST_STATES * o->n);
    for (size_t r = 1; r < standing->n; r++) {
        const struct bh_field *f = standing->row[r].field;

        o->standing[(size_t) number(f[0].text) * o->n + (size_t) number(f[1].text)] =
            number(f[3].text);
    }
    for (size_t r = 1; r < bargains->n; r++) {
        const struct bh_field *f = bargains->row[r].field;
        const size_t at = (size_t) number(f[0].text) * o->n + (size_t) number(f[2].text);

        if (number(f[3].text) != number(f[2].text) && isnan(o->initiated[at])) {
            o->initiated[at] = number(f[5].text); /* the first row is the initiator's bargain */
            o->received[at] = number(f[7].text);
        }
    }
}

static void
larger(double *most, double difference)
{
    if (!(difference <= *most)) {
        *most = difference;
    }
}

/** Chances of bargains in the queues of the two partners, after a turn from state t. */
static void
compare_bargains(const struct bh_spatial *s, const struct oracle *o, size_t t,
                 struct differences *most)
{
    for (size_t i = 0; i < o->n; i++) {
        const size_t chosen = s->chosen[i];

        if (chosen == BH_STATUS_QUO) {
            continue;
        }
        const struct bh_bargain *b = &s->bargains[chosen];
        const bool is_second = chosen > 0 && s->bargains[chosen - 1].initiator == b->initiator;
        if (is_second) {
            continue; /* KTAB writes no chance for the receiver's form of a bargain */
        }
        const double told = b->initiator == i ? o->initiated[t * o->n + i]
                                              : o->received[t * o->n + b->initiator];
        if (!isnan(told)) {
            larger(&most->chance, fabs(told - s->chosen_chance[i]));
        }
    }
}

/** One turn from each state of KTAB's. */
static void
compare_steps(struct bh_spatial *s, const struct oracle *o, struct differences *most)
{
    const size_t size = o->n * o->d;
    double standing[BH_SPATIAL_MOST_ACTORS];
    struct bh_err err;

    for (size_t t = 0; t < o->n_states; t++) {
        double off = 0.0;

        memcpy(s->position, o->position + t * size, size * sizeof(double));
        memcpy(s->ideal, o->ideal + t * size, size * sizeof(double));
        if (bh_spatial_judge(s, &err) != BH_OK ||
            bh_spatial_standing(s, BH_STATUS_QUO, standing, &err) != BH_OK) {
            die(err.text);
        }
        for (size_t i = 0; i < o->n; i++) {
            larger(&most->standing, fabs(standing[i] - o->standing[t * o->n + i]));
        }
        if (t + 1 == o->n_states) {
            break;
        }
        if (bh_spatial_turn(s, NULL, &err) != BH_OK) {
            die(err.text);
        }
        compare_bargains(s, o, t, most);
        for (size_t i = 0; i < size; i++) {
            larger(&off, fabs(s->position[i] - o->position[(t + 1) * size + i]));
            larger(&off, fabs(s->ideal[i] - o->ideal[(t + 1) * size + i]));
        }
        larger(&most->step, off);
        most->steps++;
        most->steps_missed += !(off <= 1e-9);
    }
}

/** The whole run by ourselves. */
static void
compare_run(struct bh_spatial *s, const struct oracle *o, struct differences *most)
{
    const size_t size = o->n * o->d;
    double first = 0.0;
    struct bh_err err;
    bool settled = false;

    memcpy(s->position, o->position, size * sizeof(double));
    memcpy(s->ideal, o->position, size * sizeof(double));
    most->states = 1;
    while (!settled) {
        if (bh_spatial_turn(s, NULL, &err) != BH_OK) {
            die(err.text);
        }
        first = most->states == 1 ? s->movement : first;
        settled = bh_spatial_is_settled(s, most->states, first);
        for (size_t i = 0; i < size && most->states < o->n_states; i++) {
            larger(&most->run, fabs(s->position[i] - o->position[most->states * size + i]));
        }
        most->states++;
    }
}

/** The table's central values in the model's units. */
static void
make_case(struct bh_arena *arena, const struct bh_table *table, struct bh_spatial_case *out)
{
    const size_t n = table->n_actors;
    const size_t d = table->n_issues;
    double *capability = numbers(arena, n);
    double *salience = numbers(arena, n * d);

    for (size_t i = 0; i < n; i++) {
        capability[i] = table->capability[i].value;
    }
    for (size_t i = 0; i < n * d; i++) {
        salience[i] = table->salience[i].value;
    }
    *out = (struct bh_spatial_case){.n = n, .d = d, .capability = capability,
                                    .salience = salience,
                                    .accommodation = table->accommodation};
    struct bh_err err;
    for (size_t i = 0; i < table->n_settings; i++) {
        if (bh_spatial_option_set(&out->options, table->settings[2 * i],
                                  table->settings[2 * i + 1], &err) != BH_OK) {
            die(err.text);
        }
    }
    if (bh_spatial_option_set(&out->options, "Compat", "KTAB", &err) != BH_OK) {
        die(err.text);
    }
}

static const char *
cell(const struct bh_rows *csv, size_t row, const char *column)
{
    for (size_t c = 0; c < csv->row[0].n; c++) {
        if (strcmp(csv->row[0].field[c].text, column) == 0) {
            return csv->row[row].field[c].text;
        }
    }
    die("a column is missing in the manifest");
    return "";
}

/** Compares one run of the manifest. @return whether it keeps the bounds. */
static bool
compare(const char *folder, const struct bh_rows *manifest, size_t row)
{
    const char *run = cell(manifest, row, "run");
    const char *ktab_states = cell(manifest, row, "states");
    struct bh_arena arena = {NULL};
    struct bh_rows positions, standing, bargains;
    struct bh_table *table = NULL;
    struct bh_spatial_case one;
    struct bh_spatial s;
    struct bh_err err;
    char path[1024];
    bool good = true;

    snprintf(path, sizeof path, "%s/ktab/inputs/%s.xml", folder, run);
    if (bh_table_read(path, &table, &err) != BH_OK) {
        die(err.text);
    }
    make_case(&arena, table, &one);
    bh_spatial_place(&s, &one, bh_arena_alloc(&arena, bh_spatial_bytes(one.n, one.d)));
    printf("%-36s %2zu x %zu ", run, one.n, one.d);
    if (strcmp(cell(manifest, row, "status"), "error") == 0) {
        good = bh_spatial_turn(&s, NULL, &err) == BH_EINPUT;
        printf(" refused by both: %s\n", good ? "yes" : "NO");
    } else if (!load(&arena, &positions, "%s/ktab/outputs/%s/positions.csv", folder, run) ||
               !load(&arena, &standing, "%s/ktab/outputs/%s/win_prob.csv", folder, run)) {
        printf(" no outputs\n");
    } else {
        struct oracle o = {.n = one.n, .d = one.d};
        struct differences most = {0};
        const bool is_markov = one.options.of[BH_SPATIAL_ELECTION] != BH_CONDITIONAL;
        const bool is_binary = one.options.of[BH_SPATIAL_VOTE] == BH_BINARY_VOTE ||
                               one.options.of[BH_SPATIAL_VOTE] == BH_PROP_BIN;

        if (!load(&arena, &bargains, "%s/ktab/outputs/%s/bargains.csv", folder, run)) {
            bargains.n = 0;
        }
        load_positions(&arena, &o, &positions);
        load_chances(&arena, &o, &standing, &bargains);
        compare_steps(&s, &o, &most);
        compare_run(&s, &o, &most);
        good = most.steps_missed == 0 && most.run <= 1e-6 && most.states == o.n_states &&
               (most.chance <= 1e-5 || is_binary) &&
               most.standing <= (is_markov ? 1e-6 : 1e-9);
        printf("%4zu/%-4s %9.1e %9.1e %9.1e %9.1e %s\n", most.states, ktab_states, most.step,
               most.run, most.chance, most.standing, good ? "" : "BEYOND");
    }
    bh_table_free(table);
    bh_arena_fini(&arena);
    return good;
}

/** Final capability x salience weighted mean of an issue, in points. */
static double
weighted_mean(const struct bh_spatial *s, size_t issue)
{
    const struct bh_spatial_case *t = s->table;
    double sum = 0.0;
    double total = 0.0;

    for (size_t i = 0; i < t->n; i++) {
        const double weight = t->capability[i] * t->salience[i * t->d + issue];

        sum += weight * s->position[i * t->d + issue];
        total += weight;
    }
    return 100.0 * sum / total;
}

/** Runs to the end with luck of key `run`. */
static void
run_stochastic(struct bh_spatial *s, const struct bh_table *table, uint32_t run)
{
    const size_t size = table->n_actors * table->n_issues;
    double draws[BH_SPATIAL_MOST_ACTORS];
    double first = 0.0;
    struct bh_err err;

    for (size_t i = 0; i < size; i++) {
        s->position[i] = s->ideal[i] = table->position[i].value / 100.0;
    }
    for (size_t turn = 1;; turn++) {
        for (uint32_t i = 0; i < table->n_actors; i++) {
            const uint32_t counter[4] = {(uint32_t) turn, i, 0, 0};
            const uint32_t key[2] = {20240607, run};
            uint32_t out[4];

            bh_philox4x32(counter, key, out);
            draws[i] = bh_philox_uniform(out[0], out[1]);
        }
        if (bh_spatial_turn(s, draws, &err) != BH_OK) {
            die(err.text);
        }
        first = turn == 1 ? s->movement : first;
        if (bh_spatial_is_settled(s, turn, first)) {
            return;
        }
    }
}

/** Largest distance between two empirical distributions; sorts both. */
static double
smirnov(double *a, double *b, size_t n)
{
    double most = 0.0;
    size_t i = 0;
    size_t j = 0;

    bh_sort(a, n);
    bh_sort(b, n);
    while (i < n && j < n) {
        const double x = fmin(a[i], b[j]);

        while (i < n && a[i] <= x) {
            i++;
        }
        while (j < n && b[j] <= x) {
            j++;
        }
        most = fmax(most, fabs((double) i - (double) j) / (double) n);
    }
    return most;
}

/** The stochastic ensemble. @return whether it keeps the bounds. */
static bool
compare_ensemble(const char *folder)
{
    enum { N = 1000, ISSUES = 3 };
    static double ours[ISSUES][N], theirs[ISSUES][N];
    struct bh_arena arena = {NULL};
    struct bh_rows csv;
    struct bh_table *table = NULL;
    struct bh_spatial_case one;
    struct bh_spatial s;
    struct bh_err err;
    char path[1024];
    bool good = true;

    snprintf(path, sizeof path, "%s/ktab/inputs/ktab_dummy3__Stochastic.xml", folder);
    if (bh_table_read(path, &table, &err) != BH_OK ||
        !load(&arena, &csv, "%s/ktab/outputs/%s/ktab_dummy3.csv", folder, "stochastic") ||
        csv.n != N + 1) {
        die("the stochastic ensemble is not there");
    }
    make_case(&arena, table, &one);
    bh_spatial_place(&s, &one, bh_arena_alloc(&arena, bh_spatial_bytes(one.n, one.d)));
    for (uint32_t r = 0; r < N; r++) {
        run_stochastic(&s, table, r);
        for (size_t k = 0; k < ISSUES; k++) {
            ours[k][r] = weighted_mean(&s, k);
            theirs[k][r] = number(csv.row[r + 1].field[2 + k].text);
        }
    }
    printf("\nktab_dummy3, StateTransitions Stochastic, 1000 runs: final weighted mean\n"
           "issue   KTAB mean (sd)   ours (sd)   difference in standard errors   KS distance\n");
    for (size_t k = 0; k < ISSUES; k++) {
        double mean[2], half[2];

        bh_mean_interval(ours[k], N, &mean[0], &half[0]);
        bh_mean_interval(theirs[k], N, &mean[1], &half[1]);
        const double error = hypot(half[0], half[1]) / bh_student_975(N - 1);
        const double off = (mean[0] - mean[1]) / error;
        const double distance = smirnov(ours[k], theirs[k], N);
        const double root = sqrt((double) N) / bh_student_975(N - 1);
        const bool fits = fabs(off) <= 3.0 && distance <= 1.628 * sqrt(2.0 / N);

        printf("%zu  %12.2f (%.2f) %9.2f (%.2f) %14.2f %25.3f (1 %% point %.3f)%s\n", k + 1,
               mean[1], half[1] * root, mean[0], half[0] * root, off, distance,
               1.628 * sqrt(2.0 / N), fits ? "" : " BEYOND");
        good = good && fits;
    }
    bh_table_free(table);
    bh_arena_fini(&arena);
    return good;
}

int
main(int argc, char **argv)
{
    struct bh_arena arena = {NULL};
    struct bh_rows manifest;
    size_t n_good = 0;

    if (argc != 2 || !load(&arena, &manifest, "%s/ktab/manifest.csv%s", argv[1], "")) {
        fprintf(stderr, "usage: validate_bargaining FOLDER (with ktab/manifest.csv)\n");
        return 2;
    }
    printf("largest difference to KTAB 1.4        actors   states      turn       run    chance  "
           "standing\n");
    for (size_t r = 1; r < manifest.n; r++) {
        n_good += compare(argv[1], &manifest, r);
    }
    printf("%zu of %zu runs within 1e-9 a turn, 1e-6 a run\n", n_good, manifest.n - 1);
    bh_arena_fini(&arena);
    const bool ensemble_fits = compare_ensemble(argv[1]);
    return n_good == manifest.n - 1 && ensemble_fits ? 0 : 1;
}
