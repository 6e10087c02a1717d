/** @file study.js  The report of a study: which sections, in which order, under which group of the
 *  contents. A section is a function of the document and the context; null says it has nothing. */
import { liveSection } from "../live/section.js";
import { mapSection } from "../map/section.js";
import { againSection } from "../sections/again.js";
import { coursesSection } from "../sections/courses.js";
import { discoverySection } from "../sections/discovery.js";
import { glanceSection } from "../sections/glance.js";
import { headSection } from "../sections/head.js";
import { licencesSection } from "../sections/licences.js";
import { limitsSection } from "../sections/limits.js";
import { measuresSection } from "../sections/measures.js";
import { moneySection } from "../sections/money.js";
import { obstaclesSection } from "../sections/obstacles.js";
import { optionsSection } from "../sections/options.js";
import { pipelineSection } from "../sections/pipeline.js";
import { politicsSection } from "../sections/politics.js";
import { registerSection } from "../sections/register.js";
import { reliefSection } from "../sections/relief.js";
import { robustnessSection } from "../sections/robustness.js";
import { sensitivitySection } from "../sections/sensitivity.js";
import { serveBar } from "../serve/bar.js";
import { sourcesSection } from "../sections/sources.js";
import { storiesSection } from "../sections/stories.js";

export function studyGroups() {
    return [
        { title: null, sections: [headSection] },
        { title: "group.answer", sections: [serveBar, glanceSection, optionsSection,
            liveSection, measuresSection] },
        { title: "group.why", sections: [obstaclesSection, discoverySection, sensitivitySection,
            robustnessSection] },
        { title: "group.time", sections: [coursesSection, pipelineSection, politicsSection,
            storiesSection] },
        { title: "group.whom", sections: [moneySection, mapSection, reliefSection] },
        { title: "group.under", sections: [registerSection, sourcesSection, limitsSection,
            againSection, licencesSection] },
    ];
}
