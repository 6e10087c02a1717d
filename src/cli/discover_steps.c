/** @file discover_steps.c  Tables of `bluehelm discover`: trajectory, tree, stack. */
#include "cli.h"
#include "discover.h"
#include "table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define MOST_COLUMNS 64 /* of a stack on a terminal */

/** All limits that leave something out, joined by "and". */
static void
show_limits(const struct bh_discovery *d, const size_t *factors, const struct bh_limit *limits,
            const struct bh_limit *whole, size_t n, char *text, size_t room)
{
    char one[DISCOVER_ROOM];
    size_t used = 0;

    text[0] = '\0';
    for (size_t i = 0; i < n && used < room; i++) {
        const struct bh_corner_limit limit = {
            .factor = factors[i], .limit = limits[i], .whole = whole[i]};
        const struct bh_searched_factor *info = &d->factors[factors[i]];
        const bool is_free = info->n_levels > 0
                                 ? limits[i].levels == whole[i].levels
                                 : limits[i].low <= whole[i].low && limits[i].high >= whole[i].high;

        if (!is_free) {
            bh_discovery_limit(d, &limit, one, sizeof one);
            used += (size_t) snprintf(text + used, room - used, "%s%s %s", used > 0 ? ", " : "",
                                      info->path, one);
        }
    }
}

static void
share_cell(struct table *table, double share)
{
    char text[DISCOVER_ROOM];

    discover_share(share, text);
    table_cell(table, text);
}

static void
count_cell(struct table *table, size_t n)
{
    char text[40];

    snprintf(text, sizeof text, "%zu", n);
    table_cell(table, text);
}

/* ---- the trajectory ------------------------------------------------------------------------- */

static int
put_trajectory(const struct bh_discovery *d, const struct bh_searched_option *option)
{
    static const char *const titles[] = {"LIMITS", "BOX", "OF SUCH", "OF ALL", "SIZE", "SEPARATES"};
    const struct bh_corner *corner = &option->corners[0];
    struct table table = table_make(titles, 6);
    size_t factors[BH_DISCOVER_MOST_LIMITS];
    char text[2 * DISCOVER_ROOM];

    for (size_t l = 0; l < corner->n_limits; l++) {
        factors[l] = corner->limits[l].factor;
    }
    for (size_t i = 1; i < corner->trajectory->n_steps; i++) {
        const struct bh_prim_step *step = &corner->trajectory->steps[i];

        table_row(&table);
        show_limits(d, factors, step->limits, corner->trajectory->whole, corner->n_limits, text,
                    sizeof text);
        table_cell(&table, text);
        snprintf(text, sizeof text, "%s%s%zu", step->is_paste ? "paste " : "",
                 i == corner->step ? "* " : "", i);
        table_cell(&table, text);
        share_cell(&table, step->density);
        share_cell(&table, step->coverage);
        count_cell(&table, step->n);
        snprintf(text, sizeof text, "%.2f",
                 bh_prim_separation(step->n, step->k, option->whole.n, option->whole.k));
        table_cell(&table, text);
    }
    discover_title("The way to the first corner");
    struct paragraph p = {0};
    paragraph_add(
        &p,
        "Of such: how many of those inside %s. Of all: how many of all that %s are inside. "
        "Separates: that less the share of the others inside. * is told above%s; --box K "
        "takes another.",
        d->of_many, d->of_many,
        d->settings.step > 0 ? "" : " (it separates best, or nearly so with fewer limits)");
    const int code = paragraph_print(&p, 0, 0);
    const int second = table_print(&table);
    return code == EXIT_GOOD ? second : code;
}

