/** @file discovery.js  In which corners of the assumptions each option fails above all. */
import { plane } from "../charts/plane.js";
import { rows } from "../charts/rows.js";
import { factName, optionIndex, rowDays } from "../parts/data.js";
import { isolate } from "../parts/i18n.js";

const FEWEST_FAILURES = 50; /* an option with fewer has no corner worth a picture */

/** What the register says of an assumption, for its kind and meaning. */
const factOf = (doc, path) => doc.register?.find((row) => row.path === path) ?? { path };

/** "6.8e-5 or more", "between A and B". */
function limitWords(doc, ctx, limit) {
    const { t, format } = ctx;
    const { kind } = factOf(doc, limit.assumption);
    const show = (x) => format.show(x, kind === "switch" ? "number" : kind);
    const suffix = kind === "date" ? "date" : "number";

    if (limit.levels) {
        return limit.levels.map(show).join(", ");
    }
    if (limit.low !== null && limit.high !== null) {
        return t("discovery.between", { low: show(limit.low), high: show(limit.high) });
    }
    return limit.low !== null ? t(`discovery.above.${suffix}`, { value: show(limit.low) })
        : t(`discovery.below.${suffix}`, { value: show(limit.high) });
}

function corners(doc) {
    return doc.discovery.options.flatMap((option) => option.corners.map((corner, number) =>
        ({ option, corner, number })));
}

/** Which part of the values drawn each corner keeps. */
function limitsFigure(doc, ctx) {
    const { t, format, palette } = ctx;
    const shown = corners(doc).flatMap((one) =>
        one.corner.limits.map((limit) => ({ ...one, limit })));

    return ctx.figure({
        name: "corners",
        title: t("discovery.limits"),
        note: t("discovery.limits.note"),
        alt: shown.map(({ option, corner, limit }) => t("discovery.limits.alt", {
            option: option.title, assumption: limit.assumption, limit: limitWords(doc, ctx, limit),
            share: format.share(corner.density) })).join(" "),
        draw: (width) => rows({
            high: 1,
            tick: format.share,
            rows: shown.map(({ option, corner, number, limit }) => ({
                name: number > 0 ? t("discovery.next", { option: option.title, n: number + 1 })
                    : option.title,
                hint: t("word.named", { name: limit.assumption,
                    value: limitWords(doc, ctx, limit) }),
                track: true,
                from: limit.left_out_below,
                parts: [{ value: 1 - limit.left_out_below - limit.left_out_above,
                    colour: palette.look(optionIndex(doc, option.id)).colour }],
                words: format.share(corner.density),
            })),
        }, width, ctx),
        table: { all: () => ({
            columns: ["word.option", "discovery.assumption", "discovery.limit", "discovery.density",
                "discovery.coverage"].map((id, i) => ({ label: t(id), isText: i < 3 })),
            rows: shown.map(({ option, corner, limit }) => [option.title, limit.assumption,
                limitWords(doc, ctx, limit),
                { shown: format.share(corner.density), value: corner.density },
                { shown: format.share(corner.coverage), value: corner.coverage }]),
        }) },
    });
}

/** What the assumptions of all corners are, each once. */
function factsList(doc, ctx) {
    const { h, t, words } = ctx;
    const paths = [...new Set(corners(doc).flatMap(({ corner }) =>
        corner.limits.map(({ assumption }) => assumption)))];

    return h("ul", { class: "facts" }, paths.map((path) =>
        h("li", null, t.rich("word.named", { name: h("code", null, path),
            value: words(factOf(doc, path).meaning ?? "") }))));
}

/** Steps of the ways to first corners, those that `pick` keeps. */
function wayTable(ctx, shown, pick) {
    const { t, format } = ctx;

    return {
        columns: ["word.option", "discovery.coverage", "discovery.density", "discovery.kept"]
            .map((id) => ({ label: t(id) })),
        rows: shown.flatMap((option) => pick(option.corners[0].trajectory).map((step) => [
            option.title,
            { shown: format.share(step.coverage), value: step.coverage },
            { shown: format.share(step.density), value: step.density },
            { shown: format.whole(step.futures), value: step.futures }])),
    };
}

