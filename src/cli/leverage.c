/** @file leverage.c  bluehelm leverage: whose move matters. */
#include "cli.h"
#include "table.h"

#include <bluehelm/leverage.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void
show(const struct bh_leverage_row *row, double value, char *text, size_t room)
{
    if (isnan(value)) {
        snprintf(text, room, "–");
    } else if (row->kind == BH_LEVER_SALIENCE) {
        snprintf(text, room, "%.0f %%", 100 * value);
    } else {
        snprintf(text, room, row->kind == BH_LEVER_POSITION ? "%.0f" : "%.3g", value);
    }
}

/** "position up by 12 points", "capability times 3.2". */
static void
show_change(const struct bh_leverage_row *row, char *text, size_t room)
{
    const double change = row->needed - row->now;

    switch (row->kind) {
    case BH_LEVER_POSITION:
        snprintf(text, room, "%+.0f points", change);
        return;
    case BH_LEVER_SALIENCE:
        snprintf(text, room, "%+.0f points of 100", 100 * change);
        return;
    case BH_LEVER_CAPABILITY:
        break;
    }
    snprintf(text, room, "times %.2g", row->needed / row->now);
}

static const char *
lever_name(enum bh_lever_kind kind)
{
    return kind == BH_LEVER_POSITION   ? "position"
           : kind == BH_LEVER_SALIENCE ? "salience"
                                       : "capability";
}

static void
add_row(struct table *table, const struct bh_leverage_row *row, bool suffices)
{
    char text[120];

    table_row(table);
    table_cell(table, row->party_title);
    table_cell(table, row->issue == NULL ? "all" : row->issue);
    snprintf(text, sizeof text, "%s %s", lever_name(row->kind), row->upward ? "up" : "down");
    table_cell(table, text);
    show(row, row->now, text, sizeof text);
    table_cell(table, text);
    if (suffices) {
        show(row, row->needed, text, sizeof text);
        table_cell(table, text);
        show_change(row, text, sizeof text);
        table_cell(table, text);
    }
    snprintf(text, sizeof text, "%.0f %%", 100 * row->share);
    table_cell(table, text);
}

static int
put_rows(const struct bh_leverage *l, bool suffices)
{
    static const char *const good[] = {"PARTY",  "ISSUE",  "LEVER",   "NOW",
                                       "NEEDED", "CHANGE", "MET THEN"};
    static const char *const none[] = {"PARTY", "ISSUE", "LEVER", "NOW", "MET AT MOST"};
    struct table table = suffices ? table_make(good, 7) : table_make(none, 5);
    size_t n = 0;
    size_t others = 0;

    for (size_t i = 0; i < l->n_rows; i++) {
        const bool is_of_kind = isfinite(l->rows[i].effort) == suffices;

        if (is_of_kind && (suffices || l->rows[i].share > l->baseline)) {
            add_row(&table, &l->rows[i], suffices);
            n++;
        } else {
            others += is_of_kind;
        }
    }
    if (n > 0) {
        printf("\n%s%s%s\n", colour("bold"),
               suffices ? "Suffices alone, smallest move first"
                        : "No change of this alone suffices, but it helps (red lines kept; "
                          "capability up to ten times)",
               colour("plain"));
    } else if (suffices) {
        printf("\nNo change of one party's position, salience or capability alone suffices.\n");
    }
    const int code = table_print(&table);
    if (others > 0) {
        printf("%s%zu further levers do not raise it.\n", n > 0 ? "" : "\n", others);
    }
    return code;
}

static int
put_all(const struct bh_leverage *l)
{
    int code = EXIT_GOOD;

    printf("%s%s%s in option %s, met by %s in %.0f %% of futures\n", colour("bold"),
           l->condition_title, colour("plain"), l->option, l->by, 100 * l->target);
    printf("%zu futures on the same luck; as the plan stands it is met in %.0f %%.\n", l->futures,
           100 * l->baseline);
    printf("Model output under the plan's assumptions. It explores; it is not a forecast.\n");
    if (l->baseline >= l->target) {
        printf("\nThat is enough already: no move is needed.\n");
        return put_text("");
    }
    code = put_rows(l, true);
    return code == EXIT_GOOD ? put_rows(l, false) : code;
}

static int
find(const struct bh_plan *plan, const struct arguments *arguments)
{
    const struct bh_leverage_settings settings = {
        .option = arguments->n_option > 0 ? arguments->option[0] : NULL,
        .condition = arguments->condition,
        .by = arguments->by,
        .share = (double) arguments->percent / 100.0,
        .futures = arguments->futures,
        .threads = arguments->threads,
        .isa = arguments->engine,
        .cancel = catch_stop(),
    };
    struct bh_err err = {BH_OK, ""};
    struct bh_leverage *leverage = NULL;
    char *text = NULL;
    int code;

    enum bh_status st = bh_leverage_run(plan, &settings, &leverage, &err);
    if (st != BH_OK) {
        return tell_failure(st, &err);
    }
    if (arguments->json) {
        st = bh_leverage_json(leverage, &text, &err);
        code = put_json(st, text, &err);
    } else {
        code = put_all(leverage);
    }
    bh_leverage_free(leverage);
    return code;
}

static int
run(int argc, char **argv)
{
    struct arguments arguments;
    struct bh_plan *plan = NULL;
    static const char accepted[] =
        "set option futures threads engine json condition by percent";
    int code = arguments_read(argc, argv, accepted, &command_leverage, &arguments);

    if (code != EXIT_GOOD || arguments.wants_help) {
        return code;
    }
    code = arguments_want(&arguments, 1, "PLAN", &command_leverage);
    if (code == EXIT_GOOD && arguments.condition == NULL) {
        fprintf(stderr, "bluehelm leverage: missing: --condition ID\n"
                        "Try 'bluehelm leverage --help'.\n");
        code = EXIT_USAGE;
    }
    if (code == EXIT_GOOD) {
        code = read_plan(arguments.plain[0], &arguments, &plan);
    }
    if (code == EXIT_GOOD) {
        code = find(plan, &arguments);
    }
    bh_plan_free(plan);
    return code;
}

const struct command command_leverage = {
    "leverage", "whose move would meet a condition, and how large it must be",
    "Usage: bluehelm leverage PLAN --condition ID [--option ID] [--by DATE] [--percent N]\n"
    "                [--futures N] [--set PATH=VALUE]... [--threads N] [--json]\n\n"
    "For each party: the least change of its position or salience on the issues the condition "
    "hangs\n"
    "on, or of its capability, that makes the condition met by the date in so many percent of\n"
    "futures, all futures on the same scenarios and luck. Positions stay within red lines.\n\n"
    "  --condition ID   the condition\n"
    "  --option ID      option (default: the first)\n"
    "  --by DATE        date by which it is to be met (default: the plan's last day)\n"
    "  --percent N      of futures in which it is to be met, 1 to 100 (default 50)\n"
    "  --futures N      futures of each trial (default 100)\n"
    "  --json           everything as JSON\n\n"
    "Example:\n"
    "  bluehelm leverage plans/gaza-2024 --option multinational --condition regional_commitment\n",
    run};
