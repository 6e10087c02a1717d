/** @file names.c  Patterns, ids, and searching among all names. */
#include "plan/names.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/** Up to two ids that replace the stars of a pattern, and a number that replaces '#'. */
struct ids {
    const char *at[2];
    size_t number;
};

static struct ids
two(const char *a, const char *b)
{
    return (struct ids){{a, b}, 0};
}

enum word { ID, TITLE };

static const char *
pick(enum word word, const char *id, const char *title)
{
    return word == ID ? id : title;
}

/** What entity `e` of a parameter class is called, the larger thing first. */
static struct ids
parameter_words(const struct bh_model *m, enum bh_parameter_class class, size_t e, enum word word)
{
    switch (class) {
    case BH_PARAM_AIM:
    case BH_PARAM_PARTY:
        return two(pick(word, m->parties[e].id, m->parties[e].title), "");
    case BH_PARAM_ISSUE:
        return two(pick(word, m->issues[e].id, m->issues[e].title), "");
    case BH_PARAM_STANCE: {
        const size_t party = e / m->counts.n_issues, issue = e % m->counts.n_issues;

        return two(pick(word, m->parties[party].id, m->parties[party].title),
                   pick(word, m->issues[issue].id, m->issues[issue].title));
    }
    case BH_PARAM_CONDITION:
        return two(pick(word, m->conditions[e].id, m->conditions[e].title), "");
    case BH_PARAM_SPONSOR:
        return two(pick(word, m->sponsors[e].id, m->sponsors[e].title), "");
    case BH_PARAM_APPROPRIATION:
        for (size_t s = 0; s < m->counts.n_sponsors; s++) {
            const size_t first = m->sponsors[s].first_appropriation;

            if (e >= first && e < first + m->sponsors[s].n_appropriations) {
                const char *sponsor = pick(word, m->sponsors[s].id, m->sponsors[s].title);

                return (struct ids){{sponsor, ""}, e - first};
            }
        }
        break;
    case BH_PARAM_FORCE:
        return two(pick(word, m->forces[e].id, m->forces[e].title), "");
    case BH_PARAM_CONTRIBUTION: {
        const size_t force = m->contributions[e].force;

        return two(pick(word, m->forces[force].id, m->forces[force].title),
                   pick(word, m->contributions[e].id, m->contributions[e].title));
    }
    case BH_PARAM_OPTION:
        return two(pick(word, m->options[e].id, m->options[e].title), "");
    case BH_PARAM_CROSSING:
        return two(pick(word, m->crossings[e].id, m->crossings[e].title), "");
    case BH_PARAM_AREA:
        return two(pick(word, m->areas[e].id, m->areas[e].name), "");
    case BH_PARAM_HOSTILITIES:
    case BH_PARAM_POLITICS:
    case BH_PARAM_DEPLOYMENT:
    case BH_PARAM_COST:
    case BH_PARAM_SECURITY:
    case BH_PARAM_POPULATION:
    case BH_PARAM_GOVERNANCE:
    case BH_PARAM_RELIEF:
    case BH_N_PARAMETER_CLASSES:
        break;
    }
    return two("", "");
}

/** Ids of entity `e` of a state class. */
static struct ids
state_ids(const struct bh_model *m, enum bh_state_class class, size_t e)
{
    const size_t n_areas = m->counts.n_areas;

    switch (class) {
    case BH_STATE_AIM:
        return two(m->parties[e].id, "");
    case BH_STATE_ISSUE:
        return two(m->issues[e].id, "");
    case BH_STATE_STANCE:
        return two(m->parties[e / m->counts.n_issues].id, m->issues[e % m->counts.n_issues].id);
    case BH_STATE_CONDITION:
        return two(m->conditions[e].id, "");
    case BH_STATE_SPONSOR:
        return two(m->sponsors[e].id, "");
    case BH_STATE_BILL:
    case BH_STATE_LINE:
        return two(bh_line_id((enum bh_line) e), "");
    case BH_STATE_LEDGER:
        return two(m->sponsors[e / BH_N_LINES].id, bh_line_id((enum bh_line) (e % BH_N_LINES)));
    case BH_STATE_FORCE:
        return two(m->forces[e].id, "");
    case BH_STATE_CONTRIBUTION:
        return two(m->forces[m->contributions[e].force].id, m->contributions[e].id);
    case BH_STATE_POST:
        return two(m->forces[e / n_areas].id, m->areas[e % n_areas].id);
    case BH_STATE_GARRISON:
    case BH_STATE_AREA_SECURITY:
    case BH_STATE_AREA_POPULATION:
    case BH_STATE_AREA_GOVERNANCE:
    case BH_STATE_AREA_RELIEF:
        return two(m->areas[e].id, "");
    case BH_STATE_OUTCOME:
        return two(m->measures[e].id, "");
    case BH_STATE_HOSTILITIES:
    case BH_STATE_FINANCE:
    case BH_STATE_FORCES:
    case BH_STATE_SECURITY:
    case BH_STATE_POPULATION:
    case BH_STATE_GOVERNANCE:
    case BH_STATE_RELIEF:
    case BH_N_STATE_CLASSES:
        break;
    }
    return two("", "");
}

