/** @file read_numbers.c  Second pass: numbers, with their ranges and sources; unknown keys.
 *
 *  A section's mapping is walked once. Each key is a parameter's (a number is read), a key row's
 *  (its shape is checked; its content is read by the next pass), the opening of a nested mapping,
 *  or unknown. */
#include "plan/names.h"
#include "plan/reader.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define LONGEST_PATH 200

/* ---- keeping what was read ------------------------------------------------------------------ */

size_t
bh_reader_assume(struct bh_reader *reader, const char *path, size_t parameter,
                 const struct bh_written *written, size_t line)
{
    struct bh_model *model = reader->model;
    const struct bh_parameter_row *row = bh_names_row(model, parameter);

    if (model->n_assumptions == reader->room_assumptions) {
        const size_t room = 2 * reader->room_assumptions + 64;
        struct bh_assumption *more = bh_reader_alloc(reader, room, sizeof *more);

        if (more == NULL) {
            return BH_NONE;
        }
        if (model->n_assumptions > 0) {
            memcpy(more, reader->assumptions, model->n_assumptions * sizeof *more);
        }
        reader->assumptions = more;
        reader->room_assumptions = room;
        model->assumptions = more;
    }
    reader->assumptions[model->n_assumptions] = (struct bh_assumption){
        .path = path,
        .parameter = parameter,
        .kind = row->kind,
        .meaning = row->meaning,
        .distribution = written->distribution,
        .value = written->value,
        .low = written->low,
        .high = written->high,
        .limit_low = row->low,
        .limit_high = row->high,
        .values = written->values,
        .weights = written->weights,
        .n_values = written->n_values,
        .source = written->source,
        .confidence = written->confidence,
        .note = written->note,
        .line = line,
    };
    return model->n_assumptions++;
}

static void
keep_given(struct bh_reader *reader, const char *path, size_t parameter,
           const struct bh_written *written, size_t assumption, size_t line)
{
    struct bh_model *model = reader->model;
    const struct bh_parameter_row *row = bh_names_row(model, parameter);

    if (model->n_givens < reader->room_givens) {
        reader->givens[model->n_givens++] = (struct bh_given){
            .path = path,
            .parameter = parameter,
            .kind = row->kind,
            .meaning = row->meaning,
            .value = written->value,
            .assumption = assumption,
            .source = written->source,
            .confidence = written->confidence,
            .note = written->note,
            .line = line,
        };
    }
}

/** Reads the number of parameter `index` and keeps it. */
static void
read_parameter(struct bh_reader *reader, struct bh_node node, size_t index)
{
    const struct bh_parameter_row *row = bh_names_row(reader->model, index);
    struct bh_text text = {0};
    struct bh_written written;

    if (bh_node_exists(reader->set_node[index])) {
        node = reader->set_node[index];
    }
    bh_names_parameter(reader->model, index, &text);
    const char *path = bh_arena_strdup(&reader->plan->arena, bh_text_string(&text));
    bh_reader_drop(reader, &text);
    reader->is_written[index] = true;
    if (path == NULL || !bh_reader_number(reader, node, row, path, &written)) {
        return;
    }
    reader->values[index] = written.value;
    const size_t line = bh_node_line(node);
    const size_t assumption =
        written.is_range ? bh_reader_assume(reader, path, index, &written, line) : BH_NONE;
    keep_given(reader, path, index, &written, assumption, line);
}

/* ---- walking sections ----------------------------------------------------------------------- */

/** A mapping being walked. */
struct walk {
    struct bh_reader *reader;
    enum bh_section section;
    const char *place; /* path of the entity, for messages */
    size_t base;       /* parameter index of the entity's first field; BH_NONE without numbers */
};

static const struct bh_parameter_row *
rows_of(const struct walk *walk, size_t *n)
{
    const enum bh_parameter_class class = bh_schema_section(walk->section)->class;

    *n = 0;
    if (class == BH_N_PARAMETER_CLASSES || walk->base == BH_NONE) {
        return NULL;
    }
    *n = bh_parameter_class_info(class)->width;
    return bh_parameter_class_info(class)->rows;
}

