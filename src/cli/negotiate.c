/** @file negotiate.c  bluehelm negotiate: a table of actors, and what bargaining would give. */
#include "cli.h"
#include "table.h"

#include <bluehelm/negotiate.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_ROOM 256
#define MOST_SHOWN_ROUNDS 7
#define MOST_SHOWN_ENCOUNTERS 40

/** A value on an issue, to what the spread of positions can bear. */
static void
show(const struct bh_table *t, size_t issue, double value, char *text)
{
    double low = t->scale_high[issue];
    double high = t->scale_low[issue];

    for (size_t a = 0; a < t->n_actors; a++) {
        low = fmin(low, t->position[a * t->n_issues + issue].value);
        high = fmax(high, t->position[a * t->n_issues + issue].value);
    }
    const double span = high - low;
    const int digits = span > 20 ? 0 : span > 2 ? 1 : span > 0.2 ? 2 : 4;

    if (isnan(value)) {
        snprintf(text, TEXT_ROOM, "–");
    } else {
        snprintf(text, TEXT_ROOM, "%.*f", digits, value + 0.0);
    }
}

static void
show_spread(const struct bh_table *t, size_t issue, const struct bh_forecast_value *v, char *text)
{
    char low[TEXT_ROOM], high[TEXT_ROOM];

    show(t, issue, v->q05, low);
    show(t, issue, v->q95, high);
    snprintf(text, TEXT_ROOM, isnan(v->q05) ? "–" : "%.60s to %.60s", low, high);
}

static void
put_head(const struct bh_negotiation *n)
{
    const struct bh_table *t = n->table;

    if (t->title[0] != '\0') {
        printf("%s%s%s\n", colour("bold"), t->title, colour("plain"));
    }
    printf("%zu actors, %zu issue%s. Path by the %s model, %zu rounds%s.\n", t->n_actors,
           t->n_issues, t->n_issues == 1 ? "" : "s", n->model, n->n_rounds,
           n->is_settled ? ", then settled" : "");
    if (n->n_draws > 0) {
        printf("%zu draws %s.\n", n->n_draws,
               n->is_jittered ? "with capability and salience moved by up to 5 %, positions by up "
                                "to 2 % of the scale: the table gives no ranges"
                              : "from the table's ranges");
    }
    for (size_t i = 0; i < t->n_remarks; i++) {
        printf("Note: %s\n", t->remarks[i]);
    }
    printf("It explores what the table assumes. It is not a forecast to rely on.\n");
}

static int
put_forecast(const struct bh_negotiation *n, size_t issue)
{
    static const char *const titles[] = {"RULE", "OUTCOME", "MEDIAN OF DRAWS",
                                         "5TH TO 95TH PERCENTILE"};
    const struct bh_table *t = n->table;
    struct table table = table_make(titles, 4);
    char text[TEXT_ROOM], title[2 * TEXT_ROOM];

    snprintf(title, sizeof title, "Outcome on %.100s (%g to %g)", t->issues[issue],
             t->scale_low[issue], t->scale_high[issue]);
    put_title(title, "");
    for (size_t rule = 0; rule < BH_N_FORECAST_RULES; rule++) {
        const struct bh_forecast_value *v = &n->forecast[rule * t->n_issues + issue];

        table_row(&table);
        table_cell(&table, bh_forecast_rule_meaning((enum bh_forecast_rule) rule));
        show(t, issue, v->value, text);
        table_cell(&table, text);
        show(t, issue, v->median, text);
        table_cell(&table, text);
        show_spread(t, issue, v, text);
        table_cell(&table, text);
    }
    return table_print(&table);
}

/** In what share of draws the threshold is reached. */
static int
put_gate(const struct bh_negotiation *n)
{
    static const char *const titles[] = {"RULE", "SHARE OF DRAWS", "95 % INTERVAL"};
    char text[TEXT_ROOM], title[2 * TEXT_ROOM];

    if (n->gate_issue == n->table->n_issues) {
        return EXIT_GOOD;
    }
    struct table table = table_make(titles, 3);
    snprintf(title, sizeof title, "%.100s at %g or above", n->table->issues[n->gate_issue],
             n->gate_value);
    put_title(title, "");
    for (size_t rule = 0; rule < BH_N_FORECAST_RULES; rule++) {
        table_row(&table);
        table_cell(&table, bh_forecast_rule_meaning((enum bh_forecast_rule) rule));
        snprintf(text, sizeof text, "%.0f %%", 100 * n->gate[rule].share);
        table_cell(&table, text);
        snprintf(text, sizeof text, "%.0f to %.0f %%", 100 * n->gate[rule].low,
                 100 * n->gate[rule].high);
        table_cell(&table, text);
    }
    return table_print(&table);
}

