/** @file rings.c  Grid, arcs between junctions, and which points of an arc stay. */
#include "base/rings.h"

#include "base/err.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define NOBODY UINT32_MAX
#define MOST_DECIMALS 6 /* a tenth of a metre */
#define DEGREES (3.14159265358979323846 / 180)

/* ---- the grid ------------------------------------------------------------------------------- */

struct bh_ring_grid
bh_rings_grid(const struct bh_ring *rings, size_t n, double pixels)
{
    double low[2] = {(double) INFINITY, (double) INFINITY};
    double high[2] = {-(double) INFINITY, -(double) INFINITY};

    for (size_t r = 0; r < n; r++) {
        for (size_t i = 0; i < 2 * rings[r].n; i++) {
            low[i % 2] = fmin(low[i % 2], rings[r].xy[i]);
            high[i % 2] = fmax(high[i % 2], rings[r].xy[i]);
        }
    }
    const double extent = fmax(fmax(high[0] - low[0], high[1] - low[1]), 1e-9);
    const double pixel = extent / pixels;
    const int decimals = (int) ceil(-log10(pixel / 10));
    return (struct bh_ring_grid){
        decimals < 0 ? 0 : decimals > MOST_DECIMALS ? MOST_DECIMALS : decimals, pixel * pixel};
}

/** A place on the grid. */
struct place {
    int32_t x, y;
};

/** Everything about the rings while they are thinned. Points are numbered by place. */
struct work {
    const struct bh_ring_grid *grid;
    struct place *places; /* [n_places] sorted, each once */
    size_t n_places;
    double scale, shrink;   /* grid steps in a degree; of longitude beside latitude */
    uint32_t *ids;          /* [sum of n] places of the rings' points, repeats taken out */
    size_t *first, *length; /* [n] of each ring in `ids` */
    uint32_t (*beside)[2];  /* [n_places] the two neighbours, smaller first */
    bool *is_junction;      /* [n_places] */
};

static int
by_place(const void *a, const void *b)
{
    const struct place *p = a, *q = b;

    if (p->x != q->x) {
        return p->x < q->x ? -1 : 1;
    }
    return (p->y > q->y) - (p->y < q->y);
}

static struct place
place_of(const struct work *w, const double *xy)
{
    return (struct place){(int32_t) lround(xy[0] * w->scale), (int32_t) lround(xy[1] * w->scale)};
}

/** All places of all rings, sorted, each once. */
static void
number_places(struct work *w, const struct bh_ring *rings, size_t n)
{
    size_t all = 0;

    for (size_t r = 0; r < n; r++) {
        for (size_t i = 0; i < rings[r].n; i++) {
            w->places[all++] = place_of(w, rings[r].xy + 2 * i);
        }
    }
    qsort(w->places, all, sizeof *w->places, by_place);
    for (size_t i = 0; i < all; i++) {
        if (w->n_places == 0 || by_place(&w->places[w->n_places - 1], &w->places[i]) != 0) {
            w->places[w->n_places++] = w->places[i];
        }
    }
}

/** A ring as numbers of places, without points that fall together with the one before. */
static void
number_ring(struct work *w, const struct bh_ring *ring, size_t number)
{
    uint32_t *ids = w->ids + w->first[number];
    size_t n = 0;

    for (size_t i = 0; i < ring->n; i++) {
        const struct place place = place_of(w, ring->xy + 2 * i);
        const struct place *found =
            bsearch(&place, w->places, w->n_places, sizeof *w->places, by_place);
        const uint32_t id = (uint32_t) (found - w->places);

        if (n == 0 || ids[n - 1] != id) {
            ids[n++] = id;
        }
    }
    while (n > 1 && ids[n - 1] == ids[0]) {
        n--;
    }
    w->length[number] = n < 3 ? 0 : n;
}

/** A point is a junction when two rings (or one, twice) pass through it with other neighbours. */
static void
find_junctions(struct work *w, size_t n)
{
    memset(w->beside, 0xff, w->n_places * sizeof *w->beside);
    for (size_t r = 0; r < n; r++) {
        const uint32_t *ids = w->ids + w->first[r];
        const size_t length = w->length[r];

        for (size_t i = 0; i < length; i++) {
            const uint32_t before = ids[(i + length - 1) % length], after = ids[(i + 1) % length];
            const uint32_t least = before < after ? before : after;
            const uint32_t most = before < after ? after : before;
            uint32_t *beside = w->beside[ids[i]];

            if (beside[0] == NOBODY) {
                beside[0] = least;
                beside[1] = most;
            } else if (beside[0] != least || beside[1] != most) {
                w->is_junction[ids[i]] = true;
            }
        }
    }
}

/* ---- thinning an arc ------------------------------------------------------------------------ */

/** A line of points being thinned; the first and the last stay. */
struct line {
    const uint32_t *ids; /* [n] */
    size_t n, n_left;
    size_t *before, *after; /* [n] those still there */
    double *area;           /* [n] of the triangle with them */
    size_t *heap, *spot;    /* [n] points by area, and where each stands in the heap */
    size_t n_heap;
};

