/** @file measures.js  Every measure of the plan and every outcome the program adds. */
import { goalWords, outputsOf, outputTitle } from "../parts/data.js";
import { rows } from "../charts/rows.js";
import { spreadCell } from "./options.js";

/** "goal ≥ 180 days, required". */
function goalLine(ctx, { goal, required }) {
    return ctx.t(required ? "measures.goal.required" : "measures.goal",
        { goal: goalWords(goal) });
}

/** Share of futures that meet each goal, a marker an option. */
function goalsFigure(doc, ctx) {
    const { t, format, palette } = ctx;
    const { options } = doc.comparison;
    const goals = outputsOf(doc, "measure").filter((output) => output.goal !== "");
    const met = (option, output) => option.outputs[output.id].met;

    if (goals.length === 0) {
        return null;
    }
    return ctx.figure({
        name: "goals",
        title: t("measures.figure"),
        note: t("measures.figure.note"),
        alt: goals.map((output) => t("measures.figure.alt", { goal: output.title,
            list: options.map((option) => `${option.title} ${format.share(met(option, output)
                .value)}`).join(", ") })).join(" "),
        key: options.map((option, i) => ({ swatch: palette.optionSwatch(i), label: option.title })),
        draw: (width) => rows({
            high: 1,
            tick: (x) => format.share(x),
            rows: goals.map((output) => ({
                name: output.title,
                hint: goalLine(ctx, output),
                track: true,
                marks: options.map((option, i) => ({ option: i,
                    value: met(option, output).value })),
            })),
        }, width, ctx),
        table: { all: () => ({
            columns: [{ label: t("measures.measure") }, ...options.map(({ title }) =>
                ({ label: title }))],
            rows: goals.map((output) => [output.title, ...options.map((option) => {
                const { value, low, high } = met(option, output);

                return { shown: format.share(value), note: format.shares(low, high), value };
            })]),
        }) },
    });
}

/** Median and spread; below it the share that meets the goal, where there is one. */
function measureCell(ctx, output, cell) {
    const { t, h, format } = ctx;
    const spread = spreadCell(ctx, output, cell);
    const met = output.goal === "" ? null
        : t("measures.met", { share: format.share(cell.met.value) });

    return { ...spread, note: [spread.note, met].filter(Boolean)
        .map((line) => h("span", { class: "line" }, line)) };
}

/** A table of outputs: a row each, a column an option. */
export function outputTable(doc, ctx, outputs, caption, head = ctx.t("measures.measure")) {
    const { t, h } = ctx;
    const { options } = doc.comparison;

    return ctx.table({
        caption,
        isStacked: true,
        columns: [{ label: head, isText: true },
            ...options.map(({ title }) => ({ label: title }))],
        rows: outputs.map((output) => [
            { shown: h("span", { dir: "auto", class: "clamped" }, outputTitle(ctx, output)),
                note: output.goal === "" ? null : goalLine(ctx, output) },
            ...options.map((option) => measureCell(ctx, output, option.outputs[output.id])),
        ]),
    });
}

export function measuresSection(doc, ctx) {
    const { t } = ctx;
    const built = outputsOf(doc, "course").filter(({ id }) => id !== "in_time");
    const measures = outputsOf(doc, "measure");

    return ctx.section({ id: "measures", title: t("measures.title"), basis: "futures",
        lead: t("measures.lead") },
    goalsFigure(doc, ctx),
    measures.length > 0 ? outputTable(doc, ctx, measures, t("measures.table")) : null,
    outputTable(doc, ctx, built, t("measures.built")));
}
