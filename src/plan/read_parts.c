/** @file read_parts.c  Third pass: everything that is not a number, up to sponsors. */
#include "base/date.h"
#include "base/hash.h"
#include "bargain/spatial.h"
#include "plan/expression.h"
#include "plan/reader.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define DEFAULT_ROUND 30

static uint32_t
key_of(const char *id)
{
    return bh_hash32(id, strlen(id));
}

struct bh_expression
bh_reader_expression(struct bh_reader *reader, struct bh_node node, const char *path)
{
    struct bh_expression out = {NULL, 0, NULL, 0, 0};
    struct bh_expression_error error;
    const char *text = bh_node_text(node);

    if (text == NULL) {
        return out;
    }
    const enum bh_status st = bh_expression_compile(text, reader->model, &reader->units,
                                                    &reader->plan->arena, &out, &error);
    const size_t column = bh_node_column(node) + bh_node_is_quoted(node);
    if (st == BH_EINPUT) {
        char words[700];

        snprintf(words, sizeof words, "%s: %s", path, error.text);
        bh_reader_error_at(reader, bh_node_line(node), column + error.column - 1, words);
    }
    reader->out_of_memory = reader->out_of_memory || st == BH_ENOMEM;
    out.line = bh_node_line(node);
    out.column = column;
    return out;
}

static struct bh_expression
expression_at(struct bh_reader *reader, struct bh_node map, const char *key)
{
    return bh_reader_expression(reader, bh_node_at(map, key), key);
}

/** A number of `kind` at `key` that cannot be an assumption. */
static double
fixed(struct bh_reader *reader, struct bh_node map, const char *key, enum bh_kind kind,
      double otherwise)
{
    const struct bh_node node = bh_node_at(map, key);
    struct bh_err err;
    double value = otherwise;

    if (bh_node_is_scalar(node) &&
        bh_quantity_parse(bh_node_text(node), kind, &reader->units, &value, &err) != BH_OK) {
        bh_reader_error(reader, node, "%s %s", key, err.text);
        return otherwise;
    }
    return value;
}

static void
read_sources(struct bh_reader *reader)
{
    struct bh_source *sources = bh_reader_alloc(reader, reader->sources.n, sizeof *sources);

    for (size_t i = 0; i < reader->sources.n && sources != NULL; i++) {
        const struct bh_node map = reader->sources.at[i].node;

        sources[i] = (struct bh_source){
            .id = reader->sources.at[i].id,
            .title = bh_reader_text(reader, map, "title", ""),
            .publisher = bh_reader_text(reader, map, "publisher", ""),
            .year = bh_reader_text(reader, map, "year", ""),
            .url = bh_reader_text(reader, map, "url", ""),
            .accessed = bh_reader_text(reader, map, "accessed", ""),
        };
    }
    reader->model->sources = sources;
    reader->model->n_sources = reader->sources.n;
}

static void
read_tile(struct bh_reader *reader, struct bh_node map, struct bh_area *area)
{
    const struct bh_node tile = bh_node_at(map, "tile");

    if (!bh_node_is_list(tile)) {
        return;
    }
    area->has_tile = bh_node_count(tile) == 2;
    for (size_t i = 0; i < 2 && area->has_tile; i++) {
        const char *text = bh_node_text(bh_node_item(tile, i));

        area->has_tile = text != NULL && text[0] != '\0' &&
                         bh_text_number(text, &area->tile[i]) == strlen(text);
    }
    if (!area->has_tile) {
        bh_reader_error(reader, tile, "areas.%s.tile must be two numbers, [column, row]",
                        area->id);
    }
}

/** Makes borders go both ways, without doubles, in the order of areas. */
static void
join_borders(struct bh_reader *reader, struct bh_area *areas, size_t n)
{
    bool *joined = bh_reader_alloc(reader, n * n, sizeof *joined);

    for (size_t a = 0; a < n && joined != NULL; a++) {
        for (size_t i = 0; i < areas[a].borders.n; i++) {
            const size_t b = areas[a].borders.at[i];

            joined[a * n + b] = joined[b * n + a] = a != b;
        }
    }
    for (size_t a = 0; a < n && joined != NULL; a++) {
        size_t *at = bh_reader_alloc(reader, n, sizeof *at);
        size_t k = 0;

        for (size_t b = 0; b < n && at != NULL; b++) {
            if (joined[a * n + b]) {
                at[k++] = b;
            }
        }
        areas[a].borders = (struct bh_list){at, k};
    }
}

