/** @file design.c  Rows of designs as functions of their number. */
#include <bluehelm/design.h>

#include "base/philox_scalar.h"
#include "design/sobol.h"

#include <assert.h>

/* Streams of the random numbers: no quantity of the model has these (model/streams.h). */
#define CELL_STREAM 0u
#define FEISTEL_ROUNDS 6u
#define PERMUTATION 2 /* the use of a mixed key; 0 and 1 scramble digits */
#define TRAJECTORY_STREAM 0xffffffe0u
#define ORDER_KEY UINT64_C(0x6f72646572) /* "order": the permutation of a trajectory's moves */

#define HALF_DIGIT 0x1p-33 /* the middle of a cell of 32 digits: no scrambled point is 0 */

/** Two words of `stream` for a column and a row. */
static void
words(uint32_t seed, uint64_t key, uint32_t stream, uint32_t row, uint32_t out[4])
{
    const uint32_t counter[4] = {(uint32_t) key, stream, (uint32_t) (key >> 32), 0};
    const uint32_t keys[2] = {seed, row};

    bh_philox4x32(counter, keys, out);
}

static uint64_t
mixed_key(uint32_t seed, uint64_t key, uint32_t use)
{
    uint32_t out[4];

    words(seed, key, TRAJECTORY_STREAM, use, out);
    return (uint64_t) out[0] << 32 | out[1];
}

/** The round function of the permutation: the mixing of SplitMix64 (Steele, Lea & Flood 2014) over
 *  the key, the round and the half. */
static uint32_t
round_word(uint64_t key, uint32_t round, uint32_t half)
{
    uint64_t x = key + ((uint64_t) round << 32 | half) * UINT64_C(0x9e3779b97f4a7c15);

    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
    return (uint32_t) (x ^ x >> 31);
}

/** A permutation of 0 .. n-1: Feistel network on the next even power of two, walked until it
 *  falls below n. */
static uint64_t
permuted(uint32_t seed, uint64_t key, uint64_t n, uint64_t i)
{
    const uint64_t mixed = mixed_key(seed, key, PERMUTATION);
    unsigned bits = 1; /* of one half */

    while ((UINT64_C(1) << (2 * bits)) < n) {
        bits++;
    }
    const uint32_t mask = (uint32_t) ((UINT64_C(1) << bits) - 1);
    do {
        uint32_t left = (uint32_t) (i >> bits) & mask;
        uint32_t right = (uint32_t) i & mask;

        for (uint32_t round = 0; round < FEISTEL_ROUNDS; round++) {
            const uint32_t next = left ^ (round_word(mixed, round, right) & mask);
            left = right;
            right = next;
        }
        i = ((uint64_t) left << bits) | right;
    } while (i >= n);
    return i;
}

/** A key that no other (seed, key, use) has by design. */
static size_t
group_of(const struct bh_design_grid *grid, size_t column)
{
    return grid->groups == NULL ? column : grid->groups[column];
}

static size_t
count_groups(const struct bh_design_grid *grid)
{
    return grid->groups == NULL ? grid->n_columns : grid->n_groups;
}

/* ---- single cells ---------------------------------------------------------------------------- */

static double
random_cell(const struct bh_design_grid *grid, size_t row, size_t column)
{
    uint32_t out[4];

    words(grid->seed, grid->keys[column], CELL_STREAM, (uint32_t) row + 1, out);
    const double u = bh_philox_uniform(out[1], out[0]);
    if (grid->design == BH_MONTE_CARLO) {
        return u;
    }
    const uint64_t stratum = permuted(grid->seed, grid->keys[column], grid->n_rows, row);
    return ((double) stratum + u) / (double) grid->n_rows;
}

static double
nested_cell(const struct bh_design_grid *grid, size_t row, size_t column)
{
    const uint64_t shuffle = mixed_key(grid->seed, grid->keys[column], 0);
    const uint64_t scramble = mixed_key(grid->seed, grid->keys[column], 1);
    const uint32_t index = bh_sobol_scrambled((uint32_t) row, shuffle);
    const uint32_t digits = bh_sobol_scrambled(bh_sobol_reversed(index), scramble);

    return (double) digits * 0x1p-32 + HALF_DIGIT;
}

