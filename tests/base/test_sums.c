/** Sums that never round, and what is told from them. Oracles: 128-bit integers; identities of real
 *  numbers that doubles break (1e308 + 1 - 1e308 = 1); IEEE rounding to even; the sum of squares of
 *  0 .. n-1 about their mean, n (n^2 - 1) / 12; bh_cell_of and bh_quantile on the values
 *  themselves. */
#include "harness.h"

#include "base/statistics.h"
#include "base/sums.h"

#include <float.h>

/** Numbers that look random (Knuth's linear congruence, TAOCP 3.3.4, MMIX). */
static uint64_t
draw(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 11; /* 53 bits */
}

static double
sum_of(const double *x, size_t n)
{
    struct bh_exact sum = {.n_pending = 0};

    for (size_t i = 0; i < n; i++) {
        bh_exact_add(&sum, x[i]);
    }
    return bh_exact_value(&sum);
}

#define SUM(...)                                                                                   \
    sum_of((const double[]){__VA_ARGS__}, sizeof((const double[]){__VA_ARGS__}) / sizeof(double))

static void
test_sums_of_few(void)
{
    const double least = 0x1p-1074, half = 0x1p-53;

    bh_expect(SUM(0.0) == 0, "nothing is nothing");
    bh_expect(SUM(1e308, 1, -1e308) == 1, "1 survives 1e308");
    bh_expect(SUM(DBL_MAX, least, -DBL_MAX) == least, "the least double survives the greatest");
    bh_expect(SUM(DBL_MAX, DBL_MAX, -DBL_MAX) == DBL_MAX, "no overflow on the way");
    bh_expect(isinf(SUM(DBL_MAX, DBL_MAX)), "beyond the greatest double it is infinite");
    bh_expect(SUM(-DBL_MAX, -DBL_MAX) == (double) -INFINITY, "and below the least");
    bh_expect(SUM(1, half) == 1, "a tie goes to even, below");
    bh_expect(SUM(1 + 2 * half, half) == 1 + 4 * half, "a tie goes to even, above");
    bh_expect(SUM(1, half, least) == 1 + 2 * half, "the last bit of all decides a tie");
    bh_expect(SUM(-1, -half, -least) == -1 - 2 * half, "also of a negative sum");
    bh_expect(SUM(-1, -half) == -1, "and so does a tie");
    bh_expect(SUM(least, least, least) == 3 * least, "three of the least");
    bh_expect(SUM(0.1, 0.2, -0.3) == 0x1p-55, "0.1 + 0.2 - 0.3 as doubles have them");
}

/** As an integer that 128 bits hold. */
static void
test_against_integers(void)
{
    struct bh_exact sum = {.n_pending = 0}, squares = {.n_pending = 0};
    __int128 wanted = 0, wanted_squares = 0;
    uint64_t state = 1;
    bool is_same = true;

    for (unsigned i = 0; i < 20000; i++) {
        const int64_t m = (int64_t) draw(&state) - (INT64_C(1) << 52);
        const unsigned up = (unsigned) (draw(&state) % 56);
        const double small = (double) (m >> 3); /* so that squares of 20 000 fit 128 bits */

        bh_exact_add(&sum, ldexp((double) m, (int) up));
        wanted += (__int128) m * ((__int128) 1 << up);
        bh_exact_add_product(&squares, small, small);
        wanted_squares += (__int128) (m >> 3) * (m >> 3);
        is_same = is_same && bh_exact_value(&sum) == (double) wanted &&
                  bh_exact_value(&squares) == (double) wanted_squares;
    }
    bh_expect(is_same, "20 000 sums of doubles and of squares are those of 128-bit integers");
    sum.n_pending = (UINT32_C(1) << 29) - 3; /* as after half a thousand million additions */
    for (unsigned i = 0; i < 8; i++) {
        bh_exact_add(&sum, -1);
        wanted -= 1;
    }
    bh_expect(bh_exact_value(&sum) == (double) wanted && sum.n_pending < 8,
              "carries are made in time");
}

