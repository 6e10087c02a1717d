/** @file controls.js  Sliders, fields and switches. A number has a slider for the hand, a field for
 *  an exact value, a mark where the study has its centre, and words that say whether it is fixed.
 *  */
import { factTitle } from "../parts/data.js";
import { freshId } from "../parts/dom.js";
import { isolate } from "../parts/i18n.js";
import { fieldOf, fromField, tidy, toField } from "./quantity.js";
import { isObstacle } from "./settings.js";

const GROUPS = ["lever", "obstacle", "assumption"];

/** The control's name, with what it belongs to: "Places in training (Palestinian security force)".
 *  */
export function nameOf(control) {
    return factTitle({ meaning: control.title, whose: control.whose });
}

/** Whether the study draws the number from a range; a lever may be a plain number there. */
function rangeInStudy(doc, control) {
    const row = doc.register?.find(({ path }) => path === control.path);

    return row?.distribution ? row : null;
}

/* ---- words ---------------------------------------------------------------------------------- */

function stateWords(doc, ctx, control, value) {
    const { t, format } = ctx;
    const show = (x) => format.show(x ?? Infinity, control.kind, "");
    const row = rangeInStudy(doc, control);
    const args = { low: show(row?.low), high: show(row?.high), centre: show(control.value) };

    if (value === undefined) {
        return row ? t("live.as_study", { ...args, value: args.centre })
            : t("live.as_study.fixed", { value: args.centre });
    }
    return t(row ? "live.fixed" : "live.fixed.fixed", { ...args, value: show(value) });
}

function outsideWords(ctx, control, value) {
    const isOutside = value !== undefined && (value < control.low || value > control.high);

    return isOutside ? ctx.t("live.outside", {
        low: ctx.format.show(control.low, control.kind),
        high: ctx.format.show(control.high, control.kind) }) : "";
}

function unitWords(ctx, field) {
    if (field.unit === "percent") {
        return "%";
    }
    if (field.unit === "currency") {
        const size = field.size === null ? "" : `${ctx.t(`size.${field.size}`, { n: 2 })} `;

        return size + ctx.plan.currency;
    }
    return field.unit === "days" ? ctx.t("unit.days", { n: 2 }) : "";
}

function fixedIn(doc, ctx, control) {
    const titles = (control.fixed_in ?? []).map((id) => doc.options.find((o) => o.id === id)?.title
        ?? id);

    return titles.length > 0 ? ctx.h("p", { class: "control-note" }, ctx.t("live.fixed_in",
        { options: titles.map(isolate).join(", ") })) : null;
}

function resetButton(ctx, control, onReset) {
    const { h, t } = ctx;

    return h("button", { type: "button", class: "quiet control-reset", click: onReset },
        t("live.reset"), h("span", { class: "visually-hidden" },
            t("live.reset.more", { title: isolate(nameOf(control)) })));
}

/* ---- one control ---------------------------------------------------------------------------- */

/** What all controls share: a frame with a place for words and for problems.
 *  @returns {{element, problem, mark(isMoved)}} */
function frame(ctx, control, ids, ...children) {
    const { h } = ctx;
    const problem = h("p", { class: "control-problem", id: ids.problem, hidden: true });
    const element = h("div", { class: "control", "data-id": control.id }, children, problem);

    return {
        element,
        mark: (isMoved) => element.classList.toggle("is-moved", isMoved),
        /** Says what the plan reader says to this setting; "" when it says nothing. */
        showProblem(text) {
            problem.hidden = text === "";
            problem.textContent = text;
            element.classList.toggle("has-problem", text !== "");
        },
    };
}

