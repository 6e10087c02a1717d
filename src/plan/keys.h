/** @file keys.h  Every key of a plan that is not a number, written once.
 *
 *  Layer: plan.  Macros only. Together with plan/tables.h these rows are the plan language: the
 *  reader accepts these keys and no others, and the plan reference is printed from them.
 *
 *      X(SECTION, pattern, parameter class, title)
 *      K(SECTION, key, SHAPE, need, meaning)
 *
 *  Shapes: TEXT one line of words or an id; WORDS text or a list of texts; IDS an id or a list of
 *  ids; EXPRESSION; FLAG true or false; MAP; LIST; ANY. `need` is 1 where the key must be there. */
#ifndef BH_PLAN_KEYS_H
#define BH_PLAN_KEYS_H

#define BH_SECTIONS(X)                                                                             \
    X(TOP, "", BH_N_PARAMETER_CLASSES, "Sections of a plan")                                       \
    X(PLAN, "plan", BH_N_PARAMETER_CLASSES, "The plan itself")                                     \
    X(SOURCE, "sources.*", BH_N_PARAMETER_CLASSES, "Sources")                                      \
    X(AREA, "areas.*", BH_PARAM_AREA, "Areas")                                                     \
    X(HOSTILITIES, "hostilities", BH_PARAM_HOSTILITIES, "Hostilities")                             \
    X(AIM, "hostilities.aims.*", BH_PARAM_AIM, "War aims of a party")                              \
    X(POLITICS, "politics", BH_PARAM_POLITICS, "Bargaining")                                       \
    X(ISSUE, "issues.*", BH_PARAM_ISSUE, "Issues")                                                 \
    X(PARTY, "parties.*", BH_PARAM_PARTY, "Parties")                                               \
    X(STANCE, "parties.*.stances.*", BH_PARAM_STANCE, "Stance of a party on an issue")             \
    X(CONDITION, "conditions.*", BH_PARAM_CONDITION, "Conditions")                                 \
    X(SPONSOR, "sponsors.*", BH_PARAM_SPONSOR, "Sponsors")                                         \
    X(APPROPRIATION, "sponsors.*.appropriations.#", BH_PARAM_APPROPRIATION,                        \
      "Appropriations of a sponsor (a list)")                                                      \
    X(FINANCE, "finance", BH_N_PARAMETER_CLASSES, "Finance")                                       \
    X(DEPLOYMENT, "deployment", BH_PARAM_DEPLOYMENT, "Deployment")                                 \
    X(FORCE, "forces.*", BH_PARAM_FORCE, "Forces")                                                 \
    X(CONTRIBUTION, "forces.*.contributions.*", BH_PARAM_CONTRIBUTION, "Contributions to a force") \
    X(OPTION, "options.*", BH_PARAM_OPTION, "Options")                                             \
    X(COST, "costs", BH_PARAM_COST, "Costs")                                                       \
    X(SECURITY, "security", BH_PARAM_SECURITY, "Security")                                         \
    X(POPULATION, "population", BH_PARAM_POPULATION, "Population")                                 \
    X(GOVERNANCE, "governance", BH_PARAM_GOVERNANCE, "Governance")                                 \
    X(RELIEF, "relief", BH_PARAM_RELIEF, "Relief")                                                 \
    X(CROSSING, "relief.crossings.*", BH_PARAM_CROSSING, "Crossings")                              \
    X(EVENT, "events.#", BH_N_PARAMETER_CLASSES, "Events (a list)")                                \
    X(LEVER, "levers.#", BH_N_PARAMETER_CLASSES, "Levers: what a planner may choose (a list)")     \
    X(OBSTACLE, "obstacles.*", BH_N_PARAMETER_CLASSES, "Obstacles")                                \
    X(MEASURE, "measures.*", BH_N_PARAMETER_CLASSES, "Measures")

