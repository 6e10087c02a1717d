"""A plan, as `bluehelm plan show --json` prints it: docs/model/plan-json.md.

Numbers come as a tree of the paths of the plan reference: plan.parameters["security"]["eta"].
"""

import datetime
import json
import math

LINES = ("relief", "personnel", "pay", "training", "equipment", "operations", "civil_service",
         "reconstruction")
OWED = ("personnel", "pay", "civil_service")  # lines of pay: what is not paid stays owed


def place(tree, path, value):
    """Puts a number at its path in a tree of numbers."""
    *folders, name = path.split(".")
    for folder in folders:
        tree = tree.setdefault(folder, {})
    tree[name] = value


class Plan:
    """What was read: `compiled` is the JSON as it came."""

    def __init__(self, document):
        self.compiled = document["compiled"]
        self.days = self.compiled["days"]
        self.seed = self.compiled["seed"]
        self.currency = self.compiled["currency"]
        self.start = datetime.date(1970, 1, 1) + datetime.timedelta(self.compiled["start"])
        self.areas = [area["id"] for area in self.compiled["areas"]]
        self.borders = {area["id"]: area["borders"] for area in self.compiled["areas"]}
        self.issues = {issue["id"]: issue for issue in self.compiled["issues"]}
        self.parties = {party["id"]: party for party in self.compiled["parties"]}
        self.stances = {(party["id"], stance["issue"]): stance
                        for party in self.compiled["parties"] for stance in party["stances"]}
        self.conditions = {c["id"]: c for c in self.compiled["conditions"]}
        self.sponsors = {s["id"]: s for s in self.compiled["sponsors"]}
        self.forces = {f["id"]: f for f in self.compiled["forces"]}
        self.contributions = {(f["id"], c["id"]): c
                              for f in self.compiled["forces"] for c in f["contributions"]}
        self.options = {o["id"]: o for o in self.compiled["options"]}
        self.crossings = {c["id"]: c for c in self.compiled["crossings"]}
        self.measures = {m["id"]: m for m in self.compiled["measures"]}
        self.horizon = next((i for i, issue in self.issues.items() if issue["horizon"]), None)

    def numbers(self, option, drawn):
        """The tree of numbers of a future: central values, what was drawn, what the option sets.
        A null is `never` for a date and `absent` for any other number; both are handled by who
        reads it."""
        tree = {}
        for path, value in self.compiled["parameters"].items():
            place(tree, path, value)
        assumptions = self.compiled["assumptions"]
        for assumption, value in zip(assumptions, drawn):
            if not assumption["in_override"]:
                place(tree, assumption["path"], value)
        for override in self.options[option]["set"]:
            place(tree, override["path"], self.override_value(override, drawn))
        return tree

    @staticmethod
    def override_value(override, drawn):
        return drawn[override["assumption"]] if "assumption" in override else override["value"]


def date_or_never(value):
    return math.inf if value is None else value


def read(path):
    with open(path) as file:
        return Plan(json.load(file))
