/** @file format.js  Values as people read them, by kind, as bh_results_show does
 *  (include/bluehelm/results.h), in the words of the language.
 *
 *  Never is +Infinity, not known is NaN or null. Money is in cents, as in all of the program. */
import { NO_BREAK, numbers, rounded } from "./numbers.js";

const DAY_MS = 86400000;
const SIZES = [[1e12, "trillion"], [1e9, "billion"], [1e6, "million"]];

/** The day `day` after ISO date `start`. */
export function dateOf(start, day) {
    return new Date(Date.parse(`${start}T00:00:00Z`) + Math.floor(day + 0.5) * DAY_MS);
}

/** Dates of one plan; a day that no calendar holds is told by its number. */
function calendar(language, start) {
    const dates = new Intl.DateTimeFormat(language.locale,
        { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

    return (day) => {
        const date = dateOf(start, day);

        return Number.isNaN(date.getTime()) ? String(Math.round(day)) : dates.format(date);
    };
}

/** The currency as a reader says it: letters of a code do not fit into Arabic script. */
function spokenCurrency(language, code) {
    return language.direction === "rtl" && /^[A-Z]{3}$/.test(code)
        ? new Intl.DisplayNames(language.locale, { type: "currency" }).of(code) : code;
}

/** Amounts: [number, unit], and how an axis of amounts is written. */
function money(n, t, currency) {
    const sizeWord = (size, count) => (size[1] === null ? ""
        : t(`size.${size[1]}`, { n: count }) + NO_BREAK);

    return {
        parts(cents) {
            const amount = cents / 100;
            const size = SIZES.find(([from]) => Math.abs(amount) >= 0.9995 * from);

            if (size === undefined) {
                return [n.whole(rounded(amount)), NO_BREAK + currency];
            }
            const count = amount / size[0];

            return [n.digits(count), NO_BREAK + sizeWord(size, Number(count.toPrecision(3)))
                + currency];
        },
        axis(top) {
            const size = SIZES.find(([from]) => top / 100 >= from) ?? [1, null];

            return { unit: sizeWord(size, 2) + currency, tick: (x) => n.tick(x / 100 / size[0]) };
        },
    };
}

/** What writes each kind as [number, unit]; a range says a shared unit once. */
function kinds(n, t, { amounts, date, perCent }) {
    const days = (x) => (x < 1000 ? Math.floor(x + 0.5) : rounded(x));

    return {
        money: amounts.parts,
        share: (x) => [n.percent(x), perCent],
        date: (x) => [date(x), ""],
        days: (x) => [n.whole(days(x)), NO_BREAK + t("unit.days", { n: days(x) })],
        persons: (x) => [n.whole(rounded(x)), ""],
        number: (x, unit) => [n.number(x),
            unit ? NO_BREAK + t.or(`unit.${unit}`, unit, { n: x }) : ""],
    };
}

/** Axes by kind: the unit said once beside the axis, and what a tick says. */
function axes(n, t, { amounts, date, perCent }) {
    const plain = (unit) => ({ unit, tick: n.tick });

    return {
        share: () => ({ unit: "", tick: (x) => n.tick(100 * x) + perCent }),
        date: () => ({ unit: "", tick: date }),
        days: () => plain(t("unit.days", { n: 2 })),
        money: amounts.axis,
        other: (top, unit) => plain(unit ? t.or(`unit.${unit}`, unit) : ""),
    };
}

/** Everything that turns a value into words, for one language.
 *  @param {Object} language  a row of LANGUAGES
 *  @param {function} t       translator
 *  @param {{currency: string, start: string}} plan */
export function formatter(language, t, plan) {
    const n = numbers(language);
    const shared = { amounts: money(n, t, spokenCurrency(language, plan.currency)),
        date: calendar(language, plan.start),
        perCent: language.direction === "rtl" ? "%" : `${NO_BREAK}%` };
    const byKind = kinds(n, t, shared);
    const axisOf = axes(n, t, shared);
    const isKnown = (x) => typeof x === "number" && !Number.isNaN(x) && x !== -Infinity;
    const parts = (x, kind, unit) => (byKind[kind] ?? byKind.number)(x, unit);
    const show = (x, kind = "number", unit = "") => {
        if (x === Infinity) {
            return t("value.never");
        }
        if (!isKnown(x)) {
            return t("value.none");
        }
        const [shown, of] = parts(x, kind, unit);

        return kind === "share" ? n.ltr(shown + of) : n.ltr(shown) + of;
    };
    const range = (low, high, kind = "number", unit = "") => {
        const [from, to] = [show(low, kind, unit), show(high, kind, unit)];

        if (from === to || ![low, high].every(Number.isFinite)) {
            return from === to ? from : t("value.range", { low: from, high: to });
        }
        const [[number, unitLow], [, unitHigh]] = [parts(low, kind, unit), parts(high, kind, unit)];
        const isShared = unitLow === unitHigh || low === 0; /* nothing needs no unit */

        return t("value.range", { low: isShared ? n.ltr(number) : from, high: to });
    };

    return {
        show,
        range,
        number: n.number,
        whole: n.whole,
        share: (x) => show(x, "share"),
        shares: (low, high) => range(low, high, "share"),
        date: (day) => show(day, "date"),
        /** A difference of shares: "+2.2 points". */
        points: (x) => (isKnown(x) ? t("unit.points", { n: 100 * x, count: n.signed(100 * x) })
            : t("value.none")),
        pointsRange: (low, high) => (isKnown(low) && isKnown(high)
            ? t("value.range", { low: n.signed(100 * low), high: n.signed(100 * high) })
            : t("value.none")),
        /** How an axis up to `top` is written: {unit, tick(x)}. */
        axis: (top, kind, unit) => (axisOf[kind] ?? axisOf.other)(top, unit),
    };
}
