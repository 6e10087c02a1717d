/** @file results.js  What the engine said, as numbers to show: an option before and after, each of its
 *  outputs, and how single futures changed. Arithmetic alone; no page. */
import { pairedChange } from "./change.js";

const FLAGS = 2; /* behind the outputs of a row: failed to run, met every required goal */

/** A column of an option's rows: [futures][outputs + FLAGS]. */
function column(option, at) {
    const width = option.outputs.length + FLAGS;
    const { values } = option;

    return Array.from({ length: Math.floor(values.length / width) }, (_, k) => values[k * width + at]);
}

function changeOf(before, after, at) {
    return before.values && after.values ? pairedChange(column(before, at), column(after, at)) : null;
}

/** An option of both answers: shares that succeed and how single futures changed.
 *  @returns {{id, before: Object, after: ?Object, success: ?Object}} */
export function successOf(pair, o) {
    const before = pair.before.options[o];
    const after = pair.after?.options[o] ?? null;

    return { id: before.id, before, after,
        success: after ? changeOf(before, after, before.outputs.length + 1) : null };
}

/** The outputs of an option, in the order wanted.
 *  @param {string[]} ids
 *  @returns {{id, before: Object, after: ?Object, change: ?Object}[]} cells as in `compare` */
export function outputsOf(pair, o, ids) {
    const before = pair.before.options[o];
    const after = pair.after?.options[o] ?? null;

    return ids.map((id) => [id, before.outputs.findIndex((one) => one.id === id)])
        .filter(([, at]) => at >= 0)
        .map(([id, at]) => ({ id, before: before.outputs[at], after: after?.outputs[at] ?? null,
            change: after ? changeOf(before, after, at) : null }));
}

/** Whether every future is the same number as before. */
export function isSame(change) {
    return change !== null && change.value === 0 && change.low === 0 && change.high === 0;
}

/** Days and quantiles of a series of an option, as charts take them; NaN where nothing is known. */
export function bandOf(answer, o, name) {
    const band = answer?.options[o].series?.[name];

    return band ? Object.fromEntries(Object.entries(band).map(([key, list]) =>
        [key, Array.from(list, (x) => x ?? NaN)])) : null;
}
