/** @file fuzz_geometry.c  Boundaries in GeoJSON, beside a plan of three areas, one without a code.
 *  Whatever is in the file, the plan is read or its problems are told; a plan that is sound has
 *  boundaries of its own areas alone. */
#include "fuzz.h"

#include "plan/compile.h"

#include <bluehelm/plan.h>
#include <unistd.h>

static const char small[] =
    "plan: {schema: 1, id: land, title: Land, start: 2025-01-01, horizon: 6 months}\n"
    "areas:\n"
    "  north: {pcode: N1, residents: 100000}\n"
    "  south: {pcode: S1, residents: 100000}\n"
    "  west: {residents: 100000}\n"
    "hostilities: {ends: 2025-02-01}\n"
    "options: {nothing: {title: Nothing}}\n"
    "measures: {calm: {of: incidents_per_100k, take: mean, goal: '<= 12', required: true}}\n"
    "geometry: areas.geojson\n";

/* two areas side by side: proof that the reader gets as far as drawing them */
static const char sound[] =
    "{\"type\": \"FeatureCollection\", \"features\": ["
    "{\"properties\": {\"pcode\": \"N1\"}, \"geometry\": {\"type\": \"Polygon\", "
    "\"coordinates\": [[[0,1],[1,1],[1,2],[0,2],[0,1]]]}},"
    "{\"properties\": {\"pcode\": \"S1\"}, \"geometry\": {\"type\": \"Polygon\", "
    "\"coordinates\": [[[0,0],[1,0],[1,1],[0,1],[0,0]]]}}]}";

static void
put_file(const char *name, const void *bytes, size_t n)
{
    FILE *file = fopen(name, "wb");

    bh_hold(file != NULL && (n == 0 || fwrite(bytes, n, 1, file) == 1) && fclose(file) == 0);
}

/** Reads the plan. @return boundaries it has; 0 when it is not sound. */
static size_t
read_plan(void)
{
    struct bh_plan *plan = NULL;
    size_t n = 0;

    if (bh_plan_read("plan.yaml", NULL, 0, false, &plan, NULL) == BH_OK && bh_plan_is_sound(plan)) {
        const struct bh_model *model = bh_plan_model(plan);

        bh_hold(model->geometry != NULL && model->geometry->n_shapes <= 2);
        n = model->geometry->n_shapes;
        for (size_t i = 0; i < n; i++) {
            bh_hold(strcmp(model->geometry->shapes[i].area, "west") != 0);
            bh_hold(model->geometry->shapes[i].coordinates[0] == '[');
        }
    }
    bh_plan_free(plan);
    return n;
}

/** A folder of its own, with a plan in it. */
int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    char folder[] = "/dev/shm/fuzz_geometry_XXXXXX";

    (void) argc;
    (void) argv;
    bh_hold(mkdtemp(folder) != NULL && chdir(folder) == 0);
    put_file("plan.yaml", small, strlen(small));
    put_file("areas.geojson", sound, strlen(sound));
    bh_hold(read_plan() == 2);
    return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    put_file("areas.geojson", data, n);
    read_plan();
    return 0;
}
