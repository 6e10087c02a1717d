/** @file parameters.c  The parameter tables as data: rows, classes, layout. */
#include "plan/model.h"

#include <assert.h>
#include <string.h>

#define P(field, path, kind, dflt, low, high, source, meaning)                                     \
    {#field, path, BH_##kind, (double) (dflt), (double) (low), (double) (high), source, meaning},
#define C(NAME, name, count, section)                                                              \
    static const struct bh_parameter_row name##_rows[] = {BH_##NAME##_PARAMETERS(P)};
BH_PARAMETER_CLASSES(C)
#undef C
#undef P

static const struct bh_parameter_class_info classes[BH_N_PARAMETER_CLASSES] = {
#define C(NAME, name, count, section) {section, BH_PARAM_WIDTH_##NAME, name##_rows},
    BH_PARAMETER_CLASSES(C)
#undef C
};

const struct bh_parameter_class_info *
bh_parameter_class_info(enum bh_parameter_class class)
{
    assert(class < BH_N_PARAMETER_CLASSES);
    return &classes[class];
}

size_t
bh_parameter_count(const struct bh_counts *counts, enum bh_parameter_class class)
{
    switch (class) {
#define C(NAME, name, count, section)                                                              \
    case BH_PARAM_##NAME:                                                                          \
        return counts->count;
        BH_PARAMETER_CLASSES(C)
#undef C
    case BH_N_PARAMETER_CLASSES:
        break;
    }
    return 0;
}

size_t
bh_parameter_column(enum bh_parameter_class class, const char *field)
{
    size_t i = 0;

    while (i < classes[class].width && strcmp(classes[class].rows[i].field, field) != 0) {
        i++;
    }
    assert(i < classes[class].width);
    return i;
}

struct bh_parameter_layout
bh_parameter_layout_make(const struct bh_counts *counts)
{
    struct bh_parameter_layout layout = {.n = 0};

    for (size_t c = 0; c < BH_N_PARAMETER_CLASSES; c++) {
        layout.base[c] = layout.n;
        layout.n += classes[c].width * bh_parameter_count(counts, (enum bh_parameter_class) c);
    }
    return layout;
}
