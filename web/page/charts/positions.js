/** @file positions.js  Positions of actors over rounds: a line each with its name at the end, the
 *  band of the mean behind them. The thicker a line, the more the issue matters to the actor. */
import { area, line } from "d3-shape";

import { s } from "../parts/dom.js";
import { isolate } from "../parts/i18n.js";
import { cut, widthOf } from "../parts/measure.js";
import { look, marker } from "../parts/palette.js";
import { at, axisRoom, canvas, LABEL, linear, valueAxis } from "./frame.js";

const NAME_MOST = 190;
const NAME_PART = 0.34;
const STEP = 15; /* between names */
const HEIGHT = 320;
const THIN = 1.2;
const THICK = 3;

/** Heights of names: near where their lines end, never on one another. */
function namePlaces(actors, y, height) {
    const order = actors.map((actor, i) => ({ i, end: y(actor.values.at(-1)) }))
        .sort((a, b) => a.end - b.end);
    const places = [];
    let free = 8;

    order.forEach(({ i, end }, k) => {
        const room = height - (order.length - 1 - k) * STEP;

        places[i] = Math.min(Math.max(end + 4, free), Math.max(room, free));
        free = places[i] + STEP;
    });
    return places;
}

/** @param {{actors: {name: string, values: number[], weight: number}[], band: {q05: number[],
 *           q95: number[]}|null, low: number, high: number, round: string}} data  one value
 *         for each round */
export function positions({ actors, band, low, high, round }, width, ctx) {
    const n = actors[0].values.length;
    const height = Math.max(HEIGHT, actors.length * STEP + 16);
    const tick = ctx.format.number;
    const y = linear(low, high, height, 0);
    const left = axisRoom(y, { tick });
    const names = Math.min(NAME_MOST, Math.ceil(width * NAME_PART), 20 + Math.max(
        ...actors.map(({ name }) => widthOf(name.slice(0, 60), LABEL))));
    const plot = width - left - names;
    const x = linear(0, Math.max(n - 1, 1), 0, plot);
    const steps = actors[0].values.map((_, i) => i);
    const every = Math.ceil(n / Math.max(2, plot / 40));
    const places = namePlaces(actors, y, height);
    const shape = (values) => line().x((i) => x(i)).y((i) => y(values[i]))(steps);
    const picture = canvas(width, height + 50);

    picture.append(at(left, 10,
        valueAxis(y, { width: plot, tick }),
        steps.filter((i) => i % every === 0).map((i) => s("text", { class: "axis", x: x(i),
            y: height + 16, "text-anchor": "middle" }, String(i))),
        s("text", { class: "axis", x: plot / 2, y: height + 34, "text-anchor": "middle" }, round),
        band ? s("path", { class: "outer", style: "fill:var(--soft)",
            d: area().x((i) => x(i)).y0((i) => y(band.q05[i])).y1((i) => y(band.q95[i]))(steps) })
            : null,
        actors.map((actor, a) => {
            const { colour, dash } = look(a);
            const end = y(actor.values.at(-1));

            return [
                s("path", { class: "curve", style: `stroke:${colour};stroke-width:${
                    THIN + THICK * Math.min(actor.weight, 1)}`, "stroke-dasharray": dash || null,
                d: shape(actor.values) }),
                at(x(n - 1), end, marker(a, 50)),
                s("line", { class: "grid", x1: plot + 5, y1: end, x2: plot + 13,
                    y2: places[a] - 4 }),
                s("text", { x: plot + 16, y: places[a] },
                    isolate(cut(actor.name, names - 18, LABEL))),
            ];
        })));
    return picture;
}
