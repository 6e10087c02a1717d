/** @file sensitivity.c  bluehelm sensitivity. */
#include "cli.h"
#include "table.h"

#include <assert.h>
#include <bluehelm/results.h>
#include <bluehelm/sensitivity.h>
#include <bluehelm/study.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define MOST_SHOWN 12
#define MOST_PAIRS 8
#define MOST_STEPS_SHOWN 4 /* factors in a convergence table */
#define USUAL_ROWS 64
#define FEWEST_ROWS 64 /* below, intervals of yes-or-no outcomes cover too seldom */
#define USUAL_TRAJECTORIES 20
#define TEXT_ROOM 160
#define MEANING_WIDTH 56
#define NEGLIGIBLE 0.005
#define NORMAL_975 1.959963984540054
#define FINE 0.05 /* half-width a user may want */

/** What a factor is ranked by. */
static const struct bh_index *
main_index(const struct bh_sensitivity_option *o, size_t i)
{
    return o->total != NULL     ? &o->total[i]
           : o->effects != NULL ? &o->effects[i].mu_star
                                : &o->first[i];
}

/** Numbers of factors, the greatest first; equals in order. */
static size_t *
ranked(const struct bh_sensitivity *s, const struct bh_sensitivity_option *o)
{
    size_t *order = malloc((s->n_factors + 1) * sizeof *order);

    for (size_t i = 0; order != NULL && i < s->n_factors; i++) {
        const double value = main_index(o, i)->value;
        size_t at = i;

        while (at > 0 && !(main_index(o, order[at - 1])->value >= value) && !isnan(value)) {
            order[at] = order[at - 1];
            at--;
        }
        order[at] = i;
    }
    return order;
}

static double
shown(double value)
{
    return fabs(value) < NEGLIGIBLE ? 0 : value; /* no -0.00 */
}

/** Whether an index says too little: its interval is wide, or made from too few base rows to trust.
 *  */
static bool
is_loose(const struct bh_sensitivity *s, size_t n_used, const struct bh_index *index)
{
    return (s->kind == BH_SENSITIVITY_SOBOL && n_used < FEWEST_ROWS) ||
           bh_sensitivity_is_loose(index);
}

static void
show_index(const struct bh_sensitivity *s, size_t n_used, const struct bh_index *index, char *text)
{
    if (isnan(index->value)) {
        snprintf(text, TEXT_ROOM, "–");
    } else if (isnan(index->low)) {
        snprintf(text, TEXT_ROOM, "%.2f ?", shown(index->value));
    } else if (index->value == 0 && index->low == index->high) {
        snprintf(text, TEXT_ROOM, "none seen  ");
    } else {
        snprintf(text, TEXT_ROOM, "%.2f (%.2f to %.2f)%s", shown(index->value), shown(index->low),
                 shown(index->high), is_loose(s, n_used, index) ? " ?" : "  ");
    }
}

/** A difference of the measure: points of a share, or its own unit. */
static void
show_change(const struct bh_sensitivity *s, double value, char *text)
{
    if (s->measure_kind == NULL) {
        snprintf(text, TEXT_ROOM, "%.4g", value);
    } else if (isnan(value)) {
        snprintf(text, TEXT_ROOM, "–");
    } else if (strcmp(s->measure_kind, "share") == 0) {
        snprintf(text, TEXT_ROOM, "%.1f points", 100 * value);
    } else {
        const char *kind = strcmp(s->measure_kind, "date") == 0 ? "days" : s->measure_kind;
        char amount[TEXT_ROOM];

        bh_results_show(fabs(value), kind, s->measure_unit, s->currency, s->start, amount,
                        sizeof amount);
        snprintf(text, TEXT_ROOM, "%s%.150s", value < 0 ? "-" : "", amount);
    }
}

/** Meaning cut at a letter's border. */
static void
cut(const char *meaning, char *text)
{
    size_t n = strlen(meaning);

    if (n <= MEANING_WIDTH) {
        memcpy(text, meaning, n + 1);
        return;
    }
    n = MEANING_WIDTH;
    while (n > 0 && ((unsigned char) meaning[n] & 0xc0) == 0x80) {
        n--;
    }
    snprintf(text, TEXT_ROOM, "%.*s…", (int) n, meaning);
}

