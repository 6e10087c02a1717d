/** @file obstacles.js  What breaks an option: obstacles lifted one on top of the other, each by
 *  itself, and who stands in line behind whom. Only what the numbers bear is said. */
import { rows } from "../charts/rows.js";
import { optionIndex } from "../parts/data.js";

const NEARLY_ALL = 0.95; /* unchanged failures: an obstacle that alone changes nothing */
const LEAST_HARM = 0.01; /* lower end of the interval of what lifting breaks */
const LEAST_PAIR = 0.02; /* of the failures, for a pair to be worth a sentence */
const BEHIND = 0.25;     /* of a pair's failures, for the direction to be told */
const MOST_PAIRS = 3;
const LEAST_ROW = 0.01;  /* of the failures, for a pair to have a row in the table */

const titleOf = (doc, id) => doc.obstacles.obstacles.find((o) => o.id === id)?.title ?? id;
const quoted = (ctx, text) => ctx.t("obstacles.quoted", { name: `\u2068${text}\u2069` });

/** Obstacles that come first somewhere, numbered in the order in which options meet them. */
function numbered(doc) {
    const steps = doc.obstacles.options.flatMap((option) => option.line.map((step, place) =>
        ({ id: step.obstacle, place })));
    const order = [...new Set(steps.sort((a, b) => a.place - b.place).map(({ id }) => id))];

    return new Map(order.map((id, i) => [id, i]));
}

/** Parts of the failures of one option, in the order in which lifting saves them. */
function lineParts(ctx, option, numbers) {
    let reached = 0;
    const parts = option.line.map((step) => {
        const number = numbers.get(step.obstacle);
        const part = { value: step.reached.value - reached, name: String(number + 1),
            colour: ctx.palette.partColour(number) };

        reached = step.reached.value;
        return part;
    });
    const rest = (option.saved_by_all?.value ?? reached) - reached;

    return rest > 0 ? [...parts, { value: rest, colour: "var(--edge)" }] : parts;
}

/** One step in words: "1. The war goes on: 50 % (46 to 54 %)", or what would do as well. */
function stepWords(doc, ctx, step) {
    const { t, format } = ctx;
    const other = step.not_told_apart_from;

    return t(other ? "obstacles.step.or" : "obstacles.step", {
        obstacle: quoted(ctx, titleOf(doc, step.obstacle)),
        other: other ? quoted(ctx, titleOf(doc, other)) : "",
        share: format.share(step.reached.value),
        interval: format.shares(step.reached.low, step.reached.high),
    });
}

function lineFigure(doc, ctx) {
    const { t, format, palette } = ctx;
    const shown = doc.obstacles.options.filter((option) => option.failures.n > 0);
    const numbers = numbered(doc);
    const key = [...numbers].map(([id, number]) => ({
        swatch: palette.partSwatch(palette.partColour(number)),
        label: `${number + 1} ${titleOf(doc, id)}` }));

    return ctx.figure({
        name: "obstacles-in-line",
        title: t("obstacles.line"),
        note: t("obstacles.line.note"),
        alt: shown.map((option) => `${t("word.named", { name: option.title,
            value: option.line.map((step) => stepWords(doc, ctx, step)).join("; ") })}.`)
            .join(" "),
        key: [...key, { swatch: palette.partSwatch("var(--edge)"), label: t("obstacles.rest") },
            { swatch: palette.partSwatch("var(--panel)"), label: t("obstacles.none") }],
        draw: (width) => rows({
            high: 1,
            tick: format.share,
            rows: shown.map((option) => ({
                name: option.title,
                hint: t("obstacles.fails", { share: format.share(option.failures.value) }),
                track: true,
                parts: lineParts(ctx, option, numbers),
                words: format.share(option.saved_by_all?.value),
            })),
        }, width, ctx),
        table: { all: () => ({
            columns: [t("word.option"), t("obstacles.obstacle"), t("obstacles.reached"),
                t("word.low"), t("word.high"), t("obstacles.rival")].map((label, i) =>
                ({ label, isText: i === 1 || i === 5 })),
            rows: shown.flatMap((option) => option.line.map((step) => [option.title,
                titleOf(doc, step.obstacle), ...["value", "low", "high"].map((name) => ({
                    shown: format.share(step.reached[name]), value: step.reached[name] })),
                step.not_told_apart_from ? titleOf(doc, step.not_told_apart_from)
                    : t("value.none")])),
        }) },
    });
}

