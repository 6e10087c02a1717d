/* Values as people read them. Oracles: the examples written at bh_results_show in
   include/bluehelm/results.h; toPrecision of the language for three significant digits. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { formatter } from "../../../web/page/parts/format.js";
import { LANGUAGES, translator } from "../../../web/page/parts/i18n.js";
import { strings } from "../../../web/page/strings.js";

const plan = { currency: "USD", start: "2024-04-01" };
const made = (id) => {
    const language = LANGUAGES.find((one) => one.id === id);

    return formatter(language, translator(strings, language), plan);
};
const plain = (text) => text.replace(/[\u00a0\u202f]/g, " ").replace(/[\u2066\u2069\u200e]/g, "");

test("what the header of the library promises", () => {
    const f = made("en");

    assert.equal(plain(f.show(1.24e11, "money")), "1.24 billion USD");
    assert.equal(plain(f.show(0.62, "share")), "62 %");
    assert.equal(f.show(Infinity, "date"), "never");
    assert.equal(plain(f.range(2.25e11, 5.08e11, "money")), "2.25 to 5.08 billion USD");
    assert.equal(plain(f.shares(0.58, 0.66)), "58 to 66 %");
    assert.equal(f.show(337, "date"), "4 Mar 2025"); /* 2024-04-01 and 337 days */
});

test("numbers bear three significant digits", () => {
    const f = made("en");

    for (let x = 0.00123; x < 1e9; x *= 1.37) {
        const shown = Number(f.show(x, "number").replace(/\u202f/g, ""));

        /* from a thousand up and below it alike; whole steps of a kind are told elsewhere */
        assert.equal(shown, Number(x.toPrecision(3)), String(x));
    }
});

test("nothing known is a dash, nothing is never lost", () => {
    const f = made("fr");

    for (const kind of ["number", "share", "persons", "days", "date", "money"]) {
        assert.equal(f.show(null, kind), "–");
        assert.equal(f.show(NaN, kind), "–");
        assert.notEqual(f.show(0, kind), "–");
    }
    assert.equal(f.show(1e300, "date").length > 0, true); /* a day no calendar holds */
});

test("a sign stays on its side of a number in Arabic", () => {
    const f = made("ar");

    assert.equal(f.show(0.42, "share"), "\u206642%\u2069");
    assert.match(f.points(-0.285), /^\u2066\u200e?-28\.5\u2069/);
    assert.doesNotMatch(f.show(12345, "persons"), /\s/); /* a blank would turn thousands around */
});
