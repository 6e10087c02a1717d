/** @file sources.js  The sources of the plan. */
import { sourceLink } from "./register.js";

export function sourcesSection(doc, ctx) {
    const { h, t } = ctx;

    if (!doc.sources?.length) {
        return null;
    }
    return ctx.section({ id: "sources", title: t("sources.title"), basis: "plan" },
        h("ul", { class: "sources" }, doc.sources.map((source) => h("li", null,
            h("bdi", { dir: "auto" }, sourceLink(ctx, source, source.id, null),
                [source.publisher, source.year].filter(Boolean).map((part) => `, ${part}`),
                source.accessed ? `, ${t("sources.accessed", { date: source.accessed })}`
                    : null)))));
}
