/** @file pipeline.js  Who is where on the way from pledge to deployment, against what is needed.
 *  Means over the kept futures, so that stages add up. */
import { lines } from "../charts/lines.js";
import { stacks } from "../charts/stacks.js";
import { courseOf, rowDays, seriesWith } from "../parts/data.js";

/** From the bottom of the stack: the nearer to deployment, the lower. */
const STAGES = ["deployed", "ready", "field", "training", "vetted", "vetting", "preparing",
    "pledged"];
const colour = (stage) => `var(--q${STAGES.indexOf(stage)})`;

/** Effective personnel of an option beside what it needs. */
function needFigure(doc, ctx) {
    const { t, format } = ctx;
    const effective = courseOf(doc, "effective_force");
    const need = courseOf(doc, "requirement");
    const { days } = doc.courses;

    if (effective === null || need === null) {
        return null;
    }
    const shown = doc.options.map((option, o) => ({ option, o }))
        .filter(({ o }) => effective.bands[o].mean.some((x) => x > 0));
    const rowsFor = (picked) => ({
        columns: [t("word.option"), t("word.date"), t("pipeline.effective"), t("pipeline.need")]
            .map((label, i) => ({ label, isText: i === 1 })),
        rows: shown.flatMap(({ option, o }) => picked.map((i) => [option.title,
            { shown: format.date(days[i]) },
            ...[effective, need].map(({ bands }) => ({ value: bands[o].mean[i],
                shown: format.show(bands[o].mean[i], "persons") }))])),
    });

    return shown.length === 0 ? null : ctx.figure({
        name: "effective-against-requirement",
        title: t("pipeline.figure.need"),
        note: t("pipeline.figure.need.note"),
        alt: shown.map(({ option, o }) => t("pipeline.need.alt", { option: option.title,
            has: format.show(effective.bands[o].mean.at(-1), "persons"),
            needs: format.show(need.bands[o].mean.at(-1), "persons") })).join(" "),
        draw: (width) => lines({ days, kind: "persons", unit: "persons", least: 180,
            panels: shown.map(({ option, o }) => ({ title: option.title,
                lines: [{ option: o, values: effective.bands[o].mean }],
                need: need.bands[o].mean })) }, width, ctx),
        table: { all: () => rowsFor(days.map((_, i) => i)),
            shown: () => rowsFor(rowDays(days, 7)) },
    });
}

/** Means of every stage for one force and option. */
function layersOf(courses, o) {
    return courses.map((course) => course?.bands[o].mean);
}

function forceFigure(doc, ctx, force) {
    const { t, format, palette } = ctx;
    const { days } = doc.courses;
    const all = STAGES.map((stage) => courseOf(doc, `force.${force.id}.${stage}`));
    const used = STAGES.filter((_, i) => all[i]?.bands.some(({ mean }) => mean.some((x) => x > 0)));
    const courses = used.map((stage) => all[STAGES.indexOf(stage)]);
    const shown = doc.options.map((option, o) => ({ option, layers: layersOf(courses, o) }))
        .filter(({ layers }) => layers.some((layer) => layer.some((x) => x > 0)));
    const rowsFor = (picked) => ({
        columns: [t("word.option"), t("word.date"), ...used.map((stage) => t(`stage.${stage}`))]
            .map((label, i) => ({ label, isText: i === 1 })),
        rows: shown.flatMap(({ option, layers }) => picked.map((i) => [option.title,
            { shown: format.date(days[i]) }, ...layers.map((layer) => ({ value: layer[i],
                shown: format.show(layer[i], "persons") }))])),
    });

    return shown.length === 0 ? null : ctx.figure({
        name: `pipeline-${force.id}`,
        title: t("pipeline.figure.force", { force: `\u2068${force.title}\u2069` }),
        note: t(force.kind === "local" ? "pipeline.figure.local" : "pipeline.figure.contributed"),
        alt: shown.map(({ option, layers }) => t("pipeline.force.alt", { option: option.title,
            deployed: format.show(layers[0]?.at(-1), "persons") })).join(" "),
        key: used.map((stage) => ({ swatch: palette.partSwatch(colour(stage)),
            label: t(`stage.${stage}`) })),
        draw: (width) => stacks({ days, kind: "persons", unit: "persons",
            colours: used.map(colour), panels: shown.map(({ option, layers }) =>
                ({ title: option.title, layers })) }, width, ctx),
        table: { all: () => rowsFor(days.map((_, i) => i)),
            shown: () => rowsFor(rowDays(days, 7)) },
    });
}

export function pipelineSection(doc, ctx) {
    const { t } = ctx;

    if (!doc.courses) {
        return null;
    }
    const known = new Map((doc.forces ?? []).map((force) => [force.id, force]));
    const forces = seriesWith(doc, "force.", ".deployed").map(({ id, series }) =>
        known.get(id) ?? { id, title: series.whose, kind: "" });
    const figures = [needFigure(doc, ctx), ...forces.sort((a, b) => (b.kind === "local")
        - (a.kind === "local")).map((force) => forceFigure(doc, ctx, force))].filter(Boolean);

    return figures.length === 0 ? null : ctx.section({ id: "pipeline", title: t("pipeline.title"),
        basis: "kept", lead: t("pipeline.lead") }, figures);
}
