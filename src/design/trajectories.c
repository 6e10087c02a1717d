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

static double
distance_between(const double *a, const double *b, size_t n_points, size_t d)
{
    double total = 0;

    for (size_t p = 0; p < n_points; p++) {
        for (size_t q = 0; q < n_points; q++) {
            double sum = 0;

            for (size_t k = 0; k < d; k++) {
                const double gap = a[p * d + k] - b[q * d + k];
                sum += gap * gap;
            }
            total += sqrt(sum);
        }
    }
    return total;
}

void
bh_design_spread(const double *points, size_t n, size_t n_points, size_t d, double *out)
{
    const size_t size = n_points * d;

    for (size_t i = 0; i < n; i++) {
        out[i * n + i] = 0;
        for (size_t j = 0; j < i; j++) {
            const double *a = points + i * size, *b = points + j * size;
            const bool is_same = memcmp(a, b, size * sizeof *a) == 0;

            out[i * n + j] = is_same ? 0 : distance_between(a, b, n_points, d);
            out[j * n + i] = out[i * n + j];
        }
    }
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
        return bh_fail(err, BH_ENOMEM, "out of memory");
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
