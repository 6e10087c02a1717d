"""python3 -m reference PLAN.json [--option ID] [--scenario K] [--replication R]

Runs one future of a plan that `bluehelm plan show PLAN --json` has printed, and prints every daily
series and every output as JSON.
"""

import argparse
import json
import math

from .day import simulate
from .plan import read


def main():
    parser = argparse.ArgumentParser(prog="python3 -m reference", description=__doc__.split("\n\n")[1])
    parser.add_argument("plan", help="file with the output of bluehelm plan show PLAN --json")
    parser.add_argument("--option", help="option of the plan (default: the first)")
    parser.add_argument("--scenario", type=int, default=0)
    parser.add_argument("--replication", type=int, default=0)
    arguments = parser.parse_args()
    plan = read(arguments.plan)
    option = arguments.option or next(iter(plan.options))
    future = simulate(plan, option, arguments.scenario, arguments.replication)
    future["outputs"] = {name: None if math.isinf(value) else value
                         for name, value in future["outputs"].items()}
    print(json.dumps(future))


if __name__ == "__main__":
    main()
