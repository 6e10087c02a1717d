/** @file dom.js  Elements from plain calls. Text is only ever set as text: what a plan says can
 *  never become markup. */

const SVG = "http://www.w3.org/2000/svg";

/** Puts attributes, listeners (`onclick`) and text-only children on an element. */
function fill(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes ?? {})) {
        if (value === undefined || value === null || value === false) {
            continue;
        }
        if (typeof value === "function") {
            element.addEventListener(name.replace(/^on/, ""), value);
        } else {
            element.setAttribute(name, value === true ? "" : String(value));
        }
    }
    element.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined
        && c !== false));
    return element;
}

/** An HTML element.
 *  @param {string} tag
 *  @param {?Object<string, *>} attributes  functions become listeners, false and null are left out
 *  @param {...(Node|string|number|null|false|Array)} children  strings become text nodes */
export function h(tag, attributes, ...children) {
    return fill(document.createElement(tag), attributes, children);
}

/** An SVG element; otherwise as h(). */
export function s(tag, attributes, ...children) {
    return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** Words of the plan: isolated, in the direction their own letters ask for. */
export function words(text, attributes) {
    return h("bdi", { dir: "auto", ...attributes }, text);
}

let count = 0;

/** An id nothing else on the page has. */
export function freshId(prefix) {
    count += 1;
    return `${prefix}-${count}`;
}
