/** @file data.js  Reading the document: outputs, series, options by id. */

/** Number of an option, for its looks. */
export function optionIndex(doc, id) {
    return doc.options.findIndex((option) => option.id === id);
}

/** A number of the plan in words, as it stands in a sentence: "preferred outcome (Morocco)". */
export function factName({ meaning, whose, path }) {
    const name = meaning || path;

    return whose ? `${name} (${whose})` : name;
}

/** The same as a title. */
export function factTitle(fact) {
    const name = factName(fact);

    return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Outputs of one group: measure (of the plan), course, sponsor, line. */
export function outputsOf(doc, group) {
    return doc.comparison.outputs.filter((output) => output.group === group);
}

/** null is how JSON says never or not known. For quantiles never is what a date or anything else
 *  that was not reached by enough futures comes to. */
export function quantile(cell, name) {
    return cell[name] ?? (cell.n > 0 ? Infinity : NaN);
}

/** Title of an output in the page's language when the program names it, else the plan's. */
export function outputTitle(ctx, output) {
    const key = output.id.startsWith("cost.") ? output.id.replace("cost.", "line.")
        : `output.${output.id}`;

    return ctx.t.or(key, output.title);
}

/** A goal as it is read: "≥ 180 days". */
export function goalWords(goal) {
    return goal.replace(/^>=/, "≥").replace(/^<=/, "≤");
}

/** What null stands for: the quantity is 0 in every future on every day. */
function nothing(days) {
    const zeros = new Array(days.length).fill(0);

    return { mean: zeros, q05: zeros, q25: zeros, q50: zeros, q75: zeros, q95: zeros };
}

/** Bands of one series for every option; null when the study kept none.
 *  @returns {{series: Object, bands: Object[]}|null} */
export function courseOf(doc, name) {
    const { courses } = doc;
    const i = courses?.series.findIndex((series) => series.name === name) ?? -1;

    return i < 0 ? null : { series: courses.series[i],
        bands: courses.bands.map((row) => row[i] ?? nothing(courses.days)) };
}

/** Series whose names begin so: [{series, id}], the id being what stands between the dots. */
export function seriesWith(doc, prefix, suffix = "") {
    return (doc.courses?.series ?? []).filter(({ name }) => name.startsWith(prefix)
        && name.endsWith(suffix)).map((series) => ({ series,
        id: series.name.slice(prefix.length, series.name.length - suffix.length) }));
}

/** Indices of days (or steps) worth a row in a table: about `most`, first and last among them. */
export function rowDays(days, most = 13) {
    const step = Math.max(1, Math.ceil((days.length - 1) / (most - 1)));
    const picked = days.map((_, i) => i).filter((i) => i % step === 0);

    if (picked.at(-1) !== days.length - 1) {
        picked.push(days.length - 1);
    }
    return picked;
}