/** Rounds worth a column: the first, the last, and some between. @return how many. */
static size_t
pick_rounds(size_t last, size_t rounds[MOST_SHOWN_ROUNDS])
{
    size_t n = 0, next = 0;

    for (size_t i = 0; i < MOST_SHOWN_ROUNDS; i++) {
        const size_t round = last < MOST_SHOWN_ROUNDS ? i
                             : i + 1 == MOST_SHOWN_ROUNDS
                                 ? last
                                 : (i < 3 ? i : i * last / MOST_SHOWN_ROUNDS);

        if (round <= last && round >= next) {
            rounds[n++] = round;
            next = round + 1;
        }
    }
    return n;
}

static int
put_path(const struct bh_negotiation *n, size_t issue)
{
    const struct bh_table *t = n->table;
    size_t rounds[MOST_SHOWN_ROUNDS];
    const size_t n_rounds = pick_rounds(n->n_rounds, rounds);
    char headings[MOST_SHOWN_ROUNDS][24], text[TEXT_ROOM], title[2 * TEXT_ROOM];
    const char *titles[MOST_SHOWN_ROUNDS + 4] = {"ACTOR", "CAPABILITY", "SALIENCE"};

    for (size_t i = 0; i < n_rounds; i++) {
        snprintf(headings[i], sizeof headings[i], i == 0 ? "AT FIRST" : "ROUND %zu", rounds[i]);
        titles[3 + i] = headings[i];
    }
    titles[3 + n_rounds] = "LAST, 5TH TO 95TH";
    struct table table = table_make(titles, n_rounds + 4);
    snprintf(title, sizeof title, "Positions on %.100s", t->issues[issue]);
    put_title(title, "the table's own values; last column: all draws");
    for (size_t a = 0; a < t->n_actors; a++) {
        const size_t at = a * t->n_issues + issue;

        table_row(&table);
        table_cell(&table, t->actors[a]);
        snprintf(text, sizeof text, "%.4g", t->capability[a].value);
        table_cell(&table, text);
        snprintf(text, sizeof text, "%.0f %%", 100 * t->salience[at].value);
        table_cell(&table, text);
        for (size_t i = 0; i < n_rounds; i++) {
            show(t, issue, n->position[rounds[i] * t->n_actors * t->n_issues + at], text);
            table_cell(&table, text);
        }
        show_spread(t, issue, &n->course[n->n_rounds * t->n_actors * t->n_issues + at], text);
        table_cell(&table, text);
    }
    table_row(&table);
    table_cell(&table, "weighted mean");
    table_cell(&table, "");
    table_cell(&table, "");
    for (size_t i = 0; i < n_rounds; i++) {
        show(t, issue, n->path[rounds[i] * t->n_issues + issue].value, text);
        table_cell(&table, text);
    }
    show_spread(t, issue, &n->path[n->n_rounds * t->n_issues + issue], text);
    table_cell(&table, text);
    return table_print(&table);
}

static const char *
moves_in_words(const struct bh_encounter *e)
{
    return e->challenger_moved && e->target_moved ? "both move"
           : e->challenger_moved                  ? "challenger moves"
           : e->target_moved                      ? "target moves"
                                                  : "neither takes it";
}

