"""3.6 Finance: sponsors pay the bills of lines, in whole cents.

Money is held in floats that are whole; all are far below 2^53, so sums are exact.
"""

import math

from .plan import OWED, date_or_never


def whole(x):
    """The nearest whole number, halves up."""
    return float(math.floor(x + 0.5))


def appropriate(world, s):
    """Credits what is dated today; on day 0 also what is dated before."""
    for row in world.numbers["sponsors"][s].get("appropriations", {}).values():
        on = date_or_never(row["on"])
        if on == world.day or (world.day == 0 and on < 0):
            world.sponsor[s].appropriated += whole(row["amount"])
            world.sponsor[s].balance += whole(row["amount"])


def update_paying(world, s):
    """A sponsor is ready when its conditions hold and it has money; it pays `lag` days later."""
    sponsor, p = world.sponsor[s], world.numbers["sponsors"][s]
    requires = world.plan.sponsors[s]["requires"]
    ready = (all(world.condition[c].met for c in requires)
             and (sponsor.balance > 0 or p["bottomless"] != 0))
    if not ready:
        sponsor.ready_since = None
    elif sponsor.ready_since is None:
        sponsor.ready_since = world.day
    sponsor.paying = 1.0 if ready and world.day >= sponsor.ready_since + p["lag"] else 0.0


def room(world, s):
    """The most a sponsor can give now."""
    sponsor, p = world.sponsor[s], world.numbers["sponsors"][s]
    balance = math.inf if p["bottomless"] != 0 else sponsor.balance
    cap = math.floor(p["max_share"] * world.finance.billed) - sponsor.paid
    return max(min(balance, cap), 0)


def pay(world, s, line, amount):
    sponsor = world.sponsor[s]
    short = max(amount - sponsor.balance, 0)  # only of a sponsor that is bottomless
    sponsor.appropriated += short
    sponsor.balance += short - amount
    sponsor.paid += amount
    world.ledger[s, line].paid += amount
    world.line[line].paid += amount
    world.finance.cost += amount


def collect(world, line, asked):
    """Sponsors give for a line, in rounds by share. Returns what was paid."""
    left = asked
    able = [s for s in world.plan.sponsors
            if line in world.plan.sponsors[s]["pays"] and world.sponsor[s].paying
            and world.numbers["sponsors"][s]["share"] > 0]
    while left > 0:
        giving = [s for s in able if room(world, s) > 0]
        shares = sum(world.numbers["sponsors"][s]["share"] for s in giving)
        if not giving:
            break
        round_left, fell_short = left, False
        for s in giving:
            wanted = math.floor(round_left / shares * world.numbers["sponsors"][s]["share"])
            given = min(wanted, room(world, s))
            fell_short = fell_short or given < wanted
            pay(world, s, line, given)
            left -= given
        if not fell_short:
            break
    for s in able:
        given = min(left, room(world, s))
        if given > 0:
            pay(world, s, line, given)
            left -= given
    return asked - left


def pay_line(world, name):
    line = world.line[name]
    due = whole(world.bill[name].due)
    world.finance.billed += due
    owed = line.arrears if name in OWED else 0.0
    paid = collect(world, name, due + owed)
    line.funded = min(1.0, paid / due) if due > 0 else 1.0
    line.unfunded += due - paid
    world.finance.unfunded += due - paid
    if name in OWED:
        line.arrears = owed + due - paid
        line.arrears_days = line.arrears / max(due, 1.0)  # of a bill of at least a cent


def step(world):
    for s in world.plan.sponsors:
        appropriate(world, s)
        update_paying(world, s)
    for name in world.plan.compiled["priority"]:
        pay_line(world, name)
