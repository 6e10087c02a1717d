/** @file fan.js  Fans over time: median, the middle half and nine tenths of the futures; a panel
 *  each, all on one scale. */
import { area, line } from "d3-shape";

import { s } from "../parts/dom.js";
import { look, marker } from "../parts/palette.js";
import { at, axisRoom, linear, panels, roundUp, timeAxis, timeScale, valueAxis } from "./frame.js";

const LEAST = 148;
const HEIGHT = 120;

/** A band between two courses, where both are known. */
function band(days, low, high, x, y) {
    return area().defined((_, i) => Number.isFinite(low[i]) && Number.isFinite(high[i]))
        .x((day) => x(day)).y0((_, i) => y(low[i])).y1((_, i) => y(high[i]))(days);
}

function course(days, values, x, y) {
    return line().defined((_, i) => Number.isFinite(values[i]))
        .x((day) => x(day)).y((_, i) => y(values[i]))(days);
}

/** @param {{days: number[], panels: {title: string, option: number, band: Object}[],
 *           kind: string, unit: string, top: number=}} data  a band has q05, q50, q95 and, where
 *           they were kept, q25 and q75; courses the days long
 *  @param {number} width
 *  @param {Object} ctx */
export function fan({ days, panels: shown, kind, unit, top }, width, ctx) {
    const most = roundUp(top ?? Math.max(...shown.flatMap(({ band: b }) => b.q95
        .filter(Number.isFinite)), 0));
    const axis = ctx.format.axis(most, kind, unit);
    const y = linear(0, most, HEIGHT, 0);
    const left = axisRoom(y, axis);

    return panels(width, shown.map(({ title }) => title),
        { least: LEAST, height: HEIGHT, left, unit: axis.unit },
        (i, size) => {
            const { band: b, option } = shown[i];
            const { colour, dash } = look(option);
            const time = timeScale(ctx, days, size.width);
            const style = `fill:${colour}`;
            const end = b.q50.at(-1);

            return [
                valueAxis(y, { ...axis, width: size.width, isNamed: size.isFirst }),
                timeAxis(ctx, time, days, size),
                s("path", { class: "outer", style, d: band(days, b.q05, b.q95, time.x, y) }),
                b.q25 ? s("path", { class: "inner", style,
                    d: band(days, b.q25, b.q75, time.x, y) }) : null,
                s("path", { class: "curve", style: `stroke:${colour}`,
                    "stroke-dasharray": dash || null, d: course(days, b.q50, time.x, y) }),
                Number.isFinite(end) ? at(time.x(days.at(-1)), y(end), marker(option, 50)) : null,
            ];
        });
}
