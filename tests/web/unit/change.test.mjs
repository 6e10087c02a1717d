/* Before and after. Oracles: closed forms; Student's t by table (Abramowitz & Stegun 26.10); a
   coupled pair whose difference has no spread. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { isClear, pairedChange, student975 } from "../../../web/page/live/change.js";

const near = (a, b, by) => assert.ok(Math.abs(a - b) <= by, `${a} is not ${b}`);

test("a constant shift has no uncertainty, however much luck varies", () => {
    const before = Array.from({ length: 100 }, (_, k) => Math.sin(k) * 1000);
    const change = pairedChange(before, before.map((x) => x + 2));

    near(change.value, 2, 1e-9);
    near(change.low, 2, 1e-9);
    near(change.high, 2, 1e-9);
    assert.ok(isClear(change));
});

test("four pairs by hand: differences 0 1 1 2", () => {
    const change = pairedChange([5, 5, 5, 5], [5, 6, 6, 7]);
    const half = 3.18245 * Math.sqrt(2 / 3 / 4); /* t(3), sample variance 2/3 */

    near(change.value, 1, 1e-12);
    near(change.high - change.value, half, 1e-9);
    assert.ok(!isClear(change));
});

test("exchanging before and after turns the sign and keeps the width", () => {
    const [a, b] = [[1, 4, 2, 8, 5, 7], [3, 3, 9, 1, 4, 4]];
    const [there, back] = [pairedChange(a, b), pairedChange(b, a)];

    near(there.value, -back.value, 1e-12);
    near(there.high, -back.low, 1e-12);
});

test("never and unknown are left out in pairs; nothing left is no number", () => {
    assert.equal(pairedChange([1, Infinity, 3, NaN], [2, 5, Infinity, 1]).n, 1);
    const none = pairedChange([Infinity], [1]);
    assert.ok(Number.isNaN(none.value) && none.n === 0 && !isClear(none));
});

test("lengths that differ: only futures that both have", () => {
    assert.equal(pairedChange([1, 2, 3], [1, 2]).n, 2);
});

test("Student's t at 97.5 %, within a thousandth", () => {
    for (const [df, t] of [[1, 12.706], [5, 2.571], [6, 2.447], [10, 2.228], [30, 2.042],
        [120, 1.98]]) {
        near(student975(df), t, 0.001 * t);
    }
});
