"""What tests/report/test_*.sh ask about documents and pages. Each function says its oracle; it prints
what is wrong and the exit code is 1 then. Wants only the standard library."""
import json
import re
import sqlite3
import subprocess
import sys


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def printed(program, *args):
    """What a command prints as JSON: the oracle for what the document holds of it."""
    return json.loads(subprocess.run([program, *args, "--json"], check=True, capture_output=True).stdout)


def wrong(words):
    print(words)
    sys.exit(1)


def same(what, found, wanted):
    if found != wanted:
        wrong(f"{what}: {str(found)[:300]} is not {str(wanted)[:300]}")


def document_of(page):
    """The document in a page, and how often the element stands there."""
    with open(page, encoding="utf-8") as file:
        text = file.read()
    found = re.findall(r'<script type="application/json" id="document">(.*?)</script>', text, re.S)
    same("documents in the page", len(found), 1)
    return found[0]


def page(path, document):
    """The page holds exactly what --json prints."""
    with open(document, encoding="utf-8") as file:
        same("document in the page", document_of(path).strip(), file.read().strip())


def says(path, member, wanted):
    """A member of the document in a page, by dots, is this JSON."""
    value = json.loads(document_of(path))
    for name in member.split("."):
        value = value[name]
    same(member, value, json.loads(wanted))


def commands(program, results, path):
    """What other commands print stands in the document unchanged."""
    document = load(path)
    for member, command in [("comparison", "compare"), ("robustness", "robust")]:
        same(member, document[member], printed(program, command, results))
    if document["obstacles"] is not None:
        same("obstacles", document["obstacles"], printed(program, "obstacles", results))
    whole = printed(program, "discover", results)
    for option in whole["options"]:
        for corner in option["corners"]:
            del corner["front"]
            for box in corner["trajectory"]:
                del box["limits"]
    same("discovery", document["discovery"], whole)


def sensitivity(program, results, path):
    """The factors kept are those among the 25 largest of some option, with the same values; intervals
    are by fewer resamples."""
    document = load(path)["sensitivity"]
    whole = printed(program, "sensitivity", results)
    wanted = set()
    for option in whole["options"]:
        factors = [f for f in option["factors"] if f["S1"]["value"] is not None]
        factors.sort(key=lambda f: -f["S1"]["value"])
        wanted |= {f["name"] for f in factors[:25]}
    for found, option in zip(document["options"], whole["options"]):
        values = {f["name"]: f["S1"]["value"] for f in option["factors"]}
        same("factors", {f["name"] for f in found["factors"]}, wanted)
        same("order", [f["name"] for f in found["factors"]], [n for n in values if n in wanted])
        same("S1", [f["S1"]["value"] for f in found["factors"]], [values[f["name"]] for f in found["factors"]])


def courses(results, path):
    """Courses are table quantile to three digits, on some of its days; the first and last among them."""
    document = load(path)
    found, db = document["courses"], sqlite3.connect(results)
    names = [name for name, in db.execute("SELECT name FROM series ORDER BY number")]
    days = [day for day, in db.execute("SELECT DISTINCT day FROM quantile ORDER BY day")]
    same("series", [s["name"] for s in found["series"]], names)
    same("first and last day", [found["days"][0], found["days"][-1]], [days[0], days[-1]])
    if not set(found["days"]) <= set(days) or len(found["days"]) > 48:
        wrong(f"days {found['days']}")
    columns = ("mean", "q05", "q25", "q50", "q75", "q95")
    for o, s, *row in db.execute(f"SELECT option, series, day, {', '.join(columns)} FROM quantile"):
        band, values = found["bands"][o][s], dict(zip(columns, row[1:]))
        if row[0] not in found["days"]:
            continue
        if band is None:
            same(f"{names[s]} on day {row[0]}", [values["mean"], values["q05"], values["q95"]], [0, 0, 0])
        for column in band or ():
            same(f"{names[s]} {column} on day {row[0]}", band[column][found["days"].index(row[0])],
                 float(f"{values[column]:.3g}"))


def lifts(program, plan, path, n):
    """The settings of an obstacle do what lifting it does. Oracle: `bluehelm obstacles`, which patches the
    parameters of failed futures, against a study of the plan with the settings, future by future: as
    many of the failures succeed, and in as many not one output changes."""
    switches = [c for c in load(path)["live"]["controls"] if c["group"] == "obstacle"]
    before = outcomes(program, plan, n, [])
    study = printed(program, "obstacles", "lifted.bh")
    same("obstacles", [c["id"] for c in switches], [o["id"] for o in study["obstacles"]])
    n_changed = 0
    for control in switches:
        after = outcomes(program, plan, n, control["set"])
        for o, option in enumerate(study["options"]):
            if option["id"] in control["fixed_in"]:
                continue
            failed = [key for key in before if key[0] == o and not before[key][0]]
            alone = option["alone"][control["id"]]
            where = f"{control['id']} in {option['id']}"
            same(f"{where}: saved", sum(after[key][0] for key in failed), alone["saved"]["n"])
            if alone["plays_part"]:
                unchanged = sum(after[key][1] == before[key][1] for key in failed)
                same(f"{where}: unchanged", unchanged, alone["unchanged"]["n"])
                n_changed += len(failed) - unchanged
    if n_changed == 0:
        wrong("no lift changes any future")
    print(f"# {len(switches)} obstacles, {n_changed} failures changed by one")


def outcomes(program, plan, n, settings):
    """{(option, scenario): (success, outputs)} of a study of the plan with settings."""
    args = [program, "explore", plan, "--design", "mc", "--futures", n, "--out", "lifted.bh", "--overwrite",
            "--quiet", "--keep", "1"]
    for setting in settings:
        args += ["--set", setting]
    subprocess.run(args, check=True, capture_output=True)
    rows = sqlite3.connect("lifted.bh").execute("SELECT * FROM future")
    return {(row[0], row[1]): (row[5], row[6:]) for row in rows}


def controls(path, *pattern):
    """Sliders: ends and value in order, a step that moves, ids once, at most ten assumptions, none a lever."""
    found = load(path)["live"]["controls"]
    sliders = [c for c in found if c["group"] != "obstacle"]
    for c in sliders:
        if not c["low"] < c["high"] or not 0 < c["step"] <= c["high"] - c["low"]:
            wrong(f"slider {c}")
        if c["kind"] in ("persons", "days", "date", "money") and any(c[k] % 1 for k in ("low", "high", "step", "value")):
            wrong(f"not whole: {c}")
    ids = [c["id"] for c in sliders]
    same("ids", len(set(ids)), len(ids))
    if sum(c["group"] == "assumption" for c in found) > 10:
        wrong("more than ten assumptions")
    if pattern and not re.search(pattern[0], " ".join(ids)):
        wrong(f"{ids} has not {pattern[0]}")


def boundaries(path, *areas):
    """A shape for each of the areas, closed, exteriors counter-clockwise and holes clockwise (RFC 7946)."""
    geometry = load(path)["geometry"]
    same("areas", [f["properties"]["area"] for f in geometry["features"]], list(areas))
    for feature in geometry["features"]:
        for polygon in feature["geometry"]["coordinates"]:
            for i, ring in enumerate(polygon):
                same("end of ring", ring[-1], ring[0])
                twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:]))
                if (twice > 0) != (i == 0):
                    wrong(f"ring {i} of {feature['properties']} turns the wrong way")


def member(path, name):
    """Prints a text member of the document, by dots."""
    value = load(path)
    for part in name.split("."):
        value = value[part]
    print(value)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
