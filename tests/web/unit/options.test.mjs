/* What the table of options says of a summary. Oracle: half the width of a bin, 1/2048 (docs/summary.md). */
import assert from "node:assert/strict";
import { test } from "node:test";

import { formatter } from "../../../web/page/parts/format.js";
import { LANGUAGES } from "../../../web/page/parts/i18n.js";
import { binsWords } from "../../../web/page/sections/options.js";
import { strings } from "../../../web/page/strings.js";

/** What the sentence is in a language. */
function said(language, comparison) {
    const t = (id, holes = {}) => strings[id][language.id].replace("{error}", holes.error);

    return binsWords({ comparison }, { t, format: formatter(language, t, { currency: "USD",
        start: "2025-01-01" }) });
}

test("a summary says how near its percentiles are, in every language", () => {
    const numbers = LANGUAGES.map((language) => /\d+[.,]\d+/u.exec(said(language,
        { quantile_error: 1 / 2048 }))?.[0].replace(",", "."));

    assert.deepEqual(numbers, LANGUAGES.map(() => "0.049"));
});

test("a study of futures says nothing of it", () => {
    assert.equal(said(LANGUAGES[0], { quantile_error: 0 }), null);
    assert.equal(said(LANGUAGES[0], {}), null);
});
