/* The table of strings. Oracle: its own rule, that each entry speaks all three languages with the
   same arguments, in every form that the language's plural needs. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { LANGUAGES } from "../../../web/page/parts/i18n.js";
import { strings } from "../../../web/page/strings.js";

const formsOf = (text) => (typeof text === "string" ? { other: text } : text);
const argumentsOf = (text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

test("every string is there in every language", () => {
    for (const [id, entry] of Object.entries(strings)) {
        for (const { id: language } of LANGUAGES) {
            assert.notEqual(formsOf(entry[language] ?? "").other?.trim() ?? "", "",
                `${id} in ${language}`);
        }
    }
});

test("every language uses the same arguments", () => {
    for (const [id, entry] of Object.entries(strings)) {
        const wanted = argumentsOf(formsOf(entry.en).other);

        for (const { id: language } of LANGUAGES) {
            const { other } = formsOf(entry[language]);

            assert.deepEqual(argumentsOf(other), wanted, `${id} in ${language}`);
        }
    }
});

test("an entry with forms has one for whatever is left", () => {
    for (const [id, entry] of Object.entries(strings)) {
        for (const { id: language } of LANGUAGES) {
            assert.equal(typeof formsOf(entry[language]).other, "string", `${id} in ${language}`);
        }
    }
});