static void
test_scaled(void)
{
    struct bh_exact sum = {.n_pending = 0}, scaled = {.n_pending = 0}, wanted = {.n_pending = 0};
    struct bh_text a = {0}, b = {0};
    uint64_t state = 2;

    for (unsigned i = 0; i < 200; i++) {
        const double x = ldexp((double) draw(&state) - 0x1p52, (int) (draw(&state) % 300) - 150);

        bh_exact_add(&sum, x);
        bh_exact_add_product(&wanted, x, -0.7);
    }
    bh_exact_add_scaled(&scaled, &sum, -0.7);
    bh_exact_write(&scaled, &a);
    bh_exact_write(&wanted, &b);
    bh_expect_text("a sum scaled is the sum of what was scaled", bh_text_string(&a),
                   bh_text_string(&b));
    bh_exact_add_sum(&scaled, &wanted, -1);
    bh_text_clear(&a);
    bh_exact_write(&scaled, &a);
    bh_expect_text("less itself it is nothing", bh_text_string(&a), "0x0p+0");
    bh_text_fini(&a);
    bh_text_fini(&b);
}

static void
test_text(void)
{
    static const struct {
        double x;
        const char *text;
    } known[] = {{1, "0x1p+0"},      {-500, "-0x1f4p+0"},         {0.5, "0x8p-4"},
                 {4096, "0x1p+12"},  {0x1p-1074, "0x4p-1076"},    {0x1p1023, "0x8p+1020"}};
    static const char *const wrong[] = {"",        "1p+0",   "0x",       "0x1",      "0xp+0",
                                        "0x01p+0", "0x1p0",  "0x10p+0",  "0X1p+0",   "0x1p+1",
                                        "0x1p+0 ", "+0x1p+0", "-0x0p+0", "0x1p-2152", "0x1p+9999",
                                        "0x1gp+0", "0x1p+",  "--0x1p+0",
                                        "0x1p+99999999999999999999"};
    struct bh_exact sum, kept;
    struct bh_text text = {0};

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        memset(&sum, 0, sizeof sum);
        bh_exact_add(&sum, known[i].x);
        bh_text_clear(&text);
        bh_exact_write(&sum, &text);
        bh_expect_text("a sum as text", bh_text_string(&text), known[i].text);
        memset(&sum, 0, sizeof sum);
        bh_expect(bh_exact_read(known[i].text, &sum) && bh_exact_value(&sum) == known[i].x,
                  "and read back: %s", known[i].text);
    }
    kept = sum;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        bh_expect(!bh_exact_read(wrong[i], &sum) && memcmp(&sum, &kept, sizeof sum) == 0,
                  "no sum, and nothing is touched: '%s'", wrong[i]);
    }
    bh_text_fini(&text);
}

/** Values of several sorts; the same bins must do for all. */
static double
value_of(unsigned kind, uint64_t *state)
{
    const double u = (double) draw(state) * 0x1p-53;

    switch (kind) {
    case 0: /* whole numbers, and never */
        return u < 0.1 ? (double) INFINITY : floor(u * 1096);
    case 1: /* money, over many octaves, of both signs and zero */
        return u < 0.2 ? 0.0 : (u < 0.4 ? -1 : 1) * exp(30 * u - 5);
    case 2: /* shares */
        return u * u;
    default: /* of no spread beside their size */
        return 1e15 + floor(u * 4);
    }
}

static void
test_quantiles(void)
{
    enum { N = 4001 };
    static double x[N];
    static const double at[] = {0, 0.05, 0.25, 0.5, 0.7501, 0.95, 1};

    for (unsigned kind = 0; kind < 4; kind++) {
        struct bh_bins bins = {0};
        uint64_t state = kind;
        double low = (double) INFINITY, high = (double) -INFINITY, worst = 0;
        bool is_counted = true;

        for (size_t i = 0; i < N; i++) {
            x[i] = value_of(kind, &state);
            is_counted = bh_bins_add(&bins, x[i]) && is_counted;
            low = isfinite(x[i]) ? fmin(low, x[i]) : low;
            high = isfinite(x[i]) ? fmax(high, x[i]) : high;
        }
        bh_sort(x, N);
        for (size_t i = 0; i < sizeof at / sizeof at[0]; i++) {
            const double wanted = bh_quantile(x, N, at[i]);
            const double found = bh_bins_quantile(&bins, at[i], low, high);
            const double off = wanted == found ? 0 : fabs(found - wanted) / fabs(wanted);

            worst = fmax(worst, off);
        }
        bh_expect(is_counted && worst <= BH_BINS_ERROR && bh_bins_total(&bins) == N,
                  "quantiles of kind %u are within half a bin: %.2g", kind, worst);
        bh_expect(kind != 0 || (worst == 0 && bins.n_on_edge == N),
                  "whole numbers have bins of their own");
        bh_bins_fini(&bins);
    }
}