static bool
comes_first(const struct line *line, size_t a, size_t b)
{
    return line->area[a] < line->area[b] || (!(line->area[b] < line->area[a]) && a < b);
}

static void
swap(struct line *line, size_t i, size_t j)
{
    const size_t a = line->heap[i], b = line->heap[j];

    line->heap[i] = b;
    line->heap[j] = a;
    line->spot[a] = j;
    line->spot[b] = i;
}

/** Moves the point at heap place `i` to where its area belongs. */
static void
settle(struct line *line, size_t i)
{
    while (i > 0 && comes_first(line, line->heap[i], line->heap[(i - 1) / 2])) {
        swap(line, i, (i - 1) / 2);
        i = (i - 1) / 2;
    }
    for (;;) {
        size_t least = i;

        for (size_t child = 2 * i + 1; child <= 2 * i + 2 && child < line->n_heap; child++) {
            least = comes_first(line, line->heap[child], line->heap[least]) ? child : least;
        }
        if (least == i) {
            return;
        }
        swap(line, i, least);
        i = least;
    }
}

/** Area of a point's triangle in square degrees at the equator. */
static double
triangle(const struct work *w, const struct line *line, size_t i)
{
    const struct place a = w->places[line->ids[line->before[i]]], b = w->places[line->ids[i]],
                       c = w->places[line->ids[line->after[i]]];
    const double cross = ((double) b.x - a.x) * ((double) c.y - a.y) -
                         ((double) c.x - a.x) * ((double) b.y - a.y);

    return fabs(cross) / 2 * w->shrink / (w->scale * w->scale);
}

static void
weigh(const struct work *w, struct line *line, size_t i)
{
    if (i > 0 && i + 1 < line->n) {
        line->area[i] = triangle(w, line, i);
        settle(line, line->spot[i]);
    }
}

/** Takes out points while the smallest triangle is below the least area and more than `fewest` are
 *  left. What is left hangs together by `after`. */
static void
thin(const struct work *w, struct line *line, size_t fewest)
{
    for (size_t i = 0; i < line->n; i++) {
        line->before[i] = i - 1; /* of the first: never read */
        line->after[i] = i + 1;
    }
    line->n_heap = 0;
    for (size_t i = 1; i + 1 < line->n; i++) {
        line->area[i] = triangle(w, line, i);
        line->heap[line->n_heap] = i;
        line->spot[i] = line->n_heap++;
        settle(line, line->spot[i]);
    }
    line->n_left = line->n;
    while (line->n_heap > 0 && line->n_left > fewest &&
           line->area[line->heap[0]] < w->grid->least_area) {
        const size_t out = line->heap[0];

        swap(line, 0, --line->n_heap);
        settle(line, 0);
        line->after[line->before[out]] = line->after[out];
        line->before[line->after[out]] = line->before[out];
        line->n_left--;
        weigh(w, line, line->before[out]);
        weigh(w, line, line->after[out]);
    }
}

/* ---- a ring as arcs ------------------------------------------------------------------------- */

/** Where a ring is cut first: at a junction, else at its smallest place. */
static size_t
first_cut(const struct work *w, const uint32_t *ids, size_t n, bool *is_cut)
{
    size_t least = 0;

    *is_cut = false;
    for (size_t i = 0; i < n; i++) {
        if (w->is_junction[ids[i]]) {
            *is_cut = true;
            return i;
        }
        least = ids[i] < ids[least] ? i : least;
    }
    return least;
}

/** Whether an arc is met in the direction that counts: from its smaller end, or, when it closes,
 *  towards the smaller second point. */
static bool
is_forward(const uint32_t *ids, size_t n)
{
    return ids[0] != ids[n - 1] ? ids[0] < ids[n - 1] : ids[1] <= ids[n - 2];
}

static void
reverse(uint32_t *ids, size_t n)
{
    for (size_t i = 0; i < n / 2; i++) {
        const uint32_t swapped = ids[i];

        ids[i] = ids[n - 1 - i];
        ids[n - 1 - i] = swapped;
    }
}

/** Thins the arc of `n` points at `arc` (room for all) in place. @return points left. */
static size_t
thin_arc(const struct work *w, struct line *line, uint32_t *arc, size_t n)
{
    const bool forward = is_forward(arc, n);
    size_t left = 0;

    if (!forward) {
        reverse(arc, n);
    }
    line->ids = arc;
    line->n = n;
    thin(w, line, arc[0] == arc[n - 1] ? 4 : 2); /* a closed arc stays a triangle */
    for (size_t i = 0; i < n; i = line->after[i]) {
        arc[left++] = arc[i];
    }
    if (!forward) {
        reverse(arc, left);
    }
    return left;
}

/** Thins ring `number`; its points go to `kept` (room for one more than it has).
 *  @return how many. */
