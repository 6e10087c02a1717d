/** @file document_command.c  The command that makes a study again.
 *
 *  Settings from outside stand in the section `set` of the plan a results file keeps, behind those
 *  the plan had itself. Which are which is not kept; given all together, in their order, they make
 *  the same plan.
 *
 *  Layer: report. */
#include "report/document.h"

#include "plan/document.h"

#include <stdio.h>
#include <string.h>

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

/** What --design was, from the words of a results file; its finer settings are left out. */
static const char *
design_option(const char *words)
{
    static const char *const names[][2] = {
        {"latin hypercube", "lhs"}, {"nested", "nested"},     {"even", "even"},
        {"monte carlo", "mc"},      {"sobol", "sobol"},       {"saltelli", "saltelli"},
        {"morris", "morris"},       {"factorial", "factorial"},
    };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strncmp(words, names[i][0], strlen(names[i][0])) == 0) {
            return names[i][1];
        }
    }
    return "TABLE.csv";
}

static void
add_design(const struct bh_store_study *study, struct bh_text *out)
{
    const char *detail = strchr(study->design, ',');
    unsigned levels;

    bh_text_printf(out, " --design %s", design_option(study->design));
    if (detail != NULL && sscanf(detail, ", %u levels", &levels) == 1) {
        bh_text_printf(out, " --levels %u", levels);
    }
}

/** One word of a POSIX shell, whatever is in it. */
static void
add_word(const char *word, struct bh_text *out)
{
    const size_t n = strlen(word);

    if (n > 0 && strspn(word, LETTERS "_.,:=/@%+-") == n) {
        bh_text_add(out, word);
        return;
    }
    bh_text_add(out, "'");
    for (const char *at = word; *at != '\0'; at++) {
        if (*at == '\'') {
            bh_text_add(out, "'\\''");
        } else {
            bh_text_add_n(out, at, 1);
        }
    }
    bh_text_add(out, "'");
}

/** A scalar as YAML reads it on one line: bare where that is plain, else in quotes. */
static void
add_scalar(const char *text, struct bh_text *out)
{
    const size_t n = strlen(text);

    if (n > 0 && strspn(text, LETTERS) > 0 && strspn(text, LETTERS "_.+-/% ") == n &&
        text[n - 1] != ' ') {
        bh_text_add(out, text);
        return;
    }
    struct bh_json json = bh_json_make(out); /* a JSON string is a double-quoted YAML one */
    bh_json_string(&json, NULL, text);
}

/** A value on one line. Trees are at most BH_PLAN_DEPTH deep. */
static void
add_value(struct bh_node node, struct bh_text *out)
{
    const bool is_map = bh_node_is_map(node);

    if (bh_node_is_scalar(node)) {
        add_scalar(bh_node_text(node), out);
        return;
    }
    bh_text_add(out, is_map ? "{" : "[");
    for (size_t i = 0; i < bh_node_count(node); i++) {
        bh_text_add(out, i > 0 ? ", " : "");
        if (is_map) {
            add_scalar(bh_node_text(bh_node_key(node, i)), out);
            bh_text_add(out, ": ");
        }
        add_value(is_map ? bh_node_value(node, i) : bh_node_item(node, i), out);
    }
    bh_text_add(out, is_map ? "}" : "]");
}

static void
add_settings(const char *plan_text, struct bh_text *out)
{
    struct bh_document document = {0};
    struct bh_place place;
    struct bh_text setting = {0};
    const enum bh_status st = bh_document_parse(plan_text, strlen(plan_text), &document, &place);

    out->failed = out->failed || st == BH_ENOMEM; /* a plan that is none has no settings */
    if (st == BH_OK) {
        const struct bh_node set = bh_node_at(bh_document_root(&document), "set");

        for (size_t i = 0; bh_node_is_map(set) && i < bh_node_count(set); i++) {
            bh_text_clear(&setting);
            bh_text_printf(&setting, "%s=", bh_node_text(bh_node_key(set, i)));
            add_value(bh_node_value(set, i), &setting);
            bh_text_add(out, " --set ");
            add_word(bh_text_string(&setting), out);
        }
    }
    out->failed = out->failed || setting.failed;
    bh_text_fini(&setting);
    bh_document_fini(&document);
}

void
bh_document_command(struct bh_report *report)
{
    const struct bh_store_study *study = report->study;
    const struct bh_model *model = report->model;
    struct bh_text command = {0};

    bh_text_printf(&command, "bluehelm explore PLAN --futures %zu", study->n_futures);
    add_design(study, &command);
    if (study->n_replications > 1) {
        bh_text_printf(&command, " --replications %zu", study->n_replications);
    }
    bh_text_printf(&command, " --keep %zu --every %zu%s", study->keep, study->every,
                   study->is_summary ? " --summary" : "");
    for (size_t o = 0; model != NULL && study->n_options < model->counts.n_options &&
                       o < study->n_options; o++) {
        bh_text_add(&command, " --option ");
        add_word(study->options[o].id, &command);
    }
    add_settings(study->plan_text, &command);
    report->json.out->failed = report->json.out->failed || command.failed;
    bh_json_string(&report->json, "command", bh_text_string(&command));
    bh_text_fini(&command);
}
