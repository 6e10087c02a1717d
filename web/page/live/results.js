/** @file results.js  What the engine said, as numbers to show: an option before and after, each of
 *  its outputs, and how single futures changed. Arithmetic alone; no page.
 *
 *  A pair is {id, before, after}: two answers of one option on the same futures; after is null
 *  where nothing was moved. */
import { pairedChange } from "./change.js";

const FLAGS = 2; /* behind the outputs of a row: failed to run, met every required goal */

/** A column of an option's rows: [futures][outputs + FLAGS]. */
function column({ outputs, values }, at) {
    const width = outputs.length + FLAGS;

    return Array.from({ length: Math.floor(values.length / width) },
        (_, k) => values[k * width + at]);
}

function changeOf({ before, after }, at) {
    return after ? pairedChange(column(before, at), column(after, at)) : null;
}

/** How the success of single futures changed; null where nothing was moved. */
export function successChange(pair) {
    return changeOf(pair, pair.before.outputs.length + 1);
}

/** The outputs of an option, in the order wanted.
 *  @param {string[]} ids
 *  @returns {{id, before: Object, after: ?Object, change: ?Object}[]} cells as in `compare` */
export function outputsOf(pair, ids) {
    return ids.map((id) => [id, pair.before.outputs.findIndex((one) => one.id === id)])
        .filter(([, at]) => at >= 0)
        .map(([id, at]) => ({ id, before: pair.before.outputs[at],
            after: pair.after?.outputs[at] ?? null, change: changeOf(pair, at) }));
}

/** Whether every future is the same number as before. */
export function isSame(change) {
    return change !== null && change.value === 0 && change.low === 0 && change.high === 0;
}

/** Days and quantiles of a series of an answer, as charts take them; NaN where nothing is known. */
export function bandOf(answer, name) {
    const band = answer?.series?.[name];

    return band ? Object.fromEntries(Object.entries(band).map(([key, list]) =>
        [key, Array.from(list, (x) => x ?? NaN)])) : null;
}
