/** @file frame.js  What charts share: an SVG of a given width, scales, axes, panels in a grid.
 *
 *  Charts are pure functions of data, width and context; they return an SVG element whose viewBox
 *  is its natural size. Numbers and time run from left to right in every language. */
import { scaleLinear, scaleUtc } from "d3-scale";

import { s } from "../parts/dom.js";
import { widthOf, wrap } from "../parts/measure.js";
import { dateOf } from "../parts/format.js";
import { isolate } from "../parts/i18n.js";

export const LABEL = 12;
export const TICK = 11;
const TICK_GAP = 6;
const RIGHT = 8;    /* room for half a marker at the end of a course */
const WIDEST = 470; /* a panel alone in its row is not stretched */
const MONTH_DAYS = 30.4;
const NICE = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** An empty picture. */
export function canvas(width, height) {
    return s("svg", { width, height, viewBox: `0 0 ${width} ${height}` });
}

/** A group moved to (x, y). */
export function at(x, y, ...children) {
    return s("g", { transform: `translate(${x},${y})` }, children);
}

/** The least round number that is not below `top`. */
export function roundUp(top) {
    if (!(top > 0)) {
        return 1;
    }
    const size = 10 ** Math.floor(Math.log10(top));

    return NICE.find((n) => n * size >= top * (1 - 1e-9)) * size;
}

/** Lines of words, the first with its baseline at y. */
export function label(lines, { x, y, anchor = "start", cls = null, step = 15 }) {
    return s("text", { x, y, class: cls, "text-anchor": anchor },
        lines.map((line, i) => s("tspan", { x, dy: i === 0 ? 0 : step }, isolate(line))));
}

/** A linear scale from `low..high` to pixels. */
export function linear(low, high, from, to) {
    return scaleLinear().domain([low, high]).range([from, to]);
}

/** Days of a plan to pixels, over calendar time. */
export function timeScale(ctx, days, width) {
    const { start } = ctx.plan;
    const scale = scaleUtc().domain([dateOf(start, days[0]), dateOf(start, days.at(-1))])
        .range([0, width]);

    return { x: (day) => scale(dateOf(start, day)), scale };
}

/** Year where a year begins, else month, else day: what tells a tick from its neighbours. */
function timeWords(ctx, span) {
    const form = (options) => new Intl.DateTimeFormat(ctx.language.locale,
        { ...options, timeZone: "UTC" });
    const year = form({ year: "numeric" });
    const month = form({ month: "short" });
    const day = form({ day: "numeric", month: "short" });

    return (date) => {
        if (date.getUTCDate() !== 1 || span < 2 * MONTH_DAYS) {
            return day.format(date);
        }
        return date.getUTCMonth() === 0 ? year.format(date) : month.format(date);
    };
}

/** A time axis below a panel of the given height. */
export function timeAxis(ctx, time, days, { width, height }) {
    const name = timeWords(ctx, days.at(-1) - days[0]);
    const most = Math.max(3, Math.floor(width / 52));
    const group = s("g", null);
    let free = -TICK_GAP;

    for (const tick of time.scale.ticks(most)) {
        const x = time.scale(tick);
        const words = name(tick);
        const half = widthOf(words, TICK) / 2;
        const place = Math.min(Math.max(x, half), width - half);

        group.append(s("line", { class: "grid", x1: x, x2: x, y1: height, y2: height + 4 }));
        if (place - half >= free + TICK_GAP) {
            group.append(s("text", { class: "axis", x: place, y: height + 16,
                "text-anchor": "middle" }, words));
            free = place + half;
        }
    }
    return group;
}

/** Lines of the grid with their numbers at the left; `isNamed` false leaves the numbers out. */
export function valueAxis(y, { width, ticks = 4, tick, isNamed = true }) {
    return s("g", null, y.ticks(ticks).map((value) => [
        s("line", { class: value === 0 ? "zero" : "grid", x1: 0, x2: width,
            y1: y(value), y2: y(value) }),
        isNamed ? s("text", { class: "axis", x: -TICK_GAP, y: y(value) + 4,
            "text-anchor": "end" }, tick(value)) : null,
    ]));
}

/** Room that the numbers of an axis take at the left. */
export function axisRoom(y, { ticks = 4, tick }) {
    return Math.ceil(Math.max(...y.ticks(ticks).map((value) => widthOf(tick(value), TICK)), 8))
        + TICK_GAP + 2;
}

/** A grid of panels of one size that share a scale: small multiples.
 *  @param {number} width      of the picture
 *  @param {string[]} titles   a panel each
 *  @param {{least: number, most: number=, height: number, left: number, unit: string=}} shape
 *         least width of a panel, most panels in a row, height of its plot, room for the axis, and
 *         the unit, said once above
 *  @param {function(number, {width: number, height: number, isFirst: boolean}): Node[]} draw
 *  @returns {SVGElement} */
export function panels(width, titles, { least, most = 5, height, left, unit }, draw) {
    const gap = 18;
    const fit = Math.floor((width - left - RIGHT + gap) / (least + gap));
    const columns = Math.max(1, Math.min(titles.length, most, fit));
    const each = Math.min(WIDEST,
        Math.floor((width - left - RIGHT - (columns - 1) * gap) / columns));
    const broken = titles.map((title) => wrap(title, each, { size: LABEL, weight: 600,
        lines: columns === 1 ? 3 : 2 }));
    const head = 16 * Math.max(...broken.map((lines) => lines.length)) + 8;
    const row = head + height + 30;
    const top = unit ? 18 : 0;
    const picture = canvas(width, top + row * Math.ceil(titles.length / columns));

    if (unit) {
        picture.append(label([unit], { x: 0, y: 12, cls: "axis" }));
    }
    titles.forEach((_, i) => {
        const column = i % columns;
        const x = left + column * (each + gap);
        const y = top + row * Math.floor(i / columns);
        const lines = broken[i];

        picture.append(at(x, y,
            label(lines, { x: 0, y: head - 8 - 16 * (lines.length - 1), step: 16, cls: "strong" }),
            at(0, head, draw(i, { width: each, height, isFirst: column === 0 }))));
    });
    return picture;
}
