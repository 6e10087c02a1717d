"""3.1 Initialisation: what each assumption is in a scenario.

Scenario 0 has every assumption at its central value. In scenario k >= 1 an assumption is the
quantile of its distribution at a uniform that depends on the seed, the scenario and the path of the
assumption, and on nothing else.
"""

import math

from .draws import normal_quantile
from .philox import fnv1a_64, philox4x32, uniform

STREAM = 0
WHOLE = ("persons", "days", "date", "money")
NORMAL_P95 = 1.6448536269514722  # the 95 % point of the standard normal distribution
PANELS = 512


def uniform_of(path, seed, scenario):
    entity = fnv1a_64(path)
    w0, w1, _, _ = philox4x32((entity & 0xFFFFFFFF, STREAM, entity >> 32, 0), (seed, scenario))
    return uniform(w1, w0)


def triangular(low, mode, high, u):
    if high <= low:
        return low
    if u < (mode - low) / (high - low):
        return low + math.sqrt(u * (high - low) * (mode - low))
    return high - math.sqrt((1 - u) * (high - low) * (high - mode))


def pert(low, mode, high, u):
    """A beta distribution on [low, high], summed over midpoints of equal panels and linear in each:
    this rule, not the exact quantile, is the definition."""
    if high <= low:
        return low
    a = 1 + 4 * (mode - low) / (high - low)
    b = 1 + 4 * (high - mode) / (high - low)
    middles = [(i + 0.5) / PANELS for i in range(PANELS)]
    panels = [math.exp((a - 1) * math.log(t) + (b - 1) * math.log(1 - t)) for t in middles]
    wanted, below = u * sum(panels), 0.0
    for i, panel in enumerate(panels):
        if below + panel >= wanted:
            return low + (high - low) * (i + (wanted - below) / panel) / PANELS
        below += panel
    return high


def normal(low, high, u):
    """`low` and `high` are the 5 % and 95 % points."""
    return 0.5 * (low + high) + (high - low) / (2 * NORMAL_P95) * normal_quantile(u)


def discrete(values, weights, u):
    below = 0.0
    for value, weight in zip(values, weights):
        below += weight
        if u * sum(weights) < below:
            return value
    return values[-1]


def quantile(assumption, u):
    low, mode, high = assumption["low"], assumption["value"], assumption["high"]
    shape = assumption["distribution"]
    if shape == "uniform":
        return low + u * (high - low)
    if shape == "triangular":
        return triangular(low, mode, high, u)
    if shape == "pert":
        return pert(low, mode, high, u)
    if shape == "normal":
        return normal(low, high, u)
    if shape == "lognormal":
        return math.exp(normal(math.log(low), math.log(high), u))
    return discrete(assumption["values"], assumption["weights"], u)


def draw(plan, scenario):
    """The values of all assumptions, in the order of the plan's list."""
    drawn = []
    for assumption in plan.compiled["assumptions"]:
        value = assumption["value"]
        if scenario > 0:
            value = quantile(assumption, uniform_of(assumption["path"], plan.seed, scenario))
            if assumption["least"] is not None:
                value = max(value, assumption["least"])
            if assumption["most"] is not None:
                value = min(value, assumption["most"])
            if assumption["kind"] in WHOLE:
                value = float(math.floor(value + 0.5))
        drawn.append(value)
    return drawn