static void
read_areas(struct bh_reader *reader)
{
    const size_t n = reader->areas.n;
    struct bh_area *areas = bh_reader_alloc(reader, n, sizeof *areas);

    for (size_t i = 0; i < n && areas != NULL; i++) {
        const struct bh_node map = reader->areas.at[i].node;

        areas[i].id = reader->areas.at[i].id;
        areas[i].key = key_of(areas[i].id);
        areas[i].name = bh_reader_text(reader, map, "name", areas[i].id);
        areas[i].pcode = bh_reader_text(reader, map, "pcode", NULL);
        areas[i].borders =
            bh_reader_list(reader, &reader->areas, bh_node_at(map, "borders"), "borders");
        read_tile(reader, map, &areas[i]);
    }
    if (areas != NULL) {
        join_borders(reader, areas, n);
    }
    if (n == 0) {
        bh_reader_error(reader, reader->root, "a plan needs at least one area");
    }
    reader->model->areas = areas;
}

static void
read_issues(struct bh_reader *reader)
{
    struct bh_issue *issues = bh_reader_alloc(reader, reader->issues.n, sizeof *issues);

    reader->model->horizon_issue = BH_NONE;
    for (size_t i = 0; i < reader->issues.n && issues != NULL; i++) {
        const struct bh_node map = reader->issues.at[i].node;
        const double round = fixed(reader, map, "round", BH_DAYS, DEFAULT_ROUND);

        if (!(round >= 1 && round <= 3650)) {
            bh_reader_error(reader, bh_node_at(map, "round"),
                            "issues.%s.round must be 1 day to 10 years", reader->issues.at[i].id);
        }
        issues[i] = (struct bh_issue){
            .id = reader->issues.at[i].id,
            .title = bh_reader_text(reader, map, "title", reader->issues.at[i].id),
            .low = bh_reader_text(reader, map, "low", ""),
            .high = bh_reader_text(reader, map, "high", ""),
            .key = key_of(reader->issues.at[i].id),
            .round_days = round >= 1 && round <= 3650 ? (uint32_t) round : DEFAULT_ROUND,
            .is_horizon = bh_reader_flag(reader, map, "horizon", false),
        };
        if (issues[i].is_horizon && reader->model->horizon_issue != BH_NONE) {
            bh_reader_error(reader, bh_node_at(map, "horizon"),
                            "a second issue is marked as the political horizon");
        }
        if (issues[i].is_horizon) {
            reader->model->horizon_issue = i;
        }
    }
    reader->model->issues = issues;
}

/** limits: [low, high] into the two parameters. */
static void
read_limits(struct bh_reader *reader, struct bh_node map, double *values, const char *party)
{
    const struct bh_node limits = bh_node_at(map, "limits");
    const size_t low = bh_parameter_column(BH_PARAM_STANCE, "limit_low");
    double read[2] = {values[low], values[low + 1]};

    for (size_t i = 0; i < 2 && bh_node_is_list(limits); i++) {
        const char *text =
            bh_node_count(limits) == 2 ? bh_node_text(bh_node_item(limits, i)) : NULL;

        if (text == NULL || bh_text_number(text, &read[i]) != strlen(text) || read[i] < 0 ||
            read[i] > 100) {
            bh_reader_error(reader, limits,
                            "parties.%s: limits must be two numbers from 0 to 100, [low, high]",
                            party);
            return;
        }
    }
    for (size_t i = 0; i < 2 && bh_node_is_list(limits); i++) {
        if (!reader->is_written[&values[low + i] - reader->values]) { /* --set limit_low wins */
            values[low + i] = read[i];
        }
    }
}

/** Marks parties that have factions; a faction has none of its own. */
static void
join_factions(struct bh_reader *reader, struct bh_party *parties)
{
    for (size_t p = 0; p < reader->parties.n; p++) {
        const size_t whole = parties[p].within;

        if (whole == BH_NONE) {
            continue;
        }
        if (whole == p || parties[whole].within != BH_NONE) {
            bh_reader_error(reader, bh_node_at(reader->parties.at[p].node, "within"),
                            "parties.%s.within: '%s' is itself a faction; factions have none of "
                            "their own",
                            parties[p].id, parties[whole].id);
            parties[p].within = BH_NONE;
        } else {
            parties[whole].has_factions = true;
        }
    }
}

