/** @file quantities.js  What a map can show: series `area.<id>.<name>` of the document, by name. */

const FIRST = ["incidents_per_100k", "food_met", "services", "legitimacy", "housing", "sheltering",
    "water_met", "undernourishment", "per_1000"];
const SHARES = new Set(["share"]);

/** Place of a quantity in the list of choices: known ones first, others in their own order. */
function rank(name) {
    const at = FIRST.indexOf(name);

    return at < 0 ? FIRST.length : at;
}

/** The quantities of which every area has a series.
 *  @returns {{name, unit, meaning, kind, series: number[]}[]} series: index for each area */
export function quantitiesOf(doc) {
    const index = new Map((doc.courses?.series ?? []).map((one, i) => [one.name, i]));
    const found = new Map();

    for (const [name, i] of index) {
        const [first] = doc.areas;
        const head = first === undefined ? null : `area.${first.id}.`;

        if (head !== null && name.startsWith(head)) {
            found.set(name.slice(head.length), doc.courses.series[i]);
        }
    }
    return [...found].map(([name, { unit, meaning }]) => ({
        name,
        unit: SHARES.has(unit) ? "" : unit,
        meaning,
        kind: SHARES.has(unit) ? "share" : unit === "persons" ? "persons" : "number",
        series: doc.areas.map((area) => index.get(`area.${area.id}.${name}`)),
    })).filter((quantity) => quantity.series.every((i) => i !== undefined))
        .sort((a, b) => rank(a.name) - rank(b.name));
}

/** Value of an area on a day; a series that is null was 0 in every future on every day.
 *  @param {string} statistic  mean, q05, q50 or q95 */
export function valueAt(doc, quantity, { option, area, point, statistic = "q50" }) {
    const band = doc.courses.bands[option]?.[quantity.series[area]];

    if (band === null || band === undefined) {
        return 0;
    }
    const value = band[statistic]?.[point];

    return typeof value === "number" ? value : NaN;
}

/** Every value of the quantity, for finding the steps of its scale. */
export function allValues(doc, quantity, statistic) {
    return doc.courses.bands.flatMap((_, option) => doc.areas.flatMap((__, area) => doc.courses.days
        .map((___, point) => valueAt(doc, quantity, { option, area, point, statistic }))))
        .filter(Number.isFinite);
}
