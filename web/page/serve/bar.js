/** @file bar.js  Variants of a plan, on a page that `bluehelm serve` gave: saved, run in full by the
 *  native engine, and put beside the plan as it is. */
import { fromFragment, settingsOf } from "../live/settings.js";
import { compareFigures } from "./compare.js";
import { deskOf, isBusy } from "./desk.js";

const BASE = "base";
const NAME = "[a-z0-9][a-z0-9_\\-]{0,47}";

/** How far a run is, in words. */
function runWords(ctx, run) {
    const { t, format } = ctx;

    if (run.state !== "running" || run.total === 0) {
        return t(`serve.state.${run.state}`);
    }
    return t("serve.progress", { done: format.whole(run.done), total: format.whole(run.total),
        rate: format.whole(run.per_second), left: format.whole(Math.ceil(run.seconds_left)) });
}

function progressOf(ctx, run) {
    const { h } = ctx;
    const words = runWords(ctx, run);

    return h("div", { class: "run" },
        run.state === "running" ? h("progress", { max: Math.max(1, run.total), value: run.done,
            "aria-label": ctx.t("serve.progress.name", { name: run.variant }) }) : null,
        h("span", { class: "soft" }, words),
        run.text ? h("p", { class: "problem", dir: "auto" }, run.text) : null);
}

/** The best share of futures that succeed, of which option; or that there is none. */
function resultWords(doc, ctx, variant) {
    if (variant.options === null) {
        return ctx.t("serve.not_run");
    }
    const best = variant.options.reduce((a, b) => (b.success.value > a.success.value ? b : a));

    if (best.success.value === 0) {
        return ctx.t("serve.none");
    }
    const title = doc.options.find(({ id }) => id === best.id)?.title ?? best.id;

    return [ctx.format.share(best.success.value), " ", ctx.words(title)];
}

/** A button of a variant: its name is said after what it does. */
function action(ctx, id, name, run) {
    return ctx.h("button", { type: "button", class: "quiet", "data-action": `${id} ${name}`,
        click: run }, ctx.t(`serve.${id}`),
    ctx.h("span", { class: "visually-hidden" }, `: ${name}`));
}

function actionsOf(doc, ctx, desk, variant, edit) {
    const { h, t } = ctx;
    const shown = doc.serve.variant;
    const { name } = variant;
    const { server } = desk;

    if (isBusy(desk.runOf(name))) {
        return action(ctx, "stop", name, () => desk.attempt(() => server.stop(name)));
    }
    return [
        action(ctx, "run", name, () => desk.attempt(() => server.run(name, desk.futures))),
        variant.options === null || name === BASE ? null
            : action(ctx, "compare", name, () => desk.attempt(() => desk.compare(name))),
        variant.options === null || name === shown ? null : h("a", { href: name === BASE ? "/" : `/variants/${name}` },
            t("serve.open"), h("span", { class: "visually-hidden" }, `: ${name}`)),
        name === BASE ? null : action(ctx, "edit", name, () => edit(variant)),
        name === BASE ? null : action(ctx, "delete", name, () => desk.attempt(async () => {
            await server.remove(name);
            desk.compared = desk.compared?.name === name ? null : desk.compared;
            await desk.refresh();
        })),
    ];
}

function variantRow(doc, ctx, desk, variant, edit) {
    const { h, t, format } = ctx;
    const run = desk.runOf(variant.name);
    const isShownRun = run !== undefined && run.state !== "done";

    return [
        { shown: h("code", null, variant.name),
            note: variant.name === doc.serve.variant ? t("serve.this_page") : null },
        variant.broken ? h("span", { class: "problem", dir: "auto" }, variant.broken)
            : variant.settings.length === 0 ? t("serve.as_is")
                : h("div", { class: "settings", dir: "ltr" },
                    variant.settings.map((setting) => h("code", null, setting))),
        variant.futures === null ? "–" : format.whole(variant.futures),
        { shown: resultWords(doc, ctx, variant), note: isShownRun ? progressOf(ctx, run) : null },
        h("div", { class: "actions" }, actionsOf(doc, ctx, desk, variant, edit)),
    ];
}

function variantTable(doc, ctx, desk, edit) {
    const { t } = ctx;

    return ctx.table({
        caption: t("serve.table"),
        isStacked: true,
        columns: [t("serve.variant"), t("serve.settings"), t("serve.futures"), t("serve.best"),
            t("serve.actions")].map((label, i) => ({ label, isText: i !== 2 })),
        rows: desk.variants.map((variant) => variantRow(doc, ctx, desk, variant, edit)),
    });
}

