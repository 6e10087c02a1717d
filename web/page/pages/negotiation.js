/** @file negotiation.js  The page of a negotiation. */
import { licencesSection } from "../sections/licences.js";
import { encountersSection, issueSections, negotiationHead, settingsSection }
    from "../sections/negotiation.js";

export function negotiationGroups(doc) {
    return [
        { title: null, sections: [negotiationHead] },
        { title: "group.issues", sections: issueSections(doc) },
        { title: "group.under", sections: [encountersSection, settingsSection, licencesSection] },
    ];
}
