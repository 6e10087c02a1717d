/** @file read_options.c  Options, events, levers, obstacles. */
#include "base/date.h"
#include "plan/names.h"
#include "plan/reader.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void
read_phases(struct bh_reader *reader, struct bh_node list, struct bh_option *out)
{
    struct bh_phase *phases = bh_reader_alloc(reader, bh_node_count(list), sizeof *phases);
    size_t n = 0;

    for (size_t i = 0; bh_node_is_list(list) && i < bh_node_count(list) && phases != NULL; i++) {
        const struct bh_node item = bh_node_item(list, i);
        const struct bh_node area = bh_node_at(item, "area");
        const size_t index = bh_reader_find(reader, &reader->areas, area, "phases: area");

        if (!bh_node_exists(area)) {
            bh_reader_error(reader, item, "a phase needs an area, and may have a when");
        } else if (index != BH_NONE) {
            phases[n].area = index;
            phases[n++].when =
                bh_reader_expression(reader, bh_node_at(item, "when"), "phases: when");
        }
    }
    out->allocation = BH_BY_PHASE;
    out->phases = phases;
    out->n_phases = n;
}

static void
read_allocation(struct bh_reader *reader, struct bh_node map, struct bh_option *out)
{
    static const char *const words[] = {"population", "incidents", "shares"};
    const struct bh_node node = bh_node_at(map, "allocation");
    const char *text = bh_node_text(node);

    if (bh_node_is_map(node) && bh_node_is_list(bh_node_at(node, "phases"))) {
        read_phases(reader, bh_node_at(node, "phases"), out);
        return;
    }
    for (size_t i = 0; text != NULL && i < 3; i++) {
        if (strcmp(text, words[i]) == 0) {
            out->allocation = (enum bh_allocation) i;
            return;
        }
    }
    if (bh_node_exists(node)) {
        bh_reader_error(reader, node,
                        "options.%s.allocation must be population, incidents, shares, or phases: "
                        "[{area: id, when: expression}]",
                        out->id);
    }
}

/** A list in the order of the model, so that the order in which an option names its forces changes
 *  nothing: who is lifted first, on whom a loss falls. */
static struct bh_list
in_order(struct bh_reader *reader, struct bh_list list)
{
    size_t *at = bh_reader_alloc(reader, list.n + 1, sizeof *at);

    for (size_t i = 0; at != NULL && i < list.n; i++) {
        size_t k = i;

        for (; k > 0 && at[k - 1] > list.at[i]; k--) {
            at[k] = at[k - 1];
        }
        at[k] = list.at[i];
    }
    return (struct bh_list){at, at == NULL ? 0 : list.n};
}

static void
read_option(struct bh_reader *reader, const struct bh_entity *entity, struct bh_option *out)
{
    const struct bh_node map = entity->node;

    out->id = entity->id;
    out->title = bh_reader_text(reader, map, "title", entity->id);
    out->summary = bh_reader_text(reader, map, "summary", "");
    out->lead = bh_reader_text(reader, map, "lead", "");
    out->forces = in_order(
        reader, bh_reader_list(reader, &reader->forces, bh_node_at(map, "forces"), "force"));
    out->has_authority = bh_node_exists(bh_node_at(map, "authority"));
    out->authority = bh_reader_find(reader, &reader->parties,
                                    bh_node_at(map, "authority.party"), "authority.party");
    out->authority_from = bh_reader_expression(reader, bh_node_at(map, "authority.from_when"),
                                               "authority.from_when");
    out->set = bh_reader_overrides(reader, bh_node_at(map, "set"));
    read_allocation(reader, map, out);
}

