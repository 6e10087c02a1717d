/** @file search.js  What a search found: compromises that nothing else tried beats in every goal. */
import { plane } from "../charts/plane.js";

const FOUND = 1; /* looks of a compromise and of the plan as it stands */
const PLANNED = 2;

/** A document holds the search itself or beside facts of the plan. */
const searchOf = (doc) => doc.search ?? doc;
const titleOf = (doc) => doc.plan?.title ?? searchOf(doc).plan ?? "";

const goalTitle = (ctx, goal) => ctx.t.or(`goal.${goal.name}`,
    ctx.t.or(`output.${goal.name}`, goal.title));

/** Every candidate with its name and looks, the plan first. */
function candidates(doc, ctx) {
    const search = searchOf(doc);

    return [{ ...search.as_planned, name: ctx.t("search.planned"), option: PLANNED },
        ...search.set.map((one, i) => ({ ...one, name: ctx.t("search.candidate",
            { n: ctx.format.whole(i + 1) }), option: FOUND }))];
}

export function searchHead(doc, ctx) {
    const { h, t, format } = ctx;
    const search = searchOf(doc);

    return h("section", { class: "head", id: "top", "aria-labelledby": "title", tabindex: "-1" },
        h("p", { class: "kicker" }, t("search.kicker")),
        h("h1", { id: "title", dir: "auto", class: "clamped" }, titleOf(doc)),
        h("p", { class: "summary lead", dir: "auto" }, doc.option_title ?? search.option_title
            ?? search.option),
        h("p", { class: "caution" }, h("strong", null, t("head.note")), " ",
            t("search.note", { n: format.whole(search.evaluations),
                futures: format.whole(search.futures) })));
}

/** One picture for each pair of goals. */
function tradeFigure(doc, ctx) {
    const { t, format, palette } = ctx;
    const { goals } = searchOf(doc);
    const points = candidates(doc, ctx);
    const pairs = goals.flatMap((a, i) => goals.slice(0, i).map((b) => [b, a]));
    const axisOf = (goal) => {
        const values = points.map((point) => point.goals[goal.name].fresh);
        const axis = format.axis(Math.max(...values.map(Math.abs)), goal.kind, goal.unit ?? "");
        const better = t(goal.high_is_better ? "search.more" : "search.less");

        return { tick: axis.tick, name: `${goalTitle(ctx, goal)}${axis.unit ? `, ${axis.unit}`
            : ""} (${better})` };
    };

    return ctx.figure({
        name: "trade-offs",
        title: t("search.figure"),
        note: t("search.figure.note"),
        alt: t("search.alt", { n: points.length - 1, count: format.whole(points.length - 1) }),
        key: [[PLANNED, "search.planned"], [FOUND, "search.found"]].map(([option, id]) => ({
            swatch: palette.optionSwatch(option), label: t(id) })),
        draw: (width) => plane({
            least: 300,
            most: 2,
            height: 260,
            panels: pairs.map(([a, b]) => ({ title: `${goalTitle(ctx, a)} – ${goalTitle(ctx, b)}`,
                x: axisOf(a), y: axisOf(b),
                points: [...points].reverse().map((point) => ({ x: point.goals[a.name].fresh,
                    y: point.goals[b.name].fresh, option: point.option,
                    area: point.option === PLANNED ? 150 : 70 })) })),
        }, width),
        table: { all: () => ({
            columns: [{ label: t("search.setting") }, ...goals.map((goal) =>
                ({ label: goalTitle(ctx, goal) }))],
            rows: points.map((point) => [point.name, ...goals.map((goal) => ({
                shown: format.show(point.goals[goal.name].fresh, goal.kind, goal.unit ?? ""),
                value: point.goals[goal.name].fresh }))]),
        }) },
    });
}

/** Title and kind of a lever, where the document says them; else its path and a number. */
function leverOf(doc, path) {
    const found = (searchOf(doc).levers ?? doc.levers ?? []).find((lever) => lever.path === path
        || lever.id === path);

    return { title: found?.title ?? path, kind: found?.kind ?? "number" };
}

function settingsTable(doc, ctx) {
    const { t, format, words } = ctx;
    const { goals, as_planned: planned } = searchOf(doc);
    const paths = Object.keys(planned.levers);
    const levers = paths.map((path) => leverOf(doc, path));

    return ctx.table({
        caption: t("search.table"),
        isStacked: true,
        isSortable: true,
        columns: [{ label: t("search.setting"), isText: true },
            ...goals.map((goal) => ({ label: goalTitle(ctx, goal) })),
            { label: t("search.success") }, ...levers.map(({ title }) => ({ label: title }))],
        rows: candidates(doc, ctx).map((one) => [words(one.name),
            ...goals.map((goal) => {
                const { fresh, searched } = one.goals[goal.name];
                const show = (x) => format.show(x, goal.kind, goal.unit ?? "");

                return { shown: show(fresh), value: fresh,
                    note: t("search.chosen", { value: show(searched) }) };
            }),
            { shown: format.shares(one.success.low, one.success.high), value: one.success.value },
            ...paths.map((path, i) => ({ shown: format.show(one.levers[path], levers[i].kind),
                value: one.levers[path] }))]),
    });
}

export function searchSection(doc, ctx) {
    const { h, t } = ctx;

    return ctx.section({ id: "trade-offs", title: t("search.title"), lead: t("search.lead") },
        searchOf(doc).goals.length > 1 ? tradeFigure(doc, ctx) : null,
        settingsTable(doc, ctx),
        h("p", { class: "soft" }, t("search.fresh")));
}
