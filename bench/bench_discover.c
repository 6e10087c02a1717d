/** @file bench_discover.c  PRIM to the end of its trajectory, and CART, on one core.
 *
 *  10 000 cases of 20 factors with a planted box and noise. Prints the least user time of several
 *  repetitions beside a fixed piece of work (sorting the same columns once), so that machines can
 *  be told apart. */
#include "base/philox_scalar.h"
#include "base/statistics.h"

#include <bluehelm/cart.h>
#include <bluehelm/prim.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum { N = 10000, FACTORS = 20, REPETITIONS = 7 };

static double
user_seconds(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return (double) usage.ru_utime.tv_sec + 1e-6 * (double) usage.ru_utime.tv_usec;
}

static double
uniform(uint32_t i, uint32_t j)
{
    const uint32_t counter[4] = {i, j, 0, 0}, key[2] = {1, 2};
    uint32_t out[4];

    bh_philox4x32(counter, key, out);
    return bh_philox_uniform(out[1], out[0]);
}

static double values[FACTORS][N], copy[N];
static bool is_hit[N];

static void
sort_all(void)
{
    for (int f = 0; f < FACTORS; f++) {
        memcpy(copy, values[f], sizeof copy);
        bh_sort(copy, N);
    }
}

int
main(void)
{
    struct bh_factor factors[FACTORS];
    const struct bh_cases cases = {N, factors, FACTORS, is_hit, NULL, NULL};
    const struct bh_prim_settings settings = bh_prim_defaults();
    double sort = 1e9, prim = 1e9, cart = 1e9;
    size_t n_steps = 0, n_nodes = 0;

    for (int f = 0; f < FACTORS; f++) {
        for (uint32_t i = 0; i < N; i++) {
            values[f][i] = uniform(i, (uint32_t) f);
        }
        factors[f] = (struct bh_factor){.name = "x", .values = values[f]};
    }
    for (uint32_t i = 0; i < N; i++) {
        const bool is_inside = values[3][i] > 0.5 && values[7][i] < 0.4 && values[11][i] > 0.3;

        is_hit[i] = uniform(i, 99) < (is_inside ? 0.9 : 0.1);
    }
    for (int r = 0; r < REPETITIONS; r++) {
        struct bh_prim_box *box = NULL;
        struct bh_cart *tree = NULL;
        double at = user_seconds();

        sort_all();
        sort = user_seconds() - at < sort ? user_seconds() - at : sort;
        at = user_seconds();
        if (bh_prim_find(&cases, NULL, &settings, &box, NULL) != BH_OK) {
            return 1;
        }
        prim = user_seconds() - at < prim ? user_seconds() - at : prim;
        n_steps = box->n_steps;
        bh_prim_free(box);
        at = user_seconds();
        if (bh_cart_grow(&cases, 0.05, &tree, NULL) != BH_OK) {
            return 1;
        }
        cart = user_seconds() - at < cart ? user_seconds() - at : cart;
        n_nodes = tree->n_nodes;
        bh_cart_free(tree);
    }
    printf("%d cases x %d factors, one core, least user time of %d\n", N, FACTORS, REPETITIONS);
    printf("%-34s %9s %8s\n", "", "seconds", "ratio");
    printf("%-34s %9.4f %8.2f\n", "sorting every column once", sort, 1.0);
    printf("PRIM, whole trajectory (%3zu steps)  %9.4f %8.2f   target 0.15 s: %s\n", n_steps, prim,
           prim / sort, prim <= 0.15 ? "met" : "missed");
    printf("CART (%3zu nodes)                   %9.4f %8.2f\n", n_nodes, cart, cart / sort);
    return prim <= 0.15 ? 0 : 1;
}
