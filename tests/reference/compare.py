"""Compares the engine with the reference implementation, future by future.

    python3 tests/reference/compare.py [--futures N] [--jobs N] [--first] [PLAN ...]

Oracle: reference/, which was written from docs/model alone. Wants BLUEHELM (the program) and
SOURCE_DIR (the checkout) in the environment, as the other tests do.

Compared are all values that were drawn, every daily series of every quantity (ledger entries of
sponsor and line are among them), every output and whether the future succeeds. Without --futures a
few futures of each plan are run; with it, scenarios 1 to N of every plan and option.

Counts and money must be equal. Other numbers must agree to 1e-9 of the larger of the two, or to
1e-12 of the largest value the quantity has in that future: the engine has exp and log of its own,
which differ from the C library's in the last digit, and a quantity that falls near zero by a
difference (food in stock, persons displaced) keeps the absolute error of what it fell from.
"""

import argparse
import json
import math
import multiprocessing
import os
import subprocess
import sys
import tempfile

SOURCE = os.environ.get("SOURCE_DIR", os.path.join(os.path.dirname(__file__), "..", ".."))
PROGRAM = os.path.abspath(
    os.environ.get("BLUEHELM", os.path.join(SOURCE, "build/release/bluehelm")))
sys.path.insert(0, SOURCE)

from reference.day import simulate  # noqa: E402
from reference.plan import Plan  # noqa: E402

RELATIVE = 1e-9
OF_LARGEST = 1e-12
TINY = 1e-300  # below it the engine's exp is 0

# Which futures a quick run takes: (scenario, replication). Those of Gaza and Haiti hold ends of
# tours and deaths in the force; those of the plan that uses every key hold the rest.
QUICK = {
    "plans/gaza-2024": ((9, 0),),
    "plans/haiti-2023": ((3, 0),),
    "template": ((0, 0), (2, 1)),
    "everything": ((0, 0), (1, 0), (2, 1), (4, 0), (6, 0)),
    "everything, mean": ((0, 0), (3, 0)),
    "everything, median, no horizon": ((0, 0), (5, 2)),
    "everything, large counts": ((0, 0), (3, 0)),
}
EVERYTHING = "tests/reference/everything.yaml"
VARIANTS = {  # of the plan that uses every key: what is put in the place of what
    "everything": (),
    "everything, mean": (("rule: choice", "rule: mean"),
                         ("relapse_protection: 0.7", "relapse_protection: 1"),
                         ("deploys_when: ceasefire or day >= 200", "deploys_when: true")),
    "everything, median, no horizon": (("rule: choice", "rule: median"),
                                       ("horizon: true", "horizon: false"),
                                       # nobody's home is missing, and yet there are displaced
                                       ("value: 500000, range: [300000, 900000]",
                                        "value: 2000000, range: [1500000, 2500000]"),
                                       ("displaced: 450000", "displaced: 100000"),
                                       ("present: 0\n", "present: 10000\n")),
    "everything, large counts": (("kappa: 0.0012", "kappa: 0.2"), ("kappa: 0.0009", "kappa: 0.3"),
                                 ("recruits_per_day: 61.7", "recruits_per_day: 99000"),
                                 ("target: {value: 1500, range: [300, 4000]",
                                  "target: {value: 900000, range: [300000, 999999]")),
}

# Last words of the names of quantities that are whole: persons in forces, incidents, days, truths,
# cents. The rest are real numbers.
WHOLE = set("""
    war ceasefire days_since_ceasefire first_ceasefire relapses open first_met cost billed unfunded
    paid appropriated balance paying arrears deployed peak_force force_ready ready_day
    first_deployed pledged preparing vetting vetted training field ready rotating withdrawn left
    lost recruited graduates withdrawing incidents incidents_30d civilian_deaths force_deaths
    force_deaths_today authority""".split())
WHOLE_CLASSES = ("aims_met", "condition", "ledger")


def is_whole(name):
    words = name.split(".")
    return words[0] in WHOLE_CLASSES or words[-1] in WHOLE and words[0] not in ("post", "outcome")


def run(*words, folder=None):
    return subprocess.run([PROGRAM, *words], check=True, capture_output=True, cwd=folder).stdout


def number(x):
    return math.inf if x is None else x


def agree(x, y, largest):
    return x == y or abs(x - y) <= max(RELATIVE * max(abs(x), abs(y)), OF_LARGEST * largest, TINY)


def first_difference(name, engine, reference):
    """Day and values of the first difference of a series, or None."""
    if engine == reference:
        return None
    finite = [abs(x) for x in engine if x is not None]
    largest = 0.0 if is_whole(name) else max(finite, default=0.0)
    for day, (x, y) in enumerate(zip(engine, reference, strict=True)):
        x = number(x)
        same = x == y if is_whole(name) else agree(x, y, largest)
        if not same:
            return day, x, y
    return None