static void
check_shape(struct bh_reader *reader, struct bh_node node, const struct bh_key_row *row,
            const char *place)
{
    const bool is_scalar = bh_node_is_scalar(node), is_list = bh_node_is_list(node);
    bool fits = true;

    switch (row->shape) {
    case BH_TEXT:
    case BH_EXPRESSION:
    case BH_FLAG:
        fits = is_scalar;
        break;
    case BH_WORDS:
    case BH_IDS:
        fits = is_scalar || is_list;
        break;
    case BH_MAP:
        fits = bh_node_is_map(node);
        break;
    case BH_LIST:
        fits = is_list;
        break;
    case BH_ANY_SHAPE:
        break;
    }
    if (!fits) {
        char found[80];

        bh_node_describe(node, found, sizeof found);
        bh_reader_error(reader, node, "%s.%s is %s, must be %s", place, row->key, found,
                        bh_schema_shape(row->shape));
    }
}

/** Whether some key of the section lies below `path`. */
static bool
opens(const struct walk *walk, const char *path)
{
    size_t n_rows, n_keys;
    const struct bh_parameter_row *rows = rows_of(walk, &n_rows);
    const struct bh_key_row *keys = bh_schema_keys(&n_keys);
    const size_t n = strlen(path);

    for (size_t i = 0; i < n_rows; i++) {
        if (strncmp(rows[i].path, path, n) == 0 && rows[i].path[n] == '.') {
            return true;
        }
    }
    for (size_t i = 0; i < n_keys; i++) {
        if (keys[i].section == walk->section && strncmp(keys[i].key, path, n) == 0 &&
            keys[i].key[n] == '.') {
            return true;
        }
    }
    return false;
}

static void
report_unknown(const struct walk *walk, struct bh_node key, const char *path)
{
    const char *names[256];
    size_t n_rows, n_keys, n = 0;
    const struct bh_parameter_row *rows = rows_of(walk, &n_rows);
    const struct bh_key_row *keys = bh_schema_keys(&n_keys);

    for (size_t i = 0; i < n_rows && n < 256; i++) {
        names[n++] = rows[i].path;
    }
    for (size_t i = 0; i < n_keys && n < 256; i++) {
        if (keys[i].section == walk->section) {
            names[n++] = keys[i].key;
        }
    }
    bh_reader_error(walk->reader, key, "%s%s has an unknown key '%s'%s",
                    walk->place[0] == '\0' ? "the plan" : "", walk->place, path,
                    bh_reader_nearest(walk->reader, path, names, n));
}

static void
walk_map(const struct walk *walk, struct bh_node map, const char *prefix);

/** One key of a section's mapping. */
static void
walk_key(const struct walk *walk, struct bh_node key, struct bh_node value, const char *path)
{
    size_t n_rows, n_keys;
    const struct bh_parameter_row *rows = rows_of(walk, &n_rows);
    const struct bh_key_row *keys = bh_schema_keys(&n_keys);

    for (size_t i = 0; i < n_rows; i++) {
        if (strcmp(rows[i].path, path) == 0) {
            read_parameter(walk->reader, value, walk->base + i);
            return;
        }
    }
    for (size_t i = 0; i < n_keys; i++) {
        if (keys[i].section == walk->section && strcmp(keys[i].key, path) == 0) {
            check_shape(walk->reader, value, &keys[i], walk->place);
            return;
        }
    }
    if (opens(walk, path) && bh_node_is_map(value)) {
        walk_map(walk, value, path);
    } else {
        report_unknown(walk, key, path);
    }
}

static void
walk_map(const struct walk *walk, struct bh_node map, const char *prefix)
{
    char path[LONGEST_PATH];

    for (size_t i = 0; i < bh_node_count(map); i++) {
        const struct bh_node key = bh_node_key(map, i);

        snprintf(path, sizeof path, "%s%s%s", prefix, prefix[0] == '\0' ? "" : ".",
                 bh_node_text(key));
        walk_key(walk, key, bh_node_value(map, i), path);
    }
}

