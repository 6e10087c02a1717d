/** @file change.js  Before and after on the same luck.
 *
 *  Future k of both runs has the same draws and the same chance, so what is told is the mean of the
 *  differences of single futures, with its 95 % interval: far narrower than two intervals side by
 *  side. The arithmetic is that of `compare` between options (src/analyze/compare.c, paired()). */

const NORMAL_975 = 1.959963984540054;
const STUDENT_975 = [12.7062, 4.30265, 3.18245, 2.77645, 2.57058];

/** 97.5 % point of Student's t; Cornish-Fisher expansion from 6 degrees of freedom on
 *  (Abramowitz & Stegun 26.7.5), as src/base/statistics.c has it. */
export function student975(df) {
    const z = NORMAL_975;

    if (df <= STUDENT_975.length) {
        return STUDENT_975[Math.max(0, df - 1)];
    }
    return z + (z ** 3 + z) / (4 * df) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * df ** 2)
        + (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * df ** 3);
}

/** Mean of after - before over the futures where both are finite.
 *  @param {ArrayLike<number>} before  by future
 *  @param {ArrayLike<number>} after   by future
 *  @returns {{value, low, high, n}} NaN where no pair is finite; no interval below two pairs */
export function pairedChange(before, after) {
    const pairs = [];

    for (let k = 0; k < Math.min(before.length, after.length); k++) {
        if (Number.isFinite(before[k]) && Number.isFinite(after[k])) {
            pairs.push(after[k] - before[k]);
        }
    }
    const n = pairs.length;
    const value = n > 0 ? pairs.reduce((sum, x) => sum + x, 0) / n : NaN;
    const squares = pairs.reduce((sum, x) => sum + (x - value) ** 2, 0);
    const half = n > 1 ? student975(n - 1) * Math.sqrt(squares / (n - 1) / n) : NaN;

    return { value, low: value - half, high: value + half, n };
}

/** Whether the interval leaves no doubt about the sign; false where there is none. */
export function isClear(change) {
    return change.low > 0 || change.high < 0;
}

/** The futures both runs have, from the first: a run that is not done yet is compared with the
 *  beginning of one that is. */
export function commonFutures(before, after) {
    return Math.min(before.n, after.n);
}