static void
read_parties(struct bh_reader *reader)
{
    const size_t n_issues = reader->issues.n;
    const size_t base = reader->model->parameters.base[BH_PARAM_STANCE];
    struct bh_party *parties = bh_reader_alloc(reader, reader->parties.n, sizeof *parties);
    struct bh_stance *stances =
        bh_reader_alloc(reader, reader->parties.n * n_issues, sizeof *stances);
    const struct bh_node aims = bh_node_at(reader->root, "hostilities.aims");

    for (size_t p = 0; p < reader->parties.n && parties != NULL && stances != NULL; p++) {
        const struct bh_node map = reader->parties.at[p].node;
        const char *id = reader->parties.at[p].id;

        parties[p] = (struct bh_party){
            .id = id,
            .title = bh_reader_text(reader, map, "title", id),
            .kind = bh_reader_text(reader, map, "kind", ""),
            .key = key_of(id),
            .has_aim = bh_node_exists(bh_node_at(aims, id)),
            .within = bh_reader_find(reader, &reader->parties, bh_node_at(map, "within"), "party"),
        };
        for (size_t i = 0; i < n_issues; i++) {
            const struct bh_node stance =
                bh_node_at(bh_node_at(map, "stances"), reader->issues.at[i].id);
            double *values = reader->values + base + (p * n_issues + i) * BH_PARAM_WIDTH_STANCE;
            struct bh_stance *out = &stances[p * n_issues + i];

            out->is_present = bh_node_is_map(stance);
            if (out->is_present) {
                out->opens_when = expression_at(reader, stance, "opens_when");
                out->veto = bh_reader_flag(reader, stance, "veto", false);
                read_limits(reader, stance, values, id);
            } else {
                values[bh_parameter_column(BH_PARAM_STANCE, "position")] = 50;
                values[bh_parameter_column(BH_PARAM_STANCE, "salience")] = 0;
            }
        }
    }
    if (parties != NULL) {
        join_factions(reader, parties);
    }
    reader->model->parties = parties;
    reader->model->stances = stances;
}

static void
read_conditions(struct bh_reader *reader)
{
    struct bh_condition *conditions =
        bh_reader_alloc(reader, reader->conditions.n, sizeof *conditions);
    char path[128];

    for (size_t c = 0; c < reader->conditions.n && conditions != NULL; c++) {
        const struct bh_node map = reader->conditions.at[c].node;

        snprintf(path, sizeof path, "conditions.%s.when", reader->conditions.at[c].id);
        conditions[c].title =
            bh_reader_text(reader, map, "title", reader->conditions.at[c].id);
        conditions[c].latch = bh_reader_flag(reader, map, "latch", false);
        conditions[c].when = bh_reader_expression(reader, bh_node_at(map, "when"), path);
        conditions[c].id = reader->conditions.at[c].id;
    }
    reader->model->conditions = conditions;
}

/** Cost lines as if they were entities, for looking ids up. */
static struct bh_entities
lines(struct bh_reader *reader)
{
    struct bh_entities out = {bh_reader_alloc(reader, BH_N_LINES, sizeof *out.at), BH_N_LINES};

    for (size_t i = 0; i < BH_N_LINES && out.at != NULL; i++) {
        out.at[i].id = bh_line_id((enum bh_line) i);
    }
    return out;
}

static void
read_sponsors(struct bh_reader *reader)
{
    struct bh_sponsor *sponsors = bh_reader_alloc(reader, reader->sponsors.n, sizeof *sponsors);
    const struct bh_entities all_lines = lines(reader);
    size_t appropriation = 0;

    for (size_t s = 0; s < reader->sponsors.n && sponsors != NULL; s++) {
        const struct bh_node map = reader->sponsors.at[s].node;
        const struct bh_list pays =
            bh_reader_list(reader, &all_lines, bh_node_at(map, "pays"), "cost line");

        sponsors[s] = (struct bh_sponsor){
            .id = reader->sponsors.at[s].id,
            .title = bh_reader_text(reader, map, "title", reader->sponsors.at[s].id),
            .party = bh_reader_find(reader, &reader->parties, bh_node_at(map, "party"), "party"),
            .requires = bh_reader_list(reader, &reader->conditions, bh_node_at(map, "requires"),
                                       "condition"),
            .first_appropriation = appropriation,
            .n_appropriations = bh_node_count(bh_node_at(map, "appropriations")),
            .personnel_in_area =
                fixed(reader, map, "caveats.personnel_in_area", BH_PERSONS, (double) INFINITY),
        };
        for (size_t i = 0; i < pays.n; i++) {
            sponsors[s].pays[pays.at[i]] = true;
        }
        appropriation += sponsors[s].n_appropriations;
    }
    reader->model->sponsors = sponsors;
}

