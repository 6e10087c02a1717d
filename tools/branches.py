#!/usr/bin/env python3
"""tools/branches.py EXPORT ROOT CSV [MOST]: counts branches taken from `llvm-cov export` (JSON), for tools/coverage.sh.

A branch is one outcome of one condition at one place in the source. Code that is compiled several times (lanes for each
instruction set, the program for several programs, a static function of a header) is one place: an outcome counts as
taken when any of its instances took it. A macro counts at each place that uses it, so that every BH_TRY has two branches
of its own. Not counted: conditions that are constants (`while (0)`), and what is inside assert() (clang looks into no macro of
the system's headers), which is true by design.
"""
import csv
import json
import re
import sys
from collections import defaultdict
from functools import lru_cache

EXPANSION = 1  # kinds of regions in llvm-cov's JSON
CONSTANTS = re.compile(r"\s*(0|1|true|false|\w+ [<>=!]=? \d+)?\s*$")


@lru_cache(maxsize=None)
def lines_of(path):
    with open(path, encoding="utf-8") as file:
        return file.read().split("\n")


def text_between(path, place):
    first, first_column, last, last_column = place
    lines = lines_of(path)[first - 1:last]
    lines[-1] = lines[-1][:last_column - 1]
    lines[0] = lines[0][first_column - 1:]
    return " ".join(line.strip() for line in lines)


class Branch:
    def __init__(self):
        self.taken = [0, 0]
        self.is_constant = False


def gather(export, root):
    """{(file, (line, column) of the code, places within macros): Branch}"""
    branches = defaultdict(Branch)
    for function in export["functions"]:
        files = function["filenames"]
        sites = {}  # file number -> (number of the file that expands it, place there)
        entered = {}
        for region in function["regions"]:
            if region[7] == EXPANSION:
                sites[region[6]] = (region[5], tuple(region[:4]))
            entered.setdefault(tuple(region[:4]) + (region[5],), region[4])
        for branch in function["branches"]:
            number, chain = branch[6], [tuple(branch[:4])]
            while number in sites:
                number, place = sites[number]
                chain.append(place)
            path = files[number]
            if not path.startswith(root + "/src/"):
                continue
            found = branches[(path[len(root) + 1:], chain[-1], tuple(chain[:-1]), files[branch[6]])]
            found.taken[0] += branch[4]
            found.taken[1] += branch[5]
            was_here = entered.get(tuple(branch[:4]) + (branch[6],), 0) > 0
            found.is_constant |= was_here and branch[4] == 0 and branch[5] == 0
    return branches


def what_is_missed(words, outcome):
    """The kind of a branch that was not taken, by the words of its condition."""
    if words.startswith("BH_TRY"):
        return "an error handed on by BH_TRY"
    if outcome == 0 and re.search(r"== NULL|st != BH_OK|status != BH_OK", words) or outcome == 1 and re.search(
            r"!= NULL|== BH_OK", words):
        return "a pointer that is NULL, a call that fails"
    return "other"


def main():
    export_path, root, csv_path = sys.argv[1:4]
    most = int(sys.argv[4]) if len(sys.argv) > 4 else 20
    with open(export_path, encoding="utf-8") as file:
        branches = gather(json.load(file)["data"][0], root)
    files, kinds, rows = defaultdict(lambda: [0, 0]), defaultdict(int), []
    for (path, place, macros, spelled), branch in sorted(branches.items()):
        source = root + "/" + path
        words = text_between(spelled if macros else source, macros[0] if macros else place)
        if branch.is_constant or (sum(branch.taken) == 0 and CONSTANTS.match(words)):
            continue
        if macros:
            words = text_between(source, place) + ": " + words
        for outcome, n in enumerate(branch.taken):
            files[path][1] += 1
            files[path][0] += n > 0
            if n == 0:
                kinds[what_is_missed(words, outcome)] += 1
                rows.append((path, place[0], place[1], ("true", "false")[outcome], words))
    taken, total = (sum(column) for column in zip(*files.values()))
    with open(csv_path, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("file", "branches", "taken", "missed"))
        table.writerows((path, n, hit, n - hit) for path, (hit, n) in sorted(files.items()))
    with open(csv_path.replace(".csv", "-missed.csv"), "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("file", "line", "column", "never", "condition"))
        table.writerows(rows)
    print(f"branches: {taken} of {total} taken, {100 * taken / total:.1f} %")
    for kind, n in sorted(kinds.items(), key=lambda item: -item[1]):
        print(f"  {n:5} not taken: {kind}")
    for path, (hit, n) in sorted(files.items(), key=lambda item: item[1][0] - item[1][1])[:most]:
        print(f"  {n - hit:5} of {n:4} not taken: {path}")


if __name__ == "__main__":
    main()