/** A date means: from that date on. */
static struct bh_expression
read_when(struct bh_reader *reader, struct bh_node node)
{
    const char *text = bh_node_text(node);
    int64_t day;

    if (text != NULL && bh_date_parse(text, &day)) {
        struct bh_code *code = bh_reader_alloc(reader, 3, sizeof *code);

        if (code == NULL) {
            return (struct bh_expression){0};
        }
        code[0] = (struct bh_code){.op = BH_OP_DAY};
        code[1] =
            (struct bh_code){.op = BH_OP_NUMBER, .number = (double) (day - reader->units.start)};
        code[2] = (struct bh_code){.op = BH_OP_GREATER_EQUAL};
        return (struct bh_expression){code, 3, bh_arena_strdup(&reader->plan->arena, text),
                                      bh_node_line(node), bh_node_column(node)};
    }
    return bh_reader_expression(reader, node, "when");
}

/** What a quantity may be, by its unit: a shift goes no further. */
static void
bound_shift(const struct bh_model *model, size_t slot, struct bh_shift *shift)
{
    const char *unit = bh_state_field_at(&model->state, &model->counts, slot)->unit;
    const bool is_day = strcmp(unit, "day") == 0 || strcmp(unit, "days") == 0; /* -1: not yet */

    shift->least = is_day ? -(double) INFINITY : 0;
    shift->most = strcmp(unit, "share") == 0    ? 1
                  : strcmp(unit, "points") == 0 ? 100
                                                : (double) INFINITY;
}

static void
read_shifts(struct bh_reader *reader, struct bh_node map, struct bh_event *out)
{
    struct bh_shift *shifts = bh_reader_alloc(reader, bh_node_count(map), sizeof *shifts);
    size_t n = 0;

    for (size_t i = 0; bh_node_is_map(map) && i < bh_node_count(map) && shifts != NULL; i++) {
        const struct bh_node key = bh_node_key(map, i);
        const char *text = bh_node_text(bh_node_value(map, i));
        struct bh_text nearest = {0};
        const size_t slot = bh_names_find_state(reader->model, bh_node_text(key), &nearest);

        if (slot == BH_NONE) {
            bh_reader_error(reader, key, "no quantity called '%s'%s%s", bh_node_text(key),
                            nearest.n > 0 ? "; nearest: " : "", bh_text_string(&nearest));
        } else if (text == NULL || bh_text_number(text, &shifts[n].by) != strlen(text)) {
            bh_reader_error(reader, bh_node_value(map, i), "shift of %s must be a number",
                            bh_node_text(key));
        } else {
            shifts[n].name = bh_arena_strdup(&reader->plan->arena, bh_node_text(key));
            bound_shift(reader->model, slot, &shifts[n]);
            shifts[n++].state = slot;
        }
        bh_reader_drop(reader, &nearest);
    }
    out->shifts = shifts;
    out->n_shifts = n;
}

/** A number that an event sets is known: nothing draws one for an event. */
static void
refuse_ranges(struct bh_reader *reader, struct bh_node map, const struct bh_overrides *set)
{
    for (size_t i = 0; i < set->n; i++) {
        if (set->at[i].assumption != BH_NONE) {
            bh_reader_error(reader, map,
                            "events: %s has a range; an event sets a plain number (an option's set "
                            "may have ranges)",
                            set->at[i].path);
        }
    }
}

static void
read_events(struct bh_reader *reader)
{
    const struct bh_node list = bh_node_at(reader->root, "events");
    const size_t n = bh_node_is_list(list) ? bh_node_count(list) : 0;
    struct bh_event *events = bh_reader_alloc(reader, n, sizeof *events);

    for (size_t i = 0; i < n && events != NULL; i++) {
        const struct bh_node map = bh_node_item(list, i);
        const struct bh_node source = bh_node_at(map, "source");

        events[i].title = bh_reader_text(reader, map, "title", "");
        events[i].source = bh_reader_text(reader, map, "source", NULL);
        events[i].when = read_when(reader, bh_node_at(map, "when"));
        events[i].set = bh_reader_overrides(reader, bh_node_at(map, "set"));
        refuse_ranges(reader, bh_node_at(map, "set"), &events[i].set);
        read_shifts(reader, bh_node_at(map, "shift"), &events[i]);
        if (bh_node_is_scalar(source) && strcmp(bh_node_text(source), "assumed") != 0) {
            const size_t s = bh_reader_find(reader, &reader->sources, source, "source");

            if (s != BH_NONE) {
                reader->source_used[s] = true;
            }
        }
    }
    reader->model->events = events;
    reader->model->n_events = n;
}

