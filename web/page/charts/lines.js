/** @file lines.js  Several courses in one panel, told apart by colour, dash and marker; panels on
 *  one scale. */
import { line } from "d3-shape";

import { s } from "../parts/dom.js";
import { look, marker } from "../parts/palette.js";
import { at, axisRoom, linear, panels, roundUp, timeAxis, timeScale, valueAxis } from "./frame.js";

const MARKS = 4; /* markers along a line, staggered so that lines on one another stay apart */

/** The line of one option with markers on it. */
function drawLine({ option, values }, days, x, y) {
    const { colour, dash } = look(option);
    const step = Math.max(1, Math.floor(days.length / MARKS));
    const first = Math.floor((step * (option % 5)) / 5) + 2;
    const marks = [];

    for (let i = first; i < days.length; i += step) {
        if (Number.isFinite(values[i])) {
            marks.push(at(x(days[i]), y(values[i]), marker(option, 46)));
        }
    }
    return [
        s("path", { class: "curve", style: `stroke:${colour}`, "stroke-dasharray": dash || null,
            d: line().defined((_, i) => Number.isFinite(values[i]))
                .x((day) => x(day)).y((_, i) => y(values[i]))(days) }),
        marks,
    ];
}

/** @param {{days: number[], panels: {title: string, lines: {option: number, values: number[]}[],
 *           need: number[]=}[], kind: string, unit: string, top: number=, least: number=,
 *           height: number=}} data  `need` is a course drawn broken and black */
export function lines({ days, panels: shown, kind, unit, top, least = 230, height = 130 }, width,
    ctx) {
    const values = shown.flatMap((panel) => [...panel.lines.map((one) => one.values),
        panel.need ?? []]).flat().filter(Number.isFinite);
    const most = roundUp(top ?? Math.max(...values, 0));
    const axis = ctx.format.axis(most, kind, unit);
    const y = linear(0, most, height, 0);
    const left = axisRoom(y, axis);

    return panels(width, shown.map(({ title }) => title),
        { least, most: 3, height, left, unit: axis.unit },
        (i, size) => {
            const time = timeScale(ctx, days, size.width);
            const { need } = shown[i];

            return [
                valueAxis(y, { ...axis, width: size.width, isNamed: size.isFirst }),
                timeAxis(ctx, time, days, size),
                need ? s("path", { class: "need", d: line().x((day) => time.x(day))
                    .y((_, k) => y(need[k]))(days) }) : null,
                shown[i].lines.map((one) => drawLine(one, days, time.x, y)),
            ];
        });
}
