/** @file trajectories.c  Trajectories that lie far apart.
 *
 *  Campolongo, Cariboni & Saltelli (2007) choose k of n trajectories by the greatest
 *  sqrt(sum of squared distances over the pairs chosen). The local search of Ruano, Ribes, Seco &
 *  Ferrer (2012) starts, for i = 1 .. k-1, from each trajectory with its i farthest, keeps the best
 *  such set, and adds the trajectory that adds most until there are k. */
#include <bluehelm/design.h>

#include "base/err.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define MOST_CHOICES 2e7

/** Columns that change from each point of a trajectory to the next. */
struct changes {
    size_t *columns; /* [first[n_points - 1]] */
    size_t *first;   /* [n_points]: those into point q are columns first[q-1] .. first[q] */
};

static void
find_changes(const double *points, size_t n_points, size_t d, struct changes *out)
{
    size_t n = 0;

    out->first[0] = 0;
    for (size_t q = 1; q < n_points; q++) {
        for (size_t k = 0; k < d; k++) {
            if (points[q * d + k] != points[(q - 1) * d + k]) {
                out->columns[n++] = k;
            }
        }
        out->first[q] = n;
    }
}

static double
squared_distance(const double *a, const double *b, size_t d)
{
    double sum = 0;

    for (size_t k = 0; k < d; k++) {
        sum += (a[k] - b[k]) * (a[k] - b[k]);
    }
    return sum;
}

/** From each point of `a` along `b`: a step of b changes the squared distance by the columns it
 *  moves. */
static double
distance_between(const double *a, const double *b, size_t n_points, size_t d,
                 const struct changes *steps)
{
    double total = 0;

    for (size_t p = 0; p < n_points; p++) {
        const double *from = a + p * d;
        double sum = squared_distance(from, b, d);

        total += sqrt(sum);
        for (size_t q = 1; q < n_points; q++) {
            for (size_t i = steps->first[q - 1]; i < steps->first[q]; i++) {
                const size_t k = steps->columns[i];
                const double now = from[k] - b[q * d + k];
                const double before = from[k] - b[(q - 1) * d + k];

                sum += now * now - before * before;
            }
            total += sqrt(sum > 0 ? sum : 0);
        }
    }
    return total;
}

enum bh_status
bh_design_spread(const double *points, size_t n, size_t n_points, size_t d, double *out,
                 struct bh_err *err)
{
    const size_t size = n_points * d;
    struct changes steps = {.columns = malloc((size + 1) * sizeof *steps.columns),
                            .first = malloc((n_points + 1) * sizeof *steps.first)};

    if (steps.columns == NULL || steps.first == NULL) {
        free(steps.columns);
        free(steps.first);
        return bh_no_memory(err);
    }
    for (size_t j = 0; j < n; j++) {
        const double *b = points + j * size;

        find_changes(b, n_points, d, &steps);
        out[j * n + j] = 0;
        for (size_t i = j + 1; i < n; i++) {
            const double *a = points + i * size;
            const bool is_same = memcmp(a, b, size * sizeof *a) == 0;

            out[i * n + j] = is_same ? 0 : distance_between(a, b, n_points, d, &steps);
            out[j * n + i] = out[i * n + j];
        }
    }
    free(steps.columns);
    free(steps.first);
    return BH_OK;
}

/** Distances, and memory for a search. */
struct search {
    const double *distance; /* [n][n] */
    size_t n, k;
    size_t *now, *best, *start; /* [k] each */
    size_t *order;              /* [n] */
};

static double
squared(const struct search *s, size_t i, size_t j)
{
    return s->distance[i * s->n + j] * s->distance[i * s->n + j];
}

static double
score(const struct search *s, const size_t *set, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < i; j++) {
            sum += squared(s, set[i], set[j]);
        }
    }
    return sqrt(sum);
}

/** The next k-subset of 0 .. n-1 in lexicographic order; false after the last. */
static bool
next_choice(size_t *set, size_t n, size_t k)
{
    size_t i = k;

    while (i > 0 && set[i - 1] == n - k + i - 1) {
        i--;
    }
    if (i == 0) {
        return false;
    }
    set[i - 1]++;
    for (size_t j = i; j < k; j++) {
        set[j] = set[j - 1] + 1;
    }
    return true;
}

static double
search_all(struct search *s)
{
    double best = -1;

    for (size_t i = 0; i < s->k; i++) {
        s->now[i] = i;
    }
    do {
        const double found = score(s, s->now, s->k);

        if (found > best) {
            best = found;
            memcpy(s->best, s->now, s->k * sizeof *s->best);
        }
    } while (next_choice(s->now, s->n, s->k));
    return best;
}

