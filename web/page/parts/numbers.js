/** @file numbers.js  Bare numbers in one language: rounding, digits, gaps between thousands. The
 *  rounding is that of bh_results_show (include/bluehelm/results.h). */

export const NO_BREAK = "\u00a0";
const NARROW = "\u202f"; /* between thousands: a space that neither breaks nor turns around */
const GROUPED_FROM = 9999.5; /* four digits need no gap */
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** Three significant digits from a thousand up; whole numbers below. */
export function rounded(x) {
    const size = Math.abs(x);
    const step = size >= 1000 ? 10 ** (Math.floor(Math.log10(size)) - 2) : 1;

    return Math.floor(x / step + 0.5) * step;
}

/** Writes a number with the digits that Intl options ask for. */
function writer(language) {
    const gap = language.direction === "rtl" ? null : NARROW; /* a comma does not turn around */
    const made = new Map();

    return (x, options) => {
        const key = JSON.stringify(options);

        if (!made.has(key)) {
            made.set(key, new Intl.NumberFormat(language.locale, { useGrouping: true, ...options }));
        }
        return made.get(key).formatToParts(x).map(({ type, value }) => {
            if (type !== "group") {
                return value;
            }
            return Math.abs(x) >= GROUPED_FROM ? gap ?? value : "";
        }).join("");
    };
}

/** A number too small for digits alone: 6.8 × 10⁻⁵, kept together and from left to right. */
function small(x, write) {
    const power = Math.floor(Math.log10(Math.abs(x)));
    const mantissa = write(x / 10 ** power, { maximumFractionDigits: 1 });
    const raised = [...String(Math.abs(power))].map((digit) => RAISED[digit]).join("");

    return `\u2066${mantissa}${NO_BREAK}×${NO_BREAK}10⁻${raised}\u2069`;
}

/** Numbers of one language.
 *  @returns {{whole, digits, number, percent, signed, tick, ltr}}
 *           whole(x) no decimals; digits(x) three significant; number(x) what a plain value bears;
 *           percent(share) without its sign; signed(x) one decimal and always a sign; tick(x) of an
 *           axis, not rounded again; ltr(words) keeps signs on their side of a number */
export function numbers(language) {
    const write = writer(language);
    const whole = (x) => write(Math.round(x), { maximumFractionDigits: 0 });
    const digits = (x) => write(x, { maximumSignificantDigits: 3 });
    const number = (x) => {
        if (Math.abs(x) >= 1000) {
            return whole(rounded(x));
        }
        return x !== 0 && Math.abs(x) < 0.001 ? small(x, write) : digits(x);
    };
    const percent = (share) => {
        const x = 100 * share;

        if (x > 0 && x < 0.1) {
            return `<${write(0.1, { maximumFractionDigits: 1 })}`;
        }
        const places = Math.abs(x) < 9.95 && x !== Math.floor(x) ? 1 : 0;

        return write(x, { minimumFractionDigits: places, maximumFractionDigits: places });
    };
    const ltr = (shown) => (language.direction === "rtl" && /^[-\d.,<+%\s\u200e]+$/.test(shown)
        ? `\u2066${shown.trim()}\u2069` : shown);
    const signed = (x) => ltr(write(x, { signDisplay: "always", minimumFractionDigits: 1,
        maximumFractionDigits: 1 }));
    const tick = (x) => (x !== 0 && Math.abs(x) < 0.001 ? number(x)
        : write(x, { maximumSignificantDigits: 6 }));

    return { whole, digits, number, percent, signed, tick, ltr };
}
