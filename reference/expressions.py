"""The expressions of a plan: docs/plan-reference.md and docs/model, "Expressions".

    or, and, not, comparisons, + and -, * and /, sign: from loosest to tightest.

Truth is 1, falsehood 0. A date is a day number counted from the plan's start, a duration is in
days, money in cents.
"""

import datetime
import math
import operator
import re

DURATIONS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30.4375, "months": 30.4375,
             "year": 365.25, "years": 365.25}
MULTIPLES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}

TOKEN = re.compile(
    r"\s*(?:(?P<date>\d{4}-\d{2}-\d{2})(?![\w.])"
    r"|(?P<number>\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+)"
    r"|(?P<name>[A-Za-z_][\w.]*)"
    r"|(?P<sign><=|>=|==|!=|[-+*/<>(),%]))")

COMPARISONS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
               "==": operator.eq, "!=": operator.ne}


def tokens_of(text):
    tokens, at = [], 0
    while at < len(text.rstrip()):
        match = TOKEN.match(text, at)
        if not match:
            raise ValueError("expression: cannot read %r" % text[at:])
        kind = match.lastgroup
        tokens.append((kind, match.group(kind)))
        at = match.end()
    return tokens


class Parser:
    """Turns text into a function without arguments. `look_up(name)` gives such a function for a
    quantity, a parameter (plan.PATH) or the day."""

    def __init__(self, text, look_up, start, currency):
        self.tokens = tokens_of(text)
        self.at = 0
        self.look_up = look_up
        self.start = start
        self.currency = currency

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else (None, None)

    def take(self, *words):
        kind, word = self.peek()
        if kind in ("name", "sign") and word in words:
            self.at += 1
            return word
        return None

    def expression(self):
        left = self.conjunction()
        while self.take("or"):
            left = self.either(left, self.conjunction())
        return left

    @staticmethod
    def either(a, b):
        return lambda: 1.0 if a() != 0 or b() != 0 else 0.0

    @staticmethod
    def both(a, b):
        return lambda: 1.0 if a() != 0 and b() != 0 else 0.0

    def conjunction(self):
        left = self.negation()
        while self.take("and"):
            left = self.both(left, self.negation())
        return left

    def negation(self):
        if self.take("not"):
            inner = self.negation()
            return lambda: 1.0 if inner() == 0 else 0.0
        return self.comparison()

    def comparison(self):
        left = self.sum()
        sign = self.take(*COMPARISONS)
        if not sign:
            return left
        right, compare = self.sum(), COMPARISONS[sign]
        return lambda: 1.0 if compare(left(), right()) else 0.0

    def sum(self):
        left = self.product()
        while True:
            sign = self.take("+", "-")
            if not sign:
                return left
            left = self.binary(operator.add if sign == "+" else operator.sub, left,
                               self.product())

    def product(self):
        left = self.signed()
        while True:
            sign = self.take("*", "/")
            if not sign:
                return left
            left = self.binary(operator.mul if sign == "*" else operator.truediv, left,
                               self.signed())

    @staticmethod
    def binary(function, a, b):
        return lambda: function(a(), b())

    def signed(self):
        if self.take("-"):
            inner = self.signed()
            return lambda: -inner()
        return self.value()

    def value(self):
        kind, word = self.peek()
        self.at += 1
        if kind == "sign" and word == "(":
            inner = self.expression()
            assert self.take(")"), "expected )"
            return inner
        if kind == "date":
            day = (datetime.date.fromisoformat(word) - self.start).days
            return lambda: float(day)
        if kind == "number":
            return self.number(float(word))
        assert kind == "name", "expected a value"
        if word in ("true", "false"):
            return lambda: 1.0 if word == "true" else 0.0
        if word in ("min", "max", "abs"):
            return self.call(word)
        return self.look_up(word)

    def call(self, word):
        arguments = []
        assert self.take("("), "expected ("
        while not self.take(")"):
            arguments.append(self.expression())
            self.take(",")
        function = {"min": min, "max": max, "abs": abs}[word]
        return lambda: function(*[argument() for argument in arguments])

    def number(self, value):
        """A number with the unit behind it."""
        if self.take("%"):
            value = value / 100
        else:
            duration = self.take(*DURATIONS)
            multiple = None if duration else self.take(*MULTIPLES)
            if duration:
                value = math.floor(value * DURATIONS[duration] + 0.5)
            if multiple:
                value = value * MULTIPLES[multiple]
            if self.take(self.currency):
                value = math.floor(value * 100 + 0.5)
            self.take("persons", "people")
        value = float(value)
        return lambda: value


def compile_expression(text, look_up, start, currency):
    """A function without arguments; None where the plan gives no expression."""
    if text is None:
        return None
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip()):
        text = "date >= " + text  # a date alone: from that date on
    parser = Parser(text, look_up, start, currency)
    function = parser.expression()
    if parser.at != len(parser.tokens):
        raise ValueError("expression: cannot read all of %r" % text)
    return function
