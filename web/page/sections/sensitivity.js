/** @file sensitivity.js  Which assumptions success depends on. */
import { roundUp } from "../charts/frame.js";
import { rows } from "../charts/rows.js";
import { factTitle, optionIndex } from "../parts/data.js";

const MOST_ROWS = 10;
const INDICES = { sobol: ["ST", "S1"], morris: ["mu_star"], given: ["S1"] };
const LOOSE = 0.1;       /* half of an interval that is too wide to use ... */
const LOOSE_PART = 0.5;  /* ... or that part of the value, where the value is above the next */
const LOOSE_FROM = 0.02;

const known = (index) => typeof index?.value === "number";

/** True when the interval says that the value may be nearly anything. */
export function isLoose(index) {
    return known(index) && (index.half_width > LOOSE
        || (index.value > LOOSE_FROM && index.half_width > LOOSE_PART * index.value));
}

/** Index that orders the factors of a study of this kind. */
export function mainIndex(sensitivity, factor) {
    return factor[INDICES[sensitivity.kind]?.[0] ?? "S1"];
}

/** How much each assumption matters at most, over options, where that is above chance: path to
 *  value. Also for the register. */
export function weights(doc) {
    const found = new Map();
    const { sensitivity } = doc;

    for (const option of sensitivity?.options ?? []) {
        for (const factor of option.factors ?? []) {
            const index = mainIndex(sensitivity, factor);

            if (known(index) && index.value > (option.noise ?? 0)
                && index.value > (found.get(factor.name) ?? 0)) {
                found.set(factor.name, index.value);
            }
        }
    }
    return found;
}

/** The factors that matter most, with the index of every option. */
function largest(doc) {
    const { sensitivity } = doc;
    const found = [...weights(doc)].sort((a, b) => b[1] - a[1]).slice(0, MOST_ROWS);

    return found.map(([name]) => {
        const ofOption = sensitivity.options.map((option) =>
            option.factors?.find((factor) => factor.name === name));

        return { name, ofOption, title: factTitle(doc.register?.find(({ path }) => path === name)
            ?? { path: name, meaning: ofOption.find(Boolean)?.meaning }) };
    });
}

function dependsFigure(doc, ctx, shown) {
    const { t, format, palette } = ctx;
    const { sensitivity } = doc;
    const indices = INDICES[sensitivity.kind] ?? ["S1"];
    const main = (factor) => factor && mainIndex(sensitivity, factor);
    const high = Math.max(...shown.flatMap(({ ofOption }) => ofOption.map((factor) =>
        main(factor)?.high ?? 0)), 0.05);
    const isShare = sensitivity.kind !== "morris";
    const show = (x) => (isShare ? format.share(x) : format.number(x));

    return ctx.figure({
        name: "sensitivity",
        title: t(`sensitivity.figure.${sensitivity.kind}`),
        note: t(`sensitivity.note.${sensitivity.kind}`),
        alt: shown.map(({ title, ofOption }) => `${t("word.named", { name: title,
            value: ofOption.map((factor, i) => `${sensitivity.options[i].title} ${
                show(main(factor)?.value)}`).join(", ") })}.`).join(" "),
        key: sensitivity.options.map((option) => ({
            swatch: palette.optionSwatch(optionIndex(doc, option.id)), label: option.title })),
        draw: (width) => rows({
            high: Math.min(roundUp(high), isShare ? 1 : Infinity),
            tick: show,
            rows: shown.map(({ name, title, ofOption }) => ({
                name: title,
                lines: 3,
                hint: name,
                track: true,
                marks: ofOption.map((factor, i) => ({ ...main(factor),
                    option: optionIndex(doc, sensitivity.options[i].id) })),
            })),
        }, width, ctx),
        table: { all: () => ({
            columns: [t("discovery.assumption"), ...sensitivity.options.flatMap(({ title }) =>
                indices.map((index) => (indices.length > 1 ? `${title}, ${index}` : title)))]
                .map((label) => ({ label })),
            rows: shown.map(({ name, title, ofOption }) => [{ shown: ctx.words(title),
                value: name, note: ctx.h("code", null, name) }, ...ofOption.flatMap((factor) =>
                indices.map((index) => {
                    const one = factor?.[index];

                    return { shown: known(one) ? show(one.value) + (isLoose(one) ? " ?" : "")
                        : t("value.none"), value: one?.value ?? NaN,
                    note: known(one) ? `${show(one.low)} – ${show(one.high)}` : null };
                }))]),
        }) },
    });
}

export function sensitivitySection(doc, ctx) {
    const { h, t } = ctx;

    if (!doc.sensitivity?.options?.length) {
        return null;
    }
    const shown = largest(doc);
    const constant = doc.sensitivity.options.filter((option) => option.constant);

    return ctx.section({ id: "sensitivity", title: t("sensitivity.title"), basis: "futures",
        lead: t("sensitivity.lead") },
    shown.length > 0 ? dependsFigure(doc, ctx, shown) : h("p", null, t("sensitivity.none")),
    constant.map((option) => h("p", { class: "soft" }, t.rich("sensitivity.constant",
        { option: ctx.words(option.title) }))));
}