/* ---- tables ---------------------------------------------------------------------------------- */

static void
add_factor(struct table *table, const struct bh_sensitivity *s,
           const struct bh_sensitivity_option *o, size_t i)
{
    char text[TEXT_ROOM];

    table_row(table);
    table_cell(table, s->factors[i].name);
    if (o->effects != NULL) {
        const struct bh_effect *e = &o->effects[i];
        const double values[] = {e->mu_star.value, e->mu_star.low, e->mu_star.high, e->mu,
                                 e->sigma};

        for (size_t v = 0; v < sizeof values / sizeof values[0]; v++) {
            show_change(s, values[v], text);
            table_cell(table, text);
        }
    } else {
        const bool is_seen = o->total == NULL || o->total[i].value != 0;

        show_index(s, o->n_used, is_seen ? &o->first[i] : &o->total[i], text);
        table_cell(table, text);
        if (o->total != NULL) {
            show_index(s, o->n_used, &o->total[i], text);
            table_cell(table, text);
        }
    }
    if (s->measure != NULL) {
        cut(s->factors[i].meaning, text);
        table_cell(table, text);
    }
}

static struct table
factor_table(const struct bh_sensitivity *s)
{
    static const char *const sobol[] = {"WHAT VARIES", "ALONE (S1)", "IN ALL (ST)", "MEANING"};
    static const char *const given[] = {"WHAT VARIES", "ALONE (S1)", "MEANING"};
    static const char *const morris[] = {"WHAT VARIES", "MEAN SIZE (MU*)", "FROM",   "TO",
                                         "MEAN (MU)",   "SPREAD (SIGMA)",  "MEANING"};
    const size_t without = s->measure == NULL; /* tables of another model have no meanings */

    switch (s->kind) {
    case BH_SENSITIVITY_SOBOL:
        return table_make(sobol, 4 - without);
    case BH_SENSITIVITY_MORRIS:
        return table_make(morris, 7 - without);
    case BH_SENSITIVITY_GIVEN:
        break;
    }
    return table_make(given, 3 - without);
}

static int
put_factors(const struct bh_sensitivity *s, const struct bh_sensitivity_option *o,
            const size_t *order)
{
    const size_t n = s->n_factors < MOST_SHOWN ? s->n_factors : MOST_SHOWN;
    struct table table = factor_table(s);

    if (s->measure != NULL) {
        table_flush_left(&table, o->effects != NULL ? 6 : o->total != NULL ? 3 : 2);
    }
    for (size_t r = 0; r < n; r++) {
        add_factor(&table, s, o, order[r]);
    }
    const int code = table_print(&table);
    if (n < s->n_factors) {
        const double next = main_index(o, order[n])->value;
        char text[TEXT_ROOM];

        snprintf(text, sizeof text, "%.2f", shown(next));
        if (s->kind == BH_SENSITIVITY_MORRIS) {
            show_change(s, next, text);
        }
        printf("  and %zu more, none above %s; --json has all\n", s->n_factors - n, text);
    }
    return code;
}

/** Whether a pair is told from zero among so many: its index is above 0 by more than chance makes
 *  of any of n_pairs in one of twenty studies (for a normal error P(Z > z) < exp(-z^2 / 2)), and
 *  not above what either of the two has in all, which no pair can be. */
static bool
is_told(const struct bh_sensitivity_option *o, const struct bh_index *pair, size_t j, size_t k,
        size_t n_pairs)
{
    const double error = pair->half_width / NORMAL_975;
    const double most = fmin(o->total[j].high, o->total[k].high);

    return pair->value > error * sqrt(2 * log((double) n_pairs / 0.05)) && pair->low <= most;
}

/** The largest pair below `below` that is told from zero. @return false when there is none. */
static bool
next_pair(const struct bh_sensitivity *s, const struct bh_sensitivity_option *o, double below,
          size_t pair[3])
{
    const size_t n_pairs = s->n_factors * (s->n_factors - 1) / 2;
    size_t at = 0;

    pair[2] = n_pairs;
    for (size_t j = 0; j < s->n_factors; j++) {
        for (size_t k = j + 1; k < s->n_factors; k++, at++) {
            const struct bh_index *index = &o->pairs[at];
            const bool is_larger = pair[2] == n_pairs || index->value > o->pairs[pair[2]].value;

            if (index->value < below && is_larger && is_told(o, index, j, k, n_pairs)) {
                pair[0] = j;
                pair[1] = k;
                pair[2] = at;
            }
        }
    }
    return pair[2] < n_pairs;
}

