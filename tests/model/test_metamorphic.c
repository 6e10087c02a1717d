/** What the model must show by itself. Oracles: symmetries and orderings, none of them numbers of
 *  ours. "Within sampling error" is four standard errors of the paired mean difference.
 *
 *  Both shipped plans are used, so that nothing rests on one theatre. */
#include "ensemble.h"
#include "harness.h"

#define N 256

static const char *const plans[] = {BH_SOURCE_DIR "/plans/gaza-2024",
                                    BH_SOURCE_DIR "/plans/haiti-2023"};
#define N_PLANS (sizeof plans / sizeof plans[0])

/** Whether two ensembles hold the same bits. */
static bool
is_same(const struct ensemble *a, const struct ensemble *b)
{
    return a->n == b->n && a->outputs.n == b->outputs.n &&
           memcmp(a->finals, b->finals, a->n * a->outputs.n * sizeof *a->finals) == 0;
}

static size_t
last_option(const struct ensemble *e)
{
    return e->model->counts.n_options - 1;
}

/** Runs the last option of a plan plain and changed. */
static void
run_both(const char *path, ensemble_change *change, struct ensemble *plain,
         struct ensemble *changed)
{
    *plain = ensemble_open(path, NULL, NULL, 0);
    *changed = ensemble_open(path, NULL, NULL, 0);
    ensemble_run(plain, last_option(plain), N, NULL);
    ensemble_run(changed, last_option(changed), N, change);
}

static void
close_both(struct ensemble *a, struct ensemble *b)
{
    ensemble_close(a);
    ensemble_close(b);
}

/* ---- exact symmetries ---------------------------------------------------------------------- */

static void
four_times_capability(const struct bh_model *model, uint32_t scenario, double *values)
{
    (void) scenario;
    ensemble_scale(model, BH_PARAM_PARTY, "capability", 4, values);
    /* capability to the power 1/2: every weight doubles exactly */
    ensemble_set(model, BH_PARAM_POLITICS, "power_exponent", 0.5, values);
}

static void
test_capability(const char *path)
{
    struct ensemble a, b;

    run_both(path, four_times_capability, &a, &b);
    double worst = 0;
    for (size_t i = 0; i < a.n * a.outputs.n; i++) {
        const double d = a.finals[i] == b.finals[i] ? 0 : fabs(a.finals[i] - b.finals[i]);

        worst = fmax(worst, d / (1 + fabs(a.finals[i])));
    }
    bh_expect(worst < 1e-9, "four times every capability changes no outcome (%.1e)", worst);
    close_both(&a, &b);
}

static void
no_incidents(const struct bh_model *model, uint32_t scenario, double *values)
{
    (void) scenario;
    ensemble_set(model, BH_PARAM_SECURITY, "kappa", 0, values);
    ensemble_set(model, BH_PARAM_AREA, "incidents_30d", 0, values);
}

static void
test_no_incidents(const char *path)
{
    struct ensemble a, b;

    run_both(path, no_incidents, &a, &b);
    bh_expect(ensemble_mean(&b, "civilian_deaths") == 0 && ensemble_mean(&b, "force_deaths") == 0,
              "no incidents without an incident rate, so nobody dies in one");
    bh_expect(ensemble_mean(&a, "civilian_deaths") > 0, "with one there are some");
    close_both(&a, &b);
}

static void
no_ceasefire(const struct bh_model *model, uint32_t scenario, double *values)
{
    (void) scenario;
    ensemble_set(model, BH_PARAM_HOSTILITIES, "ends", INFINITY, values);
}

static void
test_no_ceasefire(void)
{
    struct ensemble a, b;

    run_both(plans[0], no_ceasefire, &a, &b);
    bh_expect(ensemble_mean(&b, "peak_force") == 0,
              "without a ceasefire nothing deploys that requires one");
    bh_expect(ensemble_mean(&a, "peak_force") > 0, "with one it does");
    close_both(&a, &b);
}

/* ---- orderings ----------------------------------------------------------------------------- */

static void
more_effect(const struct bh_model *model, uint32_t scenario, double *values)
{
    (void) scenario;
    ensemble_scale(model, BH_PARAM_SECURITY, "eta", 2, values);
}

static void
more_money(const struct bh_model *model, uint32_t scenario, double *values)
{
    (void) scenario;
    ensemble_scale(model, BH_PARAM_APPROPRIATION, "amount", 8, values);
}

static void
more_seats(const struct bh_model *model, uint32_t scenario, double *values)
{
    (void) scenario;
    ensemble_scale(model, BH_PARAM_FORCE, "seats", 4, values);
    ensemble_scale(model, BH_PARAM_FORCE, "trainers", 4, values);
}

