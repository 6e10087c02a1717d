/** @file tables.h  Every number a plan can hold, written once.
 *
 *  Layer: plan.  Macros only, so that any layer may build on them.
 *
 *  One row per parameter:
 *
 *      P(field, path, KIND, default, low, high, source, meaning)
 *
 *  makes the struct field the model reads (model/parameters.h), the parser's key, the range check,
 *  the line of the plan reference and the label in reports. `path` is the place below the entity's
 *  own map; a dot opens a nested map. REQ as default means that the plan must give the value.
 *
 *  Kinds and the unit a value is stored in:
 *      NUMBER    no unit              SHARE    0..1 (a plan may write 60 %)
 *      PERSONS   whole persons        DAYS     days (a plan writes 90 days, 19 weeks, 6 months)
 *      DATE      days from the plan's start, or never (+infinity)
 *      MONEY     whole cents of the plan's currency (a plan writes 1.4 million USD)
 *      SWITCH    0 or 1 (a plan writes true or false)
 *
 *  Anything that is not a number (names, references, lists, expressions) is in keys.h.
 *  Invariant: low <= default <= high wherever a default is given. */
#ifndef BH_PLAN_TABLES_H
#define BH_PLAN_TABLES_H

#include <math.h>

#define REQ NAN               /* the plan must give it */
#define OPTIONAL (-INFINITY)  /* may be left out; stored as NaN then */
#define NEVER INFINITY
#define CENTS(units) ((units) * 100.0)

#define BH_HOSTILITIES_PARAMETERS(P)                                                               \
    P(ends, "ends", DATE, REQ, -INFINITY, INFINITY, "", "date on which the ceasefire begins")      \
    P(relapse_base, "relapse_base", NUMBER, 0.051, 0, 10,                                          \
      "Collier, Hoeffler & Soderbom 2008: 40 % in ten years",                                      \
      "hazard of war returning, per year, when everything else is at its reference")               \
    P(relapse_protection, "relapse_protection", SHARE, 0.55, 0, 1, "Fortna 2004, 2008",            \
      "share of that hazard removed by a force of rho_ref")                                        \
    P(rho_ref, "rho_ref", NUMBER, 1.8, 0.01, 100, "Dobbins et al. 2007, light peacekeeping",       \
      "effective personnel per 1 000 residents that gives the full protection")                    \
    P(k_violence, "k_violence", NUMBER, 0.3, 0, 5, "assumed",                                      \
      "power of incidents above v_ref in the hazard")                                              \
    P(v_ref, "v_ref", NUMBER, 2, 0.01, 1000, "assumed",                                            \
      "incidents per 100 000 residents and 30 days regarded as calm")                              \
    P(k_grievance, "k_grievance", NUMBER, 1, 0, 10, "Walter 2015, sign",                           \
      "effect of missing legitimacy on the log hazard")                                            \
    P(k_horizon, "k_horizon", NUMBER, 1, 0, 10, "assumed",                                         \
      "effect of a missing political horizon on the log hazard")                                   \
    P(k_vacuum, "k_vacuum", NUMBER, 0.7, 0, 10, "assumed",                                         \
      "added to the log hazard while no authority is present")                                     \
    P(relapse_length, "relapse_length", DAYS, 60, 1, 3650, "assumed",                              \
      "mean length of a relapse into war")

#define BH_AIM_PARAMETERS(P)                                                                       \
    P(met, "met", DATE, NEVER, -INFINITY, INFINITY, "assumed",                                     \
      "date on which the party holds its war aims to be met")                                      \
    P(after_ceasefire, "after_ceasefire", DAYS, OPTIONAL, -3650, 36500, "assumed",                 \
      "given instead of met: days after the first ceasefire, negative for before")

#define BH_POLITICS_PARAMETERS(P)                                                                  \
    P(power_exponent, "power_exponent", NUMBER, 0.5, 0, 3,                                         \
      "fitted on 351 decisions with known outcomes",                                               \
      "exponent of capability in a party's bargaining weight")                                     \
    P(temperature, "temperature", NUMBER, 30, 1, 200,                                              \
      "fitted on 351 decisions with known outcomes, usable range 15 to 60",                        \
      "how loosely the choice rule follows support, in points of the issue's scale")               \
    P(concession, "concession", SHARE, 0.1, 0, 1, "assumed, range 0 to 0.3",                       \
      "share of the gap a party of salience 0 closes toward the outcome in a round")               \
    P(drift, "drift", NUMBER, 2, 0, 50, "assumed",                                                 \
      "standard deviation of domestic change of a position in 30 days, in points")                 \
    P(accommodation, "accommodation", SHARE, 1, 0, 1, "KTAB's default; assumed below 1",           \
      "spatial rule: how far a party's ideal follows its position in a round; 0 keeps the ideal")

