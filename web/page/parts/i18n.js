/** @file i18n.js  Everything the page itself says, in the language chosen. */

export const LANGUAGES = [
    { id: "en", name: "English", direction: "ltr", locale: "en-GB" },
    { id: "fr", name: "Français", direction: "ltr", locale: "fr-FR" },
    { id: "ar", name: "العربية", direction: "rtl", locale: "ar-u-nu-latn" },
];

const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";

/** Words of the plan inside a sentence of the page: their direction does not leak out. */
export function isolate(text) {
    return FIRST_STRONG_ISOLATE + text + POP_ISOLATE;
}

/** The language to begin with: the one asked for before, else the browser's, else English. */
export function preferredLanguage(remembered, wanted = navigator.languages ?? []) {
    const known = (id) => LANGUAGES.find((language) => language.id === id);
    const first = wanted.map((tag) => known(tag.slice(0, 2))).find(Boolean);

    return known(remembered) ?? first ?? LANGUAGES[0];
}

/** What stands in the table for a language: a string, or the form for args.n. */
function pick(entry, language, args) {
    const found = entry[language.id] ?? entry.en;

    if (typeof found === "string") {
        return found;
    }
    const form = new Intl.PluralRules(language.locale).select(Number(args?.n ?? 0));

    return found[form] ?? found.other;
}

/** Spaces of a sentence that no line may end at: before a per cent sign, and in French inside
 *  guillemets and before double signs. */
export function bound(text, language) {
    const held = text.replaceAll(" %", "\u00a0%");

    return language.id !== "fr" ? held
        : held.replace(/ (?=[:;!?»])/gu, "\u202f").replace(/(?<=«) /gu, "\u202f");
}

/** A translator for one language.
 *  @param {Object<string, Object>} table  id -> {en, fr, ar}; a form may be {one, few, ..., other}
 *  @returns {function(string, Object=): string}  t(id, args); {name} stands for args.name, and
 *           {n} for the number that chooses the form, written as args.count when that is given.
 *           t.has(id), t.rich(id, args) -> nodes, where arguments may be nodes. */
export function translator(table, language) {
    const parts = (id, args) => {
        const entry = table[id];

        if (entry === undefined) {
            return [id];
        }
        return pick(entry, language, args).split(/\{(\w+)\}/).map((piece, i) => {
            if (i % 2 === 0) {
                return bound(piece, language);
            }
            return (piece === "n" ? args?.count ?? args?.n : args?.[piece]) ?? "";
        });
    };
    const t = (id, args) => parts(id, args).join("");

    t.rich = (id, args) => parts(id, args).flat().filter((part) => part !== "");
    t.has = (id) => Object.hasOwn(table, id);
    /** The page's own word for something the program names, else what the document says. */
    t.or = (id, fallback, args) => (t.has(id) ? t(id, args) : fallback);
    return t;
}
