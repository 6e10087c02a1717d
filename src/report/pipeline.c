/** @file pipeline.c  Who is where on the way to deployment: each force, stage by stage.
 *
 *  Means over the kept futures, so that stages add up: the height of a stack is everybody who has
 *  begun and not left. A force has a row of panels, one for each option that uses it. */
#include "base/err.h"
#include "report/chart.h"
#include "report/html.h"
#include "report/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** Stages from the bottom of the stack: the nearer to deployment, the lower. */
static const struct {
    const char *field, *words;
    size_t colour;
} stages[] = {
    {"deployed", "deployed", 3},
    {"ready", "ready, waiting for lift or money", 1},
    {"field", "field phase", 6},
    {"training", "in training", 2},
    {"vetted", "vetted, waiting for a seat", 4},
    {"vetting", "in vetting", 5},
    {"preparing", "preparing at home", 7},
    {"pledged", "pledged, conditions not met", 0},
};
#define N_STAGES (sizeof stages / sizeof stages[0])

/** One force under one option. */
struct stack {
    struct bh_store_band band[N_STAGES];
    struct bh_line_of layer[N_STAGES];
    double top; /* of the whole stack */
};

static void
free_stack(struct stack *stack)
{
    for (size_t i = 0; i < N_STAGES; i++) {
        free(stack->band[i].day);
    }
}

static double
highest(const struct stack *stack)
{
    double top = 0;

    for (size_t day = 0; day < stack->band[0].n; day++) {
        double sum = 0;

        for (size_t i = 0; i < N_STAGES; i++) {
            sum += stack->band[i].mean[day];
        }
        top = sum > top ? sum : top;
    }
    return top;
}

static enum bh_status
read_stack(struct bh_page *page, size_t option, const char *force, struct stack *stack,
           struct bh_err *err)
{
    char name[160];
    enum bh_status st = BH_OK;

    for (size_t i = 0; i < N_STAGES; i++) {
        struct bh_store_band *band = &stack->band[i];

        snprintf(name, sizeof name, "force.%.100s.%s", force, stages[i].field);
        BH_TRY(bh_store_quantiles(page->file, option, name, band, err));
        stack->layer[i] = (struct bh_line_of){stages[i].colour, band->n, band->day, band->mean};
    }
    stack->top = highest(stack);
done:
    return st;
}

static enum bh_status
add_stack(struct bh_page *page, size_t option, const struct stack *stack, double top,
          struct bh_err *err)
{
    const struct bh_scale scale = {.kind = "persons",
                                   .unit = "",
                                   .currency = page->results->currency,
                                   .start = page->results->start,
                                   .top = top,
                                   .days = page->results->days};
    const size_t n = stack->band[0].n;
    double *room = calloc(2 * n + 1, sizeof *room);
    const struct bh_stack chart = {.title = page->study->options[option].title,
                                   .n = n,
                                   .day = stack->band[0].day,
                                   .layers = stack->layer,
                                   .n_layers = N_STAGES,
                                   .room = room};

    if (room == NULL) {
        return bh_no_memory(err);
    }
    bh_chart_stack(page->out, &scale, &chart);
    free(room);
    return BH_OK;
}

/** The panels of one force, on one scale. */
static enum bh_status
add_force(struct bh_page *page, const char *force, const char *title, struct bh_err *err)
{
    const size_t n = page->study->n_options;
    struct stack *stacks = calloc(n, sizeof *stacks);
    double top = 0;
    enum bh_status st = BH_OK;

    if (stacks == NULL) {
        return bh_no_memory(err);
    }
    for (size_t o = 0; o < n; o++) {
        BH_TRY(read_stack(page, o, force, &stacks[o], err));
        top = stacks[o].top > top ? stacks[o].top : top;
    }
    if (top > 0) {
        bh_html_element(page->out, "h3", title);
        bh_text_add(page->out, "<div class=\"panels\">\n");
    }
    for (size_t o = 0; o < n; o++) {
        if (stacks[o].top > 0) {
            BH_TRY(add_stack(page, o, &stacks[o], bh_chart_round_up(top), err));
        }
    }
    bh_text_add(page->out, top > 0 ? "</div>\n" : "");
done:
    for (size_t o = 0; o < n; o++) {
        free_stack(&stacks[o]);
    }
    free(stacks);
    return st;
}

static void
add_key(struct bh_page *page)
{
    bh_text_add(page->out, "<div class=\"key\">");
    for (size_t i = 0; i < N_STAGES; i++) {
        bh_text_printf(page->out, "<span style=\"--k:var(--c%zu)\">%s</span>",
                       stages[i].colour, stages[i].words);
    }
    bh_text_add(page->out, "</div>\n");
}

enum bh_status
bh_page_pipeline(struct bh_page *page, struct bh_err *err)
{
    enum bh_status st = BH_OK;

    if (!bh_store_is_complete(page->file)) {
        return BH_OK;
    }
    bh_text_add(page->out, "<h2>From pledge to deployment</h2>\n<p>Mean persons in each stage, one "
                           "panel for each option that uses the force.</p>\n");
    add_key(page);
    for (size_t s = 0; s < page->study->n_series; s++) {
        const struct bh_store_series *series = &page->study->series[s];
        char force[104];
        const char *end =
            strncmp(series->name, "force.", 6) == 0 ? strrchr(series->name, '.') : NULL;

        if (end != NULL && strcmp(end, ".deployed") == 0) {
            snprintf(force, sizeof force, "%.*s", (int) (end - series->name - 6),
                     series->name + 6);
            BH_TRY(add_force(page, force, series->whose, err));
        }
    }
done:
    return st;
}
