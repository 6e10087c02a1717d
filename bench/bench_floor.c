/** bench_floor: what a future costs that is nothing but its draws and exponentials.
 *
 *      bench_floor FUTURES DAYS AREAS    prints seconds
 *
 *  For every day and area: one Philox call, an exponential of the mood, a Poisson and a negative
 *  binomial count, the exponentials of safety and access; for every day one more call and one more
 *  exponential for the relapse. The same code of src/base as the engine's, at the rates that areas
 *  of gaza-2024 have (sixteen of them by quantile, each for thirty days). Nothing else: no money,
 *  no people, no state but the counts. */
#include "base/draw.h"
#include "base/lmath.h"
#include "base/philox.h"

#include <stdio.h>
#include <stdlib.h>

static const double rates[16] = {0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.8,
                                 1.2,  1.8,  2.7, 3.8,  5.5, 8.0, 13,  28};

/** The rate of an area of a lane in this month. */
static bh_f64
rate_of(uint32_t pack, uint32_t month, size_t area)
{
    bh_f64 rate = bh_splat(0.0);

    for (int l = 0; l < BH_LANES; l++) {
        const uint32_t mixed = (pack * 31u + month * 7u + (uint32_t) area * 5u + (uint32_t) l) *
                               UINT32_C(2654435761);
        bh_set_lane(&rate, l, rates[mixed >> 28]);
    }
    return rate;
}

static bh_f64
run_pack(uint32_t pack, uint32_t days, size_t n_areas)
{
    const struct bh_negative_binomial victims =
        bh_negative_binomial_make(bh_splat(0.5), bh_splat(1.5));
    uint32_t scenario[BH_LANES], replication[BH_LANES];
    bh_f64 rate[BH_DRAW_BATCH], sum = bh_splat(0.0);
    struct bh_triple luck[BH_DRAW_BATCH];
    struct bh_batch batch = {.n = n_areas};

    for (uint32_t l = 0; l < BH_LANES; l++) {
        scenario[l] = pack * BH_LANES + l;
        replication[l] = 0;
    }
    struct bh_luck keys = bh_luck_make(1, scenario, replication);
    for (uint32_t day = 0; day < days; day++) {
        bh_luck_turn_to(&keys, day);
        const struct bh_pair relapse = bh_luck_pair(&keys, 1, 0);

        sum = sum + bh_exp(-relapse.a);
        for (size_t d = 0; d < n_areas; d++) {
            if (day % 30 == 0) {
                rate[d] = rate_of(pack, day / 30, d);
            }
            luck[d] = bh_luck_triple(&keys, 6, (uint32_t) d);
            batch.of[d] = bh_poisson(rate[d] * bh_exp(relapse.b * 0.1));
            batch.u[d] = luck[d].a;
        }
        bh_batch_draw(&batch);
        for (size_t d = 0; d < n_areas; d++) {
            sum = sum + bh_exp(batch.k[d] * -0.1) + bh_exp(batch.k[d] * -0.2);
            batch.of[d] = bh_negative_binomial_sum(&victims, batch.k[d]);
            batch.u[d] = luck[d].b;
        }
        bh_batch_draw(&batch);
        for (size_t d = 0; d < n_areas; d++) {
            sum = sum + batch.k[d];
        }
    }
    return sum;
}

int
main(int argc, char **argv)
{
    if (argc != 4 || atoi(argv[3]) < 1 || atoi(argv[3]) > BH_DRAW_BATCH) {
        fprintf(stderr, "usage: bench_floor FUTURES DAYS AREAS (at most %d)\n", BH_DRAW_BATCH);
        return 2;
    }
    const uint32_t packs = (uint32_t) atoi(argv[1]) / BH_LANES;
    double sum = 0;

    for (uint32_t pack = 0; pack < packs; pack++) {
        const bh_f64 x = run_pack(pack, (uint32_t) atoi(argv[2]), (size_t) atoi(argv[3]));

        sum += bh_lane(&x, 0);
    }
    printf("%u futures, checksum %.17g\n", packs * BH_LANES, sum);
    return 0;
}
