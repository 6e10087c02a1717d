/** @file rows.js  One row a thing: a name, then a mark, an interval or parts along a common axis,
 *  and the value in words. Names stand beside the plot where there is room, above it on a phone;
 *  for languages written from right to left they stand at the right, while the axis still runs
 *  from left to right. */
import { s } from "../parts/dom.js";
import { isolate } from "../parts/i18n.js";
import { widthOf, wrap } from "../parts/measure.js";
import { look, marker } from "../parts/palette.js";
import { at, canvas, label, LABEL, linear, TICK } from "./frame.js";

const BESIDE_FROM = 560; /* pixels of picture */
const NAME_PART = 0.32;
const NAME_MOST = 270;
const BAR = 14;
const DOT_AREA = 90;
const MARK_AREA = 52; /* of one among several */
const DODGE = 9;      /* between the lines of several */
const BOTTOM = 24;
const LEAST_NAMED = 14; /* pixels of a part that has room for its number */

/** Where name, plot and words stand. */
function arrange(rows, width, ctx) {
    const isBeside = width >= BESIDE_FROM;
    const words = Math.ceil(Math.max(0, ...rows.map((row) => widthOf(row.words ?? "", LABEL,
        600)))) + 12;
    const name = isBeside ? Math.min(NAME_MOST, Math.floor(width * NAME_PART)) : 0;
    const room = isBeside ? name - 14 : width;
    const left = ctx.isRtl ? words : name;
    const right = ctx.isRtl ? width - name : width - words;

    return { isBeside, room, left: left + 4, right: right - 4, name, words, isRtl: ctx.isRtl,
        nameX: ctx.isRtl ? width : 0, nameAnchor: ctx.isRtl ? "end" : "start",
        wordsX: ctx.isRtl ? words - 8 : width - words + 8,
        wordsAnchor: ctx.isRtl ? "end" : "start" };
}

/** The name's lines, soft lines below it, and how high a row gets. */
function measured(row, place) {
    const name = wrap(row.name, place.room, { size: LABEL, weight: 600, lines: row.lines ?? 2 });
    const hint = row.hint ? wrap(row.hint, place.room, { size: TICK, lines: 2 }) : [];
    const text = 16 * name.length + 14 * hint.length;

    const marks = Math.max(BAR, DODGE * (row.marks?.length ?? 0)) + 12;

    return { name, hint, text, marks,
        height: place.isBeside ? Math.max(30, marks, text + 12) : text + marks + 8 };
}

function nameOf(size, place) {
    const y = place.isBeside ? (size.height - size.text) / 2 + 12 : 12;
    const where = { x: place.nameX, anchor: place.nameAnchor };

    return [
        label(size.name, { ...where, y, cls: "strong", step: 16 }),
        size.hint.length > 0 ? label(size.hint, { ...where, y: y + 16 * size.name.length - 1,
            cls: "axis", step: 14 }) : null,
    ];
}

/** Several markers, each on a line of its own so that none hides another. */
function spread(marks, x, clamp, middle) {
    const first = middle - (DODGE * (marks.length - 1)) / 2;

    return marks.map(({ value, option, low, high }, i) => {
        const y = first + i * DODGE;
        const isInterval = Number.isFinite(low) && Number.isFinite(high);

        return Number.isFinite(value) ? [
            isInterval ? s("path", { class: "whisker thin", style: `stroke:${look(option).colour}`,
                d: `M${x(clamp(low))} ${y}H${x(clamp(high))}` }) : null,
            at(x(clamp(value)), y, marker(option, MARK_AREA)),
        ] : null;
    });
}

/** What stands along the axis: parts as bars, an interval, a marker. */
function marksOf(row, size, x, middle) {
    const clamp = (value) => Math.min(Math.max(value, x.domain()[0]), x.domain()[1]);
    let from = row.from ?? 0;
    const bars = (row.parts ?? []).map(({ value, colour, name }) => {
        const bar = s("rect", { class: "part", x: x(clamp(from)), y: middle - BAR / 2,
            width: Math.max(0, x(clamp(from + value)) - x(clamp(from))), height: BAR,
            style: `fill:${colour}` });

        const place = (x(clamp(from)) + x(clamp(from + value))) / 2;
        const number = name && bar.getAttribute("width") > LEAST_NAMED
            ? s("text", { class: "on-part", x: place, y: middle + 4, "text-anchor": "middle" },
                name)
            : null;

        from += value;
        return [bar, number];
    });
    const [low, high] = [row.low, row.high].map((v) => (Number.isFinite(v) ? x(clamp(v)) : null));

    return [
        row.track ? s("rect", { class: "track", x: x.range()[0], y: middle - size.marks / 2 + 3,
            width: x.range()[1] - x.range()[0], height: size.marks - 6 }) : null,
        bars,
        low !== null && high !== null ? s("path", { class: "whisker",
            d: `M${low} ${middle - 4}v8M${low} ${middle}H${high}M${high} ${middle - 4}v8` }) : null,
        Number.isInteger(row.option) && Number.isFinite(row.value)
            ? at(x(clamp(row.value)), middle, marker(row.option, DOT_AREA)) : null,
        spread(row.marks ?? [], x, clamp, middle),
    ];
}

function axisOf(x, height, tick, { ticks, width }) {
    return s("g", null, x.ticks(ticks).map((value) => {
        const words = tick(value);
        const half = widthOf(words, TICK) / 2;

        return [
            s("line", { class: value === 0 ? "zero" : "grid", x1: x(value), x2: x(value), y1: 0,
                y2: height }),
            s("text", { class: "axis", y: height + 16, "text-anchor": "middle",
                x: Math.min(Math.max(x(value), half), width - half) }, words),
        ];
    }));
}

/** @typedef {Object} Row
 *  @property {string} name
 *  @property {string=} hint      soft, below the name
 *  @property {string=} words     the value in words, at the end
 *  @property {number=} value     with `option`: a marker there
 *  @property {number=} option
 *  @property {number=} low, high an interval
 *  @property {{value: number, colour: string, name: string=}[]=} parts  bars one after the
 *            other, from `from`
 *  @property {{value: number, option: number, low: number=, high: number=}[]=} marks  several
 *  @property {boolean=} track    the whole axis behind the row
 *
 *  @param {{rows: Row[], low: number=, high: number, tick: function(number): string,
 *           unit: string=}} data
 *  @returns {SVGElement} */
export function rows({ rows: shown, low = 0, high, tick, unit }, width, ctx) {
    const place = arrange(shown, width, ctx);
    const sizes = shown.map((row) => measured(row, place));
    const height = sizes.reduce((sum, size) => sum + size.height, 0);
    const x = linear(low, high, place.left, place.right);
    const top = unit ? 18 : 2;
    const picture = canvas(width, top + height + BOTTOM);
    let y = top;

    if (unit) {
        picture.append(label([unit], { x: place.left, y: 11, cls: "axis" }));
    }
    picture.append(at(0, top, axisOf(x, height, tick,
        { ticks: (place.right - place.left) / 76, width })));
    shown.forEach((row, i) => {
        const size = sizes[i];
        const middle = place.isBeside ? size.height / 2 : size.text + size.marks / 2;

        picture.append(at(0, y, nameOf(size, place), marksOf(row, size, x, middle),
            row.words ? s("text", { class: "strong", x: place.wordsX, y: middle + 4,
                "text-anchor": place.wordsAnchor }, isolate(row.words)) : null));
        y += size.height;
    });
    return picture;
}
