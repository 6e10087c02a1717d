/** @file plans.mjs  Plans made from the program's own template: one area without a place on any map, and
 *  one whose every name is hostile. */

export const HOSTILE = [
    "</script><script>window.hacked = 1</script>",
    "<img src=x onerror=\"window.hacked = 2\">",
    "\"quoted\" 'and' `more` ${window.hacked = 3} {{document}}",
    "\u202Eright to left \u2066 never closed",
    "عملية <b>السلام</b> & co",
    "--><svg onload=window.hacked=4>",
    "javascript:window.hacked=5",
    "=HYPERLINK(\"http://127.0.0.1/\")",
    "]]>&lt;&#60;<!--",
];
const LONG = "W".repeat(10000);

/** Drops `key:` and what is indented below it. */
function without(text, key) {
    const pattern = new RegExp(`^( *)${key}:.*\\n(?:\\1 +.*\\n|\\n)*`, "mu");

    return text.replace(pattern, "");
}

export function oneArea(template) {
    return without(template, "south").replace(/^ *(?:borders|tile):.*\n/gmu, "")
        .replace(/^  id: .*$/mu, "  id: one-area");
}

/** Every title, name and summary in turn one of the hostile texts; one is very long. */
export function hostile(template) {
    let n = 0;
    const next = () => {
        n += 1;
        return JSON.stringify(n === 6 ? LONG : `${HOSTILE[n % HOSTILE.length]} ${n}`);
    };

    return template.replace(/^(\s+(?:title|name|summary|publisher|low|high): )[^{\n]*$/gmu,
        (_, head) => head + next()).replace(/title: [A-Z][a-z]+,/gu, () => `title: ${next()},`)
        .replace(/^  id: .*$/mu, "  id: hostile");
}
