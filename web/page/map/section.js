/** @file section.js  The map: a quantity of every area, for one option or all side by side, on a
 *  day that a slider chooses. */
import { rowDays } from "../parts/data.js";
import { isolate } from "../parts/i18n.js";
import { isoDate } from "../live/quantity.js";
import { mapPicture, toneClass, toneSwatch } from "./picture.js";
import { player } from "./player.js";
import { allValues, quantitiesOf, valueAt } from "./quantities.js";
import { limitsOf } from "./steps.js";

const STATISTICS = ["q50", "q05", "q95", "mean"];
const SHOWN = "q50"; /* a mean of rates follows the few futures in which hardly anybody is left */
const MOST_ROW_DAYS = 7;
const chosen = new WeakMap(); /* by document: what was chosen before the page was built anew */

/* ---- words ---------------------------------------------------------------------------------- */

function nameOf(ctx, quantity) {
    const { meaning } = quantity;

    return ctx.t.or(`map.name.${quantity.name}`,
        meaning.charAt(0).toUpperCase() + meaning.slice(1));
}

/** A value beside its area: the unit is in the title. */
function show(ctx, quantity, value) {
    return ctx.format.show(value, quantity.kind, "");
}

/** Rows of the legend: every tone with the values it stands for. */
function keyOf(ctx, quantity, limits) {
    const { t } = ctx;
    const words = (x) => show(ctx, quantity, x);
    const row = (value, name) => ({ swatch: toneSwatch(toneClass(value, limits)), label: name });

    if (limits.length === 0) {
        return [row(0, t("map.one_step"))];
    }
    return [
        row(-Infinity, ""),
        ...limits.map((limit, i) => row(limit, i + 1 < limits.length
            ? t("map.to", { low: words(limit), high: words(limits[i + 1]) })
            : t("map.from", { limit: words(limit) }))),
    ].map((one, i) => (i > 0 ? one : row(limits[0] - 1, t("map.below",
        { limit: words(limits[0]) }))));
}

/** Whose boundaries these are, and what they do not say. */
function footOf(doc, ctx) {
    const { t } = ctx;
    const source = doc.geometry?.source;

    const what = !doc.geometry ? t("map.schematic")
        : source ? t("map.source", { source: isolate(source) }) : t("map.simplified");

    return [what, t("map.disclaimer")];
}

/** Why the last day of the map is not the last of the study. */
function keptWords(doc, ctx) {
    const { every } = doc.study;

    return every > 0 ? ctx.t("map.kept", { n: every,
        date: ctx.format.date(doc.courses.days.at(-1)) }) : "";
}

/** What a reader who does not see the map is told: the ends, for every option. */
function altOf(doc, ctx, state) {
    const { t } = ctx;
    const list = state.options.map((option) => {
        const values = doc.areas.map((area, i) => ({ name: area.name, value: valueAt(doc,
            state.quantity, { option, area: i, point: state.point, statistic: SHOWN }) }))
            .sort((a, b) => a.value - b.value);
        const [low, high] = [values[0], values.at(-1)];

        return t(values.length === 1 ? "map.alt.one" : "map.alt.option", {
            option: isolate(doc.options[option].title),
            low: show(ctx, state.quantity, low.value), lowest: isolate(low.name),
            high: show(ctx, state.quantity, high.value), highest: isolate(high.name) });
    });

    return t("map.alt", { n: doc.areas.length, list: list.join("; ") });
}

function titleOf(doc, ctx, state) {
    const [option] = state.options;

    return ctx.t(state.options.length === 1 ? "map.figure.option" : "map.figure", {
        quantity: nameOf(ctx, state.quantity), date: ctx.format.date(doc.courses.days[state.point]),
        option: isolate(doc.options[option].title) });
}

/* ---- numbers -------------------------------------------------------------------------------- */

/** Days spread over the course, so that the table holds whatever day the map shows. */
function tableOf(doc, ctx, state) {
    const { t } = ctx;
    const { quantity, options } = state;
    const pairs = doc.areas.flatMap((area, i) => options.map((option) => ({ area, i, option })));
    const value = ({ i, option }, point, statistic) => valueAt(doc, quantity,
        { option, area: i, point, statistic });
    const heads = [{ label: t("word.area"), isText: true },
        { label: t("word.option"), isText: true }];

    return {
        shown: () => {
            const days = rowDays(doc.courses.days, MOST_ROW_DAYS);

            return {
                caption: nameOf(ctx, quantity),
                columns: [...heads,
                    ...days.map((k) => ({ label: ctx.format.date(doc.courses.days[k]) }))],
                rows: pairs.map((pair) => [ctx.words(pair.area.name),
                    ctx.words(doc.options[pair.option].title), ...days.map((k) => {
                        const x = value(pair, k, SHOWN);

                        return { shown: show(ctx, quantity, x), value: x };
                    })]),
            };
        },
        all: () => ({
            columns: [...heads, { label: t("word.date") },
                ...STATISTICS.map((name) => ({ label: t(name === "q50" ? "word.median"
                    : `word.${name}`) }))],
            rows: pairs.flatMap((pair) => doc.courses.days.map((day, k) => [pair.area.name,
                doc.options[pair.option].title, isoDate(doc.plan.start, day),
                ...STATISTICS.map((name) => value(pair, k, name))])),
        }),
    };
}

