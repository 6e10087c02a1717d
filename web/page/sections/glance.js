/** @file glance.js  Key figures: what one would say in one minute, each with what it rests on. */
import { optionIndex, quantile } from "../parts/data.js";

/** An option's name on a line of its own. */
function named(ctx, title) {
    return ctx.h("span", { class: "card-option" }, ctx.words(title));
}

/** A figure: what it is, the number, what belongs to it. */
function card(ctx, { name, value, more }) {
    const { h } = ctx;

    return h("li", { class: "card" }, h("p", { class: "card-name" }, name),
        h("p", { class: "card-value" }, value), more ? h("p", { class: "card-more" }, more) : null);
}

/** The option with the highest share. */
function leading(options) {
    return options.reduce((a, b) => (b.success.value > a.success.value ? b : a));
}

function successCard(doc, ctx) {
    const { t, format } = ctx;
    const best = leading(doc.comparison.options);
    const interval = format.shares(best.success.low, best.success.high);

    return card(ctx, {
        name: t("glance.success"),
        value: format.share(best.success.value),
        more: [named(ctx, best.title), t("glance.interval", { interval })],
    });
}

function togetherCard(doc, ctx) {
    const { t, format } = ctx;
    const all = doc.discovery?.together;

    if (!all?.futures || doc.options.length < 2) {
        return null;
    }
    const part = (n) => format.share(n / all.futures);

    return card(ctx, {
        name: t("glance.every"),
        value: part(all.every_option),
        more: t("glance.every.more", { none: part(all.no_option),
            some: part(all.futures - all.every_option - all.no_option) }),
    });
}

/** The obstacle whose lifting alone saves most failures of the leading option. */
function obstacleCard(doc, ctx) {
    const { t, format, words } = ctx;
    const best = leading(doc.comparison.options);
    const study = doc.obstacles?.options.find((option) => option.id === best.id);
    const first = study?.line[0];

    if (!first) {
        return null;
    }
    const title = doc.obstacles.obstacles.find(({ id }) => id === first.obstacle)?.title;

    return card(ctx, {
        name: t("glance.obstacle"),
        value: words(title ?? first.obstacle, { class: "card-words" }),
        more: t("glance.obstacle.more", { share: format.share(first.reached.value),
            n: study.failures.n, count: format.whole(study.failures.n),
            interval: format.shares(first.reached.low, first.reached.high) }),
    });
}

/** From the least to the most median of all options. */
function spanCard(doc, ctx, id, name, more) {
    const { format, t } = ctx;
    const output = doc.comparison.outputs.find((one) => one.id === id);
    const medians = doc.comparison.options.map((option) => quantile(option.outputs[id], "median"))
        .filter(Number.isFinite);

    if (!output || medians.length === 0) {
        return null;
    }
    return card(ctx, {
        name: t(name),
        value: format.range(Math.min(...medians), Math.max(...medians), output.kind, output.unit),
        more: medians.length > 1 ? t(more) : null,
    });
}

/** By when what is to be there. */
function dueWords(ctx, { due, requirement }) {
    const { t, format } = ctx;

    return typeof due === "number" ? `${t("glance.time.due", { date: format.date(due),
        requirement: format.number(requirement) })} ` : null;
}

function timeCard(doc, ctx) {
    const { t, format } = ctx;
    const sending = doc.comparison.options.filter((_, i) => doc.options[i].forces?.length !== 0);
    const best = sending.reduce((a, b) => (!a || b.in_time.value > a.in_time.value ? b : a), null);

    return best === null ? null : card(ctx, {
        name: t("glance.time"),
        value: format.share(best.in_time.value),
        more: [named(ctx, best.title), dueWords(ctx, doc.options[optionIndex(doc, best.id)]),
            t("glance.interval", {
                interval: format.shares(best.in_time.low, best.in_time.high) })],
    });
}

function assumedCard(doc, ctx) {
    const { t, format } = ctx;
    const { ranges, assumed } = doc.plan;

    return ranges > 0 ? card(ctx, {
        name: t("glance.assumed"),
        value: t("glance.assumed.value", { assumed: format.whole(assumed),
            all: format.whole(ranges) }),
        more: t("glance.assumed.more"),
    }) : null;
}

export function glanceSection(doc, ctx) {
    const { h, t } = ctx;

    return ctx.section({ id: "glance", title: t("glance.title"), basis: "futures" },
        h("ul", { class: "cards" },
            successCard(doc, ctx), togetherCard(doc, ctx), obstacleCard(doc, ctx),
            timeCard(doc, ctx), spanCard(doc, ctx, "cost", "glance.cost", "glance.cost.more"),
            assumedCard(doc, ctx)));
}
