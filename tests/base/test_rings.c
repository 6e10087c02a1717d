/* Rings thinned on shared borders. Oracles: area is conserved in a partition, whatever is taken out
 * of the borders inside; symmetry under direction, start and order; areas of triangles by hand. */
#include "base/base64.h"
#include "base/json.h"
#include "base/rings.h"
#include "base/text.h"
#include "harness.h"

enum { SIDE = 6, STEPS = 40, N_CELLS = SIDE * SIDE, ROOM = 4 * STEPS };

/** A random number of its own for every point of the lattice of borders, -0.5 to 0.5. */
static double
jitter(int x, int y, int k)
{
    unsigned z = (unsigned) x * 73856093u ^ (unsigned) y * 19349663u ^ (unsigned) k * 83492791u;

    z = (z ^ z >> 13) * 1274126177u;
    return (double) (z >> 8 & 0xffff) / 65535.0 - 0.5;
}

/** Point (x, y) of a lattice with STEPS points to each side of a cell; the outline is straight. */
static void
place(int x, int y, double *xy)
{
    const int last = SIDE * STEPS;

    xy[0] = 10 + (x + (x > 0 && x < last ? jitter(x, y, 1) : 0)) / STEPS;
    xy[1] = 50 + (y + (y > 0 && y < last ? jitter(x, y, 2) : 0)) / STEPS;
}

/** The ring of one cell, counter-clockwise from `start`; backwards when `turned`. */
static struct bh_ring
cell(int column, int row, int start, bool turned, double *xy)
{
    for (int i = 0; i < ROOM; i++) {
        const int at = ((turned ? ROOM - i : i) + start) % ROOM, side = at / STEPS, k = at % STEPS;
        const int x[] = {k, STEPS, STEPS - k, 0}, y[] = {0, k, STEPS, STEPS - k};

        place(column * STEPS + x[side], row * STEPS + y[side], xy + 2 * i);
    }
    return (struct bh_ring){xy, ROOM};
}

static double
sum_of_areas(const struct bh_ring *rings, size_t n, size_t *n_points)
{
    double sum = 0;

    *n_points = 0;
    for (size_t i = 0; i < n; i++) {
        sum += fabs(bh_ring_area(&rings[i]));
        *n_points += rings[i].n;
    }
    return sum;
}

/** Cells of a partition: what one loses at a border its neighbour gains, so the sum of areas stays
 *  SIDE x SIDE. It would not if the two sides of a border were thinned apart. */
static void
test_partition(void)
{
    static double xy[N_CELLS][2 * ROOM], turned_xy[N_CELLS][2 * ROOM];
    struct bh_ring cells[N_CELLS], turned[N_CELLS], out[N_CELLS], again[N_CELLS];
    struct bh_arena arena;
    size_t n_before, n_after, n_turned;

    bh_arena_init(&arena);
    for (int i = 0; i < N_CELLS; i++) {
        const int k = N_CELLS - 1 - i;

        cells[i] = cell(i % SIDE, i / SIDE, 0, false, xy[i]);
        turned[i] = cell(k % SIDE, k / SIDE, 17 * k % ROOM, k % 3 == 0, turned_xy[i]);
    }
    const struct bh_ring_grid grid = bh_rings_grid(cells, N_CELLS, 100);
    bh_expect(bh_rings_thin(cells, N_CELLS, &grid, &arena, out, NULL) == BH_OK, "thinning");
    bh_expect(fabs(sum_of_areas(cells, N_CELLS, &n_before) - SIDE * SIDE) < 1e-9,
              "the cells fill the square before");
    bh_expect(fabs(sum_of_areas(out, N_CELLS, &n_after) - SIDE * SIDE) < 1e-9,
              "they fill it after: shared borders stay shared");
    bh_expect(n_after * 3 < n_before, "fewer points: %zu of %zu", n_after, n_before);
    bh_expect(bh_rings_thin(turned, N_CELLS, &grid, &arena, again, NULL) == BH_OK, "turned");
    sum_of_areas(again, N_CELLS, &n_turned);
    bool is_same = n_turned == n_after;
    for (int i = 0; i < N_CELLS; i++) {
        is_same = is_same && out[i].n == again[N_CELLS - 1 - i].n &&
                  fabs(fabs(bh_ring_area(&out[i])) -
                       fabs(bh_ring_area(&again[N_CELLS - 1 - i]))) < 1e-12;
    }
    bh_expect(is_same, "neither order, direction nor start of the rings matters");
    bh_arena_fini(&arena);
}