/** Each obstacle by itself, for one option. */
function aloneFigure(doc, ctx, option) {
    const { t, format, palette } = ctx;
    const parts = doc.obstacles.obstacles.filter(({ id }) => option.alone[id]?.plays_part)
        .map(({ id, title }) => ({ title, ...option.alone[id] }));

    if (parts.length === 0) {
        return null;
    }
    const [first, second] = ["var(--o1)", "var(--p1)"];
    const high = Math.max(0.1, ...parts.map((one) => Math.max(one.saved.high,
        one.saved.value + one.only_with_another.value)));

    return ctx.figure({
        name: `obstacles-${option.id}`,
        level: 4,
        title: t("obstacles.alone"),
        note: t("obstacles.alone.note"),
        alt: parts.map((one) => `${t("word.named", { name: one.title,
            value: format.share(one.saved.value) })}.`).join(" "),
        key: [{ swatch: palette.partSwatch(first), label: t("obstacles.saved") },
            { swatch: palette.partSwatch(second), label: t("obstacles.shared") }],
        draw: (width) => rows({
            high,
            tick: format.share,
            rows: parts.map((one) => ({
                name: one.title,
                parts: [{ value: one.saved.value, colour: first },
                    { value: one.only_with_another.value, colour: second }],
                low: one.saved.low,
                high: one.saved.high,
                words: format.share(one.saved.value),
            })),
        }, width, ctx),
        table: { all: () => ({
            columns: ["obstacles.obstacle", "obstacles.saved", "obstacles.shared",
                "obstacles.unchanged", "obstacles.harmed"].map((id) => ({ label: t(id) })),
            rows: parts.map((one) => [one.title, ...["saved", "only_with_another", "unchanged",
                "harmed"].map((name) => ({ shown: format.share(one[name].value),
                note: format.shares(one[name].low, one[name].high), value: one[name].value }))]),
        }) },
    });
}

/** Pairs that save failures no single obstacle saves, and who stands behind whom. */
function pairWords(doc, ctx, option) {
    const { t, format } = ctx;

    return option.pairs.filter((pair) => pair.together.value >= LEAST_PAIR && pair.together.n > 1)
        .sort((a, b) => b.together.n - a.together.n).slice(0, MOST_PAIRS).map((pair) => {
            const isBBehind = pair.b_behind_a >= pair.a_behind_b;
            const hidden = Math.max(pair.b_behind_a, pair.a_behind_b);
            const [front, back] = isBBehind ? [pair.a, pair.b] : [pair.b, pair.a];

            return t(hidden >= BEHIND * pair.together.n ? "obstacles.pair.behind"
                : "obstacles.pair", { share: format.share(pair.together.value),
                front: quoted(ctx, titleOf(doc, front)), back: quoted(ctx, titleOf(doc, back)),
                part: format.share(hidden / pair.together.n) });
        });
}