/** Reads what an area shows on the day of the map. */
function reader(doc, ctx, state) {
    return (option, area) => {
        const of = (statistic) => valueAt(doc, state.quantity,
            { option, area, point: state.point, statistic });
        const value = of(SHOWN);
        const shown = show(ctx, state.quantity, value);
        const range = ctx.format.range(of("q05"), of("q95"), state.quantity.kind, "");

        return { value, shown, range, hint: ctx.t("map.hint", { shown, range,
            area: isolate(doc.areas[area].name), option: isolate(doc.options[option].title) }) };
    };
}

/* ---- the section ---------------------------------------------------------------------------- */

/** The figure of a quantity and its options, with showDay() for another day. */
function figureOf(doc, ctx, state) {
    const { t } = ctx;
    const values = allValues(doc, state.quantity, SHOWN);
    const limits = limitsOf(values, state.quantity.kind);
    const foot = footOf(doc, ctx);
    const ends = ctx.format.range(Math.min(...values), Math.max(...values), state.quantity.kind,
        state.quantity.unit);
    let picture = null;
    const spec = {
        name: `map-${state.quantity.name.replace(/[^A-Za-z0-9]+/gu, "-")}`,
        title: titleOf(doc, ctx, state),
        note: [t("map.read"), " ", t("map.range", { range: ends }), " ", keptWords(doc, ctx)],
        alt: altOf(doc, ctx, state),
        key: keyOf(ctx, state.quantity, limits),
        draw: (width) => {
            picture = mapPicture(doc, { options: state.options, foot, isRtl: ctx.isRtl }, width);
            picture.update(reader(doc, ctx, state), limits);
            return picture.svg;
        },
        table: tableOf(doc, ctx, state),
    };
    const made = ctx.figure(spec);
    const title = made.querySelector(".figure-title");

    return {
        element: made,
        showDay() {
            spec.title = titleOf(doc, ctx, state);
            title.textContent = spec.title;
            made.alt.textContent = altOf(doc, ctx, state);
            picture.update(reader(doc, ctx, state), limits);
        },
    };
}

function chooser(ctx, label, rows, value, onChoose) {
    const { h } = ctx;
    const list = h("select", { change: () => onChoose(list.value) }, rows.map(([id, name]) =>
        h("option", { value: id, selected: String(id) === String(value) }, name)));

    return h("label", { class: "map-choice" }, h("span", null, label), list);
}

/** What the map shows at first: the first quantity, all options, the last day. */
function begin(doc, quantities) {
    return { name: quantities[0].name, option: "all", point: doc.courses.days.length - 1 };
}

/** @returns {?HTMLElement} null where the document has no courses of areas */
export function mapSection(doc, ctx) {
    const { h, t } = ctx;
    const quantities = doc.courses && doc.areas?.length > 0 ? quantitiesOf(doc) : [];

    if (quantities.length === 0 || doc.courses.days.length === 0) {
        return null;
    }
    const choice = chosen.get(doc) ?? begin(doc, quantities);
    const holder = h("div", null);
    const state = {};
    let figure = null;
    const draw = () => {
        state.quantity = quantities.find(({ name }) => name === choice.name);
        state.options = choice.option === "all" ? doc.options.map((_, i) => i)
            : [Number(choice.option)];
        state.point = choice.point;
        figure = figureOf(doc, ctx, state);
        holder.replaceChildren(figure.element);
    };

    chosen.set(doc, choice);
    draw();
    return ctx.section({ id: "map", title: t("map.title"), basis: "kept", lead: t("map.lead") },
        h("div", { class: "map-choices no-print" },
            chooser(ctx, t("map.quantity"), quantities.map((one) => [one.name, nameOf(ctx, one)]),
                choice.name, (name) => {
                    choice.name = name;
                    draw();
                }),
            doc.options.length > 1 ? chooser(ctx, t("map.options"),
                [["all", t("map.options.all")], ...doc.options.map((o, i) => [i, o.title])],
                choice.option, (option) => {
                    choice.option = option;
                    draw();
                }) : null),
        player(ctx, { days: doc.courses.days, point: choice.point, onPoint: (point) => {
            choice.point = point;
            state.point = point;
            figure.showDay();
        } }),
        holder,
        h("p", { class: "visually-hidden" }, footOf(doc, ctx).join(" ")));
}
