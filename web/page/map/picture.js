/** @file picture.js  The map drawn: a panel for each option, outlines in tones, values in words.
 *  Drawn once for a width; another day changes tones and words in place. */
import { at, canvas, label } from "../charts/frame.js";
import { s } from "../parts/dom.js";
import { cut, widthOf, wrap } from "../parts/measure.js";
import { marker } from "../parts/palette.js";
import { layoutOf } from "./layout.js";
import { stepOf, toneOf } from "./steps.js";

const GAP = 20;
const LEAST = 148;  /* width of a panel that still shows something */
const WIDEST = 400; /* of a panel */
const TITLE = 12;
const VALUE = 12.5;
const NAME = 11;
const SMALL = 10.5;
const LINE = 13;
const FOOT = 14;
const SHORTEST = 6;  /* letters of a name that is cut */
const MOST_NAME = 110;

/** The class that gives a value its tone. */
export function toneClass(value, limits) {
    const step = stepOf(value, limits);

    return step < 0 ? "tone-none" : `tone-${toneOf(step, limits)}`;
}

/** The sample of a tone in the legend. */
export function toneSwatch(cls) {
    return s("svg", { class: "swatch", width: 18, height: 12, viewBox: "0 0 18 12",
        "aria-hidden": "true" },
    s("rect", { class: `area ${cls}`, x: 0.5, y: 0.5, width: 17, height: 11 }));
}

/** Words around a point; twice where they may leave the area: the lower copy is their halo. */
function setWords(shape, lines, isInside) {
    const top = shape.y - (lines.length * LINE) / 2 + 10;
    const copy = (cls) => s("text", { class: cls, "text-anchor": "middle" }, lines.map((line, i) =>
        s("tspan", { x: shape.x, y: top + i * LINE, class: line.cls }, line.text)));

    return isInside ? [copy("area-words")] : [copy("area-halo"), copy("area-words")];
}

/** The lines of an area's name; none where they would have to be cut to a stump. */
function nameLines(shape, name, { isFree, hasRange }) {
    if (isFree) {
        return [cut(name, MOST_NAME, NAME)];
    }
    const lines = wrap(name, shape.room, { size: NAME,
        lines: Math.min(2, Math.max(1, shape.lines - (hasRange ? 2 : 1))) });

    return lines.every((line) => !line.endsWith("…") || line.length > SHORTEST) ? lines : [];
}

/** Whether names may be set over the edges of their areas without running into each other. */
function hasRoom(shapes, names, width) {
    const boxes = shapes.map((shape, i) => {
        const half = widthOf(cut(names[i], MOST_NAME, NAME), NAME) / 2;

        return { left: shape.x - half, right: shape.x + half, y: shape.y };
    });

    return boxes.every((a, i) => a.left >= -4 && a.right <= width + 4
        && boxes.slice(i + 1).every((b) => a.right < b.left || b.right < a.left
            || Math.abs(a.y - b.y) >= 2 * LINE));
}

/** An area: outline, name, value and, where there is one panel alone, the range of the futures. */
function area(shape, name, { hasRange, isFree }) {
    const names = nameLines(shape, name, { isFree, hasRange });
    const outline = s("path", { class: "area", d: shape.d });
    const words = s("g", null);
    const hint = s("title", null);

    return {
        element: s("g", null, outline, hint),
        words,
        update({ shown, range, hint: text }, cls) {
            const lines = [
                ...names.map((line) => ({ text: line, cls: "area-name", size: NAME })),
                { text: shown, cls: "area-value", size: VALUE },
                ...(hasRange ? [{ text: range, cls: "area-range", size: SMALL }] : []),
            ];
            const isInside = lines.every((line) =>
                widthOf(line.text, line.size, 600) <= shape.room + 4);

            hint.textContent = text;
            outline.setAttribute("class", `area ${cls}`);
            words.setAttribute("class", `area-text on-${cls}`);
            words.replaceChildren(...setWords(shape, lines, isInside));
        },
    };
}

/** One panel at the origin. */
function panel(doc, option, layout, { width, head, hasRange, hasTitle }) {
    const { title } = doc.options[option];
    const lines = wrap(title, width - 20, { size: TITLE, weight: 600, lines: 2 });
    const isFree = layout.kind === "boundaries"
        && hasRoom(layout.shapes, doc.areas.map((one) => one.name), width);
    const areas = doc.areas.map((one, i) => area(layout.shapes[i], one.name,
        { hasRange: hasRange && layout.shapes[i].lines > 2, isFree }));

    return {
        areas,
        element: s("g", null,
            hasTitle ? [at(7, head - 12 - 15 * (lines.length - 1), marker(option, 60)),
                label(lines, { x: 20, y: head - 8 - 15 * (lines.length - 1), cls: "strong" })]
                : null,
            at(0, head, areas.map((one) => one.element), areas.map((one) => one.words))),
    };
}

/** The lines below all maps; they stay with the picture when it is taken away. */
function footing(words, width, y, isRtl) {
    const lines = words.flatMap((text) => wrap(text, width, { size: SMALL, lines: 6 }));

    return {
        height: lines.length * FOOT,
        element: s("text", { class: "map-foot", style: isRtl ? "direction:rtl" : null },
            lines.map((line, i) => s("tspan", { x: isRtl ? width : 0, y: y + i * FOOT }, line))),
    };
}

/** How wide panels are, and how many stand in a row. */
function arrangement(n, width) {
    const columns = Math.max(1, Math.min(n, Math.floor((width + GAP) / (LEAST + GAP))));
    const rows = Math.ceil(n / columns);
    const even = Math.ceil(n / rows);

    return { columns: even, each: Math.min(WIDEST, (width - (even - 1) * GAP) / even) };
}

/** A map.
 *  @param {Object} doc
 *  @param {{options: number[], foot: string[], isRtl: boolean}} what
 *  @param {number} width
 *  @returns {{svg: SVGElement, kind: string, update: function}} update(read, limits): read(option,
 *           area) -> {value, shown, range, hint} */
export function mapPicture(doc, { options, foot, isRtl }, width) {
    const { columns, each } = arrangement(options.length, width);
    const layout = layoutOf(doc, each);
    const isAlone = options.length === 1;
    const head = isAlone ? 0 : 46;
    const row = head + layout.height + GAP;
    const height = row * Math.ceil(options.length / columns);
    const last = footing(foot, width, height + 10, isRtl);
    const svg = canvas(width, Math.ceil(height + last.height + 6));
    const panels = options.map((option, i) => {
        const made = panel(doc, option, layout, { width: each, head, hasRange: isAlone,
            hasTitle: !isAlone });
        const column = isRtl ? columns - 1 - i % columns : i % columns;

        svg.append(at(column * (each + GAP), row * Math.floor(i / columns), made.element));
        return made;
    });

    svg.append(last.element);
    return {
        svg,
        kind: layout.kind,
        update(read, limits) {
            panels.forEach(({ areas }, i) => areas.forEach((one, a) => {
                const words = read(options[i], a);

                one.update(words, toneClass(words.value, limits));
            }));
        },
    };
}

