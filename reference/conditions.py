"""3.5 Conditions: what must be true before other things happen."""

import re

from .world import holds


def order(plan):
    """Conditions, each after those its expression names."""
    done = []

    def visit(condition):
        words = re.findall(r"[A-Za-z_][\w.]*", plan.conditions[condition]["when"])
        for word in words:
            named = word.removeprefix("condition.").removesuffix(".first_met")
            if named in plan.conditions and named != condition and named not in done:
                visit(named)
        if condition not in done:
            done.append(condition)

    for condition in plan.conditions:
        visit(condition)
    return done


def step(world):
    for c in order(world.plan):
        condition, p = world.condition[c], world.numbers["conditions"][c]
        condition.streak = condition.streak + 1 if holds(world.condition_when[c]) else 0
        latched = world.plan.conditions[c]["latch"] and condition.met
        met = condition.streak >= max(p["for"], 1) or latched or p["given"] != 0
        condition.met = 1.0 if met else 0.0
        if met and condition.first_met < 0:
            condition.first_met = world.day
