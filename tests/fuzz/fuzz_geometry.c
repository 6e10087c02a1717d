/** @file fuzz_geometry.c  Boundaries in GeoJSON, beside a plan of two areas. Whatever is in the
 *  file, the plan is read or its problems are told; a plan that is sound has boundaries of its own
 *  areas alone. */
#include "fuzz.h"

#include "plan/compile.h"

#include <bluehelm/plan.h>
#include <unistd.h>

static const char *const sets[] = {"geometry=areas.geojson", "areas.north.pcode=N1",
                                   "areas.south.pcode=S1"};

/** A folder of its own, with a plan in it. */
int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    char folder[] = "/tmp/fuzz_geometry_XXXXXX";
    char *text = NULL;

    (void) argc;
    (void) argv;
    bh_hold(mkdtemp(folder) != NULL && chdir(folder) == 0);
    bh_hold(bh_plan_template("p", &text, NULL) == BH_OK);
    FILE *file = fopen("plan.yaml", "w");
    bh_hold(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0);
    free(text);
    return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct bh_plan *plan = NULL;
    FILE *file = fopen("areas.geojson", "wb");

    bh_hold(file != NULL && (n == 0 || fwrite(data, n, 1, file) == 1) && fclose(file) == 0);
    if (bh_plan_read("plan.yaml", sets, sizeof sets / sizeof sets[0], false, &plan, NULL) ==
            BH_OK &&
        bh_plan_is_sound(plan)) {
        const struct bh_model *model = bh_plan_model(plan);

        bh_hold(model->geometry != NULL && model->geometry->n_shapes <= model->counts.n_areas);
        for (size_t i = 0; i < model->geometry->n_shapes; i++) {
            bh_hold(model->geometry->shapes[i].coordinates[0] == '[');
        }
    }
    bh_plan_free(plan);
    return 0;
}
