/** @file section.js  The map. Not here yet: nothing is shown. */
export function mapSection() {
    return null;
}
