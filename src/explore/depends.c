/** @file depends.c  Which issues a condition hangs on. */
#include "explore/depends.h"

/** Entity of `class` whose state the slot is, or BH_NONE. */
static size_t
entity_of(const struct bh_model *model, enum bh_state_class class, size_t width, size_t slot)
{
    const size_t base = model->state.base[class];
    const size_t n = bh_state_count(&model->counts, class);

    return slot >= base && slot < base + n * width ? (slot - base) / width : BH_NONE;
}

/** Marks what an expression reads. @return whether a mark is new. */
static bool
read_expression(const struct bh_model *model, const struct bh_expression *e, bool *issues,
                bool *visited)
{
    bool is_new = false;

    for (size_t i = 0; i < e->n; i++) {
        const size_t slot = e->code[i].arg;
        const size_t issue = entity_of(model, BH_STATE_ISSUE, BH_STATE_WIDTH_ISSUE, slot);
        const size_t stance = entity_of(model, BH_STATE_STANCE, BH_STATE_WIDTH_STANCE, slot);
        const size_t other = entity_of(model, BH_STATE_CONDITION, BH_STATE_WIDTH_CONDITION, slot);
        bool *mark = issue != BH_NONE    ? &issues[issue]
                     : stance != BH_NONE ? &issues[stance % model->counts.n_issues]
                     : other != BH_NONE  ? &visited[other]
                                         : NULL;

        if (e->code[i].op == BH_OP_STATE && mark != NULL && !*mark) {
            *mark = true;
            is_new = true;
        }
    }
    return is_new;
}

/** One pass over the conditions and openings that count so far. @return whether it found more. */
static bool
spread(const struct bh_model *model, bool *issues, bool *visited)
{
    bool is_new = false;

    for (size_t c = 0; c < model->counts.n_conditions; c++) {
        if (visited[c]) {
            is_new = read_expression(model, &model->conditions[c].when, issues, visited) || is_new;
        }
    }
    for (size_t s = 0; s < model->counts.n_stances; s++) {
        if (issues[s % model->counts.n_issues]) {
            is_new =
                read_expression(model, &model->stances[s].opens_when, issues, visited) || is_new;
        }
    }
    return is_new;
}

bool
bh_depends_on_issues(const struct bh_model *model, size_t condition, bool *issues, bool *visited)
{
    bool any = false;

    visited[condition] = true;
    while (spread(model, issues, visited)) {
    }
    for (size_t i = 0; i < model->counts.n_issues; i++) {
        any = any || issues[i];
    }
    return any;
}