/** How density and coverage trade against each other on the way to the first corner. */
function wayFigure(doc, ctx) {
    const { t, format, palette } = ctx;
    const shown = doc.discovery.options.filter((option) => option.corners.length > 0
        && option.whole.of_interest >= FEWEST_FAILURES);

    if (shown.length === 0) {
        return null;
    }
    return ctx.figure({
        name: "corner-trade-off",
        title: t("discovery.way"),
        note: t("discovery.way.note"),
        alt: shown.map((option) => t("discovery.way.alt", { option: option.title,
            density: format.share(option.corners[0].density),
            coverage: format.share(option.corners[0].coverage) })).join(" "),
        key: shown.map((option) => ({ swatch: palette.optionSwatch(optionIndex(doc, option.id)),
            label: option.title })),
        draw: (width) => plane({
            least: 280,
            most: 1,
            height: 240,
            panels: [{
                title: "",
                x: { name: t("discovery.coverage"), tick: format.share, range: [0, 1.03] },
                y: { name: t("discovery.density"), tick: format.share, range: [0, 1.03] },
                points: shown.map((option) => ({
                    x: option.corners[0].coverage,
                    y: option.corners[0].density,
                    option: optionIndex(doc, option.id),
                    way: option.corners[0].trajectory.map((step) =>
                        [step.coverage, step.density]),
                })),
            }],
        }, Math.min(width, 560)),
        table: {
            all: () => wayTable(ctx, shown, (steps) => steps),
            shown: () => wayTable(ctx, shown, (steps) => rowDays(steps, 6).map((i) => steps[i])),
        },
    });
}

/** A corner in a sentence. */
function cornerWords(doc, ctx, { option, corner, number }) {
    const { t, format } = ctx;
    const { unseen } = corner;
    const limits = corner.limits.map((limit) => t("word.named", {
        name: t("obstacles.quoted", { name: isolate(factName(factOf(doc, limit.assumption))) }),
        value: limitWords(doc, ctx, limit) }));
    const args = {
        limits: new Intl.ListFormat(ctx.language.locale).format(limits),
        density: format.share(corner.inside.of_interest / corner.inside.futures),
        coverage: format.share(corner.inside.of_interest / option.whole.of_interest),
    };
    const seen = unseen.futures > 0 ? t(corner.confirmed ? "discovery.seen" : "discovery.chance",
        { share: format.share(unseen.of_interest / unseen.futures) }) : t("discovery.unseen");

    return `${t(number === 0 ? "discovery.corner" : "discovery.corner.next", args)} ${seen}`;
}

function optionWords(doc, ctx, option) {
    const { h, t, format, words } = ctx;
    const share = format.share(option.whole.of_interest / option.whole.futures);

    return h("li", null, h("strong", null, words(option.title, { class: "clamped" })), " ",
        t("discovery.fails", { share }), " ",
        option.corners.length === 0 ? t("discovery.no_corner")
            : option.corners.map((corner, number) =>
                [cornerWords(doc, ctx, { option, corner, number }), " "]));
}

/** Which goals failures miss. */
function goalsTable(doc, ctx) {
    const { t, format } = ctx;
    const { options } = doc.discovery;
    const goals = options[0]?.goals ?? [];

    return goals.length === 0 ? null : ctx.table({
        caption: t("discovery.goals"),
        isStacked: true,
        columns: [{ label: t("discovery.goal"), isText: true },
            ...options.map(({ title }) => ({ label: title }))],
        rows: goals.map(({ goal }, i) => [ctx.words(goal), ...options.map((option) => {
            const row = option.goals[i];

            return { shown: format.share(row?.missed), value: row?.missed,
                note: row?.missed > 0 ? t("discovery.alone",
                    { share: format.share(row.missed_alone) }) : null };
        })]),
    });
}

export function discoverySection(doc, ctx) {
    const { h, t, format } = ctx;
    const found = doc.discovery;

    if (!found?.options?.length) {
        return null;
    }
    const all = found.together;
    const part = (n) => format.share(n / all.futures);

    return ctx.section({ id: "corners", title: t("discovery.title"), basis: "futures",
        lead: t("discovery.lead") },
    all?.futures > 0 && found.options.length > 1
        ? h("p", null, t("discovery.together", { all: part(all.every_option),
            none: part(all.no_option),
            rest: part(all.futures - all.every_option - all.no_option) })) : null,
    corners(doc).length > 0 ? [limitsFigure(doc, ctx), factsList(doc, ctx)] : null,
    h("ul", null, found.options.map((option) => optionWords(doc, ctx, option))),
    wayFigure(doc, ctx),
    goalsTable(doc, ctx));
}