#define BH_PARTY_PARAMETERS(P)                                                                     \
    P(capability, "capability", NUMBER, REQ, 0, 1e9, "",                                           \
      "relative means of influence over the outcome, any common unit")

#define BH_ISSUE_PARAMETERS(P)                                                                     \
    P(status_quo, "status_quo", NUMBER, 0, 0, 100, "assumed",                                      \
      "outcome until parties first bargain")

#define BH_STANCE_PARAMETERS(P)                                                                    \
    P(position, "position", NUMBER, REQ, 0, 100, "", "preferred outcome on the issue's scale")     \
    P(salience, "salience", SHARE, REQ, 0, 1, "", "share of its means the party spends on this")   \
    P(limit_low, "limit_low", NUMBER, 0, 0, 100, "assumed",                                        \
      "red line below (limits: [low, high])")                                                      \
    P(limit_high, "limit_high", NUMBER, 100, 0, 100, "assumed", "red line above")                  \
    P(open, "open", SWITCH, 0, 0, 1, "assumed",                                                    \
      "true lets the party bargain whatever opens_when says")

#define BH_CONDITION_PARAMETERS(P)                                                                 \
    P(hold, "for", DAYS, 0, 0, 3650, "assumed", "days without a break before it counts")           \
    P(given, "given", SWITCH, 0, 0, 1, "assumed", "true takes the condition as met from the start")

#define BH_SPONSOR_PARAMETERS(P)                                                                   \
    P(share, "share", NUMBER, 1, 0, 1e6, "assumed", "weight of its part among sponsors of a line") \
    P(max_share, "max_share", SHARE, 1, 0, 1, "assumed", "most of the whole bill it will bear")    \
    P(lag, "lag", DAYS, 0, 0, 3650, "assumed", "from readiness to pay until money flows")          \
    P(bottomless, "bottomless", SWITCH, 0, 0, 1, "assumed", "true: its money never runs out")

#define BH_APPROPRIATION_PARAMETERS(P)                                                             \
    P(on, "on", DATE, REQ, -INFINITY, INFINITY, "", "date of the appropriation")                   \
    P(amount, "amount", MONEY, REQ, 0, 1e15, "", "money made available")

#define BH_DEPLOYMENT_PARAMETERS(P)                                                                \
    P(lift_per_day, "lift_per_day", PERSONS, 150, 0, 1e6,                                          \
      "assumed; UN missions 1992-2005 gained 200 to 3 400 persons a month",                        \
      "persons the whole operation can bring in on one day")                                       \
    P(withdrawal_days, "withdrawal", DAYS, 60, 1, 3650, "assumed",                                 \
      "time a contingent takes to leave")

