/** @file tables.h  Every quantity of the simulated world, written once.
 *
 *  Layer: world.  Macros only.
 *
 *      S(field, FLAG, unit, meaning)
 *
 *  makes the struct field modules write (world/world.h), the name that expressions and measures
 *  read (plan/names.h), the recorded series, and the vocabulary page. FLAG says who sees it:
 *      HIDDEN   bookkeeping of its module
 *      NAMED    may be read by expressions and measures
 *      SERIES   NAMED, and recorded over time for every plan
 *
 *  All quantities are doubles, one lane pack each; truth is 0 or 1; money is whole cents; persons
 *  in forces are whole. Each class belongs to one module, which alone writes it.
 *  Days are counted from the plan's start, day 0; -1 stands for "not yet". */
#ifndef BH_WORLD_TABLES_H
#define BH_WORLD_TABLES_H

#define BH_HOSTILITIES_STATE(S)                                                                    \
    S(war, NAMED, "", "there is war")                                                              \
    S(ceasefire, SERIES, "", "a ceasefire holds")                                                  \
    S(days_since_ceasefire, NAMED, "days", "since the present ceasefire began; -1 in war")         \
    S(first_ceasefire, NAMED, "day", "day of the first ceasefire; -1 before")                      \
    S(relapses, SERIES, "", "times war has come back")                                             \
    S(war_ends, HIDDEN, "day", "first day after the present relapse")                              \
    S(hazard, NAMED, "per day", "hazard of war coming back")

#define BH_AIM_STATE(S) S(met, NAMED, "", "the party holds its war aims to be met")

#define BH_ISSUE_STATE(S) S(outcome, SERIES, "points", "outcome of bargaining, 0 to 100")

#define BH_STANCE_STATE(S)                                                                         \
    S(position, NAMED, "points", "position of the party, 0 to 100")                                \
    S(open, NAMED, "", "the party takes part in bargaining")                                       \
    S(weight, HIDDEN, "", "bargaining weight in the latest round")                                 \
    S(ideal, HIDDEN, "points", "what the party wants; its position but for the spatial rule")

#define BH_CONDITION_STATE(S)                                                                      \
    S(met, SERIES, "", "the condition is met")                                                     \
    S(streak, HIDDEN, "days", "days without a break its expression has held")                      \
    S(first_met, NAMED, "day", "first day it was met; -1 before")

#define BH_FINANCE_STATE(S)                                                                        \
    S(cost, SERIES, "money", "paid so far, all lines and sponsors")                                \
    S(billed, NAMED, "money", "billed so far, paid or not")                                        \
    S(unfunded, SERIES, "money", "billed and never paid so far")

#define BH_SPONSOR_STATE(S)                                                                        \
    S(paid, SERIES, "money", "paid so far")                                                        \
    S(appropriated, NAMED, "money", "appropriated so far")                                         \
    S(balance, NAMED, "money", "appropriated and not yet paid out")                               \
    S(ready_since, HIDDEN, "day", "day since which its conditions hold; -1 while they do not")     \
    S(paying, NAMED, "", "it can pay today")                                                       \
    S(room, HIDDEN, "money", "what it can still add to the line being paid")                       \
    S(given, HIDDEN, "money", "what it gives to the line being paid")

/* What a line costs today. Each row is written by the module that causes the cost. */
#define BH_BILL_STATE(S) S(due, NAMED, "money", "cost of one day at the present level")

#define BH_LINE_STATE(S)                                                                           \
    S(paid, SERIES, "money", "paid so far")                                                        \
    S(unfunded, NAMED, "money", "billed and never paid so far (arrears still owed included)")      \
    S(arrears, NAMED, "money", "owed from earlier days, lines of pay only")                        \
    S(arrears_days, NAMED, "days", "arrears in days of the present bill")                          \
    S(funded, SERIES, "share", "share of today's bill that was paid")

