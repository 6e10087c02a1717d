/** @file command.js  The same futures by the program: what a reader pastes into a shell. */

const PLAIN = /^[A-Za-z0-9_.,:=/@%+-]+$/u;

/** One word of a POSIX shell, whatever is in `text`. */
export function quoted(text) {
    return PLAIN.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** Words of a command line, as a POSIX shell splits them where only quotes and blanks matter. */
export function wordsOf(line) {
    const words = [];
    const pattern = /\s+|'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\]+)/gsu;
    let word = null;

    for (const [whole, single, double, escape, bare] of line.matchAll(pattern)) {
        if (/^\s/u.test(whole)) {
            words.push(word);
            word = null;
        } else {
            word = (word ?? "") + (single ?? double?.replace(/\\(.)/gsu, "$1") ?? escape ?? bare);
        }
    }
    return [...words, word].filter((one) => one !== null);
}

/** The plan that the study's own command names (PLAN stands for a file the document does not know),
 *  and the settings it put over it already.
 *  @returns {{plan: string, set: string[]}} */
function studyOf(doc) {
    const words = wordsOf(doc.study?.command ?? "");
    const at = words.indexOf("explore");
    const set = words.flatMap((word, i) => (word === "--set" && i + 1 < words.length
        ? [words[i + 1]] : word.startsWith("--set=") ? [word.slice("--set=".length)] : []));
    const plan = at >= 0 ? words[at + 1] : undefined;
    const isNamed = plan !== undefined && plan !== "PLAN" && !plan.startsWith("-");

    return { plan: isNamed ? plan : `plans/${doc.plan.id}`, set };
}

/** The command whose futures are those of the page: plain Monte Carlo draws, same scenarios. */
export function commandOf(doc, settings, futures) {
    const { plan, set } = studyOf(doc);
    const out = `${String(doc.plan.id).replace(/[^A-Za-z0-9_-]+/gu, "-")}-moved.bh`;

    return ["bluehelm", "explore", quoted(plan), "--design", "mc", "--futures", String(futures),
        ...[...set, ...settings].flatMap((setting) => ["--set", quoted(setting)]),
        "--out", out].join(" ");
}