static int
put_pairs(const struct bh_sensitivity *s, const struct bh_sensitivity_option *o)
{
    static const char *const titles[] = {"PAIR", "", "TOGETHER (S2)"};
    struct table table = table_make(titles, 3);
    const size_t n_pairs = s->n_factors * (s->n_factors - 1) / 2;
    double below = (double) INFINITY;
    size_t n = 0, pair[3] = {0};

    for (; n < MOST_PAIRS && next_pair(s, o, below, pair); n++) {
        char text[TEXT_ROOM];

        below = o->pairs[pair[2]].value;
        table_row(&table);
        table_cell(&table, s->factors[pair[0]].name);
        table_cell(&table, s->factors[pair[1]].name);
        show_index(s, o->n_used, &o->pairs[pair[2]], text);
        table_cell(&table, text);
    }
    printf("\n  Pairs whose effect together is told from zero, of %zu: %s\n", n_pairs,
           n == 0 ? "none" : "");
    return table_print(&table);
}

static int
put_convergence(const struct bh_sensitivity *s, const struct bh_sensitivity_option *o,
                const size_t *order)
{
    const size_t n = s->n_factors < MOST_STEPS_SHOWN ? s->n_factors : MOST_STEPS_SHOWN;
    const char *titles[MOST_STEPS_SHOWN + 1] = {"BASE ROWS"};
    char text[TEXT_ROOM];

    if (o->n_steps < 2) {
        return EXIT_GOOD;
    }
    for (size_t r = 0; r < n; r++) {
        titles[r + 1] = s->factors[order[r]].name;
    }
    struct table table = table_make(titles, n + 1);
    for (size_t step = 0; step < o->n_steps; step++) {
        table_row(&table);
        snprintf(text, sizeof text, "%zu", o->step_rows[step]);
        table_cell(&table, text);
        for (size_t r = 0; r < n; r++) {
            show_index(s, o->step_rows[step], &o->step_total[step][order[r]], text);
            table_cell(&table, text);
        }
    }
    printf("\n  Were there enough? ST from the first rows alone:\n");
    return table_print(&table);
}

/* ---- words ----------------------------------------------------------------------------------- */

/** Says what the intervals bear, and how many rows a finer answer takes. */
static void
put_verdict(const struct bh_sensitivity *s, const struct bh_sensitivity_option *o,
            const size_t *order)
{
    const size_t n = s->n_factors < MOST_SHOWN ? s->n_factors : MOST_SHOWN;
    const struct bh_index *top = main_index(o, order[0]);
    const struct bh_index *next = s->n_factors > 1 ? main_index(o, order[1]) : NULL;
    double widest = 0;
    size_t n_loose = 0;

    for (size_t r = 0; r < n; r++) {
        const struct bh_index *index = main_index(o, order[r]);

        n_loose += is_loose(s, o->n_used, index);
        widest = fmax(widest, (index->high - index->low) / 2);
    }
    if (s->kind == BH_SENSITIVITY_SOBOL && o->n_used < FEWEST_ROWS) {
        printf("  Fewer than %d base rows: too few for any interval to be trusted.\n", FEWEST_ROWS);
    } else if (s->kind != BH_SENSITIVITY_MORRIS && n_loose > 0) {
        printf("  Too few %s to say for %zu of the %zu shown, marked ?: the interval is wider than "
               "±0.1 or than half the value.\n",
               s->kind == BH_SENSITIVITY_SOBOL ? "base rows" : "futures", n_loose, n);
    }
    if (s->kind != BH_SENSITIVITY_MORRIS && widest > FINE) {
        printf("  About %.0f %s would bring the widest of them to ±%.2f.\n",
               ceil((double) o->n_used * (widest / FINE) * (widest / FINE) / 10) * 10,
               s->kind == BH_SENSITIVITY_SOBOL ? "base rows" : "futures", FINE);
    }
    if (s->kind == BH_SENSITIVITY_GIVEN) {
        printf("  Up to about %.2f is what chance gives to one of %zu that play no part.\n",
               bh_given_noise(o->n_used, s->n_factors), s->n_factors);
    }
    if (next != NULL && next->high > top->low && next->value > 0) {
        printf("  Which comes first is not settled: the intervals of %s and %s overlap.\n",
               s->factors[order[0]].name, s->factors[order[1]].name);
    }
}

