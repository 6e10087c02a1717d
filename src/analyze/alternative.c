/** @file alternative.c  Another method than PRIM on the same cases.
 *
 *  Layer: analyze.  A tree says "of interest" where a leaf is denser than the whole it grew
 *  from. */
#include "analyze/alternative.h"

#include "analyze/resample.h"
#include "base/err.h"

#include <math.h>

static struct bh_tally
tally(const struct bh_cases *cases)
{
    struct bh_tally out = {cases->n, 0};

    for (size_t i = 0; i < cases->n; i++) {
        out.k += cases->is_hit[i];
    }
    return out;
}

/** What lies in leaves denser than the root. */
static struct bh_tally
told(const struct bh_cart *tree, const struct bh_cases *cases)
{
    const struct bh_cart_node *root = &tree->nodes[0];
    struct bh_tally out = {0, 0};

    for (size_t i = 0; i < cases->n; i++) {
        const struct bh_cart_node *leaf = &tree->nodes[bh_cart_leaf_of(tree, cases, i)];

        if ((double) leaf->k * (double) root->n > (double) root->k * (double) leaf->n) {
            out.n++;
            out.k += cases->is_hit[i];
        }
    }
    return out;
}

/** Adds what the tree of one half tells of the other. */
static enum bh_status
test_half(const struct bh_discover_settings *settings, const struct bh_cases *train,
          const struct bh_cases *test, struct bh_tally *sum, struct bh_err *err)
{
    struct bh_cart *tree = NULL;
    enum bh_status st = BH_OK;

    BH_TRY(bh_cart_grow(train, settings->leaf_min, &tree, err));
    const struct bh_tally at = told(tree, test);
    sum->n += at.n;
    sum->k += at.k;
done:
    bh_cart_free(tree);
    return st;
}

enum bh_status
bh_alternative_tree(const struct bh_discover_settings *settings, const struct bh_cases *cases,
                    struct bh_searched_option *option, struct bh_err *err)
{
    const struct bh_tally whole = tally(cases);
    struct bh_resampler halves[2] = {{0}, {0}};
    const struct bh_cases *half[2];
    struct bh_tally unseen = {0, 0};
    enum bh_status st = BH_OK;

    BH_TRY(bh_cart_grow(cases, settings->leaf_min, &option->tree, err));
    const struct bh_tally seen = told(option->tree, cases);
    option->tree_separation = bh_prim_separation(seen.n, seen.k, whole.n, whole.k);
    option->tree_unseen = (double) NAN;
    for (size_t h = 0; h < 2; h++) {
        BH_TRY(bh_resampler_make(cases, &halves[h], err));
        half[h] = bh_resampler_part(&halves[h], settings->seed, 0, 2, h);
    }
    if (half[0]->n >= 2 && half[1]->n >= 2) {
        BH_TRY(test_half(settings, half[0], half[1], &unseen, err));
        BH_TRY(test_half(settings, half[1], half[0], &unseen, err));
        option->tree_unseen = bh_prim_separation(unseen.n, unseen.k, whole.n, whole.k);
    }
done:
    bh_resampler_fini(&halves[0]);
    bh_resampler_fini(&halves[1]);
    return st;
}