/** A slider with its field. */
function numberControl(doc, ctx, control, session) {
    const { h } = ctx;
    const ids = { slider: freshId("slider"), state: freshId("state"), problem: freshId("problem") };
    const described = `${ids.state} ${ids.problem}`;
    const form = fieldOf(control.kind, control.low, control.high);
    const centre = control.value ?? control.high;
    const part = (centre - control.low) / (control.high - control.low || 1);
    const name = nameOf(control);
    const slider = h("input", { type: "range", id: ids.slider, min: control.low, max: control.high,
        step: control.step, "aria-describedby": described,
        input: () => session.move(control.id, tidy(Number(slider.value), control.kind)) });
    const field = h("input", { type: form.type, class: "control-field", step: "any",
        inputmode: form.type === "number" ? "decimal" : null,
        "aria-label": ctx.t("live.field", { title: isolate(name) }), "aria-describedby": described,
        change: () => take() });
    const state = h("p", { class: "control-state", id: ids.state });
    const outside = h("p", { class: "control-note" });
    const made = frame(ctx, control, ids,
        h("label", { for: ids.slider }, ctx.words(name)),
        h("div", { class: "control-line" },
            h("div", { class: "control-track" }, slider, h("span", { class: "control-centre",
                style: `--at:${Math.min(1, Math.max(0, part))}`, "aria-hidden": "true" })),
            h("span", { class: "control-value" }, field,
                h("span", { class: "control-unit" }, unitWords(ctx, form)))),
        h("div", { class: "control-words" }, state, resetButton(ctx, control, () => {
            session.move(control.id, undefined);
            slider.focus();
        })),
        outside, fixedIn(doc, ctx, control));

    function take() {
        const value = field.value === "" ? undefined
            : fromField(field.value, form, control.kind, doc.plan);

        if (Number.isNaN(value)) {
            made.showProblem(ctx.t("live.unreadable"));
        } else {
            session.move(control.id, value);
        }
    }
    return { ...made, control, update(value) {
        const shown = value ?? centre;

        made.mark(value !== undefined);
        slider.value = shown;
        slider.setAttribute("aria-valuetext", stateWords(doc, ctx, control, value));
        state.textContent = stateWords(doc, ctx, control, value);
        outside.textContent = outsideWords(ctx, control, value);
        if (document.activeElement !== field || value === undefined) {
            field.value = toField(shown, form, doc.plan);
        }
    } };
}

/** A switch that lifts an obstacle. */
function switchControl(doc, ctx, control, session) {
    const { h, t } = ctx;
    const ids = { state: freshId("state"), problem: freshId("problem") };
    const box = h("input", { type: "checkbox", role: "switch",
        "aria-describedby": `${ids.state} ${ids.problem}`,
        change: () => session.move(control.id, box.checked ? true : undefined) });
    const made = frame(ctx, control, ids,
        h("label", { class: "control-switch" }, box, h("span", null, ctx.words(nameOf(control)))),
        h("details", { class: "control-sets" },
            h("summary", null, t("live.lifts", { settings: "…" })),
            h("ul", { dir: "ltr" }, control.set.map((setting) => h("li", null,
                h("code", null, setting))))),
        fixedIn(doc, ctx, control), h("span", { hidden: true, id: ids.state }));

    return { ...made, control, update(value) {
        made.mark(value === true);
        box.checked = value === true;
    } };
}

/* ---- all of them ---------------------------------------------------------------------------- */

/** The controls in their groups.
 *  @returns {{element, update()}} update() brings all up to the session's moves and problems */
export function controlsPanel(doc, ctx, session) {
    const { h, t } = ctx;
    const { controls } = doc.live;
    const all = controls.map((control) => (isObstacle(control)
        ? switchControl : numberControl)(doc, ctx, control, session));
    const counts = new Map();
    const reset = h("button", { type: "button", click: () => {
        if (session.moves.size > 0) {
            session.setMoves(new Map());
            ctx.announce(t("live.reset.done"));
        }
    } }, t("live.reset.all"));
    const groups = GROUPS.filter((group) => controls.some((one) => one.group === group));
    const element = h("div", { class: "live-controls", role: "group",
        "aria-label": t("live.controls") }, groups.map((group, i) => {
        const count = h("span", { class: "control-count" });

        counts.set(group, count);
        return h("details", { class: "control-group", open: i === 0 || !ctx.isPhone },
            h("summary", null, h("span", null, t(`live.group.${group}`)), " ", count),
            t.has(`live.group.${group}.note`)
                ? h("p", { class: "control-note" }, t(`live.group.${group}.note`)) : null,
            all.filter(({ control }) => control.group === group).map((one) => one.element));
    }), h("div", { class: "live-reset" }, reset));

    return {
        element,
        /** @param {function(Object): string} problemOf  what is wrong with a control's setting */
        update(problemOf) {
            all.forEach((one) => {
                one.update(session.moves.get(one.control.id));
                one.showProblem(problemOf(one.control));
            });
            counts.forEach((count, group) => {
                const n = all.filter(({ control }) => control.group === group
                    && session.moves.has(control.id)).length;

                count.textContent = n === 0 ? "" : t(group === "obstacle" ? "live.lifted.count"
                    : "live.moved.count", { n });
            });
            reset.setAttribute("aria-disabled", String(session.moves.size === 0));
        },
    };
}