static bool
read_lever(struct bh_reader *reader, struct bh_node map, struct bh_lever *out)
{
    const struct bh_node range = bh_node_at(map, "range");
    const char *path = bh_reader_text(reader, map, "path", NULL);
    struct bh_text nearest = {0};
    struct bh_written low, high;
    bool is_good = false;

    if (path == NULL) {
        return false; /* told already: it is missing */
    }
    const size_t index = bh_names_find_parameter(reader->model, path, &nearest);
    if (index == BH_NONE) {
        bh_reader_error(reader, bh_node_at(map, "path"), "no number at path '%s'%s%s", path,
                        nearest.n > 0 ? "; nearest: " : "", bh_text_string(&nearest));
    } else if (bh_model_is_lever(reader->model, index)) {
        bh_reader_error(reader, bh_node_at(map, "path"), "%s is a lever already", path);
    } else if (bh_node_count(range) != 2) {
        bh_reader_error(reader, range, "levers: range must be [least, most]");
    } else {
        const struct bh_parameter_row *row = bh_names_row(reader->model, index);

        is_good = bh_reader_number(reader, bh_node_item(range, 0), row, path, &low) &&
                  bh_reader_number(reader, bh_node_item(range, 1), row, path, &high);
    }
    bh_reader_drop(reader, &nearest);
    if (is_good) {
        *out = (struct bh_lever){path, bh_reader_text(reader, map, "title", path), index,
                                 low.value, high.value};
    }
    return is_good;
}

static void
read_levers(struct bh_reader *reader)
{
    const struct bh_node list = bh_node_at(reader->root, "levers");
    const size_t n = bh_node_is_list(list) ? bh_node_count(list) : 0;
    struct bh_lever *levers = bh_reader_alloc(reader, n, sizeof *levers);

    reader->model->levers = levers;
    for (size_t i = 0; i < n && levers != NULL; i++) {
        reader->model->n_levers +=
            read_lever(reader, bh_node_item(list, i), &levers[reader->model->n_levers]);
    }
}

/** An override of one switch, named by its path. */
static void
add_switch(struct bh_reader *reader, struct bh_override *at, size_t *n, const char *path)
{
    struct bh_text nearest = {0};
    const size_t index =
        path == NULL ? BH_NONE : bh_names_find_parameter(reader->model, path, &nearest);

    if (index != BH_NONE) {
        at[(*n)++] = (struct bh_override){path, index, 1, BH_NONE};
    }
    bh_reader_drop(reader, &nearest);
}

/** What lifts an obstacle: settings, conditions met, sponsors without end, parties open. */
static struct bh_overrides
read_lift(struct bh_reader *reader, struct bh_node lift)
{
    struct bh_arena *arena = &reader->plan->arena;
    const struct bh_overrides set = bh_reader_overrides(reader, bh_node_at(lift, "set"));
    const struct bh_list conditions = bh_reader_list(
        reader, &reader->conditions, bh_node_at(lift, "condition"), "lift: condition");
    const struct bh_list sponsors =
        bh_reader_list(reader, &reader->sponsors, bh_node_at(lift, "sponsor"), "lift: sponsor");
    const struct bh_list parties =
        bh_reader_list(reader, &reader->parties, bh_node_at(lift, "party"), "lift: party");
    const size_t room = set.n + conditions.n + sponsors.n + parties.n * reader->issues.n;
    struct bh_override *at = bh_reader_alloc(reader, room, sizeof *at);
    size_t n = set.n;

    if (at == NULL) {
        return (struct bh_overrides){NULL, 0};
    }
    if (set.n > 0) {
        memcpy(at, set.at, set.n * sizeof *at);
    }
    for (size_t i = 0; i < conditions.n; i++) {
        add_switch(reader, at, &n, bh_arena_printf(arena, "conditions.%s.given",
                                                   reader->conditions.at[conditions.at[i]].id));
    }
    for (size_t i = 0; i < sponsors.n; i++) {
        add_switch(reader, at, &n, bh_arena_printf(arena, "sponsors.%s.bottomless",
                                                   reader->sponsors.at[sponsors.at[i]].id));
    }
    for (size_t i = 0; i < parties.n * reader->issues.n; i++) {
        const size_t party = parties.at[i / reader->issues.n];

        add_switch(reader, at, &n,
                   bh_arena_printf(arena, "parties.%s.stances.%s.open",
                                   reader->parties.at[party].id,
                                   reader->issues.at[i % reader->issues.n].id));
    }
    return (struct bh_overrides){at, n};
}