/** How sure each limit of the first corner is. */
static int
put_limits(const struct bh_discovery *d, const struct bh_searched_option *option)
{
    static const char *const titles[] = {"LIMIT", "QUASI-P", "AGAIN AT THIS COVERAGE",
                                         "AGAIN AT THIS DENSITY"};
    const struct bh_corner *corner = &option->corners[0];
    struct table table = table_make(titles, 4);
    char text[2 * DISCOVER_ROOM];

    for (size_t l = 0; l < corner->n_limits; l++) {
        const struct bh_corner_limit *limit = &corner->limits[l];

        table_row(&table);
        show_limits(d, &limit->factor, &limit->limit, &limit->whole, 1, text, sizeof text);
        table_cell(&table, text);
        snprintf(text, sizeof text, "%.1e", fmax(limit->quasi_p[0], limit->quasi_p[1]));
        table_cell(&table, text);
        share_cell(&table, limit->again_by_coverage);
        share_cell(&table, limit->again_by_density);
    }
    discover_title("How sure its limits are");
    struct paragraph p = {0};
    paragraph_add(
        &p,
        "Quasi-p: the chance of so many that %s inside if the limit did nothing. Again: in "
        "how many of %zu random halves PRIM on all %zu assumptions limits it too.",
        d->of_many, d->settings.n_resamples, d->n_factors);
    const int code = paragraph_print(&p, 0, 0);
    const int second = table_print(&table);
    return code == EXIT_GOOD ? second : code;
}

/** The best box of each number of limits. */
static int
put_front(const struct bh_discovery *d, const struct bh_searched_option *option)
{
    static const char *const titles[] = {"LIMITS ON", "OF SUCH", "OF ALL", "SEPARATES"};
    const struct bh_prim_front *front = option->corners[0].front;
    struct table table = table_make(titles, 4);
    char text[2 * DISCOVER_ROOM];

    for (size_t n = 1; n <= BH_DISCOVER_MOST_LIMITS; n++) {
        const struct bh_prim_choice *best = NULL;
        double most = -1;
        size_t used = 0;

        for (size_t i = 0; i < front->n_choices; i++) {
            const struct bh_prim_choice *c = &front->choices[i];
            const double separation =
                bh_prim_separation(c->n, c->k, option->whole.n, option->whole.k);

            if (c->n_factors == n && separation > most) {
                best = c;
                most = separation;
            }
        }
        if (best == NULL) {
            continue;
        }
        table_row(&table);
        for (size_t f = 0; f < n && used < sizeof text; f++) {
            used += (size_t) snprintf(text + used, sizeof text - used, "%s%s", f > 0 ? ", " : "",
                                      d->factors[best->factors[f]].path);
        }
        table_cell(&table, text);
        share_cell(&table, best->density);
        share_cell(&table, best->coverage);
        snprintf(text, sizeof text, "%.2f", most);
        table_cell(&table, text);
    }
    discover_title("Fewer or more limits, each of which holds");
    return table_print(&table);
}

int
discover_tell_steps(const struct bh_discovery *d, const struct bh_searched_option *option)
{
    int code = put_trajectory(d, option);

    if (code == EXIT_GOOD) {
        code = put_limits(d, option);
    }
    return code == EXIT_GOOD ? put_front(d, option) : code;
}

/* ---- the tree ------------------------------------------------------------------------------- */

/** What holds on one side of a split: "security.kappa 6.4e-05 or less". */
static void
show_side(const struct bh_discovery *d, const struct bh_cart *tree, const struct bh_cart_node *node,
          bool is_left, char *text, size_t room)
{
    const size_t f = node->factor;
    struct bh_limit limit = tree->whole[f];

    if (d->factors[f].n_levels > 0) {
        limit = tree->nodes[is_left ? node->left : node->right].limits[f];
    } else if (is_left) {
        limit.high = node->threshold;
    } else {
        limit.low = node->threshold;
    }
    show_limits(d, &f, &limit, &tree->whole[f], 1, text, room);
}

/** Prints a subtree, each side of a split behind its limit. Depth is bounded by the least leaf. */
static void
put_subtree(const struct bh_discovery *d, const struct bh_cart *tree, size_t number, int depth)
{
    const struct bh_cart_node *node = &tree->nodes[number];
    char text[2 * DISCOVER_ROOM], share[DISCOVER_ROOM];

    for (int side = 0; side < 2 && node->factor != BH_CART_LEAF; side++) {
        const size_t child = side == 0 ? node->left : node->right;
        const struct bh_cart_node *at = &tree->nodes[child];

        show_side(d, tree, node, side == 0, text, sizeof text);
        discover_share((double) at->k / (double) at->n, share);
        printf("%*s%s: %s%s%s of %zu\n", 2 * depth + 2, "", text,
               at->factor == BH_CART_LEAF ? colour("bold") : "", share, colour("plain"), at->n);
        put_subtree(d, tree, child, depth + 1);
    }
}