static void
test_orderings(const char *path)
{
    struct ensemble a, b;

    run_both(path, more_effect, &a, &b);
    bh_expect(ensemble_z(&a, &b, "civilian_deaths") < 4, "a more effective force costs no lives");
    close_both(&a, &b);
    run_both(path, more_money, &a, &b);
    bh_expect(ensemble_z(&a, &b, "unfunded") < 4, "more money leaves no more bills unpaid");
    bh_expect(ensemble_z(&a, &b, "excess_deaths") < 4, "more money costs no lives");
    bh_expect(ensemble_mean(&b, "unfunded") < ensemble_mean(&a, "unfunded"), "and it pays bills");
    close_both(&a, &b);
    run_both(path, more_seats, &a, &b);
    bh_expect(ensemble_z(&a, &b, "peak_force") > -4, "more seats make no smaller force");
    close_both(&a, &b);
}

/* ---- rewriting the plan text --------------------------------------------------------------- */

/** Replaces every occurrence of a word; the caller frees. */
static char *
replaced(const char *text, const char *word, const char *with)
{
    const size_t n = strlen(word), m = strlen(with);
    char *out = calloc(2 * strlen(text) + 64, 1);
    size_t used = 0;

    while (*text != '\0') {
        if (strncmp(text, word, n) == 0) {
            memcpy(out + used, with, m);
            used += m;
            text += n;
        } else {
            out[used++] = *text++;
        }
    }
    return out;
}

static char *
template_text(void)
{
    char *text = NULL;

    if (bh_plan_template("test", &text, NULL) != BH_OK) {
        exit(1);
    }
    return text;
}

/** An ensemble of the option `id` of a plan text. */
static struct ensemble
run_text(const char *text, const char *id, const char *const *set, size_t n_set, size_t n)
{
    struct ensemble e = ensemble_open("test.yaml", text, set, n_set);

    for (size_t o = 0; o < e.model->counts.n_options; o++) {
        if (strcmp(e.model->options[o].id, id) == 0) {
            ensemble_run(&e, o, n, NULL);
            return e;
        }
    }
    exit(1);
}

/** A force of nobody is no force: same authority, same luck, same bits but for names. */
static void
test_empty_force(void)
{
    static const char *const set[] = {
        "forces.observers.contributions.neighbour.strength=0",
        "forces.observers.contributions.neighbour.lead_time=0 days",
        "costs.operations=0 USD"};
    char *raw = template_text();
    char *text = replaced(raw, "authority: {party: government}",
                          "authority: {party: government, from_when: ceasefire}");
    char *free_text = replaced(text, "requires: [ceasefire_holds, deal]", "requires: []");
    struct ensemble a = run_text(free_text, "nothing", set, 3, N);
    struct ensemble b = run_text(free_text, "regional", set, 3, N);

    bh_expect(is_same(&a, &b), "a force of zero persons equals no force, bit for bit");
    close_both(&a, &b);
    free(raw);
    free(text);
    free(free_text);
}

/** The order of maps in the file has no meaning. */
static void
test_reordering(void)
{
    char *text = template_text();
    struct ensemble a = run_text(text, "regional", NULL, 0, N);
    const char *second = strstr(text, "  south:\n");
    const char *after = strstr(text, "\nhostilities:");
    const char *head = strstr(text, "  north:\n");
    char *swapped = calloc(strlen(text) + 64, 1);

    memcpy(swapped, text, (size_t) (head - text));
    strncat(swapped, second, (size_t) (after - second));
    strncat(swapped, head, (size_t) (second - head));
    strcat(swapped, after);
    struct ensemble b = run_text(swapped, "regional", NULL, 0, N);
    bh_expect(is_same(&a, &b), "the order of areas in the file changes nothing, bit for bit");
    close_both(&a, &b);
    free(swapped);
    free(text);
}

/** Totals agree within sampling error; a millionth is less than what rounding to whole cents may
 *  do. The peak of a force is no total: two halves that rotate and arrive on their own reach a
 *  lower common peak than one, so it is not among them. */
static void
expect_alike(const struct ensemble *a, const struct ensemble *b, const char *what)
{
    static const char *const ids[] = {"civilian_deaths", "excess_deaths", "cost", "displaced_end",
                                      "food"};

    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        const double z = ensemble_z(a, b, ids[i]);
        const double ratio = ensemble_mean(b, ids[i]) / ensemble_mean(a, ids[i]);

        bh_expect(fabs(z) < 4 || fabs(ratio - 1) < 1e-6,
                  "%s: %s alike (%.1f standard errors, ratio %.7f)", what, ids[i], z, ratio);
    }
}

