/** @file settings.js  What has been moved, as settings of the plan.
 *
 *  The moves are a Map from a control's id to a value: a number in stored units for levers and
 *  assumptions, true for an obstacle that is lifted. A number that is moved is *fixed*: its range
 *  is gone, all futures have this value. What is not moved stays as the study has it, drawn from
 *  its range. Two settings of one number: the later wins (as on the command line), so obstacles
 *  come last, for lifting one means what the plan says it means. */
import { read, written } from "./quantity.js";

const ORDER = ["lever", "assumption", "obstacle"];
const MOST_BYTES = 16384; /* of a fragment that is read at all */
const MOST_PARTS = 200;

/** Whether the control is a switch that lifts an obstacle. */
export function isObstacle(control) {
    return control.group === "obstacle";
}

/** Settings in the order they are put over the plan.
 *  @returns {string[]} "path=value" */
export function settingsOf(controls, moves, plan) {
    const moved = controls.filter((control) => moves.has(control.id));

    return ORDER.flatMap((group) => moved.filter((control) => control.group === group))
        .flatMap((control) => (isObstacle(control) ? control.set
            : `${control.path}=${written(moves.get(control.id), control.kind, plan)}`));
}

/** Options that settings cannot reach, whose futures are the same numbers as before: those of
 *  forces that are not theirs, and those of other options. Everything else may reach every option.
 *  @returns {Set<string>} ids */
export function untouched(doc, settings) {
    const reaches = (setting, option) => {
        const [, section, id] = /^(forces|options)\.([^.=]+)\./u.exec(setting) ?? [];

        return section === "forces" ? option.forces?.includes(id) ?? true
            : section === "options" ? option.id === id : true;
    };

    return new Set(doc.options.filter((option) => !settings.some((one) => reaches(one, option)))
        .map(({ id }) => id));
}

/** Letters that need no escape in a fragment, left readable. */
function escaped(text) {
    return encodeURIComponent(text).replace(/%(?:3D|3A|2C|2F|40)/gu, decodeURIComponent);
}

/** The moves as a fragment of an address, without the #: "set=path=value&lift=id". */
export function toFragment(controls, moves, plan) {
    return controls.filter((control) => moves.has(control.id)).map((control) => (isObstacle(control)
        ? `lift=${escaped(control.id)}`
        : `set=${escaped(`${control.path}=${written(moves.get(control.id), control.kind, plan)}`)}`
    )).join("&");
}

/** Whether a fragment speaks of settings; others are places on the page. */
export function isFragment(fragment) {
    return /^#?(?:set|lift)=/u.test(fragment);
}

function unescaped(text) {
    try {
        return decodeURIComponent(text);
    } catch {
        return null;
    }
}

/** One part of a fragment as [id, value]; null where it says nothing this page can move. */
function moveOf(part, controls, plan) {
    const [, key, text] = /^(set|lift)=(.*)$/su.exec(part) ?? [];
    const words = text === undefined ? null : unescaped(text);

    if (words === null) {
        return null;
    }
    if (key === "lift") {
        return controls.some((control) => isObstacle(control) && control.id === words)
            ? [words, true] : null;
    }
    const path = words.slice(0, Math.max(0, words.indexOf("=")));
    const control = controls.find((one) => !isObstacle(one) && one.path === path);
    const value = control === undefined ? NaN
        : read(words.slice(path.length + 1), control.kind, plan);

    return Number.isNaN(value) ? null : [control.id, value];
}

/** Reads a fragment. Whatever is in it, only controls of this page are moved, to numbers; what is
 *  not understood is left out and counted.
 *  @returns {{moves: Map, ignored: number}} */
export function fromFragment(fragment, controls, plan) {
    const text = fragment.replace(/^#/u, "");

    if (!isFragment(text)) {
        return { moves: new Map(), ignored: 0 };
    }
    if (text.length > MOST_BYTES) {
        return { moves: new Map(), ignored: 1 };
    }
    const parts = text.split("&").filter((part) => part !== "");
    const read = parts.slice(0, MOST_PARTS).map((part) => moveOf(part, controls, plan));
    const known = read.filter((move) => move !== null);

    return { moves: new Map(known), ignored: parts.length - known.length };
}

/** The control a problem of the plan reader is about: its message begins with the path.
 *  @returns {?Object} null where it is about none of them */
export function controlOf(problem, controls) {
    const isAbout = (path) => problem.text.startsWith(path)
        && !/[\w.]/u.test(problem.text[path.length] ?? " ");
    const paths = (control) => (isObstacle(control)
        ? control.set.map((setting) => setting.slice(0, setting.indexOf("="))) : [control.path]);

    return controls.find((control) => paths(control).some(isAbout)) ?? null;
}
