/** @file layout.js  Where areas lie in a picture: from boundaries where the document has them, else
 *  from the plan's own scheme of tiles, else one beside the other.
 *
 *  A layout is {width, height, kind, shapes}; a shape is {d, x, y, room, lines}: the outline, the
 *  point its words are set around, how wide they may be and how many lines there is room for. */
const MARGIN = 2;       /* pixels around a map with boundaries */
const GAP = 4;          /* pixels between tiles */
const LINE = 13;        /* height of a line of words */
const TALLEST = 1.5;    /* of a map with boundaries, times its width */
const LARGEST_TILE = 132;
const FLATTEST = 0.62;  /* height of a tile, times its width */
const SAMPLES = 40;     /* points across in the search for a place for words */

const min = (list) => list.reduce((a, b) => Math.min(a, b), Infinity);
const max = (list) => list.reduce((a, b) => Math.max(a, b), -Infinity);

/* ---- tiles ---------------------------------------------------------------------------------- */

/** Tile of each area. Where one is missing, not whole or taken, all are laid out in order. */
export function tilesOf(areas) {
    const own = areas.map((area) => area.tile);
    const isTile = (tile) => Array.isArray(tile) && tile.length === 2
        && tile.every((x) => Number.isInteger(x) && Math.abs(x) <= 1000);
    const taken = new Set(own.map(String));

    if (own.every(isTile) && taken.size === areas.length) {
        const [left, top] = [0, 1].map((i) => min(own.map((tile) => tile[i])));

        return own.map(([column, row]) => [column - left, row - top]);
    }
    const columns = Math.ceil(Math.sqrt(areas.length));

    return areas.map((_, i) => [i % columns, Math.floor(i / columns)]);
}

function square(x, y, width, height) {
    return `M${x},${y}h${width}v${height}h${-width}Z`;
}

/** Tiles in `width` pixels. */
export function tileLayout(areas, width) {
    const tiles = tilesOf(areas);
    const columns = 1 + max(tiles.map(([column]) => column));
    const rows = 1 + max(tiles.map(([, row]) => row));
    const across = Math.min(LARGEST_TILE, (width - (columns - 1) * GAP) / columns);
    const down = Math.max(3 * LINE + 8, across * FLATTEST);
    const left = (width - columns * across - (columns - 1) * GAP) / 2;

    return {
        width,
        height: rows * down + (rows - 1) * GAP,
        kind: "tiles",
        shapes: tiles.map(([column, row]) => {
            const x = left + column * (across + GAP);
            const y = row * (down + GAP);

            return { d: square(x, y, across, down), x: x + across / 2, y: y + down / 2,
                room: across - 8, lines: Math.floor((down - 8) / LINE) };
        }),
    };
}

/* ---- boundaries ----------------------------------------------------------------------------- */

/** Rings of a polygon or of several, as rings of [x, y]. */
function ringsOf(geometry) {
    return geometry.type === "Polygon" ? geometry.coordinates
        : geometry.type === "MultiPolygon" ? geometry.coordinates.flat() : [];
}

/** From degrees to pixels: degrees made equally long in both directions at the middle of the map.
 *  True to shape for anything the size of a country, and no winding order to get wrong.
 *  @returns {{project: function, height: number}} into `width` pixels or less, MARGIN around */
function fitted(points, width) {
    const [xs, ys] = [0, 1].map((i) => points.map((point) => point[i]));
    const [west, east] = [min(xs), max(xs)];
    const [south, north] = [min(ys), max(ys)];
    const factor = Math.cos((south + north) / 2 * Math.PI / 180);
    const room = width - 2 * MARGIN;
    const across = Math.max((east - west) * factor, 1e-9);
    const down = Math.max(north - south, 1e-9);
    const scale = Math.min(room / across, (width * TALLEST - 2 * MARGIN) / down);
    const left = (width - across * scale) / 2;

    return {
        project: ([x, y]) => [left + (x - west) * factor * scale, MARGIN + (north - y) * scale],
        height: down * scale + 2 * MARGIN,
    };
}

function pathOf(rings) {
    return rings.map((ring) => `M${ring.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`)
        .join("L")}Z`).join("");
}

/** Where a horizontal line at `y` runs inside the rings: pairs of x, ascending (even-odd rule). */
export function crossings(rings, y) {
    const at = rings.flatMap((ring) => ring.slice(1).flatMap((to, i) => {
        const from = ring[i];

        return (from[1] > y) === (to[1] > y) ? []
            : [from[0] + (y - from[1]) / (to[1] - from[1]) * (to[0] - from[0])];
    })).sort((a, b) => a - b);

    return Array.from({ length: Math.floor(at.length / 2) }, (_, i) => [at[2 * i], at[2 * i + 1]]);
}

/** The middle of the place with most room for two lines of words: of all stretches inside the
 *  rings that are as high as the words, the widest. */
export function roomIn(rings) {
    const ys = rings.flat().map(([, y]) => y);
    const [top, bottom] = [min(ys), max(ys)];
    let best = { x: NaN, y: NaN, room: -1 };

    for (let i = 1; i < SAMPLES; i++) {
        const y = top + (bottom - top) * i / SAMPLES;
        const half = Math.min(LINE, (bottom - top) / 4);

        for (const [left, right] of crossings(rings, y)) {
            const others = [y - half, y + half].map((at) => crossings(rings, at)
                .map(([a, b]) => [Math.max(a, left), Math.min(b, right)])
                .reduce((most, one) => (one[1] - one[0] > most[1] - most[0] ? one : most), [0, 0]));
            const from = Math.max(left, ...others.map(([a]) => a));
            const to = Math.min(right, ...others.map(([, b]) => b));

            if (to - from > best.room) {
                best = { x: (from + to) / 2, y, room: to - from };
            }
        }
    }
    return best;
}

/** Areas by their boundaries, as large as `width` allows.
 *  @returns {?Object} null where an area has none */
export function boundaryLayout(areas, geometry, width) {
    const features = areas.map((area) => geometry.features
        .find((feature) => feature.properties?.area === area.id));

    if (features.some((feature) => !feature || ringsOf(feature.geometry ?? {}).length === 0)) {
        return null;
    }
    const all = features.map((feature) => ringsOf(feature.geometry));
    const { project, height } = fitted(all.flat(2), width);

    return {
        width,
        height,
        kind: "boundaries",
        shapes: all.map((rings) => {
            const drawn = rings.map((ring) => ring.map(project));

            return { d: pathOf(drawn), ...roomIn(drawn), lines: 3 };
        }),
    };
}

/** The best layout the document has. */
export function layoutOf(doc, width) {
    const drawn = doc.geometry ? boundaryLayout(doc.areas, doc.geometry, width) : null;

    return drawn ?? tileLayout(doc.areas, width);
}
