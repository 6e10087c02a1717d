/** Broken plans: every message, exactly. Oracle: broken.h and broken_sections.h, written down by
 *  reading the plan. */
#include "harness.h"

#include "broken.h"
#include "broken_sections.h"

#include "base/text.h"

#include <bluehelm/plan.h>
#include <stdint.h>
#include <stdlib.h>

/** The first `from` in `text` becomes `to`. NULL when there is none. */
static char *
edited(const char *text, const char *from, const char *to)
{
    struct bh_text out = {0};
    const char *at = from == NULL ? NULL : strstr(text, from);

    if (at == NULL) {
        return from == NULL ? strdup(text) : NULL;
    }
    bh_text_add_n(&out, text, (size_t) (at - text));
    bh_text_add(&out, to);
    bh_text_add(&out, at + strlen(from));
    return bh_text_take(&out);
}

static char *
problems_of(const char *text, size_t n)
{
    struct bh_text out = {0};
    struct bh_plan *plan = NULL;
    struct bh_err err = {BH_OK, ""};
    size_t n_problems;

    if (bh_plan_read_text("plan.yaml", text, n, NULL, 0, false, &plan, &err) != BH_OK) {
        return strdup(err.text);
    }
    const struct bh_problem *problems = bh_plan_problems(plan, &n_problems);
    for (size_t i = 0; i < n_problems; i++) {
        bh_text_printf(&out, "%zu:%zu: %s: %s\n", problems[i].line, problems[i].column,
                       problems[i].severity == BH_ERROR ? "error" : "warning", problems[i].text);
    }
    bh_plan_free(plan);
    bh_text_add(&out, "");
    return bh_text_take(&out);
}

static void
test_row(const char *text, const struct broken *row)
{
    char *once = edited(text, row->from, row->to);
    char *twice = once == NULL ? NULL : edited(once, row->from_too, row->to_too);

    if (bh_expect(twice != NULL, "broken plan '%s': the edit applies", row->name)) {
        char *found = problems_of(twice, strlen(twice));

        bh_expect_text(row->name, found, row->messages);
        free(found);
    }
    free(once);
    free(twice);
}

/** Files that are no plans at all. */
static void
test_no_plans(void)
{
    static const char binary[] = "\x7f" "ELF\0\1\2\3";
    static const char latin[] = "plan:\n  title: caf\xe9\n";
    char *found = problems_of("", 0);

    bh_expect(strstr(found, "empty") != NULL, "an empty file: %s", found);
    free(found);
    found = problems_of(binary, sizeof binary - 1);
    bh_expect(strstr(found, "error") != NULL && strstr(found, "\x7f") == NULL,
              "a binary file is told without its bytes: %s", found);
    free(found);
    found = problems_of(latin, sizeof latin - 1);
    bh_expect(strstr(found, "2:13: error") != NULL && strstr(found, "UTF-8") != NULL,
              "not UTF-8, and where: %s", found);
    free(found);
    const size_t n = (size_t) 100 << 20;
    char *large = malloc(n + 1);
    memset(large, '#', n);
    large[n] = '\0';
    found = problems_of(large, n);
    bh_expect(strstr(found, "16") != NULL, "a 100 MB file: %s", found);
    free(found);
    free(large);
}

/** Random damage to a sound plan ends in problems or a plan, never in a crash. */
static void
test_damage(const char *text)
{
    const size_t n = strlen(text);
    char *damaged = malloc(n + 1);
    uint32_t state = 1;
    size_t n_read = 0;

    for (int round = 0; round < 1500; round++) {
        memcpy(damaged, text, n + 1);
        for (int hit = 0; hit < 3; hit++) {
            state = state * 1664525u + 1013904223u;
            damaged[state % n] = (char) ((state >> 24) & 0x7f);
        }
        char *found = problems_of(damaged, n);
        n_read += found != NULL;
        free(found);
    }
    bh_expect(n_read == 1500, "1 500 damaged plans are told or read");
    free(damaged);
}

int
main(void)
{
    char *text = NULL;

    if (bh_plan_template("test", &text, NULL) != BH_OK) {
        return 1;
    }
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        test_row(text, &broken[i]);
    }
    for (size_t i = 0; i < sizeof broken_sections / sizeof broken_sections[0]; i++) {
        test_row(text, &broken_sections[i]);
    }
    test_no_plans();
    test_damage(text);
    free(text);
    return bh_finish();
}
