"""1.3 One day, and 3.1 initialisation and 3.2 events."""

import math

from . import (conditions, finance, forces, governance, hostilities, measures, politics,
               population, relief, sampling, security)
from .draws import Luck
from .plan import place
from .world import World

MODULES = (hostilities, politics, conditions, finance, forces, security, population, governance,
           relief, measures)


def start_area(world, a):
    p, area = world.numbers["areas"][a], world.area[a]
    present = p["residents"] if p["present"] is None else p["present"]
    area.sheltering = min(p["displaced"], present)
    area.settled = present - area.sheltering
    area.present = present
    area.fighters = p["fighters"]
    area.housing = p["housing_intact"]
    area.services = p["services"]
    for concern in ("safety", "quality", "autonomy", "dignity", "undernourishment"):
        setattr(area, concern, p[concern])
    area.needs_met = 1 - area.undernourishment
    area.legitimacy = population.legitimacy(world, area)
    n = p["incidents_30d"]
    whole = math.floor(n + 0.5)
    area.memory = whole / security.WINDOW / (math.exp(world.numbers["security"]["beta"]) - 1)
    area.last_days = [whole * (i + 1) // security.WINDOW - whole * i // security.WINDOW
                      for i in range(security.WINDOW)]
    area.incidents_30d = float(sum(area.last_days))
    area.incidents_per_100k = security.per(area.incidents_30d, present, 100000)
    area.engaged = 0.0


def start_away(world):
    """Homes of residents who are not settled, scaled so that away and sheltering sum alike."""
    areas = world.area
    missing = {a: max(world.numbers["areas"][a]["residents"] - areas[a].settled, 0)
               for a in areas}
    total = sum(missing.values())
    sheltering = sum(area.sheltering for area in areas.values())
    for a, area in areas.items():
        area.away = missing[a] * sheltering / total if total > 0 else area.sheltering


def initialise(world):
    s = world.hostilities
    s.war, s.days_since_ceasefire, s.first_ceasefire = 1.0, -1.0, -1.0
    for stance in world.stance.values():
        stance.position = 50.0  # that of a party without a stance; it never bargains
    for (party, issue) in world.plan.stances:
        p = world.numbers["parties"][party]["stances"][issue]
        world.stance[party, issue].position = politics.clip(p["position"], p["limit_low"],
                                                            p["limit_high"])
    for issue in world.plan.issues:
        world.outcome[issue].outcome = world.numbers["issues"][issue]["status_quo"]
    for condition in world.condition.values():
        condition.first_met = -1.0
    for line in world.line.values():
        line.funded = 1.0
    forces.initialise(world)
    for a in world.plan.areas:
        start_area(world, a)
    start_away(world)
    security_totals = world.security
    security_totals.incidents_30d = sum(area.incidents_30d for area in world.area.values())
    relief.totals(world)
    security_totals.incidents_per_100k = security.per(security_totals.incidents_30d,
                                                      world.relief.residents, 100000)
    security_totals.fighters = sum(area.fighters for area in world.area.values())
    world.population.legitimacy = world.by_population("legitimacy")
    world.governance.services = world.by_population("services")
    world.bill["relief"].due = relief.bill_of_relief(world)
    measures.initialise(world)


def events(world, happened):
    for i, event in enumerate(world.plan.compiled["events"]):
        if i in happened or not world.event_when[i]():
            continue
        happened.add(i)
        for override in event["set"]:
            place(world.numbers, override["path"],
                  world.plan.override_value(override, world.drawn))
        for shift in event["shift"]:
            thing, field = world.names[shift["name"]]
            least = -math.inf if shift["least"] is None else shift["least"]
            most = math.inf if shift["most"] is None else shift["most"]
            setattr(thing, field, min(max(getattr(thing, field) + shift["by"], least), most))


def simulate(plan, option, scenario, replication=0, days=None):
    """One future. Returns what every quantity was on every day, and what the future ended in."""
    drawn = sampling.draw(plan, scenario)
    luck = Luck(plan.seed, scenario, replication)
    world = World(plan, option, plan.numbers(option, drawn), drawn, luck)
    initialise(world)
    series = {name: [] for name in world.names}
    happened = set()
    for day in range(plan.days if days is None else days):
        world.day = day
        events(world, happened)
        for module in MODULES:
            module.step(world)
        for name, (thing, field) in world.names.items():
            series[name].append(getattr(thing, field))
    outputs = measures.outputs(world)
    return {"option": option, "scenario": scenario, "drawn": drawn, "series": series,
            "outputs": outputs, "succeeded": measures.succeeds(world, outputs)}
