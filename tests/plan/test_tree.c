/** @file test_tree.c  A plan as bytes reads like the text it is of.
 *
 *  Oracle: reading the text. Every plan, sound or with many settings, must give the same canonical
 *  form, hash and problems from its bytes; plain settings must be what libyaml makes of them; bytes
 *  that are cut or changed are refused or give a tree, and never fail otherwise. */
#include "harness.h"

#include "plan/compile.h"
#include "plan/document.h"

#include <bluehelm/plan.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *
slurp(const char *path, size_t *n)
{
    FILE *file = fopen(path, "rb");
    char *text = calloc(1, 1 << 20);

    *n = file == NULL ? 0 : fread(text, 1, (1 << 20) - 1, file);
    if (file != NULL) {
        fclose(file);
    }
    return text;
}

static bool
same_problems(const struct bh_plan *a, const struct bh_plan *b)
{
    size_t n, m;
    const struct bh_problem *x = bh_plan_problems(a, &n), *y = bh_plan_problems(b, &m);
    bool same = n == m;

    for (size_t i = 0; same && i < n; i++) {
        same = x[i].line == y[i].line && x[i].column == y[i].column &&
               x[i].severity == y[i].severity && strcmp(x[i].text, y[i].text) == 0;
    }
    return same;
}

static bool
reads_alike(const char *text, size_t n, const char *const *set, size_t n_set)
{
    struct bh_plan *plain = NULL, *from_text = NULL, *from_bytes = NULL;
    void *bytes = NULL;
    size_t n_bytes = 0;
    bool same =
        bh_plan_read_text("p", text, n, NULL, 0, false, &plain, NULL) == BH_OK &&
        bh_plan_tree(plain, &bytes, &n_bytes, NULL) == BH_OK &&
        bh_plan_read_text("p", text, n, set, n_set, false, &from_text, NULL) == BH_OK &&
        bh_plan_read_tree("p", bytes, n_bytes, set, n_set, false, &from_bytes, NULL) == BH_OK &&
        same_problems(from_text, from_bytes) &&
        bh_plan_is_sound(from_text) == bh_plan_is_sound(from_bytes);

    if (same && bh_plan_is_sound(from_text)) {
        same = bh_plan_model(from_text)->hash == bh_plan_model(from_bytes)->hash &&
               strcmp(bh_plan_model(from_text)->canonical, bh_plan_model(from_bytes)->canonical) ==
                   0;
    }
    bh_plan_free(plain);
    bh_plan_free(from_text);
    bh_plan_free(from_bytes);
    free(bytes);
    return same;
}

static void
test_plans(void)
{
    static const char *const files[] = {"plans/gaza-2024/plan.yaml", "plans/haiti-2023/plan.yaml",
                                        "tests/reference/everything.yaml"};
    static const char *const sets[] = {"plan.horizon=900 days", "forces.nobody.target=3",
                                       "plan.seed=x"};

    for (size_t i = 0; i < 3; i++) {
        char path[1000];
        size_t n;

        snprintf(path, sizeof path, "%s/%s", BH_SOURCE_DIR, files[i]);
        char *text = slurp(path, &n);
        bh_expect(reads_alike(text, n, NULL, 0), "%s reads alike from bytes", files[i]);
        for (size_t s = 0; s < 3; s++) {
            bh_expect(reads_alike(text, n, &sets[s], 1), "%s with %s reads alike", files[i],
                      sets[s]);
        }
        /* break the plan, line by line: half of a line is gone */
        bool same = true;
        for (size_t at = 0; at + 40 < n; at += 397) {
            struct bh_plan *plan = NULL;
            char *broken = malloc(n);

            memcpy(broken, text, at);
            memcpy(broken + at, text + at + 9, n - at - 9);
            if (bh_plan_read_text("p", broken, n - 9, NULL, 0, false, &plan, NULL) == BH_OK) {
                void *bytes = NULL;
                size_t n_bytes;

                same = bh_plan_tree(plan, &bytes, &n_bytes, NULL) == BH_OK && same;
                same = (n_bytes == 4 || reads_alike(broken, n - 9, NULL, 0)) && same;
                free(bytes);
            }
            bh_plan_free(plan);
            free(broken);
        }
        bh_expect(same, "%s with nine bytes gone, anywhere, reads alike", files[i]);
        free(text);
    }
}

/** Whether a setting, read without YAML where that can be, is what libyaml makes of it. */
static bool
is_as_libyaml(const char *text)
{
    struct bh_document yaml = {0}, ours = {0};
    struct bh_place where = {0}, place = {0};
    enum bh_status theirs = bh_read_yaml(text, strlen(text), &yaml, &where);
    const enum bh_status st = bh_document_parse(text, strlen(text), &ours, &place);
    struct bh_text a = {0}, b = {0};

    if (theirs == BH_OK && bh_document_check(&yaml, &where) != BH_OK) {
        theirs = BH_EINPUT;
    }
    bh_tree_write(&yaml, &a);
    bh_tree_write(&ours, &b);
    const bool same_tree = a.n == b.n && memcmp(a.data, b.data, a.n) == 0;
    const bool same_words = strcmp(where.text, place.text) == 0 && where.line == place.line &&
                            where.column == place.column;
    const bool same = st == theirs && (st == BH_OK ? same_tree : same_words);
    if (!same) {
        printf("# differs: '%s'\n", text);
    }
    bh_text_fini(&a);
    bh_text_fini(&b);
    bh_document_fini(&yaml);
    bh_document_fini(&ours);
    return same;
}

