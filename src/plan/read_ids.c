/** @file read_ids.c  First pass: which entities there are, and in which order.
 *
 *  Entities of a kind are sorted by id, so that their order in the file changes no result; options
 *  and measures keep the order of the file, which is a reader's order. */
#include "base/hash.h"
#include "plan/reader.h"

#include <stdlib.h>
#include <string.h>

static bool
is_id(const char *text)
{
    const size_t n = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_");

    return n > 0 && n < 64 && text[n] == '\0' && text[0] >= 'a' && text[0] <= 'z';
}

static int
by_id(const void *a, const void *b)
{
    const struct bh_entity *x = a, *y = b;

    return strcmp(x->id, y->id);
}

/** Two ids with one hash would share their luck. */
static void
check_keys(struct bh_reader *reader, const struct bh_entities *entities)
{
    for (size_t i = 0; i < entities->n; i++) {
        const char *a = entities->at[i].id;

        for (size_t j = 0; j < i && entities->n <= 512; j++) {
            const char *b = entities->at[j].id;

            if (bh_hash32(a, strlen(a)) == bh_hash32(b, strlen(b))) {
                bh_reader_error(reader, entities->at[i].node,
                                "'%s' and '%s' would share their random numbers; rename one", a, b);
            }
        }
    }
}

static struct bh_entities
list(struct bh_reader *reader, struct bh_node map, const char *what, bool is_sorted)
{
    struct bh_entities entities = {NULL, 0};
    const size_t n = bh_node_count(map);

    if (bh_node_exists(map) && !bh_node_is_map(map)) {
        bh_reader_error(reader, map, "%s must be a mapping from ids", what);
        return entities;
    }
    if (n > BH_MOST_ENTITIES) {
        bh_reader_error(reader, map, "%s has %zu entries, at most %d are read", what, n,
                        BH_MOST_ENTITIES);
        return entities;
    }
    entities.at = bh_reader_alloc(reader, n, sizeof *entities.at);
    for (size_t i = 0; i < n && entities.at != NULL; i++) {
        const struct bh_node key = bh_node_key(map, i);
        const struct bh_node value = bh_node_value(map, i);
        char found[80];

        if (!is_id(bh_node_text(key))) {
            bh_reader_error(reader, key,
                            "%s: id is '%.60s', must begin with a lower-case letter and hold only "
                            "lower-case letters, digits and _",
                            what, bh_node_text(key));
        } else if (!bh_node_is_map(value)) {
            bh_node_describe(value, found, sizeof found);
            bh_reader_error(reader, value, "%s.%s is %s, must be a mapping", what,
                            bh_node_text(key), found);
        } else {
            entities.at[entities.n++] = (struct bh_entity){
                bh_arena_strdup(&reader->plan->arena, bh_node_text(key)), value};
        }
    }
    if (is_sorted && entities.n > 1) {
        qsort(entities.at, entities.n, sizeof *entities.at, by_id);
    }
    check_keys(reader, &entities);
    return entities;
}

static struct bh_entities
section(struct bh_reader *reader, const char *path, bool is_sorted)
{
    return list(reader, bh_node_at(reader->root, path), path, is_sorted);
}

static size_t
count_contributions(struct bh_reader *reader)
{
    size_t n = 0;

    reader->contributions =
        bh_reader_alloc(reader, reader->forces.n, sizeof *reader->contributions);
    for (size_t f = 0; f < reader->forces.n && reader->contributions != NULL; f++) {
        reader->contributions[f] = list(
            reader, bh_node_at(reader->forces.at[f].node, "contributions"), "contributions", true);
        n += reader->contributions[f].n;
    }
    return n;
}

static size_t
count_appropriations(const struct bh_reader *reader)
{
    size_t n = 0;

    for (size_t s = 0; s < reader->sponsors.n; s++) {
        n += bh_node_count(bh_node_at(reader->sponsors.at[s].node, "appropriations"));
    }
    return n;
}

/** An array of entities of which only the ids are known yet: enough to name paths and quantities.
 *  The later passes put the full ones in their place. */
#define SKETCH(field, entities)                                                                    \
    do {                                                                                           \
        const size_t n = (entities).n;                                                             \
        const size_t size = sizeof *reader->model->field;                                          \
        char *sketch = bh_reader_alloc(reader, n, size);                                           \
        for (size_t i = 0; i < n && sketch != NULL; i++) {                                         \
            memcpy(sketch + i * size, &(entities).at[i].id, sizeof (entities).at[i].id);           \
        }                                                                                          \
        reader->model->field = (const void *) sketch;                                              \
    } while (0)

