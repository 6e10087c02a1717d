/** @file reference.c  The plan reference, printed from the tables the reader uses. */
#include "base/text.h"
#include "plan/schema.h"
#include "world/layout.h"

#include <bluehelm/plan.h>
#include <math.h>
#include <string.h>

static const char introduction[] =
    "# Plan reference\n\n"
    "This page is printed by `bluehelm plan reference` from the same tables the reader uses. A\n"
    "plan is a YAML file (1.1 and 1.2 agree on all that is allowed here; anchors and aliases are\n"
    "not allowed).\n\n"
    "**Numbers.** A number stands alone (`300`), with a unit (`60 %`, `90 days`, `19 weeks`,\n"
    "`6 months`, `1.4 million USD`), or as an *assumption* with a range:\n\n"
    "```yaml\n"
    "seats: {value: 700, range: [300, 1100], dist: pert, source: jta_2008, confidence: medium}\n"
    "```\n\n"
    "`value` is the central value: scenario 0 has it, and it is the mode of triangular and pert;\n"
    "the futures of a study are drawn from `range`, the least and most. `dist` is one of uniform\n"
    "(default), triangular, pert, normal, lognormal (of these two the range is the 5th and 95th\n"
    "percentile), discrete (`values`, `weights`); `source` an id under `sources` or `assumed`;\n"
    "`confidence` low, medium or high; `note` a remark.\n\n"
    "**Overrides.** `--set PATH=VALUE`, `set:` in an option, event or obstacle: the path is the\n"
    "chain of keys, such as `forces.psf.training.seats`.\n\n"
    "**Expressions** compare quantities (last section) with numbers, dates and durations:\n"
    "`outcome.governance >= 60 and not war`, `relapses >= 2 or line.pay.arrears_days > 90`;\n"
    "operators `or and not < <= > >= == != + - * /`, functions `min max abs`. A condition's id is\n"
    "true while the condition is met. Quantities are those of the evening before.\n\n"
    "**Kinds of number** and the unit they are stored in: number; share (0 to 1); persons; days;\n"
    "date (days from the start, or never); money (cents); switch (true or false).\n";

static const char *
kind_word(enum bh_kind kind)
{
    static const char *const words[] = {"number", "share", "persons", "days",
                                        "date",   "money", "switch"};

    return words[kind];
}

/** A bound or default as a plan would write it. */
static void
add_value(struct bh_text *out, enum bh_kind kind, double value)
{
    if (isinf(value)) {
        bh_text_add(out, kind == BH_DATE && value > 0 ? "never" : "any");
    } else if (kind == BH_SWITCH) {
        bh_text_add(out, value > 0 ? "true" : "false");
    } else {
        bh_text_printf(out, "%.10g", kind == BH_MONEY ? value / 100 : value);
    }
}

static void
add_default(struct bh_text *out, const struct bh_parameter_row *row)
{
    if (isnan(row->dflt)) {
        bh_text_add(out, "**must be given**");
    } else if (isinf(row->dflt) && row->dflt < 0) {
        bh_text_add(out, "may be left out");
    } else {
        add_value(out, row->kind, row->dflt);
    }
}

static void
add_keys(struct bh_text *out, enum bh_section section)
{
    size_t n;
    const struct bh_key_row *keys = bh_schema_keys(&n);
    bool has_head = false;

    for (size_t i = 0; i < n; i++) {
        if (keys[i].section == section) {
            bh_text_add(out, has_head ? "" : "\n| Key | Takes | |\n|---|---|---|\n");
            has_head = true;
            bh_text_printf(out, "| `%s` | %s%s | %s |\n", keys[i].key,
                           bh_schema_shape(keys[i].shape), keys[i].is_needed ? ", **needed**" : "",
                           keys[i].meaning);
        }
    }
}

static void
add_parameters(struct bh_text *out, enum bh_parameter_class class)
{
    if (class == BH_N_PARAMETER_CLASSES) {
        return;
    }
    const struct bh_parameter_class_info *info = bh_parameter_class_info(class);
    bh_text_add(out, "\n| Number | Kind | Default | Range | Meaning | Source of the default |\n"
                     "|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < info->width; i++) {
        const struct bh_parameter_row *row = &info->rows[i];

        bh_text_printf(out, "| `%s` | %s | ", row->path, kind_word(row->kind));
        add_default(out, row);
        bh_text_add(out, " | ");
        if (row->kind == BH_SWITCH) {
            bh_text_add(out, "true, false");
        } else {
            add_value(out, row->kind, row->low);
            bh_text_add(out, " to ");
            add_value(out, row->kind, row->high);
        }
        bh_text_printf(out, " | %s | %s |\n", row->meaning, row->source);
    }
}

static void
add_lines(struct bh_text *out)
{
    bh_text_add(out, "\n## Cost lines\n\n| Line | What | Not paid |\n|---|---|---|\n");
    for (size_t l = 0; l < BH_N_LINES; l++) {
        bh_text_printf(out, "| `%s` | %s | %s |\n", bh_line_id((enum bh_line) l),
                       bh_line_title((enum bh_line) l),
                       bh_line_owes((enum bh_line) l) ? "stays owed (arrears)" : "lapses");
    }
}

/** A class's quantities. "area.*" and "food_met" make "area.*.food_met". */
static void
add_quantities(struct bh_text *out)
{
    bh_text_add(out, "\n## Quantities\n\nNames for expressions and measures; a star stands for an "
                     "id. `outcome.I`, `party.P.I`,\n`condition.C` and `aims_met.P` take no field. "
                     "Those marked *recorded* are kept over time.\n\n"
                     "| Quantity | Unit | Meaning |\n|---|---|---|\n");
    for (size_t c = 0; c < BH_N_STATE_CLASSES; c++) {
        const struct bh_state_class_info *info = bh_state_class_info((enum bh_state_class) c);

        for (size_t f = 0; f < info->width; f++) {
            const struct bh_state_field *field = &info->fields[f];

            if (field->visibility == BH_HIDDEN) {
                continue;
            }
            bh_text_printf(out, "| `%s%s%s` | %s | %s%s |\n", info->prefix,
                           info->prefix[0] == '\0' ? "" : ".", field->name, field->unit,
                           field->meaning, field->visibility == BH_SERIES ? " *(recorded)*" : "");
        }
    }
}

enum bh_status
bh_plan_reference(char **text, struct bh_err *err)
{
    struct bh_text out = {0};

    bh_text_add(&out, introduction);
    for (size_t s = 0; s < BH_N_SECTIONS; s++) {
        const struct bh_section_row *row = bh_schema_section((enum bh_section) s);

        bh_text_printf(&out, "\n## %s\n", row->title);
        if (row->pattern[0] != '\0') {
            bh_text_printf(&out, "\nPath: `%s`\n", row->pattern);
        }
        add_keys(&out, (enum bh_section) s);
        add_parameters(&out, row->class);
    }
    add_lines(&out);
    add_quantities(&out);
    return bh_text_give(&out, text, err);
}
