/** @file money.js  What it costs whom, and for what. Means add up where medians do not: bars show
 *  means, tables medians and ranges. */
import { roundUp } from "../charts/frame.js";
import { rows } from "../charts/rows.js";
import { outputsOf, outputTitle, seriesWith } from "../parts/data.js";
import { outputTable } from "./measures.js";
import { meansFigure } from "./politics.js";

const CENTS = 100; /* files get amounts in whole units of the currency */

/** Outputs that anybody pays under any option. */
function paidOutputs(doc, group) {
    return outputsOf(doc, group).filter(({ id }) =>
        doc.comparison.options.some((option) => option.outputs[id].mean.value > 0));
}

function barsFigure(doc, ctx, group) {
    const { t, format, palette } = ctx;
    const outputs = paidOutputs(doc, group);
    const { options } = doc.comparison;
    const mean = (option, { id }) => Math.max(option.outputs[id].mean.value ?? 0, 0);
    const totals = options.map((option) => outputs.reduce((sum, output) =>
        sum + mean(option, output), 0));
    const high = roundUp(Math.max(...totals, 1));
    const axis = format.axis(high, "money", "");

    return outputs.length === 0 ? null : ctx.figure({
        name: `money-by-${group}`,
        title: t(`money.${group}`),
        note: t("money.note"),
        alt: options.map((option, o) => t("money.alt", { option: option.title,
            total: format.show(totals[o], "money"), list: outputs.map((output) =>
                `${outputTitle(ctx, output)} ${format.show(mean(option, output), "money")}`)
                .join(", ") })).join(" "),
        key: outputs.map((output, i) => ({ swatch: palette.partSwatch(palette.partColour(i)),
            label: `${i + 1} ${outputTitle(ctx, output)}` })),
        draw: (width) => rows({
            high,
            tick: axis.tick,
            unit: axis.unit,
            rows: options.map((option, o) => ({
                name: option.title,
                parts: outputs.map((output, i) => ({ value: mean(option, output),
                    name: String(i + 1), colour: palette.partColour(i) })),
                words: format.show(totals[o], "money"),
            })),
        }, width, ctx),
        table: { all: () => ({
            columns: [{ label: t("word.option") }, ...outputs.map((output) =>
                ({ label: outputTitle(ctx, output) })), { label: t("money.total") }],
            rows: options.map((option, o) => [option.title, ...outputs.map((output) => ({
                shown: format.show(mean(option, output), "money"),
                value: mean(option, output) / CENTS })),
            { shown: format.show(totals[o], "money"), value: totals[o] / CENTS }]),
        }) },
    });
}

/** Share of each day's bill that was paid, by line. */
function fundedFigure(doc, ctx) {
    const { t } = ctx;
    const paid = new Set(paidOutputs(doc, "line").map(({ id }) => id.slice("cost.".length)));
    const items = seriesWith(doc, "line.", ".funded").filter(({ id }) => paid.has(id))
        .map(({ series, id }) => ({ series, title: t.or(`line.${id}`, series.whose) }));

    return items.length === 0 ? null : meansFigure(doc, ctx, { name: "funded",
        title: t("money.funded"), note: t("money.funded.note"), of: t("money.line.name"),
        kind: "share", top: 1, items });
}

export function moneySection(doc, ctx) {
    const { t } = ctx;
    const groups = ["sponsor", "line"].filter((group) => paidOutputs(doc, group).length > 0);

    if (groups.length === 0) {
        return null;
    }
    return ctx.section({ id: "money", title: t("money.title"), basis: "futures",
        lead: t("money.lead") },
    groups.map((group) => [barsFigure(doc, ctx, group),
        outputTable(doc, ctx, paidOutputs(doc, group), t(`money.${group}.table`),
            t(`money.${group}.name`))]),
    doc.courses ? fundedFigure(doc, ctx) : null);
}
