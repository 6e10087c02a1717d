/** @file read_geometry.c  GeoJSON (RFC 7946) to the boundaries of areas.
 *
 *  A file of administrative boundaries has a feature for each unit, and among its properties the
 *  code of the unit. Areas name theirs as pcode. Files call the property by different names; the
 *  plan may say which, else the one of the usual names is taken that holds most of the plan's
 *  codes. Features of one code are one shape; features of other codes are passed over. Every
 *  boundary that is used is checked, then thinned for a picture. */
#include "plan/geometry.h"

#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/rings.h"
#include "plan/reader.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PIXELS 900       /* width of the picture that boundaries are thinned for */
#define MOST_DRAWN 8000  /* points of all boundaries; thinned further until they are fewer */
#define COARSER 2        /* how much larger the smallest triangle is made then */

static const char *const usual_keys[] = {"ADM2_PCODE", "adm2_pcode", "ADM1_PCODE", "adm1_pcode",
                                         "ADM3_PCODE", "adm3_pcode", "ADM4_PCODE", "adm4_pcode",
                                         "PCODE",      "pcode",      "shapeISO",   "shapeID",
                                         "iso_3166_2", "id"};
#define N_USUAL (sizeof usual_keys / sizeof usual_keys[0])

/** A ring as it was read, and whose it is. */
struct drawn {
    size_t area;
    size_t polygon; /* number over the whole file; the first ring of a polygon is its exterior */
};

/** The file while it is read. */
struct reading {
    struct bh_reader *reader;
    struct bh_node node; /* of the plan that names the file; none when a setting does */
    const char *path;    /* of the file */
    const char *wanted;  /* property with the pcodes, by the plan; or NULL */
    const char *key;     /* the one that is used */
    struct bh_arena scratch;
    struct bh_ring *rings; /* [n] */
    struct drawn *drawn;   /* [n] */
    size_t n, room, n_points, n_polygons, n_unused;
    bool failed; /* a problem was noted, or memory ran out */
};

static void
refuse(struct reading *r, size_t feature, const char *what)
{
    bh_reader_error(r->reader, r->node, "geometry: %s: feature %zu: %s", r->path, feature + 1,
                    what);
    r->failed = true;
}

/* ---- coordinates ---------------------------------------------------------------------------- */

static bool
read_position(const json_t *position, double *xy)
{
    for (size_t i = 0; i < 2; i++) {
        const json_t *number = json_array_get(position, i);

        if (!json_is_number(number)) {
            return false;
        }
        xy[i] = json_number_value(number);
    }
    return fabs(xy[0]) <= 180 && fabs(xy[1]) <= 90;
}

static bool
add_room(struct reading *r)
{
    if (r->n < r->room) {
        return true;
    }
    const size_t room = 2 * r->room + 64;
    struct bh_ring *rings = realloc(r->rings, room * sizeof *rings);
    if (rings != NULL) {
        r->rings = rings;
    }
    struct drawn *drawn = realloc(r->drawn, room * sizeof *drawn);
    if (drawn != NULL) {
        r->drawn = drawn;
    }
    if (rings == NULL || drawn == NULL) {
        r->reader->out_of_memory = true;
        r->failed = true;
        return false;
    }
    r->room = room;
    return true;
}

static void
read_ring(struct reading *r, const json_t *ring, size_t feature, size_t area)
{
    const size_t n = json_array_size(ring);

    if (n < 4) {
        refuse(r, feature, "a ring must be a list of at least 4 positions");
        return;
    }
    r->n_points += n;
    if (r->n_points > BH_GEOMETRY_POINTS) {
        refuse(r, feature, "more than 2 000 000 points; use a simplified file");
        return;
    }
    double *xy = bh_arena_alloc(&r->scratch, 2 * n * sizeof *xy);
    if (xy == NULL || !add_room(r)) {
        r->reader->out_of_memory = true;
        r->failed = true;
        return;
    }
    for (size_t i = 0; i < n; i++) {
        if (!read_position(json_array_get(ring, i), xy + 2 * i)) {
            refuse(r, feature,
                   "a position must be [longitude, latitude] in degrees, -180 to 180 and -90 to "
                   "90 (WGS 84)");
            return;
        }
    }
    const double *end = xy + 2 * (n - 1);
    if (xy[0] != end[0] || xy[1] != end[1]) { /* -0 is 0 */
        refuse(r, feature, "a ring must end where it begins");
        return;
    }
    r->drawn[r->n] = (struct drawn){area, r->n_polygons};
    r->rings[r->n++] = (struct bh_ring){xy, n - 1};
}