static void
check_needed(const struct walk *walk, struct bh_node map)
{
    size_t n_rows, n_keys;
    const struct bh_parameter_row *rows = rows_of(walk, &n_rows);
    const struct bh_key_row *keys = bh_schema_keys(&n_keys);
    const char *dot = walk->place[0] == '\0' ? "" : ".";

    for (size_t i = 0; i < n_rows; i++) {
        if (isnan(rows[i].dflt) && !walk->reader->is_written[walk->base + i]) {
            bh_reader_error(walk->reader, map, "%s%s%s is missing: %s", walk->place, dot,
                            rows[i].path, rows[i].meaning);
        }
    }
    for (size_t i = 0; i < n_keys; i++) {
        if (keys[i].section == walk->section && keys[i].is_needed &&
            !bh_node_exists(bh_node_at(map, keys[i].key))) {
            bh_reader_error(walk->reader, map, "%s%s%s is missing: %s", walk->place, dot,
                            keys[i].key, keys[i].meaning);
        }
    }
}

/** Walks one section's mapping. `entity` numbers it in its parameter class. */
static void
walk_section(struct bh_reader *reader, struct bh_node map, enum bh_section section, size_t entity,
             const char *place)
{
    const enum bh_parameter_class class = bh_schema_section(section)->class;
    struct walk walk = {reader, section, place, BH_NONE};

    if (class != BH_N_PARAMETER_CLASSES) {
        walk.base = reader->model->parameters.base[class] +
                    entity * bh_parameter_class_info(class)->width;
    }
    if (bh_node_is_map(map)) {
        walk_map(&walk, map, "");
        check_needed(&walk, map);
    }
}

static void
walk_entities(struct bh_reader *reader, const struct bh_entities *entities,
              enum bh_section section, const char *kind)
{
    char place[LONGEST_PATH];

    for (size_t i = 0; i < entities->n; i++) {
        snprintf(place, sizeof place, "%s.%s", kind, entities->at[i].id);
        walk_section(reader, entities->at[i].node, section, i, place);
    }
}

/** Members of a mapping or list inside each entity: stances, aims, appropriations. */
static void
walk_stances(struct bh_reader *reader)
{
    char place[LONGEST_PATH];

    for (size_t p = 0; p < reader->parties.n; p++) {
        const struct bh_node stances = bh_node_at(reader->parties.at[p].node, "stances");

        for (size_t i = 0; bh_node_is_map(stances) && i < bh_node_count(stances); i++) {
            const struct bh_node key = bh_node_key(stances, i);
            const size_t issue = bh_reader_find(reader, &reader->issues, key, "issue");

            if (issue != BH_NONE) {
                snprintf(place, sizeof place, "parties.%s.stances.%s", reader->parties.at[p].id,
                         bh_node_text(key));
                walk_section(reader, bh_node_value(stances, i), BH_SECTION_STANCE,
                             p * reader->issues.n + issue, place);
            }
        }
    }
}

static void
walk_aims(struct bh_reader *reader)
{
    const struct bh_node aims = bh_node_at(reader->root, "hostilities.aims");
    char place[LONGEST_PATH];

    for (size_t i = 0; bh_node_is_map(aims) && i < bh_node_count(aims); i++) {
        const struct bh_node key = bh_node_key(aims, i);
        const size_t party = bh_reader_find(reader, &reader->parties, key, "party with war aims");

        if (party != BH_NONE) {
            snprintf(place, sizeof place, "hostilities.aims.%s", bh_node_text(key));
            walk_section(reader, bh_node_value(aims, i), BH_SECTION_AIM, party, place);
        }
    }
}

static void
walk_money(struct bh_reader *reader)
{
    char place[LONGEST_PATH];
    size_t at = 0;

    for (size_t s = 0; s < reader->sponsors.n; s++) {
        const struct bh_node list = bh_node_at(reader->sponsors.at[s].node, "appropriations");

        for (size_t i = 0; bh_node_is_list(list) && i < bh_node_count(list); i++, at++) {
            snprintf(place, sizeof place, "sponsors.%s.appropriations.%zu",
                     reader->sponsors.at[s].id, i);
            walk_section(reader, bh_node_item(list, i), BH_SECTION_APPROPRIATION, at, place);
        }
    }
}