#define BH_LEDGER_STATE(S) S(paid, NAMED, "money", "paid by the sponsor for the line so far")

#define BH_FORCES_STATE(S)                                                                         \
    S(deployed, SERIES, "persons", "deployed, all forces of the option")                           \
    S(peak_force, NAMED, "persons", "most personnel deployed so far")                              \
    S(effective_force, SERIES, "persons", "effective personnel")                                   \
    S(effective_per_1000, SERIES, "per 1 000", "effective personnel per 1 000 residents")          \
    S(foreign_per_1000, NAMED, "per 1 000", "deployed contributed personnel per 1 000 residents")  \
    S(local_share, NAMED, "share", "share of deployed personnel that is local; 0 with none")       \
    S(requirement, SERIES, "persons", "effective personnel the option needs")                      \
    S(force_ready, NAMED, "", "effective personnel is at the requirement or above")                \
    S(ready_day, NAMED, "day", "first day on which it was; -1 before")                             \
    S(first_deployed, NAMED, "day", "first day with anybody deployed; -1 before")

#define BH_FORCE_STATE(S)                                                                          \
    S(pledged, SERIES, "persons", "contributed: pledged, conditions not met")                      \
    S(preparing, SERIES, "persons", "contributed: preparing")                                      \
    S(vetting, SERIES, "persons", "local: in vetting")                                             \
    S(vetted, SERIES, "persons", "local: waiting for a seat")                                      \
    S(training, SERIES, "persons", "local: in training")                                           \
    S(field, SERIES, "persons", "local: field phase")                                              \
    S(ready, SERIES, "persons", "ready, not yet deployed")                                         \
    S(deployed, SERIES, "persons", "deployed")                                                     \
    S(rotating, NAMED, "persons", "contributed: home between tours")                               \
    S(withdrawn, NAMED, "persons", "contributed: withdrawn for good")                              \
    S(left, NAMED, "persons", "local: failed, resigned or deserted")                               \
    S(lost, NAMED, "persons", "killed")                                                            \
    S(recruited, NAMED, "persons", "local: candidates so far")                                     \
    S(graduates, NAMED, "persons", "local: finished the course so far")                            \
    S(effective, NAMED, "persons", "effective personnel")                                          \
    S(carry, HIDDEN, "persons", "fraction of a candidate carried to the next day")                 \
    S(fear_carry, HIDDEN, "persons", "fraction of a leaver carried to the next day")               \
    S(planned, HIDDEN, "persons", "to deploy tomorrow, their equipment billed today")

#define BH_CONTRIBUTION_STATE(S)                                                                   \
    S(pledged, NAMED, "persons", "pledged, conditions not met")                                    \
    S(preparing, NAMED, "persons", "preparing")                                                    \
    S(ready, NAMED, "persons", "ready, not yet deployed")                                          \
    S(deployed, NAMED, "persons", "deployed")                                                      \
    S(rotating, NAMED, "persons", "home between tours")                                            \
    S(withdrawn, NAMED, "persons", "withdrawn for good")                                           \
    S(lost, NAMED, "persons", "killed")                                                            \
    S(ready_on, HIDDEN, "day", "day on which preparation ends; -1 before it starts")               \
    S(tour_ends, HIDDEN, "day", "last day of the present tour; -1 with nobody deployed")           \
    S(going_home, HIDDEN, "", "the unit is leaving at the end of a tour")                          \
    S(withdrawing, NAMED, "", "the unit is leaving for good")                                      \
    S(planned, HIDDEN, "persons", "to deploy tomorrow, their equipment billed today")

/* One for every force and area. */
#define BH_POST_STATE(S)                                                                           \
    S(personnel, NAMED, "persons", "deployed personnel of the force in the area")

