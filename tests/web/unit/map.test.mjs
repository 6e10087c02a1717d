/* The map's arithmetic. Oracles: shapes small enough to measure by hand, properties of the scale.
   */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { boundaryLayout, crossings, layoutOf, roomIn, tileLayout, tilesOf } from
    "../../../web/page/map/layout.js";
import { quantitiesOf, valueAt } from "../../../web/page/map/quantities.js";
import { limitsOf, roundDown, roundUp, stepOf, toneOf } from "../../../web/page/map/steps.js";

const square = (x, y, size) => [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]];
const feature = (area, rings) => ({ type: "Feature", properties: { area },
    geometry: { type: "Polygon", coordinates: rings } });

test("round numbers: 1, 2, 5 times powers of ten, on both sides of x", () => {
    assert.deepEqual([1000, 999, 5, 0.03, 0.002].map(roundDown), [1000, 500, 5, 0.02, 0.002]);
    assert.deepEqual([1000, 1001, 6, 0.03, 0.002].map(roundUp), [1000, 2000, 10, 0.05, 0.002]);
});

test("limits ascend, are round, and the largest value has a step of its own", () => {
    const lists = [[0, 1, 2, 3], [0.1, 0.2, 900], [5, 5, 5], [1e6, 2e6, 3e6], [0, 0, 0, 7],
        [0.0001, 0.0002]];

    for (const values of lists) {
        const limits = limitsOf(values, "number");

        assert.ok(limits.length >= 1 && limits.length <= 4, String(limits));
        limits.slice(1).forEach((limit, i) => assert.ok(limit > limits[i], String(limits)));
        assert.equal(stepOf(Math.max(...values), limits), limits.filter((l) =>
            l <= Math.max(...values)).length);
        assert.ok(stepOf(Math.max(...values), limits) >= 1, `${values}: ${limits}`);
    }
    assert.deepEqual(limitsOf([0, 0], "number"), []);
    assert.deepEqual(limitsOf([0.01, 0.02], "share"), [0.2, 0.4, 0.6, 0.8]);
});

test("a limit belongs to the step above it; not known has none", () => {
    assert.deepEqual([0, 0.19, 0.2, 0.8, 1, NaN].map((x) => stepOf(x, [0.2, 0.4, 0.6, 0.8])),
        [0, 0, 1, 4, 4, -1]);
    assert.deepEqual([0, 1].map((step) => toneOf(step, [5])), [0, 4]);
});

test("the plan's tiles are kept and moved to the corner; broken ones are laid out in order", () => {
    assert.deepEqual(tilesOf([{ tile: [3, -1] }, { tile: [4, 0] }]), [[0, 0], [1, 1]]);
    for (const second of [null, [3, -1], [1.5, 0], ["0", "1"], [1e9, 0]]) {
        assert.deepEqual(tilesOf([{ tile: [3, -1] }, { tile: second }]), [[0, 0], [1, 0]]);
    }
    assert.deepEqual(tilesOf([{ tile: null }]), [[0, 0]]);
});

test("tiles lie inside the picture and do not overlap", () => {
    const areas = Array.from({ length: 7 }, (_, i) => ({ id: String(i), tile: null }));
    const { shapes, width, height } = tileLayout(areas, 320);
    const boxes = shapes.map(({ d }) => d.match(/-?[\d.]+/gu).map(Number))
        .map(([x, y, w, h]) => ({ x, y, w, h }));

    boxes.forEach((a, i) => {
        assert.ok(a.x >= 0 && a.y >= 0 && a.x + a.w <= width + 1e-9 && a.y + a.h <= height + 1e-9);
        boxes.slice(i + 1).forEach((b) => assert.ok(a.x + a.w <= b.x || b.x + b.w <= a.x
            || a.y + a.h <= b.y || b.y + b.h <= a.y));
    });
});

test("a line through a square with a hole", () => {
    const rings = [square(0, 0, 10), square(4, 4, 2)];

    assert.deepEqual(crossings(rings, 5), [[0, 4], [6, 10]]);
    assert.deepEqual(crossings(rings, 2), [[0, 10]]);
    assert.deepEqual(crossings(rings, 11), []);
});

