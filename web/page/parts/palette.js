/** @file palette.js  How options are told apart: colour, dash and marker together, so that none of
 *  them has to be seen. Colours are custom properties (style/colours.css), one set a theme. */
import { symbol, symbolCircle, symbolCross, symbolDiamond, symbolSquare, symbolStar, symbolTriangle,
    symbolWye } from "d3-shape";

import { s } from "./dom.js";

const N_COLOURS = 8;
const DASHES = ["", "7 3", "2 3", "10 3 2 3", "5 2", "12 4", "1 2", "8 2 2 2 2 2"];
const SYMBOLS = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond, symbolCross, symbolStar,
    symbolWye];

/** @returns {{colour: string, dash: string, symbol: Object, index: number}} of option `index` */
export function look(index) {
    return {
        index,
        colour: `var(--o${index % N_COLOURS})`,
        dash: DASHES[index % DASHES.length],
        symbol: SYMBOLS[index % SYMBOLS.length],
    };
}

/** Colour of a part of a stack: stages, sponsors, lines. */
export function partColour(index) {
    return `var(--p${index % N_COLOURS})`;
}

/** An option's marker around (0, 0). `area` is in square pixels. */
export function marker(index, area = 64) {
    const { colour, symbol: type } = look(index);

    return s("path", { class: "marker", d: symbol().type(type).size(area)(),
        style: `fill:${colour}` });
}

/** The sample of an option in a legend: a piece of its line with its marker. */
export function optionSwatch(index) {
    const { colour, dash } = look(index);

    return s("svg", { class: "swatch", width: 30, height: 12, viewBox: "0 0 30 12",
        "aria-hidden": "true" },
    s("line", { x1: 0, x2: 30, y1: 6, y2: 6, "stroke-width": 2,
        style: `stroke:${colour}`, "stroke-dasharray": dash || null }),
    s("g", { transform: "translate(15,6)" }, marker(index, 50)));
}

/** The sample of a filled part. */
export function partSwatch(colour) {
    return s("svg", { class: "swatch", width: 14, height: 12, viewBox: "0 0 14 12",
        "aria-hidden": "true" },
    s("rect", { x: 0, y: 0, width: 14, height: 12, rx: 2, style: `fill:${colour}` }));
}
