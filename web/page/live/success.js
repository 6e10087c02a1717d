/** @file success.js  The picture of a move: every option's share of futures that succeed, before
 *  and after, on one axis from nothing to all. */
import { at, canvas, label, linear } from "../charts/frame.js";
import { s } from "../parts/dom.js";
import { widthOf, wrap } from "../parts/measure.js";
import { look, marker } from "../parts/palette.js";

const NAME = 12;
const LANE = 18;    /* height of a before or an after */
const AXIS = 22;
const GAP = 14;

/** A share with its interval at height y; hollow when it is from before. */
function mark(x, y, { value, low, high }, option, isHollow) {
    const { colour } = look(option);
    const dot = marker(option, 90);

    if (isHollow) {
        dot.setAttribute("style", `fill:var(--paper);stroke:${colour};stroke-width:2`);
    }
    return [
        s("path", { class: isHollow ? "whisker is-before" : "whisker",
            d: `M${x(low)} ${y - 4}v8M${x(low)} ${y}H${x(high)}M${x(high)} ${y - 4}v8` }),
        at(x(value), y, dot),
    ];
}

/** One option: its name above, before and after below, the change in words at the end. */
function row({ name, hint, words, before, after, option }, { x, width, isRtl }) {
    const lines = wrap(name + hint, width - widthOf(words, NAME, 600) - GAP,
        { size: NAME, weight: 600, lines: 2 });
    const head = 16 * lines.length;
    const start = { x: isRtl ? width : 0, anchor: isRtl ? "end" : "start" };
    const end = { x: isRtl ? 0 : width, anchor: isRtl ? "start" : "end" };
    const first = head + LANE / 2 + 2;

    return {
        height: head + LANE * (after ? 2 : 1) + GAP,
        node: [
            label(lines, { ...start, y: 12, cls: "strong", step: 16 }),
            label([words], { ...end, y: 12, cls: "strong" }),
            mark(x, first, before, option, after !== null),
            after ? mark(x, first + LANE, after, option, false) : null,
        ],
    };
}

/** @param {{name: string, hint: string, words: string, before: Object, after: ?Object, option:
 *  number}[]} rows
 *  @param {number} width
 *  @param {Object} ctx
 *  @returns {SVGElement} */
export function successPicture(rows, width, ctx) {
    const x = linear(0, 1, 12, width - 20);
    const made = rows.map((one) => row(one, { x, width, isRtl: ctx.isRtl }));
    const height = made.reduce((sum, one) => sum + one.height, 0);
    const picture = canvas(width, height + AXIS);
    const grid = s("g", null, x.ticks(width > 420 ? 10 : 5).map((value) => [
        s("line", { class: value === 0 ? "zero" : "grid", x1: x(value), x2: x(value), y1: 0,
            y2: height }),
        s("text", { class: "axis", x: x(value), y: height + 15, "text-anchor": "middle" },
            ctx.format.share(value)),
    ]));
    let y = 0;

    picture.append(grid);
    made.forEach((one) => {
        picture.append(at(0, y, one.node));
        y += one.height;
    });
    return picture;
}