def differences(engine, reference, plan):
    """Lines that tell where two futures differ, the earliest difference first."""
    found = []
    paths = [a["path"] for a in plan.compiled["assumptions"] if not a["in_override"]]
    for path, y in zip(paths, reference["drawn"]):
        x = number(engine["drawn"][path])
        if not agree(x, y, 0.0):
            found.append((-1, "assumption %s: engine %r, reference %r" % (path, x, y)))
    if set(engine["series"]) != set(reference["series"]) - set(plan.conditions):
        found.append((-1, "the quantities have other names"))
    for name, values in engine["series"].items():
        difference = first_difference(name, values, reference["series"].get(name, []))
        if difference:
            found.append((difference[0], "day %d, %s: engine %r, reference %r"
                          % (difference[0], name, *difference[1:])))
    for output in engine["outputs"]:
        x, y = number(output["value"]), reference["outputs"].get(output["id"], math.nan)
        exact = output["id"].split(".")[0] in ("paid", "cost", "unfunded", "ready_day", "in_time",
                                               "relapses", "civilian_deaths", "force_deaths",
                                               "peak_force")
        if not (x == y if exact else agree(x, y, 0.0)):
            found.append((math.inf, "output %s: engine %r, reference %r" % (output["id"], x, y)))
    if engine["succeeded"] != reference["succeeded"]:
        found.append((math.inf, "engine and reference differ on success"))
    return [line for _, line in sorted(found, key=lambda pair: pair[0])]


def compare(job):
    """One future in both. Returns lines that tell of differences, and how many values agreed."""
    path, document, option, scenario, replication = job
    engine = json.loads(run("run", path, "--json", "--option", option, "--scenario",
                            str(scenario), "--replication", str(replication)))
    plan = Plan(document)
    reference = simulate(plan, option, scenario, replication)
    return (job[0], option, scenario, replication, differences(engine, reference, plan),
            sum(len(values) for values in engine["series"].values()))


def jobs_of(name, path, futures):
    document = json.loads(run("plan", "show", path, "--json"))
    options = [option["id"] for option in document["compiled"]["options"]]
    chosen = [(k, 0) for k in range(1, futures + 1)] if futures else QUICK[name]
    if name == "everything, large counts":
        chosen = QUICK[name]  # in others areas fall to 1e-10 persons, whose shares are rounding noise
    return [(path, document, option, scenario, replication)
            for option in options for scenario, replication in chosen]


def variant(folder, name):
    with open(os.path.join(SOURCE, EVERYTHING)) as file:
        text = file.read()
    for old, new in VARIANTS[name]:
        assert old in text
        text = text.replace(old, new)
    path = os.path.join(folder, name.replace(", ", "-").replace(" ", "-") + ".yaml")
    with open(path, "w") as file:
        file.write(text)
    return path


def plans(folder, wanted):
    """Names and paths of the plans: those shipped, the one `bluehelm new` writes, and the one that
    uses every key."""
    run("new", "template", folder=folder)
    for name in QUICK:
        if wanted and name not in wanted:
            continue
        if name in VARIANTS:
            yield name, variant(folder, name)
        else:
            yield name, os.path.join(folder if name == "template" else SOURCE, name)


def widths(name, path, folder):
    """Whether studies in packs of different width give the same bytes. One future alone, which is
    what the comparison runs, cannot see a fault that lets a future change its neighbours in a pack.
    Returns 1 when they differ."""
    found = {}
    for engine in ("base", "avx2", "avx512"):
        file = os.path.join(folder, engine + ".bh")
        study = [PROGRAM, "explore", path, "--futures", "96", "--engine", engine, "--quiet",
                 "--overwrite", "--threads", "1", "--out", file]
        if subprocess.run(study, capture_output=True).returncode == 0:
            with open(file, "rb") as written:
                found[engine] = written.read()
    same = len(set(found.values())) == 1
    print("%s %s: the same bytes in packs of every width (%s)"
          % ("ok" if same else "not ok", name, ", ".join(found) or "no engine runs"), flush=True)
    return 0 if same else 1


def report(name, results, stop_at_first):
    """One line for each option. Returns how many failed."""
    failed = 0
    by_option = {}
    for result in results:
        by_option.setdefault(result[1], []).append(result)
        if stop_at_first and result[4]:
            break
    for option, rows in by_option.items():
        wrong = [row for row in rows if row[4]]
        values = sum(row[5] for row in rows)
        print("%s %s, option %s: engine and reference alike in %d futures, %d daily values"
              % ("not ok" if wrong else "ok", name, option, len(rows), values), flush=True)
        for _, _, scenario, replication, lines, _ in wrong[:3]:
            print("# %s, option %s, scenario %d, replication %d: %d differences, the first are"
                  % (name, option, scenario, replication, len(lines)))
            for line in lines[:8]:
                print("#   " + line)
        failed += bool(wrong)
    return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--futures", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--first", action="store_true", help="stop at the first difference")
    parser.add_argument("plans", nargs="*", metavar="PLAN")
    arguments = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as folder, multiprocessing.Pool(arguments.jobs) as pool:
        for name, path in plans(folder, arguments.plans):
            jobs = jobs_of(name, path, arguments.futures)
            results = pool.imap(compare, jobs) if arguments.jobs > 1 else map(compare, jobs)
            failed += report(name, results, arguments.first)
            if name in VARIANTS and not (failed and arguments.first):
                failed += widths(name, path, folder)
            if failed and arguments.first:
                break
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
