/** @file limits.js  What the model cannot tell. */
const LIMITS = ["minds", "intervals", "bargaining", "independent", "areas", "goals"];

export function limitsSection(doc, ctx) {
    const { h, t } = ctx;

    return ctx.section({ id: "limits", title: t("limits.title"), basis: "about" },
        h("ul", null, LIMITS.map((id) => h("li", null,
            t.rich(`limits.${id}`, { key: h("code", { dir: "ltr" }, "politics.rule") })))));
}