test("words are set where there is room, never in a bay", () => {
    const l = [[0, 0], [200, 0], [200, 40], [60, 40], [60, 200], [0, 200], [0, 0]];
    const { x, y, room } = roomIn([l]);

    assert.ok(y < 40 && room > 190 && Math.abs(x - 100) < 5, `${x} ${y} ${room}`);
});

test("boundaries: north is up, proportions are true, winding does not matter", () => {
    const areas = [{ id: "south" }, { id: "north" }];
    const south = square(10, 60, 1);
    const geometry = { features: [feature("south", [south]),
        feature("north", [square(10, 61, 1).reverse()])] };
    const { shapes, width, height, kind } = boundaryLayout(areas, geometry, 300);

    assert.equal(kind, "boundaries");
    assert.ok(shapes[1].y < shapes[0].y);
    /* one degree by two at 61 degrees north: cos 61 = 0.4848 across, 2 down */
    const path = shapes[0].d.match(/-?[\d.]+/gu).map(Number);
    const xs = path.filter((_, i) => i % 2 === 0), ys = path.filter((_, i) => i % 2 === 1);
    const across = Math.max(...xs) - Math.min(...xs), down = Math.max(...ys) - Math.min(...ys);
    assert.ok(Math.abs(across / down - Math.cos(61 * Math.PI / 180)) < 0.01, `${across} ${down}`);
    assert.ok(Math.min(...xs) >= 0 && Math.max(...xs) <= width && height <= 1.5 * width);
});

test("an area without a boundary: the whole map is drawn as tiles", () => {
    const doc = { areas: [{ id: "a", tile: [0, 0] }, { id: "b", tile: [1, 0] }],
        geometry: { features: [feature("a", [square(0, 0, 1)])] } };

    assert.equal(layoutOf(doc, 200).kind, "tiles");
});

test("quantities: those every area has; a null band is nothing, a null number is not known", () => {
    const name = (s) => ({ name: s, unit: s.endsWith("met") ? "share" : "per 100 000",
        meaning: s });
    const doc = { areas: [{ id: "a" }, { id: "b" }], courses: { days: [0, 7], series: [
        name("area.a.food_met"), name("area.b.food_met"), name("area.a.alone"), name("cost"),
        name("area.a.incidents_per_100k"), name("area.b.incidents_per_100k")],
    bands: [[{ q50: [0.5, null] }, null, null, null, null, null]] } };
    const found = quantitiesOf(doc);

    assert.deepEqual(found.map((one) => [one.name, one.kind]),
        [["incidents_per_100k", "number"], ["food_met", "share"]]);
    assert.equal(valueAt(doc, found[1], { option: 0, area: 0, point: 0 }), 0.5);
    assert.ok(Number.isNaN(valueAt(doc, found[1], { option: 0, area: 0, point: 1 })));
    assert.equal(valueAt(doc, found[1], { option: 0, area: 1, point: 0 }), 0);
});

test("real boundaries, where they are at hand", (t) => {
    const file = new URL("../../../../shared/data/gaza/gaza_admin2_simplified.geojson",
        import.meta.url);
    let text = null;

    try {
        text = readFileSync(file, "utf8");
    } catch {
        t.skip("no boundaries at hand");
        return;
    }
    const geometry = JSON.parse(text);
    geometry.features.forEach((one) => {
        one.properties.area = one.properties.adm2_pcode;
    });
    const areas = geometry.features.map((one) => ({ id: one.properties.area }));
    const { shapes, height } = boundaryLayout(areas, geometry, 360);
    const inside = (shape, i) => crossings([shape.d.slice(1, -1).split(/[LM]/u)
        .map((p) => p.split(",").map(Number))].map((ring) => [...ring, ring[0]]), shape.y)
        .some(([a, b]) => a <= shape.x && shape.x <= b) || i;
    assert.ok(height > 300 && height <= 540);
    shapes.forEach((shape, i) => assert.equal(inside(shape, i), true));
});
