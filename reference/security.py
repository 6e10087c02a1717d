"""3.8 Security: incidents, deaths, fighters."""

import math

from .draws import CASUALTY, INCIDENT, negative_binomial, poisson
from .world import whole_persons

WINDOW = 30  # days


def background(world, a):
    """Expected incidents a day that fighters start."""
    p, area = world.numbers["security"], world.area[a]
    war = p["war_factor"] if world.hostilities.war else 1
    rho = min(area.per_1000, p["rho_saturation"])
    return (p["kappa"] * area.fighters * war
            * math.exp(-p["eta"] * rho + p["k_legitimacy"] * (0.5 - area.legitimacy)
                       + p["k_need"] * (1 - area.needs_met)))


def branching(world, to, origin):
    """B: incidents in area `to` that one incident in `origin` triggers in all. Hawkes (1971);
    Lewis et al. (2012)."""
    p, borders = world.numbers["security"], world.plan.borders
    if not borders[origin]:
        return p["branching"] if to == origin else 0.0
    if to == origin:
        return p["branching"] * (1 - p["spill"])
    return p["branching"] * p["spill"] / len(borders[origin]) if to in borders[origin] else 0.0


def rate(world, a):
    excitation = math.exp(world.numbers["security"]["beta"]) - 1
    return background(world, a) + excitation * sum(
        branching(world, a, e) * world.area[e].memory for e in world.plan.areas)


def incidents(world, a):
    """Draws the day's incidents of an area and those they kill."""
    p, area = world.numbers["security"], world.area[a]
    u, v = world.luck.of(world.day, INCIDENT, a)
    n = poisson(u, area.rate)
    area.incidents = float(n)
    deaths = p["deaths_war"] if world.hostilities.war else p["deaths"]
    killed = negative_binomial(v, n * deaths, n * p["deaths_dispersion"])
    area.civilian_deaths = float(min(killed, math.floor(area.present)))
    first_bits = world.luck.left_over(world.day, INCIDENT, a)
    rest, _ = world.luck.of(world.day, CASUALTY, a)
    u = min((first_bits + rest) / 2**24, 1 - 2.0**-53)
    density = min(area.per_1000 / world.numbers["hostilities"]["rho_ref"], 1)
    there = sum(world.post[f, a].personnel for f in world.plan.forces)
    killed = negative_binomial(u, n * p["force_deaths"] * density, n * p["force_dispersion"])
    area.force_deaths = float(min(killed, whole_persons(there)))


def window(world, a):
    """The 30-day window and the memory of excitation."""
    area = world.area[a]
    area.last_days.append(area.incidents)
    area.last_days.pop(0)
    area.incidents_30d = sum(area.last_days)
    area.incidents_per_100k = per(area.incidents_30d, area.present, 100000)
    area.memory = math.exp(-world.numbers["security"]["beta"]) * (area.memory + area.incidents)


def per(count, persons, unit):
    return count / max(persons, 1) * unit


def fighters(world, a):
    """Operations, recruitment, demobilisation: Kress & Szechtman (2009)."""
    p, area = world.numbers["security"], world.area[a]
    strikes = p["gamma"] * area.engaged
    mu = p["intelligence"] * area.legitimacy
    people = max(area.present, 1)
    f = mu + (1 - mu) * min(area.fighters / people, 1)
    hit = min(strikes * f, area.fighters)
    harm = strikes * (1 - f)
    area.collateral += harm - area.collateral / WINDOW
    amnesty = world.amnesty is not None and world.amnesty() != 0
    gone = p["demobilisation"] * area.fighters * area.legitimacy if amnesty else 0.0
    joined = p["recruitment"] * people * (1 - area.legitimacy) ** 2
    area.fighters = max(area.fighters + joined - hit - gone, 0.0)


def step(world):
    areas = world.plan.areas
    for a in areas:
        world.area[a].rate = rate(world, a)
    for a in areas:
        incidents(world, a)
    for a in areas:
        window(world, a)
        fighters(world, a)
    s = world.security
    s.incidents_30d = sum(world.area[a].incidents_30d for a in areas)
    s.incidents_per_100k = per(s.incidents_30d, sum(world.area[a].present for a in areas), 100000)
    s.civilian_deaths += sum(world.area[a].civilian_deaths for a in areas)
    s.force_deaths_today = sum(world.area[a].force_deaths for a in areas)
    s.force_deaths += s.force_deaths_today
    s.fighters = sum(world.area[a].fighters for a in areas)
