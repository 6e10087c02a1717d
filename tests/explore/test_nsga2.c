/** NSGA-II and the hypervolume. Oracles: the fronts of ZDT1-3 (Zitzler, Deb & Thiele 2000) and
 * DTLZ2 (Deb, Thiele, Laumanns & Zitzler 2002) are known in closed form, and so are the volumes
 * they dominate; small volumes are counted by hand. */
#include "harness.h"

#include "explore/hypervolume.h"
#include "explore/nsga2.h"

#include <stdlib.h>

#define PI 3.14159265358979323846

typedef void problem(const double *x, size_t n, double *f);

static double
zdt_g(const double *x, size_t n)
{
    double sum = 0;

    for (size_t i = 1; i < n; i++) {
        sum += x[i];
    }
    return 1 + 9 * sum / (double) (n - 1);
}

static void
zdt1(const double *x, size_t n, double *f)
{
    const double g = zdt_g(x, n);

    f[0] = x[0];
    f[1] = g * (1 - sqrt(x[0] / g));
}

static void
zdt2(const double *x, size_t n, double *f)
{
    const double g = zdt_g(x, n);

    f[0] = x[0];
    f[1] = g * (1 - x[0] / g * (x[0] / g));
}

static void
zdt3(const double *x, size_t n, double *f)
{
    const double g = zdt_g(x, n);

    f[0] = x[0];
    f[1] = g * (1 - sqrt(x[0] / g) - x[0] / g * sin(10 * PI * x[0]));
}

static void
dtlz2(const double *x, size_t n, double *f)
{
    double g = 0;

    for (size_t i = 2; i < n; i++) {
        g += (x[i] - 0.5) * (x[i] - 0.5);
    }
    f[0] = (1 + g) * cos(x[0] * PI / 2) * cos(x[1] * PI / 2);
    f[1] = (1 + g) * cos(x[0] * PI / 2) * sin(x[1] * PI / 2);
    f[2] = (1 + g) * sin(x[0] * PI / 2);
}

struct generation {
    double *x, *f;
    struct bh_nsga2_rank *ranks;
};

/** Runs a search; the last generation is in `out`. */
static void
search(const struct bh_nsga2 *s, uint32_t generations, problem *evaluate, struct generation *out)
{
    const size_t n = s->n, v = s->n_variables, m = s->n_goals;
    double *x = calloc(2 * n * v, sizeof *x), *f = calloc(2 * n * m, sizeof *f);
    struct bh_nsga2_rank *ranks = calloc(2 * n, sizeof *ranks);
    size_t *chosen = calloc(n, sizeof *chosen);

    bh_nsga2_first(s, x);
    for (size_t i = 0; i < n; i++) {
        evaluate(x + i * v, v, f + i * m);
    }
    bh_nsga2_rank(n, m, f, ranks);
    for (uint32_t g = 1; g < generations; g++) {
        bh_nsga2_children(s, g, x, ranks, x + n * v);
        for (size_t i = n; i < 2 * n; i++) {
            evaluate(x + i * v, v, f + i * m);
        }
        bh_nsga2_rank(2 * n, m, f, ranks);
        bh_nsga2_choose(2 * n, ranks, n, chosen);
        for (size_t i = 0; i < n; i++) { /* ascending, so nothing is overwritten before it moves */
            memmove(x + i * v, x + chosen[i] * v, v * sizeof *x);
            memmove(f + i * m, f + chosen[i] * m, m * sizeof *f);
            ranks[i] = ranks[chosen[i]];
        }
    }
    free(chosen);
    *out = (struct generation){x, f, ranks};
}

static void
generation_free(struct generation *g)
{
    free(g->x);
    free(g->f);
    free(g->ranks);
}

#define DENSE 200001

/** f2 of the front of ZDT`number` at f1 (for ZDT3 only where nothing dominates it). */
static double
front(int number, double f1)
{
    return number == 1   ? 1 - sqrt(f1)
           : number == 2 ? 1 - f1 * f1
                         : 1 - sqrt(f1) - f1 * sin(10 * PI * f1);
}

