"""3.3 Hostilities: war, ceasefire, war coming back; war aims."""

import math

from .draws import RELAPSE
from .plan import date_or_never

DAYS_A_YEAR = 365.25


def hazard(world):
    """The hazard of war coming back, per day. Base: Collier, Hoeffler & Soderbom (2008);
    protection: Fortna (2004, 2008)."""
    p = world.numbers["hostilities"]
    horizon = 0.5
    if world.plan.horizon is not None:
        horizon = world.outcome[world.plan.horizon].outcome / 100
    v = world.security.incidents_per_100k
    rho = world.forces.effective_per_1000
    vacuum = 1 - world.governance.authority
    return (p["relapse_base"] / DAYS_A_YEAR
            * max(v / p["v_ref"], 1) ** p["k_violence"]
            * math.exp(p["k_grievance"] * (0.5 - world.population.legitimacy)
                       + p["k_horizon"] * (0.5 - horizon)
                       + p["k_vacuum"] * vacuum)
            * max(1 - p["relapse_protection"], 1e-12) ** min(rho / p["rho_ref"], 1))


def aims_met(world, party):
    """Whether the party holds its war aims to be met today."""
    p = world.numbers["hostilities"]
    aim = p["aims"][party]
    if aim["after_ceasefire"] is None:
        return world.day >= date_or_never(aim["met"])
    first = world.hostilities.first_ceasefire
    ceasefire = first if first >= 0 else date_or_never(p["ends"])
    return world.day >= ceasefire + aim["after_ceasefire"]


def step(world):
    s, p = world.hostilities, world.numbers["hostilities"]
    a, b = world.luck.draw(world.day, RELAPSE, 0)
    today = hazard(world)
    if s.ceasefire:
        if a < 1 - math.exp(-today):
            s.ceasefire = 0.0
            s.relapses += 1
            s.war_ends = world.day + math.floor(-p["relapse_length"] * math.log(b)) + 1
    elif world.day >= max(date_or_never(p["ends"]), s.war_ends):
        s.ceasefire = 1.0
        s.days_since_ceasefire = -1
        if s.first_ceasefire < 0:
            s.first_ceasefire = world.day
    s.war = 1 - s.ceasefire
    s.hazard = today if s.first_ceasefire >= 0 else 0.0
    s.days_since_ceasefire = s.days_since_ceasefire + 1 if s.ceasefire else -1
    for party in world.plan.parties:
        world.aims_met[party].met = 1.0 if aims_met(world, party) else 0.0
