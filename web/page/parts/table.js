/** @file table.js  Real tables: a caption, heads with a scope, a box of their own to scroll in.
 *  On a phone a table may stack into cards, one a row. Roles are said again because a stacked
 *  table loses those that its elements bring. */
import { freshId, h } from "./dom.js";

const LONGEST = 80; /* letters of a column's name */

/** @typedef {Object} Cell
 *  @property {string|Node|Array} shown
 *  @property {number|string=} value  for sorting and for CSV; else what is shown
 *  @property {string|Node=} note     a line below, softer
 *  @typedef {string|Cell} CellLike */

/** Any cell as a Cell. */
export function cellOf(cell) {
    const isPlain = cell === null || typeof cell !== "object" || cell instanceof Node
        || Array.isArray(cell);

    return isPlain ? { shown: cell ?? "" } : cell;
}

/** What CSV and sorting see of a cell. */
export function valueOf(cell) {
    const { shown, value } = cellOf(cell);

    if (value !== undefined) {
        return value;
    }
    return typeof shown === "string" || typeof shown === "number" ? shown
        : [shown].flat(Infinity).map((node) => node?.textContent ?? node ?? "").join("");
}

function bodyCell(cell, column, isHead) {
    const { shown, note } = cellOf(cell);

    return h(isHead ? "th" : "td",
        { scope: isHead ? "row" : null, role: isHead ? "rowheader" : "cell",
            class: column.isText || isHead ? "text" : "number", "data-label": column.label },
        h("div", { class: "cell" }, shown, note ? h("small", null, note) : null));
}

/** The beginning of a name that is too long for a head. */
function short(label) {
    return label.length > LONGEST ? `${label.slice(0, LONGEST)}…` : label;
}

/** Compares two values of a column: numbers by size, not known last, words as the language does. */
function compare(a, b, locale) {
    if (typeof a === "number" && typeof b === "number") {
        return (Number.isNaN(a) ? Infinity : a) - (Number.isNaN(b) ? Infinity : b);
    }
    return String(a).localeCompare(String(b), locale, { numeric: true });
}

/** Makes a head sort its column: a button that says which way it goes. */
function sortHead(ctx, column, index, table) {
    const head = h("th", { scope: "col", role: "columnheader",
        class: column.isText ? "text" : "number" });
    const sort = () => {
        const isDown = head.getAttribute("aria-sort") === "ascending";
        const body = table.tBodies[0];
        const rows = [...body.rows];

        rows.sort((a, b) => compare(a.values[index], b.values[index], ctx.language.locale)
            * (isDown ? -1 : 1));
        body.append(...rows);
        for (const other of table.tHead.rows[0].cells) {
            other.removeAttribute("aria-sort");
        }
        head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
        ctx.announce(ctx.t(isDown ? "table.sorted_down" : "table.sorted_up",
            { column: column.label }));
    };

    head.append(h("button", { type: "button", class: "sort", click: sort },
        h("bdi", { dir: "auto" }, column.label),
        h("span", { class: "arrow", "aria-hidden": "true" })));
    return head;
}

/** A table.
 *  @param {Object} ctx
 *  @param {Object} spec
 *  @param {string|Node} spec.caption        what the table holds
 *  @param {boolean=} spec.isCaptionHidden   for the eye only: a heading says it already
 *  @param {{label: string, isText: boolean=}[]} spec.columns
 *  @param {CellLike[][]} spec.rows          the first cell of a row is its head
 *  @param {boolean=} spec.isStacked         cards on a phone
 *  @param {boolean=} spec.isSortable
 *  @returns {HTMLElement} the box with the table */
export function table(ctx, { caption, isCaptionHidden, columns: given, rows, isStacked,
    isSortable }) {
    const columns = given.map((column) => ({ ...column, label: short(column.label) }));
    const id = freshId("table");
    const made = h("table", { role: "table", class: isStacked ? "stacked" : null });
    const heads = columns.map((column, i) => (isSortable ? sortHead(ctx, column, i, made)
        : h("th", { scope: "col", role: "columnheader",
            class: column.isText || i === 0 ? "text" : "number" },
        h("bdi", { dir: "auto" }, column.label))));

    made.append(
        h("caption", { id, class: isCaptionHidden ? "visually-hidden" : null }, caption),
        h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, heads)),
        h("tbody", { role: "rowgroup" }, rows.map((cells) => {
            const row = h("tr", { role: "row" },
                cells.map((cell, i) => bodyCell(cell, columns[i], i === 0)));

            row.values = isSortable ? cells.map(valueOf) : null;
            return row;
        })));
    return h("div", { class: "wide", role: "group", tabindex: "0", "aria-labelledby": id }, made);
}