static void
sketch_contributions(struct bh_reader *reader)
{
    struct bh_contribution *sketch =
        bh_reader_alloc(reader, reader->model->counts.n_contributions, sizeof *sketch);
    size_t at = 0;

    for (size_t f = 0; f < reader->forces.n && sketch != NULL; f++) {
        for (size_t i = 0; i < reader->contributions[f].n; i++) {
            sketch[at].id = reader->contributions[f].at[i].id;
            sketch[at++].force = f;
        }
    }
    reader->model->contributions = sketch;
}

static void
sketch_sponsors(struct bh_reader *reader)
{
    struct bh_sponsor *sketch = bh_reader_alloc(reader, reader->sponsors.n, sizeof *sketch);
    size_t at = 0;

    for (size_t s = 0; s < reader->sponsors.n && sketch != NULL; s++) {
        sketch[s].id = reader->sponsors.at[s].id;
        sketch[s].first_appropriation = at;
        sketch[s].n_appropriations =
            bh_node_count(bh_node_at(reader->sponsors.at[s].node, "appropriations"));
        at += sketch[s].n_appropriations;
    }
    reader->model->sponsors = sketch;
}

/** Every struct of model.h that stands for a named entity begins with its id. */
static void
sketch_all(struct bh_reader *reader)
{
    SKETCH(areas, reader->areas);
    SKETCH(parties, reader->parties);
    SKETCH(issues, reader->issues);
    SKETCH(conditions, reader->conditions);
    SKETCH(forces, reader->forces);
    SKETCH(options, reader->options);
    SKETCH(crossings, reader->crossings);
    SKETCH(measures, reader->measures);
    sketch_sponsors(reader);
    sketch_contributions(reader);
}

void
bh_read_ids(struct bh_reader *reader)
{
    reader->sources = section(reader, "sources", true);
    reader->areas = section(reader, "areas", true);
    reader->parties = section(reader, "parties", true);
    reader->issues = section(reader, "issues", true);
    reader->conditions = section(reader, "conditions", true);
    reader->sponsors = section(reader, "sponsors", true);
    reader->forces = section(reader, "forces", true);
    reader->crossings = section(reader, "relief.crossings", true);
    reader->obstacles = section(reader, "obstacles", false);
    reader->options = section(reader, "options", false);
    reader->measures = section(reader, "measures", false);
    reader->model->counts = (struct bh_counts){
        .one = 1,
        .n_areas = reader->areas.n,
        .n_parties = reader->parties.n,
        .n_issues = reader->issues.n,
        .n_stances = reader->parties.n * reader->issues.n,
        .n_conditions = reader->conditions.n,
        .n_sponsors = reader->sponsors.n,
        .n_appropriations = count_appropriations(reader),
        .n_lines = BH_N_LINES,
        .n_ledger = reader->sponsors.n * BH_N_LINES,
        .n_forces = reader->forces.n,
        .n_contributions = count_contributions(reader),
        .n_posts = reader->forces.n * reader->areas.n,
        .n_options = reader->options.n,
        .n_crossings = reader->crossings.n,
        .n_measures = reader->measures.n,
    };
    reader->model->parameters = bh_parameter_layout_make(&reader->model->counts);
    reader->model->state = bh_state_layout_make(&reader->model->counts);
    sketch_all(reader);
}

size_t
bh_reader_find(struct bh_reader *reader, const struct bh_entities *entities, struct bh_node node,
               const char *what)
{
    const char *text = bh_node_text(node);
    const char *names[BH_MOST_ENTITIES];

    for (size_t i = 0; text != NULL && i < entities->n; i++) {
        names[i] = entities->at[i].id;
        if (strcmp(text, names[i]) == 0) {
            return i;
        }
    }
    if (bh_node_exists(node)) {
        char found[80];

        bh_node_describe(node, found, sizeof found);
        bh_reader_error(reader, node, "%s is %s, which is not known%s", what, found,
                        text == NULL ? "" : bh_reader_nearest(reader, text, names, entities->n));
    }
    return BH_NONE;
}

struct bh_list
bh_reader_list(struct bh_reader *reader, const struct bh_entities *entities, struct bh_node node,
               const char *what)
{
    const bool is_one = bh_node_is_scalar(node);
    const size_t n = is_one ? 1 : bh_node_count(node);
    size_t *at = bh_reader_alloc(reader, n, sizeof *at);
    struct bh_list out = {at, 0};

    for (size_t i = 0; i < n && at != NULL; i++) {
        const struct bh_node item = is_one ? node : bh_node_item(node, i);
        const size_t index = bh_reader_find(reader, entities, item, what);

        if (index != BH_NONE) {
            at[out.n++] = index;
        }
    }
    return out;
}
