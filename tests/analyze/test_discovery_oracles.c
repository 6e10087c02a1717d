/** @file test_discovery_oracles.c  PRIM and CART beside other programs on published data.
 *
 *  Data: the 882 cases of Bryant & Lempert (2010), 9 factors, of interest: cost above its 90th
 *  percentile. Oracles: whole trajectories of the EMA Workbench (which agree with Platypus's PRIM
 *  to the last digit) and leaves of scikit-learn. They are read from a folder that is not part of
 *  this project: bh_oracles() of harness.h. Without
 *  it there is nothing to compare with, and the tests say that they are skipped. Prints a table:
 *  ours, theirs, difference. */
#include "base/csv.h"
#include "base/file.h"
#include "harness.h"

#include <bluehelm/cart.h>
#include <bluehelm/prim.h>
#include <stdlib.h>

enum { N_FACTORS = 9 };

static const char *const names[N_FACTORS] = {
    "Cellulosic cost",          "Total biomass",    "Feedstock distribution",
    "Cellulosic yield",         "Oil elasticity",   "Demand elasticity",
    "Electricity coproduction", "oil supply shift", "Biomass backstop price"};

static const char *folder = "";

static double *
column(const struct bh_csv *csv, const char *name)
{
    size_t c = 0;

    if (bh_csv_find(csv, name, &c, NULL) != BH_OK) {
        printf("not ok %s has no column %s\n", csv->path, name);
        exit(1);
    }
    return csv->columns[c].values;
}

static struct bh_csv
open_csv(const char *name)
{
    struct bh_csv csv = {0};
    struct bh_err err = {BH_OK, ""};
    char path[4096];

    snprintf(path, sizeof path, "%s/exploration/%s", folder, name);
    if (bh_csv_read(path, &csv, &err) != BH_OK) {
        printf("not ok %s\n", err.text);
        exit(1);
    }
    return csv;
}

/** The published cases as factors. */
static struct bh_cases
bryant(const struct bh_csv *csv, struct bh_factor factors[N_FACTORS], bool *is_hit)
{
    const double *y = column(csv, "Greater than 90%");

    for (int f = 0; f < N_FACTORS; f++) {
        factors[f] = (struct bh_factor){.name = names[f], .values = column(csv, names[f])};
    }
    for (size_t i = 0; i < csv->n_rows; i++) {
        is_hit[i] = y[i] != 0;
    }
    return (struct bh_cases){csv->n_rows, factors, N_FACTORS, is_hit, NULL, NULL};
}

/** Largest differences between one trajectory and its oracle. */
struct difference {
    size_t steps, first; /* their steps; first step whose n or k differ, SIZE_MAX for none */
    double share, limit, quasi_p;
};

static double
at(const struct bh_csv *csv, const char *name, const char *ending, size_t row)
{
    char full[80];

    snprintf(full, sizeof full, "%s%s", name, ending);
    return column(csv, full)[row];
}

/** Largest difference of the quasi-p of one step. */
static double
compare_quasi_p(const struct bh_cases *cases, const bool *base, const struct bh_prim_box *box,
                const struct bh_csv *theirs, size_t i)
{
    double p[2 * N_FACTORS], largest = 0;

    if (bh_prim_quasi_p(cases, base, box->whole, box->steps[i].limits, p, NULL) != BH_OK) {
        return INFINITY;
    }
    for (int f = 0; f < N_FACTORS; f++) {
        largest = fmax(largest, fabs(p[2 * f] - at(theirs, names[f], "_qp_lo", i)));
        largest = fmax(largest, fabs(p[2 * f + 1] - at(theirs, names[f], "_qp_hi", i)));
    }
    return largest;
}

static struct difference
compare(const struct bh_cases *cases, const bool *base, const struct bh_prim_box *box,
        const struct bh_csv *theirs)
{
    struct difference d = {theirs->n_rows, SIZE_MAX, 0, 0, 0};

    for (size_t i = 0; i < box->n_steps && i < theirs->n_rows; i++) {
        const struct bh_prim_step *step = &box->steps[i];

        if (d.first == SIZE_MAX && ((double) step->n != column(theirs, "n")[i] ||
                                    (double) step->k != column(theirs, "k")[i])) {
            d.first = i;
        }
        d.share = fmax(d.share, fabs(step->coverage - column(theirs, "coverage")[i]));
        d.share = fmax(d.share, fabs(step->density - column(theirs, "density")[i]));
        d.share = fmax(d.share, fabs(step->mass - column(theirs, "mass")[i]));
        for (int f = 0; f < N_FACTORS; f++) {
            d.limit = fmax(d.limit, fabs(step->limits[f].low - at(theirs, names[f], "_min", i)));
            d.limit = fmax(d.limit, fabs(step->limits[f].high - at(theirs, names[f], "_max", i)));
        }
        d.quasi_p = fmax(d.quasi_p, compare_quasi_p(cases, base, box, theirs, i));
    }
    return d;
}