/** The front of ZDT`number`, sampled densely in f1, dominated points left out. @return points. */
static size_t
sample_front(int number, double *f)
{
    double best = INFINITY;
    size_t n = 0;

    for (size_t i = 0; i < DENSE; i++) {
        const double f1 = (double) i / (DENSE - 1), f2 = front(number, f1);

        if (f2 < best) {
            best = f2;
            f[2 * n] = f1;
            f[2 * n++ + 1] = f2;
        }
    }
    return n;
}

/** No hundred points fill the volume under a curve. The rule: what a search leaves is at most twice
 *  what as many points spread evenly along the front leave. */
static void
test_zdt(void)
{
    static problem *const problems[] = {zdt1, zdt2, zdt3};
    const double reference[] = {1.1, 1.1};
    /* between the reference and the curves: 0.1 + 2/3 + 0.11, 0.1 + 1/3 + 0.11; ZDT3 has no such
     * form */
    const double closed[] = {0.1 + 2.0 / 3 + 0.11, 0.1 + 1.0 / 3 + 0.11, NAN};
    const struct bh_nsga2 s = {.n_variables = 30, .n_goals = 2, .n = 100, .seed = 1};
    double *dense = malloc(2 * DENSE * sizeof *dense);
    double even[200];

    for (int p = 0; p < 3; p++) {
        struct generation last;
        const size_t n = sample_front(p + 1, dense);
        const double whole = bh_hypervolume(n, 2, dense, reference);

        for (size_t i = 0; i < 100; i++) {
            memcpy(even + 2 * i, dense + 2 * (i * (n - 1) / 99), 2 * sizeof *even);
        }
        bh_expect(isnan(closed[p]) || fabs(whole - closed[p]) < 1e-5,
                  "ZDT%d: volume of the sampled front is the closed form", p + 1);
        search(&s, 250, problems[p], &last);
        const double found = bh_hypervolume(s.n, 2, last.f, reference);
        const double left = whole - bh_hypervolume(100, 2, even, reference);
        bh_expect(found < whole && whole - found <= 2 * left,
                  "ZDT%d: %.2f %% of the front's hypervolume after 25 000 evaluations; leaves %.2f "
                  "times what even points leave (2 allowed)",
                  p + 1, 100 * found / whole, (whole - found) / left);
        generation_free(&last);
    }
    free(dense);
}

/** DTLZ2: the front is an eighth of a sphere, which leaves 1.1^3 - pi/6. The same rule. */
static void
test_dtlz2(void)
{
    const double reference[] = {1.1, 1.1, 1.1}, whole = 1.331 - PI / 6;
    const struct bh_nsga2 s = {.n_variables = 12, .n_goals = 3, .n = 120, .seed = 1};
    struct generation last;
    double even[120 * 3];
    size_t n = 0;

    for (int a = 0; a <= 14; a++) { /* 120 = 15 * 16 / 2 directions of a simplex lattice */
        for (int b = 0; a + b <= 14; b++) {
            const double d[] = {a, b, 14 - a - b};
            const double length = sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);

            for (size_t m = 0; m < 3; m++) {
                even[n * 3 + m] = d[m] / length;
            }
            n++;
        }
    }
    search(&s, 250, dtlz2, &last);
    const double found = bh_hypervolume(s.n, 3, last.f, reference);
    const double left = whole - bh_hypervolume(n, 3, even, reference);
    bh_expect(
        left > 0 && found < whole && whole - found <= 2 * left,
        "DTLZ2: %.1f %% of the front's hypervolume after 30 000 evaluations; leaves %.2f times "
        "what even points leave (2 allowed)",
        100 * found / whole, (whole - found) / left);
    generation_free(&last);
}

