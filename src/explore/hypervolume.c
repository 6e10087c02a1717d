/** @file hypervolume.c  Exact hypervolume by slicing. */
#include "explore/hypervolume.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/** A point, to be sorted by the goal that is swept. */
struct point {
    const double *f;
    double swept;
};

static int
by_swept(const void *a, const void *b)
{
    const struct point *x = a, *y = b;

    return x->swept < y->swept ? -1 : x->swept > y->swept;
}

/** Area of points sorted by the second goal: the best first goal so far bounds each strip. */
static double
area(const struct point *points, size_t n, const double *reference)
{
    double best = reference[0], sum = 0;

    for (size_t i = 0; i < n; i++) {
        const double next = i + 1 < n ? points[i + 1].swept : reference[1];

        best = points[i].f[0] < best ? points[i].f[0] : best;
        sum += (next - points[i].swept) * (reference[0] - best);
    }
    return sum;
}

/** Volume of points inside the reference over the first `m` goals. `room` holds n points for each
 *  goal below m. */
static double
volume(struct point *points, size_t n, size_t m, const double *reference, struct point *room)
{
    double sum = 0;

    if (m == 1) {
        double best = n > 0 ? points[0].f[0] : reference[0];

        for (size_t i = 1; i < n; i++) {
            best = points[i].f[0] < best ? points[i].f[0] : best;
        }
        return reference[0] - best;
    }
    for (size_t i = 0; i < n; i++) {
        points[i].swept = points[i].f[m - 1];
    }
    qsort(points, n, sizeof *points, by_swept);
    if (m == 2) {
        return area(points, n, reference);
    }
    for (size_t i = 0; i < n; i++) {
        const double next = i + 1 < n ? points[i + 1].swept : reference[m - 1];

        if (next > points[i].swept) {
            memcpy(room, points, (i + 1) * sizeof *room);
            sum += (next - points[i].swept) * volume(room, i + 1, m - 1, reference, room + n);
        }
    }
    return sum;
}

double
bh_hypervolume(size_t n, size_t n_goals, const double *f, const double *reference)
{
    struct point *points = calloc((n + 1) * (n_goals + 1), sizeof *points);
    size_t n_inside = 0;

    if (points == NULL) {
        return (double) NAN;
    }
    for (size_t i = 0; i < n; i++) {
        bool is_inside = true;

        for (size_t m = 0; m < n_goals; m++) {
            is_inside = is_inside && f[i * n_goals + m] < reference[m];
        }
        if (is_inside) {
            points[n_inside++].f = f + i * n_goals;
        }
    }
    const double sum =
        n_inside == 0 ? 0 : volume(points, n_inside, n_goals, reference, points + n_inside);
    free(points);
    return sum;
}
