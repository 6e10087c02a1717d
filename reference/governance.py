"""3.10 Governance: public services."""

import math

from .world import holds

DAYS_A_YEAR = 365.25


def services(world, a):
    p, area = world.numbers["governance"], world.area[a]
    funded = world.line["civil_service"].funded
    area.access = math.exp(-area.incidents_per_100k / p["v_access"])
    k = area.services
    grown = p["growth"] * funded * area.access * world.governance.authority * (1 - k)
    lost = (p["decay_violence"] * (1 - area.access) + p["decay_pay"] * (1 - funded)) * k
    area.services = min(max(k + grown - lost, 0.0), 1.0)


def step(world):
    s = world.governance
    present = world.option["has_authority"] and holds(world.authority_from)
    s.authority = 1.0 if present else 0.0
    for a in world.plan.areas:
        services(world, a)
    s.services = world.by_population("services")
    residents = sum(world.area[a].present for a in world.plan.areas)
    cost = world.numbers["costs"]["civil_service"] / DAYS_A_YEAR
    world.bill["civil_service"].due = s.authority * residents * cost
