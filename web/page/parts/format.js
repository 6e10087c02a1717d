/** @file format.js  Numbers as people read them: the rounding of bh_results_show
 *  (include/bluehelm/results.h), written the way the language writes numbers.
 *
 *  Never is +Infinity, not known is NaN or null. Money is in cents, as everywhere in the program. */

const NO_BREAK = "\u00a0";
const NARROW = "\u202f"; /* between thousands: a space that neither breaks nor turns around */
const DAY_MS = 86400000;
const SIZES = [[1e12, "trillion"], [1e9, "billion"], [1e6, "million"]];
const SPOKEN_CURRENCY = new Set(["ar"]); /* letters of a code do not fit into the script */

/** Three significant digits from a thousand up; whole numbers below. */
function rounded(x) {
    const size = Math.abs(x);
    const step = size >= 1000 ? 10 ** (Math.floor(Math.log10(size)) - 2) : 1;

    return Math.floor(x / step + 0.5) * step;
}

/** Writes numbers with a given count of digits, and gaps between thousands from 10 000 on. */
function writer(language) {
    const group = language.id === "ar" ? null : NARROW; /* Arabic keeps the comma: no turning */
    const made = new Map();

    return (x, options) => {
        const key = JSON.stringify(options);

        if (!made.has(key)) {
            made.set(key, new Intl.NumberFormat(language.locale, { useGrouping: true, ...options }));
        }
        const isLong = Math.abs(x) >= 9999.5;

        return made.get(key).formatToParts(x).map((part) => {
            if (part.type !== "group") {
                return part.value;
            }
            return isLong ? group ?? part.value : "";
        }).join("");
    };
}

/** The day `day` after ISO date `start`. */
export function dateOf(start, day) {
    return new Date(Date.parse(`${start}T00:00:00Z`) + Math.floor(day + 0.5) * DAY_MS);
}

/** A number too small for digits alone: 6.8 × 10⁻⁵, kept together and from left to right. */
function small(x, write) {
    const power = Math.floor(Math.log10(Math.abs(x)));
    const mantissa = write(x / 10 ** power, { maximumFractionDigits: 1 });
    const raised = [...String(Math.abs(power))].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]).join("");

    return `\u2066${mantissa}${NO_BREAK}×${NO_BREAK}10⁻${raised}\u2069`;
}

/** Everything that turns a value into words, for one language.
 *  @param {Object} language  a row of LANGUAGES
 *  @param {function} t       translator
 *  @param {{currency: string, start: string}} plan */
