/** @file cart.h  Classification tree (CART: Breiman, Friedman, Olshen & Stone 1984) on any matrix.
 *
 *  Deterministic: the same cases give the same tree, whatever the machine. */
#ifndef BLUEHELM_CART_H
#define BLUEHELM_CART_H

#include <bluehelm/cases.h>

#ifdef __cplusplus
extern "C" {
#endif

#define BH_CART_LEAF SIZE_MAX

/** A node; children of node i stand behind it, the left subtree first. */
struct bh_cart_node {
    size_t n, k;                   /* cases, of these of interest */
    double gini;                   /* 2 p (1 - p), p = k/n */
    size_t factor;                 /* that splits it; BH_CART_LEAF: a leaf */
    double threshold;              /* numbers: x <= threshold goes left */
    size_t level;                  /* categories: this level goes right, the others left */
    size_t left, right;            /* nodes */
    const struct bh_limit *limits; /* [n_factors] what holds of every case in it */
};

struct bh_cart {
    const struct bh_cart_node *nodes; /* [n_nodes], the root first */
    size_t n_nodes, n_factors;
    const struct bh_limit *whole;  /* [n_factors] */
    struct bh_cart_memory *memory; /* private */
};

/** Grows a tree. A node is split while it holds cases of both kinds and a split leaves at least
 *  floor(leaf_min * n) cases, and at least one, on each side; the split that lowers Gini impurity
 *  most is taken,
 *
 *      n_l n_r (p_l - p_r)^2 / n    as large as possible,
 *
 *  ties (within 1e-12 of each other) by position of the factor, then lowest threshold or level. A
 *  threshold is the midpoint of two neighbouring values. A category splits into one level and the
 *  rest. No pruning.
 *  @param leaf_min  0 < leaf_min < 0.5; 0.05 is usual
 *  @return BH_OK; BH_EINPUT (out of range; as bh_cases_check), BH_ENOMEM. */
BH_NODISCARD enum bh_status bh_cart_grow(const struct bh_cases *cases, double leaf_min,
                                         struct bh_cart **out, struct bh_err *err);
void bh_cart_free(struct bh_cart *tree);

/** The leaf case `i` falls into. */
size_t bh_cart_leaf_of(const struct bh_cart *tree, const struct bh_cases *cases, size_t i);

#ifdef __cplusplus
}
#endif
#endif
