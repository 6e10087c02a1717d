/** @file measure.js  How long words are on the screen, to break or cut them inside a picture, where
 *  nothing wraps by itself. */

const FAMILY = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Arabic', sans-serif";
const LONGEST = 400; /* letters looked at; a name may be any length, a picture has room for few */
let pen = null;

/** Width in pixels of `text` in the pictures' type. */
export function widthOf(text, size = 12, weight = 400) {
    pen = pen ?? document.createElement("canvas").getContext("2d");
    pen.font = `${weight} ${size}px ${FAMILY}`;
    return pen.measureText(text).width;
}

/** The beginning of `text` that fits, with an ellipsis where something is left out. */
export function cut(text, room, size, weight) {
    const start = text.slice(0, LONGEST);

    if (start.length === text.length && widthOf(text, size, weight) <= room) {
        return text;
    }
    let low = 0, high = start.length;
    while (low < high) {
        const middle = Math.ceil((low + high) / 2);

        if (widthOf(`${start.slice(0, middle)}…`, size, weight) <= room) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    return `${start.slice(0, low).trimEnd()}…`;
}

/** `text` in at most `lines` lines of `room` pixels; what does not fit is cut. */
export function wrap(text, room, { size = 12, weight = 400, lines = 2 } = {}) {
    const broken = [];
    let rest = text.slice(0, LONGEST).split(/\s+/u);

    if (text.length > LONGEST) {
        rest.push("…");
    }
    while (rest.length > 0 && broken.length < lines - 1) {
        let n = 1;

        while (n < rest.length && widthOf(rest.slice(0, n + 1).join(" "), size, weight) <= room) {
            n += 1;
        }
        broken.push(cut(rest.slice(0, n).join(" "), room, size, weight));
        rest = rest.slice(n);
    }
    if (rest.length > 0) {
        broken.push(cut(rest.join(" "), room, size, weight));
    }
    return broken;
}
