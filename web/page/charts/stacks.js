/** @file stacks.js  Parts over time on top of one another, with what is needed as a broken line. */
import { area, line } from "d3-shape";

import { s } from "../parts/dom.js";
import { axisRoom, linear, panels, roundUp, timeAxis, timeScale, valueAxis } from "./frame.js";

const LEAST = 190;
const HEIGHT = 150;

/** Sums from the bottom: [layer][i] of layers and the top of all. */
function pile(layers, n) {
    const floors = [new Array(n).fill(0)];

    for (const layer of layers) {
        floors.push(floors.at(-1).map((below, i) => below + (layer[i] ?? 0)));
    }
    return floors;
}

/** @param {{days: number[], panels: {title: string, layers: number[][], need: number[]=}[],
 *           colours: string[], kind: string, unit: string}} data  layers from the bottom up */
export function stacks({ days, panels: shown, colours, kind, unit }, width, ctx) {
    const piles = shown.map(({ layers }) => pile(layers, days.length));
    const most = roundUp(Math.max(...piles.flatMap((floors) => floors.at(-1)),
        ...shown.flatMap(({ need }) => need ?? [])));
    const axis = ctx.format.axis(most, kind, unit);
    const y = linear(0, most, HEIGHT, 0);
    const left = axisRoom(y, axis);

    return panels(width, shown.map(({ title }) => title),
        { least: LEAST, most: 4, height: HEIGHT, left, unit: axis.unit },
        (i, size) => {
            const time = timeScale(ctx, days, size.width);
            const floors = piles[i];
            const { need } = shown[i];

            return [
                valueAxis(y, { ...axis, width: size.width, isNamed: size.isFirst }),
                timeAxis(ctx, time, days, size),
                floors.slice(1).map((roof, k) => s("path", { class: "part",
                    style: `fill:${colours[k]}`,
                    d: area().x((day) => time.x(day)).y0((_, j) => y(floors[k][j]))
                        .y1((_, j) => y(roof[j]))(days) })),
                need ? s("path", { class: "need",
                    d: line().x((day) => time.x(day)).y((_, j) => y(need[j]))(days) }) : null,
            ];
        });
}