static void
test_plain_settings(void)
{
    static const char *const values[] = {
        "5", "-5", "12 %", "2025-03-01", "never", "yes", "1.5 million USD", "  7 days  ", "a b, c",
        "x [y] {z}", "a & b * c", "180 days", "1e6", "0x10", "a-b", "5 persons", "- 5", "-x",
        "a: b", "a:b", "a #b", "a#b", "'5'", "\"5\"", "[1, 2]", "{a: b}", "~", "", " ", "&a b",
        "!x y", "{value: 3, range: [1, 9]}",
        "{value: 14 days, range: [7 days, 1 year], dist: pert}", "[1, 2, 3 %]", "[]", "{}",
        "[ 1 , 2 ]", "[1,2]", "{a:1}", "{a: 1,b: 2}", "{a: 1, a: 2}", "{a: }",
        "{a: b c, d: [e, {f: g}]}", "{a: [1, 2}", "[1, 2] x", "[1, 2]  ", "  {a: b}",
        "{a: -5, b: - 5}", "{a: 'b'}", "[a: b]", "{a: b: c}", "[[[[[[[[[[1]]]]]]]]]]", "{a, b}",
        "[1, ]", "{a b: c}", "[a #b]", "{a: 2024-01-01}", "[1\n, 2]", "{a: b", "[", "{", "]",
        "{a : b}", "{[a]: b}", "{{a: b}: c}", "[1, , 2]", "| a", "> b", "%a", "@a", "`a`", "? a",
        "--- a", "a\tb", "a\nb", "a\n", ".5", "+5", "é",
    };

    const size_t n = sizeof values / sizeof values[0];
    size_t n_same = 0;

    for (size_t i = 0; i < n; i++) {
        n_same += is_as_libyaml(values[i]);
    }
    bh_expect(n_same == n, "a setting is what libyaml makes of it, plain or not");
}

/** Strings of the signs that matter, at random: those that are read without YAML. */
static void
test_random_settings(void)
{
    static const char signs[] = "aab1  --{{}}[[]],,,::.%#'";
    size_t n_plain = 0, n_same = 0;

    srand(1);
    for (int round = 0; round < 60000; round++) {
        char text[24] = "";
        struct bh_document document = {0};
        enum bh_status st;
        const size_t n = 1 + (size_t) rand() % 16;

        for (size_t i = 0; i < n; i++) {
            text[i] = signs[(size_t) rand() % (sizeof signs - 1)];
            if ((text[i] == ',' || text[i] == ':') && rand() % 4 != 0 && i + 1 < n) {
                text[++i] = ' ';
            }
        }
        if (bh_read_plain(text, strlen(text), &document, &st)) {
            n_plain++;
            n_same += is_as_libyaml(text);
        }
        bh_document_fini(&document);
    }
    bh_expect(n_plain > 2000 && n_same == n_plain,
              "%zu random settings read without YAML are what libyaml makes of them", n_plain);
}

static void
test_damage(void)
{
    static const char text[] = "plan: {id: x, list: [a, 'b', [c]], more: {d: e}}\nsources: {}\n";
    struct bh_document document;
    struct bh_place place;
    struct bh_text bytes = {0};
    size_t n_refused = 0, n_cut = 0, n_other = 0;

    if (bh_document_parse(text, strlen(text), &document, &place) != BH_OK) {
        bh_expect(false, "the text is YAML");
        return;
    }
    bh_tree_write(&document, &bytes);
    bh_document_fini(&document);
    for (size_t n = 0; n < bytes.n; n++) {
        n_cut += bh_tree_read(bytes.data, n, &document) == BH_EFORMAT;
    }
    bh_expect(n_cut == bytes.n, "bytes cut anywhere are refused");
    for (uint32_t i = 0; i < 50000; i++) {
        const size_t at = i % bytes.n;
        const char kept = bytes.data[at];

        bytes.data[at] = (char) (i * 2654435761u >> 13);
        const enum bh_status st = bh_tree_read(bytes.data, bytes.n, &document);
        n_refused += st == BH_EFORMAT;
        n_other += st != BH_EFORMAT && st != BH_OK;
        bh_document_fini(&document);
        bytes.data[at] = kept;
    }
    bh_expect(n_other == 0, "a changed byte is refused or leaves a tree");
    bh_expect(n_refused > 5000, "many changed bytes are noticed");
    bh_text_fini(&bytes);
}

int
main(void)
{
    test_plans();
    test_plain_settings();
    test_random_settings();
    test_damage();
    return bh_finish();
}
