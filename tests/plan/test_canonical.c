/** The canonical form. Oracle: it is a fixed point; reading it gives the same canonical text. */
#include "harness.h"

#include <bluehelm/plan.h>
#include <stdlib.h>

static char *
canonical(const char *path, const char *text)
{
    struct bh_plan *plan = NULL;
    struct bh_err err = {BH_OK, ""};
    char *out = NULL;
    const enum bh_status st =
        text == NULL ? bh_plan_read(path, NULL, 0, false, &plan, &err)
                     : bh_plan_read_text(path, text, strlen(text), NULL, 0, false, &plan, &err);

    if (st == BH_OK && bh_plan_is_sound(plan)) {
        if (bh_plan_show(plan, false, &out, &err) != BH_OK) {
            out = NULL;
        }
    }
    bh_plan_free(plan);
    return out;
}

static void
test_fixed_point(const char *path, const char *text)
{
    char *once = canonical(path, text);
    char *twice = once == NULL ? NULL : canonical("canonical.yaml", once);

    if (bh_expect(once != NULL && twice != NULL, "%s: canonical form reads back", path)) {
        bh_expect(strcmp(once, twice) == 0, "%s: canonical form is a fixed point", path);
    }
    free(once);
    free(twice);
}

int
main(void)
{
    char *text = NULL;

    test_fixed_point(BH_SOURCE_DIR "/plans/gaza-2024", NULL);
    test_fixed_point(BH_SOURCE_DIR "/plans/haiti-2023", NULL);
    if (bh_plan_template("test", &text, NULL) == BH_OK) {
        test_fixed_point("template.yaml", text);
    }
    free(text);
    return bh_finish();
}
