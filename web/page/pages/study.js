/** @file study.js  The report of a study: which sections, in which order, under which group of the
 *  contents. A section is a function of the document and the context; null says it has nothing. */
import { liveSection } from "../live/section.js";
import { mapSection } from "../map/section.js";
import { discoverySection } from "../sections/discovery.js";
import { glanceSection } from "../sections/glance.js";
import { headSection } from "../sections/head.js";
import { measuresSection } from "../sections/measures.js";
import { obstaclesSection } from "../sections/obstacles.js";
import { optionsSection } from "../sections/options.js";
import { robustnessSection } from "../sections/robustness.js";
import { sensitivitySection } from "../sections/sensitivity.js";

export function studyGroups() {
    return [
        { title: null, sections: [headSection] },
        { title: "group.answer", sections: [glanceSection, optionsSection, liveSection,
            measuresSection] },
        { title: "group.why", sections: [obstaclesSection, discoverySection, sensitivitySection,
            robustnessSection] },
        { title: "group.time", sections: [mapSection] },
    ];
}