#define BH_GARRISON_STATE(S)                                                                       \
    S(effective, NAMED, "persons", "effective personnel in the area")                              \
    S(per_1000, SERIES, "per 1 000", "effective personnel per 1 000 present")                      \
    S(foreign_per_1000, NAMED, "per 1 000", "contributed personnel per 1 000 present")             \
    S(engaged, HIDDEN, "persons", "effective personnel engaged against fighters")                  \
    S(weight, HIDDEN, "", "the area's weight in the option's allocation")                          \
    S(share, HIDDEN, "share", "its share of the weight of all areas")

#define BH_SECURITY_STATE(S)                                                                       \
    S(incidents_30d, NAMED, "incidents", "in the last 30 days")                                    \
    S(incidents_per_100k, SERIES, "per 100 000", "incidents in 30 days per 100 000 residents")     \
    S(civilian_deaths, SERIES, "persons", "civilians killed in incidents so far")                  \
    S(force_deaths, SERIES, "persons", "personnel killed so far")                                  \
    S(force_deaths_today, NAMED, "persons", "personnel killed today")                              \
    S(fighters, SERIES, "persons", "fighters outside the agreement")

#define BH_AREA_SECURITY_STATE(S)                                                                  \
    S(rate, NAMED, "per day", "expected incidents today")                                          \
    S(incidents, NAMED, "incidents", "today")                                                      \
    S(incidents_30d, NAMED, "incidents", "in the last 30 days")                                    \
    S(incidents_per_100k, SERIES, "per 100 000", "incidents in 30 days per 100 000 present")       \
    S(memory, HIDDEN, "incidents", "excitation left by earlier incidents")                         \
    S(civilian_deaths, NAMED, "persons", "civilians killed today")                                 \
    S(force_deaths, NAMED, "persons", "personnel killed today")                                    \
    S(fighters, SERIES, "persons", "fighters outside the agreement")                               \
    S(collateral, NAMED, "persons", "harmed by operations against fighters, 30-day memory")

#define BH_POPULATION_STATE(S) S(legitimacy, SERIES, "share", "legitimacy, weighted by population")

#define BH_AREA_POPULATION_STATE(S)                                                                \
    S(safety, NAMED, "share", "concern: safety")                                                   \
    S(quality, NAMED, "share", "concern: quality of life")                                         \
    S(autonomy, NAMED, "share", "concern: autonomy")                                               \
    S(dignity, NAMED, "share", "concern: dignity")                                                 \
    S(legitimacy, SERIES, "share", "legitimacy")

#define BH_GOVERNANCE_STATE(S)                                                                     \
    S(authority, SERIES, "", "an authority that parties accept is present")                        \
    S(services, SERIES, "share", "public services that work, weighted by population")

#define BH_AREA_GOVERNANCE_STATE(S)                                                                \
    S(services, SERIES, "share", "public services that work")                                      \
    S(access, NAMED, "share", "access for services and relief")

#define BH_RELIEF_STATE(S)                                                                         \
    S(trucks, SERIES, "trucks", "entered today")                                                   \
    S(food_met, SERIES, "share", "food need met, weighted by population")                          \
    S(water_met, SERIES, "share", "water need met, weighted by population")                        \
    S(undernourishment, SERIES, "share", "undernourishment index, weighted by population")         \
    S(mortality, SERIES, "per 10 000", "deaths per 10 000 and day, violence left out")             \
    S(residents, NAMED, "persons", "persons present")                                              \
    S(displaced, SERIES, "persons", "displaced persons")                                           \
    S(returned, NAMED, "persons", "returned so far")                                               \
    S(dead, NAMED, "persons", "died so far, of any cause")                                         \
    S(excess_deaths, SERIES, "persons", "deaths so far above the baseline, violence left out")     \
    S(born, NAMED, "persons", "born so far")                                                       \
    S(departed, NAMED, "persons", "left for good so far")                                          \
    S(housing, SERIES, "share", "homes fit to live in")

