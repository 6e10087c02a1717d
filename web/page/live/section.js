/** @file section.js  The model one can move. Not here yet: nothing is shown. */
export function liveSection() {
    return null;
}