static size_t
thin_ring(const struct work *w, struct line *line, size_t number, uint32_t *arc, uint32_t *kept)
{
    const uint32_t *ids = w->ids + w->first[number];
    const size_t n = w->length[number];
    bool is_cut;
    const size_t start = n == 0 ? 0 : first_cut(w, ids, n, &is_cut);
    size_t n_kept = 0, n_arc = 0;

    for (size_t i = 0; n > 0 && i <= n; i++) {
        const uint32_t id = ids[(start + i) % n];

        arc[n_arc++] = id;
        if (i == n || (i > 0 && w->is_junction[id])) {
            const size_t left = thin_arc(w, line, arc, n_arc);

            memcpy(kept + n_kept, arc, (left - 1) * sizeof *arc); /* the end begins the next */
            n_kept += left - 1;
            arc[0] = id;
            n_arc = 1;
        }
    }
    return n_kept < 3 ? 0 : n_kept;
}

/* ---- from end to end ------------------------------------------------------------------------ */

static bool
make_work(struct work *w, const struct bh_ring *rings, size_t n, struct bh_arena *scratch)
{
    size_t all = 0;
    double sum = 0;

    w->first = bh_arena_alloc(scratch, (n + 1) * sizeof *w->first);
    w->length = bh_arena_alloc(scratch, (n + 1) * sizeof *w->length);
    for (size_t r = 0; w->first != NULL && r < n; r++) {
        w->first[r] = all;
        all += rings[r].n;
        for (size_t i = 0; i < rings[r].n; i++) {
            sum += rings[r].xy[2 * i + 1];
        }
    }
    w->scale = pow(10, w->grid->decimals);
    w->shrink = all == 0 ? 1 : cos(sum / (double) all * DEGREES);
    w->places = bh_arena_alloc(scratch, (all + 1) * sizeof *w->places);
    w->ids = bh_arena_alloc(scratch, (all + 1) * sizeof *w->ids);
    w->beside = bh_arena_alloc(scratch, (all + 1) * sizeof *w->beside);
    w->is_junction = bh_arena_alloc(scratch, all + 1);
    if (w->first == NULL || w->length == NULL || w->places == NULL || w->ids == NULL ||
        w->beside == NULL || w->is_junction == NULL) {
        return false;
    }
    number_places(w, rings, n);
    for (size_t r = 0; r < n; r++) {
        number_ring(w, &rings[r], r);
    }
    find_junctions(w, n);
    return true;
}

static bool
make_line(struct line *line, size_t room, struct bh_arena *scratch)
{
    line->before = bh_arena_alloc(scratch, room * sizeof *line->before);
    line->after = bh_arena_alloc(scratch, room * sizeof *line->after);
    line->area = bh_arena_alloc(scratch, room * sizeof *line->area);
    line->heap = bh_arena_alloc(scratch, room * sizeof *line->heap);
    line->spot = bh_arena_alloc(scratch, room * sizeof *line->spot);
    return line->before != NULL && line->after != NULL && line->area != NULL &&
           line->heap != NULL && line->spot != NULL;
}

/** Points of a thinned ring in degrees. */
static bool
place_ring(const struct work *w, const uint32_t *kept, size_t n, struct bh_arena *arena,
           struct bh_ring *out)
{
    double *xy = bh_arena_alloc(arena, (2 * n + 1) * sizeof *xy);

    for (size_t i = 0; xy != NULL && i < n; i++) {
        xy[2 * i] = w->places[kept[i]].x / w->scale;
        xy[2 * i + 1] = w->places[kept[i]].y / w->scale;
    }
    *out = (struct bh_ring){xy, n};
    return xy != NULL;
}

enum bh_status
bh_rings_thin(const struct bh_ring *rings, size_t n, const struct bh_ring_grid *grid,
              struct bh_arena *arena, struct bh_ring *out, struct bh_err *err)
{
    struct work w = {.grid = grid};
    struct line line = {0};
    struct bh_arena scratch;
    uint32_t *arc, *kept;
    size_t longest = 0;
    bool is_good;

    bh_arena_init(&scratch);
    for (size_t r = 0; r < n; r++) {
        longest = rings[r].n > longest ? rings[r].n : longest;
    }
    arc = bh_arena_alloc(&scratch, (longest + 2) * sizeof *arc);
    kept = bh_arena_alloc(&scratch, (longest + 2) * sizeof *kept);
    is_good = arc != NULL && kept != NULL && make_line(&line, longest + 2, &scratch) &&
              make_work(&w, rings, n, &scratch);
    for (size_t r = 0; is_good && r < n; r++) {
        const size_t left = thin_ring(&w, &line, r, arc, kept);

        is_good = place_ring(&w, kept, left, arena, &out[r]);
    }
    bh_arena_fini(&scratch);
    return is_good ? BH_OK : bh_no_memory(err);
}

double
bh_ring_area(const struct bh_ring *ring)
{
    double twice = 0;

    for (size_t i = 0; i < ring->n; i++) {
        const double *a = ring->xy + 2 * i, *b = ring->xy + 2 * ((i + 1) % ring->n);

        twice += a[0] * b[1] - b[0] * a[1];
    }
    return twice / 2;
}
