/** @file memory.js  Small choices kept between visits: language, theme. A page opened from disk may
 *  not be allowed to keep anything; then it forgets, and nothing else changes. */

const PREFIX = "bluehelm.";

export function recall(name) {
    try {
        return localStorage.getItem(PREFIX + name);
    } catch {
        return null;
    }
}

export function remember(name, value) {
    try {
        localStorage.setItem(PREFIX + name, value);
    } catch {
        /* forgetting is all there is to do */
    }
}