#define BH_KEYS(K)                                                                                 \
    K(TOP, "plan", MAP, 1, "title, start, horizon")                                                \
    K(TOP, "sources", MAP, 0, "where numbers and statements come from")                            \
    K(TOP, "areas", MAP, 1, "where people live")                                                   \
    K(TOP, "geometry", ANY, 0,                                                                     \
      "GeoJSON file beside the plan, joined on pcode; or {file, key: property of the pcode}")      \
    K(TOP, "hostilities", MAP, 1, "war, ceasefire, war coming back")                               \
    K(TOP, "politics", MAP, 0, "how parties bargain")                                              \
    K(TOP, "issues", MAP, 0, "what parties bargain about")                                         \
    K(TOP, "parties", MAP, 0, "who bargains, contributes, pays")                                   \
    K(TOP, "conditions", MAP, 0, "what must be true before other things happen")                   \
    K(TOP, "sponsors", MAP, 0, "who pays")                                                         \
    K(TOP, "finance", MAP, 0, "which cost lines are paid first")                                   \
    K(TOP, "deployment", MAP, 0, "how fast personnel can come and go")                             \
    K(TOP, "forces", MAP, 0, "personnel, contributed or local")                                    \
    K(TOP, "costs", MAP, 0, "what things cost")                                                    \
    K(TOP, "security", MAP, 0, "incidents and fighters")                                           \
    K(TOP, "population", MAP, 0, "concerns of residents")                                          \
    K(TOP, "governance", MAP, 0, "public services")                                                \
    K(TOP, "relief", MAP, 0, "food, water, shelter, homes")                                        \
    K(TOP, "events", LIST, 0, "things that happen once")                                           \
    K(TOP, "options", MAP, 1, "what could be done; compared with each other")                      \
    K(TOP, "levers", LIST, 0, "what a planner may choose")                                         \
    K(TOP, "obstacles", MAP, 0, "what stands in the way, and how to lift it")                      \
    K(TOP, "measures", MAP, 1, "what counts, with goals")                                          \
    K(TOP, "set", MAP, 0, "path: value; put over the plan, as --set does")                         \
    K(PLAN, "schema", TEXT, 1, "version of the plan language: 1")                                  \
    K(PLAN, "id", TEXT, 1, "short name: lower-case letters, digits, - and _")                      \
    K(PLAN, "title", TEXT, 1, "name for people")                                                   \
    K(PLAN, "summary", TEXT, 0, "a sentence or two")                                               \
    K(PLAN, "start", TEXT, 1, "date of day 0")                                                     \
    K(PLAN, "horizon", TEXT, 1, "how long futures run: 1 day to 100 years")                        \
    K(PLAN, "seed", TEXT, 0, "names the luck of all futures: 0 to 4294967295; default 1")          \
    K(PLAN, "currency", TEXT, 0, "three capital letters; default USD")                             \
    K(SOURCE, "title", TEXT, 1, "title of the document")                                           \
    K(SOURCE, "publisher", TEXT, 0, "who published it")                                            \
    K(SOURCE, "year", TEXT, 0, "year")                                                             \
    K(SOURCE, "url", TEXT, 0, "where it can be read")                                              \
    K(SOURCE, "accessed", TEXT, 0, "date on which it was read")                                    \
    K(AREA, "name", TEXT, 0, "name for people; default the id")                                    \
    K(AREA, "pcode", TEXT, 0, "code in the geometry file")                                         \
    K(AREA, "borders", IDS, 0, "neighbouring areas")                                               \
    K(AREA, "tile", LIST, 0, "[column, row] on the schematic map")                                 \
    K(HOSTILITIES, "aims", MAP, 0, "war aims by party")                                            \
    K(POLITICS, "rule", TEXT, 0, "choice (default), mean, median, spatial or challenge")           \
    K(POLITICS, "spatial", MAP, 0,                                                                 \
      "options of the spatial rule, by name (bluehelm negotiate --help)")                          \
    K(POLITICS, "challenge", MAP, 0, "options of the challenge rule: Form, Q")                     \
    K(POLITICS, "separate", FLAG, 0, "spatial: true plays each issue by itself, not together")     \
    K(ISSUE, "title", TEXT, 0, "name for people")                                                  \
    K(ISSUE, "low", TEXT, 0, "what 0 means")                                                       \
    K(ISSUE, "high", TEXT, 0, "what 100 means")                                                    \
    K(ISSUE, "round", TEXT, 0, "days between rounds of bargaining; default 30 days")               \
    K(ISSUE, "horizon", FLAG, 0, "true: this issue is the political horizon; at most one")         \
    K(PARTY, "title", TEXT, 0, "name for people")                                                  \
    K(PARTY, "kind", TEXT, 0, "state, authority, organisation, armed group, ...")                  \
    K(PARTY, "stances", MAP, 0, "stance by issue")                                                 \
    K(PARTY, "within", TEXT, 0,                                                                    \
      "party it is a faction of; factions' bargain is that party's stance")                        \
    K(PARTY, "note", TEXT, 0, "remark")                                                            \
    K(STANCE, "limits", LIST, 0, "red lines: [low, high]")                                         \
    K(STANCE, "veto", FLAG, 0,                                                                     \
      "true: no outcome outside its red lines; it stays where it was then")                        \
    K(STANCE, "opens_when", EXPRESSION, 0, "takes part in bargaining only while this holds")       \
    K(STANCE, "note", TEXT, 0, "remark")                                                           \
    K(CONDITION, "title", TEXT, 0, "name for people")                                              \
    K(CONDITION, "when", EXPRESSION, 1, "expression")                                              \
    K(CONDITION, "latch", FLAG, 0, "true: once met, stays met")                                    \
    K(CONDITION, "note", TEXT, 0, "remark")                                                        \
    K(SPONSOR, "title", TEXT, 0, "name for people")                                                \
    K(SPONSOR, "party", TEXT, 0, "party behind it")                                                \
    K(SPONSOR, "pays", IDS, 1, "cost lines it may pay for")                                        \
    K(SPONSOR, "requires", IDS, 0, "conditions, all of which must be met")                         \
    K(SPONSOR, "appropriations", LIST, 0, "money, by date")                                        \
    K(SPONSOR, "caveats.personnel_in_area", TEXT, 0, "most personnel its party may have deployed") \
    K(SPONSOR, "note", TEXT, 0, "remark")                                                          \
    K(FINANCE, "priority", IDS, 0, "cost lines, first paid first")                                 \
    K(FORCE, "title", TEXT, 0, "name for people")                                                  \
    K(FORCE, "kind", TEXT, 1, "contributed or local")                                              \
    K(FORCE, "role", TEXT, 0, "military, police, ...")                                             \
    K(FORCE, "deploys_when", EXPRESSION, 0, "may deploy only while this holds")                    \
    K(FORCE, "training.site", TEXT, 0, "where training takes place")                               \
    K(FORCE, "training.starts_when", EXPRESSION, 0, "recruits and trains only while this holds")   \
    K(FORCE, "contributions", MAP, 0, "contributed: who sends what")                               \
    K(FORCE, "note", TEXT, 0, "remark")                                                            \
    K(CONTRIBUTION, "title", TEXT, 0, "name for people; default the party's")                      \
    K(CONTRIBUTION, "party", TEXT, 0, "who sends it")                                              \
    K(CONTRIBUTION, "requires", IDS, 0, "conditions for preparing to begin")                       \
    K(CONTRIBUTION, "withdraws_when", EXPRESSION, 0, "leaves for good once this holds")            \
    K(CONTRIBUTION, "areas", IDS, 0, "areas it accepts; default all")                              \
    K(CONTRIBUTION, "tasks", WORDS, 0, "what it accepts to do, in words")                          \
    K(CONTRIBUTION, "note", TEXT, 0, "remark")                                                     \
    K(OPTION, "title", TEXT, 0, "name for people")                                                 \
    K(OPTION, "summary", TEXT, 0, "a sentence or two")                                             \
    K(OPTION, "forces", IDS, 0, "forces it uses")                                                  \
    K(OPTION, "lead", TEXT, 0, "who leads, in words")                                              \
    K(OPTION, "authority.party", TEXT, 0, "who governs")                                           \
    K(OPTION, "authority.from_when", EXPRESSION, 0, "present while this holds; default always")    \
    K(OPTION, "allocation", ANY, 0,                                                                \
      "population (default), incidents, shares, or phases: [{area, when}]")                        \
    K(OPTION, "set", MAP, 0, "path: value, in this option")                                        \
    K(SECURITY, "amnesty", EXPRESSION, 0, "fighters may give up while this holds; default never")  \
    K(RELIEF, "reconstruction_starts", EXPRESSION, 0, "rebuilding only while this holds")          \
    K(RELIEF, "crossings", MAP, 0, "where supplies enter")                                         \
    K(CROSSING, "title", TEXT, 0, "name for people")                                               \
    K(CROSSING, "open_when", EXPRESSION, 0, "open only while this holds")                          \
    K(EVENT, "title", TEXT, 1, "what happens")                                                     \
    K(EVENT, "source", TEXT, 0, "source id, or assumed")                                           \
    K(EVENT, "when", EXPRESSION, 1, "happens on the first day this is true; a date is enough")     \
    K(EVENT, "set", MAP, 0, "path: value, from then on")                                           \
    K(EVENT, "shift", MAP, 0, "quantity: number to add once")                                      \
    K(EVENT, "note", TEXT, 0, "remark")                                                            \
    K(LEVER, "path", TEXT, 1, "parameter")                                                         \
    K(LEVER, "range", LIST, 1, "[least, most]")                                                    \
    K(LEVER, "title", TEXT, 0, "name for people")                                                  \
    K(OBSTACLE, "title", TEXT, 0, "name for people")                                               \
    K(OBSTACLE, "note", TEXT, 0, "remark")                                                         \
    K(OBSTACLE, "lift.set", MAP, 0, "path: value that takes it away")                              \
    K(OBSTACLE, "lift.condition", IDS, 0, "conditions taken as met")                               \
    K(OBSTACLE, "lift.sponsor", IDS, 0, "sponsors whose money never runs out")                     \
    K(OBSTACLE, "lift.party", IDS, 0, "parties open on every issue from the start")                \
    K(MEASURE, "title", TEXT, 0, "name for people")                                                \
    K(MEASURE, "of", EXPRESSION, 1, "expression")                                                  \
    K(MEASURE, "unit", TEXT, 0, "unit, in words")                                                  \
    K(MEASURE, "kind", TEXT, 0, "how to print it: number, share, persons, days, date or money")    \
    K(MEASURE, "take", TEXT, 1,                                                                    \
      "at DATE, end, mean, total, minimum, maximum; or first, longest, days with above, below, "   \
      "at_least or at_most and a number")                                                          \
    K(MEASURE, "from", TEXT, 0, "first date that counts")                                          \
    K(MEASURE, "to", TEXT, 0, "last date that counts")                                             \
    K(MEASURE, "goal", TEXT, 0, ">=, <=, > or < and a value")                                      \
    K(MEASURE, "required", FLAG, 0, "true: a future without it fails")                             \
    K(MEASURE, "better", TEXT, 0, "high or low")                                                   \
    K(MEASURE, "note", TEXT, 0, "remark")

#endif