static void
read_polygon(struct reading *r, const json_t *polygon, size_t feature, size_t area)
{
    if (json_array_size(polygon) == 0) {
        refuse(r, feature, "a polygon must be a list of rings");
    }
    for (size_t i = 0; i < json_array_size(polygon) && !r->failed; i++) {
        read_ring(r, json_array_get(polygon, i), feature, area);
    }
    r->n_polygons++;
}

static void
read_shape(struct reading *r, const json_t *feature, size_t number, size_t area)
{
    const json_t *shape = json_object_get(feature, "geometry");
    const char *type = json_string_value(json_object_get(shape, "type"));
    const json_t *coordinates = json_object_get(shape, "coordinates");

    if (type != NULL && strcmp(type, "Polygon") == 0) {
        read_polygon(r, coordinates, number, area);
    } else if (type != NULL && strcmp(type, "MultiPolygon") == 0 &&
               json_array_size(coordinates) > 0) {
        for (size_t i = 0; i < json_array_size(coordinates) && !r->failed; i++) {
            read_polygon(r, json_array_get(coordinates, i), number, area);
        }
    } else {
        refuse(r, number, "its geometry must be a Polygon or a MultiPolygon");
    }
}

/* ---- features ------------------------------------------------------------------------------- */

static const char *
code_of(const json_t *feature, const char *key)
{
    return json_string_value(json_object_get(json_object_get(feature, "properties"), key));
}

/** The area whose code this is; BH_NONE when there is none. */
static size_t
area_of(const struct bh_model *model, const char *code)
{
    for (size_t a = 0; code != NULL && a < model->counts.n_areas; a++) {
        const char *pcode = model->areas[a].pcode;

        if (pcode != NULL && strcmp(pcode, code) == 0) {
            return a;
        }
    }
    return BH_NONE;
}

static size_t
count_codes(const struct reading *r, const json_t *features, const char *key)
{
    size_t n = 0;

    for (size_t i = 0; i < json_array_size(features); i++) {
        n += area_of(r->reader->model, code_of(json_array_get(features, i), key)) != BH_NONE;
    }
    return n;
}

/** The property that holds codes: the plan's word, else the usual name with most of them. */
static const char *
choose_key(const struct reading *r, const json_t *features)
{
    const char *best = NULL;
    size_t most = 0;

    if (r->wanted != NULL) {
        return count_codes(r, features, r->wanted) > 0 ? r->wanted : NULL;
    }
    for (size_t i = 0; i < N_USUAL; i++) {
        const size_t n = count_codes(r, features, usual_keys[i]);

        best = n > most ? usual_keys[i] : best;
        most = n > most ? n : most;
    }
    return best;
}

/** No feature has a code of the plan: says what the first one has. */
static void
refuse_codes(struct reading *r, const json_t *features)
{
    json_t *properties = json_object_get(json_array_get(features, 0), "properties");
    struct bh_text names = {0};
    const char *name;
    json_t *value;

    json_object_foreach(properties, name, value) {
        bh_text_printf(&names, "%s%.40s", names.n > 0 ? ", " : "", name);
    }
    bh_reader_error(r->reader, r->node,
                    "geometry: %s: no feature has the pcode of an area in its property %s; the "
                    "properties are %.200s (say which: geometry: {file: .., key: ..})",
                    r->path, r->wanted == NULL ? "ADM2_PCODE or another usual name" : r->wanted,
                    names.n > 0 ? bh_text_string(&names) : "none");
    bh_text_fini(&names);
    r->failed = true;
}

static void
read_features(struct reading *r, const json_t *root)
{
    const char *type = json_string_value(json_object_get(root, "type"));
    const json_t *features = json_object_get(root, "features");
    const size_t n = json_array_size(features);

    if (type == NULL || strcmp(type, "FeatureCollection") != 0 || !json_is_array(features)) {
        bh_reader_error(r->reader, r->node,
                        "geometry: %s: must be a GeoJSON FeatureCollection with a list of features",
                        r->path);
        r->failed = true;
    } else if (n > BH_GEOMETRY_FEATURES) {
        bh_reader_error(r->reader, r->node, "geometry: %s: has %zu features, at most %d are read",
                        r->path, n, BH_GEOMETRY_FEATURES);
        r->failed = true;
    } else if ((r->key = choose_key(r, features)) == NULL) {
        refuse_codes(r, features);
    }
    for (size_t i = 0; i < n && !r->failed; i++) {
        const json_t *feature = json_array_get(features, i);
        const size_t area = area_of(r->reader->model, code_of(feature, r->key));

        if (area == BH_NONE) {
            r->n_unused++;
        } else {
            read_shape(r, feature, i, area);
        }
    }
}

