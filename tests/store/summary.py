"""Compares a summary with a study that kept every future of the same plan and settings.

Oracle: Python's own arithmetic over the rows. Counts, least and greatest, sums, sums of squares, sums of
differences and every bin must be equal, sums as fractions without rounding; math.fsum must give what the
exact sum rounds to; quantiles of type 7 over the rows must be within half a bin of what `compare` tells of
the summary, and exact where all values are on edges of bins.

usage: summary.py ROWS.bh SUMMARY.bh ROWS.json SUMMARY.json      (the last two: compare --json)
"""

import json
import math
import sqlite3
import sys
from collections import Counter
from fractions import Fraction

BINS = 1024
ERROR = 0.5 / BINS
failures = 0


def expect(words, is_good, detail=""):
    global failures
    print(("ok " if is_good else "not ok ") + words)
    if not is_good:
        print(f"# {detail}")
        failures += 1


def exact(text):
    """The number a sum is written as."""
    digits, exponent = text.split("p")
    return Fraction(int(digits, 16)) * Fraction(2) ** int(exponent)


def counts(blob):
    """The numbers of a LEB128 list."""
    out, value, shift = [], 0, 0
    for byte in blob:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            out.append(value)
            value = shift = 0
    return out


def bin_of(x):
    """(low, number) of the bin x falls into."""
    if x == 0 or math.isinf(x):
        return (x, 0)
    mantissa, exponent = math.frexp(abs(x))  # 0.5 <= mantissa < 1
    low = math.copysign(math.ldexp(0.5, exponent), x)
    return (low, int((2 * mantissa - 1) * BINS))


def meets(relation, goal, x):
    return [True, x >= goal, x <= goal, x > goal, x < goal][relation]


def quantile(values, p):
    """Type 7 of Hyndman and Fan."""
    x = sorted(values)
    h = (len(x) - 1) * p
    k = int(h)
    return x[k] if h == k or x[k] == x[min(k + 1, len(x) - 1)] else x[k] + (h - k) * (x[k + 1] - x[k])


class Rows:
    def __init__(self, path):
        self.db = sqlite3.connect(path)
        self.outputs = [
            row for row in self.db.execute("SELECT id, goal_relation, goal_value FROM output ORDER BY number")
        ] + [("success", 0, 0.0)]
        self.n_options = self.db.execute("SELECT count(*) FROM option").fetchone()[0]

    def column(self, option, output):
        """{(scenario, replication): value} of futures that ran."""
        name = '"' + output.replace('"', '""') + '"'
        return {
            (s, r): float(x)
            for s, r, x in self.db.execute(
                f"SELECT scenario, replication, {name} FROM future WHERE option = ? AND status = 0", (option,)
            )
        }


def check_column(rows, summary, option, output, relation, goal):
    values = list(rows.column(option, output).values())
    finite = [x for x in values if math.isfinite(x)]
    row = summary.execute(
        "SELECT finite, met, low, high, sum, squares FROM summed WHERE option = ? AND output = ?", (option, output)
    ).fetchone()
    wanted = (
        len(finite),
        sum(meets(relation, goal, x) for x in values),
        min(finite, default=math.inf),
        max(finite, default=-math.inf),
    )
    total, squares = exact(row[4]), exact(row[5])
    same = (
        row[:4] == wanted
        and total == sum(map(Fraction, finite))
        and float(total) == math.fsum(finite)
        and squares == sum(Fraction(x) ** 2 for x in finite)
    )
    bins = {
        (low, i): n
        for low, blob in summary.execute(
            "SELECT low, counts FROM bin WHERE option = ? AND output = ?", (option, output)
        )
        for i, n in enumerate(counts(blob))
        if n > 0
    }
    return same, bins == dict(Counter(map(bin_of, values)))


def check_pair(rows, summary, option, minus, output):
    a, b = rows.column(option, output), rows.column(minus, output)
    d = [a[k] - b[k] for k in a if k in b and math.isfinite(a[k]) and math.isfinite(b[k])]
    n, total, squares = summary.execute(
        "SELECT n, sum, squares FROM difference WHERE option = ? AND minus = ? AND output = ?", (option, minus, output)
    ).fetchone()
    return (
        n == len(d)
        and exact(total) == sum(map(Fraction, d))
        and exact(squares) == sum(Fraction(x) ** 2 for x in d)
    )