static void
put_option_head(const struct bh_sensitivity *s, const struct bh_sensitivity_option *o)
{
    static const char *const units[] = {"base rows", "trajectories", "futures"};
    char mean[TEXT_ROOM];

    if (s->measure_kind == NULL) {
        snprintf(mean, sizeof mean, "%.4g", o->mean);
    } else {
        bh_results_show(o->mean, s->measure_kind, s->measure_unit, s->currency, s->start, mean,
                        sizeof mean);
    }
    printf("\n%s%s%s  %s%smean %s; %zu %s used, %zu dropped", colour("bold"), o->id,
           colour("plain"), strcmp(o->id, o->title) == 0 ? "" : o->title,
           strcmp(o->id, o->title) == 0 ? "" : "; ", mean, o->n_used, units[s->kind], o->n_dropped);
    if (o->n_failed > 0) {
        printf(" for %zu failed futures", o->n_failed);
    }
    if (o->n_never > 0) {
        printf("; never, counted as day %u, in %zu futures", s->days, o->n_never);
    }
    printf("\n");
}

static int
put_option(const struct bh_sensitivity *s, const struct bh_sensitivity_option *o)
{
    int code = EXIT_GOOD;

    put_option_head(s, o);
    if (o->is_constant) {
        printf("  It is the same in every future that was used: there is nothing to explain.\n");
        return EXIT_GOOD;
    }
    assert(s->n_factors > 0); /* else it has been refused */
    size_t *order = ranked(s, o);
    if (order == NULL) {
        return EXIT_MEMORY;
    }
    code = put_factors(s, o, order);
    if (code == EXIT_GOOD && o->pairs != NULL) {
        code = put_pairs(s, o);
    }
    if (code == EXIT_GOOD) {
        code = put_convergence(s, o, order);
    }
    put_verdict(s, o, order);
    free(order);
    return code;
}

static void
put_head(const struct bh_sensitivity *s)
{
    static const char *const hints[] = {
        "S1: share of the outcome's variance that goes when this alone is known.\n"
        "ST: share that is left when all but this is known; ST above S1 is its part in "
        "interactions.\n",
        "MU*: how much the outcome changes, on average in size, per step from one end of its "
        "range\n"
        "toward the other; MU near MU*: always one way; SIGMA: how much that depends on all "
        "else.\n",
        "S1: share of the outcome's variance that goes when this alone is known, from classes of "
        "its\n"
        "values. These futures were not drawn for it: interactions (ST) need a study of design\n"
        "saltelli, which 'bluehelm sensitivity PLAN' runs.\n"};

    if (s->measure != NULL) {
        printf("%s%s%s\n", colour("bold"), s->plan_title, colour("plain"));
        printf("What \"%s\" depends on; design %s; plan %.12s, seed %u%s\n", s->measure_title,
               s->design, s->plan_hash, s->seed,
               s->is_complete ? "" : "; NOT COMPLETE, go on with the study");
        if (s->n_replications > 1) {
            printf("Means over %zu replications of each scenario.\n", s->n_replications);
        }
        printf("Model output under the plan's assumptions. It explores; it is not a forecast.\n");
    } else {
        printf("Design recognised: %s\n", s->design);
    }
    printf("%sIn parentheses: 95 %% intervals by resampling. ?: too loose to use.\n",
           hints[s->kind]);
    if (s->kind == BH_SENSITIVITY_SOBOL) {
        printf("None seen: it changed nothing in any base row; of N rows that leaves about 3/N.\n");
    }
}

