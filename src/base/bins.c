/** @file bins.c  Histograms by the bits of a double. */
#include "base/bins.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PER_OCTAVE BH_BINS_PER_OCTAVE
#define BIN_BITS 10
#define DROPPED (52 - BIN_BITS) /* bits of the fraction that no bin looks at */

static uint64_t
bits_of(double x)
{
    uint64_t bits;

    x = fabs(x) < DBL_MIN ? 0.0 : x; /* there is one zero, and nothing small beside it */
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static double
from_bits(uint64_t bits)
{
    double x;

    memcpy(&x, &bits, sizeof x);
    return x;
}

/** 1 + exponent of positive values, -1 - exponent of negative ones. */
static int
rank_of(uint64_t bits)
{
    const int exponent = (int) (bits >> 52 & 0x7ff);

    return bits >> 63 != 0 ? -1 - exponent : 1 + exponent;
}

/** The bound of bin `bin` of an octave that is nearest to zero. */
static double
edge(int rank, size_t bin)
{
    const uint64_t sign = rank < 0 ? UINT64_C(1) << 63 : 0;
    const uint64_t exponent = (uint64_t) (rank < 0 ? -rank : rank) - 1;

    return from_bits(sign | exponent << 52 | (uint64_t) bin << DROPPED);
}

double
bh_octave_low(int rank)
{
    return edge(rank, 0);
}

void
bh_bins_fini(struct bh_bins *bins)
{
    for (size_t i = 0; i < bins->n; i++) {
        free(bins->octaves[i].counts);
    }
    free(bins->octaves);
    *bins = (struct bh_bins){0};
}

/** Puts an empty octave at place `at`. NULL when out of memory. */
static struct bh_octave *
insert(struct bh_bins *bins, size_t at, int rank)
{
    uint32_t *counts = calloc(PER_OCTAVE, sizeof *counts);

    if (counts == NULL) {
        return NULL;
    }
    if (bins->n == bins->room) {
        const size_t room = bins->room == 0 ? 8 : 2 * bins->room;
        struct bh_octave *more = realloc(bins->octaves, room * sizeof *more);

        if (more == NULL) {
            free(counts);
            return NULL;
        }
        bins->octaves = more;
        bins->room = room;
    }
    struct bh_octave *octave = bins->octaves + at;
    memmove(octave + 1, octave, (bins->n - at) * sizeof *octave);
    octave->rank = rank;
    octave->counts = counts;
    bins->n++;
    return octave;
}

/** The octave of that rank, made where there is none. NULL when out of memory. */
static struct bh_octave *
find(struct bh_bins *bins, int rank)
{
    size_t low = 0, high = bins->n;

    if (bins->last < bins->n && bins->octaves[bins->last].rank == rank) {
        return &bins->octaves[bins->last];
    }
    while (low < high) {
        const size_t middle = (low + high) / 2;

        if (bins->octaves[middle].rank < rank) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bins->last = low;
    return low < bins->n && bins->octaves[low].rank == rank ? &bins->octaves[low]
                                                            : insert(bins, low, rank);
}

bool
bh_bins_add(struct bh_bins *bins, double x)
{
    const uint64_t bits = bits_of(x);
    struct bh_octave *octave = find(bins, rank_of(bits));

    if (octave == NULL) {
        return false;
    }
    octave->counts[bits >> DROPPED & (PER_OCTAVE - 1)]++;
    bins->n_on_edge += (bits & ((UINT64_C(1) << DROPPED) - 1)) == 0;
    return true;
}

bool
bh_bins_add_bins(struct bh_bins *bins, const struct bh_bins *other)
{
    for (size_t i = 0; i < other->n; i++) {
        const struct bh_octave *octave = find(bins, other->octaves[i].rank);

        if (octave == NULL) {
            return false;
        }
        for (size_t bin = 0; bin < PER_OCTAVE; bin++) {
            octave->counts[bin] += other->octaves[i].counts[bin];
        }
    }
    bins->n_on_edge += other->n_on_edge;
    return true;
}

bool
bh_octave_is_low(double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof bits);
    return (bits & ((UINT64_C(1) << 52) - 1)) == 0 && bits != UINT64_C(1) << 63;
}

struct bh_octave *
bh_bins_octave(struct bh_bins *bins, double low)
{
    return find(bins, rank_of(bits_of(low)));
}

uint64_t
bh_bins_total(const struct bh_bins *bins)
{
    uint64_t total = 0;

    for (size_t i = 0; i < bins->n; i++) {
        for (size_t bin = 0; bin < PER_OCTAVE; bin++) {
            total += bins->octaves[i].counts[bin];
        }
    }
    return total;
}

/** What a value in a bin stands for. */
static double
stand_in(int rank, size_t bin, bool is_exact)
{
    const double near = edge(rank, bin);

    return is_exact || near == 0 || isinf(near)
               ? near
               : near + 0.5 * copysign(ldexp(fabs(bh_octave_low(rank)), -BIN_BITS), near);
}

/** What the value number `k` of the ascending ones, from 0, stands for; k below their number. */
static double
ordered(const struct bh_bins *bins, uint64_t k, bool is_exact)
{
    for (size_t i = 0; i < bins->n; i++) {
        const struct bh_octave *octave = &bins->octaves[i];

        for (size_t step = 0; step < PER_OCTAVE; step++) {
            const size_t bin = octave->rank < 0 ? PER_OCTAVE - 1 - step : step;

            if (k < octave->counts[bin]) {
                return stand_in(octave->rank, bin, is_exact);
            }
            k -= octave->counts[bin];
        }
    }
    return (double) NAN;
}

static double
clipped(double x, double low, double high)
{
    return isinf(x) ? x : x < low ? low : x > high ? high : x;
}

double
bh_bins_quantile(const struct bh_bins *bins, double p, double low, double high)
{
    const uint64_t n = bh_bins_total(bins);
    const bool is_exact = n == bins->n_on_edge;

    if (n == 0) {
        return (double) NAN;
    }
    const double h = (double) (n - 1) * p;
    const uint64_t k = (uint64_t) h;
    const double part = h - (double) k;
    const double a = clipped(ordered(bins, k, is_exact), low, high);
    const double b = k + 1 < n ? clipped(ordered(bins, k + 1, is_exact), low, high) : a;

    return part == 0 || a == b ? a : a + part * (b - a);
}