static void
test_edges(void)
{
    struct bh_bins bins = {0};
    static const double odd[] = {0.0, -0.0, 0x1p-1074, -0x1p-1060, (double) -INFINITY, DBL_MAX};

    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
        bh_expect(bh_bins_add(&bins, odd[i]), "an odd value: %g", odd[i]);
    }
    bh_expect(bins.n == 3 && bins.octaves[1].counts[0] == 4, "what is next to nothing is zero");
    bh_expect(bh_octave_low(bins.octaves[0].rank) == (double) -INFINITY, "-inf has an octave");
    bh_expect(bh_octave_low(bins.octaves[2].rank) == 0x1p1023, "and so has the greatest");
    bh_expect(!bh_octave_is_low(3) && !bh_octave_is_low((double) NAN) && !bh_octave_is_low(-0.0) &&
                  bh_octave_is_low(0) && bh_octave_is_low(-4) &&
                  bh_octave_is_low((double) -INFINITY),
              "powers of two, zero and infinities bound octaves");
    bh_expect(bh_bins_octave(&bins, -4.0) != NULL && bh_octave_low(bins.octaves[1].rank) == -4,
              "-4 does, between -inf and zero");
    bh_bins_fini(&bins);
}

/* ---- sums of futures ------------------------------------------------------------------------ */

enum { N_OPTIONS = 3, N_COLUMNS = 4, N_FUTURES = 500 };

/** Futures first .. last - 1 into sums; some fail. `columns` receives what the options that ran
 *  said, or is NULL. */
static void
add_futures(struct bh_sums *sums, size_t first, size_t last,
            struct bh_column columns[N_OPTIONS][N_COLUMNS])
{
    for (size_t f = first; f < last; f++) {
        double values[N_OPTIONS][N_COLUMNS];
        const double *rows[N_OPTIONS];

        for (size_t o = 0; o < N_OPTIONS; o++) {
            uint64_t state = 1000 * f + o;

            rows[o] = (f + o) % 17 == 0 ? NULL : values[o];
            for (unsigned c = 0; c < N_COLUMNS; c++) {
                values[o][c] = value_of(c, &state);
                if (columns != NULL && rows[o] != NULL) {
                    columns[o][c].keys[columns[o][c].n] = f;
                    columns[o][c].values[columns[o][c].n++] = values[o][c];
                }
            }
        }
        if (!bh_sums_add(sums, rows)) {
            bh_expect(false, "future %zu is added", f);
        }
    }
}

static bool
is_near(double a, double b, double scale)
{
    return (isnan(a) && isnan(b)) || a == b || fabs(a - b) <= 1e-12 * scale;
}

static bool
are_near(struct bh_estimate a, struct bh_estimate b, double scale)
{
    return is_near(a.value, b.value, scale) && is_near(a.low, b.low, scale) &&
           is_near(a.high, b.high, scale);
}

static bool
are_equal(struct bh_estimate a, struct bh_estimate b)
{
    return are_near(a, b, 0);
}

/** The sums against the values themselves. */
static void
test_cells(void)
{
    static uint64_t keys[N_OPTIONS][N_COLUMNS][N_FUTURES];
    static double values[N_OPTIONS][N_COLUMNS][N_FUTURES], scratch[N_FUTURES];
    static const struct bh_goal goals[N_COLUMNS] = {{2, 500}, {1, 0}, {0, 0}, {3, 1e15}};
    struct bh_column columns[N_OPTIONS][N_COLUMNS];
    struct bh_sums sums;

    for (size_t o = 0; o < N_OPTIONS; o++) {
        for (size_t c = 0; c < N_COLUMNS; c++) {
            columns[o][c] = (struct bh_column){keys[o][c], values[o][c], 0};
        }
    }
    bh_expect(bh_sums_make(N_OPTIONS, N_COLUMNS, goals, &sums), "sums are made");
    add_futures(&sums, 0, N_FUTURES, columns);
    for (size_t o = 0; o < N_OPTIONS; o++) {
        for (size_t c = 0; c < N_COLUMNS; c++) {
            const struct bh_cell wanted = bh_cell_of(&columns[o][c], goals[c], scratch);
            const struct bh_cell found = bh_sums_cell(&sums, o, c);
            const double scale = fmax(fabs(wanted.q05), fabs(wanted.mean.value));
            size_t n_wanted, n_found;

            bh_expect(found.n == wanted.n && are_equal(found.reached, wanted.reached) &&
                          are_equal(found.met, wanted.met),
                      "counts of option %zu, column %zu", o, c);
            bh_expect(are_near(found.mean, wanted.mean, isfinite(scale) ? scale : 1e3),
                      "its mean and interval");
            bh_expect(is_near(found.median, wanted.median, fabs(wanted.median) * 5e8),
                      "its median"); /* 5e8 x 1e-12: half a bin */
            const struct bh_estimate d =
                bh_column_difference(&columns[o][c], &columns[1][c], scratch, &n_wanted);
            const struct bh_estimate e = bh_sums_difference(&sums, o, 1, c, &n_found);
            bh_expect(o == 1 ? isnan(e.value) && n_found == 0
                             : n_found == n_wanted &&
                                   are_near(e, d, fmax(fabs(d.low), fabs(d.high))),
                      "and its differences to option 1");
        }
    }
    bh_sums_fini(&sums);
}

