/** @file register.js  Every number the plan gives: value, range, source, confidence, how much it
 *  matters. What matters most comes first; words and a choice narrow the list. */
import { weights } from "./sensitivity.js";

const FIRST = 20; /* rows shown before one asks for all; paper shows all */

function valueWords(ctx, fact, value) {
    const { format, t } = ctx;

    if (typeof value !== "number") {
        return "";
    }
    if (fact.kind === "switch") {
        return t(value > 0 ? "value.yes" : "value.no");
    }
    return format.show(value, fact.kind);
}

function rangeWords(ctx, fact) {
    const isRange = typeof fact.low === "number" && typeof fact.high === "number";

    return isRange ? ctx.format.range(fact.low, fact.high, fact.kind) : "";
}

/** A link where the source has an address on the web; never another sort of address. */
export function sourceLink(ctx, source, fallback, look = { class: "clamped" }) {
    const { h, words } = ctx;
    const title = words(source?.title ?? fallback, look);

    return /^https?:\/\//.test(source?.url ?? "") ? h("a", { href: source.url,
        rel: "noreferrer noopener", target: "_blank" }, title) : title;
}

function sourceCell(ctx, fact, sources) {
    const { h, t } = ctx;

    if (fact.source === "assumed") {
        return h("strong", { class: "assumed" }, t("register.assumed"));
    }
    return fact.source ? sourceLink(ctx, sources.get(fact.source), fact.source) : "";
}

/** How much it matters, as a small bar beside its number. */
function weightCell(ctx, weight, most, isShare) {
    const { h, format } = ctx;

    if (weight === undefined) {
        return { shown: ctx.t("value.none"), value: -1 };
    }
    return { value: weight, shown: [isShare ? format.share(weight) : format.number(weight),
        h("span", { class: "weight", "aria-hidden": "true" },
            h("span", { style: `inline-size:${Math.round((100 * weight) / most)}%` }))] };
}

/** A path that may break after each of its dots. */
function breakable(h, path) {
    return path.split(/(?<=\.)/).map((piece) => [piece, h("wbr")]);
}

function rowOf(ctx, fact, { sources, found, most, isShare }) {
    const { h, t, words } = ctx;
    const range = rangeWords(ctx, fact);

    return [
        { shown: h("code", { dir: "ltr" }, breakable(h, fact.path)), value: fact.path,
            note: h("span", { lang: "en", dir: "auto" }, fact.whose ? `${fact.whose}: ` : "",
                fact.meaning) },
        { shown: valueWords(ctx, fact, fact.value), value: fact.value ?? NaN },
        { shown: range, note: range && fact.distribution
            ? t.or(`distribution.${fact.distribution}`, fact.distribution) : null },
        { shown: sourceCell(ctx, fact, sources), note: fact.note
            ? words(fact.note, { class: "clamped" }) : null },
        { shown: fact.confidence ? t.or(`confidence.${fact.confidence}`, fact.confidence) : "",
            value: fact.confidence },
        weightCell(ctx, found.get(fact.path), most, isShare),
    ];
}

const CHOICES = {
    all: () => true,
    ranges: (fact) => typeof fact.low === "number",
    assumed: (fact) => fact.source === "assumed",
    weak: (fact) => fact.source === "assumed" || fact.confidence === "low",
};

/** Search words, choice and the button for all: they hide rows of the table. */
function narrowing(ctx, facts, rowElements) {
    const { h, t } = ctx;
    const texts = facts.map((fact) => [fact.path, fact.meaning, fact.whose, fact.note, fact.source]
        .join(" ").toLowerCase());
    const count = h("p", { class: "soft", role: "status" });
    const search = h("input", { type: "search", autocomplete: "off" });
    const choice = h("select", null, Object.keys(CHOICES).map((id) =>
        h("option", { value: id }, t(`register.choice.${id}`))));
    const more = h("button", { type: "button" }, t("register.all",
        { n: facts.length, count: ctx.format.whole(facts.length) }));
    let isWhole = facts.length <= FIRST;
    const narrow = () => {
        const wanted = search.value.trim().toLowerCase();
        const fits = facts.map((fact, i) => texts[i].includes(wanted)
            && CHOICES[choice.value](fact));
        let n = 0, shown = 0;

        rowElements.forEach((row, i) => {
            n += fits[i];
            row.hidden = !fits[i] || (!isWhole && n > FIRST);
            shown += !row.hidden;
        });
        more.hidden = isWhole || n <= FIRST;
        count.textContent = t("register.count", { shown: ctx.format.whole(shown),
            all: ctx.format.whole(facts.length), n: shown });
    };

    search.addEventListener("input", narrow);
    choice.addEventListener("change", narrow);
    more.addEventListener("click", () => {
        isWhole = true;
        narrow();
        rowElements[FIRST]?.querySelector("th").focus?.();
    });
    narrow();
    return { bar: h("div", { class: "narrow no-print" },
        h("label", null, h("span", null, t("register.search")), search),
        h("label", null, h("span", null, t("register.choice")), choice)), count, more };
}

export function registerSection(doc, ctx) {
    const { h, t, format } = ctx;
    const found = weights(doc);

    if (!doc.register?.length) {
        return null;
    }
    const facts = [...doc.register].sort((a, b) => (found.get(b.path) ?? -1)
        - (found.get(a.path) ?? -1));
    const assumed = facts.filter(CHOICES.assumed).length;
    const shared = { sources: new Map((doc.sources ?? []).map((source) => [source.id, source])),
        found, most: Math.max(...found.values(), 1e-9),
        isShare: doc.sensitivity?.kind !== "morris" };
    const box = ctx.table({
        caption: t("register.caption"),
        isCaptionHidden: true,
        isStacked: true,
        columns: ["register.number", "register.central", "register.range", "register.source",
            "register.confidence", "register.weight"].map((id, i) => ({ label: t(id),
            isText: i === 3 || i === 4 })),
        rows: facts.map((fact) => rowOf(ctx, fact, shared)),
    });
    const { bar, count, more } = narrowing(ctx, facts, [...box.querySelectorAll("tbody tr")]);

    box.classList.add("register");
    return ctx.section({ id: "register", title: t("register.title"), basis: "plan",
        lead: t("register.lead", { n: facts.length, count: format.whole(facts.length),
            assumed: format.whole(assumed) }) },
    h("p", { class: "soft" }, t("register.weight.note")), bar, count, box,
    h("p", { class: "no-print" }, more));
}
