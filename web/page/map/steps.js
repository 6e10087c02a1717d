/** @file steps.js  The steps of a map's scale: few, round, the same for all options and days.
 *
 *  Steps and not a smooth ramp, because five tones can be told apart and named in a legend and a
 *  hundred cannot. Shares have fixed fifths, so that maps of different plans can be held side by
 *  side. Other numbers are cut linearly, or where a few values are many times the usual one (war
 *  beside peace) by round numbers that grow geometrically. */

export const N_STEPS = 5;
const SKEWED = 4; /* largest value over the median from which steps grow geometrically */
const MANTISSAS = [1, 2, 5];

/** x > 0 as [mantissa, power]: exact, where a logarithm may fall on the wrong side. */
function split(x) {
    return x.toExponential(11).split("e").map(Number);
}

/** The largest number 1, 2 or 5 times a power of ten that is not above x > 0. */
export function roundDown(x) {
    const [mantissa, power] = split(x);

    return Number(`${MANTISSAS.filter((m) => m <= mantissa).pop()}e${power}`);
}

/** The smallest such number that is not below x > 0. */
export function roundUp(x) {
    const [mantissa, power] = split(x);

    return Number(`${MANTISSAS.find((m) => m >= mantissa) ?? 10}e${power}`);
}

function linear(most) {
    const wide = roundUp(most / N_STEPS);

    return Array.from({ length: N_STEPS - 1 }, (_, i) => Number(((i + 1) * wide).toPrecision(6)));
}

/** Round numbers from the lower quarter of the values up to near the largest; evenly spread in the
 *  logarithm. */
function geometric(quarter, most) {
    const last = roundDown(most / 2);
    const first = Math.min(roundUp(Math.max(quarter, most / 1000)), last);
    const wanted = Array.from({ length: N_STEPS - 1 },
        (_, i) => roundDown(first * (last / first) ** (i / (N_STEPS - 2))));

    return [...new Set(wanted)];
}

/** Inner limits of the steps, ascending, at most N_STEPS - 1: a value belongs to the step whose
 *  lower limit it reaches.
 *  @param {number[]} values  all that are to be shown; finite, not negative
 *  @param {string} kind      "share" has fixed fifths */
export function limitsOf(values, kind) {
    if (kind === "share") {
        return [0.2, 0.4, 0.6, 0.8];
    }
    const sorted = [...values].sort((a, b) => a - b);
    const most = sorted[sorted.length - 1] ?? 0;
    const median = sorted[Math.floor(sorted.length / 2)] ?? 0;

    if (!(most > 0)) {
        return [];
    }
    return most > SKEWED * median ? geometric(sorted[Math.floor(sorted.length / 4)], most)
        : linear(most);
}

/** Which step a value is on, 0 for the lowest; -1 for a value that is not known. */
export function stepOf(value, limits) {
    return Number.isFinite(value) ? limits.filter((limit) => value >= limit).length : -1;
}

/** Which tone a step has, 0 to N_STEPS - 1: few steps use tones that are far apart. */
export function toneOf(step, limits) {
    return limits.length === 0 ? 0 : Math.round(step * (N_STEPS - 1) / limits.length);
}
