/** @file cart.c  Classification tree.
 *
 *  Layer: analyze.  Every numeric factor keeps all cases sorted by its values; a node owns the same
 *  stretch of each list. Splitting a node partitions that stretch in every list, keeping the order,
 *  so that nothing is sorted twice: O(cases x factors) for each level of the tree. */
#include <bluehelm/cart.h>

#include "analyze/order.h"
#include "base/arena.h"
#include "base/err.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TIE 1e-12 /* splits whose gains differ relatively by less are equal */

struct bh_cart_memory {
    struct bh_arena arena;
};

struct split {
    size_t factor; /* BH_CART_LEAF: none */
    double threshold;
    size_t level;
    double gain;
};

struct work {
    const struct bh_cases *cases;
    struct bh_arena *arena; /* of the tree */
    struct bh_cart_node *nodes;
    size_t n_nodes;
    size_t leaf_min;
    uint32_t **lists; /* [n_factors][cases] */
    uint32_t *scratch;
    bool *goes_left;
};

/** A node still to be grown: its stretch of the lists and its limits. */
struct stretch {
    size_t from, to;
    struct bh_limit *limits;
};

/* ---- the best split ------------------------------------------------------------------------- */

static void
offer(struct split *best, struct split made, struct bh_cart_node whole, size_t n, size_t k)
{
    const double left = (double) n, right = (double) (whole.n - n);
    const double apart = (double) k * right - (double) (whole.k - k) * left;

    made.gain = apart / left * (apart / right);
    if (best->factor == BH_CART_LEAF || made.gain > best->gain + TIE * best->gain) {
        *best = made;
    }
}

/** A value between a < b that is below b also when rounding leaves no room. */
static double
midpoint(double a, double b)
{
    const double middle = a + (b - a) / 2;

    return middle < b ? middle : a;
}

static void
offer_thresholds(const struct work *w, size_t factor, struct stretch s, struct bh_cart_node whole,
                 struct split *best)
{
    const double *x = w->cases->factors[factor].values;
    const uint32_t *ids = w->lists[factor];
    size_t k = 0;

    for (size_t i = s.from; i + 1 < s.to; i++) {
        const size_t n = i + 1 - s.from;

        k += w->cases->is_hit[ids[i]];
        if (x[ids[i]] < x[ids[i + 1]] && n >= w->leaf_min && whole.n - n >= w->leaf_min) {
            const double threshold = midpoint(x[ids[i]], x[ids[i + 1]]);

            offer(best, (struct split){factor, threshold, 0, 0}, whole, n, k);
        }
    }
}

static void
offer_levels(const struct work *w, size_t factor, struct stretch s, struct bh_cart_node whole,
             struct split *best)
{
    const struct bh_factor *f = &w->cases->factors[factor];
    size_t n[BH_MOST_LEVELS] = {0}, k[BH_MOST_LEVELS] = {0};

    for (size_t i = s.from; i < s.to; i++) {
        const uint32_t id = w->lists[factor][i];
        const size_t level = (size_t) f->values[id];

        n[level]++;
        k[level] += w->cases->is_hit[id];
    }
    for (size_t l = 0; l < f->n_levels; l++) {
        if (n[l] >= w->leaf_min && whole.n - n[l] >= w->leaf_min) {
            offer(best, (struct split){factor, 0, l, 0}, whole, whole.n - n[l], whole.k - k[l]);
        }
    }
}

static struct split
best_split(const struct work *w, struct stretch s, struct bh_cart_node whole)
{
    struct split best = {.factor = BH_CART_LEAF};

    for (size_t f = 0; f < w->cases->n_factors && whole.k > 0 && whole.k < whole.n; f++) {
        if (w->cases->factors[f].kind == BH_FACTOR_CATEGORY) {
            offer_levels(w, f, s, whole, &best);
        } else {
            offer_thresholds(w, f, s, whole, &best);
        }
    }
    return best;
}

/* ---- growing -------------------------------------------------------------------------------- */

/** Moves the cases of a stretch that go left to its front, in every list. @return where right
 * begins. */
static size_t
partition(struct work *w, struct stretch s, const struct split *split)
{
    const struct bh_factor *f = &w->cases->factors[split->factor];
    size_t middle = s.from;

    for (size_t i = s.from; i < s.to; i++) {
        const uint32_t id = w->lists[split->factor][i];

        w->goes_left[id] = f->kind == BH_FACTOR_CATEGORY ? f->values[id] != (double) split->level
                                                         : f->values[id] <= split->threshold;
        middle += w->goes_left[id];
    }
    for (size_t l = 0; l < w->cases->n_factors; l++) {
        uint32_t *ids = w->lists[l];
        size_t left = s.from, right = 0;

        for (size_t i = s.from; i < s.to; i++) {
            const uint32_t id = ids[i];

            if (w->goes_left[id]) {
                ids[left++] = id;
            } else {
                w->scratch[right++] = id;
            }
        }
        memcpy(ids + left, w->scratch, right * sizeof *ids);
    }
    return middle;
}

static struct bh_limit *
copy_limits(struct work *w, const struct bh_limit *limits)
{
    struct bh_limit *copy = bh_arena_alloc(w->arena, w->cases->n_factors * sizeof *copy);

    if (copy != NULL) {
        memcpy(copy, limits, w->cases->n_factors * sizeof *copy);
    }
    return copy;
}

/** Narrows a copy of the limits to one side of a split. */
static struct bh_limit *
narrow(struct work *w, const struct bh_limit *limits, const struct split *split, bool is_left)
{
    struct bh_limit *out = copy_limits(w, limits);

    if (out == NULL) {
        return NULL;
    }
    if (w->cases->factors[split->factor].kind == BH_FACTOR_CATEGORY) {
        const uint64_t level = UINT64_C(1) << split->level;

        out[split->factor].levels = is_left ? limits[split->factor].levels & ~level : level;
    } else if (is_left) {
        out[split->factor].high = split->threshold;
    } else {
        out[split->factor].low = split->threshold;
    }
    return out;
}

