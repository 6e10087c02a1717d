/** @file downloads.js  Pictures and numbers taken away: SVG and PNG that stand alone (title, key,
 *  where they come from), CSV with unrounded numbers. */
import { s } from "./dom.js";
import { valueOf } from "./table.js";
import { wrap } from "./measure.js";

const STYLES = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "opacity",
    "stroke-opacity", "font-family", "font-size", "font-weight", "text-anchor", "direction",
    "dominant-baseline", "unicode-bidi", "stroke-linejoin", "stroke-linecap", "paint-order"];
const PNG_SCALE = 2;
const MARGIN = 16;
const LINE = 18;

/** Hands a file to the reader. */
function save(blob, name) {
    const url = URL.createObjectURL(blob);
    const link = document.createElement("a");

    link.href = url;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/** Writes styles that come from the page's sheets onto a copy, for the copy leaves the page. */
function dress(copy, original) {
    const style = getComputedStyle(original);

    for (const name of STYLES) {
        copy.style.setProperty(name, style.getPropertyValue(name));
    }
    copy.removeAttribute("class");
    [...original.children].forEach((child, i) => dress(copy.children[i], child));
}

/** Lines of the picture's head or foot, from height `top`: what to add and where it ends. */
function lines(text, { top, width, size, weight, colour }) {
    const broken = wrap(text, width - 2 * MARGIN, { size, weight, lines: 4 });

    return {
        node: s("text", { x: MARGIN, y: top, style: `font:${weight} ${size}px sans-serif;`
            + `fill:${colour}` }, broken.map((line, i) => s("tspan",
            { x: MARGIN, dy: i === 0 ? size : LINE }, line))),
        end: top + broken.length * LINE + 4,
    };
}

/** The key of a picture, one mark a row. */
function key(legend, top, colour) {
    const rows = [...(legend?.querySelectorAll("li") ?? [])];
    const group = s("g", null);

    rows.forEach((row, i) => {
        const swatch = row.querySelector("svg");
        const copy = swatch.cloneNode(true);

        dress(copy, swatch);
        copy.setAttribute("x", MARGIN);
        copy.setAttribute("y", top + i * LINE);
        group.append(copy, s("text", { x: MARGIN + 38, y: top + i * LINE + 10,
            style: `font:400 12px sans-serif;fill:${colour}` }, row.textContent));
    });
    return { node: group, end: top + rows.length * LINE + (rows.length > 0 ? 6 : 0) };
}

/** One picture that says by itself what it is.
 *  @param {{svg: SVGElement, title: string, legend: ?Element, foot: string}} picture */
export function standalone({ svg, title, legend, foot }) {
    const box = svg.viewBox.baseVal;
    const width = box.width + 2 * MARGIN;
    const root = getComputedStyle(document.documentElement);
    const [ink, soft, paper] = ["--ink", "--soft", "--paper"].map((name) => root
        .getPropertyValue(name));
    const head = lines(title, { top: MARGIN, width, size: 16, weight: 600, colour: ink });
    const marks = key(legend, head.end + 2, ink);
    const copy = svg.cloneNode(true);

    dress(copy, svg);
    copy.setAttribute("x", MARGIN);
    copy.setAttribute("y", marks.end);
    copy.setAttribute("width", box.width);
    copy.setAttribute("height", box.height);
    const last = lines(foot, { top: marks.end + box.height + 6, width, size: 11, weight: 400,
        colour: soft });

    return s("svg", { xmlns: "http://www.w3.org/2000/svg", width, height: last.end + MARGIN,
        viewBox: `0 0 ${width} ${last.end + MARGIN}` },
    s("rect", { width: "100%", height: "100%", style: `fill:${paper}` }), head.node, marks.node,
    copy, last.node);
}

function svgBlob(picture) {
    const text = new XMLSerializer().serializeToString(standalone(picture));

    return new Blob([text], { type: "image/svg+xml" });
}

export function saveSvg(picture, name) {
    save(svgBlob(picture), `${name}.svg`);
}

/** Draws the SVG on a canvas. Rejects where the browser cannot. */
export async function savePng(picture, name) {
    const url = URL.createObjectURL(svgBlob(picture));
    const image = new Image();

    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = PNG_SCALE * image.width;
    canvas.height = PNG_SCALE * image.height;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(url);
    save(await new Promise((done) => {
        canvas.toBlob(done, "image/png");
    }), `${name}.png`);
}

/** A field of CSV (RFC 4180). Words that a spreadsheet would take for a formula begin with a
 *  quote, so that they stay words. */
function field(cell) {
    const value = valueOf(cell);

    if (typeof value === "number") {
        return Number.isFinite(value) ? String(value) : "";
    }
    const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);

    return /[",\r\n]/.test(text) ? `"${text.replaceAll("\"", "\"\"")}"` : text;
}

/** Columns and rows as CSV. */
export function csv(columns, rows) {
    return [columns.map((column) => column.label), ...rows]
        .map((row) => row.map(field).join(",")).join("\r\n") + "\r\n";
}

export function saveCsv(columns, rows, name) {
    save(new Blob(["\ufeff", csv(columns, rows)], { type: "text/csv;charset=utf-8" }),
        `${name}.csv`);
}
