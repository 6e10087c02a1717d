/** @file layout.c  The state vector's layout and vocabulary, made from world/tables.h. */
#include "world/layout.h"

#include <assert.h>
#include <string.h>

#define S(field, flag, unit, meaning) {#field, BH_##flag, unit, meaning},
#define C(NAME, name, count, prefix)                                                               \
    static const struct bh_state_field name##_fields[] = {BH_##NAME##_STATE(S)};
BH_STATE_CLASSES(C)
#undef C
#undef S

static const struct bh_state_class_info classes[BH_N_STATE_CLASSES] = {
#define C(NAME, name, count, prefix) {prefix, BH_STATE_WIDTH_##NAME, name##_fields},
    BH_STATE_CLASSES(C)
#undef C
};

static const struct {
    const char *id;
    const char *title;
    int owes;
} lines[BH_N_LINES] = {
#define L(ID, id, owes, title) {#id, title, owes},
    BH_COST_LINES(L)
#undef L
};

size_t
bh_state_count(const struct bh_counts *counts, enum bh_state_class class)
{
    switch (class) {
#define C(NAME, name, count, prefix)                                                               \
    case BH_STATE_##NAME:                                                                          \
        return counts->count;
        BH_STATE_CLASSES(C)
#undef C
    case BH_N_STATE_CLASSES:
        break;
    }
    return 0;
}

struct bh_state_layout
bh_state_layout_make(const struct bh_counts *counts)
{
    struct bh_state_layout layout = {.n = 0};

    for (size_t c = 0; c < BH_N_STATE_CLASSES; c++) {
        layout.base[c] = layout.n;
        layout.n += classes[c].width * bh_state_count(counts, (enum bh_state_class) c);
    }
    return layout;
}

const struct bh_state_class_info *
bh_state_class_info(enum bh_state_class class)
{
    assert(class < BH_N_STATE_CLASSES);
    return &classes[class];
}

size_t
bh_state_slot(const struct bh_state_layout *layout, enum bh_state_class class, size_t entity,
              const char *field)
{
    size_t f = 0;

    while (f < classes[class].width && strcmp(classes[class].fields[f].name, field) != 0) {
        f++;
    }
    assert(f < classes[class].width);
    return layout->base[class] + entity * classes[class].width + f;
}

const struct bh_state_field *
bh_state_field_at(const struct bh_state_layout *layout, const struct bh_counts *counts, size_t slot)
{
    size_t c = 0;

    assert(slot < layout->n);
    while (slot >= layout->base[c] +
                       classes[c].width * bh_state_count(counts, (enum bh_state_class) c)) {
        c++;
    }
    return &classes[c].fields[(slot - layout->base[c]) % classes[c].width];
}

const char *
bh_line_id(enum bh_line line)
{
    assert(line < BH_N_LINES);
    return lines[line].id;
}

const char *
bh_line_title(enum bh_line line)
{
    assert(line < BH_N_LINES);
    return lines[line].title;
}

int
bh_line_owes(enum bh_line line)
{
    assert(line < BH_N_LINES);
    return lines[line].owes;
}