/* The first block serves both kinds of force, the second the contributed, the third the local. */
#define BH_FORCE_PARAMETERS(P)                                                                     \
    P(effectiveness, "effectiveness", SHARE, 0.8, 0, 1.5, "assumed",                               \
      "effect of one person at task")                                                              \
    P(readiness, "readiness", SHARE, 0.85, 0, 1, "assumed",                                        \
      "share of deployed persons fit for duty")                                                    \
    P(combat_share, "combat_share", SHARE, 0.1, 0, 1, "assumed",                                   \
      "share of its effort spent on operations against fighters")                                  \
    P(equipment, "equipment", MONEY, CENTS(10000), 0, 1e12, "assumed",                             \
      "equipment per person deployed")                                                             \
    P(unit_cost, "unit_cost", MONEY, CENTS(95000), 0, 1e12,                                        \
      "UN missions 2005-2024 cost 45 000 to 90 000 USD a person and year",                         \
      "personnel cost per deployed person and year")                                               \
    P(target, "target", PERSONS, 0, 0, 1e6, "", "local: strength to be built up to")               \
    P(recruits_per_day, "recruits_per_day", NUMBER, 10, 0, 1e5, "assumed", "candidates a day")     \
    P(vetting, "vetting", DAYS, 60, 0, 3650, "assumed", "time vetting takes")                      \
    P(vetting_pass, "vetting_pass", SHARE, 0.85, 0, 1, "assumed", "share of candidates that pass") \
    P(seats, "training.seats", PERSONS, 700, 0, 1e6,                                               \
      "Reuters 2008: first intake at the Jordan centre about 700",                                 \
      "places in training at one time")                                                            \
    P(course, "training.course", DAYS, 122, 0, 3650, "Reuters 2008: four months",                  \
      "length of the course")                                                                      \
    P(washout, "training.washout", SHARE, 0.12, 0, 1, "JTA 2008: 600 of 700 returned",             \
      "share that does not finish the course")                                                     \
    P(trainers, "training.trainers", PERSONS, 100, 0, 1e6, "assumed", "trainers at work")          \
    P(trainees_per_trainer, "training.trainees_per_trainer", NUMBER, 15, 0, 1000, "assumed",       \
      "trainees one trainer can take")                                                             \
    P(training_cost, "training.cost", MONEY, CENTS(36000), 0, 1e12,                                \
      "World Tribune 2003: Iraqi police training in Jordan",                                       \
      "recruitment and training per trainee")                                                      \
    P(field_phase, "training.field_phase", DAYS, 30, 0, 3650, "assumed",                           \
      "time under supervision after the course")                                                   \
    P(attrition, "attrition", SHARE, 0.007, 0, 1, "judgement, 0.3 to 1.5 % a month",               \
      "share of deployed persons that leaves in a month")                                          \
    P(desertion, "desertion", SHARE, 0.05, 0, 1, "judgement",                                      \
      "further share a month when pay is not funded at all")                                       \
    P(fear, "fear", NUMBER, 1, 0, 100, "assumed", "persons who leave for each one killed")         \
    P(pay, "pay", MONEY, CENTS(1140), 0, 1e12, "Citizen Budget 2023", "pay per person and month")

#define BH_CONTRIBUTION_PARAMETERS(P)                                                              \
    P(strength, "strength", PERSONS, REQ, 0, 1e6, "", "persons pledged")                           \
    P(lead_time, "lead_time", DAYS, 120, 0, 3650, "UN missions 1992-2005",                         \
      "from decision to readiness to deploy")                                                      \
    P(tour, "tour", DAYS, 182, 1, 36500, "UN practice: six to twelve months", "length of a tour")  \
    P(renewal, "renewal", SHARE, 0.95, 0, 1, "assumed",                                            \
      "chance that a tour is followed by another")                                                 \
    P(gap, "gap", DAYS, 180, 0, 3650, "assumed", "time until a unit that was not renewed returns") \
    P(task_share, "task_share", SHARE, 1, 0, 1, "assumed", "share of the mandate its caveats allow")

#define BH_OPTION_PARAMETERS(P)                                                                    \
    P(requirement, "requirement", NUMBER, 1.8, 0, 100,                                             \
      "Dobbins et al. 2007: 1.8; Goode 2009: 2.8; McGrath 2006: 13; Quinlivan 1995: 20",           \
      "effective personnel per 1 000 residents that the option needs")                             \
    P(due, "due", DATE, NEVER, -INFINITY, INFINITY, "assumed", "date by which it needs them")      \
    P(local_authority, "authority.local", SHARE, 0.5, 0, 1, "assumed",                             \
      "how far residents see the authority as their own")

#define BH_COST_PARAMETERS(P)                                                                      \
    P(operations, "operations", MONEY, CENTS(200000), 0, 1e12, "assumed",                          \
      "running the mission, per day from the first person deployed")                               \
    P(operations_share, "operations_share", SHARE, 0.15, 0, 5, "assumed",                          \
      "further operating cost as a share of personnel cost")                                       \
    P(civil_service, "civil_service", MONEY, CENTS(150), 0, 1e12, "assumed",                       \
      "public services, per resident and year while an authority is present")                      \
    P(relief_per_person, "relief_per_person", MONEY, CENTS(1.2), 0, 1e9, "assumed",                \
      "relief, per person present and day")                                                        \
    P(housing, "housing", MONEY, CENTS(6000), 0, 1e12,                                             \
      "World Bank, UN & EU 2024: 13.3 billion USD of damage to homes of 2.2 million",              \
      "rebuilding all homes, per pre-war resident")