static void
walk_contributions(struct bh_reader *reader)
{
    char place[LONGEST_PATH];
    size_t at = 0;

    for (size_t f = 0; f < reader->forces.n; f++) {
        for (size_t i = 0; i < reader->contributions[f].n; i++, at++) {
            const struct bh_entity *entity = &reader->contributions[f].at[i];

            snprintf(place, sizeof place, "forces.%s.contributions.%s", reader->forces.at[f].id,
                     entity->id);
            walk_section(reader, entity->node, BH_SECTION_CONTRIBUTION, at, place);
        }
    }
}

static void
walk_list(struct bh_reader *reader, const char *key, enum bh_section section)
{
    const struct bh_node list = bh_node_at(reader->root, key);
    char place[LONGEST_PATH];

    for (size_t i = 0; bh_node_is_list(list) && i < bh_node_count(list); i++) {
        snprintf(place, sizeof place, "%s.%zu", key, i);
        walk_section(reader, bh_node_item(list, i), section, 0, place);
    }
}

static void
fill_defaults(struct bh_reader *reader)
{
    const size_t n = reader->model->parameters.n;

    reader->values = bh_reader_alloc(reader, n, sizeof *reader->values);
    reader->is_written = bh_reader_alloc(reader, n, sizeof *reader->is_written);
    reader->givens = bh_reader_alloc(reader, n, sizeof *reader->givens);
    reader->set_node = bh_reader_alloc(reader, n, sizeof *reader->set_node);
    reader->room_givens = n;
    reader->model->values = reader->values;
    reader->model->givens = reader->givens;
    for (size_t i = 0; i < n && !reader->out_of_memory; i++) {
        const double dflt = bh_names_row(reader->model, i)->dflt;

        reader->values[i] = dflt < -1e300 ? (double) NAN : dflt;
    }
}

static void
walk_single(struct bh_reader *reader)
{
    static const enum bh_section single[] = {
        BH_SECTION_PLAN, BH_SECTION_HOSTILITIES, BH_SECTION_POLITICS,   BH_SECTION_FINANCE,
        BH_SECTION_COST, BH_SECTION_SECURITY,    BH_SECTION_POPULATION, BH_SECTION_GOVERNANCE,
        BH_SECTION_RELIEF, BH_SECTION_DEPLOYMENT};

    for (size_t i = 0; i < sizeof single / sizeof single[0]; i++) {
        const char *place = bh_schema_section(single[i])->pattern;

        walk_section(reader, bh_node_at(reader->root, place), single[i], 0, place);
    }
}

/** Notes that `value` stands in place of what the plan says at `path`. */
static void
put(struct bh_reader *reader, struct bh_node key, const char *path, struct bh_node value)
{
    struct bh_text nearest = {0};

    if (strcmp(path, "geometry") == 0) { /* no number: see read_geometry.c */
        return;
    }
    const size_t index = bh_names_find_parameter(reader->model, path, &nearest);
    if (index == BH_NONE) {
        bh_reader_error(reader, key, "set: no number at path '%s'%s%s", path,
                        nearest.n > 0 ? "; nearest: " : "", bh_text_string(&nearest));
    } else {
        reader->set_node[index] = value;
    }
    bh_reader_drop(reader, &nearest);
}

/** The plan's own `set`, then the settings given from outside, which win. */
static void
put_settings(struct bh_reader *reader)
{
    const struct bh_node map = bh_node_at(reader->root, "set");
    struct bh_plan *plan = reader->plan;

    for (size_t i = 0; bh_node_is_map(map) && i < bh_node_count(map); i++) {
        put(reader, bh_node_key(map, i), bh_node_text(bh_node_key(map, i)), bh_node_value(map, i));
    }
    for (size_t i = 0; i < plan->n_settings; i++) {
        const struct bh_node nowhere = {NULL, NULL};

        put(reader, nowhere, plan->settings[i].path,
            bh_document_root(&plan->settings[i].document));
    }
}

/** Parameters that were set but that the plan does not mention. */
static void
read_settings(struct bh_reader *reader)
{
    for (size_t i = 0; i < reader->model->parameters.n; i++) {
        if (bh_node_exists(reader->set_node[i]) && !reader->is_written[i]) {
            read_parameter(reader, reader->set_node[i], i);
        }
    }
}