def near(a, b, share):
    """Equal but for a share of the greater; null stands for never and unknown."""
    if a is None or b is None:
        return a is b
    return a == b or abs(a - b) <= share * max(abs(a), abs(b))


def compare_estimates(a, b, scale):
    """Largest disagreement of value, low and high, as a share of `scale`."""
    worst = 0.0
    for key in ("value", "low", "high"):
        if (a[key] is None) != (b[key] is None):
            return math.inf
        if a[key] is not None:
            worst = max(worst, abs(a[key] - b[key]) / (scale or 1.0))
    return worst


def check_told(rows, told_rows, told_summary):
    """What compare tells of both."""
    worst, far, inexact = 0.0, [], 0
    same = True
    for option, (a, b) in enumerate(zip(told_rows["options"], told_summary["options"])):
        for key in ("id", "futures", "failed", "success"):
            same = same and a[key] == b[key]
        worst = max(worst, compare_estimates(a["in_time"], b["in_time"], 1.0))  # rows count by a rounded mean
        worst = max(worst, compare_estimates(a["success_difference"], b["success_difference"], 1.0))
        for output, x in a["outputs"].items():
            y = b["outputs"][output]
            same = same and all(x[k] == y[k] for k in ("n", "n_pairs", "reached", "met"))
            scale = max((abs(v) for v in (x["q05"], x["q95"], x["mean"]["value"]) if v is not None), default=1.0)
            for key in ("mean", "difference"):
                worst = max(worst, compare_estimates(x[key], y[key], scale))
            values = list(rows.column(option, output).values())
            on_edge = all(math.isinf(v) or bin_edge(v) for v in values)
            for key, p in (("q05", 0.05), ("median", 0.5), ("q95", 0.95)):
                wanted = quantile(values, p)
                wanted = None if math.isinf(wanted) else wanted
                inexact += not on_edge
                if not near(wanted, y[key], 0 if on_edge else ERROR * (1 + 1e-12)):
                    far.append((a["id"], output, key, wanted, y[key]))
    expect("compare tells the same counts and shares", same)
    expect("means, differences and intervals are those of the rows to 12 digits", worst < 1e-12, worst)
    expect("quantiles are within half a bin, exact where values are on edges", not far and inexact > 0, far[:5])
    print(f"# means, differences, intervals: largest disagreement {worst:.1e} of the spread")


def bin_edge(x):
    low, i = bin_of(x)
    return low == 0 or low * (1 + i / BINS) == x


def main():
    rows, summary = Rows(sys.argv[1]), sqlite3.connect(sys.argv[2])
    with open(sys.argv[3]) as a, open(sys.argv[4]) as b:
        told = json.load(a), json.load(b)
    wrong, wrong_bins, wrong_pairs, n = [], [], [], 0
    for option in range(rows.n_options):
        ran, failed = (
            rows.db.execute("SELECT count(*) FROM future WHERE option = ? AND status = ?", (option, s)).fetchone()[0]
            for s in (0, 1)
        )
        if summary.execute("SELECT ran, failed FROM counted WHERE option = ?", (option,)).fetchone() != (ran, failed):
            wrong.append((option, "counted"))
        for output, relation, goal in rows.outputs:
            same, same_bins = check_column(rows, summary, option, output, relation, goal)
            n += 1
            wrong += [] if same else [(option, output)]
            wrong_bins += [] if same_bins else [(option, output)]
            wrong_pairs += [
                (option, minus, output)
                for minus in range(option)
                if not check_pair(rows, summary, option, minus, output)
            ]
    expect(f"counts, extremes and exact sums of {n} columns", not wrong, wrong[:5])
    expect("every bin of them", not wrong_bins, wrong_bins[:5])
    expect("differences of every pair of options", not wrong_pairs, wrong_pairs[:5])
    check_told(rows, *told)
    sys.exit(failures > 0)


main()
