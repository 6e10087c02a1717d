/** @file read_forces.c  Forces and their contributions. */
#include "base/hash.h"
#include "plan/reader.h"

#include <stdio.h>
#include <string.h>

/** Text, or a list of texts joined by commas. */
static const char *
words(struct bh_reader *reader, struct bh_node map, const char *key)
{
    const struct bh_node node = bh_node_at(map, key);
    struct bh_text text = {0};

    if (bh_node_is_scalar(node)) {
        return bh_reader_text(reader, map, key, NULL);
    }
    for (size_t i = 0; i < bh_node_count(node); i++) {
        const char *item = bh_node_text(bh_node_item(node, i));

        bh_text_printf(&text, "%s%s", i == 0 ? "" : ", ", item == NULL ? "" : item);
    }
    const char *copy = bh_arena_strdup(&reader->plan->arena, bh_text_string(&text));
    bh_reader_drop(reader, &text);
    return copy;
}

/** Title of a contribution: its own, its party's, or its id. */
static const char *
contribution_title(struct bh_reader *reader, const struct bh_entity *entity, size_t party)
{
    const char *otherwise =
        party == BH_NONE ? entity->id : reader->model->parties[party].title;

    return bh_reader_text(reader, entity->node, "title", otherwise);
}

static void
read_contribution(struct bh_reader *reader, const struct bh_entity *entity, size_t force,
                  struct bh_contribution *out)
{
    const struct bh_node map = entity->node;
    char name[160];

    snprintf(name, sizeof name, "%s/%s", reader->forces.at[force].id, entity->id);
    out->id = entity->id;
    out->key = bh_hash32(name, strlen(name)); /* ids repeat between forces; luck must not */
    out->force = force;
    out->party = bh_reader_find(reader, &reader->parties, bh_node_at(map, "party"), "party");
    out->title = contribution_title(reader, entity, out->party);
    out->requires =
        bh_reader_list(reader, &reader->conditions, bh_node_at(map, "requires"), "condition");
    out->withdraws_when =
        bh_reader_expression(reader, bh_node_at(map, "withdraws_when"), "withdraws_when");
    out->areas = bh_reader_list(reader, &reader->areas, bh_node_at(map, "areas"), "area");
    out->tasks = words(reader, map, "tasks");
}

static enum bh_force_kind
read_kind(struct bh_reader *reader, const struct bh_entity *entity)
{
    const struct bh_node node = bh_node_at(entity->node, "kind");
    const char *text = bh_node_text(node);

    if (text != NULL && strcmp(text, "local") == 0) {
        return BH_LOCAL;
    }
    if (text != NULL && strcmp(text, "contributed") != 0) {
        bh_reader_error(reader, node, "forces.%s.kind is '%.60s', must be contributed or local",
                        entity->id, text);
    }
    return BH_CONTRIBUTED;
}

static void
read_force(struct bh_reader *reader, const struct bh_entity *entity, struct bh_force *out)
{
    const struct bh_node map = entity->node;

    out->id = entity->id;
    out->key = bh_hash32(out->id, strlen(out->id));
    out->title = bh_reader_text(reader, map, "title", entity->id);
    out->role = bh_reader_text(reader, map, "role", "");
    out->site = bh_reader_text(reader, map, "training.site", NULL);
    out->kind = read_kind(reader, entity);
    out->local = out->kind == BH_LOCAL ? reader->model->n_local++ : BH_NONE;
    out->deploys_when =
        bh_reader_expression(reader, bh_node_at(map, "deploys_when"), "deploys_when");
    out->training_starts_when = bh_reader_expression(
        reader, bh_node_at(map, "training.starts_when"), "training.starts_when");
}

void
bh_read_forces(struct bh_reader *reader)
{
    struct bh_force *forces = bh_reader_alloc(reader, reader->forces.n, sizeof *forces);
    struct bh_contribution *contributions = bh_reader_alloc(
        reader, reader->model->counts.n_contributions, sizeof *contributions);
    size_t at = 0;

    for (size_t f = 0; f < reader->forces.n && forces != NULL && contributions != NULL; f++) {
        read_force(reader, &reader->forces.at[f], &forces[f]);
        forces[f].first_contribution = at;
        forces[f].n_contributions = reader->contributions[f].n;
        for (size_t i = 0; i < reader->contributions[f].n; i++) {
            read_contribution(reader, &reader->contributions[f].at[i], f, &contributions[at++]);
        }
        if (forces[f].kind == BH_LOCAL && forces[f].n_contributions > 0) {
            bh_reader_error(reader, bh_node_at(reader->forces.at[f].node, "contributions"),
                            "forces.%s is local and cannot have contributions", forces[f].id);
        }
    }
    reader->model->forces = forces;
    reader->model->contributions = contributions;
}