/* ---- what is kept --------------------------------------------------------------------------- */

/** Thins all rings until they are few enough. */
static bool
thin(struct reading *r, struct bh_ring *thinned)
{
    struct bh_ring_grid grid = bh_rings_grid(r->rings, r->n, PIXELS);
    size_t n_points;

    do {
        n_points = 0;
        if (bh_rings_thin(r->rings, r->n, &grid, &r->scratch, thinned, NULL) != BH_OK) {
            r->reader->out_of_memory = true;
            return false;
        }
        for (size_t i = 0; i < r->n; i++) {
            n_points += thinned[i].n;
        }
        grid.least_area *= COARSER;
    } while (n_points > MOST_DRAWN && grid.least_area < 1);
    return true;
}

/** An area too small for the picture keeps its largest ring as it was. */
static void
keep_small(const struct reading *r, size_t area, struct bh_ring *thinned)
{
    size_t largest = r->n;

    for (size_t i = 0; i < r->n; i++) {
        if (r->drawn[i].area == area && thinned[i].n > 0) {
            return;
        }
        if (r->drawn[i].area == area &&
            (largest == r->n ||
             fabs(bh_ring_area(&r->rings[i])) > fabs(bh_ring_area(&r->rings[largest])))) {
            largest = i;
        }
    }
    if (largest < r->n) {
        thinned[largest] = r->rings[largest];
    }
}

/** Writes one ring, closed, turning to the left or to the right. */
static void
write_ring(struct bh_json *json, const struct bh_ring *ring, bool turns_left)
{
    const bool as_is = (bh_ring_area(ring) > 0) == turns_left;

    bh_json_array(json, NULL);
    for (size_t i = 0; i <= ring->n; i++) {
        const double *xy = ring->xy + 2 * (as_is ? i % ring->n : (ring->n - i) % ring->n);

        bh_json_array(json, NULL);
        bh_json_number(json, NULL, xy[0]);
        bh_json_number(json, NULL, xy[1]);
        bh_json_end_array(json);
    }
    bh_json_end_array(json);
}

/** The coordinates of an area's MultiPolygon; NULL when it has none. */
static const char *
write_area(struct reading *r, size_t area, const struct bh_ring *thinned)
{
    struct bh_text text = {0};
    struct bh_json json = bh_json_make_dense(&text);
    size_t n = 0;

    bh_json_array(&json, NULL);
    for (size_t i = 0; i < r->n; i++) {
        const bool is_exterior = i == 0 || r->drawn[i - 1].polygon != r->drawn[i].polygon;

        if (r->drawn[i].area != area || !is_exterior || thinned[i].n == 0) {
            continue;
        }
        n++;
        bh_json_array(&json, NULL);
        write_ring(&json, &thinned[i], true);
        for (size_t k = i + 1; k < r->n && r->drawn[k].polygon == r->drawn[i].polygon; k++) {
            if (thinned[k].n > 0) {
                write_ring(&json, &thinned[k], false);
            }
        }
        bh_json_end_array(&json);
    }
    bh_json_end_array(&json);
    const char *copy =
        n == 0 ? NULL : bh_arena_strdup(&r->reader->plan->arena, bh_text_string(&text));
    r->reader->out_of_memory = r->reader->out_of_memory || text.failed || (n > 0 && copy == NULL);
    bh_text_fini(&text);
    return copy;
}

/** Says which areas have no boundary, and how many features no area. */
static void
tell_rest(struct reading *r, const struct bh_geometry *geometry)
{
    const struct bh_model *model = r->reader->model;
    struct bh_text without = {0};
    size_t next = 0;

    for (size_t a = 0; a < model->counts.n_areas; a++) {
        const struct bh_area *area = &model->areas[a];

        if (next < geometry->n_shapes && geometry->shapes[next].area == area->id) {
            next++;
        } else {
            bh_text_printf(&without, "%s%.60s (%s%.40s)", without.n > 0 ? ", " : "", area->id,
                           area->pcode == NULL ? "no pcode" : "",
                           area->pcode == NULL ? "" : area->pcode);
        }
    }
    if (without.n > 0) {
        bh_reader_warning(r->reader, r->node, "geometry: %s has no feature of %.200s", r->path,
                          bh_text_string(&without));
    }
    if (r->n_unused > 0) {
        bh_reader_warning(r->reader, r->node, "geometry: %s: %zu of its features belong to no area",
                          r->path, r->n_unused);
    }
    bh_text_fini(&without);
}

