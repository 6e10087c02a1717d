/** @file pictures.js  The pictures that follow a move: success of all options, measures of one, and
 *  one course over time. Made once; drawn again with every answer. */
import { fan } from "../charts/fan.js";
import { successPicture } from "./success.js";
import { goalWords, optionIndex, outputTitle } from "../parts/data.js";
import { isolate } from "../parts/i18n.js";
import { isClear } from "./change.js";
import { bandOf, isSame, outputsOf, successChange } from "./results.js";

const BUILT_IN = ["in_time", "cost", "civilian_deaths", "excess_deaths", "displaced_end"];

/* ---- words ---------------------------------------------------------------------------------- */

/** What runs from left to right, whatever stands around it. */
const isolateLeft = (text) => `\u2066${text}\u2069`;

/** Signs that print well, and numbers that keep their order among words from right to left. */
function signs(text) {
    return isolateLeft(text.replaceAll("-", "−"));
}

/** A change of a share in points. */
function points(ctx, { value, low, high }) {
    return { shown: signs(ctx.format.points(value)),
        note: signs(ctx.format.pointsRange(low, high)), value };
}

/** A change in the unit of an output, with its sign; of a date in days. */
function amount(ctx, { value, low, high }, output) {
    const kind = output.kind === "date" ? "days" : output.kind;
    const nothing = ctx.format.show(0, kind, output.unit);
    const signed = (x) => {
        const size = ctx.format.show(Math.abs(x), kind, output.unit);

        return size === nothing ? size : signs((x > 0 ? "+" : "-") + size);
    };

    return { shown: signed(value), value,
        note: ctx.t("value.range", { low: signed(low), high: signed(high) }) };
}

/** The cell of a change: how much, below it between what; empty where nothing was moved. */
function changeCell(ctx, change, output) {
    const { t } = ctx;

    if (change === null || Number.isNaN(change.value)) {
        return { shown: change === null ? "" : t("value.none"), value: "" };
    }
    if (isSame(change)) {
        return { shown: t("live.same"), value: 0 };
    }
    const cell = output.kind === "share" ? points(ctx, change) : amount(ctx, change, output);

    return isClear(change) ? cell : { ...cell, note: [cell.note, ctx.h("br"), t("live.unclear")] };
}

/* ---- success -------------------------------------------------------------------------------- */

function titleOf(doc, pair) {
    return doc.options[optionIndex(doc, pair.id)]?.title ?? pair.id;
}

/** How many futures an answer that is not whole rests on. */
function restsOn(doc, ctx, { before, after }) {
    const { futures } = after ?? before;

    return futures < doc.live.futures
        ? ` · ${ctx.t("live.rests", { n: futures, count: ctx.format.whole(futures) })}` : "";
}

function successRows(doc, ctx, pairs) {
    return pairs.filter(({ before }) => before).map((pair) => {
        const { before, after } = pair;
        const share = (x) => ctx.format.share(x.success.value);

        return { name: titleOf(doc, pair), hint: restsOn(doc, ctx, pair),
            option: optionIndex(doc, pair.id), success: successChange(pair),
            words: after ? `${share(before)} → ${share(after)}` : share(before),
            before: before.success, after: after?.success ?? null };
    });
}

/** "Multinational force: 66 % before, 71 % after", one an option. */
export function successWords(doc, ctx, pairs) {
    const { t, format } = ctx;

    return successRows(doc, ctx, pairs).map(({ name, before, after }) => t(after
        ? "live.success.alt" : "live.success.alt.idle", { option: isolate(name),
        before: format.share(before.value), after: after ? format.share(after.value) : "" }))
        .join("; ");
}

function successTable(doc, ctx, pairs) {
    const { t, format } = ctx;
    const cell = (x) => (x ? { shown: format.share(x.value), value: x.value,
        note: format.shares(x.low, x.high) } : "");

    return {
        columns: [{ label: t("word.option"), isText: true }, { label: t("live.before") },
            { label: t("live.after") }, { label: t("live.change") }],
        rows: successRows(doc, ctx, pairs).map(({ name, before, after, success }) =>
            [ctx.words(name), cell(before), cell(after),
                changeCell(ctx, success, { kind: "share" })]),
    };
}

/* ---- measures ------------------------------------------------------------------------------- */

/** Outputs worth a row: the plan's measures, then what every plan has. */
function outputIds(doc) {
    const measures = doc.comparison.outputs.filter((output) => output.group === "measure");

    return [...measures.map(({ id }) => id), ...BUILT_IN];
}

/** A cell of before or after: the mean, and below it how often a goal was met or a thing reached.
 *  */
function outputCell(ctx, cell, output) {
    const { t, format } = ctx;

    if (cell === null) {
        return "";
    }
    const mean = cell.mean.value ?? (output.kind === "date" ? Infinity : NaN);
    const note = output.goal ? t("live.met", { share: format.share(cell.met.value) })
        : output.kind === "date" ? t("live.reached", { share: format.share(cell.reached.value) })
            : null;

    return { shown: format.show(mean, output.kind, output.unit), value: mean, note };
}

function measuresTable(doc, ctx, pair) {
    const { t } = ctx;
    const rows = outputsOf(pair, outputIds(doc)).map(({ id, before, after, change }) => {
        const output = doc.comparison.outputs.find((one) => one.id === id);

        return [{ shown: ctx.words(outputTitle(ctx, output)),
            note: output.goal ? isolateLeft(goalWords(output.goal)) : null },
            outputCell(ctx, before, output), outputCell(ctx, after, output),
            changeCell(ctx, change, output)];
    });

    return ctx.table({
        caption: t("live.measures.caption", { option: isolate(titleOf(doc, pair)) }),
        columns: [{ label: t("live.measure"), isText: true }, { label: t("live.mean.before") },
            { label: t("live.mean.after") }, { label: t("live.change") }],
        rows,
        isStacked: true,
    });
}

