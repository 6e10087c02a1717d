"""3.12 Measures: the numbers a future ends in."""

import math
import operator

RELATIONS = {">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt}


def take(world, m):
    """Takes one measure on one day of its window."""
    row, measure = world.plan.measures[m], world.measure[m]
    x = world.measure_of[m]()
    measure.seen += 1
    kind = row["take"]
    if kind == "mean":
        measure.value += (x - measure.value) / measure.seen
    elif kind == "total":
        measure.value += x
    elif kind == "minimum":
        measure.value = x if measure.seen == 1 else min(measure.value, x)
    elif kind == "maximum":
        measure.value = x if measure.seen == 1 else max(measure.value, x)
    elif kind == "end":
        if world.day == world.plan.days - 1:
            measure.value = x
    elif kind == "at":
        if world.day == row["at"]:
            measure.value = x
    else:
        compare(world, measure, row, x)


def compare(world, measure, row, x):
    it_holds = RELATIONS[row["relation"]](x, row["threshold"])
    measure.streak = measure.streak + 1 if it_holds else 0
    if row["take"] == "first":
        if it_holds and measure.value == math.inf:
            measure.value = float(world.day)
    elif row["take"] == "longest":
        measure.value = max(measure.value, float(measure.streak))
    elif it_holds:
        measure.value += 1


def initialise(world):
    for m, row in world.plan.measures.items():
        world.measure[m].seen = 0
        world.measure[m].streak = 0
        world.measure[m].value = math.inf if row["take"] == "first" else 0.0


def step(world):
    for m, row in world.plan.measures.items():
        if row["from"] <= world.day <= row["to"]:
            take(world, m)


def day_or_never(day):
    return math.inf if day < 0 else day


def outputs(world):
    """What a future ends in: the plan's measures, then built-in ones."""
    ready = day_or_never(world.forces.ready_day)
    due = world.numbers["options"][world.option_id]["due"]
    result = {m: world.measure[m].value for m in world.plan.measures}
    result["ready_day"] = ready
    result["in_time"] = 1.0 if ready < math.inf and ready <= (math.inf if due is None else due) \
        else 0.0
    result["cost"] = world.finance.cost
    result["unfunded"] = world.finance.unfunded
    result["relapses"] = world.hostilities.relapses
    result["civilian_deaths"] = world.security.civilian_deaths
    result["force_deaths"] = world.security.force_deaths
    result["excess_deaths"] = world.relief.excess_deaths
    result["displaced_end"] = world.relief.displaced
    result["peak_force"] = world.forces.peak_force
    for s in world.plan.sponsors:
        result["paid." + s] = world.sponsor[s].paid
    for line in world.line:
        result["cost." + line] = world.line[line].paid
    return result


def succeeds(world, values):
    """Whether every required measure meets its goal."""
    return all(RELATIONS[row["goal"]](values[m], row["goal_value"])
               for m, row in world.plan.measures.items() if row["required"])
