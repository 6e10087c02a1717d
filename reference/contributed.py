"""3.7 Forces, contributed: who pledges, prepares, deploys, rotates, withdraws."""

import math

from .draws import TOUR
from .world import holds, whole_persons

STAGES = ("pledged", "preparing", "ready", "deployed", "rotating", "withdrawn", "lost")


def of_force(world, f):
    return [(c, world.contribution[f, c]) for g, c in world.plan.contributions if g == f]


def sum_up(world, f):
    force = world.force[f]
    for stage in STAGES:
        setattr(force, stage, sum(getattr(unit, stage) for _, unit in of_force(world, f)))
    force.planned = sum(unit.planned for _, unit in of_force(world, f))


def initialise(world, f):
    for c, unit in of_force(world, f):
        unit.pledged = unit.strength = world.numbers["forces"][f]["contributions"][c]["strength"]
        unit.ready_on = unit.tour_ends = None
        unit.going_home = False
        unit.planned = 0.0
    sum_up(world, f)


def prepare(world, f, c, unit):
    p = world.numbers["forces"][f]["contributions"][c]
    requires = world.plan.contributions[f, c]["requires"]
    if unit.pledged > 0 and all(world.condition[r].met for r in requires):
        unit.preparing, unit.pledged = unit.pledged, 0.0
        unit.ready_on = world.day + p["lead_time"]
    if unit.ready_on is not None and world.day >= unit.ready_on:
        unit.ready += unit.preparing
        unit.preparing = 0.0
        unit.ready_on = None


def deploy(world, f, c, unit):
    funded = min(world.line["equipment"].funded, world.line["personnel"].funded)
    n = whole_persons(min(unit.planned, unit.ready) * funded)
    if not holds(world.deploys_when[f]):
        n = 0
    if n > 0 and unit.tour_ends is None and not unit.going_home:
        unit.tour_ends = world.day + world.numbers["forces"][f]["contributions"][c]["tour"]
    unit.ready -= n
    unit.deployed += n


def leave(world, unit, stage):
    """Goes home over `withdrawal` days, in whole persons."""
    a_day = math.floor(unit.strength / world.numbers["deployment"]["withdrawal"]) + 1
    n = min(a_day, unit.deployed)
    unit.deployed -= n
    setattr(unit, stage, getattr(unit, stage) + n)


def end_tour(world, f, c, unit):
    p = world.numbers["forces"][f]["contributions"][c]
    a, _ = world.luck.of(world.day, TOUR, f + "/" + c)
    if unit.tour_ends is None or world.day < unit.tour_ends or unit.going_home:
        return
    if a < p["renewal"]:
        unit.tour_ends += p["tour"]
    else:
        unit.going_home, unit.tour_ends = True, None


def withdraw(world, f, c, unit):
    if unit.withdrawing or not holds(world.withdraws_when[f, c], otherwise=False):
        return
    unit.withdrawing = 1.0
    unit.withdrawn += unit.pledged + unit.preparing + unit.ready + unit.rotating
    unit.pledged = unit.preparing = unit.ready = unit.rotating = 0.0


def plan_deployment(world, f, unit):
    unit.planned = 0.0
    if holds(world.deploys_when[f]) and not unit.withdrawing and not unit.going_home:
        unit.planned = min(unit.ready, world.lift_left)
        world.lift_left -= unit.planned


def step(world, f):
    for c, unit in of_force(world, f):
        deploy(world, f, c, unit)
        withdraw(world, f, c, unit)
        end_tour(world, f, c, unit)
        if unit.withdrawing:
            leave(world, unit, "withdrawn")
        elif unit.going_home:
            leave(world, unit, "rotating")
            if unit.deployed == 0:
                unit.going_home = False
                unit.preparing, unit.rotating = unit.rotating, 0.0
                unit.ready_on = world.day + world.numbers["forces"][f]["contributions"][c]["gap"]
        prepare(world, f, c, unit)
        plan_deployment(world, f, unit)
    sum_up(world, f)
