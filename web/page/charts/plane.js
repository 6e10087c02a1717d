/** @file plane.js  Points in a plane of two quantities, perhaps with a way that leads to them;
 *  panels with scales of their own. */
import { line } from "d3-shape";

import { s } from "../parts/dom.js";
import { look, marker } from "../parts/palette.js";
import { at, label, linear, panels, TICK } from "./frame.js";
import { cut, widthOf } from "../parts/measure.js";

const MARGIN = 0.07;
const GAP = 6; /* pixels between an axis and its numbers */

/** From the least to the most of what is drawn, with a margin; or what was asked for. */
function extent(values, asked) {
    if (asked) {
        return asked;
    }
    const known = values.filter(Number.isFinite);
    const low = Math.min(...known);
    const high = Math.max(...known);
    const margin = high > low ? MARGIN * (high - low) : Math.abs(high) * MARGIN || 1;

    /* what is never negative has no axis below zero, but for room to see a marker at zero */
    return [low >= 0 ? Math.max(low - margin, -MARGIN * (high + margin)) : low - margin,
        high + margin];
}

/** Room for the numbers of the upright axis. */
function gutterOf(panel, y) {
    const widths = y.ticks(4).map((value) => widthOf(panel.y.tick(value), TICK));

    return Math.ceil(Math.max(...widths)) + GAP;
}

function drawAxes(panel, x, y, size) {
    return [
        y.ticks(4).filter((value) => panel.y.tick(value) !== "").map((value) => [
            s("line", { class: "grid", x1: 0, x2: size.width, y1: y(value), y2: y(value) }),
            s("text", { class: "axis", x: -GAP, y: y(value) + 4, "text-anchor": "end" },
                panel.y.tick(value))]),
        x.ticks(Math.max(2, size.width / 120)).map((value) => {
            const words = panel.x.tick(value);
            const half = widthOf(words, TICK) / 2;

            return [
                s("line", { class: "grid", x1: x(value), x2: x(value), y1: 0, y2: size.height }),
                s("text", { class: "axis", y: size.height + 14, "text-anchor": "middle",
                    x: Math.min(Math.max(x(value), half), size.width - half) }, words)];
        }),
        label([cut(panel.x.name, size.width, TICK)], { x: size.width, y: size.height + 29,
            anchor: "end", cls: "axis" }),
        label([cut(panel.y.name, size.width, TICK)], { x: -size.gutter, y: -9, cls: "axis" }),
    ];
}

function drawPoint(point, x, y) {
    const { colour } = look(point.option);

    return [
        point.way ? s("path", { class: "curve", style: `stroke:${colour};stroke-width:1.5`,
            "stroke-dasharray": look(point.option).dash || null,
            d: line().x((p) => x(p[0])).y((p) => y(p[1]))(point.way) }) : null,
        at(x(point.x), y(point.y), marker(point.option, point.area ?? 100)),
        point.name ? s("text", { class: "axis", x: x(point.x) + 9, y: y(point.y) + 4 },
            point.name) : null,
    ];
}

/** @param {{panels: {title: string, x: {name: string, tick: function, range: number[]=},
 *           y: {name, tick, range}, points: {x: number, y: number, option: number, area: number=,
 *           name: string=, way: number[][]=}[]}[], least: number=, most: number=,
 *           height: number=}} data */
export function plane({ panels: shown, least = 240, most = 3, height = 190 }, width) {
    return panels(width, shown.map(({ title }) => title),
        { least, most, height: height + 40, left: 0 },
        (i, whole) => {
            const panel = shown[i];
            const ways = panel.points.flatMap(({ way }) => way ?? []);
            const [xs, ys] = [[...panel.points.map((p) => p.x), ...ways.map((p) => p[0])],
                [...panel.points.map((p) => p.y), ...ways.map((p) => p[1])]];
            const y = linear(...extent(ys, panel.y.range), height, 0);
            const gutter = gutterOf(panel, y);
            const size = { width: whole.width - gutter, height, gutter };
            const x = linear(...extent(xs, panel.x.range), 0, size.width);

            return [at(gutter, 14, drawAxes(panel, x, y, size),
                panel.points.filter((p) => Number.isFinite(p.x) && Number.isFinite(p.y))
                    .map((point) => drawPoint(point, x, y)))];
        });
}