export function formatter(language, t, plan) {
    const write = writer(language);
    const dates = new Intl.DateTimeFormat(language.locale,
        { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
    const longDates = new Intl.DateTimeFormat(language.locale,
        { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
    const currency = () => {
        if (!SPOKEN_CURRENCY.has(language.id) || !/^[A-Z]{3}$/.test(plan.currency)) {
            return plan.currency;
        }
        return new Intl.DisplayNames(language.locale, { type: "currency" }).of(plan.currency);
    };
    /* signs and per cents stay on their side of a number inside words that run the other way */
    const ltr = (shown) => (language.direction === "rtl" && /^[-\d.,<+%\s\u200e]+$/.test(shown)
        ? `\u2066${shown.trim()}\u2069` : shown);
    const whole = (x) => write(Math.round(x), { maximumFractionDigits: 0 });
    const digits = (x) => write(x, { maximumSignificantDigits: 3 });
    const number = (x) => {
        const size = Math.abs(x);

        if (size >= 1000) {
            return whole(rounded(x));
        }
        return size > 0 && size < 0.001 ? small(x, write) : digits(x);
    };
    const perCent = language.id === "ar" ? "%" : `${NO_BREAK}%`;
    const shareNumber = (x) => {
        const percent = 100 * x;

        if (percent > 0 && percent < 0.1) {
            return `<${write(0.1, { maximumFractionDigits: 1 })}`;
        }
        const places = Math.abs(percent) < 9.95 && percent !== Math.floor(percent) ? 1 : 0;

        return write(percent, { minimumFractionDigits: places, maximumFractionDigits: places });
    };
    const moneyParts = (cents) => {
        const amount = cents / 100;
        const size = SIZES.find(([from]) => Math.abs(amount) >= 0.9995 * from);

        if (size === undefined) {
            return [whole(rounded(amount)), `${NO_BREAK}${currency()}`];
        }
        const shown = digits(amount / size[0]);
        const n = Number((amount / size[0]).toPrecision(3));

        return [shown, `${NO_BREAK}${t(`size.${size[1]}`, { n })}${NO_BREAK}${currency()}`];
    };
    const isKnown = (x) => typeof x === "number" && !Number.isNaN(x);

    /** [number, unit] of a value; a range says a shared unit once. */
    const parts = (x, kind, unit) => {
        switch (kind) {
        case "money":
            return moneyParts(x);
        case "share":
            return [shareNumber(x), perCent];
        case "date":
            return [dates.format(dateOf(plan.start, x)), ""];
        case "days": {
            const days = x < 1000 ? Math.floor(x + 0.5) : rounded(x);

            return [whole(days), NO_BREAK + t("unit.days", { n: days })];
        }
        case "persons":
            return [whole(rounded(x)), ""];
        default:
            return [number(x), unit ? NO_BREAK + t.or(`unit.${unit}`, unit) : ""];
        }
    };
    const show = (x, kind = "number", unit = "") => {
        if (x === Infinity) {
            return t("value.never");
        }
        if (!isKnown(x) || x === -Infinity) {
            return t("value.none");
        }
        const [shown, of] = parts(x, kind, unit);

        return kind === "share" ? ltr(shown + of) : ltr(shown) + of;
    };
    const range = (low, high, kind = "number", unit = "") => {
        const from = show(low, kind, unit);
        const to = show(high, kind, unit);

        if (from === to) {
            return from;
        }
        if (![low, high].every(Number.isFinite)) {
            return t("value.range", { low: from, high: to });
        }
        const [a, b] = [parts(low, kind, unit), parts(high, kind, unit)];
        const isShared = a[1] === b[1] || low === 0;

        return t("value.range", { low: isShared ? ltr(a[0]) : from, high: to });
    };
    /* ticks are round as they are: rounding again would make neighbours look alike */
    const tick = (x) => (x !== 0 && Math.abs(x) < 0.001 ? number(x)
        : write(x, { maximumSignificantDigits: 6 }));
    const signed = (x) => ltr(write(x, { signDisplay: "always", minimumFractionDigits: 1,
        maximumFractionDigits: 1 }));

    return {
        show,
        range,
        number,
        whole: (x) => whole(x),
        share: (x) => show(x, "share"),
        shares: (low, high) => range(low, high, "share"),
        /** A difference of shares: "+2.2 points". */
        points: (x) => (isKnown(x) ? t("unit.points", { n: 100 * x, count: signed(100 * x) })
            : t("value.none")),
        pointsRange: (low, high) => (isKnown(low) && isKnown(high)
            ? t("value.range", { low: signed(100 * low), high: signed(100 * high) })
            : t("value.none")),
        date: (day) => show(day, "date"),
        longDate: (iso) => (Number.isNaN(Date.parse(iso)) ? iso : longDates.format(new Date(iso))),
        /** How an axis up to `top` is written: values divided, the unit said once beside it. */
        axis: (top, kind, unit) => {
            if (kind === "share") {
                return { unit: "", tick: (x) => write(100 * x, { maximumFractionDigits: 1 })
                    + perCent };
            }
            if (kind === "date") {
                return { unit: "", tick: (x) => dates.format(dateOf(plan.start, x)) };
            }
            if (kind === "days") {
                return { unit: t("unit.days", { n: 2 }), tick };
            }
            if (kind !== "money") {
                return { unit: unit ? t.or(`unit.${unit}`, unit) : "", tick };
            }
            const size = SIZES.find(([from]) => top / 100 >= from) ?? [1, null];
            const word = size[1] === null ? "" : t(`size.${size[1]}`, { n: 2 }) + NO_BREAK;

            return { unit: word + currency(), tick: (x) => tick(x / 100 / size[0]) };
        },
    };
}
