"""3.7 Forces, local: candidates, vetting, course, field phase, deployed."""

import math

from .draws import LEAVING, VETTING, binomial
from .world import holds, whole_persons

DAYS_A_MONTH = 30.4375


def initialise(world, f):
    force = world.force[f]
    force.carry = force.fear_carry = 0.0
    force.in_vetting, force.in_course, force.in_field = [], [], []  # cohorts: (last day, persons)


def finished(cohorts, day):
    """Takes out the cohorts that end today."""
    n = sum(persons for ends, persons in cohorts if ends <= day)
    cohorts[:] = [(ends, persons) for ends, persons in cohorts if ends > day]
    return n


def days(x):
    return max(x, 1)


def vet(world, f, luck):
    force, p = world.force[f], world.numbers["forces"][f]
    n = finished(force.in_vetting, world.day)
    failed = binomial(luck, n, 1 - p["vetting_pass"])
    force.vetting -= n
    force.left += failed
    force.vetted += n - failed


def recruit(world, f):
    force, p = world.force[f], world.numbers["forces"][f]
    if not holds(world.training_starts_when[f]):
        return
    inside = (force.vetting + force.vetted + force.training + force.field + force.ready
              + force.deployed)
    wanted = p["recruits_per_day"] * world.population.legitimacy * world.line["pay"].funded
    force.carry += wanted
    n = math.floor(force.carry)
    force.carry -= n
    n = max(min(n, math.floor(p["target"]) - inside), 0)
    force.recruited += n
    force.vetting += n
    force.in_vetting.append((world.day + days(p["vetting"]), n))


def train(world, f, luck):
    force, p = world.force[f], world.numbers["forces"][f]
    training = p["training"]
    n = finished(force.in_course, world.day)
    failed = binomial(luck, n, training["washout"])
    force.training -= n
    force.left += failed
    force.graduates += n - failed
    force.field += n - failed
    force.in_field.append((world.day + days(training["field_phase"]), n - failed))
    if not holds(world.training_starts_when[f]):
        return
    places = min(whole_persons(training["seats"] * world.line["training"].funded),
                 whole_persons(training["trainers"] * training["trainees_per_trainer"]))
    n = min(force.vetted, max(places - force.training, 0))
    force.vetted -= n
    force.training += n
    force.in_course.append((world.day + days(training["course"]), n))


def leave(world, f):
    force, p = world.force[f], world.numbers["forces"][f]
    if force.deployed == 0:
        return
    u, _ = world.luck.of(world.day, LEAVING, f)
    chance = (p["attrition"] + p["desertion"] * (1 - world.line["pay"].funded)) / DAYS_A_MONTH
    n = binomial(u, force.deployed, min(chance, 1))
    force.fear_carry += p["fear"] * force.killed
    afraid = math.floor(force.fear_carry)
    force.fear_carry -= afraid
    n = min(n + afraid, force.deployed)
    force.deployed -= n
    force.left += n


def deploy(world, f):
    force = world.force[f]
    n = whole_persons(min(force.planned, force.ready) * world.line["equipment"].funded)
    if not holds(world.deploys_when[f]):
        n = 0
    force.ready -= n
    force.deployed += n


def step(world, f):
    force = world.force[f]
    a, b = world.luck.of(world.day, VETTING, f)
    leave(world, f)
    deploy(world, f)
    n = finished(force.in_field, world.day)
    force.field -= n
    force.ready += n
    vet(world, f, a)
    train(world, f, b)
    recruit(world, f)
    force.planned = force.ready if holds(world.deploys_when[f]) else 0.0
