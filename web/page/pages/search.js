/** @file search.js  The page of a search. */
import { licencesSection } from "../sections/licences.js";
import { limitsSection } from "../sections/limits.js";
import { searchHead, searchSection } from "../sections/search.js";

export function searchGroups() {
    return [
        { title: null, sections: [searchHead] },
        { title: "group.answer", sections: [searchSection] },
        { title: "group.under", sections: [limitsSection, licencesSection] },
    ];
}
