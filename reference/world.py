"""1.2 Entities and state: every quantity of a future, under the names of the plan reference.

The world is small objects with fields. `names` leads from the name of a quantity ("area.rafah.
fighters") to its object and field, for expressions and for the daily record.
"""

import math
from types import SimpleNamespace

from .expressions import compile_expression
from .plan import LINES

WHOLE_WORLD = {
    "hostilities": ("war ceasefire days_since_ceasefire first_ceasefire relapses hazard"),
    "finance": "cost billed unfunded",
    "forces": ("deployed peak_force effective_force effective_per_1000 foreign_per_1000"
               " local_share requirement force_ready ready_day first_deployed"),
    "security": ("incidents_30d incidents_per_100k civilian_deaths force_deaths"
                 " force_deaths_today fighters"),
    "population": "legitimacy",
    "governance": "authority services",
    "relief": ("trucks food_met water_met undernourishment mortality residents displaced returned"
               " dead excess_deaths born departed housing"),
}

AREA = ("effective per_1000 foreign_per_1000 rate incidents incidents_30d incidents_per_100k"
        " civilian_deaths force_deaths fighters collateral safety quality autonomy dignity"
        " legitimacy services access settled sheltering away present stock food_met water_met"
        " shelter_met needs_met undernourishment mortality housing")

FORCE = ("pledged preparing vetting vetted training field ready deployed rotating withdrawn left"
         " lost recruited graduates effective")

CONTRIBUTION = "pledged preparing ready deployed rotating withdrawn lost withdrawing"


def entity(fields, **more):
    return SimpleNamespace(**{field: 0.0 for field in fields.split()}, **more)


class World:
    """The state of one future of one option, with the plan and the numbers it runs on."""

    def __init__(self, plan, option, numbers, drawn, luck):
        self.plan = plan
        self.option_id = option
        self.option = plan.options[option]
        self.numbers = numbers
        self.drawn = drawn
        self.luck = luck
        self.day = 0
        self.names = {}
        self.make_state()
        self.make_expressions()

    # ---- state ------------------------------------------------------------------------------

    def keep(self, prefix, thing, fields):
        for field in fields.split():
            self.names[prefix + field] = (thing, field)
        return thing

    def make_state(self):
        plan = self.plan
        for module, fields in WHOLE_WORLD.items():
            setattr(self, module, self.keep("", entity(fields), fields))
        self.hostilities.war_ends = 0
        self.aims_met = {p: self.one("aims_met.%s" % p, "met") for p in plan.parties}
        self.outcome = {i: self.one("outcome.%s" % i, "outcome") for i in plan.issues}
        self.stance = {}
        for party in plan.parties:
            for issue in plan.issues:
                self.stance[party, issue] = self.one("party.%s.%s" % (party, issue), "position",
                                                     "open")
        self.condition = {c: self.one("condition.%s" % c, "met", "first_met", streak=0)
                          for c in plan.conditions}
        for condition in plan.conditions:
            self.names.setdefault(condition, self.names["condition.%s" % condition])
        self.make_money()
        self.make_forces()
        self.area = {a: self.keep("area.%s." % a, entity(AREA), AREA) for a in plan.areas}
        self.measure = {m: self.keep("measure.%s." % m, entity("value"), "value")
                        for m in plan.measures}

    def one(self, name, first, *others, **hidden):
        """An entity whose first field bears the name of the entity itself."""
        thing = entity(" ".join((first,) + others), **hidden)
        self.names[name] = (thing, first)
        for field in others:
            self.names["%s.%s" % (name, field)] = (thing, field)
        return thing

    def make_money(self):
        fields = "paid appropriated balance paying"
        self.sponsor = {s: self.keep("sponsor.%s." % s, entity(fields, ready_since=None), fields)
                        for s in self.plan.sponsors}
        self.bill = {l: self.keep("bill.%s." % l, entity("due"), "due") for l in LINES}
        fields = "paid unfunded arrears arrears_days funded"
        self.line = {l: self.keep("line.%s." % l, entity(fields), fields) for l in LINES}
        self.ledger = {(s, l): self.one("ledger.%s.%s" % (s, l), "paid")
                       for s in self.plan.sponsors for l in LINES}

    def make_forces(self):
        self.force = {f: self.keep("force.%s." % f, entity(FORCE), FORCE)
                      for f in self.plan.forces}
        self.contribution = {
            (f, c): self.keep("contribution.%s.%s." % (f, c), entity(CONTRIBUTION), CONTRIBUTION)
            for f, c in self.plan.contributions}
        self.post = {(f, a): self.one("post.%s.%s" % (f, a), "personnel")
                     for f in self.plan.forces for a in self.plan.areas}

    # ---- expressions ------------------------------------------------------------------------

    def look_up(self, name):
        if name in ("day", "date"):
            return lambda: float(self.day)
        if name.startswith("plan."):
            return self.number_at(name[len("plan."):])
        thing, field = self.names[name]
        return lambda: getattr(thing, field)

    def number_at(self, path):
        def value():
            tree = self.numbers
            for key in path.split("."):
                tree = tree[key]
            return tree
        return value

    def compile(self, text):
        return compile_expression(text, self.look_up, self.plan.start, self.plan.currency)

    def make_expressions(self):
        plan = self.plan
        self.opens_when = {k: self.compile(s["opens_when"]) for k, s in plan.stances.items()}
        self.condition_when = {c: self.compile(d["when"]) for c, d in plan.conditions.items()}
        self.withdraws_when = {k: self.compile(c["withdraws_when"])
                               for k, c in plan.contributions.items()}
        self.deploys_when = {f: self.compile(d["deploys_when"]) for f, d in plan.forces.items()}
        self.training_starts_when = {f: self.compile(d["training_starts_when"])
                                     for f, d in plan.forces.items()}
        self.authority_from = self.compile(self.option["authority_from"])
        self.phases = [(p["area"], self.compile(p["when"])) for p in self.option["phases"]]
        self.open_when = {c: self.compile(d["open_when"]) for c, d in plan.crossings.items()}
        self.amnesty = self.compile(plan.compiled["amnesty"])
        self.reconstruction_starts = self.compile(plan.compiled["reconstruction_starts"])
        self.event_when = [self.compile(e["when"]) for e in plan.compiled["events"]]
        self.measure_of = {m: self.compile(d["of"]) for m, d in plan.measures.items()}

    # ---- shorthands -------------------------------------------------------------------------

    def forces_used(self):
        """Forces of the option, in the order of their ids."""
        return [f for f in self.plan.forces if f in self.option["forces"]]

    def by_population(self, field):
        """Mean of a quantity of areas, weighted by the persons present."""
        present = sum(area.present for area in self.area.values())
        return sum(area.present * getattr(area, field)
                   for area in self.area.values()) / max(present, 1)


def holds(expression, otherwise=True):
    """Whether an expression is true; `otherwise` where the plan gives none."""
    return otherwise if expression is None else expression() != 0


def whole_persons(x):
    """Whole persons of a product that may fall short of a whole number by a rounding."""
    return math.floor(x + 1e-9)
