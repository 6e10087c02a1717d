/** @file negotiation.js  The page of a negotiation. */
import { headSection } from "../sections/head.js";

export function negotiationGroups() {
    return [{ title: null, sections: [headSection] }];
}