static void
test_renaming(void)
{
    char *text = template_text();
    char *renamed = replaced(text, "south", "aaa");
    char *renamed_too = replaced(renamed, "neighbour", "zone_state");
    struct ensemble a = run_text(text, "regional", NULL, 0, 1024);
    struct ensemble b = run_text(renamed_too, "regional", NULL, 0, 1024);

    expect_alike(&a, &b, "renaming an area and a party");
    close_both(&a, &b);
    free(text);
    free(renamed);
    free(renamed_too);
}

/** One contribution of 4 000, or two of 2 000. */
static void
test_splitting_contribution(void)
{
    char *text = template_text();
    const char *from = strstr(text, "      neighbour:\n        party");
    const char *to = strstr(text, "  police:\n    title");
    char *block = calloc((size_t) (to - from) + 1, 1);
    char *split = calloc(2 * strlen(text), 1);

    memcpy(block, from, (size_t) (to - from));
    char *half = replaced(block, "strength: 4000", "strength: 2000");
    char *other = replaced(half, "      neighbour:", "      neighbour_too:");
    memcpy(split, text, (size_t) (from - text));
    strcat(split, half);
    strcat(split, other);
    strcat(split, to);
    struct ensemble a = run_text(text, "regional", NULL, 0, 1024);
    struct ensemble b = run_text(split, "regional", NULL, 0, 1024);
    expect_alike(&a, &b, "splitting a contribution");
    close_both(&a, &b);
    free(text);
    free(block);
    free(half);
    free(other);
    free(split);
}

/** One fund of 900 million, or two of 450. */
static void
test_splitting_sponsor(void)
{
    static const char whole[] = "  relief_fund:\n    title: Relief fund\n    pays: [relief]\n"
                                "    appropriations:\n"
                                "      - {on: 2025-01-01, amount: 900 million USD}\n";
    static const char halves[] = "  relief_fund:\n    pays: [relief]\n    share: 0.5\n"
                                 "    appropriations:\n"
                                 "      - {on: 2025-01-01, amount: 450 million USD}\n"
                                 "  relief_fund_too:\n    pays: [relief]\n    share: 0.5\n"
                                 "    appropriations:\n"
                                 "      - {on: 2025-01-01, amount: 450 million USD}\n";
    char *text = template_text();
    char *split = replaced(text, whole, halves);
    struct ensemble a = run_text(text, "regional", NULL, 0, 1024);
    struct ensemble b = run_text(split, "regional", NULL, 0, 1024);

    bh_expect(strcmp(text, split) != 0, "the fund was split");
    expect_alike(&a, &b, "splitting a sponsor");
    close_both(&a, &b);
    free(text);
    free(split);
}

/** All money twice as many units: money doubles, nothing else moves. */
static void
double_money(const struct bh_model *model, uint32_t scenario, double *values)
{
    (void) scenario;
    for (size_t c = 0; c < BH_N_PARAMETER_CLASSES; c++) {
        const struct bh_parameter_class_info *info =
            bh_parameter_class_info((enum bh_parameter_class) c);

        for (size_t f = 0; f < info->width; f++) {
            if (info->rows[f].kind == BH_MONEY) {
                ensemble_scale(model, (enum bh_parameter_class) c, info->rows[f].field, 2, values);
            }
        }
    }
}

static void
test_currency(const char *path)
{
    struct ensemble a, b;
    double worst_money = 0, worst_other = 0;

    run_both(path, double_money, &a, &b);
    for (size_t i = 0; i < a.outputs.n; i++) {
        const bool is_money = strcmp(a.outputs.rows[i].kind, "money") == 0;
        const double mean_a = ensemble_mean(&a, a.outputs.rows[i].id);
        const double mean_b = ensemble_mean(&b, a.outputs.rows[i].id) / (is_money ? 2 : 1);
        double *worst = is_money ? &worst_money : &worst_other;

        if (isfinite(mean_a)) {
            *worst = fmax(*worst, fabs(mean_b - mean_a) / (1 + fabs(mean_a)));
        }
    }
    /* cents are whole, so a day's bill may round differently by one cent in a thousand million */
    bh_expect(worst_money < 1e-3, "money in half-sized units doubles (%.1e)", worst_money);
    bh_expect(worst_other < 1e-3, "and nothing else moves (%.1e)", worst_other);
    close_both(&a, &b);
}

int
main(void)
{
    for (size_t p = 0; p < N_PLANS; p++) {
        printf("# %s\n", plans[p]);
        test_capability(plans[p]);
        test_no_incidents(plans[p]);
        test_orderings(plans[p]);
        test_currency(plans[p]);
    }
    test_no_ceasefire();
    test_empty_force();
    test_reordering();
    test_renaming();
    test_splitting_contribution();
    test_splitting_sponsor();
    return bh_finish();
}
