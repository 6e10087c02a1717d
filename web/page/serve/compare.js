/** @file compare.js  A variant beside the plan as it is: before and after. */
import { rows } from "../charts/rows.js";

const BEFORE = 0; /* looks, as options have them: grey, and the first colour */
const AFTER = 1;

/** Options that both have, each with its results before and after. */
function pairsOf({ before, after }) {
    return before.options.map((one) => ({ before: one,
        after: after.options.find(({ id }) => id === one.id) }))
        .filter((pair) => pair.after !== undefined);
}

/** Whether two intervals of independent shares leave no doubt which is greater. A cautious rule:
 *  futures are in fact paired, and differences smaller than it can see may still be real. */
function isApart(a, b) {
    return a.low > b.high || b.low > a.high;
}

function shareCell(ctx, { value, low, high }) {
    return { shown: ctx.format.share(value), note: ctx.format.shares(low, high), value };
}

function changeCell(ctx, before, after) {
    const value = after.value - before.value;

    return { shown: ctx.format.points(value), value,
        note: ctx.t(isApart(before, after) ? "serve.apart" : "serve.overlap") };
}

function successFigure(ctx, compared) {
    const { t, format, palette } = ctx;
    const pairs = pairsOf(compared);
    const mark = (option, success) => ({ option, ...success });

    return ctx.figure({
        name: `variant-${compared.name}`,
        title: t("serve.compared.success", { name: compared.name }),
        alt: pairs.map(({ before, after }) => t("serve.compared.alt", { option: before.title,
            before: format.share(before.success.value),
            after: format.share(after.success.value) })).join(" "),
        key: [[BEFORE, "serve.before"], [AFTER, "serve.after"]].map(([look, id]) =>
            ({ swatch: palette.optionSwatch(look), label: t(id) })),
        draw: (width) => rows({
            high: 1,
            tick: (x) => format.share(x),
            rows: pairs.map(({ before, after }) => ({ name: before.title, track: true,
                marks: [mark(BEFORE, before.success), mark(AFTER, after.success)] })),
        }, width, ctx),
        table: { all: () => ({
            columns: ["word.option", "serve.before", "serve.after", "serve.change"].map((id) =>
                ({ label: t(id) })),
            rows: pairs.map(({ before, after }) => [before.title, shareCell(ctx, before.success),
                shareCell(ctx, after.success), changeCell(ctx, before.success, after.success)]),
        }) },
    });
}

/** Goals met, a row each and a column an option: after, and before below it. */
function goalTable(ctx, compared) {
    const { t, format, h } = ctx;
    const pairs = pairsOf(compared);
    const goals = compared.before.outputs.filter(({ goal, id }) => goal !== ""
        && pairs.every(({ before, after }) => before.outputs[id] && after.outputs[id]));

    return ctx.table({
        caption: t("serve.compared.goals", { name: compared.name }),
        isStacked: true,
        columns: [{ label: t("measures.measure"), isText: true },
            ...pairs.map(({ before }) => ({ label: before.title }))],
        rows: goals.map(({ id, title }) => [h("span", { dir: "auto" }, title),
            ...pairs.map(({ before, after }) => ({
                shown: format.share(after.outputs[id].met.value),
                value: after.outputs[id].met.value,
                note: t("serve.was", { share: format.share(before.outputs[id].met.value) }),
            }))]),
    });
}

/** What is shown of a comparison: how the two belong together, shares that succeed, goals. */
export function compareFigures(doc, ctx, compared) {
    const { t, h, format } = ctx;
    const [before, after] = [compared.before.scenarios, compared.after.scenarios];

    return [
        h("h3", null, t("serve.compared.title", { name: compared.name })),
        h("p", { class: "soft" }, before === after
            ? t("serve.compared.same", { n: before, count: format.whole(before) })
            : t("serve.compared.other", { before: format.whole(before),
                after: format.whole(after) })),
        successFigure(ctx, compared),
        goalTable(ctx, compared),
    ];
}