/** Lines named in `priority` first, the others behind them in their own order. */
static void
read_priority(struct bh_reader *reader)
{
    const struct bh_entities all_lines = lines(reader);
    const struct bh_list named = bh_reader_list(
        reader, &all_lines, bh_node_at(reader->root, "finance.priority"), "cost line");
    bool is_placed[BH_N_LINES] = {false};
    size_t n = 0;

    for (size_t i = 0; i < named.n; i++) {
        if (!is_placed[named.at[i]]) {
            reader->model->priority[n++] = (enum bh_line) named.at[i];
            is_placed[named.at[i]] = true;
        }
    }
    for (size_t i = 0; i < BH_N_LINES; i++) {
        if (!is_placed[i]) {
            reader->model->priority[n++] = (enum bh_line) i;
        }
    }
}

static void
read_crossings(struct bh_reader *reader)
{
    struct bh_crossing *crossings =
        bh_reader_alloc(reader, reader->crossings.n, sizeof *crossings);

    for (size_t c = 0; c < reader->crossings.n && crossings != NULL; c++) {
        const struct bh_node map = reader->crossings.at[c].node;

        crossings[c].id = reader->crossings.at[c].id;
        crossings[c].title = bh_reader_text(reader, map, "title", crossings[c].id);
        crossings[c].open_when = expression_at(reader, map, "open_when");
    }
    reader->model->crossings = crossings;
}

/** Options of a model of bargaining, a mapping of names to words. */
static void
read_rule_options(struct bh_reader *reader, const char *path, bool is_spatial)
{
    const struct bh_node map = bh_node_at(reader->root, path);

    for (size_t i = 0; bh_node_is_map(map) && i < bh_node_count(map); i++) {
        const char *name = bh_node_text(bh_node_key(map, i));
        const char *word = bh_node_text(bh_node_value(map, i));
        struct bh_err err = {BH_OK, "must be a word"};
        enum bh_status st = BH_EINPUT;

        if (word != NULL && is_spatial) {
            st = bh_spatial_option_set(&reader->model->spatial, name, word, &err);
        } else if (word != NULL) {
            st = bh_challenge_option_set(&reader->model->challenge, name, word, &err);
        }
        if (st != BH_OK) {
            bh_reader_error(reader, bh_node_key(map, i), "%s: %s", path, err.text);
        }
    }
}

static void
read_rule(struct bh_reader *reader)
{
    static const char *const words[] = {"choice", "mean", "median", "spatial", "challenge"};
    const size_t n_words = sizeof words / sizeof words[0];
    const struct bh_node node = bh_node_at(reader->root, "politics.rule");
    const struct bh_node politics = bh_node_at(reader->root, "politics");
    const char *text = bh_node_text(node);
    size_t i = 0;

    reader->model->challenge = bh_challenge_table2;
    read_rule_options(reader, "politics.spatial", true);
    read_rule_options(reader, "politics.challenge", false);
    reader->model->plays_issues_apart = bh_reader_flag(reader, politics, "separate", false);
    while (text != NULL && i < n_words && strcmp(text, words[i]) != 0) {
        i++;
    }
    if (i == n_words) {
        bh_reader_error(reader, node,
                        "politics.rule is '%.60s', must be choice, mean, median, spatial or "
                        "challenge",
                        text);
    } else {
        reader->model->rule = text == NULL ? BH_RULE_CHOICE : (enum bh_rule) i;
    }
    if (reader->model->spatial.of[BH_SPATIAL_FULL_ADJUST] &&
        reader->model->spatial.of[BH_SPATIAL_RISK_ADJUST] == BH_ADJUST_FULL) {
        bh_reader_error(reader, bh_node_at(reader->root, "politics.spatial"),
                        "politics.spatial: BigRAdjust Full needs FullAdjust Allowed");
    }
    if (reader->model->rule == BH_RULE_SPATIAL && reader->parties.n > BH_SPATIAL_MOST_ACTORS) {
        bh_reader_error(reader, node, "politics.rule spatial takes at most %d parties",
                        BH_SPATIAL_MOST_ACTORS);
    }
}

void
bh_read_parts(struct bh_reader *reader)
{
    read_sources(reader);
    read_areas(reader);
    read_issues(reader);
    read_parties(reader);
    read_sponsors(reader);
    read_priority(reader);
    read_rule(reader);
    read_conditions(reader);
    read_crossings(reader);
    reader->model->amnesty = bh_reader_expression(
        reader, bh_node_at(reader->root, "security.amnesty"), "security.amnesty");
    reader->model->reconstruction_starts =
        bh_reader_expression(reader, bh_node_at(reader->root, "relief.reconstruction_starts"),
                             "relief.reconstruction_starts");
}
