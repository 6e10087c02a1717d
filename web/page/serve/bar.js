/** @file bar.js  The bar of a page that a local server gave. Not here yet: nothing is shown. */
export function serveBar() {
    return null;
}
