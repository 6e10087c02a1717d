/** @file section.js  The model one can move: controls, what they do, and how to keep it. */
import { courseOf } from "../parts/data.js";
import { controlsPanel } from "./controls.js";
import { pictures, seriesName, successWords } from "./pictures.js";
import { session } from "./session.js";
import { controlOf, fromFragment, isFragment } from "./settings.js";
import { sharePanel, writeAddress } from "./share.js";

const FIRST_SERIES = ["incidents_per_100k", "legitimacy", "services"];
const PARTS = /^(?:area|force|line|sponsor|condition)\./u; /* series of parts of the whole */
const sessions = new WeakMap(); /* by document */

/* ---- what there is to see ------------------------------------------------------------------- */

/** Series of the whole, that the study kept for a fan. */
function wholeSeries(doc) {
    return (doc.courses?.series ?? []).filter(({ name }) => !PARTS.test(name)
        && courseOf(doc, name)?.bands.some((band) => band?.q50));
}

/** The option whose measures are shown first: the one that most often succeeds in the study. */
function firstOption(doc) {
    const shares = doc.comparison.options.map((option) => option.success.value ?? 0);

    return Math.max(0, shares.indexOf(Math.max(...shares)));
}

/** The session of a document, with what the address says, begun when first asked for. */
function sessionOf(doc, ctx) {
    if (!sessions.has(doc)) {
        const names = wholeSeries(doc).map(({ name }) => name);
        const series = FIRST_SERIES.find((name) => names.includes(name)) ?? names[0];
        const made = session(doc, ctx.engine, { option: firstOption(doc), series });

        sessions.set(doc, made);
        const follow = () => {
            if (isFragment(location.hash)) {
                const { moves, ignored } = fromFragment(location.hash, doc.live.controls, doc.plan);

                made.setMoves(moves, ignored);
            }
        };
        follow();
        addEventListener("hashchange", follow);
        made.isShared = made.moves.size > 0;
    }
    return sessions.get(doc);
}

/* ---- status --------------------------------------------------------------------------------- */

/** What the model is doing, in words and as a bar. */
function statusWords(ctx, made, futures) {
    const { t, format } = ctx;
    const { phase, done, total, milliseconds, reason } = made.status;

    switch (phase) {
    case "starting":
        return t("live.status.starting");
    case "study":
        return t("live.status.study");
    case "computing":
        return t("live.status.computing", { done: format.whole(done), total: format.whole(total) });
    case "done":
        return t("live.status.done", { n: format.whole(futures),
            seconds: format.number(Math.max(0.1, Math.round(milliseconds / 100) / 10)) });
    case "problems":
        return t("live.status.problems");
    case "refused":
        return t("live.status.failed", { reason: reason ?? "" });
    case "failed":
        return t("live.no_engine", { reason: reason === "WebAssembly" ? t("live.no_wasm")
            : reason ?? "" });
    default:
        return t("live.status.idle");
    }
}

function statusPanel(doc, ctx, made) {
    const { h, t } = ctx;
    const words = h("p", { class: "live-words" });
    const bar = h("div", { class: "live-bar", "aria-hidden": "true" }, h("span", null));
    const brief = h("p", { class: "live-brief", "aria-hidden": "true" });
    const others = h("ul", { class: "live-problems", hidden: true });
    const ignored = h("p", { class: "control-problem", hidden: true });

    const element = h("div", { class: "live-status" }, words, bar, brief, others, ignored);

    return {
        element,
        update() {
            const { phase, done, total, problems } = made.status;
            const isBusy = ["starting", "study", "computing"].includes(phase);
            const strange = problems.filter((one) => one.severity === "error"
                && controlOf(one, doc.live.controls) === null);
            const pair = made.pairs()[made.choice.option];

            element.dataset.phase = phase;
            words.textContent = statusWords(ctx, made, doc.live.futures);
            bar.classList.toggle("is-busy", isBusy);
            bar.firstChild.style.inlineSize = `${Math.round(100 * done / total)}%`;
            brief.replaceChildren(...(pair.after ? briefOf(doc, ctx, pair) : []));
            others.hidden = strange.length === 0;
            others.replaceChildren(...strange.map((one) => h("li", { dir: "auto" },
                `${t("live.problem.other")}: ${one.text}`)));
            ignored.hidden = made.ignored === 0;
            ignored.textContent = made.ignored > 0
                ? t("live.ignored", { n: made.ignored }) : "";
        },
    };
}

