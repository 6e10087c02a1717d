/** @file robustness.js  Which option holds by several metrics, which need not agree. */
import { plane } from "../charts/plane.js";
import { optionIndex } from "../parts/data.js";

const metricOf = (measure, id) => measure.metrics.find((metric) => metric.id === id);

/** Turned back to the measure's own sense: where low is better the metrics hold negative values. */
function mean(measure, option) {
    const value = metricOf(measure, "laplace")?.values[option];

    return measure.low_is_better && typeof value === "number" ? -value : value;
}

/** Kind of a measure's values, from the comparison. */
function outputOf(doc, measure) {
    return doc.comparison.outputs.find(({ id }) => id === measure.id)
        ?? { kind: measure.id === "success" ? "share" : "number", unit: "" };
}

/** One panel: mean to the right, regret upwards; the better corner is named in the note. */
function panelOf(doc, ctx, measure) {
    const { t, format } = ctx;
    const { kind, unit } = outputOf(doc, measure);
    const values = doc.robustness.options.map(({ id }) => ({ id, x: mean(measure, id),
        y: metricOf(measure, "p90_regret")?.values[id] }));
    const axis = (name) => {
        const top = Math.max(...values.map((value) => Math.abs(value[name] ?? 0)));
        const isRegretOfDate = kind === "date" && name === "y";
        const scale = format.axis(top, isRegretOfDate ? "days" : kind, unit);

        return { tick: scale.tick, unit: scale.unit };
    };
    const named = (id, { unit: words }) => (words ? `${t(id)}, ${words}` : t(id));
    const [x, y] = [axis("x"), axis("y")];

    return {
        title: measure.title,
        x: { name: named("robustness.mean", x), tick: x.tick },
        y: { name: named("robustness.regret", y), ...(values.every((one) => one.y === 0)
            ? { range: [-0.5, 4], tick: (value) => (value === 0 ? y.tick(0) : "") }
            : { tick: y.tick }) },
        points: values.map(({ id, x: px, y: py }) => ({ x: px ?? NaN, y: py ?? NaN,
            option: optionIndex(doc, id) })),
    };
}

function regretFigure(doc, ctx) {
    const { t, format, palette } = ctx;
    const { measures, options } = doc.robustness;
    const shown = measures.filter((measure) => metricOf(measure, "laplace")
        && metricOf(measure, "p90_regret"));
    const kindOf = (measure, isRegret) => {
        const { kind, unit } = outputOf(doc, measure);

        return [isRegret && kind === "date" ? "days" : kind, unit];
    };

    return shown.length === 0 ? null : ctx.figure({
        name: "mean-regret",
        title: t("robustness.figure"),
        note: [t("robustness.figure.note"), ...(shown.some((measure) => measure.never > 0)
            ? [" ", t("robustness.never")] : [])],
        alt: t("robustness.figure.alt"),
        key: options.map((option) => ({ swatch: palette.optionSwatch(optionIndex(doc, option.id)),
            label: option.title })),
        draw: (width) => plane({ panels: shown.map((measure) =>
            panelOf(doc, ctx, measure)) }, width),
        table: { all: () => ({
            columns: ["measures.measure", "word.option", "robustness.mean", "robustness.regret"]
                .map((id, i) => ({ label: t(id), isText: i === 1 })),
            rows: shown.flatMap((measure) => options.map(({ id, title }) => {
                const [x, y] = [mean(measure, id), metricOf(measure, "p90_regret").values[id]];

                return [measure.title, title,
                    { shown: format.show(x, ...kindOf(measure, false)), value: x },
                    { shown: format.show(y, ...kindOf(measure, true)), value: y }];
            })),
        }) },
    });
}

/** Metrics that tell options apart at all, and which option each puts first. */
function firsts(measure, options) {
    const telling = measure.metrics.filter(({ ranks }) =>
        options.some(({ id }) => ranks[id] > 1)); /* 0: not defined for an option */

    return options.map(({ id }) => ({ of: telling.length,
        metrics: telling.filter(({ ranks }) => ranks[id] === 1) }));
}

function firstTable(doc, ctx) {
    const { t } = ctx;
    const { measures, options } = doc.robustness;

    return ctx.table({
        caption: t("robustness.firsts"),
        isCaptionHidden: true,
        isStacked: true,
        columns: [{ label: t("measures.measure"), isText: true },
            ...options.map(({ title }) => ({ label: title, isText: true }))],
        rows: measures.map((measure) => [
            { shown: ctx.words(measure.title), note: t(measure.agree ? "robustness.agree"
                : "robustness.disagree") },
            ...firsts(measure, options).map(({ of, metrics }) => ({
                shown: of === 0 ? t("robustness.untold") : t("robustness.first",
                    { n: metrics.length, of: ctx.format.whole(of) }),
                value: metrics.length,
                note: metrics.map(({ id, title }) => t.or(`metric.${id}`, title)).join(", ") })),
        ]),
    });
}

export function robustnessSection(doc, ctx) {
    const { t } = ctx;

    if (!(doc.robustness?.options?.length > 1) || !doc.robustness.measures?.length) {
        return null;
    }
    return ctx.section({ id: "robustness", title: t("robustness.title"), basis: "futures",
        lead: t("robustness.lead") },
    regretFigure(doc, ctx),
    ctx.h("details", { class: "group" },
        ctx.h("summary", null, ctx.h("h3", null, t("robustness.firsts"))), firstTable(doc, ctx)));
}