static int
put_all(const struct bh_sensitivity *s)
{
    int code = EXIT_GOOD;

    put_head(s);
    for (size_t o = 0; o < s->n_options && code == EXIT_GOOD; o++) {
        code = put_option(s, &s->options[o]);
    }
    return code != EXIT_GOOD ? code : put_text("");
}

/* ---- the command ----------------------------------------------------------------------------- */

static int
tell(enum bh_status status, struct bh_sensitivity *s, const struct arguments *arguments,
     struct bh_err *err)
{
    char *text = NULL;
    int code;

    if (status != BH_OK) {
        return tell_failure(status, err);
    }
    if (arguments->json) {
        status = bh_sensitivity_json(s, &text, err);
        code = put_json(status, text, err);
    } else {
        code = put_all(s);
    }
    bh_sensitivity_free(s);
    return code;
}

static struct bh_sensitivity_request
request_of(const struct arguments *arguments)
{
    return (struct bh_sensitivity_request){
        .measure = arguments->measure,
        .options = arguments->n_option > 0 ? arguments->option : NULL,
        .n_options = arguments->n_option,
        .wants_pairs = arguments->pairs,
    };
}

static int
tell_file(const char *path, const struct arguments *arguments)
{
    const struct bh_sensitivity_request request = request_of(arguments);
    struct bh_sensitivity *s = NULL;
    struct bh_err err = {BH_OK, ""};
    const enum bh_status st = bh_sensitivity_read(path, &request, &s, &err);

    return tell(st, s, arguments, &err);
}

static int
tell_tables(const struct arguments *arguments)
{
    struct bh_sensitivity_request request = request_of(arguments);
    struct bh_sensitivity *s = NULL;
    struct bh_err err = {BH_OK, ""};

    request.groups = arguments->group;
    const enum bh_status st = bh_sensitivity_read_csv(
        arguments->plain[0], arguments->plain[1], &request, (uint32_t) arguments->levels, &s, &err);

    return tell(st, s, arguments, &err);
}

static int
read_group(const char *word, enum bh_grouping *by)
{
    *by = BH_EACH_ALONE;
    if (word == NULL || strcmp(word, "none") == 0) {
        return EXIT_GOOD;
    }
    if (strcmp(word, "section") == 0) {
        *by = BH_BY_SECTION;
    } else if (strcmp(word, "item") == 0) {
        *by = BH_BY_ITEM;
    } else {
        fprintf(stderr,
                "bluehelm sensitivity: --group takes section (areas), item (areas.rafah) or none, "
                "not %s\nTry 'bluehelm sensitivity --help'.\n",
                word);
        return EXIT_USAGE;
    }
    return EXIT_GOOD;
}

static int
run_and_tell(const char *path, const struct arguments *arguments)
{
    struct bh_plan *plan = NULL;
    char name[256];
    struct bh_study_settings settings = {
        .out = arguments->out,
        .n_replications = (size_t) arguments->replications,
        .options = arguments->n_option > 0 ? arguments->option : NULL,
        .n_options = arguments->n_option,
        .threads = (size_t) arguments->threads,
        .isa = arguments->engine,
        .overwrite = arguments->overwrite,
        .extend = !arguments->overwrite && arguments->pool == 0, /* goes on with what is there */
        .resume = !arguments->overwrite && arguments->pool > 0,
        .pool = (size_t) arguments->pool,
        .keep = 1,
        .is_first_order = arguments->first_order,
        .levels = (uint32_t) arguments->levels,
    };
    int code = read_design(arguments->design == NULL ? "saltelli" : arguments->design,
                           &command_sensitivity, &settings);

    if (code == EXIT_GOOD && settings.design != BH_SALTELLI && settings.design != BH_MORRIS) {
        fprintf(stderr, "bluehelm sensitivity: --design takes saltelli or morris here\n");
        code = EXIT_USAGE;
    }
    if (code == EXIT_GOOD) {
        code = read_group(arguments->group, &settings.by);
    }
    settings.n_blocks = arguments->has_rows              ? (size_t) arguments->rows
                        : settings.design == BH_SALTELLI ? USUAL_ROWS
                                                         : USUAL_TRAJECTORIES;
    if (code == EXIT_GOOD && settings.n_blocks < 2) {
        fprintf(stderr, "bluehelm sensitivity: --rows is %zu, must be at least 2\n",
                settings.n_blocks);
        code = EXIT_USAGE;
    }
    if (code == EXIT_GOOD) {
        code = read_plan(path, arguments, &plan);
    }
    if (code == EXIT_GOOD && settings.out == NULL) {
        snprintf(name, sizeof name, "%.200s-sensitivity.bh", bh_plan_id(plan));
        settings.out = name;
    }
    if (code == EXIT_GOOD) {
        code = run_study(plan, &settings, arguments->quiet, false);
    }
    if (code == EXIT_GOOD) {
        code = tell_file(settings.out, arguments);
    }
    bh_plan_free(plan);
    return code;
}

