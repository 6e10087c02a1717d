"""3.4 Politics: parties bargain over issues."""

import math

from .draws import DRIFT, normal_quantile
from .philox import fnv1a_32
from .world import holds


def weight(world, party, issue):
    """Means of influence, raised to an exponent, times the share spent on the issue."""
    p = world.numbers["parties"][party]
    exponent = world.numbers["politics"]["power_exponent"]
    return p["capability"] ** exponent * p["stances"][issue]["salience"]


def choice(stakes, temperature):
    """Probabilistic choice among the positions on the table; kin of KTAB's probabilistic
    Condorcet election. `stakes` are pairs of weight and position."""
    total = sum(w for w, _ in stakes)
    positions = sorted({x for _, x in stakes})
    support = [-sum(w * abs(y - x) for w, x in stakes) / total for y in positions]
    best = max(support)
    odds = [math.exp((u - best) / temperature) for u in support]
    return sum(q * y for q, y in zip(odds, positions)) / sum(odds)


def mean(stakes):
    return sum(w * x for w, x in stakes) / sum(w for w, _ in stakes)


def median(stakes):
    """The least position with at least half of the weight at or below it."""
    half = sum(w for w, _ in stakes) / 2
    for _, y in sorted(stakes, key=lambda stake: stake[1]):
        if sum(w for w, x in stakes if x <= y) >= half:
            return y
    raise AssertionError("weights do not add up")


def outcome(world, stakes):
    rule = world.plan.compiled["rule"]
    if rule == "choice":
        return choice(stakes, world.numbers["politics"]["temperature"])
    if rule == "mean":
        return mean(stakes)
    if rule == "median":
        return median(stakes)
    raise NotImplementedError("the reference has no rule " + rule)


def clip(x, low, high):
    return min(max(x, low), high)


def is_open(world, party, issue):
    stance = world.numbers["parties"][party]["stances"][issue]
    return stance["open"] != 0 or holds(world.opens_when[party, issue])


def bargain(world, issue):
    """One round on one issue."""
    p = world.numbers["politics"]
    round_days = world.plan.issues[issue]["round"]
    parties = [q for q in world.plan.parties if (q, issue) in world.plan.stances]
    for q in parties:
        world.stance[q, issue].open = 1.0 if is_open(world, q, issue) else 0.0
    at_table = [q for q in parties if world.stance[q, issue].open]
    stakes = [(weight(world, q, issue), world.stance[q, issue].position) for q in at_table]
    stakes = [(w, x) for w, x in stakes if w > 0]
    if not stakes:
        return
    result = outcome(world, stakes)
    world.outcome[issue].outcome = result
    for q in at_table:
        numbers = world.numbers["parties"][q]["stances"][issue]
        stance = world.stance[q, issue]
        u, _ = world.luck.draw(world.day, DRIFT, fnv1a_32(q) + 31 * fnv1a_32(issue))
        drift = normal_quantile(u) * p["drift"] * math.sqrt(round_days / 30)
        concession = p["concession"] * (1 - numbers["salience"]) * (result - stance.position)
        stance.position = clip(stance.position + concession + drift, numbers["limit_low"],
                               numbers["limit_high"])


def step(world):
    for issue, row in world.plan.issues.items():
        if world.day % row["round"] == 0:
            bargain(world, issue)
