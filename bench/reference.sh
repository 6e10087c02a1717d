#!/usr/bin/env bash
# bench/reference.sh [SCENARIOS]: what the model costs in plain Python (reference/), and in the engine, per
# simulated day, on one core, in one run. Run from the checkout after `cmake --preset release` and its build.
#
# Both run scenarios 1 to SCENARIOS of every option of the Gaza plan. The engine runs each under many lucks
# (--replications), because one is over too soon to be timed; the difference of two sizes is taken, so that
# reading the plan and completing the file cancel. Times are user + system time, the least of three runs.
set -euo pipefail
cd "$(dirname "$0")/.."
program=$PWD/build/release/bluehelm
scenarios=${1:-4}
plan=plans/gaza-2024
few=25
many=225
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

engine_seconds() { # engine_seconds REPLICATIONS
    local best=
    for _ in 1 2 3; do
        local t
        t=$({ TIMEFORMAT='%U %S'; time "$program" explore $plan --futures "$scenarios" --replications "$1" \
            --threads 1 --keep 1 --out "$folder/x.bh" --overwrite --quiet; } 2>&1 | awk '{print $1 + $2}')
        best=$(awk -v a="$t" -v b="${best:-1e9}" 'BEGIN{print (a < b) ? a : b}')
    done
    echo "$best"
}

"$program" plan show $plan --json >"$folder/plan.json"
reference=$(python3 - "$folder/plan.json" "$scenarios" <<'PYTHON'
import sys
import time
from reference.day import simulate
from reference.plan import read

plan = read(sys.argv[1])
start = time.process_time()
for option in plan.options:
    for scenario in range(1, int(sys.argv[2]) + 1):
        simulate(plan, option, scenario)
print((time.process_time() - start) / (len(plan.options) * int(sys.argv[2]) * plan.days))
PYTHON
)
a=$(engine_seconds $few)
b=$(engine_seconds $many)
days=$(sed -n 's/^    "days": \([0-9]*\),$/\1/p' "$folder/plan.json")
options=$(grep -c "\"has_authority\"" "$folder/plan.json")
awk -v r="$reference" -v a="$a" -v b="$b" -v n="$((scenarios * (many - few) * options))" -v d="$days" 'BEGIN {
    engine = (b - a) / n / d
    printf "reference  %10.1f microseconds a future-day\n", r * 1e6
    printf "engine     %10.3f microseconds a future-day\n", engine * 1e6
    printf "ratio      %10.0f  (one core, the same scenarios)\n", r / engine }'
