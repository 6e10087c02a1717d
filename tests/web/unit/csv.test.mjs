/* Numbers taken away. Oracle: RFC 4180, and the rule that words never become a formula. */
import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.Node ??= class {}; /* cells may hold elements; here none does */
const { csv } = await import("../../../web/page/parts/downloads.js");

test("fields are quoted as RFC 4180 says", () => {
    const text = csv([{ label: "name" }, { label: "value, in USD" }],
        [["say \"so\"", { shown: "1.2 billion", value: 1234567890.5 }], ["two\nlines", "plain"]]);

    assert.equal(text, "name,\"value, in USD\"\r\n\"say \"\"so\"\"\",1234567890.5\r\n"
        + "\"two\nlines\",plain\r\n");
});

test("words of a plan never become a formula, numbers stay numbers", () => {
    const text = csv([{ label: "a" }], [["=HYPERLINK(\"http://x\")"], ["@SUM(A1)"], ["+1"],
        [{ shown: "-3", value: -3 }], [{ shown: "–", value: NaN }]]);

    assert.deepEqual(text.split("\r\n").slice(1, 6),
        ["\"'=HYPERLINK(\"\"http://x\"\")\"", "'@SUM(A1)", "'+1", "-3", ""]);
});