#define BH_SECURITY_PARAMETERS(P)                                                                  \
    P(kappa, "kappa", NUMBER, 0.0003, 0, 1, "assumed",                                             \
      "incidents a fighter outside the agreement starts in a day, with no force present")          \
    P(war_factor, "war_factor", NUMBER, 5, 0, 1000, "assumed",                                     \
      "times that rate while there is war")                                                        \
    P(eta, "eta", NUMBER, 0.33, 0, 5,                                                              \
      "Hultman, Kathman & Shannon 2013, 2014; re-estimated -0.15 log per 1 000 troops",            \
      "fall of the log rate per effective person in 1 000 residents")                              \
    P(rho_saturation, "rho_saturation", NUMBER, 10, 0.01, 1000, "assumed",                         \
      "density per 1 000 beyond which more personnel has no more effect")                          \
    P(k_legitimacy, "k_legitimacy", NUMBER, 1, 0, 10, "assumed",                                   \
      "effect of missing legitimacy on the log rate")                                              \
    P(k_need, "k_need", NUMBER, 0.3, 0, 10, "Berman, Shapiro & Felter 2011, sign",                 \
      "effect of unmet needs on the log rate")                                                     \
    P(beta, "beta", NUMBER, 0.05, 0.001, 5, "Lewis et al. 2012: two to six weeks",                 \
      "decay of excitation, per day")                                                              \
    P(branching, "branching", SHARE, 0.435, 0, 0.999, "Lewis et al. 2012: 0.37 to 0.50",           \
      "incidents that one incident triggers in all")                                               \
    P(spill, "spill", SHARE, 0.15, 0, 1, "assumed", "share of these in neighbouring areas")        \
    P(deaths, "deaths", NUMBER, 0.5, 0, 1000, "assumed", "mean civilian deaths per incident")      \
    P(deaths_war, "deaths_war", NUMBER, 2, 0, 1000, "assumed", "the same while there is war")      \
    P(deaths_dispersion, "deaths_dispersion", NUMBER, 0.3, 0.001, 1000, "assumed",                 \
      "size parameter of the negative-binomial count of deaths per incident")                      \
    P(force_deaths, "force_deaths", NUMBER, 0.03, 0, 1000, "assumed",                              \
      "mean deaths in the force per incident where the force is at rho_ref or denser")             \
    P(force_dispersion, "force_dispersion", NUMBER, 0.3, 0.001, 1000, "assumed",                   \
      "size parameter of that count")                                                              \
    P(gamma, "gamma", NUMBER, 0.002, 0, 10, "assumed",                                             \
      "strikes a day per effective person engaged against fighters")                               \
    P(intelligence, "intelligence", SHARE, 0.3, 0, 1, "Kress & Szechtman 2009",                    \
      "intelligence mu in an area whose legitimacy is 1")                                          \
    P(recruitment, "recruitment", NUMBER, 2e-6, 0, 1, "assumed",                                   \
      "residents a day who join fighters, per resident, where legitimacy is 0")                    \
    P(demobilisation, "demobilisation", NUMBER, 0.002, 0, 1, "assumed",                            \
      "fighters a day who give up, per fighter, where legitimacy is 1 and amnesty holds")

#define BH_POPULATION_PARAMETERS(P)                                                                \
    P(v_ref, "v_ref", NUMBER, 10, 0.01, 1000, "assumed",                                           \
      "incidents per 100 000 and 30 days at which safety falls to 37 %")                           \
    P(safety_memory, "safety_memory", DAYS, 30, 1, 3650, "assumed", "time constant of safety")     \
    P(quality_memory, "quality_memory", DAYS, 60, 1, 3650, "assumed", "of quality of life")        \
    P(autonomy_memory, "autonomy_memory", DAYS, 120, 1, 3650, "assumed", "of autonomy")            \
    P(dignity_memory, "dignity_memory", DAYS, 120, 1, 3650, "assumed", "of dignity")               \
    P(horizon_weight, "horizon_weight", SHARE, 0.4, 0, 1, "assumed",                               \
      "weight of the political horizon in autonomy")                                               \
    P(force_weight, "force_weight", SHARE, 0.2, 0, 1, "assumed",                                   \
      "weight of the local share of the force in autonomy")                                        \
    P(authority_weight, "authority_weight", SHARE, 0.4, 0, 1, "assumed",                           \
      "weight of the authority being the residents' own in autonomy")                              \
    P(dignity_base, "dignity_base", SHARE, 0.8, 0, 1, "assumed",                                   \
      "dignity with neither harm nor foreign force")                                               \
    P(k_foreign, "k_foreign", NUMBER, 0.02, 0, 10, "assumed",                                      \
      "dignity lost per foreign person in 1 000 residents")                                        \
    P(k_harm, "k_harm", NUMBER, 10, 0, 1e5, "Lyall, Blair & Imai 2013, sign",                      \
      "dignity lost per harmed person in 1 000 residents and 30 days")                             \
    P(safety_weight, "safety_weight", SHARE, 0.3, 0, 1, "assumed",                                 \
      "weight of safety in legitimacy")                                                            \
    P(quality_weight, "quality_weight", SHARE, 0.3, 0, 1, "assumed", "of quality of life")         \
    P(autonomy_weight, "autonomy_weight", SHARE, 0.2, 0, 1, "assumed", "of autonomy")              \
    P(dignity_weight, "dignity_weight", SHARE, 0.2, 0, 1, "assumed", "of dignity")

