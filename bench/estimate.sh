#!/usr/bin/env bash
# What bluehelm estimate says beside what the study takes: wall clock of the whole command, and bytes. Nothing else should run.
# usage: bench/estimate.sh [BLUEHELM] [ROUNDS]
set -eu
cd "$(dirname "$0")/.."
b=$(realpath "${1:-build/release/bluehelm}")
rounds=${2:-1}
plans=$PWD/plans
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$b" new small >/dev/null
compare() { # compare CORES STUDY...
    local cores=$1
    shift
    "$b" estimate "$@" --cores "$cores" --json >told.json
    local began
    began=$(date +%s.%N)
    "$b" explore "$@" --threads "$cores" --out real.bh --overwrite --quiet
    python3 - "$cores" "$began" "$(date +%s.%N)" "${*/$plans\//}" <<'CODE'
import json, os, sys
cores, began, ended, study = int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3]), sys.argv[4]
told = json.load(open("told.json"))
low, value, high = (told["run_seconds"][k] + told["finish_seconds"][k] for k in ("low", "value", "high"))
real = ended - began
size = os.path.getsize("real.bh")
inside = "inside" if low <= real <= high else "outside"
print(f"{study:60} {cores} cores: told {value:6.1f} s ({low:.1f} to {high:.1f}), took {real:6.1f} s, {inside};"
      f" told {told['bytes']['value'] / 1e6:7.2f} MB, has {size / 1e6:7.2f} MB ({100 * (told['bytes']['value'] / size - 1):+.1f} %)")
CODE
}
for round in $(seq "$rounds"); do
    compare 1 "$plans/gaza-2024" --futures 2000
    compare 2 "$plans/gaza-2024" --futures 5000
    compare 2 "$plans/gaza-2024" --futures 20000 --option handover --keep 1000
    compare 2 "$plans/haiti-2023" --futures 5000 --replications 2 --every 30
    compare 1 "$plans/haiti-2023" --futures 3000 --design sobol
    compare 2 small --futures 50000 --keep 1
done