/** Whether the first field of a class goes by the bare pattern ("outcome.two_state"). */
static bool
has_bare_first(enum bh_state_class class)
{
    return class == BH_STATE_AIM || class == BH_STATE_ISSUE || class == BH_STATE_STANCE ||
           class == BH_STATE_CONDITION || class == BH_STATE_LEDGER || class == BH_STATE_POST ||
           class == BH_STATE_OUTCOME;
}

static void
fill_pattern(const char *pattern, const struct ids *ids, struct bh_text *out)
{
    size_t star = 0;

    for (; *pattern != '\0'; pattern++) {
        if (*pattern == '*') {
            bh_text_add(out, ids->at[star++]);
        } else if (*pattern == '#') {
            bh_text_printf(out, "%zu", ids->number);
        } else {
            bh_text_add_n(out, pattern, 1);
        }
    }
}

enum bh_parameter_class
bh_names_locate(const struct bh_model *model, size_t index, size_t *entity, size_t *column)
{
    size_t c = BH_N_PARAMETER_CLASSES - 1;

    assert(index < model->parameters.n);
    while (model->parameters.base[c] > index) {
        c--;
    }
    const size_t offset = index - model->parameters.base[c];
    const size_t width = bh_parameter_class_info((enum bh_parameter_class) c)->width;

    *entity = offset / width;
    *column = offset % width;
    return (enum bh_parameter_class) c;
}

const struct bh_parameter_row *
bh_names_row(const struct bh_model *model, size_t index)
{
    size_t entity, column;
    const enum bh_parameter_class class = bh_names_locate(model, index, &entity, &column);

    return &bh_parameter_class_info(class)->rows[column];
}

void
bh_names_parameter(const struct bh_model *model, size_t index, struct bh_text *path)
{
    size_t entity, column;
    const enum bh_parameter_class class = bh_names_locate(model, index, &entity, &column);
    const struct bh_parameter_class_info *info = bh_parameter_class_info(class);
    const struct ids ids = parameter_words(model, class, entity, ID);

    fill_pattern(info->section, &ids, path);
    bh_text_printf(path, ".%s", info->rows[column].path);
}

/** The three nearest names seen so far. */
struct nearest {
    const char *word;
    char names[3][128];
    size_t distances[3];
    size_t n;
};

static void
consider(struct nearest *nearest, const char *name)
{
    const size_t third = strlen(nearest->word) / 3;
    const size_t limit = third > 2 ? third : 2;
    const size_t distance = bh_text_distance(nearest->word, name);
    size_t at = nearest->n < 3 ? nearest->n : 2;

    if (distance > limit || (nearest->n == 3 && distance >= nearest->distances[2])) {
        return;
    }
    for (; at > 0 && nearest->distances[at - 1] > distance; at--) {
        nearest->distances[at] = nearest->distances[at - 1];
        memcpy(nearest->names[at], nearest->names[at - 1], sizeof nearest->names[at]);
    }
    nearest->distances[at] = distance;
    snprintf(nearest->names[at], sizeof nearest->names[at], "%s", name);
    nearest->n += nearest->n < 3;
}

static void
write_nearest(const struct nearest *nearest, struct bh_text *out)
{
    for (size_t i = 0; i < nearest->n; i++) {
        bh_text_printf(out, "%s%s", i == 0 ? "" : ", ", nearest->names[i]);
    }
}

/** The parameters whose paths are nearest to `path`. */
static void
nearest_parameters(const struct bh_model *model, const char *path, struct bh_text *out)
{
    struct bh_text name = {0};
    struct nearest near = {.word = path};

    for (size_t i = 0; i < model->parameters.n; i++) {
        bh_text_clear(&name);
        bh_names_parameter(model, i, &name);
        consider(&near, bh_text_string(&name));
    }
    write_nearest(&near, out);
    out->failed = out->failed || name.failed;
    bh_text_fini(&name);
}

size_t
bh_names_find(const struct bh_model *model, const char *path, bool *has_failed)
{
    struct bh_text name = {0};
    size_t found = BH_NONE;

    for (size_t i = 0; i < model->parameters.n && found == BH_NONE; i++) {
        bh_text_clear(&name);
        bh_names_parameter(model, i, &name);
        if (strcmp(bh_text_string(&name), path) == 0) {
            found = i;
        }
    }
    *has_failed = *has_failed || name.failed;
    bh_text_fini(&name);
    return found;
}

size_t
bh_names_find_parameter(const struct bh_model *model, const char *path, struct bh_text *nearest)
{
    bool has_failed = false;
    const size_t found = bh_names_find(model, path, &has_failed);

    if (found == BH_NONE) {
        nearest_parameters(model, path, nearest);
        nearest->failed = nearest->failed || has_failed;
    }
    return found;
}

