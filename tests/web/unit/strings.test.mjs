/* The one table of what the page says. Oracle: the languages of parts/i18n.js; forms of number by the
   language (CLDR, as Intl knows it). */
import assert from "node:assert/strict";
import { test } from "node:test";

import { LANGUAGES } from "../../../web/page/parts/i18n.js";
import { strings } from "../../../web/page/strings.js";

/** Every form of an entry in a language. */
const formsOf = (entry, id) => (typeof entry[id] === "string" ? { other: entry[id] } : entry[id] ?? {});

const holesOf = (text) => new Set([...text.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name));

test("every string is there in every language", () => {
    const missing = Object.entries(strings).flatMap(([id, entry]) => LANGUAGES
        .filter((language) => Object.values(formsOf(entry, language.id)).length === 0
            || Object.values(formsOf(entry, language.id)).some((text) => text.trim() === ""))
        .map((language) => `${id} ${language.id}`));

    assert.deepEqual(missing, []);
});

test("languages say the same things: the same holes in each", () => {
    const differing = Object.entries(strings).flatMap(([id, entry]) => {
        const holes = (language) => [...new Set(Object.values(formsOf(entry, language))
            .flatMap((text) => [...holesOf(text)]))].filter((name) => name !== "n").sort().join();

        return LANGUAGES.filter((language) => holes(language.id) !== holes("en"))
            .map((language) => `${id} ${language.id}: ${holes(language.id)}, in English ${holes("en")}`);
    });

    assert.deepEqual(differing, []);
});

test("where a number chooses the form, the language has the forms it needs", () => {
    const missing = Object.entries(strings).flatMap(([id, entry]) => LANGUAGES.flatMap((language) => {
        const forms = formsOf(entry, language.id);
        const needed = new Intl.PluralRules(language.locale).resolvedOptions().pluralCategories;

        return Object.keys(forms).length > 1 && forms.other === undefined
            || Object.keys(forms).some((form) => !needed.includes(form)) ? [`${id} ${language.id}`] : [];
    }));

    assert.deepEqual(missing, []);
});

test("Arabic is written in Arabic, French is not English", () => {
    const strange = Object.entries(strings).filter(([, entry]) => Object.values(formsOf(entry, "en"))
        .some((text) => /[a-z]{4}/u.test(text.replaceAll(/\{\w+\}|Bluehelm/gu, ""))) && !Object.values(formsOf(entry, "ar"))
        .some((text) => /[\u0600-\u06FF]/u.test(text))).map(([id, entry]) => `${id}: ${JSON.stringify(entry.ar)}`);

    assert.deepEqual(strange, []);
});
