/** @file discover_json.c  Discovery as JSON.
 *
 *  Layer: analyze. */
#include <bluehelm/discover.h>

#include "base/err.h"
#include "base/json.h"

#include <math.h>

static void
put_tally(struct bh_json *json, const char *key, struct bh_tally tally)
{
    bh_json_object(json, key);
    bh_json_integer(json, "futures", (int64_t) tally.n);
    bh_json_integer(json, "of_interest", (int64_t) tally.k);
    bh_json_end_object(json);
}

/** Limits as numbers: low and high null where nothing is left out. */
static void
put_limit(struct bh_json *json, const struct bh_searched_factor *info, const struct bh_limit *limit,
          const struct bh_limit *whole, const struct bh_corner_limit *told)
{
    bh_json_object(json, NULL);
    bh_json_string(json, "assumption", info->path);
    if (info->n_levels > 0) {
        bh_json_array(json, "levels");
        for (size_t l = 0; l < info->n_levels; l++) {
            if (limit->levels >> l & 1) {
                bh_json_string(json, NULL, info->levels[l]);
            }
        }
        bh_json_end_array(json);
    } else {
        bh_json_number(json, "low", limit->low > whole->low ? limit->low : (double) NAN);
        bh_json_number(json, "high", limit->high < whole->high ? limit->high : (double) NAN);
    }
    if (told != NULL) {
        const double *p = told->quasi_p;

        bh_json_number(json, "quasi_p_low", p[0] < 0 ? (double) NAN : p[0]);
        bh_json_number(json, "quasi_p_high", p[1] < 0 ? (double) NAN : p[1]);
        bh_json_number(json, "left_out_below", told->below);
        bh_json_number(json, "left_out_above", told->above);
        bh_json_number(json, "again_by_coverage", told->again_by_coverage);
        bh_json_number(json, "again_by_density", told->again_by_density);
    }
    bh_json_end_object(json);
}

