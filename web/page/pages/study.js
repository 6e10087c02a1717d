/** @file study.js  The report of a study: which sections, in which order, under which group of the
 *  contents. A section is a function of the document and the context; null says it has nothing. */
import { liveSection } from "../live/section.js";
import { mapSection } from "../map/section.js";
import { headSection } from "../sections/head.js";

export function studyGroups() {
    return [
        { title: null, sections: [headSection] },
        { title: "group.answer", sections: [liveSection] },
        { title: "group.time", sections: [mapSection] },
    ];
}