/** An island in a hole: both rings have no junction, and must still be the same points. */
static void
test_enclave(void)
{
    double island_xy[2 * ROOM], hole_xy[2 * ROOM];
    const struct bh_ring rings[] = {cell(2, 2, 0, false, island_xy), cell(2, 2, 55, true, hole_xy)};
    const struct bh_ring_grid grid = {4, 1e-3};
    struct bh_ring out[2];
    struct bh_arena arena;

    bh_arena_init(&arena);
    bh_expect(bh_rings_thin(rings, 2, &grid, &arena, out, NULL) == BH_OK, "thinning an enclave");
    bh_expect(out[0].n == out[1].n && out[0].n < ROOM &&
                  fabs(bh_ring_area(&out[0]) + bh_ring_area(&out[1])) < 1e-12,
              "an enclave fits its hole: %zu and %zu points", out[0].n, out[1].n);
    bh_arena_fini(&arena);
}

static size_t
points_left(const struct bh_ring *ring, int decimals, double least_area)
{
    const struct bh_ring_grid grid = {decimals, least_area};
    struct bh_ring out = {NULL, 99};
    struct bh_arena arena;

    bh_arena_init(&arena);
    const bool is_good = bh_rings_thin(ring, 1, &grid, &arena, &out, NULL) == BH_OK;
    bh_arena_fini(&arena);
    return is_good ? out.n : 99;
}

/** By hand, at the equator: a unit square with a dent of area 0.005 in one side and a point of 0.03
 *  on another, whose foot (1, 0.4) has 0.02; without the foot the point has 0.05. */
static void
test_triangles(void)
{
    static const double xy[] = {0, 0, 0.5, 0.01, 1, 0, 1, 0.4, 1.1, 0.75, 1, 1, 0, 1};
    const struct bh_ring ring = {xy, 7};

    bh_expect(points_left(&ring, 3, 0.004) == 7, "every triangle is larger: all stay");
    bh_expect(points_left(&ring, 3, 0.006) == 6, "the dent goes");
    bh_expect(points_left(&ring, 3, 0.025) == 5, "the foot goes too");
    bh_expect(points_left(&ring, 3, 0.06) == 4, "then the point");
    bh_expect(points_left(&ring, 3, 100) == 3, "a ring keeps three points");
    bh_expect(points_left(&ring, -1, 0) == 0, "a ring smaller than a step is nothing");
}

/** RFC 4648, section 10. */
static void
test_base64(void)
{
    static const char *const vectors[][2] = {{"", ""},         {"f", "Zg=="},     {"fo", "Zm8="},
                                             {"foo", "Zm9v"},  {"foob", "Zm9vYg=="},
                                             {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"}};

    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
        struct bh_text out = {0};

        bh_base64_add(&out, vectors[i][0], strlen(vectors[i][0]));
        bh_expect_text(vectors[i][0], bh_text_string(&out), vectors[i][1]);
        bh_text_fini(&out);
    }
}

/** The same value dense and not; blanks inside strings stay. Oracle: written by hand. */
static void
test_dense(void)
{
    struct bh_text out = {0};
    struct bh_json json = bh_json_make_dense(&out);

    bh_json_object(&json, NULL);
    bh_json_value(&json, "a", "{\n  \"b c\": [1, 2],\n  \"d \\\" : e\": \"\\\\\"\n}\n");
    bh_json_value(&json, "f", NULL);
    bh_json_rounded(&json, "g", 1.23456, 3);
    bh_json_rounded(&json, "h", 1092, 3);
    bh_json_rounded(&json, "i", NAN, 3);
    bh_json_end_object(&json);
    bh_expect_text("dense", bh_text_string(&out),
                   "{\"a\":{\"b c\":[1,2],\"d \\\" : e\":\"\\\\\"},\"f\":null,\"g\":1.23,"
                   "\"h\":1090,\"i\":null}");
    bh_text_fini(&out);
}

int
main(void)
{
    test_partition();
    test_enclave();
    test_triangles();
    test_base64();
    test_dense();
    return bh_finish();
}