#define BH_AREA_RELIEF_STATE(S)                                                                    \
    S(settled, NAMED, "persons", "living at home")                                                 \
    S(sheltering, SERIES, "persons", "displaced persons sheltering here")                          \
    S(away, NAMED, "persons", "displaced persons whose home is here")                              \
    S(present, NAMED, "persons", "persons in the area")                                            \
    S(stock, NAMED, "kcal", "food in stock")                                                       \
    S(food_met, SERIES, "share", "food need met")                                                  \
    S(water_met, SERIES, "share", "water need met")                                                \
    S(shelter_met, NAMED, "share", "persons sheltered to standard")                                \
    S(needs_met, NAMED, "share", "mean of food, water and shelter")                                \
    S(undernourishment, SERIES, "share", "undernourishment index")                                 \
    S(mortality, NAMED, "per 10 000", "deaths per 10 000 and day, violence left out")              \
    S(housing, SERIES, "share", "homes fit to live in")

#define BH_OUTCOME_STATE(S)                                                                        \
    S(seen, HIDDEN, "", "days the measure has been taken")                                         \
    S(value, NAMED, "", "the measure so far")                                                      \
    S(streak, HIDDEN, "days", "length of the present stretch")

/** The classes in the order of the state vector:  C(NAME, struct, count field, prefix).
 *  `prefix` is how expressions name an entity's quantity; "" means the bare field name, and a star
 *  stands for an id. outcome.I, party.P.I, condition.C and aims_met.P name the first field of
 *  their class without its name. */
#define BH_STATE_CLASSES(C)                                                                        \
    C(HOSTILITIES, hostilities, one, "")                                                           \
    C(AIM, aim, n_parties, "aims_met.*")                                                           \
    C(ISSUE, issue, n_issues, "outcome.*")                                                         \
    C(STANCE, stance, n_stances, "party.*.*")                                                      \
    C(CONDITION, condition, n_conditions, "condition.*")                                           \
    C(FINANCE, finance, one, "")                                                                   \
    C(SPONSOR, sponsor, n_sponsors, "sponsor.*")                                                   \
    C(BILL, bill, n_lines, "bill.*")                                                               \
    C(LINE, line, n_lines, "line.*")                                                               \
    C(LEDGER, ledger, n_ledger, "ledger.*.*")                                                      \
    C(FORCES, forces, one, "")                                                                     \
    C(FORCE, force, n_forces, "force.*")                                                           \
    C(CONTRIBUTION, contribution, n_contributions, "contribution.*.*")                             \
    C(POST, post, n_posts, "post.*.*")                                                             \
    C(GARRISON, garrison, n_areas, "area.*")                                                       \
    C(SECURITY, security, one, "")                                                                 \
    C(AREA_SECURITY, area_security, n_areas, "area.*")                                             \
    C(POPULATION, population, one, "")                                                             \
    C(AREA_POPULATION, area_population, n_areas, "area.*")                                         \
    C(GOVERNANCE, governance, one, "")                                                             \
    C(AREA_GOVERNANCE, area_governance, n_areas, "area.*")                                         \
    C(RELIEF, relief, one, "")                                                                     \
    C(AREA_RELIEF, area_relief, n_areas, "area.*")                                                 \
    C(OUTCOME, outcome, n_measures, "measure.*")

/** Cost lines in the default order of priority:  L(ID, id, owes arrears, title). */
#define BH_COST_LINES(L)                                                                           \
    L(RELIEF, relief, 0, "relief")                                                                 \
    L(PERSONNEL, personnel, 1, "force personnel")                                                  \
    L(PAY, pay, 1, "local pay")                                                                    \
    L(TRAINING, training, 0, "recruitment and training")                                           \
    L(EQUIPMENT, equipment, 0, "equipment on deployment")                                          \
    L(OPERATIONS, operations, 0, "operations")                                                     \
    L(CIVIL_SERVICE, civil_service, 1, "civil-service pay")                                        \
    L(RECONSTRUCTION, reconstruction, 0, "reconstruction")

#endif