/** The boxes of a trajectory; `whole`: with their limits. */
static void
put_trajectory(struct bh_json *json, const struct bh_discovery *d, const struct bh_corner *corner,
               bool whole)
{
    bh_json_array(json, "trajectory");
    for (size_t i = 0; i < corner->trajectory->n_steps; i++) {
        const struct bh_prim_step *step = &corner->trajectory->steps[i];

        bh_json_object(json, NULL);
        bh_json_integer(json, "box", (int64_t) i);
        bh_json_integer(json, "futures", (int64_t) step->n);
        bh_json_integer(json, "of_interest", (int64_t) step->k);
        bh_json_number(json, "coverage", step->coverage);
        bh_json_number(json, "density", step->density);
        bh_json_number(json, "mass", step->mass);
        bh_json_bool(json, "paste", step->is_paste);
        if (whole) {
            bh_json_array(json, "limits");
            for (size_t l = 0; l < corner->n_limits; l++) {
                put_limit(json, &d->factors[corner->limits[l].factor], &step->limits[l],
                          &corner->limits[l].whole, NULL);
            }
            bh_json_end_array(json);
        }
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

static void
put_front(struct bh_json *json, const struct bh_discovery *d, const struct bh_corner *corner)
{
    bh_json_array(json, "front");
    for (size_t i = 0; i < corner->front->n_choices; i++) {
        const struct bh_prim_choice *choice = &corner->front->choices[i];

        bh_json_object(json, NULL);
        bh_json_integer(json, "futures", (int64_t) choice->n);
        bh_json_integer(json, "of_interest", (int64_t) choice->k);
        bh_json_number(json, "coverage", choice->coverage);
        bh_json_number(json, "density", choice->density);
        bh_json_array(json, "assumptions");
        for (size_t f = 0; f < choice->n_factors; f++) {
            bh_json_string(json, NULL, d->factors[choice->factors[f]].path);
        }
        bh_json_end_array(json);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

static void
put_corner(struct bh_json *json, const struct bh_discovery *d,
           const struct bh_searched_option *option, const struct bh_corner *corner, bool whole)
{
    bh_json_object(json, NULL);
    bh_json_array(json, "limits");
    for (size_t l = 0; l < corner->n_limits; l++) {
        const struct bh_corner_limit *limit = &corner->limits[l];

        put_limit(json, &d->factors[limit->factor], &limit->limit, &limit->whole, limit);
    }
    bh_json_end_array(json);
    put_tally(json, "inside", corner->inside);
    bh_json_number(json, "density", (double) corner->inside.k / (double) corner->inside.n);
    bh_json_number(json, "coverage", (double) corner->inside.k / (double) option->whole.k);
    put_tally(json, "unseen", corner->unseen);
    bh_json_bool(json, "confirmed", corner->is_confirmed);
    bh_json_integer(json, "box", (int64_t) corner->step);
    put_trajectory(json, d, corner, whole);
    if (whole) {
        put_front(json, d, corner);
    }
    bh_json_end_object(json);
}

static void
put_goals(struct bh_json *json, const struct bh_searched_option *option)
{
    bh_json_array(json, "goals");
    for (size_t g = 0; g < option->n_goals; g++) {
        const struct bh_goal *goal = &option->goals[g];

        bh_json_object(json, NULL);
        bh_json_string(json, "goal", goal->title);
        bh_json_number(json, "missed", goal->missed);
        bh_json_number(json, "missed_alone", goal->alone);
        bh_json_array(json, "missed_inside");
        for (size_t c = 0; c < option->n_corners; c++) {
            bh_json_number(json, NULL, goal->inside[c]);
        }
        bh_json_end_array(json);
        bh_json_number(json, "missed_elsewhere", goal->elsewhere);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

static void
put_tree(struct bh_json *json, const struct bh_discovery *d,
         const struct bh_searched_option *option)
{
    const struct bh_cart *tree = option->tree;

    bh_json_number(json, "separation", option->tree_separation);
    bh_json_number(json, "separation_unseen", option->tree_unseen);
    bh_json_array(json, "tree");
    for (size_t i = 0; i < tree->n_nodes; i++) {
        const struct bh_cart_node *node = &tree->nodes[i];

        bh_json_object(json, NULL);
        bh_json_integer(json, "node", (int64_t) i);
        bh_json_integer(json, "futures", (int64_t) node->n);
        bh_json_integer(json, "of_interest", (int64_t) node->k);
        if (node->factor != BH_CART_LEAF) {
            const struct bh_searched_factor *info = &d->factors[node->factor];

            bh_json_string(json, "assumption", info->path);
            if (info->n_levels > 0) {
                bh_json_string(json, "level_right", info->levels[node->level]);
            } else {
                bh_json_number(json, "threshold", node->threshold);
            }
            bh_json_integer(json, "left", (int64_t) node->left);
            bh_json_integer(json, "right", (int64_t) node->right);
        }
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
}

static void
put_stack(struct bh_json *json, const struct bh_discovery *d, const struct bh_stack *stack)
{
    bh_json_object(json, "stack");
    bh_json_array(json, "axes");
    for (size_t a = 0; a < stack->n_axes; a++) {
        const struct bh_stack_axis *axis = &stack->axes[a];

        bh_json_object(json, NULL);
        bh_json_string(json, "assumption", d->factors[axis->factor].path);
        bh_json_number(json, "importance", axis->importance);
        bh_json_integer(json, "bins", (int64_t) axis->n_bins);
        bh_json_array(json, "edges");
        for (size_t b = 0; axis->is_binned && b <= axis->n_bins; b++) {
            bh_json_number(json, NULL, axis->edges[b]);
        }
        bh_json_end_array(json);
        bh_json_end_object(json);
    }
    bh_json_end_array(json);
    bh_json_array(json, "rows");
    for (size_t r = 0; r < stack->n_rows; r++) {
        bh_json_array(json, NULL);
        for (size_t c = 0; c < stack->n_columns; c++) {
            const struct bh_stack_cell *cell = &stack->cells[r * stack->n_columns + c];

            bh_json_number(json, NULL,
                           cell->n > 0 ? (double) cell->k / (double) cell->n : (double) NAN);
        }
        bh_json_end_array(json);
    }
    bh_json_end_array(json);
    bh_json_end_object(json);
}

static void
put_option(struct bh_json *json, const struct bh_discovery *d,
           const struct bh_searched_option *option, bool whole)
{
    bh_json_object(json, NULL);
    bh_json_string(json, "id", option->id);
    bh_json_string(json, "title", option->title);
    put_tally(json, "whole", option->whole);
    bh_json_integer(json, "dropped", (int64_t) option->n_dropped);
    put_tally(json, "outside_all_corners", option->elsewhere);
    bh_json_array(json, "corners");
    for (size_t c = 0; c < option->n_corners; c++) {
        put_corner(json, d, option, &option->corners[c], whole);
    }
    bh_json_end_array(json);
    put_goals(json, option);
    bh_json_number(json, "luck", option->luck);
    if (option->tree != NULL) {
        put_tree(json, d, option);
    }
    if (option->stack != NULL) {
        put_stack(json, d, option->stack);
    }
    if (option->in_shared != NULL) {
        put_tally(json, "inside_shared", option->in_shared[0]);
        put_tally(json, "outside_shared", option->in_shared[1]);
    }
    bh_json_end_object(json);
}

static enum bh_status
write_discovery(const struct bh_discovery *d, bool whole, char **text, struct bh_err *err)
{
    struct bh_text out = {0};
    struct bh_json json = bh_json_make(&out);

    bh_json_object(&json, NULL);
    bh_json_string(&json, "title", d->title);
    bh_json_string(&json, "what", d->of);
    bh_json_string(&json, "plan_hash", d->plan_hash);
    bh_json_integer(&json, "seed", (int64_t) d->seed);
    bh_json_bool(&json, "complete", d->is_complete);
    bh_json_string(&json, "shared", d->shared == SIZE_MAX ? NULL : d->options[d->shared].id);
    bh_json_array(&json, "options");
    for (size_t o = 0; o < d->n_options; o++) {
        put_option(&json, d, &d->options[o], whole);
    }
    bh_json_end_array(&json);
    if (d->together.n > 0) {
        bh_json_object(&json, "together");
        bh_json_integer(&json, "futures", (int64_t) d->together.n);
        bh_json_integer(&json, "every_option", (int64_t) d->together.all);
        bh_json_integer(&json, "no_option", (int64_t) d->together.none);
        bh_json_string(&json, "odd_one", d->options[d->together.odd_one].id);
        bh_json_integer(&json, "agree_without_it", (int64_t) d->together.without_odd_one);
        bh_json_end_object(&json);
    }
    bh_json_end_object(&json);
    return bh_text_give(&out, text, err);
}

enum bh_status
bh_discovery_json(const struct bh_discovery *d, char **text, struct bh_err *err)
{
    return write_discovery(d, true, text, err);
}

enum bh_status
bh_discovery_brief_json(const struct bh_discovery *d, char **text, struct bh_err *err)
{
    return write_discovery(d, false, text, err);
}