/** The override of `parameter` in a list; NULL when there is none. */
static const struct bh_override *
find_override(const struct bh_overrides *set, size_t parameter)
{
    for (size_t i = 0; i < set->n; i++) {
        if (set->at[i].parameter == parameter) {
            return &set->at[i];
        }
    }
    return NULL;
}

/** Warns where a lift does not last: an event or another obstacle sets the same number. */
static void
check_lift(struct bh_reader *reader, size_t number, const struct bh_obstacle *obstacles)
{
    const struct bh_node map = reader->obstacles.at[number].node;
    const struct bh_obstacle *own = &obstacles[number];

    for (size_t i = 0; i < own->lift.n; i++) {
        const struct bh_override *o = &own->lift.at[i];

        for (size_t e = 0; e < reader->model->n_events; e++) {
            if (find_override(&reader->model->events[e].set, o->parameter) != NULL) {
                bh_reader_warning(reader, map, "obstacles.%s sets %s, which event %zu sets again "
                                               "when it happens",
                                  own->id, o->path, e);
            }
        }
        for (size_t k = 0; k < number; k++) {
            const struct bh_override *other = find_override(&obstacles[k].lift, o->parameter);

            if (other != NULL &&
                (other->value < o->value || other->value > o->value ||
                 other->assumption != o->assumption)) {
                bh_reader_warning(reader, map, "obstacles.%s and obstacles.%s set %s to different "
                                               "values; lifted together, the later in the alphabet "
                                               "wins",
                                  obstacles[k].id, own->id, o->path);
            }
        }
    }
}

static void
read_obstacles(struct bh_reader *reader)
{
    const size_t n = reader->obstacles.n;
    struct bh_obstacle *obstacles = bh_reader_alloc(reader, n, sizeof *obstacles);

    for (size_t i = 0; i < n && obstacles != NULL; i++) {
        const struct bh_node map = reader->obstacles.at[i].node;

        obstacles[i].id = reader->obstacles.at[i].id;
        obstacles[i].title = bh_reader_text(reader, map, "title", obstacles[i].id);
        obstacles[i].lift = read_lift(reader, bh_node_at(map, "lift"));
        if (obstacles[i].lift.n == 0) {
            bh_reader_error(reader, map, "obstacles.%s lifts nothing; give lift: {set: .., "
                                         "condition: .., sponsor: .. or party: ..}",
                            obstacles[i].id);
        }
        check_lift(reader, i, obstacles);
    }
    reader->model->obstacles = obstacles;
    reader->model->n_obstacles = n;
}

void
bh_read_options(struct bh_reader *reader)
{
    struct bh_option *options = bh_reader_alloc(reader, reader->options.n, sizeof *options);

    for (size_t o = 0; o < reader->options.n && options != NULL; o++) {
        read_option(reader, &reader->options.at[o], &options[o]);
    }
    if (reader->options.n == 0) {
        bh_reader_error(reader, reader->root, "a plan needs at least one option");
    }
    reader->model->options = options;
    read_events(reader);
    read_levers(reader);
    read_obstacles(reader);
}
