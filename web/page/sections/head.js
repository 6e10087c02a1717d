/** @file head.js  Title, what this is, and the facts of the study. */

/** One fact: its name and what it says. */
function fact(ctx, id, value) {
    return ctx.h("div", { class: "fact" }, ctx.h("dt", null, ctx.t(id)), ctx.h("dd", null, value));
}

function facts(doc, ctx) {
    const { t, format, h } = ctx;
    const { plan, study } = doc;
    const end = format.date(plan.days - 1);

    return h("dl", { class: "facts" },
        fact(ctx, "head.plan", [h("bdi", null, plan.id), " ",
            h("code", null, plan.hash.slice(0, 12))]),
        fact(ctx, "head.time", t("head.time.value", { start: format.date(0), end,
            n: plan.days, count: format.whole(plan.days) })),
        fact(ctx, "head.futures", t("head.futures.value", { n: doc.options.length,
            futures: format.whole(study.futures) })),
        fact(ctx, "head.design", [t.or(`design.${study.design}`, study.design), ", ",
            t("head.seed", { seed: study.seed })]),
        fact(ctx, "head.version", `Bluehelm ${study.version}`));
}

export function headSection(doc, ctx) {
    const { h, t } = ctx;
    const { plan, comparison } = doc;

    return h("section", { class: "head", id: "top", "aria-labelledby": "title", tabindex: "-1" },
        h("p", { class: "kicker" }, t("head.kicker")),
        h("h1", { id: "title", dir: "auto", class: "clamped" }, plan.title),
        plan.summary ? h("p", { class: "summary lead clamped", dir: "auto" }, plan.summary) : null,
        h("p", { class: "caution" }, h("strong", null, t("head.note")), " ", t("head.note.more")),
        ctx.lang === "en" ? null : h("p", { class: "soft" }, t("head.language")),
        comparison.complete === false
            ? h("p", { class: "caution warn" }, t("head.incomplete")) : null,
        facts(doc, ctx));
}
