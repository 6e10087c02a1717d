/** @file quantity.js  Values as the plan language writes them (src/plan/quantity.h), and as a field
 *  of the page takes them.
 *
 *  A value is a number in the unit its kind is stored in: shares 0 to 1, days, dates as days from
 *  the plan's start (Infinity is never), money in cents, switches 0 or 1. */

const DAY_MS = 86400000;
const WHOLE = new Set(["persons", "days", "date"]);
const SIZES = [[1e9, "billion"], [1e6, "million"]];
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/u;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/u;
const LONGEST = 40; /* letters of a number worth reading */

/** A number without the noise of binary steps: 0.30000000000000004 is 0.3. Whole where the kind
 *  is, money in whole cents. */
export function tidy(value, kind) {
    if (!Number.isFinite(value)) {
        return value;
    }
    return WHOLE.has(kind) || kind === "money" ? Math.round(value) : Number(value.toPrecision(12));
}

/** The day `day` of a plan that starts on ISO date `start`, as an ISO date. */
export function isoDate(start, day) {
    return new Date(Date.parse(`${start}T00:00:00Z`) + day * DAY_MS).toISOString().slice(0, 10);
}

/** Days from `start` to `iso`; NaN where that is no date of the calendar. */
function dayOf(start, iso) {
    const day = (Date.parse(`${iso}T00:00:00Z`) - Date.parse(`${start}T00:00:00Z`)) / DAY_MS;

    return ISO_DATE.test(iso) && Number.isFinite(day) && isoDate(start, day) === iso ? day : NaN;
}

/** `value` as --set takes it: the reader gets the same double back. */
export function written(value, kind, plan) {
    switch (kind) {
    case "date":
        return value === Infinity ? "never" : isoDate(plan.start, value);
    case "switch":
        return value === 0 ? "false" : "true";
    case "days":
        return `${value} days`;
    case "money":
        return `${value / 100} ${plan.currency}`;
    default:
        return String(value);
    }
}

function numberOf(text) {
    const trimmed = text.trim();
    const x = trimmed.length <= LONGEST && NUMBER.test(trimmed) ? Number(trimmed) : NaN;

    return Number.isFinite(x) ? x : NaN;
}

/** `text` without its unit `unit`, or NaN where it does not end with it. */
function before(text, unit) {
    return text.endsWith(unit) ? numberOf(text.slice(0, -unit.length)) : NaN;
}

/** Reads what written() writes, and shares in per cent. @returns NaN for anything else. */
export function read(text, kind, plan) {
    switch (kind) {
    case "date":
        return text === "never" ? Infinity : dayOf(plan.start, text);
    case "switch":
        return text === "true" ? 1 : text === "false" ? 0 : NaN;
    case "days":
        return before(text, "days");
    case "money":
        return Math.round(100 * before(text, plan.currency));
    case "share":
        return text.endsWith("%") ? before(text, "%") / 100 : numberOf(text);
    default:
        return numberOf(text);
    }
}

/** How a field for numbers between `low` and `high` writes them: divided by `factor`, in `unit`.
 *  @returns {{type: string, factor: number, unit: ?string, size: ?string}} type "date" or "number";
 *           unit: "percent", "days", "currency" or null; size: a word for the factor of money */
export function fieldOf(kind, low, high) {
    if (kind === "date") {
        return { type: "date", factor: 1, unit: null, size: null };
    }
    if (kind === "share") {
        return { type: "number", factor: 0.01, unit: "percent", size: null };
    }
    if (kind === "money") {
        const most = Math.max(Math.abs(low), Math.abs(high)) / 100;
        const [factor, size] = SIZES.find(([from]) => most >= from) ?? [1, null];

        return { type: "number", factor: 100 * factor, unit: "currency", size };
    }
    return { type: "number", factor: 1, unit: kind === "days" ? "days" : null, size: null };
}

/** What the field shows for `value`. */
export function toField(value, field, plan) {
    if (field.type === "date") {
        return Number.isFinite(value) ? isoDate(plan.start, value) : "";
    }
    return String(Number((value / field.factor).toPrecision(12)));
}

/** The value of what stands in the field; NaN where nothing sensible does. */
export function fromField(text, field, kind, plan) {
    if (field.type === "date") {
        return dayOf(plan.start, text);
    }
    const x = numberOf(text);

    /* 65 % is 65 / 100, the double that the plan reader makes of it; 65 * 0.01 is another one */
    return tidy(kind === "share" ? x / 100 : x * field.factor, kind);
}
