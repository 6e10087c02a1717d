/** Whole, dated, categorical and money variables in every design. Oracle: what each kind may be,
 *  and the share its distribution gives to a value. */
#include "harness.h"

#include "ensemble.h"
#include "explore/study_design.h"

/** The template with one number of each kind made an assumption. Exits when a place is not there.
 *  */
static char *
make_plan(void)
{
    static const char *const changes[][2] = {
        {"recruits_per_day: 30",
         "recruits_per_day: {value: 30, dist: discrete, values: [10, 30, 60], "
         "weights: [1, 2, 1], source: assumed}"},
        {"capability: 60",
         "capability: {value: 60, range: [40, 80], dist: normal, source: assumed}"},
        {"displaced: 100000",
         "displaced: {value: 100000, range: [50000, 200000], dist: lognormal, source: assumed}"},
        {"vetting: 45 days",
         "vetting: {value: 45 days, range: [20 days, 90 days], dist: pert, source: "
         "assumed}"},
    };
    char *text = NULL;

    if (bh_plan_template("kinds", &text, NULL) != BH_OK) {
        exit(1);
    }
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        char *at = strstr(text, changes[i][0]);
        char *more = malloc(strlen(text) + strlen(changes[i][1]) + 1);

        if (at == NULL || more == NULL) {
            printf("not ok the template has no '%s'\n", changes[i][0]);
            exit(1);
        }
        memcpy(more, text, (size_t) (at - text));
        strcpy(more + (at - text), changes[i][1]);
        strcat(more, at + strlen(changes[i][0]));
        free(text);
        text = more;
    }
    return text;
}

static bool
is_whole_kind(enum bh_kind kind)
{
    return kind == BH_PERSONS || kind == BH_DAYS || kind == BH_DATE || kind == BH_MONEY;
}

static bool
is_allowed(const struct bh_assumption *a, double x)
{
    const bool has_ends = a->distribution != BH_NORMAL && a->distribution != BH_LOGNORMAL;
    bool is_listed = a->distribution != BH_DISCRETE;

    for (size_t v = 0; v < a->n_values; v++) {
        is_listed = is_listed || x == a->values[v];
    }
    return is_listed && x >= a->limit_low && x <= a->limit_high &&
           (!is_whole_kind(a->kind) || x == floor(x)) &&
           (!has_ends || a->distribution == BH_DISCRETE ||
            (x >= a->low - 0.5 && x <= a->high + 0.5));
}

static void
test_design(const struct bh_model *model, enum bh_design design)
{
    struct bh_arena arena;
    struct bh_study_design made;
    struct bh_err err = {BH_OK, ""};
    const struct bh_study_settings settings = {.n_futures = 512, .design = design};
    double *drawn = malloc((model->n_assumptions + 1) * sizeof *drawn);
    size_t n_discrete = 0, n_middle = 0;
    bool is_right = true;

    bh_arena_init(&arena);
    const bool is_made = bh_study_design_make(model, &settings, &arena, &made, &err) == BH_OK;
    bh_expect(is_made, "design %d of a plan %s", (int) design, err.text);
    for (uint32_t scenario = 1; is_made && scenario <= made.n_futures; scenario++) {
        bh_sample_draw(&made.sampler, scenario, drawn);
        for (size_t i = 0; i < model->n_assumptions; i++) {
            const struct bh_assumption *a = &model->assumptions[i];

            is_right = is_right && is_allowed(a, drawn[i]);
            if (a->distribution == BH_DISCRETE) {
                n_discrete++;
                n_middle += drawn[i] == a->values[1];
            }
        }
    }
    bh_expect(is_right && n_discrete >= 512,
              "design %d: whole persons and days, dates, listed values", (int) design);
    const double share = (double) n_middle / (double) n_discrete;
    /* rows of one Saltelli block share most of their values: count its blocks */
    const double n = design == BH_SALTELLI
                         ? (double) made.n_futures / (double) bh_design_width(&made.grid)
                         : (double) n_discrete;
    if (design != BH_MORRIS) { /* its levels are not spread by weight */
        bh_expect(fabs(share - 0.5) < 4 * 0.5 / sqrt(n),
                  "design %d: half the weight in %.3f of rows", (int) design, share);
    }
    bh_arena_fini(&arena);
    free(drawn);
}

int
main(void)
{
    static const enum bh_design designs[] = {
        BH_MONTE_CARLO, BH_LATIN_HYPERCUBE, BH_NESTED_HYPERCUBE, BH_OPTIMAL_HYPERCUBE, BH_SOBOL,
        BH_SALTELLI,    BH_MORRIS};
    char *text = make_plan();
    struct ensemble e = ensemble_open("kinds/plan.yaml", text, NULL, 0);

    for (size_t k = 0; k < sizeof designs / sizeof designs[0]; k++) {
        test_design(e.model, designs[k]);
    }
    ensemble_close(&e);
    free(text);
    return bh_finish();
}