static int
put_encounters(const struct bh_negotiation *n)
{
    static const char *const titles[] = {"ROUND",  "CHALLENGER", "TARGET",         "KIND",
                                         "CHANCE", "GAIN SEEN",  "WHAT CAME OF IT"};
    struct table table = table_make(titles, 7);
    char text[TEXT_ROOM];

    put_title("Who challenges whom",
              "chance of prevailing and gain in utility (0 to 2) as the challenger sees them");
    for (size_t i = 0; i < n->n_encounters && i < MOST_SHOWN_ENCOUNTERS; i++) {
        const struct bh_encounter *e = &n->encounters[i];

        table_row(&table);
        snprintf(text, sizeof text, "%zu", e->round);
        table_cell(&table, text);
        table_cell(&table, n->table->actors[e->challenger]);
        table_cell(&table, n->table->actors[e->target]);
        table_cell(&table, bh_encounter_kind_name(e->kind));
        snprintf(text, sizeof text, isnan(e->chance) ? "–" : "%.0f %%", 100 * e->chance);
        table_cell(&table, text);
        snprintf(text, sizeof text, "%.2f", e->gain);
        table_cell(&table, text);
        table_cell(&table, moves_in_words(e));
    }
    const int code = table_print(&table);
    if (n->n_encounters > MOST_SHOWN_ENCOUNTERS) {
        printf("... and %zu more; --json has all.\n", n->n_encounters - MOST_SHOWN_ENCOUNTERS);
    }
    return code;
}

/** Members of coalition `group` in a round, as a list of names. @return how many. */
static size_t
name_members(const struct bh_negotiation *n, size_t round, size_t group, char *text, size_t room)
{
    const size_t *groups = n->group + round * n->table->n_actors;
    size_t members = 0;
    size_t length = 0;

    text[0] = '\0';
    for (size_t a = 0; a < n->table->n_actors; a++) {
        if (groups[a] == group) {
            members++;
            if (length < room) {
                length += (size_t) snprintf(text + length, room - length, "%s%s",
                                            members > 1 ? ", " : "", n->table->actors[a]);
            }
        }
    }
    return members;
}

static int
put_coalitions(const struct bh_negotiation *n, size_t round)
{
    static const char *const titles[] = {"POSITION", "STANDING", "HELD BY"};
    const struct bh_table *t = n->table;
    struct table table = table_make(titles, 3);
    char names[1024], text[TEXT_ROOM], title[TEXT_ROOM];

    snprintf(title, sizeof title, round == 0 ? "Coalitions at first" : "Coalitions after round %zu",
             round);
    put_title(title, strcmp(n->model, "spatial") == 0
                         ? "standing: chance of winning a vote among the positions held"
                         : "standing: share of capability x salience");
    for (size_t a = 0; a < t->n_actors; a++) {
        const size_t row = round * t->n_actors + a;
        size_t before = 0;

        while (n->group[round * t->n_actors + before] != n->group[row]) {
            before++;
        }
        if (before < a) {
            continue; /* told with its first member */
        }
        table_row(&table);
        text[0] = '\0';
        for (size_t k = 0; k < t->n_issues; k++) {
            char value[TEXT_ROOM];
            const size_t length = strlen(text);

            show(t, k, n->position[row * t->n_issues + k], value);
            snprintf(text + length, sizeof text - length, "%s%.20s", k > 0 ? ", " : "", value);
        }
        table_cell(&table, text);
        snprintf(text, sizeof text, "%.0f %%", 100 * n->standing[row]);
        table_cell(&table, text);
        name_members(n, round, n->group[row], names, sizeof names);
        table_cell(&table, names);
    }
    return table_print(&table);
}

static int
put_all(const struct bh_negotiation *n)
{
    int code = EXIT_GOOD;

    put_head(n);
    for (size_t k = 0; k < n->table->n_issues && code == EXIT_GOOD; k++) {
        code = put_forecast(n, k);
    }
    if (code == EXIT_GOOD) {
        code = put_gate(n);
    }
    for (size_t k = 0; k < n->table->n_issues && code == EXIT_GOOD; k++) {
        code = put_path(n, k);
    }
    if (code == EXIT_GOOD) {
        code = put_encounters(n);
    }
    if (code == EXIT_GOOD) {
        code = put_coalitions(n, 0);
    }
    if (code == EXIT_GOOD && n->n_rounds > 0) {
        code = put_coalitions(n, n->n_rounds);
    }
    return code;
}