/* ---- a course ------------------------------------------------------------------------------- */

/** Before and after as panels of one scale. */
function fanData(doc, ctx, pair, choice) {
    const series = doc.courses.series.find(({ name }) => name === choice.series);
    const option = optionIndex(doc, pair.id);
    const bands = [["live.before", pair.before], ["live.after", pair.after]]
        .map(([title, answer]) => ({ title: ctx.t(title), option,
            band: bandOf(answer, choice.series) })).filter(({ band }) => band);

    return {
        days: bands[0]?.band.days ?? [],
        panels: bands.length === 1 ? [{ ...bands[0], title: doc.options[option].title }] : bands,
        kind: series.unit === "share" ? "share" : series.unit === "money" ? "money" : "number",
        unit: series.unit === "share" || series.unit === "money" ? "" : series.unit,
    };
}

function fanTable(ctx, data) {
    const { t } = ctx;
    const names = ["q05", "q50", "q95"];

    return {
        columns: [{ label: t("word.date"), isText: true }, ...data.panels.flatMap(({ title }) =>
            names.map((name) => ({ label: `${title}, ${t(name === "q50" ? "word.median"
                : `word.${name}`)}` })))],
        rows: data.days.map((day, k) => [ctx.format.date(day), ...data.panels.flatMap(({ band }) =>
            names.map((name) => ({ shown: ctx.format.show(band[name][k], data.kind, ""),
                value: band[name][k] })))]),
    };
}

/** Every so many rows, the last among them, so that a table on the page stays short. */
function thinned({ columns, rows }) {
    const step = Math.max(1, Math.ceil((rows.length - 1) / 12));

    return { columns, rows: rows.filter((_, k) => k % step === 0 || k === rows.length - 1) };
}

function fanAlt(ctx, data) {
    const [before, after] = data.panels.map(({ band }) =>
        ctx.format.show(band.q50.at(-1), data.kind, data.unit));

    return ctx.t(after === undefined ? "live.fan.alt.idle" : "live.fan.alt", { before, after });
}

/* ---- figures that follow -------------------------------------------------------------------- */

/** A figure whose words, picture and numbers can be brought up to new data. */
function following(ctx, spec) {
    const made = ctx.figure(spec);
    const title = made.querySelector(".figure-title");
    const note = made.querySelector(".figure-note");
    const place = made.querySelector(".figure-table");

    return {
        element: made,
        follow(changed) {
            Object.assign(spec, changed);
            title.textContent = spec.title;
            note.textContent = spec.note;
            made.alt.textContent = spec.alt;
            made.redraw();
            if (place.firstChild) {
                place.replaceChildren(ctx.table({ caption: spec.title, isStacked: false,
                    ...(spec.table.shown?.() ?? spec.table.all()) }));
            }
        },
    };
}

function successFigure(doc, ctx, source) {
    const words = () => ({ title: ctx.t("live.success"),
        note: ctx.t(source().some(({ after }) => after) ? "live.success.note"
            : "live.success.note.idle"),
        alt: successWords(doc, ctx, source()) });
    const figure = following(ctx, { name: "live-success", ...words(),
        draw: (width) => successPicture(successRows(doc, ctx, source()), width, ctx),
        table: { all: () => successTable(doc, ctx, source()) } });

    return { element: figure.element, follow: () => figure.follow(words()) };
}

function fanFigure(doc, ctx, source, choice) {
    const { t } = ctx;
    const pairNow = () => source()[choice.option];
    const data = () => fanData(doc, ctx, pairNow(), choice);
    const words = () => {
        const pair = pairNow();
        const series = doc.courses.series.find(({ name }) => name === choice.series);

        return { note: t("live.fan.note"), alt: fanAlt(ctx, data()),
            title: t(pair.after ? "live.fan" : "live.fan.idle", {
                quantity: isolate(seriesName(ctx, series)),
                option: isolate(titleOf(doc, pair)),
            }) };
    };
    const figure = following(ctx, { name: "live-course", ...words(),
        draw: (width) => fan(data(), width, ctx),
        table: { all: () => fanTable(ctx, data()), shown: () => thinned(fanTable(ctx, data())) } });

    return { element: figure.element, follow: () => figure.follow(words()) };
}

/** Name of a series in the page's language, else the document's meaning. */
export function seriesName(ctx, series) {
    const name = ctx.t.or(`series.${series.name}`, series.meaning || series.name);
    const whose = series.whose ? `${series.whose}: ` : "";

    return whose + name.charAt(0).toUpperCase() + name.slice(1);
}

/** The pictures, built when there is a first answer.
 *  @param {Object} choice  {option: index among the answer's options, series}
 *  @param {function(): Object[]} source  a pair for each option; before is there
 *  @returns {{element, follow()}} */
export function pictures(doc, ctx, source, { choice, choosers }) {
    const { h } = ctx;
    const success = successFigure(doc, ctx, source);
    const course = doc.courses?.series.some(({ name }) => name === choice.series)
        ? fanFigure(doc, ctx, source, choice) : null;
    const measures = h("div", null);
    const follow = () => {
        if (source()[choice.option].before === null) {
            return;
        }
        success.follow();
        measures.replaceChildren(measuresTable(doc, ctx, source()[choice.option]));
        course?.follow();
    };

    measures.append(measuresTable(doc, ctx, source()[choice.option]));
    return {
        element: h("div", { class: "live-pictures" }, success.element,
            h("div", { class: "live-choices no-print" }, choosers),
            h("details", { class: "live-measures", open: !ctx.isPhone },
                h("summary", null, ctx.t("live.measures")), measures),
            course?.element ?? null),
        follow,
    };
}
