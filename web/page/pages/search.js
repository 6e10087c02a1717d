/** @file search.js  The page of a search. */
import { headSection } from "../sections/head.js";

export function searchGroups() {
    return [{ title: null, sections: [headSection] }];
}