static void
test_hypervolume(void)
{
    const double reference[] = {4, 4, 4};
    /* boxes counted by hand: (4-1)(4-3) + (4-2)(3-2) + (4-3)(2-1) = 6 */
    const double stairs[] = {1, 3, 2, 2, 3, 1};
    /* two unit boxes of 2x2x2 sharing 1x2x2: 8 + 8 - 4, and one point outside */
    const double boxes[] = {2, 2, 2, 2, 2, 2, 1, 3, 2, 5, 0, 0};

    bh_expect(bh_hypervolume(3, 2, stairs, reference) == 6, "stairs in two dimensions have area 6");
    bh_expect(bh_hypervolume(4, 3, boxes, reference) == 8 + 3 * 1 * 2 - 2 * 1 * 2,
              "boxes in three dimensions, a point twice, a point outside");
    bh_expect(bh_hypervolume(0, 2, stairs, reference) == 0, "no point dominates nothing");
    /* random points: inclusion and exclusion over all subsets of five boxes */
    double f[5 * 4], exact = 0;
    srand(3);
    for (size_t i = 0; i < 20; i++) {
        f[i] = (double) (rand() % 1000) / 1000;
    }
    const double ones[] = {1, 1, 1, 1};
    for (unsigned set = 1; set < 32; set++) {
        double volume = __builtin_popcount(set) % 2 == 1 ? 1 : -1;

        for (size_t m = 0; m < 4; m++) {
            double low = 0;

            for (size_t i = 0; i < 5; i++) {
                low = (set >> i & 1u) != 0 ? fmax(low, f[i * 4 + m]) : low;
            }
            volume *= 1 - low;
        }
        exact += volume;
    }
    bh_expect(fabs(bh_hypervolume(5, 4, f, ones) - exact) < 1e-12,
              "four goals agree with inclusion and exclusion");
}

static void
test_ranks(void)
{
    /* fronts by eye: {0, 1} not comparable; 2 behind 0; 3 behind 2; a NaN goal is the worst */
    const double f[] = {1, 4, 4, 1, 2, 5, 3, 6, NAN, 7};
    struct bh_nsga2_rank ranks[5];
    size_t chosen[3];

    bh_expect(bh_nsga2_rank(5, 2, f, ranks), "ranking");
    bh_expect(ranks[0].rank == 0 && ranks[1].rank == 0 && ranks[2].rank == 1 &&
                  ranks[3].rank == 2 && ranks[4].rank == 3,
              "fronts are as counted by eye, NaN last");
    bh_expect(bh_nsga2_choose(5, ranks, 3, chosen) && chosen[0] == 0 && chosen[1] == 1 &&
                  chosen[2] == 2,
              "the best three are chosen");
}

/** f(x, s) = (x - 0.3)^2 + luck(s), each policy scored on its own futures: the optimum is 0.3. A
 *  policy scored on its whole generation's pooled outcomes would find any x as good as another. */
static void
own_futures(const double *x, size_t n, double *f)
{
    double sum = 0;

    (void) n;
    for (int s = 0; s < 50; s++) {
        sum += (x[0] - 0.3) * (x[0] - 0.3) + sin(s * 12.9898) * 0.1;
    }
    f[0] = sum / 50;
}

static void
test_own_futures(void)
{
    const struct bh_nsga2 s = {.n_variables = 1, .n_goals = 1, .n = 20, .seed = 7};
    struct generation last;
    size_t best = 0;

    search(&s, 40, own_futures, &last);
    for (size_t i = 1; i < s.n; i++) {
        best = last.f[i] < last.f[best] ? i : best;
    }
    bh_expect(fabs(last.x[best] - 0.3) < 0.001,
              "each policy on its own futures: optimum %.4f is 0.3", last.x[best]);
    generation_free(&last);
}

int
main(void)
{
    test_hypervolume();
    test_ranks();
    test_zdt();
    test_dtlz2();
    test_own_futures();
    return bh_finish();
}