/** Everything else worth a sentence about one option. */
function sentences(doc, ctx, option) {
    const { t, format } = ctx;
    const { failures } = option;
    const alone = doc.obstacles.obstacles.map(({ id, title }) => ({ title: quoted(ctx, title),
        ...option.alone[id] }));
    const idle = alone.filter((one) => !one.plays_part).map((one) => one.title);
    const luck = option.saved_by_other_luck;
    const first = option.line[0];
    const rest = option.saved_by_nothing;

    return [
        t("obstacles.failures", { count: format.whole(failures.n), n: failures.n,
            all: format.whole(failures.of), share: format.share(failures.value),
            luck: format.share(luck?.value) }),
        !first ? t("obstacles.no_step") : first.reached.low <= luck?.value
            ? t("obstacles.no_more_than_luck", { obstacle:
                quoted(ctx, titleOf(doc, first.obstacle)) }) : null,
        ...pairWords(doc, ctx, option),
        ...alone.filter((one) => one.plays_part && one.unchanged.value >= NEARLY_ALL).map((one) =>
            t("obstacles.hidden", { obstacle: one.title,
                share: format.share(one.unchanged.value) })),
        rest?.n > 0 ? t(option.still_missed ? "obstacles.rest.missed" : "obstacles.rest.plain", {
            share: format.share(rest.value), goal: quoted(ctx, option.still_missed ?? ""),
            n: option.still_missed_by, count: format.whole(option.still_missed_by ?? 0),
            of: format.whole(rest.n) }) : null,
        ...alone.filter((one) => one.harmed.low >= LEAST_HARM).map((one) => t("obstacles.harm",
            { obstacle: one.title, share: format.share(one.harmed.value),
                all: format.whole(one.harmed.of), goal: quoted(ctx, one.harmed_miss) })),
        idle.length > 0 ? t("obstacles.idle", { n: idle.length,
            list: new Intl.ListFormat(ctx.language.locale).format(idle) }) : null,
    ].filter(Boolean);
}

/** Failures that need two: row and column lifted together. */
function pairTable(doc, ctx, option) {
    const { t, format } = ctx;
    const pairs = option.pairs.filter((pair) => pair.together.value >= LEAST_ROW);

    if (pairs.length === 0) {
        return null;
    }
    return ctx.table({
        caption: t("obstacles.pairs"),
        isStacked: true,
        columns: ["obstacles.pair.names", "obstacles.pair.share", "obstacles.pair.who"]
            .map((id, i) => ({ label: t(id), isText: i !== 1 })),
        rows: pairs.sort((a, b) => b.together.n - a.together.n).map((pair) => {
            const [a, b] = [titleOf(doc, pair.a), titleOf(doc, pair.b)];
            const who = [[pair.b_behind_a, b, a], [pair.a_behind_b, a, b]]
                .filter(([n]) => n > 0).map(([n, back, front]) => ctx.h("span", { class: "line" },
                    t("obstacles.pair.behind.short", { back: quoted(ctx, back),
                        front: quoted(ctx, front), n: format.whole(n),
                        of: format.whole(pair.together.n) })));

            return [[ctx.words(a), " + ", ctx.words(b)],
                { shown: format.share(pair.together.value), value: pair.together.value,
                    note: format.shares(pair.together.low, pair.together.high) },
                who.length > 0 ? who : t("obstacles.pair.neither")];
        }),
    });
}

/** The table of pairs, and what it means to stand behind another. */
function pairPart(doc, ctx, option) {
    const table = pairTable(doc, ctx, option);

    return table && [table, ctx.h("p", { class: "soft" }, ctx.t("obstacles.pair.note"))];
}

/** Everything about one option, folded. */
function optionPart(doc, ctx, option, isOpen) {
    const { h, t, words, palette } = ctx;
    const steps = option.line.map((step) => h("li", null, stepWords(doc, ctx, step)));

    return h("details", { class: "group", open: isOpen },
        h("summary", null, h("h3", null, palette.optionSwatch(optionIndex(doc, option.id)), " ",
            words(option.title, { class: "clamped" }))),
        steps.length > 0 ? [h("p", null, t("obstacles.steps")), h("ol", null, steps)] : null,
        h("ul", null, sentences(doc, ctx, option).map((line) => h("li", null, line))),
        option.failures.n > 0 ? [aloneFigure(doc, ctx, option), pairPart(doc, ctx, option)]
            : null);
}

export function obstaclesSection(doc, ctx) {
    const { t } = ctx;

    if (!doc.obstacles?.options?.length) {
        return null;
    }
    const { options } = doc.comparison;
    const best = options.reduce((a, b) => (b.success.value > a.success.value ? b : a));

    return ctx.section({ id: "obstacles", title: t("obstacles.title"), basis: "counterfactual",
        lead: t("obstacles.lead") },
    doc.obstacles.options.some((option) => option.failures.n > 0) ? lineFigure(doc, ctx) : null,
    doc.obstacles.options.map((option) => optionPart(doc, ctx, option, option.id === best.id)));
}
