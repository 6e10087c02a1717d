/** @file command.js  The same futures by the program: what a reader pastes into a shell. */

const PLAIN = /^[A-Za-z0-9_.,:=/@%+-]+$/u;

/** One word of a POSIX shell, whatever is in `text`. */
export function quoted(text) {
    return PLAIN.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A scalar of the canonical plan: bare, or quoted as JSON quotes. */
function scalar(text) {
    try {
        return text.startsWith("\"") ? JSON.parse(text) : text;
    } catch {
        return text;
    }
}

/** One setting of the canonical plan, its value in one line: a scalar, or a number with its range,
 *  whose members stand below it, four spaces in, and items of lists six. */
function settingOf([head, ...below]) {
    const [, path, value] = /^  ([^:]+):(?: (.*))?$/u.exec(head) ?? [];

    if (value !== undefined) {
        return `${path}=${scalar(value)}`;
    }
    const members = below.filter((line) => line.startsWith("    ") && line[4] !== " ").map((line) => {
        const [, key, own] = /^ {4}([^:]+):(?: (.*))?$/u.exec(line) ?? [];
        const from = below.indexOf(line) + 1;
        const rest = below.slice(from);
        const end = rest.findIndex((other) => !other.startsWith("      - "));
        const items = rest.slice(0, end < 0 ? rest.length : end).map((item) => item.slice(8));

        return `${key}: ${own ?? `[${items.join(", ")}]`}`;
    });
    return `${path}={${members.join(", ")}}`;
}

/** Settings that stand over the plan of the study already: the section `set` of its canonical text,
 *  which holds those of the study's command line.
 *  @returns {string[]} "path=value" */
export function settingsIn(text) {
    const lines = text.split("\n");
    const from = lines.indexOf("set:") + 1;
    const rest = from > 0 ? lines.slice(from) : [];
    const end = rest.findIndex((line) => !line.startsWith("  "));
    const block = rest.slice(0, end < 0 ? rest.length : end);
    const heads = block.map((line, i) => (line[2] !== " " ? i : -1)).filter((i) => i >= 0);

    return heads.map((i, k) => settingOf(block.slice(i, heads[k + 1] ?? block.length)));
}

/** The command whose futures are those of the page: plain Monte Carlo draws, same scenarios, the
 *  study's own settings below those of the page. The document does not know the plan's file: its
 *  place among the shipped plans stands for it. */
export function commandOf(doc, settings, futures) {
    const out = `${String(doc.plan.id).replace(/[^A-Za-z0-9_-]+/gu, "-")}-moved.bh`;

    return ["bluehelm", "explore", quoted(`plans/${doc.plan.id}`), "--design", "mc",
        "--futures", String(futures),
        ...[...settingsIn(doc.plan.text ?? ""), ...settings]
            .flatMap((setting) => ["--set", quoted(setting)]),
        "--out", out].join(" ");
}