#define BH_GOVERNANCE_PARAMETERS(P)                                                                \
    P(growth, "growth", NUMBER, 0.003, 0, 1, "assumed",                                            \
      "services restored a day, as a share of what is missing, with pay, access and authority")    \
    P(decay_violence, "decay_violence", NUMBER, 0.004, 0, 1, "assumed",                            \
      "services lost a day where there is no access")                                              \
    P(decay_pay, "decay_pay", NUMBER, 0.002, 0, 1, "assumed", "services lost a day without pay")   \
    P(v_access, "v_access", NUMBER, 50, 0.01, 1000, "assumed",                                     \
      "incidents per 100 000 and 30 days at which access falls to 37 %")

#define BH_RELIEF_PARAMETERS(P)                                                                    \
    P(war_entry, "war_entry", SHARE, 0.5, 0, 1, "assumed",                                         \
      "share of crossings' capacity left in war")                                                  \
    P(food_share, "food_share", SHARE, 0.65, 0, 1, "Oxfam 2024: 105 of 159 trucks",                \
      "trucks with food")                                                                          \
    P(kcal_per_truck, "kcal_per_truck", NUMBER, 20.9e6, 1e5, 1e9,                                  \
      "2.2 million x 2 100 kcal in 221 trucks (Oxfam 2024)", "kilocalories a food truck brings")   \
    P(kcal_need, "kcal_need", NUMBER, 2100, 500, 5000, "Sphere 2018",                              \
      "kilocalories a person and day")                                                             \
    P(kcal_local, "kcal_local", NUMBER, 150, 0, 5000, "assumed",                                   \
      "kilocalories from local sources")                                                           \
    P(food_stock, "food_stock", DAYS, 14, 0, 365, "assumed",                                       \
      "stock that can be kept, in days of need")                                                   \
    P(water_need, "water_need", NUMBER, 15, 1, 200, "Sphere 2018", "litres a person and day")      \
    P(water_network, "water_network", NUMBER, 80, 0, 500, "assumed",                               \
      "litres a person and day from networks when services work fully")                            \
    P(water_relief, "water_relief", NUMBER, 3, 0, 100, "cluster reports 2024: 1 to 8 litres",      \
      "litres a person and day brought by relief")                                                 \
    P(shelter_cover, "shelter_cover", SHARE, 0.4, 0, 1, "assumed",                                 \
      "share of displaced persons that funded relief can shelter to standard")                     \
    P(nutrition_memory, "nutrition_memory", DAYS, 60, 1, 3650, "assumed",                          \
      "memory of the undernourishment index")                                                      \
    P(mortality, "mortality", NUMBER, 0.063, 0, 10, "PalPress 2021: 5 143 deaths in 2020",         \
      "baseline deaths per 10 000 persons and day")                                                \
    P(emergency, "emergency", NUMBER, 1, 0, 100, "Sphere 2018",                                    \
      "deaths per 10 000 and day at the emergency threshold")                                      \
    P(emergency_index, "emergency_index", SHARE, 0.55, 0.01, 1, "assumed",                         \
      "undernourishment at which mortality reaches that threshold")                                \
    P(births, "births", NUMBER, 0.75, 0, 10, "assumed", "births per 10 000 persons and day")       \
    P(departures, "departures", NUMBER, 0, 0, 0.1, "assumed",                                      \
      "share of persons a day leaving for good")                                                   \
    P(rebuild, "rebuild", DAYS, 3650, 30, 36500, "assumed",                                        \
      "time to rebuild all homes with full funding, access and entry of material")                 \
    P(material_entry, "material_entry", SHARE, 0.6, 0, 1, "assumed", "building material let in")   \
    P(destruction, "destruction", NUMBER, 0.002, 0, 1, "assumed",                                  \
      "share of standing homes lost in a day of war")                                              \
    P(returns, "returns", NUMBER, 0.02, 0, 1, "assumed",                                           \
      "share of displaced persons a day that goes back to safety, homes and services")             \
    P(flight, "flight", NUMBER, 0.005, 0, 1, "assumed",                                            \
      "share of residents at home a day that is displaced in war")