void
bh_read_numbers(struct bh_reader *reader)
{
    fill_defaults(reader);
    reader->source_used =
        bh_reader_alloc(reader, reader->sources.n, sizeof *reader->source_used);
    if (reader->out_of_memory) {
        return;
    }
    put_settings(reader);
    walk_section(reader, reader->root, BH_SECTION_TOP, 0, "");
    walk_single(reader);
    walk_entities(reader, &reader->sources, BH_SECTION_SOURCE, "sources");
    walk_entities(reader, &reader->areas, BH_SECTION_AREA, "areas");
    walk_entities(reader, &reader->issues, BH_SECTION_ISSUE, "issues");
    walk_entities(reader, &reader->parties, BH_SECTION_PARTY, "parties");
    walk_stances(reader);
    walk_aims(reader);
    walk_entities(reader, &reader->conditions, BH_SECTION_CONDITION, "conditions");
    walk_entities(reader, &reader->sponsors, BH_SECTION_SPONSOR, "sponsors");
    walk_money(reader);
    walk_entities(reader, &reader->forces, BH_SECTION_FORCE, "forces");
    walk_contributions(reader);
    walk_entities(reader, &reader->crossings, BH_SECTION_CROSSING, "relief.crossings");
    walk_entities(reader, &reader->options, BH_SECTION_OPTION, "options");
    walk_entities(reader, &reader->obstacles, BH_SECTION_OBSTACLE, "obstacles");
    walk_entities(reader, &reader->measures, BH_SECTION_MEASURE, "measures");
    walk_list(reader, "events", BH_SECTION_EVENT);
    walk_list(reader, "levers", BH_SECTION_LEVER);
    read_settings(reader);
    bh_reader_order(reader);
    reader->model->n_variables = reader->model->n_assumptions;
}

/* ---- overrides ------------------------------------------------------------------------------ */

/** Numbers of a map's [n] entries in order of their keys: the file's order means nothing. */
static size_t *
key_order(struct bh_reader *reader, struct bh_node map, size_t n)
{
    size_t *order = bh_reader_alloc(reader, n, sizeof *order);

    for (size_t i = 0; i < n && order != NULL; i++) {
        const char *key = bh_node_text(bh_node_key(map, i));
        size_t at = i;

        for (; at > 0 && strcmp(bh_node_text(bh_node_key(map, order[at - 1])), key) > 0; at--) {
            order[at] = order[at - 1];
        }
        order[at] = i;
    }
    return order;
}

struct bh_overrides
bh_reader_overrides(struct bh_reader *reader, struct bh_node map)
{
    const size_t n = bh_node_is_map(map) ? bh_node_count(map) : 0;
    const size_t *order = key_order(reader, map, n);
    struct bh_override *at = bh_reader_alloc(reader, n, sizeof *at);
    struct bh_overrides out = {at, 0};

    for (size_t i = 0; i < n && at != NULL && order != NULL; i++) {
        const struct bh_node key = bh_node_key(map, order[i]);
        const struct bh_node value = bh_node_value(map, order[i]);
        const char *path = bh_arena_strdup(&reader->plan->arena, bh_node_text(key));
        struct bh_text nearest = {0};
        struct bh_written written;
        const size_t index = path == NULL
                                 ? BH_NONE
                                 : bh_names_find_parameter(reader->model, path, &nearest);

        if (index == BH_NONE) {
            bh_reader_error(reader, key, "no number at path '%s'%s%s", bh_node_text(key),
                            nearest.n > 0 ? "; nearest: " : "", bh_text_string(&nearest));
        } else if (bh_reader_number(reader, value, bh_names_row(reader->model, index), path,
                                    &written)) {
            at[out.n++] = (struct bh_override){
                .path = path,
                .parameter = index,
                .value = written.value,
                .assumption = written.is_range
                                  ? bh_reader_assume(reader, path, index, &written,
                                                     bh_node_line(value))
                                  : BH_NONE,
            };
        }
        bh_reader_drop(reader, &nearest);
    }
    return out;
}
