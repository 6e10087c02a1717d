/** @file again.js  How to do it again: commands, seed, versions, the plan itself. */

/** Commands to type, with a button that copies them. */
function commands(ctx, lines) {
    const { h, t } = ctx;
    const text = lines.join("\n");
    const copy = async () => {
        try {
            await navigator.clipboard.writeText(text);
            ctx.announce(t("again.copied"));
            button.firstChild.textContent = t("again.copied");
        } catch {
            ctx.announce(t("again.not_copied"));
        }
    };
    const button = h("button", { type: "button", class: "quiet no-print", click: copy },
        t("again.copy"));

    return [h("pre", { tabindex: "0", role: "group", "aria-label": t("again.commands") },
        h("code", null, text)), button];
}

export function againSection(doc, ctx) {
    const { h, t } = ctx;
    const { plan, study } = doc;
    const facts = [["head.plan", `${plan.id} (${plan.hash})`], ["again.seed", String(study.seed)],
        ["again.design", t.or(`design.${study.design}`, study.design)],
        ["again.version", `Bluehelm ${study.version}`]];

    return ctx.section({ id: "again", title: t("again.title"), basis: "about",
        lead: t("again.lead") },
    commands(ctx, [study.command ?? `bluehelm explore PLAN --futures ${study.futures}`,
        ...(doc.obstacles ? [`bluehelm obstacles ${plan.id}.bh`] : []),
        `bluehelm compare ${plan.id}.bh`, `bluehelm report ${plan.id}.bh`]),
    h("dl", { class: "facts" }, facts.map(([id, words]) => h("div", { class: "fact" },
        h("dt", null, t(id)), h("dd", null, h("bdi", null, words))))),
    plan.text ? h("details", { class: "group no-print" },
        h("summary", null, h("h3", null, t("again.plan"))),
        h("pre", { tabindex: "0", role: "group", "aria-label": t("again.plan"), class: "plan" },
            h("code", null, plan.text))) : null);
}
