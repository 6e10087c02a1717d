/** @file relief.js  How people fare, area by area: over time for one quantity, and at the end. */
import { courseOf } from "../parts/data.js";
import { meansFigure } from "./politics.js";

const OVER_TIME = "food_met";
const AT_THE_END = [
    ["food_met", "share"], ["water_met", "share"], ["undernourishment", "share"],
    ["housing", "share"], ["services", "share"], ["sheltering", "persons"],
    ["incidents_per_100k", "number"], ["legitimacy", "share"],
];
const MOST_PANELS = 12; /* areas with a panel of their own */

const areasOf = (doc) => doc.areas ?? [];

/** One quantity over time, a panel an area. */
function timeFigure(doc, ctx) {
    const { t } = ctx;
    const items = areasOf(doc).slice(0, MOST_PANELS).map((area) => ({ title: area.name,
        series: { name: `area.${area.id}.${OVER_TIME}` } }));

    return meansFigure(doc, ctx, { name: "food-by-area", title: t("relief.figure"),
        note: t("relief.figure.note"), of: t("word.area"), kind: "share", top: 1, items });
}

/** Medians on the last day: a row an area, a column an option. */
function endTable(doc, ctx, [field, kind]) {
    const { t, format } = ctx;
    const rows = areasOf(doc).map((area) => ({ area,
        course: courseOf(doc, `area.${area.id}.${field}`) })).filter(({ course }) => course);
    const last = doc.courses.days.length - 1;

    return rows.length === 0 ? null : ctx.table({
        caption: t("relief.table", { what: t(`area.${field}`) }),
        isStacked: true,
        columns: [{ label: t("word.area"), isText: true },
            ...doc.options.map(({ title }) => ({ label: title }))],
        rows: rows.map(({ area, course }) => [ctx.words(area.name), ...doc.options.map((_, o) => {
            const { q05, q50, q95 } = course.bands[o];

            return { shown: format.show(q50[last], kind), value: q50[last],
                note: format.range(q05[last], q95[last], kind) };
        })]),
    });
}

export function reliefSection(doc, ctx) {
    const { h, t } = ctx;

    if (!doc.courses || areasOf(doc).length === 0) {
        return null;
    }
    const tables = AT_THE_END.map((spec) => endTable(doc, ctx, spec)).filter(Boolean);

    return ctx.section({ id: "relief", title: t("relief.title"), basis: "kept",
        lead: t("relief.lead") },
    timeFigure(doc, ctx),
    tables.slice(0, 1),
    tables.length > 1 ? h("details", { class: "group" },
        h("summary", null, h("h3", null, t("relief.more"))), tables.slice(1)) : null);
}