static const struct {
    const char *file;
    struct bh_prim_settings settings;
    int box; /* 1, 2, or 3: the second with the first one's cases kept as of no interest */
} runs[] = {
    {"peel0.05_lenient1_box1", {BH_PRIM_LENIENT1, 0.05, 0.05, 0.05, false}, 1},
    {"peel0.05_lenient1_box2", {BH_PRIM_LENIENT1, 0.05, 0.05, 0.05, false}, 2},
    {"peel0.05_lenient1_box2_guivarch", {BH_PRIM_LENIENT1, 0.05, 0.05, 0.05, false}, 3},
    {"peel0.05_lenient2_box1", {BH_PRIM_LENIENT2, 0.05, 0.05, 0.05, false}, 1},
    {"peel0.05_original_box1", {BH_PRIM_ORIGINAL, 0.05, 0.05, 0.05, false}, 1},
    {"peel0.05_lenient1_mass0.01_box1", {BH_PRIM_LENIENT1, 0.05, 0.05, 0.01, false}, 1},
    {"peel0.05_lenient1_mass0.02_box1", {BH_PRIM_LENIENT1, 0.05, 0.05, 0.02, false}, 1},
    {"peel0.05_lenient1_mass0.1_box1", {BH_PRIM_LENIENT1, 0.05, 0.05, 0.1, false}, 1},
    {"peel0.1_lenient1_box1", {BH_PRIM_LENIENT1, 0.1, 0.05, 0.05, false}, 1},
    {"peel0.1_lenient1_box2", {BH_PRIM_LENIENT1, 0.1, 0.05, 0.05, false}, 2},
    {"peel0.1_lenient1_box2_guivarch", {BH_PRIM_LENIENT1, 0.1, 0.05, 0.05, false}, 3},
    {"peel0.1_lenient2_box1", {BH_PRIM_LENIENT2, 0.1, 0.05, 0.05, false}, 1},
    {"peel0.1_original_box1", {BH_PRIM_ORIGINAL, 0.1, 0.05, 0.05, false}, 1},
};

static void
test_run(const struct bh_cases *whole, size_t run)
{
    struct bh_cases cases = *whole;
    struct bh_prim_box *first = NULL, *box = NULL;
    bool *inside = malloc(cases.n), *base = malloc(cases.n), *is_hit = malloc(cases.n);
    struct bh_err err = {BH_OK, ""};
    char name[200];

    snprintf(name, sizeof name, "prim/ema_bryant_%s.csv", runs[run].file);
    struct bh_csv theirs = open_csv(name);
    enum bh_status st = bh_prim_find(&cases, NULL, &runs[run].settings, &first, &err);
    if (st == BH_OK && runs[run].box > 1) {
        bh_cases_inside(&cases, first->steps[first->n_steps - 1].limits, inside);
        for (size_t i = 0; i < cases.n; i++) {
            base[i] = !inside[i];
            is_hit[i] = cases.is_hit[i] && !inside[i];
        }
        cases.is_hit = runs[run].box == 3 ? is_hit : cases.is_hit;
        st =
            bh_prim_find(&cases, runs[run].box == 2 ? base : NULL, &runs[run].settings, &box, &err);
    }
    const struct bh_prim_box *ours = box == NULL ? first : box;
    if (bh_expect(st == BH_OK, "%s runs %s", runs[run].file, err.text)) {
        const struct difference d =
            compare(&cases, runs[run].box == 2 ? base : NULL, ours, &theirs);
        const struct bh_prim_step *last = &ours->steps[ours->n_steps - 1];

        printf("# %-34s %3zu %3zu %4zu %4.0f %3zu %3.0f %9.1e %9.1e %9.1e\n", runs[run].file,
               ours->n_steps, d.steps, last->n, column(&theirs, "n")[d.steps - 1], last->k,
               column(&theirs, "k")[d.steps - 1], d.share, d.limit, d.quasi_p);
        bh_expect(ours->n_steps == d.steps && d.first == SIZE_MAX,
                  "%s: n and k are equal in every step", runs[run].file);
        bh_expect(d.share < 1e-12 && d.limit < 1e-9, "%s: limits agree to 1e-9", runs[run].file);
        bh_expect(d.quasi_p < 1e-9, "%s: quasi-p agree to 1e-9", runs[run].file);
    }
    bh_prim_free(first);
    bh_prim_free(box);
    bh_csv_fini(&theirs);
    free(inside);
    free(base);
    free(is_hit);
}