/** Sobol' point `index`; `half` 1 is the second set of columns, for B of a Saltelli design. */
static double
sobol_cell(const struct bh_design_grid *grid, size_t index, size_t column, uint32_t half)
{
    const size_t dimension = column + half * grid->n_columns;
    const uint32_t digits = bh_sobol_digits((uint32_t) index, (uint32_t) dimension);

    if (grid->is_plain) {
        return (double) digits * 0x1p-32;
    }
    const uint64_t key = mixed_key(grid->seed, grid->keys[column], half);
    return (double) bh_sobol_scrambled(digits, key) * 0x1p-32 + HALF_DIGIT;
}

static double
factorial_cell(const struct bh_design_grid *grid, size_t row, size_t column)
{
    size_t rest = row;

    for (size_t c = grid->n_columns; --c > column;) {
        rest /= grid->levels;
    }
    return ((double) (rest % grid->levels) + 0.5) / (double) grid->levels;
}

/* ---- rows that belong together --------------------------------------------------------------- */

/** Which base point a Saltelli row starts from, and the group it takes from the other one. */
static void
place_in_block(const struct bh_design_grid *grid, size_t position, bool *is_b, size_t *exchanged)
{
    const size_t n = count_groups(grid) + grid->has_luck;

    *exchanged = SIZE_MAX;
    if (position == 0) {
        *is_b = false;
    } else if (position <= n) {
        *is_b = false;
        *exchanged = position - 1;
    } else if (grid->has_second_order && position <= 2 * n) {
        *is_b = true;
        *exchanged = position - n - 1;
    } else {
        *is_b = true;
    }
}

static void
saltelli_row(const struct bh_design_grid *grid, size_t row, double *out)
{
    const size_t width = bh_design_width(grid);
    bool is_b;
    size_t exchanged;

    place_in_block(grid, row % width, &is_b, &exchanged);
    for (size_t c = 0; c < grid->n_columns; c++) {
        const bool takes_b = is_b != (group_of(grid, c) == exchanged);

        out[c] = sobol_cell(grid, row / width, c, takes_b ? 1 : 0);
    }
}

/** The number a trajectory is drawn by. */
static size_t
number_of(const struct bh_design_grid *grid, size_t trajectory)
{
    return grid->chosen == NULL ? trajectory : grid->chosen[trajectory];
}

int
bh_design_step(const struct bh_design_grid *grid, size_t trajectory, size_t column, size_t *before)
{
    const size_t n = count_groups(grid);
    const size_t drawn = number_of(grid, trajectory);
    uint32_t out[4];

    words(grid->seed, grid->keys[column], TRAJECTORY_STREAM, (uint32_t) drawn + 2, out);
    *before = (size_t) permuted(grid->seed, ORDER_KEY + drawn, n, group_of(grid, column));
    return out[2] & 1 ? 1 : -1;
}

static void
morris_row(const struct bh_design_grid *grid, size_t row, double *out)
{
    const size_t width = bh_design_width(grid);
    const size_t trajectory = row / width;
    const uint32_t half = grid->levels / 2;
    const double last = (double) (grid->levels - 1);

    for (size_t c = 0; c < grid->n_columns; c++) {
        uint32_t words_of[4];
        size_t before;
        const int sign = bh_design_step(grid, trajectory, c, &before);

        words(grid->seed, grid->keys[c], TRAJECTORY_STREAM,
              (uint32_t) number_of(grid, trajectory) + 2, words_of);
        const uint32_t low = (uint32_t) (((uint64_t) words_of[0] * half) >> 32);
        const bool has_moved = row % width > before;
        const bool is_high = (sign > 0) == has_moved;

        out[c] = (double) (is_high ? low + half : low) / last;
    }
}

/* ---- the whole ------------------------------------------------------------------------------- */

size_t
bh_design_width(const struct bh_design_grid *grid)
{
    const size_t n = count_groups(grid);
    size_t combinations = 1;

    switch (grid->design) {
    case BH_SALTELLI:
        return (grid->has_second_order ? 2 : 1) * (n + grid->has_luck) + 2;
    case BH_MORRIS:
        return n + 1;
    case BH_FACTORIAL:
        for (size_t c = 0; c < grid->n_columns; c++) {
            if (combinations > UINT32_MAX / grid->levels) {
                return 0;
            }
            combinations *= grid->levels;
        }
        return combinations;
    case BH_MONTE_CARLO:
    case BH_LATIN_HYPERCUBE:
    case BH_NESTED_HYPERCUBE:
    case BH_OPTIMAL_HYPERCUBE:
    case BH_SOBOL:
    case BH_OWN:
        break;
    }
    return 1;
}

