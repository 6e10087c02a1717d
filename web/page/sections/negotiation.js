/** @file negotiation.js  A negotiation: outcome by every rule, positions by round, encounters. */
import { positions } from "../charts/positions.js";

const negotiationOf = (doc) => doc.negotiation ?? doc;
const titleOf = (doc, ctx) => negotiationOf(doc).title || doc.plan?.title
    || ctx.t("negotiation.untitled");

export function negotiationHead(doc, ctx) {
    const { h, t, format } = ctx;
    const n = negotiationOf(doc);

    return h("section", { class: "head", id: "top", "aria-labelledby": "title", tabindex: "-1" },
        h("p", { class: "kicker" }, t("negotiation.kicker")),
        h("h1", { id: "title", dir: "auto", class: "clamped" }, titleOf(doc, ctx)),
        h("p", { class: "caution" }, h("strong", null, t("head.note")), " ",
            t("negotiation.note", { n: n.actors.length, actors: format.whole(n.actors.length),
                model: t.or(`negotiation.model.${n.model}`, n.model),
                rounds: format.whole(n.rounds.length - 1), draws: format.whole(n.draws) }),
            n.settled ? ` ${t("negotiation.settled")}` : "",
            n.jittered ? ` ${t("negotiation.jittered")}` : ""),
        (n.remarks ?? []).map((remark) => h("p", { class: "soft", lang: "en" }, remark)));
}

/** Outcome of one issue by every rule. */
function forecastTable(doc, ctx, issue) {
    const { t, format } = ctx;
    const shown = negotiationOf(doc).forecast.filter((row) => row.issue === issue.name);

    return ctx.table({
        caption: t("negotiation.rules"),
        isStacked: true,
        columns: [{ label: t("negotiation.rule"), isText: true },
            { label: t("negotiation.outcome") },
            { label: t("negotiation.median") }, { label: t("negotiation.range") }],
        rows: shown.map(({ rule, outcome }) => [
            { shown: t.or(`rule.${rule}`, rule), note: t.or(`rule.${rule}.what`, "") },
            { shown: format.show(outcome.value), value: outcome.value },
            { shown: format.show(outcome.median), value: outcome.median },
            { shown: format.range(outcome.q05, outcome.q95), value: outcome.q05 }]),
    });
}

/** Positions of all actors on one issue, round by round. */
function pathFigure(doc, ctx, issue, i) {
    const { t, format } = ctx;
    const n = negotiationOf(doc);
    const d = n.issues.length;
    const actors = n.actors.map((actor, a) => ({ name: actor.name,
        weight: actor.stances[i].salience.value,
        values: n.rounds.map(({ positions: all }) => all[a * d + i]) }));
    const band = n.draws > 0 && n.rounds[0].mean?.[i] ? {
        q05: n.rounds.map(({ mean }) => mean[i].q05),
        q95: n.rounds.map(({ mean }) => mean[i].q95) } : null;

    return ctx.figure({
        name: `positions-${i + 1}`,
        title: t("negotiation.path", { issue: `\u2068${issue.name}\u2069` }),
        note: t("negotiation.path.note"),
        alt: actors.map((actor) => t("negotiation.path.alt", { actor: actor.name,
            first: format.number(actor.values[0]), last: format.number(actor.values.at(-1)) }))
            .join(" "),
        draw: (width) => positions({ actors, band, low: issue.low, high: issue.high,
            round: t("negotiation.round") }, width, ctx),
        table: { all: () => ({
            columns: [{ label: t("negotiation.actor") }, ...n.rounds.map(({ round }) =>
                ({ label: t("negotiation.round.n", { n: round }) }))],
            rows: actors.map((actor) => [actor.name, ...actor.values.map((value) => ({
                shown: format.number(value), value }))]),
        }) },
    });
}

/** A section builder for each issue. */
export function issueSections(doc) {
    return negotiationOf(doc).issues.map((issue, i) => (_, ctx) => ctx.section(
        { id: `issue-${i + 1}`, title: issue.name },
        pathFigure(doc, ctx, issue, i), forecastTable(doc, ctx, issue)));
}

function movesWords({ challenger_moved: a, target_moved: b }) {
    return a && b ? "both" : a ? "challenger" : b ? "target" : "neither";
}

export function encountersSection(doc, ctx) {
    const { h, t, format, words } = ctx;
    const { encounters } = negotiationOf(doc);

    if (!encounters?.length) {
        return null;
    }
    return ctx.section({ id: "encounters", title: t("negotiation.encounters") },
        h("details", { class: "group", open: encounters.length <= 30 },
            h("summary", null, h("h3", null, t("negotiation.encounters.all",
                { n: encounters.length, count: format.whole(encounters.length) }))),
            ctx.table({
                caption: t("negotiation.encounters"),
                isCaptionHidden: true,
                isStacked: true,
                isSortable: true,
                columns: ["round", "challenger", "target", "kind", "chance", "gain", "moves"]
                    .map((id) => ({ label: t(`negotiation.${id}`),
                        isText: id !== "chance" && id !== "gain" })),
                rows: encounters.map((one) => [{ shown: format.whole(one.round), value: one.round },
                    words(one.challenger), words(one.target),
                    t.or(`encounter.${one.kind}`, one.kind),
                    { shown: format.show(one.chance, "share"), value: one.chance },
                    { shown: format.show(one.gain), value: one.gain },
                    t(`negotiation.moves.${movesWords(one)}`)]),
            })));
}

export function settingsSection(doc, ctx) {
    const { h, t } = ctx;
    const settings = Object.entries(negotiationOf(doc).options ?? {});

    return settings.length === 0 ? null : ctx.section({ id: "settings",
        title: t("negotiation.settings"), lead: t("negotiation.settings.lead") },
    h("dl", { class: "facts" }, settings.map(([name, value]) => h("div", { class: "fact" },
        h("dt", null, h("bdi", null, name)), h("dd", null, h("bdi", null, String(value)))))));
}
