/* Values as the plan language writes them. Oracle: docs/plan-reference.md and the reader's own
   grammar (src/plan/quantity.c), written out here by hand. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { fieldOf, fromField, read, tidy, toField, written } from
    "../../../web/page/live/quantity.js";

const plan = { start: "2024-04-01", currency: "USD" };

test("each kind is written in its unit", () => {
    assert.equal(written(800, "persons", plan), "800");
    assert.equal(written(0.65, "share", plan), "0.65");
    assert.equal(written(90, "days", plan), "90 days");
    assert.equal(written(123456, "money", plan), "1234.56 USD");
    assert.equal(written(0, "date", plan), "2024-04-01");
    assert.equal(written(-31, "date", plan), "2024-03-01");
    assert.equal(written(Infinity, "date", plan), "never");
    assert.equal(written(1, "switch", plan), "true");
    assert.equal(written(1.5e-7, "number", plan), "1.5e-7");
});

test("what is written is read back as the same double", () => {
    const values = { number: [0.1 + 0.2, 1 / 3, -4.25, 1e-9, 6.02e23], share: [0.07, 1 / 7, 1],
        persons: [0, 1400000], days: [0, 365], date: [-400, 59, 1096, Infinity],
        money: [1, 12345, 14 * 10 ** 10], switch: [0, 1] };

    for (const [kind, list] of Object.entries(values)) {
        for (const value of list) {
            assert.equal(read(written(value, kind, plan), kind, plan), value, `${kind} ${value}`);
        }
    }
});

test("what the plan language would refuse, or only a browser understands, is no number", () => {
    const refused = [["", "number"], ["0x10", "number"], ["1e999999", "number"], ["NaN", "number"],
        ["Infinity", "number"], ["12", "days"], ["12 days; rm -rf /", "days"], ["5", "money"],
        ["5 EUR", "money"], ["2024-02-30", "date"], ["2024-2-3", "date"], ["yes", "date"],
        ["1".repeat(500), "number"], ["<script>", "share"], ["1", "switch"]];

    for (const [text, kind] of refused) {
        assert.ok(Number.isNaN(read(text, kind, plan)), `${kind} ${text}`);
    }
});

test("leap days are counted", () => {
    assert.equal(read("2028-02-29", "date", plan), 1429);
    assert.equal(written(1430, "date", plan), "2028-03-01");
});

test("a field shows per cent and millions, and reads them back", () => {
    const share = fieldOf("share", 0, 1);
    const money = fieldOf("money", 0, 14e10);
    const date = fieldOf("date", 0, 100);

    assert.equal(toField(0.07, share, plan), "7");
    assert.equal(fromField("7", share, "share", plan), 0.07);
    assert.equal(fromField("57", share, "share", plan), 0.57);
    assert.deepEqual([money.size, toField(14e10, money, plan)], ["billion", "1.4"]);
    assert.equal(fromField("1.4", money, "money", plan), 14e10);
    assert.equal(fromField(toField(30, date, plan), date, "date", plan), 30);
    assert.ok(Number.isNaN(fromField("", share, "share", plan)));
});

test("steps of a slider leave no binary noise; persons, days and money are whole", () => {
    assert.equal(tidy(0.1 + 0.2, "share"), 0.3);
    assert.equal(tidy(799.9999, "persons"), 800);
    assert.equal(tidy(10.4, "money"), 10);
    assert.equal(tidy(Infinity, "date"), Infinity);
});
