/** @file options.js  Options side by side: share that succeeds, difference, time, money, deaths. */
import { quantile } from "../parts/data.js";
import { rows } from "../charts/rows.js";

const SHOWN = ["cost", "civilian_deaths", "force_deaths"]; /* outputs that belong to a first look */

function successFigure(doc, ctx) {
    const { t, format } = ctx;
    const { options } = doc.comparison;
    const best = options.reduce((a, b) => (b.success.value > a.success.value ? b : a));

    return ctx.figure({
        name: "success",
        title: t("options.figure"),
        note: t("options.figure.note"),
        alt: options.map((option) => t("options.figure.alt", { option: option.title,
            share: format.share(option.success.value),
            interval: format.shares(option.success.low, option.success.high) })).join(" "),
        draw: (width) => rows({
            high: 1,
            tick: (x) => format.share(x),
            rows: options.map((option, i) => ({
                name: option.title,
                option: i,
                value: option.success.value,
                low: option.success.low,
                high: option.success.high,
                words: format.share(option.success.value),
                isStrong: option === best,
            })),
        }, width, ctx),
        table: { all: () => ({
            columns: [t("word.option"), t("options.success"), t("word.low"), t("word.high")]
                .map((label) => ({ label })),
            rows: options.map(({ title, success }) => [title, ...[success.value, success.low,
                success.high].map((value) => ({ shown: format.share(value), value }))]),
        }) },
    });
}

/** Difference to the baseline, future by future. */
function difference(doc, ctx, option) {
    const { t, format } = ctx;
    const d = option.success_difference;

    if (option.id === doc.comparison.baseline) {
        return { shown: t("options.baseline"), value: 0 };
    }
    return { shown: format.points(d.value), note: format.pointsRange(d.low, d.high),
        value: d.value };
}

function shareCell(ctx, { value, low, high }) {
    return { shown: ctx.format.share(value), note: ctx.format.shares(low, high), value };
}

/** The day by which forces are due, where that is one day for all options that send any. */
function sharedDue(doc) {
    const days = new Set(doc.options.filter(({ forces }) => forces?.length !== 0)
        .map(({ due }) => due));
    const [day] = days;

    return days.size === 1 && typeof day === "number" ? day : null;
}

/** Share of futures with the force ready in time, and by when that is where the head does not say
 *  so. */
function timeCell(doc, ctx, share, { due, forces }) {
    const cell = shareCell(ctx, share);
    const line = (words) => ctx.h("span", { class: "line" }, words);
    const isSaid = sharedDue(doc) !== null || typeof due !== "number" || forces?.length === 0;

    return isSaid ? cell : { ...cell, note: [line(cell.note), line(ctx.t("options.due",
        { date: ctx.format.date(due) }))] };
}

function timeHead(doc, ctx) {
    const day = sharedDue(doc);

    return day === null ? ctx.t("options.in_time")
        : ctx.t("options.in_time.by", { date: ctx.format.date(day) });
}

/** Median and nine tenths of an output. */
export function spreadCell(ctx, output, cell) {
    const { format } = ctx;
    const [low, middle, high] = ["q05", "median", "q95"].map((name) => quantile(cell, name));
    const shown = format.show(middle, output.kind, output.unit);
    const range = format.range(low, high, output.kind, output.unit);

    return { shown, note: range === shown ? null : range, value: middle };
}

function optionTable(doc, ctx) {
    const { t, h, words } = ctx;
    const { comparison } = doc;
    const outputs = SHOWN.map((id) => comparison.outputs.find((output) => output.id === id))
        .filter(Boolean);
    const baseline = comparison.options.find(({ id }) => id === comparison.baseline);
    const hasAuthority = doc.options.some(({ authority }) => authority);
    const columns = [
        { label: t("word.option"), isText: true },
        { label: t("options.success") },
        comparison.options.length > 1 ? { label: t("options.against",
            { option: `\u2068${(baseline?.title ?? "").slice(0, 60)}\u2069` }) } : null,
        { label: timeHead(doc, ctx) },
        ...outputs.map((output) => ({ label: t.or(`options.${output.id}`, output.title) })),
        hasAuthority ? { label: t("options.authority"), isText: true } : null,
    ].filter(Boolean);

    return ctx.table({
        caption: t("options.table"),
        isStacked: true,
        isSortable: true,
        columns,
        rows: comparison.options.map((option, i) => [
            { shown: [ctx.palette.optionSwatch(i), " ", words(option.title, { class: "clamped" })],
                value: option.title,
                note: doc.options[i].summary
                    ? h("span", { dir: "auto", class: "clamped" }, doc.options[i].summary) : null },
            shareCell(ctx, option.success),
            comparison.options.length > 1 ? difference(doc, ctx, option) : null,
            timeCell(doc, ctx, option.in_time, doc.options[i]),
            ...outputs.map((output) => spreadCell(ctx, output, option.outputs[output.id])),
            hasAuthority ? words(doc.options[i].authority || t("value.none")) : null,
        ].filter((cell) => cell !== null)),
    });
}

/** A summary has no futures to read percentiles from: how near its bins come to them. */
export function binsWords({ comparison }, { t, format }) {
    const error = comparison.quantile_error ?? 0;

    return error > 0
        ? t("options.bins", { error: format.number(Number((100 * error).toPrecision(2))) }) : null;
}

export function optionsSection(doc, ctx) {
    const { t, h } = ctx;
    const failed = doc.comparison.options.reduce((sum, option) => sum + option.failed, 0);
    const bins = binsWords(doc, ctx);

    return ctx.section({ id: "options", title: t("options.title"), basis: "futures",
        lead: t("options.lead") },
    successFigure(doc, ctx),
    optionTable(doc, ctx),
    h("p", { class: "soft" }, t("options.note")),
    bins ? h("p", { class: "soft" }, bins) : null,
    failed > 0 ? h("p", { class: "soft" }, t("options.failed", { n: failed,
        count: ctx.format.whole(failed) })) : null);
}