/** Whether `path` is a plan: a folder, or a name that ends as YAML files do. */
static bool
is_plan(const char *path)
{
    const char *dot = strrchr(path, '.');
    struct stat about;

    return (stat(path, &about) == 0 && S_ISDIR(about.st_mode)) ||
           (dot != NULL && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0));
}

static int
run(int argc, char **argv)
{
    struct arguments arguments;
    static const char accepted[] =
        "set option measure out design engine group rows levels replications threads json "
        "strict overwrite quiet csv pairs first-order pool";
    int code = arguments_read(argc, argv, accepted, &command_sensitivity, &arguments);

    if (code != EXIT_GOOD || arguments.wants_help) {
        return code;
    }
    code =
        arguments.csv
            ? arguments_want(&arguments, 2, "two tables, inputs and outputs", &command_sensitivity)
            : arguments_want(&arguments, 1, "FILE, a results file, or PLAN", &command_sensitivity);
    if (code != EXIT_GOOD) {
        return code;
    }
    if (arguments.csv) {
        return tell_tables(&arguments);
    }
    return is_plan(arguments.plain[0]) ? run_and_tell(arguments.plain[0], &arguments)
                                       : tell_file(arguments.plain[0], &arguments);
}

const struct command command_sensitivity = {
    "sensitivity", "tell which assumptions an outcome depends on",
    "Usage: bluehelm sensitivity FILE [--measure ID] [--option ID]... [--pairs] [--json]\n"
    "       bluehelm sensitivity PLAN [--rows N] [--design saltelli|morris]\n"
    "                            [--group section|item] [--first-order] [--levels P]\n"
    "                            [--pool M] [--replications R] [--out FILE] [--overwrite] [--set "
    "PATH=VALUE]...\n"
    "                            [--engine NAME] [--threads T] [--strict] [--quiet] and as above\n"
    "       bluehelm sensitivity --csv INPUTS.csv OUTPUTS.csv [--measure COLUMN] [--levels P]\n"
    "                            [--group GROUPS.csv] [--pairs] [--json]\n\n"
    "Tells, option by option, which assumptions an outcome depends on and how well that is known.\n"
    "FILE is any results file; one of design saltelli or morris tells most. With a PLAN such a "
    "study\n"
    "is run first, into FILE (default: the plan's id with -sensitivity.bh); run again with more "
    "rows\n"
    "it goes on from what is there. Luck is a line of its own: how much of the outcome is "
    "chance.\n\n"
    "  --measure ID     what to explain (default: success); see 'bluehelm compare FILE --json'\n"
    "  --option ID      only this option; may be repeated\n"
    "  --pairs          also which assumptions work together\n"
    "  --rows N         base rows (default 64) or Morris trajectories (default 20); a power of "
    "two\n"
    "                   serves Sobol' points best\n"
    "  --design NAME    saltelli: Sobol' indices (default); morris: elementary effects, cheaper\n"
    "  --group NAME     change whole sections (areas, parties) or items (areas.rafah) at once\n"
    "  --first-order    saltelli without the rows that pairs need: half the futures\n"
    "  --levels P       of a Morris design, even (default 4)\n"
    "  --pool M         choose the Morris trajectories that lie farthest apart, of M\n"
    "  --csv            inputs and outputs of another model, row by row; GROUPS.csv has columns "
    "input\n"
    "                   and group\n\n"
    "Example:\n  bluehelm sensitivity plans/gaza-2024 --group section --rows 256\n",
    run};