static enum bh_status
check_levels(const struct bh_design_grid *grid, struct bh_err *err)
{
    if (grid->design == BH_MORRIS && (grid->levels < 2 || grid->levels % 2 != 0)) {
        return bh_fail(err, BH_EINPUT, "levels is %u, a Morris design takes an even number from 2",
                       grid->levels);
    }
    if (grid->design == BH_FACTORIAL && grid->levels < 2) {
        return bh_fail(err, BH_EINPUT, "levels is %u, must be at least 2", grid->levels);
    }
    if (grid->design == BH_FACTORIAL && bh_design_width(grid) == 0) {
        return bh_fail(err, BH_EINPUT,
                       "%u levels of %zu variables are more combinations than can be run",
                       grid->levels, grid->n_columns);
    }
    return BH_OK;
}

enum bh_status
bh_design_check(const struct bh_design_grid *grid, struct bh_err *err)
{
    const bool is_sobol = grid->design == BH_SOBOL || grid->design == BH_SALTELLI;
    const size_t needed = grid->design == BH_SALTELLI ? 2 * grid->n_columns : grid->n_columns;

    const bool is_of_draws = grid->design == BH_MONTE_CARLO || grid->design == BH_LATIN_HYPERCUBE ||
                             grid->design == BH_NESTED_HYPERCUBE || grid->design == BH_SOBOL;

    if (grid->n_columns == 0 && !is_of_draws) { /* draws differ by luck alone then */
        return bh_fail(err, BH_EINPUT, "there is no variable to vary");
    }
    if (is_sobol && needed > BH_SOBOL_MOST_COLUMNS) {
        return bh_fail(
            err, BH_EINPUT,
            "the design needs Sobol' points of %zu columns, there are %d; use lhs, mc or "
            "morris",
            needed, BH_SOBOL_MOST_COLUMNS);
    }
    if (grid->n_rows > UINT32_MAX) {
        return bh_fail(err, BH_EINPUT, "the design has %zu rows, at most %u are possible",
                       grid->n_rows, UINT32_MAX);
    }
    return check_levels(grid, err);
}

void
bh_design_row(const struct bh_design_grid *grid, size_t row, double *out)
{
    switch (grid->design) {
    case BH_SALTELLI:
        saltelli_row(grid, row, out);
        return;
    case BH_MORRIS:
        morris_row(grid, row, out);
        return;
    case BH_MONTE_CARLO:
    case BH_LATIN_HYPERCUBE:
    case BH_OPTIMAL_HYPERCUBE: /* where it starts from */
        for (size_t c = 0; c < grid->n_columns; c++) {
            out[c] = random_cell(grid, row, c);
        }
        return;
    case BH_NESTED_HYPERCUBE:
        for (size_t c = 0; c < grid->n_columns; c++) {
            out[c] = nested_cell(grid, row, c);
        }
        return;
    case BH_SOBOL:
        for (size_t c = 0; c < grid->n_columns; c++) {
            out[c] = sobol_cell(grid, row, c, 0);
        }
        return;
    case BH_FACTORIAL:
        for (size_t c = 0; c < grid->n_columns; c++) {
            out[c] = factorial_cell(grid, row, c);
        }
        return;
    case BH_OWN:
        break;
    }
    assert(grid->design != BH_OWN); /* whose rows are a table's */
}

uint32_t
bh_design_luck(const struct bh_design_grid *grid, size_t row)
{
    const size_t width = bh_design_width(grid);
    bool is_b;
    size_t exchanged;

    if (grid->design == BH_MORRIS) {
        return (uint32_t) number_of(grid, row / width) + 1;
    }
    if (grid->design != BH_SALTELLI) {
        return (uint32_t) row + 1;
    }
    place_in_block(grid, row % width, &is_b, &exchanged);
    const bool takes_b = is_b != (grid->has_luck && exchanged == count_groups(grid));
    return (uint32_t) (2 * (row / width)) + (takes_b ? 2 : 1);
}
