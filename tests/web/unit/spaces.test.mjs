/* Spaces that hold a sentence together. Oracle: French typography, which sets a no-break space inside guillemets
   and before double signs. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { LANGUAGES, translator } from "../../../web/page/parts/i18n.js";

const table = { said: { en: "“{name}”: 95 %", fr: "« {name} » : 95 % ; oui ?", ar: "«{name}»: 95%" } };
const say = (id) => translator(table, LANGUAGES.find((language) => language.id === id))("said", { name: "a : b" });

test("French holds its guillemets and double signs, and leaves words of the plan alone", () =>
    assert.equal(say("fr"), "«\u202fa : b\u202f»\u202f: 95\u00a0%\u202f; oui\u202f?"));

test("a number keeps its per cent sign", () => assert.equal(say("en"), "“a : b”: 95\u00a0%"));

test("Arabic stays as it is written", () => assert.equal(say("ar"), "«a : b»: 95%"));