/** A great mean with a small spread, where sums of rounded squares say nothing. */
static void
test_interval_of_little_spread(void)
{
    const struct bh_goal none = {0, 0};
    const double n = 1001, offset = 0x1p50;
    const double wanted =
        bh_student_975(n - 1) * sqrt(n * (n * n - 1) / 12 / (n - 1) / n);
    struct bh_sums sums;

    bh_expect(bh_sums_make(1, 1, &none, &sums), "sums are made");
    for (double i = 0; i < n; i++) {
        const double x = offset + i;
        const double *const row = &x;

        if (!bh_sums_add(&sums, &row)) {
            bh_expect(false, "a value is added");
        }
    }
    const struct bh_estimate mean = bh_sums_cell(&sums, 0, 0).mean;
    bh_expect(mean.value == offset + 500, "the mean of offset + 0 .. 1000");
    /* low and high are doubles near 2^50, an eighth apart at most */
    bh_expect(fabs(mean.high - mean.value - wanted) <= 0.125, "its interval: %g, wanted %g",
              mean.high - mean.value, wanted);
    bh_sums_fini(&sums);
}

static void
write_all(const struct bh_sums *sums, struct bh_text *text)
{
    for (size_t i = 0; i < N_OPTIONS * N_COLUMNS; i++) {
        const struct bh_column_sums *c = &sums->columns[i];

        bh_text_printf(text, "%zu %zu %a %a ", (size_t) c->n_finite, (size_t) c->n_met, c->low,
                       c->high);
        bh_exact_write(&c->sum, text);
        bh_exact_write(&c->squares, text);
        for (size_t k = 0; k < c->bins.n; k++) {
            bh_text_printf(text, " %d:", c->bins.octaves[k].rank);
            bh_text_add_n(text, (const char *) c->bins.octaves[k].counts,
                          BH_BINS_PER_OCTAVE * sizeof(uint32_t));
        }
    }
    for (size_t i = 0; i < 3 * N_COLUMNS; i++) {
        bh_text_printf(text, " %zu ", (size_t) sums->pairs[i].n);
        bh_exact_write(&sums->pairs[i].sum, text);
        bh_exact_write(&sums->pairs[i].squares, text);
    }
}

static void
test_merging(void)
{
    static const struct bh_goal goals[N_COLUMNS] = {{2, 500}, {1, 0}, {0, 0}, {3, 1e15}};
    struct bh_sums whole, first, second;
    struct bh_text a = {0}, b = {0};

    bh_expect(bh_sums_make(N_OPTIONS, N_COLUMNS, goals, &whole) &&
                  bh_sums_make(N_OPTIONS, N_COLUMNS, goals, &first) &&
                  bh_sums_make(N_OPTIONS, N_COLUMNS, goals, &second),
              "sums are made");
    add_futures(&whole, 0, N_FUTURES, NULL);
    add_futures(&second, 200, N_FUTURES, NULL);
    add_futures(&first, 100, 200, NULL);
    bh_expect(bh_sums_add_sums(&second, &first), "sums are added to sums");
    add_futures(&second, 0, 100, NULL);
    write_all(&whole, &a);
    write_all(&second, &b);
    bh_expect(a.n == b.n && memcmp(a.data, b.data, a.n) == 0,
              "sums of parts in any order are those of the whole, bit for bit");
    bh_text_fini(&a);
    bh_text_fini(&b);
    bh_sums_fini(&whole);
    bh_sums_fini(&first);
    bh_sums_fini(&second);
}

int
main(void)
{
    test_sums_of_few();
    test_against_integers();
    test_scaled();
    test_text();
    test_quantiles();
    test_edges();
    test_cells();
    test_interval_of_little_spread();
    test_merging();
    return bh_finish();
}
