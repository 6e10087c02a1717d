/** @file bins.h  How many values fell where, without knowing beforehand where they would.
 *
 *  Layer: base.
 *
 *  A bin is what the sign, the exponent and the first 10 bits of the fraction of a double say: an
 *  octave [2^k, 2^(k+1)) is cut into 1 024 bins of equal width, each at most 1/1024 of its values.
 *  So any two histograms have the same bins and can be added; what is in them depends on the values
 *  alone, not on their order; and quantiles are known to BH_BINS_ERROR. Whole numbers up to 2 048
 *  have bins of their own. Zero has one, and so have both infinities; what is nearer to zero than
 *  2^-1022 counts as zero. Memory is 4 KiB for each octave in which something fell. */
#ifndef BH_BASE_BINS_H
#define BH_BASE_BINS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BH_BINS_PER_OCTAVE 1024

/** How far a quantile told from bins is from that of the values, at most, as a share of it: half
 *  the width of a bin. */
#define BH_BINS_ERROR (0.5 / BH_BINS_PER_OCTAVE)

struct bh_octave {
    int rank; /* ascending with the values in it; see bh_octave_low */
    uint32_t *counts; /* [BH_BINS_PER_OCTAVE] from the lowest magnitude on */
};

/** Zeroed, it is empty. */
struct bh_bins {
    struct bh_octave *octaves; /* [n] ascending ranks */
    size_t n, room;
    size_t last;  /* the octave that was found last */
    uint64_t n_on_edge; /* values that are their bin's bound nearest to zero */
};

void bh_bins_fini(struct bh_bins *bins);

/** Counts x, any double but NaN; at most 2^32 - 1 of them. @return false when out of memory. */
bool bh_bins_add(struct bh_bins *bins, double x);
/** Adds what `other` has. */
bool bh_bins_add_bins(struct bh_bins *bins, const struct bh_bins *other);

/** The octave's bound nearest to zero: -4 of the octave (-8, -4], 0 of that of zero. */
double bh_octave_low(int rank);
/** Whether x is such a bound: a power of two, 0, an infinity. */
bool bh_octave_is_low(double x);
/** The octave with bound `low`; where there is none yet, an empty one. NULL when out of memory. */
struct bh_octave *bh_bins_octave(struct bh_bins *bins, double low);

/** Number of values. */
uint64_t bh_bins_total(const struct bh_bins *bins);

/** Quantile of type 7 (as bh_quantile) of values that are known to lie in [low, high] where they
 *  are finite. Each value stands for the middle of its bin; when all are on edges, for itself, and
 *  the quantile is exact. NaN for none. */
double bh_bins_quantile(const struct bh_bins *bins, double p, double low, double high);

#endif