static void
keep(struct reading *r, const char *file)
{
    struct bh_model *model = r->reader->model;
    struct bh_ring *thinned = bh_arena_alloc(&r->scratch, (r->n + 1) * sizeof *thinned);
    struct bh_geometry *geometry = bh_reader_alloc(r->reader, 1, sizeof *geometry);
    struct bh_boundary *shapes = bh_reader_alloc(r->reader, model->counts.n_areas, sizeof *shapes);
    size_t n = 0;

    if (thinned == NULL || !thin(r, thinned)) {
        r->reader->out_of_memory = true;
        return;
    }
    for (size_t a = 0; a < model->counts.n_areas; a++) {
        keep_small(r, a, thinned);
        shapes[n] = (struct bh_boundary){model->areas[a].id, write_area(r, a, thinned)};
        n += shapes[n].coordinates != NULL;
    }
    *geometry = (struct bh_geometry){.file = bh_arena_strdup(&r->reader->plan->arena, file),
                                     .key = bh_arena_strdup(&r->reader->plan->arena, r->key),
                                     .shapes = shapes,
                                     .n_shapes = n,
                                     .n_unused = r->n_unused};
    model->geometry = geometry;
    tell_rest(r, geometry);
}

/* ---- the file ------------------------------------------------------------------------------- */

/** Where the plan, its `set` or a setting from outside names the file; the last of them wins. */
static struct bh_node
find_node(struct reading *r)
{
    const struct bh_reader *reader = r->reader;
    const struct bh_node own = bh_node_at(bh_node_at(reader->root, "set"), "geometry");
    struct bh_node node = bh_node_exists(own) ? own : bh_node_at(reader->root, "geometry");

    r->node = node;
    for (size_t i = 0; i < reader->plan->n_settings; i++) {
        if (strcmp(reader->plan->settings[i].path, "geometry") == 0) {
            node = bh_document_root(&reader->plan->settings[i].document);
            r->node = (struct bh_node){NULL, NULL}; /* no place in the plan */
        }
    }
    return node;
}

/** File and key of a node: a name, or {file, key}. @return the file; NULL, noted. */
static const char *
file_of(struct reading *r, struct bh_node node)
{
    const char *file = bh_node_text(node);

    for (size_t i = 0; bh_node_is_map(node) && i < bh_node_count(node); i++) {
        const char *name = bh_node_text(bh_node_key(node, i));
        const char *text = bh_node_text(bh_node_value(node, i));

        if (strcmp(name, "file") == 0) {
            file = text;
        } else if (strcmp(name, "key") == 0 && text != NULL) {
            r->wanted = text;
        } else {
            file = NULL;
            break;
        }
    }
    if (file == NULL || file[0] == '\0') {
        bh_reader_error(r->reader, r->node,
                        "geometry must be the name of a GeoJSON file, or {file: .., key: ..}");
        return NULL;
    }
    return file;
}

static void
read_file(struct reading *r, const char *file)
{
    struct bh_err err;
    json_error_t where;
    char *text = NULL;
    size_t n = 0;

    if (bh_file_read(r->path, BH_GEOMETRY_BYTES, &text, &n, &err) != BH_OK) {
        bh_reader_error(r->reader, r->node, "geometry: %s", err.text);
        return;
    }
    json_t *root = json_loadb(text, n, 0, &where);
    free(text);
    if (root == NULL) {
        bh_reader_error(r->reader, r->node, "geometry: %s:%d:%d: this is not JSON: %s", r->path,
                        where.line, where.column, where.text);
        return;
    }
    read_features(r, root);
    if (!r->failed) {
        keep(r, file);
    }
    json_decref(root);
}

void
bh_read_geometry(struct bh_reader *reader)
{
    struct reading r = {.reader = reader};
    const struct bh_node node = find_node(&r);
    const char *file = NULL;

    if (!bh_node_exists(node) || (file = file_of(&r, node)) == NULL || reader->folder == NULL) {
        return;
    }
    bh_arena_init(&r.scratch);
    r.path = file[0] == '/' ? file
                            : bh_arena_printf(&r.scratch, "%s/%s", reader->folder, file);
    if (r.path == NULL) {
        reader->out_of_memory = true;
    } else {
        read_file(&r, file);
    }
    bh_arena_fini(&r.scratch);
    free(r.rings);
    free(r.drawn);
}
