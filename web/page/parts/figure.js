/** @file figure.js  A picture as the page shows it: a title that says what it shows, the picture
 *  and its words for those who do not see it, the same numbers as a table, and ways to take it
 *  away. */
import { saveCsv, savePng, saveSvg } from "./downloads.js";
import { freshId, h } from "./dom.js";
import { table } from "./table.js";

const REDRAW_FROM = 24; /* pixels of change in width that are worth drawing again */

/** A key: rows of {swatch, label}. */
export function legend(rows) {
    return h("ul", { class: "legend" }, rows.map((row) => h("li", null, row.swatch,
        h("span", { dir: "auto" }, row.label))));
}

/** Draws now for a guessed width, and again when the real one is known and differs. */
function drawn(ctx, draw, name) {
    const holder = h("div", { class: "picture" });
    let width = 0;
    const redraw = (room) => {
        if (room > 0 && Math.abs(room - width) >= REDRAW_FROM) {
            width = room;
            const svg = draw(Math.floor(room));

            svg.setAttribute("role", "img");
            svg.setAttribute("aria-labelledby", name.title);
            svg.setAttribute("aria-describedby", name.alt);
            holder.replaceChildren(svg);
        }
    };

    redraw(ctx.width);
    ctx.onResize(holder, redraw);
    holder.redraw = () => {
        width = 0;
        redraw(holder.clientWidth || ctx.width);
    };
    return holder;
}

/** Buttons that fold out the table and save. */
function tools(ctx, spec, holder, key) {
    const id = freshId("numbers");
    const place = h("div", { class: "figure-table", id, hidden: true });
    const fill = () => {
        if (place.firstChild === null) {
            place.append(table(ctx, { caption: spec.title, isStacked: false,
                ...(spec.table.shown?.() ?? spec.table.all()) }));
        }
    };
    const more = h("span", { class: "visually-hidden" }, `: ${spec.title}`);
    const toggle = h("button", { type: "button", class: "quiet", "aria-expanded": "false",
        "aria-controls": id, click: () => {
            fill();
            place.hidden = !place.hidden;
            toggle.setAttribute("aria-expanded", String(!place.hidden));
            toggle.firstChild.textContent = ctx.t(place.hidden ? "figure.table"
                : "figure.no_table");
        } }, h("span", null, ctx.t("figure.table")), more);
    const picture = () => ({ svg: holder.querySelector("svg"), title: spec.title, legend: key,
        foot: ctx.foot });
    const name = `${ctx.fileName}-${spec.name}`;
    const failed = () => ctx.announce(ctx.t("figure.failed"));
    const saveButton = (words, run) => h("button", { type: "button", class: "quiet", click: run },
        words, more.cloneNode(true));

    ctx.beforePrint(fill);
    return [
        h("div", { class: "figure-tools" }, toggle,
            h("details", { class: "save" },
                h("summary", null, ctx.t("figure.save"), more.cloneNode(true)),
                h("div", { class: "choices" },
                    saveButton("SVG", () => saveSvg(picture(), name)),
                    saveButton("PNG", () => savePng(picture(), name).catch(failed)),
                    saveButton("CSV", () => {
                        const { columns, rows } = spec.table.all();

                        saveCsv(columns, rows, name);
                    })))),
        place,
    ];
}

/** A figure.
 *  @param {Object} ctx
 *  @param {Object} spec
 *  @param {string} spec.name     part of file names: letters, digits, dashes
 *  @param {string} spec.title    what the picture shows, as a sentence says it
 *  @param {number=} spec.level   of the heading, 3 unless told
 *  @param {string|Node|Array=} spec.note  how to read it; unit
 *  @param {string} spec.alt      what one sees, in words
 *  @param {{swatch: Node, label: string}[]=} spec.key
 *  @param {function(number): SVGElement} spec.draw  for a width in pixels
 *  @param {{all: function(): {columns, rows}, shown: function=}} spec.table  its numbers;
 *         `shown` where the page shows fewer rows than a file gets
 *  @returns {HTMLElement} with redraw() for those who change the data */
export function figure(ctx, spec) {
    const ids = { title: freshId("figure"), alt: freshId("alt") };
    const key = spec.key ? legend(spec.key) : null;
    const holder = drawn(ctx, spec.draw, ids);
    const alt = h("p", { class: "visually-hidden", id: ids.alt }, spec.alt);
    const made = h("figure", { class: "figure", "data-name": spec.name },
        h("figcaption", null,
            h(`h${spec.level ?? 3}`, { class: "figure-title", id: ids.title }, spec.title),
            spec.note ? h("p", { class: "figure-note" }, spec.note) : null),
        key, holder, alt, spec.table ? tools(ctx, spec, holder, key) : null);

    made.redraw = holder.redraw;
    made.alt = alt;
    return made;
}