/** The tree: scikit-learn's with ties taken in our order. It rounds inputs to single precision, so
 *  ours is given rounded inputs here, and thresholds must then agree to the last digits. */
static void
test_cart(const struct bh_cases *whole)
{
    struct bh_csv tree = open_csv("cart/bryant_tree_own_deterministic.csv");
    struct bh_csv leaves = open_csv("cart/bryant_leaves_correct.csv");
    struct bh_factor rounded[N_FACTORS];
    struct bh_cases cases = *whole;
    struct bh_cart *ours = NULL, *exact = NULL;
    size_t wrong = 0, wrong_leaves = 0, wrong_exact = 0;
    double threshold = 0, gini = 0;

    for (int f = 0; f < N_FACTORS; f++) {
        double *x = malloc(cases.n * sizeof *x);

        for (size_t i = 0; i < cases.n; i++) {
            x[i] = (double) (float) whole->factors[f].values[i];
        }
        rounded[f] = whole->factors[f];
        rounded[f].values = x;
    }
    cases.factors = rounded;
    if (bh_expect(bh_cart_grow(&cases, 0.05, &ours, NULL) == BH_OK &&
                      bh_cart_grow(whole, 0.05, &exact, NULL) == BH_OK,
                  "CART runs")) {
        printf("# CART %-10s %8s %8s %6s %6s %10s %10s\n", "node", "n ours", "theirs", "k",
               "theirs", "threshold", "theirs");
        for (size_t i = 0; i < tree.n_rows && i < ours->n_nodes; i++) {
            const struct bh_cart_node *node = &ours->nodes[i];
            const bool is_leaf = node->factor == BH_CART_LEAF;
            const double theirs = column(&tree, "threshold")[i];

            wrong += (double) node->n != column(&tree, "n")[i] ||
                     (double) node->k != column(&tree, "k")[i] ||
                     is_leaf != (column(&tree, "left")[i] < 0);
            wrong_exact += exact->nodes[i].n != node->n || exact->nodes[i].k != node->k;
            gini = fmax(gini, fabs(node->gini - column(&tree, "gini")[i]));
            threshold = fmax(threshold, is_leaf ? 0 : fabs(node->threshold - theirs));
            printf("# CART %-10zu %8zu %8.0f %6zu %6.0f %10g %10g\n", i, node->n,
                   column(&tree, "n")[i], node->k, column(&tree, "k")[i],
                   is_leaf ? NAN : node->threshold, theirs);
        }
        for (size_t i = 0; i < leaves.n_rows; i++) {
            const struct bh_cart_node *node = &ours->nodes[(size_t) column(&leaves, "node")[i]];

            wrong_leaves += (double) node->n != column(&leaves, "n")[i] ||
                            (double) node->k != column(&leaves, "k")[i] ||
                            node->factor != BH_CART_LEAF;
        }
        printf("# CART largest difference: threshold %.1e, gini %.1e\n", threshold, gini);
        bh_expect(ours->n_nodes == tree.n_rows && wrong == 0, "CART: n, k and shape of every node");
        bh_expect(wrong_leaves == 0, "CART: n and k of every leaf");
        bh_expect(threshold < 1e-12 && gini < 1e-12, "CART: thresholds and impurities");
        bh_expect(exact->n_nodes == tree.n_rows && wrong_exact == 0,
                  "CART: rounding inputs to single precision changes no node here");
    }
    bh_cart_free(ours);
    bh_cart_free(exact);
    for (int f = 0; f < N_FACTORS; f++) {
        free((void *) (uintptr_t) rounded[f].values);
    }
    bh_csv_fini(&tree);
    bh_csv_fini(&leaves);
}

int
main(void)
{
    struct bh_factor factors[N_FACTORS];

    folder = bh_oracles();
    if (!bh_file_is_directory(folder)) {
        printf("# skip: no oracles in %s (set BH_ORACLES)\n", folder);
        return 0;
    }
    struct bh_csv csv = open_csv("prim/bryant2010.csv");
    bool *is_hit = malloc(csv.n_rows);
    const struct bh_cases cases = bryant(&csv, factors, is_hit);

    printf(
        "# PRIM, ours and theirs              steps   last n     last k    largest difference in\n"
        "#                                                                share     limit     "
        "quasi-p\n");
    for (size_t i = 0; i < sizeof runs / sizeof runs[0]; i++) {
        test_run(&cases, i);
    }
    test_cart(&cases);
    free(is_hit);
    bh_csv_fini(&csv);
    return bh_finish();
}
