"""3.7 Forces: losses, posting, readiness, bills; contributed.py and local.py have the two kinds."""

import math

from . import contributed, local
from .world import holds

DAYS_A_YEAR = 365.25
DAYS_A_MONTH = 30.4375


def units(world):
    """What can be deployed: contributions of contributed forces, and local forces."""
    result = []
    for f in world.forces_used():
        if world.plan.forces[f]["kind"] == "local":
            result.append((f, None, world.force[f]))
        else:
            result += [(f, c, world.contribution[f, c])
                       for (g, c) in world.plan.contributions if g == f]
    return result


def strike_off(world):
    """Yesterday's losses, in proportion to deployed strength, in whole persons: each
    unit in turn bears its part of what is left."""
    lost = sum(area.force_deaths for area in world.area.values())
    everybody = [unit for _, _, unit in units(world)]
    strength = sum(unit.deployed for unit in everybody)
    for unit in everybody:
        part = lost * unit.deployed / strength if strength > 0 else 0.0
        unit.killed = min(math.floor(part + 0.5), unit.deployed)
        strength -= unit.deployed
        lost -= unit.killed
        unit.deployed -= unit.killed
        unit.lost += unit.killed


def weights(world):
    """The areas' weights in the option's allocation."""
    kind = world.option["allocation"]
    areas = world.area
    if kind == "incidents":
        return {a: area.incidents_30d + 1 for a, area in areas.items()}
    if kind == "shares":
        return {a: world.numbers["areas"][a]["allocation"] for a in areas}
    if kind == "phases":
        is_open = {a for a, when in world.phases if holds(when)}
        return {a: area.present if a in is_open else 0.0 for a, area in areas.items()}
    return {a: area.present for a, area in areas.items()}


def post(world):
    """Spreads deployed persons over areas; effective personnel there."""
    weight = weights(world)
    for a, area in world.area.items():
        area.effective = area.engaged = area.foreign = 0.0
        for f in world.plan.forces:
            world.post[f, a].personnel = 0.0
    for force in world.force.values():
        force.effective = 0.0
    for f, c, unit in units(world):
        p = world.numbers["forces"][f]
        accepted = world.plan.areas
        task_share = 1.0
        if c is not None:
            accepted = world.plan.contributions[f, c]["areas"] or accepted
            task_share = p["contributions"][c]["task_share"]
        total = sum(weight[a] for a in accepted)
        for a in accepted:
            n = unit.deployed / total * weight[a] if total > 0 else unit.deployed / len(accepted)
            effective = n * p["readiness"] * p["effectiveness"] * task_share
            world.post[f, a].personnel += n
            world.force[f].effective += effective
            world.area[a].effective += effective
            world.area[a].engaged += effective * p["combat_share"]
            if c is not None:
                world.area[a].foreign += n
    for area in world.area.values():
        present = max(area.present, 1)
        area.per_1000 = area.effective / present * 1000
        area.foreign_per_1000 = area.foreign / present * 1000


def totals(world):
    s = world.forces
    used = world.forces_used()
    s.deployed = sum(world.force[f].deployed for f in used)
    of_local = sum(world.force[f].deployed for f in used
                   if world.plan.forces[f]["kind"] == "local")
    s.peak_force = max(s.peak_force, s.deployed)
    s.effective_force = sum(area.effective for area in world.area.values())
    residents = sum(area.present for area in world.area.values())
    s.effective_per_1000 = s.effective_force / max(residents, 1) * 1000
    s.foreign_per_1000 = (s.deployed - of_local) / max(residents, 1) * 1000
    s.local_share = of_local / s.deployed if s.deployed > 0 else 0.0
    s.requirement = world.numbers["options"][world.option_id]["requirement"] * max(residents, 1) / 1000
    s.force_ready = 1.0 if s.effective_force >= s.requirement else 0.0
    if s.force_ready and s.ready_day < 0:
        s.ready_day = float(world.day)
    if s.deployed > 0 and s.first_deployed < 0:
        s.first_deployed = float(world.day)


def bills(world):
    due = {line: 0.0 for line in ("personnel", "pay", "training", "equipment")}
    for f in world.forces_used():
        p, force = world.numbers["forces"][f], world.force[f]
        if world.plan.forces[f]["kind"] == "local":
            paid = force.training + force.field + force.ready + force.deployed
            due["pay"] += paid * p["pay"] / DAYS_A_MONTH
            due["training"] += force.training * p["training"]["cost"] / max(
                p["training"]["course"], 1)
        else:
            due["personnel"] += force.deployed * p["unit_cost"] / DAYS_A_YEAR
        due["equipment"] += force.planned * p["equipment"]
    for line, amount in due.items():
        world.bill[line].due = amount
    costs, s = world.numbers["costs"], world.forces
    world.bill["operations"].due = 0.0
    if s.deployed > 0:
        world.bill["operations"].due = (costs["operations"] + costs["operations_share"]
                                        * (due["personnel"] + due["pay"]))


def initialise(world):
    world.forces.ready_day = world.forces.first_deployed = -1.0
    for f in world.plan.forces:
        world.force[f].planned = 0.0
    for f in world.forces_used():
        if world.plan.forces[f]["kind"] == "local":
            local.initialise(world, f)
        else:
            contributed.initialise(world, f)


def step(world):
    strike_off(world)
    world.lift_left = world.numbers["deployment"]["lift_per_day"]
    for f in world.forces_used():
        if world.plan.forces[f]["kind"] == "local":
            local.step(world, f)
        else:
            contributed.step(world, f)
    post(world)
    totals(world)
    bills(world)
