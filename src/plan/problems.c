/** @file problems.c  Noting what is wrong, and the small readings every pass needs. */
#include "plan/reader.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void
note(struct bh_reader *reader, size_t line, size_t column, enum bh_severity severity,
     const char *text)
{
    struct bh_plan *plan = reader->plan;

    plan->n_errors += severity == BH_ERROR;
    if (plan->n_problems == BH_MOST_PROBLEMS) {
        return;
    }
    const char *copy = bh_arena_strdup(&plan->arena, text);
    plan->problems[plan->n_problems++] = (struct bh_problem){
        .file = plan->file,
        .line = line,
        .column = column,
        .severity = severity,
        .text = copy != NULL ? copy : "out of memory",
    };
}

void
bh_reader_error(struct bh_reader *reader, struct bh_node node, const char *format, ...)
{
    char text[1000];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    note(reader, bh_node_line(node), bh_node_column(node), BH_ERROR, text);
}

void
bh_reader_warning(struct bh_reader *reader, struct bh_node node, const char *format, ...)
{
    char text[1000];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    note(reader, bh_node_line(node), bh_node_column(node), BH_WARNING, text);
}

void
bh_reader_error_at(struct bh_reader *reader, size_t line, size_t column, const char *text)
{
    note(reader, line, column, BH_ERROR, text);
}

void
bh_reader_drop(struct bh_reader *reader, struct bh_text *text)
{
    reader->out_of_memory = reader->out_of_memory || text->failed;
    bh_text_fini(text);
}

void *
bh_reader_alloc(struct bh_reader *reader, size_t n, size_t size)
{
    void *memory = bh_arena_alloc(&reader->plan->arena, (n + 1) * size);

    if (memory == NULL) {
        reader->out_of_memory = true;
    }
    return memory;
}

const char *
bh_reader_text(struct bh_reader *reader, struct bh_node map, const char *key,
               const char *otherwise)
{
    const struct bh_node node = bh_node_at(map, key);
    const char *text = bh_node_text(node);

    if (text == NULL) {
        return otherwise;
    }
    const char *copy = bh_arena_strdup(&reader->plan->arena, text);
    reader->out_of_memory = reader->out_of_memory || copy == NULL;
    return copy;
}

bool
bh_reader_flag(struct bh_reader *reader, struct bh_node map, const char *key, bool otherwise)
{
    const struct bh_node node = bh_node_at(map, key);
    const char *text = bh_node_text(node);
    struct bh_err err;
    double value;

    if (text == NULL) {
        return otherwise;
    }
    if (bh_quantity_parse(text, BH_SWITCH, &reader->units, &value, &err) != BH_OK) {
        bh_reader_error(reader, node, "%s %s", key, err.text);
        return otherwise;
    }
    return value != 0;
}

const char *
bh_reader_nearest(struct bh_reader *reader, const char *word, const char *const *names, size_t n)
{
    const char *near[3];
    const size_t found = bh_text_nearest(word, names, n, near);
    char text[400] = "";

    for (size_t i = 0; i < found; i++) {
        const size_t used = strlen(text);

        snprintf(text + used, sizeof text - used, "%s%.100s", i == 0 ? "; nearest: " : ", ",
                 near[i]);
    }
    const char *copy = bh_arena_strdup(&reader->plan->arena, text);
    return copy == NULL ? "" : copy;
}
