/** @file context.js  What every section is given: language, formats, ways to build, the engine. */
import * as dom from "./dom.js";
import { figure, legend } from "./figure.js";
import { formatter } from "./format.js";
import { translator } from "./i18n.js";
import * as palette from "./palette.js";
import { section } from "./section.js";
import { table } from "./table.js";
import { shownTheme } from "./theme.js";

const WIDEST = 880; /* of the column of pictures; style/layout.css says the same */
const SIDE = 264;   /* the column of contents beside it, from NARROW on */
const NARROW = 1000;
const GUTTER = 40;

/** Width a picture will have, before anything is laid out. */
function guessWidth() {
    const room = innerWidth - GUTTER - (innerWidth >= NARROW ? SIDE : 0);

    return Math.max(280, Math.min(WIDEST, room));
}

/** Plan text for file names: what any file system takes. */
function fileNameOf(doc) {
    const id = doc.plan?.id ?? doc.comparison?.plan ?? doc.kind;

    return String(id).replace(/[^A-Za-z0-9_-]+/g, "-").slice(0, 60) || "bluehelm";
}

/** Said under every picture that is taken away. */
function footOf(doc, t) {
    const { plan, study } = doc;

    return !plan?.hash ? t("foot.plain")
        : t("foot.study", { plan: plan.id ?? plan.title ?? "", hash: (plan.hash ?? "").slice(0, 12),
            seed: study?.seed ?? "–", version: study?.version ?? doc.version ?? "" });
}

/** Widths watched and callbacks before printing: what lives as long as one rendering. */
function watching() {
    const observer = new ResizeObserver((entries) => {
        for (const { target, contentRect } of entries) {
            target.onWidth?.(contentRect.width);
        }
    });
    const printers = [];

    return {
        /** Calls back with the width of an element whenever it changes. */
        onResize(element, callback) {
            element.onWidth = callback;
            observer.observe(element);
        },
        /** Runs before the page is printed: what is folded is unfolded, what is late is made. */
        beforePrint: (callback) => printers.push(callback),
        print: () => printers.forEach((callback) => callback()),
        dispose: () => observer.disconnect(),
    };
}

/** How many futures the numbers come from, for the sentences that say so. */
function countsOf(doc, format) {
    const n = doc.study?.futures ?? 0;
    const kept = Math.min(doc.study?.keep ?? 0, n * (doc.study?.replications ?? 1));

    return { n, count: format.whole(n), kept: format.whole(kept) };
}

/** The context of one rendering of the page.
 *  @param {Object} doc       the document
 *  @param {Object} language  a row of LANGUAGES
 *  @param {Object} strings   the whole table
 *  @param {{announce, onLanguage, openEngine}} page  what outlives a rendering */
export function context(doc, language, strings, page) {
    const t = translator(strings, language);
    const plan = { currency: doc.plan?.currency ?? doc.comparison?.currency ?? doc.currency ?? "",
        start: doc.plan?.start ?? doc.comparison?.start ?? doc.start ?? "" };
    const format = formatter(language, t, plan);
    const ctx = {
        ...dom,
        ...watching(),
        t,
        language,
        lang: language.id,
        isRtl: language.direction === "rtl",
        format,
        plan,
        palette,
        legend,
        get theme() {
            return shownTheme();
        },
        width: guessWidth(),
        isPhone: innerWidth < 640,
        fileName: fileNameOf(doc),
        foot: footOf(doc, t),
        counts: countsOf(doc, format),
        announce: page.announce,
        onLanguage: page.onLanguage,
        engine: page.openEngine,
    };

    ctx.figure = (spec) => figure(ctx, spec);
    ctx.table = (spec) => table(ctx, spec);
    ctx.section = (head, ...children) => section(ctx, head, ...children);
    return ctx;
}
