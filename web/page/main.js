/** @file main.js  Reads the document the program wrote into this file and builds the page of it:
 *  what is seen first at once, the rest when the browser has time. Another language builds it
 *  anew. */
import { contents } from "./parts/contents.js";
import { context } from "./parts/context.js";
import { h, s } from "./parts/dom.js";
import { LANGUAGES, preferredLanguage } from "./parts/i18n.js";
import { recall, remember } from "./parts/memory.js";
import { beginTheme, setTheme, THEMES } from "./parts/theme.js";
import { negotiationGroups } from "./pages/negotiation.js";
import { searchGroups } from "./pages/search.js";
import { studyGroups } from "./pages/study.js";
import { strings } from "./strings.js";
import { openEngine } from "./engine/client.js";

const PAGES = { study: studyGroups, search: searchGroups, negotiation: negotiationGroups };
const AT_ONCE = 3; /* sections that fill the first screen */

/** The document, or what is wrong with it. */
function readDocument() {
    const text = document.getElementById("document").textContent;

    try {
        return JSON.parse(text);
    } catch (error) {
        return { kind: "broken", error: String(error) };
    }
}

function mark() {
    return s("svg", { width: 22, height: 22, viewBox: "0 0 22 22", "aria-hidden": "true" },
        s("path", { d: "M2 14a9 9 0 0 1 18 0v1.5H2z", fill: "currentColor" }),
        s("path", { d: "M1 17.6h20", stroke: "currentColor", "stroke-width": 2.2 }));
}

function chooser(label, options, chosen, onChoose) {
    const list = h("select", { change: () => onChoose(list.value) },
        options.map(([id, name, lang]) => h("option", { value: id, selected: id === chosen,
            lang: lang ?? null }, name)));

    return h("label", null, h("span", null, label), list);
}

/** The bar above all: name, language, light. */
function bar(ctx, onLanguageChosen) {
    const { t } = ctx;

    return h("header", { class: "bar" },
        h("div", { class: "brand" }, mark(), h("span", null, "Bluehelm")),
        chooser(t("bar.language"), LANGUAGES.map(({ id, name }) => [id, name, id]), ctx.lang,
            onLanguageChosen),
        chooser(t("bar.theme"), THEMES.map((id) => [id, t(`theme.${id}`)]),
            document.documentElement.dataset.theme, setTheme));
}

/** Runs steps when the browser is idle, in order; finish() runs what is left at once. */
function inIdleTime(steps) {
    const later = globalThis.requestIdleCallback
        ? (run) => requestIdleCallback(run, { timeout: 400 }) : (run) => setTimeout(run, 1);
    const next = () => {
        steps.shift()?.();
        if (steps.length > 0) {
            later(next);
        }
    };

    later(next);
    return () => {
        while (steps.length > 0) {
            steps.shift()();
        }
    };
}

/** A section, or in its place what to say when it cannot be built: the others still stand. */
function attempt(build, ctx) {
    try {
        return build();
    } catch (error) {
        console.error(error);
        return h("section", null, h("p", { class: "caution warn" }, ctx.t("page.section_failed")));
    }
}

/** One rendering of the page in one language. */
function render(doc, language, page) {
    const ctx = context(doc, language, strings, page);
    const { t } = ctx;
    const main = h("main", { id: "main", tabindex: "-1" });
    const list = contents(ctx);
    const steps = PAGES[doc.kind](doc, ctx).flatMap(({ title, sections }) =>
        sections.map((build) => () => {
            const made = attempt(() => build(doc, ctx), ctx);

            if (made) {
                main.append(made);
                list.add(title, made);
            }
        }));

    document.documentElement.lang = language.id;
    document.documentElement.dir = language.direction;
    document.title = t("page.title", { title: doc.plan?.title ?? doc.comparison?.title
        ?? doc.title ?? "" });
    document.getElementById("page").replaceChildren(
        h("a", { class: "skip", href: "#main" }, t("bar.skip")),
        bar(ctx, page.setLanguage),
        h("div", { class: "frame" }, list.element, main),
        h("footer", null, h("p", null, t("foot.page"))));
    steps.splice(0, AT_ONCE).forEach((step) => step());
    const finish = inIdleTime(steps);
    return { ctx, finish };
}

/** Shows what cannot be shown otherwise: a document that is none. */
function refuse(doc) {
    document.getElementById("page").replaceChildren(h("main", null,
        h("h1", null, "Bluehelm"),
        h("p", null, "This file holds no document that this page can show."),
        h("p", null, doc.error ?? `kind: ${doc.kind}`)));
}

/** Goes to the section named in the address, once it is there. */
function goToFragment() {
    const found = document.getElementById(location.hash.slice(1));

    found?.scrollIntoView();
}

/** Unfolds everything before printing and folds back what was folded. */
function preparePrinting(current) {
    let folded = [];

    addEventListener("beforeprint", () => {
        current().finish();
        current().ctx.print();
        folded = [...document.querySelectorAll("details:not([open]):not(.save)")];
        folded.forEach((details) => {
            details.open = true;
        });
    });
    addEventListener("afterprint", () => folded.forEach((details) => {
        details.open = false;
    }));
}

function begin() {
    const doc = readDocument();
    const listeners = [];
    let current = null;

    beginTheme();
    if (PAGES[doc.kind] === undefined) {
        refuse(doc);
        return;
    }
    let engine = null;
    const page = {
        announce(text) {
            document.getElementById("announcements").textContent = text;
        },
        onLanguage: (callback) => listeners.push(callback),
        /** The engine, started when somebody first asks for it. */
        openEngine: () => (engine ??= openEngine({})),
        setLanguage(id) {
            remember("language", id);
            current.ctx.dispose();
            current = render(doc, preferredLanguage(id), page);
            listeners.forEach((callback) => callback(id));
            document.querySelector(".bar select").focus();
        },
    };
    current = render(doc, preferredLanguage(recall("language")), page);
    preparePrinting(() => current);
    addEventListener("hashchange", () => {
        current.finish();
    });
    if (location.hash.length > 1) {
        current.finish();
        goToFragment();
    }
}

begin();