/** What the server refused last, with the places the plan reader names. */
function problemOf(ctx, desk) {
    const { h } = ctx;
    const { problem } = desk;

    return problem === null ? null : h("div", { class: "problem", role: "alert" },
        h("p", { dir: "auto" }, problem.message),
        h("ul", null, (problem.problems ?? []).map(({ file, line, column, text }) =>
            h("li", { dir: "auto" }, line > 0 ? `${file}:${line}:${column}: ${text}` : text))));
}

/** Settings that the controls of the live model stand for, from the address of the page. */
function movedSettings(doc) {
    const controls = doc.live?.controls ?? [];
    const { moves } = fromFragment(location.hash, controls, doc.plan);

    return settingsOf(controls, moves, doc.plan);
}

/** The form that makes and changes variants. */
function form(doc, ctx, desk) {
    const { h, t } = ctx;
    const name = h("input", { id: "variant-name", name: "name", required: true, pattern: NAME,
        autocomplete: "off", spellcheck: "false", dir: "ltr", maxlength: 48,
        "aria-describedby": "variant-name-hint", input: () => {
            desk.name = name.value;
        } });
    const settings = h("textarea", { id: "variant-settings", name: "settings", rows: 4, dir: "ltr",
        spellcheck: "false", "aria-describedby": "variant-settings-hint", input: () => {
            desk.settings = settings.value;
        } });
    const fill = () => {
        name.value = desk.name;
        settings.value = desk.settings;
    };
    const save = async (event) => {
        event.preventDefault();
        if (await desk.attempt(() => desk.server.save(desk.name, desk.settings))) {
            ctx.announce(t("serve.saved", { name: desk.name }));
            await desk.attempt(desk.refresh);
        }
    };
    const element = h("form", { submit: save },
        h("p", null, h("label", { for: "variant-name" }, t("serve.name")), name,
            h("small", { id: "variant-name-hint" }, t("serve.name.hint"))),
        h("p", null, h("label", { for: "variant-settings" }, t("serve.settings")), settings,
            h("small", { id: "variant-settings-hint" }, t("serve.settings.hint"))),
        h("p", { class: "actions" },
            h("button", { type: "submit" }, t("serve.save")),
            (doc.live?.controls ?? []).length === 0 ? null
                : h("button", { type: "button", click: () => {
                    desk.settings = movedSettings(doc).join("\n");
                    fill();
                } }, t("serve.take"))));

    fill();
    return { element, edit(variant) {
        desk.name = variant.name;
        desk.settings = variant.settings.join("\n");
        fill();
        element.closest("details").open = true;
        name.focus();
    } };
}

function futuresField(doc, ctx, desk) {
    const { h, t } = ctx;
    const field = h("input", { id: "variant-futures", type: "number", min: 1, step: 1,
        max: doc.serve.most_futures, value: desk.futures, dir: "ltr", input: () => {
            desk.futures = field.valueAsNumber || desk.futures;
        } });

    return h("p", null, h("label", { for: "variant-futures" }, t("serve.futures")), field);
}

/** Draws into `place`, and puts the focus back on the button that had it. */
function redraw(place, children) {
    const focused = place.contains(document.activeElement)
        ? document.activeElement.dataset.action : undefined;

    place.replaceChildren(...children.filter(Boolean));
    if (focused !== undefined) {
        place.querySelector(`[data-action="${CSS.escape(focused)}"]`)?.focus();
    }
}

/** The section of variants; none on a page that no server gave. */
export function serveBar(doc, ctx) {
    const { h, t } = ctx;

    if (!doc.serve) {
        return null;
    }
    const desk = deskOf(doc);
    const made = form(doc, ctx, desk);
    const list = h("div", { class: "variants" });
    const problem = h("div");
    const compared = h("div", { class: "compared" });
    let drawn = null;

    desk.onChange = () => {
        redraw(list, [desk.isReached ? null : h("p", { class: "problem" }, t("serve.unreached")),
            variantTable(doc, ctx, desk, made.edit)]);
        redraw(problem, [problemOf(ctx, desk)]);
        if (drawn !== desk.compared) {
            drawn = desk.compared;
            compared.replaceChildren(...(drawn === null ? [] : compareFigures(doc, ctx, drawn)));
        }
    };
    desk.onEnd = (run) => ctx.announce(t(`serve.ended.${run.state}`, { name: run.variant }));
    desk.onChange();
    const section = ctx.section({ id: "variants", title: t("serve.title"),
        lead: t("serve.lead", { folder: doc.serve.folder }) },
    list, problem, compared,
    h("details", { class: "group" }, h("summary", null, h("h3", null, t("serve.form"))),
        futuresField(doc, ctx, desk), made.element));

    section.classList.add("serve");
    return section;
}