static struct bh_cart_node
make_node(const struct work *w, struct stretch s)
{
    struct bh_cart_node node = {.n = s.to - s.from, .factor = BH_CART_LEAF, .limits = s.limits};

    for (size_t i = s.from; i < s.to; i++) {
        node.k += w->cases->is_hit[w->lists[0][i]];
    }
    const double p = (double) node.k / (double) node.n;
    node.gini = 2 * p * (1 - p);
    return node;
}

/** Grows the subtree of a stretch. Each split takes at least one case away, so depth is bounded by
 *  1/leaf_min. @return false when out of memory. */
static bool
grow(struct work *w, struct stretch s)
{
    const size_t me = w->n_nodes++;

    w->nodes[me] = make_node(w, s);
    const struct split split = best_split(w, s, w->nodes[me]);
    if (split.factor == BH_CART_LEAF) {
        return true;
    }
    w->nodes[me].factor = split.factor;
    w->nodes[me].threshold = split.threshold;
    w->nodes[me].level = split.level;
    const size_t middle = partition(w, s, &split);
    const struct stretch left = {s.from, middle, narrow(w, s.limits, &split, true)};
    const struct stretch right = {middle, s.to, narrow(w, s.limits, &split, false)};
    if (left.limits == NULL || right.limits == NULL) {
        return false;
    }
    w->nodes[me].left = w->n_nodes;
    if (!grow(w, left)) {
        return false;
    }
    w->nodes[me].right = w->n_nodes;
    return grow(w, right);
}

/* ---- setting up ----------------------------------------------------------------------------- */

static bool
make_lists(struct work *w, struct bh_arena *arena)
{
    const size_t n = w->cases->n;
    struct bh_order_entry *room = bh_arena_alloc(arena, 2 * n * sizeof *room);

    w->lists = bh_arena_alloc(arena, w->cases->n_factors * sizeof *w->lists);
    w->scratch = bh_arena_alloc(arena, n * sizeof *w->scratch);
    w->goes_left = bh_arena_alloc(arena, n * sizeof *w->goes_left);
    if (room == NULL || w->lists == NULL || w->scratch == NULL || w->goes_left == NULL) {
        return false;
    }
    for (size_t f = 0; f < w->cases->n_factors; f++) {
        w->lists[f] = bh_arena_alloc(arena, n * sizeof **w->lists);
        if (w->lists[f] == NULL) {
            return false;
        }
        bh_order_write(w->cases, f, room, w->lists[f]);
    }
    return true;
}

/** The tree's own memory: nodes for as many leaves as fit, and the limits of the root. */
static struct bh_cart *
make_tree(struct work *w)
{
    struct bh_cart *tree = calloc(1, sizeof *tree);
    struct bh_limit *whole;

    if (tree == NULL || (tree->memory = calloc(1, sizeof *tree->memory)) == NULL) {
        free(tree);
        return NULL;
    }
    w->arena = &tree->memory->arena;
    bh_arena_init(w->arena);
    w->nodes = bh_arena_alloc(w->arena, (2 * (w->cases->n / w->leaf_min) + 1) * sizeof *w->nodes);
    whole = bh_arena_alloc(w->arena, w->cases->n_factors * sizeof *whole);
    if (w->nodes == NULL || whole == NULL) {
        bh_cart_free(tree);
        return NULL;
    }
    bh_cases_whole(w->cases, whole);
    tree->whole = whole;
    tree->nodes = w->nodes;
    tree->n_factors = w->cases->n_factors;
    return tree;
}

enum bh_status
bh_cart_grow(const struct bh_cases *cases, double leaf_min, struct bh_cart **out,
             struct bh_err *err)
{
    struct work w = {.cases = cases};
    struct bh_cart *tree = NULL;
    struct bh_arena arena;
    enum bh_status st = BH_OK;

    bh_arena_init(&arena);
    BH_TRY(bh_cases_check(cases, err));
    if (!(leaf_min > 0 && leaf_min < 0.5)) {
        st = bh_fail(err, BH_EINPUT, "a least leaf of %g; want 0 < share < 0.5", leaf_min);
        goto done;
    }
    w.leaf_min = (size_t) (leaf_min * (double) cases->n);
    w.leaf_min = w.leaf_min > 0 ? w.leaf_min : 1;
    tree = make_tree(&w);
    if (tree == NULL || !make_lists(&w, &arena) ||
        !grow(&w, (struct stretch){0, cases->n, copy_limits(&w, tree->whole)})) {
        st = bh_no_memory(err);
        goto done;
    }
    tree->n_nodes = w.n_nodes;
    *out = tree;
    tree = NULL;
done:
    bh_cart_free(tree);
    bh_arena_fini(&arena);
    return st;
}

void
bh_cart_free(struct bh_cart *tree)
{
    if (tree != NULL) {
        bh_arena_fini(&tree->memory->arena);
        free(tree->memory);
        free(tree);
    }
}

size_t
bh_cart_leaf_of(const struct bh_cart *tree, const struct bh_cases *cases, size_t i)
{
    size_t at = 0;

    while (tree->nodes[at].factor != BH_CART_LEAF) {
        const struct bh_cart_node *node = &tree->nodes[at];
        const struct bh_factor *f = &cases->factors[node->factor];
        const bool is_left = f->kind == BH_FACTOR_CATEGORY ? f->values[i] != (double) node->level
                                                           : f->values[i] <= node->threshold;

        at = is_left ? node->left : node->right;
    }
    return at;
}
