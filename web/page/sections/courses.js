/** @file courses.js  The main quantities over time: fans of the kept futures, an option each. */
import { fan } from "../charts/fan.js";
import { courseOf, rowDays } from "../parts/data.js";

/** Which quantities; `top` where the scale is given by what the quantity is. */
const FANS = [
    { name: "effective_per_1000", kind: "number" },
    { name: "incidents_per_100k", kind: "number" },
    { name: "legitimacy", kind: "share", top: 1 },
    { name: "services", kind: "share", top: 1 },
    { name: "food_met", kind: "share", top: 1 },
    { name: "displaced", kind: "persons" },
    { name: "cost", kind: "money" },
];
const QUANTILES = ["q05", "q25", "q50", "q75", "q95"];

/** What the middle future does from the first to the last day. */
function fanWords(doc, ctx, { name, kind }, bands) {
    const { t, format } = ctx;

    return doc.options.map((option, o) => {
        const { q05, q50, q95 } = bands[o];

        return t("courses.alt", { option: option.title, first: format.show(q50[0], kind),
            last: format.show(q50.at(-1), kind),
            range: format.range(q05.at(-1), q95.at(-1), kind), name });
    }).join(" ");
}

/** Rows of a table: option, day, quantiles. */
function fanTable(doc, ctx, { kind }, bands, picked) {
    const { t, format } = ctx;
    const quantiles = QUANTILES.filter((name) => bands[0][name]);

    return {
        columns: [t("word.option"), t("word.date"), ...quantiles.map((name) =>
            t(name === "q50" ? "word.median" : `word.${name}`))].map((label, i) =>
            ({ label, isText: i === 1 })),
        rows: doc.options.flatMap((option, o) => picked.map((i) => [option.title,
            { shown: format.date(doc.courses.days[i]) },
            ...quantiles.map((name) => ({ shown: format.show(bands[o][name][i], kind),
                value: bands[o][name][i] }))])),
    };
}

/** A fan of one series for all options. Also for other sections. */
export function fanFigure(doc, ctx, spec) {
    const { t } = ctx;
    const course = courseOf(doc, spec.name);

    if (course === null) {
        return null;
    }
    const { days } = doc.courses;
    const { bands } = course;

    return ctx.figure({
        name: spec.name.replaceAll("_", "-"),
        title: t.or(`series.${spec.name}`, course.series.meaning),
        note: t.has(`series.${spec.name}.note`) ? t(`series.${spec.name}.note`) : null,
        alt: fanWords(doc, ctx, spec, bands),
        draw: (width) => fan({ days, kind: spec.kind, unit: "", top: spec.top,
            panels: doc.options.map((option, o) => ({ title: option.title, option: o,
                band: bands[o] })) }, width, ctx),
        table: {
            all: () => fanTable(doc, ctx, spec, bands, days.map((_, i) => i)),
            shown: () => fanTable(doc, ctx, spec, bands, rowDays(days, 7)),
        },
    });
}

export function coursesSection(doc, ctx) {
    const { h, t } = ctx;
    const figures = (doc.courses ? FANS : []).map((spec) => fanFigure(doc, ctx, spec))
        .filter(Boolean);

    if (figures.length === 0) {
        return doc.comparison.complete === false
            ? ctx.section({ id: "courses", title: t("courses.title"), basis: "kept" },
                h("p", null, t("courses.incomplete"))) : null;
    }
    return ctx.section({ id: "courses", title: t("courses.title"), basis: "kept",
        lead: t("courses.lead") }, figures);
}