static int
tell(const struct bh_negotiation *n, const struct arguments *arguments)
{
    struct bh_err err = {BH_OK, ""};
    char *text = NULL;

    if (arguments->html != NULL) {
        const enum bh_status st = bh_negotiation_html(n, arguments->html, &err);

        if (st != BH_OK) {
            return tell_failure(st, &err);
        }
        if (!arguments->json && !arguments->csv) {
            printf("%s written. Open it in any browser; it needs no network.\n", arguments->html);
            return put_text("");
        }
    }
    if (arguments->json) {
        const enum bh_status st = bh_negotiation_json(n, &text, &err);

        return put_json(st, text, &err);
    }
    if (arguments->csv) {
        const enum bh_status st = bh_negotiation_csv(n, &text, &err);

        return put_json(st, text, &err);
    }
    return put_all(n);
}

static int
negotiate(const char *path, const struct arguments *arguments)
{
    const struct bh_negotiation_settings settings = {
        .model = arguments->model,
        .set = arguments->set,
        .n_set = arguments->n_set,
        .rounds = arguments->rounds,
        .draws = arguments->futures,
        .exact = arguments->exact,
        .seed = (uint32_t) arguments->seed,
        .at_least = arguments->at_least,
        .threads = arguments->threads,
    };
    struct bh_err err = {BH_OK, ""};
    struct bh_table *table = NULL;
    struct bh_negotiation *negotiation = NULL;
    int code;

    enum bh_status st = bh_table_read(path, &table, &err);
    if (st == BH_OK) {
        st = bh_negotiation_run(table, &settings, &negotiation, &err);
    }
    code = st == BH_OK ? tell(negotiation, arguments) : tell_failure(st, &err);
    bh_negotiation_free(negotiation);
    bh_table_free(table);
    return code;
}

/** --help, with the models' options behind it. */
static int
put_options(void)
{
    struct bh_err err = {BH_OK, ""};
    char *text = NULL;
    const enum bh_status st = bh_negotiation_options(&text, &err);

    printf("\nOptions of the models for --set, the default first:\n");
    return put_json(st, text, &err);
}

static int
run(int argc, char **argv)
{
    struct arguments arguments;
    static const char accepted[] =
        "set futures threads json model rounds seed html csv exact at-least";
    int code = arguments_read(argc, argv, accepted, &command_negotiate, &arguments);

    if (code != EXIT_GOOD) {
        return code;
    }
    if (arguments.wants_help) {
        return put_options();
    }
    code = arguments_want(&arguments, 1, "FILE, a table of actors", &command_negotiate);
    return code == EXIT_GOOD ? negotiate(arguments.plain[0], &arguments) : code;
}

const struct command command_negotiate = {
    "negotiate", "what bargaining among a table of actors would give",
    "Usage: bluehelm negotiate FILE [--model spatial|challenge] [--set NAME=VALUE]...\n"
    "                [--rounds N] [--futures N | --exact] [--seed N] [--threads N]\n"
    "                [--at-least ISSUE=VALUE] [--json | --csv] [--html FILE]\n\n"
    "FILE is CSV with the columns actor, description (if wanted), capability, then position and\n"
    "salience of each issue. A number may be a range: 40..60, or 50 [40..60]; or columns x_low "
    "and\n"
    "x_high stand beside x. A scale other than 0 to 100 stands behind an issue's name: delay "
    "[4..10].\n"
    "KTAB's CSV and XML scenarios and equal-gain files (#A, #P, #M, #D) are read too.\n\n"
    "Shows the outcome by every compromise rule, then the path of a challenge model: positions by\n"
    "round, who challenges whom, who moves, which coalitions stand.\n\n"
    "  --model NAME       spatial (all issues together, after KTAB; default) or challenge (the\n"
    "                     classic model, issue by issue)\n"
    "  --set NAME=VALUE   an option of the model, below\n"
    "  --rounds N         rounds to play (default: until settled; challenge: 10)\n"
    "  --futures N        draws from the ranges (default 1000, fewer for large tables)\n"
    "  --exact            no draws\n"
    "  --seed N           names the luck of the draws (default 0)\n"
    "  --at-least ISSUE=VALUE   in what share of draws the outcome is that or more\n"
    "  --html FILE        write a page with pictures of positions over rounds\n"
    "  --csv, --json      the path as CSV; everything as JSON\n\n"
    "Example:\n  bluehelm negotiate actors.csv --futures 2000 --html actors.html\n",
    run};
