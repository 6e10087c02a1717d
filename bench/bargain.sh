#!/usr/bin/env bash
# bench/bargain.sh: what bargaining costs: beside KTAB, by number of actors, and as a share of a future of gaza-2024.
# Run from the checkout. BH_ORACLES may name the folder with bargaining/ktab/inputs. Prints tables only.
set -euo pipefail
cd "$(dirname "$0")/.."
cmake --preset release >/dev/null && cmake --build build/release --target bluehelm bench_bargain >/dev/null
oracles=${BH_ORACLES:-../shared/oracles}/bargaining
[ -d "$oracles/ktab/inputs" ] || oracles=
build/release/bench_bargain ${oracles:+"$oracles"}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
futures=${1:-200}

# plan RULE DAYS: a copy of gaza-2024 with that rule and so many days between rounds
plan() {
    sed -e "s/^  rule: choice$/  rule: $1/" -e "/^issues:/,/^parties:/ s/^    title: .*/&\n    round: $2 days/" \
        -e '/^    round: 30 days$/d' plans/gaza-2024/plan.yaml >"$folder/$1-$2.yaml"
    cp plans/gaza-2024/*.geojson "$folder" 2>/dev/null || true
}
least() { # least PLAN: least user seconds of three runs
    for _ in 1 2 3; do
        { TIMEFORMAT='%U'; time build/release/bluehelm explore "$1" --futures "$futures" --threads 1 --keep 1 \
            --out "$folder/x.bh" --overwrite --quiet; } 2>&1
    done | sort -n | head -1
}
echo
echo "Share of a future of gaza-2024 that politics takes: (time with rounds every 10 days - every 30 days) / 2"
printf '%-12s %10s %10s %8s\n' rule "30 days" "10 days" share
for rule in choice mean median spatial challenge; do
    plan $rule 30
    plan $rule 10
    awk -v r=$rule -v a="$(least "$folder/$rule-30.yaml")" -v b="$(least "$folder/$rule-10.yaml")" \
        'BEGIN{printf "%-12s %9.2fs %9.2fs %7.0f%%\n", r, a, b, 100 * (b - a) / 2 / a}'
done