/** `first` and its `n_far` farthest trajectories, into set. */
static void
farthest(struct search *s, size_t first, size_t n_far, size_t *set)
{
    size_t n = 0;

    set[n++] = first;
    for (size_t i = 0; i < s->n; i++) {
        s->order[i] = i == first;
    }
    while (n <= n_far) {
        size_t far = s->n;

        for (size_t j = 0; j < s->n; j++) {
            if (!s->order[j] &&
                (far == s->n || s->distance[first * s->n + j] > s->distance[first * s->n + far])) {
                far = j;
            }
        }
        s->order[far] = 1;
        set[n++] = far;
    }
}

/** Adds the trajectory that raises the score most. */
static void
add_best(struct search *s, size_t *set, size_t n)
{
    size_t best = s->n;
    double most = -1;

    for (size_t j = 0; j < s->n; j++) {
        double sum = 0;
        bool is_in = false;

        for (size_t i = 0; i < n; i++) {
            is_in = is_in || set[i] == j;
            sum += squared(s, set[i], j);
        }
        if (!is_in && sum > most) {
            most = sum;
            best = j;
        }
    }
    set[n] = best;
}

static double
search_locally(struct search *s)
{
    double best = -1;

    for (size_t n_far = 1; n_far < s->k; n_far++) {
        double best_start = -1;

        for (size_t first = 0; first < s->n; first++) {
            farthest(s, first, n_far, s->now);
            const double found = score(s, s->now, n_far + 1);

            if (found > best_start) {
                best_start = found;
                memcpy(s->start, s->now, (n_far + 1) * sizeof *s->start);
            }
        }
        for (size_t n = n_far + 1; n < s->k; n++) {
            add_best(s, s->start, n);
        }
        const double found = score(s, s->start, s->k);
        if (found > best) {
            best = found;
            memcpy(s->best, s->start, s->k * sizeof *s->best);
        }
    }
    return best;
}

static int
ascending(const void *a, const void *b)
{
    const size_t x = *(const size_t *) a, y = *(const size_t *) b;

    return (x > y) - (x < y);
}

static double
count_choices(size_t n, size_t k)
{
    double count = 1;

    for (size_t i = 0; i < k; i++) {
        count *= (double) (n - i) / (double) (i + 1);
    }
    return count;
}

enum bh_status
bh_design_choose(const double *distance, size_t n, size_t k, bool is_exact, size_t *chosen,
                 double *out_score, struct bh_err *err)
{
    struct search s = {.distance = distance, .n = n, .k = k};

    if (k < 2 || k > n) {
        return bh_fail(err, BH_EINPUT, "cannot choose %zu of %zu trajectories; choose 2 to %zu", k,
                       n, n);
    }
    if (is_exact && count_choices(n, k) > MOST_CHOICES) {
        return bh_fail(err, BH_ELIMIT,
                       "%.3g ways to choose %zu of %zu trajectories are too many to try; use the "
                       "local search",
                       count_choices(n, k), k, n);
    }
    size_t *memory = malloc((3 * k + n) * sizeof *memory);
    if (memory == NULL) {
        return bh_no_memory(err);
    }
    s.now = memory;
    s.best = memory + k;
    s.start = memory + 2 * k;
    s.order = memory + 3 * k;
    const double best = is_exact ? search_all(&s) : search_locally(&s);
    qsort(s.best, k, sizeof *s.best, ascending);
    memcpy(chosen, s.best, k * sizeof *chosen);
    if (out_score != NULL) {
        *out_score = best;
    }
    free(memory);
    return BH_OK;
}

enum bh_status
bh_design_pick(const struct bh_design_grid *grid, size_t n, size_t k, size_t *chosen,
               struct bh_err *err)
{
    const size_t width = bh_design_width(grid), d = grid->n_columns;
    struct bh_design_grid all = *grid;
    double *points = NULL, *distance = NULL;
    enum bh_status st = BH_OK;

    all.chosen = NULL;
    if (grid->design != BH_MORRIS) {
        return bh_fail(err, BH_EINPUT, "only trajectories of a Morris design can be chosen");
    }
    points = malloc((n * width * d + 1) * sizeof *points);
    distance = malloc((n * n + 1) * sizeof *distance);
    if (points == NULL || distance == NULL) {
        st = bh_no_memory(err);
        goto done;
    }
    for (size_t row = 0; row < n * width; row++) {
        bh_design_row(&all, row, points + row * d);
    }
    BH_TRY(bh_design_spread(points, n, width, d, distance, err));
    st = bh_design_choose(distance, n, k, false, chosen, NULL, err);
done:
    free(points);
    free(distance);
    return st;
}