bool
bh_names_each(const struct bh_model *model, bh_names_tell *tell, void *context)
{
    struct bh_text name = {0};

    for (size_t c = 0; c < BH_N_STATE_CLASSES; c++) {
        const enum bh_state_class class = (enum bh_state_class) c;
        const struct bh_state_class_info *info = bh_state_class_info(class);

        for (size_t e = 0; e < bh_state_count(&model->counts, class); e++) {
            const struct ids ids = state_ids(model, class, e);

            for (size_t f = 0; f < info->width; f++) {
                if (info->fields[f].visibility == BH_HIDDEN) {
                    continue;
                }
                bh_text_clear(&name);
                fill_pattern(info->prefix, &ids, &name);
                if (f > 0 || !has_bare_first(class)) {
                    bh_text_printf(&name, "%s%s", name.n > 0 ? "." : "", info->fields[f].name);
                }
                tell(context, bh_text_string(&name),
                     model->state.base[c] + e * info->width + f, &info->fields[f]);
            }
        }
    }
    const bool is_whole = !name.failed;

    bh_text_fini(&name);
    return is_whole;
}

/** Title of entity `e` of a state class, NULL when the class is of the whole. */
static const char *
state_title(const struct bh_model *m, enum bh_state_class class, size_t e)
{
    switch (class) {
    case BH_STATE_AIM:
        return m->parties[e].title;
    case BH_STATE_STANCE:
        return m->parties[e / m->counts.n_issues].title;
    case BH_STATE_ISSUE:
        return m->issues[e].title;
    case BH_STATE_CONDITION:
        return m->conditions[e].title;
    case BH_STATE_SPONSOR:
        return m->sponsors[e].title;
    case BH_STATE_LEDGER:
        return m->sponsors[e / BH_N_LINES].title;
    case BH_STATE_BILL:
    case BH_STATE_LINE:
        return bh_line_title((enum bh_line) e);
    case BH_STATE_FORCE:
        return m->forces[e].title;
    case BH_STATE_CONTRIBUTION:
        return m->contributions[e].title;
    case BH_STATE_POST:
        return m->forces[e / m->counts.n_areas].title;
    case BH_STATE_GARRISON:
    case BH_STATE_AREA_SECURITY:
    case BH_STATE_AREA_POPULATION:
    case BH_STATE_AREA_GOVERNANCE:
    case BH_STATE_AREA_RELIEF:
        return m->areas[e].name;
    case BH_STATE_OUTCOME:
        return m->measures[e].title;
    case BH_STATE_HOSTILITIES:
    case BH_STATE_FINANCE:
    case BH_STATE_FORCES:
    case BH_STATE_SECURITY:
    case BH_STATE_POPULATION:
    case BH_STATE_GOVERNANCE:
    case BH_STATE_RELIEF:
    case BH_N_STATE_CLASSES:
        break;
    }
    return NULL;
}

const char *
bh_names_whose(const struct bh_model *model, size_t slot)
{
    size_t c = BH_N_STATE_CLASSES - 1;

    assert(slot < model->state.n);
    while (model->state.base[c] > slot) {
        c--;
    }
    const enum bh_state_class class = (enum bh_state_class) c;
    const char *title = state_title(
        model, class, (slot - model->state.base[c]) / bh_state_class_info(class)->width);

    return title == NULL ? "" : title;
}

void
bh_names_whose_parameter(const struct bh_model *model, size_t index, struct bh_text *out)
{
    size_t entity, column;
    const enum bh_parameter_class class = bh_names_locate(model, index, &entity, &column);
    const struct ids titles = parameter_words(model, class, entity, TITLE);

    bh_text_add(out, titles.at[0]);
    bh_text_add(out, titles.at[1][0] == '\0' ? "" : ", ");
    bh_text_add(out, titles.at[1]);
}

/** A search among all names. */
struct search {
    const char *word;
    size_t slot;
};

static void
compare(void *context, const char *name, size_t slot, const struct bh_state_field *field)
{
    struct search *search = context;

    (void) field;
    if (strcmp(name, search->word) == 0) {
        search->slot = slot;
    }
}

static void
consider_state(void *context, const char *name, size_t slot, const struct bh_state_field *field)
{
    (void) slot;
    (void) field;
    consider(context, name);
}

size_t
bh_names_find_state(const struct bh_model *model, const char *name, struct bh_text *nearest)
{
    struct search search = {.word = name, .slot = BH_NONE};

    for (size_t c = 0; c < model->counts.n_conditions; c++) {
        if (strcmp(model->conditions[c].id, name) == 0) {
            return bh_state_slot(&model->state, BH_STATE_CONDITION, c, "met");
        }
    }
    bool is_whole = bh_names_each(model, compare, &search);
    if (search.slot == BH_NONE && nearest != NULL) {
        struct nearest near = {.word = name};

        is_whole = bh_names_each(model, consider_state, &near) && is_whole;
        write_nearest(&near, nearest);
        nearest->failed = nearest->failed || !is_whole;
    }
    return search.slot;
}