int
discover_tell_tree(const struct bh_discovery *d, const struct bh_searched_option *option)
{
    struct paragraph p = {0};

    put_subtree(d, option->tree, 0, 0);
    paragraph_add(&p,
                  "The leaves in which more %s than on the whole separate %.2f (0 nothing, 1 "
                  "everything); on %s the tree did not grow from: %.2f.",
                  d->of_many, option->tree_separation, discover_thing(d), option->tree_unseen);
    return paragraph_print(&p, 2, 2);
}

/* ---- the stack ------------------------------------------------------------------------------ */

/** Names a bin: "low", "middle", "high", the value or the level. */
static void
show_bin(const struct bh_discovery *d, const struct bh_stack_axis *axis, size_t bin, char *text,
         size_t room)
{
    static const char *const names[] = {"low", "middle", "high"};
    const struct bh_searched_factor *info = &d->factors[axis->factor];

    if (info->n_levels > 0) {
        snprintf(text, room, "%s", info->levels[bin]);
    } else if (axis->is_binned) {
        snprintf(text, room, "%s", names[bin]);
    } else {
        bh_results_show(axis->values[bin], info->kind, "", d->currency, d->start, text, room);
    }
}

/** The bins of row (first = 0) or column (first = 1) `at`, outer first. */
static void
show_place(const struct bh_discovery *d, const struct bh_stack *stack, size_t first, size_t at,
           char *text, size_t room)
{
    size_t bins[BH_STACK_MOST] = {0};
    size_t used = 0;
    char one[DISCOVER_ROOM];

    for (size_t a = BH_STACK_MOST; a-- > 0;) {
        if (a < stack->n_axes && a % 2 == first) {
            bins[a] = at % stack->axes[a].n_bins;
            at /= stack->axes[a].n_bins;
        }
    }
    text[0] = '\0';
    for (size_t a = first; a < stack->n_axes && used < room; a += 2) {
        show_bin(d, &stack->axes[a], bins[a], one, sizeof one);
        used += (size_t) snprintf(text + used, room - used, "%s%s", a == first ? "" : "/", one);
    }
}

static void
put_axes(const struct bh_discovery *d, const struct bh_stack *stack)
{
    char low[DISCOVER_ROOM], high[DISCOVER_ROOM];

    for (size_t a = 0; a < stack->n_axes; a++) {
        const struct bh_stack_axis *axis = &stack->axes[a];
        const struct bh_searched_factor *info = &d->factors[axis->factor];

        printf("  %zu. %s %s explains %.1f %%", a + 1, a % 2 == 0 ? "down  " : "across", info->path,
               100 * axis->importance);
        if (axis->is_binned) {
            bh_results_show(axis->edges[1], info->kind, "", d->currency, d->start, low, sizeof low);
            bh_results_show(axis->edges[2], info->kind, "", d->currency, d->start, high,
                            sizeof high);
            printf("; low up to %s, high above %s", low, high);
        }
        printf("\n");
    }
}

int
discover_tell_stack(const struct bh_discovery *d, const struct bh_searched_option *option)
{
    const struct bh_stack *stack = option->stack;
    char names[MOST_COLUMNS + 1][DISCOVER_ROOM] = {""};
    const char *titles[MOST_COLUMNS + 1];
    char text[DISCOVER_ROOM];

    if (stack->n_columns > MOST_COLUMNS) {
        fprintf(stderr, "bluehelm discover: %zu columns do not fit; use fewer --limits or --json\n",
                stack->n_columns);
        return EXIT_INPUT;
    }
    put_axes(d, stack);
    titles[0] = "";
    for (size_t c = 0; c < stack->n_columns; c++) {
        show_place(d, stack, 1, c, names[c], DISCOVER_ROOM);
        titles[c + 1] = stack->n_axes > 1 ? names[c] : d->of;
    }
    struct table table = table_make(titles, stack->n_columns + 1);
    for (size_t r = 0; r < stack->n_rows; r++) {
        table_row(&table);
        show_place(d, stack, 0, r, text, sizeof text);
        table_cell(&table, text);
        for (size_t c = 0; c < stack->n_columns; c++) {
            const struct bh_stack_cell *cell = &stack->cells[r * stack->n_columns + c];

            if (cell->n == 0) {
                table_cell(&table, "");
            } else {
                share_cell(&table, (double) cell->k / (double) cell->n);
            }
        }
    }
    return table_print(&table);
}
