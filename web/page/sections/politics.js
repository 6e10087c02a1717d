/** @file politics.js  Outcomes of bargaining and conditions over time. */
import { lines } from "../charts/lines.js";
import { courseOf, rowDays, seriesWith } from "../parts/data.js";

/** Panels of means, one for each series, a line an option. Also for other sections.
 *  @param {{name, title, note, alt, kind, top, items: {series: Object, title: string}[]}} spec */
export function meansFigure(doc, ctx, spec) {
    const { t, format, palette } = ctx;
    const { days } = doc.courses;
    const shown = spec.items.map((item) => ({ ...item, course: courseOf(doc, item.series.name) }))
        .filter(({ course }) => course !== null);
    const rowsFor = (picked) => ({
        columns: [spec.of, t("word.option"), ...picked.map((i) => format.date(days[i]))]
            .map((label, i) => ({ label, isText: i === 1 })),
        rows: shown.flatMap(({ title, course }) => doc.options.map((option, o) => [title,
            option.title, ...picked.map((i) => ({ value: course.bands[o].mean[i],
                shown: format.show(course.bands[o].mean[i], spec.kind) }))])),
    });

    return shown.length === 0 ? null : ctx.figure({
        ...spec,
        alt: shown.map(({ title, course }) => t("politics.alt", { what: title,
            list: doc.options.map((option, o) => `${option.title} ${format.show(
                course.bands[o].mean.at(-1), spec.kind)}`).join(", ") })).join(" "),
        key: doc.options.map((option, o) => ({ swatch: palette.optionSwatch(o),
            label: option.title })),
        draw: (width) => lines({ days, kind: spec.kind, unit: "", top: spec.top,
            panels: shown.map(({ title, course }) => ({ title,
                lines: doc.options.map((_, o) => ({ option: o,
                    values: course.bands[o].mean })) })) }, width, ctx),
        table: { all: () => rowsFor(days.map((_, i) => i)),
            shown: () => rowsFor(rowDays(days, 7)) },
    });
}

/** What 0 and 100 mean for each issue. */
function scales(doc, ctx) {
    const { h, t, words } = ctx;

    return h("ul", { class: "soft" }, doc.issues.map((issue) => h("li", null,
        t.rich("word.named", { name: h("strong", null, words(issue.title)),
            value: t.rich("politics.scale",
                { low: words(issue.low), high: words(issue.high) }) }))));
}

export function politicsSection(doc, ctx) {
    const { t } = ctx;

    if (!doc.courses) {
        return null;
    }
    const titles = (list) => new Map((list ?? []).map(({ id, title }) => [id, title]));
    const itemsOf = (prefix, list) => seriesWith(doc, prefix).map(({ series, id }) => ({ series,
        title: titles(list).get(id) ?? series.whose }));
    const outcomes = itemsOf("outcome.", doc.issues);
    const conditions = itemsOf("condition.", doc.conditions);

    if (outcomes.length + conditions.length === 0) {
        return null;
    }
    return ctx.section({ id: "politics", title: t("politics.title"), basis: "kept",
        lead: t("politics.lead") },
    outcomes.length > 0 ? [meansFigure(doc, ctx, { name: "outcomes",
        title: t("politics.outcomes"), note: t("politics.outcomes.note"), of: t("politics.issue"),
        kind: "number", top: 100, items: outcomes }), scales(doc, ctx)] : null,
    meansFigure(doc, ctx, { name: "conditions", title: t("politics.conditions"),
        note: t("politics.conditions.note"), of: t("politics.condition"), kind: "share", top: 1,
        items: conditions }));
}