/** The chosen option's success before and after: what stays in sight on a phone. */
function briefOf(doc, ctx, { id, before, after }) {
    const [from, to] = [before, after].map((answer) => ctx.format.share(answer.success.value));

    const { title } = doc.options.find((option) => option.id === id);

    return ctx.t.rich("word.named", { name: ctx.words(title),
        value: ctx.h("bdi", { dir: "ltr" }, `${from} → ${to}`) });
}

/* ---- the section ---------------------------------------------------------------------------- */

function chooser(ctx, words, rows, { value, onChoose }) {
    const { h } = ctx;
    const list = h("select", { change: () => onChoose(list.value) }, rows.map(([id, name]) =>
        h("option", { value: id, selected: String(id) === String(value) }, name)));

    return h("label", { class: "map-choice" }, h("span", null, words), list);
}

/** Choosers of the option and the course that the pictures below show. */
function choosersOf(doc, ctx, made, follow) {
    const { t } = ctx;
    const series = wholeSeries(doc);

    return [
        chooser(ctx, t("live.choose.option"), doc.options.map((o, i) => [i, o.title]),
            { value: made.choice.option, onChoose: (i) => {
                made.choice.option = Number(i);
                follow(); /* nothing where the option has not run yet: its answer follows */
            } }),
        series.length > 1 ? chooser(ctx, t("live.choose.series"), series.map((one) =>
            [one.name, seriesName(ctx, one)]), { value: made.choice.series, onChoose: (name) => {
            made.choice.series = name;
            made.setSeries();
        } }) : null,
    ];
}

/** Starts the engine when the section comes near, or at once where the address asks for it. */
function warmWhenNear(element, made) {
    const watcher = new IntersectionObserver((entries) => {
        if (entries.some((entry) => entry.isIntersecting)) {
            watcher.disconnect();
            made.warm();
        }
    }, { rootMargin: "600px" });

    watcher.observe(element);
    if (made.isShared) {
        made.isShared = false;
        requestAnimationFrame(() => element.scrollIntoView());
    }
}

/** What is wrong with the setting of a control, by the plan reader. */
function problemsBy(doc, made) {
    const errors = made.status.problems.filter((one) => one.severity === "error");

    return (control) => errors.filter((one) => controlOf(one, doc.live.controls) === control)
        .map((one) => one.text).join("; ");
}

/** Tells who does not see the pictures, once an answer is whole. */
function announcer(doc, ctx, made) {
    let last = made.status.phase;

    return () => {
        const { phase } = made.status;

        if (phase !== last && phase === "done") {
            ctx.announce(ctx.t("live.announce", { n: ctx.format.whole(doc.live.futures),
                list: successWords(doc, ctx, made.pairs()) }));
        } else if (phase !== last && ["problems", "refused", "failed"].includes(phase)) {
            ctx.announce(statusWords(ctx, made, doc.live.futures));
        }
        last = phase;
    };
}

/** @returns {?HTMLElement} */
export function liveSection(doc, ctx) {
    const { h, t } = ctx;
    const head = { id: "live", title: t("live.title"), basis: "about" };

    if (!doc.live?.tree || doc.live.controls.length === 0) {
        return ctx.section(head, h("p", null, t("live.none")));
    }
    const made = sessionOf(doc, ctx);
    const controls = controlsPanel(doc, ctx, made);
    const status = statusPanel(doc, ctx, made);
    const share = sharePanel(doc, ctx, made);
    const results = h("div", { class: "live-results" });
    const tell = announcer(doc, ctx, made);
    let shown = null;
    const follow = () => {
        const isThere = made.pairs()[made.choice.option].before !== null;

        if (isThere && shown === null) {
            shown = pictures(doc, ctx, () => made.pairs(), { choice: made.choice,
                choosers: choosersOf(doc, ctx, made, () => shown.follow()) });
            results.replaceChildren(shown.element);
        } else if (isThere) {
            shown.follow();
        }
    };

    made.onChange = () => {
        controls.update(problemsBy(doc, made));
        status.update();
        share.update();
        writeAddress(doc, made.moves);
        element.classList.toggle("is-idle", made.moves.size === 0);
        follow();
        tell();
    };
    const element = ctx.section({ ...head, lead: t("live.lead") },
        h("p", { class: "live-paper" }, t("live.paper")),
        h("p", { class: "caution" }, t("live.caution")),
        h("div", { class: "live" }, controls.element, results, status.element), share.element);

    made.onChange();
    warmWhenNear(element, made);
    return element;
}