#define BH_CROSSING_PARAMETERS(P)                                                                  \
    P(trucks, "trucks", NUMBER, REQ, 0, 1e5, "", "trucks a day when fully open")                   \
    P(open_share, "open_share", SHARE, 1, 0, 1, "assumed", "share of that capacity open")

#define BH_AREA_PARAMETERS(P)                                                                      \
    P(residents, "residents", PERSONS, REQ, 0, 1e9, "", "residents before the war")                \
    P(present, "present", PERSONS, OPTIONAL, 0, 1e9, "",                                           \
      "persons in the area at the start (default: residents)")                                     \
    P(displaced, "displaced", PERSONS, 0, 0, 1e9, "assumed", "of these, displaced persons")        \
    P(fighters, "fighters", PERSONS, 0, 0, 1e7, "assumed", "fighters outside the agreement")       \
    P(incidents_30d, "incidents_30d", NUMBER, 0, 0, 1e6, "assumed",                                \
      "incidents in the 30 days before the start")                                                 \
    P(housing_intact, "housing_intact", SHARE, 1, 0, 1, "assumed", "homes fit to live in")         \
    P(services, "services", SHARE, 0.5, 0, 1, "assumed", "public services that work at the start") \
    P(safety, "safety", SHARE, 0.2, 0, 1, "assumed", "concern at the start: safety")               \
    P(quality, "quality", SHARE, 0.2, 0, 1, "assumed", "concern at the start: quality of life")    \
    P(autonomy, "autonomy", SHARE, 0.2, 0, 1, "assumed", "concern at the start: autonomy")         \
    P(dignity, "dignity", SHARE, 0.3, 0, 1, "assumed", "concern at the start: dignity")            \
    P(undernourishment, "undernourishment", SHARE, 0.3, 0, 1, "assumed", "index at the start")     \
    P(allocation, "allocation", NUMBER, 1, 0, 1e6, "assumed",                                      \
      "weight of the area where an option's allocation is shares")

/** Every class of entity that holds parameters:  C(NAME, struct, field of bh_counts, section).
 *  The order is the order of the flat parameter vector. A class whose count is `one` is a section
 *  of the plan with a single set of values. */
#define BH_PARAMETER_CLASSES(C)                                                                    \
    C(HOSTILITIES, hostilities, one, "hostilities")                                                \
    C(AIM, aim, n_parties, "hostilities.aims.*")                                                   \
    C(POLITICS, politics, one, "politics")                                                         \
    C(PARTY, party, n_parties, "parties.*")                                                        \
    C(ISSUE, issue, n_issues, "issues.*")                                                          \
    C(STANCE, stance, n_stances, "parties.*.stances.*")                                            \
    C(CONDITION, condition, n_conditions, "conditions.*")                                          \
    C(SPONSOR, sponsor, n_sponsors, "sponsors.*")                                                  \
    C(APPROPRIATION, appropriation, n_appropriations, "sponsors.*.appropriations.#")               \
    C(DEPLOYMENT, deployment, one, "deployment")                                                   \
    C(FORCE, force, n_forces, "forces.*")                                                          \
    C(CONTRIBUTION, contribution, n_contributions, "forces.*.contributions.*")                     \
    C(OPTION, option, n_options, "options.*")                                                      \
    C(COST, cost, one, "costs")                                                                    \
    C(SECURITY, security, one, "security")                                                         \
    C(POPULATION, population, one, "population")                                                   \
    C(GOVERNANCE, governance, one, "governance")                                                   \
    C(RELIEF, relief, one, "relief")                                                               \
    C(CROSSING, crossing, n_crossings, "relief.crossings.*")                                       \
    C(AREA, area, n_areas, "areas.*")

#endif
